"""Pictures and links to other posts: chosen, described, written at the caret, committed with the post."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from textual.widgets import OptionList

from blogwifi_tui.content.picture_metadata import Private, private_parts
from blogwifi_tui.errors import FileFailed
from blogwifi_tui.ui.editor import image_picker
from blogwifi_tui.ui.editor.path_completion import meant, offers, shortened_path
from blogwifi_tui.ui.widgets import open_link
from blogwifi_tui.ui.widgets.picker import LISTED
from blogwifi_tui.ui.widgets.styled_rows import StyledRows
from tests.conftest import Git
from tests.pictures import TOLD, picture
from tests.ui.list.test_post_actions import last_commit
from tests.ui.person import Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
PHOTO = picture()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture under a name that no address should have, beside a file that is none."""
    folder = tmp_path / "Mes photos"
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    image = folder / "Été à l’hôtel.JPG"
    image.write_bytes(PHOTO)
    return image


async def open_hotel(person: Person) -> None:
    """Open the post, the caret on its second line."""
    await person.press("down", "down", "enter", "ctrl+end")


async def insert(person: Person, image: Path, alt: str) -> None:
    await person.press("ctrl+r", "ctrl+u")
    await person.write(str(image))
    await person.press("enter")
    await person.write(alt)
    await person.press("enter")


async def test_a_picture_is_committed_with_the_post_that_shows_it(blog: Path, photo: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "La façade [sud]")
        assert person.editor.area.text.endswith("![La façade \\[sud\\]](images/ete-a-l-hotel.jpg)")
        assert person.message == "Saving copies the picture to posts/images/ete-a-l-hotel.jpg."
        assert not (blog / "posts" / "images").exists()
        await person.press("ctrl+s", "enter")
        assert person.message.startswith("Committed ")
    assert (blog / "posts/images/ete-a-l-hotel.jpg").read_bytes() == PHOTO
    paths = [f"M {HOTEL}", "A posts/images/ete-a-l-hotel.jpg"]
    assert last_commit(git, blog) == ("Edit: Le WiFi de l’hôtel", paths)
    assert git(blog, "status", "--porcelain") == ""


async def test_a_photograph_goes_into_the_blog_without_the_place_where_it_was_taken(
    blog: Path, photo: Path
) -> None:
    photo.write_bytes(picture(told=TOLD))
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r", "ctrl+u")
        await person.write(str(photo))
        await person.press("enter")
        assert "It holds the place where it was taken, which camera took it." in person.asked
        await person.press("enter")
        await person.write("La façade")
        await person.press("enter", "ctrl+s", "enter")
    assert (blog / "posts/images/ete-a-l-hotel.jpg").read_bytes() == PHOTO


async def test_a_photograph_keeps_what_it_says_for_those_who_want_it(blog: Path, photo: Path) -> None:
    photo.write_bytes(picture(told=TOLD))
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r", "ctrl+u")
        await person.write(str(photo))
        await person.press("enter", "a")
        await person.write("La façade")
        await person.press("enter", "ctrl+s", "enter")
    assert Private.PLACE in private_parts((blog / "posts/images/ete-a-l-hotel.jpg").read_bytes())


@pytest.mark.parametrize("answer", ["enter", "i"])
async def test_a_picture_nobody_can_look_into_is_inserted_only_after_that_is_said(
    blog: Path, photo: Path, answer: str
) -> None:
    photo.write_bytes(b"photo")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        before = person.editor.area.text
        await person.press("ctrl+r", "ctrl+u")
        await person.write(str(photo))
        await person.press("enter")
        assert "Whether it says where it was taken cannot be told" in person.asked
        await person.press(answer)
        if answer == "i":
            await person.write("La façade")
            await person.press("enter")
        assert (
            person.editor.area.text.removeprefix(before)
            == {
                "enter": "",
                "i": "![La façade](images/ete-a-l-hotel.jpg)",
            }[answer]
        )


async def test_a_post_saved_first_and_committed_later_takes_its_picture_along(
    blog: Path, photo: Path, git: Git
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "La façade")
        await person.press("ctrl+s", "escape")
        assert git(blog, "status", "--porcelain").split("\n")[-1] == "?? posts/images/"
        await person.press("ctrl+s", "enter")
        assert last_commit(git, blog)[1][-1] == "A posts/images/ete-a-l-hotel.jpg"


async def test_an_inserted_picture_is_one_step_to_undo_and_then_not_copied(blog: Path, photo: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        before = person.editor.area.text
        await insert(person, photo, "La façade")
        await person.press("ctrl+z")
        assert person.editor.area.text == before
        await person.write("Mot.")
        await person.press("ctrl+s", "enter")
    assert not (blog / "posts" / "images").exists()


async def test_leaving_without_saving_leaves_no_picture_behind(blog: Path, photo: Path, git: Git) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "La façade")
        await person.press("escape", "ctrl+d")
        assert person.at == "ListScreen"
    assert git(blog, "status", "--porcelain") == ""


async def test_an_empty_description_is_taken_after_a_word_of_warning(blog: Path, photo: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "")
        assert "who cannot see the picture learns nothing of it" in person.asked
        await person.press("enter")
        assert person.editor.area.text.endswith("![](images/ete-a-l-hotel.jpg)")


async def test_a_picture_is_found_by_walking_through_folders(blog: Path, photo: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r", "ctrl+u")
        await person.write(f"{photo.parent.parent}/mes")
        await person.press("tab")
        files = person.app.screen.query_one(OptionList)
        assert [str(option.prompt) for option in files.options] == ["Été à l’hôtel.JPG"]
        await person.press(*"zzz", "enter")
        assert "no picture" in person.asked
        await person.press("backspace", "backspace", "backspace", "enter", "escape", "ctrl+r")
        assert person.at == "ImagePicker"
        await person.press("escape")
        assert (person.at, person.editor.area.dirty) == ("EditorScreen", False)


async def test_a_folder_that_cannot_be_looked_at_is_told_where_its_files_would_stand(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> object:
        raise FileFailed("~/mes photos", errno.EIO, "read")

    monkeypatch.setattr(image_picker, "offers", refused)
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r")
        assert "~/mes photos" in person.asked
        await person.press("enter")
        assert "~/mes photos" in person.asked
        await person.press("escape")
        assert person.at == "EditorScreen"


async def test_the_next_picture_is_looked_for_where_the_last_one_was(blog: Path, photo: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "La façade")
        await person.press("ctrl+r", "enter")
        assert person.at == "Form"


async def test_a_picture_that_is_too_heavy_is_refused_in_a_sentence(blog: Path, photo: Path) -> None:
    with photo.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r", "ctrl+u")
        await person.write(str(photo))
        await person.press("enter")
        assert "is larger than 20 MB" in person.message


def test_a_path_is_understood_as_terminals_paste_it(home: Path, tmp_path: Path) -> None:
    assert meant("'/a/b c.png'") == meant("/a/b\\ c.png") == meant("file:///a/b%20c.png") == "/a/b c.png"
    assert meant("~//tmp/a.png") == "/tmp/a.png"
    assert meant("/photos/~/x/") == f"{home}/x/"
    assert meant("~/x/") == f"{home}/x/"
    assert shortened_path(home / "x") == "~/x/"
    assert offers(str(tmp_path / "rien" / "x"), {".png"}, tmp_path) == []
    (tmp_path / ".caché.png").touch()
    assert offers("", {".png"}, tmp_path) == []
    assert [offer.label for offer in offers(".c", {".png"}, tmp_path)] == [".caché.png"]


async def test_a_link_to_another_post_is_found_by_its_title(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        before = person.editor.area.text
        await person.press("ctrl+o", *"eglise", "enter")
        assert person.editor.area.text == f"{before}[Réseaux d’église](2014-02-03-eglise.md)"
        await person.press("ctrl+z")
        assert person.editor.area.text == before


async def test_the_post_whose_title_is_typed_stands_first_whatever_else_matches(blog: Path) -> None:
    titles = ("Billet 5", "Un billet 2", "Billet 21", "Billet 2 bis", "Billet 2", "Le 2 du billet")
    for day, title in enumerate(reversed(titles), 1):
        text = f"---\ntitle: {title}\ndate: 2012-02-0{day}\n---\n"
        (blog / "posts" / f"2012-02-0{day}-{title.lower().replace(' ', '-')}.md").write_text(text, "utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+o", *"Billet 2")
        options = person.app.screen.query_one(OptionList).options
        assert [str(option.prompt).partition("  ")[2] for option in options] == [
            "Billet 2",
            "Un billet 2",
            "Billet 2 bis",
            "Billet 21",
            "Le 2 du billet",
            "Billet 5",
        ]
        await person.press("enter")
        assert "(2012-02-02-billet-2.md)" in person.editor.area.text


async def test_the_selection_becomes_the_words_of_the_link(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+a")
        await person.write("mot")
        await person.press("ctrl+a", "ctrl+o", *"brouillon", "enter")
        assert person.editor.area.text == "[mot](2021-06-01-brouillon.md)"


async def test_a_blog_of_many_posts_lists_some_and_finds_all(blog: Path) -> None:
    for number in range(LISTED + 50):
        name = f"2019-01-01-numero-{number}.md"
        (blog / "posts" / name).write_text(f"---\ntitle: Numéro {number}\ndate: 2019-01-01\n---\n", "utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+o")
        assert person.app.screen.query_one(OptionList).option_count == LISTED
        assert "54 more: type to filter." in person.asked
        await person.press(*"eglise")
        assert "more: type to filter." not in person.asked
        await person.press("enter")
        assert "(2014-02-03-eglise.md)" in person.editor.area.text


async def follow(person: Person, href: str) -> None:
    person.editor.preview.post_message(StyledRows.LinkActivated(href))
    await person.idle()


async def test_a_link_to_another_post_opens_it_once_nothing_would_be_lost(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.write("Mot.")
        await follow(person, "2014-02-03-eglise.md")
        assert "is not saved" in person.asked
        await person.press("escape")
        assert person.editor.post.path == HOTEL
        await follow(person, "2014-02-03-eglise.md")
        await person.press("enter")
        assert person.editor.post.title == "Réseaux d’église"
        assert "Mot." in (blog / HOTEL).read_text(encoding="utf-8")
        await follow(person, "2014-02-03-eglise.md")
        assert person.message == "This link leads to this very post."
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_a_link_to_a_heading_brings_it_to_the_top_of_the_preview(blog: Path) -> None:
    lines = "\n\n".join(f"Ligne {number}." for number in range(80))
    (blog / HOTEL).write_text(f"---\ntitle: T\n---\n[a](#l-ete)\n\n{lines}\n\n## L’été\n\n{lines}\n", "utf-8")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        preview = person.editor.preview
        await follow(person, "#l-ete")
        assert "L’été" in preview.render_line(0).text
        await follow(person, "#nulle-part")
        assert person.message == "No heading of this post goes by “nulle-part”."
        assert "L’été" in preview.render_line(0).text


async def test_the_words_written_since_opening_are_told(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        assert "+" not in person.line(-2)
        await person.write(" un deux trois")
        await person.editor.shown.count().wait()
        await person.idle()
        assert "+3 words" in person.line(-2)
        await person.press("ctrl+a", "delete")
        await person.editor.shown.count().wait()
        await person.idle()
        assert "−" in person.line(-2)


async def test_a_picture_not_saved_yet_says_where_it_will_be(blog: Path, photo: Path) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await insert(person, photo, "La façade")
        await person.press("ctrl+home")
        await follow(person, "images/ete-a-l-hotel.jpg")
        assert person.message == "Saving copies the picture to posts/images/ete-a-l-hotel.jpg."


async def test_a_drawing_is_left_to_browsers(blog: Path) -> None:
    (blog / "posts" / "images").mkdir()
    (blog / "posts" / "images" / "plan.svg").write_text("<svg/>")
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await follow(person, "images/plan.svg")
        assert person.message.startswith("A drawing (SVG) is shown by a browser")


async def test_without_the_addition_a_picture_says_how_to_see_it(
    blog: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (blog / "posts" / "images").mkdir()
    (blog / "posts" / "images" / "a.png").write_bytes(b"x")
    monkeypatch.setattr(open_link, "find_spec", lambda _name: None)
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await follow(person, "images/a.png")
        assert "install “textual-image” beside BlogWiFi" in person.message


@pytest.mark.parametrize("pasted", ["'{}'", "file://{}", "{}"])
async def test_a_whole_path_that_is_pasted_takes_the_place_of_what_stood_there(
    blog: Path, photo: Path, pasted: str
) -> None:
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r")
        await person.write("~/Images/")
        await person.write(pasted.format(photo))
        await person.press("enter")
        assert person.at == "Form"


async def test_the_blog_s_own_pictures_are_offered_first_and_found_by_a_part_of_their_names(
    blog: Path, photo: Path
) -> None:
    own = blog / "posts" / "images" / "clocher.jpg"
    own.parent.mkdir()
    own.write_bytes(PHOTO)
    async with at_the_program(blog) as person:
        await open_hotel(person)
        await person.press("ctrl+r")
        assert "posts/images/clocher.jpg" in person.text()
        assert "Esc closes" in person.asked
        await person.write("CLOCH")
        await person.press("enter")
        await person.write("Le clocher")
        await person.press("enter")
        assert person.editor.area.text.endswith("![Le clocher](images/clocher.jpg)")
