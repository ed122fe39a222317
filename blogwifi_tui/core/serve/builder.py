"""How a generator is run to show a site: what each module of :mod:`.builders` says of its own."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

_MOST_FILES: Final = 5000
_NOT_WRITTEN: Final = frozenset((".git", "node_modules", "__pycache__"))

if TYPE_CHECKING:
    from blogwifi_tui.core.serve.messages import Kind
    from blogwifi_tui.site.generator import Site


@dataclass(frozen=True)
class Place:
    """The site that is to be shown, where it lies."""

    root: Path
    """Of the work tree that is copied."""
    folder: str
    """Of the site in it, with ``/``; empty: the root itself."""
    site: Site
    left_out: tuple[str, ...] = ()
    """What its generator builds and keeps, from the site's folder."""

    @property
    def base(self) -> str:
        """The path that the pages of the site begin with, by its address."""
        host, _, path = self.site.address.partition("://")[2].partition("/")
        return f"/{path}" if host and path else "/"

    @property
    def path(self) -> Path:
        """Of the site's folder."""
        return self.root / self.folder

    def has(self, name: str) -> bool:
        """Whether a file lies in the site's folder, by no link."""
        path = self.path / name
        return path.is_file() and not path.is_symlink()

    def brings(self, name: str) -> bool:
        """Whether the site's folder has a file or a folder of this name, or a link, which is followed."""
        path = self.path / name
        return path.is_symlink() or path.exists()

    def from_path(self, name: str) -> tuple[str, ...]:
        """The program of this name that the person has on PATH, unless it is one of the blog's own files."""
        found = shutil.which(name)
        if not found or not os.path.isabs(found):  # noqa: PTH117 - as PATH has it
            return ()
        return () if Path(found).is_relative_to(self.root) else (found,)

    def own(self, *names: str) -> tuple[str, ...]:
        """The first of these files of the blog that is a program: in the site's folder, or in one above."""
        above = self.path
        while above.is_relative_to(self.root):
            for name in names:
                if os.access(above / name, os.X_OK) and (above / name).is_file():
                    return (str(above / name),)
            above = above.parent
        return ()

    def below(self, program: str) -> str:
        """The path of a program in the work tree; empty for one that lies elsewhere."""
        path = Path(program)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""

    def in_shadow(self, program: str) -> str:
        """Where a program of the blog's own lies in the shadow."""
        return f"{{shadow}}/{self.below(program)}"

    def files_ending(self, endings: tuple[str, ...]) -> Iterator[str]:
        """The files of the site with one of these endings, from its folder; not those of packages."""
        found = 0
        for folder, inside, names in os.walk(self.path):
            below = Path(folder)
            inside[:] = sorted(name for name in inside if self._is_written(below / name))
            for name in sorted(names):
                if name.endswith(endings) and found < _MOST_FILES:
                    found += 1
                    yield (below / name).relative_to(self.path).as_posix()

    def _is_written(self, folder: Path) -> bool:
        """Whether somebody wrote what lies in a folder, as far as its name tells."""
        built = folder.relative_to(self.path).as_posix() in self.left_out
        return not built and folder.name not in _NOT_WRITTEN and not (folder / "pyvenv.cfg").exists()


def header_lines(text: str) -> int:
    """How many lines the header of a post has, its marks included."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return 0
    return next((at for at, line in enumerate(lines[1:], 2) if line.rstrip() in {"---", "..."}), 0)


def no_header(_text: str) -> int:
    """None: lines are counted from the beginning of the file."""
    return 0


class Problem(NamedTuple):
    """Where a build went wrong, as the generator says."""

    text: str
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class Builder:
    """How one generator is run.

    In arguments, environment and files, ``{out}`` is the folder to build into, ``{address}`` that of the
    first page, ``{bare}`` the same without a slash at its end, ``{host}`` that of its host alone, ``{port}``
    a free one on loopback, ``{run}`` a folder for what is needed besides, ``{shadow}`` the work tree.
    """

    label: str
    """As it calls itself; that of :class:`~blogwifi_tui.site.generator.Generator`."""
    program: Callable[[Place], tuple[str, ...]]
    """What starts it: the blog's own environment first, then PATH; empty where it is not installed."""
    install: str
    """The name of what is to be installed."""
    arguments: Callable[[Place], tuple[str, ...]]
    kind: Kind
    built: re.Pattern[str]
    """A line that is printed when a build has ended."""
    watching: re.Pattern[str] | None = None
    """A line that is printed once the first build has ended and changes are noticed; None: as ``built``.

    Of a generator that serves, it has a group ``port``.
    """
    into_new: bool = False
    """Whether it builds into no folder that is there: the one it makes takes the other's place."""
    says_each: bool = False
    """Whether ``built`` is printed for each page: the build has ended when no more come."""
    failed: re.Pattern[str]
    """A line that says that one went wrong."""
    places: tuple[re.Pattern[str], ...] = ()
    """Of what is printed then, where it went wrong: a group ``file``; ``line``, ``column`` and ``text`` where
    they are told; ``body_line`` for one that is counted from ``before_body``.
    """
    innermost: re.Pattern[str] | None = None
    """The same, of which the last match in the blog counts."""
    reason: re.Pattern[str] | None = None
    """Of what is printed then, what went wrong where a place has no ``text``: the last match counts."""
    before_body: Callable[[str], int] = no_header
    """How many lines of a file come before the first that it counts as one of the text."""
    folders: tuple[str, ...] = ()
    """Folders from which it names files, beside that of the site."""
    base: Callable[[Place], str] = lambda place: place.base
    """The path that the pages begin with."""
    environment: Callable[[Place], Mapping[str, str]] = lambda _place: {}
    files: Callable[[Place], Mapping[str, str]] = lambda _place: {}
    """What is written into ``{run}``; places stand in it as texts in quotes, as JSON has them."""
    left_out: Callable[[Place], Iterable[str]] = lambda _place: ()
    """What it builds and keeps, from the site's folder."""
    runs_code: Callable[[Place], Iterable[str]] = lambda _place: ()
    """Files and folders of the site, and settings, that it would run or go by; empty: nothing."""
