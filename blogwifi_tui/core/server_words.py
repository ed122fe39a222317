"""What the server said after a push: its lines, and which of them tells that something failed there.

git does not tell how a ``post-receive`` hook ended, only what it printed (githooks(5), post-receive: it
"cannot change the outcome" of the push). So a fault there is known by words alone, and a hook that fails
without a word looks like one that went well.
"""

from __future__ import annotations

import re

_ADVERT = re.compile(r"(?:pull|merge)[ -]requests?\b", re.IGNORECASE)
"""Of forges after a push: «Create a pull request for 'fix-failed-build' on GitHub by visiting:»."""
_WARNING = re.compile(
    r"\W*+(?:warn(?:ing)?|avertissement|attention|note|notice|info|debug|deprecat\w*+)\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?<![a-z])[a-z]++://\S++|“[^“”]*+”|«[^«»]*+»|\"[^\"]*+\"|(?<!\w)'[^']*+'(?!\w)", re.IGNORECASE
)
"""Addresses, and what is quoted, as the title of a post: neither is said by the server itself."""
_NONE = re.compile(
    r"\b(?:no|not any|0|zero|without(?: any)?|sans|aucune?|pas d[’'])[ \t]*+(?:\w++[ \t]++)?"
    r"(?:errors?|fail(?:ures?|ed)|exceptions?|erreurs?|échecs?)\b"
    r"|\b(?:errors?|fail(?:ures?|ed)|exceptions?|erreurs?|échecs?)[ \t]*+[:=(][ \t]*+(?:0|none|aucune?)\b"
    r"|\b(?:errors?|not found) (?:pages?|logs?|reports?|reporting|handling|handlers?|documents?|templates?)\b"
    r"|\berrors? (?:will|would) be\b|\bpages? d[’']erreurs?\b",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"(?<![\w./-])(?:"
    r"errors?|erreurs?|err!|fatal|fail(?:ed|ures?|s|ing)|échecs?|échou(?:é\w*+|e)|panic:|exceptions?|traceback"
    r"|critical:|(?-i:CRITICAL|[A-Z][A-Za-z]*(?:Error|Exception)(?=:))|quota exceeded|abort(?:ed|ing)|denied"
    r"|refused|refusée?s?|not found|introuvables?|no such file|no space left"
    r"|cannot|can[’']t|could not|couldn[’']t|unable to|impossible d(?:e\b|[’'])|died of signal"
    r"|segmentation fault|core dumped|killed|timed out|out of memory|unauthorized"
    r"|exit(?:ed)?(?: with)? (?:status|code):? [1-9]"
    r"|(?:not|non|pas)(?: été)? (?:updated|built|published|deployed|mise?s? à jour|construite?s?|publiée?s?"
    r"|déployée?s?)"
    r")(?![\w/-]|\.\w)",
    re.IGNORECASE,
)


def server_lines(words: str) -> tuple[str, ...]:
    """The lines of what a server said, without empty ones."""
    return tuple(line for line in words.split("\n") if line.strip())


def fault_in(words: str) -> str:
    """The first line of what a server said that tells that something failed there; empty: none does.

    Warnings, what forges advertise, names of files and «0 errors» are none.
    """
    return next(filter(_tells_fault, server_lines(words)), "")


def telling_line(words: str) -> str:
    """The line of what a server said that tells most: of a fault, else the last; may be empty."""
    return fault_in(words) or next(reversed(server_lines(words)), "")


def _tells_fault(line: str) -> bool:
    if _ADVERT.search(line) or _WARNING.match(line):
        return False
    return bool(_FAULT.search(_NONE.sub(" ", _ASIDE.sub(" ", line))))
