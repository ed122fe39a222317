"""What the generators that are written in JavaScript share: where they are installed, what they run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from blogwifi_tui.core.serve.builder import Place

_PACKAGES: Final = (
    "package.json",
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
)
_ENDINGS: Final = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx")


def program(place: Place, name: str) -> tuple[str, ...]:
    """A program of the packages that are installed for the blog.

    It is named from its own folder in the shadow: what it loads is to be found from there. One that is
    installed for all blogs is not looked for: it would not find theirs.
    """
    found = place.own(f"node_modules/.bin/{name}")
    is_inside = bool(found) and Path(found[0]).resolve().is_relative_to(place.root.resolve())
    return (place.in_shadow(found[0]),) if is_inside and place.from_path("node") else ()


def scripts(place: Place) -> Iterator[str]:
    """The scripts of the blog, all of which its settings may import, and what names its packages."""
    yield from filter(place.brings, _PACKAGES)
    yield from place.files_ending(_ENDINGS)
