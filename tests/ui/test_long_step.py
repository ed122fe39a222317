"""While a step over many posts lasts, keys do nothing, it is told how far it is, and Esc stops it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from math import inf
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from textual import events

from blogwifi_tui.content import files
from blogwifi_tui.core.leaving import RemotePosts
from blogwifi_tui.ui.key_queue import GRAVE, FirstSight, OrderedKeys
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.vcs.commit_details import ChangedFile
from tests.conftest import Git
from tests.ui.person import CALM, Person, _key, at_the_program
from tests.ui.test_opening import PROMPT, until


def head(git: Git, blog: Path) -> str:
    return git(blog, "rev-parse", "HEAD")


@asynccontextmanager
async def at_work(blog: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Person, Event]]:
    """Two live posts are to be drafts: the first file is being written until the event is set."""
    go, write = Event(), files.write

    def slow(root: Path, path: str, data: bytes, *, expected: str | None) -> None:
        assert go.wait(60)
        write(root, path, data, expected=expected)

    async with at_the_program(blog, timings=PROMPT) as person:
        await person.press("down", "down", "x", "x", "t")
        await until(lambda: person.at == "Question")
        seen = person.app.screen.first_sight
        await until(lambda: monotonic() > seen._since)
        monkeypatch.setattr(files, "write", slow)
        try:
            person.app.post_message(_key("t"))
            await until(lambda: person.at == "ListScreen" and "Esc stops" in person.message)
            yield person, go
        finally:
            go.set()
            await person.idle()


async def test_keys_typed_while_it_lasts_and_before_its_result_was_seen_do_nothing(
    blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(blog, monkeypatch) as (person, go):
        cursor = person.selected
        for key in ("d", "t", "x", "q", "ctrl+p", "down"):
            person.app.post_message(_key(key))
        await until(person.app._message_queue.empty)
        await until(lambda: person.message == "0 of 2 files written; Esc stops and takes them back.")
        go.set()
        await until(lambda: "drafts now" in person.message)
        free = person.app.screen.long_step._free
        assert person.app.screen.long_step.drops(free - 0.01)
        assert person.app.screen.long_step.drops(free + 0.01), "who typed just before has not looked yet"
        person.app.screen.long_step._free = inf  # it is looked at for long
        await person.press("d", "t", "x", "down")
        assert (person.at, person.selected) == ("ListScreen", cursor)
        assert "2 posts are drafts now" in person.message
        assert git(blog, "rev-list", "--count", "HEAD") == "2"
        person.app.screen.long_step._free = -inf
        await person.press("up")
        assert person.selected != cursor


async def test_esc_stops_it_and_all_is_as_it_was(
    blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = head(git, blog)
    async with at_work(blog, monkeypatch) as (person, go):
        person.app.post_message(_key("escape"))
        await until(lambda: person.message == "Stopping…")
        go.set()
        await until(lambda: person.message.startswith("Stopped."))
        assert len(person.app.screen_stack[0].query_one(PostList).marked) == 2
    assert head(git, blog) == before
    assert not git(blog, "status", "--porcelain")


async def test_a_click_on_the_keys_does_nothing_either(
    blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(blog, monkeypatch) as (person, _go):
        person.app.screen.action_run("mark_all")
        assert len(person.app.screen_stack[0].query_one(PostList).marked) == 2


async def test_undoing_many_holds_keys_too(blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(blog, monkeypatch) as (person, go):
        go.set()
        await until(lambda: "drafts now" in person.message)
        go.clear()
        person.app.screen.long_step._free = -inf
        person.app.post_message(_key("u"))
        await until(lambda: person.message == "0 of 2 files written; Esc stops and takes them back.")
        person.app.post_message(_key("escape"))
        await until(lambda: person.message == "Stopping…")
    assert git(blog, "rev-list", "--count", "HEAD") == "2"


async def test_what_is_typed_along_with_a_step_that_is_soon_over_comes_after_it(blog: Path) -> None:
    async with at_the_program(blog, timings=CALM) as person:
        await person.press("down", "down")
        await person.burst("x", "x", "t", "t", "home", "down")
        assert person.at == "ListScreen"
        assert person.selected == "Un brouillon"


def test_a_sheet_waits_for_a_moment_without_keys() -> None:
    sight = FirstSight()
    sight._since, sight._moment = 10.0, 0.5
    assert sight.is_before(_at(9.9))
    assert sight.is_before(_at(10.3)), "who typed at 9.9 has not looked yet"
    assert sight.is_before(_at(10.7))
    assert not sight.is_before(_at(11.3))


def _at(time: float) -> events.Key:
    key = _key("d")
    key.time = time
    return key


async def test_publishing_marked_posts_holds_keys_tells_how_far_it_is_and_is_stopped(
    blog: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "posts/2022-01-01-autre.md"
    (blog / other).write_text(
        "---\ntitle: Autre\ndate: 2022-01-01\ndraft: true\n---\n\nB\n", encoding="utf-8"
    )
    git(blog, "add", other)
    git(blog, "commit", "--quiet", "-m", "Autre")
    before, published = head(git, blog), git(bare_remote, "rev-parse", "main")
    go, write = Event(), files.write

    def slow(root: Path, path: str, data: bytes, *, expected: str | None) -> None:
        assert go.wait(60)
        write(root, path, data, expected=expected)

    async with at_the_program(blog, timings=PROMPT) as person:
        await person.press("down", "x", "x", "p")
        await until(lambda: person.at == "Question")
        seen = person.app.screen.first_sight
        await until(lambda: monotonic() > seen._since)
        monkeypatch.setattr(files, "write", slow)
        try:
            person.app.post_message(_key("p"))
            await until(lambda: person.at == "ListScreen" and "Esc stops" in person.message)
            assert person.message == "0 of 2 files written; Esc stops and takes them back."
            person.app.post_message(_key("d"))
            person.app.post_message(_key("escape"))
            await until(lambda: person.message == "Stopping…")
        finally:
            go.set()
            await person.idle()
        assert person.message.startswith("Publication stopped.")
        assert person.at == "ListScreen"
    assert (head(git, blog), git(bare_remote, "rev-parse", "main")) == (before, published)
    assert not git(blog, "status", "--porcelain")


async def test_before_undoing_many_it_is_told_how_many_were_looked_at(
    blog: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()

    def slow(_posts: RemotePosts, changed: Sequence[ChangedFile]) -> dict[str, str]:
        for at, _each in enumerate(changed):
            assert at == 0 or go.wait(60)
        return {}

    async with at_work(blog, monkeypatch) as (person, written):
        written.set()
        await until(lambda: "drafts now" in person.message)
        person.app.screen.long_step._free = -inf
        monkeypatch.setattr(RemotePosts, "leaving_by_undo", slow)
        try:
            person.app.post_message(_key("u"))
            await until(lambda: person.message == "2 of 2 posts read; Esc stops.")
        finally:
            go.set()
            await person.idle()
    assert git(blog, "rev-list", "--count", "HEAD") == "3"


def test_a_sheet_that_came_late_and_takes_posts_away_is_read_before_a_key_answers() -> None:
    grave, other = FirstSight(GRAVE), FirstSight()
    app = OrderedKeys(0.3)
    app.let_through = -inf
    for sight in (grave, other):
        sight.begin(app)
    pressed = grave._since - 0.2
    assert not other.is_before(_at(pressed))
    for again in range(3):
        assert grave.is_before(_at(pressed + 2 * again)), "who presses p every other second has not read it"
    assert not grave.is_before(_at(pressed + 2 * 2 + 3.1))


def test_a_grave_sheet_that_follows_on_its_key_may_be_answered_at_once() -> None:
    sight = FirstSight(GRAVE)
    app = OrderedKeys(0.3)
    app.let_through = monotonic()
    sight.begin(app)
    assert not sight.is_before(_at(monotonic()))
