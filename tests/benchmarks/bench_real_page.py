"""What the page in the browser costs who types: ``python tests/benchmarks/bench_real_page.py [KB...]``.

The whole program runs in a pseudo-terminal on a blog with one post (default: of 5 and 100 kB), first by
itself, then with its page open in something like a browser, which fetches each new version. Milliseconds are
from the byte sent to the letter read back, as in ``bench_typing.py``. Where Hugo is installed the blog is one
of Hugo's.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2])]

from tests.benchmarks.bench_typing import KEYS, SECTION, Session, fast, waited  # noqa: E402
from tests.core.serve.browser import Browser  # noqa: E402

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/\.blogwifi/open/[\w-]+")


def opened(folder: Path) -> Session:
    """The program, with the post open in the editor."""
    session = Session("-m", "blogwifi_tui", str(folder))
    session.until("Un article")
    session.settle(0.5)
    session.send("\r")
    session.until("couloir")
    session.settle(0.5)
    session.send("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[F")
    session.settle(0.3)
    return session


def with_page(session: Session) -> Browser:
    """Press F10, and open the page."""
    session.send("\x1b[21~")
    seen = bytearray()
    while not (found := ADDRESS.search(seen)):
        seen += session.read(20)
    session.settle(0.3)
    session.send("\x1b")
    session.settle(0.5)
    browser = Browser.at(found[0].decode())
    multiprocessing.Process(target=follow, args=[browser], daemon=True).start()
    session.settle(2)
    return browser


def follow(browser: Browser) -> None:
    """Fetch the page whenever it is new, until the program ends."""
    page = ""
    with suppress(AssertionError, OSError):
        _fetch(browser, page)


def _fetch(browser: Browser, page: str) -> None:
    with browser.listening() as hear:
        while True:
            event = hear("")
            page = event.get("page", page)
            browser.get(page.replace(" ", "%20"))


def measure(session: Session, first: int) -> tuple[float, float, float]:
    """Milliseconds of a key, of 95 % of them, and of one that follows others fast."""
    echo = sorted(waited(session, "".join(chr(first + number) for number in range(KEYS))))
    quick = fast(session, "".join(chr(first + KEYS + number) for number in range(KEYS)))
    session.settle(0.3)
    return median(echo), echo[int(KEYS * 0.95)], median(quick)


def make(folder: Path, size: int) -> None:
    """A blog with one post of so many kilobytes."""
    count = range(1, size * 1000 // len(SECTION.encode()) + 2)
    text = "".join(SECTION.format(n=number) for number in count)
    place = folder / ("content/posts" if shutil.which("hugo") else "posts")
    place.mkdir(parents=True)
    (place / "un.md").write_text(f"---\ntitle: Un article\ndate: 2026-01-01\n---\n\n{text}", encoding="utf-8")
    if shutil.which("hugo"):
        (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
        layouts = folder / "layouts/_default"
        layouts.mkdir(parents=True)
        (layouts / "single.html").write_text("<html><body>{{ .Content }}</body></html>", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Un"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)


def main() -> None:
    """Print a table for each size."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION"):
        os.environ.pop(name, None)
    for size in [int(argument) for argument in sys.argv[1:]] or [5, 100]:
        with tempfile.TemporaryDirectory() as place:
            for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
                os.environ[f"XDG_{kind}_HOME"] = f"{place}/{kind}"
            make(folder := Path(place, "blog"), size)
            session = opened(folder)
            alone = measure(session, 0x1410)
            with_page(session)
            beside = measure(session, 0x1510)
            session.close()
            kind = "Hugo" if shutil.which("hugo") else "plain page"
            print(f"\n{size} kB, {kind}{'':10}{'with page':>10}{'without':>10}{'ratio':>8}")
            for name, one, other in zip(("key", "key, 95 %", "fast key"), beside, alone, strict=True):
                print(f"{name:20}{one:12.1f}{other:10.1f}{one / other:8.2f}")


if __name__ == "__main__":
    main()
