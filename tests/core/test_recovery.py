"""The copy of what is being typed outlives the process, is private, and is never trusted blindly."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content import files
from blogwifi_tui.core.recovery import MAX_BYTES, Copy, Journal, claim, drop, found, keep, own_editor_file


def copy_of(
    text: str,
    *,
    root: Path,
    session: str = "",
    path: str = "posts/a.md",
    time: float = 1.0,
    name: str = "x.recovery",
) -> Copy:
    return Copy(str(root), path, "digest", text, 3, 7, time, os.getpid(), session, name=name)


def _huge(file: Path) -> None:
    file.touch()
    os.truncate(file, MAX_BYTES + 1)


def test_a_copy_is_found_again_as_it_was(tmp_path: Path) -> None:
    copy = copy_of("L’été\n\udce9", root=tmp_path)
    keep(tmp_path / "copies", copy)
    assert found(tmp_path / "copies", tmp_path) == [copy]


def test_a_copy_of_an_older_version_of_the_program_is_found(tmp_path: Path) -> None:
    fields = copy_of("L’été", root=tmp_path)._asdict()
    for name in ("session", "head", "name"):
        del fields[name]
    (tmp_path / "0123.77.recovery").write_bytes(json.dumps(fields).encode("ascii"))
    [copy] = found(tmp_path, tmp_path)
    assert copy.text == "L’été"
    drop(tmp_path, copy)
    assert found(tmp_path, tmp_path) == []


@pytest.mark.parametrize("letter", ["é", "\0", "\udce9", "👩"])
def test_a_copy_of_the_largest_post_is_offered(tmp_path: Path, letter: str) -> None:
    text = letter * (files.MAX_BYTES // len(letter.encode("utf-8", "surrogateescape")))
    keep(tmp_path, copy_of(text, root=tmp_path))
    assert found(tmp_path, tmp_path)[0].text == text


def test_a_text_too_large_to_be_offered_is_no_copy_and_the_one_before_stays(tmp_path: Path) -> None:
    keep(tmp_path, copy_of("avant", root=tmp_path))
    with pytest.raises(OSError, match="too large"):
        keep(tmp_path, copy_of("a" * MAX_BYTES, root=tmp_path))
    assert [copy.text for copy in found(tmp_path, tmp_path)] == ["avant"]


def test_a_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = keep(tmp_path / "copies", copy_of("secret", root=tmp_path))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_copy_that_is_kept_outlives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, synced = os.fsync, []

    def watched(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    keep(tmp_path, copy_of("L’été", root=tmp_path))
    assert synced == [False, True], "the file, then its folder"


def test_a_newer_copy_of_the_same_post_replaces_the_older(tmp_path: Path) -> None:
    keep(tmp_path / "copies", copy_of("one", root=tmp_path))
    keep(tmp_path / "copies", copy_of("two", root=tmp_path))
    assert [copy.text for copy in found(tmp_path / "copies", tmp_path)] == ["two"]


def test_another_blog_s_copies_are_not_offered(tmp_path: Path) -> None:
    keep(tmp_path / "copies", copy_of("theirs", root=tmp_path / "other"))
    assert found(tmp_path / "copies", tmp_path / "mine") == []


def test_a_window_that_still_runs_keeps_its_copies_to_itself(tmp_path: Path) -> None:
    keep(tmp_path, copy_of("running", root=tmp_path, session="a", name="a.recovery"))
    keep(tmp_path, copy_of("gone", root=tmp_path, session="b", name="b.recovery"))
    running, gone = claim(tmp_path, "a"), claim(tmp_path, "b")
    os.close(gone)
    assert [copy.text for copy in found(tmp_path, tmp_path)] == ["gone"]
    assert len(found(tmp_path, tmp_path, own="a")) == 2
    os.close(running)
    assert len(found(tmp_path, tmp_path)) == 2


def test_the_mark_of_a_run_that_is_over_goes_with_its_last_copy(tmp_path: Path) -> None:
    keep(tmp_path, copy_of("gone", root=tmp_path, session="b"))
    running, gone = claim(tmp_path, "a"), claim(tmp_path, "b")
    os.close(gone)
    [copy] = found(tmp_path, tmp_path)
    assert {file.name for file in tmp_path.glob("*.running")} == {"a.running", "b.running"}
    drop(tmp_path, copy)
    found(tmp_path, tmp_path)
    assert {file.name for file in tmp_path.glob("*.running")} == {"a.running"}
    os.close(running)


def test_runs_with_one_process_number_do_not_meet(tmp_path: Path) -> None:
    """In a container the program has the same number at every start."""
    for text in ("un", "deux"):
        journal = Journal(tmp_path, lambda _error: None)
        journal.note(lambda text=text: copy_of(text, root=tmp_path))  # type: ignore[misc]
        journal.flush()
    assert len(list(tmp_path.glob("*.recovery"))) == 2
    journal.forget()
    [file] = tmp_path.glob("*.recovery")
    assert json.loads(file.read_bytes())["text"] == "un"


def test_the_latest_copy_comes_first(tmp_path: Path) -> None:
    for number in (2, 3, 1):
        copy = copy_of(str(number), root=tmp_path, time=number, name=f"{number}.recovery")
        keep(tmp_path / "copies", copy)
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
    told: list[Path] = []
    assert found(folder, folder, set_aside=told.append) == []
    assert [file.suffix for file in folder.iterdir()] == [".damaged"]
    assert told == [*folder.iterdir()]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "a\ud800b"},
        {"text": None},
        {"head": "\udfff"},
        {"time": float("inf")},
        {"time": float("nan")},
        {"time": 1e18},
        {"time": "hier"},
        {"path": "../../etc/x.md"},
        {"path": "/etc/x.md"},
        {"path": ""},
        {"path": "posts/a\0.md"},
        {"path": "posts/\ud800.md"},
        {"row": 1.5},
        {"pid": "un"},
        {"session": "../a"},
    ],
    ids=repr,
)
def test_a_copy_that_holds_what_no_copy_can_is_set_aside(tmp_path: Path, change: dict[str, Any]) -> None:
    fields = copy_of("mots", root=tmp_path)._asdict() | change
    (tmp_path / "a.recovery").write_text(json.dumps(fields), encoding="ascii")
    assert found(tmp_path, tmp_path) == []
    assert [file.name for file in tmp_path.iterdir()] == ["a.damaged"]


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, os.mkfifo, lambda file: file.symlink_to("nowhere"), _huge],
    ids=["a folder", "a pipe", "a link to nowhere", "too large"],
)
def test_what_is_no_file_in_the_place_of_a_copy_is_set_aside(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "a.recovery")
    assert found(tmp_path, tmp_path) == []
    assert [file.name for file in tmp_path.iterdir()] == ["a.damaged"]


def test_nothing_that_was_set_aside_before_is_written_over(tmp_path: Path) -> None:
    for data in (b"un", b"deux"):
        (tmp_path / "a.recovery").write_bytes(data)
        assert found(tmp_path, tmp_path) == []
    assert sorted(file.read_bytes() for file in tmp_path.glob("*.damaged")) == [b"deux", b"un"]


def test_what_the_own_editor_saved_counts_until_it_is_taken_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("---\n---\nAvant", root=tmp_path)._replace(head="---\n---\n"))
    journal.flush()
    [copy] = found(tmp_path, tmp_path, own=journal.run)
    assert copy.text == "---\n---\nAvant"
    journal.own_editor_file.write_bytes("Écrit ailleurs".encode("cp1252"))
    [copy] = found(tmp_path, tmp_path, own=journal.run)
    assert copy.text == "---\n---\nÉcrit ailleurs"
    assert own_editor_file(tmp_path, copy.name) == journal.own_editor_file
    drop(tmp_path, copy)
    assert not journal.own_editor_file.exists()


def test_a_copy_that_was_let_go_stays_and_what_is_typed_next_is_another(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("quitté", root=tmp_path))
    journal.let_go()
    assert journal.written is None
    journal.note(lambda: copy_of("nouveau", root=tmp_path))
    journal.flush()
    assert {copy.text for copy in found(tmp_path, tmp_path, own=journal.run)} == {"quitté", "nouveau"}
    journal.forget()
    assert [copy.text for copy in found(tmp_path, tmp_path, own=journal.run)] == ["quitté"]


def test_the_journal_writes_the_newest_text_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("first", root=tmp_path))
    journal.note(lambda: copy_of("second", root=tmp_path))
    journal.flush()
    assert [copy.text for copy in found(tmp_path, tmp_path, own=journal.run)] == ["second"]


def test_what_the_journal_keeps_is_offered_elsewhere_once_its_run_is_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    for text in ("typed", "typed more"):
        journal.note(lambda text=text: copy_of(text, root=tmp_path))  # type: ignore[misc]
        journal.flush()
        assert found(tmp_path, tmp_path) == []
    journal.close()
    assert [copy.text for copy in found(tmp_path, tmp_path)] == ["typed more"]


def test_a_saved_text_leaves_no_copy(tmp_path: Path) -> None:
    journal = Journal(tmp_path, lambda _error: None)
    journal.note(lambda: copy_of("typed", root=tmp_path))
    journal.flush()
    journal.note(lambda: copy_of("typed more", root=tmp_path))
    journal.forget()
    journal.flush()
    assert found(tmp_path, tmp_path, own=journal.run) == []


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
