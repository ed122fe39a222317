"""``--dry-run``: what a step would do is told, and nothing is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import POST

Git = Callable[..., str]


def held(folder: Path, git: Git) -> tuple[object, ...]:
    """All that a step could change: the files, the commits, what the remote has."""
    files = {path.name: path.read_bytes() for path in (folder / "posts").iterdir()}
    return (
        files,
        git(folder, "rev-parse", "HEAD"),
        git(folder, "status", "--porcelain"),
        git(folder, "show-ref"),
    )


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        (["delete", "hotel"], [POST]),
        (["tag", "hotel", "--add", "gîte"], [POST]),
        (["tag", "hotel", "--add", "wifi"], []),
        (["retag", "wifi", "WiFi"], [POST]),
        (["set", "hotel", "title=Autre"], [POST]),
        (["set", "hotel", "tags=[wifi, hôtel]"], []),
        (["commit"], ["posts/b.md"]),
    ],
    ids=" ".join,
)
def test_a_step_that_is_only_tried_names_its_posts_and_changes_nothing(
    published_blog: Path, run: Run, git: Git, words: list[str], paths: list[str]
) -> None:
    (published_blog / "posts" / "b.md").write_text("---\ntitle: B\n---\n\nb\n", encoding="utf-8")
    before = held(published_blog, git)
    ran = run(published_blog, *words, "--dry-run", "--json")
    leaves = words[0] == "delete"
    planned = [{"path": path, "commit": None, "leaves_site": leaves} for path in paths]
    assert (ran.status, ran.data) == (0, planned)
    assert "--dry-run" in ran.err
    if paths:
        assert run(published_blog, *words, "--dry-run").out.splitlines() == paths
    assert held(published_blog, git) == before


def test_a_publication_that_is_only_tried_tells_what_each_post_is_to_readers(
    published_blog: Path, bare_remote: Path, run: Run, git: Git
) -> None:
    path = run(published_blog, "new", "Neuf").out.strip()
    run(published_blog, "set", "hotel", "draft=true")
    before, there = held(published_blog, git), git(bare_remote, "show-ref")
    ran = run(published_blog, "publish", "neuf", "--dry-run")
    assert ran.status == 0
    assert sorted(ran.out.splitlines()) == [f"new\t{path}", f"withdrawn\t{POST}"]
    assert f"Leaves the site: {POST}" in ran.err
    assert run(published_blog, "publish", "--dry-run", "--json").data == [
        {"path": POST, "change": "withdrawn", "leaves_site": True},
        {"path": path, "change": "draft", "leaves_site": False},
    ]
    assert (held(published_blog, git), git(bare_remote, "show-ref")) == (before, there)


def test_what_stops_a_publication_is_told_as_json(published_blog: Path, run: Run) -> None:
    (published_blog / "posts" / "casse.md").write_text("---\ntitle: [A\n---\n", encoding="utf-8")
    run(published_blog, "commit")
    ran = run(published_blog, "publish", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert '"error": "MustMend"' in ran.err.splitlines()[-1]


def test_without_a_remote_there_is_nothing_to_be_tried(blog_folder: Path, run: Run) -> None:
    assert run(blog_folder, "publish", "--dry-run").status == 1


def test_a_publication_that_would_be_refused_is_refused_when_it_is_tried(
    published_blog: Path, other_clone: Path, run: Run, git: Git
) -> None:
    run(other_clone, "set", "hotel", "title=Là-bas")
    run(other_clone, "publish")
    (published_blog / POST).write_bytes((published_blog / POST).read_bytes() + b"Ici.\n")
    git(published_blog, "fetch", "--quiet")
    ran = run(published_blog, "publish", "--dry-run")
    assert (ran.status, "without a commit" in ran.err) == (1, True), ran.err
    git(published_blog, "checkout", "--quiet", "--", POST)
    assert run(published_blog, "publish", "--dry-run").status == 0
    run(published_blog, "set", "hotel", "title=Ici")
    before = held(published_blog, git)
    for form in ([], ["--json"]):
        tried = run(published_blog, "publish", "--dry-run", *form)
        assert tried.status == 1
        assert "Both sides changed the same post" in tried.err
    assert held(published_blog, git) == before
    assert all(line.startswith("{") for line in tried.err.splitlines())
    refused = json.loads(run(published_blog, "publish", "--json").err.splitlines()[-1])
    foreseen = json.loads(tried.err.splitlines()[-1])
    assert refused["message"].endswith(foreseen["message"])


def test_a_publication_that_is_only_tried_asks_the_remote_first(
    published_blog: Path, bare_remote: Path, other_clone: Path, run: Run, git: Git
) -> None:
    run(published_blog, "set", "hotel", "title=Autre")
    git(published_blog, "push", "--quiet", str(bare_remote), "HEAD:main")
    ran = run(published_blog, "publish", "--dry-run")
    assert (ran.status, ran.out) == (0, ""), "the remote has it already"
    (published_blog / POST).write_bytes((published_blog / POST).read_bytes() + b"Ici.\n")
    ran = run(published_blog, "publish", "--dry-run")
    assert "stays here: “blogwifi commit” commits it." in ran.err
    bare_remote.rename(bare_remote.with_name("away.git"))
    assert run(published_blog, "publish", "--dry-run").status == 1


def test_what_a_new_remote_never_had_is_not_told_as_deleted(
    published_blog: Path, bare_remote: Path, tmp_path: Path, run: Run, git: Git
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "neuf.git")
    run(published_blog, "new", "Autre")
    git(published_blog, "remote", "set-url", "origin", str(tmp_path / "neuf.git"))
    git(published_blog, "update-ref", "-d", "refs/remotes/origin/main")
    (published_blog / POST).unlink()
    ran = run(published_blog, "publish", "--dry-run")
    assert f"new\t{POST}" in ran.out, "the commit that is sent has it"
    git(published_blog, "rm", "--quiet", "--cached", POST)
    assert "deleted" not in run(published_blog, "publish", "--dry-run").out
