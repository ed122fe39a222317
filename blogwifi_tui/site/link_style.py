"""How one post links to another: the style that most links between the posts of the blog are written in."""

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


_STYLES: dict[str, tuple[re.Pattern[str], Callable[[Ends], str]]] = {
    "file": (re.compile(r"\]\((?![@{/]|\w+:)[^()\s]+\.(?:md|markdown)[)#]"), _file),
    "ref": (re.compile(r"\{\{[<%]\s*ref\s"), lambda ends: f'{{{{< ref "{ends.inner}" >}}}}'),
    "relref": (re.compile(r"\{\{[<%]\s*relref\s"), lambda ends: f'{{{{< relref "{ends.inner}" >}}}}'),
    "post_url": (re.compile(r"\{%\s*post_url\s"), lambda ends: f"{{% post_url {ends.stem} %}}"),
    "at": (re.compile(r"\]\(@/"), lambda ends: "@/" + quote(ends.inner)),
    "filename": (re.compile(r"\]\(\{filename\}"), lambda ends: "{filename}/" + quote(ends.inner)),
    "page": (
        re.compile(r"\]\(/(?![^()\s]*\.(?:png|jpe?g|gif|webp|avif|svg|pdf)\b)[^()\s]*+\)"),
        lambda ends: urlsplit(ends.page).path or _file(ends),
    ),
}
"""The styles by name: how a link of each is recognized, and how its address is written.

A blog without links gets the first.
"""


def usual_style(bodies: Iterable[str]) -> str:
    """The style of most of the links in ``bodies``, by its name; see :func:`address`."""
    counts: Counter[str] = Counter()
    for body in bodies:
        counts.update({name: len(pattern.findall(body)) for name, (pattern, _) in _STYLES.items()})
    return max(_STYLES, key=lambda name: counts[name])


def address(style: str, ends: Ends) -> str:
    """What stands between the parentheses of a link of this style."""
    return _STYLES[style][1](ends)
