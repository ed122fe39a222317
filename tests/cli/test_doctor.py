"""``blogwifi doctor``: what is wrong with the program, the machine or the blog, and what to do about it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core import demo
from blogwifi_tui.settings.paths import config_file, crash_dir, state_dir
from tests.conftest import Git

Doctor = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def doctor(capfd: pytest.CaptureFixture[str]) -> Doctor:
    """``doctor(folder)``: the exit status, and the facts."""

    def look(folder: Path) -> tuple[int, list[dict[str, Any]]]:
        status = main(["doctor", "--blog", str(folder), "--json"])
        return status, json.loads(capfd.readouterr().out)

    return look


def to_mend(facts: list[dict[str, Any]]) -> list[str]:
    """What must be mended; each with a sentence and a next step."""
    wrong = [fact for fact in facts if fact["must_mend"]]
    assert all(fact["problem"] and fact["next"] for fact in wrong)
    return [f"{fact['section']} {fact['name']}" for fact in wrong]


def value(facts: list[dict[str, Any]], section: str, name: str) -> Any:
    return next(fact["value"] for fact in facts if (fact["section"], fact["name"]) == (section, name))


def test_where_all_is_well_it_tells_versions_folders_and_the_blog(
    published_blog: Path, doctor: Doctor
) -> None:
    status, facts = doctor(published_blog)
    assert (status, to_mend(facts)) == (0, [])
    assert value(facts, "program", "textual")
    assert value(facts, "git", "version")
    assert value(facts, "blog", "blog") == str(published_blog)
    assert value(facts, "blog", "posts") == 1
    assert value(facts, "blog", "remote") == "origin"
    assert value(facts, "paths", "state") == str(state_dir())


def test_what_it_prints_can_be_read_and_pasted(
    published_blog: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--blog", str(published_blog)]) == 0
    out = capfd.readouterr().out
    assert "\n  blogwifi: 0." in out
    assert "\x1b" not in out
    assert out.endswith("Nothing has to be mended.\n")


def test_no_secret_of_an_address_is_in_it(
    published_blog: Path, doctor: Doctor, git: Git, capfd: pytest.CaptureFixture[str]
) -> None:
    git(published_blog, "remote", "set-url", "origin", "https://marc:s3cr3t@example.org/blog.git")
    _status, facts = doctor(published_blog)
    assert value(facts, "blog", "addresses") == ["https://***@example.org/blog.git"]
    main(["doctor", "--blog", str(published_blog)])
    assert "s3cr3t" not in str(facts) + capfd.readouterr().out


def test_it_changes_nothing(published_blog: Path, doctor: Doctor, git: Git) -> None:
    (published_blog / "posts" / "neuf.md").write_text("---\ntitle: Neuf\n---\n", encoding="utf-8")
    git(published_blog, "status")  # which may write its index anew

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in published_blog.rglob("*") if path.is_file()}

    before = files()
    doctor(published_blog)
    assert files() == before


def test_outside_of_a_blog_there_is_nothing_to_mend_and_the_next_step_is_told(
    tmp_path: Path, doctor: Doctor
) -> None:
    status, facts = doctor(tmp_path)
    assert (status, to_mend(facts)) == (0, [])
    assert "blogwifi init" in next(fact["next"] for fact in facts if fact["section"] == "blog")


def test_what_is_worth_a_look_is_not_called_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--blog", str(tmp_path)]) == 0
    out = capfd.readouterr().out
    assert "→ There is no blog" in out
    assert re.search(r"Nothing has to be mended; \d things? (?:is|are) worth a look \(→\)\.\n$", out)


def test_git_that_is_not_there(blog_folder: Path, doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(blog_folder))
    status, facts = doctor(blog_folder)
    assert status == 1
    assert to_mend(facts)[0] == "git version"


def test_git_that_does_not_know_the_name(blog_folder: Path, doctor: Doctor, no_identity: None) -> None:
    status, facts = doctor(blog_folder)
    assert (status, to_mend(facts)) == (1, ["blog identity"])


@pytest.mark.parametrize("is_own", [False, True])
def test_settings_with_a_mistake(blog_folder: Path, doctor: Doctor, is_own: bool) -> None:
    file = config_file() if is_own else blog_folder / "blogwifi.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[ui]\nthme = 1\n" if is_own else "[blog]\ntitel = 1\n", encoding="utf-8")
    status, facts = doctor(blog_folder)
    assert (status, to_mend(facts)) == (1, ["blog settings"])
    assert str(file) in next(fact["problem"] for fact in facts if fact["must_mend"])


def test_own_settings_with_a_mistake_outside_of_a_blog(tmp_path: Path, doctor: Doctor) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[ui]\nthme = 1\n", encoding="utf-8")
    status, facts = doctor(tmp_path)
    assert (status, to_mend(facts)) == (1, ["blog settings"])


def test_a_folder_that_cannot_be_written_into(blog_folder: Path, doctor: Doctor) -> None:
    state_dir().parent.mkdir(parents=True, exist_ok=True)
    state_dir().write_text("a file\n", encoding="utf-8")
    status, facts = doctor(blog_folder)
    assert (status, to_mend(facts)) == (1, ["paths state"])


@pytest.mark.parametrize(
    ("variable", "name"), [("STATE", "state"), ("CACHE", "cache"), ("CONFIG", "settings")]
)
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that takes no files")
def test_a_folder_whose_system_takes_no_files(
    blog_folder: Path, doctor: Doctor, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    monkeypatch.setenv(f"XDG_{variable}_HOME", "/proc/x")
    status, facts = doctor(blog_folder)
    assert (status, to_mend(facts)) == (1, [f"paths {name}"])


def test_looking_whether_folders_can_be_written_into_leaves_nothing(home: Path, doctor: Doctor) -> None:
    before = sorted(home.rglob("*"))
    doctor(home)
    assert sorted(home.rglob("*")) == before


def test_the_demo_is_named_where_it_is_made(tmp_path: Path, doctor: Doctor, french: None) -> None:
    assert value(doctor(tmp_path)[1], "paths", "demo") == str(demo.default_folder())


def test_a_merge_that_was_left_in_the_middle(published_blog: Path, doctor: Doctor) -> None:
    (published_blog / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n", encoding="ascii")
    status, facts = doctor(published_blog)
    assert status == 1
    assert to_mend(facts)[-1] in {"blog branch", "blog repository"}


def test_a_post_that_cannot_be_read_and_a_crash_report_are_told_and_are_no_hindrance(
    published_blog: Path, doctor: Doctor
) -> None:
    (published_blog / "posts" / "faux.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    crash_dir().mkdir(parents=True)
    (crash_dir() / "20260101-000000-1.txt").write_text("blogwifi\n", encoding="utf-8")
    status, facts = doctor(published_blog)
    assert (status, to_mend(facts)) == (0, [])
    told = {fact["name"] for fact in facts if fact["problem"]}
    assert told >= {"unreadable", "crash reports"}


def test_programs_that_the_repository_brings_along(published_blog: Path, doctor: Doctor) -> None:
    hook = published_blog / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n", encoding="utf-8")
    hook.chmod(0o755)
    _status, facts = doctor(published_blog)
    assert "hooks/pre-commit" in value(facts, "blog", "brings along")
    assert "blogwifi trust" in next(fact["next"] for fact in facts if fact["name"] == "brings along")


def test_a_terminal_that_can_show_no_screen(blog_folder: Path) -> None:
    """By the program itself: it looks at its own streams."""
    outer, inner = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "blogwifi_tui", "doctor", "--blog", str(blog_folder), "--json"],
        stdin=inner,
        capture_output=True,
        text=True,
        env={**os.environ, "TERM": "dumb", "LC_ALL": "xx_XX.UTF-8", "SSH_CONNECTION": "1"},
    )
    os.close(outer)
    os.close(inner)
    facts = json.loads(done.stdout)
    assert (done.returncode, to_mend(facts)) == (1, ["terminal TERM"])
    assert value(facts, "terminal", "inside") == ["ssh"]
    assert "locale -a" in next(fact["next"] for fact in facts if fact["name"] == "encoding")
