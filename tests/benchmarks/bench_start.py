"""What starting costs: ``python tests/benchmarks/bench_start.py [POSTS...]`` (default 10 to 100000, by tens).

From the start of the process until rows of posts stand on the terminal, beside the smallest Textual program
there is, each in its turn, once a first run has ended as a person ends it, so that its caches are written.
Milliseconds and processor time are medians; quote the ratio, the median of the rounds' ratios: it alone
travels from one machine to another.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.programs import READY, SMALLEST, first_run, ours, own_environment, row_of, started
from tests.benchmarks.repositories import make_blog

ROUNDS = 11
GOALS = {10: 1.25, 1_000: 1.25, 10_000: 1.35}
"""Times the smallest program, by posts."""
LARGE, MIDDLE, LARGE_GOAL = 100_000, 10_000, 1.5
"""So many posts take at most so many times what that many take."""


class Start(NamedTuple):
    """One start, until its text was seen."""

    seconds: float
    processor: float


def start(command: list[str], text: bytes, environment: dict[str, str]) -> Start:
    """Start ``command``, and end it as soon as it shows ``text``."""
    with started(command, environment) as program:
        return Start(program.wait_for(text), program.processor())


def main() -> None:
    """Print a line a program."""
    counts = [int(word) for word in sys.argv[1:]] or [*GOALS, LARGE]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = own_environment(home)
        programs = {0: (SMALLEST, READY)}
        for count in counts:
            blog = home / f"{count}" / "blog"
            blog.mkdir(parents=True)
            newest = make_blog(blog, count)[-1]
            programs[count] = (ours(str(blog)), row_of(blog / newest))
        time.sleep(2.1)  # files that are younger are read at each start
        for count in counts:
            first_run(*programs[count], environment)
        taken: dict[int, list[Start]] = {count: [] for count in programs}
        for turn in range(ROUNDS + 1):
            for count, (command, text) in programs.items():
                one = start(command, text, environment)
                if turn:
                    taken[count].append(one)
    for count, starts in taken.items():
        seconds, processor = (statistics.median(each) * 1e3 for each in zip(*starts, strict=True))
        name = f"{count} posts" if count else "smallest"
        ratio = beside(starts, taken[0])
        print(
            f"{name:13} {seconds:6.0f} ms {processor:6.0f} ms of processor {ratio:6.2f} times the smallest",
            end="",
        )
        print(judged(count, taken) if count else "")


def beside(starts: list[Start], others: list[Start]) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(one.seconds / other.seconds for one, other in zip(starts, others, strict=True))


def judged(count: int, taken: dict[int, list[Start]]) -> str:
    """The goal for so many posts, and whether it is met."""
    if count == LARGE and MIDDLE in taken:
        ratio, goal, what = beside(taken[LARGE], taken[MIDDLE]), LARGE_GOAL, f" ({MIDDLE} posts)"
        return f", {ratio:.2f} times{what}, goal {goal}: {'met' if ratio < goal else 'MISSED'}"
    if (goal := GOALS.get(count, 0.0)) == 0:
        return ""
    return f", goal {goal}: {'met' if beside(taken[count], taken[0]) <= goal else 'MISSED'}"


if __name__ == "__main__":
    main()
