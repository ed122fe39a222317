"""Tags on the command line: counted, given and taken, renamed in every post by one commit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from tests.conftest import Git, make_blog

Run = Callable[..., tuple[int, str, str]]
POSTS = {
    "a.md": "title: Un\ndate: 2020-01-01\ntags: [WiFi, hôtel]",
    "b.md": "title: Deux\ndate: 2020-01-02\ntags: [Wi-Fi]\ncategories: [WiFi]\ndraft: true",
    "c.md": "title: Trois\ndate: 2020-01-03\ntags: WiFi, été\ndraft: true",
}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    posts = {name: f"---\n{header}\n---\n\nTexte.\n" for name, header in POSTS.items()}
    return make_blog(tmp_path, posts, "Avant")


@pytest.fixture
def run(blog: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """One command in the blog: exit status, standard output, standard error."""
    monkeypatch.chdir(blog)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        return status, *capfd.readouterr()

    return run


def last(git: Git, blog: Path) -> list[str]:
    """Subject and paths of the last commit."""
    return git(blog, "show", "--format=%s", "--name-only").replace("\n\n", "\n").split("\n")


def test_tags_lists_how_many_posts_have_each_in_which_spellings(run: Run) -> None:
    status, out, _err = run("tags")
    assert status == 0
    assert [line.split("\t") for line in out.splitlines()] == [
        ["3", "tag", "WiFi", "WiFi 2, Wi-Fi 1"],
        ["1", "tag", "été", "été 1"],
        ["1", "tag", "hôtel", "hôtel 1"],
        ["1", "category", "WiFi", "WiFi 1"],
    ]
    assert json.loads(run("tags", "--json")[1])[0] == {
        "kind": "tag",
        "name": "WiFi",
        "posts": 3,
        "spellings": {"WiFi": 2, "Wi-Fi": 1},
    }


def test_retag_prints_the_paths_and_makes_one_commit_that_undo_takes_back(
    blog: Path, run: Run, git: Git
) -> None:
    tree = git(blog, "rev-parse", "HEAD^{tree}")
    assert run("retag", "wifi", "sans fil") == (0, "posts/c.md\nposts/b.md\nposts/a.md\n", "")
    assert last(git, blog) == [
        "Tags: Wi-Fi, WiFi → sans fil · 3 posts (Trois, Deux, Un)",
        "posts/a.md",
        "posts/b.md",
        "posts/c.md",
    ]
    assert "categories: [WiFi]" in (blog / "posts" / "b.md").read_text(encoding="utf-8")
    assert run("undo")[0] == 0
    assert git(blog, "rev-parse", "HEAD^{tree}") == tree


def test_retag_may_be_kept_to_one_spelling_or_to_a_category(blog: Path, run: Run, git: Git) -> None:
    assert run("retag", "Wi-Fi", "WiFi", "--exact")[1] == "posts/b.md\n"
    assert run("retag", "wifi", "Réseaux", "--category")[1] == "posts/b.md\n"
    text = (blog / "posts" / "b.md").read_text(encoding="utf-8")
    assert "tags: [WiFi]\ncategories: [Réseaux]\n" in text
    assert run("retag", "wifi", "WiFi") == (0, "Nothing to commit.\n", "")


def test_a_tag_nobody_has_is_said_with_the_way_on(run: Run) -> None:
    status, out, err = run("retag", "wifix", "WiFi")
    assert (status, out) == (1, "")
    assert err.startswith("blogwifi: No post has the tag “wifix”. “blogwifi tags”")
    assert "No post has the category “été”" in run("retag", "été", "x", "--category")[2]


@pytest.mark.parametrize("words", [("retag", "wifi"), ("retag", "wifi", " "), ("tag",)])
def test_wrong_usage_ends_with_2(words: tuple[str, ...], run: Run) -> None:
    assert run(*words)[0] == 2


def test_a_post_that_cannot_be_changed_stops_it_all_unless_it_is_left_out(
    blog: Path, run: Run, git: Git
) -> None:
    (blog / "posts" / "d.md").write_bytes("---\ntitle: Été\ntags: [wifi]\n---\n".encode("latin-1"))
    head = git(blog, "rev-parse", "HEAD")
    status, out, err = run("retag", "wifi", "radio")
    assert (status, out) == (1, "")
    assert "posts/d.md is not UTF-8" in err
    assert err.endswith("blogwifi: Nothing was changed; --skip changes the others.\n")
    assert git(blog, "rev-parse", "HEAD") == head
    status, out, err = run("retag", "wifi", "radio", "--skip", "--json")
    assert (status, [post["path"] for post in json.loads(out)]) == (
        0,
        ["posts/c.md", "posts/b.md", "posts/a.md"],
    )
    assert "posts/d.md is not UTF-8" in err


def test_tag_gives_and_takes_tags_in_one_commit(blog: Path, run: Run, git: Git) -> None:
    assert run("tag", "a", "c", "--add", "radio", "--remove", "wifi")[1] == "posts/a.md\nposts/c.md\n"
    assert last(git, blog) == ["Tags: 2 posts (Un, Trois)", "posts/a.md", "posts/c.md"]
    assert "tags: [hôtel, radio]" in (blog / "posts" / "a.md").read_text(encoding="utf-8")
    assert "tags: été, radio" in (blog / "posts" / "c.md").read_text(encoding="utf-8")


def test_several_posts_are_deleted_in_one_commit(blog: Path, run: Run, git: Git) -> None:
    status, out, _err = run("delete", "a", "b", "a", "--json")
    head = git(blog, "rev-parse", "HEAD")
    assert (status, json.loads(out)) == (
        0,
        [
            {"path": "posts/a.md", "commit": head, "leaves_site": False},
            {"path": "posts/b.md", "commit": head, "leaves_site": False},
        ],
    )
    assert last(git, blog) == ["Delete: 2 posts (Un, Deux)", "posts/a.md", "posts/b.md"]


def test_the_drafts_named_go_live_in_one_commit(blog: Path, bare_remote: Path, run: Run, git: Git) -> None:
    git(blog, "remote", "add", "origin", str(bare_remote))
    (blog / "posts" / "a.md").write_text("---\ntitle: Un, corrigé\n---\n", encoding="utf-8")
    assert run("publish", "a", "b", "c")[0] == 0
    assert last(git, bare_remote) == ["Publish: 2 posts (Deux, Trois)", "posts/b.md", "posts/c.md"]
    assert git(blog, "log", "-1", "--skip=1", "--format=%s") == "Edit: Un, corrigé"
    assert git(blog, "status", "--porcelain", "posts") == ""
