"""What listing costs: ``python tests/benchmarks/bench_list.py [POSTS...]`` (default 10 1000 10000).

Milliseconds, the best of a few rounds, on this machine in this minute: compare columns, not runs. ``floor``
is the least any program can do: look at every file's status, or read the first bytes of each.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.search.query import Query
from tests.benchmarks.posts import best, make_posts

ZONE = ZoneInfo("Europe/Paris")


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


def main() -> None:
    """Print a table."""
    counts = [int(argument) for argument in sys.argv[1:]] or [10, 1_000, 10_000]
    columns = [measure(count) for count in counts]
    print(f"{'':32}" + "".join(f"{count:>12,}" for count in counts))
    for name in columns[0]:
        print(f"{name:32}" + "".join(f"{column[name]:12.2f}" for column in columns))


if __name__ == "__main__":
    main()
