"""What the list does to a post: draft and back, another title, a copy, away; each one commit, each told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.ui.widgets.choice_input import ChoiceInput
from tests.conftest import Git
from tests.ui.person import at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
DRAFT = "posts/2021-06-01-brouillon.md"


def last_commit(git: Git, folder: Path) -> tuple[str, list[str]]:
    """Subject of the last commit, and what it did to which path."""
    subject, _blank, *changes = git(folder, "log", "-1", "--format=%s", "--name-status", "-M").split("\n")
    return subject, [line.replace("\t", " ") for line in changes]


async def test_t_makes_a_draft_ready_and_a_post_a_draft_again(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "t")
        assert person.message == "“Un brouillon” is ready to publish."
        assert "draft: false" in (blog / DRAFT).read_text(encoding="utf-8")
        assert last_commit(git, blog) == ("Ready: Un brouillon", [f"M {DRAFT}"])
        assert "↑ to publish" in person.line(2)
        await person.press("t")
        assert person.message == "“Un brouillon” is a draft now."
        assert last_commit(git, blog) == ("Back to draft: Un brouillon", [f"M {DRAFT}"])


async def test_rename_gives_title_and_file_name_in_one_commit_and_keeps_the_post_selected(
    blog: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "r")
        assert (person.at, person.focused.value) == ("Form", "Le WiFi de l’hôtel")
        await person.press("ctrl+u")
        await person.write("L’œuvre à Noël")
        await person.press("enter")
        assert person.message == "Renamed: posts/2020-03-04-l-oeuvre-a-noel.md"
        assert person.selected == "L’œuvre à Noël"
    subject, changes = last_commit(git, blog)
    assert subject == "Rename: L’œuvre à Noël"
    assert [change.split()[1:] for change in changes] == [[HOTEL, "posts/2020-03-04-l-oeuvre-a-noel.md"]]
    assert git(blog, "status", "--porcelain") == ""


async def test_rename_tells_which_posts_link_to_it_before_and_what_followed_after(
    blog: Path, git: Git
) -> None:
    church = blog / "posts" / "2014-02-03-eglise.md"
    church.write_text(church.read_text(encoding="utf-8") + "[a](2020-03-04-hotel.md)\n", encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Renvoi")
    async with at_the_program(blog) as person:
        await person.press("down", "down", "r")
        assert "1 post links to it, and will follow." in person.asked
        await person.press("ctrl+u")
        await person.write("Gîte")
        await person.press("enter")
        assert person.message == "Renamed: posts/2020-03-04-gite.md. 1 link to it follows."
        await person.press("u")
        assert person.message == "Undone: “Rename: Gîte”."
        await person.press("up", "r")
        assert "No other post links to it." in person.asked
    assert church.read_text(encoding="utf-8").endswith("[a](2020-03-04-hotel.md)\n")
    assert (blog / HOTEL).exists()


async def test_rename_says_why_the_posts_that_link_to_it_cannot_be_found(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> object:
        raise FileFailed(HOTEL, errno.EIO, "read")

    monkeypatch.setattr(Blog, "linking", refused)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "r")
        assert "Looking for" not in person.asked
        assert HOTEL in person.asked
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_a_bug_while_a_form_is_filled_in_ends_the_program_as_any_other(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_given: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(Blog, "linking", wrong)
    with pytest.raises(ZeroDivisionError):
        async with at_the_program(blog) as person:
            await person.press("down", "down", "r")


async def test_rename_needs_a_title_and_esc_changes_nothing(blog: Path, git: Git) -> None:
    before = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        await person.press("r", "ctrl+u", "enter")
        assert "Type a title first." in person.asked
        await person.press("escape")
        await person.press("r", "enter")
        assert person.at == "ListScreen"
    assert git(blog, "rev-parse", "HEAD") == before


async def test_duplicate_starts_a_draft_and_selects_it(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "d")
        assert person.selected == "Le WiFi de l’hôtel (copy)"
        assert person.message.startswith("Copied to posts/")
        assert "✎ draft" in person.text().split("▌")[1].split("\n")[0]
    subject, changes = last_commit(git, blog)
    assert (subject, len(changes), changes[0][0]) == ("Duplicate: Le WiFi de l’hôtel (copy)", 1, "A")


async def test_delete_asks_first_and_enter_keeps_the_post(blog: Path, git: Git) -> None:
    before = git(blog, "rev-parse", "HEAD")
    async with at_the_program(blog) as person:
        for answer in ("enter", "n", "escape"):
            await person.press("delete")
            assert "Delete “Lettre à 2095”?" in person.asked
            await person.press(answer)
            assert len(person.titles) == 5
    assert git(blog, "rev-parse", "HEAD") == before


async def test_delete_is_one_commit_that_keeps_what_was_deleted(blog: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "delete")
        assert "Its commits keep it" in person.asked
        await person.press("ctrl+d")
        assert person.message == "Deleted: “Le WiFi de l’hôtel”."
        assert (len(person.titles), person.selected) == (4, "Réseaux d’église")
    assert last_commit(git, blog) == ("Delete: Le WiFi de l’hôtel", [f"D {HOTEL}"])
    assert not (blog / HOTEL).exists()


async def test_deleting_what_git_never_kept_says_that_it_is_gone_for_good(blog: Path) -> None:
    (blog / "posts" / "2096-01-01-jamais.md").write_text("---\ntitle: Jamais\n---\n", encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("slash")
        await person.write("jamais")
        await person.press("enter", "delete")
        assert "nothing will be able to bring it back" in person.asked
        await person.press("ctrl+d")
    assert not (blog / "posts" / "2096-01-01-jamais.md").exists()


async def test_a_commit_that_a_hook_refuses_leaves_the_file_as_it_was_and_says_so(
    blog: Path, git: Git
) -> None:
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'pas aujourd’hui' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(open_guarded(blog))
    async with at_the_program(blog) as person:
        await person.press("down", "t")
        assert "pas aujourd’hui" in person.message
        assert "✎ draft" in person.line(2)
    assert git(blog, "status", "--porcelain") == ""


async def test_a_broken_header_cannot_be_changed_in_parts_and_the_way_on_is_told(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("end")
        for key in ("t", "r", "d"):
            await person.press(key)
            assert person.message.endswith("press Enter to mend it as text.")


async def test_o_says_where_the_public_address_is_set(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("o")
        assert "lies ahead: it has no public page yet" in person.message
        await person.press("down", "down", "o")
        assert "public_address" in person.message


async def test_o_gives_the_page_of_a_post_and_says_that_a_draft_has_none(blog: Path) -> None:
    settings = '[blog]\npublic_address = "https://example.org/{slug}/"\n'
    (blog / "blogwifi.toml").write_text(settings, encoding="utf-8")
    async with at_the_program(blog) as person:
        await person.press("down", "o")
        assert "is a draft, and has no public page" in person.message
        await person.press("down", "o")
        assert person.message == "Address copied: https://example.org/hotel/"


async def test_t_twice_at_once_leaves_the_post_as_it_was(blog: Path, git: Git) -> None:
    before = (blog / DRAFT).read_bytes()
    async with at_the_program(blog) as person:
        await person.burst("down", "t", "t")
        assert person.message == "“Un brouillon” is a draft now."
    assert (blog / DRAFT).read_bytes() == before
    assert last_commit(git, blog)[0] == "Back to draft: Un brouillon"


SECTIONS = (
    ("wifi", 8, "description: d{n}\ncategories: [Essais {n}]\ndate: 2026-05-1{n}"),
    ("notes", 7, "description: d{n}\nmood: m{n}\ndate: 2026-04-1{n}"),
)


@pytest.fixture
def sectioned(blog: Path) -> Path:
    """The blog, with two sections besides, whose posts say something of their own under some keys."""
    for folder, posts, header in SECTIONS:
        (blog / "posts" / folder).mkdir()
        for n in range(posts):
            text = f"---\ntitle: a{n}\n{header.replace('{n}', str(n))}\n---\n\nb\n"
            (blog / "posts" / folder / f"{folder}-{n}.md").write_text(text, encoding="utf-8")
    return blog


async def test_the_form_of_a_new_post_asks_for_what_its_section_says(sectioned: Path) -> None:
    async with at_the_program(sectioned) as person:
        await person.press("n", *"Essai", "enter", *"mesh", "down")
        for label in ("Description", "Categories", "‹ posts/wifi ›  1/3"):
            assert label in person.text()
        assert "mood" not in person.text()
        await person.press(*"Un essai", "enter", *"A, B", "enter", "enter")
        assert person.editor.post.path == "posts/wifi/essai.md"
        assert person.editor.post.description == "Un essai"
        assert person.editor.post.categories == ("A", "B")


async def test_a_new_post_goes_to_the_folder_that_is_chosen(sectioned: Path) -> None:
    async with at_the_program(sectioned) as person:
        await person.press("n", *"Essai", "up", "up", "up", "left", "left")
        assert "‹ posts/notes ›  2/3" in person.text()
        assert "Categories" not in person.text()
        assert "mood" in person.text()
        await person.press("up", *"calme", "down", "enter")
        assert person.editor.post.path == "posts/notes/essai.md"
        assert person.editor.post.fields["mood"] == "calme"
        assert person.editor.post.fields["description"] == ""


async def test_the_form_of_a_new_post_offers_the_values_that_the_site_takes(blog: Path) -> None:
    (blog / "astro.config.mjs").write_text("export default {};\n", encoding="utf-8")
    (blog / "src/pages").mkdir(parents=True)
    (blog / "src/content.config.ts").write_text(
        'const blog = defineCollection({ loader: glob({ base: "./posts", pattern: "*.md" }), schema: z.object'
        '({ title: z.string(), date: z.date(), level: z.enum(["easy", "middle", "hard"]) }) });\n'
        "export const collections = { blog };\n",
        encoding="utf-8",
    )
    for n, level in enumerate(["easy", "middle", "middle", "hard"]):
        header = f"title: a{n}\ndate: 2099-05-1{n}\nlevel: {level}"
        (blog / f"posts/n{n}.md").write_text(f"---\n{header}\n---\n\nb\n", encoding="utf-8")
    for post in [*blog.glob("posts/19*.md"), *blog.glob("posts/20*.md")]:
        post.unlink()
    async with at_the_program(blog) as person:
        await person.press("n", *"Essai", "down", "down")
        assert "‹ middle ›  2/3" in person.text()
        await person.press("right", "enter")
        assert person.editor.post.fields["level"] == "hard"


async def test_a_folder_chosen_counts_for_nothing_typed(sectioned: Path) -> None:
    async with at_the_program(sectioned) as person:
        await person.press("n", "up", "up", "up", "right", "escape")
        assert person.at == "ListScreen"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_in_a_form_that_does_not_fit_the_arrows_go_from_line_to_line(
    blog: Path, size: tuple[int, int]
) -> None:
    for n in range(4):
        keys = "".join(f"key{number}: mot {n}\n" for number in range(12))
        header = f"title: a{n}\ndate: 2099-05-1{n}\n{keys}"
        (blog / f"posts/n{n}.md").write_text(f"---\n{header}---\n\nb\n", encoding="utf-8")
    for post in [*blog.glob("posts/19*.md"), *blog.glob("posts/20*.md")]:
        post.unlink()
    async with at_the_program(blog, size=size) as person:
        await person.press("n", *"Essai")
        seen = []
        for _ in range(5):
            await person.press("down")
            seen.append(person.app.focused)
        assert len(set(seen)) == 5
        await person.press(*["up"] * 5, *" neuf")
        assert "Essai neuf" in person.text()


async def test_a_choice_that_is_too_long_keeps_its_place_among_the_others(blog: Path) -> None:
    for folder in ("a", "b"):
        (blog / "posts" / ("long-" * 20) / folder).mkdir(parents=True)
        (blog / "posts" / ("long-" * 20) / folder / "n.md").write_text(
            "---\ntitle: N\n---\n", encoding="utf-8"
        )
    async with at_the_program(blog, size=(60, 20)) as person:
        await person.press("n")
        for number in (2, 3):
            await person.press(*["up"] * 3)
            while not isinstance(person.app.focused, ChoiceInput):
                await person.press("down")
            await person.press("right")
            assert f"… ›  {number}/3" in person.text()


async def test_a_missing_title_keeps_the_keys_and_what_is_typed_next_is_the_title(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("n", "enter")
        assert "Type a title first." in person.asked
        assert person.focused.id == "field-title"
        await person.press("down")
        await person.write("wifi")
        await person.press("ctrl+s")
        assert person.focused.id == "field-title"
        await person.write("Dans le train")
        await person.press("ctrl+s")
        assert (person.editor.post.title, person.editor.post.tags) == ("Dans le train", ("wifi",))
