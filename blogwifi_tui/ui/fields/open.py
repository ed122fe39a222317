"""The fields form opened over the editor, and what was changed there taken over."""

from __future__ import annotations

from collections.abc import Mapping

from blogwifi_tui.ui.commands.registry import COMMANDS, key_name
from blogwifi_tui.ui.editor.base_screen import WritingScreen
from blogwifi_tui.ui.fields.dialog import FieldsDialog
from blogwifi_tui.ui.fields.model import FieldSheet, Names
from blogwifi_tui.ui.list.state import PostListState


async def edit_fields(screen: WritingScreen) -> None:
    """Open title, date, tags, and all other front matter of the post on ``screen`` as a form."""
    if not screen.post.is_text:
        screen.tell_only_shown()
        return
    blog = screen.blog
    entries = await screen.threads.disk(blog.posts)
    conventions = await screen.threads.disk(blog.conventions, entries)
    list_state = PostListState(entries)
    new = screen.buffer.basis is None
    names = Names({entry.path for entry in entries}, blog.holds) if new else None
    sheet = FieldSheet(
        screen.edited(),
        blog.now(),
        conventions,
        list_state.known_tags(),
        list_state.known_categories(),
        names,
    )
    rename = next(command for command in COMMANDS if command.id == "rename")
    form = FieldsDialog(
        sheet,
        blog.now,
        typed=lambda changes: _keep_copy(screen, sheet, changes),
        rename_key=key_name(screen.keys_of(rename)[0]),
    )
    changes = await screen.app.push_screen_wait(form)
    screen.pending = None
    if not changes:
        if not (screen.area.dirty or screen.buffer.unsaved):
            screen.services.journal.forget()
        screen.keep_copy()
        return
    # Nothing is awaited from here on: what is on the screen now is what the fields change.
    changed = sheet.applied(changes, screen.edited())
    screen.buffer = screen.buffer.with_post(changed.post)
    if screen.buffer.text != screen.area.content:
        screen.area.reload(screen.buffer.text, saved=False)
    screen.show_all()
    screen.keep_copy()
    for error in changed.refused.values():
        screen.say_error(error)


def _keep_copy(screen: WritingScreen, sheet: FieldSheet, changes: Mapping[str, str]) -> None:
    """Let the recovery copy hold what the form would change, while it is open."""
    screen.pending = (lambda post: sheet.applied(changes, post).post) if changes else None
    screen.keep_copy()
