"""The pages that an Astro site makes of each post of a collection, as the programs in ``src/pages/`` tell.

Astro docs, Routing, Dynamic routes: ``src/pages/blog/[...slug].astro`` gives ``/blog/`` and what its function
``getStaticPaths`` says ``slug`` is for each post.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from blogwifi_tui.site.generators.program_marks import Program, Programs, Screen, together

_PARAMETER = re.compile(r"\[(?:\.\.\.)?(\w+)\]")
FOLDERS: Final = "folders"
"""The folders that a post lies in, without those that begin with ``_``, and the last part of its id."""
_BY_FOLDERS: Final = frozenset(("getPath", "getPostSlug"))
"""What the theme AstroPaper calls the function that makes that (its src/utils/getPath.ts)."""
_GETTERS: Final = ("getCollection", "getEntry", "getLiveCollection")


class Route(NamedTuple):
    """A file of which one page a post is made."""

    prefix: str
    """What the address begins with, from ``/``; empty when it holds what is not known."""
    value: str
    """What of the post comes after: ``id``, ``slug``, ``data.slug``, :data:`FOLDERS`; empty: not known."""
    screen: Screen
    """What it makes no page of."""
    name: str
    """The file's own name, as ``[...slug]``, or ``index`` below a folder of that name."""


def routes_of(programs: Programs, pages: str, collection: str) -> tuple[Route, ...]:
    """The routes of the posts of one collection; those whose addresses are known come first."""
    found = []
    for path in programs.files:
        if path.startswith(f"{pages}/") and path.endswith(".astro") and "[" in path:
            program = programs.program(path)
            begin, end = program.functions.get("getStaticPaths", (0, len(program.tokens)))
            if collection in _collections(programs, program, begin, end):
                found.append(_route(programs, program, path[len(pages) :], begin, end))
    known = [route for route in found if route.value]
    # Pages of tags and of years are made of posts as well, and are no posts.
    return tuple(sorted(known or found, key=lambda route: (not route.prefix, len(route.prefix))))


def screen_of(programs: Programs, collection: str) -> Screen:
    """What is left out where a collection is asked for, be it of a list or of pages."""
    asking = (path for path in programs.files if _asks_for(programs, path, collection))
    return together(map(programs.screen_of_file, asking))


def _asks_for(programs: Programs, path: str, collection: str) -> bool:
    """Whether a program asks for a collection; one without a word for that need not be taken apart."""
    if not any(getter in programs.files[path] for getter in _GETTERS):
        return False
    program = programs.program(path)
    calls = (call for getter in _GETTERS for call in program.calls(getter))
    return any(program.value(call + 1) == collection for call in calls)


def _route(programs: Programs, program: Program, path: str, begin: int, end: int) -> Route:
    *folders, name = path.removesuffix(".astro").split("/")
    index = name == "index"
    if index:
        name = folders.pop()
    parameter = _PARAMETER.fullmatch(name)
    plain = not any("[" in each for each in folders)
    value = _value(program, parameter[1], begin, end) if parameter else ""
    screen = programs.screen(program, begin, end)
    return Route("/".join(folders) + "/" if plain else "", value, screen, "index" if index else name)


def _value(program: Program, parameter: str, begin: int, end: int) -> str:
    """What ``params`` gives for a parameter, when it is but a part of the post, as ``post.data.slug``."""
    for place in range(begin, end):
        if program.sign(place) != "params" or program.sign(place + 1) != ":":
            continue
        for key, first, last in program.entries(place + 2):
            if key == parameter:
                signs = [program.sign(at) for at in range(first, last)]
                plain = len(signs) >= 3 and all(
                    sign == "." if odd % 2 else sign.isidentifier() for odd, sign in enumerate(signs)
                )
                if signs[:1] and signs[0] in _BY_FOLDERS and {"id", "filePath"} <= set(signs):
                    return FOLDERS
                return ".".join(signs[2::2]) if plain and len(signs) % 2 else ""
    return ""


def _collections(programs: Programs, program: Program, begin: int, end: int) -> frozenset[str]:
    """The collections that are asked for between two places, there or by the functions called there."""
    found = set[str]()
    waiting = [(program, begin, end)]
    seen = {(program.path, begin)}
    while waiting:
        each, first, last = waiting.pop()
        if not programs.may_read(last - first):
            break
        for getter in _GETTERS:
            names = (each.value(call + 1) for call in each.calls(getter, first, last))
            found.update(name for name in names if isinstance(name, str))
        for word in each.words(first, last):
            place = programs.function(each, word)
            if place and (place[0].path, place[1]) not in seen:
                seen.add((place[0].path, place[1]))
                waiting.append(place)
    return frozenset(found)
