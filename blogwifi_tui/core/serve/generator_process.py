"""A generator that runs: started by :mod:`.launcher`, heard line by line, ended with all that it started."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from blogwifi_tui.sanitize import visible

_LONGEST: Final = 2000
"""Letters of a line that are kept."""
_GRACE: Final = 4.0
"""Seconds in which the launcher ends a generator."""
_STYLES = re.compile(r"\x1b(?:\[[0-9;:?]*+[ -/]*+[@-~]|\][^\x07\x1b]*+(?:\x07|\x1b\\)|[@-Z\\-_])")


class GeneratorProcess:
    """One run of a generator."""

    def __init__(self, process: Process, hear: Callable[[str], None]) -> None:
        self._process = process
        self._hear = hear
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        run_folder: Path,
        hear: Callable[[str], None],
    ) -> GeneratorProcess:
        """Start a generator in ``folder``; ``hear`` is called with each line that it prints."""
        launcher = [sys.executable, "-P", "-m", "blogwifi_tui.core.serve.launcher"]
        process = await asyncio.create_subprocess_exec(
            *launcher,
            str(run_folder),
            *command,
            cwd=folder,
            env=environment,
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
        )
        return cls(process, hear)

    async def wait(self) -> int:
        """Wait until it has ended, and all that it printed was heard; its exit code."""
        code = await self._process.wait()
        await self._reading
        return code

    async def end(self) -> None:
        """End it, with all that it started."""
        if self._process.returncode is None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(b"\n")
                self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), _GRACE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.wait()
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading

    async def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        decoder = getincrementaldecoder("utf-8")("replace")
        begun = ""
        while data := await self._process.stdout.read(65536):
            *lines, begun = (begun + decoder.decode(data)).split("\n")
            for line in lines:
                self._hear(plain(line))
            begun = begun[-2 * _LONGEST :]
        if begun:
            self._hear(plain(begun))


def plain(line: str) -> str:
    """A line without the colours that it is printed in."""
    text = _STYLES.sub("", line.rstrip("\r")[: 2 * _LONGEST]).rpartition("\r")[2]
    return visible(text[:_LONGEST], keep="\t").rstrip()


def environment_for(run_folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The person's own environment, and what ``given`` sets in it."""
    return {
        **os.environ,
        "TMPDIR": str(run_folder / "tmp"),
        "NO_COLOR": "1",
        "PYTHONUNBUFFERED": "1",
        # The shadow is in no repository: git, asked by a generator, is not to find one around it.
        "GIT_CEILING_DIRECTORIES": str(run_folder),
        **given,
    }
