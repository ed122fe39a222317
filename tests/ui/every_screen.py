"""Every screen and dialog of the program, and how a person comes to each: for the tests that walk them all.

A way is opened on the ``blog`` of ``tests/ui/conftest.py``; what it needs beside that is prepared first, by
plain git.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from blogwifi_tui.core.recovery import Copy, keep
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import Git
from tests.ui.person import Person, at_the_program

Prepare = Callable[[Path, Git, pytest.MonkeyPatch], object]

HOTEL = "posts/2020-03-04-hotel.md"
DRAFT = "posts/2021-06-01-brouillon.md"
NEWEST = "posts/2095-01-01-lettre.md"
_LETTER = "title: Lettre à 2095\ndate: 2095-01-01\ntags: [lettre]"


class Way(NamedTuple):
    """How to come to one screen or dialog, with the keyboard alone."""

    name: str
    opens: str
    """The class of the screen that is open then."""
    keys: tuple[str, ...] = ()
    """Pressed one after the other; what is no name of a key is written."""
    prepare: Prepare | None = None
    """Makes of the blog what it takes, before the program starts."""
    then: Callable[[Person], Awaitable[object]] | None = None
    """What is done after the keys."""
    focus: str = ""
    """The class of the widget that has the keyboard, where it is not what everybody expects."""

    async def open(self, person: Person) -> None:
        """Open it."""
        for key in self.keys:
            if key.startswith("«"):
                await person.write(key.strip("«»"))
            else:
                await person.press(key)
        if self.then:
            await self.then(person)
        assert person.at == self.opens, (self.name, person.at)

    @asynccontextmanager
    async def opened(self, blog: Path, git: Git, size: tuple[int, int]) -> AsyncIterator[Person]:
        """Start the program on ``blog``, prepared for it, and open it."""
        with pytest.MonkeyPatch.context() as patch:
            if self.prepare:
                self.prepare(blog, git, patch)
            async with at_the_program(blog, size) as person:
                await self.open(person)
                yield person


# What the blog is made of


def _no_posts(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(blog / "posts")
    git(blog, "commit", "--quiet", "-am", "Vide")


def _edited(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    (blog / HOTEL).write_text("---\ntitle: Le WiFi de l’hôtel\n---\n\nAutre.\n", encoding="utf-8")


def _no_remote(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    git(blog, "remote", "remove", "origin")
    _edited(blog, git, patch)


def _on_another_branch(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A branch that the remote does not have."""
    git(blog, "checkout", "--quiet", "-b", "essai")
    _edited(blog, git, patch)


def _left_behind(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    text = f"---\n{_LETTER}\n---\n\nPerdu.\n"
    keep(recovery_dir(), Copy(str(blog), NEWEST, "", text, 2, 5, 0.0, 4_000_000))


def _not_utf8(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    (blog / NEWEST).write_bytes(f"---\n{_LETTER}\n---\n\nÀ côté.\n".encode("cp1252"))
    git(blog, "commit", "--quiet", "-am", "Ancien codage")


def _address(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A post with a link, and a browser to follow it."""
    patch.setenv("BROWSER", "true")
    text = f"---\n{_LETTER}\n---\n\n# Un titre\n\nVoir [là](https://exemple.fr/).\n\n## Un autre\n"
    (blog / NEWEST).write_text(text, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Un lien")


def _old_lock(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    lock = blog / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (time.time() - 600, time.time() - 600))


def _untrusted(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    hook = blog / ".hooks" / "pre-push"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\n", encoding="utf-8")
    hook.chmod(0o755)
    git(blog, "add", ".hooks")
    git(blog, "commit", "--quiet", "-m", "Vérifications")
    git(blog, "config", "core.hooksPath", ".hooks")


def _nobody(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """Nobody knows who commits."""
    empty = Path(os.environ["HOME"]) / "gitconfig-nobody"
    empty.write_text("[user]\n    useConfigOnly = true\n", encoding="utf-8")
    patch.setenv("GIT_CONFIG_GLOBAL", str(empty))
    _edited(blog, git, patch)


def _both_changed(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    laptop = blog.parent / "laptop"
    git(blog.parent, "clone", "--quiet", str(blog.parent / "remote.git"), str(laptop))
    for folder, words in ((laptop, "Le leur"), (blog, "Le mien")):
        text = f"---\ntitle: {words}\ndate: 2020-03-04T09:30:00+01:00\n---\n\n{words}.\n"
        (folder / HOTEL).write_text(text, encoding="utf-8")
        git(folder, "commit", "--quiet", "-am", words)
    git(laptop, "push", "--quiet")


def _picture(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    home = Path(os.environ["HOME"])
    (home / "photo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    _edited(blog, git, patch)


async def _leaves_what_was_written(person: Person) -> None:
    await person.write("Un mot de plus. ")
    await person.press("escape")


async def _leaves_changed_fields(person: Person) -> None:
    await person.write(" bis")
    await person.press("escape")


EVERY = (
    # The list
    Way("list", "ListScreen"),
    Way("list without posts", "ListScreen", prepare=_no_posts),
    Way("list with marks", "ListScreen", ("x", "x")),
    Way("list, search", "ListScreen", ("slash", "«wifi»")),
    Way("list, preview", "ListScreen", ("tab",), focus="Preview"),
    Way("help", "HelpScreen", ("question_mark",)),
    Way("palette", "CommandPalette", ("ctrl+p",)),
    Way("filter", "FilterDialog", ("f",)),
    Way("site", "Question", ("i",)),
    Way("new post", "Form", ("n",)),
    Way("rename", "Form", ("r",)),
    Way("delete", "Question", ("delete",)),
    Way("delete, many", "Question", ("x", "x", "delete")),
    Way("drafts, many", "Question", ("x", "x", "t")),
    Way("tags of posts", "Form", ("x", "x", "a")),
    Way("tags, not all of them", "Question", ("X", "a", "«neuf»", "enter", "enter")),
    Way("publish a draft", "Question", ("down", "p")),
    Way("publish what is edited", "Question", ("p",), prepare=_edited),
    Way("address to publish to", "Form", ("p",), prepare=_no_remote),
    Way("publish to a new branch", "Question", ("p",), prepare=_on_another_branch),
    Way("open an address", "Question", ("space", "right", "enter"), prepare=_address),
    Way("who commits", "Form", ("p", "p"), prepare=_nobody),
    Way("trust", "Question", ("t",), prepare=_untrusted),
    Way("lock", "Question", ("t",), prepare=_old_lock),
    Way("undo what is published", "Question", ("t", "p", "p", "u")),
    Way("recovery", "Question", (), prepare=_left_behind),
    Way("conflict", "ConflictScreen", ("p",), prepare=_both_changed),
    Way("conflict, in a text", "ConflictScreen", ("p", "tab"), prepare=_both_changed, focus="Preview"),
    Way("conflict, help", "HelpScreen", ("p", "question_mark"), prepare=_both_changed),
    # History and tags
    Way("history", "HistoryScreen", ("down", "h")),
    Way("history, in the text", "HistoryScreen", ("down", "h", "tab"), focus="Preview"),
    Way("history, in the changes", "HistoryScreen", ("down", "h", "enter", "tab"), focus="DiffView"),
    Way("history, help", "HelpScreen", ("h", "question_mark")),
    Way("tags", "TagsScreen", ("T",)),
    Way("tags, narrowed", "TagsScreen", ("T", "«wif»")),
    Way("tags, help", "HelpScreen", ("T", "f1")),
    Way("rename a tag", "Form", ("T", "f2")),
    Way("what renaming a tag changes", "ConfirmDialog", ("T", "f2", "«-7»", "ctrl+s")),
    # The editor
    Way("editor", "EditorScreen", ("enter",)),
    Way("editor, unreadable header", "EditorScreen", ("end", "enter")),
    Way("editor, not UTF-8", "EditorScreen", ("enter",), prepare=_not_utf8),
    Way("editor, preview alone", "EditorScreen", ("enter", "f4"), focus="Preview"),
    Way("editor, focus mode", "EditorScreen", ("enter", "f7")),
    Way("editor, find", "EditorScreen", ("enter", "ctrl+f", "«Texte»")),
    Way("editor, message", "EditorScreen", ("enter", "«Un mot. »", "ctrl+s")),
    Way("editor, help", "HelpScreen", ("enter", "f1")),
    Way("editor, palette", "CommandPalette", ("enter", "ctrl+p")),
    Way("fields", "FieldsDialog", ("enter", "f6")),
    Way("leaving changed fields", "TextQuestion", ("enter", "f6"), then=_leaves_changed_fields),
    Way("leaving what is not saved", "TextQuestion", ("enter",), then=_leaves_what_was_written),
    Way("outline", "Picker", ("enter", "f8"), prepare=_address),
    Way("link to a post", "Picker", ("enter", "ctrl+o")),
    Way("read it as", "Picker", ("enter", "f5"), prepare=_not_utf8),
    Way("picture", "ImagePicker", ("enter", "ctrl+r")),
)
"""All of them, from the list on."""
