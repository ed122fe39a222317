"""What the program finds of itself, of this machine and of the blog here: for a report, and to be mended.

Nothing is changed, nobody else is asked, and no text of a post is in it. Secrets in addresses are masked.
"""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from blogwifi_tui import __version__
from blogwifi_tui.core import trust
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import (
    BlogwifiError,
    FileFailed,
    NoBlog,
    NoRemote,
    OperationInProgress,
    SettingsError,
    Untrusted,
)
from blogwifi_tui.i18n.translation import language
from blogwifi_tui.settings import paths
from blogwifi_tui.settings.model import load
from blogwifi_tui.vcs.opening import git_version
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.repository import Repository

_PACKAGE = "blogwifi-tui"
_SMALLEST = (60, 20)
"""Columns and rows that every screen fits into."""


class Section(StrEnum):
    """What a fact is about."""

    PROGRAM = "program"
    SYSTEM = "system"
    TERMINAL = "terminal"
    GIT = "git"
    PATHS = "paths"
    BLOG = "blog"


class Trouble(StrEnum):
    """What is the matter that no error of the program stands for."""

    LOCALE = "locale"
    """The locale that the environment names is not on this machine."""
    ENCODING = "encoding"
    """The terminal does not speak UTF-8."""
    TERM = "term"
    """The terminal does not say what it is, or that it can show no screen."""
    SMALL = "small"
    """The terminal has fewer columns or rows than the screens need."""
    IDENTITY = "identity"
    """git does not know who commits."""
    UNREADABLE = "unreadable"
    """The headers of some posts cannot be read."""
    CRASHED = "crashed"
    """There are reports of faults of the program itself."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was found."""

    section: Section
    name: str
    value: str | int | bool | Sequence[str] | None
    """None where there is none."""
    problem: BlogwifiError | Trouble | None = None
    must_mend: bool = False
    """Whether the program cannot do its work as long as ``problem`` stands."""


def examine(folder: Path) -> Iterator[Fact]:
    """What there is to know; ``folder`` may lie in a blog, or in none."""
    yield from _program()
    yield from _system()
    yield from _terminal()
    yield from _git(folder)
    yield from _paths()
    yield from _blog(folder)


def _program() -> Iterator[Fact]:
    yield Fact(Section.PROGRAM, "blogwifi", __version__)
    yield Fact(Section.PROGRAM, "python", f"{platform.python_version()} ({sys.executable})")
    for name in _libraries():
        try:
            yield Fact(Section.PROGRAM, name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Fact(Section.PROGRAM, name, None)


def _libraries() -> list[str]:
    """The libraries that the program needs, and those it can do without that show pictures."""
    try:
        needed = metadata.requires(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []
    wanted = (each for each in needed if "extra ==" not in each or re.search("extra == .images.", each))
    return sorted({re.split(r"[^\w.-]", each, maxsplit=1)[0].lower() for each in wanted})


def _system() -> Iterator[Fact]:
    yield Fact(Section.SYSTEM, "system", platform.platform(terse=True))
    for name in ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            yield Fact(Section.SYSTEM, name, value)
    encoding = locale.getencoding()
    is_utf8 = encoding.lower().replace("-", "") == "utf8"
    yield Fact(Section.SYSTEM, "encoding", encoding, None if is_utf8 else _encoding_trouble())
    yield Fact(Section.SYSTEM, "language", language())


def _encoding_trouble() -> Trouble:
    """Why the terminal does not speak UTF-8: its locale is not there, or is another."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return Trouble.LOCALE
    return Trouble.ENCODING


def _terminal() -> Iterator[Fact]:
    if not (size := _size()):
        yield Fact(Section.TERMINAL, "size", None)
        return
    kind = os.environ.get("TERM", "")
    shows_nothing = kind in {"", "dumb", "unknown"}
    yield Fact(Section.TERMINAL, "TERM", kind or None, Trouble.TERM if shows_nothing else None, shows_nothing)
    columns, rows = size
    is_small = 0 < columns < _SMALLEST[0] or 0 < rows < _SMALLEST[1]
    yield Fact(Section.TERMINAL, "size", f"{columns}×{rows}", Trouble.SMALL if is_small else None)
    yield Fact(Section.TERMINAL, "colours", _colours(kind))
    yield Fact(Section.TERMINAL, "mouse", kind != "linux" and not shows_nothing)
    for name in ("TERM_PROGRAM", "COLORTERM", "NO_COLOR"):
        if value := os.environ.get(name):
            yield Fact(Section.TERMINAL, name, value)
    inside = {"tmux": "TMUX", "screen": "STY", "ssh": "SSH_CONNECTION"}
    yield Fact(Section.TERMINAL, "inside", [name for name, sign in inside.items() if os.environ.get(sign)])


def _size() -> tuple[int, int] | None:
    """Columns and rows of the terminal, which may not tell (0); None without one."""
    for stream in (0, 1, 2):
        try:
            return os.get_terminal_size(stream)
        except OSError:
            continue
    return None


def _colours(kind: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "none"
    if os.environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return "16777216"
    return "256" if "256" in kind else "16"


def _git(folder: Path) -> Iterator[Fact]:
    yield Fact(Section.GIT, "program", shutil.which("git"))
    try:
        yield Fact(Section.GIT, "version", git_version(folder if folder.is_dir() else Path.cwd()))
    except BlogwifiError as error:
        yield Fact(Section.GIT, "version", None, error, must_mend=True)
    yield Fact(Section.GIT, "ssh", shutil.which("ssh"))


def _paths() -> Iterator[Fact]:
    settings = paths.config_file()
    for name, folder, shown in (
        ("settings", settings.parent, settings),
        ("state", paths.state_dir(), paths.state_dir()),
        ("cache", paths.cache_dir(), paths.cache_dir()),
    ):
        refused = _refused(folder)
        yield Fact(Section.PATHS, name, str(shown), refused, must_mend=refused is not None)
    yield Fact(Section.PATHS, "demo", str(paths.demo_dir(language())))
    crashed = Trouble.CRASHED if any(paths.crash_dir().glob("*.txt")) else None
    yield Fact(Section.PATHS, "crash reports", str(paths.crash_dir()), crashed)


def _refused(folder: Path) -> FileFailed | None:
    """Why nothing can be written into ``folder``, which need not exist yet: by a file that has no name."""
    there = folder
    try:
        there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
        with tempfile.TemporaryFile(dir=there, buffering=0) as file:
            file.write(b"\n")
    except OSError as error:
        return FileFailed(str(there), error.errno or 0, "fill")
    return None


def _blog(folder: Path) -> Iterator[Fact]:
    try:
        blog = Blog.open(folder)
    except NoBlog as error:
        yield Fact(Section.BLOG, "blog", None, error)
        yield from _own_settings()
        return
    except BlogwifiError as error:
        yield Fact(Section.BLOG, "blog", None, error, must_mend=True)
        return
    yield Fact(Section.BLOG, "blog", str(blog.root))
    yield from _mistakes(blog.mistakes)
    try:
        entries = blog.posts()
    except BlogwifiError as error:
        yield Fact(Section.BLOG, "posts", None, error, must_mend=True)
    else:
        found = blog.listing.report(entries)
        sites = found.sites
        yield Fact(Section.BLOG, "generator", [site.generator or "-" for site in sites])
        folders = [f"{name or '.'}/" for site in sites for name, _n in site.posts]
        absent = found.absent[0].error if found.absent else None
        yield Fact(Section.BLOG, "folders", folders, absent, must_mend=absent is not None)
        yield Fact(Section.BLOG, "posts", len(entries))
        unread = sum(entry.problem is not None for entry in entries)
        yield Fact(Section.BLOG, "unreadable", unread, Trouble.UNREADABLE if unread else None)
    try:
        yield from _repository(trust.open_guarded(blog.root))
    except BlogwifiError as error:
        yield Fact(Section.BLOG, "repository", None, error, must_mend=True)


def _own_settings() -> Iterator[Fact]:
    try:
        yield from _mistakes(load(None).mistakes)
    except BlogwifiError as error:
        yield Fact(Section.BLOG, "settings", None, error, must_mend=True)


def _mistakes(mistakes: Iterable[SettingsError]) -> Iterator[Fact]:
    for mistake in mistakes:
        yield Fact(Section.BLOG, "settings", None, mistake, must_mend=True)


def _repository(repository: Repository) -> Iterator[Fact]:
    yield Fact(Section.BLOG, "repository", str(repository.root))
    who = repository.identity()
    name = f"{who.name} <{who.email}>" if who else None
    yield Fact(Section.BLOG, "identity", name, None if who else Trouble.IDENTITY, must_mend=who is None)
    try:
        trust.check(repository)
    except Untrusted as error:
        yield Fact(Section.BLOG, "brings along", error.programs, error)
    else:
        yield Fact(Section.BLOG, "brings along", repository.programs().named)
    status = repository.status()
    waiting = OperationInProgress(status.operation) if status.operation else None
    yield Fact(Section.BLOG, "branch", status.branch, waiting, must_mend=waiting is not None)
    settings = repository.configuration()
    if status.remote is None:
        yield Fact(Section.BLOG, "remote", None, NoRemote(settings.remotes))
        return
    yield Fact(Section.BLOG, "remote", status.remote)
    yield Fact(Section.BLOG, "addresses", [masked(each) for each in settings.addresses(status.remote)])
    yield Fact(Section.BLOG, "to publish", status.ahead)
    yield Fact(Section.BLOG, "to take in", status.behind)
