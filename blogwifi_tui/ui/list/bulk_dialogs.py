"""What a step over marked posts asks before it is done, and says afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.bulk_edit import BulkEdit
from blogwifi_tui.i18n.commit_messages import Change
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.quotes import filled, quoted
from blogwifi_tui.i18n.result_messages import marked
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import arrows
from blogwifi_tui.ui.widgets.dialogs import DESTROY, Choice, Field, Form, Question
from blogwifi_tui.ui.widgets.summaries import listed, refused_words, titles

NAMED = 3
"""Titles in the text of a form, which has little room."""


def counted(posts: int) -> str:
    """«3 posts»."""
    return ngettext("{n} post", "{n} posts", posts).format(n=number(posts))


def hidden_words(hidden: int) -> list[str]:
    """How many of the marked posts the list does not show; empty when it shows all."""
    if not hidden:
        return []
    line = ngettext("{n} of them is hidden by the search.", "{n} of them are hidden by the search.", hidden)
    return [line.format(n=number(hidden))]


def draft_leaving_words(leaving: Mapping[str, str], posts: int) -> list[str]:
    """Which of so many ``posts`` readers have, and lose when they become drafts; their titles are by path.

    All of them were named before.
    """
    if not leaving:
        return []
    if len(leaving) == posts:
        return [
            ngettext(
                "As a draft, it leaves the site at the next publication.",
                "As drafts, they all leave the site at the next publication.",
                posts,
            )
        ]
    line = ngettext(
        "As a draft, {n} leaves the site at the next publication:",
        "As drafts, {n} leave the site at the next publication:",
        len(leaving),
    )
    return [line.format(n=number(len(leaving))) + listed([*leaving.values()])]


def leaving_words(leaving: Mapping[str, str]) -> list[str]:
    """Which of the posts that go readers have; their titles are by path."""
    if not leaving:
        return []
    line = ngettext(
        "{n} of them leaves the site at the next publication:",
        "{n} of them leave the site at the next publication:",
        len(leaving),
    )
    return [line.format(n=number(len(leaving))) + listed([*leaving.values()])]


def draft_question(
    drafts: BulkEdit, ready: BulkEdit, hidden: int, leaving: Mapping[str, str] = MappingProxyType({})
) -> Question:
    """Asks which way marked posts go: ``drafts`` makes drafts of them, ``ready`` the other way round.

    ``leaving``: the titles of those that readers have, which leave the site as drafts.
    """
    parts, answers = [], []
    if ready.edits:
        line = ngettext("{n} draft:", "{n} drafts:", len(ready.edits))
        parts.append(line.format(n=number(len(ready.edits))) + titles(ready.changing))
        answers.append(Choice("ready", _("Make ready"), "r"))
    if drafts.edits:
        line = ngettext("{n} post that is no draft:", "{n} posts that are no drafts:", len(drafts.edits))
        parts.append(line.format(n=number(len(drafts.edits))) + titles(drafts.changing))
        parts += draft_leaving_words(leaving, len(drafts.edits))
        answers.append(Choice("draft", _("Make drafts"), "t", everywhere=True))
    if not answers:
        answers = [Choice("", _("Close"), "c")]
    else:
        answers.insert(0 if leaving else len(answers), Choice("", _("Change nothing"), "n"))
    refused = {error.path: error for error in (*ready.refused, *drafts.refused)}
    whole = BulkEdit(Change.READY, (), tuple(refused.values()))
    text = "\n\n".join([*parts, *hidden_words(hidden), *refused_words(whole)])
    return Question(arrows(_("Draft ⇄ ready")), text, answers, is_grave=bool(leaving))


def delete_question(
    bulk_edit: BulkEdit, kept: set[str], hidden: int, leaving: Mapping[str, str] = MappingProxyType({})
) -> Question:
    """Asks before marked posts go.

    ``kept``: those that git can bring back; ``leaving``: the titles of those that readers have, by path.
    """
    posts = bulk_edit.changing
    unkept = [post for post in posts if post.path not in kept]
    others = [post for post in posts if post.path in kept]
    parts = [titles(others).lstrip("\n")] if others else []
    if others:
        parts.append(_("Their commits keep them: the filter “deleted” (f) finds them again."))
    parts += leaving_words(leaving)
    if unkept:
        line = ngettext(
            "git never kept this one: nothing will be able to bring it back.",
            "git never kept these {n}: nothing will be able to bring them back.",
            len(unkept),
        )
        parts.append(line.format(n=number(len(unkept))) + titles(unkept))
    if files := len(bulk_edit.beside):
        words = ngettext(
            "{n} file in their folders goes with them.", "{n} files in their folders go with them.", files
        )
        parts.append(words.format(n=number(files)))
    answers = [Choice("keep", _("Do not delete"), "n")]
    if posts:
        answers.append(Choice("delete", _("Delete"), DESTROY, deliberate=True))
    heading = ngettext("Delete {n} post?", "Delete {n} posts?", len(posts)).format(n=number(len(posts)))
    text = "\n\n".join([*parts, *hidden_words(hidden), *refused_words(bulk_edit)])
    return Question(heading, text, answers)


def tags_form(entries: Sequence[Entry], known: Sequence[str], hidden: int) -> Form:
    """Asks which tags posts get and lose."""
    names = ", ".join(quoted(entry.title) for entry in entries[:NAMED])
    if len(entries) > NAMED:
        names += " " + _("and {n} more").format(n=number(len(entries) - NAMED))
    worn = sorted({tag for entry in entries for tag in entry.tags})
    hint = arrows(_("comma separated; → completes"))
    return Form(
        ngettext("Tags of {n} post", "Tags of {n} posts", len(entries)).format(n=number(len(entries))),
        [
            Field("add", _("Add"), hint=hint, known=tuple(known)),
            Field("remove", _("Take away"), hint=hint, known=tuple(worn)),
        ],
        text=" ".join([names, *hidden_words(hidden)]),
        accept=_("Change"),
        check=lambda values: None if any(values.values()) else _("Type a tag first."),
    )


def leave_out_question(bulk_edit: BulkEdit) -> Question:
    """Asks whether to go on without the posts that cannot be part."""
    parts = refused_words(bulk_edit)
    answers = [Choice("", _("Change nothing"), "n")]
    if bulk_edit.edits:
        words = ngettext(
            "{n} other post would change.", "{n} other posts would change.", len(bulk_edit.edits)
        )
        parts.append(words.format(n=number(len(bulk_edit.edits))))
        answers.append(Choice("others", _("Change the others"), "c"))
    return Question(_("Not all of them"), "\n\n".join(parts), answers)


def done_words(bulk_edit: BulkEdit, now: dt.datetime, generator: Callable[[str], str]) -> str:
    """What a step did; ``generator`` names what makes the page of a post, by its path."""
    posts: list[Post] = bulk_edit.changing
    moved = dict(bulk_edit.moved)
    if len(posts) == 1 and bulk_edit.change in (Change.READY, Change.DRAFT):
        post = next((each.after for each in bulk_edit.edits if each.before is posts[0]), None) or posts[0]
        return marked(post, now, generator(post.path), moved.get(posts[0].path, ""))
    if len(posts) == 1:
        words = {
            Change.DELETE: _("Deleted: “{title}”."),
            Change.TAGS: _("The tags of “{title}” are changed."),
        }
        return filled(words[bulk_edit.change], title=posts[0].title)
    many = {
        Change.READY: _("{several} are ready to publish; u undoes it."),
        Change.DRAFT: _("{several} are drafts now; u undoes it."),
        Change.DELETE: _("Deleted: {several}; u undoes it."),
        Change.TAGS: _("The tags of {several} are changed; u undoes it."),
    }
    told = many[bulk_edit.change].format(several=counted(len(posts)))
    if not moved:
        return told
    folders = ", ".join(dict.fromkeys(f"{path.rpartition('/')[0]}/" for path in moved.values()))
    line = (
        _("Their files are in {folders} now.")
        if len(moved) == len(posts)
        else ngettext("{n} file is in {folders} now.", "{n} files are in {folders} now.", len(moved))
    )
    return f"{told} {line.format(n=number(len(moved)), folders=visible(folders))}"
