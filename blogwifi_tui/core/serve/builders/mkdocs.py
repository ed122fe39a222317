"""MkDocs, which is run again after each change, and builds the pages of what changed (``--dirty``).

``mkdocs build`` leaves drafts out, and ``mkdocs serve`` opens a port. So a few lines of ours build as the
latter does. Sources: mkdocs/commands/serve.py and build.py (1.5, 1.6); material/plugins/blog/plugin.py
(``draft_on_serve``); MkDocs docs, Configuration, ``draft_docs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.python_programs import INNERMOST, REASON, program, python_of, scripts

_SETTINGS: Final = ("mkdocs.yml", "mkdocs.yaml")
_SCRIPT: Final = """\
import logging
import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

logging.basicConfig(level=logging.INFO, format="%(levelname)-7s -  %(message)s")
try:
    config = load_config(site_dir={out}, site_url={address})
    config.plugins.on_startup(command="serve", dirty=True)
    build(config, serve_url={address}, dirty=True)
    config.plugins.on_shutdown()
except MkDocsException as error:
    sys.exit(f"ERROR   -  {error.__class__.__name__}: {error}")
"""
"""Builds as ``mkdocs serve`` does, drafts shown."""


def _program(place: Place) -> tuple[str, ...]:
    found = program(place, "mkdocs")
    python = python_of(found[0]) if found else ""
    return (python, "{run}/mkdocs_as_served.py") if python else found


def _arguments(place: Place) -> tuple[str, ...]:
    ours = _program(place)[1:]
    return () if ours else ("build", "--dirty", "--site-dir", "{out}")


def _files(_place: Place) -> Mapping[str, str]:
    return {"mkdocs_as_served.py": _SCRIPT}


def _left_out(place: Place) -> Iterator[str]:
    yield ".cache"
    built = place.site.settings.get("site_dir")
    yield built if isinstance(built, str) else "site"


def _runs_code(place: Place) -> Iterator[str]:
    """Its settings too may name anything that Python is to call (``!!python/name``)."""
    yield from filter(place.brings, _SETTINGS)
    yield from (place.below(each) for each in program(place, "mkdocs") if place.below(each))
    yield from scripts(place)


MKDOCS = Builder(
    label="MkDocs-Material",
    program=_program,
    install="mkdocs-material",
    arguments=_arguments,
    kind="builds",
    built=re.compile(r"Documentation built in "),
    failed=re.compile(r"\b(?:ERROR|CRITICAL)\b|^Traceback |^Aborted with "),
    places=(re.compile(r"Error (?:reading|building) page '(?P<file>[^'\n]+)': ?(?P<text>[^\n]*)"),),
    innermost=INNERMOST,
    reason=REASON,
    folders=("docs",),
    files=_files,
    left_out=_left_out,
    runs_code=_runs_code,
)
