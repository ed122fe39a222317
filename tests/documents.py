"""What is written of the documentation by the program itself: tables of keys and verbs, the manual page.

``python tests/test_readme.py`` writes them anew after a change of the command table or of the parser.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest import mock

from argparse_manpage.manpage import Manpage

from blogwifi_tui import __version__
from blogwifi_tui.cli.parser import make_parser
from blogwifi_tui.core.documentation import FOLDER, TOPICS, page_file
from blogwifi_tui.i18n.translation import LANGUAGES, _, language, set_language
from blogwifi_tui.ui.commands.registry import MOVING, Where, commands_of, key_name, keys_of

MAN_PAGE = FOLDER / "blogwifi.1"
_HEADS = {
    "keys": {"en": "| key | what it does | in `[ui.keys]` |", "fr": "| touche | effet | dans `[ui.keys]` |"},
    "verbs": {"en": "| command | what it does | options |", "fr": "| commande | effet | options |"},
}
_COMMON = {"help", "blog", "json"}
"""Options that the text below the table tells of, once for all verbs."""


def pages() -> Iterator[tuple[Path, str]]:
    """Each page of the documentation with what it would be if it were written now."""
    for code in LANGUAGES:
        set_language(code)
        for path in (page_file(topic, code) for topic in TOPICS):
            yield path, with_tables(path.read_text(encoding="utf-8"))
    set_language(None)


def key_table(where: Where) -> str:
    """The keys of one screen, from the table the program runs on."""
    rows = [_HEADS["keys"][language()], "| --- | --- | --- |"]
    for command in commands_of(where):
        keys = _keys(keys_of(command, {}))
        rows.append(f"| {keys} | {command.shown_help} | `{command.id}` |")
    for moving, text in MOVING.get(where, ()):
        rows.append(f"| {_keys(moving.split(','))} | {_(text)} |  |")
    return "\n".join(rows)


def _keys(keys: Iterable[str]) -> str:
    """One or the other: with a comma between, so that they do not read as keys pressed together."""
    return ", ".join(f"`{key_name(key)}`" for key in keys)


def verb_table() -> str:
    """Every verb with its arguments and options, from the parser."""
    rows = [_HEADS["verbs"][language()], "| --- | --- | --- |"]
    for parser in verb_parsers():
        options = " ".join(f"`{option}`" for option in _options(parser))
        rows.append(
            f"| `{' '.join((parser.prog, *_arguments(parser)))}` | {parser.description} | {options} |"
        )
    return "\n".join(rows)


def verb_parsers() -> Iterator[argparse.ArgumentParser]:
    """The parser of each verb, in the order of the help; of ``site learn`` in the place of ``site``."""
    yield from _innermost(make_parser()[0])


def _innermost(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    for action in inner:
        for each in action.choices.values():
            yield from _innermost(each)
    if not inner:
        yield parser


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    shapes = {None: "{}", "?": "[{}]", "*": "[{}…]", "+": "{}…"}
    for action in parser._actions:
        if not action.option_strings:
            yield shapes[action.nargs].format(action.metavar)  # type: ignore[index]


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.option_strings and action.dest not in _COMMON:
            yield " ".join(filter(None, (action.option_strings[-1], _value(action))))


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, tuple):  # one, then as many others as one likes
        first, *others = action.metavar
        return " ".join((first, *(f"[{each}…]" for each in others)))
    return str(action.metavar or action.dest.upper())


def with_tables(text: str) -> str:
    """``text`` with the table of each screen, and the one of the verbs, between its marks."""

    def keys(match: re.Match[str]) -> str:
        return f"{match[1]}{key_table(Where(match[2]))}\n{match[3]}"

    text = re.sub(r"(<!-- keys: (\w+) -->\n).*?(<!-- /keys -->)", keys, text, flags=re.DOTALL)
    return re.sub(
        r"(<!-- verbs -->\n).*?(<!-- /verbs -->)",
        lambda match: f"{match[1]}{verb_table()}\n{match[2]}",
        text,
        flags=re.DOTALL,
    )


def man_page() -> str:
    """The manual page, from the parser."""
    set_language("en")
    with mock.patch.dict("os.environ", {"COLUMNS": "80"}):
        parser = make_parser()[0]
        data = {"project_name": "BlogWiFi", "version": __version__, "manual_title": "BlogWiFi"}
        page = Manpage(parser, _data={**data, "description": parser.description})
        page.date = ""
        examples = _examples()
        sections = {"examples": examples, **_SECTIONS} if examples else _SECTIONS
        for heading, content in sections.items():
            page.add_section(heading, ">", content)
        shown = re.sub(r"[ \t]+$", "", str(page), flags=re.MULTILINE)
        # Each way to call the program begins a line: of the usage one paragraph was made.
        return re.sub(r"(?<=\]) blogwifi (?=\[-C DIR\] VERB)", "\n.br\n.B blogwifi\n", shown)


def _examples() -> str:
    """The command lines that the help of each verb ends with; empty for none."""
    lines = "\n".join(parser.epilog or "" for parser in verb_parsers()).splitlines()
    shown = [line.strip() for line in lines if line.startswith("  blogwifi ")]
    if not shown:
        return ""
    return "\n".join((".nf", *(line.replace("\\", "\\e").replace("-", "\\-") for line in shown), ".fi"))


_SECTIONS = {
    "exit status": "0: done. 1: could not; nothing is lost. 2: wrong usage.",
    "files": ".I ~/.config/blogwifi/config.toml\n.br\n.I blogwifi.toml\n.br\n"
    "The settings of a person, and of a blog; “blogwifi help settings” tells them all.",
    "see also": ".BR git (1)\n.br\n“blogwifi help” lists the pages of the documentation; "
    "“blogwifi doctor” names all folders, and what must be mended.",
}


def write() -> None:
    """Write all of it anew."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
    MAN_PAGE.write_text(man_page(), encoding="utf-8")
