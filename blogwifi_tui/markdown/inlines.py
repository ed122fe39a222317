"""Reads the inline marks of a block, and notes which definitions of the post that reading depended on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from blogwifi_tui.markdown.parser import parser, read_inline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from blogwifi_tui.markdown.outline import MarkdownBlock


@dataclass(frozen=True, slots=True)
class Definitions:
    """The link and footnote definitions of a post."""

    links: dict[str, Mapping[str, str]]
    """Normalised label -> href, title; the first definition of a label counts."""
    notes: dict[str, int]
    """Footnote labels, with their colon; -1 as the plugin wants it for «no number yet»."""

    def add(self, block: MarkdownBlock) -> None:
        """Add what ``block`` defines, the next in the post."""
        for label, link in block.references.items():
            self.links.setdefault(label, link)
        self.notes.update(dict.fromkeys(block.notes, -1))


@dataclass(frozen=True, slots=True, eq=False)
class Footnote:
    """A footnote: mentioned (its ``label`` alone, with a colon), defined, or written in place (no label)."""

    label: str | None
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Inlines:
    """A block with its inline marks read."""

    tokens: tuple[Token, ...]
    notes: tuple[Footnote, ...]
    """In the order of first mention; a ``footnote_ref`` token's ``meta["id"]`` counts in it."""
    defined: tuple[Footnote, ...]
    links_asked: Mapping[str, object]
    notes_asked: Mapping[str, object]

    def holds(self, known: Definitions) -> bool:
        """Tell whether these definitions give the same reading."""
        return all(known.links.get(label) == answer for label, answer in self.links_asked.items()) and all(
            known.notes.get(label) == answer for label, answer in self.notes_asked.items()
        )


class _Asked(MutableMapping[str, Any]):
    """A view of definitions that remembers which were asked for, found or not."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known
        self._written: dict[str, Any] = {}
        self.asked: dict[str, object] = {}

    def __getitem__(self, label: str) -> object:
        answer = self.asked[label] = self._known.get(label)
        if answer is None:
            raise KeyError(label)
        return self._written.get(label, answer)

    def __setitem__(self, label: str, value: object) -> None:
        self._written[label] = value

    def __delitem__(self, label: str) -> None:
        del self._written[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        # Never nought: the footnote plugin does not ask an empty mapping, and we would not know it wanted to.
        return len(self._known) + 1


def read_inlines(block: MarkdownBlock, known: Definitions) -> Inlines:
    """Read the inline text of ``block`` with the definitions of its post."""
    md = parser()
    links, labels = _Asked(known.links), _Asked(known.notes)
    env: dict[str, Any] = {"references": links, "footnotes": {"refs": labels, "list": {}}}
    tokens = [_read(token, md, env) if token.type == "inline" else token for token in block.tokens]
    in_place = {
        number: Token("inline", "", 0, children=note["tokens"])
        for number, note in env["footnotes"]["list"].items()
        if "tokens" in note
    }
    text_join(StateCore("", md, env, [*tokens, *in_place.values()]))
    notes = tuple(
        Footnote(None, (in_place[number],)) if number in in_place else Footnote(":" + note["label"])
        for number, note in env["footnotes"]["list"].items()
    )
    return Inlines(tuple(tokens), notes, tuple(_defined(tokens)), links.asked, labels.asked)


def _read(token: Token, md: MarkdownIt, env: dict[str, Any]) -> Token:
    """Return a copy with its children; the block keeps the original, to be read with other definitions."""
    return token.copy(children=read_inline(token, md, env))


def _defined(tokens: Sequence[Token]) -> Iterator[Footnote]:
    opened: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            opened.append((":" + token.meta["label"], index))
        elif token.type == "footnote_reference_close":
            label, first = opened.pop()
            yield Footnote(label, tuple(tokens[first + 1 : index]))
