"""Saving without a screen: what is written, committed, asked, and what stays when something fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import BlogwifiError, HookMended, LockHeld
from blogwifi_tui.site.image_folder import Image
from blogwifi_tui.ui.editor.external_changes import ExternalChanges
from blogwifi_tui.ui.editor.open_post import OpenPost
from blogwifi_tui.ui.editor.recovery_copy import RecoveryCopy
from blogwifi_tui.ui.editor.saver import Saver
from tests.conftest import Git
from tests.ui.editor.editing import Asked, Bar, Commits, Shown, open_post, services_of

HOTEL = "posts/2020-03-04-hotel.md"


class Desk:
    """A saver, and all it works with."""

    def __init__(self, blog: Blog, path: str, screen: Asked, bar: Bar) -> None:
        services = services_of(blog)
        self.screen, self.bar, self.shown = screen, bar, Shown()
        self.journal = services.journal
        self.opened: OpenPost = open_post(blog, path)
        parts: Any = (self.opened, services, screen, self.shown)
        external = ExternalChanges(*parts, is_occupied=lambda: False)
        commits: Any = Commits(services.threads)
        box: Any = bar
        self.copy = RecoveryCopy(self.opened, blog.root, services.journal)
        self.saver = Saver(*parts, external, copy=self.copy, commits=commits, bar=box)

    def write(self, text: str) -> None:
        self.opened.area.insert_text(text)


@pytest.fixture
def desk(blog: Path) -> Callable[..., Desk]:
    def make(*answers: str, answer: Callable[[str], str | None] = lambda proposed: proposed) -> Desk:
        return Desk(Blog.open(blog), HOTEL, Asked(*answers), Bar(answer))

    return make


def text_of(blog: Path) -> str:
    return (blog / HOTEL).read_text(encoding="utf-8")


async def test_what_is_written_is_saved_and_committed_with_the_message_of_the_bar(
    blog: Path, git: Git, desk: Callable[..., Desk]
) -> None:
    at = desk(answer=lambda proposed: f"{proposed} !")
    at.write("Mot. ")
    assert (at.opened.changed, at.opened.unsaved) == (True, True)
    assert await at.saver.save()
    assert (at.opened.changed, at.opened.unsaved) == (False, False)
    assert "Mot. Texte" in text_of(blog)
    assert git(blog, "log", "-1", "--format=%s") == "Edit: Le WiFi de l’hôtel !"
    assert at.opened.committed == git(blog, "rev-parse", "--short=7", "HEAD")
    assert at.shown.times > 0


async def test_a_message_put_off_leaves_the_post_saved(
    blog: Path, git: Git, desk: Callable[..., Desk]
) -> None:
    at = desk(answer=lambda _proposed: None)
    at.write("Mot. ")
    assert not await at.saver.save()
    assert at.screen.said == ["Saved, not committed."]
    assert "Mot. Texte" in text_of(blog)
    assert git(blog, "log", "-1", "--format=%s") == "Premiers articles"


async def test_a_commit_that_fails_keeps_its_message_for_the_next_one(
    blog: Path, desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    at = desk(answer=lambda _proposed: "Mon message")
    at.write("Mot. ")

    def locked(*_given: object) -> object:
        raise LockHeld("index.lock", 0.0)

    with monkeypatch.context() as broken:
        broken.setattr(Blog, "commit", locked)
        assert not await at.saver.save()
    assert [type(error) for error in at.screen.failed] == [LockHeld]
    assert (at.bar.kept, at.opened.unsaved) == ("Mon message", False)
    at.bar.answer = lambda proposed: proposed
    assert await at.saver.save()
    assert git(blog, "log", "-1", "--format=%s") == "Mon message"
    assert at.bar.kept == ""


@pytest.mark.parametrize(("answer", "left"), [("leave", True), (None, False), ("save", True)])
async def test_leaving_asks_for_what_is_not_saved(
    blog: Path, desk: Callable[..., Desk], answer: str | None, left: bool
) -> None:
    at = desk(answer)
    at.write("Mot. ")
    assert await at.saver.may_leave() is left
    assert at.screen.questions == ["“Le WiFi de l’hôtel” is not saved."]
    assert ("Mot. " in text_of(blog)) is (answer == "save")


async def test_leaving_asks_nothing_where_all_is_saved(desk: Callable[..., Desk]) -> None:
    at = desk()
    assert await at.saver.may_leave()
    assert at.screen.questions == []


async def test_a_second_save_while_the_first_is_at_work_is_refused_in_words_when_there_is_more(
    desk: Callable[..., Desk],
) -> None:
    at = desk()
    at.write("Un. ")
    first = asyncio.ensure_future(at.saver.save())
    await asyncio.sleep(0)
    assert not await at.saver.save()
    assert at.screen.said == []
    at.write("Deux. ")
    assert not await at.saver.save()
    assert not await at.saver.save_to_publish()
    assert [words.partition(",")[0] for words in at.screen.said] == ["Your last save"] * 2
    assert await first
    assert at.opened.unsaved


async def test_a_copy_of_what_was_typed_while_a_save_was_at_work_stays(
    blog: Path, desk: Callable[..., Desk]
) -> None:
    at = desk()
    copy = RecoveryCopy(at.opened, blog, at.journal)
    at.write("Un. ")
    first = asyncio.ensure_future(at.saver.save())
    await asyncio.sleep(0)
    at.write("Deux. ")
    copy.keep()
    at.journal.flush()
    assert await first
    assert at.journal.written is not None
    assert await at.saver.save()
    assert at.journal.written is None


async def test_no_picture_is_copied_for_a_text_that_could_not_be_written(
    blog: Path, desk: Callable[..., Desk]
) -> None:
    at = desk("stay")
    at.write("![Plan](images/plan.png) ")
    at.opened.images["posts/images/plan.png"] = Image("posts/images/plan.png", "images/plan.png", b"plan")
    (blog / HOTEL).write_text("Leur texte.\n", encoding="utf-8")
    assert not await at.saver.save()
    assert not (blog / "posts" / "images").exists()


async def test_what_another_program_wrote_is_never_written_over_unseen(
    blog: Path, desk: Callable[..., Desk]
) -> None:
    for answer in ("stay", None, "theirs"):
        theirs = f"---\ntitle: Le WiFi de l’hôtel\n---\n\nLeur texte, {answer}.\n"
        at = desk(answer)
        at.write("Mot. ")
        (blog / HOTEL).write_text(theirs, encoding="utf-8")
        assert not await at.saver.save()
        assert at.screen.questions == ["Another program changed this post."]
        assert text_of(blog) == theirs
        assert (at.opened.area.text == f"Leur texte, {answer}.\n") is (answer == "theirs")


async def test_mine_goes_beside_theirs_on_request(blog: Path, desk: Callable[..., Desk]) -> None:
    at = desk("beside")
    at.write("Mot. ")
    (blog / HOTEL).write_text("Leur texte.\n", encoding="utf-8")
    assert await at.saver.save()
    assert at.opened.post.path != HOTEL
    assert "Mot. Texte" in (blog / at.opened.post.path).read_text(encoding="utf-8")
    assert text_of(blog) == "Leur texte.\n"


async def test_an_expected_error_is_for_the_one_who_asked_to_save(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk()
    at.write("Mot. ")

    def broken(*_given: object) -> object:
        raise BlogwifiError

    monkeypatch.setattr(Blog, "save", broken)
    with pytest.raises(BlogwifiError):
        await at.saver.save()
    assert at.opened.unsaved
    monkeypatch.undo()
    assert await at.saver.save()


async def test_a_hook_that_mends_the_text_is_named_and_its_text_shown_and_committed_next(
    blog: Path, git: Git, desk: Callable[..., Desk]
) -> None:
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\ngrep -q brut {HOTEL} || exit 0\nsed -i s/brut/soigné/ {HOTEL}\necho Soigné\nexit 1\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)
    agree_to_all(Blog.open(blog)._repository.git)
    at = desk(answer=lambda _proposed: "Mon message")
    at.write("Mot brut. ")
    assert not await at.saver.save()
    assert [type(error) for error in at.screen.failed] == [HookMended]
    assert at.opened.area.text.startswith("Mot soigné. ")
    assert (at.opened.unsaved, at.bar.kept) == (False, "Mon message")
    assert await at.saver.save()
    assert "Mot soigné. " in git(blog, "show", f"HEAD:{HOTEL}")
