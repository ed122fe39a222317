"""What was done, in words, for both front ends; what failed is in :mod:`blogwifi_tui.sentences`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.locale.dates import number
from blogwifi_tui.locale.messages import _, ngettext

if TYPE_CHECKING:
    from blogwifi_tui.vcs.sync import Outcome


def published(outcome: Outcome, posts: int) -> str:
    """What a publication did, in one or two sentences; ``posts`` of the paths it sent are posts."""
    if posts:
        done = ngettext("Published: {n} post.", "Published: {n} posts.", posts).format(n=number(posts))
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


def undone(subject: str) -> str:
    """Which change was undone, by the message of its commit."""
    return _("Undone: {subject}").format(subject=subject)
