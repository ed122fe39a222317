from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from blogwifi_tui.markdown.inlines import Definitions, read_inlines
from blogwifi_tui.markdown.outline import Outline
from blogwifi_tui.markdown.parser import parser

from .documents import LINES, sources

Shape = list[tuple[Any, ...]]


def shape(tokens: list[Token] | tuple[Token, ...], base: int = 0) -> Shape:
    return [
        (
            *(token.type, token.tag, token.nesting, token.level, token.content, token.markup, token.info),
            *(token.hidden, token.attrs, token.meta.get("label"), token.meta.get("checked")),
            token.map and [line + base for line in token.map],
            shape(token.children) if token.children else [],
        )
        for token in tokens
    ]


def in_one_go(source: str) -> tuple[Shape, dict[str, Any]]:
    """What markdown-it makes of the whole text (footnotes left where they are written)."""
    env: dict[str, Any] = {}
    with parser().reset_rules():
        parser().disable("footnote_tail")
        tokens = parser().parse(source, env)
    links = {label: (link["href"], link["title"]) for label, link in env.get("references", {}).items()}
    return shape(tokens), links


def piece_by_piece(outline: Outline) -> tuple[Shape, dict[str, Any]]:
    known = Definitions({}, {})
    for block in outline.blocks:
        known.add(block)
    found: Shape = []
    for block, start in zip(outline.blocks, outline.starts, strict=True):
        found += shape(read_inlines(block, known).tokens, start)
    return found, {label: (link["href"], link["title"]) for label, link in known.links.items()}


@st.composite
def edits(draw: st.DrawFn) -> list[str]:
    """A text and some of its later versions: lines put in, taken out, and keys typed in the middle of one."""
    lines = draw(st.lists(st.sampled_from(LINES), max_size=24))
    versions = ["\n".join(lines)]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines)))
        if lines and draw(st.booleans()):
            at = min(at, len(lines) - 1)
            column = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + draw(st.sampled_from(" -*`>[]:|#\t<a")) + lines[at][column:]
        else:
            gone = draw(st.integers(0, 3))
            lines[at : at + gone] = draw(st.lists(st.sampled_from(LINES), max_size=3))
        versions.append("\n".join(lines))
    return versions


@settings(max_examples=150)
@given(edits())
@example(["<!more>", "<!more>\ntexte"])
@example(["- a\n\n  b\n\n\nc", "- a\n\n  b\n\n\n- c"])
@example(["a | b\nc", "a | b\n--- | ---"])
@example(["Terme\n\ntexte", "Terme\n\n: définition"])
@example(["[réf]\n\n[réf]: /a", "[réf]\n\n[réf]: /a\n'titre'"])
def test_an_edited_text_is_read_as_markdown_it_reads_it_whole(versions: list[str]) -> None:
    outline = Outline()
    for version in versions:
        outline.update(version.split("\n"))
        assert piece_by_piece(outline) == in_one_go(version)


@given(sources(), sources())
def test_a_text_replaced_by_another_leaves_nothing_behind(first: str, second: str) -> None:
    outline = Outline()
    outline.update(first.split("\n"))
    outline.update(second.split("\n"))
    assert piece_by_piece(outline) == in_one_go(second)


def test_a_key_typed_in_a_long_post_has_only_its_neighbourhood_read_again() -> None:
    outline = Outline()
    lines = [line for number in range(2000) for line in (f"Paragraphe {number}.", "")]
    outline.update(lines)
    before = outline.blocks
    outline.update([*lines[:2000], "Paragraphe 1000, avec un mot de plus.", *lines[2001:]])
    after = outline.blocks
    assert [number for number in range(2000) if before[number] is not after[number]] == [1000]


def test_lines_put_in_above_move_the_blocks_below_without_reading_them_again() -> None:
    outline = Outline()
    lines = [line for number in range(50) for line in (f"Paragraphe {number}.", "")]
    outline.update(lines)
    before = outline.blocks
    outline.update(["# Titre", "", *lines])
    assert outline.blocks[1:] == before
    assert outline.starts[:3] == [0, 2, 4]


def test_a_fence_opened_above_swallows_what_follows_until_it_is_closed() -> None:
    outline = Outline()
    lines = [line for number in range(300) for line in (f"Paragraphe {number}.", "")]
    outline.update(lines)
    before = outline.blocks
    outline.update(["```", *lines])
    assert [block.tokens[0].type for block in outline.blocks] == ["fence"]
    outline.update(["```", "```", *lines])
    assert outline.blocks[1:] == before
