"""What giving a tag another name asks, shows beforehand, and says afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.tags import TagGroup, TagKind
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.tags.rows import TagRow, kind_words
from blogwifi_tui.ui.widgets.dialogs import Field, Form

if TYPE_CHECKING:
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.vcs.commit import Commit


class Sheet(NamedTuple):
    """What a step will do, for a person to agree to."""

    heading: str
    text: str
    refused: tuple[str, ...]
    """Why each post that cannot be part cannot."""
    paths: tuple[str, ...]
    """The files that change."""
    accept: str
    """The words that agree; empty when there is nothing to do."""


def retag_form(row: TagRow, groups: Sequence[TagGroup]) -> Form:
    """Asks for the name a tag or category is to have."""
    kind = row.group.kind
    known = tuple(group.name for group in groups if group.kind is kind and group is not row.group)
    if len(row.names) > 1:
        text = _("All spellings become this one: {names}. The name of another joins them with it.").format(
            names=", ".join(row.names)
        )
    else:
        text = _("Every post that has it gets this name. The name of another joins them.")
    heading = _("Rename the tag “{name}”") if kind is TagKind.TAG else _("Rename the category “{name}”")
    return Form(
        heading.format(name=row.name),
        [Field("name", _("Name"), row.name, known=known)],
        text=text,
        accept=_("See what changes"),
        check=lambda values: None if values["name"] else _("Type a name first."),
    )


def retag_sheet(bulk_edit: BulkEdit, row: TagRow, new: str, *, met: TagGroup | None) -> Sheet:
    """The files that change; ``met``: the tag that goes by the new name already, in any spelling."""
    posts = len(bulk_edit.edits)
    parts = [
        ngettext(
            "{n} file changes, in its tags alone, by one commit; u on the list undoes it.",
            "{n} files change, in their tags alone, by one commit; u on the list undoes it.",
            posts,
        ).format(n=number(posts))
        if row.group.kind is TagKind.TAG
        else ngettext(
            "{n} file changes, in its categories alone, by one commit; u on the list undoes it.",
            "{n} files change, in their categories alone, by one commit; u on the list undoes it.",
            posts,
        ).format(n=number(posts))
    ]
    if met and met.key != row.group.key:
        parts.append(
            ngettext(
                "“{name}” exists already, in {n} post: the two become one.",
                "“{name}” exists already, in {n} posts: the two become one.",
                met.posts,
            ).format(name=met.name, n=number(met.posts))
        )
    if bulk_edit.refused:
        parts.append(
            ngettext(
                "{n} post cannot be changed, and stays as it is.",
                "{n} posts cannot be changed, and stay as they are.",
                len(bulk_edit.refused),
            ).format(n=number(len(bulk_edit.refused)))
        )
    accept = ngettext("Change {n} file", "Change {n} files", posts)
    old = ", ".join(name for name in row.names if name != new)
    return Sheet(
        heading=f"{kind_words(row.group.kind)} · {old} {sign('→', _('becomes'))} {new}",
        text=" ".join(parts) if posts else parts[-1],
        refused=tuple(explain(error).what for error in bulk_edit.refused),
        paths=tuple(bulk_edit.paths),
        accept=accept.format(n=number(posts)) if posts else "",
    )


def retagged_words(bulk_edit: BulkEdit, new: str, commit: Commit | None) -> str:
    """What was done."""
    words = ngettext(
        "“{name}” in {n} post, commit {sha}; u on the list undoes it.",
        "“{name}” in {n} posts, commit {sha}; u on the list undoes it.",
        len(bulk_edit.edits),
    )
    sha = commit.short if commit else ""
    return words.format(name=new, n=number(len(bulk_edit.edits)), sha=sha)
