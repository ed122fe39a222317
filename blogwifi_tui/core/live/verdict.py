"""What a page that was read proves of the post that was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from blogwifi_tui.core.live.record import Doubt, Page, PageChange
from blogwifi_tui.core.live.words import joined, words_of
from blogwifi_tui.site.address import page_key

if TYPE_CHECKING:
    from blogwifi_tui.core.live.page_text import PageText

_ENOUGH: Final = 3
"""Runs, spread over a text, that no list of posts with their first words would have."""
_SHORT_PAGE: Final = 3000
"""Characters of a page that does nothing but say that there is none."""
_MONTHS: Final = (
    ("janvier", "january"), ("février", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("août", "august"), ("septembre", "september"),
    ("octobre", "october"), ("novembre", "november"), ("décembre", "december"),
)  # fmt: skip
_NONE_HERE: Final = re.compile(
    r"\b(?:404|410|not found|page introuvable|non trouvée?s?|n[’']existe (?:pas|plus)|doesn[’']t exist"
    r"|does not exist|no longer exists?|nicht gefunden|no encontrada|non trovata|niet gevonden)\b",
    re.IGNORECASE,
)

_IN_BETWEEN: Final = re.compile(
    r"\b(?:maintenance|back soon|unavailable|just a moment|checking your browser|captcha|you are (?:a )?human"
    r"|sign in|log ?in|members only|subscribers? only|indisponible|de retour bientôt|un instant|robot"
    r"|se connecter|connectez-vous|identifiez-vous|réservée? aux|wartung|mantenimiento|manutenzione)\b",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """What is known of a page by its text."""

    proven: bool
    reason: Doubt = Doubt.NONE
    """Why it is not proven."""
    detail: str = ""
    shows_old: bool = False
    """Whether it is the page as it was before."""


PROVEN: Final = Verdict(proven=True)


def judge(page: Page, text: PageText) -> Verdict:
    """Whether ``text``, which the address of ``page`` gives, shows what was published.

    Of a page that was taken off: whether it does not show it any more.
    """
    if page.change is PageChange.GONE:
        return _judge_gone(page, text)
    if elsewhere := _points_elsewhere(page, text):
        return Verdict(proven=False, reason=Doubt.ELSEWHERE, detail=elsewhere)
    if page.change is PageChange.NEW:
        return PROVEN if _is_new(page, text) else _doubt(page, text)
    return _judge_changed(page, text)


def _judge_gone(page: Page, text: PageText) -> Verdict:
    found = _share(page.runs, text) if page.runs else 0
    if found >= 0.5:
        return Verdict(proven=False, reason=Doubt.OLD_PAGE, shows_old=True)
    if text.asks_password:
        return Verdict(proven=False, reason=Doubt.LOGIN)
    stands_there = page.was_old and not _is_in_between(page, text)
    if not found and (_says_none(text) or (page.runs and (stands_there or _points_elsewhere(page, text)))):
        return PROVEN
    return Verdict(proven=False, reason=Doubt.OTHER_PAGE if page.runs else Doubt.CANNOT_COMPARE)


def _is_in_between(page: Page, text: PageText) -> bool:
    """Whether a page without the words of a post may stand before it for a while, or for strangers alone."""
    says = len(text.text) < _SHORT_PAGE and _IN_BETWEEN.search(f"{' '.join(text.names)} {text.text}")
    return bool(says) or not text.has_words or text.is_called(joined(words_of(page.title)))


def _is_new(page: Page, text: PageText) -> bool:
    """Whether the page of a post that had none shows it, and not only its title and its first words."""
    called = bool(page.heading) and text.is_called(page.heading)
    if page.weak:
        return called and page.was_old and _share(page.runs, text) == 1
    if page.heading:
        return called and _share(page.runs, text) >= 0.75
    return len(page.runs) >= _ENOUGH and _share(page.runs, text) == 1


def _judge_changed(page: Page, text: PageText) -> Verdict:
    if page.kept and _share(page.kept, text) < 0.5:
        return _doubt(page, text)
    if _weakly_proven(page, text) if page.weak else _share(page.runs, text) >= 0.5:
        return PROVEN
    if _may_be_new(page, text):
        return Verdict(proven=False, reason=Doubt.CANNOT_COMPARE)
    if page.kept or _has_dropped(page, text):
        return Verdict(proven=False, reason=Doubt.OLD_PAGE, shows_old=True)
    return _doubt(page, text)


def _weakly_proven(page: Page, text: PageText) -> bool:
    """Whether a page that has what the post kept shows a small change of it."""
    if page.heading and text.is_called(page.heading) and not any(map(text.is_called, page.former)):
        return True
    # A page that names several days lists other posts too.
    if page.date and (text.days == {page.date} or (page.was_old and _shows_day(page.date, text))):
        return True
    has_new, has_dropped = _share(page.runs, text) == 1, _has_dropped(page, text)
    if page.runs:
        return has_new and not has_dropped and (page.was_old or bool(page.dropped))
    # A page with the beginning alone, as a paid text has for strangers, lacks what was dropped too.
    return bool(page.dropped) and not has_dropped and page.was_old and _share(page.kept, text) == 1


def _may_be_new(page: Page, text: PageText) -> bool:
    """Whether a page that does not prove a change shows nothing of what was before it either."""
    if not page.weak:
        return False
    if page.runs and _share(page.runs, text) == 1:
        return True
    if page.dropped:
        return not _has_dropped(page, text)
    return bool(page.date) and (page.date in text.days or _shows_day(page.date, text))


def _has_dropped(page: Page, text: PageText) -> bool:
    """Whether a page still has what the post has no more; of a note, some generators keep the words."""
    return bool(page.dropped) and _share(page.dropped, text) >= 0.5


def _doubt(page: Page, text: PageText) -> Verdict:
    """Why a page is none of the post."""
    if text.asks_password:
        return Verdict(proven=False, reason=Doubt.LOGIN)
    if _says_none(text):
        return Verdict(proven=False, reason=Doubt.SOFT_404)
    title = joined(words_of(page.title))
    if (title and (text.words.holds(title) or text.is_called(title))) or any(text.words.held(page.runs)):
        is_short = page.weak and page.change is PageChange.NEW
        return Verdict(proven=False, reason=Doubt.TOO_SHORT if is_short else Doubt.ONLY_LISTS)
    return Verdict(proven=False, reason=Doubt.OTHER_PAGE)


def _share(runs: tuple[str, ...], text: PageText) -> float:
    """How many of ``runs`` a page has, from 0 to 1; of none it has all."""
    return sum(1 for _ in text.words.held(runs)) / len(runs) if runs else 1.0


def _says_none(text: PageText) -> bool:
    """Whether a page says that there is none at its address."""
    called = any(_NONE_HERE.search(name[:500]) for name in text.names)
    return called or (len(text.text) < _SHORT_PAGE and _NONE_HERE.search(text.text) is not None)


def _points_elsewhere(page: Page, text: PageText) -> str:
    """The other page of the same host that a page names as its own address, or sends browsers to."""
    here = urlsplit(page.address)
    for given in filter(None, (text.leads_to, text.canonical)):
        try:
            there = urlsplit(urljoin(page.address, given))
        except ValueError:
            continue
        if there.netloc.lower() == here.netloc.lower() and not same_page(there.path, here.path):
            return there.geturl()
    return ""


def same_page(one: str, other: str) -> bool:
    """Whether two paths are those of one page: with ``index.html`` or ``.html``, or without, or a slash."""
    return page_key(one).removesuffix(".html") == page_key(other).removesuffix(".html")


def _shows_day(day: str, text: PageText) -> bool:
    """Whether the words of a page have a day (ISO 8601), as sites write it in French, English or digits."""
    year, month, number = day.split("-")
    short = str(int(number))
    days = {number, short, *(("1er", "1st") if short == "1" else ())} | {
        f"{short}{end}" for end in ("nd", "rd", "th")
    }
    forms = {f"{year} {month} {number}", f"{number} {month} {year}", f"{month} {number} {year}"}
    for name in _MONTHS[int(month) - 1]:
        for written in (name, name[:3], name[:4]):
            forms |= {f"{each} {written} {year}" for each in days}
            forms |= {f"{written} {each} {year}" for each in days}
    return any(text.words.held(forms))
