from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from blogwifi_tui.cli.argparse_messages import speak
from blogwifi_tui.i18n.dates import SHORT_WIDTH, date_long, date_short, date_time, number
from blogwifi_tui.i18n.translation import N_, _, language, ngettext, set_language

MOMENT = datetime(2026, 5, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_CA", "LC_ALL": ""}, "fr"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_a_setting_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    set_language("en")
    assert language() == "en"
    set_language(None)
    assert language() == "fr"


def test_an_unknown_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="xx"):
        set_language("xx")


def test_a_text_without_translation_is_shown_as_written() -> None:
    set_language("fr")
    assert _("no such sentence anywhere") == "no such sentence anywhere"
    assert ngettext("{n} oddity nobody translated", "{n} oddities nobody translated", 2).startswith("{n} odd")
    assert _("") == ""
    assert N_("marked") == "marked"


def test_english_counts_one_and_many() -> None:
    set_language("en")
    assert [ngettext("post", "posts", n) for n in (0, 1, 2)] == ["posts", "post", "posts"]


def test_each_language_writes_dates_its_own_way() -> None:
    set_language("fr")
    assert date_short(MOMENT) == "01/05/2026"
    assert date_long(MOMENT) == "1er mai 2026"
    assert date_time(MOMENT) == "1er mai 2026 à 9\u00a0h\u00a005"
    set_language("en")
    assert date_short(MOMENT) == "2026-05-01"
    assert date_long(MOMENT) == "1 May 2026"
    assert date_time(MOMENT) == "1 May 2026, 09:05"


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("year", [1, 987, 2026, 9999])
def test_short_dates_stand_in_a_column(code: str, year: int) -> None:
    set_language(code)
    assert len(date_short(datetime(year, 12, 31, tzinfo=UTC))) == SHORT_WIDTH


def test_thousands_are_set_apart() -> None:
    set_language("fr")
    assert number(12345) == "12\u202f345"
    set_language("en")
    assert number(1234567) == "1,234,567"


def test_the_command_line_s_own_words_are_said_in_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_language("fr")
    speak()
    parser = argparse.ArgumentParser(prog="blogwifi")
    parser.add_argument("post")
    assert parser.format_help().startswith("usage\u00a0: blogwifi [-h] post\n\narguments\u00a0:")
    with pytest.raises(SystemExit):
        parser.parse_args([])
    assert "blogwifi\u00a0: il manque\u00a0: post." in capsys.readouterr().err


def test_words_cost_no_heavy_import() -> None:
    code = (
        "import sys, blogwifi_tui.i18n.translation as m; m.set_language('fr'); m._('Quit');"
        "print(sorted({'babel', 'textual', 'rich', 'git'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
