"""The copy of what is being typed outlives the process, is private, and is never trusted blindly."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.core.recovery import Copy, Journal, claim, drop, found, keep


def copy_of(
    text: str, *, root: Path, pid: int | None = None, path: str = "posts/a.md", time: float = 1.0
) -> Copy:
    return Copy(str(root), path, "digest", text, 3, 7, time, os.getpid() if pid is None else pid)


def test_a_copy_is_found_again_as_it_was(tmp_path: Path) -> None:
    copy = copy_of("L’été\n\udce9", root=tmp_path)
    keep(tmp_path / "copies", copy)
    assert found(tmp_path / "copies", tmp_path) == [copy]


def test_a_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = keep(tmp_path / "copies", copy_of("secret", root=tmp_path))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_newer_copy_of_the_same_post_replaces_the_older(tmp_path: Path) -> None:
    keep(tmp_path / "copies", copy_of("one", root=tmp_path))
    keep(tmp_path / "copies", copy_of("two", root=tmp_path))
    assert [copy.text for copy in found(tmp_path / "copies", tmp_path)] == ["two"]


def test_another_blog_s_copies_are_not_offered(tmp_path: Path) -> None:
    keep(tmp_path / "copies", copy_of("theirs", root=tmp_path / "other"))
    assert found(tmp_path / "copies", tmp_path / "mine") == []


def test_a_window_that_still_runs_keeps_its_copies_to_itself(tmp_path: Path) -> None:
    keep(tmp_path, copy_of("running", root=tmp_path, pid=1))
    keep(tmp_path, copy_of("gone", root=tmp_path, pid=2))
    running, gone = claim(tmp_path, 1), claim(tmp_path, 2)
    os.close(gone)
    assert [copy.text for copy in found(tmp_path, tmp_path)] == ["gone"]
    os.close(running)
    assert len(found(tmp_path, tmp_path)) == 2


def test_the_latest_copy_comes_first(tmp_path: Path) -> None:
    for number in (2, 3, 1):
        keep(tmp_path / "copies", copy_of(str(number), root=tmp_path, path=f"{number}.md", time=number))
    assert [copy.text for copy in found(tmp_path / "copies", tmp_path)] == ["3", "2", "1"]


def test_a_dropped_copy_is_gone(tmp_path: Path) -> None:
    copy = copy_of("x", root=tmp_path)
    keep(tmp_path / "copies", copy)
    drop(tmp_path / "copies", copy)
    assert found(tmp_path / "copies", tmp_path) == []


@given(
    st.binary(max_size=200)
    | st.builds(lambda value: json.dumps(value).encode(), st.dictionaries(st.text(), st.integers()))
)
def test_a_damaged_copy_is_set_aside_and_never_fatal(tmp_path_factory: object, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("copies")  # type: ignore[attr-defined]
    (folder / "0123.1.recovery").write_bytes(data)
    assert found(folder, folder) == []
    assert [file.suffix for file in folder.iterdir()] == [".damaged"]


def test_the_journal_writes_the_newest_text_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("first", root=tmp_path))
    journal.note(lambda: copy_of("second", root=tmp_path))
    journal.flush()
    assert [copy.text for copy in found(tmp_path, tmp_path)] == ["second"]


def test_a_saved_text_leaves_no_copy(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("typed", root=tmp_path))
    journal.flush()
    journal.note(lambda: copy_of("typed more", root=tmp_path))
    journal.forget()
    journal.flush()
    assert found(tmp_path, tmp_path) == []


def test_the_journal_says_when_copies_stop_and_when_they_go_on(tmp_path: Path) -> None:
    said: list[OSError | None] = []
    told = threading.Event()
    folder = tmp_path / "copies"
    folder.write_text("a file where the folder should be")

    def failed(error: OSError | None) -> None:
        said.append(error)
        told.set()

    journal = Journal(folder, failed)
    journal.note(lambda: copy_of("typed", root=tmp_path))
    assert told.wait(30)
    told.clear()
    folder.unlink()
    journal.note(lambda: copy_of("typed", root=tmp_path))
    assert told.wait(30)
    assert isinstance(said[0], OSError)
    assert said[-1] is None
