"""However a run ends, its generator ends with it, and its folder goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from blogwifi_tui.core.serve.messages import Ended
from blogwifi_tui.core.serve.run_folder import RunFolder, note_generator, remove_if_gone
from tests.core.serve.builds import building
from tests.core.serve.stand_in_hugo import APART, ENDS, LEAVES

_RUN = """
import asyncio, sys
from pathlib import Path
from tests.core.serve.builds import WatchedBuild, planned
from blogwifi_tui.core.serve.messages import Ready

async def main():
    blog, folder = map(Path, sys.argv[1:])
    site = WatchedBuild(blog, folder, planned(blog))
    await site.build.start()
    await site.until(Ready)
    print("ready", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""
"""A program that shows a blog, as the one a person runs does, until it is killed."""
_ROOT = Path(__file__).parents[3]


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something comes to be so within this time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def processes_of(folder: Path) -> list[int]:
    """The processes that were started with a path of a folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if os.fsencode(folder) in each.read_bytes() and int(each.parent.name) != os.getpid():
                found.append(int(each.parent.name))
    return found


@pytest.fixture
def shown(hugo_blog: Path, hugo: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that shows the blog, its pages being there, whose generator has started another program."""
    assert hugo
    (hugo_blog / LEAVES).touch()
    running = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(hugo_blog), str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    yield running
    running.kill()
    running.wait()
    running.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, to see processes")
def test_nothing_is_left_of_a_program_that_is_killed(shown: subprocess.Popen[str], tmp_path: Path) -> None:
    run = tmp_path / "serve" / "run"
    child = int((run / "blog" / LEAVES).read_text(encoding="utf-8"))
    assert len(processes_of(run)) >= 2, "the launcher, and the generator"
    shown.kill()
    shown.wait()
    assert within(5, lambda: not processes_of(run) and not run.exists())
    assert within(1, lambda: not is_running(child)), "nor of what the generator has started"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, to see processes")
@pytest.mark.parametrize("said", ["", APART])
async def test_what_a_generator_has_started_ends_with_it(
    hugo_blog: Path, hugo: Path, tmp_path: Path, said: str
) -> None:
    assert hugo
    (hugo_blog / LEAVES).write_text(said)
    (hugo_blog / ENDS).touch()
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ended)
        child = int((site.shadow / LEAVES).read_text(encoding="utf-8"))
        assert within(1, lambda: not is_running(child))


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, to see processes")
def test_the_next_run_removes_what_a_run_left_whose_processes_were_all_killed(
    shown: subprocess.Popen[str], tmp_path: Path
) -> None:
    run = tmp_path / "serve" / "run"
    launchers = [each for each in processes_of(run) if b"launcher" in cmdline(each)]
    for each in (*launchers, shown.pid):
        os.kill(each, signal.SIGSTOP)
    for each in (*launchers, shown.pid):
        os.kill(each, signal.SIGKILL)
    shown.wait()
    assert within(5, lambda: not processes_of(run)), "the system ends a generator whose launcher is killed"
    assert run.exists()
    after = RunFolder(tmp_path / "serve" / "next")
    after.make()
    assert not run.exists()
    after.remove()


def test_a_run_that_lives_is_left_alone(tmp_path: Path) -> None:
    first, second = RunFolder(tmp_path / "a"), RunFolder(tmp_path / "b")
    first.make()
    (first.path / "blog").mkdir()
    second.make()
    assert (first.path / "blog").is_dir()
    first.remove()
    second.remove()
    assert [each.name for each in tmp_path.iterdir()] == ["lock"]


def test_a_generator_that_outlived_its_run_is_ended_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True
    ) as lone:
        note_generator(folder, lone.pid)
        assert remove_if_gone(folder)
        assert lone.wait() == -signal.SIGKILL
    assert not folder.exists()


def test_a_process_that_has_the_number_of_a_generator_by_now_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True
    ) as other:
        (folder / "generator").write_text(f"{other.pid} another moment", encoding="ascii")
        assert remove_if_gone(folder)
        other.terminate()
        assert other.wait() == -signal.SIGTERM


def test_a_run_s_folder_is_its_user_s_alone(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "serve" / "run")
    run.make()
    assert [path.stat().st_mode & 0o777 for path in (run.path, run.path.parent)] == [0o700, 0o700]
    run.remove()


def is_running(process: int) -> bool:
    """Whether there is such a process, that has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def cmdline(process: int) -> bytes:
    """What a process was started with."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
