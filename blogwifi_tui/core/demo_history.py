"""The past of the demo blog: who wrote what, when, and how a post read before it was corrected.

There is one for each language that the program speaks: ``demo_history_en``, ``demo_history_fr``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: the files that came or changed with it, and the file that another one was before."""

    when: str
    """ISO 8601 with offset."""
    message: str
    paths: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...] = ()
    """(text of today, what stood in its place then)."""
    renamed_from: str = ""
    became: str = ""
    """The name that its one file has today, where it was renamed since."""


@dataclass(frozen=True, slots=True)
class History:
    """All of it."""

    title: str
    """Of the blog."""
    author: str
    email: str
    steps: tuple[Step, ...]
    """Oldest first. All but the last have been published; the last makes every file what it is today."""


def stream(history: History, branch: str, today: Mapping[str, bytes]) -> bytes:
    """The history as ``git fast-import`` reads it, on ``branch``; ``today`` holds the files by path."""
    who = f"{history.author} <{history.email}>"
    return b"".join(_commit(branch, who, step, today) for step in history.steps)


def _commit(branch: str, who: str, step: Step, today: Mapping[str, bytes]) -> bytes:
    when = datetime.fromisoformat(step.when)
    stamp = f"{who} {int(when.timestamp())} {when:%z}"
    lines = [f"commit refs/heads/{branch}", f"author {stamp}", f"committer {stamp}"]
    head = "\n".join(lines).encode() + b"\n" + _data(f"{step.message}\n".encode())
    return head + b"".join(_files(step, today))


def _files(step: Step, today: Mapping[str, bytes]) -> Iterator[bytes]:
    if step.renamed_from:
        yield f"D {step.renamed_from}\n".encode()
    for path in step.paths:
        content = today[step.became or path]
        for now, then in step.earlier:
            content = content.replace(now.encode(), then.encode())
        yield f"M 100644 inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"
