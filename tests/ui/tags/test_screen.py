"""The tags of the whole blog: spellings together, narrowed by typing, renamed in one commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.i18n.translation import set_language
from tests.conftest import Git, make_blog
from tests.ui.person import Person, at_the_program

POSTS = {
    "a.md": "title: Un\ndate: 2020-01-01\ntags: [WiFi, hôtel]  # à garder",
    "b.md": 'title: Deux\ndate: 2020-01-02\ntags:\n- "Wi-Fi"\ncategories: [WiFi]',
    "c.md": "title: Trois\ndate: 2020-01-03\ntags: WiFi, été",
    "d.md": "title: [Cassé\ntags: [wi-fi]",
    "e.md": "title: Cinq\ndate: 2020-01-05\ntags: [réseaux]",
}
SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """WiFi in two spellings as a tag and once as a category, and a post nobody can read."""
    posts = {name: f"---\n{header}\n---\n\nTexte.\n" for name, header in POSTS.items()}
    return make_blog(tmp_path / "carnet", posts, "Premiers articles")


def listed(person: Person) -> list[str]:
    """The lines of the list of tags."""
    return [line.strip() for line in person.text().split("\n")[2:-1] if line.strip()]


async def test_spellings_stand_under_their_tag_with_their_counts_and_categories_apart(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("T")
        assert person.line(0).strip() == ("Tags of the blog · 4 tags · 1 category · 1 in several spellings")
        assert [line.split() for line in listed(person)] == [
            ["#", "tag", "3", "WiFi", "(2", "spellings)"],
            ["2", "·", "WiFi"],
            ["1", "·", "Wi-Fi"],
            ["#", "tag", "1", "été"],
            ["#", "tag", "1", "hôtel"],
            ["#", "tag", "1", "réseaux"],
            ["▤", "category", "1", "WiFi"],
        ]


async def test_what_is_typed_narrows_whatever_accents_and_case_and_esc_goes_back_step_by_step(
    blog: Path,
) -> None:
    async with at_the_program(blog) as person:
        await person.press("T", *"RESEAU")
        assert [line.split()[-1] for line in listed(person)] == ["réseaux"]
        await person.press("z")
        assert listed(person) == ["No tag matches. Esc shows all of them."]
        await person.press("enter")
        assert person.message == "No tag is selected."
        await person.press("escape")
        assert len(listed(person)) == 7
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_enter_shows_the_posts_with_the_tag_and_a_category_only_those(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("T", "enter")
        assert 'tag:"WiFi"' in person.text()
        assert person.titles == ["Trois", "Deux", "Un"]
        await person.press("escape", "T", *["down"] * 6, "enter")
        assert 'category:"WiFi"' in person.text()
        assert person.titles == ["Deux"]


async def test_all_spellings_become_one_in_one_commit_of_a_line_each_and_u_undoes_it(
    blog: Path, git: Git
) -> None:
    tree = git(blog, "rev-parse", "HEAD^{tree}")
    async with at_the_program(blog) as person:
        await person.press("T", "f2")
        assert "All spellings become this one: WiFi, Wi-Fi." in person.asked
        await person.press("enter")
        assert "Wi-Fi → WiFi" in person.asked
        assert "1 file changes" in person.asked
        assert "1 post cannot be changed" in person.asked
        assert "✗ The front matter of posts/d.md cannot be read" in person.text()
        assert "· posts/b.md" in person.text()
        assert git(blog, "rev-parse", "HEAD^{tree}") == tree
        await person.press("enter")
        assert person.message.startswith("“WiFi” in 1 post, commit ")
        assert listed(person)[0].split()[2:] == ["3", "WiFi"]
        assert git(blog, "diff", "--numstat", "HEAD~1", "HEAD") == "1\t1\tposts/b.md"
        await person.press("escape", "u")
        assert git(blog, "rev-parse", "HEAD^{tree}") == tree
        await person.press("T")
        assert "(2 spellings)" in person.text()


async def test_a_tag_joins_another_that_exists_and_that_is_said(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("T", "f2", "ctrl+u")
        await person.write("Réseaux")
        await person.press("enter")
        assert "“réseaux” exists already, in 1 post: the two become one." in person.asked
        await person.press("enter")
        assert "Réseaux" in person.text()
    assert git(blog, "log", "-1", "--format=%s") == "Tags: Wi-Fi, WiFi → Réseaux · 3 posts (Trois, Deux, Un)"
    assert git(blog, "diff", "--numstat", "HEAD~1", "HEAD").split("\n") == [
        "1\t1\tposts/a.md",
        "1\t1\tposts/b.md",
        "1\t1\tposts/c.md",
    ]
    text = (blog / "posts" / "a.md").read_text(encoding="utf-8")
    assert "tags: [Réseaux, hôtel]  # à garder" in text
    assert "categories: [WiFi]" in (blog / "posts" / "b.md").read_text(encoding="utf-8")


async def test_one_spelling_is_renamed_alone(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("T", "down", "down", "f2")
        assert "Rename the tag “Wi-Fi”" in person.asked
        await person.press("ctrl+u")
        await person.write("sans fil")
        await person.press("enter", "enter")
    assert git(blog, "show", "--format=", "--name-only") == "posts/b.md"


async def test_esc_on_the_list_of_files_changes_nothing(blog: Path, git: Git) -> None:
    head = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        await person.press("T", "f2", "enter", "escape")
        assert person.at == "TagsScreen"
        await person.press("down", "down", "down", "f2", "enter")
        assert person.message == "Every post writes it so already."
    assert git(blog, "rev-parse", "HEAD") == head


async def test_a_blog_without_tags_says_so(blog: Path) -> None:
    for path in (blog / "posts").iterdir():
        path.unlink()
    async with at_the_program(blog) as person:
        await person.press("T")
        assert listed(person) == ["No post has a tag yet."]
        await person.press("down", "f2")
        assert person.message == "No tag is selected."


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_form_and_list_of_files_fit_with_their_buttons(
    blog: Path, size: tuple[int, int], language: str
) -> None:
    for number in range(60):
        path = blog / "posts" / f"2010-01-01-un-nom-assez-long-pour-deborder-de-la-boite-{number}.md"
        path.write_text("---\ntitle: A\ntags: [wifi]\n---\n", encoding="utf-8")
    async with at_the_program(blog, size) as person:
        set_language(language)
        await person.press("T")
        for key in ("f2", "enter"):
            await person.press(key)
            screen = person.app.screen
            box = screen.query_one(".dialog").region
            assert box.right <= size[0]
            assert box.bottom <= size[1]
            buttons = list(screen.query("Button"))
            assert len(buttons) == 2
            assert all(screen.find_widget(each).visible_region.size == each.size for each in buttons)
            await person.write(" 7")
        await person.press("end")
        assert "-9." in person.text()


async def test_a_post_written_since_the_list_last_looked_is_counted_and_renamed_too(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        (blog / "posts" / "f.md").write_text("---\ntitle: Six\ntags: [réseaux]\n---\n", encoding="utf-8")
        await person.press("T", *"reseaux")
        assert listed(person)[0].split() == ["#", "tag", "2", "réseaux"]
        (blog / "posts" / "g.md").write_text("---\ntitle: Sept\ntags: [réseaux]\n---\n", encoding="utf-8")
        await person.press("f2", "ctrl+u")
        await person.write("réseau")
        await person.press("enter")
        assert "3 files change" in person.asked
        await person.press("escape")
