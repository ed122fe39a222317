"""What memory is in use: ``python tests/benchmarks/bench_memory.py [POSTS...]`` (default 10 to 100000).

Once the list is shown and nothing is under way, and once a post of 100 kB is open beside its preview; beside
the smallest Textual program there is. Proportional set size: what is a program's own, and its share of what
others use too. A first run was ended as a person ends it, so that its caches are written.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.programs import READY, SMALLEST, first_run, ours, own_environment, row_of, started
from tests.benchmarks.repositories import make_blog

ROUNDS = 3
GOALS = {10: 1.5, 1_000: 1.5, 10_000: 2.0, 100_000: 3.0}
"""Times the smallest program, by posts."""
LONG, LONG_GOAL = 100_000, 2.2
"""Bytes of the post that is opened."""


def in_use(command: list[str], text: bytes, environment: dict[str, str], keys: bytes = b"") -> float:
    """Bytes, once ``command`` has shown ``text``, was given ``keys``, and rests."""
    with started(command, environment) as program:
        program.wait_for(text)
        program.rest()
        if keys:
            program.press(keys)
            program.rest()
        return program.memory()


def make_long_post(blog: Path, newest: Path) -> None:
    """Make one long post of the newest one of a blog."""
    text = newest.read_text(encoding="utf-8")
    body = text.partition("\n---\n")[2]
    newest.write_text(text + body * (LONG // len(body.encode())), encoding="utf-8")


def measure(
    name: str, goal: float, programs: list[tuple[list[str], bytes, bytes]], own: dict[str, str]
) -> None:
    """Print what the second of two programs uses, beside the first."""
    taken = [[in_use(command, text, own, keys) for command, text, keys in programs] for _ in range(ROUNDS)]
    smallest, bytes_used = (statistics.median(each) for each in zip(*taken, strict=True))
    ratio = bytes_used / smallest
    verdict = f", goal {goal}: {'met' if ratio <= goal else 'MISSED'}" if goal else ""
    print(f"{name:22} {bytes_used / 2**20:6.1f} MiB {ratio:6.2f} times the smallest{verdict}", flush=True)


def main() -> None:
    """Print a line a blog."""
    counts = [int(word) for word in sys.argv[1:]] or [*GOALS]
    smallest = (SMALLEST, READY, b"")
    with tempfile.TemporaryDirectory() as folder:
        for count in (*counts, 0):
            home = Path(folder, str(count))
            blog = home / "blog"
            blog.mkdir(parents=True)
            newest = blog / make_blog(blog, count or 10)[-1]
            if not count:
                make_long_post(blog, newest)
            time.sleep(2.1)  # files that are younger are read at each start
            command, row, own = ours(str(blog)), row_of(newest), own_environment(home)
            first_run(command, row, own)
            if count:
                measure(f"{count} posts", GOALS.get(count, 0.0), [smallest, (command, row, b"")], own)
            else:
                measure(f"a post of {LONG // 1000} kB", LONG_GOAL, [smallest, (command, row, b"\r")], own)


if __name__ == "__main__":
    main()
