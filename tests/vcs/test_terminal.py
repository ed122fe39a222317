"""Passwords: never asked for over a screen, only on a terminal where a person chose to answer."""

from __future__ import annotations

import os
import pty
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]

_ASKS = """\
#!/bin/sh
for command; do :; done
if printf 'Phrase de passe : ' > /dev/tty; then read phrase < /dev/tty; fi
[ "$phrase" = sesame ] || { echo 'Permission denied (publickey).' >&2; exit 255; }
exec sh -c "$command"
"""
_PUBLISH = """\
import sys
from pathlib import Path
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
repository = Repository.open(Path(sys.argv[1]))
if sys.argv[2] == "terminal":
    repository = repository.in_terminal()
try:
    print("pushed", Synchronizer(repository, idle=10).publish().pushed)
except BlogwifiError as error:
    print("refused", type(error).__name__)
"""


@pytest.mark.parametrize(
    ("where", "result"), [("terminal", "pushed 1"), ("screen", "refused AuthenticationFailed")]
)
def test_a_passphrase_is_asked_for_only_in_the_terminal(
    published: Repository, git: Git, write: Write, tmp_path: Path, where: str, result: str
) -> None:
    ssh = tmp_path / "ssh"
    ssh.write_text(_ASKS)
    ssh.chmod(0o755)
    git(published.root, "config", "core.sshCommand", shlex.quote(str(ssh)))
    git(published.root, "remote", "set-url", "origin", f"zoe@blog.example:{tmp_path}/remote.git")
    published.commit([write(published.root, "posts/a.md")], "Crée")
    assert result in _on_a_terminal([sys.executable, "-c", _PUBLISH, str(published.root), where])


def _on_a_terminal(command: list[str]) -> str:
    """Run ``command`` on a terminal of its own, answering each question; return what was drawn there."""
    child, ours = pty.fork()
    if child == 0:
        os.execvp(command[0], command)  # noqa: S606
    drawn = b""
    answered = 0
    while piece := _read(ours):
        drawn += piece
        if drawn.count(b"Phrase de passe") > answered:
            answered += 1
            os.write(ours, b"sesame\n")
    os.waitpid(child, 0)
    os.close(ours)
    return drawn.decode("utf-8", "replace")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is closed.
        return b""
