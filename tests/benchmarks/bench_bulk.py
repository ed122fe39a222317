"""What a step over many posts costs: ``python tests/benchmarks/bench_bulk.py [POSTS...]`` (1000 10000).

A tag for a tenth of the posts, and for all. The floor reads and writes those files and commits them with git;
the durable floor writes beside, syncs and renames each, as ours does, and lets git sync what it writes: the
goal is 1.3 times that. What durability costs is the ratio between both floors. All ways take turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from blogwifi_tui.core.blog import Blog
from tests.benchmarks.repositories import in_turns, keep_apart, make_blog, verdict

ROUNDS = 3
DURABLE = "the same, each synced"


def rewrite(folder: Path, paths: list[str], *, durable: bool) -> None:
    """Change a line in each file, and commit them."""
    for path in paths:
        file = folder / path
        text = file.read_bytes().replace(b"draft:", b"seen: true\ndraft:", 1)
        if not durable:
            file.write_bytes(text)
            continue
        beside = file.with_suffix(".tmp")
        with beside.open("wb") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        beside.replace(file)
    words = ["git", *(("-c", "core.fsync=all") if durable else ()), "commit", "--quiet", "-m", "Modifie"]
    names = b"\0".join(map(os.fsencode, paths))
    named = ["--pathspec-from-file=-", "--pathspec-file-nul"]
    subprocess.run([*words, *named], cwd=folder, input=names, check=True, capture_output=True)


def measure(folder: Path, paths: list[str]) -> dict[str, float]:
    """Median milliseconds of each way."""
    blog = Blog.open(folder)
    blog.posts()
    turns = iter(range(1000))
    ways: dict[str, Callable[[str], object]] = {
        "read, write, git commit": lambda _: rewrite(folder, paths, durable=False),
        DURABLE: lambda _: rewrite(folder, paths, durable=True),
        "ours: planned": lambda tag: blog.bulk.tags(paths, [tag], []),
        "ours: planned and made": lambda tag: blog.bulk.apply(blog.bulk.tags(paths, [tag], [])),
    }
    return in_turns(lambda: f"essai-{next(turns)}", ways, ROUNDS)


def main() -> None:
    """Print the tables."""
    for count in [int(word) for word in sys.argv[1:]] or [1000, 10000]:
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent) / "blog"
            keep_apart(Path(parent))
            posts = make_blog(folder, count)
            for number in (count // 10, count):
                results = measure(folder, posts[:number])
                print(f"{count} posts, {number} of them changed")
                for name, milliseconds in results.items():
                    whole = name == "ours: planned and made"
                    told = verdict(milliseconds, results[DURABLE], 1.3) if whole else ""
                    print(f"  {name:28}{milliseconds:10.0f} ms  {told}")


if __name__ == "__main__":
    main()
