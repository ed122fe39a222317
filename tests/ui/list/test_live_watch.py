"""After a publication the site itself is asked, and only what its pages show is called online."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.live import checker
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.live.record import read_record
from blogwifi_tui.settings.paths import publication_file
from tests.conftest import Git
from tests.live_site import LiveSite, live_site, timeless
from tests.ui.person import CALM, Person, at_the_program
from tests.ui.publish.test_server_words import answer
from tests.ui.test_opening import until

HOTEL = "posts/2020-03-04-hotel.md"
EGLISE = "posts/2014-02-03-eglise.md"
NEW = "Les bornes du couloir nord émettent désormais sur le canal cent, loin des radars."
OTHER = "Au clocher, une antenne sectorielle couvre maintenant tout le parvis et la mairie."


@pytest.fixture
def site(blog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveSite]:
    """The site of the blog, which shows the posts as they were; it is asked without long pauses."""
    monkeypatch.setattr(checker, "PAUSES", (0.02, 0.05))
    with live_site() as site:
        site.name_in(blog)
        site.show("/hotel/", "Le WiFi de l’hôtel", "Texte de 2020-03-04-hotel.md.")
        site.show("/eglise/", "Réseaux d’église", "Texte de 2014-02-03-eglise.md.")
        yield site


def correct(blog: Path, git: Git, path: str = HOTEL, text: str = NEW) -> None:
    """Commit a correction."""
    file = blog / path
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Corrige")


def build(site: LiveSite) -> None:
    """The server has built the site anew."""
    site.show("/hotel/", "Le WiFi de l’hôtel", "Texte de 2020-03-04-hotel.md.", NEW)
    site.show("/eglise/", "Réseaux d’église", "Texte de 2014-02-03-eglise.md.", OTHER)


async def test_what_was_published_is_waited_for_and_said_to_be_online_once_its_page_shows_it(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "p")
        assert person.message == (
            f"Published: 1 correction. Waiting for the site… “Le WiFi de l’hôtel”: {site.address}/hotel/"
        )
        assert "waiting for the site…" in person.line(0)
        assert "◔ waiting for the site" in person.text()
        await until(lambda: site.asked.count("/hotel/") > 1)
        assert "online" not in person.text()
        build(site)
        await until(lambda: "online after" in person.message)
        await person.idle()
        assert timeless(person.message) == f"“Le WiFi de l’hôtel” is online after N s: {site.address}/hotel/"
        assert "waiting" not in person.text()
        assert person.text().count("✓ online") == 1
        assert "│  online since " in person.text()
        await person.press("down")
        assert "online since" not in person.text()


async def test_keys_are_free_while_the_site_is_waited_for_and_leaving_is_too(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    site.hangs.set()
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: bool(site.asked))
        await person.press("down")
        assert person.selected == "Un brouillon"
        await person.press("slash")
        await person.write("hôtel")
        assert person.titles == ["Le WiFi de l’hôtel"]
        await person.press("escape")
        live = person.app.screen.live
        await person.press("q")
        assert not person.is_there
    assert live._cancel.cancelled


async def test_the_next_start_goes_on_waiting(blog: Path, git: Git, site: LiveSite) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: bool(site.asked))
    build(site)
    async with at_the_program(blog) as person:
        await until(lambda: "online after" in person.message)
    async with at_the_program(blog) as person:
        assert person.message == ""
        assert "✓ online" not in person.text()
        await person.press("down", "down")
        assert "online since" in person.text()


async def test_a_new_publication_is_waited_for_as_well_as_the_one_before(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: bool(site.asked))
        correct(blog, git, EGLISE, OTHER)
        await person.press("ctrl+r", "p")
        assert "Réseaux d’église" in person.message
        build(site)
        await until(lambda: "All 2" in person.message)
        await person.idle()
        assert person.message.startswith("All 2 pages are as published after ")
        assert person.text().count("✓ online") == 2


async def test_what_is_published_in_another_window_meanwhile_is_waited_for_here_too(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: bool(site.asked))
        correct(blog, git, EGLISE, OTHER)
        other = Blog.open(blog)
        await asyncio.to_thread(lambda: LastPublication(other).note(other.publication.send()))
        await until(lambda: "/eglise/" in site.asked)
        build(site)
        await until(lambda: "All 2" in person.message)
        await person.idle()
        assert "waiting" not in person.text()


async def test_a_site_that_stays_as_it_was_is_told_of_with_what_the_server_said(
    blog: Path, bare_remote: Path, git: Git, site: LiveSite
) -> None:
    answer(bare_remote, "Building", "Error: no theme", "Stopped", status=1)
    correct(blog, git)
    async with at_the_program(blog, timings=replace(CALM, late=0.3)) as person:
        await person.press("p")
        assert "Error: no theme" in person.message
        await until(lambda: "not yet after" in person.message)
        assert timeless(person.message) == (
            "“Le WiFi de l’hôtel”, not yet after N s: the page still shows the earlier text. "
            "It is asked further. The server said: Error: no theme"
        )
        assert "waiting for the site…" in person.line(0)


def only_the_title(site: LiveSite) -> None:
    site.show("/hotel/", "Le WiFi de l’hôtel")


def not_found_in_words(site: LiveSite) -> None:
    site.show("/hotel/", "Page introuvable", "404")


def elsewhere(site: LiveSite) -> None:
    site.status["/hotel/"], site.headers["/hotel/"] = 302, {"Location": "https://ailleurs.fr/"}


def not_built(site: LiveSite) -> None:
    del site.pages["/hotel/"]


def broken(site: LiveSite) -> None:
    site.status["/hotel/"] = 503


@pytest.mark.parametrize(
    ("become", "reason"),
    [
        (only_the_title, "the page has its title and not its text"),
        (not_found_in_words, "the site answers that there is no such page"),
        (elsewhere, "its address leads to another one (https://ailleurs.fr/)"),
        (not_built, "the site has no such page"),
        (broken, "the site refuses to answer (503)"),
    ],
)
async def test_a_page_that_shows_something_else_is_not_online_and_the_keys_are_free(
    blog: Path, git: Git, site: LiveSite, become: Callable[[LiveSite], object], reason: str
) -> None:
    become(site)
    correct(blog, git)
    async with at_the_program(blog, timings=replace(CALM, late=0.3)) as person:
        await person.press("p")
        await until(lambda: "not yet after" in person.message)
        assert timeless(person.message) == (
            f"“Le WiFi de l’hôtel”, not yet after N s: {reason}. It is asked further."
        )
        await person.press("down")
        assert person.selected == "Un brouillon"
        assert "online" not in person.text()


async def test_a_site_that_is_slow_to_answer_is_told_of_once_it_did(
    blog: Path, git: Git, site: LiveSite
) -> None:
    not_built(site)
    site.answers.clear()
    correct(blog, git)
    async with at_the_program(blog, timings=replace(CALM, late=0.3)) as person:
        await person.press("p")
        await until(lambda: person.app.screen_stack[0].live._is_late)
        assert "not yet after" not in person.message
        site.answers.set()
        await until(lambda: "not yet after" in person.message)
        assert "the site has no such page" in person.message


async def test_without_a_network_nothing_is_verified(blog: Path, git: Git, site: LiveSite) -> None:
    with live_site() as gone:
        gone.name_in(blog)
    correct(blog, git)
    async with at_the_program(blog, timings=replace(CALM, late=0.3)) as person:
        await person.press("p")
        await until(lambda: "not yet after" in person.message)
        assert "the site cannot be reached from here." in person.message
        assert "online" not in person.text()


async def test_what_cannot_be_told_is_not_verified_and_says_why(blog: Path, git: Git, site: LiveSite) -> None:
    site.status["/hotel/"] = 401
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "p")
        await until(lambda: "not verified" in person.message)
        await person.idle()
        assert person.message == (
            "“Le WiFi de l’hôtel”, not verified: the page answers with a login. "
            "Look at it in your browser, where you are known."
        )
        assert "not verified: the page answers with a login" in person.text()
        assert "waiting" not in person.line(0)
        assert "online" not in person.text()


async def test_in_the_editor_nothing_is_drawn_and_the_list_says_it_afterwards(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "p", "enter")
        assert person.at == "EditorScreen"
        person.app.screen_stack[0]._on_timer_update()  # what was left of the list when it was covered
        await person.idle()
        drawn = _count_drawings(person)
        build(site)
        await until(lambda: _known(person) == "online")
        await person.idle()
        assert not drawn
        await person.press("escape")
        await until(lambda: "online after" in person.message)
        await person.idle()
        assert "✓ online" in person.text()


async def test_nothing_is_drawn_while_the_site_is_asked_and_has_nothing_new(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: len(site.asked) > 2)
        await person.idle()
        drawn, asked = _count_drawings(person), len(site.asked)
        await until(lambda: len(site.asked) > asked + 5)
        assert not drawn


async def test_what_was_published_from_the_editor_is_waited_for_too(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter", "f9")
        assert "Waiting for the site…" in person.message
        build(site)
        await until(lambda: _known(person) == "online")
        await person.press("escape")
        await until(lambda: "is online after" in person.message)
        await person.idle()
        assert "✓ online" in person.text()


async def test_no_page_is_asked_where_the_settings_say_so(blog: Path, git: Git, site: LiveSite) -> None:
    settings = blog / "blogwifi.toml"
    settings.write_text(f"{settings.read_text()}[publish]\nverify = false\n", encoding="utf-8")
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        assert person.message == f"Published: 1 correction. “Le WiFi de l’hôtel”: {site.address}/hotel/"
        assert "waiting" not in person.text()
    assert site.asked == []


async def test_switched_off_in_the_settings_no_page_is_asked_any_more(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await until(lambda: bool(site.asked))
        await person.press("comma")
        settings = person.app._services.blog.settings
        person.app._services.blog.settings = structs.replace(
            settings, publish=structs.replace(settings.publish, verify=False)
        )
        await person.press("escape")
        assert "waiting" not in person.text()
        asked = len(site.asked)
        build(site)
        await person.press("down", "down")
        assert len(site.asked) <= asked + 1
        assert "online" not in person.text()


async def test_an_error_that_is_read_is_not_taken_away_by_what_was_seen(
    blog: Path, git: Git, site: LiveSite
) -> None:
    correct(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        person.app.screen.say("Le disque est plein.", kind="error")
        build(site)
        await until(lambda: "online after" in person.message)
        assert person.message.startswith("Le disque est plein. “Le WiFi de l’hôtel” is online after ")


def _known(person: Person) -> str:
    """What is known of the first page of the last publication."""
    record = read_record(publication_file(person.app._services.blog.root))
    return record.pages[0].seen if record else ""


def _count_drawings(person: Person) -> list[object]:
    """What is written to the terminal from now on."""
    written: list[object] = []
    display = person.app._display

    def watched(screen: object, renderable: object) -> None:
        if renderable is not None and screen is person.app.screen:
            written.append(renderable)
        display(screen, renderable)

    person.app._display = watched
    return written
