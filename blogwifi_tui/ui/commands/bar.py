"""What the key bar shows: the keys that do something now, those of the box with the focus first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.commands.registry import Command, Need, Where, commands_of, key_name, why_not
from blogwifi_tui.ui.widgets.key_bar import KeyHint

ON_MARKED = ("quit", "help", "toggle_draft", "publish", "tag_posts", "delete", "mark", "mark_all")
"""What the bar offers while posts are marked, what is kept longest first."""
ON_DELETED = {"edit": N_("Look at it")}
"""What commands are called on a deleted post, where that is something else."""
_AFTER = 10
"""Added to the rank of a screen's own commands where they stand behind those of a box."""


def hints(
    screen: Where, box: Where, held: Collection[Need], keys_of: Callable[[Command], tuple[str, ...]]
) -> tuple[KeyHint, ...]:
    """The keys that work while ``box`` has the keyboard; ``screen`` when none has.

    Args:
        screen: whose commands they are.
        box: what of it has the keyboard.
        held: what holds now; a command that lacks something is not shown.
        keys_of: the keys of a command under the person's keymap.
    """
    taken: set[str] = set()
    shown = []
    for command, rank in _ranked(screen, box):
        keys = [key for key in keys_of(command) if key not in taken]
        if box is not screen and command.where is box:
            taken.update(keys)
        if rank and keys and not why_not(command, held):
            other = ON_DELETED.get(command.id) if Need.DELETED in held else None
            shown.append(
                KeyHint(command.id, key_name(keys[0]), _(other) if other else command.shown_title, rank)
            )
    return tuple(shown)


def _ranked(screen: Where, box: Where) -> Iterator[tuple[Command, int]]:
    """The commands that may be shown, in their order, and how long each is kept: 1 the longest, 0 never."""
    for command in commands_of(box):
        yield command, command.bar
    if box in (Where.PREVIEW, Where.FIND):  # the screen's own keys work beside its own
        for command in commands_of(screen):
            is_open = box is Where.FIND and command.id == "find"
            yield command, 0 if is_open else command.bar and command.bar + _AFTER
    if box is Where.MARKED:
        known = {command.id: command for command in commands_of(screen)}
        for rank, name in enumerate(ON_MARKED, 2):
            yield known[name], rank
