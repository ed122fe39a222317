"""Eleventy, which watches its folder and builds into another.

Whether drafts are built is up to the site's own settings, which are told that it is watched
(``ELEVENTY_RUN_MODE``), as they are by ``--serve``. Sources: Eleventy docs, Command Line Usage, Environment
Variables, Drafts; src/EleventyErrorHandler.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blogwifi_tui.core.serve.builder import Builder, Place, header_lines
from blogwifi_tui.core.serve.builders.node_programs import program, scripts


def _left_out(place: Place) -> Iterator[str]:
    built = place.site.settings.get("output")
    yield built if isinstance(built, str) else "_site"


ELEVENTY = Builder(
    label="Eleventy",
    program=lambda place: program(place, "eleventy"),
    install="@11ty/eleventy",
    arguments=lambda _place: ("--watch", "--output={out}"),
    kind="watches",
    built=re.compile(r"\[11ty\] (?:Wrote|Copied) \d"),
    watching=re.compile(r"\[11ty\] Watching"),
    failed=re.compile(r"^\[11ty\] (?:Problem |Eleventy Fatal Error|\d+\. )"),
    places=(
        re.compile(
            r"^\[11ty\] \d+\. (?P<text>[^\n]*), file:(?P<file>[^,\n]+), line:(?P<body_line>\d+), "
            r"col:(?P<column>\d+)",
            re.MULTILINE,
        ),
        re.compile(
            r"^\[11ty\] \d+\. \((?P<file>[^)\n]+)\)[^\[]{0,80}"
            r"\[Line (?P<body_line>\d+), Column (?P<column>\d+)\]\s*(?:\[11ty\])?\s*(?P<text>[^\n]*)",
            re.MULTILINE,
        ),
        re.compile(r"^\[11ty\] \d+\. [^\n]*?template (?P<file>\./[^\n]+?) \(via", re.MULTILINE),
        re.compile(r"^\[11ty\] \d+\. [^\n]*?(?P<file>\./[^\s\"'`:]+)", re.MULTILINE),
    ),
    reason=re.compile(r"^\[11ty\] (?:[2-9])\. (?P<text>[^\n]+?)(?: \(via \w+\))?$", re.MULTILINE),
    before_body=header_lines,
    left_out=_left_out,
    runs_code=scripts,
)
