"""Jekyll, which watches its folder and builds into another.

Only the pages of what changed are built again (``--incremental``): a list or a feed may be older than the
page that is shown. Sources: Jekyll docs, Command Line Usage and Configuration; lib/jekyll/plugin_manager.rb
(what is required, ``JEKYLL_NO_BUNDLER_REQUIRE``), lib/jekyll/document.rb (``YAML_FRONT_MATTER_REGEXP``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place, header_lines
from blogwifi_tui.core.serve.outside import leading_out

_SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
_GEMS: Final = ("Gemfile", "gems.rb")


def _program(place: Place) -> tuple[str, ...]:
    """By Bundler where the blog names its gems for it; what is not installed is not fetched."""
    bundle = place.from_path("bundle") if any(map(place.has, _GEMS)) else ()
    return (*bundle, "exec", "jekyll") if bundle else place.from_path("jekyll")


def _arguments(place: Place) -> tuple[str, ...]:
    own = next(filter(place.has, _SETTINGS), "")
    settings = f"{own},{{run}}/jekyll.yml" if own else "{run}/jekyll.yml"
    return (
        *("build", "--watch", "--incremental", "--drafts", "--future", "--unpublished"),
        *("--config", settings, "--destination", "{out}"),
    )


def base(place: Place) -> str:
    """The path that the pages begin with."""
    path = place.site.settings.get("baseurl")
    path = path.strip("/") if isinstance(path, str) else ""
    return f"/{path}/" if path else "/"


def _files(place: Place) -> Mapping[str, str]:
    return {"jekyll.yml": f"url: {{host}}\nbaseurl: {json.dumps(base(place).rstrip('/'))}\n"}


def _left_out(place: Place) -> Iterator[str]:
    yield from (".jekyll-cache", ".jekyll-metadata", ".sass-cache")
    built = place.site.settings.get("destination")
    yield built if isinstance(built, str) else "_site"


def _runs_code(place: Place) -> Iterator[str]:
    yield from filter(place.brings, (*_GEMS, ".bundle/config", ".jekyll-plugins"))
    settings = place.site.settings
    folder = settings.get("plugins_dir")
    for each in ("_plugins", *(folder if isinstance(folder, list) else [folder])):
        if isinstance(each, str) and (place.path / each).is_dir():
            yield each
    lists = [settings.get(key) for key in ("plugins", "gems")]
    named = [str(name) for names in lists if isinstance(names, list) for name in names]
    # A gem is the machine's own; a path may be one of the blog.
    yield from (f"plugins: {each}" for each in named if each.startswith(("/", "~")) or _goes_up(each))
    yield from leading_out(settings, place.folder, _names_path)


def _goes_up(name: str) -> bool:
    """Whether a name may lead from the folder of a gem to any other: ``./a``, ``json/../../a``."""
    return any(part.startswith(".") for part in name.replace("\\", "/").split("/"))


def _names_path(key: str) -> bool:
    return key in {"source", "load_paths", "theme"} or key.endswith("_dir")


def _before_body(text: str) -> int:
    """The lines before the first that Liquid counts: the header, and the empty lines after it."""
    header = header_lines(text)
    rest = text.split("\n")[header:]
    return header + sum(1 for _ in takewhile(lambda line: not line.strip(), rest)) if header else 0


JEKYLL = Builder(
    label="Jekyll",
    program=_program,
    install="jekyll",
    arguments=_arguments,
    kind="watches",
    base=base,
    built=re.compile(r"done in [\d.]+ seconds"),
    watching=re.compile(r"Auto-regeneration: enabled"),
    failed=re.compile(
        r"Liquid Exception: |Error: (?!Run jekyll)|ERROR: |YAML Exception reading |Could not find "
    ),
    places=(
        re.compile(
            r"^[ \t]*+Liquid Exception: [^\n(]*+\(line (?P<body_line>\d+)\): (?P<text>[^\n]*) in "
            r"(?P<file>/[^\n]+)",
            re.MULTILINE,
        ),
        re.compile(r"^[ \t]*+Liquid Exception: (?P<text>[^\n]*) in (?P<file>/[^\n]+)", re.MULTILINE),
        re.compile(
            r"YAML Exception reading (?P<file>/[^\n:]++): (?P<text>[^\n]*?line (?P<line>\d+) column "
            r"(?P<column>\d+))"
        ),
    ),
    before_body=_before_body,
    environment=lambda place: {} if any(map(place.has, _GEMS)) else {"JEKYLL_NO_BUNDLER_REQUIRE": "true"},
    files=_files,
    left_out=_left_out,
    runs_code=_runs_code,
)
