"""What a command costs as a whole process: ``python tests/benchmarks/bench_commands.py [POSTS...]``.

Default: 10 1000 10000. Each is beside the least that could do the same, in turns; seconds are medians, of a
blog that was met before. ``list`` beside a plain Python program that reads the beginning of each post and
prints titles; ``list --json`` beside ``list``; what commits beside ``git add`` and ``git commit``, which
write nothing durably. The git processes of a command are counted by a git that notes its calls. Goals in
seconds hold for a machine on which the plain program takes 0.02 s for ten posts: the ratio alone travels.
"""

from __future__ import annotations

import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks.repositories import Editor, git, make_blog

ROUNDS = 9
FLOOR = """
import os, sys
found = []
for entry in os.scandir("posts"):
    with open(entry.path, "rb", buffering=0) as file:
        lines = file.read(1024).decode("utf-8", "replace").splitlines()
    header = dict(line.partition(": ")[::2] for line in lines if ": " in line)
    found.append((header.get("date", ""), header.get("title", ""), entry.path))
sys.stdout.writelines("\\t".join(each) + "\\n" for each in sorted(found, reverse=True))
"""
LIST_SECONDS = {10: 0.12, 1_000: 0.14, 10_000: 0.3}
"""By the number of posts, how long ``list`` may take."""
JSON_RATIO, COMMIT_SECONDS = 1.2, 0.17
CALLS = {"list": 2, "list --json": 2, "set": 4, "new": 4, "commit": 4}
"""The git processes each may start."""


class Blog:
    """A blog of some posts, in an environment that counts what git is asked."""

    def __init__(self, parent: Path, count: int) -> None:
        self.folder = parent / "blog"
        posts = make_blog(self.folder, count)
        shown = (path for path in posts if "draft: true" not in (self.folder / path).read_text("utf-8"))
        self.post = next(shown)
        self.edit = Editor(self.folder, [path for path in posts if path != self.post])
        self._calls = parent / "calls"
        script = parent / "bin" / "git"
        script.parent.mkdir()
        real = shlex.quote(shutil.which("git") or "git")
        script.write_text(f'#!/bin/sh\necho >> {shlex.quote(str(self._calls))}\nexec {real} "$@"\n')
        script.chmod(0o755)
        homes = {f"XDG_{kind}_HOME": str(parent / kind) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
        self._environment = os.environ | homes
        self._counting = self._environment | {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}

    def run(self, *words: str, counting: bool = False) -> None:
        """Run the program."""
        command = [sys.executable, "-m", "blogwifi_tui", *words]
        environment = self._counting if counting else self._environment
        subprocess.run(command, cwd=self.folder, env=environment, check=True, stdout=subprocess.DEVNULL)

    def calls(self, words: Callable[[], tuple[str, ...]]) -> int:
        """The git processes one run starts, of two with these words: the first asks what is remembered."""
        for _ in range(2):
            self._calls.write_text("")
            self.run(*words(), counting=True)
        return len(self._calls.read_text().splitlines())

    def run_again(self, words: Callable[[], tuple[str, ...]]) -> None:
        """Run the program with the next words."""
        self.run(*words())

    def floor(self) -> None:
        """List the posts by plain Python."""
        subprocess.run([sys.executable, "-c", FLOOR], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def plain_commit(self) -> None:
        """Commit a changed post by git."""
        git(self.folder, "add", "--", self.edit())
        git(self.folder, "commit", "--quiet", "-m", "Modifie")


def in_turns(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each way; the first round is left out."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def told(name: str, seconds: float, peer: str, taken: float, goal: str, *, is_met: bool) -> None:
    """Print a line: what it took, how it compares, and whether that is good enough."""
    ratio = f"{seconds / taken:.2f} times {peer}"
    print(f"  {name:12}{seconds:7.3f} s  {ratio:36}goal {goal:10}{'met' if is_met else 'MISSED'}")


def measure(count: int) -> None:
    """Print what each command takes in a blog of ``count`` posts."""
    with tempfile.TemporaryDirectory() as parent:
        blog = Blog(Path(parent), count)
        turn = iter(range(10_000))
        commands: dict[str, Callable[[], tuple[str, ...]]] = {
            "list": lambda: ("list",),
            "list --json": lambda: ("list", "--json"),
            "set": lambda: ("set", blog.post, f"title=Le titre {next(turn)}"),
            "new": lambda: ("new", f"Un article {next(turn)}"),
            "commit": lambda: ("commit", blog.edit()),
        }
        calls = {name: blog.calls(words) for name, words in commands.items()}
        ways = {name: partial(blog.run_again, words) for name, words in commands.items()}
        taken = in_turns({"floor": blog.floor, "git": blog.plain_commit, **ways})
    print(f"{count} posts")
    goal = LIST_SECONDS.get(count, 0.3)
    told("list", taken["list"], "plain Python", taken["floor"], f"{goal} s", is_met=taken["list"] <= goal)
    is_met = taken["list --json"] <= JSON_RATIO * taken["list"]
    told("list --json", taken["list --json"], "list", taken["list"], f"{JSON_RATIO} times", is_met=is_met)
    for name in ("set", "new", "commit"):
        is_met = taken[name] <= COMMIT_SECONDS
        told(name, taken[name], "git add, git commit", taken["git"], f"{COMMIT_SECONDS} s", is_met=is_met)
    for name, number in calls.items():
        met = "met" if number <= CALLS[name] else "MISSED"
        print(f"  {name:12}{number:5} git processes, goal {CALLS[name]} {met}")


def main() -> None:
    """Print a table for each number of posts."""
    for count in [int(word) for word in sys.argv[1:]] or [10, 1_000, 10_000]:
        measure(count)


if __name__ == "__main__":
    main()
