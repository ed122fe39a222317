"""The generators themselves, where they are installed: what is typed is shown, and the blog stays clean.

``test_site_build.py`` holds the same for a program that stands in for one.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from blogwifi_tui.core.serve.messages import Built, Failed, Mended, Ready
from blogwifi_tui.core.serve.site_build import Upstream
from tests.conftest import Git
from tests.core.serve.builds import WatchedBuild, building, state_of
from tests.core.serve.real_sites import SITES, RealSite, make, missing

SECONDS = {"Hugo": 1.0}
OTHERS = 5.0
"""Seconds until what is typed is on the page, which each is to keep on a machine that does nothing else."""
_SLOWER = 4
"""How much longer a test waits: others run beside it."""


def generators(*names: str) -> list[object]:
    """Parameters of a test: each is skipped with the reason where it is not installed."""
    return [
        pytest.param(name, marks=pytest.mark.skipif(bool(missing(name)), reason=f"needs {missing(name)}"))
        for name in names
    ]


@pytest.fixture
def blog(generator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git) -> Path:
    """A committed blog of the generator, which comes first on PATH."""
    folder, programs = tmp_path / "blog", tmp_path / "programs"
    make(generator, folder, programs)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Un blog")
    return folder


async def page_with(site: WatchedBuild, words: str) -> str:
    """The page in which these words come to stand; of a generator that serves, its address."""
    if not isinstance(site.build.source, Upstream):
        return await site.until_page(words)
    address = f"http://{site.build.source.host}:{site.build.source.port}/notes/posts/wifi"
    async with asyncio.timeout(60):
        while words not in await asyncio.to_thread(read, address):
            await asyncio.sleep(0.05)
    return address


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - of loopback
        return str(answer.read().decode())


@pytest.mark.needs("a generator")
@pytest.mark.parametrize("generator", generators(*SITES))
async def test_what_is_typed_is_on_the_page_in_moments_and_the_blog_stays_clean(
    generator: str, blog: Path, tmp_path: Path, git: Git
) -> None:
    post = SITES[generator]
    before = state_of(blog)
    (tmp_path / "now").touch()
    async with building(blog, tmp_path) as site:
        await site.until(Ready)
        await page_with(site, "Deux bornes.")
        if post.draft:
            assert site.pages_with("Pas encore."), "drafts, and what lies ahead, are shown"
        await asyncio.sleep(2)  # what it does after its first pages
        for words in ("Un mot.", "Un autre mot."):
            begun = time.monotonic()
            await site.build.typed(post.post, f"{post.text}\n{words}\n".encode())
            page = await page_with(site, words)
            seconds = time.monotonic() - begun
            print(f"{generator}: {seconds:.2f} s")
            assert seconds < SECONDS.get(generator, OTHERS) * _SLOWER
        await site.until(Built)
        await site.build.typed(post.post, None)
        async with asyncio.timeout(60):
            while "Un autre mot." in await current(site, page):
                await asyncio.sleep(0.05)
    find = ["find", ".", "-newer", str(tmp_path / "now")]
    newer = subprocess.run(find, cwd=blog, capture_output=True, text=True, check=True)
    assert newer.stdout == ""
    assert state_of(blog) == before
    assert git(blog, "status", "--porcelain", "--ignored") in {"", "!! node_modules/"}


async def current(site: WatchedBuild, page: str) -> str:
    """What stands on a page now."""
    if page.startswith("http"):
        return await asyncio.to_thread(read, page)
    return (site.out / page).read_text(encoding="utf-8")


@pytest.mark.needs("a generator")
@pytest.mark.parametrize("generator", generators(*(name for name, site in SITES.items() if site.broken)))
async def test_a_fault_is_told_with_the_post_it_stands_in(generator: str, blog: Path, tmp_path: Path) -> None:
    post: RealSite = SITES[generator]
    async with building(blog, tmp_path) as site:
        await site.until(Ready)
        await asyncio.sleep(1)
        await site.build.typed(post.post, f"{post.text}\n{post.broken}\n".encode())
        failed = await site.until(Failed)
        assert (failed.file, failed.line) == (post.post, post.line)
        assert "nope" in failed.text
        assert "nope" in failed.rest
        assert str(tmp_path) not in failed.text + failed.rest
        await site.build.typed(post.post, f"{post.text}\nVoilà.\n".encode())
        await site.until(Mended)
        await site.until_page("Voilà.")


@pytest.mark.needs("a generator")
@pytest.mark.parametrize("generator", generators("Hugo"))
async def test_hugo_starts_no_program_that_nobody_agreed_to(
    generator: str, blog: Path, tmp_path: Path
) -> None:
    layout = blog / "layouts" / "_default" / "single.html"
    layout.write_text('{{ $css := resources.Get "a.css" | postCSS }}{{ $css.Content }}', encoding="utf-8")
    (blog / "assets").mkdir()
    (blog / "assets" / "a.css").write_text("a {}", encoding="utf-8")
    async with building(blog, tmp_path) as site:
        failed = await site.until(Failed)
        assert "security" in failed.rest, generator
