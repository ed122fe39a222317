"""A post's facts in words, for the line above its text and above its preview."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from blogwifi_tui.content.front_matter.pictures import named_pictures
from blogwifi_tui.content.post_files import is_markup, is_other_text
from blogwifi_tui.content.state import State
from blogwifi_tui.i18n.dates import date_spoken, number
from blogwifi_tui.i18n.explain import explain, problem_sentence
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import signed

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.errors import FileError

STATE_WORDS = {
    State.DRAFT: ("✎", N_("draft")),
    State.SCHEDULED: ("◷", N_("scheduled")),
    State.EXPIRED: ("◌", N_("expired")),
    State.HIDDEN: ("◌", N_("hidden")),
    State.UNLISTED: ("◍", N_("unlisted")),
    State.READY: ("○", N_("ready")),
    State.PUBLISHED: ("●", N_("published")),
    State.UNREADABLE: ("✗", N_("unreadable")),
    State.SECTION: ("§", N_("page")),
}
_TILDES = re.compile("~+")
WORDS_A_MINUTE = 220
"""A usual figure for silent reading of prose."""


def state_words(state: State) -> str:
    """Sign and word of a post's state."""
    glyph, word = STATE_WORDS[state]
    return signed(glyph, _(word))


def facts_of(post: Post, now: dt.datetime, *, state: State | None = None, wait: str = "") -> tuple[str, ...]:
    """State, date and tags of a post, or what is wrong with its front matter.

    ``wait`` says how long it is until readers find it, where it is scheduled.

    ``state`` is what a list says of it. Where that is not known, a post that readers would see is not called
    published: only git knows whether the remote has it.
    """
    if post.problem:
        return state_words(post.state(now)), problem_sentence(post.problem)
    moment = post.moment(now.tzinfo or dt.UTC)
    parts = [date_spoken(moment) if moment else _("no date")]
    if state in (State.READY, State.PUBLISHED):
        parts.insert(0, state_words(state))
    elif post.state(now) is not State.PUBLISHED:
        parts[:0] = filter(None, (_state_and_reason(post, now), wait))
    if post.tags:
        parts.append(", ".join(post.tags))
    if is_other_text(post.path):
        parts.append(_("edited as text"))
    return tuple(parts)


def _state_and_reason(post: Post, now: dt.datetime) -> str:
    """The state, and what makes it so where neither the form of the post nor its date shows it."""
    state, visibility = post.state(now), post.visibility(now.tzinfo or dt.UTC)
    words, reason = state_words(state), visibility.reason
    told = state in (State.HIDDEN, State.UNLISTED) or (
        state is State.DRAFT and reason.lower() not in post.header_text.lower()
    )
    if told and reason:
        return _("{state}: {reason}").format(state=words, reason=visible(reason))
    if state is State.EXPIRED and (until := visibility.until_in(now.tzinfo)):
        return _("{state} since {date}").format(state=words, date=date_spoken(until))
    if (
        state is State.SCHEDULED
        and visibility.since != post.moment(now.tzinfo or dt.UTC)
        and (since := visibility.since_in(now.tzinfo))
    ):
        return _("{state}, shown from {date} on").format(state=words, date=date_spoken(since))
    return words


def source_of(path: str, body: str) -> str:
    """What the preview shows of a post: its text, and as it is written where that is no Markdown."""
    if not is_markup(path):
        return body
    fence = "~" * max(3, 1 + max(map(len, _TILDES.findall(body)), default=0))
    return f"{fence}\n{body}\n{fence}\n"


def heading_of(
    post: Post, now: dt.datetime, *more: str, state: State | None = None, wait: str = ""
) -> tuple[str, str]:
    """Title and facts, for the top of the preview; ``more`` are facts of the moment. See :func:`facts_of`."""
    return post.title, " · ".join((*facts_of(post, now, state=state, wait=wait), *more))


def details_of(post: Post, address: str = "", online: str = "") -> tuple[str, ...]:
    """The lines below the facts of a post: its length and address; what it is about; its cover.

    ``online``: since when its page shows it, or why that is not known.
    """
    if post.problem:
        return ()
    lines = [" · ".join((*length_words(post.words), address)).removesuffix(" · ")]
    lines += (online, post.description)
    if cover := next(named_pictures(post.header_text), None):
        lines.append(_("cover: {address}").format(address=cover.address))
    return tuple(filter(None, lines))


def closed_heading(path: str, error: FileError) -> tuple[str, str]:
    """For the top of the preview of a post that cannot be read: its name, and why."""
    sentence = explain(error)
    return path, f"{state_words(State.UNREADABLE)} · {sentence.what} {sentence.next}".rstrip()


def length_words(words: int) -> tuple[str, ...]:
    """«412 words», «2 min»; nothing of a post without a word."""
    if not words:
        return ()
    minutes = max(1, round(words / WORDS_A_MINUTE))
    counted = ngettext("{n} word", "{n} words", words).format(n=number(words))
    return counted, _("{n} min").format(n=number(minutes))


def written_words(words: int) -> str:
    """«+120 words» since the post was opened, «−3 words»; empty for none."""
    if not words:
        return ""
    counted = ngettext("{n} word", "{n} words", abs(words)).format(n=number(abs(words)))
    return f"{'+' if words > 0 else '−'}{counted}"
