"""The README and the pages beside it tell the truth: their tables are the program’s, nothing is left out.

``python tests/test_readme.py`` writes the tables and the manual page anew after a change of the command table
or of the parser.
"""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from blogwifi_tui.cli.parser import make_parser
from blogwifi_tui.content.index.entry import entry_of
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.documentation import FOLDER, TOPICS, page_file
from blogwifi_tui.i18n.translation import LANGUAGES, _, set_language
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.site.address import public_address
from blogwifi_tui.ui.commands.registry import Where, key_name
from blogwifi_tui.ui.widgets.dialogs import DESTROY
from tests import documents

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MAPS = (ROOT / "blogwifi_tui" / "README.md", ROOT / "tests" / "README.md")
"""For those who change the code: where everything is."""
PAGES = [README, *(page_file(topic, code) for code in LANGUAGES for topic in TOPICS)]
_BUILT = re.compile(r"^(?:#+ |- |\d+\. |```\w*|<!-- .* -->|\[.*\]$|\w+ =)", re.MULTILINE)
"""What a page is built of: headings, points, blocks of code, tables, settings."""
_VERB_TABLE = re.compile(r"(?<=<!-- verbs -->).*?(?=<!-- /verbs -->)", re.DOTALL)
"""What the program writes itself: arguments are named in the language of the page."""
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:^|`|“|\$\(|&& (?:\.venv/bin/)?)blogwifi( [^`”\n#>)\"|]*)?", re.MULTILINE)


def told(topic: str) -> str:
    """What a page of the documentation says."""
    return (FOLDER / f"{topic}.md").read_text(encoding="utf-8")


def test_the_tables_of_keys_and_verbs_are_those_of_the_program() -> None:
    assert set(re.findall(r"<!-- keys: (\w+) -->", told("keys"))) == {
        where.value for where in Where if where not in (Where.SEARCH, Where.FIND, Where.MESSAGE)
    }
    assert told("commands").count("<!-- verbs -->") == 1
    for path, text in documents.pages():
        assert path.read_text(encoding="utf-8") == text


def test_the_manual_page_is_that_of_the_parser() -> None:
    assert documents.MAN_PAGE.read_text(encoding="utf-8") == documents.man_page()


def test_each_way_to_call_the_program_has_a_line_of_its_own_in_the_manual_page() -> None:
    synopsis = documents.man_page().partition(".SH SYNOPSIS\n")[2].partition(".SH ")[0]
    assert synopsis.split("\n.br\n") == [".B blogwifi\n[-C DIR] [PATH]", ".B blogwifi\n[-C DIR] VERB …\n"]


_OF_A_FORM = {"enter", "escape"}
"""They keep and leave what is typed, also where every other key is an answer."""


def _deliberate_keys() -> Iterator[str]:
    """The key of each answer that throws something away or trusts somebody, as the questions name it."""
    for path in (ROOT / "blogwifi_tui" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Choice"
                and any(keyword.arg == "deliberate" for keyword in node.keywords)
            ):
                key = node.args[2]
                yield str(key.value) if isinstance(key, ast.Constant) else DESTROY


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_key_that_throws_something_away_is_the_one_that_is_told(code: str) -> None:
    page = page_file("publishing", code).read_text(encoding="utf-8")
    told = next(part for part in re.findall(r"\(([^()]*)\)", page) if "Ctrl+D" in part)
    set_language(code)
    keys = {key_name(key) for key in _deliberate_keys() if key not in _OF_A_FORM}
    set_language(None)
    assert set(re.findall(r"`([^`]+)`", told)) == keys


def test_every_page_of_the_documentation_has_a_topic_and_begins_with_its_title() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(TOPICS)
    assert [name for name in TOPICS if not told(name).startswith("# ")] == []


def test_the_two_commands_install_and_open_the_demo_and_install_and_pass_the_tests() -> None:
    """Word for word in a fresh clone: ``.ci/run`` takes the second from here."""
    lines = README.read_text(encoding="utf-8").splitlines()
    made = [line for line in lines if line.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")]
    assert [line.rpartition(" && ")[2] for line in made] == [
        ".venv/bin/blogwifi demo",
        ".venv/bin/python -m pytest -q -n auto",
    ]


def test_the_readme_leads_to_every_page() -> None:
    links = _LINK.findall(README.read_text(encoding="utf-8"))
    assert [name for name in TOPICS if f"blogwifi_tui/docs/{name}.md" not in links] == []


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_is_built_alike_in_each_language(topic: str, code: str) -> None:
    """What stands in one and is missing in the other: a heading, a point, a block of code, a command."""
    english, other = (
        _VERB_TABLE.sub("", page_file(topic, each).read_text(encoding="utf-8")) for each in ("en", code)
    )
    assert _BUILT.findall(other) == _BUILT.findall(english)
    for words in (r"`(?:blogwifi|set |-)[^`]*`", r"--[a-z][a-z-]+", r"`[\w.]+\.(?:toml|md|1)`"):
        said = {_in_language(code, each) for each in re.findall(words, english)}
        assert set(re.findall(words, other)) == said


def _in_language(code: str, command: str) -> str:
    """A command line with what is to be filled in named as the help of the program names it."""
    set_language(code)
    said = re.sub(r"\b[A-Z]{3,}\b", lambda match: _(match[0]), command)
    set_language(None)
    return said


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_link_inside_the_project_leads_to_a_file(page: Path) -> None:
    inside = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in inside if not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_command_that_is_told_exists(page: Path) -> None:
    """A first word is a verb of the program, or a folder; its options are those of the verb."""
    verbs = make_parser()[1].choices
    for match in _COMMAND.finditer(page.read_text(encoding="utf-8")):
        verb, *words = [*shlex.split(match[1] or ""), ""]
        if not verb or verb[0] in "[~/-" or verb in ("VERB", "COMMANDE"):
            continue
        assert verb in verbs, match[0]
        inner = [verbs[verb], *(sub for sub in map(_sub(verbs[verb]).get, words) if sub)]
        options = {word.partition("=")[0] for word in words if word.startswith("--")} - {"--"}
        assert options <= {option for parser in inner for option in parser._option_string_actions}, match[0]
        if verb == "help" and (topic := words[0].strip("[].,:")) not in (
            "",
            "TOPIC",
            "PAGE",
            "VERB",
            "COMMANDE",
        ):
            assert topic in {*TOPICS, *verbs}, match[0]


def _sub(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The verbs of a verb."""
    return {
        name: each
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, each in action.choices.items()
    }


def setting_names(kind: type[msgspec.Struct], above: str = "") -> list[tuple[str, str]]:
    """Section and name of every setting."""
    names = []
    for field in msgspec.structs.fields(kind):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            names += setting_names(field.type, f"{above}.{field.name}".lstrip("."))
        else:
            names.append((above, field.name))
    return names


@pytest.mark.parametrize(("section", "name"), setting_names(Settings))
def test_every_setting_is_told(section: str, name: str) -> None:
    assert f"[{section}" in told("settings")
    assert re.search(rf"\b{name}\b", told("settings"))


@pytest.mark.parametrize("name", ["slug", "name", "year", "month", "day", "path"])
def test_every_part_of_a_public_address_is_told(name: str) -> None:
    entry = entry_of(Post("posts/2026-05-12-a.md", b"---\ndate: 2026-05-12\n---\n"), UTC)
    address = public_address(f"https://example.org/{{{name}}}", entry, datetime.now(UTC), "/made/")
    assert "{" not in address
    assert f"{{{name}}}" in told("settings")


@pytest.mark.parametrize("guide", MAPS, ids=lambda path: path.parent.name)
def test_the_maps_of_the_code_name_files_that_there_are(guide: Path) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.\w+|\.ci/\w+)`", guide.read_text(encoding="utf-8"))
    assert len(named) > 3
    homes = (guide.parent, ROOT, ROOT / "blogwifi_tui")
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


def test_the_map_of_the_code_tells_every_folder() -> None:
    told = MAPS[0].read_text(encoding="utf-8")
    folders = {path.parent for path in (ROOT / "blogwifi_tui").rglob("__init__.py")} - {ROOT / "blogwifi_tui"}
    assert [str(folder) for folder in folders if f"`{folder.name}/`" not in told] == []


if __name__ == "__main__":
    documents.write()
