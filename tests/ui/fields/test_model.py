"""What the fields of a post say as words, what other words make of the post, and what is said beside them."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import NotText
from blogwifi_tui.site.conventions import Conventions
from blogwifi_tui.ui.fields.model import FieldSheet, Names
from blogwifi_tui.ui.fields.validation import FieldNote, note
from blogwifi_tui.ui.widgets.tags_input import ListSuggester, join_list, split_list

SAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "content" / "samples").glob("*.md"))
    if not (post := Post(path.name, path.read_bytes())).problem and post.is_text
]
"""Posts whose fields can be filled in."""
NOW = dt.datetime(2026, 5, 12, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
YAML = """\
---
title: 'Un'
date: 2020-03-04T09:30:15+01:00
tags: ["a, b", c]
# à nous
categories:
  - Récits
draft: true
description: "Peu"   # court
slug: un
layout: post
weight: 10
---
Texte
"""
TOML = """\
+++
title = 'Un'
date = 2020-03-04T09:30:15+01:00
tags = ["a", "c"]  # à nous
categories = ["Récits"]
draft = true
description = "Peu"
slug = "un"
layout = "post"
weight = 10
+++
Texte
"""
JSON = """\
{
  "title": "Un",
  "date": "2020-03-04T09:30:15+01:00",
  "tags": ["a", "c"],
  "categories": ["Récits"],
  "draft": true,
  "description": "Peu",
  "slug": "un",
  "layout": "post",
  "weight": 10
}

Texte
"""
PELICAN = """\
Title: Un
Date: 2020-03-04 09:30
Tags: a, c
Category: Récits
Status: draft
Summary: Peu
Slug: un
Layout: post
Weight: 10

Texte
"""
FORMS: dict[str, bytes] = {
    "yaml": YAML.encode(),
    "crlf": YAML.replace("\n", "\r\n").encode(),
    "bom": b"\xef\xbb\xbf" + YAML.encode(),
    "toml": TOML.encode(),
    "json": JSON.encode(),
    "pelican": PELICAN.encode(),
}


def sheet_of(data: bytes, path: str = "posts/a.md", **options: object) -> FieldSheet:
    return FieldSheet(Post(path, data), NOW, Conventions(), **options)  # type: ignore[arg-type]


def said(sheet: FieldSheet, name: str, text: str, **others: str) -> FieldNote:
    return note(sheet, name, {**sheet.shown, name: text, **others})


@pytest.fixture(params=FORMS)
def sheet(request: pytest.FixtureRequest) -> FieldSheet:
    return sheet_of(FORMS[request.param])


@pytest.fixture
def yaml() -> FieldSheet:
    return sheet_of(FORMS["yaml"])


def lines(sheet: FieldSheet, **changes: str) -> list[str]:
    """The lines that come and go once these fields are changed."""
    post, refused = sheet.applied(changes)
    assert not refused
    before, after = (data.decode().splitlines(keepends=True) for data in (sheet.post.data, post.data))
    return [line for line in difflib.unified_diff(before, after, n=0) if line[:1] in "+-"][2:]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Deux : l’hôtel"),
        ("date", "2021-01-02 10:00"),
        ("tags", "a, wifi"),
        ("categories", "Chantiers"),
        ("draft", ""),
        ("description", "Beaucoup plus"),
        ("slug", "deux"),
        ("key layout", "page"),
        ("key weight", "11"),
    ],
)
def test_a_field_changes_its_own_line_in_every_kind_of_header(
    sheet: FieldSheet, field: str, value: str
) -> None:
    name = next(name for name in sheet.shown if name.lower() == field)
    changed = lines(sheet, **{name: value})
    assert [line[:1] for line in changed] == ["-", "+"]
    assert all(line.endswith("\r\n") for line in changed) is (b"\r\n" in sheet.post.data)
    assert FieldSheet(sheet.applied({name: value}).post, NOW, Conventions()).shown[name] != sheet.shown[name]


def test_a_form_closed_as_it_was_opened_changes_nothing(sheet: FieldSheet) -> None:
    assert sheet.changes(sheet.shown) == {}
    assert sheet.applied({}).post is sheet.post


def test_two_fields_changed_change_two_lines(yaml: FieldSheet) -> None:
    assert lines(yaml, title="Deux", draft="") == [
        "-title: 'Un'\n",
        "+title: 'Deux'\n",
        "-draft: true\n",
        "+draft: false\n",
    ]


@pytest.mark.parametrize(
    ("field", "gone"), [("description", "Peu"), ("slug", "lug"), ("key layout", "ayout")]
)
def test_a_field_left_empty_takes_its_line_away_and_that_is_said(
    sheet: FieldSheet, field: str, gone: str
) -> None:
    name = next(name for name in sheet.shown if name.lower() == field)
    changed = lines(sheet, **{name: ""})
    assert [(line[:1], gone in line) for line in changed] == [("-", True)]
    assert said(sheet, name, "").text.startswith("Left empty: the line is taken away")


def test_a_tag_with_a_comma_stays_one_tag(yaml: FieldSheet) -> None:
    assert yaml.shown["tags"] == '"a, b", c'
    assert lines(yaml, tags='"a, b", c, d') == ['-tags: ["a, b", c]\n', '+tags: ["a, b", c, "d"]\n']


def test_what_cannot_be_changed_alone_is_named_and_keeps_nothing_else_from_being_changed() -> None:
    sheet = sheet_of(b"---\ntitle: Un\nbase: &b x\nother: *b\n---\n")
    post, refused = sheet.applied({"key base": "y", "title": "Deux"})
    assert post.data == b"---\ntitle: Deux\nbase: &b x\nother: *b\n---\n"
    assert list(refused) == ["key base"]
    assert said(sheet, "key base", "y") == (
        "This cannot be changed without touching other lines. "
        "A YAML anchor, alias or tag ties it to them. Ctrl+Z: as it was.",
        True,
    )
    assert said(sheet_of(FORMS["pelican"]), "tags", "a; b").blocks


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"Un\n==\n", "posts/a.rst", "is no Markdown and has no header of its own"),
        (b"---\ntitle: Un\ntitle: Deux\n---\n", "posts/a.md", "“title” stands twice"),
    ],
)
def test_a_field_says_why_it_cannot_be_changed_where_no_other_line_is_in_the_way(
    data: bytes, path: str, words: str
) -> None:
    told = said(sheet_of(data, path), "title", "Trois")
    assert words in told.text
    assert told.blocks


def test_a_post_that_is_not_utf_8_is_refused_whole() -> None:
    with pytest.raises(NotText):
        sheet_of("---\ntitle: Été\n---\n".encode("latin-1")).applied({"title": "Hiver"})


def test_a_post_without_a_header_gets_one() -> None:
    assert sheet_of(b"Texte\n").applied({"title": "Un"}).post.data == b"---\ntitle: Un\n---\n\nTexte\n"


@pytest.mark.parametrize(
    ("name", "text", "words", "blocks"),
    [
        ("title", "", "Type a title first.", True),
        ("date", "2026-13-01", "Write the date as 2026-05-12 09:30.", True),
        ("date", "", "Write the date as 2026-05-12 09:30.", True),
        ("date", "2020-03-05 10:00", "Thursday 5 March 2020, 10:00", False),
        ("description", "é" * 142, "142 characters", False),
        ("description", "é" * 161, "161 characters · search engines show about 160", False),
        ("slug", "un", "", False),
        ("slug", "L’Été", "A plain slug would be: l-ete", False),
        ("key weight", "dix", "This becomes a text; it was “10”.", False),
        ("key weight", "12", "", False),
        (
            "tags",
            "wifi, WI-FI, c++, c",
            "“wifi” is there already, as “WiFi”. “WI-FI” is there already, as “WiFi”.",
            False,
        ),
        ("categories", "recits", "“recits” is there already, as “Récits”.", False),
    ],
)
def test_what_is_to_be_known_is_said_beside_the_field(name: str, text: str, words: str, blocks: bool) -> None:
    sheet = sheet_of(FORMS["yaml"], tags=["WiFi", "wifi", "c", "c++"], categories=["Récits"])
    assert said(sheet, name, text) == (words, blocks)


def test_a_date_must_stay_a_date() -> None:
    sheet = sheet_of(b"---\ntitle: Un\ndate: 2026-01-02\nlastmod: 2026-02-03\n---\n")
    assert said(sheet, "key lastmod", "hier") == ("Write the date as 2026-05-12 09:30.", True)
    assert not said(sheet, "key lastmod", "2026-05-12 09:30").blocks


def test_a_list_must_stay_a_list() -> None:
    sheet = sheet_of(b"---\ntitle: Un\naliases: [a]\nauthor: {name: Marc}\n---\n")
    assert said(sheet, "key aliases", "[a, b").blocks
    assert said(sheet, "key author", "Marc").blocks
    assert not said(sheet, "key aliases", "[a, b]").blocks


def test_a_date_ahead_says_that_the_post_is_scheduled_unless_it_is_a_draft(yaml: FieldSheet) -> None:
    assert said(yaml, "date", "2026-05-13", draft="").text == "Wednesday 13 May 2026 · scheduled"
    assert said(yaml, "date", "2026-05-13", draft="yes").text == "Wednesday 13 May 2026"


def test_a_post_without_a_date_needs_none() -> None:
    assert said(sheet_of(b"---\ntitle: Un\n---\n"), "date", "") == ("", False)


def test_a_draft_without_a_date_is_said_to_be_dated_when_it_is_published() -> None:
    sheet = sheet_of(b"---\ntitle: Un\ndraft: true\n---\n")
    assert said(sheet, "date", "", draft="yes") == ("Dated when it is published.", False)
    assert said(sheet, "date", "", draft="") == ("", False)


def test_a_draft_by_its_folder_cannot_be_made_ready_here() -> None:
    sheet = sheet_of(b"---\ntitle: Un\n---\n", "_drafts/a.md")
    assert said(sheet, "draft", "") == ("Its folder makes it a draft, until its file is moved.", True)


def test_a_date_that_is_none_is_shown_and_named_and_keeps_nothing_from_being_changed() -> None:
    sheet = sheet_of(b"---\ntitle: Un\ndate: nonsense\n---\n")
    assert (sheet.shown["date"], dict(sheet.extras)) == ("nonsense", {})
    assert said(sheet, "date", "nonsense") == ("Write the date as 2026-05-12 09:30.", False)
    assert said(sheet, "date", "nonsens").blocks
    assert lines(sheet, date="2026-05-12") == ["-date: nonsense\n", "+date: 2026-05-12\n"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_field_of_any_post_changes_another(path: Path) -> None:
    sheet = sheet_of(path.read_bytes(), f"posts/{path.name}")
    for name, text in sheet.shown.items():
        assert not said(sheet, name, text).blocks
        for typed in ("", f"{text}x", "[a, b]", "12", "2026-05-12 10:00"):
            if typed == text or name == "file" or said(sheet, name, typed).blocks:
                continue
            after = FieldSheet(sheet.applied({name: typed}).post, NOW, Conventions())
            assert after.post.problem is None
            body = sheet.post.body
            if name == "title" and after.post.fields == sheet.post.fields:  # it stands in the text alone
                body = body.replace(sheet.post.heading, typed, 1)
            assert after.post.body.endswith(body)
            both = {"tags", "draft"}  # in Nikola's a tag makes a draft
            told = {name, *both} if name in both and sheet.post.format == "nikola" else {name}
            kept = {other: value for other, value in sheet.shown.items() if other not in told}
            assert kept.items() <= after.shown.items(), (name, typed)


def names(*taken: str) -> Names:
    holds: Callable[[str], bool] = lambda path: path.startswith("posts/") and path.endswith(".md")  # noqa: E731
    return Names(taken, holds)


@pytest.mark.parametrize(
    "path", ["", "posts/b", "elsewhere/b.md", "posts/../b.md", "posts//b.md", "posts/b\x07.md"]
)
def test_a_file_needs_a_name_under_which_it_is_found_again(path: str) -> None:
    sheet = sheet_of(FORMS["yaml"], names=names())
    assert said(sheet, "file", path) == ("Write a name such as posts/a.md.", True)


def test_a_new_post_may_change_its_file_to_any_name_that_is_free() -> None:
    sheet = sheet_of(FORMS["yaml"], names=names("posts/b.md"))
    assert said(sheet, "file", "posts/b.md") == ("There is a file called posts/b.md already.", True)
    assert said(sheet, "file", "posts/c.md") == ("", False)
    assert sheet.applied({"file": "posts/c.md"}).post == Post("posts/c.md", sheet.post.data)
    assert sheet.file_of("L’été") == "posts/l-ete.md"
    assert sheet.file_of("B") == "posts/b-2.md"


def test_the_folder_of_a_new_post_is_called_by_its_title_where_it_is_its_own() -> None:
    sheet = sheet_of(FORMS["yaml"], names=names("posts/b/index.md"))
    sheet = replace(sheet, post=replace(sheet.post, path="posts/2026-11-02-a/index.md"))
    assert sheet.file_of("L’été") == "posts/2026-11-02-l-ete/index.md"


def test_a_list_is_split_at_commas_each_item_once() -> None:
    assert split_list(" wifi , hôtel,,wifi,") == ("wifi", "hôtel")
    assert split_list('"a, b", c "d" , "e') == ("a, b", 'c "d"', '"e')


@pytest.mark.parametrize(
    "items",
    [
        (),
        ("a",),
        ("a, b", "c"),
        ('d"e', "f"),
        ('Wi-Fi "6", 7', 'C#"'),
        ('"a"', "b"),
        ('",', '""'),
        ('"', ","),
    ],
)
def test_a_list_that_is_joined_is_split_into_the_same_items(items: Collection[str]) -> None:
    assert split_list(join_list(tuple(items))) == items


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("wi", "WiFi"),
        ("hot", "hôtel"),
        ("wifi, HO", "wifi, hôtel"),
        ("WiFi, w", None),
        ("hôtel", None),
        ("x", None),
        ("", None),
        ("wifi, ", None),
    ],
)
async def test_the_last_item_is_completed_without_regard_to_accents_and_case(
    typed: str, completed: str | None
) -> None:
    assert await ListSuggester(["WiFi", "hôtel"]).get_suggestion(typed) == completed
