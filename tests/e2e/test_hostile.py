"""What a post, a file or git holds is shown, and does nothing to the terminal or the program."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Git

from .conftest import Open
from .terminal import PROGRAM, Terminal

TRICKS = {
    "escapes": "\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x07 \x1b[2J\x1b[31m \x1bP$q\x1b\\ \x1bc \x9b31m \x08\x0e",
    "invisible": "\u202epwned\u202c \u200bpwned\u2066 \u2028 \u0085",
    "entities": "&#x202e;&#8238;&#27;&#x9b;&#7;&#x200b; &#x2066;x",
    "markup": "[@click=app.simulate_key('q')]Read me[/] [/nope] x[/ [link=file:///etc/passwd]l[/link] $x",
}
FORBIDDEN = (
    *("\x1b]0;pwned", "\x1b]52", "\x1b[2J\x1b[31m", "\x1bP$q", "\x1bc", "\x9b", "\x08", "\x0e"),
    *("\u202e", "\u202c", "\u200b", "\u2066", "\u2028", "\u0085"),
)


@pytest.fixture
def hostile_blog(blog_folder: Path, git: Git) -> Path:
    """Tricks in titles, tags, texts, file names, messages, authors and the name of the branch."""
    for name, trick in TRICKS.items():
        quoted = "".join(f"\\U{ord(letter):08X}" for letter in trick)
        header = f'---\ntitle: "Post {name} {quoted}"\ntags: ["{quoted}"]\n---\n'
        path = blog_folder / "posts" / f"{name} {trick.replace('/', '_')}.md"
        path.write_bytes(f"{header}# {trick}\n\nBegin {trick} end.\n\n```python\n{trick}\n```\n".encode())
        git(blog_folder, "add", "posts")
        who = trick.replace("\x0e", "")
        git(blog_folder, "commit", "--quiet", "-m", f"Message {trick}", "--author", f"A {who} <a@b.c>")
    git(blog_folder, "checkout", "--quiet", "-b", "b\u202ebranche")
    return blog_folder


def check_harmless(raw: bytes | bytearray) -> None:
    """Nothing of a payload got through; the shape of the mouse pointer is Textual's own."""
    seen = re.sub(r"\x1b\]22;[a-z-]*\x07", "", raw.decode())
    assert [trick for trick in FORBIDDEN if trick in seen] == []


def visit_everything(window: Terminal, name: str) -> None:
    """See the post under the cursor in every screen there is."""
    window.press("enter")
    window.wait_for(r"line 1, column 1")
    window.wait_for(f"Post {name}")
    window.press("f6")
    window.wait_for("Description")
    window.press("escape")
    window.wait_gone("Description")
    window.press("escape")
    window.wait_for("5 posts")
    window.press("h")
    window.wait_for("1 commit")
    window.press("escape")
    window.wait_for("5 posts")
    window.press("delete")
    window.wait_for(f"Delete “Post {name}")
    window.press("escape")
    window.wait_gone("Delete “")


def test_hostile_posts_are_shown_in_every_screen_and_nothing_acts(
    hostile_blog: Path, terminal: Open, git: Git
) -> None:
    before = git(hostile_blog, "rev-parse", "HEAD")
    window = terminal(hostile_blog, size=(140, 40))
    window.wait_for("5 posts")
    for name in TRICKS:
        window.press("/")
        window.type(f"post {name}")
        window.press("enter")
        window.wait_for("1 of 5 posts")
        window.wait_for("Begin ")
        window.wait_for(r"end\.")
        visit_everything(window, name)
        window.press("/")
        window.press("escape")
        window.wait_for(" 5 posts")
    window.press("p")
    window.wait_for("Where to publish")
    window.press("escape")
    window.wait_gone("Where to publish")
    window.click("Read me")
    window.press("ctrl+p")
    window.wait_for("Search for a command")
    window.press("escape")
    window.wait_gone("Search for a command")
    window.press("q")

    assert window.wait_exit() == 0
    assert window.restored
    assert git(hostile_blog, "rev-parse", "HEAD") == before
    assert git(hostile_blog, "status", "--porcelain") == ""
    check_harmless(window.raw)


@pytest.mark.parametrize("verb", [("list",), ("search", "pwned"), ("show",), ("history",), ("show", "--raw")])
def test_the_command_line_prints_no_control_character_of_a_post(
    hostile_blog: Path, verb: tuple[str, ...]
) -> None:
    for path in sorted((hostile_blog / "posts").iterdir()):
        named = [f"posts/{path.name}"] if verb[0] in {"show", "history"} else []
        command = [*PROGRAM, verb[0], *named, *verb[1:], "--blog", hostile_blog]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stdout
        if "--raw" in verb:
            assert done.stdout == path.read_bytes()
        else:
            check_harmless(done.stdout)
        check_harmless(done.stderr)


def test_a_post_shown_raw_on_a_terminal_is_drawn_and_not_obeyed(hostile_blog: Path, terminal: Open) -> None:
    for path in sorted((hostile_blog / "posts").iterdir()):
        window = terminal("show", "--raw", f"posts/{path.name}", "--blog", hostile_blog)
        assert window.wait_exit() == 0
        check_harmless(window.raw)


def test_what_a_server_and_its_hook_print_does_nothing(
    published_blog: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    hook = bare_remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    trick = TRICKS["escapes"].encode("unicode_escape").decode()
    words = "".join(f"\\{byte:03o}" for byte in (trick + TRICKS["escapes"]).encode() + "\u202e".encode())
    hook.write_text(f"#!/bin/sh\nprintf 'Non : {words} [/nope] [@click=app.quit]x\\n' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    (published_blog / "posts" / "b.md").write_text("---\ndate: 2026-05-13\n---\n\n# b\n", encoding="utf-8")
    git(published_blog, "add", "posts")
    git(published_blog, "commit", "--quiet", "-m", "b")

    window = terminal(published_blog)
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("Non : ")
    window.click("Non : ")
    window.press("q")

    assert window.wait_exit() == 0
    check_harmless(window.raw)
    done = subprocess.run([*PROGRAM, "publish", "--blog", published_blog], capture_output=True)
    assert done.returncode == 1
    assert b"Non : " in done.stderr
    check_harmless(done.stdout + done.stderr)


@pytest.fixture
def published_trap(published_blog: Path, git: Git) -> str:
    """The path of one published post whose title and tag hold every trick."""
    trick = " ".join(TRICKS.values())
    quoted = "".join(f"\\U{ord(letter):08X}" for letter in trick)
    path = "posts/piège.md"
    text = f'---\ntitle: "Piège {quoted}"\ndate: 2030-01-01\ntags: ["{quoted}"]\n---\n\nUn.\n\n{trick}\n'
    (published_blog / path).write_bytes(text.encode())
    git(published_blog, "add", "posts")
    git(published_blog, "commit", "--quiet", "-m", f"Piège {trick}")
    git(published_blog, "push", "--quiet")
    return path


def hook(repository: Path, name: str) -> None:
    """A hook that prints every trick and refuses."""
    words = "".join(f"\\{byte:03o}" for trick in TRICKS.values() for byte in trick.encode())
    file = repository / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\nprintf 'Non : {words}\\n' >&2\nexit 1\n", encoding="utf-8")
    file.chmod(0o755)


def test_forms_sheets_and_the_words_of_a_hook_show_tricks_and_obey_none(
    published_blog: Path, published_trap: str, terminal: Open, git: Git
) -> None:
    hook(published_blog, "pre-commit")
    git(published_blog, "config", "core.sshCommand", "ssh \x1b]0;pwned\x07 [/nope] \u202e")
    before = git(published_blog, "rev-parse", "HEAD")
    window = terminal(published_blog, size=(140, 40))
    window.wait_for("2 posts")
    window.press("home")
    window.wait_for("Piège")
    window.press("f")
    window.wait_for("2030")
    window.press("escape")
    window.press("r")
    window.wait_for("New title|Title")
    window.press("escape")
    window.press("enter")
    window.wait_for("line 1, column 1")
    window.type("Deux. ")
    window.press("ctrl+s")
    window.wait_to_answer("Commit: ")
    window.press("enter")
    window.wait_for("This repository brings programs along")
    window.wait_to_answer("core.sshcommand = ssh")
    window.press("ctrl+t")
    window.wait_for("Non : ")
    window.press("escape")
    window.wait_for("2 posts")
    window.press("p")
    window.wait_for("will be committed first")
    window.wait_to_answer("· Piège")
    window.press("p")
    window.wait_for("Non : ")
    window.click("Non : ")
    window.press("q")
    assert window.wait_exit() == 0
    assert git(published_blog, "rev-parse", "HEAD") == before
    check_harmless(window.raw)


def test_a_choice_between_two_versions_full_of_tricks_obeys_none(
    published_blog: Path, published_trap: str, other_clone: Path, terminal: Open, git: Git
) -> None:
    git(other_clone, "pull", "--quiet")
    for folder, word in ((other_clone, "portable"), (published_blog, "bureau")):
        text = (folder / published_trap).read_text(encoding="utf-8")
        text = text.replace("Un.", f"Un {word}, {TRICKS['escapes']} {TRICKS['markup']}")
        (folder / published_trap).write_text(text.replace("Piège", f"Piège {word}"), encoding="utf-8")
        git(folder, "commit", "--quiet", "--all", "-m", f"Change {word}")
    git(other_clone, "push", "--quiet")
    before = git(published_blog, "rev-parse", "HEAD")
    window = terminal(published_blog, size=(140, 40))
    window.wait_for("1 to publish")
    window.press("p")
    window.wait_for("Piège portable")
    window.wait_to_answer("Piège bureau")
    window.press("m", "down", "t")
    window.click("Read me")
    window.press("escape")
    window.wait_for("Nothing was joined")
    window.press("q")
    assert window.wait_exit() == 0
    assert git(published_blog, "rev-parse", "HEAD") == before
    check_harmless(window.raw)
    done = subprocess.run([*PROGRAM, "publish", "--blog", published_blog], capture_output=True)
    assert done.returncode == 1
    check_harmless(done.stdout + done.stderr)
