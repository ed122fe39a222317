"""How a generator is run to show a site: what each module of :mod:`.builders` says of its own."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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

    @property
    def path(self) -> Path:
        """Of the site's folder."""
        return self.root / self.folder

    def has(self, name: str) -> bool:
        """Whether a file lies in the site's folder, by no link."""
        path = self.path / name
        return path.is_file() and not path.is_symlink()

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
    first page, ``{host}`` that of its host alone, without a slash at its end, ``{port}`` a free one on
    loopback, ``{run}`` a folder for what is needed besides.
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
    """A line that is printed once the first build has ended and changes are noticed; None: as ``built``."""
    failed: re.Pattern[str]
    """A line that says that one went wrong."""
    places: tuple[re.Pattern[str], ...] = ()
    """Of what is printed then, where it went wrong: groups ``file``, ``line``, ``column``, ``text``."""
    environment: Callable[[Place], Mapping[str, str]] = lambda _place: {}
    files: Callable[[Place], Mapping[str, str]] = lambda _place: {}
    """What is written into ``{run}``; places stand in it as texts in quotes, as JSON has them."""
    left_out: Callable[[Place], Iterable[str]] = lambda _place: ()
    """What it builds and keeps, from the site's folder."""
    runs_code: Callable[[Place], Iterable[str]] = lambda _place: ()
    """Files of the blog, from its root, and settings that it would run or go by; empty: nothing."""
