"""What a forge says of the build of a commit: whether it failed.

Only such forges are asked as the address of the remote names, and only about the commit that was sent, by its
id, never about a branch: elsewhere the build of an earlier commit was taken for this one's. What a forge
calls success proves nothing: the page does. It is asked without a password, or through ``gh`` and ``glab``,
which have their own; those that git keeps are never used. Any other answer, or none, is no news.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit

from blogwifi_tui.core.http_get import get
from blogwifi_tui.core.live.record import Build
from blogwifi_tui.errors import GitError, SiteUnread
from blogwifi_tui.sanitize import brief

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.live.record import PublicationRecord

_SECONDS: Final = 10.0
_HEADERS: Final = {"Accept": "application/json"}
_MOST_BYTES: Final = 1024 * 1024
_LONGEST: Final = 200
_QUIET: Final = {
    "GH_PROMPT_DISABLED": "1",
    "GH_NO_UPDATE_NOTIFIER": "1",
    "GLAB_CHECK_UPDATE": "false",
    "NO_PROMPT": "1",
}
"""Asks the programs to ask nothing, and to look for nothing else."""
_SHA: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BY_SSH: Final = re.compile(r"(?:[^/@:]+@)?(?P<host>[^/@:\[\]]+):(?P<path>[^/:].*)")
_NAME: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
_FAILED: Final = frozenset(("failure", "failed", "error", "timed_out", "startup_failure"))
_ENOUGH: Final = frozenset((401, 403, 404, 429))
"""Answers after which a forge is left alone: it tells strangers nothing, or was asked too often."""


class Kind(Enum):
    """How a forge is asked."""

    GITHUB = auto()
    GITLAB = auto()
    GITEA = auto()
    """And Forgejo."""


_HOSTS: Final = {
    "github.com": Kind.GITHUB,
    "ssh.github.com": Kind.GITHUB,
    "gitlab.com": Kind.GITLAB,
    "altssh.gitlab.com": Kind.GITLAB,
    "framagit.org": Kind.GITLAB,
    "salsa.debian.org": Kind.GITLAB,
    "codeberg.org": Kind.GITEA,
    "gitea.com": Kind.GITEA,
}
_FIRST_NAMES: Final = {"gitlab": Kind.GITLAB, "gitea": Kind.GITEA, "forgejo": Kind.GITEA}
"""Hosts whose name says what they are, as ``gitlab.example.org``. No other is asked to find out."""
_OTHER_NAMES: Final = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
_PROGRAMS: Final = {Kind.GITHUB: "gh", Kind.GITLAB: "glab"}


@dataclass(frozen=True, slots=True)
class Project:
    """A repository on a forge."""

    kind: Kind
    host: str
    name: str
    """With its owner: ``marc/blog``."""

    def questions(self, commit: str) -> tuple[str, ...]:
        """What to ask of its interface about a commit, each a path."""
        match self.kind:
            case Kind.GITHUB:
                whole = f"repos/{self.name}/commits/{commit}"
                return (f"{whole}/check-runs", f"{whole}/status")
            case Kind.GITLAB:
                return (f"projects/{quote(self.name, safe='')}/repository/commits/{commit}/statuses",)
        return (f"repos/{self.name}/commits/{commit}/status",)

    @property
    def interface(self) -> str:
        """The address that these paths belong to."""
        match self.kind:
            case Kind.GITHUB:
                return f"https://api.{self.host}/"
            case Kind.GITLAB:
                return f"https://{self.host}/api/v4/"
        return f"https://{self.host}/api/v1/"


def project_of(remote: str) -> Project | None:
    """The repository that the address of a remote names, where that is on a forge."""
    try:
        parts = urlsplit(remote)
        host, path = (parts.hostname or "", parts.path) if parts.scheme and parts.netloc else ("", "")
    except ValueError:
        return None
    if not host and "://" not in remote and (found := _BY_SSH.fullmatch(remote)):
        host, path = found["host"].lower(), found["path"]
    kind = _HOSTS.get(host) or (_FIRST_NAMES.get(host.partition(".")[0]) if "." in host else None)
    name = path.strip("/").removesuffix(".git")
    if kind is None or not _NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
        return None
    if kind is not Kind.GITLAB and name.count("/") != 1:
        return None
    return Project(kind, _OTHER_NAMES.get(host, host), name)


class Forges:
    """The forges that a blog is published to."""

    def __init__(self, remotes: Callable[[], Iterable[str]]) -> None:
        """``remotes`` gives the addresses of the repositories, once something is asked."""
        self._remotes = remotes
        self._silent: set[tuple[Project, str]] = set()
        """What is asked no more: a project, and by which program or none."""

    @classmethod
    def of(cls, blog: Blog) -> Forges:
        """Those of a blog."""
        return cls(lambda: [each.text for each in blog.publication.remote.addresses() if each.pushed])

    @cached_property
    def _projects(self) -> Collection[Project]:
        try:
            found = map(project_of, self._remotes())
            return dict.fromkeys(project for project in found if project)
        except GitError:  # where git cannot be used there is nothing to ask about
            return ()

    def failed(self, record: PublicationRecord) -> Build | None:
        """The build that failed of the commit that was sent; None where none is known to have."""
        if not _SHA.fullmatch(record.commit):
            return None
        for project in self._projects:
            for question in project.questions(record.commit):
                for build in failed_builds(self._asked(project, question), record.commit, project.host):
                    return build
        return None

    def _asked(self, project: Project, question: str) -> object:
        """What a forge answers; None for nothing that can be read."""
        program = _PROGRAMS.get(project.kind, "")
        if program and (project, program) not in self._silent:
            if answer := _by_program(program, project.host, question):
                return _read(answer)
            self._silent.add((project, program))
        if (project, "") in self._silent:
            return None
        return _read(self._by_http(project, question))

    def _by_http(self, project: Project, question: str) -> bytes:
        address = urljoin(project.interface, question)
        try:
            answer = get(address, _SECONDS, _MOST_BYTES, headers=_HEADERS, follows=_near)
        except SiteUnread:
            return b""
        if answer.status in _ENOUGH:
            self._silent.add((project, ""))
        return answer.body if answer.status == 200 else b""


def _near(address: str, new: str) -> bool:
    """Whether a redirect stays at the forge, as to the name that a repository has now."""
    old, there = urlsplit(address), urlsplit(new)
    return there.scheme == "https" and there.netloc == old.netloc


def _by_program(program: str, host: str, question: str) -> bytes:
    """What a forge tells its own program; empty where that is not installed, or not signed in."""
    path = shutil.which(program)
    if path is None:
        return b""
    command = [path, "api", "--hostname", host, question]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=os.sep,  # in no repository, whose settings might change where it asks
            start_new_session=True,  # it finds no terminal to ask on
            env={**os.environ, **_QUIET},
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if not done.returncode and len(done.stdout) <= _MOST_BYTES else b""


def _read(answer: bytes) -> object:
    try:
        return json.loads(answer) if answer else None
    except (ValueError, RecursionError):
        return None


def failed_builds(answer: object, commit: str, host: str) -> Iterator[Build]:
    """The builds of ``commit`` that failed, as a forge tells them."""
    if isinstance(answer, Mapping):
        if answer.get("sha", commit) != commit:
            return
        builds = answer.get("check_runs") or answer.get("statuses")
    else:
        builds = answer
    for build in builds if isinstance(builds, list) else ():
        if not isinstance(build, Mapping) or build.get("allow_failure") is True:
            continue
        if any(build.get(key, commit) != commit for key in ("head_sha", "sha")):
            continue
        said = [build.get(key) for key in ("conclusion", "state", "status")]
        if conclusion := next((word for word in said if isinstance(word, str) and word in _FAILED), ""):
            name = _text(build.get("name")) or _text(build.get("context"))
            places = [build.get(key) for key in ("details_url", "target_url", "html_url")]
            address = next(filter(None, (_log_address(place, host) for place in places)), "")
            yield Build(name, conclusion, address)


def _text(value: object) -> str:
    return brief(value, _LONGEST) if isinstance(value, str) else ""


def _log_address(value: object, host: str) -> str:
    """The address of a log, of https and without a password in it; else empty."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        return ""
    try:
        parts = urlsplit(urljoin(f"https://{host}/", value))
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme == "https" and parts.hostname and not parts.username else ""
