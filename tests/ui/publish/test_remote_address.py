"""The address of publication from the screen: tried, asked again, changed, and its passwords answered."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from blogwifi_tui.core.publish import Publication
from blogwifi_tui.core.remote_address import Remote
from blogwifi_tui.errors import Cancelled
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.ui import git_retry
from blogwifi_tui.vcs.progress import CancelToken
from tests.conftest import SECRET, Git
from tests.ui.person import Person, _key, at_the_program

HOTEL = "posts/2020-03-04-hotel.md"


async def type_over(person: Person, text: str) -> None:
    """Put ``text`` in the place of what the box holds."""
    await person.press("ctrl+a", "ctrl+u", "ctrl+k")
    await person.write(text)
    await person.press("enter")


def box(person: Person) -> str:
    """What the first box of the open form holds."""
    return person.app.screen.query(Input).first().value


def commit_one(blog: Path, git: Git) -> None:
    with (blog / HOTEL).open("a", encoding="utf-8") as file:
        file.write("\nAjout.\n")
    git(blog, "commit", "--quiet", "-am", "Corrige l’hôtel")


async def test_a_first_address_where_nothing_answers_is_asked_again_as_it_was_typed(
    blog_folder: Path, bare_remote: Path, git: Git
) -> None:
    before = (blog_folder / ".git" / "config").read_bytes()
    async with at_the_program(blog_folder) as person:
        await person.press("p")
        await person.write("ppas/une/adresse")
        await person.press("enter")
        assert "No repository answers at ppas/une/adresse." in person.asked
        assert box(person) == "ppas/une/adresse"
        assert (blog_folder / ".git" / "config").read_bytes() == before
        await type_over(person, str(bare_remote))
        assert person.message == "Published: 1 new post."
    assert git(blog_folder, "config", "remote.origin.url") == str(bare_remote)


async def test_who_gives_up_after_an_address_that_fails_has_none(blog_folder: Path, git: Git) -> None:
    async with at_the_program(blog_folder) as person:
        await person.press("p")
        await person.write("ppas/une/adresse")
        await person.press("enter", "escape")
        assert person.at == "ListScreen"
    assert git(blog_folder, "remote") == ""


async def test_an_address_without_a_repository_can_be_changed_where_p_says_so_and_it_goes_on(
    blog: Path, bare_remote: Path, git: Git
) -> None:
    moved = bare_remote.rename(bare_remote.with_name("déménagé.git"))
    commit_one(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "There is no repository at the address of origin." in person.asked
        assert "git remote" not in person.text()
        await person.press("c")
        assert box(person) == str(bare_remote)
        await type_over(person, str(moved))
        assert person.message == "Published: 1 correction."
        assert person.line(0).endswith("up to date with origin/main")
    assert git(moved, "log", "-1", "--format=%s", "main") == "Corrige l’hôtel"


async def test_a_remote_with_another_history_offers_another_address(
    blog: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    shutil.rmtree(bare_remote)
    git(tmp_path, "clone", "--quiet", "--bare", str(other_project(tmp_path, git)), str(bare_remote))
    empty = tmp_path / "vide.git"
    git(tmp_path, "init", "--quiet", "--bare", str(empty))
    git(blog, "rm", "--quiet", "posts/2006-05-06-casse.md")  # it would stop the first publication there
    git(blog, "commit", "--quiet", "-m", "Sans l’illisible")
    async with at_the_program(blog) as person:
        await person.press("p")
        assert "shares nothing with this blog" in person.asked
        await person.press("n")
        assert person.message.startswith("What is committed is safe (commit ")
        await person.press("p", "c")
        await type_over(person, str(empty))
        assert "5 posts" in person.asked or "new" in person.asked
        await person.press("p")
        assert person.message.startswith("Published: ")
    assert git(empty, "rev-parse", "main") == git(blog, "rev-parse", "HEAD")


def other_project(folder: Path, git: Git) -> Path:
    project = folder / "autre"
    project.mkdir()
    git(project, "init", "--quiet")
    git(project, "commit", "--quiet", "--allow-empty", "-m", "Autre")
    return project


@pytest.mark.parametrize(
    ("language", "name", "title"),
    [
        ("fr", "adresse", "Adresse de publication…"),
        ("fr", "dist", "Adresse de publication…"),
        ("fr", "remote", "Adresse de publication…"),
        ("en", "address", "Address of publication…"),
        ("en", "remote", "Address of publication…"),
    ],
)
async def test_the_palette_finds_the_address_by_what_people_call_it(
    blog: Path, bare_remote: Path, language: str, name: str, title: str
) -> None:
    set_language(language)
    async with at_the_program(blog) as person:
        await person.press("ctrl+p")
        await person.write(name)
        await person.pilot.pause()
        await person.idle()
        assert title in person.text()
        await person.press("escape")
        await person.palette(title)
        await person.idle()
        assert box(person) == str(bare_remote)


async def test_the_address_is_changed_from_the_list_once_the_new_one_has_answered(
    blog: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    moved = Path(shutil.copytree(bare_remote, tmp_path / "déménagé.git"))
    async with at_the_program(blog) as person:
        await person.press("A")
        await type_over(person, f"{moved}x")
        assert f"No repository answers at {moved}x." in person.asked
        assert git(blog, "config", "remote.origin.url") == str(bare_remote)
        await type_over(person, str(moved))
        assert person.message == f"Publications go to this address now: {moved}."
    assert git(blog, "config", "remote.origin.url") == str(moved)


async def test_an_address_left_as_it_is_is_neither_tried_nor_written(blog: Path, bare_remote: Path) -> None:
    shutil.rmtree(bare_remote)
    before = (blog / ".git" / "config").read_bytes()
    async with at_the_program(blog) as person:
        await person.press("A", "enter")
        assert (person.at, person.message) == ("ListScreen", "")
    assert (blog / ".git" / "config").read_bytes() == before


async def test_a_password_in_the_address_is_not_shown_and_goes_to_no_other_server(
    blog: Path, server: Callable[[int], str], git: Git
) -> None:
    address = server(404)
    git(blog, "config", "remote.origin.url", address)
    async with at_the_program(blog) as person:
        await person.press("A")
        assert SECRET not in person.text()
        assert "http://***@127.0.0.1" in person.text()
        await type_over(person, "http://***@forge.example/blog.git")
        assert "goes to its own server alone" in person.asked
        await type_over(person, address.replace(f"zoe:{SECRET}", "***").replace("blog.git", "b.git"))
        assert "No repository answers at http://***@127.0.0.1" in person.asked
        assert SECRET not in person.text()
    assert git(blog, "config", "remote.origin.url") == address


async def test_each_of_several_addresses_is_shown_with_what_it_is_for(
    blog: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    mirror = Path(shutil.copytree(bare_remote, tmp_path / "miroir.git"))
    other = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    git(blog, "config", "remote.origin.pushurl", str(mirror))
    async with at_the_program(blog) as person:
        await person.press("A")
        assert person.text().index("Read from") < person.text().index("Publish to")
        await person.press("tab")
        await type_over(person, str(other))
    assert git(blog, "config", "remote.origin.url") == str(bare_remote)
    assert git(blog, "config", "--get-all", "remote.origin.pushurl") == str(other)


async def test_of_several_remotes_p_asks_which_and_goes_on(
    blog_folder: Path, bare_remote: Path, git: Git, tmp_path: Path
) -> None:
    git(blog_folder, "remote", "add", "autre", str(tmp_path / "autre.git"))
    git(blog_folder, "remote", "add", "serveur", str(bare_remote))
    async with at_the_program(blog_folder) as person:
        await person.press("p", "right", "enter")
        assert person.message == "Published: 1 new post."
    assert git(blog_folder, "config", "remote.pushDefault") == "serveur"


async def test_esc_stops_a_trial_that_lasts_and_the_address_can_be_typed_again(
    blog_folder: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    async with at_the_program(blog_folder) as person:

        def waits(_remote: Remote, _changes: object, *, cancel: CancelToken) -> None:
            person.app.call_from_thread(person.app.on_event, _key("escape"))
            assert cancel.wait(60)
            raise Cancelled

        monkeypatch.setattr(Remote, "set_addresses", waits)
        await person.press("p")
        await person.write("git@silence.example:blog.git")
        await person.press("enter")
        assert "Stopped: the address was not kept." in person.asked
        assert box(person) == "git@silence.example:blog.git"
    assert git(blog_folder, "remote") == ""


# What asks for a password has its door wherever it is met


@contextmanager
def _lent(_app: object) -> Iterator[None]:
    yield


@pytest.fixture
def locked(blog: Path, bare_remote: Path, git: Git, home: Path, tmp_path: Path) -> Path:
    """The blog's remote behind an ssh that lets in only who is asked on a terminal; that one is a stand-in.

    It tells a terminal by ``BatchMode``, which is set where nobody may be asked.
    """
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(
        "#!/bin/sh\n"
        'case "$*" in *BatchMode=yes*)\n'
        '  echo "zoe@forge: Permission denied (publickey)." >&2; exit 255;; esac\n'
        f'for last; do :; done\necho asked >>"{tmp_path}/asked"\nexec sh -c "$last"\n',
        encoding="utf-8",
    )
    ssh.chmod(0o755)
    git(blog, "config", "remote.origin.url", f"forge:{bare_remote}")
    git(blog, "config", "--global", "core.sshCommand", str(ssh))
    return tmp_path / "asked"


async def answer(person: Person) -> None:
    """Agree to be asked in the terminal."""
    assert "refused your SSH key." in person.asked
    await person.press("ctrl+t")


async def test_the_quiet_look_at_the_start_asks_nothing_and_says_how_it_can_be_asked(
    blog: Path, locked: Path
) -> None:
    async with at_the_program(blog) as person:
        assert person.at == "ListScreen"
        assert "not let in: Ctrl+R" in person.line(0)
    assert not locked.exists()


async def test_ctrl_r_has_the_door(blog: Path, locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    async with at_the_program(blog) as person:
        await person.press("ctrl+r")
        await answer(person)
        assert "not let in" not in person.line(0)
        assert person.line(0).endswith("up to date with origin/main")
    assert locked.exists()


async def test_ctrl_r_declined_says_what_to_do(blog: Path, locked: Path) -> None:
    async with at_the_program(blog) as person:
        await person.press("ctrl+r", "n")
        assert person.message.startswith("origin refused your SSH key. Run ssh-add, or let ssh ask")
    assert not locked.exists()


async def test_keys_typed_while_ctrl_r_looks_answer_no_question(
    blog: Path, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = Publication.fetch
    async with at_the_program(blog) as person:

        def slowly(publication: Publication, **options: Any) -> None:
            person.app.call_from_thread(person.app.on_event, _key("down"))
            fetch(publication, **options)

        monkeypatch.setattr(Publication, "fetch", slowly)
        await person.press("ctrl+r")
        assert person.at == "ListScreen"
        assert person.message.startswith("origin refused your SSH key.")


async def test_p_has_the_door(
    blog: Path, locked: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    commit_one(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        await answer(person)
        assert person.message == "Published: 1 correction."
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Corrige l’hôtel"


async def test_f9_in_the_editor_has_the_door(
    blog: Path, locked: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    async with at_the_program(blog) as person:
        await person.press("down", "down", "enter")
        await person.write("Au vol. ")
        await person.press("f9", "enter")
        await answer(person)
        assert person.message.startswith("Published: ")
    assert "Au vol." in git(bare_remote, "show", f"main:{HOTEL}")


@pytest.mark.parametrize("let_in", [True, False])
async def test_one_of_several_addresses_that_asks_has_the_door_and_no_other_is_held_up(
    blog: Path, locked: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch, let_in: bool
) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    mirror = Path(shutil.copytree(bare_remote, bare_remote.with_name("miroir.git")))
    git(blog, "config", "remote.origin.url", str(bare_remote))
    for address in (bare_remote, f"forge:{mirror}"):
        git(blog, "config", "--add", "remote.origin.pushurl", str(address))
    commit_one(blog, git)
    async with at_the_program(blog) as person:
        await person.press("p")
        assert git(bare_remote, "log", "-1", "--format=%s", "main") == "Corrige l’hôtel"
        assert "refused your SSH key." in person.asked
        await person.press("ctrl+t" if let_in else "n")
        assert person.message.startswith("Published: 1 correction.")
        assert ("did not get it" in person.message) is not let_in
    assert (git(mirror, "log", "-1", "--format=%s", "main") == "Corrige l’hôtel") is let_in


async def test_a_conflict_has_the_door_before_it_is_shown_and_after_it_is_resolved(
    blog: Path, locked: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    other = tmp_path / "portable"
    git(tmp_path, "clone", "--quiet", str(bare_remote), str(other))
    for folder, word in ((other, "Là-bas"), (blog, "Ici")):
        text = (folder / HOTEL).read_text(encoding="utf-8").replace("Texte", word)
        (folder / HOTEL).write_text(text, encoding="utf-8")
        git(folder, "commit", "--quiet", "-am", word)
    git(other, "push", "--quiet")
    async with at_the_program(blog) as person:
        await person.press("p")
        await answer(person)
        assert person.at == "ConflictScreen"
        await person.press("m", "enter")
        await answer(person)
        assert person.message.startswith("Published: ")
    assert "Ici" in git(bare_remote, "show", f"main:{HOTEL}")


async def test_the_trial_of_an_address_has_the_door(
    blog: Path, locked: Path, bare_remote: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_retry, "lent_terminal", _lent)
    moved = Path(shutil.copytree(bare_remote, bare_remote.with_name("autre.git")))
    async with at_the_program(blog) as person:
        await person.press("A")
        await type_over(person, f"forge:{moved}")
        await answer(person)
        assert person.message.startswith("Publications go to this address now: ")
    assert git(blog, "config", "remote.origin.url") == f"forge:{moved}"
