"""Every command of the program, once.

Key bindings, the key bar, the palette, the help screen and the README's key tables all derive from this
table. A command that cannot run now is not hidden: :func:`why_not` gives the sentence that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding, BindingType

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.ui.commands.command import Command, Need, Where
from blogwifi_tui.ui.commands.git_commands import CONFLICT, HISTORY
from blogwifi_tui.ui.commands.many_commands import MARKING, TAGS
from blogwifi_tui.ui.commands.text_commands import TEXT

__all__ = ["COMMANDS", "MOVING", "Command", "Need", "Where"]

_MAIN = (
    Command("edit", "enter,e", N_("Edit"), N_("Open the post in the editor."), Where.MAIN, (Need.POST,), 3),
    Command("new", "n", N_("New"), N_("Write a new post."), Where.MAIN, (), 2),
    Command(
        "search", "slash", N_("Search"), N_("Show only the posts that match, as you type."), Where.MAIN, (), 4
    ),
    Command("filter", "f", N_("Filter"), N_("Show only posts of one state, tag or year."), Where.MAIN, (), 8),
    Command(
        "publish",
        "p,f9",
        N_("Publish"),
        N_("Send what is committed to the remote."),
        Where.MAIN,
        (Need.REPOSITORY, Need.IDLE),
        1,
    ),
    Command(
        "preview",
        "space",
        N_("Preview"),
        N_("Show the rendered post over the list, or hide it."),
        Where.MAIN,
        (Need.POST,),
        6,
    ),
    Command("sort", "s", N_("Sort"), N_("Sort by date, title, last change or state."), Where.MAIN, (), 9),
    Command(
        "toggle_draft",
        "t",
        N_("Draft ⇄ ready"),
        N_("Make the post a draft, or ready to publish."),
        Where.MAIN,
        (Need.CHOSEN, Need.CHANGEABLE, Need.REPOSITORY),
        10,
    ),
    Command(
        "rename",
        "r",
        N_("Rename"),
        N_("Give the post another title and the file name that goes with it."),
        Where.MAIN,
        (Need.POST, Need.READABLE, Need.REPOSITORY),
        11,
    ),
    Command(
        "duplicate",
        "d",
        N_("Duplicate"),
        N_("Start a new draft from a copy of the post."),
        Where.MAIN,
        (Need.POST, Need.READABLE, Need.REPOSITORY),
        12,
    ),
    Command(
        "delete",
        "delete",
        N_("Delete"),
        N_("Delete the post; its commits keep it."),
        Where.MAIN,
        (Need.CHOSEN, Need.REPOSITORY),
        13,
    ),
    Command(
        "history",
        "h",
        N_("History"),
        N_("The commits that changed this post."),
        Where.MAIN,
        (Need.POST, Need.REPOSITORY),
        14,
    ),
    Command(
        "undo",
        "u",
        N_("Undo"),
        N_("Undo the last change made here, by a new commit."),
        Where.MAIN,
        (Need.REPOSITORY, Need.IDLE),
        15,
    ),
    Command(
        "open_public",
        "o",
        N_("See online"),
        N_("Open the post’s public page in the browser."),
        Where.MAIN,
        (Need.POST, Need.ADDRESS),
        0,
    ),
    Command(
        "refresh",
        "ctrl+r",
        N_("Look again"),
        N_("Read the files again and ask the remote what it has."),
        Where.MAIN,
        (),
        0,
    ),
    Command("help", "question_mark,f1", N_("Help"), N_("All keys."), Where.MAIN, (), 5),
    Command("quit", "q,ctrl+q", N_("Quit"), N_("Leave BlogWiFi."), Where.MAIN, (), 7),
    Command("suspend", "f12", N_("To the shell"), N_("Go to the shell; fg comes back."), Where.MAIN),
)

_SEARCH = (
    Command("search_keep", "enter", N_("Keep"), N_("Go to the posts found."), Where.SEARCH, (), 1),
    Command("search_clear", "escape", N_("Clear"), N_("Show all posts again."), Where.SEARCH, (), 2),
    Command("search_down", "down", N_("List"), N_("Go to the list."), Where.SEARCH, (), 3),
    Command(
        "search_complete",
        "tab",
        N_("Complete"),
        N_("Complete a tag, a state or a year."),
        Where.SEARCH,
        (),
        4,
    ),
)

_EDITOR = (
    Command(
        "save",
        "ctrl+s",
        N_("Save"),
        N_("Save, and commit this post with a message."),
        Where.EDITOR,
        (),
        1,
        priority=True,
    ),
    Command("back", "escape", N_("Back"), N_("Go back to the list."), Where.EDITOR, (), 2),
    Command(
        "layout",
        "f4",
        N_("Preview"),
        N_("Preview beside the text, alone, or off."),
        Where.EDITOR,
        (),
        4,
        priority=True,
    ),
    Command(
        "fields",
        "f6",
        N_("Fields"),
        N_("Title, date, tags, draft, and all other front matter."),
        Where.EDITOR,
        (Need.READABLE,),
        6,
        priority=True,
    ),
    Command(
        "find", "ctrl+f", N_("Find"), N_("Find in the text, and replace."), Where.EDITOR, (), 7, priority=True
    ),
    Command(
        "external",
        "ctrl+g",
        N_("$EDITOR"),
        N_("Open the text in your own editor, and come back."),
        Where.EDITOR,
        (Need.TEXT,),
        8,
        priority=True,
    ),
    Command(
        "publish_here",
        "f9",
        N_("Publish"),
        N_("Save, commit, and send what is committed to the remote."),
        Where.EDITOR,
        (Need.REPOSITORY, Need.IDLE),
        5,
        priority=True,
    ),
    Command("editor_help", "f1", N_("Help"), N_("All keys."), Where.EDITOR, (), 3, priority=True),
    Command("suspend_here", "f12", N_("To the shell"), N_("Go to the shell; fg comes back."), Where.EDITOR),
)

_MESSAGE = (
    Command("commit_now", "enter", N_("Commit"), N_("Commit with this message."), Where.MESSAGE, (), 1),
    Command(
        "commit_later",
        "escape",
        N_("Later"),
        N_("Leave the post saved and uncommitted; the message is kept."),
        Where.MESSAGE,
        (),
        2,
    ),
)

COMMANDS: tuple[Command, ...] = (
    *_MAIN,
    *MARKING,
    *_SEARCH,
    *_EDITOR,
    *TEXT,
    *_MESSAGE,
    *HISTORY,
    *CONFLICT,
    *TAGS,
)

MOVING: Mapping[Where, tuple[tuple[str, str], ...]] = {
    Where.MAIN: (
        ("up,down,k,j", N_("Move from post to post.")),
        ("pageup,pagedown", N_("Move by a screenful.")),
        ("home,end", N_("Go to the first post, to the last.")),
    ),
    Where.EDITOR: (
        ("tab,shift+tab", N_("Indent lines, or the other way.")),
        ("ctrl+c,ctrl+x,ctrl+v", N_("Copy, cut, paste.")),
        ("ctrl+home,ctrl+end", N_("Go to the beginning, to the end.")),
        ("alt+c,alt+w,alt+r", N_("While finding: exact letters, whole words, regular expression.")),
        ("alt+a", N_("While finding: replace all.")),
    ),
    Where.HISTORY: (
        ("up,down", N_("Move from commit to commit.")),
        ("tab", N_("Go to the text, and back.")),
    ),
    Where.TAGS: (
        ("up,down", N_("Move from tag to tag.")),
        ("pageup,pagedown", N_("Move by a screenful.")),
    ),
    Where.CONFLICT: (
        ("up,down", N_("Move from piece to piece.")),
        ("tab", N_("Go to the texts, and back.")),
    ),
}
"""Keys that belong to what has the focus and are no commands: told in the help, not to be changed."""


def commands_of(where: Where) -> tuple[Command, ...]:
    """The commands of one screen, in the order of the table."""
    return tuple(command for command in COMMANDS if command.where is where)


def bindings_of(where: Where) -> list[BindingType]:
    """Textual's bindings for one screen: each runs the command of its id."""
    return [
        Binding(
            command.keys,
            f"run('{command.id}')",
            command.title,
            show=False,
            id=command.id,
            priority=command.priority,
        )
        for command in commands_of(where)
    ]


def why_not(command: Command, held: Iterable[Need]) -> str | None:
    """The sentence that says why ``command`` cannot run, given the needs that hold; None when it can."""
    missing = [need for need in command.needs if need not in held]
    return _(missing[0].value) if missing else None


_KEY_NAMES: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "delete": N_("Del"),
    "slash": "/",
    "question_mark": "?",
    "tab": "Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "shift": N_("Shift"),
    "ctrl": "Ctrl",
}


def key_name(key: str) -> str:
    """A key as a person reads it on the keyboard: ``ctrl+s`` is ``Ctrl+S``."""
    *held, last = key.split("+")
    shown = _(_KEY_NAMES[last]) if last in _KEY_NAMES else last.upper() if held or len(last) > 1 else last
    return "+".join([*(_(_KEY_NAMES.get(name, name.capitalize())) for name in held), shown])


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ``command`` under a person's own keymap (command id to keys), the shown one first."""
    return tuple(key.strip() for key in keymap.get(command.id, command.keys).split(","))
