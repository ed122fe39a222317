"""Deleted posts, and posts that leave the site, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from tests.conftest import POST, Git

Said = tuple[int, str, str]
TITLE = "Le WiFi de l’hôtel"
LEAVES = f"Leaves the site at the next publication: {POST} (“{TITLE}”)"
Say = Callable[..., Said]


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], published_blog: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """``say("list")``: one command in the published blog: its status, output and errors."""
    monkeypatch.chdir(published_blog)

    def say(*words: str) -> Said:
        try:
            status = main(words)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        return status, *capfd.readouterr()

    return say


def test_a_deleted_post_is_listed_looked_at_and_brought_back(
    say: Say, published_blog: Path, git: Git
) -> None:
    before = (published_blog / POST).read_bytes()
    assert say("list", "state:deleted") == (0, "", "")
    say("delete", "hotel")
    sha = git(published_blog, "rev-parse", "HEAD")
    status, out, err = say("list", "state:deleted")
    assert (status, err) == (0, "")
    assert out.split() == [out[:10], "deleted", sha[:7], *TITLE.split(), POST]
    (row,) = json.loads(say("list", "état:supprimé", "--json")[1])
    assert (row["path"], row["title"], row["state"], row["commit"]) == (POST, TITLE, "deleted", sha)
    assert row["deleted"][:10] == out[:10]

    for name in (POST, "hotel", TITLE):
        status, out, err = say("history", name)
        assert (status, len(out.splitlines())) == (0, 2)
        assert err == f"blogwifi: “{POST}” is deleted; this brings it back: blogwifi restore {POST}\n"
    assert say("show", "hotel", "--raw")[1].encode() == before

    assert say("restore", "hotel") == (0, f"{POST}\n", "")
    assert (published_blog / POST).read_bytes() == before
    assert say("list", "state:deleted")[1] == ""


def test_a_deleted_post_is_restored_by_its_slug_as_it_was_at_a_revision(
    say: Say, published_blog: Path, git: Git
) -> None:
    first = git(published_blog, "rev-parse", "HEAD")
    say("set", "hotel", "tags=[wifi]")
    say("delete", "hotel")
    assert say("restore", "le-wifi-de-l-hotel", first[:8])[:2] == (0, f"{POST}\n")
    assert "tags: [wifi, hôtel]" in (published_blog / POST).read_text(encoding="utf-8")


def test_restore_without_a_revision_of_a_post_that_is_there_is_wrong_usage(say: Say) -> None:
    status, out, err = say("restore", "hotel")
    assert (status, out) == (2, "")
    assert f"{POST} is not deleted" in err
    assert f"blogwifi history {POST}" in err
    status, out, err = say("restore", "inconnu")
    assert (status, out) == (1, "")
    assert "blogwifi list state:deleted" in err


def test_each_verb_names_what_leaves_the_site(say: Say) -> None:
    assert say("set", "hotel", "draft=true")[2] == f"blogwifi: {LEAVES}\n"
    assert say("set", "hotel", "draft=false")[2] == ""
    assert say("undo")[2] == f"blogwifi: {LEAVES}\n"
    assert say("undo")[2] == ""
    assert LEAVES in say("delete", "hotel")[2]


def test_delete_says_of_a_post_that_git_never_kept_that_nothing_brings_it_back(
    say: Say, published_blog: Path
) -> None:
    (published_blog / "posts/neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    said = "blogwifi: git never kept posts/neuf.md: nothing will be able to bring it back.\n"
    assert say("delete", "neuf") == (0, "posts/neuf.md\n", said)


def test_what_leaves_the_site_is_told_as_data(say: Say) -> None:
    assert json.loads(say("set", "hotel", "draft=true", "--json")[1])["leaves_site"] is True
    assert json.loads(say("undo", "--json")[1])["leaving"] == []
    assert json.loads(say("undo", "--json")[1] or "{}") == {}
    assert json.loads(say("delete", "hotel", "--json")[1])[0]["leaves_site"] is True
    say("new", "Neuf")
    data = json.loads(say("publish", "--json")[1])
    assert data["leaving"] == [POST]
    assert [path.rpartition("-")[2] for path in data["unseen"]] == ["neuf.md"]


def test_restoring_a_draft_over_a_post_that_readers_have_is_told(
    say: Say, published_blog: Path, git: Git
) -> None:
    say("new", "Neuf")
    draft = git(published_blog, "rev-parse", "HEAD")
    say("publish", "neuf")
    assert "Leaves the site at the next publication: " in say("restore", "neuf", draft)[2]
