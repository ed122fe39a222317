"""Publishing: whatever the two sides have done, the work of both is kept, and what is reported is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    Conflict,
    DetachedHead,
    EditsInTheWay,
    HookFailed,
    NoRemote,
    OperationInProgress,
    PushRejected,
    RemoteRewritten,
    RemoteUnrelated,
    SigningFailed,
)
from blogwifi_tui.vcs.progress import Phase, Progress
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Outcome, Synchronizer

Git = Callable[..., str]
Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


def commit(repository: Repository, write: Write, path: str, text: str = "Un texte.\n") -> str:
    return repository.commit([write(repository.root, path, text)], f"Écrit {path}").sha


def elsewhere(git: Git, clone: Path, path: str, text: str = "Du portable.\n") -> str:
    """Commit and push from the other machine."""
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text, encoding="utf-8")
    git(clone, "add", "--", path)
    git(clone, "commit", "--quiet", "-m", f"Portable {path}")
    git(clone, "push", "--quiet")
    return git(clone, "rev-parse", "HEAD")


def online(git: Git, bare: Path, path: str, branch: str = "main") -> str:
    return git(bare, "show", f"{branch}:{path}")


def state(git: Git, folder: Path) -> tuple[str, ...]:
    files = sorted(str(file.read_bytes()) for file in (folder / "posts").iterdir())
    return (*files, git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain"))


def test_our_commits_go_online(published: Repository, git: Git, write: Write, bare_remote: Path) -> None:
    before = published.refs.head()
    commit(published, write, "posts/a.md")
    head = commit(published, write, "posts/à b.md")
    outcome = Synchronizer(published).publish()
    assert outcome == Outcome(2, ("posts/a.md", "posts/à b.md"), 0, "origin", "main", first=False)
    assert (outcome.commit, outcome.before) == (head, before)
    assert git(bare_remote, "rev-parse", "main") == head
    assert published.status().unpublished == frozenset()


def test_nothing_to_publish(published: Repository) -> None:
    assert Synchronizer(published).publish() == Outcome(0, (), 0, "origin", "main", first=False)


def test_their_commits_come_here(
    published: Repository, git: Git, other_clone: Path, write: Write, post: str
) -> None:
    theirs = elsewhere(git, other_clone, "posts/portable.md")
    write(published.root, post, "en cours\n")
    assert Synchronizer(published).publish() == Outcome(0, (), 1, "origin", "main", first=False)
    assert git(published.root, "rev-parse", "HEAD") == theirs
    assert git(published.root, "status", "--porcelain") == f" M {post}"


def test_both_sides_commits_are_joined_by_a_merge(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, post: str
) -> None:
    theirs = elsewhere(git, other_clone, "posts/portable.md")
    ours = commit(published, write, "posts/bureau.md")
    write(published.root, post, "en cours\n")
    outcome = Synchronizer(published).publish()
    assert outcome == Outcome(2, ("posts/bureau.md",), 1, "origin", "main", first=False)
    assert git(bare_remote, "log", "-1", "--format=%P", "main") == f"{ours} {theirs}"
    assert git(published.root, "log", "-1", "--format=%s") == "Merge remote-tracking branch 'origin/main'"
    assert git(published.root, "status", "--porcelain") == f" M {post}"
    assert online(git, bare_remote, "posts/portable.md") == "Du portable."


def test_different_parts_of_one_post_are_merged(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, post: str
) -> None:
    text = (published.root / post).read_text()
    elsewhere(git, other_clone, post, text.replace("Le WiFi", "Le bon WiFi"))
    commit(published, write, post, text + "\nUne fin.\n")
    Synchronizer(published).publish()
    joined = online(git, bare_remote, post)
    assert "Le bon WiFi" in joined
    assert joined.endswith("Une fin.")


def test_what_is_staged_stays_staged_through_a_merge(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, hook: Hook
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    commit(published, write, "posts/bureau.md")
    write(published.root, "notes.txt", "à garder\n")
    git(published.root, "add", "notes.txt")
    hook(published.root, "pre-commit", "git diff --cached --name-only HEAD | grep -q notes && exit 1; exit 0")
    assert Synchronizer(published).publish().joined == 1
    assert git(published.root, "status", "--porcelain") == "A  notes.txt"
    assert git(published.root, "rev-list", "--count", "--merges", "main") == "1"
    assert git(bare_remote, "ls-tree", "-r", "--name-only", "main").count("notes.txt") == 0


_UNUSUAL = {
    "pull.rebase": "true",
    "branch.autoSetupRebase": "always",
    "branch.main.rebase": "true",
    "branch.main.mergeOptions": "--squash --no-commit",
    "merge.autoStash": "true",
    "merge.log": "true",
    "rebase.autoStash": "true",
    "push.default": "nothing",
    "remote.origin.push": "+refs/heads/*:refs/heads/*",
    "color.ui": "always",
    "log.showSignature": "true",
    "status.relativePaths": "false",
    "status.showUntrackedFiles": "no",
    "fetch.prune": "true",
    "core.logAllRefUpdates": "false",
    "commit.template": "/absent",
    "diff.noprefix": "true",
    "core.fsync": "none",
}


@pytest.mark.parametrize("fast_forward", ["only", "false"])
def test_the_persons_settings_never_change_what_is_done(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, fast_forward: str
) -> None:
    for key, value in {**_UNUSUAL, "merge.ff": fast_forward}.items():
        git(published.root, "config", key, value)
    theirs = elsewhere(git, other_clone, "posts/portable.md")
    ours = commit(published, write, "posts/bureau.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.pushed, outcome.joined) == (2, 1)
    assert git(bare_remote, "log", "-1", "--format=%P", "main") == f"{ours} {theirs}"
    assert git(published.root, "status", "--porcelain") == ""


def test_the_first_push_sets_the_upstream(
    repository: Repository, git: Git, bare_remote: Path, post: str
) -> None:
    repository.add_remote("origin", str(bare_remote))
    outcome = Synchronizer(repository).publish()
    assert outcome == Outcome(1, (post,), 0, "origin", "main", first=True)
    assert git(repository.root, "rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"
    assert not Synchronizer(repository).publish().first


def test_no_remote_and_several(repository: Repository, bare_remote: Path) -> None:
    with pytest.raises(NoRemote) as refused:
        Synchronizer(repository).publish()
    assert refused.value.remotes == ()
    repository.add_remote("un", str(bare_remote))
    repository.add_remote("deux", str(bare_remote))
    with pytest.raises(NoRemote) as refused:
        Synchronizer(repository).publish()
    assert refused.value.remotes == ("un", "deux")


@pytest.mark.parametrize("key", ["branch.main.pushRemote", "remote.pushDefault"])
def test_the_chosen_push_remote_is_respected(
    published: Repository,
    git: Git,
    other_clone: Path,
    write: Write,
    tmp_path: Path,
    bare_remote: Path,
    key: str,
) -> None:
    mine = tmp_path / "mine.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(bare_remote), str(mine))
    published.add_remote("mine", str(mine))
    git(published.root, "config", key, "mine")
    elsewhere(git, other_clone, "posts/portable.md")
    head = git(bare_remote, "rev-parse", "main")
    commit(published, write, "posts/bureau.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.remote, outcome.joined, outcome.first) == ("mine", 1, False)
    assert git(bare_remote, "rev-parse", "main") == head
    assert git(mine, "rev-parse", "main") == git(published.root, "rev-parse", "HEAD")
    assert git(published.root, "config", "branch.main.remote") == "origin"
    assert published.status().unpublished == frozenset()


def test_a_branch_of_another_name_on_the_remote(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    git(published.root, "push", "--quiet", "--set-upstream", "origin", "main:en-ligne")
    commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.branch, outcome.pushed) == ("en-ligne", 1)
    assert git(bare_remote, "rev-list", "--count", "main") == "1"
    assert git(bare_remote, "rev-list", "--count", "en-ligne") == "2"


def test_before_the_first_commit_an_existing_blog_is_taken_over(
    published: Repository, tmp_path: Path, bare_remote: Path, git: Git, post: str
) -> None:
    fresh = Repository.init(tmp_path / "neuf")
    fresh.add_remote("origin", str(bare_remote))
    assert Synchronizer(fresh).publish().joined == 1
    assert (fresh.root / post).exists()
    assert git(fresh.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("ignored", [False, True])
def test_before_the_first_commit_nothing_is_overwritten(
    published: Repository, tmp_path: Path, bare_remote: Path, write: Write, post: str, ignored: bool
) -> None:
    fresh = Repository.init(tmp_path / "neuf")
    fresh.add_remote("origin", str(bare_remote))
    write(fresh.root, post, "le mien\n")
    if ignored:
        write(fresh.root, ".git/info/exclude", "*.md\n")
    with pytest.raises(EditsInTheWay) as refused:
        Synchronizer(fresh).publish()
    assert refused.value.paths == (post,)
    assert (fresh.root / post).read_text() == "le mien\n"


def test_before_the_first_commit_of_both(tmp_path: Path, bare_remote: Path) -> None:
    fresh = Repository.init(tmp_path / "neuf")
    fresh.add_remote("origin", str(bare_remote))
    assert Synchronizer(fresh).publish() == Outcome(0, (), 0, "origin", "main", first=False)


def test_a_detached_head_has_nowhere_to_go(published: Repository, git: Git) -> None:
    git(published.root, "checkout", "--quiet", "--detach")
    with pytest.raises(DetachedHead) as refused:
        Synchronizer(published).publish()
    assert refused.value.branch == "main"
    with pytest.raises(DetachedHead):
        Synchronizer(published).fetch()


@pytest.mark.parametrize(("left", "named"), [("essai", "essai"), ("", "")], ids=["by switch", "not known"])
def test_of_several_branches_the_one_that_was_left_is_named(
    published: Repository, git: Git, left: str, named: str
) -> None:
    git(published.root, "branch", "essai")
    if left:
        git(published.root, "switch", "--quiet", left)
    git(published.root, "checkout", "--quiet", "--detach")
    if not left:
        (published.git_dir / "logs" / "HEAD").unlink()
    with pytest.raises(DetachedHead) as refused:
        Synchronizer(published).publish()
    assert refused.value.branch == named


def test_an_operation_in_progress_comes_first(published: Repository, git: Git) -> None:
    git(published.root, "bisect", "start")
    with pytest.raises(OperationInProgress) as refused:
        Synchronizer(published).publish()
    assert refused.value.operation == "bisect"


def test_from_a_linked_work_tree(
    published: Repository, git: Git, write: Write, tmp_path: Path, bare_remote: Path
) -> None:
    git(published.root, "worktree", "add", "--quiet", str(tmp_path / "second"), "-b", "second")
    second = Repository.open(tmp_path / "second")
    head = commit(second, write, "posts/a.md")
    assert Synchronizer(second).publish(new_branch=True).first
    assert git(bare_remote, "rev-parse", "second") == head


@pytest.mark.parametrize("staged", [False, True])
def test_both_sides_changed_the_same_post_and_nothing_is_touched(
    published: Repository,
    git: Git,
    other_clone: Path,
    write: Write,
    bare_remote: Path,
    post: str,
    staged: bool,
) -> None:
    theirs = elsewhere(git, other_clone, post)
    commit(published, write, post, "Du bureau.\n")
    write(published.root, "posts/en cours.md")
    if staged:
        git(published.root, "add", "posts/en cours.md")
    before = state(git, published.root)
    with pytest.raises(Conflict) as refused:
        Synchronizer(published).publish()
    assert refused.value.paths == (post,)
    assert state(git, published.root) == before
    assert published.status().operation is None
    assert git(bare_remote, "rev-parse", "main") == theirs


@pytest.mark.parametrize("diverged", [False, True])
@pytest.mark.parametrize("kind", ["edited", "untracked", "ignored", "staged"])
def test_uncommitted_text_is_never_overwritten(
    published: Repository,
    git: Git,
    other_clone: Path,
    write: Write,
    post: str,
    diverged: bool,
    kind: str,
) -> None:
    path = "posts/nouveau.md" if kind in {"untracked", "ignored"} else post
    elsewhere(git, other_clone, path)
    if diverged:
        commit(published, write, "posts/bureau.md")
    write(published.root, path, "pas encore commis\n")
    if kind == "ignored":
        (published.git_dir / "info").mkdir(exist_ok=True)
        write(published.git_dir, "info/exclude", "nouveau.md\n")
    if kind == "staged":
        git(published.root, "add", path)
    before = state(git, published.root)
    with pytest.raises(EditsInTheWay) as refused:
        Synchronizer(published).publish()
    assert refused.value.paths == (path,)
    assert state(git, published.root) == before
    assert published.status().operation is None


@pytest.mark.parametrize("begun", [False, True], ids=["before the first commit", "later"])
@pytest.mark.parametrize("ignored", [False, True])
def test_text_in_a_folder_where_a_file_comes_is_named_and_stays(
    published: Repository,
    git: Git,
    other_clone: Path,
    bare_remote: Path,
    write: Write,
    tmp_path: Path,
    ignored: bool,
    begun: bool,
) -> None:
    elsewhere(git, other_clone, "posts/carnet")
    here = published if begun else Repository.init(tmp_path / "neuf")
    if not begun:
        here.add_remote("origin", str(bare_remote))
    write(here.root, "posts/carnet/un/mot.md", "pas encore commis\n")
    if ignored:
        write(here.git_dir, "info/exclude", "mot.md\n")
    with pytest.raises(EditsInTheWay) as refused:
        Synchronizer(here).publish()
    assert refused.value.paths == ("posts/carnet/un/mot.md",)
    assert (here.root / "posts/carnet/un/mot.md").read_text() == "pas encore commis\n"


@pytest.mark.parametrize("name", ["pre-merge-commit", "commit-msg"])
def test_a_hook_that_refuses_the_merge_leaves_all_as_it_was(
    published: Repository, git: Git, other_clone: Path, write: Write, hook: Hook, post: str, name: str
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    commit(published, write, "posts/bureau.md")
    write(published.root, post, "en cours\n")
    hook(published.root, name, "echo non >&2; exit 1")
    before = state(git, published.root)
    with pytest.raises(HookFailed) as refused:
        Synchronizer(published).publish()
    assert refused.value.words.startswith("non")
    assert state(git, published.root) == before
    assert published.status().operation is None


@pytest.mark.parametrize("staged", [False, True])
def test_a_merge_that_cannot_be_signed_leaves_all_as_it_was(
    published: Repository, git: Git, other_clone: Path, write: Write, post: str, staged: bool
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    commit(published, write, "posts/bureau.md")
    write(published.root, post, "en cours\n")
    if staged:
        git(published.root, "add", post)
    git(published.root, "config", "commit.gpgsign", "true")
    git(published.root, "config", "gpg.program", "false")
    before = state(git, published.root)
    with pytest.raises(SigningFailed):
        Synchronizer(published).publish()
    assert state(git, published.root) == before


def test_second_in_a_race_it_starts_over(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, hook: Hook
) -> None:
    git(other_clone, "commit", "--quiet", "--allow-empty", "-m", "plus rapide")
    hook(published.root, "pre-push", f"git -C {other_clone} push --quiet 2>/dev/null; exit 0")
    commit(published, write, "posts/a.md")
    outcome = Synchronizer(published).publish()
    assert (outcome.joined, outcome.pushed) == (1, 2)
    assert git(bare_remote, "log", "--format=%s", "main").splitlines()[0].startswith("Merge")


def test_a_race_lost_again_and_again_is_given_up(
    published: Repository, git: Git, other_clone: Path, write: Write, hook: Hook, git_log: Path
) -> None:
    hook(
        published.root,
        "pre-push",
        f"cd {other_clone} && git pull --quiet && git commit --quiet --allow-empty -m encore"
        " && git push --quiet",
    )
    git(other_clone, "config", "pull.rebase", "false")
    mine = commit(published, write, "posts/a.md")
    with pytest.raises(PushRejected) as refused:
        Synchronizer(published).publish()
    assert refused.value.reason == "race"
    assert git_log.read_text().count("push\x1f") == 4
    assert mine in git(published.root, "rev-list", "HEAD")


def test_a_hook_here_that_refuses_the_push(
    published: Repository, git: Git, write: Write, bare_remote: Path, hook: Hook
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    hook(published.root, "pre-push", "echo 'Orthographe : 3 fautes' >&2; exit 1")
    commit(published, write, "posts/a.md")
    with pytest.raises(HookFailed) as refused:
        Synchronizer(published).publish()
    assert refused.value.words.splitlines()[0] == "Orthographe : 3 fautes"
    assert git(bare_remote, "rev-parse", "main") == before


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("printf '\\033]0;titre\\007Les articles sans date sont refus\\303\\251s.\\n'", "hook"),
        ("echo 'GH006: Protected branch update failed for refs/heads/main.'", "protected"),
        ("echo 'fatal: disk quota exceeded'", "quota"),
        ("echo 'Permission to zoe/blog.git denied to marc.'", "permission"),
    ],
)
@pytest.mark.parametrize("name", ["pre-receive", "update"])
def test_the_server_says_no_in_its_own_words(
    published: Repository,
    git: Git,
    write: Write,
    bare_remote: Path,
    hook: Hook,
    name: str,
    script: str,
    reason: str,
) -> None:
    before = git(bare_remote, "rev-parse", "main")
    hook(bare_remote, name, f"{script} >&2; exit 1")
    commit(published, write, "posts/a.md")
    with pytest.raises(PushRejected) as refused:
        Synchronizer(published).publish()
    assert refused.value.reason == reason
    assert "\x1b" not in refused.value.words
    assert "remote:" not in refused.value.words
    if reason == "hook":
        assert refused.value.words.splitlines()[0] == "Les articles sans date sont refusés."
    assert git(bare_remote, "rev-parse", "main") == before
    assert published.status().ahead == 1


def test_a_remote_that_somebody_works_in(
    repository: Repository, git: Git, write: Write, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(repository.root), str(tmp_path / "occupé"))
    repository.add_remote("origin", str(tmp_path / "occupé"))
    commit(repository, write, "posts/a.md")
    with pytest.raises(PushRejected) as refused:
        Synchronizer(repository).publish()
    assert refused.value.reason == "other"
    assert "checked out" in refused.value.words


@pytest.mark.parametrize("remembered", ["true", "false"])
def test_a_rewritten_remote_stops_everything(
    published: Repository, git: Git, other_clone: Path, write: Write, bare_remote: Path, remembered: str
) -> None:
    git(published.root, "config", "core.logAllRefUpdates", remembered)
    git(other_clone, "commit", "--quiet", "--amend", "-m", "réécrit")
    git(other_clone, "push", "--quiet", "--force")
    if remembered == "true":
        # It is noticed also when it was another fetch that saw it.
        Synchronizer(published).fetch()
    commit(published, write, "posts/a.md")
    before = state(git, published.root)
    with pytest.raises(RemoteRewritten) as refused:
        Synchronizer(published).publish()
    assert refused.value.remote == "origin"
    assert state(git, published.root) == before
    assert git(bare_remote, "log", "-1", "--format=%s", "main") == "réécrit"


def test_a_remote_set_back_to_an_older_commit_is_a_rewritten_one(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    commit(published, write, "posts/a.md")
    Synchronizer(published).publish()
    git(bare_remote, "update-ref", "refs/heads/main", "main~1")
    with pytest.raises(RemoteRewritten):
        Synchronizer(published).publish()
    assert git(bare_remote, "rev-list", "--count", "main") == "1"


def test_a_rewritten_remote_the_person_has_merged_by_hand_is_settled(
    published: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    Synchronizer(published).publish()
    git(other_clone, "commit", "--quiet", "--amend", "-m", "réécrit")
    git(other_clone, "push", "--quiet", "--force")
    git(published.root, "fetch", "--quiet")
    git(published.root, "merge", "--quiet", "--no-edit", "origin/main")
    assert Synchronizer(published).publish().pushed == 2


def test_our_own_amended_commit_is_not_taken_for_a_rewritten_remote(
    published: Repository, git: Git, bare_remote: Path, write: Write
) -> None:
    online_before = commit(published, write, "posts/a.md")
    Synchronizer(published).publish()
    git(published.root, "commit", "--quiet", "--amend", "-m", "autrement dit")
    assert Synchronizer(published).publish().joined == 1
    assert online_before in git(bare_remote, "rev-list", "main")


def test_a_remote_with_another_history_is_not_mixed_with_ours_unasked(
    repository: Repository, git: Git, bare_remote: Path, tmp_path: Path, write: Write, post: str
) -> None:
    other = Repository.init(tmp_path / "autre projet")
    commit(other, write, "README.md")
    other.add_remote("origin", str(bare_remote))
    Synchronizer(other).publish()
    repository.add_remote("origin", str(bare_remote))
    before = state(git, repository.root)
    with pytest.raises(RemoteUnrelated) as refused:
        Synchronizer(repository).publish()
    assert refused.value.remote == "origin"
    assert state(git, repository.root) == before


def test_a_remote_made_anew_and_empty_gets_everything_again(
    published: Repository, git: Git, write: Write, bare_remote: Path
) -> None:
    head = commit(published, write, "posts/a.md")
    Synchronizer(published).publish()
    for ref in ("refs/heads/main",):
        git(bare_remote, "update-ref", "-d", ref)
    assert Synchronizer(published).publish().pushed == 2
    assert git(bare_remote, "rev-parse", "main") == head


def test_a_fetch_alone_moves_nothing(
    published: Repository, git: Git, other_clone: Path, write: Write
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    before = state(git, published.root)
    Synchronizer(published).fetch()
    assert state(git, published.root) == before
    assert published.status().behind == 1


def test_each_phase_is_told_and_percentages_rise(
    published: Repository, other_clone: Path, git: Git, write: Write
) -> None:
    elsewhere(git, other_clone, "posts/portable.md")
    commit(published, write, "posts/a.md")
    told: list[Progress] = []
    Synchronizer(published).publish(progress=told.append)
    phases = [step.phase for step in told if step.percent is None]
    assert phases == [Phase.FETCHING, Phase.JOINING, Phase.PUSHING]
    assert all(0 <= step.percent <= 100 for step in told if step.percent is not None)


def test_publishing_again_after_a_failure_resumes(
    published: Repository, git: Git, write: Write, bare_remote: Path, hook: Hook
) -> None:
    refusal = hook(bare_remote, "pre-receive", "exit 1")
    head = commit(published, write, "posts/a.md")
    with pytest.raises(PushRejected):
        Synchronizer(published).publish()
    refusal.unlink()
    assert Synchronizer(published).publish().pushed == 1
    assert git(bare_remote, "rev-parse", "main") == head


def test_a_shallow_clone_publishes(
    published: Repository, git: Git, write: Write, bare_remote: Path, tmp_path: Path
) -> None:
    commit(published, write, "posts/a.md")
    Synchronizer(published).publish()
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{bare_remote}", str(tmp_path / "court"))
    shallow = Repository.open(tmp_path / "court")
    head = commit(shallow, write, "posts/b.md")
    assert Synchronizer(shallow).publish().pushed == 1
    assert git(bare_remote, "rev-parse", "main") == head
