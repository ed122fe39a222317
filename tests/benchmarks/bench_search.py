"""What searching costs: ``python tests/benchmarks/bench_search.py [POSTS]`` (default 10000), beside ripgrep.

Milliseconds, the best of a few rounds; ripgrep (``rg -lF``, a whole process) only says which files hold the
very letters, unranked, and is what a machine can do without an index.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import Search
from tests.benchmarks.posts import COMMON, RARE, best, make_posts

QUERIES = (
    RARE,
    COMMON,
    COMMON[:3],
    "l",
    f"{COMMON} gris",
    f'"{COMMON} gris"',
    f"{COMMON} -{RARE}",
    f"année:2014 {COMMON}",
)


def grep(word: str, folder: Path) -> float:
    """Milliseconds ripgrep takes; nan without it."""
    if not shutil.which("rg"):
        return float("nan")
    return best(
        lambda: subprocess.run(["rg", "-lF", word, str(folder)], stdout=subprocess.DEVNULL, check=False)
    )


def main() -> None:
    """Print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root, file = Path(folder) / "blog", Path(folder) / "search"
        make_posts(root / "posts", count)
        entries = Index(root, ("posts",), zone=ZoneInfo("Europe/Paris")).scan()
        without, search = Search(root, None), Search(root, file)
        making = best(lambda: search.update(entries), rounds=1)
        print(f"{count} posts: index made in {making:.0f} ms, {file.stat().st_size / 1e6:.1f} MB")
        heads = ("found", "index", "no index", "40 lines", "rg", "index/rg", "none/rg")
        print(f"{'query':28}" + "".join(f"{head:>10}" for head in heads))
        for text in QUERIES:
            query = Query.parse(text)
            found = search.find(query, entries).entries
            times = (
                best(lambda query=query: search.find(query, entries)),
                best(lambda query=query: without.find(query, entries)),
                best(
                    lambda query=query, found=found: [search.excerpt(one.path, query) for one in found[:40]]
                ),
                grep(text.split()[0].strip('"'), root / "posts"),
            )
            print(f"{text:28}{len(found):10}" + "".join(f"{time:10.1f}" for time in times), end="")
            print(f"{times[0] / times[3]:10.2f}{times[1] / times[3]:10.2f}")


if __name__ == "__main__":
    main()
