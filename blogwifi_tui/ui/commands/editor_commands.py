"""The commands of the editor, and of its commit bar while that has the focus."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

EDITOR = (
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
        5,
        priority=True,
    ),
    Command(
        "fields",
        "f6",
        N_("Fields"),
        N_("Title, date, tags, draft, and all other front matter."),
        Where.EDITOR,
        (Need.TEXT, Need.FIELDS),
        4,
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
        6,
        priority=True,
    ),
    Command(
        "server_words_here",
        "f2",
        N_("What the server said"),
        N_("All that the server answered to the last publication."),
        Where.EDITOR,
        (Need.REPOSITORY,),
    ),
    Command("editor_help", "f1", N_("Help"), N_("All keys."), Where.EDITOR, (), 3, priority=True),
    Command("suspend_here", "f12", N_("To the shell"), N_("Go to the shell; fg comes back."), Where.EDITOR),
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
        (),
        10,
    ),
    Command(
        "real_page_here",
        "f10",
        N_("Real page"),
        N_("Show the post in the browser as its site makes it, in step with what you type."),
        Where.EDITOR,
        (),
        11,
        priority=True,
    ),
    Command(
        "generator_words_here",
        "shift+f10,f22",
        N_("What the generator said"),
        N_("All that the generator printed when it could not build the real page."),
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
        "front_matter_text",
        "shift+f6,f18",
        N_("Front matter as text"),
        N_("Show the front matter above the text, to change it by hand, or hide it again."),
        Where.EDITOR,
        (Need.TEXT,),
    ),
    Command(
        "recode",
        "f5",
        N_("Make it UTF-8"),
        N_("Choose how to read a file that is not UTF-8, to be saved as UTF-8."),
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

FIND = (Command("find_close", "escape", N_("Close"), N_("Close the find bar."), Where.FIND, (), 1),)

MESSAGE = (
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

MOVING = (
    ("tab,shift+tab", N_("Indent lines, or the other way.")),
    ("ctrl+c,ctrl+x,ctrl+v", N_("Copy, cut, paste.")),
    ("ctrl+home,ctrl+end", N_("Go to the beginning, to the end.")),
    ("alt+c,alt+w,alt+r", N_("While finding: exact letters, whole words, regular expression.")),
    ("alt+a", N_("While finding: replace all.")),
)
"""Keys of what has the focus, and what they do."""

GROUPS = (
    (
        N_("Keep and publish"),
        ("save", "publish_here", "server_words_here", "back", "commit_now", "commit_later"),
    ),
    (N_("Write"), ("undo_typing", "redo_typing", "bold", "italic", "link", "link_post", "picture")),
    (N_("Find"), ("find", "find_next", "find_previous", "find_close", "outline")),
    (N_("Fields"), ("fields", "front_matter_text", "recode", "external")),
    (
        N_("What is shown"),
        (
            "layout",
            "real_page_here",
            "generator_words_here",
            "focus",
            "text_narrower",
            "text_wider",
            "line_numbers",
            "no_break",
        ),
    ),
    (N_("The program"), ("editor_help", "suspend_here")),
)
"""The commands as the help groups them."""
