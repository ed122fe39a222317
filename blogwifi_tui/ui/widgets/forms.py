"""The forms and questions that the list and publishing ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.widgets.dialogs import DESTROY, Choice, Field, Form, Question


def identity_form() -> Form:
    """Asks who commits, when git does not know."""

    def check(values: Mapping[str, str]) -> str | None:
        if not values["name"]:
            return _("Type your name: it signs each commit.")
        return None if "@" in values["email"] else _("Type an e-mail address, such as you@example.org.")

    return Form(
        _("Who are you?"),
        [Field("name", _("Name")), Field("email", _("E-mail"), hint="vous@exemple.fr")],
        text=_("git signs each commit with a name and an address, and knows neither here."),
        accept=_("Keep"),
        check=check,
    )


def new_post_form(known_tags: Sequence[str]) -> Form:
    """Asks for the title and the tags of a new post."""
    return Form(
        _("New post"),
        [
            Field("title", _("Title")),
            Field("tags", _("Tags"), hint=_("comma separated; → completes"), known=tuple(known_tags)),
        ],
        accept=_("Write"),
        check=_title_given,
    )


def rename_form(title: str, linking: Callable[[], Awaitable[Sequence[str]]]) -> Form:
    """Asks for another title; ``linking`` finds the posts that link to the post, which may take a moment."""

    async def links() -> str:
        count = len(await linking())
        line = ngettext(
            "{n} post links to it, and will follow.", "{n} posts link to it, and will follow.", count
        )
        return line.format(n=number(count)) if count else _("No other post links to it.")

    return Form(
        _("Rename"),
        [Field("title", _("Title"), title)],
        text=_("Looking for the posts that link to it…"),
        accept=_("Rename"),
        check=_title_given,
        further=links,
    )


def delete_question(title: str, *, kept: bool) -> Question:
    """Asks before a post goes; ``kept``: whether git can bring it back."""
    text = (
        _("Its commits keep it; a later publication takes it off the site.")
        if kept
        else _("git never kept this post: nothing will be able to bring it back.")
    )
    answers = [Choice("keep", _("Keep"), _("n")), Choice("delete", _("Delete"), DESTROY, deliberate=True)]
    return Question(_("Delete “{title}”?").format(title=title), text, answers)


def remote_form() -> Form:
    """Asks for the address to publish to."""
    return Form(
        _("Where to publish?"),
        [Field("address", _("Address of the remote"), hint="git@exemple.fr:moi/blog.git")],
        text=_("This repository has no remote yet. Paste the address your host gives you."),
        accept=_("Publish"),
        check=lambda values: None if values["address"] else _("Paste an address first."),
    )


def _title_given(values: Mapping[str, str]) -> str | None:
    return None if values["title"] else _("Type a title first.")


def undo_question(subject: str) -> Question:
    """Asks before a change that is published already is undone; ``subject`` is its commit's message."""
    text = _("It is published. Undoing makes a new commit here; publish again to take it back there too.")
    answers = [Choice("keep", _("Keep"), "n"), Choice("undo", _("Undo"), "y")]
    return Question(_("Undo “{subject}”?").format(subject=subject), text, answers)
