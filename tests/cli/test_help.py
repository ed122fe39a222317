"""What every verb has: help that tells all of it, examples that are right, one form of errors, ``-C``."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogwifi_tui.cli.help_formatter import GROUPS
from blogwifi_tui.cli.parser import nearest_verb, parse, verb_parsers
from blogwifi_tui.errors import UsageError
from tests.cli.conftest import Run


def verbs() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each verb as it is typed, with what reads its arguments; of one with actions, each action."""
    for name, verb in verb_parsers().items():
        inner = [each for each in verb._actions if isinstance(each, argparse._SubParsersAction)]
        for action in inner:
            yield from ((f"{name} {each}", parser) for each, parser in action.choices.items())
        if not inner:
            yield name, verb


VERBS = list(verbs())
NAMES = [name for name, _ in VERBS]
PRINTS_DATA = [name for name, parser in VERBS if "--json" in parser.format_usage()]


@pytest.mark.parametrize(("name", "parser"), VERBS, ids=NAMES)
def test_the_help_of_a_verb_tells_each_argument_an_example_and_the_exit_status(
    name: str, parser: argparse.ArgumentParser
) -> None:
    told = parser.format_help()
    for action in parser._actions:
        assert action.help, action.dest
    assert f"\n  blogwifi {name}" in told
    status = " ".join(told.partition("exit status:")[2].split())
    assert re.match(r"0 done, 1 .+, 2 wrong usage", status)


@pytest.mark.parametrize(("name", "parser"), VERBS, ids=NAMES)
def test_the_examples_of_a_verb_are_read_as_that_verb(name: str, parser: argparse.ArgumentParser) -> None:
    examples = re.findall(r"^  blogwifi (.*)$", parser.format_help(), re.MULTILINE)
    for example in examples:
        words = shlex.split(re.split(r" [|<>]|&&", example)[0])
        assert parse(words).verb == name.partition(" ")[0]


def test_the_help_lists_each_verb_once_in_a_group(run: Run, tmp_path: Path) -> None:
    told = run(tmp_path, "--help").out
    names = {name.partition(" ")[0] for name in NAMES}
    assert names <= {name for _, group in GROUPS for name in group}
    for name in names:
        assert len(re.findall(rf"^    {name} ", told, re.MULTILINE)) == 1


def test_help_is_as_wide_as_the_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (60, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        for words in (["--help"], ["list", "--help"], ["publish", "--help"]):
            assert max(map(len, run(tmp_path, *words).out.splitlines())) <= columns


MINIMAL = {
    "search": ["x"], "show": ["absent"], "set": ["absent", "a=b"], "rename": ["absent", "B"],
    "delete": ["absent"], "duplicate": ["absent"], "tag": ["absent", "--add", "a"], "retag": ["a", "b"],
    "history": ["absent"], "restore": ["absent", "HEAD"], "open": ["absent"], "new": ["A"],
    "edit": ["absent", "--body", "x"], "completion": ["bash"], "init": ["/dev/null/x"],
    "demo": ["/dev/null/x"], "schedule": ["--cron"],
}  # fmt: skip
"""Arguments with which a verb is called where there is no blog."""


@pytest.mark.parametrize("name", [name for name in PRINTS_DATA if name not in ("doctor", "settings")])
def test_what_a_verb_cannot_do_is_json_too_where_that_is_asked_for(
    name: str, tmp_path: Path, run: Run
) -> None:
    """All but ``doctor``: that there is no blog is what it finds; ``settings`` tells the person's own."""
    ran = run(tmp_path, *name.split(), *MINIMAL.get(name, []), "--json")
    assert (ran.status, ran.out) == (1, "")
    told = json.loads(ran.err)
    assert set(told) == {"error", "message", "next", "status"}
    assert told["status"] == 1


@pytest.mark.parametrize("name", PRINTS_DATA)
def test_wrong_arguments_are_json_too(name: str, tmp_path: Path, run: Run) -> None:
    ran = run(tmp_path, *name.split(), "--json", "--absent-option")
    assert (ran.status, ran.out) == (2, "")
    assert json.loads(ran.err)["error"] == "BadArguments"
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_blog_is_named_before_the_verb_or_after_it(name: str) -> None:
    words, given = name.split(), MINIMAL.get(name, [])
    for blog in (["-C", "here"], ["--blog", "here"], ["--blog=here"], ["-Chere"]):
        assert parse([*blog, *words, *given]).blog == Path("here")
        assert parse([*words, *blog, *given]).blog == Path("here")
    assert parse([*words, *given]).blog == Path()


def test_verbs_work_on_the_blog_that_is_named(blog_folder: Path, tmp_path: Path, run: Run) -> None:
    for words in (["-C", str(blog_folder), "list"], ["list", "--blog", str(blog_folder)]):
        assert "le-wifi-de-l-hotel" in run(tmp_path, *words).out


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("lst", "list"),
        ("ls", "list"),
        ("stauts", "status"),
        ("PUBLISH", "publish"),
        ("rm", "delete"),
        ("lsit", "list"),
        ("README", ""),
        ("xyz", ""),
    ],
)
def test_the_verb_that_is_meant_is_told(word: str, verb: str) -> None:
    assert nearest_verb(word, verb_parsers()) == verb


def test_a_folder_of_the_name_of_no_verb_is_opened(
    blog_folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_program(path: Path) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("blogwifi_tui.cli.start_commands.open_program", open_program)
    (blog_folder / "lst").mkdir()
    for words in ([], ["lst"], ["-C", "lst"], ["-C", str(blog_folder), "lst"], ["./list"], ["posts/"]):
        assert run(blog_folder, *words).status == 0
    assert opened == [Path(), Path("lst"), Path("lst"), blog_folder / "lst", Path("list"), Path("posts")]
    assert run(blog_folder, "lsst").status == 2


@pytest.mark.parametrize(
    "words", [["list", "-n", "0"], ["list", "--sort", "colour"], ["-C"], ["site", "lern"]]
)
def test_what_is_no_value_of_an_option_is_wrong_usage(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "--limt", "3"], "“blogwifi list”: unknown option --limt; did you mean --limit?"),
        (
            ["list", "-wifi"],
            "“blogwifi list”: unknown option -wifi; what begins with a dash is looked for after",
        ),
        (["show", "a", "--xyz"], "“blogwifi show”: unknown option --xyz. "),
        (["--verson"], "“blogwifi”: unknown option --verson; did you mean --version?"),
    ],
    ids=str,
)
def test_an_option_that_there_is_not_is_told_with_the_verb_and_the_nearest(
    words: list[str], said: str, tmp_path: Path, run: Run
) -> None:
    ran = run(tmp_path, *words)
    assert ran.status == 2
    assert ran.err.startswith(f"blogwifi: {said}")
