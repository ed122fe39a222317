"""What needs a person: the screen goes, git asks on the terminal, and the screen comes back."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import POST, Git

from .conftest import FRENCH, Open
from .terminal import Terminal

_SSH = """\
#!/bin/sh
for command; do :; done
asked=$(cat "$0.asked" 2>/dev/null || echo 1)
if printf 'Phrase de passe, fois %s : ' "$asked" > /dev/tty; then
  echo $((asked + 1)) > "$0.asked"
  read phrase < /dev/tty
fi
[ "$phrase" = sesame ] || { echo 'Permission denied (publickey).' >&2; exit 255; }
exec sh -c "$command"
"""
_GPG = """\
#!/bin/sh
cat > /dev/null
if printf 'Code de la clef : ' > /dev/tty; then read code < /dev/tty; fi
[ "$code" = 1234 ] || { echo 'gpg: signing failed: Inappropriate ioctl for device' >&2; exit 2; }
printf '\\n[GNUPG:] SIG_CREATED D 1 8 00 0 0\\n' >&2
echo '-----BEGIN PGP SIGNATURE-----'
echo '-----END PGP SIGNATURE-----'
"""


def program(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return shlex.quote(str(path))


@pytest.fixture
def behind_ssh(published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git) -> Path:
    """A blog with a commit to publish, whose remote is reached by an ssh that asks for a passphrase."""
    git(published_blog, "config", "--global", "core.sshCommand", program(tmp_path, "ssh", _SSH))
    git(published_blog, "remote", "set-url", "origin", f"zoe@blog.example:{bare_remote}")
    (published_blog / POST).write_text("---\ntitle: Le WiFi 7\ndate: 2026-05-12\n---\n\nBorne.\n")
    git(published_blog, "commit", "--quiet", "-am", "Change le titre")
    return published_blog


def refused(window: Terminal) -> None:
    """Publish, up to the offer."""
    window.wait_for("Le WiFi 7")
    window.wait_for("à publier")
    window.press("p")
    window.wait_to_answer("Réessayer dans le terminal")


def quit_program(window: Terminal) -> None:
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored


def test_a_passphrase_is_typed_in_the_terminal_and_the_post_is_published(
    behind_ssh: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    window = terminal(behind_ssh, env=FRENCH)
    refused(window)
    window.press("ctrl+t")
    for time in (1, 2):
        window.wait_for(f"Phrase de passe, fois {time} :")
        window.type("sesame\n")
    window.wait_for("Publié")
    assert git(bare_remote, "rev-parse", "main") == git(behind_ssh, "rev-parse", "HEAD")
    quit_program(window)


def test_a_wrong_passphrase_is_said_and_what_is_committed_stays(
    behind_ssh: Path, bare_remote: Path, terminal: Open, git: Git
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    window = terminal(behind_ssh, env=FRENCH)
    refused(window)
    window.press("ctrl+t")
    window.wait_for("Phrase de passe, fois 1 :")
    window.type("faux\n")
    window.wait_for("a refusé votre clé SSH")
    assert git(bare_remote, "rev-parse", "main") == before
    quit_program(window)


def test_a_commit_is_signed_with_a_code_typed_in_the_terminal(
    blog_folder: Path, terminal: Open, git: Git, tmp_path: Path
) -> None:
    git(blog_folder, "config", "--global", "gpg.program", program(tmp_path, "gpg", _GPG).strip("'"))
    git(blog_folder, "config", "commit.gpgsign", "true")
    window = terminal(blog_folder, env=FRENCH)
    window.wait_for("Le WiFi de l’hôtel")
    window.press("t")
    window.wait_to_answer("Réessayer dans le terminal")
    window.press("ctrl+t")
    window.wait_for("Code de la clef :")
    window.type("1234\n")
    window.wait_for("passe en brouillon")
    assert "gpgsig" in git(blog_folder, "cat-file", "commit", "HEAD")
    quit_program(window)


def test_ctrl_c_at_the_question_comes_back_to_the_screen(behind_ssh: Path, terminal: Open) -> None:
    window = terminal(behind_ssh, env=FRENCH)
    refused(window)
    window.press("ctrl+t")
    window.wait_for("Phrase de passe, fois 1 :")
    window.press("ctrl+c")
    window.wait_for("à publier")
    quit_program(window)
