"""How the site of a post is built to be shown: decided here, before anything of it runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blogwifi_tui.core.discovery import repository_around
from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.astro import ASTRO
from blogwifi_tui.core.serve.builders.eleventy import ELEVENTY
from blogwifi_tui.core.serve.builders.hexo import HEXO
from blogwifi_tui.core.serve.builders.hugo import HUGO
from blogwifi_tui.core.serve.builders.jekyll import JEKYLL
from blogwifi_tui.core.serve.builders.mkdocs import MKDOCS
from blogwifi_tui.core.serve.builders.nikola import NIKOLA
from blogwifi_tui.core.serve.builders.pelican import PELICAN
from blogwifi_tui.core.serve.builders.zola import ZOLA
from blogwifi_tui.core.serve.messages import BuildPlan

if TYPE_CHECKING:
    from blogwifi_tui.site.generator import Site

BUILDERS: Final[Mapping[str, Builder]] = {
    each.label: each for each in (HUGO, JEKYLL, ELEVENTY, PELICAN, ZOLA, ASTRO, HEXO, MKDOCS, NIKOLA)
}
"""Those that can be run here, by how they call themselves."""
_PLACES = re.compile(r"\{(out|address|bare|host|port|run|shadow)\}")


@dataclass(frozen=True)
class MissingGenerator:
    """The site's generator cannot be run here: its posts are shown as plain pages."""

    label: str
    """As it calls itself."""
    install: str
    """What is to be installed; empty where it would not be run here all the same."""


def plan_build(root: Path, site: Site) -> BuildPlan | MissingGenerator | None:
    """How the blog at ``root`` builds one of its sites; None where no generator makes it.

    What is copied to build it is the whole work tree that the blog is in: a site may read files above it.
    """
    label = site.generator.label
    builder = BUILDERS.get(label)
    if builder is None:
        return MissingGenerator(label, "") if label else None
    top = work_tree(root)
    inside = root.relative_to(top).as_posix()
    place = Place(top, "/".join(part for part in (inside, site.folder) if part and part != "."), site)
    place = replace(place, left_out=tuple(builder.left_out(place)))
    program = builder.program(place)
    if not program:
        return MissingGenerator(label, builder.install)
    return BuildPlan(
        generator=label,
        folder=place.folder,
        command=(*program, *builder.arguments(place)),
        environment=builder.environment(place),
        kind=builder.kind,
        runs_code=tuple(dict.fromkeys((*_own(program, top), *builder.runs_code(place)))),
        base=builder.base(place),
        place="" if inside == "." else inside,
        left_out=tuple(f"{place.folder}/{each}".lstrip("/") for each in place.left_out),
        files=builder.files(place),
    )


def work_tree(root: Path) -> Path:
    """The top folder of the repository around ``root``; ``root`` itself where there is none.

    A person's whole home is not copied for a blog in it, though some keep their settings in git there.
    """
    root = root.absolute()
    top = repository_around(root)
    return root if top is None or Path.home().is_relative_to(top) else top


def filled(text: str, places: Mapping[str, str]) -> str:
    """A text of a plan in which each place that a run gives stands for its name in braces."""
    return _PLACES.sub(lambda found: places[found[1]], text)


def filled_file(text: str, places: Mapping[str, str]) -> str:
    """The same for a file of a plan, where places stand in quotes, as JSON, YAML and Python read them."""
    return filled(text, {name: json.dumps(value, ensure_ascii=False) for name, value in places.items()})


def _own(program: tuple[str, ...], top: Path) -> Iterator[str]:
    """What of the program is a file of the blog's own."""
    for word in program:
        if word.startswith("{shadow}/"):
            yield word.removeprefix("{shadow}/")
        elif Path(word).is_relative_to(top):
            yield Path(word).relative_to(top).as_posix()
