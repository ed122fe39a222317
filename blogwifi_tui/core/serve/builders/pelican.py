"""Pelican, which is run again after each change; what it has read of posts that did not change is kept.

Sources: Pelican docs, Settings (``CACHE_CONTENT``, ``WITH_FUTURE_DATES``), Command line (``-e``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.python_programs import INNERMOST, REASON, program, scripts


def _arguments(_place: Place) -> tuple[str, ...]:
    return (
        *("--settings", "pelicanconf.py", "--output", "{out}", "--extra-settings"),
        *('SITEURL="{bare}"', "WITH_FUTURE_DATES=true", "DELETE_OUTPUT_DIRECTORY=false", "DEBUG=true"),
        *("CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", 'CACHE_PATH="{run}/pelican"'),
    )


def _left_out(_place: Place) -> Iterator[str]:
    yield from ("output", "cache")


PELICAN = Builder(
    label="Pelican",
    program=lambda place: program(place, "pelican"),
    install="pelican[markdown]",
    arguments=_arguments,
    kind="builds",
    built=re.compile(r"Done: Processed "),
    failed=re.compile(r"\b(?:ERROR|CRITICAL)\b"),
    places=(re.compile(r"Could not process (?P<file>\S+)"),),
    innermost=INNERMOST,
    reason=REASON,
    folders=("content",),
    environment=lambda _place: {"COLUMNS": "1000"},  # lines are broken to fit
    left_out=_left_out,
    runs_code=scripts,
)
