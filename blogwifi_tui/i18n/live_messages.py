"""Whether what was published is online, and what the server said of it, in words, for both front ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import date_time, number, time_of_day
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogwifi_tui.core.live.record import Build, Page, PublicationRecord

_DOUBTS = {
    "no-address": (
        N_("its address is not known"),
        N_("Name the address of the posts in the settings: blog.public_address."),
    ),
    "only-lists": (
        N_("the page has its title and not its text"),
        N_("The site may not be built yet, or its build failed: see what the server said."),
    ),
    "too-short": (
        N_("what changed is too short to be found on the page for sure"),
        N_("Look at the page yourself."),
    ),
    "missing": (
        N_("the site has no such page"),
        N_("The site may not be built yet, or its build failed: see what the server said."),
    ),
    "other-page": (
        N_("the page there is another one"),
        N_("See whether the address is the right one: blog.public_address in the settings."),
    ),
    "not-asked": (
        N_("only the newest pages of a publication are asked"),
        "",
    ),
    "old-page": (
        N_("the page still shows the earlier text"),
        N_("The site may not be built yet, or its build failed: see what the server said."),
    ),
    "login": (
        N_("the page answers with a login"),
        N_("Look at it in your browser, where you are known."),
    ),
    "soft-404": (
        N_("the site answers that there is no such page"),
        N_("Once the site is built, see whether the address is the right one."),
    ),
    "elsewhere": (
        N_("its address leads to another one"),
        N_("Where that is meant, name the other one in the settings: blog.public_address."),
    ),
    "certificate": (
        N_("the certificate of the site is not valid"),
        N_("Readers are warned too: it is to be renewed where the site is hosted."),
    ),
    "network": (
        N_("the site cannot be reached from here"),
        N_("Look at the page once this machine is online again."),
    ),
    "refused-status": (
        N_("the site refuses to answer"),
        N_("Look at the page in your browser."),
    ),
    "too-large": (
        N_("the page is too large to be read whole"),
        N_("Look at the page yourself."),
    ),
    "not-html": (
        N_("what its address gives is no web page"),
        N_("See whether the address is the right one: blog.public_address in the settings."),
    ),
    "hangs": (
        N_("the site does not answer in time"),
        N_("Look at the page in your browser."),
    ),
    "cannot-compare": (
        N_("what changed cannot be seen on a page"),
        N_("Look at the page yourself."),
    ),
    "future": (
        N_("the site shows it only from its date on"),
        "",
    ),
    "off": (
        N_("looking at the site is switched off"),
        N_("The setting publish.verify switches it on."),
    ),
}
"""By the word of :class:`blogwifi_tui.core.live.record.Doubt`: why it is not known, and what to do then."""
LIVE_WORDS = {
    "waiting": ("◔", N_("waiting for the site")),
    "online": ("✓", N_("online")),
    "not yet": ("◌", N_("not online yet")),
}
"""Sign and word of a post that was just published, by the word of :class:`.record.Seen`."""
TOLD = 5
"""Lines of a server shown beside other things, the last ones, which tell how it ended; and lines of pages."""
NAMED = 3
"""Pages told of one by one."""
_ASKED = 600
"""Seconds after a publication in which its pages are asked: what is seen later was there before."""
_TOLD_APART = ("refused-status", "elsewhere", "not-html")
"""Doubts of which the detail says more than the word: a number, an address, a kind of file."""
_UNTOLD = ("off", "no-address", "not-asked", "future")
"""Doubts that nothing of the page gave rise to, and that are told elsewhere or not at all."""
_HOUR = 3600
_MINUTE = 60
_LONG = 5 * _MINUTE
"""From so many seconds on, a lapse is told in minutes alone."""


def lapse(seconds: float) -> str:
    """A lapse of time: ``48 s``, ``1 min 20 s``, ``5 min``."""
    if seconds >= 2 * _HOUR:
        return _("{n} h").format(n=round(seconds / _HOUR))
    minutes, rest = divmod(round(seconds), _MINUTE)
    if not minutes:
        return _("{n} s").format(n=rest)
    if not rest or seconds >= _LONG:
        return _("{n} min").format(n=minutes)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def doubt(page: Page) -> str:
    """Why it cannot be told whether a page is online, without the beginning of a sentence; may be empty."""
    words = _DOUBTS.get(page.reason, ("", ""))[0]
    if words and page.detail and page.reason in _TOLD_APART:
        return f"{_(words)} ({visible(page.detail)})"
    return _(words) if words else ""


def next_step(page: Page) -> str:
    """What to do where that cannot be told; may be empty."""
    words = _DOUBTS.get(page.reason, ("", ""))[1]
    return _(words) if words else ""


def head_words(page: Page, now: dt.datetime) -> str:
    """What is known of the page of a post, beside its address: since when it is online, or why not."""
    if page.seen.value == "waiting":
        return _("waiting for the site…")
    if page.seen.value == "not yet":
        return _("not online yet")
    if page.seen.value == "not verified":
        told = page.reason not in _UNTOLD
        return _("not verified: {reason}").format(reason=doubt(page)) if told else ""
    if page.at is None:
        return _("online")
    at = page.at.astimezone(now.tzinfo)
    when = time_of_day(at) if at.date() == now.date() else date_time(at)
    return _("online since {when}").format(when=when)


def page_words(page: Page, waited: float) -> str:
    """What is known of one page, in a sentence or two; ``waited`` seconds since the publication."""
    seen, gone = page.seen.value, page.change == "gone"
    words = {"title": visible(page.title), "address": visible(page.address), "reason": doubt(page)}
    if seen == "not verified":
        line = filled(_("“{title}”, not verified: {reason}."), **words)
        return " ".join(filter(None, (line, next_step(page))))
    if seen == "online":
        took = page.seconds if page.seconds is not None and page.seconds <= _ASKED else None
        line = _("“{title}” has left the site.") if gone else _("“{title}” is online: {address}")
        if took is not None:
            line = _("“{title}” is online after {lapse}: {address}")
            line = _("“{title}” has left the site after {lapse}.") if gone else line
        return filled(line, **words, lapse=lapse(took or 0))
    if gone and page.reason == "old-page":
        line = _("“{title}” is still on the site after {lapse}.")
    elif gone and words["reason"]:
        line = _("“{title}”, not seen to be gone after {lapse}: {reason}.")
    elif gone:
        line = _("“{title}”: its page was not asked yet.")
    elif words["reason"]:
        line = _("“{title}”, not yet after {lapse}: {reason}.")
    else:
        line = _("“{title}”, not yet after {lapse}.")
    return filled(line, **words, lapse=lapse(waited))


def result_words(
    record: PublicationRecord, pages: Iterable[Page], waited: float, said: str
) -> tuple[bool, str]:
    """Whether ``pages`` are all as published, and what is known of them.

    What is not online comes first, and with it what may tell why.

    Args:
        record: the publication.
        pages: those of it that are to be told of.
        waited: seconds since then.
        said: the line of the server that tells most; may be empty. Told where a page is not there yet.
    """
    pages = sorted(pages, key=lambda page: page.seen.value == "online")
    well = all(page.seen.value == "online" for page in pages)
    if well and len(pages) > 1:
        lapses = [page.seconds for page in pages if page.seconds is not None]
        others = sum(page.reason == "not-asked" for page in record.pages)
        line = ngettext(
            "The {n} newest pages are as published after {lapse}; {others} other was not asked.",
            "The {n} newest pages are as published after {lapse}; {others} others were not asked.",
            others,
        )
        line = line if others else _("All {n} pages are as published after {lapse}.")
        took = lapse(max(lapses, default=waited))
        return True, line.format(n=number(len(pages)), lapse=took, others=number(others))
    told = _first([page_words(page, waited) for page in pages], NAMED)
    if not well:
        is_late = any(page.seen.value == "not yet" for page in pages)
        told += _causes(record, said if is_late else "")
    return well, " ".join(told)


def _first(told: list[str], most: int) -> list[str]:
    """The first of what is told, and how much more there is."""
    more = len(told) - most
    return [*told[:most], _("and {n} more").format(n=number(more))] if more > 0 else told


def late_words(record: PublicationRecord, waited: float, said: str) -> str:
    """That the site does not show it yet though that has lasted, and what may tell why."""
    waiting = [page for page in record.pages if page.seen.value == "waiting"]
    told = _first([page_words(page, waited) for page in waiting], NAMED)
    return " ".join((*told, _("It is asked further."), *_causes(record, said)))


def _causes(record: PublicationRecord, said: str) -> Iterator[str]:
    """What a forge says of the build, and what the server said."""
    if record.build:
        yield failed_build_words(record.build)
    if said:
        yield _("The server said: {words}").format(words=visible(said))


def failed_build_words(build: Build) -> str:
    """That a forge says of the build of what was published that it failed, and where its log is."""
    words = _("The build failed: {name} ({conclusion}).").format(
        name=visible(build.name), conclusion=visible(build.conclusion)
    )
    return f"{words} {visible(build.address)}".rstrip()


def sent_words(record: PublicationRecord) -> str:
    """What follows a publication: that the site is waited for, or why it cannot be told what it shows."""
    if record.is_waiting:
        return _("Waiting for the site…")
    doubtful = [page for page in record.pages if page.reason == "cannot-compare"]
    return " ".join(_first([page_words(page, 0) for page in doubtful], 1))


def publication_told(record: PublicationRecord, zone: dt.tzinfo | None) -> list[str]:
    """The last publication, in lines: when and where, what the server said, what is known of its pages."""
    words = _("Published on {when} to {branch} of {remote}, commit {commit}.")
    lines = [
        words.format(
            when=date_time(record.at.astimezone(zone)),
            branch=visible(record.branch),
            remote=visible(record.remote),
            commit=record.commit[:7],
        ),
        "",
        *(record.said.split("\n") if record.said else [_("The server said nothing.")]),
    ]
    about = [*([failed_build_words(record.build)] if record.build else []), *pages_told(record)]
    return [*lines, "", *about] if about else lines


def status_lines(record: PublicationRecord, fault: str) -> list[str]:
    """What the server said at the last publication, the end of it, and what is known of its pages.

    ``fault`` is the line that tells that something failed there; empty: none does.
    """
    said = record.said.split("\n") if record.said else []
    shown = said[-TOLD:]
    if fault and fault not in shown:
        shown = [fault, *shown[1:]]
    lines = [_("The server said:"), *(f"  {line}" for line in shown)] if shown else []
    if len(said) > len(shown):
        lines.insert(1, "  …")
    if record.build:
        lines.append(failed_build_words(record.build))
    return [*lines, *pages_told(record)]


def pages_told(record: PublicationRecord) -> list[str]:
    """What is known of each page of a publication, a line each."""
    return _first([_asked_words(page) for page in record.pages if page.reason not in _UNTOLD], TOLD)


def _asked_words(page: Page) -> str:
    """What is known of one page, as it was asked last, which may be long ago."""
    if page.at is None and page.seen.value == "waiting":
        return filled(_("“{title}”: its page was not asked yet."), title=visible(page.title))
    return page_words(page, (page.at - page.sent).total_seconds() if page.at and page.sent else 0)
