"""Pages that real generators made of ``pages/before.md`` and ``pages/after.md`` are told apart.

Hugo 0.168, Jekyll 4.3.1, Pelican 4.12.0 and MkDocs 1.6.1 built them, each with its typographer: quotes,
dashes and ellipses are other signs there, notes have numbers, code has colours, and Hugo leaves HTML out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.live.fingerprint import fingerprint
from blogwifi_tui.core.live.page_text import PageText, decode, read_page
from blogwifi_tui.core.live.record import Doubt, Page, PageChange, Seen
from blogwifi_tui.core.live.verdict import judge

PAGES = Path(__file__).with_name("pages")
ADDRESSES = {
    "hugo": "https://a.test/posts/murs/",
    "jekyll": "https://a.test/murs/",
    "pelican": "https://a.test/murs.html",
    "mkdocs": "https://a.test/murs/",
}
BEFORE, AFTER = (Post("murs.md", (PAGES / f"{name}.md").read_bytes()) for name in ("before", "after"))


def built(generator: str, which: str) -> PageText:
    return read_page(decode((PAGES / f"{generator}-{which}.html").read_bytes()))


def page(generator: str, change: PageChange, new: Post, *olds: Post) -> Page:
    found = fingerprint(new, olds)
    assert found.runs
    assert not found.weak
    return Page(
        new.path,
        new.title,
        ADDRESSES[generator],
        change,
        Seen.WAITING,
        runs=found.runs,
        kept=found.kept,
        heading=found.heading,
    )


@pytest.mark.parametrize("generator", ADDRESSES)
def test_the_page_of_a_changed_text_is_told_from_that_of_the_old_one(generator: str) -> None:
    changed = page(generator, PageChange.CHANGED, AFTER, BEFORE)
    assert judge(changed, built(generator, "after")).proven
    verdict = judge(changed, built(generator, "before"))
    assert (verdict.proven, verdict.reason, verdict.shows_old) == (False, Doubt.OLD_PAGE, True)


@pytest.mark.parametrize("generator", ADDRESSES)
def test_the_page_of_a_new_post_is_known_and_every_word_of_its_proof_is_on_it(generator: str) -> None:
    new, text = page(generator, PageChange.NEW, BEFORE), built(generator, "before")
    assert judge(new, text).proven
    assert [run for run in new.runs if not text.words.holds(run)] == []


@pytest.mark.parametrize("generator", ADDRESSES)
def test_the_page_of_a_post_that_was_taken_off_is_known_to_be_there_still(generator: str) -> None:
    gone = page(generator, PageChange.GONE, BEFORE)
    assert judge(gone, built(generator, "before")).reason is Doubt.OLD_PAGE
