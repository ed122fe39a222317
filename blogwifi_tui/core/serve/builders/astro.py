"""Astro, whose development server shows posts as they are changed: it has no other way to build again.

Sources: Astro docs, CLI commands (``astro dev``), Telemetry; packages/astro/src/core/messages.ts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.node_programs import program, scripts


def _left_out(_place: Place) -> Iterator[str]:
    yield from ("dist", ".astro")


def _environment(_place: Place) -> Mapping[str, str]:
    return {"ASTRO_TELEMETRY_DISABLED": "1", "ASTRO_DISABLE_UPDATE_CHECK": "true"}


ASTRO = Builder(
    label="Astro",
    program=lambda place: program(place, "astro"),
    install="astro",
    arguments=lambda _place: ("dev", "--host", "127.0.0.1", "--port", "{port}"),
    kind="serves",
    built=re.compile(r"\[glob-loader\] Reloaded|\[content\] Synced|\[watch\]|page reload|hmr update"),
    watching=re.compile(r"Local\s+http://127\.0\.0\.1:(?P<port>\d{2,5})"),
    failed=re.compile(r"\[ERROR\]|^Error: "),
    places=(
        re.compile(r"\bat (?P<file>/[^\s:]+)(?::(?P<line>\d+):(?P<column>\d+))?"),
        re.compile(r"(?<![^\s:()])(?P<file>/[^\s:()]+\.\w{1,8}):(?P<line>\d+):(?P<column>\d+)"),
    ),
    environment=_environment,
    left_out=_left_out,
    runs_code=scripts,
)
