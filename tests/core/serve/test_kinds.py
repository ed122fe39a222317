"""Generators that are run again after each change, and those that serve the site themselves."""

from __future__ import annotations

import os
import sys
import urllib.request
from pathlib import Path

import pytest

from blogwifi_tui.core.serve.messages import Built, Failed, Mended, Ready
from blogwifi_tui.core.serve.site_build import Upstream
from tests.core.serve.builds import building, planned, until

_HERE = Path(__file__).parent
ZOLA = {
    "config.toml": 'base_url = "https://example.org/notes"\n',
    "templates/index.html": "",
    "content/wifi.md": "+++\ntitle = 'W'\n+++\nDeux bornes.\n",
    "content/autre.md": "+++\ntitle = 'A'\n+++\nUn autre.\n",
}
ASTRO = {
    "astro.config.mjs": "export default {}\n",
    "package.json": '{"dependencies": {"astro": "5"}}',
    "src/content/blog/wifi.md": "---\ntitle: W\n---\nDeux bornes.\n",
}


def make(folder: Path, files: dict[str, str], program: Path, stand_in: str) -> Path:
    """A site, and the program that stands in for its generator."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{_HERE / stand_in}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture
def zola(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blog of Zola's, and the stand-in on PATH."""
    programs = tmp_path / "programs"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return make(tmp_path / "blog", ZOLA, programs / "zola", "stand_in_zola.py")


@pytest.fixture
def astro(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blog of Astro's, and the stand-in among its packages."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "node").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    blog = tmp_path / "blog"
    return make(blog, ASTRO, blog / "node_modules" / ".bin" / "astro", "stand_in_astro.py")


async def test_a_generator_that_builds_once_is_run_again_after_each_change(
    zola: Path, tmp_path: Path
) -> None:
    async with building(zola, tmp_path) as site:
        await site.until(Ready)
        assert site.pages_with("Deux bornes.") == ["wifi/index.html"]
        for words in ("Un mot.", "Un autre mot."):
            await site.build.typed("content/wifi.md", words.encode())
            assert (await site.until(Built)).paths == ("wifi/index.html",)
            assert site.pages_with(words) == ["wifi/index.html"]
            assert site.pages_with("Un autre.") == ["autre/index.html"]


async def test_pages_stay_while_what_is_typed_cannot_be_built(zola: Path, tmp_path: Path) -> None:
    async with building(zola, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed("content/wifi.md", b"{{ nope() }}")
        failed = await site.until(Failed)
        assert (failed.file, failed.line, failed.column) == ("content/wifi.md", 6, 4)
        assert failed.text == "Failed to build the site"
        assert site.pages_with("Deux bornes.") == ["wifi/index.html"]
        await site.build.typed("content/wifi.md", b"{{ nope() }}!")
        await until(lambda: (site.shadow / "runs").read_text(encoding="utf-8") == "xxx")
        await site.build.typed("content/wifi.md", b"Mieux.")
        await site.until(Mended)
        await site.until(Built)
        assert [each for each in site.told if isinstance(each, Failed)] == [failed], "said once"


async def test_pages_stay_where_new_ones_cannot_take_their_place_and_the_next_ones_do(
    zola: Path, tmp_path: Path
) -> None:
    async with building(zola, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed("content/wifi.md", b"{{ nothing() }}")
        assert (await site.until(Failed)).text == "No such file or directory"
        assert site.pages_with("Deux bornes.") == ["wifi/index.html"]
        await site.build.typed("content/wifi.md", b"Mieux.")
        await site.until(Built)
        assert site.pages_with("Mieux.") == ["wifi/index.html"]


async def test_a_generator_that_serves_is_found_where_it_says_it_is(astro: Path, tmp_path: Path) -> None:
    assert planned(astro).kind == "serves"
    async with building(astro, tmp_path) as site:
        await site.until(Ready)
        source = site.build.source
        assert isinstance(source, Upstream)
        assert source.host == "127.0.0.1"
        assert "Deux bornes." in read(source)
        await site.build.typed("src/content/blog/wifi.md", b"Un mot.")
        await site.until(Built)
        assert read(source) == "Un mot."


def read(source: Upstream) -> str:
    """The page of the post."""
    with urllib.request.urlopen(f"http://{source.host}:{source.port}/wifi") as answer:
        return str(answer.read().decode())
