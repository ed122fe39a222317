"""The pages of a site that was built into a folder: the files in it, and nothing outside of it."""

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote

from blogwifi_tui.core.serve.access import Request
from blogwifi_tui.core.serve.answers import Answer, redirect, short, type_of
from blogwifi_tui.i18n.translation import _

LARGEST_PAGE: Final = 16 * 1024 * 1024
"""Bytes of a page of HTML that is read whole, to put our script in; a larger one is sent as it is."""
_NOT_FOUND: Final = ("404.html", "404/index.html")


class FolderSource:
    """Serves one folder as a server of the site would."""

    def __init__(self, folder: Path, base: str = "/") -> None:
        """``base``: the path that the pages begin with; no folder of that name is in ``folder``."""
        self._folder = folder
        self._base = f"/{base.strip('/')}/".replace("//", "/")

    async def get(self, request: Request) -> Answer:
        """The file at a path, the page of a folder, or the site's own page for what is not there."""
        return await asyncio.to_thread(self._answer, request)

    def has(self, path: str) -> bool:
        """Whether there is a page at a path."""
        return path.startswith(self._base) and any(
            self._real(each) is not None for each in _names(path.removeprefix(self._base))
        )

    def _answer(self, request: Request) -> Answer:
        path = request.path
        if not path.startswith(self._base):
            if f"{path}/" == self._base or path == "/":
                return redirect(302, quote(self._base))
            return self._not_found()
        relative = path.removeprefix(self._base)
        for name in _names(relative):
            file = self._real(name)
            if file is None:
                continue
            if name == f"{relative}/index.html" and relative:
                query = f"?{request.query}" if request.query else ""
                return redirect(302, f"{quote(path)}/{query}")
            answer = _file_answer(file, name)
            if answer is not None:
                return answer
        return self._not_found()

    def _not_found(self) -> Answer:
        for name in _NOT_FOUND:
            file = self._real(name)
            if file and (answer := _file_answer(file, name, 404)):
                return answer
        return short(404, _("There is no such page here."))

    def _real(self, relative: str) -> Path | None:
        """The file at a path in the folder; None where there is none, or where it lies elsewhere."""
        if ".git" in relative.lower().split("/"):
            return None
        folder = self._folder.resolve()
        try:
            real = (folder / relative).resolve(strict=True)
            is_file = stat.S_ISREG(real.stat().st_mode)
        except (OSError, RuntimeError, ValueError):
            return None
        return real if is_file and real.is_relative_to(folder) else None


def _names(relative: str) -> tuple[str, ...]:
    """The files that a path may mean, in the order in which servers of sites look for them."""
    if not relative or relative.endswith("/"):
        return (f"{relative}index.html",)
    return (relative, f"{relative}/index.html", f"{relative}.html")


def _file_answer(file: Path, name: str, status: int = 200) -> Answer | None:
    """A file as an answer; None where it is gone by now."""
    try:
        opened = _opened(file)
    except OSError:
        return None
    size = os.fstat(opened.fileno()).st_size
    kind = type_of(name)
    if kind == "text/html" and size <= LARGEST_PAGE:
        with opened:
            page = opened.read(LARGEST_PAGE)
        return Answer(status, f"{kind}; charset=utf-8" if _is_utf8(page) else kind, page)
    return Answer(status, kind, file=opened, size=size)


def _opened(file: Path) -> BinaryIO:
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    return os.fdopen(descriptor, "rb")


def _is_utf8(page: bytes) -> bool:
    """Whether a page is UTF-8, as generators write them; many themes do not say so, and servers do."""
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True
