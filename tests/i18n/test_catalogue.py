"""French says everything English says: complete, in step with the code, and set as French is."""

from __future__ import annotations

import gettext
import re
import runpy
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import blogwifi_tui
from blogwifi_tui.core.documentation import TOPICS, page_file

PACKAGE = Path(blogwifi_tui.__file__).parent
PO = PACKAGE / "i18n" / "fr" / "LC_MESSAGES" / "blogwifi.po"
MO = PO.with_suffix(".mo")


@cache
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def read_on_screen() -> list[Message]:
    """All but what goes into commits, where a plain space is what a person types and searches."""
    return [one for one in messages() if not one.locations[0][0].endswith("commit_messages.py")]


def originals(message: Message) -> list[str]:
    return list(message.id) if message.pluralizable else [message.id]


def translations(message: Message) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


@cache
def in_the_code() -> frozenset[str | tuple[str, ...]]:
    tool = runpy.run_path(str(PACKAGE.parent / ".ci" / "catalogue"))
    return frozenset(text for _, text in tool["words"]())


def test_the_catalogue_holds_the_words_of_the_code_and_no_others() -> None:
    assert {message.id for message in messages()} == in_the_code(), "run .ci/catalogue, then translate"


def test_every_word_is_translated() -> None:
    assert [message.id for message in messages() if not all(translations(message))] == []
    assert [message.id for message in messages() if message.fuzzy] == []


def test_the_compiled_catalogue_is_in_step() -> None:
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages():
        if message.pluralizable:
            for number, expected in ((1, message.string[0]), (2, message.string[1])):
                assert compiled.ngettext(*message.id, number) == expected
        else:
            assert compiled.gettext(message.id) == message.string


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{\{?\w*\}?\}|%(?:\(\w+\))?[sr]", text))


def test_both_languages_fill_in_the_same_data() -> None:
    for message in messages():
        wanted = set.union(*map(fields, originals(message)))
        for text in translations(message):
            assert fields(text) == wanted or (message.pluralizable and fields(text) | {"{n}"} == wanted), text


COMMAND = re.compile(r"--?\w[\w-]*|\w+:\w+|https?://\S+")


TYPOGRAPHY = (
    (r"\w'\w", "the apostrophe is ’"),
    (r"« | »|«\S\b(?<!«\u00a0\S)|\w»", "« and » keep a no-break space inside"),
    (r"[^\s\u202f] ?[;!?](?=\s|$)|[ \u00a0][;!?]", "a narrow no-break space stands before ; ! and ?"),
    (r"[^\s\u00a0]:(?=\s|$)| :", "a no-break space stands before :"),
    (r"[“”]", "quotes are « »"),
    (r"\.\.\.", "the ellipsis is …"),
    (r"  ", "one space at a time"),
)
"""What is wrong in a French sentence, and the rule."""


@pytest.mark.parametrize(("wrong", "rule"), TYPOGRAPHY)
def test_french_is_set_as_french_is(wrong: str, rule: str) -> None:
    for message in read_on_screen():
        for text in translations(message):
            prose = COMMAND.sub("x", text)
            assert not re.search(wrong, prose), f"{rule}: {text!r}"


@pytest.mark.parametrize(("wrong", "rule"), TYPOGRAPHY)
@pytest.mark.parametrize("topic", TOPICS)
def test_the_french_pages_are_set_as_french_is(topic: str, wrong: str, rule: str) -> None:
    text = re.sub(
        r"^```.*?^```|^<!--.*?-->$", "", page_file(topic, "fr").read_text(encoding="utf-8"), flags=re.M | re.S
    )
    prose = re.sub(r"`[^`\n]*`|\]\([^)]*\)|\|[ |-]*", "x", text)
    found = re.search(wrong, prose)
    assert not found, f"{rule}: {prose[max(found.start() - 40, 0) : found.end() + 9]!r}"


def test_french_speaks_of_things_by_one_name() -> None:
    for message in messages():
        for text in translations(message):
            assert not re.search(
                r"(?<!«\u00a0)\b(billets?|posts?\b(?!s)|tags?|drafts?|preview|front ?matter)\b(?!=)",
                text.lower(),
            ), text


SAID_OTHERWISE = (
    (r"\bverbes?\b", "commande"),
    (r"\bimprim", "afficher"),
    (r"\bminuteurs?\b", "tâche planifiée (cron)"),
    (r"\btubes?\b(?! \(pipe\))", "tube (pipe)"),
    (r"\bfini(?:t|ssent) par \d", "se termine avec le code"),
    (r"trouvé tout seul", "détecté automatiquement"),
    (r"pour restreindre", "pour filtrer"),
    (r"\bREVISION\b|\bOLD\b|\bVERB\b|\bDIR\b", "VERSION, ANCIEN, COMMANDE, DOSSIER"),
)
"""What was once said in two ways, or as nobody says it, and the word for it."""


@pytest.mark.parametrize(("wrong", "right"), SAID_OTHERWISE)
def test_one_thing_has_one_word_in_the_catalogue_and_the_pages(wrong: str, right: str) -> None:
    said = [text for message in messages() for text in translations(message)]
    pages = [page_file(topic, "fr").read_text(encoding="utf-8") for topic in TOPICS]
    found = [match[0] for text in (*said, *pages) for match in re.finditer(f".{{0,30}}(?:{wrong})", text)]
    assert found == [], f"say: {right}"
