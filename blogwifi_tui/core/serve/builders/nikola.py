"""Nikola, which is run again after each change, and builds what depends on it.

Where it builds to is a setting, and no option: a settings file of ours takes the blog's, and changes that.
Sources: nikola/__main__.py (``--conf``), nikola/conf.py.in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from blogwifi_tui.core.serve.builder import Builder, Place
from blogwifi_tui.core.serve.builders.python_programs import INNERMOST, REASON, program, scripts

_SETTINGS: Final = """\
import os as _os
import runpy as _runpy
import sys as _sys

_sys.path.insert(0, _os.getcwd())
globals().update(
    (name, value) for name, value in _runpy.run_path("conf.py").items() if not name.startswith("__")
)
OUTPUT_FOLDER = {out}
SITE_URL = BASE_URL = {address}
"""


def _files(_place: Place) -> Mapping[str, str]:
    return {"nikola_settings.py": _SETTINGS}


def _left_out(_place: Place) -> Iterator[str]:
    yield from ("output", "cache", ".doit.db", ".doit.db.db", ".doit.db.dat", ".doit.db.dir", ".doit.db.bak")


NIKOLA = Builder(
    label="Nikola",
    program=lambda place: program(place, "nikola"),
    install="nikola",
    arguments=lambda _place: ("build", "--conf={run}/nikola_settings.py"),
    kind="builds",
    built=re.compile(r"Scanning posts\.+done"),
    failed=re.compile(r"\bERROR\b|\bTaskError\b|\bTaskFailed\b|^Traceback "),
    innermost=INNERMOST,
    reason=REASON,
    files=_files,
    left_out=_left_out,
    runs_code=scripts,
)
