"""The environment git is started in: no prompts, no editors, no pagers, this repository and no other."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath

# Set by a git hook, an alias or a shell, these would make us work on another repository, or read paths as
# patterns.
_MISLEADING = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_QUARANTINE_PATH",
    "GIT_CONFIG",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_IMPLICIT_WORK_TREE",
)
# What git would print of its own steps stands before the cause of a failure.
_TRACE = re.compile(r"GIT_TRACE|GIT_CURL_VERBOSE$")
_QUIET_SSH = " -oBatchMode=yes -oConnectTimeout=15"


def git_program(added: Collection[str] = ()) -> list[str]:
    """The words that start git: its name, behind ``env -u`` when the shell left variables that mislead it.

    Those of ``added`` are given to it by us, and stay.
    """
    misleading = [
        name for name in os.environ if (name in _MISLEADING and name not in added) or _TRACE.match(name)
    ]
    if not misleading:
        return ["git"]
    return ["env", *(word for name in misleading for word in ("-u", name)), "git"]


def misleading_repository(path: Path) -> Path | None:
    """The repository that the shell's variables name for ``path``, and which is not followed; None without.

    A hook that starts us has set ``GIT_DIR`` too, for its own repository: it counts where its work tree (the
    current folder, when nothing says) holds ``path``.
    """
    named = os.environ.get("GIT_DIR")
    tree = Path(os.environ.get("GIT_WORK_TREE") or ".").resolve()
    return Path(named).resolve() if named and path.is_relative_to(tree) else None


def child_environment(*, terminal: bool) -> dict[str, str]:
    """What every git child gets on top of the person's own environment.

    Messages come in English and in UTF-8 (``LC_ALL=C`` alone would break hooks that print or read accents).
    With ``terminal``, git, ssh and gpg may ask on it; else ``GPG_TTY`` is emptied, because gpg-agent would
    draw its pinentry over the screen even from another session.
    """
    added = {
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_EDITOR": ":",
        "GIT_SEQUENCE_EDITOR": ":",
        "GIT_PAGER": "cat",
    }
    if terminal:
        return added
    added |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never", "GPG_TTY": ""}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        added["SSH_ASKPASS_REQUIRE"] = "never"
    return added


def more_settings(settings: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Settings for one git child, behind those the shell gives it in the same way.

    Unlike ``-c``, this takes keys that hold a ``=``.
    """
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(given) if given.isdecimal() else 0
    added = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (key, value) in enumerate(settings, first):
        added |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return added


def network_environment(ssh_command: str | None, *, quiet: bool) -> dict[str, str]:
    """What a git child that talks to a remote gets besides.

    Args:
        ssh_command: the person's ``core.sshCommand``, which ``GIT_SSH_COMMAND`` would otherwise override.
        quiet: also silence programs that ask for passwords in windows of their own.
    """
    added = {"GIT_ASKPASS": "true", "SSH_ASKPASS": "true"} if quiet else {}
    if "GIT_SSH_COMMAND" in os.environ or "GIT_SSH" in os.environ:
        return added
    command = ssh_command or "ssh"
    try:
        program = shlex.split(command)[0]
    except (ValueError, IndexError):
        return added
    if PurePath(program).name == "ssh":
        added["GIT_SSH_COMMAND"] = command + _QUIET_SSH
    return added
