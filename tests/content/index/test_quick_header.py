"""The header of a list row, read without a parser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_rules import GENERIC, Meaning
from blogwifi_tui.content.state import Visibility

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.md"))

TYPICAL = """\
---
# un commentaire
title: "Le WiFi : des gares"
date: 2014-05-12 10:30:00 +0200
tags:
  - wifi
  - 'gare du Nord'
categories: [Carnets, "Hôtel"]
description: >-
  Une description
  sur deux lignes.

author: « Marc »
image: /images/borne.jpg
emoji: 🎉 fête
slug: gares
aliases:
  - /2014/gares/
  - "/?p=12"
lang: fr
draft: false
---

Texte.
"""


def test_a_typical_header_is_read_without_a_parser() -> None:
    date = datetime(2014, 5, 12, 10, 30, tzinfo=timezone(timedelta(hours=2)))
    address = AddressFields(
        "gares", ("/2014/gares/", "/?p=12"), "fr", given=(("slug", "gares"), ("lang", "fr"))
    )
    wanted = Meaning(date, date, ("wifi", "gare du Nord"), ("Carnets", "Hôtel"), Visibility(since=date))
    marked = b"\xef\xbb\xbf" + TYPICAL.replace("\n", "\r\n").encode()
    for found in (read_quickly(TYPICAL.encode()), read_quickly(marked)):
        assert found is not None
        assert (found.title, found.address) == ("Le WiFi : des gares", address)
        assert GENERIC.meaning(found.header, UTC) == wanted


def test_keys_are_read_when_somebody_asks_for_them_and_how_they_are_written_is_told() -> None:
    header = b'---\ntitle: a\ndate: 2014-05-12\nDraft: "no"\nweather: rain\n---\n'
    plain, asked = read_quickly(header), read_quickly(header, keys=frozenset({"weather"}))
    assert plain is not None
    assert asked is not None
    assert "weather" not in plain.header.texts
    assert asked.header.texts["weather"] == "rain"
    assert (asked.header.quoted, asked.header.capitals) == ({"draft"}, {"draft"})


def test_the_first_kilobytes_of_a_post_are_enough() -> None:
    whole = (TYPICAL + "x" * 10_000).encode()
    assert read_quickly(whole[:1024]) == read_quickly(whole)
    assert read_quickly(TYPICAL.encode()[:100]) is None


def test_a_header_cut_inside_its_last_line_is_not_guessed_at() -> None:
    assert read_quickly(b"---\ntitle: a\ndate: 2014-05-12\n---") is None


def test_what_the_header_leaves_to_the_path_is_read_from_it() -> None:
    header = b"---\ntitle: a\n---\n"
    assert read_quickly(header) is None
    dated, drafted = read_quickly(header, "posts/2014-05-12-a.md"), read_quickly(header, "_drafts/a.md")
    assert dated is not None
    assert drafted is not None
    assert GENERIC.meaning(dated.header, UTC).date == datetime(2014, 5, 12)
    assert GENERIC.meaning(drafted.header, UTC).visibility.draft


@pytest.mark.parametrize(
    "line",
    [
        "x: 'a' b", "x: *a", "x: &a b", "x: !t b", "x: {a: b}", "x: a: b", "x: a #b\n  c",
        "x: |\n a\n  b\nc", "x: @a", "x: \t",
        "x: 2014-02-30", "x: 0b_", "x: [2014-02-30]", "x:y", "x:>-\n  a", "  x: a", "title: b", 'x: "\\n"',
        "x: [a\n]", "- a",
        "x:\n  - a\n - b", "x:\n  - a: b", "x: \x07", "x: a\x85b", "x: \ufeff", "?", "...", "x: [a]]",
        "x: [a: b]", "x: [a?b]",
    ],
)  # fmt: skip
def test_anything_but_plain_lines_is_left_to_the_parser(line: str) -> None:
    assert read_quickly(f"---\ntitle: a\ndate: 2014-05-12\n{line}\n---\n".encode()) is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_it_accepts_reads_as_the_post_does(path: Path) -> None:
    post = Post(f"posts/{path.name}", path.read_bytes())
    fast = read_quickly(post.data, post.path)
    if fast is not None:
        assert not post.problem
        assert (fast.title, fast.address) == (post.title, post.address)
        assert GENERIC.meaning(fast.header, UTC) == GENERIC.meaning(post.header, UTC)
