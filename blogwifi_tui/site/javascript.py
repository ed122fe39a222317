"""What stands as a literal in JavaScript and TypeScript settings, which are never run.

The reader is no parser of the language: it knows strings, comments, templates and brackets, and takes what
stands between commas for a value when it is one by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from blogwifi_tui.site.literals import DEEPEST, LONGEST, MORE, MOST, UNKNOWN, joined_halves


def javascript_settings(text: str) -> dict[str, object]:
    """The properties of the object that a JavaScript or TypeScript settings file gives away.

    It stands after ``export default`` or ``module.exports =``: itself, by the name of a constant, within
    ``defineConfig(…)``, or returned by a function; and after ``export const config =``. Read are strings,
    numbers, booleans, null (and undefined, as None), arrays and objects of these, and constants that stand
    for one; all else is ``UNKNOWN``. After ``{...more}`` any key may be set: ``MORE`` stands for it.
    """
    if len(text) > LONGEST:
        return {MORE: UNKNOWN}
    return _JavaScript(text).settings()


class Kind(Enum):
    """What a piece of a program is."""

    WORD = 1
    VALUE = 2
    """A string or a number, read."""
    SIGN = 3
    TEXT = 4
    """What is never a value by itself: an expression, a template with values in it."""


class Token(NamedTuple):
    """A piece of a program."""

    kind: Kind
    text: str
    value: object = UNKNOWN
    first: bool = False
    """Whether it is the first of its line."""


_PIECE = re.compile(
    r"""(?P<blank>[\s\ufeff]++|//[^\n]*+|/\*(?>(?:[^*]|\*(?!/))*)(?:\*/)?)
      |(?P<string>"(?>(?:[^"\\\n]|\\[\s\S])*)"|'(?>(?:[^'\\\n]|\\[\s\S])*)')
      |(?P<number>(?<![\w$.])\d[\w.]*+)
      |(?P<word>[\w$\#]++)
      |(?P<sign>=>|===?|!==?|\.\.\.|\?\?|\?\.|&&|\|\||[\s\S])""",
    re.VERBOSE,
)
_TEMPLATE = re.compile(r"(?>(?:[^`\\$]|\\[\s\S]|\$(?!\{))*)")
_EXPRESSION = re.compile(r"/(?!\*)(?>(?:[^/\\\[\n]|\\[^\n]|\[(?>(?:[^\]\\\n]|\\[^\n])*)\])+)/\w*+")
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<long>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})"
    r"|(?P<end>\r?\n)|(?P<one>[\s\S]))"
)
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?")
_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_WORDS: Final = {"true": True, "false": False, "null": None, "undefined": None}
_CLOSES: Final = {"(": ")", "[": "]", "{": "}", "${": "}"}
_GIVES_NAMES: Final = ("const", "let", "var")
_HANDS_ON: Final = ("define", "with")
"""How functions begin that give the settings they are given on, as ``defineConfig`` and ``withPwa``."""
_MOST_GIVEN: Final = 8
"""Times that a program gives settings away which are read; one does it once, or once in each of two ways."""
_AFTER_VALUE: Final = frozenset({",", "}", "]", ")", ";", "as", "satisfies"})
_SHORT: Final = 40
"""Tokens of a type that are gone over."""
_BEFORE_EXPRESSION: Final = frozenset({"return", "typeof", "case", "in", "of", "new", "await", "else", "do"})


def tokens_of(text: str) -> list[Token]:
    """The pieces of a program, without blanks and comments; a text that is none gives pieces all the same."""
    found: list[Token] = []
    inside: list[str] = []
    """The braces that are open: those of ``${`` in a template, and others."""
    place = none_before = 0
    first = True
    while (piece := _PIECE.match(text, place)) is not None:
        kind, read = piece.lastgroup, piece.group()
        if read == "/" and place >= none_before and _expression_may_start(found):
            if expression := _EXPRESSION.match(text, place):
                found.append(Token(Kind.TEXT, "/", first=first))
                place, first = expression.end(), False
                continue
            # Not looked for again on this line: each of many strokes would look to its end.
            line_end = text.find("\n", place)
            none_before = len(text) if line_end < 0 else line_end
        place = piece.end()
        if kind == "blank":
            first = first or "\n" in read
            continue
        if kind == "string":
            found.append(Token(Kind.VALUE, "'", _unescaped(read[1:-1]), first))
        elif kind == "number":
            found.append(Token(Kind.VALUE, "0", _number(read), first))
        elif kind == "word":
            found.append(Token(Kind.WORD, read, first=first))
        elif read == "`":
            place = _template(text, place, found, inside, first=first)
        else:
            found.append(Token(Kind.SIGN, read, first=first))
            if read == "{":
                inside.append(read)
            elif read == "}" and inside and inside.pop() == "${":
                place = _template(text, place, found, inside, first=False, begun=True)
        first = False
    return found


def _template(
    text: str, place: int, found: list[Token], inside: list[str], *, first: bool, begun: bool = False
) -> int:
    """Read a template's text from ``place``; one without values in it is a string. Gives where it ends."""
    piece = _TEMPLATE.match(text, place)
    end = piece.end() if piece else place
    if text.startswith("${", end):
        found += (Token(Kind.TEXT, "`", first=first), Token(Kind.SIGN, "${"))
        inside.append("${")
        return end + 2
    if begun:
        found.append(Token(Kind.TEXT, "`"))
    else:
        found.append(Token(Kind.VALUE, "`", _unescaped(text[place:end]), first))
    return end + 1


def _expression_may_start(found: list[Token]) -> bool:
    """Whether a stroke here begins an expression to match with, and is no division."""
    if not found:
        return True
    last = found[-1]
    if last.kind is Kind.WORD:
        return last.text in _BEFORE_EXPRESSION
    return last.kind is Kind.SIGN and last.text not in {")", "]", "}"}


def _unescaped(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        code = found["long"] or found["four"] or found["two"]
        if code:
            return chr(min(int(code, 16), 0x10FFFF))
        return "" if found["end"] else _LETTERS.get(found["one"], found["one"])

    return joined_halves(_ESCAPE.sub(letter, text)) if "\\" in text else text


def _number(text: str) -> object:
    if not _NUMBER.fullmatch(text):
        return UNKNOWN
    return float(text) if "." in text else int(text)


class Tokens:
    """The pieces of one program, with where each bracket closes."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens_of(text)
        self._closing = _closings(self.tokens)

    def sign(self, place: int) -> str:
        """What is written at ``place``, of words and signs; empty for values, and where nothing is."""
        if not 0 <= place < len(self.tokens):
            return ""
        token = self.tokens[place]
        return token.text if token.kind in {Kind.WORD, Kind.SIGN} else ""

    def after(self, place: int) -> int:
        """The place after the token at ``place``, or after what that opens."""
        return self._closing.get(place, place) + 1


def _closings(tokens: list[Token]) -> dict[int, int]:
    """Where each bracket closes; one that never does, with the text."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind is not Kind.SIGN:
            continue
        if token.text in _CLOSES:
            waiting.append(place)
        elif token.text in {")", "]", "}"} and waiting and _CLOSES[tokens[waiting[-1]].text] == token.text:
            found[waiting.pop()] = place
    found.update(dict.fromkeys(waiting, len(tokens) - 1))
    return found


class _JavaScript(Tokens):
    """The settings in one file."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._left = MOST
        self._top = tuple(self._outside())
        self._begins: dict[str, int] = {}
        """Where the value of a constant begins, of those at the top of the file."""
        for place in self._top:
            if self.sign(place) in _GIVES_NAMES:
                self._begins[self.sign(place + 1)] = self._after_equals(place + 2)
        self._constants = {
            name: self._value(place, DEEPEST)[0]
            for name, place in self._begins.items()
            if place < len(self.tokens) and self.tokens[place].kind is Kind.VALUE
        }
        self._followed: set[str] = set()
        """The names that the settings were given by."""

    def settings(self) -> dict[str, object]:
        """What the file gives away; nothing when no such object was found."""
        given: list[int] = []
        changed: list[tuple[str, str]] = []
        for place in self._top:
            match [self.sign(each) for each in range(place, place + 4)]:
                case "export", "default", _, _:
                    given.append(place + 2)
                case "module", ".", "exports", "=":
                    given.append(place + 4)
                case "export", "const", "config", _:
                    given.append(self._after_equals(place + 3))
                case name, ".", key, "=" | "." | "[" if name in self._begins:
                    changed.append((name, key))
        found: dict[str, object] = {}
        for place in given[:_MOST_GIVEN]:
            found |= self._given(place)
        return found | {key: UNKNOWN for name, key in changed if name in self._followed}

    def _outside(self) -> Iterator[int]:
        """The tokens that stand in no bracket."""
        place = 0
        while place < len(self.tokens):
            yield place
            place = self.after(place)

    def _after_equals(self, place: int) -> int:
        """The token after the ``=`` that follows a name and perhaps its type."""
        while place < len(self.tokens) and self.sign(place) not in {"=", ";", "export", *_GIVES_NAMES}:
            place = self.after(place)
        return place + 1 if self.sign(place) == "=" else len(self.tokens)

    def _given(self, place: int) -> dict[str, object]:
        """The object that the expression at ``place`` stands for."""
        for _ in range(DEEPEST):
            sign = self.sign(place)
            if place >= len(self.tokens):  # a function that returns nothing, a call without arguments
                return {}
            if sign == "{":
                return self._object(place, 0)
            if (body := self._body(place)) is not None:
                place = body
            elif sign == "(":
                place += 1
            elif sign.startswith(_HANDS_ON) and self.sign(place + 1) in {"(", "<"}:
                place = self._argument(place)
            elif sign in self._begins:
                self._followed.add(sign)
                place = self._begins[sign]
            else:
                break
        return {MORE: UNKNOWN}

    def _argument(self, place: int) -> int:
        """The first argument of the call at ``place``; of the last one in ``withThis(options)(settings)``."""
        place += 1
        if self.sign(place) == "<":  # the type of what it takes
            place = next((at for at in range(place, place + _SHORT) if self.sign(at) in {"(", ";"}), place)
        while self.sign(place) == "(" == self.sign(self.after(place)):
            place = self.after(place)
        return place + 1 if self.sign(place) == "(" else len(self.tokens)

    def _body(self, place: int) -> int | None:
        """What the function at ``place`` returns; None when there is no function."""
        if self.sign(place) == "async":
            place += 1
        declared = self.sign(place) == "function"
        if declared:
            place = next((at for at in range(place, place + 4) if self.sign(at) == "("), place)
        elif self.sign(place + 1) == "=>":
            place += 1
        if self.sign(place) == "(":
            place = self.after(place)
            if not declared and self.sign(place) not in {"=>", ":"}:
                return None
        for _ in range(_SHORT):  # over the type of what it returns
            if self.sign(place) in {"=>", "{"}:
                break
            place = self.after(place)
        else:
            return None
        if self.sign(place) == "=>":
            place += 1
        elif not declared:
            return None
        return self._returned(place) if self.sign(place) == "{" else place

    def _returned(self, place: int) -> int:
        """What stands after the last ``return`` of a function's body that is under no condition."""
        end, found = self._closing[place], len(self.tokens)
        place += 1
        while place < end:
            if self.sign(place) == "return":
                found = place + 1
            place = self.after(place)
        return found

    def _value(self, place: int, depth: int) -> tuple[object, int]:
        """The value at ``place``, and where what follows it stands."""
        self._left -= 1
        token = self.tokens[place]
        value: object = UNKNOWN
        if self._left < 0 or depth > DEEPEST:
            pass
        elif token.kind is Kind.VALUE:
            value = token.value
        elif token.kind is Kind.WORD:
            value = _WORDS.get(token.text, UNKNOWN)
            if value is UNKNOWN:
                value = self._constants.get(token.text, UNKNOWN)
        elif token.text == "[":
            value = self._array(place, depth + 1)
        elif token.text == "{":
            value = self._object(place, depth + 1)
        elif token.text == "-" and place + 1 < len(self.tokens):
            place += 1
            number = self.tokens[place].value
            value = -number if isinstance(number, int | float) else UNKNOWN
        after = self.after(place)
        return (value if self._ends_before(after) else UNKNOWN), after

    def _ends_before(self, place: int) -> bool:
        """Whether a value that stands before ``place`` is whole, and no part of an expression."""
        if place >= len(self.tokens) or self.sign(place) in _AFTER_VALUE:
            return True
        token = self.tokens[place]
        return token.first and token.kind is not Kind.SIGN

    def _end(self, place: int) -> int:
        """The comma or the bracket that ends what goes on at ``place``."""
        while place < len(self.tokens) and self.sign(place) not in {",", "}", "]", ")"}:
            place = self.after(place)
        return place

    def _array(self, place: int, depth: int) -> object:
        end, place = self._closing[place], place + 1
        values: list[object] = []
        while place < end:
            if self.sign(place) == "...":
                return UNKNOWN
            value, place = self._value(place, depth)
            values.append(value)
            place = self._end(place) + 1
        return values

    def _object(self, place: int, depth: int) -> dict[str, object]:
        end, place = self._closing[place], place + 1
        found: dict[str, object] = {}
        while place < end:
            token, after = self.tokens[place], self.sign(place + 1)
            key = str(token.value) if token.kind is Kind.VALUE else token.text
            named = token.kind in {Kind.WORD, Kind.VALUE}
            if key == "..." and not named:
                found = {**dict.fromkeys(found, UNKNOWN), MORE: UNKNOWN}
            elif named and after == ":" and place + 2 < end:
                found[key], place = self._value(place + 2, depth)
            elif named and (after == "," or place + 1 == end):
                found[key], place = self._value(place, depth)
            elif key in {"async", "get", "set", "*"} and after != "(":
                found[after] = UNKNOWN
            else:
                found[key if named else MORE] = UNKNOWN
            while place < end and self.sign(place) != ",":
                place = self.after(place)
            place += 1
        return found
