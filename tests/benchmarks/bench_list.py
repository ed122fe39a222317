"""What listing costs: ``python tests/benchmarks/bench_list.py [POSTS...]`` (default 10 1000 10000).

Milliseconds, the best of a few rounds, on this machine in this minute: compare columns, not runs. ``floor``
is the least any program can do: look at every file's status, or read the first bytes of each. At the end the
command ``list``, and what ``list --json`` takes beside it: the median of the rounds' ratios, and its goal.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.search.query import Query
from tests.benchmarks.posts import best, make_posts
from tests.benchmarks.programs import ours, own_environment
from tests.benchmarks.repositories import make_blog

ZONE = ZoneInfo("Europe/Paris")
ROUNDS, GOAL = 9, 1.2


def read_heads(folder: Path) -> None:
    """The floor of a first start."""
    for entry in os.scandir(folder):
        with Path(entry.path).open("rb", buffering=0) as file:
            file.read(1024)


def measure(count: int) -> dict[str, float]:
    """Milliseconds by what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "blog", Path(folder) / "cache"
        make_posts(root / "posts", count)

        def index() -> Index:
            return Index(root, ("posts",), zone=ZONE, cache=cache)

        def first() -> None:
            cache.unlink(missing_ok=True)
            index().scan()

        results = {
            "floor: stat all": best(lambda: [one.stat() for one in os.scandir(root / "posts")]),
            "floor: read all heads": best(lambda: read_heads(root / "posts")),
            "first start: read all": best(first, rounds=2),
            "next start: load the cache": best(lambda: index().load()),
        }
        ready = index()
        entries, now = ready.scan(), datetime.now(ZONE)
        results["look again: nothing changed"] = best(ready.scan)
        for text in ("re", "réseau gris", "tag:wifi -gris", "état:brouillon", "année:2014"):
            query = Query.parse(text)
            results[f"filter «{text}»"] = best(lambda query=query: query.select(entries, now=now))
        return results


def compare(count: int) -> str:
    """What ``list --json`` takes, by what ``list`` does, with warm caches."""
    with tempfile.TemporaryDirectory() as folder:
        blog = Path(folder, "blog")
        blog.mkdir()
        make_blog(blog, count)
        time.sleep(2.1)  # files that are younger are read each time
        own = own_environment(Path(folder))

        def seconds(*words: str) -> float:
            start = time.perf_counter()
            subprocess.run(ours("-C", str(blog), *words), env=own, check=True, stdout=subprocess.DEVNULL)
            return time.perf_counter() - start

        pairs = [(seconds("list"), seconds("list", "--json")) for _ in range(ROUNDS + 1)][1:]
    ratio = statistics.median(as_json / usual for usual, as_json in pairs)
    verdict = "met" if ratio <= GOAL else "MISSED"
    usual, as_json = (statistics.median(each) * 1e3 for each in zip(*pairs, strict=True))
    return (
        f"{count} posts: list {usual:.0f} ms, list --json {as_json:.0f} ms, "
        f"{ratio:.2f} times list, goal {GOAL}: {verdict}"
    )


def main() -> None:
    """Print a table."""
    counts = [int(argument) for argument in sys.argv[1:]] or [10, 1_000, 10_000]
    columns = [measure(count) for count in counts]
    print(f"{'':32}" + "".join(f"{count:>12,}" for count in counts))
    for name in columns[0]:
        print(f"{name:32}" + "".join(f"{column[name]:12.2f}" for column in columns))
    for count in counts:
        print(compare(count))


if __name__ == "__main__":
    main()
