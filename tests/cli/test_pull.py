"""``pull`` where both sides changed the same posts: told, and chosen without a screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import POST

Git = Callable[..., str]
SECOND = "posts/b.md"
BESIDE = "posts/2026-05-12-le-wifi-de-l-hotel-2.md"


@pytest.fixture
def office(published_blog: Path, other_clone: Path, run: Run, git: Git) -> Path:
    """A blog with two posts that were also changed, and published, on the laptop."""
    (published_blog / SECOND).write_text("---\ntitle: Brouillard\n---\n\nb\n", encoding="utf-8")
    run(published_blog, "commit")
    run(published_blog, "publish")
    run(other_clone, "pull")
    git(other_clone, "config", "user.name", "Claire")
    git(other_clone, "config", "user.email", "claire@example.org")
    for folder, words in ((other_clone, "là"), (published_blog, "ici")):
        assert run(folder, "edit", "hotel", "--body", f"Le WiFi est {words}.").status == 0
        assert run(folder, "edit", "brouillard", "--body", f"Il fait gris {words}.").status == 0
        if folder == other_clone:
            assert run(folder, "publish").status == 0
    return published_blog


def bodies(folder: Path) -> dict[str, str]:
    """The last line of each post, by its path."""
    files = (folder / "posts").glob("*.md")
    return {
        f"posts/{each.name}": each.read_text(encoding="utf-8").split("\n\n")[-1].strip() for each in files
    }


def test_a_refused_pull_or_publication_names_the_command_that_chooses(
    office: Path, run: Run, git: Git
) -> None:
    before = git(office, "rev-parse", "HEAD")
    for verb in ("pull", "publish"):
        ran = run(office, verb)
        assert (ran.status, ran.out) == (1, "")
        assert "blogwifi pull --take mine" in ran.err
        assert "blogwifi pull --dry-run" in ran.err
    assert git(office, "rev-parse", "HEAD") == before
    assert bodies(office) == {POST: "Le WiFi est ici.", SECOND: "Il fait gris ici."}


def test_a_pull_that_is_only_tried_tells_who_changed_each_post_and_touches_nothing(
    office: Path, run: Run, git: Git
) -> None:
    before = git(office, "rev-parse", "HEAD"), git(office, "status", "--porcelain")
    ran = run(office, "pull", "--dry-run", "--json")
    assert ran.status == 1
    told = {each["path"]: each for each in ran.data["conflicts"]}
    assert set(told) == {POST, SECOND}
    mine, theirs = told[SECOND]["mine"], told[SECOND]["theirs"]
    assert (mine["author"], mine["is_me"], mine["message"]) == ("Marc Testeur", True, "Edit: Brouillard")
    assert (theirs["author"], theirs["is_me"], theirs["deleted"]) == ("Claire", False, False)
    assert theirs["date"].startswith("20")
    assert told[SECOND]["take"] is None
    lines = run(office, "pull", "--dry-run").out.splitlines()
    at = lines.index(f"{SECOND}  to choose")
    assert lines[at + 1].startswith("  mine: you, here")
    assert lines[at + 2].startswith("  theirs: Claire · ")
    assert (git(office, "rev-parse", "HEAD"), git(office, "status", "--porcelain")) == before


def test_with_json_a_refusal_tells_each_conflict_before_the_error(office: Path, run: Run) -> None:
    for verb in ("pull", "publish"):
        *notes, error = [json.loads(line) for line in run(office, verb, "--json").err.splitlines()]
        assert error["error"] == "Conflict"
        assert {note["conflict"]["path"] for note in notes if "conflict" in note} == {POST, SECOND}
        assert not [note for note in notes if not note.keys() & {"conflict", "note", "kind"}]


@pytest.mark.parametrize(("side", "kept"), [("mine", "ici"), ("theirs", "là")])
def test_one_side_is_kept_of_every_post_and_both_histories_stay(
    office: Path, other_clone: Path, run: Run, git: Git, side: str, kept: str
) -> None:
    ours, theirs = git(office, "rev-parse", "HEAD").strip(), git(other_clone, "rev-parse", "HEAD").strip()
    ran = run(office, "pull", "--take", side, "--json")
    assert ran.status == 0
    assert [each["take"] for each in ran.data["conflicts"]] == [side, side]
    assert bodies(office) == {POST: f"Le WiFi est {kept}.", SECOND: f"Il fait gris {kept}."}
    assert git(office, "log", "-1", "--format=%P").split() == [ours, theirs]
    assert git(office, "status", "--porcelain") == ""
    assert run(office, "publish").status == 0


def test_a_post_that_is_named_is_chosen_otherwise_than_the_rest(office: Path, run: Run) -> None:
    ran = run(office, "pull", "--take", "theirs", "hotel", "--take", "mine")
    assert ran.status == 0
    assert f"{POST}  theirs is kept" in ran.out
    assert f"{SECOND}  yours is kept" in ran.out
    assert bodies(office) == {POST: "Le WiFi est là.", SECOND: "Il fait gris ici."}


def test_both_keeps_mine_as_a_post_of_its_own_beside_theirs(office: Path, run: Run) -> None:
    ran = run(office, "pull", "--take", "mine", "--take", "both", "hotel", "--json")
    assert (ran.status, ran.data["added"]) == (0, [BESIDE])
    assert bodies(office) == {
        POST: "Le WiFi est là.",
        BESIDE: "Le WiFi est ici.",
        SECOND: "Il fait gris ici.",
    }


def test_what_one_side_alone_changed_in_a_post_is_kept_whatever_side_is_taken(office: Path, run: Run) -> None:
    run(office, "set", "hotel", "tags=[gîte]")
    run(office, "pull", "--take", "theirs")
    assert bodies(office)[POST] == "Le WiFi est là."
    assert "gîte" in (office / POST).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["--take", "mine", "hotel"], f"Both sides changed the same post: {SECOND}.", 1),
        (["--take", "mine", "--take", "theirs", "absent"], "“absent” is no post in which", 1),
        (["--take", "hotel"], "mine, theirs or both is needed", 2),
        (["--take"], "--take", 2),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_nothing_is_touched_while_something_is_left_to_choose_or_said_wrong(
    office: Path, run: Run, git: Git, words: list[str], said: str, status: int
) -> None:
    before = git(office, "rev-parse", "HEAD")
    ran = run(office, "pull", *words)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert git(office, "rev-parse", "HEAD") == before
    assert git(office, "status", "--porcelain") == ""


def test_both_cannot_be_kept_of_a_post_that_one_side_deleted(office: Path, run: Run) -> None:
    run(office, "delete", "hotel")
    refused = run(office, "pull", "--take", "both")
    assert (refused.status, f"--take mine {POST}" in refused.err) == (1, True)
    assert run(office, "pull", "--take", "both", "brouillard", "--take", "mine", POST).status == 0
    assert not (office / POST).exists()


def test_a_choice_is_no_hindrance_where_nothing_is_to_be_chosen(
    published_blog: Path, other_clone: Path, run: Run
) -> None:
    run(other_clone, "new", "Du portable")
    run(other_clone, "publish")
    told = run(published_blog, "pull", "--dry-run").out
    assert told == "To take in: “Du portable” (new).\n"
    assert run(published_blog, "pull", "--take", "mine", "--json").data["commits"] == 1
    told = run(published_blog, "pull", "--dry-run").out
    assert told == "Nothing to take in: all that the other side has is here.\n"


def test_a_choice_does_not_write_over_what_is_not_committed(office: Path, run: Run, git: Git) -> None:
    (office / SECOND).write_text("---\ntitle: Brouillard\n---\n\nPas encore gardé.\n", encoding="utf-8")
    before = git(office, "rev-parse", "HEAD")
    for words in (["--take", "theirs"], ["--take", "theirs", "--dry-run"]):
        ran = run(office, "pull", *words)
        assert (ran.status, SECOND in ran.err) == (1, True)
    assert git(office, "rev-parse", "HEAD") == before
    assert bodies(office)[SECOND] == "Pas encore gardé."
