"""What two versions of a post may disagree about, and the values and lists that three versions make one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias, TypeVar

from blogwifi_tui.content.front_matter.known_fields import ALIASES, CATEGORIES, TAGS
from blogwifi_tui.content.front_matter.lists import same


class Side(StrEnum):
    """Whose version of a piece is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ConflictPiece:
    """A field, or a part of the text, that both sides changed, each its own way."""

    key: str
    """The field; empty for the text."""
    before: str
    mine: str
    theirs: str
    """The three versions as they may be shown; empty where one has no such field or paragraph."""
    can_be_both: bool
    is_name: bool = False
    """It is the name of the file."""


class Absent:
    """The value of a field a version does not have."""


ABSENT = Absent()
_NAMES = frozenset((*TAGS, *CATEGORIES, *ALIASES))


def shown(value: object) -> str:
    """A value of a header for a person."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown(each)}" for key, each in value.items())
    return str(value)


def both_lists(mine: object, theirs: object, before: object = ABSENT) -> object:
    """The items of mine, then what only theirs has; what either took away stays away."""
    if not isinstance(mine, list) or not isinstance(theirs, list):
        return theirs if mine is ABSENT else mine
    old = before if isinstance(before, list) else []
    gone = [item for item in old if not (_in(item, mine) and _in(item, theirs))]
    return [
        *(item for item in mine if not _in(item, gone)),
        *(item for item in theirs if not _in(item, gone) and not _in(item, mine)),
    ]


def joined_value(key: str, before: object, mine: object, theirs: object) -> object:
    """The one value that three make when what the sides did to a list does not contradict; ABSENT else.

    Names in a text with commas, as in ``tags: a, b``, are a list too.
    """
    if key.lower() in _NAMES and all(
        isinstance(each, str) and "," in each for each in (before, mine, theirs)
    ):
        names = [[name.strip() for name in str(each).split(",")] for each in (before, mine, theirs)]
        joined = _joined_list(*names)
        return ABSENT if joined is None else ", ".join(map(str, joined))
    if isinstance(before, list) and isinstance(mine, list) and isinstance(theirs, list):
        joined = _joined_list(before, mine, theirs)
        return ABSENT if joined is None else joined
    return ABSENT


def _joined_list(
    before: Sequence[object], mine: Sequence[object], theirs: Sequence[object]
) -> list[object] | None:
    """``mine`` with what theirs added, took away and renamed; None where the two contradict.

    They do when one took away, or renamed, an item that the other renamed otherwise.
    """
    if any(_in(item, items[:at]) for items in (before, mine, theirs) for at, item in enumerate(items)):
        return None
    here, there = _renamed(before, mine), _renamed(before, theirs)
    for number, item in enumerate(before):
        gone_here, gone_there = not _in(item, mine), not _in(item, theirs)
        new_here, new_there = here.get(number, []), there.get(number, [])
        if gone_here and gone_there and not (_all_in(new_here, new_there) or _all_in(new_there, new_here)):
            return None
        if gone_here and gone_there and bool(new_here) != bool(new_there):
            return None
    result: list[object] = []
    places = {number: there.get(number, []) for number, item in enumerate(before) if not _in(item, theirs)}
    for item in mine:
        at = next((number for number, old in enumerate(before) if same(old, item)), None)
        new = [item] if at is None or at not in places else places[at]
        result += [each for each in new if not _in(each, result)]
    return result + [item for item in theirs if not _in(item, before) and not _in(item, result)]


def _renamed(before: Sequence[object], after: Sequence[object]) -> dict[int, list[object]]:
    """What stands in the place of the items of ``before`` that went, by their number."""
    marks: list[object] = []

    def mark(value: object) -> int:
        for number, seen in enumerate(marks):
            if same(seen, value):
                return number
        marks.append(value)
        return len(marks) - 1

    old, new = [mark(item) for item in before], [mark(item) for item in after]
    found: dict[int, list[object]] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            added = [item for item in after[j1:j2] if not _in(item, before)]
            if i2 - i1 == len(added):
                found.update({i1 + n: [item] for n, item in enumerate(added)})
            else:
                found.update({at: list(added) for at in range(i1, i2)})
    return found


def _in(item: object, items: Iterable[object]) -> bool:
    return any(same(item, each) for each in items)


def _all_in(some: Iterable[object], others: Sequence[object]) -> bool:
    return all(_in(item, others) for item in some)


Token = TypeVar("Token", bound=Hashable)


def joined_sequence(before: Sequence[Token], mine: Sequence[Token], theirs: Sequence[Token]) -> list[Token]:
    """One sequence with all that either side added; what one took away goes unless the other changed it.

    Where both changed a stretch, mine comes first.
    """
    mine_codes, theirs_codes = _codes(before, mine), _codes(before, theirs)
    edits = sorted({code[1:3] for code in (*mine_codes, *theirs_codes) if code[0] != "equal"})
    result: list[Token] = []
    done = 0
    while edits:
        low, high = edits.pop(0)
        while edits and (edits[0][0] < high or edits[0][0] == low):
            high = max(high, edits.pop(0)[1])
        result += before[done:low]
        old = list(before[low:high])
        here, there = _stretch(mine_codes, mine, low, high), _stretch(theirs_codes, theirs, low, high)
        if there == old:
            result += here
        elif here == old:
            result += there
        else:
            result += [token for token in here if token not in old or token in there]
            result += [token for token in there if token not in old and token not in here]
        done = high
    return result + list(before[done:])


_Codes: TypeAlias = Sequence[tuple[str, int, int, int, int]]


def _codes(before: Sequence[Token], after: Sequence[Token]) -> _Codes:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _stretch(codes: _Codes, after: Sequence[Token], low: int, high: int) -> list[Token]:
    """What ``after`` has for what was from ``low`` to ``high``, whose ends no change crosses."""
    found: list[Token] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal" and i1 < high:
            found += after[j1 + max(0, low - i1) : j1 + max(0, min(high, i2) - i1)]
        elif tag != "equal" and low <= i1 and i2 <= high and (i1 < high or low == high):
            found += after[j1:j2]
    return found
