"""From what git said to an error that carries data.

Exit states and porcelain lines come first, in the modules that run the commands; what is left is told here
from git's own words, which are English because the runner asks for it, and from those of ssh and curl, which
always are.
"""

from __future__ import annotations

import errno
import re
from pathlib import Path

from blogwifi_tui.errors import (
    AuthenticationFailed,
    BlogwifiError,
    FileFailed,
    ForeignOwner,
    GitFailed,
    HostKeyUnknown,
    NotARepository,
    Offline,
    PushRejected,
    RemoteGone,
    SigningFailed,
)
from blogwifi_tui.vcs.output import cleaned, remote_words

_LOCK = re.compile(r"^(?!remote:).*?Unable to create '([^']+\.lock)': File exists", re.MULTILINE)
_CONFIG_LOCK = re.compile(r"^error: could not lock config file (.+): File exists", re.MULTILINE)
_OWNER = re.compile(r"dubious ownership in repository at '([^']+)'")
_SIGNING = re.compile(
    r"(?:gpg|ssh-keygen|gpgsm)[^\n]* failed|failed to sign|user\.signingkey|cannot run gpg", re.IGNORECASE
)
_SYSTEM = re.compile(
    r"^(?:fatal|error):.*?(No space left on device|Disk quota exceeded|Read-only file system"
    r"|Permission denied|insufficient permission)",
    re.MULTILINE,
)
_SYSTEM_NUMBERS = {
    "No space left on device": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "Permission denied": errno.EACCES,
    "insufficient permission": errno.EACCES,
}

_HOST_KEY = re.compile(
    r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No \S+ host key is known for"
)
_SSH_REFUSED = re.compile(
    r"Permission denied \([a-z,-]+\)|Too many authentication failures|sign_and_send_pubkey"
)
_HTTP_REFUSED = re.compile(
    r"could not read (?:Username|Password)|terminal prompts disabled|Authentication failed"
    r"|returned error: 401|HTTP Basic: Access denied|Invalid username or (?:password|token)"
)
_FORBIDDEN = re.compile(
    r"returned error: 403|Permission to \S+ denied|ERROR: Permission|access denied|not allowed to push"
    r"|insufficient permission"
)
_UNREACHABLE = re.compile(
    r"Could(?:n't| not) (?:resolve|connect)|Name or service not known|Temporary failure in name resolution"
    r"|Connection (?:refused|reset|closed by)|timed out|No route to host|Network is (?:unreachable|down)"
    r"|Failed to connect|unable to connect|hung up unexpectedly|early EOF|unexpected disconnect"
    r"|Recv failure|Empty reply|returned error: 5\d\d|Could not read from remote repository",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"does not appear to be a git repository|repository\b.*\bnot found|not found: did you run"
    r"|returned error: 404|Could not find repository|repository not exported",
    re.IGNORECASE,
)


def held_lock(printed: str, root: Path) -> Path | None:
    """The lock file that stopped a git run in ``root``, if that is what its error output says."""
    if found := _LOCK.search(printed):
        return root / found[1]
    if found := _CONFIG_LOCK.search(printed):
        return root / f"{found[1]}.lock"
    return None


def local_failure(command: str, status: int, printed: str, root: Path) -> BlogwifiError:
    """The error for a git command that stays on this machine."""
    if found := _OWNER.search(printed):
        return ForeignOwner(found[1])
    if "not a git repository" in printed:
        return NotARepository(str(root))
    if command in {"commit", "merge", "commit-tree"} and _SIGNING.search(printed):
        return SigningFailed(cleaned(printed))
    if found := _SYSTEM.search(printed):
        return FileFailed(str(root), _SYSTEM_NUMBERS[found[1]], "write")
    return GitFailed(command, status, cleaned(printed))


def remote_failure(command: str, status: int, printed: str, root: Path, remote: str) -> BlogwifiError:
    """The error for a git command that talks to ``remote``, when no porcelain line tells more."""
    words = cleaned(printed)
    if _HOST_KEY.search(words):
        return HostKeyUnknown(remote, words)
    if _SSH_REFUSED.search(words):
        return AuthenticationFailed(remote, words, "ssh")
    if _HTTP_REFUSED.search(words):
        return AuthenticationFailed(remote, words, "http")
    if _FORBIDDEN.search(words):
        if command == "push":
            return PushRejected(remote, remote_words(printed) or words, "permission")
        return AuthenticationFailed(remote, words, "http")
    if found := _OWNER.search(printed):
        return ForeignOwner(found[1])
    if _ABSENT.search(words):
        return RemoteGone(remote, words)
    if _UNREACHABLE.search(words):
        return Offline(remote, words)
    return local_failure(command, status, printed, root)
