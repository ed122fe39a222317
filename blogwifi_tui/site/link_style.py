"""How one post links to another: the style that most links between the posts of the blog are written in."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from blogwifi_tui.site.address import path_of
from blogwifi_tui.site.paths import between

if TYPE_CHECKING:
    from blogwifi_tui.site.generator import Site


class Ends(NamedTuple):
    """The two ends of a link."""

    origin: str
    """The path of the post that links, from the blog's root."""
    target: str
    """The path of the post it links to."""
    page: str
    """The public address of the target; empty when the blog has none."""

    @property
    def path(self) -> str:
        """The path of the page of the target on its host; empty when it is not known."""
        return path_of(self.page)

    @property
    def inner(self) -> str:
        """The target's path in the folder that generators of the ``content/`` kind count from."""
        return self.target.removeprefix("content/")

    @property
    def stem(self) -> str:
        """The target's file name without its extension."""
        return posixpath.splitext(posixpath.basename(self.target))[0]


def _file(ends: Ends) -> str:
    return between(ends.origin, ends.target)


_STYLES: dict[str, tuple[re.Pattern[str], Callable[[Ends], str]]] = {
    "file": (re.compile(r"\]\((?![@{/]|\w+:)[^()\s]+\.(?:md|markdown)[)#]"), _file),
    "ref": (re.compile(r"\{\{[<%]\s*ref\s"), lambda ends: f'{{{{< ref "{ends.inner}" >}}}}'),
    "relref": (re.compile(r"\{\{[<%]\s*relref\s"), lambda ends: f'{{{{< relref "{ends.inner}" >}}}}'),
    "post_url": (re.compile(r"\{%\s*post_url\s"), lambda ends: f"{{% post_url {ends.stem} %}}"),
    "at": (re.compile(r"\]\(@/"), lambda ends: "@/" + quote(ends.inner)),
    "filename": (re.compile(r"\]\(\{filename\}"), lambda ends: "{filename}/" + quote(ends.inner)),
    "page": (
        re.compile(r"\]\(/(?![^()\s]*\.(?:png|jpe?g|gif|webp|avif|svg|pdf)\b)[^()\s]*+\)"),
        lambda ends: ends.path or _file(ends),
    ),
}
"""The styles by name: how a link of each is recognized, and how its address is written."""
_OWN: Final = frozenset(("ref", "relref", "post_url", "at", "filename"))
"""The styles that one generator alone understands."""


def usual_style(bodies: Iterable[str], *, without: Container[str] = ()) -> str:
    """The style of most of the links in ``bodies``, by its name; empty when there are none.

    ``without``: styles that lead to no page on this site.
    """
    counts: Counter[str] = Counter()
    for body in bodies:
        found = {name: len(pattern.findall(body)) for name, (pattern, _) in _STYLES.items()}
        counts.update({name: number for name, number in found.items() if number and name not in without})
    return max(counts, key=lambda name: counts[name]) if counts else ""


def written(site: Site, style: str, ends: Ends, resolves: bool | None) -> str:
    """What stands between the parentheses of a link between posts of this site.

    Args:
        site: of the two posts.
        style: the usual one of the blog; empty where it has none.
        ends: of the link.
        resolves: whether a link to a file becomes one to its page; None when not known.
    """
    if style == "file" or (not style and resolves):
        return _file(ends)
    own = site.generator.link(site, ends.origin, ends.target, ends.path or None)
    if own and (not style or style in _OWN):
        return own.replace("relref ", "ref ", 1) if style == "ref" else own
    return address(style or "page", ends)


def address(style: str, ends: Ends) -> str:
    """What stands between the parentheses of a link of this style."""
    return _STYLES[style][1](ends)
