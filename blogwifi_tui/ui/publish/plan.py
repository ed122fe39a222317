"""What publishing would mean, in words, and the ways a person may go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.core.publish import LEAVING, UNSEEN, PublishPlan
from blogwifi_tui.i18n.check_messages import finding_sentence, mending
from blogwifi_tui.i18n.dates import date_long, date_spoken, number
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.result_messages import counted, outside, travelling
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.signs import sign
from blogwifi_tui.ui.widgets.dialogs import Choice, Question
from blogwifi_tui.ui.widgets.summaries import SHOWN, listed, more_words, refused_words, titles

if TYPE_CHECKING:
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.errors import NewBranch


TAKE_IN = "take_in"
"""The answer to take in what the other side has, and to publish nothing."""


def question(plan: PublishPlan) -> Question:
    """The sheet: the plan, and the ways to go on; :func:`chosen` takes the answer."""
    later = [Choice("", _("Not now"), "n")]
    if plan.behind:
        later.insert(0, Choice(TAKE_IN, _("Take in only"), "g", everywhere=True))
    if plan.blocking:
        rest = [Choice("rest", _("Publish the rest"), "p")] if plan.can_leave_out_blocked else []
        return Question(_("Publish"), text(plan), [*reversed(later), *rest])
    answers = [Choice("all", _("Publish: take off the site") if plan.leaving else _("Publish"), "p")]
    if plan.own_date:
        answers.append(Choice("keep", _("Keep {date}").format(date=date_long(plan.own_date)), "k"))
    if plan.draft and (plan.ready or plan.edited):
        answers.append(Choice("others", _("Publish without this draft"), "l"))
    elif plan.draft and plan.draft.path in plan.unseen:
        # Where it was withdrawn, perhaps by somebody else, Enter does not put it back.
        stays = Choice("others", _("Send it as a draft"), "d")
        answers.insert(0 if plan.draft.path in plan.again else 1, stays)
    if plan.edited and plan.has_committed:
        answers.append(Choice("committed", _("Only what is committed"), "o"))
    if plan.telling_pictures:
        answers.append(Choice("clean", _("Clean the pictures"), "c"))
    if plan.leaving:  # Enter, which is pressed without looking, takes nothing off the site
        return Question(_("Publish"), text(plan), [*reversed(later), *answers], is_grave=True)
    return Question(_("Publish"), text(plan), [*answers, *later])


def chosen(plan: PublishPlan, answer: str) -> PublishPlan:
    """The plan after an answer to :func:`question` that goes on."""
    if answer == "rest":
        return plan.without_blocked()
    return plan.without_draft() if answer == "others" else plan


def text(plan: PublishPlan) -> str:
    """The plan in words."""
    parts = []
    if plan.changes:
        seen = counted(plan.changes.values())
        along = travelling(plan.changes.values())
        parts.append(" ".join(filter(None, (f"{seen}." if seen else "", along))))
    if plan.blocking:
        parts.append(_("To be mended first:") + _listed(plan, plan.blocking))
    warnings = [each for each in plan.warnings if each.kind is not FindingKind.COPY]
    copies = [each.path for each in plan.warnings if each.kind is FindingKind.COPY]
    if copies:
        line = _("By their names, copies that Syncthing, Dropbox or the like left:")
        parts.append(line + listed(copies))
    if plan.new_branch:
        parts.append(new_branch_words(plan.new_branch))
    if plan.outside:
        line = _("Commits that change files outside the blog go along:")
        parts.append(line + "".join(f"\n  · {each}" for each in outside(plan.outside)))
    parts += _leaving_words(plan)
    if plan.draft:
        parts += _draft_words(plan, plan.draft.title, again=plan.draft.path in plan.again)
    if plan.bulk_edit:
        parts += _marked_words(plan.bulk_edit)
    if plan.edited:
        line = ngettext(
            "{n} post changed here and not committed; it will be committed first:",
            "{n} posts changed here and not committed; they will be committed first:",
            len(plan.edited),
        )
        parts.append(line.format(n=number(len(plan.edited))) + titles(plan.edited))
    parts += [
        filled(
            _held_words(plan.held_by.get(entry.path, "")),
            title=entry.title,
            date=date_long(since),
            generator=plan.held_by.get(entry.path, ""),
        )
        for entry in plan.scheduled[:SHOWN]
        if (since := entry.shown_since)
    ]
    parts += _unmarked_words(plan)
    if warnings:
        parts.append(_("Worth a look:") + _listed(plan, warnings))
    if plan.telling_pictures:
        parts.append(_("Cleaned, they look the same; earlier commits keep what they said."))
    parts += _ready_words(plan)
    if plan.behind:
        line = ngettext(
            "{n} change of the other side is to be taken in; publishing does that too.",
            "{n} changes of the other side are to be taken in; publishing does that too.",
            plan.behind,
        )
        parts.append(line.format(n=number(plan.behind)))
    return "\n\n".join(parts)


def _held_words(generator: str) -> str:
    """What holds a post back until its date."""
    if generator:
        return _("“{title}” is dated {date}: {generator} shows it only then.")
    return _("“{title}” is dated {date}: most sites show it only then.")


def _unmarked_words(plan: PublishPlan) -> list[str]:
    """The new posts that nobody has called ready, where nothing could have kept them off the site."""
    if not plan.unmarked:
        return []
    line = ngettext(
        "No mark keeps a post off this site; {n} new post goes onto it:",
        "No mark keeps a post off this site; {n} new posts go onto it:",
        len(plan.unmarked),
    )
    return [line.format(n=number(len(plan.unmarked))) + titles(plan.unmarked)]


def _ready_words(plan: PublishPlan) -> list[str]:
    """The posts that are committed: those that readers will see, and those that go along unseen.

    What leaves the site is named before, and so is what nothing could have kept off it.
    """
    named = {entry.path for entry in plan.unmarked}
    left = (entry for entry in plan.ready if entry.path not in named)
    staying = [entry for entry in left if plan.changes.get(entry.path) not in LEAVING]
    ready = [entry for entry in staying if plan.changes.get(entry.path) not in UNSEEN]
    unseen = [entry for entry in staying if plan.changes.get(entry.path) in UNSEEN]
    parts = []
    if ready:
        line = ngettext("{n} post committed and ready:", "{n} posts committed and ready:", len(ready))
        parts.append(line.format(n=number(len(ready))) + titles(ready))
    if unseen:
        line = ngettext(
            "{n} committed post goes along, and is not shown:",
            "{n} committed posts go along, and are not shown:",
            len(unseen),
        )
        parts.append(line.format(n=number(len(unseen))) + titles(unseen))
    return parts


def _leaving_words(plan: PublishPlan) -> list[str]:
    """The posts that leave the site, each by its name, and how one stays that is a draft here."""
    if not plan.leaving:
        return []
    line = ngettext("{n} post leaves the site:", "{n} posts leave the site:", len(plan.leaving))
    parts = [line.format(n=number(len(plan.leaving))) + listed([*plan.leaving.values()])]
    if plan.withdrawn:
        words = _("“{title}” was published, and is a draft here. Not now, then t, makes it public again.")
        parts.append(filled(words, title=plan.withdrawn.title))
    return parts


def new_branch_words(error: NewBranch) -> str:
    """What it means to make a branch beside those the remote has."""
    line = _(
        "{remote} has no branch “{branch}”; it has: {branches}. Publishing makes the new one. "
        "A site is built from one branch, and most likely does not show it."
    )
    branches = ", ".join(error.branches[:SHOWN])
    return line.format(remote=error.remote, branch=error.branch, branches=branches)


def new_branch_question(error: NewBranch) -> Question:
    """Asked when only the remote itself told that the branch is not there."""
    choices = [Choice("", _("Not now"), "n"), Choice("make", _("Publish to the new branch"), "b")]
    return Question(_("Publish"), new_branch_words(error), choices)


def _listed(plan: PublishPlan, findings: Sequence[Finding]) -> str:
    """Up to :data:`SHOWN` findings below the title of their post, with what to do where one blocks."""
    marked = plan.bulk_edit.changing if plan.bulk_edit else ()
    named = (*plan.edited, *plan.ready, *marked, *([plan.draft] if plan.draft else []))
    names = {one.path: one.title for one in named}
    lines, post = [], ""
    for each in findings[:SHOWN]:
        if each.path != post:
            post = each.path
            lines.append(f"\n  {names.get(post, post)}")
        sentence = _("line {line}: {sentence}").format(line=each.line, sentence=finding_sentence(each))
        mark = sign("✗", _("Blocks:")) if each.blocks else sign("!", _("Warning:"))
        lines.append(f"\n  {mark} {sentence}")
        if each.blocks:
            lines.append(f" {mending(each)}")
    return "".join([*lines, more_words(len(findings))])


def _draft_words(plan: PublishPlan, title: str, *, again: bool) -> list[str]:
    if again:
        words = _(
            "“{title}” is a draft, and was on the site before. Publishing makes it ready; it keeps its date."
        )
    else:
        words = _("“{title}” is a draft. Publishing dates it now and makes it ready.")
    parts = [filled(words, title=title)]
    if plan.own_date:
        ahead = _("Its date lies ahead, {date}: kept, it schedules the post.")
        parts.append(ahead.format(date=date_spoken(plan.own_date)))
    return parts


def _marked_words(bulk_edit: BulkEdit) -> list[str]:
    new = [post for post in bulk_edit.changing if post.path not in bulk_edit.again]
    again = [post for post in bulk_edit.changing if post.path in bulk_edit.again]
    line = ngettext(
        "{n} marked draft; publishing dates it now and makes it ready:",
        "{n} marked drafts; publishing dates them now and makes them ready:",
        len(new),
    )
    parts = [line.format(n=number(len(new))) + titles(new)] if new else []
    line = ngettext(
        "{n} marked draft, on the site before; publishing makes it ready, and it keeps its date:",
        "{n} marked drafts, on the site before; publishing makes them ready, and they keep their dates:",
        len(again),
    )
    if again:
        parts.append(line.format(n=number(len(again))) + titles(again))
    return [*parts, *refused_words(bulk_edit)]
