"""Builds a small site by its real generator, and records what became of each post.

``python tests/generators/record.py GENERATOR [VARIANT] [--as NAME]``

The site ``tests/generators/GENERATOR/VARIANT/`` is copied to a temporary folder and built there by
``tests/generators/record_GENERATOR.py``, whose ``record(site, work)`` gives the record: ``site`` is the copy,
``work`` an empty folder beside it for what is built. The record goes to
``tests/generators/GENERATOR/VARIANT.json``, or to ``NAME.json`` beside it, when one site is built by several
versions of its generator:

``generator``, ``version``; ``zone``, the time zone of the machine that built; ``built_at``, the moment it was
built at; ``pages``, for the path of each source: ``address`` (its path on the site with the base path, null
when no page was built), ``listed`` (whether it stands in the site's own list, feed or map, where that
generator counts posts), ``title``, and ``date`` as the generator reads it, where it tells.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.generators.building import NOW  # noqa: E402 - found once the project's folder is on the path


def variants(generator: str) -> list[str]:
    """The names of the small sites of one generator."""
    return sorted(path.name for path in (HERE / generator).iterdir() if path.is_dir())


def record(generator: str, variant: str, name: str) -> Path:
    """Builds one site and writes its record; gives the record's path."""
    recorder = importlib.import_module(f"tests.generators.record_{generator}")
    with tempfile.TemporaryDirectory() as folder:
        site, work = Path(folder, "site"), Path(folder, "work")
        shutil.copytree(HERE / generator / variant, site, symlinks=True)
        work.mkdir()
        _as_old_as_the_moment(site)
        told = recorder.record(site, work)
    told = {**told, "pages": dict(sorted(told["pages"].items()))}
    path = HERE / generator / f"{name}.json"
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _as_old_as_the_moment(site: Path) -> None:
    """Some generators date a post by its file: it must not be the moment of the copy."""
    moment = datetime.fromisoformat(NOW).timestamp()
    for path in site.rglob("*"):
        os.utime(path, (moment, moment), follow_symlinks=False)


def main() -> None:
    """Reads the command line, and records."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("generator", choices=sorted(p.stem[7:] for p in HERE.glob("record_*.py")))
    parser.add_argument("variant", nargs="?", help="one of its sites; all of them when left out")
    parser.add_argument("--as", dest="name", help="the record's name, when it is not that of the variant")
    asked = parser.parse_args()
    for variant in [asked.variant] if asked.variant else variants(asked.generator):
        print(record(asked.generator, variant, asked.name or variant))


if __name__ == "__main__":
    main()
