"""Changes that a person asks for as one, as «publish this draft», whichever keys of the header they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from blogwifi_tui.content.dates.input import typed_date_of, with_typed_date
from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.key_path import value_at
from blogwifi_tui.content.front_matter.problems import Refusal
from blogwifi_tui.content.front_matter.split import BOM, Format
from blogwifi_tui.errors import (
    BadChoice,
    BadDate,
    BadInput,
    BadNumber,
    BadTruth,
    CannotEdit,
    DraftByFolder,
    KeptOff,
    NoDraftMark,
    NotText,
)

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


_TABLED: Final = (("tags", "tag"), ("categories", "category"))
"""What the generators that look for such names in a mapping call them (Zola, Grav)."""
_TRUTH_OR_TEXT: Final = frozenset((
    "hide", "build.render", "build.list", "_build.render", "_build.list", "eleventyexcludefromcollections",
))  # fmt: skip
"""Keys that take true and false, and words or names of lists too (Valaxy docs, Front matter; Hugo docs, Build
options; Eleventy docs, Collections)."""


def readable(post: Post, key: str) -> Post:
    """``post`` itself.

    Raises:
        NotText: it is not UTF-8.
        CannotEdit: its front matter cannot be read, so ``key`` cannot be changed.
    """
    if not post.is_text:
        raise NotText(post.path)
    if post.problem:
        raise CannotEdit(post.path, key, Refusal.UNREADABLE)
    return post


def is_kept_off(post: Post, zone: tzinfo) -> bool:
    """Whether the generator makes no page of the post, whatever the day; ``zone`` is the blog's."""
    visibility = post.visibility(zone)
    return visibility.draft or visibility.hidden


def drafted(
    post: Post,
    draft: bool,
    now: datetime,
    *,
    key: str = "draft",
    order: Sequence[str] = (),
    form: Format = Format.YAML,
) -> Post:
    """``post`` as a draft, or ready to publish, by the rules of its generator; its path may be another then.

    Args:
        post: the post.
        draft: whether it is to be a draft.
        now: aware, in the blog's zone; dates a file name that needs a date, where the post has none.
        key: the mark where neither the rules nor the post have one.
        order: in which the blog writes its keys.
        form: of a header to make when there is none.

    Raises:
        NoDraftMark: nothing keeps a post off this site.
        DraftByFolder, KeptOff: what keeps it off does not stand in the post.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    zone = now.tzinfo or UTC
    if is_kept_off(readable(post, "draft"), zone) is draft:
        return post
    after = post.with_draft(draft, now=post.moment(zone) or now, key=key, order=order, form=form)
    if is_kept_off(after, zone) is draft:
        return after
    if draft:
        raise NoDraftMark(post.path, "", post.rules.shows_drafts(post.path))
    kept = after.visibility(zone)
    if kept.draft and (not kept.reason or kept.reason.endswith("/")):
        raise DraftByFolder(post.path)
    raise KeptOff(post.path, kept.reason)


def made_live(post: Post, now: datetime, *, in_name: bool = False) -> Post:
    """``post`` ready to publish: no draft any more, and dated ``now`` (aware, in the blog's zone).

    ``in_name``: the blog has its dates in the names of files alone; so has this post, where its name has one.

    Raises:
        DraftByFolder, KeptOff: what keeps it off does not stand in the post.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    if in_name and not known_fields.dated(readable(post, "draft").texts):
        live = drafted(post, False, now)
        day = now.astimezone(post.rules.zone(post.path) or now.tzinfo).date()
        live = replace(live, path=known_fields.with_day_in_name(live.path, day))
        if known_fields.date_in_name(live.path) == day:
            return live
    return drafted(readable(post, "draft").with_date(now), False, now)


def with_text(post: Post, text: str) -> Post:
    """``post`` with another text below its header, from the empty lines below it to the end of the file.

    Lines end as those of the post do.

    Raises:
        NotText: it is not UTF-8.
        CannotEdit: the text would be taken for a part of the header.
    """
    body = readable(post, "").body
    lead = body[: len(body) - len(body.lstrip("\r\n"))] or ("\n" if post.fields and not body else "")
    end = "\r\n" if b"\r\n" in post.data else "\n"
    lines = text.strip("\r\n").splitlines()
    return post.with_body(lead + "".join(f"{line}{end}" for line in lines))


def given(post: Post, text: str) -> Post:
    """``post`` with ``text`` below its header; the whole post, header and all, where the text opens with one.

    Raises:
        BadInput: the header that it opens with cannot be read.
        NotText, CannotEdit: as :func:`with_text`.
    """
    if not opens_with_header(post, text):
        return with_text(post, text)
    mark = BOM if post.data.startswith(BOM) else b""
    whole = replace(post, data=mark + text.encode())
    if whole.problem:
        raise BadInput("header")
    return whole


def opens_with_header(post: Post, text: str) -> bool:
    """Whether ``text`` begins with front matter between two marks, which is no text of a post."""
    whole = replace(post, data=text.encode())
    opened = text.lstrip().startswith(("---", "+++", ";;;", "{"))
    return opened and (whole.format is not Format.NONE or bool(whole.problem))


def with_changes(
    post: Post,
    changes: Mapping[str, object],
    unset: Sequence[str],
    now: datetime,
    *,
    order: Sequence[str] = (),
    draft_key: str = "draft",
) -> Post:
    """``post`` with these fields and without those, a new key where ``order`` puts it.

    A true or false ``draft`` is meant as :func:`drafted` takes it, and comes last: the other fields may say
    where the file goes. ``now`` and ``draft_key`` are those of :func:`drafted`.

    Raises:
        BadChoice: a key takes only some texts on this site, and this is none of them.
        BadDate: what is to stand under a key that holds a date is none to this site.
        BadNumber: the site takes numbers under a key, and this is none.
        BadTruth: what is to stand under a key that keeps a post off the site, or of which the site takes true
            and false alone, is neither.
        NoDraftMark, DraftByFolder, KeptOff: as :func:`drafted`.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    draft = changes.get("draft")
    for key, value in changes.items():
        if key != "draft" or not isinstance(value, bool):
            if (choices := post.rules.choices(post.path, key)) and value not in choices:
                raise BadChoice(post.path, key, _said(value), choices)
            fit = _of_kind(post.rules.kind(post.path, key), key, value)
            before, post = post, with_value(post, key, fit, now.tzinfo or UTC, order=order)
            if _holds_date(before, key) and not _is_date(before, post, key, value, now.tzinfo or UTC):
                raise BadDate(key, value if isinstance(value, str) else str(value).lower())
    for key in unset:
        post = _without(post, key)
    return drafted(post, draft, now, key=draft_key, order=order) if isinstance(draft, bool) else post


def _said(value: object) -> str:
    """A value as a person may have typed it."""
    return "" if value is None else str(value)


def _of_kind(kind: str, key: str, value: object) -> object:
    """``value`` as the site takes it under a key of this kind. Raises BadTruth, BadNumber."""
    if kind == "boolean" and (value := known_fields.truth(said := value)) is None:
        raise BadTruth(key, _said(said))
    if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise BadNumber(key, _said(value))
    return value


def with_value(post: Post, key: str, value: object, zone: tzinfo, *, order: Sequence[str] = ()) -> Post:
    """``post`` with ``value`` under ``key``, written as the fields of the post are that it has a form for.

    A date is, in whichever spelling it is typed, and what is true or false to the site, in whichever word;
    tags and categories stand where the site looks for them. ``zone`` is the blog's.

    Raises:
        BadTruth: the site takes true or false there, and the value is neither.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    table, names = post.rules.names_table(post.path), _names_under(post, key)
    first, dot, rest = key.partition(".")
    if (
        names
        and isinstance(value, str | list)
        and (table or len(known_fields.names_path(post.texts, names)) > 1)
    ):
        return _with_names(post, names, value, whole=key.lower() in known_fields.WHOLE, order=order)
    if table and dot and first.lower() == table and post.texts.get(table) is None:
        return post.with_field(table, {rest: value}, order=order)
    among_dates = key.partition(".")[0].lower() in known_fields.DATES
    typed = typed_date_of(value) if among_dates or _holds_date(post, key) else None
    # What is text and no date there is meant so: a command line gives dates.
    if typed and not (among_dates and isinstance(value, str)):
        return with_typed_date(post, typed, zone, key=key, order=order, form=Format.YAML)
    if not typed and not isinstance(value, bool) and _is_truth(post, key, zone):
        said = known_fields.truth(value)
        if said is None and key.lower() not in _TRUTH_OR_TEXT:
            raise BadTruth(key, _said(value))
        value = value if said is None else said
    return post.with_field(key, value, order=order)


def _names_under(post: Post, key: str) -> tuple[str, ...]:
    """The keys of tags or of categories, when ``key`` is one that the header does not have itself."""
    if key.lower() in post.texts:
        return ()
    return next((names for names in _TABLED if key.lower() in names), ())


def _with_names(
    post: Post, keys: tuple[str, ...], value: str | list[object], *, whole: bool, order: Sequence[str]
) -> Post:
    names = known_fields.as_written(value, whole) if isinstance(value, str) else tuple(map(str, value))
    if not names and not known_fields.names_path(post.texts, keys):
        return post
    if keys[0] in known_fields.TAGS:
        return post.with_tags(names, order=order)
    return post.with_categories(names, order=order)


def _without(post: Post, key: str) -> Post:
    """``post`` without ``key``; of tags and categories in a mapping too, and that with the last."""
    path = known_fields.names_path(post.texts, _names_under(post, key))
    table = value_at(post.fields, path[0]) if path else None
    if isinstance(table, dict):
        key = path[0] if len(table) == 1 else ".".join(path)
    return post.without_field(key)


def _is_truth(post: Post, key: str, zone: tzinfo) -> bool:
    """Whether the site shows a post with true under ``key``, and not one with false, or the other way."""
    if key.lower() == "draft":
        return True
    if key.lower() in known_fields.WHOLE_ADDRESS or _holds_date(post, key):
        return False
    shown = post
    with suppress(CannotEdit, NotText, NoDraftMark):  # behind the mark of a draft no other makes a difference
        shown = post.with_draft(False, now=post.moment(zone) or datetime.now(zone))
    try:
        on, off = (shown.with_field(key, each).visibility(zone) for each in (True, False))
    except (CannotEdit, NotText):
        return False
    return on._replace(reason="") != off._replace(reason="")


def _holds_date(post: Post, key: str) -> bool:
    """Whether a key, which may be dotted, is there for a date: by its name, or by the date that it holds."""
    name = key.partition(".")[0].lower()
    is_text = name in (*known_fields.TITLE, *known_fields.TAGS, *known_fields.DESCRIPTION, "slug")
    return name in known_fields.ONLY_DATE or (not is_text and isinstance(value_at(post.fields, key), date))


def _is_date(before: Post, after: Post, key: str, value: object, zone: tzinfo) -> bool:
    """Whether ``value``, for which ``before`` became ``after``, is a date to the site, or is left empty."""
    if value is None or value == "" or isinstance(value, date | dict):
        return True
    if isinstance(value, str) and after.rules.is_date_word(after.path, value):
        return True
    if isinstance(value, bool | list) or not parse_date(str(value)):
        return after.date is not None and after.date != after.without_field(key).date
    # Some generators end the build at a date that others take.
    return before.visibility(zone).hidden or not after.visibility(zone).hidden
