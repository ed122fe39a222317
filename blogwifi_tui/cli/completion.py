"""What the shell may go on with when Tab is pressed: asked for by the lines of ``blogwifi completion``.

The shell starts the program with ``_ARGCOMPLETE`` in its environment; what is typed stands there too.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import argcomplete
from argcomplete.completers import DirectoriesCompleter, FilesCompleter

from blogwifi_tui.cli.parser import SIDES, make_parser
from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.content.index.entry import Entry

Completer = Callable[..., Iterable[str] | Mapping[str, str]]


def complete() -> None:
    """Print what may follow, and end the process."""
    parser, verbs = make_parser()
    for each in _all(verbs.choices.values()):
        for action in each._actions:
            if completer := _completer(action):
                action.completer = completer  # type: ignore[attr-defined]  # where argcomplete looks for it
    argcomplete.autocomplete(parser, always_complete_options=False)


def _completer(action: argparse.Action) -> Completer | None:
    """What an argument may go on with, by what stands for it in the help; None where nothing is known."""
    if action.dest == "take":
        return _sides_and_posts
    return _COMPLETERS.get(str(action.metavar))


def _all(parsers: Iterable[argparse.ArgumentParser]) -> Iterable[argparse.ArgumentParser]:
    """``parsers``, and those of their own verbs."""
    for each in parsers:
        yield each
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                yield from _all(action.choices.values())


def _entries(args: argparse.Namespace) -> Sequence[Entry]:
    """The posts of the blog that the line is about; none where it cannot be read."""
    try:
        return Blog.open(getattr(args, "blog", None) or Path()).posts()
    except BlogwifiError:
        return ()


def _posts(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> Mapping[str, str]:
    """Each post by the shortest name that it goes by, or by the one that is being typed; with its title."""
    found: dict[str, str] = {}
    for entry in _entries(parsed_args):
        names = (stem_of(entry.path), Path(entry.path).stem, entry.path)
        if name := next((each for each in names if each.startswith(prefix) and each not in found), ""):
            found[name] = one_line(entry.title)
    return _shown(found)


def _sides_and_posts(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> Mapping[str, str]:
    """The side that is kept, or a post that it is kept of."""
    sides = {side: "" for side in SIDES if side.startswith(prefix)}
    return {**sides, **_posts(prefix, parsed_args)}


def _tags(parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """The tags of the blog, in their spellings."""
    tags = chain.from_iterable(entry.tags for entry in _entries(parsed_args))
    return sorted(_shown(dict.fromkeys(tags, "")))


def _queries(parsed_args: argparse.Namespace, **more: object) -> list[str]:
    """What a query asks for most: posts with a tag."""
    return [f"tag:{tag}" for tag in _tags(parsed_args, **more)]


def _folders(parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """The folders that hold posts."""
    return sorted(_shown({str(Path(entry.path).parent): "" for entry in _entries(parsed_args)}))


def _shown(found: Mapping[str, str]) -> dict[str, str]:
    """What a terminal may be given: no character that acts on it, or that parts one word from the next."""
    return {
        name: "".join(each if each.isprintable() else " " for each in title)
        for name, title in found.items()
        if name.isprintable()
    }


_COMPLETERS: Mapping[str, Completer] = {
    "POST": _posts,
    "T": _tags,
    "OLD": _tags,
    "QUERY": _queries,
    "FOLDER": _folders,
    "DIR": DirectoriesCompleter(),
    "FILE": FilesCompleter(),
    "PATH": FilesCompleter(),
}
"""By what stands for an argument in the help."""
