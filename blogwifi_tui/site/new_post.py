"""Composes a new post that is named and written as the others of its section are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from blogwifi_tui.content import slugs
from blogwifi_tui.content.dates.format import fit_date, moment_like
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.comments import without_comments
from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.split import PLAIN_FORMATS, Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.tags import with_tags
from blogwifi_tui.content.title_heading import retitled
from blogwifi_tui.errors import CannotEdit, NoDraftMark
from blogwifi_tui.site.archetype import filled, in_text
from blogwifi_tui.site.config_files import value_at
from blogwifi_tui.site.conventions import Conventions
from blogwifi_tui.site.habits import ADDRESSES, CHANGED, Fresh, Key, leaves, own_paths

_LINE_START = r"(?:(?<=\n)|(?<=\r)(?!\n))"
_BLANKS = re.compile(rf"{_LINE_START}(?>[ \t]*(?:\r\n|\n|\r)){{2,}}")
_FIRST_BLANKS = re.compile(r"\A(?>[ \t]*(?:\r\n|\n|\r))+")
_LAST_BLANKS = re.compile(rf"{_LINE_START}(?>[ \t]*(?:\r\n|\n|\r))+\Z")


def compose(
    title: str,
    tags: Sequence[str],
    now: datetime,
    conventions: Conventions,
    taken: Collection[str],
) -> Post:
    """A draft with this title and these tags, dated ``now`` (aware), at a path that is not in ``taken``.

    No draft where nothing written in a post keeps it off the site. Nothing is written to the disk.
    """
    path = free_path(title, now, conventions, taken)
    writer = _Writer(path, title, tuple(tags), now.replace(microsecond=0), conventions)
    return dated_later(writer.made(), now)


def free_path(title: str, now: datetime, conventions: Conventions, taken: Collection[str]) -> str:
    """The path of a new post of ``now`` (aware), as the section names its posts; none of ``taken``."""
    path = file_name(title, now, conventions)
    named = Post(path, b"", conventions.rules).moment(now.tzinfo or UTC)
    if named and named > now:  # the day has not begun yet where the generator reads it
        path = file_name(title, now - timedelta(days=1), conventions)
    return slugs.unused(path, taken)


def file_name(title: str, day: date, conventions: Conventions) -> str:
    """The path of a new post, from the blog's root, as the section names its posts."""
    name = conventions.pattern.format(
        slug=slugs.slugify(title).replace("-", conventions.mark),
        date=f"{day:%Y-%m-%d}",
        year=f"{day:%Y}",
        month=f"{day:%m}",
        day=f"{day:%d}",
        number=conventions.number,
    )
    folder = f"{conventions.folder}/" if conventions.folder else ""
    return f"{folder}{name}{conventions.extension}"


class _Writer:
    """Writes one new post."""

    def __init__(
        self, path: str, title: str, tags: Sequence[str], now: datetime, conventions: Conventions
    ) -> None:
        self._path, self._title, self._tags, self._now = path, title, tags, now
        self._dated = moment_like(now, conventions.date_like)
        self._conventions = conventions
        self._order = conventions.keys

    def made(self) -> Post:
        """The post, as the others of its section are written."""
        for sample in self._conventions.samples:
            try:
                return self.like(sample)
            except CannotEdit:
                pass  # a header that cannot be edited cannot be followed either
        if self._conventions.archetype and not self._conventions.samples:
            return self.begun_with(self._conventions.archetype)
        return self.plain()

    def like(self, sample: Post) -> Post:
        """The header of ``sample`` with other values, which keeps its quotes, lists, dates and line ends."""
        post = replace(_bare(sample, self._conventions.comments), path=self._path)
        named = known_fields.names_path(post.texts, known_fields.TAGS)
        dated = known_fields.dated(post.texts)
        habits = self._conventions.habits
        kept = {key.lower for key in habits if key.value is not Fresh.GIVEN} | own_paths(post)
        post = _without_others(post, post.fields, (), kept)
        for key in habits:
            post = self._with(post, key, sample)
        if not self._conventions.headed:
            post = post.with_title(self._title, order=self._order)
        if dated or not self._conventions.names_days:
            post = post.with_date(self._dated, order=self._order)
        if self._tags or named or self._conventions.tags:
            post = self._with_tags(post)
        post = self._with_archetype(_tidied(self._kept_back(post)))
        return self._with_body(post, sample)

    def begun_with(self, archetype: Post) -> Post:
        """A post as the blog's authors let the first one begin: their archetype, filled in."""
        rules = self._conventions.rules
        post = Post(self._path, archetype.data, rules)
        dated, named = known_fields.dated(post.texts), known_fields.names_path(post.texts, known_fields.TAGS)
        post = post.with_title(self._title)
        if dated:
            post = post.with_date(self._now)
        for leaf in leaves(archetype.fields):
            value = filled(leaf.value, self._title, self._now)
            if leaf.lower not in own_paths(archetype) and not same(value, leaf.value):
                post = with_value(post, leaf.path, value)
        held = {leaf.lower for leaf in leaves(archetype.fields)}
        for habit in self._conventions.habits:
            if habit.lower not in held:
                post = self._with(post, habit, None)
        if self._tags or named or self._conventions.tags:
            post = self._with_tags(post)
        return self._kept_back(post.with_body(in_text(archetype.body, self._title)))

    def _with_archetype(self, post: Post) -> Post:
        """``post`` with the keys that only the archetype has."""
        archetype = self._conventions.archetype
        if archetype is None:
            return post
        held = {leaf.lower for leaf in leaves(post.fields)} | own_paths(archetype)
        for leaf in leaves(archetype.fields):
            if leaf.lower not in held:
                value = filled(leaf.value, self._title, self._now)
                value = "" if value is None and post.format is not Format.YAML else value
                post = with_value(post, leaf.path, value, tuple(archetype.fields))
        return post

    def _with_body(self, post: Post, sample: Post) -> Post:
        """The archetype's body; else a blank line after the header, unless the sample has none."""
        archetype = self._conventions.archetype
        end = "\r\n" if sample.header_text.count("\r\n") else "\n"
        if archetype and archetype.body.strip():
            text = in_text(archetype.body, self._title).replace("\r\n", "\n").lstrip("\n")
            return post.with_body(end + text.replace("\n", end))
        if self._conventions.headed:
            return post.with_body(f"{end}# {self._title}{end}{end}")
        return post.with_body(end) if not sample.body or sample.body[0] in "\r\n" else post

    def plain(self) -> Post:
        """A header of our own, with the keys that the section's posts have."""
        conventions = self._conventions
        key = "Title" if conventions.format is Format.MULTIMARKDOWN else "title"
        post = Post(self._path, b"\n", conventions.rules).with_field(
            key, self._title, form=conventions.format
        )
        for habit in conventions.habits:
            if habit.value is Fresh.NOW:  # the site's own name for the date
                post = self._with(post, habit, None)
        post = post.with_date(self._dated)
        for habit in conventions.habits:
            post = self._with(post, habit, None)
        if self._tags or conventions.tags or not conventions.samples:
            post = self._with_tags(post)
        return self._kept_back(post)

    def _kept_back(self, post: Post) -> Post:
        """``post`` as a draft, where the site knows drafts: a mark without a meaning would only mislead."""
        try:
            post = post.with_draft(True, order=self._order, key=self._conventions.draft_key, now=self._now)
        except NoDraftMark as error:
            if error.setting:  # the mark has a meaning, and would have it again without that setting
                return post
        habits = {key.lower for key in self._conventions.habits}
        for name, value in list(post.fields.items()):
            # Of another post, and nothing to this generator: the post is as it is without it.
            idle = isinstance(value, bool) and name.lower() in known_fields.DRAFT
            if idle and (name.lower(),) not in habits:
                without = post.without_field(name)
                post = without if without.draft == post.draft else post
        return post

    def _with_tags(self, post: Post) -> Post:
        return with_tags(post, (*self._conventions.tags, *self._tags), order=self._order)

    def _with(self, post: Post, key: Key, sample: Post | None) -> Post:
        """``post`` with one of the keys that all posts have."""
        value = key.value
        if value is Fresh.GIVEN:
            return post
        if value is Fresh.SLUG:
            value = slugs.slugify(self._title)
        elif value is Fresh.NOW:
            text = _text_at(sample, key.lower) if sample else ""
            value = fit_date(self._now, text) if text else self._now
        elif value is None and post.format not in (Format.YAML, Format.JSON):
            value = ""
        return with_value(post, key.path, value, self._order)


def dated_later(post: Post, now: datetime) -> Post:
    """A draft without the date of this moment, where its name gets the day on which it is made ready."""
    dated = known_fields.dated(post.texts)
    if not dated or not post.draft:
        return post
    with suppress(CannotEdit):
        bare = post.without_field(".".join(dated.path))
        if not bare.date and bare.with_draft(False, now=now).date:
            return bare
    return post


def with_value(post: Post, path: tuple[str, ...], value: object, order: Sequence[str] = ()) -> Post:
    """``post`` with ``value`` at ``path``, in a mapping that is made where there is none.

    Raises CannotEdit.
    """
    if value is None and post.format is Format.YAML:
        post = _without(post, path)  # a new key without a value has none, not even a null
    name, *inner = path
    held = next((each for each in post.fields if each.lower() == name.lower()), None)
    if inner and held is None:
        for part in reversed(inner):
            value = {part: value}
        return post.with_field(name, value, order=order)
    return post.with_field(".".join(path), value, order=order)


def copied(post: Post, *, path: str, title: str, slug: bool = True) -> Post:
    """The same post under another name and title, without what no two posts may share.

    Its addresses (``slug``, ``url``, ``permalink``, aliases…), identifiers (``disqus_id``, ``guid``,
    translation keys…) and the date of its last change are taken away, in whichever table they stand. With
    ``slug`` it gets one of the new title instead of the one it had: a site whose posts all have one may ask
    for it.

    Raises:
        CannotEdit, NotText: one of them cannot be taken away without touching other bytes.
    """
    copy = replace(retitled(post, title), path=path)
    dated = known_fields.dated(post.texts)
    for leaf in list(leaves(post.fields)):
        name = leaf.lower[-1]
        own = name in CHANGED or not ADDRESSES.isdisjoint(leaf.lower)
        if slug and name == "slug" and len(leaf.path) == 1:
            copy = copy.with_field(leaf.path[0], slugs.slugify(title))
        elif own and not (dated and dated.path == leaf.lower):
            copy = _without(copy, leaf.path)
    return copy


def _without(post: Post, path: tuple[str, ...]) -> Post:
    """``post`` without the value at ``path``, and without the mapping that held nothing else."""
    while len(path) > 1 and _size(post.fields, path[:-1]) == 1:
        path = path[:-1]
    return post.without_field(".".join(path))


def _size(fields: Mapping[str, object], path: tuple[str, ...]) -> int:
    value = value_at(fields, *path)
    return len(value) if isinstance(value, Mapping) else 0


def _text_at(post: Post, path: tuple[str, ...]) -> str:
    """What a header says at ``path``, which is in lower case, as it is written."""
    value: object = post.texts
    for part in path:
        found = (
            {str(name).lower(): item for name, item in value.items()} if isinstance(value, Mapping) else {}
        )
        value = found.get(part)
    return value if isinstance(value, str) else ""


def _bare(sample: Post, kept: Collection[str]) -> Post:
    """The header of ``sample`` without its body, and without comments but those ``kept``."""
    post = sample.with_body("")
    head = without_comments(post.header_text, post.format, kept)
    bare = post.with_header(head)
    if bare.problem or not same(dict(bare.fields), dict(post.fields)):
        raise CannotEdit(sample.path, "", "comment")
    return bare


def _without_others(
    post: Post, fields: Mapping[str, object], above: tuple[str, ...], kept: Collection[tuple[str, ...]]
) -> Post:
    """``post`` without the keys of ``fields``, which stand below ``above``, that are not among ``kept``."""
    for name, value in fields.items():
        path = (*above, str(name))
        low = tuple(part.lower() for part in path)
        if low in kept:
            continue
        if isinstance(value, dict) and any(leaf.lower in kept for leaf in leaves(value, path)):
            post = _without_others(post, value, path, kept)
        else:
            post = post.without_field(".".join(path))
    return post


def _tidied(post: Post) -> Post:
    """``post`` without the blank lines that stood between keys which are gone."""
    if post.format in (Format.JSON, *PLAIN_FORMATS):
        return post
    head = _LAST_BLANKS.sub("", _FIRST_BLANKS.sub("", post.header_text))
    end = "\r\n" if "\r\n" in head else "\n"
    tidied = post.with_header(_BLANKS.sub(end, head))
    return tidied if not tidied.problem and same(dict(tidied.fields), dict(post.fields)) else post
