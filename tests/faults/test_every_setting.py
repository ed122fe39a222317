"""Every setting this machine's git knows, made a command that leaves a mark: no verb runs it unasked."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import open_guarded
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.vcs.harmless import Setting, is_harmless
from tests.conftest import POST, Git
from tests.e2e.terminal import Terminal

NAME = "2026-05-12-le-wifi-de-l-hotel"
# What git takes without listing it (``git help --config``), or in the settings of other programs it starts.
UNLISTED = (
    "core.gitProxy",
    "core.hooksPath",
    "filter.x.process",
    "filter.x=y.clean",
    "filter.x=y.smudge",
    "filter.x=y.process",
    "gpg.openpgp.program",
    "gpg.x509.program",
    "gpg.ssh.program",
    "credential.http://127.0.0.1.helper",
    "hook.x.command",
    "lfs.extension.x.clean",
    "lfs.customtransfer.x.path",
    "lfs.standalonetransferagent",
    "trailer.x.cmd",
    "trailer.x.command",
    "gc.recentObjectsHook",
    "bundle.x.uri",
    "remote.origin.serveroption",
)
# What stands in the names git lists for words of one's own; any other becomes an x.
_WORDS = {
    "<name>": "origin",
    "<url>": "http://127.0.0.1",
    "<base>": "ext::{trap} %S",
    "<condition>": "gitdir:/**",
}
# Harmless ones, that let git come by those that are not.
ENABLING = (
    ("commit.gpgSign", "true"),
    ("log.showSignature", "true"),
    ("push.recurseSubmodules", "on-demand"),
    ("branch.main.merge", "refs/heads/main"),
)


# At whose values git 2.39 stops, before it does anything.
_STOPPING = frozenset(
    {
        "core.protectHFS",
        "core.protectNTFS",
        "core.worktree",
        "fetch.negotiationAlgorithm",
        "include.path",
        "includeIf.<condition>.path",
    }
)


def keys() -> list[str]:
    listed = subprocess.run(["git", "help", "--config"], capture_output=True, text=True, check=True).stdout
    found = [line for line in listed.splitlines() if re.fullmatch(r"[A-Za-z0-9.<>*-]+", line)]
    return [*found, *UNLISTED]


def sections() -> Iterator[tuple[str, list[str]]]:
    for section, group in itertools.groupby(sorted(keys()), key=lambda key: key.partition(".")[0]):
        yield section, list(group)


def filled(key: str, trap: Path) -> str:
    for placeholder, word in _WORDS.items():
        key = key.replace(placeholder, word.format(trap=trap))
    return re.sub(r"<[^>]*>|\*", "x", key)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that is there once a command of the repository has run."""
    return tmp_path / "mark"


@pytest.fixture
def trap(blog_folder: Path, mark: Path) -> Path:
    """A program that leaves the mark, and a folder that holds it under the names of hooks."""
    trap = blog_folder / ".git" / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $*" >> "{mark}"\nexit 1\n', encoding="utf-8")
    trap.chmod(0o755)
    hooks = blog_folder / ".git" / "traps"
    hooks.mkdir()
    for name in ("pre-commit", "post-index-change", "reference-transaction", "post-checkout", "pre-push"):
        (hooks / name).symlink_to(trap)
    return trap


@pytest.fixture
def full_of_traps(blog_folder: Path, bare_remote: Path, trap: Path, git: Git) -> Path:
    """A blog whose attributes choose every driver, with something to look at, to commit and to publish."""
    (blog_folder / ".gitattributes").write_text(
        "*.md filter=x diff=x merge=x\n*.txt filter=x=y diff=x=y\n", encoding="utf-8"
    )
    (blog_folder / "notes.txt").write_text("Notes.\n", encoding="utf-8")
    git(blog_folder, "add", ".")
    git(blog_folder, "commit", "--quiet", "-m", "Attributs")
    git(blog_folder, "remote", "add", "origin", str(bare_remote))
    git(blog_folder, "push", "--quiet", "--set-upstream", "origin", "main")
    for key, value in ENABLING:
        git(blog_folder, "config", key, value)
    for file in (blog_folder / POST, blog_folder / "notes.txt"):
        os.utime(file, (0, 0))
    return blog_folder


def write(folder: Path, names: list[str], value: str, trap: Path) -> None:
    """Write settings as a file holds them: ``git config`` refuses some, and would be a process each."""
    with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
        for key in names:
            section, _, rest = filled(key, trap).partition(".")
            middle, _, variable = rest.rpartition(".")
            head = f'[{section} "{middle}"]' if "." in rest else f"[{section}]"
            config.write(f'{head}\n\t{variable} = "{value}"\n')


def use(blog: Blog) -> None:
    """Look at everything, try to commit and to publish."""
    for step in (
        blog.pending,
        blog.history.dates,
        lambda: [blog.history.read_at(each) for each in blog.history.of(POST)],
        lambda: list(blog.check([POST])),
        blog.git.identity,
        blog.publication.fetch,
        blog.publication.plan,
        blog.conflicts.current,
        lambda: blog.commit([POST], "Deux"),
        blog.publication.send,
    ):
        # Some is refused, and git cannot go by some values.
        with suppress(BlogwifiError):
            step()


def usable(folder: Path, names: list[str], value: str, trap: Path) -> list[str]:
    """Write settings, without those git stops at before it does anything; return them."""
    plain = (folder / ".git" / "config").read_bytes()

    def opens(some: list[str]) -> bool:
        (folder / ".git" / "config").write_bytes(plain)
        write(folder, some, value, trap)
        try:
            open_guarded(folder)
        except BlogwifiError:
            return False
        return True

    found = names if opens(names) else [name for name in names if opens([name])]
    assert opens(found)
    return found


@pytest.mark.parametrize(
    ("form", "only"),
    [
        # How things are shown: git stops at any word that is no colour.
        ("{trap}", "(?!color|advice).*"),
        ("!{trap}", "alias|credential|submodule|trailer|hook|core"),
        ("ext::{trap} %S", "remote|branch|url|submodule|bundle"),
        ("cache ; {trap}", "credential|core|remote|gpg|filter"),
        ("{trap}s", "core"),
    ],
)
def test_no_setting_of_a_repository_runs_anything(
    full_of_traps: Path, trap: Path, mark: Path, form: str, only: str
) -> None:
    config = full_of_traps / ".git" / "config"
    plain = config.read_bytes()
    for section, names in sections():
        if re.fullmatch(only, section):
            usable(full_of_traps, names, form.format(trap=trap), trap)
            use(Blog.open(full_of_traps))
            assert not mark.exists(), f"{section}: {mark.read_text('utf-8')}"
            config.write_bytes(plain)


def test_no_verb_and_no_screen_runs_anything(full_of_traps: Path, trap: Path, mark: Path) -> None:
    named = [key for key in keys() if key not in _STOPPING]
    dangerous = [key for key in named if not is_harmless(Setting(filled(key, trap).lower(), str(trap)))]
    config = full_of_traps / ".git" / "config"
    plain = config.read_bytes()
    for names, value in ((dangerous, str(trap)), (["core.hooksPath"], f"{trap}s")):
        config.write_bytes(plain)
        assert usable(full_of_traps, names, value, trap)
        for words in (
            ("list", "canal"),
            ("show", NAME),
            ("check",),
            ("history", NAME),
            ("set", NAME, "description=Deux"),
            ("commit",),
            ("publish",),
        ):
            main([*words, "--blog", str(full_of_traps)])
            assert not mark.exists(), f"{words}: {mark.read_text('utf-8')}"
        with Terminal(full_of_traps, cwd=full_of_traps) as window:
            window.wait_for("not asked: repository not trusted yet")
            window.press("h")
            window.wait_for("canal 36")
            window.press("escape")
            window.wait_for("1 post")
            window.press("enter")
            window.wait_for("line 1, column 1")
            window.type("Trois. ")
            window.press("ctrl+s")
            window.wait_for("Edit: ")
            window.press("escape")
            window.press("q")
        assert not mark.exists(), mark.read_text("utf-8")


@pytest.mark.parametrize(
    ("section", "words", "form"),
    [
        ("core", ("status",), "{trap}"),
        ("filter", ("status",), "{trap}"),
        ("diff", ("log", "-p", "--ext-diff"), "{trap}"),
        ("gpg", ("commit", "--allow-empty", "-m", "Un"), "{trap}"),
        ("remote", ("fetch", "origin"), "{trap}"),
        ("core", ("commit", "--allow-empty", "-m", "Un"), "{trap}s"),
    ],
)
def test_plain_git_would_run_them(
    full_of_traps: Path, trap: Path, mark: Path, section: str, words: tuple[str, ...], form: str
) -> None:
    plain = (full_of_traps / ".git" / "config").read_bytes()
    for name in dict(sections())[section]:
        (full_of_traps / ".git" / "config").write_bytes(plain)
        write(full_of_traps, [name], form.format(trap=trap), trap)
        subprocess.run(["git", *words], cwd=full_of_traps, capture_output=True, check=False)
    assert mark.exists()
