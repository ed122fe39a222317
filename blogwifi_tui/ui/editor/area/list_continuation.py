"""What Enter, Tab and Shift+Tab mean in a list, a task list or a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_RULE = re.compile(r"\s*+([-*_])[ \t]*+(?>(?:\1[ \t]*+){2,})$")
_QUOTE = re.compile(r"(?>(?:[ \t]{0,3}+> ?+)*)")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<point>[.)]))(?P<gap>[ \t]+)"
    r"(?P<task>\[[ xX]\](?:[ \t]+|$))?"
)
_TAB = 4
_REACH = 500
"""Lines looked at above one."""
_INDENT = re.compile(r"[ \t]*")


class Lead(NamedTuple):
    """What a line begins with before its own words."""

    quote: str
    """Quote marks, as in ``> > ``."""
    indent: str
    mark: str = ""
    """Bullet or number; "" when the line is no list item."""
    gap: str = ""
    task: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self)

    @property
    def content_indent(self) -> str:
        """The indentation of what belongs to this item."""
        mark = len((self.indent + self.mark).expandtabs(_TAB))
        words = len((self.indent + self.mark + self.gap).expandtabs(_TAB))
        # Five columns or more begin code in the item, one column after its mark (CommonMark 5.2).
        return self.indent + " " * (
            (words if words - mark <= _TAB else mark + 1) - len(self.indent.expandtabs(_TAB))
        )

    def with_mark(self, mark: str, *, indent: str | None = None) -> Lead:
        """The same with another mark and indentation, its box empty."""
        space = self.indent if indent is None else indent
        return self._replace(mark=mark, indent=space, task="[ ] " if self.task else "")


def lead_of(line: str) -> Lead:
    """The marks and spaces that introduce ``line``."""
    quote = _QUOTE.match(line)
    start = quote.end() if quote else 0
    item = None if _RULE.match(line, start) else _ITEM.match(line, start)
    if item:
        mark = item["bullet"] or item["number"] + item["point"]
        return Lead(line[:start], item["indent"], mark, item["gap"], item["task"] or "")
    indent = _INDENT.match(line, start)
    return Lead(line[:start], indent[0] if indent else "")


def next_mark(mark: str) -> str:
    """The mark of the item after one marked ``mark``: numbers count on."""
    return f"{int(mark[:-1]) + 1}{mark[-1]}" if mark[:-1].isdigit() else mark


def continued(lines: Sequence[str], row: int) -> str:
    """What the line after the one at ``row`` begins with, when its writer goes on.

    Numbers count on, unless the item above has the same: a list may be numbered 1. 1. 1.
    """
    lead = lead_of(lines[row])
    if not lead.mark or is_indented_code(lines, row):
        return lead.quote + lead.indent if lead.mark else lead.text
    above = _item_above(lines, row, len(lead.indent))
    same = above is not None and (above.indent, above.mark) == (lead.indent, lead.mark)
    return lead.with_mark(lead.mark if same else next_mark(lead.mark)).text


def is_indented_code(lines: Sequence[str], row: int) -> bool:
    """Whether a line is code because it is indented: after a blank line, and in no list."""
    if not lines[row].startswith(("    ", "\t")):
        return False
    blank = False
    for line in reversed(lines[max(0, row - _REACH) : row]):
        if not line.strip():
            blank = True
        elif not line.startswith(("    ", "\t")):
            return blank and not line.startswith(" ") and not lead_of(line).mark
        else:
            blank = False
    return True


def is_empty(line: str) -> bool:
    """Whether a quote or list item has no words yet: Enter there ends it."""
    lead = lead_of(line)
    return bool(lead.quote or lead.mark) and line.rstrip() == lead.text.rstrip()


def ended(lines: Sequence[str], row: int) -> str:
    """What becomes of the empty item or quote at ``row``: an item of the list around it, or nothing."""
    lead = lead_of(lines[row])
    if not lead.mark:
        return ""
    return outdented(lines, row) if lead.indent else lead.quote


def indented(lines: Sequence[str], row: int) -> str | None:
    """The item at ``row`` one level deeper, under the item above; None when there is none to go under."""
    lead = lead_of(lines[row])
    above = _item_above(lines, row, len(lead.indent))
    if not lead.mark or above is None:
        return None
    if len(above.content_indent) <= len(lead.indent):
        return None
    mark = "1" + lead.mark[-1] if lead.mark[:-1].isdigit() else lead.mark
    deeper = lead._replace(indent=above.content_indent, mark=mark)
    return deeper.text + lines[row][len(lead.text) :]


def outdented(lines: Sequence[str], row: int) -> str:
    """The item at ``row`` one level up: beside the item it was under, or at the margin."""
    lead = lead_of(lines[row])
    parent = _item_above(lines, row, len(lead.indent) - 1)
    if parent is None:
        return lead._replace(indent="").text + lines[row][len(lead.text) :]
    mark = next_mark(parent.mark) if parent.mark[:-1].isdigit() else parent.mark
    return lead._replace(indent=parent.indent, mark=mark).text + lines[row][len(lead.text) :]


def _item_above(lines: Sequence[str], row: int, most: int) -> Lead | None:
    """The nearest item above ``row``, in the same list, indented by at most ``most``."""
    for line in reversed(lines[max(0, row - _REACH) : row]):
        lead = lead_of(line)
        if lead.mark and len(lead.indent) <= most:
            return lead
        if line.strip() and not lead.mark and not lead.indent and not lead.quote:
            return None
    return None
