"""How one post of a blog links to another: the way most of its links do."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import quote, urlsplit


class Ends(NamedTuple):
    """The two ends of a link."""

    origin: str
    """The path of the post that links, from the blog's root."""
    target: str
    """The path of the post it links to."""
    page: str
    """The public address of the target; empty when the blog has none."""

    @property
    def relative(self) -> str:
        """The way from the one file to the other."""
        return posixpath.relpath(self.target, posixpath.dirname(self.origin) or ".")

    @property
    def inner(self) -> str:
        """The target's path in the folder that generators of the ``content/`` kind count from."""
        return self.target.removeprefix("content/")

    @property
    def stem(self) -> str:
        """The target's file name without its extension."""
        return posixpath.splitext(posixpath.basename(self.target))[0]


def _file(ends: Ends) -> str:
    return quote(ends.relative)


_HABITS: dict[str, tuple[re.Pattern[str], Callable[[Ends], str]]] = {
    "file": (re.compile(r"\]\((?![@{/]|\w+:)[^)\s]+\.(?:md|markdown)[)#]"), _file),
    "ref": (re.compile(r"\{\{[<%]\s*ref\s"), lambda ends: f'{{{{< ref "{ends.inner}" >}}}}'),
    "relref": (re.compile(r"\{\{[<%]\s*relref\s"), lambda ends: f'{{{{< relref "{ends.inner}" >}}}}'),
    "post_url": (re.compile(r"\{%\s*post_url\s"), lambda ends: f"{{% post_url {ends.stem} %}}"),
    "at": (re.compile(r"\]\(@/"), lambda ends: "@/" + quote(ends.inner)),
    "filename": (re.compile(r"\]\(\{filename\}"), lambda ends: "{filename}/" + quote(ends.inner)),
    "page": (
        re.compile(r"\]\(/(?![^)\s]*\.(?:png|jpe?g|gif|webp|avif|svg|pdf)\b)[^)\s]*\)"),
        lambda ends: urlsplit(ends.page).path or _file(ends),
    ),
}
"""How a link of each kind is recognized, and how one is made; the first is for a blog without links."""


def habit(bodies: Iterable[str]) -> str:
    """The kind of link that ``bodies`` hold most of."""
    counts: Counter[str] = Counter()
    for body in bodies:
        counts.update({kind: len(pattern.findall(body)) for kind, (pattern, _) in _HABITS.items()})
    return max(_HABITS, key=lambda kind: counts[kind])


def address(kind: str, ends: Ends) -> str:
    """What stands between the parentheses of a link of this kind."""
    return _HABITS[kind][1](ends)
