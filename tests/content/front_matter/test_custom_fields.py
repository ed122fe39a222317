"""Front matter keys without a meaning here: shown as one line each, and changed alone."""

from __future__ import annotations

import difflib

import pytest

from blogwifi_tui.content.front_matter.custom_fields import CustomField, extra_keys, with_extra_key
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit

HEADER = """\
---
layout: post
title: Un
weight: 010
comments: yes
nothing:
aliases: [a, "2024", no]
author:
  name: Marc
  since: 1995
note: |
  une
  deux
label: "[WIP]"
tags: [wifi]
lastmod: 2020-03-05
related:
- b
- c
---
Texte
"""


@pytest.fixture
def post() -> Post:
    return Post("posts/a.md", HEADER.encode())


def by_name(post: Post) -> dict[str, CustomField]:
    return {key.name: key for key in extra_keys(post)}


def changed(post: Post, name: str, text: str) -> list[str]:
    """The lines that come and go."""
    after = with_extra_key(post, name, text).data.decode()
    lines = difflib.unified_diff(post.data.decode().splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-"][2:]


def test_each_key_is_shown_as_it_is_written_in_the_order_of_the_header(post: Post) -> None:
    assert [(key.name, key.text) for key in extra_keys(post)] == [
        ("layout", "post"),
        ("weight", "010"),
        ("comments", "yes"),
        ("nothing", ""),
        ("aliases", '[a, "2024", false]'),
        ("author", "{name: Marc, since: 1995}"),
        ("note", '"une\\ndeux\\n"'),
        ("label", "[WIP]"),
        ("lastmod", "2020-03-05"),
        ("related", "[b, c]"),
    ]


def test_what_is_typed_as_it_was_shown_changes_no_byte(post: Post) -> None:
    for key in extra_keys(post):
        if key.text:
            assert with_extra_key(post, key.name, key.text).data == post.data, key.name


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("layout", "true", ["-layout: post", '+layout: "true"']),
        ("weight", "12", ["-weight: 010", "+weight: 12"]),
        ("comments", "no", ["-comments: yes", "+comments: no"]),
        ("nothing", "oui", ["-nothing:", "+nothing: oui"]),
        ("aliases", '[b, "2024", no]', ['-aliases: [a, "2024", no]', '+aliases: [b, "2024", no]']),
        ("author", "{name: Luc, since: 1995}", ["-  name: Marc", "+  name: Luc"]),
        ("label", "[WIP] b", ['-label: "[WIP]"', '+label: "[WIP] b"']),
        ("lastmod", "2021-01-01", ["-lastmod: 2020-03-05", "+lastmod: 2021-01-01"]),
        ("related", "[b, d]", ["-- c", "+- d"]),
        ("layout", "", ["-layout: post"]),
    ],
)
def test_a_change_touches_the_lines_of_its_key_alone(
    post: Post, name: str, text: str, lines: list[str]
) -> None:
    assert changed(post, name, text) == lines


def test_a_text_stays_a_text_unless_it_is_put_in_brackets(post: Post) -> None:
    assert by_name(with_extra_key(post, "layout", "12"))["layout"].value == "12"
    assert by_name(with_extra_key(post, "layout", "[a, b]"))["layout"].value == ["a", "b"]
    assert by_name(with_extra_key(post, "note", '"trois\\nquatre"'))["note"].value == "trois\nquatre"


def test_what_cannot_be_changed_alone_is_refused() -> None:
    post = Post("posts/a.md", b"---\nbase: &b x\nother: *b\n---\n")
    with pytest.raises(CannotEdit):
        with_extra_key(post, "base", "y")


def test_keys_beside_the_tags_of_zola_are_shown_and_those_are_not() -> None:
    header = (
        b'+++\ntitle = "Un"\n[taxonomies]\ntags = ["wifi"]\nseries = ["radio"]\n[extra]\nat = 07:30:00\n+++\n'
    )
    keys = by_name(Post("content/a.md", header))
    assert {name: (key.text, key.fixed) for name, key in keys.items()} == {
        "taxonomies.series": ("[radio]", False),
        "extra": ("…", True),
    }


@pytest.mark.parametrize("value", ['"a\\u202eb"', '" a"', '"\\"a"', '"a\\tb"', '"\\u2028"'])
def test_a_text_that_one_line_cannot_show_is_shown_in_quotes_and_read_back(value: str) -> None:
    post = Post("posts/a.md", f"---\ntitle: Un\nx: {value}\n---\n".encode())
    key = by_name(post)["x"]
    assert key.text.startswith('"')
    assert key.text.isprintable()
    assert key.read(key.text) == post.fields["x"]


def test_another_date_stays_a_date_in_whichever_spelling_it_is_typed() -> None:
    post = Post("posts/a.md", b"---\ndate: 2026-01-01\nlastmod: 2026-01-02T10:00:00+01:00\n---\n")
    after = with_extra_key(post, "lastmod", "6 mai 2026 12:00")
    assert after.header_text == "date: 2026-01-01\nlastmod: 2026-05-06T12:00:00+01:00\n"
