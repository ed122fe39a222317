"""Whether readers see what was published, on the command line: waited for, kept, and said to programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from blogwifi_tui.core.live import checker
from blogwifi_tui.core.live.record import Doubt, Page, PageChange, Seen, read_record, write_record
from blogwifi_tui.i18n.live_messages import page_words
from blogwifi_tui.settings.paths import publication_file
from tests.cli.conftest import Run
from tests.conftest import POST
from tests.live_site import LiveSite, live_site, page, timeless

PATH = "/le-wifi-de-l-hotel/"
TITLE = "Le WiFi de l’hôtel"
OLD = "Deux bornes par couloir, « canal 36 » à gauche, canal 100 à droite."
NEW = "Les bornes du couloir nord émettent désormais sur le canal cent, loin des radars."


@pytest.fixture
def site(published_blog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveSite]:
    """The site of the blog, which shows the post as it was; it is asked without long pauses."""
    monkeypatch.setattr(checker, "PAUSES", (0.02, 0.05))
    with live_site() as site:
        site.name_in(published_blog)
        site.show(PATH, TITLE, OLD)
        yield site


@pytest.fixture
def corrected(published_blog: Path, run: Run, site: LiveSite) -> Path:
    """The blog with a correction to publish."""
    file = published_blog / POST
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{NEW}\n", encoding="utf-8")
    assert run(published_blog, "commit", "hotel").status == 0
    return published_blog


def says(bare_remote: Path, *lines: str, status: int = 0) -> None:
    """Let the server say these lines after each push."""
    hook = bare_remote / "hooks" / "post-receive"
    words = "".join(f"echo '{line}'\n" for line in lines)
    hook.write_text(f"#!/bin/sh\n{words}exit {status}\n", encoding="utf-8")
    hook.chmod(0o755)


def test_wait_ends_once_the_site_shows_what_was_published(corrected: Path, run: Run, site: LiveSite) -> None:
    site.coming[PATH] = (3, page(TITLE, OLD, NEW))
    ran = run(corrected, "publish", "--wait")
    assert ran.status == 0
    assert timeless(ran.out) == (
        f"Published: 1 correction. “{TITLE}”: {site.address}{PATH}\n"
        f"“{TITLE}” is online after N s: {site.address}{PATH}\n"
    )
    assert ran.err == ""
    assert len(site.asked) == 4


def test_wait_ends_with_1_when_the_site_stays_as_it_was_and_says_why(
    corrected: Path, bare_remote: Path, run: Run, site: LiveSite
) -> None:
    says(bare_remote, "Building", "Error: no theme", "Stopped", status=1)
    ran = run(corrected, "publish", "--wait", "1")
    assert ran.status == 1
    assert ran.out == f"Sent: 1 correction. “{TITLE}”: {site.address}{PATH}\n"
    assert timeless(ran.err) == (
        "blogwifi: The server took it, and reports a fault:\n"
        "origin: Building\norigin: Error: no theme\norigin: Stopped\n"
        f"blogwifi: “{TITLE}”, not yet after N s: the page still shows the earlier text. "
        "The server said: Error: no theme\n"
    )


def test_a_program_is_told_which_page_shows_it_and_which_does_not(
    corrected: Path, run: Run, site: LiveSite
) -> None:
    site.status[PATH] = 401
    ran = run(corrected, "publish", "--wait=5", "--json")
    assert ran.status == 1
    (told,) = ran.data["pages"]
    assert {key: told[key] for key in ("path", "title", "address", "change", "live", "seen", "reason")} == {
        "path": POST,
        "title": TITLE,
        "address": f"{site.address}{PATH}",
        "change": "changed",
        "live": None,
        "seen": "not verified",
        "reason": "login",
    }
    assert told["sentence"] == "the page answers with a login"
    assert ran.err == ""


def test_a_person_at_a_terminal_is_told_that_it_waits_and_what_is_seen(
    corrected: Path, run: Run, site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("blogwifi_tui.cli.live_output.sys", terminal)
    site.coming[PATH] = (2, page(TITLE, OLD, NEW))
    assert timeless(run(corrected, "publish", "--wait").err) == (
        f"blogwifi: Waiting for the site…\nblogwifi: “{TITLE}” is online after N s: {site.address}{PATH}\n"
    )


def test_without_wait_no_page_is_asked(corrected: Path, run: Run, site: LiveSite) -> None:
    ran = run(corrected, "publish", "--json")
    assert ran.status == 0
    assert ran.data["pages"][0]["seen"] == "waiting"
    assert site.asked == []


def test_what_was_not_waited_for_can_be_waited_for_afterwards(
    corrected: Path, run: Run, site: LiveSite
) -> None:
    run(corrected, "publish")
    site.show(PATH, TITLE, OLD, NEW)
    ran = run(corrected, "publish", "--wait")
    assert ran.status == 0
    assert ran.out.startswith("Nothing to publish: origin has everything.\n")
    assert f"“{TITLE}” is online" in ran.out


def test_wait_asks_even_where_the_settings_say_not_to(corrected: Path, run: Run, site: LiveSite) -> None:
    settings = corrected / "blogwifi.toml"
    settings.write_text(f"{settings.read_text()}[publish]\nverify = false\n", encoding="utf-8")
    site.show(PATH, TITLE, OLD, NEW)
    assert run(corrected, "publish", "--wait").status == 0
    assert site.asked == [PATH]


def test_a_blog_whose_addresses_are_not_known_cannot_be_waited_for_and_that_is_said(
    corrected: Path, run: Run, site: LiveSite
) -> None:
    (corrected / "blogwifi.toml").unlink()
    ran = run(corrected, "publish", "--wait")
    assert ran.status == 1
    assert ran.err == (
        f"blogwifi: “{TITLE}”, not verified: its address is not known. "
        "Name the address of the posts in the settings: blog.public_address.\n"
    )


@pytest.mark.parametrize("seconds", ["0", "-1", "hotel", "1.5"])
def test_wait_takes_seconds_alone(published_blog: Path, run: Run, seconds: str) -> None:
    ran = run(published_blog, "publish", f"--wait={seconds}")
    assert ran.status == 2
    assert "a number of seconds is needed; posts stand before it" in ran.err


def test_what_was_seen_is_live_for_programs_until_the_post_is_another(
    corrected: Path, run: Run, site: LiveSite
) -> None:
    def live() -> set[object]:
        (listed,) = run(corrected, "list", "--json").data
        return {listed["live"], run(corrected, "show", "hotel", "--json").data["live"]}

    assert live() == {None}
    run(corrected, "publish")
    assert live() == {False}
    site.show(PATH, TITLE, OLD, NEW)
    run(corrected, "publish", "--wait")
    assert live() == {True}
    assert run(corrected, "show", "hotel", "--json").data["address"] == f"{site.address}{PATH}"
    run(corrected, "set", "hotel", "title=Autre")
    assert live() == {None}


def test_status_tells_what_the_server_said_last_and_what_is_known_of_the_pages(
    corrected: Path, bare_remote: Path, run: Run, site: LiveSite
) -> None:
    assert run(corrected, "status", "--json").data["publication"] is None
    says(bare_remote, *(f"Page {number}" for number in range(9)), "Site à jour")
    site.show(PATH, TITLE, OLD, NEW)
    run(corrected, "publish", "--wait")
    told = timeless(run(corrected, "status").out)
    assert told.endswith(
        "The server said:\n  …\n  Page 5\n  Page 6\n  Page 7\n  Page 8\n  Site à jour\n"
        f"“{TITLE}” is online after N s: {site.address}{PATH}\n"
    )
    data = run(corrected, "status", "--json").data["publication"]
    assert data["server"] == [*(f"Page {number}" for number in range(9)), "Site à jour"]
    assert data["fault"] is None
    assert data["pages"][0]["live"] is True
    assert data["commit"] == run(corrected, "history", "hotel", "--json").data[0]["commit"]


@pytest.mark.parametrize("verb", ["set", "delete"])
def test_status_says_nothing_of_a_page_that_was_not_asked(
    published_blog: Path, run: Run, site: LiveSite, verb: str
) -> None:
    change = ("set", "hotel", "draft=true") if verb == "set" else ("delete", "hotel")
    assert run(published_blog, *change).status == 0
    assert run(published_blog, "publish").status == 0
    assert site.asked == []
    told = run(published_blog, "status").out
    assert f"“{TITLE}”: its page was not asked yet.\n" in told
    assert "still" not in told


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Doubt.OLD_PAGE, "“Mai” is still on the site after 9 s."),
        (Doubt.STATUS, "“Mai”, not seen to be gone after 9 s: the site refuses to answer (503)."),
    ],
)
def test_a_post_that_was_taken_off_is_said_to_be_still_there_only_where_it_was_seen(
    reason: Doubt, words: str
) -> None:
    page = Page("mai.md", "Mai", "http://a.test/mai/", PageChange.GONE, Seen.WAITING, reason, "503")
    assert page_words(page, 9) == words
    assert page_words(replace(page, reason=Doubt.NONE), 9) == "“Mai”: its page was not asked yet."


def test_status_tells_how_long_a_page_was_asked_and_not_how_long_ago_that_is(
    corrected: Path, run: Run, site: LiveSite
) -> None:
    assert run(corrected, "publish", "--wait", "1").status == 1
    file = publication_file(corrected)
    record = read_record(file)
    assert record is not None
    ago = timedelta(hours=5)
    (page,) = record.pages
    assert page.at is not None
    assert page.sent is not None
    page = replace(page, at=page.at - ago, sent=page.sent - ago)
    write_record(file, replace(record.with_page(page), at=record.at - ago))
    told = run(corrected, "status").out
    assert f"“{TITLE}”, not yet after 1 s: the page still shows the earlier text.\n" in told


def test_status_keeps_the_line_that_tells_of_a_fault(corrected: Path, bare_remote: Path, run: Run) -> None:
    says(bare_remote, "Error: no theme", *(f"Page {number}" for number in range(9)), status=1)
    run(corrected, "publish")
    assert "The server said:\n  …\n  Error: no theme\n  Page 5\n" in run(corrected, "status").out
