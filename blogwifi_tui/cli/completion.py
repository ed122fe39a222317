"""What the shell may go on with when Tab is pressed: asked for by the lines of ``blogwifi completion``.

The shell starts the program with ``_ARGCOMPLETE`` in its environment; what is typed stands there too.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import argcomplete
from argcomplete.completers import DirectoriesCompleter, FilesCompleter, SuppressCompleter

from blogwifi_tui.cli.help_formatter import VERB
from blogwifi_tui.cli.parser import SIDES, make_parser
from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.content.search.query_syntax import key_names, values_after
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.documentation import TOPICS
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.translation import _, language
from blogwifi_tui.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogwifi_tui.cli.parser import Verbs
    from blogwifi_tui.content.index.entry import Entry

Completer = Callable[..., Iterable[str] | Mapping[str, str]]
_USUAL = ("title", "date", "draft", "tags")
"""Keys that may be set in a post that has none of them yet."""


def complete() -> None:
    """Print what may follow, and end the process."""
    parser, verbs = make_parser()
    verbs.completer = FilesCompleter()  # type: ignore[attr-defined]  # where argcomplete looks; «blogwifi PATH»
    completers = {_(word): completer for word, completer in _COMPLETERS.items()}
    for each in _all(verbs.choices.values()):
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                continue
            if action.choices is not None:
                action.completer = partial(_choices, verbs)  # type: ignore[attr-defined]
            elif (
                completer := _sides_and_posts
                if action.dest == "take"
                else completers.get(str(action.metavar))
            ):
                action.completer = completer  # type: ignore[attr-defined]
    # A bash whose locale is not on the machine counts bytes: it points behind the end of a line with accents.
    line, point = os.environ.get("COMP_LINE", ""), os.environ.get("COMP_POINT", "")
    if point.isdecimal() and int(point) > len(line):
        os.environ["COMP_POINT"] = str(len(line))
    # What has no completer is a text: files, which argcomplete offers else, are none.
    argcomplete.autocomplete(parser, always_complete_options=False, default_completer=SuppressCompleter())


def _choices(
    verbs: Verbs, action: argparse.Action, parsed_args: argparse.Namespace, **_more: object
) -> Mapping[str, str]:
    """The words that an argument may be; with what each is about where that is known."""
    about = {each.dest: each.help or "" for each in verbs._get_subactions()}
    about |= {topic: _(text) for topic, text in TOPICS.items()}
    is_topic = getattr(parsed_args, VERB, "") == "help"
    return {str(each): about.get(str(each), "") if is_topic else "" for each in action.choices or ()}


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
        return _blog(args).posts()
    except BlogwifiError:
        return ()


def _blog(args: argparse.Namespace) -> Blog:
    """The blog that the line is about. Raises BlogwifiError where there is none."""
    return Blog.open(getattr(args, "blog", None) or Path())


def _posts(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> Mapping[str, str]:
    """Each post by the shortest name that it goes by, or by the one that is being typed; with its title.

    Deleted ones too where they can be brought back.
    """
    found: dict[str, str] = {}
    posts = [(entry.path, entry.title) for entry in _entries(parsed_args)]
    if getattr(parsed_args, VERB, "") == "restore":
        posts = [*_deleted(parsed_args), *posts]
    for path, title in posts:
        names = (stem_of(path), Path(path).stem, path)
        if name := next((each for each in names if each.startswith(prefix) and each not in found), ""):
            found[name] = one_line(title)
    return _shown(found)


def _sides_and_posts(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> Mapping[str, str]:
    """The side that is kept, or a post that it is kept of."""
    sides = {side: "" for side in SIDES if side.startswith(prefix)}
    return {**sides, **_posts(prefix, parsed_args)}


def _deleted(args: argparse.Namespace) -> list[tuple[str, str]]:
    """The posts that are gone and that git keeps, by path and title."""
    try:
        return [(post.path, post.title) for post in _blog(args).history.deleted.all()]
    except BlogwifiError:
        return []


def _tags(parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """The tags of the blog, in their spellings; its categories where those are asked for."""
    entries = _entries(parsed_args)
    if getattr(parsed_args, "category", False):
        names = chain.from_iterable(entry.categories for entry in entries)
    else:
        names = chain.from_iterable(entry.tags for entry in entries)
    return sorted(_shown(dict.fromkeys(names, "")))


def _retagged(parsed_args: argparse.Namespace, **more: object) -> list[str]:
    """The tags, where a tag is what something else comes in the place of."""
    return _tags(parsed_args, **more) if getattr(parsed_args, VERB, "") == "retag" else []


def _queries(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """What a query asks by, and after a colon what may stand there."""
    key, colon, _value = prefix.partition(":")
    if not colon:
        return [f"{name}:" for name in key_names(language())]
    entries = _entries(parsed_args)
    tags = Counter(chain.from_iterable((*entry.tags, *entry.categories) for entry in entries))
    years = {entry.shown_date.year for entry in entries if entry.shown_date}
    values = values_after(key, language(), [name for name, _posts in tags.most_common()], years)
    return list(_shown({f"{key}:{value}": "" for value in values}))


def _changes(prefix: str, parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """The keys that stand in the header of the post, each with its «=»; yes and no where the value is one."""
    fields = _fields(parsed_args)
    key, sign, _value = prefix.partition("=")
    if sign:
        return [f"{key}=true", f"{key}=false"] if isinstance(fields.get(key, key == "draft"), bool) else []
    return list(_shown({f"{name}=": "" for name in {**fields, **dict.fromkeys(_USUAL)}}))


def _keys(parsed_args: argparse.Namespace, **_more: object) -> list[str]:
    """The keys that stand in the header of the post."""
    return list(_shown(dict.fromkeys(_fields(parsed_args), "")))


def _fields(args: argparse.Namespace) -> Mapping[str, object]:
    """What stands in the header of the post that the line is about; nothing where there is none."""
    name = getattr(args, "post", None)
    if not isinstance(name, str):
        return {}
    try:
        blog = _blog(args)
        return blog.read(blog.find(name).path).fields
    except BlogwifiError:
        return {}


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
    "OLD": _retagged,
    "KEY=VALUE": _changes,
    "KEY": _keys,
    "QUERY": _queries,
    "FOLDER": _folders,
    "DIR": DirectoriesCompleter(),
    "FILE": FilesCompleter(),
    "PATH": FilesCompleter(),
}
"""By what stands for an argument in the help, in English."""
