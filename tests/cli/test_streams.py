"""The command as a shell starts it: full disks, closed streams, folders that are gone, old locales."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.nearest_letters import NAME

Git = Callable[..., str]
_PROGRAM = shlex.join([sys.executable, "-m", "blogwifi_tui"])
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def shell(folder: Path, line: str, **variables: str) -> tuple[int, str, str]:
    """Run a line of shell in which ``blogwifi`` is the program; its status and both outputs."""
    done = subprocess.run(
        ["sh", "-c", line.replace("blogwifi", _PROGRAM)],
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@needs_full
@pytest.mark.parametrize("words", ["list", "list --json", "show hotel --raw", "--help", "--version"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_standard_output_on_a_full_disk_is_a_sentence(
    blog_folder: Path, words: str, unbuffered: str
) -> None:
    status, _, said = shell(blog_folder, f"blogwifi {words} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert status == 1
    told = json.loads(said)["message"] if "--json" in words else said.removeprefix("blogwifi: ")
    assert told.startswith("Standard output could not be written: the disk is full.")
    assert said.count("\n") == 1


@needs_full
@pytest.mark.parametrize(
    "words", ["new Plein --body x", "set hotel lang=fr", "duplicate hotel", "delete hotel"]
)
def test_what_is_done_is_not_called_a_failure_where_it_cannot_be_told(
    blog_folder: Path, words: str, git: Git
) -> None:
    status, _, said = shell(blog_folder, f"blogwifi {words} > /dev/full")
    assert status == 1
    assert said.startswith("blogwifi: It is done (posts/")
    assert "Do not do it again; “blogwifi undo” takes it back." in said
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "2"
    assert git(blog_folder, "status", "--porcelain") == ""


def test_a_standard_output_that_is_closed_is_a_sentence(blog_folder: Path) -> None:
    status, _, said = shell(blog_folder, "blogwifi list >&-")
    assert (status, said.count("\n")) == (1, 1)
    assert "Standard output could not be written" in said


def test_a_standard_error_that_is_closed_mixes_nothing_into_the_output(blog_folder: Path) -> None:
    status, printed, _ = shell(blog_folder, "blogwifi show absent --json 2>&-")
    assert (status, printed) == (1, "")
    status, printed, _ = shell(blog_folder, "blogwifi list --json 2>&-")
    assert status == 0
    assert json.loads(printed)


def test_a_reader_that_leaves_is_no_failure(blog_folder: Path) -> None:
    assert shell(blog_folder, "{ blogwifi list; echo $? >&2; } | true")[2] == "0\n"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("show hotel --json", 0), ("show hotel", 0), ("status", 0), ("tags --json", 0), ("history hotel", 0),
        ("--help", 0), ("list --help", 0), ("due", 3), ("show absent", 1), ("show absent --json", 1),
        ("lst", 2), ("list --limit x", 2), ("set hotel --unset absent", 0),
    ],
)  # fmt: skip
def test_a_reader_of_all_that_is_said_may_leave_and_the_status_stays(
    published_blog: Path, words: str, status: int
) -> None:
    said = shell(published_blog, f"{{ blogwifi {words} 2>&1; echo $? >&3; }} 3>&2 | true")[2]
    assert said == f"{status}\n"


def test_a_reader_of_notes_who_leaves_stops_no_publication(
    published_blog: Path, bare_remote: Path, git: Git
) -> None:
    (published_blog / "posts" / "b.md").write_text(
        "---\ntitle: B\ndate: 2020-01-01\n---\n\n[a](absent.md) [b](absent2.md)\n", encoding="utf-8"
    )
    line = "blogwifi commit >/dev/null; { blogwifi publish 2>&1 >/dev/null; echo $? >&3; } 3>&2 | true"
    assert shell(published_blog, line)[2] == "0\n"
    assert git(bare_remote, "rev-parse", "main") == git(published_blog, "rev-parse", "HEAD")


@pytest.mark.parametrize("words", ["list", "new X", "init y", ""])
def test_a_current_folder_that_is_gone_is_a_sentence(tmp_path: Path, words: str) -> None:
    there = tmp_path / "gone"
    there.mkdir()
    status, _, said = shell(there, f"rmdir ../gone; blogwifi {words}", PYTHONPATH=str(Path.cwd()))
    assert status == 1
    assert said.startswith("blogwifi: ")
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, _, said = shell(tmp_path, "blogwifi init file/x")
    assert status == 1
    assert said.startswith("blogwifi: ")
    assert "file/x" in said


def test_what_json_has_no_form_for_is_text(blog_folder: Path) -> None:
    (blog_folder / "posts" / "b.md").write_text(
        "---\ntitle: B\ndate: 2026-05-13\nat: 2026-05-13T10:00:00+02:00\nbytes: !!binary aGVsbG8=\n"
        "none: .nan\nmuch: -.inf\nset: !!set {a}\n2026-01-01: clé\n---\n\nx\n"
    )
    status, printed, _ = shell(blog_folder, "blogwifi show posts/b.md --json")
    assert status == 0
    fields = json.loads(printed, parse_constant=pytest.fail)["fields"]
    assert (fields["date"], fields["at"]) == ("2026-05-13", "2026-05-13T10:00:00+02:00")
    assert (fields["bytes"], fields["none"], fields["much"]) == ("hello", "nan", "-inf")
    assert fields["2026-01-01"] == "clé"


def test_json_acts_on_no_terminal_and_loses_nothing(blog_folder: Path) -> None:
    title = "x\u009b31m rouge \u202e \x7f \u200b \U000e0041 \u00a0été"
    written = r"x\u009b31m rouge \u202e \x7f \u200b \U000e0041 \u00a0été"
    (blog_folder / "posts" / "b.md").write_text(f'---\ntitle: "{written}"\n---\n\nx\n')
    status, printed, _ = shell(blog_folder, "blogwifi show posts/b.md --json")
    assert status == 0
    assert not set("\u009b\u202e\x7f\u200b\U000e0041") & set(printed)
    assert json.loads(printed)["title"] == title
    assert "été" in printed


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine that speaks ISO-8859-15, as servers did twenty years ago."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/fr_FR").exists():
        pytest.skip("needs localedef and its sources")
    folder = tmp_path_factory.mktemp("locales")
    name = "fr_FR.ISO-8859-15"
    subprocess.run(
        ["localedef", "-i", "fr_FR", "-f", "ISO-8859-15", str(folder / name)], capture_output=True, check=True
    )
    return {"LOCPATH": str(folder), "LANG": name, "LC_ALL": name}


@pytest.mark.parametrize("typed", ["utf-8", "iso-8859-15"])
def test_a_locale_that_lacks_letters_changes_no_name_and_no_message(
    blog_folder: Path, git: Git, latin: dict[str, str], typed: str
) -> None:
    title = "Noël à l’hôtel, œuvre" if typed == "utf-8" else "Noël à l'hôtel, œuvre"
    done = subprocess.run(
        [*shlex.split(_PROGRAM), "new", title.encode(typed)],
        cwd=blog_folder,
        env={**os.environ, **latin},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip().endswith("-noel-a-l-hotel-oeuvre.md")
    assert title in git(blog_folder, "log", "-1", "--format=%s")
    assert git(blog_folder, "status", "--porcelain") == ""
    printed = subprocess.run(
        [*shlex.split(_PROGRAM), "list"],
        cwd=blog_folder,
        env={**os.environ, **latin},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    ).stdout
    assert "Noël à l'hôtel, œuvre" in printed.decode("iso-8859-15")
    status, printed_json, _ = shell(blog_folder, "blogwifi list --json", **latin)
    assert status == 0
    assert title in {post["title"] for post in json.loads(printed_json)}


def test_letters_a_terminal_lacks_keep_their_place() -> None:
    text = "│ ─ ┌ ’ “ … → œ é ł 語 \udce9"
    assert text.encode("ascii", NAME) == rb"""| - + ' " . > oe e l ? \udce9"""
