"""What a header says of the addresses of its post, for lists too, which do without the readers of headers."""

from __future__ import annotations

from typing import NamedTuple


class AddressFields(NamedTuple):
    """What a header says of the public addresses of its post."""

    slug: str = ""
    aliases: tuple[str, ...] = ()
    """Former addresses."""
    language: str = ""
    """In lower case."""
    whole: bool = False
    """Whether it gives the whole address."""
    given: tuple[tuple[str, str], ...] = ()
    """The keys that addresses are made of (``slug``, ``url``, ``permalink``…), with their texts."""
