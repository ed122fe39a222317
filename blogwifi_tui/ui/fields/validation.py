"""What there is to say beside a field while it is typed: what is wrong, and what will come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from blogwifi_tui.content import slugs
from blogwifi_tui.content.dates.input import read_typed_date
from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.front_matter.problems import Refusal
from blogwifi_tui.content.search.query import tag_key
from blogwifi_tui.errors import CannotEdit, ContentError, DraftByFolder
from blogwifi_tui.i18n.dates import date_long, date_time, number, weekday
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.fields.model import EXTRA, FieldSheet
from blogwifi_tui.ui.widgets.tags_input import split_list

LONGEST_DESCRIPTION = 160
"""Characters; what search engines show of one."""


class FieldNote(NamedTuple):
    """Something said beside a field."""

    text: str
    blocks: bool = False
    """The form cannot be kept as long as this is so."""


_REFUSED = {
    "value": N_("This front matter cannot hold that here. Ctrl+Z: as it was."),
    "anchor": N_(
        "This cannot be changed without touching other lines. "
        "A YAML anchor, alias or tag ties it to them. Ctrl+Z: as it was."
    ),
    "comment": N_(
        "This cannot be changed without touching other lines. "
        "A comment stands inside the value. Ctrl+Z: as it was."
    ),
    "boundary": N_("With this, the front matter would end elsewhere. Ctrl+Z: as it was."),
    "": N_("This cannot be changed without touching other lines. Ctrl+Z: as it was."),
}
"""By the reason of a :class:`CannotEdit`."""
_EXPLAINED = {Refusal.REPEATED, Refusal.OTHER_TEXT, Refusal.BESIDE}
"""The reasons where no other line is in the way: they are said as everywhere."""


def refusal(error: ContentError) -> FieldNote:
    """Why one field cannot be changed alone."""
    if isinstance(error, DraftByFolder):
        return FieldNote(_("Its folder makes it a draft, until its file is moved."), blocks=True)
    if not isinstance(error, CannotEdit) or error.reason in _EXPLAINED:
        return FieldNote(str(explain(error)), blocks=True)
    return FieldNote(_(_REFUSED.get(error.reason, _REFUSED[""])), blocks=True)


def note(sheet: FieldSheet, name: str, values: Mapping[str, str]) -> FieldNote:
    """What there is to say of the field ``name`` where the form holds ``values``; empty for nothing."""
    text = values[name]
    said = _of_extra(sheet, name, text) if name.startswith(EXTRA) else _of_known(sheet, name, values)
    changes = sheet.changes({name: text})
    if changes and not said.blocks:
        refused = sheet.applied(changes).refused
        if refused:
            return refusal(refused[name])
    return said


def _of_known(sheet: FieldSheet, name: str, values: Mapping[str, str]) -> FieldNote:
    text = values[name]
    match name:
        case "title":
            return FieldNote("" if text else _("Type a title first."), blocks=not text)
        case "date":
            return _of_date(sheet, text, draft=bool(values["draft"]))
        case "tags":
            return FieldNote(_twins(text, sheet.tags))
        case "categories":
            return FieldNote(_twins(text, sheet.categories))
        case "draft":
            return _of_draft(sheet, text)
        case "description":
            return FieldNote(_of_description(sheet, text))
        case "slug":
            return FieldNote(_of_slug(text))
        case "file":
            return _of_file(sheet, text)
    return FieldNote("")


def _of_date(sheet: FieldSheet, text: str, *, draft: bool) -> FieldNote:
    typed = read_typed_date(text)
    if typed is None:
        shown = sheet.shown["date"]
        words = _("Write the date as {example}.").format(example="2026-05-12 09:30")
        if not text and not shown:
            return FieldNote(_("Dated when it is published.") if draft else "")
        return FieldNote(words, blocks=text != shown)
    since = sheet.applied({"date": text}).post.visibility(sheet.zone).since
    words = date_time(typed.moment) if typed.timed else date_long(typed.moment)
    day = weekday(typed.moment)
    parts = [_("{weekday} {date}").format(weekday=day, date=words)]
    if not draft and since and since > sheet.now:
        parts.append(_("scheduled"))
    return FieldNote(" · ".join(parts))


def _twins(text: str, known: Sequence[str]) -> str:
    """Which of the names in ``text`` the blog spells otherwise: in another case, with accents or hyphens."""
    spelled: dict[tuple[str, str], str] = {}
    for name in known:
        spelled.setdefault(_spelling(name), name)
    found = ((name, spelled.get(_spelling(name), name)) for name in split_list(text))
    words = _("“{name}” is there already, as “{known}”.")
    return " ".join(
        words.format(name=visible(name), known=visible(other)) for name, other in found if name != other
    )


def _spelling(name: str) -> tuple[str, str]:
    """What the spellings of one name have in common; «C» and «C++» are two names."""
    return tag_key(name), "".join(sign for sign in fold(name) if not sign.isalnum() and sign not in "-' _")


def _of_draft(sheet: FieldSheet, text: str) -> FieldNote:
    """What the switch does beside writing a key: the file goes elsewhere, or no page is made."""
    post = sheet.applied(sheet.changes({"draft": text})).post
    if post.path != sheet.post.path:
        return FieldNote(_("With the next save, its file goes to {path}.").format(path=visible(post.path)))
    visibility = post.visibility(sheet.zone)
    if visibility.hidden and not visibility.draft:
        return FieldNote(_("Kept off the site by {reason}.").format(reason=visible(visibility.reason)))
    return FieldNote("")


def _of_description(sheet: FieldSheet, text: str) -> str:
    if not text:
        return _("Left empty: the line is taken away.") if sheet.shown["description"] else ""
    long = len(text)
    words = ngettext("{n} character", "{n} characters", long).format(n=number(long))
    if long <= LONGEST_DESCRIPTION:
        return words
    about = _("search engines show about {n}").format(n=LONGEST_DESCRIPTION)
    return f"{words} · {about}"


def _of_slug(text: str) -> str:
    if not text:
        return _("Left empty: the line is taken away, and the file’s name decides.")
    plain = slugs.slugify(text)
    return "" if plain == text else _("A plain slug would be: {slug}").format(slug=plain)


def _of_file(sheet: FieldSheet, text: str) -> FieldNote:
    names = sheet.names
    if names is None:
        return FieldNote("")
    if text in names.taken:
        return FieldNote(_("There is a file called {path} already.").format(path=visible(text)), blocks=True)
    plain = text == str(PurePosixPath(text)) and ".." not in text.split("/") and visible(text) == text
    if not plain or not names.holds(text):
        return FieldNote(
            _("Write a name such as {example}.").format(example=sheet.shown["file"]), blocks=True
        )
    return FieldNote("")


def _of_extra(sheet: FieldSheet, name: str, text: str) -> FieldNote:
    key = sheet.extras[name]
    if key.fixed:
        return FieldNote(_("This kind of value is changed in the front matter as text."))
    if text == key.text:
        return FieldNote("")
    if not text:
        return FieldNote(_("Left empty: the line is taken away."))
    value, old = key.read(text), key.value
    if isinstance(old, list) and not isinstance(value, list):
        return FieldNote(_("Write a list, such as {example}.").format(example="[a, b]"), blocks=True)
    if isinstance(old, dict) and not isinstance(value, dict):
        return FieldNote(
            _("Write names and values, such as {example}.").format(example="{a: 1, b: 2}"), blocks=True
        )
    if isinstance(old, date) and isinstance(value, str) and not read_typed_date(value):
        words = _("Write the date as {example}.")
        return FieldNote(words.format(example="2026-05-12 09:30"), blocks=True)
    if isinstance(value, str) and not isinstance(old, str) and old is not None:
        return FieldNote(_("This becomes a text; it was “{value}”.").format(value=visible(key.text)))
    return FieldNote("")
