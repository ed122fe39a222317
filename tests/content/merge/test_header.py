"""Headers joined: comments, blank lines, order and values of both sides stand in the result, or are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogwifi_tui.content.merge.three_way import Merge, Side
from blogwifi_tui.content.post import Post

PATH = "posts/hotel.md"
YAML = """---
# En tête
title: Le WiFi
date: 2026-05-12  # mardi
tags:
  - wifi
  - hôtel

params:
  # Dedans
  toc: true
  auteur: Marc
draft: false
---

Un texte.
"""
TOML = """+++
# En tête
title = "Le WiFi"
date = 2026-05-12  # mardi
tags = [
  "wifi", # premier
  "hôtel",
]
draft = false

[params]
# Dedans
toc = true
auteur = "Marc"

[[liens]]
nom = "un"
+++

Un texte.
"""
JSON = """{
  "title": "Le WiFi",
  "date": "2026-05-12",
  "tags": ["wifi", "hôtel"],
  "params": {"toc": true, "auteur": "Marc"},
  "draft": false
}

Un texte.
"""
PLAIN = """Title: Le WiFi
Date: 2026-05-12
Tags: wifi, hôtel
Summary: Un mot
Status: draft

Un texte.
"""
NIKOLA = """.. title: Le WiFi
.. slug: le-wifi
.. date: 2026-05-12
.. tags: wifi, hôtel

Un texte.
"""


def merge(before: str | None, mine: str, theirs: str) -> Merge:
    posts = (None if each is None else Post(PATH, each.encode()) for each in (before, mine, theirs))
    return Merge(*posts)  # type: ignore[arg-type]


def swap(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


Changes = Sequence[tuple[str, str]]
COMMENT = "# RAPPELER Mme Dupont\n"
JOINED: dict[str, tuple[str, Changes, Changes]] = {
    "a comment there, a word in the text here": (
        YAML, [("Un texte", "Mon texte")], [("tags:", COMMENT + "tags:")],
    ),
    "a comment there, the next value here": (YAML, [("Le WiFi", "WiFi")], [("date:", COMMENT + "date:")]),
    "a comment at each place": (YAML, [("title:", "# Moi\ntitle:")], [("draft:", COMMENT + "draft:")]),
    "a comment behind a value there": (YAML, [("Un texte", "Mon")], [("Le WiFi", "Le WiFi # dire")]),
    "a comment behind the value that is new here": (
        YAML, [("Le WiFi", "Mon WiFi")], [("title: Le WiFi", "title: Le WiFi # à dire")],
    ),
    "a changed comment behind the value that is new here": (
        YAML, [("2026-05-12", "2026-06-01")], [("# mardi", "# jeudi")],
    ),
    "a changed comment": (YAML, [("Le WiFi", "Mon")], [("# En tête", "# À revoir")]),
    "a comment taken away there": (YAML, [("Le WiFi", "Mon")], [("# En tête\n", "")]),
    "another order there": (
        YAML, [("Le WiFi", "Mon")], [("draft: false\n", ""), ("# En tête\n", "draft: false\n# En tête\n")],
    ),
    "another order here": (
        YAML, [("draft: false\n", ""), ("# En tête\n", "draft: false\n# En tête\n")], [("Le WiFi", "Mon")],
    ),
    "blank lines there": (YAML, [("Le WiFi", "Mon")], [("date:", "\n\ndate:")]),
    "inside a mapping": (YAML, [("auteur: Marc", "auteur: Léa")], [("toc: true", "toc: false # court")]),
    "a comment inside a mapping": (
        YAML, [("Marc", "Léa")], [("# Dedans", "# Dehors"), ("  toc", "  # x\n  toc")],
    ),
    "a comment in a list, an item here": (
        YAML, [("  - hôtel\n", "  - hôtel\n  - mesh\n")], [("Le WiFi", "Mon # x")],
    ),
    "quotes there": (YAML, [("Un texte", "Mon")], [("Le WiFi", '"Le WiFi"')]),
    "TOML, a comment there": (TOML, [("Le WiFi", "Mon")], [("draft", COMMENT + "draft")]),
    "TOML, a comment behind a value": (
        TOML, [("toc = true", "toc = false")], [("# mardi", "# jeudi"), ("draft = false", "draft = true")],
    ),
    "TOML, a table": (TOML, [("Marc", "Léa")], [("toc = true", "toc = false # court")]),
    "TOML, a table more": (TOML, [("Le WiFi", "Mon")], [("[params]", "# Plus\n[plus]\na = 1\n\n[params]")]),
    "TOML, a table in a list": (TOML, [("Le WiFi", "Mon")], [('nom = "un"', 'nom = "deux" # x')]),
    "TOML, order": (TOML, [("Le WiFi", "Mon")], [("draft = false\n", ""), ("# En", "draft = false\n# En")]),
    "JSON": (JSON, [("Le WiFi", "Mon")], [("Marc", "Léa"), ('"wifi"', '"WiFi"')]),
    "plain": (PLAIN, [("Le WiFi", "Mon")], [("Un mot", "Deux mots"), ("Status", "Lang: fr\nStatus")]),
    "Nikola": (NIKOLA, [("Le WiFi", "Mon")], [("le-wifi", "wifi"), (".. tags", ".. link: x\n.. tags")]),
}  # fmt: skip


@pytest.mark.parametrize("name", JOINED)
def test_what_each_side_did_to_the_header_stands_in_the_result(name: str) -> None:
    text, here, there = JOINED[name]
    joining = merge(text, swap(text, *here), swap(text, *there))
    assert joining.pieces == ()
    assert joining.result([]).data.decode() == swap(text, *there, *here)


ASKED: dict[str, tuple[str, Changes, Changes]] = {
    "a comment behind a value that both changed": (
        YAML, [("Le WiFi", "Mon")], [("Le WiFi", "Leur # note")],
    ),
    "a key taken away here, with a comment there": (
        YAML, [("draft: false\n", "")], [("draft: false", "draft: false # note")],
    ),
    "each a comment behind one value": (
        YAML, [("Le WiFi", "Le WiFi # moi")], [("Le WiFi", "Le WiFi # note")],
    ),
    "a comment in a list that both changed": (
        YAML, [("  - wifi\n", "  - a\n")], [("  - wifi\n", "  # note\n  - wifi\n  - c\n")],
    ),
    "a comment inside a list whose items the other side changed": (
        TOML, [('"wifi", # premier', '"wifi", # unique')], [('"wifi", # premier', '"WiFi", # premier')],
    ),
    "JSON in another order": (
        JSON, [("Le WiFi", "Mon")], [('  "draft": false\n', '  "x": 1\n'), ('{\n', '{\n  "draft": false,\n')],
    ),
    "a value that another repeats": (
        "---\nbase: &x {a: 1}\ncopie: *x\ntitle: Le WiFi\n---\n\nUn.\n",
        [("Le WiFi", "Mon")], [("a: 1", "a: 2"), ("title", "# note\ntitle")],
    ),
    "braces": (
        "---\n{title: Le WiFi, a: b}\n---\n\nUn.\n", [("Le WiFi", "Mon")], [("a: b}", "a: b} # note")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_cannot_be_put_together_is_asked_and_each_answer_is_that_side(name: str) -> None:
    text, here, there = ASKED[name]
    mine, theirs = swap(text, *here), swap(text, *there)
    joining = merge(text, mine, theirs)
    (piece,) = joining.pieces
    assert joining.result([Side.MINE]).data.decode() == mine
    assert joining.result([Side.THEIRS]).data.decode() == theirs
    assert piece.mine != piece.theirs


def test_the_lines_of_both_are_shown_where_values_do_not_tell_them_apart() -> None:
    mine, theirs = swap(YAML, ("Le WiFi", "Le WiFi # moi")), swap(YAML, ("Le WiFi", "Le WiFi # eux"))
    (piece,) = merge(YAML, mine, theirs).pieces
    assert (piece.mine, piece.theirs) == ("title: Le WiFi # moi", "title: Le WiFi # eux")


def test_two_comments_at_one_place_both_stand() -> None:
    joining = merge(YAML, swap(YAML, ("draft:", "# Moi\ndraft:")), swap(YAML, ("draft:", "# Eux\ndraft:")))
    assert joining.pieces == ()
    assert joining.result([]).data.decode() == swap(YAML, ("draft:", "# Moi\n# Eux\ndraft:"))


def test_paragraphs_of_two_headers_that_would_make_none_are_one_question() -> None:
    before = "---\nbase: &x {a: 1}\ncopie: *x\n\nc: 1\n\nd: 1\n---\n\nUn.\n"
    mine = swap(before, ("c: 1", "c: 1\nneuf: 1"))
    theirs = swap(before, ("a: 1", "a: 2"), ("d: 1", "d: 1\nneuf: 2"))
    (piece,) = (joining := merge(before, mine, theirs)).pieces
    assert piece.key == ""
    assert joining.result([Side.MINE]).data.decode() == mine
    assert joining.result([Side.THEIRS]).data.decode() == theirs


WORD = re.compile(r"[mt]ot\d+")
ALL = ("value", "gone", "tag", "untag")
COMMENTED = ("behind", "comment", "blank")
BODY = ("paragraph", "reword", "cut")
EDITS = (*ALL, *COMMENTED, "key", "move", *BODY)
Edits = list[tuple[str, int]]


def changed(text: str, edits: Edits, sign: str) -> str:
    """``text`` with these edits; each new word begins with ``sign`` and is no other's."""
    for number, (edit, at) in enumerate(edits):
        word = f"{sign}ot{number}"
        head, rule, body = _cut(text)
        if edit in BODY:
            body = _body(body.split("\n\n"), edit, at, word)
        elif edit in ALL or (edit in COMMENTED and rule) or rule == "---":
            head = "\n".join(_head(head.split("\n"), edit, at, word))
        text = f"{rule}\n{head}\n{rule}\n{body}" if rule else f"{head}\n\n{body}"
    return text


def _body(paragraphs: list[str], edit: str, at: int, word: str) -> str:
    if edit == "paragraph":
        paragraphs.insert(at % (len(paragraphs) + 1), word)
    elif edit == "reword":
        paragraphs[at % len(paragraphs)] += f" {word}"
    elif len(paragraphs) > 1:
        del paragraphs[at % len(paragraphs)]
    return "\n\n".join(paragraphs)


def _head(lines: list[str], edit: str, at: int, word: str) -> list[str]:
    keys = [
        n for n, line in enumerate(lines) if re.match(r"[\s.]*[\w\"]+\s*[:=] \S", line) and "#" not in line
    ]
    key, row = keys[at % len(keys)], at % len(lines)
    match edit:
        case "value":
            lines[key] = re.sub(r"(Le WiFi|Marc|[mt]ot\d+)", word, lines[key], count=1)
        case "behind":
            lines[key] += f" # {word}"
        case "comment" | "blank" if lines[row].strip():
            lines.insert(row, f"# {word}" if edit == "comment" else "")
        case "key":
            lines.insert(0, f"{word}: {word}")
        case "gone":
            return [line for line in lines if not line.startswith("draft")]
        case "move":
            return sorted(lines, key=lambda line: not line.startswith("draft"))
        case "tag":
            text = "\n".join(lines).replace("  - hôtel", f"  - hôtel\n  - {word}")
            return text.replace('"hôtel"', f'"hôtel", "{word}"').split("\n")
        case "untag":
            return [line for line in lines if line != "  - wifi"]
    return lines


def _cut(text: str) -> tuple[str, str, str]:
    for rule in ("---", "+++"):
        if text.startswith(rule):
            head, body = text.removeprefix(f"{rule}\n").split(f"\n{rule}\n", 1)
            return head, rule, body
    head, body = text.split("\n\n", 1)
    return head, "", body


edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 30)), max_size=4)


@settings(max_examples=300)
@given(st.sampled_from([YAML, TOML, JSON, PLAIN, NIKOLA]), edits, edits)
def test_no_word_of_either_side_goes_without_a_question(text: str, here: Edits, there: Edits) -> None:
    text += "\nDeux.\n\nTrois.\n"
    mine, theirs = changed(text, here, "m"), changed(text, there, "t")
    joining = merge(text, mine, theirs)
    count = len(joining.pieces)
    results = {side: joining.result([side] * count).data.decode() for side in Side}
    asked = "\n".join(f"{piece.mine}\n{piece.theirs}" for piece in joining.pieces)
    for side, whole in ((Side.MINE, mine), (Side.THEIRS, theirs)):
        words = set(WORD.findall(whole))
        assert words <= set(WORD.findall(results[side]))
        for other in Side:
            assert words <= set(WORD.findall(results[other] + asked))
    for result in results.values():
        assert (
            not Post(PATH, result.encode()).problem
            or Post(PATH, mine.encode()).problem
            or Post(PATH, theirs.encode()).problem
        )


@given(st.sampled_from([YAML, TOML, JSON, PLAIN, NIKOLA]), edits)
def test_what_only_one_side_did_is_that_side_s_post_byte_for_byte(text: str, there: Edits) -> None:
    theirs = changed(text, there, "t")
    for mine, other in ((text, theirs), (theirs, text)):
        joining = merge(text, mine, other)
        assert joining.pieces == ()
        assert joining.result([]).header_text == Post(PATH, theirs.encode()).header_text
