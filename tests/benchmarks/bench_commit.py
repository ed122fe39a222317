"""What a commit costs: ``python tests/benchmarks/bench_commit.py [POSTS...]`` (default 10 1000 10000).

Ours is against ``git add`` and ``git commit`` of the same file, which write nothing durably; the goal is 1.25
times that plus 30 ms, at 10,000 posts 1.4 times plus 30 ms, from 100,000 on 1.3 times. ``blogwifi commit`` is
the whole command, and by its path, without a look at the other posts; its goal is 1.3 times plus the 150 ms
that a program takes to start. All ways take turns: compare rows, not runs. 100,000 posts take minutes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from blogwifi_tui.vcs.repository import Repository
from tests.benchmarks.repositories import Editor, command, git, in_turns, keep_apart, make_blog, verdict

ROUNDS = 15
STARTING = 150
"""Milliseconds for the start of Python and what a command needs of the program."""


def measure(count: int) -> dict[str, float]:
    """Median milliseconds of each way, in a blog of ``count`` posts."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "blog"
        keep_apart(Path(parent))
        edit = Editor(folder, make_blog(folder, count))
        repository = Repository.open(folder)

        def plain(path: str) -> None:
            git(folder, "add", "--", path)
            git(folder, "commit", "--quiet", "-m", "Modifie")

        ways = {
            "git add + git commit": plain,
            "git commit --only": lambda path: git(folder, "commit", "--quiet", "-m", "Modifie", "--", path),
            "ours": lambda path: repository.commit([path], "Modifie"),
            "blogwifi commit PATH": lambda path: command(folder, "commit", path),
            "ours: status of all posts": lambda _: repository.status(["posts"]),
        }
        return in_turns(edit, ways, ROUNDS)


def main() -> None:
    """Print the table."""
    for count in [int(word) for word in sys.argv[1:]] or [10, 1000, 10000]:
        results = measure(count)
        reference = results["git add + git commit"]
        ratio, more = (1.25, 30) if count < 10_000 else (1.4, 30) if count < 100_000 else (1.3, 0)
        goals = {"ours": (ratio, more), "blogwifi commit PATH": (1.3, STARTING)}
        print(f"{count} posts")
        for name, milliseconds in results.items():
            told = f"x{milliseconds / reference:.2f}"
            told = verdict(milliseconds, reference, *goals[name]) if name in goals else told
            print(f"  {name:28}{milliseconds:8.1f} ms  {told}")


if __name__ == "__main__":
    main()
