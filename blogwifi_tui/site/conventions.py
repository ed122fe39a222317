"""How a blog writes its posts, so that a new one goes and looks like the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import ENDING
from blogwifi_tui.site.detect import DEFAULT_FOLDER
from blogwifi_tui.site.sites import Sites

SAMPLE: Final = 30
"""How many of the newest posts show how a blog writes its headers and names its files."""
_LOOKED_AT: Final = 400
"""Posts are read until this many have been; the newest come first in every list."""
_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ](?=.)", re.ASCII)
_KEYS: Final = ("title", "date", "tags", "draft")


@dataclass(frozen=True, slots=True)
class Conventions:
    """What most posts of a blog do. The default is ours: YAML, ``posts/2026-05-12-slug.md``."""

    format: Format = Format.YAML
    keys: tuple[str, ...] = _KEYS
    """The order of the keys, as spelled; for :meth:`blogwifi_tui.content.post.Post.with_field`."""
    folder: str = DEFAULT_FOLDER
    pattern: str = "{date}-{slug}"
    """Of the path below ``folder``, without extension, from ``{year} {month} {day} {date} {slug}``."""
    extension: str = ".md"
    sample: Post | None = None
    """A post that is written as most are; the spelling of a new one follows it."""
    draft_key: str = "draft"
    """The key that makes a draft; ``published`` where the generator is Jekyll."""
    usual: tuple[tuple[str, str], ...] = ()
    """Keys that nearly every post has with the same text, as ``layout: post``."""


def conventions_of(posts: Iterable[Post], sites: Sites | None = None) -> Conventions:
    """The conventions most of ``posts`` follow; ours, in the folder of ``sites``, when there are none."""
    folder = sites.folders[0] if sites else DEFAULT_FOLDER
    readable = [post for _, post in zip(range(_LOOKED_AT), posts, strict=False) if not post.problem]
    headed = [post for post in readable if post.format is not Format.NONE]
    if not readable:
        return Conventions(folder=folder)
    places = Counter(_place(post.path) for post in readable if "_drafts" not in post.path.split("/"))
    where, pattern, extension = places.most_common(1)[0][0] if places else (folder, "{date}-{slug}", ".md")
    if not headed:
        return Conventions(folder=where, pattern=pattern, extension=extension)
    form = Counter(post.format for post in headed).most_common(1)[0][0]
    alike = [post for post in headed if post.format is form]
    keys = _order([list(post.fields) for post in alike])
    return Conventions(
        form, keys, where, pattern, extension, _sample(alike), _draft_key(alike, where), _usual(alike)
    )


def _draft_key(posts: Sequence[Post], folder: str) -> str:
    used = Counter(key for post in posts if (key := known_fields.draft_key(post.texts)))
    if used:
        return used.most_common(1)[0][0]
    return "published" if folder.split("/")[-1] == "_posts" and not folder.startswith("source/") else "draft"


def _place(path: str) -> tuple[str, str, str]:
    """The folder, the pattern and the extension that a post's path follows."""
    *folders, name = path.split("/")
    extension = (ENDING.search(name) or [""])[0]
    name = name.removesuffix(extension)
    slug = f"{{date}}{name[10]}{{slug}}" if _DATED_NAME.match(name) else "{slug}"
    if name == "index" and folders:
        last = folders.pop()
        slug = (f"{{date}}{last[10]}{{slug}}" if _DATED_NAME.match(last) else "{slug}") + "/index"
    at = next((n for n, part in enumerate(folders) if re.fullmatch(r"(?:19|20)\d\d", part)), None)
    if at is None:
        return "/".join(folders), slug, extension
    numbers = [part for part in folders[at + 1 :] if re.fullmatch(r"\d\d?", part)]
    parts = ["{year}", "{month}", "{day}"][: 1 + len(numbers)]
    return "/".join(folders[:at]), "/".join([*parts, slug]), extension


def _order(headers: list[list[str]]) -> tuple[str, ...]:
    """The keys in the order most headers have them: by how many keys of the same header come first."""
    before: dict[str, list[float]] = defaultdict(list)
    for keys in headers:
        for place, key in enumerate(keys):
            before[key].append(place / max(len(keys) - 1, 1))
    return tuple(sorted(before, key=lambda key: sum(before[key]) / len(before[key])))


def _sample(posts: Sequence[Post]) -> Post:
    """The newest post with the set of keys that is seen most."""
    shapes = Counter(frozenset(post.fields) for post in posts)
    most = shapes.most_common(1)[0][0]
    return next(post for post in posts if frozenset(post.fields) == most)


def _usual(posts: Sequence[Post]) -> tuple[tuple[str, str], ...]:
    if len(posts) < 3:
        return ()
    seen: Counter[tuple[str, str]] = Counter()
    own = {
        *known_fields.TITLE,
        *known_fields.DATE,
        *known_fields.TAGS,
        *known_fields.CATEGORIES,
        *known_fields.DRAFT,
        *known_fields.DESCRIPTION,
        "slug",
    }
    for post in posts:
        for key in post.fields:
            text = post.texts.get(key.lower())
            if isinstance(text, str) and text and key.lower() not in own:
                seen[key, text] += 1
    return tuple(pair for pair, times in seen.items() if times >= 0.9 * len(posts))
