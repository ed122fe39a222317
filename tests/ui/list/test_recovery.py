"""What an earlier run could not save, offered without a screen: taken up, left for later, thrown away."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.recovery import Copy, keep
from blogwifi_tui.settings.paths import recovery_dir
from blogwifi_tui.ui.list.recovery import RecoveryOffers
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.ui.workers import Work
from tests.ui.list.stand_in import StandInScreen, services

ANOTHER_PROCESS = 4_000_000


class Opened:
    """Writes down what the editor was opened on."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, tuple[int, int]]] = []

    async def open_editor(self, post: Post, *, before: Post | None, caret: tuple[int, int]) -> Any:
        self.posts.append((post.path, caret))
        return SimpleNamespace(keep_copy=lambda: None)


@pytest.fixture
def copies(blog_folder: Path) -> list[str]:
    """The paths of two posts whose texts another process left behind."""
    paths = ["posts/a.md", "posts/b.md"]
    for path in paths:
        text = f"---\ntitle: {path}\n---\n\nPerdu.\n"
        keep(recovery_dir(), Copy(str(blog_folder), path, "", text, 2, 5, 0.0, ANOTHER_PROCESS))
    return paths


def offers(
    folder: Path, screen: StandInScreen, *, written: float | None = 1.0
) -> tuple[RecoveryOffers, Opened]:
    opened = Opened()
    journal = SimpleNamespace(flush=lambda: None, written=written, run="")
    return RecoveryOffers(services(Blog.open(folder), journal=journal), screen, opened), opened


def left() -> int:
    return len(list(recovery_dir().glob("*.recovery")))


@pytest.mark.parametrize(("written", "kept"), [(1.0, 1), (None, 2)])
async def test_a_copy_taken_up_opens_the_editor_and_goes_once_a_new_one_is_written(
    blog_folder: Path, copies: list[str], written: float | None, kept: int
) -> None:
    screen = StandInScreen(PostListState(), "take")
    recovery, opened = offers(blog_folder, screen, written=written)
    recovery.begin()
    assert await screen.work() == [Work.RECOVERY]
    assert [caret for _path, caret in opened.posts] == [(2, 5)]
    assert opened.posts[0][0] in copies
    assert left() == kept


async def test_the_old_copy_is_there_until_the_new_one_is_on_the_disk(
    blog_folder: Path, copies: list[str]
) -> None:
    there: list[int] = []
    journal = SimpleNamespace(flush=lambda: there.append(left()), written=1.0, run="")
    screen = StandInScreen(PostListState(), "take")
    RecoveryOffers(services(Blog.open(blog_folder), journal=journal), screen, Opened()).begin()
    await screen.work()
    assert (there, left()) == ([len(copies)], len(copies) - 1)


@pytest.mark.parametrize(("answer", "kept"), [("later", 2), (None, 2), ("drop", 0)])
async def test_a_copy_goes_only_when_the_person_throws_it_away(
    blog_folder: Path, copies: list[str], answer: str | None, kept: int
) -> None:
    screen = StandInScreen(PostListState(), answer, answer)
    recovery, opened = offers(blog_folder, screen)
    recovery.begin()
    await screen.work()
    assert (len(screen.asked), opened.posts, left()) == (len(copies), [], kept)


async def test_what_was_opened_meanwhile_is_not_disturbed_and_the_offer_comes_after_it(
    blog_folder: Path, copies: list[str]
) -> None:
    screen = StandInScreen(PostListState(), "later", "later")
    screen.is_active = False
    recovery, _opened = offers(blog_folder, screen)
    recovery.begin()
    await screen.work()
    assert screen.asked == []
    screen.is_active = True
    for _time in range(2):
        recovery.resume()
        await screen.work()
    assert len(screen.asked) == len(copies)


async def test_only_the_copy_of_the_post_that_is_opened_is_offered_then(
    blog_folder: Path, copies: list[str]
) -> None:
    screen = StandInScreen(PostListState(), "take")
    recovery, opened = offers(blog_folder, screen)
    assert not await recovery.offer_for("posts/2026-05-12-le-wifi-de-l-hotel.md")
    assert await recovery.offer_for(copies[1])
    assert [path for path, _caret in opened.posts] == [copies[1]]
