"""How long what is typed takes to be on the real page, beside the generator's own build of the whole site.

``python tests/benchmarks/bench_pages.py [POSTS]``; the generators are named as for
``tests/core/serve/test_real_generators.py``, and those that are not installed are left out.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from blogwifi_tui.core.serve.messages import Ready
from blogwifi_tui.core.serve.site_build import Upstream
from tests.core.serve.builds import WatchedBuild, building, until
from tests.core.serve.real_sites import SITES, make, missing

POSTS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
WORDS = 5
_BODY = f"\n{'Deux bornes par couloir, et une de plus au fond. ' * 80}\n\n## Le canal\n\nOn *verra* `bien`.\n"


def fill(folder: Path, name: str) -> None:
    """Add posts until there are as many as are asked for."""
    post = folder / SITES[name].post
    for number in range(POSTS):
        other = post.with_name(post.name.replace("wifi", f"wifi-{number}"))
        text = (
            SITES[name].text.replace("Le WiFi", f"Le WiFi {number}").replace("slug: wifi", f"slug: w{number}")
        )
        other.write_text(text + _BODY, encoding="utf-8")


def shows(site: WatchedBuild, page: str, words: str) -> Callable[[], bool]:
    """Whether the page of the post holds these words; of any page, where it is not known which it is."""
    source = site.build.source
    if not isinstance(source, Upstream):
        known = site.out / page
        return lambda: words in known.read_text(encoding="utf-8") if page else bool(site.pages_with(words))
    address = f"http://{source.host}:{source.port}/notes/posts/wifi"

    def served() -> bool:
        with urllib.request.urlopen(address) as answer:
            return words in str(answer.read().decode())

    return served


async def measure(name: str, folder: Path) -> str:
    """The times of one generator."""
    post = SITES[name]
    begun = time.monotonic()
    async with building(folder / "blog", folder) as site:
        await site.until(Ready)
        first = time.monotonic() - begun
        page = ""
        await asyncio.sleep(3)
        times = []
        for number in range(WORDS):
            words = f"Le mot numéro {number}."
            begun = time.monotonic()
            await site.build.typed(post.post, f"{post.text}\n{words}\n".encode())
            await until(shows(site, page, words))
            page = page or next(iter(site.pages_with(words)), "")
            times.append(time.monotonic() - begun)
            await asyncio.sleep(1)
    typed = statistics.median(times)
    shown = f"typed {typed:5.2f} s (worst {max(times):5.2f})"
    return f"{name:16} first pages {first:6.2f} s   {shown}   {first / typed:5.1f} times"


def main() -> None:
    """Print a line for each generator."""
    for name in SITES:
        if what := missing(name):
            print(f"{name:16} needs {what}")
            continue
        with TemporaryDirectory() as made:
            folder = Path(made)
            make(name, folder / "blog", folder / "programs")
            fill(folder / "blog", name)
            before = os.environ["PATH"]
            os.environ["PATH"] = f"{folder / 'programs'}{os.pathsep}{before}"
            print(asyncio.run(measure(name, folder)), flush=True)
            os.environ["PATH"] = before


if __name__ == "__main__":
    main()
