"""What the program and the process that serves the real page tell each other, each message a line of JSON.

The program writes :data:`Order` to the standard input of the process, and reads :data:`Event` from its
standard output. When its standard input ends, the process ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

MOST = 16 * 1024 * 1024
"""The longest line that is read: a post of the largest size, escaped."""
Kind = Literal["watches", "builds", "serves"]
"""How a generator works: it watches a folder itself, is run after each change, or is a server of its own."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """How the site is built: decided by the program before anything runs, and agreed to where it must be."""

    generator: str
    """As it calls itself."""
    folder: str
    """Of the site, in the work tree that is copied; empty for the work tree's own."""
    command: tuple[str, ...]
    """The program and its arguments, in which the places of a run are named in braces; see the builder."""
    environment: Mapping[str, str]
    """What is set for it beside the person's own environment."""
    kind: Kind
    runs_code: tuple[str, ...] = ()
    """What of the blog's own code it runs; empty: nothing."""
    base: str = "/"
    """The path that the pages of the site begin with."""
    place: str = ""
    """Of the blog in the work tree that is copied; empty: the blog's folder is all of it."""
    left_out: tuple[str, ...] = ()
    """Paths of the work tree that are not copied: what the generator builds and keeps."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What is written for a run besides, by name."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The first message: what is to be served."""

    root: str
    """The folder of the blog."""
    run: str
    """The folder of this run, which the process makes, and removes when it ends."""
    language: str | None
    plan: BuildPlan | None
    """None: there is no generator, and each post is a plain page."""


@dataclass(frozen=True, slots=True)
class Show:
    """Lead the browser to the page of a post; answered by an :class:`Address`."""

    path: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed in a post: the bytes of the message before, the middle of them changed."""

    path: str
    front: int
    """How many bytes stay at the beginning."""
    back: int
    """How many bytes stay at the end."""
    middle: str
    """What stands between them: UTF-8, and bytes that are none as Python escapes them in file names."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Nothing is typed in a post any more: it is as its file has it."""

    path: str


@dataclass(frozen=True, slots=True)
class At:
    """The line of the body, 0-based, that is being written."""

    path: str
    line: int


Order = Begin | Show | Typed | Saved | At


@dataclass(frozen=True, slots=True)
class Listening:
    """The server stands."""

    port: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where a browser finds the page of a post, once: the address holds a key that is good for one visit."""

    path: str
    address: str
    followed: bool
    """Whether a browser shows a page already, and was led to this one."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first pages are built."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """Pages are new."""

    paths: tuple[str, ...]
    """The files of the built site that changed; empty: any may have, as they are too many to name."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The generator could not build what is written."""

    text: str
    """What it says is wrong, in its own words."""
    file: str = ""
    """In the blog; empty where it names none."""
    line: int = 0
    column: int = 0
    rest: str = field(default="", repr=False)
    """All that it printed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What could not be built can be now."""


@dataclass(frozen=True, slots=True)
class Held:
    """What changed in the blog is not followed: its generator would go by what nobody has agreed to."""

    programs: tuple[str, ...]
    """As in Untrusted."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The generator ended by itself."""

    code: int
    rest: str = field(default="", repr=False)


BuildEvent = Ready | Built | Failed | Mended | Held | Ended
"""What a running generator has to say."""
Event = Listening | Address | BuildEvent
Message = Order | Event

_KINDS: Mapping[str, type[Message]] = {
    kind.__name__: kind
    for kind in (
        *(Begin, Show, Typed, Saved, At),
        *(Listening, Address, Ready, Built, Failed, Mended, Held, Ended),
    )
}


def encoded(message: Message) -> bytes:
    """A message as a line."""
    data = {"message": type(message).__name__, **asdict(message)}
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def decoded(line: bytes) -> Message:
    """The message of a line.

    Raises:
        ValueError: it is none.
    """
    try:
        data = json.loads(line)
        kind = _KINDS[data.pop("message")]
        if kind is Begin and data["plan"] is not None:
            data["plan"] = BuildPlan(**{name: _frozen(value) for name, value in data["plan"].items()})
        return kind(**{name: _frozen(value) for name, value in data.items()})
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(line[:80]) from error


def _frozen(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """A list of JSON's as the tuple that it was."""
    return tuple(value) if isinstance(value, list) else value
