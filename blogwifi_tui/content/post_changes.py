"""Changes that a person asks for as one, as «publish this draft», whichever keys of the header they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.problems import Refusal
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.errors import BadChoice, BadDate, CannotEdit, DraftByFolder, KeptOff, NoDraftMark, NotText

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


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


def made_live(post: Post, now: datetime) -> Post:
    """``post`` ready to publish: no draft any more, and dated ``now`` (aware, in the blog's zone).

    Raises:
        DraftByFolder, KeptOff: what keeps it off does not stand in the post.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    return drafted(readable(post, "draft").with_date(now), False, now)


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
        NoDraftMark, DraftByFolder, KeptOff: as :func:`drafted`.
        CannotEdit, NotText: a key cannot be changed without touching other bytes.
    """
    draft = changes.get("draft")
    for key, value in changes.items():
        if key != "draft" or not isinstance(value, bool):
            if (choices := post.rules.choices(post.path, key)) and value not in choices:
                raise BadChoice(post.path, key, "" if value is None else str(value), choices)
            before, post = post, post.with_field(key, value, order=order)
            if _holds_date(before, key) and not _is_date(before, post, key, value, now.tzinfo or UTC):
                raise BadDate(key, value if isinstance(value, str) else str(value).lower())
    for key in unset:
        post = post.without_field(key)
    return drafted(post, draft, now, key=draft_key, order=order) if isinstance(draft, bool) else post


def _holds_date(post: Post, key: str) -> bool:
    """Whether a key, which may be dotted, is there for a date: by its name, or by the date that it holds."""
    name = key.partition(".")[0].lower()
    is_text = name in (*known_fields.TITLE, *known_fields.TAGS, *known_fields.DESCRIPTION, "slug")
    return name in known_fields.ONLY_DATE or (not is_text and isinstance(post.fields.get(key), date))


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
