"""What git, hooks and servers print, made fit to be shown: no secrets, no escape sequences, no hints."""

from __future__ import annotations

import re

from blogwifi_tui.sanitize import visible

_SECRET_IN_ADDRESS = re.compile(r"(?<=://)[^/\s'\"]+@")
_SECRET_BY_NAME = re.compile(
    r"(?i)(\b(?:access_|private_|auth_)?token ?= ?|\bpassword ?[=:]\s*|\bpasswd ?[=:]\s*|\bsecret ?[=:]\s*"
    r"|pass ?= ?)[^\s&'\"]+"
    r"|(authorization:).*"
)
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
)
_LONGEST_LINE = 2000
_LONGEST_TEXT = 1 << 16
_PROGRESS = re.compile(r"^(?:remote: )?[\w ,-]+: +\d+% \(\d+/\d+\)")


def masked(text: str) -> str:
    """Return ``text`` with user names, passwords and tokens replaced by ``***``."""
    text = _SECRET_IN_ADDRESS.sub("***@", text)
    return _SECRET_BY_NAME.sub(r"\1\2***", text)


def bounded(text: str) -> str:
    """Return what was printed without the middle of an endless line, and of an endless text.

    The cause stands at the beginning or at the end, and what looks for it there must not take a server's
    megabytes. Secrets are masked first: no cut may leave half of one that is taken for none.
    """
    if len(text) <= _LONGEST_LINE:
        return text
    lines = (_middle_out(line, _LONGEST_LINE) for line in masked(text).splitlines(keepends=True))
    return _middle_out("".join(lines), _LONGEST_TEXT)


def _middle_out(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-(most // 2) :]}"


def cleaned(text: str) -> str:
    """Return what was printed as a person may read it: masked, plain, without progress and git's hints.

    Escape sequences are dropped; any other control character is drawn. Lines stay lines.
    """
    lines = (_ESCAPE.sub("", line).rstrip() for line in re.split(r"[\r\n]+", text))
    kept = (line for line in lines if line and not line.startswith("hint:") and not _PROGRESS.match(line))
    return masked("\n".join(visible(line, keep="\t") for line in kept))


def remote_words(text: str) -> str:
    """Return only what the server or its hooks said (git's ``remote:`` lines), cleaned."""
    lines = (
        line.removeprefix("remote:").strip()
        for line in cleaned(text).splitlines()
        if line.startswith("remote:")
    )
    return "\n".join(line for line in lines if line)
