"""What a person types to name a file: completed from what is in the folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from blogwifi_tui.content.folding import fold

LISTED = 200
"""How many names of a folder are offered at most."""
_ESCAPED = re.compile(r"\\(.)")


class Offer(NamedTuple):
    """A folder or a file that what was typed may mean."""

    path: Path
    is_folder: bool

    @property
    def label(self) -> str:
        """Its name, a folder's with a slash."""
        return self.path.name + "/" * self.is_folder


def meant(typed: str) -> str:
    """The path in what was typed, pasted or dropped: quotes, ``file:`` and ``~`` resolved."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    # A whole path that was pasted behind what stood there.
    text = text[max(text.rfind("//"), text.rfind("/~")) + 1 :]
    return os.path.expanduser(text)  # noqa: PTH111 - keeps the slash at the end


def shortened_path(path: Path) -> str:
    """A folder as it is shown: the home folder as ``~``, a slash at the end."""
    try:
        inside = path.relative_to(Path.home()).as_posix()
    except (ValueError, RuntimeError):
        return f"{path.as_posix().rstrip('/')}/"
    return "~/" if inside == "." else f"~/{inside}/"


def offers(typed: str, suffixes: Collection[str], start: Path) -> list[Offer]:
    """The folders and the files with ``suffixes`` that ``typed`` may be the beginning of, the best first.

    Accents and case do not matter. Hidden names are left out until a dot is typed; a relative path begins at
    ``start``. At most :data:`LISTED`; none of a folder that cannot be read.
    """
    folder, _, begun = meant(typed).rpartition("/")
    place = start / (folder + "/" if folder or meant(typed).startswith("/") else ".")
    wanted = fold(begun)
    found: list[tuple[bool, bool, str, Offer]] = []
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                name = fold(entry.name)
                if wanted not in name or (entry.name.startswith(".") and not begun.startswith(".")):
                    continue
                is_folder = entry.is_dir()
                if is_folder or Path(entry.name).suffix.lower() in suffixes:
                    offer = Offer(Path(entry.path), is_folder)
                    found.append((not name.startswith(wanted), not is_folder, name, offer))
    except (OSError, ValueError):
        return []
    return [offer for *_order, offer in sorted(found, key=lambda each: each[:3])[:LISTED]]
