"""The form of one post: what it shows is gathered, the person fills it in, the changes are handed back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual.app import App

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from blogwifi_tui.ui.commands.registry import COMMANDS, key_name, keys_of
from blogwifi_tui.ui.fields.dialog import FieldsDialog
from blogwifi_tui.ui.fields.model import FieldSheet, Names
from blogwifi_tui.ui.navigation import FieldChanges
from blogwifi_tui.ui.services import Services
from blogwifi_tui.ui.widgets.tags_input import most_used


async def edit_fields(
    app: App[None],
    services: Services,
    post: Post,
    *,
    is_new: bool,
    typed: Callable[[Callable[[Post], Post] | None], object],
) -> FieldChanges | None:
    """Open title, date, tags, and all other front matter of ``post`` as a form.

    As :meth:`~blogwifi_tui.ui.navigation.Navigation.edit_fields`.
    """
    blog, threads = services.blog, services.threads
    entries = await threads.disk(blog.posts)
    conventions = await threads.disk(blog.conventions, entries, post.path)
    names = Names({entry.path for entry in entries}, blog.holds) if is_new else None
    tags, categories = (
        most_used(each.tags for each in entries),
        most_used(each.categories for each in entries),
    )
    sheet = FieldSheet(post, blog.now(), conventions, tags, categories, names)

    def changed(changes: Mapping[str, str]) -> None:
        typed((lambda post: sheet.applied(changes, post).post) if changes else None)

    keys = {command.id: next(iter(keys_of(command, blog.settings.ui.keys)), "ctrl+p") for command in COMMANDS}
    form = FieldsDialog(
        sheet,
        blog.now,
        typed=changed,
        rename_key=key_name(keys["rename"]),
        text_key=keys["front_matter_text"],
    )
    filled = await app.push_screen_wait(form)
    if filled is None or (filled.as_text is None and not filled.changes):
        return None
    applied = partial(sheet.applied, filled.changes)
    if filled.as_text is None:
        return FieldChanges(applied, filled.changes)
    refused = applied().refused.get(filled.as_text)
    key = refused.key if isinstance(refused, CannotEdit) else sheet.key_of(filled.as_text)
    return FieldChanges(applied, filled.changes, key)
