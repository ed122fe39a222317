"""Hexo, which watches its folder and builds into another.

A settings file of ours, added to the blog's, says where.

Sources: Hexo docs, Commands, Configuration (alternate configuration); lib/hexo/multi_config_path.ts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.node_programs import program, scripts

_SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.json")


def base(place: Place) -> str:
    """The path that the pages begin with."""
    path = place.site.settings.get("root")
    path = path.strip("/") if isinstance(path, str) else ""
    return f"/{path}/" if path else "/"


def _arguments(place: Place) -> tuple[str, ...]:
    own = next(filter(place.has, _SETTINGS), _SETTINGS[0])
    return ("generate", "--watch", "--config", f"{own},{{run}}/hexo.yml")


def _files(place: Place) -> Mapping[str, str]:
    """The folder of the pages is named from that of the site, to which Hexo adds whatever is said."""
    up = "../" * (1 + len([part for part in place.folder.split("/") if part]))
    return {
        "hexo.yml": f"url: {{bare}}\nroot: {json.dumps(base(place))}\npublic_dir: {up}out\n"
        "future: true\nrender_drafts: true\n"
    }


def _left_out(place: Place) -> Iterator[str]:
    yield from ("db.json", ".deploy_git", "_multiconfig.yml")
    built = place.site.settings.get("public_dir")
    yield built if isinstance(built, str) else "public"


HEXO = Builder(
    label="Hexo",
    program=lambda place: program(place, "hexo"),
    install="hexo",
    arguments=_arguments,
    kind="watches",
    base=base,
    built=re.compile(r"INFO  (?:Generated|Deleted): "),
    watching=re.compile(r"Hexo is watching for file changes"),
    says_each=True,
    failed=re.compile(r"^(?:ERROR|FATAL) |^\w*(?:Error|Exception): |^Unhandled rejection "),
    places=(
        # Its lines are those of what became of the text, "probably different from source".
        re.compile(r"Nunjucks Error: (?P<file>[^\n\[]+?) \[Line \d+, Column \d+\] (?P<text>[^\n]*)"),
        re.compile(r"^(?:ERROR|FATAL) [^\n]*?: (?P<file>[^\n:]+)\n\s*(?P<text>[^\n]+)", re.MULTILINE),
    ),
    folders=("source",),
    files=_files,
    left_out=_left_out,
    runs_code=scripts,
)
