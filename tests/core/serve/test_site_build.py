"""A site is built from its shadow: what is typed is on its page, and the blog is not touched."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from blogwifi_tui.core.serve.build_commands import BUILDERS, MissingGenerator, plan_build
from blogwifi_tui.core.serve.build_errors import ErrorReader
from blogwifi_tui.core.serve.messages import BuildPlan, Built, Ended, Failed, Mended, Ready
from blogwifi_tui.core.serve.site_build import Folder
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.site.detect import detect
from tests.conftest import Git
from tests.core.serve.builds import WatchedBuild, building, planned, state_of, until
from tests.core.serve.conftest import POST, TEXT
from tests.core.serve.stand_in_hugo import MISSES

PAGE = "posts/wifi/index.html"

pytestmark = pytest.mark.usefixtures("hugo")


async def test_what_is_typed_and_not_saved_is_on_the_page(hugo_blog: Path, tmp_path: Path) -> None:
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        assert site.build.source == Folder(site.out)
        assert "Deux bornes." in (site.out / PAGE).read_text(encoding="utf-8")
        await site.build.typed(POST, f"{TEXT}\nUn mot de plus.\n".encode())
        built = await site.until(Built)
        assert built.paths == (PAGE,)
        assert "Un mot de plus." in (site.out / PAGE).read_text(encoding="utf-8")
        await site.build.typed(POST, None)
        await site.until(Built)
        assert site.pages_with("Un mot de plus.") == []


async def test_a_post_that_is_on_no_disk_yet_has_a_page(hugo_blog: Path, tmp_path: Path) -> None:
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed("content/posts/2026/neuf.md", b"Tout neuf.\n")
        assert (await site.until(Built)).paths == ("posts/2026/neuf/index.html",)


async def test_what_another_program_saves_is_on_the_page(hugo_blog: Path, tmp_path: Path) -> None:
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        (hugo_blog / POST).write_text("D’ailleurs.\n", encoding="utf-8")
        (hugo_blog / "content" / "posts" / "autre.md").write_text("Un autre.\n", encoding="utf-8")
        await site.until_page("D’ailleurs.")
        await site.until_page("Un autre.")


async def test_what_is_typed_before_the_generator_watches_is_not_missed(
    hugo_blog: Path, tmp_path: Path
) -> None:
    (hugo_blog / MISSES).touch()
    async with building(hugo_blog, tmp_path) as site:
        await until((site.out / PAGE).exists)
        await site.build.typed(POST, b"Trop vite.\n")
        assert await site.until_page("Trop vite.") == PAGE


async def test_the_blog_is_not_touched(hugo_blog: Path, tmp_path: Path, git: Git) -> None:
    before = state_of(hugo_blog)
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed(POST, b"Autre chose.\n")
        await site.until(Built)
        assert (site.shadow / ".hugo_build.lock").exists(), "the generator leaves something behind"
    assert state_of(hugo_blog) == before
    assert git(hugo_blog, "status", "--porcelain", "--ignored") == ""


async def test_a_broken_shortcode_is_told_with_the_post_s_own_file_and_line(
    hugo_blog: Path, tmp_path: Path
) -> None:
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed(POST, f"{TEXT}\nVoici {{{{< nope >}}}}\n".encode())
        failed = await site.until(Failed)
        assert (failed.file, failed.line, failed.column) == (POST, 8, 7)
        assert failed.text == 'failed to extract shortcode: template for shortcode "nope" not found'
        assert "Rebuild failed" in failed.rest
        assert str(tmp_path) not in failed.rest
        await site.build.typed(POST, f"{TEXT}\nVoilà\n".encode())
        await site.until(Mended)
        await site.until(Built)
        assert site.pages_with("Voilà") == [PAGE]


async def test_nothing_is_copied_any_more_once_it_is_to_end(hugo_blog: Path, tmp_path: Path) -> None:
    for number in range(2000):
        (hugo_blog / "content" / f"{number}.md").write_text("Un texte.\n", encoding="utf-8")
    site = WatchedBuild(hugo_blog, tmp_path, planned(hugo_blog))
    start = asyncio.create_task(site.build.start())
    await until(site.shadow.exists)
    start.cancel()
    await site.build.stop()
    copied = len(list(site.shadow.rglob("*.md")))
    site.run.remove()
    assert copied < 2000
    assert not site.run.path.exists()


async def test_a_site_that_cannot_be_built_at_first_is_built_once_it_is_mended(
    hugo_blog: Path, tmp_path: Path
) -> None:
    (hugo_blog / POST).write_text("{{< nope >}}\n", encoding="utf-8")
    async with building(hugo_blog, tmp_path) as site:
        failed = await site.until(Failed)
        assert (failed.file, failed.line) == (POST, 1)
        await site.build.typed(POST, b"Mieux.\n")
        await site.until(Ready)
        assert site.pages_with("Mieux.") == [PAGE]


async def test_a_blog_that_is_a_folder_of_its_repository_is_built_in_it(
    hugo_blog: Path, tmp_path: Path
) -> None:
    above = tmp_path / "above"
    above.mkdir()
    (above / ".git").mkdir()
    (above / "shared.txt").write_text("beside the blog", encoding="utf-8")
    (hugo_blog / ".git").rename(tmp_path / "unused")
    blog = hugo_blog.rename(above / "notes")
    async with building(blog, tmp_path) as site:
        await site.until(Ready)
        assert (site.shadow / "shared.txt").exists()
        await site.build.typed(POST, b"{{< nope >}}\n")
        assert (await site.until(Failed)).file == POST


def test_a_home_that_is_kept_in_git_is_not_copied_for_a_blog_in_it(hugo_blog: Path, home: Path) -> None:
    (hugo_blog / ".git").rename(home / ".git")
    blog = hugo_blog.rename(home / "blog")
    assert planned(blog).place == ""


async def test_a_site_in_a_folder_of_the_blog_is_built_there(hugo_blog: Path, tmp_path: Path) -> None:
    blog = tmp_path / "all"
    blog.mkdir()
    (hugo_blog / ".git").rename(blog / ".git")
    hugo_blog.rename(blog / "site")
    async with building(blog, tmp_path) as site:
        await site.until(Ready)
        await site.build.typed(f"site/{POST}", b"{{< nope >}}\n")
        assert (await site.until(Failed)).file == f"site/{POST}"
        await site.build.typed(f"site/{POST}", b"Mieux.\n")
        await site.until(Built)
        assert site.pages_with("Mieux.") == [PAGE]


@pytest.mark.parametrize("path", ["../out/x.md", "/etc/x.md", "a/../../x.md", ".git/config", ""])
async def test_nothing_is_written_outside_of_the_shadow(hugo_blog: Path, tmp_path: Path, path: str) -> None:
    async with building(hugo_blog, tmp_path) as site:
        await site.until(Ready)
        with pytest.raises(FileFailed):
            await site.build.typed(path, b"x")


def test_a_word_that_looks_like_a_file_and_is_too_long_for_one_is_none(hugo_blog: Path) -> None:
    reader = ErrorReader(BUILDERS[planned(hugo_blog).generator], hugo_blog, "", "")
    problem = reader.problem([f"ERROR {'a' * 280}.md:3"])
    assert (problem.file, problem.line) == ("", 0)


async def test_a_program_that_cannot_be_started_is_told(hugo_blog: Path, tmp_path: Path, hugo: Path) -> None:
    plan = planned(hugo_blog)
    (hugo / "hugo").unlink()
    async with building(hugo_blog, tmp_path, plan) as site:
        failed = await site.until(Failed)
        assert "No such file" in failed.text


async def test_a_generator_that_ends_by_itself_is_told(hugo_blog: Path, tmp_path: Path, hugo: Path) -> None:
    (hugo / "hugo").write_text("#!/bin/sh\necho good bye\n", encoding="utf-8")
    async with building(hugo_blog, tmp_path) as site:
        ended = await site.until(Ended)
        assert (ended.code, ended.rest) == (0, "good bye")


def test_a_generator_that_is_not_installed_is_named(
    hugo_blog: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    site = detect(hugo_blog).sites[0]
    assert plan_build(hugo_blog, site) == MissingGenerator("Hugo", "hugo")


def test_a_program_of_the_blog_s_own_is_no_generator(
    hugo_blog: Path, monkeypatch: pytest.MonkeyPatch, hugo: Path
) -> None:
    program = (hugo / "hugo").rename(hugo_blog / "hugo")
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.chdir(hugo_blog)
    site = detect(hugo_blog).sites[0]
    assert isinstance(plan_build(hugo_blog, site), MissingGenerator)
    monkeypatch.setenv("PATH", ".")
    assert isinstance(plan_build(hugo_blog, site), MissingGenerator)


def test_a_folder_that_no_generator_is_known_for_has_no_plan(blog_folder: Path) -> None:
    assert plan_build(blog_folder, detect(blog_folder).sites[0]) is None


def test_the_pages_are_built_for_the_path_that_the_site_names(hugo_blog: Path) -> None:
    plan = planned(hugo_blog)
    assert (plan.base, plan.runs_code) == ("/notes/", ())
    assert isinstance(plan, BuildPlan)
