"""Where the generators that come from npm are installed, for the scripts that record what they build."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote


def modules(variable: str) -> Path:
    """The folder ``node_modules`` that an environment variable names.

    Raises SystemExit where it is not set.
    """
    named = os.environ.get(variable)
    if not named or not Path(named).is_dir():
        raise SystemExit(f"set {variable} to the folder node_modules that holds the generator")
    return Path(named).absolute()


def linked(installed: Path, folder: Path) -> None:
    """Make the folder ``node_modules`` of one site, of links to the packages that are installed elsewhere.

    What builds leave beside them is not among these: Astro keeps the posts of the last site there, and takes
    them for those of one whose folder of posts is empty (astro, content/loaders/glob.ts).
    """
    folder.mkdir()
    for package in installed.iterdir():
        if package.name != ".astro":
            (folder / package.name).symlink_to(package)


def version(installed: Path, package: str) -> str:
    """The version of a package in a folder ``node_modules``."""
    return str(json.loads((installed / package / "package.json").read_text(encoding="utf-8"))["version"])


def quoted(address: str) -> str:
    """A path as it stands in an address."""
    return quote(address, safe="/-_.~!$&'()*+,;=:@")
