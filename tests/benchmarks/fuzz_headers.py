"""Throw damaged posts and odd values at the reader and the editors until the time is up.

    python tests/benchmarks/fuzz_headers.py --minutes 10 [--seed 1]

Starts from the samples of ``tests/content/samples``, from headers put together at random, and from what it
has made before; damages the bytes; then holds every promise: the bytes come back, reading never fails nor
takes long, a change is done as asked or refused, nothing else changes, the fast reader agrees with the post.
The first broken promise is printed with the bytes that broke it, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.line_ends import LineEnds
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit, NotText

SAMPLES = [
    path.read_bytes()
    for path in sorted((Path(__file__).parents[1] / "content" / "samples").glob("*.md"))
    if path.stat().st_size < 10_000
]
PLUS_TWO = timezone(timedelta(hours=2))
SLOW = 0.5
"""Seconds: ten times what a hostile header may take on a quiet machine."""

KEYS = (
    "title", "date", "tags", "categories", "draft", "published", "status", "pubDate", "tag", "description",
    "x-y", "yes", "é", "Title", "taxonomies.tags", "slug", "aliases", "url", "lang",
)  # fmt: skip
TOKENS = [
    *b"--- +++ ... \r\n \r \t : # - ? & * ! | > % @ ` [ ] { } , \" ' ~ = << \\ <!-- -->".split(b" "),
    b" ", b"\n", b"\n  - ", b": ", b" #", b"\xef\xbb\xbf", b"\xff", b"\x00", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xc2\xa0", "é".encode(), "🎉".encode(), b"null", b"no", b"010", b"12:30", b"2014-05-12", b"2014-02-30",
    b"!!int ", b"&a ", b"*a", b"title: a\n", b"title = 'a'\n", b'"title": "a"', b"[a, b]", b"|\n  a\n",
    b'"""', b"'''", b"[taxonomies]\n", b"Title: a\n",
]  # fmt: skip
VALUES = [
    "a", "no", "12:30", "é: à", "@x", "- x", "a\nb", "a ", "#x", "'q'", '"q"', "🎉", "a\\b", "\u2028",
    "\u00a0", "---", "...", "\x07", "\x85", "\ufeff", "l’été", "", True, False, None, 3, -1, 2.5, 1e16, 1e-7,
    [], ["a"], ["a", "b", "no", "x, y"], [1, "1", True], {"k": "v", "l": [1]}, date(2026, 5, 12),
    datetime(2026, 5, 12, 9, 30), datetime(2026, 5, 12, 9, 30, 15, tzinfo=PLUS_TWO),
]  # fmt: skip


class Broken(Exception):
    """A promise that does not hold, with the bytes it fails on."""


def main() -> int:
    """Run until the time is up; 0 when every promise held."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=None)
    options = arguments.parse_args()
    seed = options.seed if options.seed is not None else time.time_ns() % 10**6
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    seen: Counter[str] = Counter()
    end = time.monotonic() + options.minutes * 60
    for data in inputs(chance):
        if time.monotonic() > end:
            break
        try:
            seen.update(check(data, chance))
        except Broken as broken:
            print(f"seed {seed}: {broken}\n{data!r}")
            return 1
    print(
        f"seed {seed}: every promise held.",
        ", ".join(f"{what} {count}" for what, count in seen.most_common()),
    )
    return 0


def inputs(chance: random.Random) -> Iterator[bytes]:
    """Posts without end, each a damaged one of a pool that the damaged ones join."""
    pool = list(SAMPLES)
    while True:
        data = bytearray(chance.choice(pool) if chance.random() < 0.8 else made(chance))
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
            damage(data, chance, pool)
        yield bytes(data)
        if len(data) < 4_000 and chance.random() < 0.02:
            pool.append(bytes(data))
        if len(pool) > 2_000:
            del pool[len(SAMPLES) : len(SAMPLES) + 500]


def made(chance: random.Random) -> bytes:
    """A YAML, TOML or plain header of random keys and tokens."""
    mark, sign = chance.choice([(b"---\n", b": "), (b"---\n", b": "), (b"+++\n", b" = "), (b"", b": ")])
    lines = [
        chance.choice(KEYS).encode()
        + sign
        + b"".join(chance.choices(TOKENS, k=chance.choice((0, 1, 1, 2, 3))))
        for _ in range(chance.randrange(6))
    ]
    return mark + b"\n".join(lines) + b"\n" + (mark or b"\n") + b"Texte.\n"


def damage(data: bytearray, chance: random.Random, pool: list[bytes]) -> None:
    """Insert, overwrite, cut, repeat or splice a piece of ``data``."""
    at = chance.randrange(len(data) + 1)
    kind = chance.randrange(5)
    if kind == 0:
        data[at:at] = chance.choice(TOKENS)
    elif kind == 1:
        data[at : at + 1] = bytes((chance.randrange(256),))
    elif kind == 2:
        del data[at : at + chance.randrange(1, 12)]
    elif kind == 3:
        data[at:at] = data[at : at + chance.randrange(1, 40)]
    else:
        other = chance.choice(pool)
        cut = chance.randrange(len(other) + 1)
        data[at:] = other[cut:]


def check(data: bytes, chance: random.Random) -> list[str]:
    """Hold every promise for one post; what was seen, for the count. Raises Broken."""
    start = time.perf_counter()
    post = Post("posts/2014-05-12-a.md", data)
    listed = (post.title, post.date, post.draft, post.tags, post.categories, post.address)
    expect(post.title and post.parts.join() == data, "the bytes and a title come back")
    expect(time.perf_counter() - start < SLOW, "reading takes no time")
    fast = read_quickly(data, post.path)
    expect(
        fast is None or (post.problem is None and fast == listed), f"the fast reader agrees: {fast} {listed}"
    )
    ends = LineEnds(post.body)
    expect(ends.restore(ends.view.split("\n")) == post.body, "line ends come back")
    seen = ["posts", "accepted by the fast reader"] if fast else ["posts"]
    seen.append(post.problem.kind.value if post.problem else str(post.format))
    return [*seen, changed(post, chance.choice([*post.fields, *KEYS]), chance.choice(VALUES), chance)]


def changed(post: Post, key: str, value: object, chance: random.Random) -> str:
    """Set or unset a key and hold what was promised of edits. Raises Broken."""
    unset = chance.random() < 0.15
    try:
        new = (
            post.without_field(key)
            if unset
            else post.with_field(key, value, order=("title", "date", "tags", key))
        )
    except (CannotEdit, NotText):
        return "refused"
    expect(not new.problem or new.data == post.data, f"{key!r} = {value!r}: readable afterwards")
    expect(
        new.parts.body == post.parts.body or not post.fields, f"{key!r} = {value!r}: the body is untouched"
    )
    top = key if key in new.fields or key in post.fields else key.split(".")[0]
    others = {name: text for name, text in post.texts.items() if name != top.lower()}
    expect(
        {name: text for name, text in new.texts.items() if name != top.lower()} == others,
        f"{key!r} = {value!r}: the other keys are untouched: {new.data!r}",
    )
    if not unset and key in new.fields:
        expect(says(new.fields[key], value), f"{key!r} = {value!r}: reads as asked: {new.data!r}")
        expect(
            new.with_field(key, value).data == new.data, f"{key!r} = {value!r}: twice is once: {new.data!r}"
        )
    return "edited"


def says(read: object, value: object) -> bool:
    """Whether a field read again says the value that was written."""
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return parse_date(read.isoformat() if isinstance(read, date) else str(read)) == moment
    return same(read, value) or (isinstance(read, str) and not isinstance(value, str))


def expect(held: object, promise: str) -> None:
    """Raise Broken unless ``held``."""
    if not held:
        raise Broken(promise)


if __name__ == "__main__":
    sys.exit(main())
