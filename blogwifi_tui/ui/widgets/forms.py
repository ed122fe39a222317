"""The forms and questions that the list and publishing ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.front_matter.known_fields import CATEGORIES
from blogwifi_tui.core.git_access import is_email
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.error_messages import NO_EMAIL
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.result_messages import leaves_site
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.ui.signs import arrows
from blogwifi_tui.ui.widgets.dialogs import DESTROY, Choice, Field, Form, Question
from blogwifi_tui.ui.widgets.tags_input import split_list

if TYPE_CHECKING:
    from blogwifi_tui.core.new_posts import Place

_LABELS = {
    "categories": N_("Categories"),
    "category": N_("Category"),
    "description": N_("Description"),
    "summary": N_("Summary"),
}


def identity_form() -> Form:
    """Asks who commits, when git does not know."""

    def check(values: Mapping[str, str]) -> str | None:
        return None if is_email(values["email"]) else _(NO_EMAIL)

    return Form(
        _("Who are you?"),
        [
            Field("name", _("Name"), required=_("Type your name: it signs each commit.")),
            Field("email", _("E-mail"), hint=_("you@example.org")),
        ],
        text=_("git signs each commit with a name and an address, and knows neither here."),
        accept=_("Keep"),
        check=check,
    )


def new_post_form(places: Sequence[Place], tags: Sequence[str], categories: Sequence[str]) -> Form:
    """Asks for title and tags of a new post, for what its section's posts say of themselves, and where to.

    The answers to the further keys are under their names in :func:`fields_of`.
    """
    completes = arrows(_("comma separated; → completes"))
    fields = [_title(), Field("tags", _("Tags"), hint=completes, known=tuple(tags))]
    folders = [place.folder or "." for place in places]
    for at, (asked, where) in enumerate(_asked(places).items()):
        key, choices, value = asked
        known = tuple(categories) if key in CATEGORIES and not choices else ()
        label = _(_LABELS[key]) if key in _LABELS else key
        fields.append(
            Field(
                f"key-{at}",
                f"{label} ({arrows('← →')})" if choices else label,
                value=value,
                hint=completes if known else "",
                known=known,
                choices=choices,
                only_with=frozenset() if len(where) == len(places) else frozenset(where),
            )
        )
    if len(folders) > 1:
        fields.append(Field("folder", arrows(_("Folder (← →)")), choices=tuple(folders), decides=True))
    return Form(_("New post"), fields, accept=_("Write"), enough="tags")


def fields_of(values: Mapping[str, str], places: Sequence[Place]) -> dict[str, object]:
    """What a new post's form was left with for further keys, each as the value of its kind."""
    place = next((each for each in places if (each.folder or ".") == values.get("folder")), places[0])
    kinds = {key.name: key.value for key in place.asked}
    given = ((asked.name, values.get(f"key-{at}", "")) for at, asked in enumerate(_asked(places)))
    texts = {key: text for key, text in given if text}
    return {
        key: split_list(text) if isinstance(kinds[key], list) else text
        for key, text in texts.items()
        if key in kinds
    }


class _Asked(NamedTuple):
    """A further key of new posts."""

    name: str
    choices: tuple[str, ...] = ()
    """The only values that it takes."""
    value: str = ""
    """That of them which it begins with."""


def _asked(places: Sequence[Place]) -> dict[_Asked, list[str]]:
    """The further keys, in order, and the folders whose posts have each."""
    asked: dict[_Asked, list[str]] = {}
    for place in places:
        for key in place.asked:
            each = _Asked(key.name, key.choices, str(key.value)) if key.choices else _Asked(key.name)
            asked.setdefault(each, []).append(place.folder or ".")
    return asked


def rename_form(title: str, linking: Callable[[], Awaitable[Sequence[str]]]) -> Form:
    """Asks for another title; ``linking`` finds the posts that link to the post, which may take a moment."""

    async def links() -> str:
        count = len(await linking())
        line = ngettext(
            "{n} post links to it, and will follow.", "{n} posts link to it, and will follow.", count
        )
        return line.format(n=number(count)) if count else _("No other post links to it.")

    return Form(
        _("Rename"),
        [_title(title)],
        text=_("Looking for the posts that link to it…"),
        accept=_("Rename"),
        further=links,
    )


def beside_words(files: int) -> str:
    """What goes along with posts that are deleted; empty when nothing does."""
    words = ngettext("{n} file in its folder goes with it.", "{n} files in its folder go with it.", files)
    return words.format(n=number(files)) if files else ""


def delete_question(title: str, *, kept: bool, leaves: bool, files: int = 0) -> Question:
    """Asks before a post goes.

    Args:
        title: of the post.
        kept: whether git can bring it back.
        leaves: whether readers have it, so that the next publication takes it off the site.
        files: how many those of its bundle are.
    """
    text = (
        _("Its commits keep it: the filter “deleted” (f) finds it again.")
        if kept
        else _("git never kept this post: nothing will be able to bring it back.")
    )
    answers = [
        Choice("keep", _("Do not delete"), "n"),
        Choice("delete", _("Delete"), DESTROY, deliberate=True),
    ]
    off = _("Readers have it; it leaves the site at the next publication.") if leaves else ""
    text = " ".join(filter(None, [beside_words(files), text, off]))
    return Question(filled(_("Delete “{title}”?"), title=title), text, answers)


def restore_leaves_question(title: str) -> Question:
    """Asks before a post that readers have gets back a text that is a draft."""
    text = _(
        "Readers have it now, and it was a draft then: restored, it leaves the site at the next publication."
    )
    answers = [Choice("", _("Change nothing"), "n"), Choice("go", _("Restore"), "r")]
    return Question(filled(_("Take “{title}” off the site?"), title=title), text, answers)


def restore_other_question(title: str, former: str, path: str) -> Question:
    """Asks before a post gets back a text that has another title, or had another file name."""
    text = _("That version is called “{former}” ({path}): the post gets its title and its text.")
    answers = [Choice("go", _("Restore"), "r"), Choice("", _("Change nothing"), "n")]
    return Question(
        filled(_("Restore “{title}”?"), title=title),
        filled(text, former=former, path=path),
        answers,
    )


def _title(title: str = "") -> Field:
    return Field("title", _("Title"), title, required=_("Type a title first."))


def undo_question(subject: str, leaving: Sequence[str] = ()) -> Question:
    """Asks before a change that is published already is undone.

    ``subject`` is its commit's message, ``leaving`` the titles of the posts that go off the site by it.
    """
    text = _("It is published. Undoing makes a new commit here; publish again to take it back there too.")
    text = " ".join(filter(None, [text, leaves_site(leaving)]))
    answers = [Choice("keep", _("Change nothing"), "n"), Choice("undo", _("Undo it"), "u")]
    return Question(filled(_("Undo “{subject}”?"), subject=subject), text, answers)
