"""The history of one post, through its renames."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from blogwifi_tui.errors import Conflict
from blogwifi_tui.vcs.conflict import resolve
from blogwifi_tui.vcs.log import log
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer

Git = Callable[..., str]
Write = Callable[..., str]


def test_who_when_what_and_how_much(
    repository: Repository, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Zoé [/b] d’Œuvre")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-05-12T09:30:00+02:00")
    path = write(repository.root, "posts/été.md", "un\ndeux\n")
    first = repository.commit([path], "Crée : « L’été »\n\nUn détail.")
    write(repository.root, path, "un\ntrois\nquatre\n")
    second = repository.commit([path], "Modifie")
    newest, oldest = log(repository, path)
    assert (newest.sha, newest.subject, newest.added, newest.removed) == (second.sha, "Modifie", 2, 1)
    assert (oldest.sha, oldest.subject, oldest.added) == (first.sha, "Crée : « L’été »", 2)
    assert oldest.author == "Zoé [/b] d’Œuvre"
    assert oldest.when.isoformat() == "2026-05-12T09:30:00+02:00"
    assert oldest.when.utcoffset() == timedelta(hours=2)


def test_names_it_had_before_are_followed(repository: Repository, write: Write) -> None:
    path = write(repository.root, "posts/un.md", "".join(f"Ligne {number}.\n" for number in range(20)))
    repository.commit([path], "Crée")
    (repository.root / path).rename(repository.root / "posts/d*ux.md")
    repository.commit([path, "posts/d*ux.md"], "Renomme")
    write(repository.root, "posts/dux.md", "leurre\n")
    repository.commit(["posts/dux.md"], "Leurre")
    revisions = log(repository, "posts/d*ux.md")
    assert [(step.subject, step.path) for step in revisions] == [
        ("Renomme", "posts/d*ux.md"),
        ("Crée", "posts/un.md"),
    ]
    oldest = revisions[-1]
    assert repository.text_at(oldest.sha, oldest.path).startswith(b"Ligne 0.")


ALIKE = "".join(f"Mesure {number}.\n" for number in range(20))


def made(repository: Repository, write: Write, name: str) -> str:
    """A post whose text is, but for its first line, that of the others."""
    path = write(repository.root, f"posts/{name}.md", f"Relevé {name}\n{ALIKE}")
    repository.commit([path], f"Ajoute {name}")
    return path


def test_a_post_that_looks_like_another_has_its_own_history(repository: Repository, write: Write) -> None:
    made(repository, write, "a")
    path = made(repository, write, "b")
    (step,) = log(repository, path)
    assert (step.subject, step.path, step.added) == ("Ajoute b", path, 21)


def test_a_post_that_was_brought_back_has_the_history_it_had(repository: Repository, write: Write) -> None:
    made(repository, write, "a")
    path = made(repository, write, "b")
    text = (repository.root / path).read_text(encoding="utf-8")
    (repository.root / path).unlink()
    repository.commit([path], "Supprime b")
    write(repository.root, path, text)
    repository.commit([path], "Rétablit b")
    steps = log(repository, path)
    assert [step.subject for step in steps] == ["Rétablit b", "Supprime b", "Ajoute b"]
    assert {step.path for step in steps} == {path}
    assert log(repository, path, 1) == steps[:1]


def test_a_renamed_post_is_followed_though_another_looks_more_alike(
    repository: Repository, write: Write
) -> None:
    made(repository, write, "a")
    before = made(repository, write, "b")
    after = write(repository.root, "posts/c.md", f"Relevé a\n{ALIKE}")
    (repository.root / before).unlink()
    repository.commit([before, after], "Renomme b")
    assert [(step.subject, step.path) for step in log(repository, after)] == [
        ("Renomme b", after),
        ("Ajoute b", before),
    ]


def test_a_post_renamed_there_and_back_is_followed_both_ways(repository: Repository, write: Write) -> None:
    first, other = made(repository, write, "a"), "posts/autre.md"
    for old, new in ((first, other), (other, first)):
        (repository.root / old).rename(repository.root / new)
        repository.commit([old, new], f"Vers {new}")
    assert [(step.subject, step.path) for step in log(repository, first)] == [
        (f"Vers {first}", first),
        (f"Vers {other}", other),
        ("Ajoute a", first),
    ]


def test_a_limit_and_a_deleted_post(repository: Repository, write: Write, post: str) -> None:
    for number in range(3):
        write(repository.root, post, f"{number}\n")
        repository.commit([post], f"Modifie {number}")
    (repository.root / post).unlink()
    repository.commit([post], "Supprime")
    assert [step.subject for step in log(repository, post, 2)] == ["Supprime", "Modifie 2"]
    assert len(log(repository, post)) == 5


def test_no_history_yet(repository: Repository, write: Write, tmp_path: Path) -> None:
    assert log(repository, write(repository.root, "posts/neuf.md")) == ()
    assert log(Repository.init(tmp_path / "neuf"), "posts/un.md") == ()


def test_a_binary_file_counts_no_lines(repository: Repository) -> None:
    (repository.root / "image.bin").write_bytes(bytes(range(256)))
    repository.commit(["image.bin"], "Image")
    (step,) = log(repository, "image.bin")
    assert (step.added, step.removed) == (None, None)


@pytest.mark.parametrize("decided", [False, True])
def test_a_merge_is_told_only_where_it_holds_a_text_of_its_own(
    published: Repository, other_clone: Path, git: Git, write: Write, post: str, decided: bool
) -> None:
    theirs = post if decided else "posts/portable.md"
    write(other_clone, theirs, "Du portable.\n")
    git(other_clone, "add", theirs)
    git(other_clone, "commit", "--quiet", "-m", "Portable")
    git(other_clone, "push", "--quiet")
    write(published.root, post, "Du bureau.\n")
    published.commit([post], "Bureau")
    if decided:
        with pytest.raises(Conflict):
            Synchronizer(published).publish()
        resolve(published, {post: b"Des deux.\n"}, "Choix")
    else:
        Synchronizer(published).publish()
    subjects = [step.subject for step in log(published, post)]
    expected = ["Choix", "Bureau", "Portable"] if decided else ["Bureau"]
    assert sorted(subjects) == sorted([*expected, "Premier article"])


def test_settings_that_colour_or_sign_a_log_do_not_disturb(
    repository: Repository, git: Git, post: str
) -> None:
    for key, value in {
        "color.ui": "always",
        "log.showSignature": "true",
        "diff.renames": "false",
        "log.date": "relative",
        "core.quotePath": "true",
        "format.pretty": "oneline",
        "log.follow": "true",
        "diff.external": "false",
        "i18n.logOutputEncoding": "ISO-8859-1",
    }.items():
        git(repository.root, "config", key, value)
    (step,) = log(repository, post)
    assert (step.subject, step.path) == ("Premier article", post)
