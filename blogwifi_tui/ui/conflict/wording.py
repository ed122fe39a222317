"""What the choice calls the things it shows: pieces, and files that are no posts."""

from __future__ import annotations

import re

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.conflict_choices import ConflictRow
from blogwifi_tui.core.conflicts import Kind, PostConflict
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible

_FIELDS = {
    "title": N_("Title"),
    "date": N_("Date"),
    "tags": N_("Tags"),
    "draft": N_("Draft"),
    "description": N_("Description"),
}
_KINDS = {
    Kind.POST: N_("post"),
    Kind.FILE: N_("file"),
    Kind.PICTURE: N_("picture"),
    Kind.BINARY: N_("file that is no text"),
    Kind.LINK: N_("link to a file"),
    Kind.SUBMODULE: N_("theme or other repository inside this one"),
}
_KILO = 1000
_SHORT = 7
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def heading(conflicts: list[PostConflict]) -> str:
    """What both sides changed, for the top of the screen."""
    count = len(conflicts)
    if all(conflict.kind is Kind.POST for conflict in conflicts):
        words = ngettext("Both sides changed this post", "Both sides changed {n} posts", count)
    else:
        words = ngettext("Both sides changed this file", "Both sides changed {n} files", count)
    return words.format(n=number(count))


def name_of(row: ConflictRow) -> str:
    """What a piece is called in the list."""
    piece = row.piece
    if piece is None:
        return ""
    if piece.is_name:
        return _("File name")
    if piece.key:
        return _(_FIELDS[piece.key]) if piece.key in _FIELDS else visible(piece.key)
    words = " ".join((piece.mine or piece.theirs).split())
    return f"¶ {visible(words)}"


def kind_of(conflict: PostConflict) -> str:
    """What a whole file is, and which side deleted it if one did."""
    if conflict.mine is None or conflict.theirs is None:
        gone = _("deleted here") if conflict.mine is None else _("deleted there")
        return gone if conflict.kind is Kind.POST else f"{_(_KINDS[conflict.kind])}, {gone}"
    return _(_KINDS[conflict.kind])


def described(conflict: PostConflict, post: Post) -> str:
    """One version of a file that is not shown as text, in words, as Markdown."""
    if conflict.kind is Kind.SUBMODULE:
        return _("At the commit {sha}.").format(sha=literal(post.data.decode("ascii", "replace")[:_SHORT]))
    if conflict.kind is Kind.LINK:
        return literal(visible(post.data.decode("utf-8", "replace")))
    kilobytes = max(1, round(len(post.data) / _KILO))
    return f"{_(_KINDS[conflict.kind])} · {_('{n} kB').format(n=number(kilobytes))}"


def literal(text: str) -> str:
    """Markdown that shows ``text`` as it is."""
    return _PUNCTUATION.sub(r"\\\1", text)
