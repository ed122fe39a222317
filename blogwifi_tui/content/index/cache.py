"""Keeps the entries of an index in one small file outside the blog, for the next start.

It is never trusted over the files of the blog. Whatever is wrong with the file (gone, cut short, of another
version, of another blog), there is no cache, and the posts are read. It is JSON read by msgspec: ten thousand
entries take 15 ms, each field checked and each date with its offset; pickle and marshal need 25 ms unchecked,
a database 30, the standard library's JSON 60.
"""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from blogwifi_tui.content.atomic import write_state

if TYPE_CHECKING:
    from collections.abc import Sequence

E = TypeVar("E")

_MAGIC = b"blogwifi posts 3\n"
"""Its number grows with any change of what is kept or of how a post is read."""


class Snapshot(msgspec.Struct, Generic[E], frozen=True):
    """What a cache file holds."""

    scope: str
    """Whose posts these are, and how they were read; a cache of another scope is no cache."""
    entries: tuple[E, ...]


class Cache(Generic[E]):
    """The cache file of one index; without a path, every call does nothing."""

    def __init__(self, path: Path | None, scope: str, kind: type[E]) -> None:
        self._path = path
        self._scope = scope
        self._decoder = msgspec.json.Decoder(Snapshot[kind])  # type: ignore[valid-type]

    def load(self) -> tuple[E, ...]:
        """The entries last saved, or none."""
        try:
            data = self._path.read_bytes() if self._path else b""
            head, body = data[: len(_MAGIC) + 4], data[len(_MAGIC) + 4 :]
            if head != _MAGIC + _sum(body):
                return ()
            snapshot: Snapshot[E] = self._decoder.decode(body)
        except (OSError, msgspec.MsgspecError):
            return ()
        return snapshot.entries if snapshot.scope == self._scope else ()

    def save(self, entries: Sequence[E]) -> None:
        """Replace the file in one step; a cache that cannot be written is done without."""
        if self._path is None:
            return
        encoder = msgspec.json.Encoder()
        try:
            body = encoder.encode(Snapshot(self._scope, tuple(entries)))
        except UnicodeEncodeError:
            kept = tuple(entry for entry in entries if _can_be_kept(encoder, entry))
            body = encoder.encode(Snapshot(self._scope, kept))
        with contextlib.suppress(OSError):
            write_state(self._path, _MAGIC + _sum(body) + body, durable=False)


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(4, "big")


def _can_be_kept(encoder: msgspec.json.Encoder, entry: object) -> bool:
    # A file name that is no UTF-8 is held with surrogates, which cannot be encoded: it is read each time.
    try:
        encoder.encode(entry)
    except UnicodeEncodeError:
        return False
    return True
