"""From what git said to an error that carries data.

Exit states and porcelain lines come first, in the modules that run the commands; what is left is told here
from git's own words, which are English because the runner asks for it, and from those of ssh and curl, which
always are.
"""

from __future__ import annotations

import errno
import re
import signal
from pathlib import Path

from blogwifi_tui.errors import (
    AuthenticationFailed,
    BlogwifiError,
    CertificateRefused,
    ElsewhereByClone,
    FileFailed,
    ForeignOwner,
    GitBroken,
    GitFailed,
    GitSettingsWrong,
    HookFailed,
    HostKeyChanged,
    HostKeyUnknown,
    KeyFileOpen,
    LineEndsRefused,
    NotARepository,
    Offline,
    PushRejected,
    RemoteError,
    RemoteGone,
    ServerChats,
    SigningFailed,
    StrayRef,
)
from blogwifi_tui.vcs.damage import damage_of, damaged_branch, damaged_index, damaged_objects
from blogwifi_tui.vcs.locks import lock_error
from blogwifi_tui.vcs.output import cleaned, remote_words

_LOCK = re.compile(r"^(?!remote:).*?Unable to create '([^']+\.lock)': File exists", re.MULTILINE)
_CONFIG_LOCK = re.compile(r"^error: could not lock config file (.+): File exists", re.MULTILINE)
_OWNER = re.compile(r"dubious ownership in repository at '([^']+)'")
_SIGNING = re.compile(
    r"(?:gpg|ssh-keygen|gpgsm)[^\n]* failed|failed to sign|user\.signingkey|cannot run gpg", re.IGNORECASE
)
_SYSTEM_NUMBERS = {
    "No space left on device": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "Permission denied": errno.EACCES,
    "insufficient permission": errno.EACCES,
    "Input/output error": errno.EIO,
    "Too many open files": errno.EMFILE,
}
_SYSTEM = re.compile(rf"^(?:fatal|error):(.*?)({'|'.join(_SYSTEM_NUMBERS)})(.*)", re.MULTILINE)
_READING = re.compile(r"\b(?:read|open|access|stat|load|lookup|map|mmap)")

_NO_PROGRAM = re.compile(
    r"error while loading shared libraries|xcrun: error|[Ll]icen[cs]e agreement|Library not loaded|^dyld"
    r"|xcode-select: |symbol lookup error|cannot execute binary file|Exec format error|^env: .git.: ",
    re.MULTILINE,
)
_SETTINGS = (
    re.compile(
        r"^(?:fatal|error): bad config line (?P<line>\d+) in (?:file|blob) (?P<path>.+)", re.MULTILINE
    ),
    re.compile(
        r"^(?:fatal|error): bad config variable '(?P<key>[^']+)' in file '(?P<path>[^']+)'"
        r" at line (?P<line>\d+)",
        re.MULTILINE,
    ),
    re.compile(r"^fatal: bad (?:boolean|numeric) config value '.*' for '(?P<key>[^']+)'", re.MULTILINE),
    re.compile(
        r"^fatal: (?:bad config value for|unable to parse|failed to parse) '(?P<key>[\w-]+\.[^']+)'",
        re.MULTILINE,
    ),
    re.compile(r"^(?:fatal|error): bad config ", re.MULTILINE),
    re.compile(
        r"^(?:warning|fatal): unable to access '(?P<path>[^':]*config)': ",
        re.MULTILINE,
    ),
    re.compile(
        r"^fatal: (?:unknown error occurred while reading the configuration|exceeded maximum include)",
        re.MULTILINE,
    ),
)

_INDEX = re.compile(
    r"index file corrupt|bad signature 0x|bad index file sha1|index file smaller than expected"
    r"|bad index version|index uses .* extension, which we do not understand|unordered stage entries"
    r"|malformed name entry|cache entry has null sha1"
)
_BROKEN_REF = re.compile(
    r"(?:unable to resolve reference|bad object|broken ref|invalid sha1 pointer) '?(refs/[^':\n]+)"
)
_LEFT_BY_COPY = re.compile(r"[ (]|conflict", re.IGNORECASE)
_OBJECTS = re.compile(
    r"^(?:fatal|error): (?:.*\bis corrupt|object file .* is empty|.*unable to unpack|bad object HEAD"
    r"|.*invalid object|Could not read [0-9a-f]{7}|.*unable to read (?:object|tree|sha1|[0-9a-f]{40})"
    r"|could not parse (?:HEAD|commit)|.*not a GIT packfile|inflate: |.*garbage at end of|missing blob"
    r"|unterminated line in|unexpected line in .*packed-refs|.*packfile .* cannot be accessed"
    r"|your current branch appears to be broken|.*hash mismatch|(?:cannot|failed to) read object)",
    re.MULTILINE,
)
_PROMISED = re.compile(r"promisor remote|lazy fetching disabled")
_LINE_ENDS = re.compile(r"^fatal: (?:CRLF|LF) would be replaced by (?:CRLF|LF) in (.+?)\.?$", re.MULTILINE)

_HOST_KEY_CHANGED = re.compile(r"REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for \S+ has changed")
_KNOWN_KEY = re.compile(r"Offending (?:\S+ )?key in (\S+:\d+)")
_HOST_KEY = re.compile(r"Host key verification failed|No \S+ host key is known for")
_KEY_FILE = re.compile(
    r"Permissions \d+ for '([^']+)' are too open|Bad owner or permissions on (\S+)"
    r"|Load key \"([^\"]+)\": bad permissions"
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
_CERTIFICATE = re.compile(
    r"SSL certificate problem|certificate verif\w+ failed|certificate subject name|peer certificate"
    r"|SSL: no alternative certificate|unable to get local issuer|self.signed certificate"
    r"|certificate has expired",
    re.IGNORECASE,
)
_PROXY = re.compile(
    r"resolve proxy|from proxy|proxy CONNECT|CONNECT tunnel failed|returned error: 407|SOCKS", re.IGNORECASE
)
_CONNECTION = re.compile(
    r"access '\w+://(?:[^/@\s]*@)?(?P<host>\[[^\]]*\]|[^:/']+)(?::(?P<port>\d+))?[^']*': "
    r"Failed to connect to (?P<other>\S+) port (?P<its_port>\d+)"
)
_PORTAL = re.compile(
    r"/info/refs not valid|returned error: 511|update url base from redirection|git-http-push failed"
    r"|bad line length character: *<|returned error: 30\d|invalid content.type",
)
_CHAT = re.compile(r"protocol error: (?:bad line length|bad band|unexpected)")
_STATUS = re.compile(r"returned error: (\d{3})|RPC failed; HTTP (\d{3})")
_UNREACHABLE = re.compile(
    r"Could(?:n't| not) (?:resolve|connect)|Name or service not known|Temporary failure in name resolution"
    r"|Connection (?:refused|reset|closed by)|timed out|No route to host|Network is (?:unreachable|down)"
    r"|Failed to connect|unable to connect|hung up unexpectedly|early EOF|unexpected disconnect"
    r"|Recv failure|Send failure|Empty reply|TLS|SSL|RPC failed|(?<!\S)transfer closed",
    re.IGNORECASE,
)
_UNREACHED = {
    "name": re.compile(
        r"resolve host|Name or service not known|name resolution|No address associated", re.IGNORECASE
    ),
    "refused": re.compile(r"Connection refused|Couldn't connect|unable to connect", re.IGNORECASE),
    "time": re.compile(r"timed out", re.IGNORECASE),
}
_BARE_SSH = re.compile(r"Could not read from remote repository")
_SSH_NOISE = re.compile(
    r"Could not read from remote repository|Please make sure you have the correct access rights"
    r"|and the repository exists"
)
_ABSENT = re.compile(
    r"does not appear to be a git repository|repository\b.*\bnot found|not found: did you run"
    r"|returned error: (?:404|410)|Could not find repository|repository not exported",
    re.IGNORECASE,
)
_NOT_STARTED = re.compile(
    r"^(?:fatal|error): cannot (?:run|exec|spawn) \S*hooks/|hooks/\S+: .*bad interpreter"
    r"|^/?\S*env: .*: No such file",
    re.MULTILINE,
)
_WANTS_TERMINAL = re.compile(
    r"/dev/tty|not a (?:tty|terminal|typewriter)|no tty|stdin is not|Inappropriate ioctl|EOFError"
    r"|EOF when reading|setRawMode|[\[(][yYoOjJsS](?:es|ui)?/[nN]o?[\])]|interactive terminal|non-interactive"
)


def held_lock(printed: str, root: Path) -> Path | None:
    """The lock file that stopped a git run in ``root``, if that is what its error output says."""
    if found := _LOCK.search(printed):
        return root / found[1]
    if found := _CONFIG_LOCK.search(printed):
        return root / f"{found[1]}.lock"
    return None


def unusable(status: int, printed: str, root: Path) -> BlogwifiError | None:
    """What is wrong with git itself, if anything: no answer of such a git means what it seems to."""
    if _NO_PROGRAM.search(printed) and not printed.startswith("remote:"):
        return GitBroken(cleaned(printed))
    if not status:
        return None
    for pattern in _SETTINGS:
        if found := pattern.search(printed):
            named = found.groupdict()
            path = named.get("path") or ""
            return GitSettingsWrong(
                cleaned(printed),
                str(root / path) if path else "",
                named.get("line") or "",
                named.get("key") or "",
            )
    return None


def local_failure(command: str, status: int, printed: str, root: Path) -> BlogwifiError:
    """The error for a git command that stays on this machine."""
    if error := unusable(status, printed, root) or _damage(printed, root):
        return error
    if found := _OWNER.search(printed):
        return ForeignOwner(found[1])
    if command in {"commit", "merge", "commit-tree"} and _SIGNING.search(printed):
        return SigningFailed(cleaned(printed))
    if found := _SYSTEM.search(printed):
        return _system_failure(found, root)
    if found := _LINE_ENDS.search(printed):
        return LineEndsRefused(found[1])
    if lock := held_lock(printed, root):
        return lock_error(lock, root)
    if status < 0:
        return GitBroken(cleaned(printed) or _signal_name(-status))
    return GitFailed(command, status, cleaned(printed))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _damage(printed: str, root: Path) -> BlogwifiError | None:
    git = root / ".git"
    if "not a git repository" in printed:
        return damage_of(git, cleaned(printed)) or NotARepository(str(root), "gone")
    if _PROMISED.search(printed):
        return ElsewhereByClone(cleaned(printed))
    if _INDEX.search(printed):
        return damaged_index(git)
    if found := _BROKEN_REF.search(printed):
        if _LEFT_BY_COPY.search(found[1]):
            return StrayRef(str(git / found[1]))
        return damaged_branch(git, found[1])
    if _OBJECTS.search(printed):
        return damaged_objects(git, cleaned(printed))
    return None


def _system_failure(found: re.Match[str], root: Path) -> FileFailed:
    """What the system refused: the file git named, and whether it was read or written."""
    words, number = found[1].rstrip().removesuffix(":"), _SYSTEM_NUMBERS[found[2]]
    if words.endswith("'"):
        name = words[:-1].rpartition("'")[2]
    else:
        name = next((word for word in f"{words} {found[3]}".split() if "/" in word), "").strip(":'")
    if not name:
        return FileFailed(str(root), number, "write")
    is_read = number not in (errno.EROFS, errno.ENOSPC, errno.EDQUOT) and _READING.search(words)
    return FileFailed(str(root / name), number, "read" if is_read else "write")


def remote_failure(command: str, status: int, printed: str, root: Path, remote: str) -> BlogwifiError:
    """The error for a git command that talks to ``remote``, when no porcelain line tells more."""
    if error := unusable(status, printed, root):
        return error
    if lock := held_lock(printed, root):
        return lock_error(lock, root)
    words = cleaned(printed)
    if error := _refused_by_ssh(words, remote):
        return error
    if error := _answered(command, words, remote):
        return error
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
        why = next((name for name, pattern in _UNREACHED.items() if pattern.search(words)), "")
        return Offline(remote, words, why)
    if _BARE_SSH.search(words):
        told = "\n".join(line for line in words.splitlines() if not _SSH_NOISE.search(line))
        return RemoteError(remote, told) if told else Offline(remote, words)
    return local_failure(command, status, printed, root)


def _refused_by_ssh(words: str, remote: str) -> RemoteError | None:
    """What ssh had against the host, or the host against the key."""
    if _HOST_KEY_CHANGED.search(words):
        known = _KNOWN_KEY.search(words)
        return HostKeyChanged(remote, words, known[1] if known else "")
    if _HOST_KEY.search(words):
        return HostKeyUnknown(remote, words)
    if found := _KEY_FILE.search(words):
        return KeyFileOpen(remote, words, found[1] or found[2] or found[3])
    if _SSH_REFUSED.search(words):
        return AuthenticationFailed(remote, words, "ssh")
    return None


def _answered(command: str, words: str, remote: str) -> RemoteError | None:
    """What stood between git and the repository, or what the web server answered instead of it."""
    if _CERTIFICATE.search(words):
        return CertificateRefused(remote, words)
    if _is_proxy(words):
        return Offline(remote, words, "proxy")
    if _PORTAL.search(words):
        return Offline(remote, words, "portal")
    if _CHAT.search(words):
        return ServerChats(remote, words)
    found = _STATUS.search(words)
    status = int(found[1] or found[2]) if found else 0
    if status == 413:
        return PushRejected(remote, words, "large")
    if status == 507 and command == "push":
        return PushRejected(remote, words, "quota")
    if status == 408:
        return Offline(remote, words, "time")
    if status == 429:
        return Offline(remote, words, "busy")
    return Offline(remote, words, "server") if status not in {0, 401, 403, 404, 410} else None


def _is_proxy(words: str) -> bool:
    """Whether it is a proxy that failed: also one that is not there, which curl calls by its own address."""
    if _PROXY.search(words):
        return True
    found = _CONNECTION.search(words)
    if found is None:
        return False
    elsewhere = found["other"].strip("[]") != found["host"].strip("[]")
    return elsewhere or (found["port"] is not None and found["port"] != found["its_port"])


def commit_failure(status: int, printed: str, root: Path) -> BlogwifiError:
    """The error for a commit git did not make. A hook that refuses ends it with 1, git itself with 128."""
    if status != 1:
        return local_failure("commit", status, printed, root)
    if "Error building trees" in printed:
        return damaged_objects(root / ".git", cleaned(printed))
    return hook_failure(cleaned(printed))


def hook_failure(words: str) -> HookFailed:
    """The error for a hook that refused a commit, ``words`` being all that was printed."""
    if _NOT_STARTED.search(words):
        return HookFailed(words, "start")
    return HookFailed(words, "terminal" if _WANTS_TERMINAL.search(words) else "")


def push_failure(status: int, printed: str, root: Path, remote: str) -> BlogwifiError:
    """The error for a push that ended without a word of any ref: the line to the remote, or a hook here."""
    error = remote_failure("push", status, printed, root, remote)
    if status != 1 or not isinstance(error, GitFailed):
        return error
    reason = hook_failure(error.words).reason
    return HookFailed(error.words, reason or "push")
