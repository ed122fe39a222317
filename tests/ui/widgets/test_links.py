"""Links: which may leave the program, and which lead to another post."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.ui.widgets.link_targets import linked, opens
from blogwifi_tui.ui.widgets.open_link import anchored


def entry(path: str) -> Entry:
    return Entry(
        path=path, title="t", date=None, tags=(), categories=(), problem=None, folded="", size=0,
        mtime_ns=0, ctime_ns=0, inode=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b#c", "http://exemple.fr", "mailto:marc@example.org"]
)
def test_web_pages_and_addresses_may_open(href: str) -> None:
    assert opens(href)


@pytest.mark.parametrize(
    "href",
    ["--load-extension=x", "-foo", "javascript:alert(1)", "file:///etc/passwd", "ssh://-oProxyCommand=x", "smb://h",
     "vscode://x", "http:///nohost", "https://[", "//host/path", "autre.md", "", "https://a.org/\x1b]0;x"],
)  # fmt: skip
def test_nothing_else_may(href: str) -> None:
    assert not opens(href)


@pytest.mark.parametrize(
    ("href", "origin", "found"),
    [
        ("2024-01-01-b.md", "posts/a.md", "posts/2024-01-01-b.md"),
        ("../posts/2024-01-01-b.md#suite", "posts/a.md", "posts/2024-01-01-b.md"),
        ("/posts/2024-01-01-b.md", "posts/x/a.md", "posts/2024-01-01-b.md"),
        ("/b/", "posts/a.md", "posts/2024-01-01-b.md"),
        ("l%C3%A9t%C3%A9.md", "posts/a.md", "posts/lété.md"),
        ("#suite", "posts/a.md", None),
        ("https://example.org/autre", "posts/a.md", None),
        ("https://example.org/b/", "posts/a.md", None),
        ("//example.org/b/", "posts/a.md", None),
    ],
)
def test_a_relative_link_leads_to_the_post_it_names(href: str, origin: str, found: str | None) -> None:
    entries = [entry("posts/2024-01-01-b.md"), entry("posts/lété.md")]
    there = linked(href, origin, entries)
    assert (there.path if there else None) == found


@pytest.mark.parametrize(
    ("anchor", "line"),
    [
        ("l-ete-a-noel", 2),
        ("lété-à-noël", 2),
        ("l%C3%A9t%C3%A9-%C3%A0-no%C3%ABl", 2),
        ("wi-fi-7", 4),
        ("reglages", 6),
        ("code", None),
        ("", None),
        ("—", None),
    ],
)
def test_an_anchor_is_found_however_a_generator_spells_it(anchor: str, line: int | None) -> None:
    source = (
        "Début\n\n## L’été à *Noël*\n\n### Wi-Fi 7\n\n## Le réseau {#reglages}\n\n```\n# code\n```\n\n## —\n"
    )
    assert anchored(source, anchor) == line
