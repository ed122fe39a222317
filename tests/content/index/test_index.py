from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.content.files import MAX_BYTES
from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.index import index as index_module
from blogwifi_tui.content.index.index import Entry, Index
from blogwifi_tui.content.post import Post, State

PARIS = ZoneInfo("Europe/Paris")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


def write(root: Path, path: str, text: str | bytes, *, when: float = LONG_AGO) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(file, (when, when))
    return file


def post(title: str, date: str = "2024-05-12", more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\nUn texte.\n"


def index_of(root: Path, cache: Path | None = None, folders: Sequence[str] = ("posts",)) -> Index:
    return Index(root, folders, zone=PARIS, cache=cache)


def titles(entries: Sequence[Entry]) -> list[str]:
    return [entry.title for entry in entries]


def test_posts_come_newest_first(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", post("Ancien", "2006-01-01"))
    write(tmp_path, "posts/b.md", post("Récent", "2026-01-01T10:00:00+02:00"))
    write(tmp_path, "posts/2015/c.md", post("Entre", "2015-06-01 08:00"))
    assert titles(index_of(tmp_path).scan()) == ["Récent", "Entre", "Ancien"]


def test_a_draft_without_a_date_is_on_top_and_what_else_has_none_last(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", "---\ntitle: En cours\ndraft: true\n---\n")
    write(tmp_path, "posts/b.md", post("Daté"))
    write(tmp_path, "posts/c.md", "Sans rien")
    assert titles(index_of(tmp_path).scan()) == ["En cours", "Daté", "c"]


def test_a_list_row_says_what_the_post_says(tmp_path: Path) -> None:
    text = post(
        "L’été à l’hôtel", "2024-05-12T09:00:00-05:00", "tags: [wifi, hôtel]\ncategories: [Journal]\n"
    )
    write(tmp_path, "posts/a.md", text)
    entry = index_of(tmp_path).scan()[0]
    same = Post("posts/a.md", text.encode())
    assert (entry.title, entry.tags, entry.categories, entry.draft) == (
        same.title,
        same.tags,
        same.categories,
        False,
    )
    assert entry.date == same.moment(PARIS)
    assert str(entry.date) == "2024-05-12 16:00:00+02:00"
    assert entry.state(datetime(2024, 5, 12, 14, 0, tzinfo=UTC)) is State.PUBLISHED
    assert entry.state(datetime(2024, 5, 12, 13, 59, tzinfo=UTC)) is State.SCHEDULED


@pytest.mark.parametrize("more", ["", "x: {a: b}\n"])
def test_a_list_row_knows_the_addresses_that_the_header_gives(tmp_path: Path, more: str) -> None:
    write(tmp_path, "posts/a.md", post("A", more=more))
    write(tmp_path, "posts/b.md", post("B", more=f"slug: le-b\nredirect_from: /2014/b/\nlang: FR\n{more}"))
    write(tmp_path, "posts/c.md", post("C", more=f"permalink: /c/\n{more}"))
    addresses = {entry.path: entry.address for entry in index_of(tmp_path).scan()}
    assert addresses == {
        "posts/a.md": None,
        "posts/b.md": AddressFields("le-b", ("/2014/b/",), "fr", given=(("slug", "le-b"), ("lang", "FR"))),
        "posts/c.md": AddressFields(whole=True, given=(("permalink", "/c/"),)),
    }


@pytest.mark.parametrize(
    "header",
    [
        "title: [",
        "date: 2024-02-30",
        "title: \x00",
        "title: &a [*a]",
        "- a\n- b",
    ],
)
def test_a_header_that_cannot_be_read_is_listed_as_such(tmp_path: Path, header: str) -> None:
    write(tmp_path, "posts/a.md", f"---\n{header}\n---\ntexte\n")
    entry = index_of(tmp_path).scan()[0]
    assert entry.problem is not None
    assert entry.state(datetime.now(UTC)) is State.UNREADABLE


def test_dates_of_every_kind_stand_side_by_side(tmp_path: Path) -> None:
    dates = [
        "2024-05-12", "2024-05-12T10:00:00", "2024-05-12T10:00:00Z", "2024-05-12 10:00:00 +0200",
        "0002-01-01", "9998-12-31T23:59:59-12:00", "12 mai 2014", "1400000000", "[]",
        "jamais", "12:30", "''", "~", "2024",
    ]  # fmt: skip
    for number, date in enumerate(dates):
        write(tmp_path, f"posts/{number}.md", post(str(number), date))
    cache = tmp_path / "cache"
    entries = index_of(tmp_path, cache).scan()
    assert len(entries) == len(dates)
    assert titles(index_of(tmp_path, cache).load()) == titles(entries)
    assert {entry.state(datetime.now(UTC)) for entry in entries} >= {State.PUBLISHED, State.SCHEDULED}


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        write(tmp_path, f"posts/{number}.md", post(f"Titre {number}"))
    index = index_of(tmp_path)
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 2**62)
    index.scan()
    read: list[str] = []
    plain = index_module.read_entry

    def counted(root: Path, path: str, *rest: object, **more: object) -> Entry | None:
        read.append(path)
        return plain(root, path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(index_module, "read_entry", counted)
    index.scan()
    assert read == []
    write(tmp_path, "posts/3.md", post("Autre"), when=LONG_AGO + 1)
    write(tmp_path, "posts/new.md", post("Nouveau"))
    (tmp_path / "posts/0.md").unlink()
    assert sorted(titles(index.scan())) == ["Autre", "Nouveau", "Titre 1", "Titre 2", "Titre 4"]
    assert sorted(read) == ["posts/3.md", "posts/new.md"]


def test_a_change_of_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write(tmp_path, "posts/a.md", post("Avant"))
    index = index_of(tmp_path, cache)
    index.scan()
    write(tmp_path, "posts/a.md", post("Apres"))
    assert titles(index.scan()) == ["Apres"]
    assert titles(index_of(tmp_path, cache).scan()) == ["Apres"]


def test_a_change_within_the_tick_of_the_clock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "posts/a.md", post("Avant"))
    status = file.stat()
    index = index_of(tmp_path)
    index.scan()
    file.write_text(post("Autre"), encoding="utf-8")
    monkeypatch.setattr(index_module, "_status", lambda _: status)
    assert titles(index.scan()) == ["Autre"]


def test_a_post_replaced_by_an_older_file_is_seen(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", post("Récent"), when=LONG_AGO)
    index = index_of(tmp_path)
    index.scan()
    write(tmp_path, "posts/a.md", post("Restauré"), when=LONG_AGO - 10_000)
    assert titles(index.scan()) == ["Restauré"]


def test_what_is_no_post_is_not_listed(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", post("Article"))
    for path in (
        "posts/a.txt",
        "posts/.cache.md",
        "posts/.git/b.md",
        "posts/images/c.md",
        "ailleurs/d.md",
        "posts/e.md~",
    ):
        write(tmp_path, path, post("Non"))
    (tmp_path / "posts/dossier.md").mkdir()
    os.mkfifo(tmp_path / "posts/fifo.md")
    (tmp_path / "posts/perdu.md").symlink_to("nulle-part.md")
    assert titles(index_of(tmp_path).scan()) == ["Article"]


def test_a_post_linked_inside_the_blog_is_listed_and_a_loop_of_folders_is_not_followed(
    tmp_path: Path,
) -> None:
    write(tmp_path, "textes/vrai.md", post("Lié"))
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/lien.md").symlink_to("../textes/vrai.md")
    (tmp_path / "posts/boucle").symlink_to(".", target_is_directory=True)
    assert titles(index_of(tmp_path).scan()) == ["Lié"]


def test_a_file_that_cannot_be_read_is_listed_as_unreadable(tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.md", post("Secret"))
    (tmp_path / "blog/posts").mkdir(parents=True)
    (tmp_path / "blog/posts/lien.md").symlink_to(outside)
    entry = index_of(tmp_path / "blog").scan()[0]
    assert (entry.path, entry.title) == ("posts/lien.md", "lien")
    assert entry.problem == Problem(ProblemKind.NO_FILE, None, "link")
    with (tmp_path / "blog/posts/lourd.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    problems = {entry.path: entry.problem for entry in index_of(tmp_path / "blog").scan()}
    assert problems["posts/lourd.md"] == Problem(ProblemKind.NO_FILE, None, "large")


def test_folders_that_overlap_or_are_missing_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "posts/2024/a.md", post("Une fois"))
    assert titles(index_of(tmp_path, folders=("posts", "posts/2024/", "absent", "posts")).scan()) == [
        "Une fois"
    ]
    assert titles(index_of(tmp_path, folders=("",)).scan()) == ["Une fois"]


def test_a_name_that_is_no_utf8_is_listed(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    write(tmp_path, os.fsdecode(b"posts/caf\xe9.md"), post("Latin"))
    write(tmp_path, "posts/b.md", post("Autre"))
    cache = tmp_path / "cache"
    assert sorted(titles(index_of(tmp_path, cache).scan())) == ["Autre", "Latin"]
    assert titles(index_of(tmp_path, cache).load()) == ["Autre"]


def test_rows_are_given_as_they_are_read_the_newest_names_first(tmp_path: Path) -> None:
    for number in range(250):
        write(tmp_path, f"posts/2024-01-01-{number:04}.md", post(f"Titre {number}", "2024-01-01"))
    seen: list[list[str]] = []
    expected: set[int] = set()

    def progress(entries: Sequence[Entry], count: int) -> None:
        seen.append(titles(entries))
        expected.add(count)

    index_of(tmp_path).scan(progress)
    assert (len(seen[0]), expected) == (100, {250})
    assert set(seen[0]) == {f"Titre {number}" for number in range(150, 250)}


def test_a_zone_decides_what_a_date_without_one_means(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", post("Midi", "2024-07-01T12:00:00"))
    cache = tmp_path / "cache"
    paris = index_of(tmp_path, cache).scan()[0].date
    other = Index(tmp_path, ("posts",), zone=timezone(timedelta(hours=-4)), cache=cache)
    assert other.load() == ()
    assert other.scan()[0].date != paris
