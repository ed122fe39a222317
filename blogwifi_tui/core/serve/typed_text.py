"""What is typed, as the middle of a text that changed: a long post is sent once, and then its changes."""

from __future__ import annotations

from collections.abc import Callable

from blogwifi_tui.core.serve.messages import Typed

_ANY = "surrogateescape"
"""Posts that are no UTF-8 are sent too, byte by byte."""


def difference(path: str, old: bytes | None, new: bytes) -> Typed | None:
    """What makes ``new`` of ``old``, the last that was sent (None: nothing was); None when they are alike."""
    if old is None:
        return Typed(path, 0, 0, new.decode(errors=_ANY))
    if old == new:
        return None
    least = min(len(old), len(new))
    front = _alike(least, lambda size: old[:size] == new[:size])
    back = _alike(least - front, lambda size: size == 0 or old[-size:] == new[-size:])
    return Typed(path, front, back, new[front : len(new) - back].decode(errors=_ANY))


def applied(old: bytes, change: Typed) -> bytes:
    """The text after a change of it."""
    return b"".join((
        old[: change.front],
        change.middle.encode(errors=_ANY),
        old[len(old) - change.back :],
    ))  # fmt: skip


def _alike(limit: int, is_alike: Callable[[int], bool]) -> int:
    """The greatest size up to ``limit`` that is alike; halving compares at the speed of C."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if is_alike(middle):
            low = middle
        else:
            high = middle - 1
    return low
