"""The commands of the editor that work on the text itself, beside those that save it and take it further."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

TEXT = (
    Command("find_next", "f3", N_("Next"), N_("Go to the next place that was looked for."), Where.EDITOR),
    Command(
        "find_previous",
        "shift+f3,f15",
        N_("Previous"),
        N_("Go to the previous place that was looked for."),
        Where.EDITOR,
    ),
    Command("undo_typing", "ctrl+z", N_("Undo"), N_("Take back the last change of the text."), Where.EDITOR),
    Command("redo_typing", "ctrl+y", N_("Redo"), N_("Make again what was taken back."), Where.EDITOR),
    Command(
        "outline",
        "f8",
        N_("Outline"),
        N_("List the headings of the post, and go to one."),
        Where.EDITOR,
        (),
        9,
    ),
    Command(
        "focus",
        "f7",
        N_("Focus"),
        N_("Show the text alone, at a width that reads well, or all again."),
        Where.EDITOR,
    ),
    Command(
        "bold",
        "ctrl+b",
        N_("Bold"),
        N_("Make the selection or the word bold, or not."),
        Where.EDITOR,
        (Need.TEXT,),
    ),
    Command(
        "italic",
        "ctrl+t",
        N_("Italic"),
        N_("Make the selection or the word italic, or not."),
        Where.EDITOR,
        (Need.TEXT,),
    ),
    Command(
        "link",
        "ctrl+k",
        N_("Link"),
        N_("Make the selection or the word a link."),
        Where.EDITOR,
        (Need.TEXT,),
    ),
    Command(
        "picture",
        "ctrl+r",
        N_("Picture"),
        N_("Insert a picture: its file goes where the blog keeps them."),
        Where.EDITOR,
    ),
    Command(
        "link_post", "ctrl+o", N_("Link to a post"), N_("Link to another post, by its title."), Where.EDITOR
    ),
    Command(
        "no_break",
        "ctrl+n",
        N_("No-break spaces"),
        N_("Show no-break spaces as signs, or not."),
        Where.EDITOR,
    ),
    Command(
        "recode",
        "f5",
        N_("Make it UTF-8"),
        N_("Read a file that is not UTF-8 as Windows-1252, to be saved as UTF-8."),
        Where.EDITOR,
    ),
    Command(
        "text_narrower",
        "shift+f4,f16",
        N_("Wider preview"),
        N_("Give the preview more of the width, and the text less."),
        Where.EDITOR,
        (Need.BESIDE,),
    ),
    Command(
        "text_wider",
        "shift+f5,f17",
        N_("Wider text"),
        N_("Give the text more of the width, and the preview less."),
        Where.EDITOR,
        (Need.BESIDE,),
    ),
    Command("line_numbers", "ctrl+l", N_("Line numbers"), N_("Number the lines, or not."), Where.EDITOR),
)
