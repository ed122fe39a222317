"""The commands of the list, and of its search box while that has the focus."""

from __future__ import annotations

from blogwifi_tui.i18n.translation import N_
from blogwifi_tui.ui.commands.command import Command, Need, Where

LIST = (
    Command("edit", "enter,e", N_("Edit"), N_("Open the post in the editor."), Where.MAIN, (Need.POST,), 3),
    Command("new", "n", N_("New"), N_("Write a new post."), Where.MAIN, (), 2),
    Command(
        "search", "slash", N_("Search"), N_("Show only the posts that match, as you type."), Where.MAIN, (), 6
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
        7,
    ),
    Command(
        "list_wider",
        "greater_than_sign",
        N_("Wider list"),
        N_("Give the list more of the width, and the preview less."),
        Where.MAIN,
        (Need.LIST_BESIDE,),
    ),
    Command(
        "list_narrower",
        "less_than_sign",
        N_("Wider preview"),
        N_("Give the preview more of the width, and the list less."),
        Where.MAIN,
        (Need.LIST_BESIDE,),
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
        (Need.POST,),
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
    Command(
        "site",
        "i",
        N_("The site"),
        N_("What makes the site, where its posts are, and what is left out of the list."),
        Where.MAIN,
        (),
        0,
    ),
    Command("help", "question_mark,f1", N_("Help"), N_("All keys."), Where.MAIN, (), 5),
    Command("quit", "q,ctrl+q", N_("Quit"), N_("Leave BlogWiFi."), Where.MAIN, (), 4),
    Command("suspend", "f12", N_("To the shell"), N_("Go to the shell; fg comes back."), Where.MAIN),
    Command(
        "mark",
        "x",
        N_("Mark"),
        N_("Mark the post, or not, and go to the next: t, a, p and Del then act on all marked."),
        Where.MAIN,
        (Need.POST,),
        16,
    ),
    Command("mark_all", "X", N_("Mark all"), N_("Mark every post of the list, or none."), Where.MAIN),
    Command(
        "tag_posts",
        "a",
        N_("Add tags"),
        N_("Give the post tags, or take tags away."),
        Where.MAIN,
        (Need.CHOSEN, Need.CHANGEABLE, Need.REPOSITORY),
        18,
    ),
    Command(
        "tags",
        "T",
        N_("All tags"),
        N_("The tags of the whole blog: count, find, rename, merge."),
        Where.MAIN,
        (),
        17,
    ),
)

SEARCH = (
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

MARKED = (Command("unmark", "escape", N_("Unmark all"), N_("Take all marks away."), Where.MARKED, (), 1),)

PREVIEW = (
    Command("text_back", "escape", N_("List"), N_("Go back to the list."), Where.PREVIEW, (), 1),
    Command(
        "text_scroll",
        "down,up",
        N_("Scroll"),
        N_("Scroll the text; PgDn and PgUp by a screenful."),
        Where.PREVIEW,
        (Need.SCROLLS,),
        3,
    ),
    Command(
        "text_link",
        "right,left",
        N_("Next link"),
        N_("Choose the next link of the text, or the one before."),
        Where.PREVIEW,
        (Need.LINKS,),
        4,
    ),
    Command(
        "text_follow",
        "enter",
        N_("Follow"),
        N_("Go where the chosen link leads."),
        Where.PREVIEW,
        (Need.LINK,),
        2,
    ),
)
"""Of the rendered text beside a list, here and on other screens."""

MOVING = (
    ("up,down,k,j", N_("Move from post to post.")),
    ("pageup,pagedown", N_("Move by a screenful.")),
    ("home,end", N_("Go to the first post, to the last.")),
    ("tab", N_("Go to the text, and back.")),
)
"""Keys of what has the focus, and what they do."""

GROUPS = (
    (N_("Write"), ("new", "edit", "rename", "duplicate", "toggle_draft", "tag_posts", "delete", "undo")),
    (N_("Publish"), ("publish", "open_public", "refresh", "site")),
    (N_("Find"), ("search", "filter", "sort", "tags")),
    (N_("Read"), ("preview", "history", "list_wider", "list_narrower")),
    (N_("Several posts at once"), ("mark", "mark_all", "unmark")),
    (N_("In the preview"), ("text_back", "text_scroll", "text_link", "text_follow")),
    (N_("In the search box"), ("search_keep", "search_clear", "search_down", "search_complete")),
    (N_("The program"), ("help", "suspend", "quit")),
)
"""The commands as the help groups them."""
