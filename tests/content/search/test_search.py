from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogwifi_tui.content.index import index as index_module
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.search import bodies, fts_index
from blogwifi_tui.content.search import search as search_module
from blogwifi_tui.content.search.highlight import Marker
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import Search
from blogwifi_tui.content.search.text import text_of
from tests.content.index.test_index import index_of, write

POSTS = {
    "hotel": (
        "L’été à l’hôtel",
        "2024-03-01",
        "Deux bornes par couloir.\n\n## Réseaux invités\n\n"
        "Le cœur du réseau — « canal 36 » — c’est-à-dire\u00a0: la baie.\n",
    ),
    "camping": ("Réseau du camping", "2020-01-01", "Le Wi-Fi sous les pins, peut‑être jusqu’à la plage.\n"),
    "mer": (
        "En mer",
        "2022-01-01",
        '# Rien\n\nUne antenne, deux réseaux, trois marins.\nŒuvre d’art & NEAR* (x) "y".\n',
    ),
    "train": (
        "En train",
        "2023-01-01",
        "Rien de tel : le wifi du train.\nE\u0301te\u0301 comme hiver ; caf&eacute;.\n",
    ),
    "tags": ("Étiquettes", "2021-01-01", "Pas un mot de plus.\n"),
}


def text(title: str, date: str, body: str, tags: str = "[]") -> str:
    return f"---\ntitle: {title}\ndate: {date}\ntags: {tags}\n---\n{body}"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A few posts of French."""
    root = tmp_path / "blog"
    for name, (title, date, body) in POSTS.items():
        write(root, f"posts/{name}.md", text(title, date, body, "[réseau]" if name == "tags" else "[]"))
    return root


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the index will be."""
    return tmp_path / "caches" / "blog.search"


def let_go(search: Search) -> None:
    """Close the file of the index, as the end of the program does."""
    if index := search._bodies._index:
        index.close()


@pytest.fixture(params=["index", "no index"])
def search(request: pytest.FixtureRequest, blog: Path, file: Path) -> Iterator[Search]:
    """A search with its index ready, and one that does without."""
    search = Search(blog, file if request.param == "index" else None)
    search.update(entries(blog))
    yield search
    let_go(search)


_SEEN: dict[Path, tuple[Entry, ...]] = {}


def entries(blog: Path) -> tuple[Entry, ...]:
    """The same entries each time, as a program has them."""
    if blog not in _SEEN:
        _SEEN[blog] = index_of(blog).scan()
    return _SEEN[blog]


def names(found: Sequence[Entry]) -> list[str]:
    return [Path(entry.path).stem for entry in found]


def found(search: Search, blog: Path, query: str) -> list[str]:
    return names(search.find(Query.parse(query), entries(blog)).entries)


def test_the_best_place_comes_first_then_the_newest(search: Search, blog: Path) -> None:
    assert found(search, blog, "réseau") == ["camping", "tags", "hotel", "mer"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("reseau", {"camping", "tags", "hotel", "mer"}),
        ("RÉSEAUX", {"hotel", "mer"}),
        ("coeur", {"hotel"}),
        ("œuvre", {"mer"}),
        ("oeuv", {"mer"}),
        ("d'art", {"mer"}),
        ("d’art", {"mer"}),
        ("l'hotel", {"hotel"}),
        ("L’HÔTEL", {"hotel"}),
        ("l hôtel", {"hotel"}),
        ("jusqu'a la plage", {"camping"}),
        ("jusqu", {"camping"}),
        ("cœur", {"hotel"}),
        ("CŒUR", {"hotel"}),
        ("art", {"mer"}),
        ("canal 36", {"hotel"}),
        ('"canal 36"', {"hotel"}),
        ('"36 canal"', set()),
        ("«canal 36»", {"hotel"}),
        ("«\u00a0canal 36\u00a0»", {"hotel"}),
        ("“canal 36”", {"hotel"}),
        ("canal\u00a036", {"hotel"}),
        ("canal\u202f36", {"hotel"}),
        ('"canal\u00a036"', {"hotel"}),
        ("c'est-à-dire\u00a0: la baie", {"hotel"}),
        ("c’est-à-dire", {"hotel"}),
        ("est à dire", {"hotel"}),
        ("peut-être", {"camping"}),
        ("peut être", {"camping"}),
        ("peut\u2011être", {"camping"}),
        ("peutetre", {"camping"}),
        ("e\u0301te\u0301", {"hotel", "train"}),
        ("\u00a0", set(POSTS)),
        ("wifi", {"camping", "train"}),
        ("wi-fi", {"camping", "train"}),
        ("plage pins", {"camping"}),
        ("plage marins", set()),
        ("réseau -marins", {"camping", "tags", "hotel"}),
        ('réseaux -"deux réseaux"', {"hotel"}),
        ("-réseau", {"train"}),
        ("été", {"hotel", "train"}),
        ("café", {"train"}),
        ("réseau year:2022", {"mer"}),
        ("réseau état:brouillon", set()),
        ("tag:réseau", {"tags"}),
        ("camping plage", {"camping"}),
        ("", set(POSTS)),
        ("-", set(POSTS)),
        ("🎉", set()),
    ],
)  # fmt: skip
def test_french_words_are_found_as_a_person_types_them(
    search: Search, blog: Path, query: str, expected: set[str]
) -> None:
    assert set(found(search, blog, query)) == expected


def test_names_and_arguments_of_shortcodes_are_not_found_and_what_they_hold_is() -> None:
    notice = b"{{% notice secret %}}\n## Dedans\n\nUn mot.\n{{% /notice %}}\n\n"
    found = text_of(b"---\ntitle: a\n---\n{{< youtube abc >}}\n\n" + notice + b"`{{< code >}}`\n")
    assert found.headings == "dedans"
    assert found.body.split() == ["##", "dedans", "un", "mot.", "`{{<", "code", ">}}`"]


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', '"a', "*", "wifi*", "NEAR", "NEAR(wifi, 2)", "wifi NEAR train", "wifi AND", "OR",
        "NOT wifi", "^wifi", "body:wifi", "{body}: wifi", "wifi + train", "-", "--", "-*", "(", ")", "wifi)",
        "';--", "'; drop table words",
        "\x00", "a\x00b", "\ud800", "\\", "%", "_", "?", "wifi\" OR \"train", "\U0001f600", "a" * 10_000,
        "é " * 5_000,
        "\"" * 9_999, "(" * 10_000, "rowid:1", "words MATCH 'x'",
    ],
)  # fmt: skip
def test_nothing_typed_is_an_order_to_the_database(search: Search, blog: Path, query: str) -> None:
    found(search, blog, query)
    assert found(search, blog, "wifi") == ["train", "camping"]


def test_what_means_something_to_the_database_is_searched_as_text(search: Search, blog: Path) -> None:
    assert found(search, blog, "NEAR*") == ["mer"]
    assert found(search, blog, '"art & near"') == ["mer"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_any_text_is_a_query(search: Search, blog: Path, query: str) -> None:
    wanted = Query.parse(query)
    assert set(search.find(wanted, entries(blog)).entries) <= set(entries(blog))
    excerpt = search.excerpt("posts/hotel.md", wanted)
    assert excerpt is None or all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)


def test_the_line_that_matches_is_given_with_its_words_marked(search: Search) -> None:
    excerpt = search.excerpt("posts/hotel.md", Query.parse("canal reseau"))
    assert excerpt
    assert excerpt.line == 4
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["réseau", "canal"]


def test_a_line_that_holds_more_of_the_words_is_better(search: Search) -> None:
    excerpt = search.excerpt("posts/hotel.md", Query.parse("réseau"))
    assert excerpt
    assert (excerpt.line, excerpt.text) == (2, "## Réseaux invités")


def test_there_is_no_line_when_only_the_title_matches(search: Search) -> None:
    assert search.excerpt("posts/camping.md", Query.parse("camping")) is None
    assert search.excerpt("posts/absent.md", Query.parse("camping")) is None


@pytest.mark.parametrize(
    ("query", "line", "marked"),
    [
        ("wifi", "Le Wi-Fi et le WiFi", ["Wi-Fi", "WiFi"]),
        ("oeuvre", "L’œuvre", ["œuvre"]),
        ("ete", "E\u0301te\u0301 et été", ["E\u0301te\u0301", "été"]),
        ("peut-etre", "Peut‑être, peut être", ["Peut‑être", "peut être"]),
        ('"mot"', "mot mots mot-clé", ["mot", "mot"]),
        ("eau", "réseau, eau", ["eau"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("a b", "b a", ["b", "a"]),
        ("res reseau", "réseaux", ["réseau"]),
    ],
)
def test_marks_cover_the_letters_as_they_are_written(query: str, line: str, marked: list[str]) -> None:
    marks = Marker(Query.parse(query).words).marks(line)
    assert [line[start:end] for start, end in marks] == marked


def test_a_title_is_marked_inside_its_words_too() -> None:
    assert Marker(Query.parse("eau").words).marks("Réseau", inside=True) == ((3, 6),)


def test_a_long_line_is_shown_around_its_match() -> None:
    body = "mot " * 500 + "réseau " + "fin " * 500
    excerpt = Marker(Query.parse("reseau").words).excerpt(body)
    assert excerpt
    assert excerpt.text.startswith("…mot")
    assert len(excerpt.text) <= 400
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["réseau"]


def ready(blog: Path, file: Path) -> Search:
    search = Search(blog, file)
    search.update(entries(blog))
    return search


def changed(blog: Path, name: str, body: str) -> tuple[Entry, ...]:
    write(blog, f"posts/{name}.md", text("Changé", "2024-01-01", body))
    _SEEN[blog] = index_of(blog).scan()
    return _SEEN[blog]


def test_a_change_is_found_at_once_and_its_old_words_no_more(blog: Path, file: Path) -> None:
    search = ready(blog, file)
    changed(blog, "mer", "Un phare.\n")
    for _ in range(2):
        assert found(search, blog, "phare") == ["mer"]
        assert found(search, blog, "marins") == []
        search.update(entries(blog))
    (blog / "posts/mer.md").unlink()
    _SEEN[blog] = index_of(blog).scan()
    search.update(entries(blog))
    assert found(search, blog, "phare") == []
    let_go(search)


def test_the_next_run_has_nothing_to_index(blog: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 2**62)
    let_go(ready(blog, file))
    monkeypatch.setattr(bodies, "text_of", lambda _: pytest.fail("indexed again"))
    search = ready(blog, file)
    monkeypatch.setattr(bodies, "read_plain", lambda *_: pytest.fail("read"))
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)


@pytest.mark.parametrize("damage", ["truncated", "garbage", "empty", "tables", "version", "scope", "middle"])
def test_a_damaged_index_is_made_again(blog: Path, file: Path, damage: str) -> None:
    let_go(ready(blog, file))
    data = file.read_bytes()
    if damage == "truncated":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "garbage":
        file.write_bytes(os.urandom(5000))
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "middle":
        file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    else:
        db = sqlite3.connect(file)
        order = {
            "tables": "drop table words",
            "version": "pragma user_version = 99",
            "scope": "update scope set text = 'x'",
        }
        db.executescript(order[damage])
        db.close()
    search = ready(blog, file)
    assert found(search, blog, "marins") == ["mer"]
    search.update(entries(blog))
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)
    assert sqlite3.connect(file).execute("select count(*) from posts").fetchone() == (len(POSTS),)


def test_a_deleted_index_is_made_again(blog: Path, file: Path) -> None:
    let_go(ready(blog, file))
    file.unlink()
    search = ready(blog, file)
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)
    assert sqlite3.connect(file).execute("select count(*) from posts").fetchone() == (len(POSTS),)


def test_an_index_deleted_under_the_program_takes_nothing_away(blog: Path, file: Path) -> None:
    search = ready(blog, file)
    file.unlink()
    assert found(search, blog, "marins") == ["mer"]
    changed(blog, "mer", "Un phare.\n")
    for _ in range(2):
        assert found(search, blog, "phare") == ["mer"]
        assert found(search, blog, "marins") == []
        search.update(entries(blog))
    let_go(search)
    assert found(ready(blog, file), blog, "phare") == ["mer"]


def test_the_index_of_another_blog_is_made_anew(blog: Path, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    write(other, "posts/mer.md", text("Autre", "2024-01-01", "Un phare.\n"))
    let_go(ready(other, file))
    search = ready(blog, file)
    assert found(search, blog, "phare") == []
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)


def test_other_words_in_a_file_of_the_same_size_and_time_are_found(blog: Path, file: Path) -> None:
    path = blog / "posts/mer.md"
    before = path.stat()
    let_go(ready(blog, file))
    data = path.read_bytes().replace(b"marins", b"phares")
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    _SEEN[blog] = index_of(blog).scan()
    search = ready(blog, file)
    assert found(search, blog, "phares") == ["mer"]
    assert found(search, blog, "marins") == []
    let_go(search)


def test_a_clock_that_went_back_makes_bodies_be_read_again(
    blog: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 1)
    let_go(ready(blog, file))
    status = (blog / "posts/mer.md").stat()
    write(blog, "posts/mer.md", text("En mer", "2022-01-01", "Un phare.\n"))
    monkeypatch.setattr(index_module, "_status", lambda one: status if one.name == "mer.md" else one.stat())
    _SEEN[blog] = index_of(blog).scan()
    search = ready(blog, file)
    assert found(search, blog, "phare") == ["mer"]
    assert found(search, blog, "marins") == []
    let_go(search)


def test_two_programs_may_make_an_index_at_once(blog: Path, file: Path) -> None:
    entries(blog)
    searches = [Search(blog, file) for _ in range(4)]
    threads = [threading.Thread(target=search.update, args=(entries(blog),)) for search in searches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for search in searches:
        assert found(search, blog, "marins") == ["mer"]
        let_go(search)
    search = ready(blog, file)
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)


def test_an_index_damaged_under_the_program_is_done_without_then_made_again(blog: Path, file: Path) -> None:
    search = ready(blog, file)
    other = sqlite3.connect(file)
    other.executescript("drop table words; drop table posts;")
    other.close()
    assert found(search, blog, "marins") == ["mer"]
    search.update(entries(blog))
    assert found(search, blog, "marins") == ["mer"]
    assert sqlite3.connect(file).execute("select count(*) from posts").fetchone() == (len(POSTS),)
    let_go(search)


def test_an_index_that_cannot_be_written_is_done_without(blog: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "blog.search", tmp_path / "folder"):
        search = ready(blog, place)
        assert found(search, blog, "marins") == ["mer"]
        let_go(search)


def test_an_index_another_program_is_writing_is_done_without(
    blog: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fts_index, "_WAIT", 0.01)
    let_go(ready(blog, file))
    changed(blog, "mer", "Un phare.\n")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    search = ready(blog, file)
    assert found(search, blog, "phare") == ["mer"]
    other.execute("rollback")
    search.update(entries(blog))
    assert found(search, blog, "phare") == ["mer"]
    let_go(search)


def test_two_programs_may_share_an_index(blog: Path, file: Path) -> None:
    one, two = ready(blog, file), ready(blog, file)
    changed(blog, "mer", "Un phare.\n")
    for search in (one, two, one):
        search.update(entries(blog))
        assert found(search, blog, "phare") == ["mer"]
        assert found(search, blog, "camping") == ["camping"]
    let_go(one)
    let_go(two)


def test_leftovers_of_many_changes_make_the_index_be_made_anew(
    blog: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fts_index, "_LEAST_LEFTOVERS", 3)
    search = ready(blog, file)
    for number in range(10):
        changed(blog, "mer", f"Un phare {number}.\n")
        search.update(entries(blog))
        assert found(search, blog, f'"phare {number}"') == ["mer"]
    let_go(search)
    last = sqlite3.connect(file).execute("select max(number) from posts").fetchone()[0]
    assert last < len(POSTS) + 9


def test_a_search_while_the_index_is_being_made_answers(blog: Path, file: Path) -> None:
    for number in range(300):
        write(
            blog,
            f"posts/{number}.md",
            text(f"Titre {number}", "2019-01-01", f"Un texte et xylographe{number}.\n"),
        )
    _SEEN[blog] = index_of(blog).scan()
    search = Search(blog, file)
    thread = threading.Thread(target=search.update, args=(entries(blog),))
    thread.start()
    while thread.is_alive():
        assert len(found(search, blog, "xylographe7")) == 11
        assert found(search, blog, '"xylographe7"') == ["7"]
        assert found(search, blog, "marins") == ["mer"]
    thread.join()
    done = search.find(Query.parse("xylographe7"), entries(blog))
    assert done.complete
    assert len(done.entries) == 11
    let_go(search)


def test_making_the_index_can_be_stopped_and_goes_on_later(blog: Path, file: Path) -> None:
    search = Search(blog, file)
    search.update(entries(blog), stop=lambda: True)
    assert found(search, blog, "marins") == ["mer"]
    search.update(entries(blog))
    assert found(search, blog, "marins") == ["mer"]
    let_go(search)


def test_a_name_that_is_no_utf8_is_searched_too(blog: Path, file: Path) -> None:
    write(blog, os.fsdecode(b"posts/caf\xe9.md"), "Une phrase avec palimpseste.")
    _SEEN[blog] = index_of(blog).scan()
    search = ready(blog, file)
    assert found(search, blog, "palimpseste") == ["caf\udce9"]
    let_go(search)
    assert found(ready(blog, file), blog, "palimpseste") == ["caf\udce9"]


def test_text_of_former_days_is_searched_as_it_reads(blog: Path, file: Path) -> None:
    write(
        blog, "posts/vieux.md", "---\ntitle: Vieux\n---\nUn caf\xe9 \x96 na\xefvet\xe9\r\n".encode("latin-1")
    )
    _SEEN[blog] = index_of(blog).scan()
    search = ready(blog, file)
    assert found(search, blog, "naivete") == ["vieux"]
    let_go(search)


def test_what_is_found_in_files_is_told_as_it_comes_and_nothing_comes_before_it_later(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "_BATCH", 1)
    monkeypatch.setattr(search_module, "_PATIENCE", 0)
    search, told = Search(blog, None), list[list[str]]()
    done = search.find(
        Query.parse("réseau"),
        entries(blog),
        tell=lambda result: told.append(names(result.entries)) if not result.complete else None,
    )
    assert done.complete
    assert told[0] == ["camping", "tags"]
    assert told[-1] == ["camping", "tags", "hotel"]
    assert names(done.entries) == ["camping", "tags", "hotel", "mer"]
    batches = [names(batch) for batch in search.stream(Query.parse("réseau"), entries(blog))]
    assert batches[0] == ["camping", "tags"]
    assert [name for batch in batches for name in batch] == names(done.entries)


def test_a_search_in_files_can_be_stopped(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "_BATCH", 1)
    read: list[str] = []
    monkeypatch.setattr(bodies, "read_plain", lambda _root, path: read.append(path) or b"")
    done = Search(blog, None).find(Query.parse("réseau"), entries(blog), stop=lambda: bool(read))
    assert not done.complete
    assert names(done.entries) == ["camping", "tags"]
    assert len(read) == 1


def test_a_post_whose_title_and_tags_answer_is_not_read(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "read_plain", lambda _root, path: pytest.fail(path))
    for query in ("camping", "réseau camping -camping"):
        chosen = [entry for entry in entries(blog) if entry.path == "posts/camping.md"]
        Search(blog, None).find(Query.parse(query), chosen)


def test_an_index_is_caught_up_with_only_where_it_is_there_and_few_posts_changed(
    blog: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module.time, "time_ns", lambda: 2**62)
    search = Search(blog, file)
    search.catch_up(entries(blog))
    assert not file.exists()
    assert found(search, blog, "marins") == ["mer"]
    let_go(ready(blog, file))
    changed(blog, "mer", "Un phare.\n")
    seen: list[str] = []
    plain = bodies.read_plain
    monkeypatch.setattr(bodies, "read_plain", lambda root, path: seen.append(path) or plain(root, path))
    for few, looked_at in ((0, 1), (1, 0)):
        monkeypatch.setattr(search_module, "_FEW", few)
        search = Search(blog, file)
        search.catch_up(entries(blog))
        seen.clear()
        assert found(search, blog, "phare") == ["mer"]
        assert seen == ["posts/mer.md"] * looked_at
        let_go(search)
