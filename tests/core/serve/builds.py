"""A site that is built while a test looks: what the build tells, and the pages there are."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from blogwifi_tui.core.serve.build_commands import plan_build
from blogwifi_tui.core.serve.messages import BuildEvent, BuildPlan, Failed
from blogwifi_tui.core.serve.run_folder import RunFolder
from blogwifi_tui.core.serve.site_build import SiteBuild
from blogwifi_tui.site.detect import detect

Kind = TypeVar("Kind", bound=BuildEvent)
ADDRESS = "http://127.0.0.1:4321"
PATIENCE = 60
"""Seconds after which a test that waits for what does not come fails."""
STAND_IN = Path(__file__).with_name("stand_in_hugo.py")


class WatchedBuild:
    """A build, and all it has told so far."""

    def __init__(self, blog: Path, folder: Path, plan: BuildPlan) -> None:
        self.told: list[BuildEvent] = []
        self._news: asyncio.Queue[BuildEvent] = asyncio.Queue()
        self.run = RunFolder(folder / "serve" / "run")
        self.run.make()
        self.out = self.run.path / "out"
        self.shadow = self.run.path / "blog"
        self.build = SiteBuild(blog, self.run.path, plan, f"{ADDRESS}{plan.base}", self._hear)

    def _hear(self, event: BuildEvent) -> None:
        self.told.append(event)
        self._news.put_nowait(event)

    async def until(self, kind: type[Kind]) -> Kind:
        """The next event of this kind."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self._news.get()
                if isinstance(event, kind):
                    return event
                assert not isinstance(event, Failed), event

    async def until_page(self, words: str) -> str:
        """The page, below the built folder, in which these words come to stand."""
        await until(lambda: bool(self.pages_with(words)))
        return self.pages_with(words)[0]

    def pages_with(self, words: str) -> list[str]:
        """The built pages that hold these words."""
        return [
            path.relative_to(self.out).as_posix()
            for path in sorted(self.out.rglob("*.html"))
            if words in path.read_text(encoding="utf-8", errors="replace")
        ]


@asynccontextmanager
async def building(blog: Path, folder: Path, plan: BuildPlan | None = None) -> AsyncIterator[WatchedBuild]:
    """The site of a blog, built below ``folder`` as long as a block runs."""
    watched = WatchedBuild(blog, folder, plan or planned(blog))
    try:
        await watched.build.start()
        yield watched
    finally:
        await watched.build.stop()
        watched.run.remove()


def planned(blog: Path) -> BuildPlan:
    """How the first site of a blog is built."""
    plan = plan_build(blog, detect(blog).sites[0])
    assert isinstance(plan, BuildPlan), plan
    return plan


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.01)


def put_hugo_in(folder: Path) -> None:
    """Make the stand-in a program ``hugo`` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "hugo"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def state_of(folder: Path) -> dict[str, tuple[str, int, int]]:
    """All that lies in a folder: what stands for its bytes, when it was written, its mode."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() else os.fsencode(os.path.realpath(path))
        found[str(path.relative_to(folder))] = (
            hashlib.sha256(data).hexdigest(),
            status.st_mtime_ns,
            status.st_mode,
        )
    return found


def has(program: str) -> bool:
    """Whether a program is installed here."""
    return shutil.which(program) is not None
