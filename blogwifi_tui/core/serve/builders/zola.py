"""Zola, which is run again after each change: it runs no code of the blog, and takes a moment.

It empties the folder that it builds into, where it takes one that is there at all.

Sources: Zola docs, CLI usage; src/cli.rs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.outside import leading_out

_FILE: Final = r"(?<![^\s'\"`])(?P<file>[^\s'\"`]{1,400}\.(?:md|html|toml))"


def _left_out(place: Place) -> Iterator[str]:
    built = place.site.settings.get("output_dir")
    yield built if isinstance(built, str) else "public"


def _runs_code(place: Place) -> Iterator[str]:
    """It runs none, and may be told to read elsewhere."""
    yield from leading_out(place.site.settings, f"{place.folder}/themes".lstrip("/"), _names_path)


def _names_path(key: str) -> bool:
    return key in {"theme", "extra_syntaxes", "extra_syntaxes_and_themes"}


ZOLA = Builder(
    label="Zola",
    program=lambda place: place.from_path("zola"),
    install="zola",
    arguments=lambda _place: (*("build", "--drafts", "--base-url", "{bare}", "--output-dir", "{out}"),),
    kind="builds",
    into_new=True,
    built=re.compile(r"Done in "),
    failed=re.compile(r"\bERROR\b|^Error: |^Reason: "),
    places=(
        re.compile(rf"{_FILE}(?=[^\0]{{0,400}}?--> (?P<line>\d+):(?P<column>\d+))"),
        re.compile(rf"{_FILE}\b"),
    ),
    left_out=_left_out,
    runs_code=_runs_code,
)
