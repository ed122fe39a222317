"""The tags and categories of a blog: counted over all posts, and changed in one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.front_matter.known_fields import TAGS, names_path
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.index.entry import read_plain
from blogwifi_tui.content.post_changes import readable
from blogwifi_tui.content.search.query import tag_key

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post


class TagKind(StrEnum):
    """A tag and a category of the same name are two things."""

    TAG = "tag"
    CATEGORY = "category"


class Spelling(NamedTuple):
    """One way a tag is written, and in how many posts."""

    name: str
    posts: int


class TagGroup(NamedTuple):
    """All spellings of one tag or category, as WiFi, wifi and Wi-Fi."""

    kind: TagKind
    key: str
    """What the spellings have in common: :func:`~blogwifi_tui.content.search.query.tag_key`."""
    posts: int
    """How many have it in any spelling."""
    spellings: tuple[Spelling, ...]
    """The most used first."""

    @property
    def name(self) -> str:
        """The spelling most used."""
        return self.spellings[0].name

    @property
    def varies(self) -> bool:
        """Whether it is written in several ways."""
        return len(self.spellings) > 1

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling."""
        return tuple(spelling.name for spelling in self.spellings)


def names_in(entry: Entry, kind: TagKind) -> tuple[str, ...]:
    """The tags or the categories of a post."""
    return entry.tags if kind is TagKind.TAG else entry.categories


def groups(entries: Sequence[Entry]) -> list[TagGroup]:
    """Every tag of the blog, the most used first, then every category."""
    return [group for kind in TagKind for group in _groups(entries, kind)]


def _groups(entries: Sequence[Entry], kind: TagKind) -> Iterator[TagGroup]:
    counts: Counter[str] = Counter()
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        names = names_in(entry, kind)
        counts.update({tag_key(name) for name in names})
        for name in names:
            spelled[tag_key(name)][name] += 1
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        ranked = sorted(spelled[key].items(), key=lambda one: (-one[1], one[0]))
        yield TagGroup(kind, key, counts[key], tuple(Spelling(*one) for one in ranked))


def spellings(entries: Sequence[Entry], kind: TagKind, name: str, *, exact: bool = False) -> frozenset[str]:
    """The ways in which the posts write ``name``; itself alone when ``exact``, and only if some post does."""
    found = {each for entry in entries for each in names_in(entry, kind)}
    return frozenset(each for each in found if each == name or (not exact and tag_key(each) == tag_key(name)))


def bearers(
    root: Path, entries: Sequence[Entry], kind: TagKind, spellings: Collection[str]
) -> Iterator[Entry]:
    """The posts with one of ``spellings``, and those with a header nobody can read that holds the word."""
    wanted = set(spellings)
    for entry in entries:
        has = not wanted.isdisjoint(names_in(entry, kind))
        if has or (entry.problem is not None and _may_have(root, entry, wanted)):
            yield entry


def _may_have(root: Path, entry: Entry, spellings: Collection[str]) -> bool:
    from blogwifi_tui.content.post import Post

    header = fold(Post(entry.path, read_plain(root, entry.path)).header_text)
    return any(fold(name) in header for name in spellings)


def tagged(post: Post, add: Sequence[str], remove: Sequence[str]) -> Post:
    """``post`` with these tags and without those; a tag it has in another spelling is not added again.

    They are its categories where the site knows no tags.

    Raises:
        CannotEdit, NotText: the tags cannot be changed without touching other bytes.
    """
    gone = set(map(tag_key, remove))
    among_categories = _has_categories_for_tags(readable(post, "tags"))
    old = post.categories if among_categories else post.tags
    names = [name for name in old if tag_key(name) not in gone]
    known = set(map(tag_key, names))
    for name in add:
        if tag_key(name) not in known:
            names.append(name)
            known.add(tag_key(name))
    if tuple(names) == old:
        return post
    return post.with_categories(names) if among_categories else post.with_tags(names)


def with_tags(
    post: Post, tags: Sequence[str], *, order: Sequence[str] = (), form: Format = Format.YAML
) -> Post:
    """``post`` with other tags; where the site knows none, they come after its categories.

    They stay tags in a header that has some, and where ``order`` says that the blog's posts have tags and no
    categories. Raises CannotEdit, NotText.
    """
    if _has_categories_for_tags(post) and not ("tags" in order and "categories" not in order):
        return post.with_categories((*post.categories, *tags), order=order, form=form)
    return post.with_tags(tags, order=order, form=form)


def _has_categories_for_tags(post: Post) -> bool:
    return post.rules.lists_by_categories(post.path) and not names_path(post.texts, TAGS)


def retagged(post: Post, kind: TagKind, spellings: Collection[str], new: str) -> Post:
    """``post`` with ``new`` in the place of each of ``spellings``; once, where it has several.

    Raises:
        CannotEdit, NotText: the names cannot be changed without touching other bytes.
    """
    tags = kind is TagKind.TAG
    readable(post, "tags" if tags else "categories")
    old = post.tags if tags else post.categories
    names = tuple(dict.fromkeys(new if name in spellings else name for name in old))
    if names == old:
        return post
    return post.with_tags(names) if tags else post.with_categories(names)
