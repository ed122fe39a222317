"""The keys that nearly all posts of a section have, and what a new post is to say under each.

Where the posts agree, that; where each says something of its own, an empty value that a person is asked to
fill in. What is one post's alone (an address, an identifier) is never taken from another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.split import PLAIN_FORMATS, Format
from blogwifi_tui.content.post import Post

ENOUGH: Final = 3
"""Posts from which on their headers show a habit; of fewer, only what says what a post is, is taken."""
_DEEPEST: Final = 3
STRUCTURE: Final = frozenset((
    "layout", "type", "template", "lang", "language", "locale", "markup", "kind", "theme", "toc", "comments",
    "math", "mathjax", "katex", "mermaid", "author", "authors",
))  # fmt: skip
"""Keys that say what kind of post it is, and by whom; the same for a new one."""
_WHOSE: Final = frozenset(("author", "authors"))
ADDRESSES: Final = frozenset((
    "slug", "url", "permalink", "path", "save_as", "aliases", "alias", "redirect_from", "redirect_to",
    "redirects", "routes", "translationkey", "translation_key", "disqus_id", "disqus_identifier",
    "disqus_url", "guid", "uuid", "id", "abbrlink", "canonical", "canonical_url", "canonicalurl",
))  # fmt: skip
"""Keys that hold an address or an identifier, in lower case: no two posts may have the same value."""
CHANGED: Final = frozenset((
    "lastmod", "updated", "modified", "updated_at", "updateddate", "updatedat", "moddate", "modified_date",
    "modifieddate", "last_modified_at", "lastmodified", "last_modified", "last_updated", "date-modified",
))  # fmt: skip
"""Keys that say when a post was last changed, in lower case."""
_EXPIRY: Final = frozenset(("expirydate", "unpublishdate", "expires", "expiry"))
_COLLECTIONS: Final = frozenset(("post", "posts", "blog", "article", "articles", "billet", "billets"))
"""Tags that gather all posts of a site, as Eleventy's collections do; they say nothing of one."""


class Fresh(Enum):
    """A value that is made for each post."""

    NOW = "now"
    """The moment it is begun."""
    SLUG = "slug"
    """Made from its title."""
    GIVEN = "given"
    """What the writer gives; without it the key is not written, as no empty value is one that it takes."""


class Key(NamedTuple):
    """A key that a new post is to have."""

    path: tuple[str, ...]
    """As spelled; more than one part where it stands in a mapping."""
    value: object
    """What the posts agree on, an empty value, or one of :class:`Fresh`."""
    asked: bool = False
    """Whether each post says something of its own here."""
    choices: tuple[str, ...] = ()
    """The only values that it takes; empty: any."""

    @property
    def lower(self) -> tuple[str, ...]:
        """The path without regard to letter case."""
        return lower(self.path)

    @property
    def name(self) -> str:
        """The path as one word, dotted."""
        return ".".join(self.path)


class Leaf(NamedTuple):
    """A value of a header that is no mapping with something in it."""

    path: tuple[str, ...]
    value: object

    @property
    def lower(self) -> tuple[str, ...]:
        """The path without regard to letter case."""
        return lower(self.path)


def lower(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without regard to letter case."""
    return tuple(part.lower() for part in path)


def leaves(fields: Mapping[str, object], above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """The values of a header, those in mappings too."""
    for name, value in fields.items():
        path = (*above, str(name))
        if isinstance(value, dict) and value and len(path) < _DEEPEST:
            yield from leaves(value, path)
        else:
            yield Leaf(path, value)


def own_paths(post: Post) -> set[tuple[str, ...]]:
    """Where a header has its title, date, tags and mark of a draft, in lower case."""
    texts = post.texts
    paths = {known_fields.names_path(texts, known_fields.TAGS)}
    paths.add((known_fields.find(texts, known_fields.TITLE) or "",))
    paths.add((known_fields.draft_key(texts) or "",))
    if dated := known_fields.dated(texts):
        paths.add(dated.path)
    return {lower(path) for path in paths if any(path)}


def nearly_all(times: int, of: int) -> bool:
    """Whether so many are nine in ten."""
    return times >= 0.9 * of


def not_said(value: object) -> bool:
    """Whether a value is left for the writer to give."""
    return value is None or value == "" or value == []


def collection_tags(posts: Sequence[Post]) -> tuple[str, ...]:
    """The tags of nearly every post that say no more than that it is one; too few posts show none."""
    if len(posts) < ENOUGH:
        return ()
    seen = Counter(tag for post in posts for tag in post.tags)
    return tuple(
        tag for tag, times in seen.items() if nearly_all(times, len(posts)) and tag.lower() in _COLLECTIONS
    )


def habits(posts: Sequence[Post], empty: str | None = "") -> tuple[Key, ...]:
    """The keys that nearly all of ``posts``, the newest first, have beside title, date, tags and draft.

    ``empty`` is the value of a text that says nothing, where the posts do not show it.
    """
    found: dict[tuple[str, ...], list[Leaf]] = defaultdict(list)
    for post in posts:
        own = own_paths(post) | {("title",), ("date",), ("draft",)}
        for leaf in leaves(post.fields):
            if leaf.lower not in own and not any("." in part or not part for part in leaf.path):
                found[leaf.lower].append(leaf)
    form = posts[0].format
    blank = "" if form not in (Format.YAML, Format.JSON) else empty
    keys = (
        _habit(held, len(posts), blank) if len(posts) >= ENOUGH else _of_a_few(held, posts, blank)
        for held in found.values()
        if nearly_all(len(held), len(posts))
    )
    return tuple(key for key in keys if key)


def _of_a_few(held: Sequence[Leaf], posts: Sequence[Post], blank: str | None) -> Key | None:
    """What one or two posts show: what kind of post they are, and that they describe themselves."""
    newest = held[0]
    name = newest.lower[-1]
    if name in STRUCTURE and len(held) == len(posts):
        return Key(newest.path, newest.value)
    if name in known_fields.DESCRIPTION and posts[0].format not in PLAIN_FORMATS:
        return Key(newest.path, _empty([leaf.value for leaf in held], blank), asked=True)
    return None


def _habit(held: Sequence[Leaf], posts: int, blank: str | None) -> Key | None:
    path = Counter(leaf.path for leaf in held).most_common(1)[0][0]
    name, values = path[-1].lower(), [leaf.value for leaf in held]
    value, times = _most(values)
    if name in ADDRESSES:
        return Key(path, Fresh.SLUG) if name == "slug" and len(path) == 1 else None
    if name in CHANGED or (name in known_fields.DATE and isinstance(value, date)):
        return Key(path, Fresh.NOW)
    if name in _EXPIRY:
        return None
    told = name in known_fields.DESCRIPTION and value
    if nearly_all(times, posts) and not told:
        return Key(path, value)
    if isinstance(value, bool) or (name in STRUCTURE - _WHOSE and times > 1):
        return Key(path, value)
    if isinstance(value, date | dict) or (
        isinstance(value, list) and any(isinstance(i, dict) for i in value)
    ):
        return None  # no empty value says nothing here
    return Key(path, _empty(values, blank), asked=not isinstance(value, int | float))


def _most(values: Sequence[object]) -> tuple[object, int]:
    """The value seen most, the newest of those, and how often it is."""
    seen = Counter(map(_word, values))
    word, times = seen.most_common(1)[0]
    return next(value for value in values if _word(value) == word), times


def _word(value: object) -> str:
    return f"{type(value).__name__} {value!r}"


def _empty(values: Sequence[object], blank: str | None) -> object:
    """A value that says nothing, of the kind of ``values``, as they write it where some are empty."""
    value = next((value for value in values if value not in (None, "", [])), None)
    if isinstance(value, list):
        return []
    if isinstance(value, int | float):
        return 0
    if "" in values:
        return ""
    return None if None in values else blank
