"""The versions of a post or of a piece of it, each rendered under its name and who made it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rich.cells import cell_len
from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Label

from blogwifi_tui.content.merge.three_way import Side
from blogwifi_tui.core.conflict_choices import ConflictChoices, ConflictRow
from blogwifi_tui.core.conflicts import Kind
from blogwifi_tui.i18n.conflict_messages import origin_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.conflict.wording import described, literal
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.widgets.post_facts import heading_of
from blogwifi_tui.ui.widgets.preview import Preview

_HEAD = 2
"""Rows of a name and an origin."""
_MOST, _MOST_BEFORE = 20, 3
"""Rows of a text, and of the one before, from which on it is given no more beside the others."""


def _rows_of(source: str, width: int) -> int:
    """About how many rows a text takes in so many columns, those at its edges counted."""
    room = max(width - 6, 1)
    return sum(1 + max(cell_len(line) - 1, 0) // room for line in source.strip().splitlines() or [""])


class VersionView(Vertical):
    """A name, whether this version is kept, who made it, and its text."""

    preview = getters.query_one(Preview)
    source = ""
    """The Markdown it shows."""

    def compose(self) -> ComposeResult:
        """Name and origin over text."""
        yield Label(id="name")
        yield Label(id="origin")
        yield Preview()

    def label(self, name: str, *, key: str, kept: bool) -> None:
        """Name this version and the key that takes it, and mark it when it is the one chosen."""
        self.set_class(kept, "-kept")
        mark = f"{sign('✓', _('kept:'))} " if kept else ""
        self.query_one("#name", Label).update(Content(f"{mark}{name} ({key})" if key else name))

    def tell_origin(self, words: str) -> None:
        """Say who made this version, when and where; empty takes no room."""
        origin = self.query_one("#origin", Label)
        origin.display = bool(words)
        origin.update(Content(words))

    def show(self, source: str, *, heading: tuple[str, str] | None = None, empty: str = "") -> None:
        """Show the Markdown ``source`` from its top, or the words ``empty`` when there is nothing."""
        self.source = source
        nothing = not source.strip() and heading is None
        self.set_class(nothing, "-empty")
        self.preview.show(empty if nothing else source, heading=heading, key=(source, heading))


class Versions(Container):
    """Mine, theirs, and what both began from."""

    keys: Mapping[str, str]
    """The keys that take mine, and theirs."""

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.keys = {}

    def compose(self) -> ComposeResult:
        """The three versions."""
        for name in ("mine", "theirs", "before"):
            yield VersionView(id=name)

    def show(self, row: ConflictRow, choices: ConflictChoices, now: dt.datetime) -> None:
        """Show what there is to choose among on ``row``; ``now`` is in the blog's zone."""
        side, apart = choices.chosen(row), choices.is_apart(row)
        conflict, piece = row.conflict, row.piece
        posts = {"mine": conflict.mine, "theirs": conflict.theirs, "before": conflict.before}
        labels = {"mine": _("Mine"), "theirs": _("Theirs"), "before": _("Before")}
        kept = {
            "mine": apart or side in (Side.MINE, Side.BOTH),
            "theirs": apart or side in (Side.THEIRS, Side.BOTH),
        }
        origins = dict(zip(("mine", "theirs"), conflict.origins, strict=True))
        for name, post in posts.items():
            version = self.query_one(f"#{name}", VersionView)
            version.label(labels[name], key=self.keys.get(name, ""), kept=kept.get(name, False))
            origin = origins.get(name)
            zone = now.tzinfo or dt.UTC
            version.tell_origin(origin_words(origin, zone, here=name == "mine") if origin else "")
            if piece:
                text = str(getattr(piece, name))
                plain = piece.key or piece.is_name or conflict.kind is not Kind.POST
                version.show(literal(text) if plain else text, empty=_("(nothing)"))
            elif post and conflict.kind is not Kind.POST:
                version.show(described(conflict, post), heading=(visible(conflict.path), ""), empty="")
            elif post:
                version.show(post.body if post.is_text else "", heading=heading_of(post, now), empty="")
            else:
                absent = _("(not there yet)") if conflict.before is None else _("(deleted)")
                version.show("", empty=absent)
        self.share_rows()

    def on_resize(self) -> None:
        """Share the rows there are now."""
        self.share_rows()

    def share_rows(self) -> None:
        """Where the versions stand in a column, give each rows by the length of what it shows."""
        in_column = self.screen.has_class("-narrow")
        for version in self.query(VersionView):
            most = _MOST_BEFORE if version.id == "before" else _MOST
            rows = min(_rows_of(version.source, self.size.width), most)
            version.styles.height = f"{_HEAD + rows}fr" if in_column else None
