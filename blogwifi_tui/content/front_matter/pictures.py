"""The pictures that a header names: a cover, a thumbnail for social sites, a gallery, under whatever key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from blogwifi_tui.content.files import is_picture

_VALUE = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|([^\s"'\[\]{},]+)""")


class NamedPicture(NamedTuple):
    """One address in a header that ends like a picture."""

    start: int
    """Where it stands in the header's text."""
    address: str


def named_pictures(header: str) -> Iterator[NamedPicture]:
    """What looks like the address of a picture, quoted or not, in the order of the text."""
    for found in _VALUE.finditer(header):
        address = found[found.lastindex or 0]
        if is_picture(address):
            yield NamedPicture(found.start(), address)
