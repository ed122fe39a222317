"""Finding a post: what the list shows, searches, filters and sorts, on wide and narrow screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.settings.paths import config_file
from blogwifi_tui.ui.list.post_list import PostList
from blogwifi_tui.ui.widgets.divider import Divider
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

HOTEL, EGLISE = "Le WiFi de l’hôtel", "Réseaux d’église"


async def test_every_post_is_listed_with_both_its_states_the_broken_one_too(blog: Path) -> None:
    async with at_the_program(blog) as person:
        assert person.titles == ["Lettre à 2095", "Un brouillon", HOTEL, EGLISE, "[Cassé"]
        seen = person.text()
    for words in ("◷ scheduled", "✎ draft", "● published", "✗ unreadable"):
        assert words in seen
    assert "online" not in seen


async def test_the_top_line_names_the_blog_counts_posts_and_says_what_is_to_publish(
    blog: Path, git: Git
) -> None:
    (blog / "posts" / "2014-02-03-eglise.md").write_text("autre chose\n", encoding="utf-8")
    (blog / "posts" / "2020-01-01-neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    git(blog, "add", "posts/2020-01-01-neuf.md")
    git(blog, "commit", "--quiet", "-m", "Neuf", "--", "posts/2020-01-01-neuf.md")
    async with at_the_program(blog) as person:
        top = person.line(0)
    assert top.startswith(" carnet · 6 posts · 1 draft · 1 scheduled · 1 unreadable ")
    assert top.endswith(" 1 edited · 1 to publish · up to date with origin/main")


async def test_the_post_under_the_cursor_is_rendered_beside_the_list(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("j", "down")
        assert person.selected == HOTEL
        assert "Texte de 2020-03-04-hotel.md." in person.text()
        await person.press("k", "end")
        assert "Texte de 2006-05-06-casse.md." in person.text()


async def test_a_search_narrows_the_list_while_typing_and_esc_shows_all_again(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("reseau eglise")
        assert person.titles == [EGLISE]
        assert "1 of 5 posts" in person.line(0)
        assert person.line(-1).split() == ["Enter", "Keep", "Esc", "Clear", "↓", "List", "Tab", "Complete"]
        await person.press("escape")
        assert len(person.titles) == 5
        assert "/ reseau" not in person.text()


async def test_enter_keeps_a_search_and_the_keys_are_the_list_s_again(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("wifi")
        await person.press("enter", "end")
        assert (sorted(person.titles), person.selected) == ([HOTEL, "Un brouillon"], "Un brouillon")
        assert "/ wifi" in person.text()
        await person.press("escape")
        assert (len(person.titles), person.selected) == (5, "Un brouillon")


async def test_down_leaves_the_search_box_for_the_list(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("wifi")
        await person.press("down", "end")
        assert person.selected == "Un brouillon"


async def test_an_empty_search_box_that_is_left_goes_away(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash", "enter")
        assert "words, tag:wifi" not in person.text()


async def test_a_search_that_finds_nothing_says_how_to_go_back(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("zzz")
        assert "No post matches. Esc shows all of them." in person.text()


async def test_an_empty_blog_says_how_to_begin(tmp_path: Path, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    git(tmp_path, "init", "--quiet")
    async with at_the_program(tmp_path) as person:
        assert "No post yet. Press n to write the first one." in person.text()
        await person.press("enter")
        assert person.message == "No post is selected."


async def test_an_empty_list_names_the_markdown_that_is_left_out_and_the_folder_that_is_not_there(
    tmp_path: Path, git: Git
) -> None:
    (tmp_path / "docs").mkdir()
    for name in "ab":
        (tmp_path / "docs" / f"{name}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    async with at_the_program(tmp_path) as person:
        assert "No post yet. 2 files in docs/ are left out: i tells." in person.text()
    (tmp_path / "blogwifi.toml").write_text('[blog]\nposts = "doc"\n', encoding="utf-8")
    async with at_the_program(tmp_path) as person:
        assert "No post: the folder doc/ is not there; i tells." in person.text()


async def test_sorting_goes_through_the_orders_and_keeps_the_selected_post(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down")
        orders = []
        for _order in range(4):
            await person.press("s")
            assert person.selected == HOTEL
            orders.append(person.line(0).split(" · ")[5].split("  ")[0])
        assert orders == ["by title", "by last change", "by state", "by date"]


@pytest.mark.parametrize(
    ("steps", "query", "titles"),
    [(1, "state:draft", ["Un brouillon"]), (6, 'tag:"wifi"', ["Un brouillon", HOTEL])],
)
async def test_the_filter_writes_a_query_that_shows_as_many_posts_as_it_said(
    blog: Path, steps: int, query: str, titles: list[str]
) -> None:
    async with at_the_program(blog) as person:
        await person.press("f")
        await person.press(*["down"] * steps, "enter")
        assert (f"/ {query}" in person.text(), person.titles) == (True, titles)
        await person.press("f", "home", "enter")
        assert len(person.titles) == 5
        assert "/ " not in person.line(-2)


async def test_the_filter_narrows_to_what_is_typed_below_the_names_of_its_groups(blog: Path) -> None:
    async with at_the_program(blog, size=(80, 30)) as person:
        await person.press("f")
        shown = person.text()
        assert [name in shown for name in ("State", "Tags and categories", "Year")] == [True] * 3
        await person.write("HOTEL")
        assert "Récits" not in person.text()
        await person.press("enter")
        assert (person.titles, 'tag:"hôtel"' in person.text()) == ([HOTEL], True)
        await person.press("f")
        await person.write("qqq")
        assert "Nothing matches." in person.text()
        await person.press("enter")
        assert person.at == "FilterDialog"
        await person.press("escape")
        assert person.titles == [HOTEL]


async def test_esc_leaves_the_filter_as_it_was(blog: Path) -> None:
    async with at_the_program(blog) as person:
        before = person.titles
        await person.press("f", "down", "escape")
        assert (person.at, person.titles) == ("ListScreen", before)


async def test_on_a_narrow_screen_space_shows_the_preview_over_the_list_and_hides_it_again(
    blog: Path,
) -> None:
    async with at_the_program(blog, size=(80, 24)) as person:
        await person.press("down", "down")
        assert "Texte de" not in person.text()
        await person.press("space")
        assert "Texte de 2020-03-04-hotel.md." in person.text()
        assert "✎ draft" not in person.text()
        await person.press("space", "down")
        assert person.selected == EGLISE
        await person.press("space", "escape")
        assert "✎ draft" in person.text()


async def test_another_size_of_the_terminal_changes_the_layout(blog: Path) -> None:
    async with at_the_program(blog) as person:
        assert "Texte de" in person.text()
        await person.pilot.resize_terminal(80, 24)
        await person.idle()
        assert "Texte de" not in person.text()


@pytest.mark.parametrize("size", [(120, 40), (100, 30), (80, 24), (60, 20)], ids=str)
async def test_every_row_says_its_state_and_what_is_to_be_done_in_words_at_every_size(
    blog: Path, size: tuple[int, int]
) -> None:
    path = blog / "posts" / "2021-06-01-brouillon.md"
    path.write_text(path.read_text(encoding="utf-8") + "Encore.\n", encoding="utf-8")
    async with at_the_program(blog, size) as person:
        row = person.line(2)
    assert "✎ draft" in row
    assert "± edited" in row
    assert "Un brouillon" in row


async def test_a_click_selects_and_a_double_click_opens(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.click("PostList", offset=(20, 3))
        assert person.selected == EGLISE
        await person.click("PostList", offset=(20, 2), times=2)
        assert (person.at, person.editor.post.title) == ("EditorScreen", HOTEL)


async def test_a_click_in_the_key_bar_is_the_key(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.click("KeyBar", offset=(person.line(-1).index("Search"), 0))
        assert "words, tag:wifi" in person.text()


async def test_posts_that_other_programs_add_are_seen_when_asked_to_look_again(blog: Path) -> None:
    async with at_the_program(blog) as person:
        (blog / "posts" / "2022-01-01-neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
        await person.press("ctrl+r")
        assert "Neuf" in person.titles


async def test_without_git_posts_can_be_read_and_changing_them_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "blogwifi.toml").write_text("", encoding="utf-8")
    (tmp_path / "posts" / "a.md").write_text("---\ntitle: Seul\n---\nTexte seul.\n", encoding="utf-8")
    async with at_the_program(tmp_path) as person:
        assert "Texte seul." in person.text()
        for key in ("t", "delete", "p", "h"):
            await person.press(key)
            assert "not a git repository" in person.message
        await person.press("enter")
        await person.write("Et puis. ")
        await person.press("ctrl+s")
        assert person.message.startswith("Saved. This folder is not a git repository")
    assert "Et puis. Texte seul." in (tmp_path / "posts" / "a.md").read_text(encoding="utf-8")


async def test_q_leaves(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.pilot.press("q")
        assert not person.app.is_running


async def test_a_post_that_cannot_be_read_says_so_where_it_would_be_shown(blog: Path) -> None:
    (blog / "posts" / "2096-01-01-lourd.md").write_bytes(b"x" * 6_000_000)
    async with at_the_program(blog) as person:
        await person.press("home")
        assert person.selected == "lourd"
        assert "✗ unreadable" in person.text()
        assert "too large for a post" in " ".join(person.text().split())
        await person.press("down")
        assert "Texte de 2095" in person.text()


@pytest.fixture
def grouped() -> None:
    """The person wants headings by year."""
    config_file().parent.mkdir(parents=True)
    config_file().write_text('[ui]\ngroup = "year"\n', encoding="utf-8")


def column(person: Person) -> list[str]:
    """The first words of each line of the list."""
    posts = person.app.screen.query_one(PostList)
    lines = [posts.render_line(y).text for y in range(posts.size.height)]
    return [line[:12].strip() for line in lines if line.strip()]


@pytest.mark.usefixtures("grouped")
async def test_headings_stand_in_the_list_and_the_cursor_skips_them(blog: Path) -> None:
    async with at_the_program(blog) as person:
        assert column(person)[:4] == ["2095", "▌ ◷ schedule", "2021", "✎ draft"]
        assert "5 posts" in person.line(0)
        await person.press("down")
        assert person.selected == "Un brouillon"
        await person.click(PostList, offset=(4, 2))
        assert person.selected == "Un brouillon"
        await person.press("s")
        assert "2021" not in column(person)
        await person.press("s", "s", "s")
        assert (column(person)[2], person.selected) == ("2021", "Un brouillon")


@pytest.mark.usefixtures("grouped")
async def test_ranked_posts_have_no_headings_and_filtered_ones_have(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("tag:wifi")
        assert column(person)[0] == "2021"
        await person.press("escape", "slash")
        await person.write("texte")
        assert len(person.titles) == 5
        assert "2021" not in column(person)


async def test_the_first_screen_says_what_became_of_a_step_that_was_killed(blog: Path) -> None:
    said = "“Tags: a → b” was interrupted, and has been taken back: do it again if you like."
    async with at_the_program(blog, notices=[said]) as person:
        assert person.message == said


LINKS = (
    "---\ntitle: Des liens\ndate: 2096-01-01\n---\n\nVoir [l’église](2014-02-03-eglise.md).\n"
    + "\nMot.\n" * 60
)


@pytest.fixture
def with_links(blog: Path, git: Git) -> Path:
    """The blog with a long post first, that links to another."""
    (blog / "posts" / "2096-01-01-liens.md").write_text(LINKS, encoding="utf-8")
    git(blog, "add", "posts/2096-01-01-liens.md")
    git(blog, "commit", "--quiet", "-m", "Des liens")
    return blog


async def test_the_bar_says_what_the_keys_do_in_the_preview_and_esc_goes_back_to_the_list(
    with_links: Path,
) -> None:
    async with at_the_program(with_links) as person:
        plain = person.line(10)
        await person.press("tab")
        assert person.line(-1).startswith(" Esc List  ↓ Scroll  → Next link  e Edit  n New")
        assert ("┃" in person.line(10), "┃" in plain) == (True, False), "the part with the keys is marked"
        await person.press("right")
        assert "Enter Follow" in person.line(-1)
        await person.press("escape")
        assert "Enter Edit" in person.line(-1)
        await person.press("down")
        assert person.selected == "Lettre à 2095"


async def test_a_click_on_plain_text_of_the_preview_leaves_the_keys_with_the_list(with_links: Path) -> None:
    async with at_the_program(with_links) as person:
        await person.click("Preview", offset=(10, 12))
        await person.press("down")
        assert person.selected == "Lettre à 2095"
        await person.press("up")
        lines = person.text().split("\n")
        row = next(y for y, line in enumerate(lines) if "Voir l’église" in line)
        await person.click(None, offset=(lines[row].index("l’église"), row))
        assert person.selected == EGLISE


async def test_enter_without_a_link_chosen_opens_the_post_from_the_preview_too(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("tab", "enter")
        assert person.at == "EditorScreen"


async def test_the_bar_follows_marks_and_leaves_out_what_cannot_be_done(blog: Path, git: Git) -> None:
    async with at_the_program(blog, (140, 30)) as person:
        await person.press("x")
        words = ("Esc Unmark all", "t Draft ⇄ ready", "a Add tags", "p Publish", "Del Delete", "q Quit")
        assert all(each in person.line(-1) for each in words)
        assert "Enter Edit" not in person.line(-1)
        await person.press("escape")
        assert "Enter Edit" in person.line(-1)
        await person.press("slash")
        await person.write("rien de tel")
        await person.press("enter")
        bar = person.line(-1)
        assert "New" in bar
        assert not any(words in bar for words in ("Edit", "Preview", "Rename", "Draft"))


async def test_the_divider_is_moved_by_keys_and_by_the_mouse(blog: Path) -> None:
    async with at_the_program(blog) as person:
        at = person.line(20).index("│")
        await person.press("less_than_sign")
        narrower = person.line(20).index("│")
        assert narrower < at
        await person.press("greater_than_sign", "greater_than_sign")
        assert person.line(20).index("│") > at
        place = person.app.screen.query_one(Divider).region
        await person.pilot.mouse_down(offset=(place.x, 20))
        await person.pilot.hover(offset=(40, 20))
        await person.pilot.mouse_up(offset=(40, 20))
        await person.idle()
        assert abs(person.app.screen.query_one(Divider).region.x - 40) <= 1
