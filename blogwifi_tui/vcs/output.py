"""What git, hooks and servers print, made fit to be shown: no secrets, no escape sequences, no hints."""

from __future__ import annotations

import re

from blogwifi_tui.sanitize import visible

_SECRET_IN_ADDRESS = re.compile(r"(?<=://)[^/\s'\"]+@")
_SECRET_BY_NAME = re.compile(
    r"(?i)\b((?:access_|private_|auth_)?token=|password[=:]\s*|passwd[=:]\s*|secret[=:]\s*)[^\s&'\"]+"
    r"|(authorization:).*"
)
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
)
_PROGRESS = re.compile(r"^(?:remote: )?[\w ,-]+: +\d+% \(\d+/\d+\)")


def masked(text: str) -> str:
    """Return ``text`` with user names, passwords and tokens replaced by ``***``."""
    text = _SECRET_IN_ADDRESS.sub("***@", text)
    return _SECRET_BY_NAME.sub(r"\1\2***", text)


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
