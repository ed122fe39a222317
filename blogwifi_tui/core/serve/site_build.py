"""The shadow of a blog and the generator that builds it: new pages a moment after what is typed or saved."""

from __future__ import annotations

import asyncio
import shutil
import socket
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from blogwifi_tui.core.serve.build_commands import BUILDERS, filled, filled_file
from blogwifi_tui.core.serve.build_errors import ErrorReader
from blogwifi_tui.core.serve.builder import Problem
from blogwifi_tui.core.serve.built_pages import BuiltPages
from blogwifi_tui.core.serve.generator_process import GeneratorProcess, environment_for
from blogwifi_tui.core.serve.messages import BuildEvent, BuildPlan, Built, Ended, Failed, Held, Mended, Ready
from blogwifi_tui.core.serve.shadow import Shadow
from blogwifi_tui.errors import BlogwifiError, Untrusted
from blogwifi_tui.i18n.explain import explain

_LOOK: Final = 1.0
"""Seconds between two looks at the files of the blog, at least."""
_AFTER_FAULT: Final = 30.0
"""Seconds until the next look after one that failed."""
_AFTER_HELD: Final = 5.0
"""Seconds until it is looked again whether somebody agreed."""
_SHARE: Final = 20
"""How many times as long as a look takes is waited before the next."""
_QUIET: Final = 0.3
"""Seconds of silence after which a build that said it failed has said all."""
_KEPT_LINES: Final = 2000
"""Lines of what a generator prints that are kept."""
_UNHEARD: Final = 1.5
"""Seconds of silence after a change until it is made again: a watcher that begins may miss one."""
_REMINDERS: Final = 3
_SERVED: Final = 1.0
"""Seconds after which a generator that serves has noticed a change, should it say nothing."""
_LOOPBACK: Final = "127.0.0.1"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folder:
    """The site is built into a folder."""

    path: Path


@dataclass(frozen=True, slots=True)
class Upstream:
    """The site is served by the generator itself."""

    host: str
    port: int


class SiteBuild:
    """Builds one site of a blog anew whenever something in it changes.

    ``tell`` is called with what there is to say, on the event loop. All that is made lies in the run's
    folder, which is there, and is its maker's to remove.
    """

    def __init__(
        self,
        root: Path,
        run_folder: Path,
        plan: BuildPlan,
        address: str,
        tell: Callable[[BuildEvent], None],
        require_agreed: Callable[[], object] = lambda: None,
    ) -> None:
        """Begin nothing yet.

        Args:
            root: of the blog.
            run_folder: see above.
            plan: how it is built.
            address: of the first page in a browser, the plan's base included.
            tell: see above.
            require_agreed: raises where the blog would have the generator go by what nobody agreed to; it is
                called before what changed in the blog is followed.
        """
        top = root.absolute()
        for _ in filter(None, plan.place.split("/")):
            top = top.parent
        self._plan, self._tell, self._run = plan, tell, run_folder
        self._require_agreed = require_agreed
        self._builder = BUILDERS[plan.generator]
        self._shadow = Shadow(top, run_folder / "blog", plan.left_out)
        self._errors = ErrorReader(self._builder, self._shadow.folder, plan.folder, plan.place)
        self._pages = BuiltPages(run_folder / "out")
        self._disk = ThreadPoolExecutor(1, "shadow")
        """Does one thing after the other: the shadow is never changed twice at once."""
        self._changed = asyncio.Event()
        self._since = time.monotonic()
        """When what the next pages will show was changed."""
        self._lines: list[str] = []
        """What the generator printed since the pages were new."""
        self._ready = self._notices = False
        self._failed: Problem | None = None
        self._unnoticed: set[str] = set()
        """What changed and the generator has said nothing since, by paths in the shadow."""
        self._reminders = 0
        self._reminding: asyncio.TimerHandle | None = None
        self._process: GeneratorProcess | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._settling: asyncio.TimerHandle | None = None
        port = _free_port() if plan.kind == "serves" else 0
        self.source: Folder | Upstream = Upstream(_LOOPBACK, port) if port else Folder(run_folder / "out")
        """Where the pages are once :class:`Ready` was told."""
        self._places = {
            "out": str(run_folder / ("next" if self._builder.into_new else "out")),
            "run": str(run_folder / "extra"),
            "shadow": str(run_folder / "blog"),
            "address": address,
            "bare": address.rstrip("/"),
            "host": "/".join(address.split("/")[:3]),
            "port": str(port),
        }

    async def start(self) -> None:
        """Make the shadow, and start the generator, which then goes on by itself.

        Raises:
            FileFailed: the shadow cannot be written.
            ShadowTooLarge: the blog is larger than what is copied.
        """
        await self._on_disk(self._make)
        self._begin(self._generate())
        self._begin(self._follow())

    async def typed(self, path: str, data: bytes | None) -> None:
        """Show a post of the blog as it is typed; None: as its file has it again.

        Raises:
            FileFailed: it cannot be written into the shadow, or lies outside of the blog.
        """
        inner = f"{self._plan.place}/{path}" if self._plan.place else path
        if data is None:
            await self._on_disk(self._shadow.lift, inner)
        elif not await self._on_disk(self._shadow.lay_over, inner, data):
            return
        self._is_changed(inner)

    async def stop(self) -> None:
        """End the generator, and all that goes on here."""
        for task in self._tasks:
            task.cancel()
        for timer in (self._settling, self._reminding):
            if timer is not None:
                timer.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._process is not None:
            await self._process.end()
        # What a thread does there goes on when the task that waits for it is cancelled.
        self._shadow.ended = True
        await asyncio.to_thread(self._disk.shutdown, cancel_futures=True)

    async def _on_disk(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._disk, work, *arguments)

    def _make(self) -> None:
        for name in ("out", "tmp", "extra"):
            (self._run / name).mkdir(mode=0o700, exist_ok=True)
        for name, text in self._plan.files.items():
            (self._run / "extra" / name).write_text(filled_file(text, self._places), encoding="utf-8")
        self._shadow.make()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._told(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _told(self, work: Coroutine[None, None, None]) -> None:
        """Do a work to its end, or tell what stopped it."""
        try:
            await work
        except (BlogwifiError, OSError) as error:
            self._tell(Failed(_words(error)))

    def _is_changed(self, *paths: str) -> None:
        self._since = time.monotonic()
        self._reminders = 0
        self._unnoticed.update(paths)
        self._remind_later()
        self._changed.set()
        if self._plan.kind == "serves" and self._ready:
            self._settle_soon(_SERVED)

    async def _follow(self) -> None:
        """Follow what is saved in the blog, by whichever program."""
        pause, fault = _LOOK, ""
        while True:
            await asyncio.sleep(pause)
            begun = time.monotonic()
            try:
                changed = await self._on_disk(self._shadow.look, self._require_agreed)
            except (BlogwifiError, OSError) as error:  # a disk that is full, say, and may not be for long
                if fault != (fault := _words(error)):
                    self._tell(Held(error.programs) if isinstance(error, Untrusted) else Failed(fault))
                pause = _AFTER_HELD if isinstance(error, Untrusted) else _AFTER_FAULT
                continue
            if fault and not self._failed:
                self._tell(Mended())
            fault = ""
            if changed:
                self._is_changed(*changed)
            pause = max(_LOOK, _SHARE * (time.monotonic() - begun))

    async def _generate(self) -> None:
        """Run the generator, and again after each change where it has ended."""
        while True:
            self._changed.clear()
            self._unnoticed.clear()
            self._notices = False
            try:
                self._process = await self._run_once()
            except OSError as error:
                self._tell(Ended(error.errno or 1, str(error)))
                return
            code = await self._process.wait()
            try:
                await self._ended(code)
            except OSError as error:  # what was built cannot be looked at: it is built again after a change
                self._tell(Failed(_words(error)))
            await self._changed.wait()

    async def _run_once(self) -> GeneratorProcess:
        if self._builder.into_new:
            await self._on_disk(partial(shutil.rmtree, self._run / "next", ignore_errors=True))
        command = [filled(word, self._places) for word in self._plan.command]
        given = {name: filled(value, self._places) for name, value in self._plan.environment.items()}
        environment = environment_for(self._run, given)
        folder = self._shadow.folder / self._plan.folder
        return await GeneratorProcess.start(command, folder, environment, self._run, self._hear)

    def _hear(self, line: str) -> None:
        self._lines.append(line)
        del self._lines[:-_KEPT_LINES]
        if self._notices:
            self._unnoticed.clear()
        if self._plan.kind == "builds":
            return
        watching = (self._builder.watching or self._builder.built).search(line)
        if watching and not self._notices:
            self._notices = True
            if self._plan.kind == "serves":
                self.source = Upstream(_LOOPBACK, int(watching["port"]))
            self._begin(self._remind())
            self._settle_soon(0)
        elif self._notices and self._builder.built.search(line):
            self._settle_soon(_QUIET if self._builder.says_each else 0)
        elif self._builder.failed.search(line):
            self._settle_soon()

    def _remind_later(self) -> None:
        if self._reminding is not None:
            self._reminding.cancel()
        loop = asyncio.get_running_loop()
        self._reminding = loop.call_later(_UNHEARD, lambda: self._begin(self._remind()))

    async def _remind(self) -> None:
        """Change once more what the generator that watches has said nothing of."""
        if self._plan.kind == "builds" or not self._notices or not self._unnoticed:
            return
        for path in sorted(self._unnoticed):
            await self._on_disk(self._shadow.touch, path)
        self._reminders += 1
        if self._reminders < _REMINDERS:
            self._remind_later()
        else:
            self._unnoticed.clear()

    def _settle_soon(self, pause: float = _QUIET) -> None:
        """Look at what was built, unless more is said meanwhile."""
        if self._settling is not None:
            self._settling.cancel()
        loop = asyncio.get_running_loop()
        self._settling = loop.call_later(pause, lambda: self._begin(self._settle()))

    async def _settle(self) -> None:
        """Tell what came of a build."""
        lines, self._lines = self._lines, []
        await self._tell_all(lines, failed=any(map(self._builder.failed.search, lines)))

    async def _ended(self, code: int) -> None:
        """Tell what came of a run of the generator that has ended."""
        if self._settling is not None:
            self._settling.cancel()
        lines, self._lines = self._lines, []
        failed = any(map(self._builder.failed.search, lines))
        if self._builder.into_new and not code:
            await self._on_disk(self._take_next)
        # One that broke off once it watched has not told why: its last line is of something else.
        broke_off = self._notices or not any(line.strip() for line in lines)
        if self._plan.kind != "builds" and not failed and (broke_off or not code):
            self._ready = False
            self._tell(Ended(code, self._errors.told(lines)))
        else:
            await self._tell_all(lines, failed=bool(code) or failed, whole=not code)

    def _take_next(self) -> None:
        """Put the folder that was built in the place of the one that is served, which stays where that fails.

        Raises:
            OSError: it failed.
        """
        out, before = self._run / "out", self._run / "before"
        shutil.rmtree(before, ignore_errors=True)
        out.rename(before)
        try:
            (self._run / "next").rename(out)
        except OSError:
            before.rename(out)
            raise

    async def _tell_all(self, lines: list[str], *, failed: bool, whole: bool = True) -> None:
        """Tell of a fault, and of new pages; ``whole``: the build came to its end all the same."""
        seconds = time.monotonic() - self._since
        serves = self._plan.kind == "serves"
        paths = () if serves else await self._on_disk(self._pages.changed)
        if failed:
            problem, rest = await self._on_disk(self._read, lines)
            if problem != self._failed:
                self._tell(Failed(problem.text, problem.file, problem.line, problem.column, rest))
            self._failed = problem
        elif self._failed:
            self._failed = None
            self._tell(Mended())
        if not self._ready and whole and (paths is None or paths or not failed):
            self._ready = True
            self._tell(Ready(seconds))
        elif self._ready and (paths is None or paths or (serves and not failed)):
            self._tell(Built(paths or (), seconds))

    def _read(self, lines: list[str]) -> tuple[Problem, str]:
        return self._errors.problem(lines), self._errors.told(lines)


def _words(error: BlogwifiError | OSError) -> str:
    """What went wrong and what to do, in a sentence or two."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    words = explain(error)
    return f"{words.what} {words.next}".strip()


def _free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
