"""The real page: one key shows the post in the browser, what is typed goes there, and writing waits for nothing."""

from __future__ import annotations

import asyncio
import os
import pwd
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.core.serve.browser import Browser
from tests.ui.person import CALM, Person, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"
PAGE = f"/.blogwifi/post/{HOTEL}"
TIMINGS = replace(CALM, page=0.01)
USER = pwd.getpwuid(os.getuid()).pw_name


def copied(person: Person) -> str:
    """What a terminal was told to copy last."""
    return person.app.clipboard


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
