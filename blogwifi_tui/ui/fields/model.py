"""The fields of a post as words a person may change: what they say, and what other words would make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import slugs
from blogwifi_tui.content.dates.input import post_date_for_typing, read_typed_date, with_typed_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.custom_fields import CustomField, extra_keys, with_extra_key
from blogwifi_tui.content.post_changes import drafted, is_kept_off
from blogwifi_tui.content.tags import with_tags
from blogwifi_tui.content.title_heading import retitled
from blogwifi_tui.errors import ContentError, NotText
from blogwifi_tui.ui.navigation import Applied
from blogwifi_tui.ui.widgets.tags_input import join_list, split_list

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.site.conventions import Conventions

EXTRA = "key "
"""What the name of a field begins with that holds an extra key; no other has a blank in it."""


class Names(NamedTuple):
    """The names that files of this blog have, and may have."""

    taken: Collection[str]
    holds: Callable[[str], bool]
    """Whether a post of this path would be found again."""


@dataclass(frozen=True)
class FieldSheet:
    """What the form of one post shows."""

    post: Post
    now: dt.datetime
    """Aware, in the blog's zone."""
    conventions: Conventions
    tags: Sequence[str] = ()
    """Those of the whole blog, the most used first; so are ``categories``."""
    categories: Sequence[str] = ()
    names: Names | None = None
    """None when the post has a file already, whose name is not changed here."""

    @property
    def zone(self) -> dt.tzinfo:
        """The blog's."""
        return self.now.tzinfo or dt.UTC

    @cached_property
    def extras(self) -> Mapping[str, CustomField]:
        """The keys that have no field of their own, by the names of the fields that show them."""
        return {f"{EXTRA}{key.name}": key for key in extra_keys(self.post)}

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """The words of each field, by its name, in the order of the form."""
        post = self.post
        values = {
            "title": post.title.strip(),
            "date": post_date_for_typing(post),
            "tags": join_list(post.tags),
            "categories": join_list(post.categories),
            "draft": "yes" if is_kept_off(post, self.zone) else "",
            "description": post.description.strip(),
        }
        slug = post.texts.get("slug")
        if isinstance(slug, str):
            values["slug"] = slug.strip()
        return values | {"file": post.path} | {name: key.text for name, key in self.extras.items()}

    def file_of(self, title: str) -> str:
        """The path of a post that has no file yet, under another title."""
        is_bundle = self.post.rules.owns_folder(self.post.path)
        path = slugs.renamed(self.post.path, title, bundle=is_bundle)
        return slugs.unused(path, self.names.taken if self.names else ())

    def key_of(self, name: str) -> str:
        """The key of the header that the field ``name`` shows; empty where there is none."""
        if name in self.extras:
            return self.extras[name].name
        known = {
            "title": known_fields.TITLE,
            "date": known_fields.DATE,
            "tags": known_fields.TAGS,
            "categories": known_fields.CATEGORIES,
            "draft": known_fields.DRAFT,
            "description": known_fields.DESCRIPTION,
            "slug": ("slug",),
        }
        return known_fields.find(self.post.texts, known.get(name, ())) or ""

    def changes(self, values: Mapping[str, str]) -> dict[str, str]:
        """The fields among ``values`` that say something else than the post does."""
        return {name: value for name, value in values.items() if value != self.shown[name].strip()}

    def applied(self, changes: Mapping[str, str], post: Post | None = None) -> Applied:
        """``post``, by default the one shown, with these fields changed and no other byte touched.

        A field that cannot be changed alone keeps no other from being changed. A date must be one that
        :func:`.dates.input.read_typed_date` knows.

        Raises:
            NotText: the post is not UTF-8.
        """
        post = post or self.post
        refused: dict[str, ContentError] = {}
        for name, text in changes.items():
            try:
                post = self._with(post, name, text)
            except NotText:
                raise
            except ContentError as error:
                refused[name] = error
        return Applied(post, refused)

    def _with(self, post: Post, name: str, text: str) -> Post:
        order, form = self.conventions.keys, self.conventions.format
        if name.startswith(EXTRA):
            return with_extra_key(post, name.removeprefix(EXTRA), text, self.zone)
        match name:
            case "title":
                return retitled(post, text, order=order, form=form)
            case "date":
                typed = read_typed_date(text)
                if typed is None:
                    return post
                return with_typed_date(post, typed, self.zone, order=order, form=form)
            case "tags":
                return with_tags(post, split_list(text), order=order, form=form)
            case "categories":
                return post.with_categories(split_list(text), order=order, form=form)
            case "draft":
                key = self.conventions.draft_key
                return drafted(post, bool(text), self.now, key=key, order=order, form=form)
            case "description" if text:
                return post.with_description(text, order=order, form=form)
            case "slug" if text:
                return post.with_field("slug", text, order=order, form=form)
            case "file":
                return replace(post, path=text)
        return _without(post, name)


def _without(post: Post, name: str) -> Post:
    """``post`` without its description or slug, under whichever key it has them."""
    key = known_fields.find(post.texts, known_fields.DESCRIPTION) if name == "description" else name
    return post.without_field(key) if key else post
