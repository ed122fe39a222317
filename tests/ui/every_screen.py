"""Every screen and dialog of the program, and how a person comes to each: for the tests that walk them all.

A way is opened on the ``blog`` of ``tests/ui/conftest.py``; what it needs beside that is prepared first, by
plain git.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pytest
from textual.screen import Screen

from blogwifi_tui.core.live.record import PublicationRecord, write_record
from blogwifi_tui.core.recovery import Copy, keep
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import publication_file, recovery_dir
from tests.conftest import Git
from tests.pictures import TOLD, picture
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
    """The class of the screen that is open then; where many are of one class, the function that makes it."""
    keys: tuple[str, ...] = ()
    """Pressed one after the other; what is no name of a key is written."""
    prepare: Prepare | None = None
    """Makes of the blog what it takes, before the program starts."""
    then: Callable[[Person], Awaitable[object]] | None = None
    """What is done after the keys."""
    focus: str = ""
    """The class of the widget that has the keyboard where list and text stand side by side."""

    async def open(self, person: Person) -> None:
        """Open it."""
        for key in self.keys:
            if key.startswith("«"):
                await person.write(key.strip("«»"))
            else:
                await person.press(key)
        if self.then:
            await self.then(person)
        open_now = person.at, _MAKERS[person.app.screen]
        assert self.opens in open_now, (self.name, open_now)

    @asynccontextmanager
    async def started(self, blog: Path, git: Git, size: tuple[int, int]) -> AsyncIterator[Person]:
        """Start the program on ``blog``, prepared for it."""
        with pytest.MonkeyPatch.context() as patch:
            if self.prepare:
                self.prepare(blog, git, patch)
            _note_makers(patch)
            async with at_the_program(blog, size) as person:
                yield person

    @asynccontextmanager
    async def opened(self, blog: Path, git: Git, size: tuple[int, int]) -> AsyncIterator[Person]:
        """Start the program, and open it."""
        async with self.started(blog, git, size) as person:
            await self.open(person)
            yield person


_MAKERS: WeakKeyDictionary[Screen[Any], str] = WeakKeyDictionary()
"""Which function of the program made a screen, with the file it stands in: ``forms.delete_question``."""


def _note_makers(patch: pytest.MonkeyPatch) -> None:
    begin = Screen.__init__

    def noted(self: Screen[Any], *arguments: Any, **named: Any) -> None:
        frame = sys._getframe(1)
        while frame.f_code.co_name == "__init__" and frame.f_back:
            frame = frame.f_back
        _MAKERS[self] = f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
        begin(self, *arguments, **named)

    patch.setattr(Screen, "__init__", noted)


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


def _left_behind_twice(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    _left_behind(blog, git, patch)
    keep(recovery_dir(), Copy(str(blog), DRAFT, "", "---\ntitle: Perdu aussi\n---\n", 0, 0, 0.0, 4_000_001))


def _not_utf8(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    (blog / NEWEST).write_bytes(f"---\n{_LETTER}\n---\n\nÀ côté.\n".encode("cp1252"))
    git(blog, "commit", "--quiet", "-am", "Ancien codage")


def _address(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A post with a link, and a browser to follow it."""
    patch.setenv("BROWSER", "true")
    text = f"---\n{_LETTER}\n---\n\n# Un titre\n\nVoir [là](https://exemple.fr/).\n\n## Un autre\n"
    (blog / NEWEST).write_text(text, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Un lien")


def _without_browser(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("BROWSER", raising=False)


def _over_ssh(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("SSH_CONNECTION", "192.0.2.9 51234 198.51.100.7 22")


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


def _laptop(blog: Path, git: Git) -> Path:
    """Another machine of the same person."""
    laptop = blog.parent / "laptop"
    git(blog.parent, "clone", "--quiet", str(blog.parent / "remote.git"), str(laptop))
    return laptop


def _newer_there(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """The other machine published a post that is edited here as well."""
    laptop = _laptop(blog, git)
    text = (laptop / NEWEST).read_text(encoding="utf-8")
    (laptop / NEWEST).write_text(f"{text}\nDu portable.\n", encoding="utf-8")
    git(laptop, "commit", "--quiet", "-am", "Du portable")
    git(laptop, "push", "--quiet")
    git(blog, "fetch", "--quiet")
    (blog / NEWEST).write_text(f"---\n{_LETTER}\n---\n\nAutre.\n", encoding="utf-8")


def _both_changed(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    laptop = _laptop(blog, git)
    for folder, words in ((laptop, "Le leur"), (blog, "Le mien")):
        text = f"---\ntitle: {words}\ndate: 2020-03-04T09:30:00+01:00\n---\n\n{words}.\n"
        (folder / HOTEL).write_text(text, encoding="utf-8")
        git(folder, "commit", "--quiet", "-am", words)
    git(laptop, "push", "--quiet")


def _pictures(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """One that says nothing of itself, one that says where it was taken, and one that nobody can read."""
    home = Path(os.environ["HOME"])
    (home / "photo.jpg").write_bytes(picture())
    (home / "gps.jpg").write_bytes(picture(told=TOLD))
    (home / "dessin.avif").write_bytes(b"\0\0\0\x1cftypavif")


def _answered(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """The server had much to say at the last publication."""
    said = "\n".join([*(f"Page {number} construite" for number in range(40)), "Site mis à jour"])
    record = PublicationRecord(datetime(2026, 5, 12, 9, tzinfo=UTC), "3f2a9c1" * 6, "origin", "main", said)
    write_record(publication_file(blog), record)


def _deleted(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    git(blog, "rm", "--quiet", "posts/2006-05-06-casse.md")
    git(blog, "commit", "--quiet", "-m", "Supprimé")


def _called_otherwise(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A post had another title."""
    _edited(blog, git, patch)
    text = (blog / HOTEL).read_text(encoding="utf-8").replace("Le WiFi de l’hôtel", "Un autre titre")
    (blog / HOTEL).write_text(text, encoding="utf-8")
    git(blog, "commit", "--quiet", "-am", "Un autre titre")


def _was_a_draft(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A post on the site was a draft before."""
    for mark in ("draft: true\n", ""):
        text = f"---\ntitle: Le WiFi de l’hôtel\ndate: 2020-03-04T09:30:00+01:00\n{mark}---\n\nTexte.\n"
        (blog / HOTEL).write_text(text, encoding="utf-8")
        git(blog, "commit", "--quiet", "-am", "Encore")
    git(blog, "push", "--quiet")


def _several_remotes(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    git(blog, "remote", "rename", "origin", "ici")
    git(blog, "remote", "add", "ailleurs", str(blog.parent / "remote.git"))
    git(blog, "config", "--unset", "branch.main.remote")


def _another_project_there(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """What answers at the address has none of the commits of the blog."""
    other = blog.parent / "autre"
    git(blog.parent, "init", "--quiet", str(other))
    git(other, "commit", "--quiet", "--allow-empty", "-m", "Autre chose")
    git(blog, "config", "remote.origin.url", str(other))
    git(blog, "fetch", "--quiet")
    _edited(blog, git, patch)


def _branch_unknown_here(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """Only the remote itself can tell that it does not have the branch."""
    git(blog, "checkout", "--quiet", "-b", "essai")
    git(blog, "update-ref", "-d", "refs/remotes/origin/main")
    git(blog, "rm", "--quiet", "posts/2006-05-06-casse.md")  # it would stop the publication
    git(blog, "commit", "--quiet", "-m", "Sans la cassée")
    (blog / "blogwifi.toml").write_text('[publish]\nconfirm = "never"\n', encoding="utf-8")


def _asks_at_the_terminal(blog: Path, git: Git, patch: pytest.MonkeyPatch) -> None:
    """A check that runs before each commit wants to ask something."""
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'cannot open /dev/tty' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)


async def _finds_documentation(person: Person) -> None:
    await person.palette(_("Documentation"))


async def _reads_a_page(person: Person) -> None:
    await person.palette(_("Documentation"))
    await person.press("enter")


async def _looks_for_a_theme(person: Person) -> None:
    await person.palette(_("Theme"))


def _file(person: Person) -> Path:
    return person.editor.blog.root / person.editor.post.path


async def _saves_what_changed_outside(person: Person) -> None:
    _file(person).write_text("---\ntitle: De quelqu’un d’autre\n---\n", encoding="utf-8")
    await person.press("ctrl+s")


async def _saves_what_was_deleted_outside(person: Person) -> None:
    _file(person).unlink()
    await person.press("ctrl+s")


async def _saves_what_was_replaced_outside(person: Person) -> None:
    file = _file(person)
    file.unlink()
    file.mkdir()
    await person.press("ctrl+s")


async def _leaves_what_was_written(person: Person) -> None:
    await person.write("Un mot de plus. ")
    await person.press("escape")


async def _leaves_changed_fields(person: Person) -> None:
    await person.write(" bis")
    await person.press("escape")


_TYPED = ("enter", "«Un mot de plus. »")
_PICTURE = ("enter", "ctrl+r")
_OLDER = ("down", "down", "h", "down", "R")

EVERY = (
    # The list
    Way("list", "ListScreen"),
    Way("list without posts", "ListScreen", prepare=_no_posts),
    Way("list with marks", "ListScreen", ("x", "x")),
    Way("list, search", "ListScreen", ("slash", "«wifi»")),
    Way("list, found", "ListScreen", ("slash", "«wifi»", "enter")),
    Way("list, preview alone", "ListScreen", ("space",)),
    Way("list, deleted posts", "ListScreen", ("f", "down", "down", "down", "down", "enter"), _deleted),
    Way("list, preview", "ListScreen", ("tab",), focus="Preview"),
    Way("help", "HelpScreen", ("question_mark",)),
    Way("palette", "Palette", ("ctrl+p",)),
    Way("themes", "Palette", then=_looks_for_a_theme),
    Way("documentation", "documentation.show_documentation", then=_finds_documentation),
    Way("documentation, a page", "PageScreen", then=_reads_a_page),
    Way("filter", "FilterDialog", ("f",)),
    Way("site", "site_dialog.show_site", ("i",)),
    Way("what the server said", "server_sheet.server_sheet", ("S",), _answered),
    Way("real page", "page_dialogs.address_question", ("w",), _without_browser),
    Way("real page, over ssh", "page_dialogs.address_question", ("w",), _over_ssh),
    Way("what the generator said", "page_dialogs.generator_question", ("W",)),
    Way("new post", "forms.new_post_form", ("n",)),
    Way("new post, tags", "forms.new_post_form", ("n", "tab", "«wi»")),
    Way("rename", "forms.rename_form", ("r",)),
    Way("delete", "forms.delete_question", ("delete",)),
    Way("delete, many", "bulk_dialogs.delete_question", ("x", "x", "delete")),
    Way("drafts, many", "bulk_dialogs.draft_question", ("x", "x", "t")),
    Way("tags of posts", "bulk_dialogs.tags_form", ("x", "x", "a")),
    Way("tags, not all of them", "bulk_dialogs.leave_out_question", ("X", "a", "«neuf»", "enter", "enter")),
    Way("publish a draft", "plan.question", ("down", "p")),
    Way("publish what is edited", "plan.question", ("p",), prepare=_edited),
    Way("publish a draft or what is edited", "plan.question", ("down", "p"), prepare=_edited),
    Way("publish, and take in", "plan.question", ("p",), prepare=_newer_there),
    Way("newer on the other side", "take_in._question", ("enter",), prepare=_newer_there),
    Way("address to publish to", "address_dialogs.first_address", ("p",), prepare=_no_remote),
    Way("address, changed", "address_dialogs.other_addresses", ("A",)),
    Way("address, of several", "address_dialogs.which_remote", ("p",), prepare=_several_remotes),
    Way("address that fails", "address_dialogs.address_fails", ("p",), prepare=_another_project_there),
    Way(
        "publish to a branch that is not there",
        "plan.new_branch_question",
        ("p",),
        prepare=_branch_unknown_here,
    ),
    Way("publish to a new branch", "plan.question", ("p",), prepare=_on_another_branch),
    Way("open an address", "open_link.open_address", ("space", "right", "enter"), prepare=_address),
    Way("who commits", "forms.identity_form", ("p", "p"), prepare=_nobody),
    Way("trust", "git_retry._trusts", ("t",), prepare=_untrusted),
    Way(
        "git in the terminal",
        "git_retry._in_terminal",
        ("down", "t", "ctrl+t"),
        prepare=_asks_at_the_terminal,
    ),
    Way("lock", "git_retry._removes_lock", ("t",), prepare=_old_lock),
    Way("undo what is published", "forms.undo_question", ("t", "p", "p", "u")),
    Way("recovery", "recovery_dialog.question", (), prepare=_left_behind),
    Way("recovery, the second post", "recovery_dialog.question", ("escape",), prepare=_left_behind_twice),
    Way("conflict", "ConflictScreen", ("p",), prepare=_both_changed),
    Way("conflict, in a text", "ConflictScreen", ("p", "tab"), prepare=_both_changed, focus="Preview"),
    Way("conflict, help", "HelpScreen", ("p", "question_mark"), prepare=_both_changed),
    # History and tags
    Way("history", "HistoryScreen", ("down", "h")),
    Way("history, in the text", "HistoryScreen", ("down", "h", "tab"), focus="Preview"),
    Way("history, in the changes", "HistoryScreen", ("down", "h", "enter", "tab"), focus="DiffView"),
    Way("history, help", "HelpScreen", ("h", "question_mark")),
    Way(
        "restore another title",
        "forms.restore_other_question",
        ("down", "down", "h", "down", "R"),
        prepare=_called_otherwise,
    ),
    Way(
        "restore a draft",
        "forms.restore_leaves_question",
        ("down", "down", "h", "down", "R"),
        prepare=_was_a_draft,
    ),
    Way("tags", "TagsScreen", ("T",)),
    Way("tags, narrowed", "TagsScreen", ("T", "«wif»")),
    Way("tags, help", "HelpScreen", ("T", "f1")),
    Way("rename a tag", "rename.retag_form", ("T", "f2")),
    Way("what renaming a tag changes", "ConfirmDialog", ("T", "f2", "«-7»", "ctrl+s")),
    # The settings
    Way("settings", "SettingsScreen", ("comma",)),
    Way("settings, narrowed", "SettingsScreen", ("comma", "«ui.»")),
    Way("settings, help", "HelpScreen", ("comma", "f1")),
    Way("setting of a list", "questions.picker", ("comma", "«ui.theme»", "enter")),
    Way("setting that is typed", "questions.form", ("comma", "«blog.title»", "enter")),
    Way("setting of keys", "KeysDialog", ("comma", "«ui.keys.publish»", "enter")),
    # The editor
    Way("editor", "EditorScreen", ("enter",)),
    Way("editor, unreadable header", "EditorScreen", ("end", "enter")),
    Way("editor, not UTF-8", "EditorScreen", ("enter",), prepare=_not_utf8),
    Way("editor, preview alone", "EditorScreen", ("enter", "f4"), focus="Preview"),
    Way("editor, focus mode", "EditorScreen", ("enter", "f7")),
    Way("editor, find", "EditorScreen", ("enter", "ctrl+f")),
    Way("editor, found", "EditorScreen", ("enter", "ctrl+f", "«te»")),
    Way("editor, found once", "EditorScreen", ("enter", "ctrl+f", "«Texte»")),
    Way("editor, replace nothing", "EditorScreen", ("enter", "ctrl+f", "«introuvable»", "tab")),
    Way("editor, replace", "EditorScreen", ("enter", "ctrl+f", "«Texte»", "tab")),
    Way("editor, message", "EditorScreen", ("enter", "«Un mot. »", "ctrl+s")),
    Way("editor, help", "HelpScreen", ("enter", "f1")),
    Way("editor, palette", "Palette", ("enter", "ctrl+p")),
    Way("fields", "FieldsDialog", ("enter", "f6")),
    Way("fields, date", "FieldsDialog", ("enter", "f6", "down")),
    Way("fields, tags", "FieldsDialog", ("enter", "f6", "down", "down", "«, wi»")),
    Way("fields, draft", "FieldsDialog", ("enter", "f6", "down", "down", "down", "down")),
    Way("leaving changed fields", "dialog.action_leave", ("enter", "f6"), then=_leaves_changed_fields),
    Way("leaving what is not saved", "saver._ask_to_leave", ("enter",), then=_leaves_what_was_written),
    Way("changed by another program", "saver._changed_outside", _TYPED, then=_saves_what_changed_outside),
    Way("deleted by another program", "saver._removed_outside", _TYPED, then=_saves_what_was_deleted_outside),
    Way(
        "replaced by another program",
        "saver._replaced_outside",
        _TYPED,
        then=_saves_what_was_replaced_outside,
    ),
    Way("outline", "text_actions.pick_heading", ("enter", "f8"), prepare=_address),
    Way("link to a post", "insert.link_to_post", ("enter", "ctrl+o")),
    Way("read it as", "text_actions.recode", ("enter", "f5"), prepare=_not_utf8),
    Way("picture", "ImagePicker", ("enter", "ctrl+r")),
    Way(
        "picture, described",
        "insert._description_form",
        (*_PICTURE, "«~/photo.jpg»", "enter"),
        prepare=_pictures,
    ),
    Way(
        "picture that says more", "insert._says_more", (*_PICTURE, "«~/gps.jpg»", "enter"), prepare=_pictures
    ),
    Way(
        "picture of an unknown kind",
        "insert._not_understood",
        (*_PICTURE, "«~/dessin.avif»", "enter"),
        prepare=_pictures,
    ),
)
"""All of them, from the list on."""
