"""``--json`` of every post, however odd its header: valid JSON, and nothing that ends the program."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogwifi_tui.cli.output import print_json, print_json_texts
from blogwifi_tui.content.post import Post
from tests.cli.conftest import Run

Git = Callable[..., str]
SAMPLES = sorted((Path(__file__).parents[1] / "content" / "samples").glob("*.md"))
PARTS = (
    *(
        "a: ",
        "b: ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        "&x ",
        "*x ",
        "<<: *x\n",
        ", ",
        ": ",
        "\n",
        "\n  ",
        "'",
        '"',
    ),
    *(
        "!!binary aGVs\n",
        "!!set {a}\n",
        "!!omap [a: 1]",
        "!!pairs [a: 1]",
        "!!timestamp 2001-01-01",
        "!!str ",
    ),
    *("2026-01-01", "2026-01-01T10:00:00+02:00", "12:30:45", "0x1F", "1e999", ".nan", "-.inf", "9" * 5000),
    *("true", "~", "\\ud800", "\\u0000", "é", "1_000", "| \n  x\n"),
    *("= ", "d = 2020-01-01\n", "t = 10:00:00\n", "[x]\n", "[[y]]\n", "f = inf\n"),
)
"""Pieces of headers, of which most orders make none."""
MARKS = (("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{", "}\n"), ("", "\n\n"))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(MARKS), st.lists(st.sampled_from(PARTS), max_size=14), st.booleans())
def test_what_any_header_holds_is_printed_as_json(
    capsys: pytest.CaptureFixture[str], marks: tuple[str, str], parts: list[str], crlf: bool
) -> None:
    text = f"{marks[0]}{''.join(parts)}{marks[1]}\nTexte.\n"
    post = Post("a.md", (text.replace("\n", "\r\n") if crlf else text).encode())
    print_json({"title": post.title, "fields": post.fields, "body": post.body})
    json.loads(capsys.readouterr().out, parse_constant=pytest.fail)


TEXTS = st.text() | st.none() | st.booleans() | st.integers(0, 2**40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.dictionaries(st.text(), TEXTS | st.lists(st.text()))))
def test_many_posts_are_printed_to_the_letter_as_one_is(
    data: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    print_json(data)
    usual = capsys.readouterr().out
    print_json_texts(data)
    assert capsys.readouterr().out == usual


def test_many_posts_are_listed_where_a_name_is_no_text(blog_folder: Path, run: Run) -> None:
    name = os.fsdecode(b"posts/caf\xe9.md")
    (blog_folder / name).write_text("Texte.\n", encoding="utf-8")
    assert name in {post["path"] for post in run(blog_folder, "list", "--json").data}


def test_a_header_that_is_a_set_is_said_to_be_no_header(blog_folder: Path, run: Run) -> None:
    (blog_folder / "posts" / "set.md").write_text("---\n!!set {a}\n---\n\nTexte.\n", encoding="utf-8")
    (told,) = (post for post in run(blog_folder, "list", "--json").data if post["path"] == "posts/set.md")
    assert (told["state"], bool(told["problem"])) == ("unreadable", True)
    assert run(blog_folder, "show", "posts/set.md", "--json").data["fields"] == {}


def test_every_sample_is_shown_and_listed_as_json(tmp_path: Path, run: Run, git: Git) -> None:
    (tmp_path / "posts").mkdir()
    for sample in SAMPLES:
        (tmp_path / "posts" / sample.name).write_bytes(sample.read_bytes())
    git(tmp_path, "init", "--quiet")
    listed = run(tmp_path, "list", "--json")
    assert (listed.status, listed.err) == (0, "")
    for post in listed.data:
        shown = run(tmp_path, "show", post["path"], "--json")
        assert shown.status == 0
        assert shown.data["path"] == post["path"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0001-01-01", "0001-01-01T00:00:00"),
        ("9999-12-31T23:30:00-05:00", "9999-12-31T23:30:00-05:00"),
        ("'0001-01-01T00:00:00Z'", "0001-01-01T00:00:00+00:00"),
        ("2020", "2020-01-01T00:00:00+00:00"),
        ("bientôt", None),
    ],
)
def test_a_date_that_no_zone_may_move_is_told_as_it_is_written(
    blog_folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, written: str, told: str | None
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    (blog_folder / "posts" / "loin.md").write_text(
        f"---\ntitle: Loin\ndate: {written}\n---\n", encoding="utf-8"
    )
    listed = {each["path"]: each["date"] for each in run(blog_folder, "list", "--json").data}
    assert listed["posts/loin.md"] == told


def test_status_tells_the_title_that_the_settings_give(blog_folder: Path, run: Run) -> None:
    assert run(blog_folder, "status", "--json").data["title"] == blog_folder.name
    (blog_folder / "blogwifi.toml").write_text('[blog]\ntitle = "Ondes"\n', encoding="utf-8")
    data = run(blog_folder, "status", "--json").data
    assert (data["title"], [site["title"] for site in data["sites"]]) == ("Ondes", ["Ondes"])
    (blog_folder / "hugo.toml").write_text('baseURL = "/"\ntitle = "Le site"\n', encoding="utf-8")
    (blog_folder / "blogwifi.toml").unlink()
    data = run(blog_folder, "status", "--json").data
    assert (data["title"], [site["title"] for site in data["sites"]]) == ("Le site", ["Le site"])


def test_every_note_is_json_with_json(published_blog: Path, run: Run) -> None:
    for words in (
        ["set", "hotel", "--unset", "absent", "--dry-run"],
        ["delete", "hotel", "--dry-run"],
        ["retag", "wifi", "WiFi", "--dry-run"],
        ["new", "Neuf"],
        ["delete", "hotel"],
        ["history", "hotel"],
        ["undo"],
        ["publish"],
    ):
        for line in run(published_blog, *words, "--json").err.splitlines():
            assert json.loads(line), words
