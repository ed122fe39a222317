"""What commits say that join both sides."""

from __future__ import annotations

import datetime as dt

import pytest

from blogwifi_tui.i18n.commit_messages import joining

WHEN = dt.datetime(2026, 5, 1, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("authors", "posts", "title", "message"),
    [
        (["Claire"], 1, "L’hôtel", "Join what Claire published on 1 May 2026: “L’hôtel”"),
        (["Claire"], 3, "", "Join what Claire published on 1 May 2026: 3 posts"),
        (["Claire"], 0, "", "Join what Claire published on 1 May 2026"),
        (
            ["Claire", "Luc"],
            1,
            "",
            "Join what Claire and 1 other person published on 1 May 2026: 1 post",
        ),
        (["Cl\x1baire\n"], 0, "", "Join what Cl␛aire published on 1 May 2026"),
        ([], 2, "", "Join what was published elsewhere"),
    ],
)
def test_a_join_names_who_published_what_on_one_line(
    authors: list[str], posts: int, title: str, message: str
) -> None:
    assert joining(authors, WHEN, posts, title=title) == message


def test_a_join_is_told_in_french(french: None) -> None:
    assert joining(["Claire"], WHEN, 1, title="L’hôtel") == (
        "Réunit ce que Claire a publié le 1er mai 2026\u00a0: «\u00a0L’hôtel\u00a0»"
    )
