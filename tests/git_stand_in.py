"""A git on PATH that writes down what the program asks of it: every test sees what may never be asked."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

LOG = "GIT_TEST_LOG"
"""The environment variable that names the file to write to; without it nothing is written."""
_NEVER = {"rebase", "stash", "reset", "clean", "gc", "prune", "filter-branch", "-f", "--hard", "--mirror"}
_NEVER_AFTER = {
    "add": {"-A", "--all", "-u", "--update", "."},
    "commit": {"-a", "--all", "--amend", "--no-verify", "-n"},
    "push": {"--all", "--delete", "-d", "--prune", "--no-verify"},
    "branch": {"-D", "-d", "--delete", "-M"},
    "switch": {"-C", "--discard-changes"},
    "checkout": {"-B"},
    "pull": {"-r"},
}
_REFSPECS = {"push", "fetch", "pull"}
_SETTINGS = ("rebase.", "pull.rebase=true", "merge.autostash=true")


def put_in(folder: Path) -> None:
    """Put the stand-in into ``folder``. It marks only what the program starts, told by ``GIT_EDITOR=:``."""
    real = shutil.which("git")
    assert real is not None
    script = folder / "git"
    script.write_text(
        "#!/bin/sh\n"
        f'if [ "$GIT_EDITOR" = : ] && [ -n "${LOG}" ]; then\n'
        f'  {{ for word; do printf "%s\\037" "$word"; done; echo; }} >> "${LOG}"\n'
        "fi\n"
        f'exec {shlex.quote(real)} "$@"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)


def check(log: Path) -> None:
    """Fail when something was asked that could destroy another's work."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split("\x1f")
        assert forbidden(words) is None, f"git {' '.join(words)}"


def forbidden(arguments: list[str]) -> str | None:
    """The first argument that could destroy another's work, if any."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            if "checkout" in arguments[:position]:
                return "checkout --"
            break
        if argument in _NEVER or argument.startswith(("--force", "--autostash", "--rebase")):
            return argument
        if arguments[position - 1] == "-c" and argument.lower().startswith(_SETTINGS):
            return argument
        if any(verb in arguments and argument in words for verb, words in _NEVER_AFTER.items()):
            return argument
    if _REFSPECS & set(arguments):
        # A plus moves a branch whatever it loses; nothing before the colon deletes one.
        return next((argument for argument in arguments if argument.startswith(("+", ":refs"))), None)
    return None
