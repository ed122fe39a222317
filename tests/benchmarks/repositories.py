"""A published blog in git, and rounds in which each way to do a thing takes its turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.posts import make_posts


def git(folder: Path, *words: str) -> None:
    """Run plain git."""
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def keep_apart(parent: Path) -> None:
    """Let what the program keeps for its person go to ``parent``, and not where that is kept for real."""
    os.environ |= {f"XDG_{kind}_HOME": str(parent / kind.lower()) for kind in ("CACHE", "STATE", "CONFIG")}


def command(folder: Path, *words: str) -> None:
    """Run ``blogwifi`` as a person does."""
    ours = [sys.executable, "-m", "blogwifi_tui", *words]
    subprocess.run(ours, cwd=folder, check=True, capture_output=True)


def make_blog(folder: Path, count: int) -> list[str]:
    """Make a repository of ``count`` committed posts, its remote beside it; return the posts' paths."""
    make_posts(folder / "posts", count)
    for file in (folder / "posts").iterdir():
        # Files as young as the index would be read again and again, which no real blog has to suffer.
        os.utime(file, (1.7e9, 1.7e9))
    git(folder, "init", "--quiet", "--initial-branch=main")
    for key, value in {"user.name": "Marc", "user.email": "marc@example.org", "gc.auto": "0"}.items():
        git(folder, "config", key, value)
    git(folder, "add", "posts")
    git(folder, "commit", "--quiet", "-m", "Tout")
    git(folder, "clone", "--quiet", "--bare", ".", "../remote.git")
    git(folder, "remote", "add", "origin", str(folder.parent / "remote.git"))
    git(folder, "fetch", "--quiet")
    git(folder, "branch", "--quiet", "--set-upstream-to=origin/main")
    return sorted(f"posts/{file.name}" for file in (folder / "posts").iterdir())


class Editor:
    """Changes one post after the other."""

    def __init__(self, folder: Path, posts: list[str]) -> None:
        self._folder = folder
        self._posts = posts
        self._turn = 0

    def __call__(self) -> str:
        """Add a line to the next post; return its path."""
        self._turn += 1
        path = self._posts[self._turn * 7919 % len(self._posts)]
        with (self._folder / path).open("a", encoding="utf-8") as file:
            file.write(f"\nUne ligne de plus, la {self._turn}e.\n")
        return path


def verdict(measured: float, floor: float, ratio: float, more: float = 0) -> str:
    """A time beside its floor: the ratio, the goal (``ratio`` times the floor and ``more``), met or missed.

    All in milliseconds.
    """
    goal = floor * ratio + more
    said = "met" if measured <= goal else "missed"
    plus = f" + {more:.0f} ms" if more else ""
    return f"x{measured / floor:.2f}  goal x{ratio:.2f}{plus}: {said}"


def in_turns(
    prepare: Callable[[], str], ways: Mapping[str, Callable[[str], object]], rounds: int
) -> dict[str, float]:
    """The median milliseconds of each way, given what ``prepare`` returned; the first round is left out."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            given = prepare()
            start = time.perf_counter()
            way(given)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(measured[1:]) * 1e3 for name, measured in times.items()}
