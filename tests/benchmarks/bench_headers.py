"""How fast headers are read and changed, against python-frontmatter on the same files in the same run.

    python tests/benchmarks/bench_headers.py [--posts 10000] [--rounds 5]

Writes French posts of about 6 kB with ten header lines into a temporary folder, then times, turn by turn so
that a busy machine slows all alike: ``frontmatter.load``; the fast reader with the real parser behind it, as
the list of posts does it (first 4 kB of each file); the real parser alone; and one field edit.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import frontmatter

from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.post import Post

TEXT = """
le wifi de l’hôtel borne réseau canal débit câble été gare chambre couloir étage signal lumière œuvre
"""
WORDS = TEXT.split()
FIRST_BYTES = 4096


def main() -> None:
    """Print the medians."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_blog(Path(folder), options.posts)
        ways: dict[str, Callable[[], object]] = {
            "frontmatter.load": lambda: [frontmatter.load(path).metadata for path in paths],
            "fast reader": lambda: [listed(path) for path in paths],
            "real parser": lambda: [told(Post(path, Path(path).read_bytes())) for path in paths],
            "reading the files": lambda: [first_bytes(path) for path in paths],
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(options.rounds):
            for way, read in ways.items():
                times[way].append(timed(read))
        left = sum(read_quickly(first_bytes(path), path) is None for path in paths)
        base = statistics.median(times["frontmatter.load"])
        for way, seconds in times.items():
            middle = statistics.median(seconds)
            each = middle / len(paths) * 1e6
            print(f"{way:20} {middle:7.3f} s {each:7.1f} µs a post   {base / middle:5.1f} times as fast")
        print(f"left to the real parser by the fast reader: {left} of {len(paths)}")
        edits(Path(paths[0]).read_bytes())


def edits(data: bytes) -> None:
    """Time a change of each kind on one post, reading included."""
    kinds: dict[str, Callable[[Post], Post]] = {
        "title": lambda post: post.with_title("Le « WiFi 7 » : l’hôtel"),
        "tags": lambda post: post.with_tags([*post.tags, "hôtel"]),
        "draft": lambda post: post.with_draft(not post.draft),
        "new key": lambda post: post.with_field("lang", "fr"),
    }
    for kind, change in kinds.items():
        spent = [timed(lambda change=change: change(Post("a.md", data))) for _ in range(200)]
        print(f"edit: {kind:14} {statistics.median(spent) * 1e3:7.3f} ms")


def timed(act: Callable[[], object]) -> float:
    """Seconds that ``act`` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def first_bytes(path: str) -> bytes:
    """As many bytes as hold a header of the usual kind."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, FIRST_BYTES)
    finally:
        os.close(descriptor)


def listed(path: str) -> object:
    """What the list shows of a post, the fast way where it is certain."""
    return read_quickly(first_bytes(path), path) or told(Post(path, Path(path).read_bytes()))


def told(post: Post) -> object:
    """What the list shows of a post, by the real parser."""
    return post.title, post.date, post.draft, post.tags, post.categories, post.address


def write_blog(folder: Path, count: int) -> list[str]:
    """Posts of about 6 kB; the headers vary in quotes, lists and dates as those of real blogs do."""
    chance = random.Random(42)  # noqa: S311 - text, not secrets
    paths = []
    for number in range(count):
        title = " ".join(chance.choices(WORDS, k=6)).capitalize()
        day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        tags = chance.sample(WORDS, 3)
        header = [
            f'title: "{title}"' if number % 2 else f"title: {title}",
            f"date: {day}" if number % 3 else f"date: {day} 10:30:00 +0200",
            "tags:\n" + "\n".join(f"  - {tag}" for tag in tags)
            if number % 2
            else f"tags: [{', '.join(tags)}]",
            "categories: [Carnets]",
            "author: Marc Lefèvre",
            f"slug: post-{number}",
            f"description: {title} dans la chambre {number}",
            "image: /images/borne.jpg",
            "lang: fr",
            f"draft: {'true' if number % 20 == 0 else 'false'}",
        ]
        body = "\n\n".join(" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(14))
        path = folder / f"{day}-post-{number}.md"
        path.write_text("---\n" + "\n".join(header) + f"\n---\n\n{body}\n", encoding="utf-8")
        paths.append(str(path))
    return paths


if __name__ == "__main__":
    main()
