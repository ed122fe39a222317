"""The facts of a post, above its preview: its state as the generator has it, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_rules import GenericRules, Header, Meaning
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui.widgets.post_facts import facts_of

PARIS = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 11, 26, 13, 15, tzinfo=PARIS)
LATER = dt.datetime(2026, 11, 26, 13, 30, tzinfo=dt.UTC)


class Shown(GenericRules):
    """A generator that does the same with every post."""

    def __init__(self, visibility: Visibility) -> None:
        self._visibility = visibility

    def meaning(self, header: Header, zone: dt.tzinfo) -> Meaning:
        return super().meaning(header, zone)._replace(visibility=self._visibility)


@pytest.mark.parametrize(
    ("visibility", "english", "french"),
    [
        (Visibility(), "● published", "● publié"),
        (Visibility(draft=True, reason="draft: true"), "✎ draft", "✎ brouillon"),
        (Visibility(draft=True, reason="_drafts/"), "✎ draft: _drafts/", "✎ brouillon : _drafts/"),
        (
            Visibility(hidden=True, reason="permalink: false"),
            "◌ hidden: permalink: false",
            "◌ masqué : permalink: false",
        ),
        (
            Visibility(unlisted=True, reason="list: never"),
            "◍ unlisted: list: never",
            "◍ non listé : list: never",
        ),
        (
            Visibility(until=NOW),
            "◌ expired since 26 November 2026, 13:15",
            "◌ expiré depuis le 26 novembre 2026 à 13 h 15",
        ),
        (
            Visibility(since=LATER),
            "◷ scheduled, shown from 26 November 2026, 14:30 on",
            "◷ programmé, visible à partir du 26 novembre 2026 à 14 h 30",
        ),
    ],
)
def test_the_state_of_a_post_is_told_with_its_reason(
    visibility: Visibility, english: str, french: str
) -> None:
    post = Post("a.md", b"---\ntitle: A\ndate: 2026-01-10\ndraft: true\n---\n", Shown(visibility))
    assert facts_of(post, NOW)[0] == english
    set_language("fr")
    assert facts_of(post, NOW)[0] == french
