"""What is remembered of the last publication, and what is known to be online by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest

from blogwifi_tui.core.addresses import AddressSource, PageAddress
from blogwifi_tui.core.live import last_publication
from blogwifi_tui.core.live.last_publication import MOST_ASKED, LastPublication, can_be_asked
from blogwifi_tui.core.live.record import (
    Doubt,
    Page,
    PageChange,
    PublicationRecord,
    Seen,
    alone_at,
    write_record,
)
from tests.conftest import POST, Git
from tests.core.live.conftest import SITE, Moment, Publisher

NEW = "posts/2026-06-01-borne.md"
ADDRESS = f"{SITE}/borne/"
TEXT = """\
---
title: Une borne de plus
date: 2026-06-01T10:00:00+02:00
---

La nouvelle borne tient au plafond du deuxième étage, face à l’ascenseur.
"""


def online(publisher: Publisher, record: PublicationRecord) -> None:
    """As if each page had been seen."""
    pages = tuple(replace(page, seen=Seen.ONLINE, at=record.at, seconds=3.0) for page in record.pages)
    publisher.last.keep(replace(record, pages=pages))


def test_a_publication_is_remembered_with_its_pages(publisher: Publisher, git: Git, moment: Moment) -> None:
    publisher.add()
    publisher.write(TEXT, NEW)
    record = publisher.published()
    assert record == LastPublication(publisher.blog).read()
    assert (record.at, record.commit) == (moment(), git(publisher.folder, "rev-parse", "HEAD"))
    assert (record.remote, record.branch, record.said) == ("origin", "main", "")
    assert [(page.path, page.change, page.seen) for page in record.pages] == [
        (NEW, PageChange.NEW, Seen.WAITING),
        (POST, PageChange.CHANGED, Seen.WAITING),
    ]
    assert (record.pages[0].title, record.pages[0].address) == ("Une borne de plus", ADDRESS)


def test_what_the_server_said_is_remembered_without_its_escape_sequences(
    publisher: Publisher, bare_remote: Path
) -> None:
    hook = bare_remote / "hooks" / "post-receive"
    hook.write_text(
        "#!/bin/sh\nprintf 'Building\\n\\033[31mNo disk\\033[0m\\nstopped\\n'; exit 1\n", encoding="utf-8"
    )
    hook.chmod(0o755)
    publisher.add()
    assert publisher.published().said == "Building\nNo disk\nstopped"


def test_a_draft_has_no_page_and_one_made_public_has_a_new_one(publisher: Publisher) -> None:
    publisher.write(TEXT.replace("---\n\n", "draft: true\n---\n\n"), NEW)
    assert publisher.published().pages == ()
    publisher.change("draft: true", "draft: false", NEW)
    (page,) = publisher.published().pages
    assert (page.change, page.seen) == (PageChange.NEW, Seen.WAITING)


def test_a_post_taken_off_or_deleted_leaves_its_address(publisher: Publisher) -> None:
    publisher.write(TEXT, NEW)
    publisher.published()
    publisher.change("---\n\n", "draft: true\n---\n\n", NEW)
    publisher.blog.delete(POST)
    pages = publisher.published().pages
    assert [(page.path, page.change, page.digest) for page in pages] == [
        (NEW, PageChange.GONE, ""),
        (POST, PageChange.GONE, ""),
    ]
    assert pages[0].address == ADDRESS


def test_a_renamed_post_is_a_new_page_and_one_that_is_gone_unless_its_address_stays(
    publisher: Publisher, git: Git
) -> None:
    publisher.write(TEXT, NEW)
    publisher.published()
    publisher.blog.rename(NEW, "Encore une borne")
    changes = {page.path: page.change for page in publisher.published().pages}
    assert changes == {"posts/2026-06-01-encore-une-borne.md": PageChange.NEW, NEW: PageChange.GONE}

    other = "posts/2026-06-02-encore-une-borne.md"  # the address has no date in it
    git(publisher.folder, "mv", "posts/2026-06-01-encore-une-borne.md", other)
    git(publisher.folder, "commit", "--quiet", "-m", "Move")
    pages = publisher.published().pages
    assert [(page.path, page.change) for page in pages] == [
        (other, PageChange.CHANGED),
        (NEW, PageChange.GONE),
    ]


def test_more_posts_than_are_read_that_move_at_once_are_not_taken_for_deleted_ones(
    publisher: Publisher, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_publication, "_MOST_READ", 3)
    for name in ("borne", "cable", "relais"):
        publisher.write(TEXT, f"posts/2026-06-01-{name}.md")
    publisher.published()
    for name in ("borne", "cable", "relais"):  # the address has no date in it
        git(publisher.folder, "mv", f"posts/2026-06-01-{name}.md", f"posts/2026-06-02-{name}.md")
    git(publisher.folder, "commit", "--quiet", "-m", "Move")
    pages = publisher.published().pages
    assert {page.path for page in pages} == {
        f"posts/2026-06-02-{name}.md" for name in ("borne", "cable", "relais")
    }
    assert PageChange.GONE not in {page.change for page in pages}


def test_only_the_newest_five_are_asked(publisher: Publisher) -> None:
    for day in range(1, 9):
        publisher.write(TEXT.replace("06-01", f"06-0{day}"), f"posts/2026-06-0{day}-borne-{day}.md")
    pages = publisher.published().pages
    assert [page.seen for page in pages] == [Seen.WAITING] * MOST_ASKED + [Seen.NOT_VERIFIED] * 3
    assert pages[0].path == "posts/2026-06-08-borne-8.md"
    assert {page.reason for page in pages[MOST_ASKED:]} == {Doubt.NOT_ASKED}


def test_nothing_is_asked_when_the_settings_say_so(publisher: Publisher) -> None:
    publisher.add()
    record = publisher.publish(ask=False)
    assert record
    assert [(page.seen, page.reason) for page in record.pages] == [(Seen.NOT_VERIFIED, Doubt.OFF)]


def test_a_page_without_a_known_address_is_not_asked(published_blog: Path, moment: Moment) -> None:
    publisher = Publisher(published_blog, moment, site="")
    publisher.add()
    (page,) = publisher.published().pages
    assert (page.address, page.seen, page.reason) == ("", Seen.NOT_VERIFIED, Doubt.NO_ADDRESS)


def test_a_page_on_a_host_that_the_blog_does_not_name_is_not_asked(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = PageAddress("http://evil.test/a/", AddressSource.GENERATOR)
    monkeypatch.setattr(publisher.blog.addresses, "of", lambda _entry: foreign)
    publisher.add()
    (page,) = publisher.published().pages
    assert (page.address, page.seen, page.reason) == ("", Seen.NOT_VERIFIED, Doubt.NO_ADDRESS)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://blogwifi.fr/a/", True),
        ("http://192.168.1.10:8080/a/", True),
        ("http://localhost:1313/a/", True),
        ("https://example.org/a/", False),
        ("https://www.example.com/a/", False),
        ("https://notexample.com/", True),
        ("https://marc:secret@blogwifi.fr/", False),
        ("ftp://blogwifi.fr/", False),
        ("file:///etc/passwd", False),
        ("https://blogwifi.fr:99999/", False),
        ("https://[::1/", False),
        ("/a/", False),
    ],
)
def test_only_addresses_that_can_be_somebodys_are_asked(address: str, asked: bool) -> None:
    assert can_be_asked(address) is asked


def test_a_post_is_live_while_the_last_commit_is_what_was_seen(publisher: Publisher) -> None:
    assert publisher.last.live(POST) is None
    publisher.add()
    record = publisher.published()
    assert publisher.last.live(POST) is False
    online(publisher, record)
    assert publisher.last.live(POST) is True
    publisher.add("Encore un paragraphe, qui n’est pas publié.")
    assert publisher.last.live(POST) is None


def test_it_stays_live_after_a_publication_of_another_post(publisher: Publisher) -> None:
    publisher.add()
    online(publisher, publisher.published())
    publisher.write(TEXT, NEW)
    record = publisher.published()
    assert [page.path for page in record.earlier] == [POST]
    assert (publisher.last.live(POST), publisher.last.live(NEW)) == (True, False)
    page = publisher.last.seen(POST)
    assert page
    assert (page.seen, page.seconds, page.runs) == (Seen.ONLINE, 3.0, ())


def test_what_is_still_waited_for_is_asked_after_the_next_publication_too(
    publisher: Publisher, moment: Moment
) -> None:
    publisher.add()
    first = publisher.published()
    moment.pass_by(30)
    publisher.write(TEXT, NEW)
    record = publisher.published()
    assert [(page.path, page.seen) for page in record.pages] == [(NEW, Seen.WAITING), (POST, Seen.WAITING)]
    assert [page.sent for page in record.pages] == [record.at, first.at]
    moment.pass_by(700)
    publisher.add("Autre chose encore, bien plus tard.", NEW)
    record = publisher.published()
    assert [page.path for page in record.pages] == [NEW]
    assert [(page.path, page.seen) for page in record.earlier] == [(POST, Seen.NOT_YET)]


def test_a_publication_of_nothing_leaves_the_last_one(publisher: Publisher) -> None:
    publisher.add()
    record = publisher.published()
    assert publisher.publish() is None
    assert publisher.last.read() == record


def test_a_check_that_a_later_publication_overtook_writes_nothing(
    publisher: Publisher, moment: Moment
) -> None:
    publisher.add()
    first = publisher.published()
    moment.pass_by(5)
    publisher.write(TEXT, NEW)
    second = publisher.published()
    online(publisher, first)
    assert publisher.last.read() == second


def test_a_publication_that_is_noted_while_a_check_writes_is_not_lost(
    publisher: Publisher, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.add()
    first = publisher.published()
    moment.pass_by(5)
    publisher.write(TEXT, NEW)
    noted = Thread(target=publisher.last.note, args=(publisher.blog.publication.send(),))
    waits = Event()

    @contextmanager
    def alone(file: Path) -> Iterator[None]:
        if current_thread() is noted:
            waits.set()
        with alone_at(file):
            yield

    def write(file: Path, record: PublicationRecord) -> None:
        if (
            current_thread() is not noted
        ):  # it was looked whether this publication is the last; now another is
            noted.start()
            while noted.is_alive() and not waits.wait(0.01):
                pass
        write_record(file, record)

    monkeypatch.setattr(last_publication, "alone_at", alone)
    monkeypatch.setattr(last_publication, "write_record", write)
    online(publisher, first)
    noted.join()
    record = publisher.last.read()
    assert record is not None
    assert [page.path for page in record.pages] == [NEW, POST]


DAMAGE = {
    "empty": "",
    "cut": "{",
    "list": "[]",
    "null": "null",
    "keys missing": '{"at": 1}',
    "deep": "[" * 100_000,
    "zeros": "\x00" * 64,
    "too large": " " * 5_000_000,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_record_counts_for_none(publisher: Publisher, damage: str) -> None:
    publisher.add()
    publisher.published()
    publisher.last.file.write_text(damage, encoding="utf-8")
    assert publisher.last.read() is None
    assert publisher.last.live(POST) is None


def test_a_record_with_a_value_of_another_kind_counts_for_none(publisher: Publisher) -> None:
    publisher.add()
    publisher.published()
    whole = publisher.last.file.read_text(encoding="utf-8")
    for key in json.loads(whole):
        assert publisher.last.read() is not None
        publisher.last.file.write_text(json.dumps({**json.loads(whole), key: 7}), encoding="utf-8")
        assert publisher.last.read() is None, key
        publisher.last.file.write_text(whole, encoding="utf-8")


def test_a_record_reads_back_as_it_was_written(publisher: Publisher) -> None:
    publisher.write(TEXT, NEW)
    record = publisher.published()
    page = Page("a\udcffb.md", "T", "", PageChange.GONE, Seen.ONLINE, at=record.at, seconds=1.5, was_old=True)
    record = replace(record, earlier=(page,))
    publisher.last.keep(record)
    assert publisher.last.read() == record
