"""``blogwifi help``: the documentation in the terminal."""

from __future__ import annotations

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.documentation import TOPICS


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
    capfd: pytest.CaptureFixture[str], french: None
) -> None:
    keys = help_of(capfd, "keys")
    assert keys.startswith("Touches\n")
    assert "Entrée" in keys
    assert "Open the post" not in keys
    assert "lister les articles, le plus récent" in " ".join(help_of(capfd, "commands").split())


def test_a_topic_that_there_is_not_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "kyes"]) == 2
    said = capfd.readouterr().err
    assert "did you mean “keys”?" in said
    assert "publish" not in said


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
