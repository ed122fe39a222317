"""Keeps the line ends of a text while it is in an editor that knows only one kind."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence


class LineEnds:
    r"""The line ends of a text, to be put back after editing.

    Textual's TextArea cuts a text with ``str.splitlines``, which also cuts at VT, FF, FS to RS, NEL, U+2028
    and U+2029, and joins it with one kind of line end. ``view`` is the text as such an editor holds it, with
    ``\n`` only; :meth:`restore` gives lines that were not touched the ends they had.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        raw = original.splitlines(keepends=True)
        self._lines = original.splitlines()
        self._ends = [whole[len(line) :] for whole, line in zip(raw, self._lines, strict=True)]
        if not raw or self._ends[-1]:
            self._lines.append("")
            self._ends.append("")
        # The form feed of an old text should not end the new lines of it: only true line ends are counted.
        counted = Counter(end for end in self._ends if end in ("\n", "\r\n", "\r"))
        self._usual = max(("\n", "\r\n", "\r"), key=lambda end: counted[end])

    @property
    def view(self) -> str:
        r"""The text with ``\n`` as its only line end."""
        return "\n".join(self._lines)

    def restore(self, lines: Sequence[str]) -> str:
        """The edited text: ``lines`` as the editor holds them (the last one is empty after a final line end).

        Unchanged lines give back the original exactly; changed lines keep their own end; new lines get the
        end that most lines have.
        """
        lines = list(lines) or [""]
        if lines == self._lines:
            return self._original
        old, most = self._lines, min(len(self._lines), len(lines))
        head = next((i for i in range(most) if old[i] != lines[i]), most)
        most -= head
        tail = next((i for i in range(most) if old[-1 - i] != lines[-1 - i]), most)
        ends = [*self._ends[:head], *self._middle(lines, head, tail), *self._ends[len(old) - tail :]]
        ends[-1] = ""
        for number in range(len(lines) - 2, -1, -1):
            ends[number] = ends[number] or self._usual
            if ends[number] == "\r" and not lines[number + 1] and ends[number + 1].startswith("\n"):
                ends[number] = "\n"  # CR and LF around an empty line would read as one line end
        return "".join(line + end for line, end in zip(lines, ends, strict=True))

    def _middle(self, lines: list[str], head: int, tail: int) -> list[str]:
        """The ends of the lines between what is unchanged before and after."""
        old = self._lines[head : len(self._lines) - tail]
        ends = self._ends[head : len(self._lines) - tail]
        new = lines[head : len(lines) - tail]
        if all(end in ("", self._usual) for end in ends):
            return [self._usual] * len(new)
        found: list[str] = []
        for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "delete":
                continue
            kept = ends[i1:i2][: j2 - j1]
            found += kept + [self._usual] * (j2 - j1 - len(kept))
        return found


def with_line_ends_of(held: bytes | None, text: bytes | None) -> bytes | None:
    """``text`` as git would check it out, with the line ends that the file in its place has.

    A file written here keeps its own, whatever ``core.autocrlf`` would give it in a checkout.
    """
    if held is None or text is None or b"\r\n" in held or b"\n" not in held:
        return text
    return text.replace(b"\r\n", b"\n")
