"""``blogwifi help``: the documentation in the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.documentation import TOPICS, page
from tests.cli.conftest import Run, refused


def help_of(capfd: pytest.CaptureFixture[str], *topic: str) -> str:
    assert main(["help", *topic]) == 0
    return capfd.readouterr().out


def test_without_a_topic_it_tells_which_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    lines = help_of(capfd).splitlines()
    assert [line.split()[0] for line in lines[1 : len(TOPICS) + 1]] == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_each_page_is_shown_as_text(topic: str, capfd: pytest.CaptureFixture[str]) -> None:
    out = help_of(capfd, topic)
    assert out.count("\n") > 8
    assert "<!--" not in out
    assert "](" not in out
    assert "\x1b" not in out


def test_a_verb_tells_its_own_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert help_of(capfd, "show").startswith("usage: blogwifi show")


def test_keys_and_verbs_are_told_in_the_language_of_the_person(
    capfd: pytest.CaptureFixture[str], french: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    keys = help_of(capfd, "keys")
    assert keys.startswith("Touches\n")
    assert "Entrée" in keys
    assert "Open the post" not in keys
    assert "lister les articles, le plus récent" in " ".join(help_of(capfd, "commands").split())


@pytest.mark.parametrize("topic", ["commands", "start", "trouble", "settings"])
def test_code_of_a_page_is_printed_as_it_is_written_and_can_be_copied(
    topic: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = help_of(capfd, topic).splitlines()
    code = re.findall(r"^```\w+\n(.*?)^```", page(topic), re.MULTILINE | re.DOTALL)
    assert code
    assert [line for block in code for line in block.splitlines() if line not in lines] == []
    assert "▎" not in "".join(lines)


def test_no_line_stands_between_the_keys(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "╌" not in help_of(capfd, "keys")


@pytest.mark.parametrize(
    ("word", "nearest"), [("kyes", "keys"), ("key", "keys"), ("publsh", "publish"), ("mv", "rename")]
)
def test_a_topic_that_there_is_not_is_wrong_usage_and_the_nearest_is_proposed(
    word: str, nearest: str, tmp_path: Path, run: Run
) -> None:
    refused(run(tmp_path, "help", word), f"Did you mean “blogwifi help {nearest}”?", status=2)


def test_a_topic_is_proposed_by_the_words_it_has_in_the_language_of_the_person(
    tmp_path: Path, run: Run, french: None
) -> None:
    for word, topic in (("touches", "keys"), ("Réglages", "settings")):
        assert f"blogwifi help {topic}\u00a0»" in run(tmp_path, "help", word).err


def test_where_no_topic_is_like_it_the_topics_are_told(tmp_path: Path, run: Run) -> None:
    refused(run(tmp_path, "help", "zzz"), "“blogwifi help” names the pages", status=2)


def test_a_page_has_no_colours_for_one_who_wants_none(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in help_of(capfd, "keys")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in help_of(capfd, "keys")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in help_of(capfd, "keys")
