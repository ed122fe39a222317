"""Settings of a generator by which something outside of the blog would be read or written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Final

_DEEPEST: Final = 20


def leading_out(
    settings: object, folder: str, names_path: Callable[[str], bool], key: str = ""
) -> Iterator[str]:
    """The settings, as ``key = value``, that name a place outside of the work tree.

    Args:
        settings: of the site.
        folder: of the site in the work tree, from which such places are seen.
        names_path: whether the value of a key, in small letters, is such a place.
        key: what the settings stand under.
    """
    if key.count(".") > _DEEPEST:
        yield key
    elif isinstance(settings, Mapping):
        for name, inner in settings.items():
            yield from leading_out(inner, folder, names_path, f"{key}.{name}".lstrip("."))
    elif isinstance(settings, list):
        for inner in settings:
            yield from leading_out(inner, folder, names_path, key)
    elif isinstance(settings, str) and names_path(key.rpartition(".")[2].lower()):
        places = (part.rpartition("->")[2].strip() for part in settings.split(","))
        if any(leads_out(folder, place) for place in places):
            yield f"{key} = {settings}"


def leads_out(folder: str, path: str) -> bool:
    """Whether ``path``, seen from a folder of the work tree, may lead out of it."""
    if path.startswith(("/", "~", "\\")) or path[1:2] == ":" or "$" in path:
        return True
    return posixpath.normpath(posixpath.join(folder, path.replace("\\", "/"))).split("/")[0] == ".."
