"""What a commit costs: ``python tests/benchmarks/bench_commit.py [POSTS...]`` (default 10 1000 10000).

Ours is against ``git add`` and ``git commit`` of the same file, which write nothing durably; the goal is 1.25
times that plus 30 ms, at 10,000 posts 1.4 times plus 30 ms. All ways take turns: compare rows, not runs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from blogwifi_tui.vcs.repository import Repository
from tests.benchmarks.repositories import Editor, git, in_turns, make_blog

ROUNDS = 15


def measure(count: int) -> dict[str, float]:
    """Median milliseconds of each way, in a blog of ``count`` posts."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "blog"
        edit = Editor(folder, make_blog(folder, count))
        repository = Repository.open(folder)

        def plain(path: str) -> None:
            git(folder, "add", "--", path)
            git(folder, "commit", "--quiet", "-m", "Modifie")

        ways = {
            "git add + git commit": plain,
            "git commit --only": lambda path: git(folder, "commit", "--quiet", "-m", "Modifie", "--", path),
            "ours": lambda path: repository.commit([path], "Modifie"),
            "ours: status of all posts": lambda _: repository.status(["posts"]),
        }
        return in_turns(edit, ways, ROUNDS)


def main() -> None:
    """Print the table."""
    for count in [int(word) for word in sys.argv[1:]] or [10, 1000, 10000]:
        results = measure(count)
        reference = results["git add + git commit"]
        goal = reference * (1.4 if count >= 10000 else 1.25) + 30
        print(f"{count} posts (goal for ours: {goal:.0f} ms)")
        for name, milliseconds in results.items():
            print(f"  {name:28}{milliseconds:8.1f} ms  x{milliseconds / reference:.2f}")


if __name__ == "__main__":
    main()
