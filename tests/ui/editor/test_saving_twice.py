"""Saving twice changes nothing and typing on is saved, whatever header and whatever text a post has."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from tests.conftest import POST, Git
from tests.ui.person import at_the_program

HEADERS = {
    "none": "",
    "none, after a blank line": "\n",
    "yaml": "---\ntitle: A\n---\n",
    "yaml, a blank line": "---\ntitle: A\n---\n\n",
    "yaml, blank lines with blanks": "---\ntitle: A\n---\n\n \n",
    "yaml, dots": "---\ntitle: A\n...\n",
    "yaml to the end of the file": "---\ntitle: A\n---",
    "yaml, empty": "---\n---\n",
    "toml": '+++\ntitle = "A"\n+++\n',
    "toml, a blank line": '+++\ntitle = "A"\n+++\n\n',
    "json": '{"title": "A"}\n',
    "json, a blank line": '{\n"title": "A"\n}\n\n',
    "json to the end of the file": '{"title": "A"}',
    "plain": "Title: A\nDate: 2020-01-01\n\n",
    "plain, blank lines": "Title: A\nDate: 2020-01-01\n\n\n",
    "plain to the end of the file": "Title: A\n",
    "plain, no line end": "Title: A",
    "nikola": ".. title: A\n.. slug: a\n\n",
    "nikola in a comment": "<!--\n.. title: A\n.. slug: a\n-->\n\n",
    "broken": "---\ntitle: [\n---\n\n",
    "never closed": "---\ntitle: A\n",
}
FIRST = ["", "\n", "Texte", "\n\nTexte\n", "  \nTexte"]
TYPED = [
    *FIRST, " Texte\n", "\tcode\n", "---\n", "---", "---\ntitle: B\n---\nX\n", "+++\na = 1\n+++\n",
    '{"a":1}\n', "{", "}\n", "Title: B\n\nX", "title: B\n",
    "    more\n", ".. a: b\n", "-->\n", "...\n", "\u2028x", "x: y\n\nz",
]  # fmt: skip


def as_file(text: str, *, crlf: bool, mark: bool) -> bytes:
    text = text.replace("\n", "\r\n") if crlf else text
    return (b"\xef\xbb\xbf" if mark else b"") + text.encode()


@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [False, True], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_what_was_typed_is_what_the_file_holds_however_often_it_is_saved(
    header: str, mark: bool, crlf: bool
) -> None:
    for first, typed, whole in product(FIRST, TYPED, (False, True)):
        post = Post("posts/a.md", as_file(header + first, crlf=crlf, mark=mark))
        opened = EditorBuffer.of(post, post)
        assert opened.joined(opened.text).data == post.data
        opened = opened.with_header(opened.text) if whole else opened
        text = as_file(typed, crlf=crlf, mark=False).decode()
        once = opened.saved(opened.joined(text))
        assert once.text == text, (first, typed)
        assert once.joined(text).data == once.post.data, (first, typed)
        on = once.saved(once.joined(f"{text}z"))
        assert on.joined(f"{text}z").data == on.post.data, (first, typed)
        assert on.text == f"{text}z"


async def test_blank_lines_typed_at_the_top_are_saved_once_and_leave_nothing_to_ask(
    blog_folder: Path, git: Git
) -> None:
    async with at_the_program(blog_folder) as person:
        before = (blog_folder / POST).read_bytes()
        await person.press("enter", "enter", "ctrl+s", "enter")
        after = before.replace(b"\n\nDeux", b"\n\n\nDeux")
        assert (blog_folder / POST).read_bytes() == after
        for _time in range(3):
            await person.press("ctrl+s", "escape" if person.editor.commit_bar.display else "ctrl+home")
            assert (blog_folder / POST).read_bytes() == after
        assert git(blog_folder, "rev-list", "--count", "HEAD") == "2"
        await person.press("f6", "end")
        await person.write(" (suite)")
        await person.press("ctrl+s")
        assert person.editor.area.text.startswith("\nDeux")
        await person.press("shift+f6", "shift+f6", "ctrl+s", "enter")
        assert (blog_folder / POST).read_bytes() == after.replace(b"tel\n", b"tel (suite)\n")
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_a_text_that_its_header_would_swallow_can_be_left(blog_folder: Path) -> None:
    """No header known does; one that did must not keep anybody in the editor."""

    def refuses(_self: Post, _text: str) -> Post:
        raise CannotEdit(POST, "", "boundary")

    async with at_the_program(blog_folder) as person:
        await person.press("enter")
        await person.write("Mot. ")
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(Post, "with_body", refuses)
            await person.press("escape")
            assert "is not saved." in person.asked
            await person.press("ctrl+d")
            assert person.at == "ListScreen"
