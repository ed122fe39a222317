"""A commit holds exactly the posts it names; the rest of the repository stays the person's own."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import NothingToCommit, OperationInProgress, OtherEncoding, PathIgnored
from blogwifi_tui.vcs.process import attend
from blogwifi_tui.vcs.repository import Repository

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


def names(git: Git, folder: Path, revision: str = "HEAD") -> list[str]:
    listed = git(folder, "show", "-z", "--format=", "--name-status", "--no-renames", revision)
    return listed.replace("\0", " ").split()


def test_a_new_post_is_committed_alone(repository: Repository, git: Git, write: Write, post: str) -> None:
    root = repository.root
    write(root, "notes.txt", "à trier\n")
    git(root, "add", "notes.txt")
    write(root, post, "autre chose\n")
    new = write(root, "posts/nouveau.md")
    commit = repository.commit([new], "Crée : « Le nouveau »")
    assert commit.sha == git(root, "rev-parse", "HEAD")
    assert commit.short == commit.sha[:7]
    assert names(git, root) == ["A", new]
    assert git(root, "log", "-1", "--format=%B").strip() == "Crée : « Le nouveau »"
    assert git(root, "status", "--porcelain").splitlines() == ["A  notes.txt", f" M {post}"]


def test_a_changed_post_costs_one_git_process(
    repository: Repository, write: Write, post: str, git_log: Path
) -> None:
    write(repository.root, post, "corrigé\n")
    before = len(git_log.read_text().splitlines())
    repository.commit([post], "Modifie")
    assert len(git_log.read_text().splitlines()) == before + 1


def test_a_deleted_post_is_committed_as_deleted(repository: Repository, git: Git, post: str) -> None:
    (repository.root / post).unlink()
    repository.commit([post], "Supprime")
    assert names(git, repository.root) == ["D", post]


def test_a_post_the_person_removed_from_the_index_is_committed_as_deleted(
    repository: Repository, git: Git, post: str
) -> None:
    git(repository.root, "rm", "--quiet", post)
    repository.commit([post], "Supprime")
    assert names(git, repository.root) == ["D", post]


def test_a_rename_is_one_commit_that_keeps_history(repository: Repository, git: Git, post: str) -> None:
    root = repository.root
    (root / post).rename(root / "posts/renommé.md")
    repository.commit([post, "posts/renommé.md"], "Renomme")
    assert git(root, "show", "-z", "--format=", "--name-status", "-M").split("\0")[:3] == [
        "R100",
        post,
        "posts/renommé.md",
    ]


def test_a_rename_of_a_post_never_committed_is_a_new_post(
    repository: Repository, git: Git, write: Write
) -> None:
    new = write(repository.root, "posts/b.md")
    repository.commit(["posts/a.md", new], "Crée")
    assert names(git, repository.root) == ["A", new]


@pytest.mark.parametrize(
    "name",
    [
        "a*b.md",
        "[x].md",
        ":x.md",
        "-rf.md",
        "--force.md",
        "deux\nlignes.md",
        'guille"met.md',
        "ta\tb.md",
        "🎉.md",
        "e\u0301te\u0301.md",
        "été.md",
        " espace .md",
        "back\\slash.md",
        "#.md",
    ],
)
def test_any_file_name_is_taken_literally(repository: Repository, git: Git, write: Write, name: str) -> None:
    root = repository.root
    for decoy in ("axb.md", "x.md", "other.md"):
        write(root, decoy)
    write(root, name)
    repository.commit([name], "Crée")
    assert git(root, "show", "-z", "--format=", "--name-only").strip("\0") == name
    write(root, name, "deux\n")
    assert name in repository.status().edited
    repository.commit([name], "Modifie")
    assert repository.text_at("HEAD", name) == b"deux\n"
    assert repository.tracked([name])


def test_a_file_name_that_is_not_utf8_is_committed(repository: Repository, git: Git) -> None:
    path = b"posts/\xe9t\xe9.md".decode("utf-8", "surrogateescape")
    (repository.root / path).write_bytes(b"texte\n")
    repository.commit([path], "Crée")
    assert path in repository.runner.read("ls-files", "-z").items


def test_the_first_commit_of_a_repository(tmp_path: Path, git: Git, write: Write) -> None:
    repository = Repository.init(tmp_path / "neuf")
    write(repository.root, "posts/un.md")
    commit = repository.commit(["posts/un.md"], "Premier")
    assert git(repository.root, "rev-list", "HEAD") == commit.sha


def test_on_a_detached_head(repository: Repository, git: Git, write: Write, post: str) -> None:
    git(repository.root, "checkout", "--quiet", "--detach")
    write(repository.root, post, "détaché\n")
    commit = repository.commit([post], "Modifie")
    assert git(repository.root, "rev-parse", "HEAD") == commit.sha
    assert git(repository.root, "rev-parse", "main") != commit.sha


def test_in_a_linked_work_tree(
    repository: Repository, git: Git, write: Write, post: str, tmp_path: Path
) -> None:
    git(repository.root, "worktree", "add", "--quiet", str(tmp_path / "second"), "-b", "second")
    second = Repository.open(tmp_path / "second" / "posts")
    assert second.root == tmp_path / "second"
    write(second.root, post, "ailleurs\n")
    commit = second.commit([post], "Modifie")
    assert git(repository.root, "rev-parse", "second") == commit.sha


def test_in_a_submodule(repository: Repository, git: Git, write: Write, post: str, tmp_path: Path) -> None:
    outer = tmp_path / "site"
    outer.mkdir()
    git(outer, "init", "--quiet")
    add = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(outer, *add, str(repository.root), "content")
    inner = Repository.open(outer / "content" / "posts")
    assert inner.root == outer / "content"
    write(inner.root, post, "dans le sous-module\n")
    commit = inner.commit([post], "Modifie")
    assert git(outer / "content", "rev-parse", "HEAD") == commit.sha


def test_a_post_as_it_was_is_not_committed(repository: Repository, git: Git, post: str) -> None:
    before = git(repository.root, "rev-parse", "HEAD")
    with pytest.raises(NothingToCommit):
        repository.commit([post], "Rien")
    with pytest.raises(NothingToCommit):
        repository.commit(["posts/absent.md"], "Rien")
    with pytest.raises(NothingToCommit):
        repository.commit([], "Rien")
    assert git(repository.root, "rev-parse", "HEAD") == before


def test_an_ignored_post_is_refused_and_the_index_stays(
    repository: Repository, git: Git, write: Write
) -> None:
    root = repository.root
    write(root, ".gitignore", "brouillons/\n")
    ignored = write(root, "brouillons/x.md")
    new = write(root, "posts/y.md")
    before = git(root, "status", "--porcelain")
    with pytest.raises(PathIgnored) as refused:
        repository.commit([new, ignored], "Crée")
    assert refused.value.path == ignored
    assert git(root, "status", "--porcelain") == before


def test_a_post_staged_in_part_is_committed_whole(
    repository: Repository, git: Git, write: Write, post: str
) -> None:
    write(repository.root, post, "un\n")
    git(repository.root, "add", post)
    write(repository.root, post, "un\ndeux\n")
    repository.commit([post], "Modifie")
    assert repository.text_at("HEAD", post) == b"un\ndeux\n"
    assert git(repository.root, "status", "--porcelain") == ""


def test_a_message_is_kept_as_written(repository: Repository, git: Git, write: Write, post: str) -> None:
    write(repository.root, post, "x\n")
    repository.commit([post], "# Pas un commentaire\n\n#1 l’été\n")
    assert git(repository.root, "log", "-1", "--format=%B").strip() == "# Pas un commentaire\n\n#1 l’été"


def test_line_ends_and_filters_work_as_with_plain_git(
    repository: Repository, git: Git, write: Write, post: str
) -> None:
    root = repository.root
    git(root, "config", "filter.crie.clean", "tr a-z A-Z")
    git(root, "config", "filter.crie.smudge", "tr A-Z a-z")
    write(root, ".gitattributes", "*.md text eol=crlf\ncri.md filter=crie -text\n")
    write(root, post, "un\r\ndeux\r\n")
    write(root, "cri.md", "bas\n")
    repository.commit([".gitattributes", post, "cri.md"], "Modifie")
    assert repository.runner.read("cat-file", "blob", f"HEAD:{post}").out == b"un\ndeux\n"
    assert repository.runner.read("cat-file", "blob", "HEAD:cri.md").out == b"BAS\n"
    assert repository.text_at("HEAD", post) == b"un\r\ndeux\r\n"
    assert repository.text_at("HEAD", "cri.md") == b"bas\n"
    assert git(root, "status", "--porcelain") == ""


def test_variables_that_name_another_repository_are_not_followed(
    repository: Repository,
    git: Git,
    write: Write,
    post: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    git(other, "init", "--quiet")
    write(repository.root, post, "x\n")
    with monkeypatch.context() as hostile:
        hostile.setenv("GIT_DIR", str(other / ".git"))
        hostile.setenv("GIT_WORK_TREE", str(other))
        hostile.setenv("GIT_INDEX_FILE", str(other / "index"))
        hostile.setenv("GIT_LITERAL_PATHSPECS", "1")
        commit = repository.commit([post], "Modifie")
    assert git(repository.root, "rev-parse", "HEAD") == commit.sha
    assert git(repository.root, "status", "--porcelain") == ""


def _begin_merge(git: Git, root: Path, post: str) -> None:
    git(root, "checkout", "--quiet", "-b", "autre")
    (root / post).write_text("autre\n")
    git(root, "commit", "--quiet", "-am", "autre")
    git(root, "checkout", "--quiet", "main")
    (root / post).write_text("ici\n")
    git(root, "commit", "--quiet", "-am", "ici")


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("merge", ["merge", "autre"]),
        ("rebase", ["rebase", "autre"]),
        ("rebase", ["rebase", "--apply", "autre"]),
        ("cherry-pick", ["cherry-pick", "autre"]),
        ("revert", ["revert", "--no-edit", "HEAD~1"]),
        ("bisect", ["bisect", "start"]),
    ],
)
def test_an_operation_in_progress_is_not_disturbed(
    repository: Repository, git: Git, write: Write, post: str, operation: str, words: list[str]
) -> None:
    root = repository.root
    _begin_merge(git, root, post)
    if operation == "revert":
        write(root, post, "encore\n")
        git(root, "commit", "--quiet", "-am", "encore")
    git(root, *words, check=False)
    new = write(root, "posts/nouveau.md")
    before = git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")
    assert repository.status().operation == operation
    with pytest.raises(OperationInProgress) as refused:
        repository.commit([new], "Crée")
    assert refused.value.operation == operation
    assert (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")) == before


def test_three_committers_at_once_all_succeed(repository: Repository, git: Git, write: Write) -> None:
    failures: list[BaseException] = []
    made: dict[str, str] = {}

    def work(worker: int) -> None:
        own = Repository.open(repository.root)
        try:
            for number in range(3):
                path = write(own.root, f"posts/{worker}-{number}.md")
                made[path] = own.commit([path], f"Crée {path}").sha
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert git(repository.root, "rev-list", "--count", "HEAD") == "10"
    assert {path: names(git, repository.root, sha) for path, sha in made.items()} == {
        path: ["A", path] for path in made
    }
    assert git(repository.root, "fsck", "--strict", "--no-dangling") == ""
    assert git(repository.root, "status", "--porcelain") == ""


def test_a_commit_that_another_comes_before_at_the_last_moment_is_made_on_top_of_it(
    repository: Repository, git: Git, write: Write, post: str, hook: Hook
) -> None:
    hook(
        repository.root,
        "pre-commit",
        "rm .git/hooks/pre-commit; git update-ref HEAD $(git commit-tree -p HEAD -m 'juste avant' HEAD:)",
    )
    write(repository.root, post, "x\n")
    commit = repository.commit([post], "Modifie")
    assert git(repository.root, "log", "-2", "--format=%s").split("\n") == ["Modifie", "juste avant"]
    assert commit.sha == git(repository.root, "rev-parse", "HEAD")
    assert git(repository.root, "status", "--porcelain") == ""


def test_a_commit_is_named_truly_when_another_follows_at_once(
    repository: Repository, git: Git, write: Write, post: str, hook: Hook
) -> None:
    hook(
        repository.root,
        "post-commit",
        "rm .git/hooks/post-commit; git commit --quiet --allow-empty -m 'aussitôt après'",
    )
    write(repository.root, post, "x\n")
    commit = repository.commit([post], "Modifie")
    assert git(repository.root, "log", "-1", "--format=%s") == "aussitôt après"
    assert git(repository.root, "log", "-1", "--format=%s", commit.sha) == "Modifie"


def test_without_a_journal_of_head(repository: Repository, git: Git, write: Write, post: str) -> None:
    git(repository.root, "config", "core.logAllRefUpdates", "false")
    (repository.git_dir / "logs/HEAD").unlink()
    write(repository.root, post, "x\n")
    assert repository.commit([post], "Modifie").sha == git(repository.root, "rev-parse", "HEAD")


def test_what_a_pipe_does_not_hold_at_once_is_sent_however_late_it_is_read() -> None:
    late = subprocess.Popen(["sh", "-c", "sleep 0.3; cat"], stdin=-1, stdout=-1, stderr=-1)
    data = b"posts/un.md\0" * 100_000
    ended = attend(late, group=False, data=data, heard=None, stops=(), idle=None)
    assert (ended.status, ended.out) == (0, data)


@pytest.mark.parametrize("encoding", ["ISO-8859-15", "CP1252"])
def test_a_file_in_another_encoding_is_converted_by_git_and_one_in_utf_8_is_refused(
    repository: Repository, write: Write, git: Git, encoding: str
) -> None:
    repository.commit(
        [write(repository.root, ".gitattributes", f"*.md working-tree-encoding={encoding} ident\n")],
        "Attributs",
    )
    file = repository.root / "posts" / "ete.md"
    file.write_bytes("Été à l’hôtel".replace("’", "'").encode(encoding))
    repository.commit(["posts/ete.md"], "Été")
    assert git(repository.root, "cat-file", "blob", "HEAD:posts/ete.md") == "Été à l'hôtel"
    file.write_bytes("Été de même.\n".encode())
    before = git(repository.root, "rev-parse", "HEAD"), git(repository.root, "ls-files", "-s")
    with pytest.raises(OtherEncoding) as refused:
        repository.commit(["posts/ete.md"], "Accents")
    assert (refused.value.path, refused.value.encoding) == ("posts/ete.md", encoding)
    assert (git(repository.root, "rev-parse", "HEAD"), git(repository.root, "ls-files", "-s")) == before
    file.write_bytes(b"Sans accent.\n")
    repository.commit(["posts/ete.md"], "Sans")


def test_however_many_posts_a_commit_has_no_command_line_names_them_all(
    repository: Repository, git: Git, write: Write, git_log: Path
) -> None:
    git(repository.root, "update-index", "--index-version", "4")  # so that git must be asked what it knows
    paths = [write(repository.root, f"posts/{number}.md") for number in range(1000)]
    repository.commit(paths, "Mille")
    with pytest.raises(NothingToCommit):
        repository.commit(paths, "Mille")
    calls = git_log.read_text().splitlines()
    assert any("ls-files" in call for call in calls)
    assert max(call.count("\x1f") for call in calls) < 500
    assert len(git(repository.root, "ls-tree", "-r", "--name-only", "HEAD").splitlines()) == 1001
