"""``published: false``, by which some generators keep a post off the site."""

from __future__ import annotations

from blogwifi_tui.content.post_rules import DraftChange, Header


def published_change(header: Header, draft: bool, kept_back: bool) -> DraftChange:
    """What is written to keep a post off the site, or to let it onto it; ``kept_back``: whether it is off.

    A key that is not in small letters is not looked up: where it stands, the right one comes in its place.
    """
    if draft == kept_back:
        return DraftChange()
    misspelled = ("published",) if draft and "published" in header.capitals else ()
    return DraftChange((("published", not draft),), misspelled)
