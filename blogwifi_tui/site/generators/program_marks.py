"""Which posts a site's own programs leave out, as their text tells: nothing of it is run.

Astro and Eleventy have no mark of a draft; each site filters its posts itself, in the manner that the
documentation of both shows (Astro docs, Content collections, «Filtering collection queries»; Eleventy docs,
Configuration, Preprocessors, and Quick tips, Draft posts)::

    getCollection("blog", ({ data }) => !data.draft)
    posts.filter((post) => post.data.published !== false)
    if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") return false;

Found are such conditions, and which function holds them; what is written in another way is not found, and a
mark that was not found is no mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from blogwifi_tui.site.javascript import Kind, Tokens


class Mark(NamedTuple):
    """A key of a header by which posts are left out."""

    key: str
    value: bool | str
    """A truth, as programs take values for one, or a word."""
    shows: bool = False
    """Whether that value shows a post and any other leaves it out; else that value leaves it out."""
    exact: bool = False
    """Whether the truth must be written as one: ``=== true`` takes no text for it, and no missing key."""


class Screen(NamedTuple):
    """What a piece of a program leaves out."""

    marks: frozenset[Mark] = frozenset()
    future: bool = False
    """Whether posts whose date lies ahead are left out."""


NOTHING: Final = Screen()
HIDES: Final = frozenset(
    ("draft", "isdraft", "is_draft", "hidden", "unpublished", "private", "unlisted", "wip")
)
SHOWS: Final = frozenset(("published", "ispublished", "is_published", "publish", "public", "live"))
WORDS: Final = frozenset(("status", "state"))
_EQUAL: Final = frozenset(("===", "=="))
_UNEQUAL: Final = frozenset(("!==", "!="))
_NOTHING_GIVEN: Final = frozenset(("false", "null", "undefined", ";", "}", "[", ""))
_BEFORE_CONDITION: Final = frozenset(("return", "&&", "||", "?"))
_AFTER_CONDITION: Final = frozenset((")", ";", "&&", "||", "?", "}", ","))
_FILTERS: Final = frozenset(("filter", "getCollection", "addPreprocessor"))
_DECLARED: Final = frozenset(("const", "let", "var"))
_BEGINS: Final = frozenset(
    (*_DECLARED, "function", "async", "export", "import", "class", "return", "if", "for")
)
_NEAR: Final = 12
"""Brackets around a condition, or names before its key, that are looked at."""
_LONGEST_IMPORT: Final = 200
"""Tokens from ``import`` to ``from``."""
_MOST_STEPS: Final = 300_000
"""Tokens gone over again and again, for one file or for one site: a program may be made to hold us up."""
_ROUNDS: Final = 6
"""How many functions may call one another until the one that leaves posts out."""


def together(screens: Iterable[Screen]) -> Screen:
    """What any of several pieces leaves out."""
    every = tuple(screens)
    return Screen(frozenset().union(*(each.marks for each in every)), any(each.future for each in every))


class Program(Tokens):
    """The text of one file of a site, taken apart."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(_script(text) if path.endswith(".astro") else text)
        self.path = path
        self._left = _MOST_STEPS // 4
        self.functions = {**dict(self._inner_functions()), **dict(self._functions())}
        """Where each thing that has a name at the top of the file begins and ends, and each function.

        ``default`` is what the file gives away without a name.
        """
        self.imports = dict(self._imports())
        """The file and the name there of each name that is brought in."""

    @cached_property
    def names_of_now(self) -> frozenset[str]:
        """The names that stand for this moment."""
        found = {"now", "today"}
        for name, (begin, _) in self.functions.items():
            signs = [self.sign(place) for place in range(begin, begin + 5)]
            if signs == ["=", "new", "Date", "(", ")"] or signs[:4] == ["=", "Date", ".", "now"]:
                found.add(name)
        return frozenset(found)

    def value(self, place: int) -> object:
        """The text or number at ``place``; None where there is none."""
        token = self.tokens[place] if 0 <= place < len(self.tokens) else None
        return token.value if token is not None and token.kind is Kind.VALUE else None

    def words(self, begin: int, end: int) -> frozenset[str]:
        """The words between two places that are not made there."""
        found, own = set[str](), set[str]()
        for place in range(begin, end):
            if self.tokens[place].kind is Kind.WORD and self.sign(place - 1) not in {".", "?."}:
                declared = self.sign(place - 1) in _DECLARED
                (own if declared else found).add(self.tokens[place].text)
        return frozenset(found - own)

    def literal(self, place: int) -> object:
        """The text, number or truth at ``place``; None for anything else."""
        return {"true": True, "false": False}.get(self.sign(place), self.value(place))

    def entries(self, brace: int) -> Iterator[tuple[str, int, int]]:
        """The keys of the object that opens at ``brace``, and where the value of each begins and ends.

        ``...`` stands for what is brought in from another object; nothing comes when no object opens there.
        """
        if self.sign(brace) != "{":
            return
        place, end = brace + 1, self.after(brace) - 1
        while place < end:
            last = place
            while last < end and self.sign(last) != ",":
                last = self.after(last)
            key = self.value(place)
            name = key if isinstance(key, str) else self.sign(place)
            if self.sign(place + 1) == ":":
                yield name, place + 2, last
            else:  # a short form, a method, or what is spread
                yield name, place, last
            place = last + 1

    def calls(self, name: str, begin: int = 0, end: int | None = None) -> Iterator[int]:
        """Where the arguments of each call of ``name`` open."""
        for place in range(begin, len(self.tokens) if end is None else end):
            if self.tokens[place].text == name and self.tokens[place].kind is Kind.WORD:
                if self.sign(place + 1) == "(":
                    yield place + 1
                elif self.sign(place + 1) == "<":  # the type of what it gives
                    yield from (at for at in range(place + 2, place + 8) if self.sign(at) == "(")

    def _functions(self) -> Iterator[tuple[str, tuple[int, int]]]:
        place = 0
        while place < len(self.tokens):
            sign, end = self.sign(place), self._statement_end(place)
            default = sign == "default" and self.sign(place - 1) == "export"
            if sign in _DECLARED and (name := self.sign(place + 1)):
                given = place + 2
                while given < end and self.sign(given) != "=":  # over its type
                    given = self.after(given)
                yield name, (min(given, end), end)
            elif sign == "function" and self.sign(place + 1):
                yield self.sign(place + 1), (place + 2, end)
            if default:
                yield "default", (place + 1, end)
            place = place + 1 if sign in {"export", "default", "async"} else max(end, place + 1)

    def _inner_functions(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in range(len(self.tokens)):
            if self.sign(place) in _DECLARED and self.sign(place + 2) == "=":
                given = place + 3 + (self.sign(place + 3) == "async")
                if (
                    "=>" in (self.sign(given + 1), self.sign(self.after(given)))
                    or self.sign(given) == "function"
                ):
                    yield self.sign(place + 1), (place + 2, self._statement_end(place))
            elif self.sign(place) == "function" and self.sign(place + 2) == "(":
                yield self.sign(place + 1), (place + 2, self._statement_end(place))

    def _statement_end(self, place: int) -> int:
        begin = place
        while place < len(self.tokens) and self._left > 0:
            self._left -= 1
            sign = self.sign(place)
            if sign == ";" or (place > begin and self.tokens[place].first and sign in _BEGINS):
                return place + (sign == ";")
            if sign == "}" or (
                sign == "{" and self.sign(begin) in {"function", "async", "default", "export"}
            ):
                return self.after(place)
            place = self.after(place)
        return place

    def _imports(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for place in range(len(self.tokens)):
            if self.sign(place) != "import" or self.sign(place + 1) in {"(", "."}:
                continue
            ends = range(place + 1, min(place + _LONGEST_IMPORT, len(self.tokens)))
            end = next((at for at in ends if self.sign(at) in {"from", "import"}), place)
            source = self.value(end + 1) if self.sign(end) == "from" else None
            if not isinstance(source, str):
                continue
            braced = False
            for at in range(place + 1, end):
                braced = braced or self.sign(at) == "{"
                if self.tokens[at].kind is not Kind.WORD or self.sign(at) in {"as", "type"}:
                    continue
                if self.sign(at + 1) != "as":
                    name = self.sign(at - 2) if self.sign(at - 1) == "as" else self.sign(at)
                    yield self.sign(at), (source, name if braced else "default")


def _script(text: str) -> str:
    """The program that a page of Astro begins with."""
    _, mark, rest = text.partition("---")
    return rest.partition("\n---")[0] if mark else ""


@dataclass
class Programs:
    """All programs of a site that say something of its posts."""

    files: dict[str, str]
    """Their texts, by path."""
    _read: dict[str, Program] = field(default_factory=dict)
    _known: dict[tuple[str, str], Screen] = field(default_factory=dict)
    """By path and name of a function; without a name, of a whole file."""
    _places: dict[tuple[str, str], tuple[Program, int, int] | None] = field(default_factory=dict)
    _left: int = _MOST_STEPS

    def program(self, path: str) -> Program:
        """The one at ``path``, taken apart when it is asked for."""
        if path not in self._read:
            self._read[path] = Program(path, self.files[path])
        return self._read[path]

    def every(self) -> Iterator[Program]:
        """All of them, each taken apart when its turn comes."""
        return map(self.program, self.files)

    def add(self, path: str, text: str) -> None:
        """Put one more among them."""
        self.files[path] = text

    def screen(self, program: Program, begin: int, end: int, rounds: int = _ROUNDS) -> Screen:
        """What is left out between two places of a program, also by the functions that are called there."""
        if not self.may_read(end - begin):
            return NOTHING
        own = Screen(frozenset(_marks(program, begin, end)), _asks_now(program, begin, end))
        called = program.words(begin, end) if rounds else ()
        return together([own, *(self._screen_of(program, name, rounds - 1) for name in called)])

    def screen_of_file(self, path: str) -> Screen:
        """What the program at ``path`` leaves out, wherever in it; gone over once, for whatever is asked."""
        key = (path, "")
        if key not in self._known:
            program = self.program(path)
            self._known[key] = self.screen(program, 0, len(program.tokens))
        return self._known[key]

    def may_read(self, tokens: int) -> bool:
        """Whether so many tokens more may be gone over."""
        self._left -= tokens
        return self._left > 0

    def function(self, program: Program, name: str) -> tuple[Program, int, int] | None:
        """Where the function that a program calls ``name`` stands, there or in a file that it names."""
        key = (program.path, name)
        if key not in self._places:
            self._places[key] = self._place(program, name)
        return self._places[key]

    def _place(self, program: Program, name: str) -> tuple[Program, int, int] | None:
        if name in program.functions:
            return (program, *program.functions[name])
        if name not in program.imports:
            return None
        source, there = program.imports[name]
        part = source.rpartition("/")[2].partition(".")[0] or source
        for path in self.files:
            parts = path.rpartition(".")[0].split("/")
            if path == program.path or part not in parts:
                continue
            other = self.program(path)
            if place := other.functions.get(there):
                return (other, *place)
        return None

    def resolved(self, program: Program, begin: int, end: int) -> tuple[Program, int, int] | None:
        """Where the expression between two places stands, when it is but the name of one; None: not known."""
        for _ in range(_ROUNDS):
            if program.sign(begin) == "=":
                begin += 1
            last = end - 1 if program.sign(end - 1) == ";" else end
            if last != begin + 1 or not program.sign(begin).isidentifier():
                return program, begin, end
            found = self.function(program, program.sign(begin))
            if found is None:
                return None
            program, begin, end = found
        return None

    def text(self, program: Program, place: int) -> str:
        """The text that the name at ``place`` stands for, or the key of it that follows; may be empty."""
        found = self.resolved(program, place, place + 1)
        if found is None or found[0].sign(found[1]).isidentifier():
            return ""
        other, begin, _ = found
        if program.sign(place + 1) == "." and other.sign(begin) == "{":
            wanted = program.sign(place + 2)
            begin = next((first for key, first, _ in other.entries(begin) if key == wanted), begin)
        text = other.value(begin)
        return text if isinstance(text, str) else ""

    def _screen_of(self, program: Program, name: str, rounds: int) -> Screen:
        """What the function that a program calls ``name`` leaves out."""
        key = (program.path, name)
        if key not in self._known:
            self._known[key] = NOTHING  # what calls itself
            place = self.function(program, name)
            self._known[key] = self.screen(*place, rounds) if place else NOTHING
        return self._known[key]


def _marks(program: Program, begin: int, end: int) -> Iterator[Mark]:
    """The conditions between two places that leave a post out by a key."""
    opened: list[int] = []
    for place in range(begin, min(end, len(program.tokens))):
        sign = program.sign(place)
        if sign in {"(", "[", "{"}:
            opened.append(place)
        elif sign in {")", "]", "}"} and opened:
            opened.pop()
        name = sign.lower()
        if name in HIDES or name in SHOWS or name in WORDS:
            mark = _condition(program, place, opened)
            # The other way round it is a list of drafts, and no rule.
            if mark and (isinstance(mark.value, str) or (mark.value == mark.shows) == (name in SHOWS)):
                yield mark


def _condition(program: Program, place: int, opened: list[int]) -> Mark | None:
    """What the condition that the key at ``place`` stands in leaves out; None when it is none."""
    key, after = program.sign(place), place + 1
    first = place
    while program.sign(first - 1) in {".", "?."} and program.sign(first - 2) and first > place - 2 * _NEAR:
        first -= 2
    if program.sign(after) in {":", "=", "(", ","} and first == place and program.sign(place - 1) != "!":
        return None
    value: bool | str = True
    exact = False
    turned = program.sign(first - 1) == "!" and program.sign(first - 2) != "!"
    compared = program.sign(after)
    if compared in _EQUAL or compared in _UNEQUAL:
        word, text = program.sign(after + 1), program.value(after + 1)
        if word not in {"true", "false"} and not isinstance(text, str):
            return None
        value = text if isinstance(text, str) else word == "true"
        exact = not isinstance(text, str)
        turned = turned != (compared in _UNEQUAL)
        after += 2
    elif key.lower() in WORDS or (
        key.lower() in SHOWS and not turned and not _is_asked(program, first, after, opened)
    ):
        return None
    if opened and program.sign(opened[-1]) == "(" and program.sign(opened[-1] - 1) == "!":
        turned = not turned
    # What keeps a post when it is true shows it, unless it is turned; what leaves one out, the other way.
    return Mark(key, value, shows=turned == _leaves_out(program, after, opened), exact=exact)


def _is_asked(program: Program, first: int, after: int, opened: list[int]) -> bool:
    """Whether the value between two places is a condition, and no mere value: ``published`` may be a date."""
    if program.sign(after) not in _AFTER_CONDITION and after < len(program.tokens):
        return False
    before = program.sign(first - 1)
    if before == "=>":
        return any(
            program.sign(place) == "(" and program.sign(place - 1) in _FILTERS for place in opened[-_NEAR:]
        )
    return before in _BEFORE_CONDITION


def _leaves_out(program: Program, after: int, opened: list[int]) -> bool:
    """Whether a post is left out when the condition before ``after`` is true: nothing is given then."""
    while program.sign(after) == ")":
        after += 1
        if opened and program.sign(after) not in {")", "?", "&&", "||"}:
            break
    if program.sign(after) == "?":
        return program.sign(after + 1) in {"false", "null", "undefined"}
    for place in reversed(opened[-_NEAR:]):
        if program.sign(place) == "(" and program.sign(place - 1) == "if":
            then = program.after(place)
            then += program.sign(then) == "{"
            if program.sign(then) == "continue":
                return True
            given = program.sign(then + 1)
            whole = given != "[" or program.sign(then + 2) == "]"
            return program.sign(then) == "return" and given in _NOTHING_GIVEN and whole
        if program.sign(place) == "{":
            break
    return False


def _asks_now(program: Program, begin: int, end: int) -> bool:
    """Whether something is compared with this moment."""
    names = program.names_of_now
    for place in range(begin, min(end, len(program.tokens))):
        first, last = place, place
        if (
            program.sign(place) == "new"
            and program.sign(place + 1) == "Date"
            and program.sign(place + 3) == ")"
        ):
            last = place + 3
        elif (
            program.sign(place) == "Date"
            and program.sign(place + 1) == "."
            and program.sign(place + 2) == "now"
        ):
            last = place + 4
        elif program.sign(place) not in names or program.sign(place - 1) in {".", *_DECLARED}:
            continue
        while program.sign(last + 1) == "." and program.sign(last + 3) == "(":  # .getTime()
            last = program.after(last + 3) - 1
        before = program.sign(first - 1) if program.sign(first - 1) != "=" else program.sign(first - 2)
        if "<" in (before, program.sign(last + 1)) or ">" in (before, program.sign(last + 1)):
            return True
    return False
