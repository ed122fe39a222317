"""The lines of the screen of tags, worked out without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.search.query import tag_key
from blogwifi_tui.content.tags import TagGroup, TagKind
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import signed

KINDS = {TagKind.TAG: ("#", N_("tag")), TagKind.CATEGORY: ("▤", N_("category"))}
QUERIES = {TagKind.TAG: N_("tag:{word}"), TagKind.CATEGORY: N_("category:{word}")}


class TagRow(NamedTuple):
    """A tag with all its spellings, or one of them."""

    group: TagGroup
    spelling: int | None = None
    """Its number; None: the tag as a whole."""

    @property
    def names(self) -> tuple[str, ...]:
        """The spellings it stands for."""
        return self.group.names if self.spelling is None else (self.group.names[self.spelling],)

    @property
    def name(self) -> str:
        """The spelling it shows."""
        return self.names[0]

    @property
    def posts(self) -> int:
        """How many posts have it."""
        return self.group.posts if self.spelling is None else self.group.spellings[self.spelling].posts

    def query(self) -> str:
        """What shows its posts in the list, as a person would type it."""
        name = self.group.name.replace('"', " ")
        return _(QUERIES[self.group.kind]).format(word=f'"{name}"')

    def line(self) -> str:
        """Kind, number of posts and name; a spelling stands under its tag."""
        width = max(cell_len(kind_words(kind)) for kind in TagKind)
        kind = kind_words(self.group.kind) if self.spelling is None else ""
        start = f"{kind}{' ' * (width - cell_len(kind))}  {number(self.posts):>6}  "
        if self.spelling is not None:
            return f"{start}  · {visible(self.name)}"
        if not self.group.varies:
            return f"{start}{visible(self.name)}"
        many = len(self.group.spellings)
        words = ngettext("{n} spelling", "{n} spellings", many).format(n=number(many))
        return f"{start}{visible(self.name)}  ({words})"


def kind_words(kind: TagKind) -> str:
    """Glyph and word."""
    glyph, word = KINDS[kind]
    return signed(glyph, _(word))


def rows(groups: Sequence[TagGroup], typed: str = "") -> list[TagRow]:
    """Each tag that answers to all words typed, and under it its spellings where there are several."""
    return [row for group in groups if _answers(group, typed) for row in _rows(group)]


def _rows(group: TagGroup) -> Iterator[TagRow]:
    yield TagRow(group)
    if group.varies:
        for spelling in range(len(group.spellings)):
            yield TagRow(group, spelling)


def _answers(group: TagGroup, typed: str) -> bool:
    words = fold(typed).split()
    if not words:
        return True
    names = "\n".join(map(fold, group.names))
    return all(word in names for word in words) or tag_key(typed) in group.key
