"""Rows: in columns for people, a tab between fields for programs; how many, in which order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blogwifi_tui.cli import table
from blogwifi_tui.cli.table import Column, print_as_found, print_table
from blogwifi_tui.markdown.lines import width_of
from tests.cli.conftest import Run
from tests.conftest import make_blog

Git = Callable[..., str]
POSTS = {
    "a.md": "title: Un\ndate: 2020-01-03\ntags: [wifi, hôtel]\ndraft: true",
    "b.md": "title: L’été 🎉 à la montagne, 語 et autres lieux où le WiFi ne passe pas\ndate: 2020-01-02",
    "c.md": "title: Deux\ndate: 2020-01-01",
}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    posts = {name: f"---\n{header}\n---\n\nTexte.\n" for name, header in POSTS.items()}
    return make_blog(tmp_path, posts, "Avant")


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Standard output is a terminal of so many columns."""

    def wide(columns: int) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))

    return wide


@pytest.mark.usefixtures("french")
def test_in_a_pipe_there_is_a_tab_between_fields_and_the_words_are_english(blog: Path, run: Run) -> None:
    (blog / "blogwifi.toml").write_text('[blog]\nlanguage = "fr"\n', encoding="utf-8")
    (blog / "posts" / "d.md").write_text('---\ntitle: "a\\tb\\nc"\n---\n', encoding="utf-8")
    rows = [line.split("\t") for line in run(blog, "list").out.splitlines()]
    assert {len(row) for row in rows} == {7}
    assert ["2020-01-03", "draft", "to publish", "Un", "wifi, hôtel", "posts/a.md", ""] in rows
    assert any(row[3] == "a b c" for row in rows)
    assert run(blog, "list", "--format", "tsv").out == run(blog, "list").out


@pytest.mark.usefixtures("french")
def test_on_a_terminal_the_words_are_those_of_the_person(
    blog: Path, run: Run, on_a_terminal: Callable[[int], None]
) -> None:
    (blog / "blogwifi.toml").write_text('[blog]\nlanguage = "fr"\n', encoding="utf-8")
    on_a_terminal(100)
    told = run(blog, "list").out
    assert "brouillon" in told
    assert "\t" not in told
    assert "\t" in run(blog, "list", "--format", "tsv").out


@pytest.mark.parametrize("columns", [120, 80, 60, 40])
@pytest.mark.parametrize("verb", [["list"], ["tags"], ["history", "b"]], ids=" ".join)
def test_no_row_is_wider_than_the_terminal_and_columns_are_aligned(
    blog: Path, run: Run, on_a_terminal: Callable[[int], None], columns: int, verb: list[str]
) -> None:
    on_a_terminal(columns)
    lines = run(blog, *verb).out.splitlines()
    assert lines
    assert max(map(width_of, lines)) <= max(columns, 55)


def test_the_title_keeps_its_place_where_there_is_little(
    blog: Path, run: Run, on_a_terminal: Callable[[int], None]
) -> None:
    on_a_terminal(60)
    first, second, third = run(blog, "list").out.splitlines()
    assert first.endswith("a")
    assert "  L’été 🎉 à la" in second
    assert "…" in second
    assert third.index("Deux") == first.index("Un")


def test_what_is_told_of_a_post_last_can_be_typed_again(
    blog: Path, run: Run, on_a_terminal: Callable[[int], None]
) -> None:
    for year in (2019, 2021):
        twin = blog / "posts" / f"{year}-05-12-le-wifi-de-l-hotel-des-voyageurs.md"
        twin.write_text("---\ntitle: Le WiFi de l’hôtel des voyageurs\n---\n", encoding="utf-8")
    on_a_terminal(250)
    assert all(line.endswith(".md") for line in run(blog, "list").out.splitlines())
    on_a_terminal(105)
    names = [line.split()[-1] for line in run(blog, "list").out.splitlines()]
    assert {"a", "b", "c", "2019-05-12-le-wifi-de-l-hotel-des-voyageurs"} < {*names}
    for name in names:
        assert run(blog, "show", name).status == 0


def test_rows_may_be_few_and_in_another_order(blog: Path, run: Run) -> None:
    def names(*words: str) -> str:
        return "".join(Path(each["path"]).stem for each in run(blog, "list", "--json", *words).data)

    assert names() == "abc"
    assert names("--reverse") == "cba"
    assert names("--limit", "2") == "ab"
    assert names("--sort", "title") == "cba"
    assert names("--sort", "path", "-n", "1") == "a"
    run(blog, "set", "c", "lang=fr")
    (blog / "posts" / "c.md").write_text("---\ntitle: Deux\ndate: 2020-01-01\n---\n", encoding="utf-8")
    os.utime(blog / "posts" / "c.md", (4e9, 4e9))
    assert names("--sort", "modified").startswith("c")
    assert run(blog, "list", "--format=json").data == run(blog, "list", "--json").data
    for verb in (["tags"], ["search", "texte"], ["history", "a"]):
        assert len(run(blog, *verb, "--json", "-n", "1").data) == 1


def test_what_stands_below_a_row_is_whole_and_a_field_of_its_own_in_a_pipe(
    capsys: pytest.CaptureFixture[str],
) -> None:
    columns = (Column.WHOLE, Column.TEXT, Column.BELOW)
    print_table(columns, [("1", "a", "why"), ("2", "b", "")], plain=True)
    print_table(columns, [("1", "a", "why"), ("2", "b", "")], plain=False)
    assert capsys.readouterr().out == "1  a\n    why\n2  b\n1\ta\twhy\n2\tb\t\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_are_for_terminals_and_persons_that_take_them(
    blog: Path,
    run: Run,
    on_a_terminal: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    assert "\x1b" not in run(blog, "show", "a").out
    on_a_terminal(80)
    assert "\x1b[" in run(blog, "show", "a").out
    monkeypatch.setenv(name, value)
    for verb in (["show", "a"], ["list"], ["tags"], ["history", "a"], ["status"], ["search", "texte"]):
        assert "\x1b" not in run(blog, *verb).out


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("2026-05-12T00:30:00+02:00", "2026-05-12", "2026-05-12T00:30:00+02:00"),
        ("2026-05-12T00:00:00+02:00", "2026-05-12", "2026-05-12T00:00:00+02:00"),
        ("2026-05-11T23:30:00-05:00", "2026-05-11", "2026-05-11T23:30:00-05:00"),
        ("2026-05-12T23:30:00Z", "2026-05-12", "2026-05-12T23:30:00+00:00"),
        ("2026-05-12", "2026-05-12", "2026-05-12T00:00:00"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Martinique"])
@pytest.mark.parametrize("name", ["posts/a.md", "content/posts/a.md"])
def test_a_date_is_told_with_the_offset_that_is_written_in_the_post(
    tmp_path: Path, run: Run, git: Git, written: str, day: str, moment: str, zone: str, name: str
) -> None:
    if name.startswith("content"):
        (tmp_path / "hugo.toml").write_text('baseURL = "https://a.test/"\n', encoding="utf-8")
    (tmp_path / "blogwifi.toml").write_text(f'[blog]\ntime_zone = "{zone}"\n', encoding="utf-8")
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(f"---\ntitle: A\ndate: {written}\n---\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    assert run(tmp_path, "list").out.startswith(f"{day}\t")
    assert run(tmp_path, "list", "--json").data[0]["date"].startswith(moment)
    assert run(tmp_path, "list", f"year:{day[:4]}", "after:2026-05-10", "before:2026-05-13").out
    assert run(tmp_path, "list", f"after:{day}").out == ""
    assert run(tmp_path, "list", f"before:{day}").out == ""


def test_rows_that_are_still_looked_for_are_printed_as_they_come_in_columns_that_only_widen(
    capsys: pytest.CaptureFixture[str],
    on_a_terminal: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []

    def rows() -> Iterator[list[tuple[str, str]]]:
        for batch in ([], [("a", "1")], [], [("bbb", "2"), ("c", "3")], [("d", "4")]):
            yield batch
            told.append(capsys.readouterr().out)

    on_a_terminal(80)
    monkeypatch.setattr(table, "_MOMENT", 0)
    assert print_as_found((Column.TEXT, Column.PATH), rows(), plain=True)
    assert told == ["", "a  1\n", "", "bbb  2\nc    3\n", "d    4\n"]
    assert not print_as_found((Column.TEXT, Column.PATH), iter([[]]), plain=True)
    monkeypatch.setattr(table, "_MOMENT", 60)
    assert print_as_found((Column.TEXT, Column.PATH), rows(), plain=True)
    assert (told[5:], capsys.readouterr().out) == ([""] * 5, "a    1\nbbb  2\nc    3\nd    4\n")


def test_aligned_rows_that_nothing_cuts_wait_for_the_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "_MOMENT", 0)
    rows = iter([[("a", "1")], [("bbb", "2")]])
    assert print_as_found((Column.TEXT, Column.PATH), rows, plain=True)
    assert capsys.readouterr().out == "a    1\nbbb  2\n"


def test_a_search_asks_git_only_for_states_and_makes_no_index(
    blog: Path, run: Run, git_log: Path, home: Path
) -> None:
    git_log.write_text("", encoding="utf-8")
    found = run(blog, "search", "texte", "--json").data
    assert [each["path"] for each in found] == ["posts/a.md", "posts/b.md", "posts/c.md"]
    assert [each["text"] for each in found] == ["Texte."] * 3
    assert run(blog, "search", "texte", "--limit", "1").out == "Un\tposts/a.md\tTexte.\n"
    assert git_log.read_text(encoding="utf-8") == ""
    assert list(home.rglob("*.search")) == []
    assert [each["path"] for each in run(blog, "search", "texte state:draft", "--json").data] == [
        "posts/a.md"
    ]
    assert git_log.read_text(encoding="utf-8") != ""
