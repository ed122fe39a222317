"""What searching costs: ``python tests/benchmarks/bench_search.py [POSTS]`` (default 10000), beside ripgrep.

In turn in each round, so that the ratios hold on a machine that others use too: our search with its index,
ours without any, and ripgrep (``rg -lF``, a whole process; grep where it is missing), which only says which
files hold the very letters, unranked. Then a whole word pasted into the search box of the program, in a
terminal, with the index and before there is one; and ``blogwifi search`` beside reading every file. Medians;
quote the ratios. ``100000`` takes some minutes, most of them to make the posts and their first list.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import Search
from tests.benchmarks.bench_typing import Session
from tests.benchmarks.posts import COMMON, RARE
from tests.benchmarks.repositories import make_blog
from tests.e2e.emulator import Emulator

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
ROUNDS = 9
PATIENCE = 300
"""Seconds for a first list of very many posts."""
WITH_INDEX, WITHOUT = 1.5, 4.0
"""Goals: as a part of what ripgrep takes."""
PASTED = 100
"""Goal: milliseconds from a pasted word to its rows."""
FIRST = 1.0
"""Goal: seconds until the command line shows its first row."""
WHOLE = 1.3
"""Goal: what the command line takes for all, as a part of listing the posts and reading every file."""


def judged(value: float, goal: float) -> str:
    """The goal, and whether it is met."""
    return f"≤ {goal:g} {'met' if value <= goal else 'MISSED'}"


def in_turns(ways: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """The milliseconds of each way, of each round."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append((time.perf_counter() - start) * 1e3)
    return times


def grep(word: str, folder: Path) -> None:
    """What a machine can do without an index."""
    command = ["rg", "-lF"] if shutil.which("rg") else ["grep", "-rlF"]
    subprocess.run([*command, word, str(folder)], stdout=subprocess.DEVNULL, check=False)


def read_all(root: Path, entries: Sequence[Entry]) -> None:
    """The least that a search without an index does."""
    for entry in entries:
        handle = os.open(f"{root}/{entry.path}", os.O_RDONLY)
        os.read(handle, 1 << 15)
        os.close(handle)


def measure_queries(root: Path, entries: Sequence[Entry], rounds: int) -> None:
    """Print a line a query."""
    indexed, without = Search(root, root.parent / "search"), Search(root, None)
    start = time.perf_counter()
    indexed.update(entries)
    made = time.perf_counter() - start
    print(f"index made in {made:.1f} s, {(root.parent / 'search').stat().st_size / 1e6:.1f} MB")
    heads = ("found", "index", "no index", "40 lines", "rg")
    print(f"{'query':26}" + "".join(f"{head:>9}" for head in heads) + "   index/rg         no index/rg")
    for text in QUERIES:
        query, word = Query.parse(text), text.split()[-1 if ":" in text else 0].strip('"')
        found = indexed.find(query, entries).entries
        ways = {
            "index": lambda query=query: indexed.find(query, entries),
            "none": lambda query=query: without.find(query, entries),
            "lines": lambda query=query, found=found: [
                indexed.excerpt(one.path, query) for one in found[:40]
            ],
            "rg": lambda word=word: grep(word, root / "posts"),
        }
        times = in_turns(ways, rounds)
        medians = "".join(f"{statistics.median(times[name]):9.1f}" for name in ways)
        one, two = (
            statistics.median(ours / theirs for ours, theirs in zip(times[name], times["rg"], strict=True))
            for name in ("index", "none")
        )
        judgements = f"{one:6.2f} {judged(one, WITH_INDEX)}   {two:6.2f} {judged(two, WITHOUT)}"
        print(f"{text:26}{len(found):9}{medians} {judgements}")


class SearchSession(Session):
    """One of which the screen is looked at: the program sends only what differs from what it shows."""

    def __init__(self, *arguments: str) -> None:
        """Start Python with these arguments."""
        super().__init__(*arguments)
        self._emulator = Emulator(120, 40)

    def read(self, seconds: float) -> bytes:
        """What comes within ``seconds``; nothing when nothing does."""
        output = super().read(seconds)
        self._emulator.feed(output)
        return output

    def line(self, number: int) -> str:
        """A line of the screen as it is now."""
        return self._emulator.lines[number]


def pasted(root: Path, word: str, shown: str) -> tuple[float, float]:
    """Milliseconds from a pasted word to the first count of rows that answer, and to the right one."""
    session = SearchSession("-m", "blogwifi_tui", str(root))
    try:
        session.until("●", PATIENCE)
        session.settle(0.3)
        session.send("/")
        session.settle(0.3)
        sent = session.send(f"\x1b[200~{word}\x1b[201~")
        first = 0.0
        while shown not in (count := session.line(0)):
            if time.perf_counter() - sent > PATIENCE:
                raise TimeoutError(shown)
            session.read(20)
            if not first and re.search(r"\d of [\d,]+ post", count):
                first = time.perf_counter()
        return (first - sent) * 1e3, (time.perf_counter() - sent) * 1e3
    finally:
        session.close()


def measure_pasted(root: Path, entries: Sequence[Entry], rounds: int) -> None:
    """Print a line a word, and whether there was an index."""
    index = next(Path(os.environ["XDG_CACHE_HOME"]).rglob("*"), None)
    assert index, "the program keeps its list of posts"
    for text in (RARE, COMMON):
        count = len(Search(root, None).find(Query.parse(text), entries).entries)
        for name in ("with the index", "no index yet"):
            times = []
            for _ in range(rounds):
                for file in Path(os.environ["XDG_CACHE_HOME"]).rglob("*.search*"):
                    if name == "no index yet":
                        file.unlink()
                times.append(pasted(root, text, f"{count:,} of "))
            first, all_ = (statistics.median(each) for each in zip(*times, strict=True))
            print(
                f"pasted «{text}», {name:15}: rows {first:6.0f} ms {judged(first, PASTED)}; "
                f"texts {all_:6.0f} ms {judged(all_, PASTED)}"
            )


def measure_command(root: Path, entries: Sequence[Entry], rounds: int) -> None:
    """Print a line a word."""
    command = [sys.executable, "-m", "blogwifi_tui", "--blog", str(root)]
    for file in Path(os.environ["XDG_CACHE_HOME"]).rglob("*.search*"):
        file.unlink()
    for text in (RARE, COMMON):
        firsts, ratios, wholes = [], [], []
        for _ in range(rounds):
            start = time.perf_counter()
            with subprocess.Popen([*command, "search", text], stdout=subprocess.PIPE) as ours:
                assert ours.stdout
                ours.stdout.readline()
                firsts.append(time.perf_counter() - start)
                ours.stdout.read()
            wholes.append(time.perf_counter() - start)
            start = time.perf_counter()
            subprocess.run([*command, "list", "-n", "1"], stdout=subprocess.DEVNULL, check=True)
            read_all(root, entries)
            ratios.append(wholes[-1] / (time.perf_counter() - start))
        first, whole, ratio = map(statistics.median, (firsts, wholes, ratios))
        print(
            f"blogwifi search {text}: first row {first:.2f} s {judged(first, FIRST)}; all {whole:.2f} s, "
            f"{ratio:.2f} times listing and reading {judged(ratio, WHOLE)}"
        )


def main() -> None:
    """Print tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = ROUNDS if count <= 10_000 else 3
    with tempfile.TemporaryDirectory() as folder:
        home, root = Path(folder), Path(folder) / "blog"
        os.environ |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
        os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
        root.mkdir()
        make_blog(root, count)
        entries = Index(root, ("posts",), zone=ZoneInfo("Europe/Paris")).scan()
        print(f"{count} posts, load {os.getloadavg()[0]:.1f}")
        measure_queries(root, entries, rounds)
        measure_command(root, entries, rounds)
        warm = Session("-m", "blogwifi_tui", str(root))
        warm.until("●", PATIENCE)
        warm.settle(3)
        warm.close()
        measure_pasted(root, entries, rounds)


if __name__ == "__main__":
    main()
