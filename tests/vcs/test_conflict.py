"""Both sides changed the same post: nothing moves before the choice, and every version stays in git."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    Conflict,
    DetachedHead,
    EditsInTheWay,
    HookFailed,
    IdentityMissing,
    NothingToCommit,
    OperationInProgress,
    SigningFailed,
)
from blogwifi_tui.vcs.conflict import ConflictingFile, conflicting_files, resolve
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]

MINE, THEIRS = "Le texte du bureau.\n", "Le texte du portable.\n"


def elsewhere(git: Git, clone: Path, **texts: str | None) -> str:
    """Commit and push from the other machine; None deletes. ``slug`` stands for ``posts/slug.md``."""
    for slug, text in texts.items():
        path = f"posts/{slug}.md"
        if text is None:
            git(clone, "rm", "--quiet", path)
        else:
            (clone / path).write_text(text, encoding="utf-8")
            git(clone, "add", "--", path)
    git(clone, "commit", "--quiet", "-m", "Du portable")
    git(clone, "push", "--quiet")
    return git(clone, "rev-parse", "HEAD")


def here(repository: Repository, write: Write, **texts: str | None) -> str:
    """Commit here; None deletes."""
    paths = []
    for slug, text in texts.items():
        path = f"posts/{slug}.md"
        if text is None:
            (repository.root / path).unlink()
        else:
            write(repository.root, path, text)
        paths.append(path)
    return repository.commit(paths, "Du bureau").sha


@pytest.fixture
def shared(published: Repository, write: Write, other_clone: Path, git: Git) -> Repository:
    """Three posts on both machines, ``un``, ``deux`` and ``trois``."""
    here(published, write, un="Un, avant.\n", deux="Deux, avant.\n", trois="Trois, avant.\n")
    Synchronizer(published).publish()
    git(other_clone, "pull", "--quiet")
    return published


def meet(repository: Repository) -> tuple[ConflictingFile, ...]:
    """Publish, which stops; return what there is to decide."""
    with pytest.raises(Conflict) as stopped:
        Synchronizer(repository).publish()
    found = conflicting_files(repository)
    assert stopped.value.paths == tuple(file.path for file in found)
    return found


def state(git: Git, folder: Path) -> tuple[str, ...]:
    files = sorted(str(file.read_bytes()) for file in (folder / "posts").iterdir())
    return (
        *files,
        git(folder, "rev-parse", "HEAD"),
        git(folder, "status", "--porcelain"),
        git(folder, "ls-files", "-s"),
    )


def test_the_three_texts_of_each_post(shared: Repository, git: Git, other_clone: Path, write: Write) -> None:
    elsewhere(git, other_clone, un=THEIRS, deux=None, trois=THEIRS, quatre=THEIRS)
    here(shared, write, un=MINE, deux=MINE, trois=None, quatre=MINE)
    before = state(git, shared.root)
    mine, theirs = MINE.encode(), THEIRS.encode()
    assert meet(shared) == (
        ConflictingFile("posts/deux.md", b"Deux, avant.\n", mine, None),
        ConflictingFile("posts/quatre.md", None, mine, theirs),
        ConflictingFile("posts/trois.md", b"Trois, avant.\n", None, theirs),
        ConflictingFile("posts/un.md", b"Un, avant.\n", mine, theirs),
    )
    assert state(git, shared.root) == before
    assert shared.status().operation is None


def test_no_conflict_has_no_sides(shared: Repository, git: Git, other_clone: Path, write: Write) -> None:
    assert conflicting_files(shared) == ()
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, deux=MINE)
    Synchronizer(shared).fetch()
    assert conflicting_files(shared) == ()
    git(shared.root, "checkout", "--quiet", "--detach")
    with pytest.raises(DetachedHead):
        conflicting_files(shared)


@pytest.mark.parametrize("chosen", [MINE, THEIRS, MINE + "\n" + THEIRS, "Tout autre chose.\n"])
def test_a_chosen_text_becomes_a_merge_with_both_histories(
    shared: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, chosen: str
) -> None:
    theirs = elsewhere(git, other_clone, un=THEIRS, deux="Deux, du portable.\n")
    ours = here(shared, write, un=MINE, trois="Trois, du bureau.\n")
    seen = meet(shared)
    commit = resolve(shared, {"posts/un.md": chosen.encode()}, "Réunit : Un", seen=seen)
    assert git(shared.root, "log", "-1", "--format=%H %P %s") == f"{commit.sha} {ours} {theirs} Réunit : Un"
    assert (shared.root / "posts/un.md").read_text() == chosen
    assert (shared.root / "posts/deux.md").read_text() == "Deux, du portable.\n"
    assert (shared.root / "posts/trois.md").read_text() == "Trois, du bureau.\n"
    assert git(shared.root, "status", "--porcelain") == ""
    assert Synchronizer(shared).publish().pushed == 2
    assert git(bare_remote, "rev-parse", "main") == commit.sha
    assert conflicting_files(shared) == ()
    assert not list(shared.git_dir.glob("*blogwifi*"))


@pytest.mark.parametrize("kept", [None, MINE.encode()])
def test_edited_here_and_deleted_there(
    shared: Repository, git: Git, other_clone: Path, write: Write, kept: bytes | None
) -> None:
    elsewhere(git, other_clone, un=None)
    here(shared, write, un=MINE)
    resolve(shared, {file.path: kept for file in meet(shared)}, "Réunit")
    assert (shared.root / "posts/un.md").exists() == (kept is not None)
    assert git(shared.root, "status", "--porcelain") == ""
    assert Synchronizer(shared).publish().pushed == 2


@pytest.mark.parametrize("kept", [None, THEIRS.encode()])
def test_deleted_here_and_edited_there(
    shared: Repository, git: Git, other_clone: Path, write: Write, kept: bytes | None
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=None)
    resolve(shared, {file.path: kept for file in meet(shared)}, "Réunit")
    assert (shared.root / "posts/un.md").exists() == (kept is not None)
    assert git(shared.root, "status", "--porcelain") == ""


def test_both_posts_can_be_kept(
    shared: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path
) -> None:
    elsewhere(git, other_clone, quatre=THEIRS)
    here(shared, write, quatre=MINE)
    meet(shared)
    extra = {"posts/quatre-2.md": THEIRS.encode()}
    resolve(shared, {"posts/quatre.md": MINE.encode()}, "Garde les deux", extra=extra)
    Synchronizer(shared).publish()
    assert git(bare_remote, "show", "main:posts/quatre.md") == MINE.strip()
    assert git(bare_remote, "show", "main:posts/quatre-2.md") == THEIRS.strip()


def test_other_edits_and_staged_files_stay(
    shared: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    write(shared.root, "posts/deux.md", "en cours\n")
    write(shared.root, "posts/trois.md", "indexé\n")
    git(shared.root, "add", "posts/trois.md")
    write(shared.root, "posts/neuf.md")
    before = git(shared.root, "status", "--porcelain")
    resolve(shared, {file.path: file.mine for file in meet(shared)}, "Réunit")
    assert git(shared.root, "status", "--porcelain") == before
    assert (shared.root / "posts/deux.md").read_text() == "en cours\n"


@pytest.mark.parametrize("path", ["posts/un.md", "posts/deux.md", "posts/un-2.md"])
def test_uncommitted_text_in_a_file_to_be_written_stops_it(
    shared: Repository, git: Git, other_clone: Path, write: Write, path: str
) -> None:
    elsewhere(git, other_clone, un=THEIRS, deux=THEIRS)
    here(shared, write, un=MINE)
    meet(shared)
    write(shared.root, path, "pas encore commis\n")
    before = state(git, shared.root)
    with pytest.raises(EditsInTheWay) as refused:
        resolve(shared, {"posts/un.md": b"les deux\n"}, "Réunit", extra={"posts/un-2.md": b"autre\n"})
    assert refused.value.paths == (path,)
    assert state(git, shared.root) == before


def test_every_post_has_to_be_decided(shared: Repository, git: Git, other_clone: Path, write: Write) -> None:
    elsewhere(git, other_clone, un=THEIRS, deux=THEIRS)
    here(shared, write, un=MINE, deux=MINE)
    meet(shared)
    before = state(git, shared.root)
    with pytest.raises(Conflict) as refused:
        resolve(shared, {"posts/un.md": b"x\n"}, "Réunit")
    assert refused.value.paths == ("posts/deux.md",)
    assert state(git, shared.root) == before


def test_a_choice_made_on_older_texts_is_not_used(
    shared: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    seen = meet(shared)
    elsewhere(git, other_clone, un="Plus récent.\n")
    Synchronizer(shared).fetch()
    before = state(git, shared.root)
    with pytest.raises(Conflict):
        resolve(shared, {"posts/un.md": MINE.encode()}, "Réunit", seen=seen)
    assert state(git, shared.root) == before


def test_nothing_to_resolve(shared: Repository) -> None:
    with pytest.raises(NothingToCommit):
        resolve(shared, {}, "Réunit")


def test_an_operation_in_progress_comes_first(shared: Repository, git: Git) -> None:
    git(shared.root, "bisect", "start")
    with pytest.raises(OperationInProgress):
        resolve(shared, {}, "Réunit")


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_hooks_may_refuse_a_resolution(
    shared: Repository, git: Git, other_clone: Path, write: Write, hook: Hook, name: str
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    meet(shared)
    hook(shared.root, name, "git diff --cached --name-only HEAD >&2; exit 1")
    before = state(git, shared.root)
    with pytest.raises(HookFailed) as refused:
        resolve(shared, {"posts/un.md": b"les deux\n"}, "Réunit")
    if name == "pre-commit":
        assert refused.value.words == "posts/un.md"
    assert state(git, shared.root) == before


def test_a_hook_may_complete_the_message(
    shared: Repository, git: Git, other_clone: Path, write: Write, hook: Hook
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    meet(shared)
    hook(shared.root, "commit-msg", 'echo "Relu: oui" >> "$1"')
    resolve(shared, {"posts/un.md": b"x\n"}, "Réunit « Un »")
    assert git(shared.root, "log", "-1", "--format=%B").split("\n") == ["Réunit « Un »", "Relu: oui", ""]


def test_a_resolution_that_cannot_be_signed(
    shared: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    meet(shared)
    git(shared.root, "config", "commit.gpgsign", "true")
    git(shared.root, "config", "gpg.program", "false")
    before = state(git, shared.root)
    with pytest.raises(SigningFailed):
        resolve(shared, {"posts/un.md": b"x\n"}, "Réunit")
    assert state(git, shared.root) == before


def test_a_resolution_by_nobody(
    shared: Repository,
    git: Git,
    other_clone: Path,
    write: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    here(shared, write, un=MINE)
    meet(shared)
    (tmp_path / "nobody").touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "nobody"))
    with pytest.raises(IdentityMissing):
        resolve(shared, {"posts/un.md": b"x\n"}, "Réunit")


def test_line_ends_and_modes_are_as_in_the_work_tree(
    shared: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, un=THEIRS)
    write(shared.root, ".gitattributes", "*.md text eol=crlf\n")
    shared.commit([".gitattributes"], "Fins de ligne")
    (shared.root / "posts/un.md").chmod(0o755)
    here(shared, write, un=MINE)
    (file,) = meet(shared)
    assert (file.mine, file.theirs) == (
        MINE.replace("\n", "\r\n").encode(),
        THEIRS.replace("\n", "\r\n").encode(),
    )
    resolve(shared, {file.path: b"Un\r\ndeux\r\n"}, "Réunit")
    assert shared.runner.read("cat-file", "blob", "HEAD:posts/un.md").out == b"Un\ndeux\n"
    assert (shared.root / "posts/un.md").read_bytes() == b"Un\r\ndeux\r\n"
    assert git(shared.root, "ls-files", "-s", "posts/un.md").startswith("100755")
    assert git(shared.root, "status", "--porcelain") == ""


def test_a_rename_here_and_an_edit_there_of_another_line_need_no_choice(
    shared: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    here(shared, write, long="".join(f"Ligne {number}.\n" for number in range(30)))
    Synchronizer(shared).publish()
    git(other_clone, "pull", "--quiet")
    text = (other_clone / "posts/long.md").read_text()
    elsewhere(git, other_clone, long=text.replace("Ligne 3.", "Ligne trois."))
    (shared.root / "posts/long.md").rename(shared.root / "posts/renommé.md")
    shared.commit(["posts/long.md", "posts/renommé.md"], "Renomme")
    assert Synchronizer(shared).publish().joined == 1
    assert "Ligne trois." in (shared.root / "posts/renommé.md").read_text()
    assert not (shared.root / "posts/long.md").exists()
