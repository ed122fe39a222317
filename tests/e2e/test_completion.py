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


@pytest.mark.parametrize("locale", ["C.UTF-8", "fr_FR.UTF-8"])
def test_posts_tags_and_states_are_completed_in_every_language(
    blog: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert bash("blogwifi show le-") == ["le-wifi-a-l-hotel"]
    assert bash("blogwifi check le-") == ["le-wifi-a-l-hotel"]
    assert bash("blogwifi list tag:h") == ["hôtel"]
    assert bash("blogwifi list sync:")
    assert {"brouillon" if locale.startswith("fr") else "draft"} < {*bash("blogwifi list état:")}


def test_what_has_nothing_to_offer_offers_no_files(blog: Path) -> None:
    (blog / "untagged.txt").touch()
    for line in ("list state:u", "list sync:x", "set essai u", "new u", "commit -m u", "search u"):
        assert "untagged.txt" not in bash(f"blogwifi {line}")
    assert bash("blogwifi untag") == ["untagged.txt"]
    assert "draft" in bash("blogwifi list state:")
    assert "to\\ publish" in bash("blogwifi list sync:")


def test_bash_completes_the_keys_of_a_header_and_yes_and_no(blog: Path) -> None:
    assert {"title=", "tags="} < {*bash("blogwifi set essai ")}
    assert bash("blogwifi set essai --unset t") == ["title", "tags"]
    assert bash("blogwifi set essai draft=") == ["true", "false"]


def test_bash_completes_a_deleted_post_where_it_can_be_brought_back(blog: Path) -> None:
    subprocess.run(["git", "rm", "-q", "posts/essai.md"], cwd=blog, check=True)
    subprocess.run(["git", "commit", "-qm", "x"], cwd=blog, check=True)
    assert bash("blogwifi show ess") == []
    assert bash("blogwifi restore ess") == ["essai"]


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


def test_fish_tells_of_each_word_what_it_is_about_and_no_two_the_same(blog: Path) -> None:
    found = answers("fish", "--no-config", "-c", _FISH, "blogwifi help tr").splitlines()
    assert [line.split("\t")[0] for line in found] == ["trouble", "trust"]
    assert len({line.split("\t")[1] for line in found}) == 2
    plain = answers("fish", "--no-config", "-c", _FISH, "blogwifi list --sort ")
    assert plain.split() == ["date", "modified", "path", "title"]


def test_zsh_completes_the_states(blog: Path) -> None:
    assert "draft" in answers("zsh", "-f", "-c", _ZSH, "zsh", "blogwifi list state:dr", "draft")
