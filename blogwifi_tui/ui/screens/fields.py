"""The fields of a post as a form, and what the form's words mean for the post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from blogwifi_tui.content.post import Post
from blogwifi_tui.locale.messages import _
from blogwifi_tui.ui.screens.dialogs import Field, Form, split_list

DAY_FORM = "%Y-%m-%d"
DATE_FORM = f"{DAY_FORM} %H:%M"


class FieldsForm(Form):
    """Title, date, tags, categories, draft and description of one post."""

    def __init__(self, post: Post, now: dt.datetime, known_tags: Sequence[str] = ()) -> None:
        values = values_of(post, now.tzinfo or dt.UTC)
        listed = _("comma separated; → completes")
        super().__init__(
            _("Fields"),
            [
                Field("title", _("Title"), values["title"]),
                Field("date", _("Date"), values["date"], now.strftime(DATE_FORM)),
                Field("tags", _("Tags"), values["tags"], listed, tuple(known_tags)),
                Field("categories", _("Categories"), values["categories"], _("comma separated")),
                Field("draft", _("Draft"), values["draft"], switch=True),
                Field("description", _("Description"), values["description"]),
            ],
            accept=_("Keep"),
            check=partial(check_fields, dated=bool(values["date"])),
        )


def values_of(post: Post, zone: dt.tzinfo) -> dict[str, str]:
    """What the form shows of a post."""
    moment = post.moment(zone)
    form = DAY_FORM if moment and moment.time() == dt.time() else DATE_FORM
    return {
        "title": post.title.strip(),
        "date": moment.strftime(form) if moment else "",
        "tags": ", ".join(post.tags),
        "categories": ", ".join(post.categories),
        "draft": "yes" if post.draft else "",
        "description": post.description.strip(),
    }


def check_fields(values: Mapping[str, str], *, dated: bool = False) -> str | None:
    """What is wrong with the values of the form of a post (which had a date if ``dated``), or None."""
    if not values["title"]:
        return _("Type a title first.")
    if (values["date"] or dated) and parse_date(values["date"]) is None:
        return _("Write the date as {example}.").format(example="2026-05-12 09:30")
    return None


def parse_date(text: str) -> dt.datetime | None:
    """A day, with or without a time, or None."""
    for form in (DATE_FORM, DAY_FORM):
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def apply_fields(post: Post, values: Mapping[str, str], zone: dt.tzinfo, order: Sequence[str] = ()) -> Post:
    """``post`` with the fields that the form changed, and no other byte touched.

    Args:
        post: as it was when the form opened.
        values: the form's.
        zone: in which the date was typed, unless the post names its own.
        order: of keys in other headers, for a key this one lacks.

    Raises:
        CannotEdit: a field cannot be changed without touching other bytes.
    """
    shown = values_of(post, zone)
    changed = {name for name, value in values.items() if value != shown[name]}
    if "title" in changed:
        post = post.with_title(values["title"], order=order)
    if "date" in changed and (date := parse_date(values["date"])):
        moment = post.moment(zone)
        own = (moment.tzinfo if moment else None) or zone
        post = post.with_date(date.replace(tzinfo=own), exact=":" in values["date"], order=order)
    if "tags" in changed:
        post = post.with_tags(split_list(values["tags"]), order=order)
    if "categories" in changed:
        post = post.with_categories(split_list(values["categories"]), order=order)
    if "draft" in changed:
        post = post.with_draft(bool(values["draft"]), order=order)
    if "description" in changed:
        post = post.with_description(values["description"], order=order)
    return post
