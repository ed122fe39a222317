"""Publishing what both sides changed: the screen that asks, and what comes of the answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Label, OptionList

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.ui.app import BlogApp
from blogwifi_tui.ui.conflict.screen import ConflictScreen
from blogwifi_tui.ui.conflict.versions import Versions, VersionView
from blogwifi_tui.ui.list.screen import ListScreen
from blogwifi_tui.ui.widgets.status_line import MessageLine, TwoEnds
from tests.ui.person import CALM

Git = Callable[..., str]
POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"
BODY = "Deux bornes par couloir, « canal 36 » à gauche, canal 100 à droite.\n"


def write(blog: Blog, title: str, words: str) -> None:
    post = blog.read(POST)
    blog.save(post.with_title(title).with_body(f"\n{BODY.replace('Deux', words)}"), post)
    blog.commit_post(POST)


@pytest.fixture
def office(published_blog: Path, other_clone: Path) -> Blog:
    """A blog whose post got another title and text here, and others on the laptop."""
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    write(laptop, "Le Wi-Fi", "Quatre")
    laptop.publication.send()
    write(office, "Le WiFi 7", "Trois")
    return office


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause()
    await pilot.pause()


async def open_choice(pilot: Pilot[None]) -> ConflictScreen:
    """Publish from the list, up to the question."""
    await settle(pilot)
    await pilot.press("p")
    while not isinstance(pilot.app.screen, ConflictScreen):
        await pilot.pause()
    await pilot.pause()
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(MessageLine).text


def lines(screen: ConflictScreen) -> list[str]:
    options = screen.query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


async def back_on_the_list(pilot: Pilot[None]) -> None:
    while not isinstance(pilot.app.screen, ListScreen):
        await pilot.pause()
    await settle(pilot)


async def test_a_long_version_has_the_rows_that_the_others_leave_on_a_small_screen(office: Blog) -> None:
    app = BlogApp(office, office.known_posts(), timings=CALM)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await open_choice(pilot)
        theirs, before = (screen.query_one(f"#{name}", VersionView) for name in ("theirs", "before"))
        theirs.show("Des murs, des voisins et du chat. " * 9)
        before.show("Rien.")
        screen.query_one(Versions).share_rows()
        while theirs.preview.virtual_size.height < 5:
            await pilot.pause()
        assert theirs.preview.size.height >= theirs.preview.virtual_size.height
        assert before.preview.size.height >= 1
        await pilot.press("escape")
        await back_on_the_list(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_each_piece_is_chosen_and_the_publication_goes_on(
    office: Blog, bare_remote: Path, git: Git, size: tuple[int, int]
) -> None:
    app = BlogApp(office, office.known_posts(), timings=CALM)
    async with app.run_test(size=size) as pilot:
        screen = await open_choice(pilot)
        assert lines(screen)[:2] == ["Le WiFi 7", "  · Title"]
        assert screen.query_one(TwoEnds).right == ("2 choices to make",)
        for version in screen.query(VersionView):
            assert version.preview.size.height >= 1
            assert version.preview.size.width >= 25
        await pilot.press("t", "b")
        assert said(pilot) == "All is chosen: Enter joins both sides, u takes the last choice back."
        await pilot.press("enter")
        await back_on_the_list(pilot)
        assert said(pilot).startswith("Published")
    post = office.read(POST)
    assert post.title == "Le Wi-Fi"
    assert post.body == f"\n{BODY.replace('Deux', 'Trois')}\n{BODY.replace('Deux', 'Quatre')}"
    assert git(bare_remote, "rev-parse", "main") == git(office.root, "rev-parse", "HEAD")
    assert len(git(office.root, "log", "-1", "--format=%P").split()) == 2


async def test_leaving_the_choice_leaves_everything_as_it_was(
    office: Blog, bare_remote: Path, git: Git
) -> None:
    before = git(office.root, "rev-parse", "HEAD"), git(bare_remote, "rev-parse", "main"), office.read(POST)
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        await open_choice(pilot)
        await pilot.press("m", "escape")
        await back_on_the_list(pilot)
        assert "Nothing was joined" in said(pilot)
    after = git(office.root, "rev-parse", "HEAD"), git(bare_remote, "rev-parse", "main"), office.read(POST)
    assert after == before
    assert git(office.root, "status", "--porcelain") == ""


async def test_nothing_is_joined_before_all_is_chosen(office: Blog, git: Git) -> None:
    head = git(office.root, "rev-parse", "HEAD")
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        await open_choice(pilot)
        await pilot.press("m", "enter")
        assert isinstance(pilot.app.screen, ConflictScreen)
        assert said(pilot).startswith("Some pieces are still to choose")
        await pilot.press("up", "b")
        assert said(pilot).startswith("Only lists and paragraphs")
    assert git(office.root, "rev-parse", "HEAD") == head


async def test_keys_of_a_piece_choose_no_whole_post_and_the_list_ends_where_it_ends(office: Blog) -> None:
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        screen = await open_choice(pilot)
        await pilot.press("m", "b")
        chosen = lines(screen)
        await pilot.press("down", "down", "t")
        assert lines(screen)[:2] == chosen[:2]
        await pilot.press("up", "up", "up", "up", "t")
        assert screen.pieces.highlighted == 0
        assert lines(screen)[:2] == chosen[:2]
        assert said(pilot) == "M keeps this whole post as it is here, T takes all of theirs."


async def test_choices_are_taken_back_one_by_one(office: Blog) -> None:
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        screen = await open_choice(pilot)
        first = lines(screen)
        await pilot.press("m", "T")
        assert screen.query_one(TwoEnds).right == ("all chosen",)
        await pilot.press("u")
        assert [line.strip() for line in lines(screen)][1] == "✓ Title  mine"
        assert screen.query_one(TwoEnds).right == ("1 choice to make",)
        await pilot.press("backspace")
        assert lines(screen) == first
        await pilot.press("u")
        assert said(pilot) == "Nothing is chosen yet."


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_each_side_says_who_made_it_where_and_when(
    published_blog: Path, other_clone: Path, git: Git, size: tuple[int, int]
) -> None:
    git(other_clone, "config", "user.name", "Claire [b]")
    git(other_clone, "config", "user.email", "claire@example.org")
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    write(laptop, "Le Wi-Fi", "Quatre")
    laptop.publication.send()
    write(office, "Le WiFi 7", "Trois")
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test(size=size) as pilot:
        screen = await open_choice(pilot)
        mine, theirs = (
            str(screen.query_one(f"#{name} #origin", Label).content) for name in ("mine", "theirs")
        )
        assert mine.startswith("you, here")
        assert mine.endswith(" · Edit: Le WiFi 7")
        assert theirs.startswith("Claire [b] · ")
        assert theirs.endswith(" · Edit: Le Wi-Fi")
        for version in screen.query(VersionView):
            assert version.preview.size.height >= 1


@pytest.mark.parametrize(
    ("key", "title", "words"), [("M", "Le WiFi 7", "Trois"), ("T", "Le Wi-Fi", "Quatre")]
)
async def test_one_key_takes_a_whole_post(office: Blog, key: str, title: str, words: str) -> None:
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        await open_choice(pilot)
        await pilot.press(key, "enter")
        await back_on_the_list(pilot)
    assert office.read(POST).title == title
    assert words in office.read(POST).body


async def test_both_posts_are_kept(office: Blog, french: None) -> None:
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test(size=(80, 24)) as pilot:
        screen = await open_choice(pilot)
        await pilot.press("k")
        assert "deux articles" in lines(screen)[0]
        await pilot.press("enter")
        await back_on_the_list(pilot)
    assert {office.read(entry.path).title for entry in office.posts()} == {"Le Wi-Fi", "Le WiFi 7"}
    assert office.read(POST).title == "Le Wi-Fi"


async def test_a_post_deleted_there_is_asked_about_as_a_whole(
    published_blog: Path, other_clone: Path
) -> None:
    laptop, office = Blog.open(other_clone), Blog.open(published_blog)
    laptop.delete(POST)
    laptop.publication.send()
    write(office, "Le WiFi 7", "Trois")
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        screen = await open_choice(pilot)
        assert lines(screen) == ["Le WiFi 7  · deleted there"]
        await pilot.press("k")
        assert said(pilot).startswith("One side deleted this post")
        await pilot.press("m", "enter")
        await back_on_the_list(pilot)
    assert office.read(POST).title == "Le WiFi 7"


async def test_what_the_other_side_changes_meanwhile_is_asked_anew(office: Blog, other_clone: Path) -> None:
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        await open_choice(pilot)
        await pilot.press("T")
        laptop = Blog.open(other_clone)
        write(laptop, "Encore un titre", "Cinq")
        laptop.publication.send()
        office.publication.fetch()
        await pilot.press("enter")
        await settle_until(pilot, "The other side changed again")
        assert isinstance(pilot.app.screen, ConflictScreen)
        await pilot.press("T", "enter")
        await back_on_the_list(pilot)
    assert office.read(POST).title == "Encore un titre"


async def settle_until(pilot: Pilot[None], words: str) -> None:
    while not said(pilot).startswith(words):
        await pilot.pause()


async def test_enter_twice_and_esc_while_the_merge_is_made_still_publish_once(
    office: Blog, bare_remote: Path, git: Git
) -> None:
    app = BlogApp(office, office.known_posts(), timings=CALM)
    async with app.run_test() as pilot:
        screen = await open_choice(pilot)
        await pilot.press("t", "b")
        screen.resolve()
        screen.resolve()
        screen.leave()
        await back_on_the_list(pilot)
        assert said(pilot).startswith("Published")
    assert git(bare_remote, "rev-parse", "main") == git(office.root, "rev-parse", "HEAD")
    assert len(git(office.root, "log", "-1", "--format=%P").split()) == 2


async def test_the_choice_does_not_open_under_the_hands_of_one_who_is_writing(
    office: Blog, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = git(office.root, "rev-parse", "HEAD")
    app = BlogApp(office, office.known_posts(), timings=CALM)
    send = office.publication.send

    def while_writing(**given: Any) -> Any:
        app.strokes += 1
        return send(**given)

    monkeypatch.setattr(office.publication, "send", while_writing)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ListScreen)
        assert said(pilot).endswith("Nothing was joined, here or there; p shows both versions again.")
    assert git(office.root, "rev-parse", "HEAD") == before


def commit_and_push(git: Git, root: Path, *, push: bool) -> None:
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Changé")
    if push:
        git(root, "push", "--quiet")


@pytest.mark.parametrize(("key", "kept"), [("M", "palace"), ("T", "pension")])
async def test_a_post_renamed_on_both_sides_is_one_post_to_choose_on(
    published_blog: Path, other_clone: Path, git: Git, bare_remote: Path, key: str, kept: str
) -> None:
    for root, name in ((other_clone, "pension"), (published_blog, "palace")):
        (root / POST).rename(root / f"posts/{name}.md")
        text = (root / f"posts/{name}.md").read_text(encoding="utf-8")
        (root / f"posts/{name}.md").write_text(text.replace("Le WiFi de l’hôtel", name), encoding="utf-8")
        commit_and_push(git, root, push=root == other_clone)
    office = Blog.open(published_blog)
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        screen = await open_choice(pilot)
        assert lines(screen) == ["palace", "  · File name", "  · Title"]
        await pilot.press(key, "enter")
        await back_on_the_list(pilot)
        assert said(pilot).startswith("Published")
    assert [file.name for file in (published_blog / "posts").iterdir()] == [f"{kept}.md"]
    assert office.read(f"posts/{kept}.md").title == kept
    assert git(bare_remote, "rev-parse", "main") == git(published_blog, "rev-parse", "HEAD")


@pytest.mark.parametrize("key", ["m", "t", "k"])
async def test_a_picture_of_one_name_on_both_sides_is_called_a_picture_and_goes_whole(
    published_blog: Path, other_clone: Path, git: Git, bare_remote: Path, key: str
) -> None:
    pictures = {}
    for root, words in ((other_clone, b"portable"), (published_blog, b"bureau")):
        pictures[root] = b"\x89PNG\r\n\x1a\n\0" + words
        (root / "posts/photo.png").write_bytes(pictures[root])
        commit_and_push(git, root, push=root == other_clone)
    office = Blog.open(published_blog)
    async with BlogApp(office, office.known_posts(), timings=CALM).run_test() as pilot:
        screen = await open_choice(pilot)
        assert screen.query_one(TwoEnds).strong == "Both sides changed this file"
        assert lines(screen) == ["posts/photo.png  · picture"]
        assert "PNG" not in str(screen.query_one("#mine", VersionView).preview)
        await pilot.press("b")
        assert said(pilot).startswith("Only lists and paragraphs")
        await pilot.press(key, "enter")
        await back_on_the_list(pilot)
        assert said(pilot).startswith("Published")
    found = {file.read_bytes() for file in (published_blog / "posts").glob("*.png")}
    mine, theirs = pictures[published_blog], pictures[other_clone]
    assert found == {"m": {mine}, "t": {theirs}, "k": {mine, theirs}}[key]
    assert git(bare_remote, "rev-parse", "main") == git(published_blog, "rev-parse", "HEAD")
