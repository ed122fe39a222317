"""What a repository brings along that starts programs: settings of its own, and hooks.

A clone brings none; a folder handed over, or shared, may. What the person's own files (``~/.gitconfig``, the
system's) say is theirs, and is not listed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.runner import Runner

_OF_REPOSITORY = frozenset({"local", "worktree"})
_STARTING = re.compile(
    r"core\.(?:fsmonitor|sshcommand|hookspath|askpass|gitproxy|alternaterefscommand|editor|pager)"
    r"|filter\..*\.(?:clean|smudge|process)|merge\..*\.driver|diff\.external|diff\..*\.(?:command|textconv)"
    r"|gpg\.(?:.*\.)?program|gpg\.ssh\.defaultkeycommand|credential\.(?:.*\.)?helper|alias\..*"
    r"|remote\..*\.(?:uploadpack|receivepack|vcs)|protocol\.(?:.*\.)?allow|hook\..*\.command"
    r"|url\..*\.(?:push)?insteadof|remote\..*\.(?:push)?url|trailer\..*\.(?:command|cmd)"
    r"|submodule\..*\.update|sequence\.editor|uploadpack\.packobjectshook"
)
_FILTER = re.compile(r"(filter\..*)\.(?:clean|smudge|process)")
_TRANSPORT = re.compile(r"[A-Za-z0-9+.-]+::")
_WORDS_FOR_NOTHING = frozenset({"", "true", "false", "yes", "no", "on", "off", "0", "1"})
_LFS = {"clean": "git-lfs clean -- %f", "smudge": "git-lfs smudge -- %f", "process": "git-lfs filter-process"}
_PLAIN_HELPER = re.compile(r"[a-z][a-z-]*")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Programs:
    """What would be started, and what keeps git from starting it."""

    named: tuple[str, ...] = ()
    """As a person may read them: ``core.sshCommand = ...``, ``hooks/pre-commit``; secrets masked."""
    digest: str = ""
    """Another one whenever a setting, or a byte of a hook, changes; empty when there is none."""
    guard: tuple[str, ...] = ()
    """Words before a git command that only looks."""


def programs_of(runner: Runner, common_dir: Path) -> Programs:
    """What the repository of ``runner`` brings along, without starting any of it."""
    output = runner.read("config", "--null", "--list", "--show-scope").out
    parts = [os.fsdecode(part) for part in output.split(b"\0")]
    settings = [
        (key, value)
        for scope, (key, _, value) in zip(
            parts[::2], (part.partition("\n") for part in parts[1::2]), strict=False
        )
        if scope in _OF_REPOSITORY and _starts(key, value)
    ]
    hooks = list(_hooks(common_dir / "hooks"))
    if not settings and not hooks:
        return Programs()
    digest = sha256()
    for key, value in settings:
        digest.update(os.fsencode(f"{key}\0{value}\0"))
    for hook in hooks:
        digest.update(os.fsencode(hook.name) + b"\0" + sha256(_bytes_of(hook)).digest())
    named = [f"{key} = {masked(value)}"[:_LONGEST] for key, value in settings]
    named += [f"hooks/{hook.name}" for hook in hooks]
    return Programs(tuple(named), digest.hexdigest(), tuple(_guard(key for key, _value in settings)))


def _starts(key: str, value: str) -> bool:
    """Whether a setting can start a program of the repository's choice."""
    section, _, name = key.partition(".")
    name = name.rpartition(".")[2]
    if not _STARTING.fullmatch(key):
        return False
    if section in {"alias", "submodule"}:
        return value.startswith("!")
    if section == "core" and name in {"fsmonitor", "askpass"}:
        return value.lower() not in _WORDS_FOR_NOTHING
    if section == "protocol":
        return value.lower() != "never"
    if section == "filter" and key.startswith("filter.lfs."):
        return value != _LFS.get(name)
    if section == "credential":
        return bool(value) and not _PLAIN_HELPER.fullmatch(value.partition(" ")[0])
    if name in {"url", "pushurl"}:
        return bool(_TRANSPORT.match(value))
    if section == "url":
        return bool(_TRANSPORT.match(key.partition(".")[2]))
    return True


def _hooks(folder: Path) -> Iterator[Path]:
    """The hooks git would run; the samples ``git init`` lays there are none."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return
    for file in files:
        if file.suffix != ".sample" and file.is_file() and os.access(file, os.X_OK):
            yield file


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _guard(keys: Iterator[str]) -> Iterator[str]:
    for key in dict.fromkeys(keys):
        if found := _FILTER.fullmatch(key):
            yield from ("-c", f"{key}=", "-c", f"{found[1]}.required=false")
        elif key in {"diff.external", "core.sshcommand", "core.alternaterefscommand"}:
            yield from ("-c", f"{key}=")
