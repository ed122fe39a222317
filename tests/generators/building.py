"""Means of the scripts that record what a generator builds: programs, a fixed clock, what a page says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

NOW = "2026-06-15T12:00:00+00:00"
"""The moment every site is built at. Posts that are to lie ahead are dated 2099, those that are out 2020."""

AS_IN_A_PATH = "/-._~!$&'()+*,;=:@%"
"""What stays as it is in the path of an address: records hold addresses percent-encoded."""


def program(name: str, variable: str | None = None) -> str:
    """The path of a generator's program: as the environment names it (``HUGO=…``), else on PATH.

    Raises SystemExit where there is none.
    """
    variable = variable or name.upper().replace("-", "_")
    found = os.environ.get(variable) or shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed; install it, or name it: {variable}=/path/to/{name}")
    return str(Path(found).absolute())


def run(command: list[str], folder: Path, *, zone: str = "UTC", **variables: str) -> str:
    """What a command prints, run in ``folder`` in the time zone ``zone``.

    Raises SystemExit with what it said when it fails.
    """
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8", **variables}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def at_the_moment(command: list[str], moment: str = NOW) -> list[str]:
    """The command with its clock held at ``moment`` (by Debian's ``faketime``)."""
    return [program("faketime"), "-f", moment[:19].replace("T", " "), *command]


def sources(site: Path, folder: str, *endings: str) -> list[str]:
    """The paths, from ``site``, with ``/``, of the files below ``folder`` with one of these endings."""
    inside = (path for path in (site / folder).rglob("*") if path.is_file() and path.name.endswith(endings))
    return sorted(path.relative_to(site).as_posix() for path in inside)


def said(page: Path) -> dict[str, Any]:
    """What a template printed of a page as ``<script id="page">{…}</script>``; nothing where it did not."""
    _, mark, rest = page.read_text(encoding="utf-8").partition('<script id="page">')
    told: dict[str, Any] = json.loads(rest.partition("</script>")[0]) if mark else {}
    return told


def page(
    address: str | None, *, listed: bool = False, title: str | None = None, date: str | None = None
) -> dict[str, Any]:
    """One row of a record: the address is None when no page was built of the source."""
    return {"address": address, "listed": listed, "title": title, "date": date}
