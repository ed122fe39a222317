"""Single keys changed in every kind of header, byte for byte."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
GONE = object()


def edited(text: str, key: str, value: Any) -> str:
    post = Post("a.md", text.encode())
    return (post.without_field(key) if value is GONE else post.with_field(key, value)).data.decode()


@pytest.mark.parametrize(
    ("text", "key", "value", "wanted"),
    [
        ("---\nx: {a: 1, b: 2, c: 3}\n---\n", "x.a", GONE, "---\nx: {b: 2, c: 3}\n---\n"),
        ("---\nx: {a: 1, b: 2}\n---\n", "x.b", GONE, "---\nx: {a: 1}\n---\n"),
        ("---\nx: {a: 1}\n---\n", "x.a", GONE, "---\nx: {}\n---\n"),
        ("---\nx: {a: [b, c]}\n---\n", "x.a", ["b"], "---\nx: {a: [b]}\n---\n"),
        ("---\n{}\n---\n", "a", "b", "---\n{a: b}\n---\n"),
        ("---\nx: # c\ny: 1\n---\n", "x", "a", "---\nx: a # c\ny: 1\n---\n"),
        ("---\nx: [a, b] # c\n---\n", "x", ["a", "d"], "---\nx: [a, d] # c\n---\n"),
        ("---\nx:\n\n  - a\n\n  - b\n---\n", "x", ["a"], "---\nx:\n\n  - a\n---\n"),
        ("---\nx:\n  - a\n  - b: 1\n---\n", "x", ["a", "c"], "---\nx:\n  - a\n  - c\n---\n"),
        ("---\nx: |-\n    a\ny: 1\n---\n", "x", "b\nc", "---\nx: |-\n    b\n    c\ny: 1\n---\n"),
        ("---\nx: 1\n---\n", "clé: a", "b", '---\nx: 1\n"clé: a": b\n---\n'),
        ("---\nx: |+\n  a\n\n---\n", "z", 1, "---\nx: |+\n  a\n\nz: 1\n---\n"),
        ("---\nx: [a,b]\n---\n", "x", ["a", "b", "c"], "---\nx: [a,b,c]\n---\n"),
        ("---\nx: [\n  a, # b\n  c # d\n]\n---\n", "x", ["e", "c"], "---\nx: [\n  e,\n  c # d\n]\n---\n"),
        ("---\nx: [\n  a\n]\n---\n", "x", ["a", "b"], "---\nx: [\n  a,\n  b\n]\n---\n"),
        ('{"x": {"a": 1, "b": [1, 2]}}\n', "x.b", [1, 3], '{"x": {"a": 1, "b": [1, 3]}}\n'),
        ('{"x": {"a": 1, "b": 2}}\n', "x.a", GONE, '{"x": {"b": 2}}\n'),
        ('{"x": 1}\n', "x", GONE, "{}\n"),
        ('{"x": 1399883400}\n', "x", NOON, '{"x": 1778587200}\n'),
        ('{"x": "2014-05-12"}\n', "x", {"a": [None, 1]}, '{"x": {"a": [null, 1]}}\n'),
        ('{\n  "x": [\n    "a"\n  ]\n}\n', "x", ["a", "b"], '{\n  "x": [\n    "a",\n    "b"\n  ]\n}\n'),
        ("---\nx:\n  a: 1\ny: 2\n---\n", "x.b", 2, "---\nx:\n  a: 1\n  b: 2\ny: 2\n---\n"),
        ("---\nx:\n  a:\n---\n", "x.b", ["c"], "---\nx:\n  a:\n  b: [c]\n---\n"),
        ("---\nx: {a: 1}\n---\n", "x.b", 2, "---\nx: {a: 1, b: 2}\n---\n"),
        ("---\nx: 1\n---\n", "z", {"a": "b", "c": ["d"]}, "---\nx: 1\nz:\n  a: b\n  c: [d]\n---\n"),
        ("+++\nx = 1\n\n[y]\na = 1\n\n[z]\nb = 2\n+++\n", "y", GONE, "+++\nx = 1\n\n[z]\nb = 2\n+++\n"),
        ("+++\n[y]\na = 1\n[[y.z]]\nb = 2\n\n# c\n[w]\n+++\n", "y", GONE, "+++\n# c\n[w]\n+++\n"),
        ("+++\n[[y]]\na = 1\n[[y]]\na = 2\n+++\n", "y", GONE, "+++\n+++\n"),
        ("+++\ny.a = 1\ny.b = 2\nx = 1\n+++\n", "y", GONE, "+++\nx = 1\n+++\n"),
        ("+++\nx = 1\n[y]\na = 1\n+++\n", "z", {"b": "c"}, "+++\nx = 1\n[y]\na = 1\n\n[z]\nb = \"c\"\n+++\n"),
        ("+++\r\nx = 1\r\n+++\r\n", "extra", {"b": 'c'}, '+++\r\nx = 1\r\n\r\n[extra]\r\nb = "c"\r\n+++\r\n'),
        ("+++\nx = 1.5 # c\n+++\n", "x", float("inf"), "+++\nx = inf # c\n+++\n"),
        ("+++\nx = 1\n+++\n", "x", 1e16, "+++\nx = 1.0e+16\n+++\n"),
        ("+++\nx = 10:30:00\n+++\n", "x", time(9, 30), "+++\nx = 09:30:00\n+++\n"),
        ("+++\nx = 2014-05-12 10:30:00+02:00\n+++\n", "x", NOON, "+++\nx = 2026-05-12 12:00:00+00:00\n+++\n"),
        ("+++\nx = 'a'\n+++\n", "x", "l'été", '+++\nx = "l\'été"\n+++\n'),
        ("+++\nx = [\n  'a',\n]\n+++\n", "x", ["a", "b"], "+++\nx = [\n  'a',\n  'b',\n]\n+++\n"),
        ("+++\nx = [1, 2]\n+++\n", "x", [], "+++\nx = []\n+++\n"),
        ("+++\n[x]\na = 1\n[[y]]\nb = 1\n+++\n", "x.a", 2, "+++\n[x]\na = 2\n[[y]]\nb = 1\n+++\n"),
        ("+++\n[x]\na = 1\n+++\n", "b", True, "+++\nb = true\n[x]\na = 1\n+++\n"),
        ("+++\n\"a b\" = 1\n+++\n", "c d", {"e f": 1}, '+++\n"a b" = 1\n"c d" = { "e f" = 1 }\n+++\n'),
        ("Title: a\nTags:\n\nb", "Tags", ["c", "d e"], "Title: a\nTags: c, d e\n\nb"),
        ("Title: a\nSummary: b\n    c\n\nd", "Summary", "e\nf\ng", "Title: a\nSummary: e\n    f\n    g\n\nd"),
        ("Title: a\nTags: b,c\n\nd", "Tags", ["b", "c, d"], "Title: a\nTags: b; c, d\n\nd"),
        ("Title: a\nTags: b\n\nd", "Tags", ["c, d"], "Title: a\nTags: c, d;\n\nd"),
        (".. title: a\n.. tags: b;c\n\nd", "tags", ["b;c", "e"], ".. title: a\n.. tags: b;c, e\n\nd"),
        (';;;\n"a": 1,\n"b": 2\n;;;\n', "b", GONE, ';;;\n"a": 1\n;;;\n'),
        ("---json\n\n{}\n---\n", "a", 1, '---json\n\n{\n  "a": 1\n}\n---\n'),
        ("Title: a\nSummary: b\n    c\n\nd", "Summary", GONE, "Title: a\n\nd"),
        ("Title: a\nx: b\n\nd", "x", None, "Title: a\nx: \n\nd"),
        (".. title: a\n.. x: b\n\nc", "x", True, ".. title: a\n.. x: true\n\nc"),
    ],
)  # fmt: skip
def test_one_key_changes_and_not_a_byte_beside_it(text: str, key: str, value: Any, wanted: str) -> None:
    assert edited(text, key, value) == wanted


@pytest.mark.parametrize(
    ("text", "key", "value", "reason"),
    [
        ("---\nx: *a\ny: &a 1\n---\n", "x", 2, "unreadable"),
        ("---\nx: &a 1\ny: *a\n---\n", "x", 2, "anchor"),
        ("---\nx: &a 1\ny: *a\n---\n", "y", 2, "anchor"),
        ("---\nx:\n  # c\n  - a\n---\n", "x", "b", "comment"),
        ("---\nx: a\n---\n", "x", "a\ud800", "value"),
        ("---\nx: a\n---\n", "x", object(), "value"),
        ("+++\nx = 1\n+++\n", "x", None, "value"),
        ("+++\nx.y = 1\n+++\n", "x", 2, "complex key"),
        ("+++\n[[x]]\ny = 1\n+++\n", "x", 2, "complex key"),
        ('{"x": 1}\n', "x", float("nan"), "value"),
        ('{"x": 1}\n', "x", [date(2026, 5, 12)], "value"),
        ('{"x": 1}\n', "x", {1, 2}, "value"),
        ("Title: a\nx: b\n\nc", "x", ["a; b"], "value"),
        (".. title: a\n.. x: b\n\nc", "x", ["a, b"], "value"),
        ("Title: a\nx: b\n\nc", "x", {"a": 1}, "value"),
        ("Title: a\nx: b\n\nc", "y z", 1, "value"),
        ("Title: a\nx: b\n\nc", "x", "a\n\nb", "value"),
        ("Title: a\n\nc", "Title", GONE, "boundary"),
        ("---\ntitle: a\n", "title", "b", "unreadable"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(text: str, key: str, value: Any, reason: str) -> None:
    with pytest.raises(CannotEdit) as caught:
        edited(text, key, value)
    assert caught.value.reason == reason


@pytest.mark.parametrize("key", ['"\\U0001F600"', '"a\\tb"', '"a\tb"', "'a\"b'", '"a.b"', 'a."b c".d', "'' "])
def test_toml_keys_are_read_as_toml_reads_them(key: str) -> None:
    post = Post("a.md", f'+++\ntitle = "Un"\n{key} = 1\n+++\n\nCorps.\n'.encode())
    assert post.with_title("Deux").data == post.data.replace(b'"Un"', b'"Deux"')
    assert post.with_field("x", 1).fields == {**post.fields, "x": 1}
