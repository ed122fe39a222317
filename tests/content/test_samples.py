"""Every oddity a blog may hold: what each sample must read as, and what each edit must change in it.

Beside each ``samples/NAME.md`` lies ``NAME.toml``: ``format``, ``title``, ``date``, ``tags``,
``categories``, ``draft`` and ``problem`` (left out where empty), and under ``diff`` the lines that each edit
takes away and adds, or the reason why it is refused.
"""

from __future__ import annotations

import difflib
import sys
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit, NotText

FOLDER = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
PARIS = timezone(timedelta(hours=2))
ORDER = ("title", "date", "lang", "tags", "draft")

EDITS: Mapping[str, Callable[[Post], Post]] = {
    "title": lambda post: post.with_title("Le « WiFi 7 » : l’hôtel", order=ORDER),
    "date": lambda post: post.with_date(datetime(2026, 5, 12, 9, 30, 15, tzinfo=PARIS), order=ORDER),
    "tags": lambda post: post.with_tags([*post.tags, "hôtel"], order=ORDER),
    "draft": lambda post: post.with_draft(not post.draft, order=ORDER),
    "new": lambda post: post.with_field("lang", "no", order=ORDER),
    "unset": lambda post: post.without_field("title" if "title" in post.fields else "Title"),
}
"""What the tables call each change."""


def sample(name: str) -> Post:
    """The sample of this name."""
    return Post(f"posts/{name}.md", (FOLDER / f"{name}.md").read_bytes())


def expected(name: str) -> dict[str, Any]:
    """Its table."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def lines_changed(before: bytes, after: bytes) -> list[str]:
    """The lines taken away (``-``) and added (``+``), as git counts them: a line ends with LF."""
    old, new = _lines(before), _lines(after)
    changed: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            changed += [f"-{line}" for line in old[i1:i2]] + [f"+{line}" for line in new[j1:j2]]
    return changed


def _lines(data: bytes) -> list[str]:
    lines = data.decode().split("\n")
    return [*lines[:-1], *([f"{lines[-1]}\\ no newline"] if lines[-1] else [])]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_there_is_a_sample_for_every_oddity_and_a_table_for_every_sample() -> None:
    assert len(NAMES) >= 60
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == NAMES


def test_git_never_changes_the_bytes_of_a_sample() -> None:
    assert "* -text" in (FOLDER / ".gitattributes").read_text().splitlines()


def test_a_sample_gives_its_bytes_back(name: str) -> None:
    post = sample(name)
    assert post.data == post.parts.join() == (FOLDER / f"{name}.md").read_bytes()


def test_a_sample_reads_as_its_table_says(name: str) -> None:
    post, table = sample(name), expected(name)
    problem = table.get("problem")
    assert post.format == table["format"]
    assert post.title == table["title"]
    assert (post.date.isoformat() if post.date else None) == table.get("date")
    assert list(post.tags) == table.get("tags", [])
    assert list(post.categories) == table.get("categories", [])
    assert post.draft == table.get("draft", False)
    assert (post.problem and post.problem.kind.value) == (problem and problem["kind"])
    assert (post.problem and post.problem.line) == (problem and _line(problem))


def _line(problem: Mapping[str, int]) -> int | None:
    """The line of a problem; the JSON parser tells of a comma too many where it stands since Python 3.13."""
    newer = sys.version_info >= (3, 13)
    return problem.get("line_since_3_13") if newer and "line_since_3_13" in problem else problem.get("line")


def outcome(post: Post, edit: str) -> list[str] | str:
    """The lines an edit changes, or the word of its refusal."""
    try:
        return lines_changed(post.data, EDITS[edit](post).data)
    except CannotEdit as refused:
        return refused.reason
    except NotText:
        return "not text"


def test_edits_change_the_lines_the_table_says_and_no_others(name: str) -> None:
    assert {edit: outcome(sample(name), edit) for edit in EDITS} == expected(name)["diff"]


def test_an_edited_sample_is_readable_and_its_body_is_untouched(name: str) -> None:
    post = sample(name)
    done = [edit for edit in EDITS if isinstance(outcome(post, edit), list)]
    for changed in (EDITS[edit](post) for edit in done):
        assert not changed.problem
        assert changed.body == post.body or (post.format == "none" and changed.body.endswith(post.body))


def test_an_edit_done_twice_is_the_edit_done_once(name: str) -> None:
    post = sample(name)
    for edit in ("title", "date", "new", "unset"):
        if isinstance(outcome(post, edit), list):
            once = EDITS[edit](post)
            assert EDITS[edit](once).data == once.data
