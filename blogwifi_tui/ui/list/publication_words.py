"""The state of publication in words, for the line above the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.vcs.status import Sync

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.live.record import PublicationRecord
    from blogwifi_tui.core.standing import Standings
    from blogwifi_tui.vcs.status import Status

_LONGEST_ADDRESS = 32


def publication_words(
    standings: Standings, entries: Sequence[Entry], now: dt.datetime, unreached: tuple[str, ...], key: str
) -> tuple[str, ...]:
    """What is to be done, news first; then how the branch stands to its remote.

    Args:
        standings: what git says; nothing is said where it was not asked.
        entries: all posts.
        now: the moment at which they are looked at.
        unreached: why the remote could not be asked, in words.
        key: what takes in what the other side has; named where it has something.
    """
    status = standings.status
    if status is None:
        return ()
    if status.operation:
        return (_("{operation} in progress").format(operation=status.operation),)
    if status.branch is None:
        return (_("no branch"),)
    withdrawn = standings.withdrawn(entries, now)
    edited, to_publish = _unpublished(entries, status, withdrawn)
    parts = list(unreached)
    leaving = standings.leaving(entries, now)
    both = status.behind and (edited or to_publish or leaving or status.ahead)
    if both:  # short, so that both are told where the line is narrow
        line = ngettext("{n} to take in", "{n} to take in", status.behind)
        parts.append(_with_key(line.format(n=number(status.behind)), key))
    if edited:
        parts.append(_("{n} edited").format(n=number(edited)))
    if to_publish:
        parts.append(_("{n} to publish").format(n=number(to_publish)))
    if leaving:
        parts.append(ngettext("{n} leaves the site", "{n} leave the site", leaving).format(n=number(leaving)))
    if apart := _not_kept(entries, status):
        parts.append(ngettext("{n} not kept", "{n} not kept", apart).format(n=number(apart)))
    told = bool(to_publish or withdrawn)
    if not both and (words := _remote_words(status, key, told=told, reached=not unreached)):
        parts.append(words)
    elif both and status.ahead and not told:
        parts.append(_to_send(status))
    return tuple(parts)


def live_summary(record: PublicationRecord | None) -> tuple[str, ...]:
    """That the site is asked for what was just published, and how much of it is there; nothing after that."""
    if record is None or not record.is_waiting:
        return ()
    asked = [page for page in record.pages if page.seen != "not verified"]
    there = sum(page.seen == "online" for page in asked)
    if not there:
        return (_("waiting for the site…"),)
    words = ngettext("{there} of {n} online…", "{there} of {n} online…", there)
    return (words.format(there=number(there), n=number(len(asked))),)


def _end(address: str) -> str:
    """An address, of a long one its end, which tells most."""
    return address if len(address) <= _LONGEST_ADDRESS else f"…/{address.rstrip('/').rpartition('/')[2]}"


def _to_send(status: Status) -> str:
    """How many commits are to be sent, of which no post tells: a deleted one, a setting, a theme."""
    line = ngettext("{n} commit to send to {remote}", "{n} commits to send to {remote}", status.ahead)
    return line.format(n=number(status.ahead), remote=status.upstream)


def _with_key(words: str, key: str) -> str:
    return f"{words} ({key})" if key else words


def _unpublished(entries: Sequence[Entry], status: Status, withdrawn: Set[str]) -> tuple[int, int]:
    """How many are edited, and how many to publish, pages of sections among them, as they travel along.

    What leaves the site is counted as such alone. Nearly always few, told from the few.
    """
    if status.unpublished is None:
        syncs = [status.sync(entry.path) for entry in entries]
        return syncs.count(Sync.EDITED), syncs.count(Sync.TO_PUBLISH)
    paths = (status.edited | status.unpublished) - withdrawn
    syncs = [status.sync(entry.path) for entry in entries if entry.path in paths] if paths else []
    return syncs.count(Sync.EDITED), syncs.count(Sync.TO_PUBLISH)


def _not_kept(entries: Sequence[Entry], status: Status) -> int:
    """How many posts this repository says nothing of."""
    if status.kept is None:
        return 0
    known = status.kept | status.edited
    return sum(entry.path not in known for entry in entries)


def _remote_words(status: Status, key: str, *, told: bool, reached: bool) -> str:
    """How the branch stands to its remote; ``told``: posts to publish were told of before.

    Nothing is up to date with a remote that could not be asked.
    """
    if status.upstream is None and status.remote:
        return _("{branch} is not on {remote} yet").format(branch=status.branch, remote=status.remote)
    if status.upstream is None:
        return _("not published yet")
    if status.behind:
        line = ngettext(
            "{n} change to take in from {remote}",
            "{n} changes to take in from {remote}",
            status.behind,
        )
        return _with_key(line.format(n=number(status.behind), remote=status.upstream), key)
    if status.lacking:
        return _("{address} lacks some of it").format(address=", ".join(map(_end, status.lacking)))
    if status.ahead and not told:
        return _to_send(status)
    if not reached:
        return ""
    return _("up to date with {remote}").format(remote=status.upstream)
