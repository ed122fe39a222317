"""Tab in real shells, with the lines that ``blogwifi completion`` prints."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from blogwifi_tui.cli.parser import make_parser
from tests.conftest import make_blog

_POSTS = {
    "2026-05-12-le-wifi-a-l-hotel.md": "---\ntitle: Le WiFi à l’hôtel\ntags: [hôtel, Wi-Fi]\n---\n",
    "essai.md": "---\ntitle: Essai\ntags: [deux mots]\n---\n",
    "$(touch fait).md": "---\ntitle: Piège\n---\n",
    "rou\x1bge.md": "---\ntitle: Rouge\n---\n",
    "deux\nlignes.md": "---\ntitle: Deux\n---\n",
}
_BASH = """
eval "$(blogwifi completion bash)"
COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMPREPLY=()
COMP_WORDBREAKS=$' \\t\\n"><=;|&(:'
_python_argcomplete blogwifi
[[ ${#COMPREPLY[@]} = 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
"""
_ZSH = """
zmodload zsh/zpty
zpty shell zsh -f
zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; eval "$(blogwifi completion zsh)"; print RE""ADY'
zpty -r shell line '*READY*'
zpty -n -w shell "$1"$'\\t'
zpty -r shell line "*$2*"
print -r -- "$line"
zpty -d shell
"""
_FISH = 'blogwifi completion fish | source; complete -C"$argv[1]"'


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blog to be in, with the program on the path."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "blogwifi"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m blogwifi_tui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(make_blog(tmp_path / "blog", _POSTS, "Commence"))
    return tmp_path / "blog"


def answers(shell: str, *words: str) -> str:
    """What a shell prints; the test is skipped where there is no such shell."""
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    done = subprocess.run([shell, *words], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return done.stdout


def bash(line: str) -> list[str]:
    """What bash proposes for the last word of a line."""
    return answers("bash", "--norc", "-c", _BASH, "bash", line).replace(" \n", "\n").splitlines()


def test_bash_completes_verbs_and_their_options(blog: Path) -> None:
    assert bash("blogwifi sh") == ["show"]
    assert set(bash("blogwifi ")) >= set(make_parser()[1].choices)
    assert "--raw" in bash("blogwifi show --r")
    assert bash("blogwifi completion z") == ["zsh"]
    assert bash("blogwifi help tr") == ["trouble", "trust"]


def test_bash_completes_posts_by_the_name_that_is_typed(blog: Path) -> None:
    assert bash("blogwifi show le-") == ["le-wifi-a-l-hotel"]
    assert bash("blogwifi show 2026") == ["2026-05-12-le-wifi-a-l-hotel"]
    assert bash("blogwifi delete posts/e") == ["posts/essai.md"]


def test_bash_completes_the_side_that_is_kept_and_the_posts_behind_it(blog: Path) -> None:
    assert bash("blogwifi pull --take th") == ["theirs"]
    assert bash("blogwifi pull --take mine le-") == ["le-wifi-a-l-hotel"]


def test_bash_completes_posts_of_the_blog_that_is_named(blog: Path, tmp_path: Path) -> None:
    make_blog(tmp_path / "autre", {"ailleurs.md": "---\ntitle: Ailleurs\n---\n"}, "Commence")
    assert bash(f"blogwifi show --blog {tmp_path / 'autre'} ") == ["ailleurs"]


def test_bash_completes_tags_with_accents_and_blanks(blog: Path) -> None:
    assert bash("blogwifi tag essai --add ") == ["Wi-Fi", "deux\\ mots", "hôtel"]
    assert bash("blogwifi list tag:h") == ["hôtel"]


def test_a_name_of_a_post_starts_nothing_in_the_shell_and_acts_on_no_terminal(blog: Path) -> None:
    """What is proposed is put on the line as it is: it must be quoted, and those that cannot be are left."""
    trap, *others = sorted(bash("blogwifi show "), key=lambda name: "touch" not in name)
    assert shlex.split(trap) == ["$(touch fait)"]
    assert answers("bash", "-c", f"printf %s {trap}") == "$(touch fait)"
    assert set(others) == {"essai", "le-wifi-a-l-hotel"}
    assert not (blog / "fait").exists()


def test_outside_of_a_blog_no_post_is_proposed(
    blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert bash("blogwifi show le-") == []


def test_zsh_completes_a_post(blog: Path) -> None:
    assert "le-wifi-a-l-hotel" in answers(
        "zsh", "-f", "-c", _ZSH, "zsh", "blogwifi show le-", "le-wifi-a-l-hotel"
    )


def test_fish_completes_posts_with_their_titles(blog: Path) -> None:
    found = answers("fish", "--no-config", "-c", _FISH, "blogwifi show le-")
    assert found.split() == ["le-wifi-a-l-hotel", "Le", "WiFi", "à", "l’hôtel"]
