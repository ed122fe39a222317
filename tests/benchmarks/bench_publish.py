"""What publishing costs: ``python tests/benchmarks/bench_publish.py [POSTS...]`` (default 10 1000 10000).

Ours is against plain ``git push`` of one commit to a bare repository on the same disk, the fetch taken apart;
the goal is 1.1 times that plus 40 ms. All ways take turns: compare rows, not runs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from tests.benchmarks.repositories import Editor, git, in_turns, make_blog

ROUNDS = 15


def measure(count: int) -> dict[str, float]:
    """Median milliseconds of each way, in a blog of ``count`` posts."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "blog"
        edit = Editor(folder, make_blog(folder, count))
        synchronizer = Synchronizer(Repository.open(folder))

        def prepare() -> str:
            git(folder, "push", "--quiet")
            path = edit()
            git(folder, "commit", "--quiet", "-m", "Modifie", "--", path)
            return path

        ways = {
            "git push": lambda _: git(folder, "push", "--quiet"),
            "git fetch, nothing new": lambda _: git(folder, "fetch", "--quiet"),
            "ours, fetch included": lambda _: synchronizer.publish(),
        }
        return in_turns(prepare, ways, ROUNDS)


def main() -> None:
    """Print the table."""
    for count in [int(word) for word in sys.argv[1:]] or [10, 1000, 10000]:
        results = measure(count)
        push, fetch = results["git push"], results["git fetch, nothing new"]
        results["ours, without that fetch"] = results["ours, fetch included"] - fetch
        print(f"{count} posts (goal for ours, without the fetch: {push * 1.1 + 40:.0f} ms)")
        for name, milliseconds in results.items():
            print(f"  {name:28}{milliseconds:8.1f} ms  x{milliseconds / push:.2f}")


if __name__ == "__main__":
    main()
