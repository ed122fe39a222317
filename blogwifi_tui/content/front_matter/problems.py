"""What can be wrong with a header, and why an edit is refused; ``i18n/explain.py`` has the sentences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from msgspec import Struct

LARGEST_HEADER: Final = 64 * 1024
"""Bytes. Larger than any header a person writes, small enough for every parser."""
DEEPEST: Final = 32
"""Collections inside collections."""
MOST_NODES: Final = 5_000
"""Values in one header, an alias counted as all it stands for."""


class ProblemKind(StrEnum):
    """Why a header cannot be read."""

    SYNTAX = "syntax"
    """The parser gave up; ``detail`` holds its words."""
    NOT_A_MAPPING = "not a mapping"
    """The header is a list: it has no keys."""
    NOT_A_HEADER = "not a header"
    """Text between two rules: kept as text, never shown as a problem."""
    DUPLICATE_KEY = "duplicate key"
    """A table stands twice in TOML; ``detail`` is its name, ``line`` its second place."""
    BAD_VALUE = "bad value"
    """A value that cannot be, as 30 February; ``detail`` is its text."""
    UNCLOSED = "unclosed"
    """A header begins and never ends."""
    TOO_LARGE = "too large"
    """More than :data:`LARGEST_HEADER`; ``line`` is where that is passed."""
    TOO_MANY = "too many"
    """More than :data:`MOST_NODES` values."""
    TOO_DEEP = "too deep"
    ALIASES = "aliases"
    """YAML aliases that multiply or contain themselves."""
    NO_FILE = "no file"
    """The file cannot be read; ``detail`` is the reason of FileRefused, or empty."""
    LANGUAGE = "language"
    """The header is in a language that is not read here; ``detail`` is its name, as in ``---js``."""
    ENCODING = "encoding"
    """The file is not UTF-8 but the encoding ``detail``, which no generator reads."""
    CONTROL = "control"
    """A control character, which no header may hold; ``detail`` is its code, as in ``U+0000``."""


class Problem(Struct, frozen=True):
    """Why a post is « unreadable »: :func:`blogwifi_tui.i18n.explain.problem` says it in words."""

    kind: ProblemKind
    line: int | None
    """1-based, in the file; None when no line is to blame."""
    detail: str = ""


class Repeated(NamedTuple):
    """A key that stands more than once in a mapping: most readers take the last value, and some refuse it."""

    key: str
    line: int
    """Of its second place: 0-based and counted in the header where it is read, 1-based in the file after."""


class HeaderError(Exception):
    """A header cannot be read. ``line`` is 0-based and counted in the header."""

    def __init__(self, kind: ProblemKind, line: int | None, detail: str = "") -> None:
        super().__init__(kind, line, detail)
        self.kind = kind
        self.line = line
        self.detail = detail


class Refusal(StrEnum):
    """Why one key of a header cannot be changed without touching more than its value."""

    UNREADABLE = "unreadable"
    """The header has a problem; it must be mended as text first."""
    ANCHOR = "anchor"
    """The value has or is a YAML anchor, alias or tag."""
    COMPLEX_KEY = "complex key"
    COMMENT = "comment"
    """A comment stands inside the value."""
    VALUE = "value"
    """This kind of header cannot hold such a value."""
    MORE = "more"
    """Another key, or the value itself, would not read as asked."""
    REPEATED = "repeated"
    """The key stands twice, and which of the two is meant cannot be told."""
    BOUNDARY = "boundary"
    """The change would move the end of the header."""
    OTHER_TEXT = "other text"
    """A page in HTML, reStructuredText or Org without front matter: what it says of itself is its text."""
    BESIDE = "beside"
    """What a header would say stands in a file beside the post."""


class RefusedEdit(Exception):
    """The edit cannot be done; :class:`blogwifi_tui.errors.CannotEdit` adds the path and key."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def only(path: Sequence[str]) -> str:
    """The one key of ``path``. Raises RefusedEdit for a place inside a mapping, where no key can be added."""
    if len(path) != 1:
        raise RefusedEdit(Refusal.COMPLEX_KEY)
    return path[0]
