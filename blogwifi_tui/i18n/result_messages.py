"""What was done, in words, for both front ends; what failed is in :mod:`blogwifi_tui.i18n.explain`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogwifi_tui.core.publish import PlannedChange, PublishPlan
    from blogwifi_tui.core.rename import Renamed
    from blogwifi_tui.vcs.sync import Outcome

LISTED = 5
"""Paths named one by one."""


def counted(changes: Iterable[PlannedChange]) -> str:
    """How many posts of each change, as in «1 new post, 2 corrections»; empty when there is none."""
    counts = Counter(change.value for change in changes)
    words = (
        ngettext("{n} new post", "{n} new posts", counts["new"]) if counts["new"] else "",
        ngettext("{n} correction", "{n} corrections", counts["corrected"]) if counts["corrected"] else "",
        ngettext("{n} deleted post", "{n} deleted posts", counts["deleted"]) if counts["deleted"] else "",
        ngettext("{n} draft", "{n} drafts", counts["draft"]) if counts["draft"] else "",
    )
    order = ("new", "corrected", "deleted", "draft")
    told = zip(words, order, strict=True)
    return ", ".join(word.format(n=number(counts[kind])) for word, kind in told if word)


def published(outcome: Outcome, posts: Sequence[str], plan: PublishPlan) -> str:
    """What a publication did, in one or two sentences.

    Args:
        outcome: what git did.
        posts: those of the paths it sent that are posts.
        plan: what was known of them before; a post may have joined since.
    """
    seen = [path for path in posts if path not in plan.former]
    if posts and all(path in plan.changes for path in seen):
        done = _("Published: {what}.").format(what=counted(plan.changes[path] for path in seen))
    elif posts:
        done = ngettext("Published: {n} post.", "Published: {n} posts.", len(posts)).format(
            n=number(len(posts))
        )
    elif outcome.pushed:
        line = ngettext("Published: {n} commit.", "Published: {n} commits.", outcome.pushed)
        done = line.format(n=number(outcome.pushed))
    else:
        done = _("Nothing to publish: {remote} has everything.").format(remote=outcome.remote)
    if not outcome.joined:
        return done
    line = ngettext(
        "{n} change from the other side joined.", "{n} changes from the other side joined.", outcome.joined
    )
    return f"{done} {line.format(n=number(outcome.joined))}"


def renamed(done: Renamed) -> str:
    """What followed a post to its new name, in a few sentences; empty when nothing had to."""
    words = []
    if done.links:
        line = ngettext("{n} link to it follows.", "{n} links to it follow.", done.links)
        words.append(line.format(n=number(done.links)))
    if done.former:
        words.append(_("Its old address still leads to it: {address}").format(address=visible(done.former)))
    if done.committed:
        words.append(
            _("Committed first, with their own changes: {paths}.").format(paths=_few(done.committed))
        )
    if done.left:
        line = _("These still name it as before, as they cannot be changed here: {paths}.")
        words.append(line.format(paths=_few(done.left)))
    return " ".join(words)


def _few(paths: Sequence[str]) -> str:
    """Some of the paths, and how many more."""
    shown = ", ".join(map(visible, paths[:LISTED]))
    more = len(paths) - LISTED
    return f"{shown}, {_('and {n} more').format(n=number(more))}" if more > 0 else shown


def undone(subject: str) -> str:
    """Which change was undone, by the message of its commit."""
    return _("Undone: {subject}").format(subject=subject)
