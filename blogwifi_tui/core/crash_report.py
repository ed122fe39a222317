"""A fault of our own: a report that may be handed on, and the words that say where it is.

A report names places in the code and nothing else. The words of an exception and the values of variables
may quote a post, an address or a password, so neither is written.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import time
import traceback
from pathlib import Path

from blogwifi_tui import __version__
from blogwifi_tui.i18n.translation import _

EXIT_STATUS = 70
"""EX_SOFTWARE of sysexits.h."""
_KEPT = 10
"""Reports; older ones are removed."""


def report(error: BaseException, folder: Path) -> Path | None:
    """Write what went wrong into a new file in ``folder``; None when it cannot be written."""
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(folder.glob("*.txt"))[: 1 - _KEPT]:
            old.unlink(missing_ok=True)
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text_of(error))
    except OSError:
        return None
    return folder / name


def text_of(error: BaseException) -> str:
    """Versions, then the exceptions from the first to the last, each with the places it went through."""
    lines = [f"blogwifi {__version__}, Python {platform.python_version()}, {sys.platform}"]
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        following = following.__cause__ or following.__context__
    for each in reversed(chain):
        number = each.errno if isinstance(each, OSError) else None
        reason = f" ({errno.errorcode.get(number, number)})" if number is not None else ""
        lines += ["", f"{type(each).__module__}.{type(each).__qualname__}{reason}"]
        frames = traceback.extract_tb(each.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines) + "\n"


def words(file: Path | None, *, kept: bool) -> str:
    """What is said on the terminal; ``kept`` when there was text and it is in a recovery copy."""
    parts = [_("blogwifi made a mistake of its own and had to end.")]
    if kept:
        parts.append(_("What you typed is safe, and is offered at the next start."))
    if file is not None:
        parts.append(_("A report without your texts is in {file}").format(file=file))
    return " ".join(parts)


def told(error: BaseException, folder: Path, *, kept: bool) -> str:
    """Write the report, and return what is said on the terminal."""
    return f"blogwifi: {words(report(error, folder), kept=kept)}"


def _place(file: str) -> str:
    """A file of the code from its package on: where it is installed is nobody's business."""
    parts = Path(file).parts
    for start in ("site-packages", "dist-packages"):
        if start in parts:
            return "/".join(parts[parts.index(start) + 1 :])
    return "/".join(parts[-3:])
