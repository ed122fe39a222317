"""Hugo, which watches its folder and builds into another.

Sources: Hugo docs, ``hugo`` (flags), Configuration, Security policy (``HUGO_SECURITY_EXEC_ALLOW``), Module
mounts; commands/hugobuilder.go. Tried with 0.111 and 0.168: no flag here is newer than the former.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.outside import leading_out
from blogwifi_tui.site.generators.hugo_settings import ENDINGS, MOST_FILES, NAMES

_RUN: Final = (
    *("package.json", "postcss.config.js", "postcss.config.mjs", "postcss.config.cjs", ".postcssrc"),
    *("babel.config.js", ".babelrc", ".babelrc.js", "tailwind.config.js", "go.mod", "hugo.work", "go.work"),
)
"""Files by which templates start programs that run code of the blog, or fetch modules."""
_MAIN: Final = tuple(f"{stem}.{ending}" for stem in NAMES for ending in ENDINGS)
_HARMLESS: Final = r"^(dart-)?sass(-embedded)?$"
"""What may be started where nothing of the blog's own code runs: it makes style sheets."""


def _arguments(_place: Place) -> tuple[str, ...]:
    return (
        *("--buildDrafts", "--buildFuture", "--buildExpired", "--environment", "development"),
        *("--destination", "{out}", "--baseURL", "{address}", "--watch"),
    )


def _environment(place: Place) -> Mapping[str, str]:
    """Dates out of git are left out: the shadow has no history."""
    own = {"HUGO_ENABLEGITINFO": "false"}
    return own if any(_runs_code(place)) else {**own, "HUGO_SECURITY_EXEC_ALLOW": _HARMLESS}


def _left_out(place: Place) -> Iterator[str]:
    yield from ("resources/_gen", ".hugo_build.lock")
    publish = place.site.settings.get("publishdir")
    yield publish if isinstance(publish, str) else "public"


def _runs_code(place: Place) -> Iterator[str]:
    yield from filter(place.brings, _RUN)
    yield from _not_looked_through(place)
    settings = place.site.settings
    if settings.get("security"):
        yield f"security = {settings['security']}"
    module = settings.get("module")
    if isinstance(module, Mapping) and module.get("imports"):
        yield f"module.imports = {module['imports']}"
    yield from leading_out(settings, place.folder, _names_path)


def _not_looked_through(place: Place) -> Iterator[str]:
    """Settings that Hugo goes by and :mod:`blogwifi_tui.site.generators.hugo_settings` does not read."""
    mains = [name for name in _MAIN if place.brings(name)]
    yield from (name for name in mains if not place.has(name))
    if len(several := [name for name in mains if name.startswith("config.")]) > 1:
        yield from several
    if place.brings("config/development"):
        yield "config/development"
    folder = place.path / "config" / "_default"
    if folder.is_dir():
        inner = sorted(folder.iterdir())
        plain = all(each.is_file() and not each.is_symlink() for each in inner)
        if (
            not plain
            or folder.resolve() != place.path.resolve() / "config" / "_default"
            or len(inner) > MOST_FILES
        ):
            yield "config/_default"


def _names_path(key: str) -> bool:
    return key.endswith(("dir", "dirs")) or key in {"source", "theme", "replacements", "workspace"}


HUGO = Builder(
    label="Hugo",
    program=lambda place: place.from_path("hugo"),
    install="hugo",
    arguments=_arguments,
    kind="watches",
    built=re.compile(r"Total in \d+ ms"),
    watching=re.compile(r"Watching for changes in "),
    failed=re.compile(r"(?:ERROR|Error:) (?!(?:[\d/]+ [\d:]+ )?deprecated)"),
    places=(
        re.compile(r'"(?P<file>[^"\n]+?):(?P<line>\d+)(?::(?P<column>\d+))?": (?P<text>[^\n]*)'),
        re.compile(r'"(?P<file>[^"\n]+?)": (?P<text>[^\n]*)'),
    ),
    environment=_environment,
    left_out=_left_out,
    runs_code=_runs_code,
)
