"""What the answer of a server tells of a page."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from blogwifi_tui.core.http_get import Answer
from blogwifi_tui.core.live.page_text import decode, read_page
from blogwifi_tui.core.live.record import Doubt, Page, PageChange
from blogwifi_tui.core.live.verdict import PROVEN, Verdict, judge, same_page
from blogwifi_tui.errors import SiteUnread
from blogwifi_tui.sanitize import brief

_LOGIN: Final = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|auth|authorize|sso|cas|saml2?|oauth2?|connexion|accounts)(?:[/._?-]|$)",
    re.IGNORECASE,
)
_HTML: Final = frozenset(("text/html", "application/xhtml+xml"))
_UNREAD: Final = {
    "address": Doubt.NO_ADDRESS,
    "certificate": Doubt.CERTIFICATE,
    "slow": Doubt.HANGS,
    "large": Doubt.TOO_LARGE,
    "elsewhere": Doubt.ELSEWHERE,
}
_LONGEST: Final = 300
"""Characters of a detail."""
_LONGEST_PAUSE: Final = 3600.0


def outcome_of(page: Page, answer: Answer | SiteUnread, others: Collection[str]) -> Verdict:
    """What an answer tells of a page; ``others`` are the addresses of the pages published with it."""
    if isinstance(answer, SiteUnread):
        doubt = _UNREAD.get(answer.reason, Doubt.NETWORK)
        return _doubt(doubt, answer.reason if doubt is Doubt.NETWORK else "")
    status = answer.status
    if status in (404, 410):
        if page.change is PageChange.GONE:
            return PROVEN
        return Verdict(proven=False, reason=Doubt.MISSING, shows_old=page.change is PageChange.NEW)
    if status == 401:
        return _doubt(Doubt.LOGIN)
    if 300 <= status < 400:
        return _led_elsewhere(page, answer, others)
    if not 200 <= status < 300:
        return _doubt(Doubt.STATUS, str(status))
    kind, charset = _content_type(answer)
    if kind not in _HTML or answer.headers.get("content-encoding", "identity").lower() != "identity":
        return _doubt(Doubt.NOT_HTML, answer.headers.get("content-encoding") or kind)
    verdict = judge(page, read_page(decode(answer.body, charset)))
    return verdict._replace(detail=brief(verdict.detail, _LONGEST))


def _led_elsewhere(page: Page, answer: Answer, others: Collection[str]) -> Verdict:
    there = urljoin(page.address, answer.headers.get("location", ""))
    if page.change is PageChange.GONE and there in others and there != page.address:
        return PROVEN
    try:
        parts = urlsplit(there)
    except ValueError:
        return _doubt(Doubt.ELSEWHERE)
    is_login = _LOGIN.search(parts.path) or _LOGIN.match(parts.netloc)
    return _doubt(Doubt.LOGIN if is_login else Doubt.ELSEWHERE, there)


def _doubt(reason: Doubt, detail: str = "") -> Verdict:
    return Verdict(proven=False, reason=reason, detail=brief(detail, _LONGEST))


def _content_type(answer: Answer) -> tuple[str, str]:
    """The kind of an answer and the encoding that is said of it; HTML where nothing is said."""
    said = Message()
    said["Content-Type"] = answer.headers.get("content-type", "text/html")[:_LONGEST]
    return said.get_content_type(), str(said.get_param("charset", ""))


def may_follow(address: str, new: str) -> bool:
    """Whether a redirect leads to the same page: only the slash, the name ``index.html`` or https differ."""
    try:
        old, there = urlsplit(address), urlsplit(new)
        ports = old.port, there.port
    except ValueError:
        return False
    same_host = (old.hostname, ports[0]) == (there.hostname, ports[1])
    safer = (old.scheme, there.scheme) == ("http", "https") and ports in {
        (None, None),
        (80, None),
        (None, 443),
    }
    if not (same_host and there.scheme == old.scheme) and not (safer and old.hostname == there.hostname):
        return False
    return not there.username and there.query == old.query and same_page(old.path, there.path)


def seconds_to_wait(answer: Answer, now: datetime) -> float:
    """How long the server asks to be left alone; 0 when it does not say."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST_PAUSE)
    try:
        moment = parsedate_to_datetime(said)
        return min(max((moment - now).total_seconds(), 0.0), _LONGEST_PAUSE)
    except (TypeError, ValueError):  # no date, or one without a zone
        return 0.0
