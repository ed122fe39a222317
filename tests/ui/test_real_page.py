"""The real page: one key shows it in the browser, what is typed goes there, and writing waits for nothing."""

from __future__ import annotations

import asyncio
import os
import pwd
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.ui.command_screen import CommandScreen
from blogwifi_tui.ui.widgets.status_line import MessageLine
from tests.conftest import Git
from tests.core.serve.browser import LONGEST, Browser
from tests.core.serve.builds import put_hugo_in, state_of
from tests.ui.person import CALM, Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
PAGE = f"/.blogwifi/post/{HOTEL}"
TIMINGS = replace(CALM, page=0.01)
USER = pwd.getpwuid(os.getuid()).pw_name


def copied(person: Person) -> str:
    """What a terminal was told to copy last."""
    return person.app.clipboard


def below(person: Person) -> str:
    """The sentence in the message line, a dialog over it or not."""
    screens = [each for each in person.app.screen_stack if isinstance(each, CommandScreen)]
    return screens[-1].query_one(MessageLine).text


async def heard(hear: Callable[[str], dict[str, Any]], word: str) -> dict[str, Any]:
    """The next event that says ``word``, while the program goes on."""
    return await asyncio.to_thread(hear, word)


async def test_w_gives_the_address_of_the_page_of_the_post_where_no_browser_has_a_window(blog: Path) -> None:
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("down", "down", "w")
        address = copied(person)
        assert address in person.asked
        browser = Browser.at(address)
        assert "Texte de 2020-03-04-hotel.md." in browser.get(PAGE).text
        await person.press("escape")
        assert person.at == "ListScreen"


async def test_w_on_another_post_moves_the_window_there_that_is_open(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "w", "escape")
        browser = Browser.at(copied(person))
        with browser.listening() as hear:
            assert hear("page")["page"] == PAGE
            await person.press("down", "w")
            assert hear("page")["page"] == "/.blogwifi/post/posts/2014-02-03-eglise.md"
        assert person.at == "ListScreen"
        assert person.message == "“Réseaux d’église” is in the browser."


async def test_f10_shows_what_is_typed_and_not_saved_and_the_line_of_the_caret(blog: Path) -> None:
    before = (blog / HOTEL).read_bytes()
    async with at_the_program(blog, timings=TIMINGS) as person:
        await person.press("down", "down", "enter")
        await person.write("Déjà tapé.\n\n")
        await person.press("f10", "escape")
        assert person.at == "EditorScreen"
        browser = Browser.at(copied(person))
        assert "Déjà tapé." in browser.get(PAGE).text
        with browser.listening() as hear:
            assert hear("line")["line"] == 3, "the body begins with a blank line that is not shown"
            await person.press("«", "x")
            while "«x" not in browser.get(PAGE).text:
                await heard(hear, "version")
            await person.press("ctrl+home")
            while (await heard(hear, "line"))["line"] != 1:
                pass
        assert (blog / HOTEL).read_bytes() == before


async def test_the_page_shows_the_file_again_once_the_editor_is_left_without_saving(blog: Path) -> None:
    async with at_the_program(blog, timings=TIMINGS) as person:
        await person.press("down", "down", "enter", "f10", "escape")
        browser = Browser.at(copied(person))
        with browser.listening() as hear:
            await person.write("Pas gardé. ")
            while "Pas gardé." not in browser.get(PAGE).text:
                await heard(hear, "version")
            await person.press("escape", "ctrl+d")
            assert person.at == "ListScreen"
            while "Pas gardé." in browser.get(PAGE).text:
                await heard(hear, "version")


async def test_a_new_post_is_on_its_page_before_it_has_a_file(blog: Path) -> None:
    async with at_the_program(blog, timings=TIMINGS) as person:
        await person.press("n")
        await person.write("Neuf")
        await person.press("enter", "enter")
        await person.write("Tout frais.")
        await person.press("f10")
        browser = Browser.at(copied(person))
        got = browser.get(f"/.blogwifi/post/{person.editor.post.path}")
        assert "<h1>Neuf</h1>" in got.text
        assert "Tout frais." in got.text


async def test_over_ssh_the_very_line_to_type_at_home_is_shown_and_copied(
    blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.9 51234 2001:db8::7 2222")
    monkeypatch.setattr("webbrowser.open", lambda _address: pytest.fail("a browser of this machine"))
    monkeypatch.setenv("BROWSER", "firefox")
    async with at_the_program(blog, (80, 24)) as person:
        await person.press("w")
        line = copied(person)
        port = person.app._services.real_page._server.port  # type: ignore[union-attr]
        assert line == f"ssh -N -L {port}:127.0.0.1:{port} {USER}@2001:db8::7 -p 2222"
        assert line in person.asked
        await person.press("f2")
        address = copied(person)
        assert address in person.asked
        await person.press("f3")
        assert copied(person) == line
        await person.press("escape")
        Browser.at(address)


async def test_a_browser_with_a_window_is_opened_once_and_the_message_keeps_the_key(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", lambda a: loop.call_soon_threadsafe(opened.put_nowait, a))
    async with at_the_program(blog) as person:
        await person.press("down", "down", "w")
        address = await opened.get()
        browser = Browser.at(address)
        assert person.message == f"“Le WiFi de l’hôtel” is in the browser: http://127.0.0.1:{browser.port}/"
        assert browser.get("/").headers["location"] == PAGE
        with browser.listening() as hear:
            hear("page")
            await person.press("w")
            assert person.message == "“Le WiFi de l’hôtel” is in the browser."
        assert opened.empty()


async def test_what_serves_the_page_ends_with_the_program(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("w", "escape")
        server = person.app._services.real_page._server
        assert server
        process = server._process
        assert process
        assert process.poll() is None
    assert await asyncio.to_thread(process.wait, 6) == 0


async def test_a_page_server_that_is_killed_is_said_to_be_and_the_next_key_starts_another(blog: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("down", "down", "w", "escape")
        page = person.app._services.real_page
        assert page._server
        assert page._server._process
        page._server._process.kill()
        while not person.message:
            await asyncio.sleep(0)
        assert person.message.startswith("What shows the real page has ended")
        await person.press("w")
        assert "Texte de 2020" in Browser.at(copied(person)).get(PAGE).text


async def test_nothing_wrong_is_said_where_the_generator_said_nothing(blog: Path) -> None:
    async with at_the_program(blog, (60, 20)) as person:
        await person.press("W")
        assert person.asked.split("\n") == [
            "What the generator said",
            "It builds the site: nothing is wrong.",
        ]


# With a generator

WIFI = "content/posts/wifi.md"
TEXT = "---\ntitle: Le WiFi\ndate: 2026-05-12\n---\n\nDeux bornes.\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that comes first: a stand-in for Hugo, and a Pelican that builds nothing."""
    folder = tmp_path / "programs"
    put_hugo_in(folder)
    (folder / "pelican").write_text("#!/bin/sh\necho 'pelican was started' >&2\nexit 3\n")
    (folder / "pelican").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def make(folder: Path, git: Git, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Un blog")
    return folder


@pytest.fixture
def hugo_blog(tmp_path: Path, git: Git, programs: Path) -> Path:
    files = {"hugo.toml": 'baseURL = "https://example.org/notes/"\n', WIFI: TEXT}
    return make(tmp_path / "hugo", git, files)


async def led_to(hear: Callable[[str], dict[str, Any]], page: str) -> None:
    """Wait until the browser is led to a page."""
    while (await heard(hear, "page"))["page"] != page:
        pass


async def said(person: Person, words: str) -> None:
    """Wait until the message line says these words."""
    async with asyncio.timeout(LONGEST):
        while words not in below(person):
            await asyncio.sleep(0.01)


async def test_what_is_typed_is_on_the_real_page_and_the_blog_stays_as_it_is(
    hugo_blog: Path, git: Git
) -> None:
    before = state_of(hugo_blog)
    async with at_the_program(hugo_blog, timings=TIMINGS) as person:
        await person.press("enter", "f10", "escape")
        browser = Browser.at(copied(person))
        with browser.listening() as hear:
            await led_to(hear, "/notes/posts/wifi/")
            await person.write("Un mot tapé. ")
            while "Un mot tapé. Deux bornes." not in browser.get("/notes/posts/wifi/").text:
                await heard(hear, "version")
        after = {name: state for name, state in state_of(hugo_blog).items() if not name.startswith(".git")}
        assert after == {name: state for name, state in before.items() if not name.startswith(".git")}
        assert git(hugo_blog, "status", "--porcelain", "--ignored") == ""


async def test_what_the_generator_cannot_build_is_said_with_file_and_line_and_the_rest_is_a_key_away(
    hugo_blog: Path,
) -> None:
    async with at_the_program(hugo_blog, timings=TIMINGS) as person:
        await person.press("enter", "f10", "escape")
        browser = Browser.at(copied(person))
        with browser.listening() as hear:
            await led_to(hear, "/notes/posts/wifi/")
        await person.write("{{< nope >}}\n\n")
        await said(person, f"The site cannot be built: {WIFI}, line 6: ")
        assert "nope" in person.message
        assert "Shift+F10 shows all that was said." in person.message
        await person.press("shift+f10")
        assert person.asked.startswith(f"What the generator said\nThe site cannot be built: {WIFI}, line 6: ")
        assert "ERROR Rebuild failed" in person.asked
        await person.press("escape", "ctrl+z")
        await said(person, "The site can be built again.")
        await person.press("shift+f10")
        assert "nothing is wrong" in person.asked


async def test_what_could_not_be_built_is_forgotten_with_the_process_that_said_so(hugo_blog: Path) -> None:
    async with at_the_program(hugo_blog, timings=TIMINGS) as person:
        await person.press("enter", "f10", "escape")
        with Browser.at(copied(person)).listening() as hear:
            await led_to(hear, "/notes/posts/wifi/")
        await person.write("{{< nope >}}\n\n")
        await said(person, "The site cannot be built: ")
        server = person.app._services.real_page._server
        assert server
        assert server._process
        server._process.kill()
        await asyncio.to_thread(server._process.wait)
        await person.press("ctrl+z", "f10", "escape")
        with Browser.at(copied(person)).listening() as hear:
            await led_to(hear, "/notes/posts/wifi/")
        await person.press("shift+f10")
        assert "nothing is wrong" in person.asked


async def test_code_of_the_repository_is_run_only_once_that_is_agreed_to(
    tmp_path: Path, git: Git, programs: Path
) -> None:
    files = {
        "pelicanconf.py": "PATH = 'content'\n",
        "content/a.md": "Title: Un\nDate: 2026-01-01\n\nTexte.\n",
    }
    blog = make(tmp_path / "pelican", git, files)
    async with at_the_program(blog) as person:
        await person.press("w")
        assert "This repository brings programs along." in person.asked
        assert "pelicanconf.py" in person.asked
        await person.press("n")
        assert below(person) == "What Pelican would run is not agreed to: it is a plain page."
        assert "Texte." in Browser.at(copied(person)).get("/.blogwifi/post/content/a.md").text
        await person.press("escape", "w", "ctrl+t")
        await said(person, "The site cannot be built: ")
        assert "pelican was started" in below(person)


async def test_a_generator_that_is_not_installed_is_named(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = make(tmp_path / "zola", git, {"config.toml": 'base_url = "https://a.fr"\n', "content/a.md": TEXT})
    monkeypatch.setattr("shutil.which", lambda *_given, **_named: None)
    async with at_the_program(blog) as person:
        await person.press("w", "escape")
        assert person.message.startswith("Zola is not installed here: it is a plain page.")
