"""A text written into a header reads as that text in YAML 1.1 (Jekyll, PyYAML) and in YAML 1.2 (Hugo)."""

from __future__ import annotations

import re

import pytest
import yaml

from blogwifi_tui.content.front_matter import yaml_write

TEXTS = [
    "no", "No", "ON", "y", "Y", "n", "true", "null", "Null", "~", "", "12:30", "12:30:45", "010", "0o10",
    "0x1F", "1_000",
    "1e3", "1.10", "+1", ".5", ".inf", ".NaN", "2014-05-12", "2014-05-12 10:30:00", "=", "<<", "@marc",
    "`code`", "%x",
    "&a", "*a", "!a", "|", ">", "- a", "-", "? a", "a: b", "a:", "a #b", "#a", " a", "a ", "a\tb", "\ta",
    "a\nb", "a\r\nb",
    "'a'", '"a"', "l'été", "[a]", "{a}", "a, b", "a]", "🎉 fête", "fête 🎉", "« a »", "a\u00a0: b", "\u00a0",
    "a\u2028b",
    "a\u0085b", "\ufeffa", "\x00", "\x1b[31m", "\x7f", "a\\b", "---", "...", "a:b", "http://a.fr/?b#c",
    "C#", "Œuvre", "日本",
]  # fmt: skip

# The core schema of YAML 1.2.2, chapter 10.3: what a plain scalar may be instead of text.
CORE = re.compile(
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN"
)


@pytest.mark.parametrize("style", [None, "'", '"'])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_the_same_text(text: str, style: str | None) -> None:
    block = yaml_write.text(text, style=style)
    flow = yaml_write.text(text, style=style, flow=True)
    assert yaml.safe_load(f"key: {block}\nnext: 1\n") == {"key": text, "next": 1}
    assert yaml.safe_load(f"[{flow}, {flow}]") == [text, text]
    assert yaml.safe_load(f"{{a: {flow}, b: 1}}") == {"a": text, "b": 1}
    for written in (block, flow):
        assert written[:1] in ("'", '"') or not CORE.fullmatch(written)


@pytest.mark.parametrize("text", ["Le WiFi des gares", "l’hôtel", "C#", "http://a.fr", "œuvre d'art", "été"])
def test_a_text_that_needs_no_quotes_gets_none(text: str) -> None:
    assert yaml_write.text(text) == text


def test_accents_and_emoji_are_never_escaped() -> None:
    assert yaml_write.text("🎉 : œ") == '"🎉 : œ"'


@pytest.mark.parametrize("key", ["no", "12", "a b", "été", "a: b", "", "#"])
def test_a_key_comes_back_as_the_same_key(key: str) -> None:
    assert yaml.safe_load(f"{yaml_write.key(key)}: 1\n") == {key: 1}


@pytest.mark.parametrize("number", [1e16, 1e-7, -2.5, float("inf"), float("-inf"), 1.0])
def test_a_number_comes_back_as_the_same_number(number: float) -> None:
    assert yaml.safe_load(yaml_write.scalar(number)) == number
