"""``due``: the posts whose date has come since the last publication, for a timer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from tests.cli.conftest import Run

Git = Callable[..., str]
HUGO = 'baseURL = "https://example.org/"\n'


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Path:
    """A Hugo site with a bare remote, and a post of 2 January 2030, 10:00 UTC."""
    folder = tmp_path / "site"
    (folder / "content" / "posts").mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    (folder / "content/posts/a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\n", encoding="utf-8")
    (folder / "content/posts/b.md").write_text(
        "---\ntitle: B\ndate: 2030-01-02T10:00:00Z\n---\n", encoding="utf-8"
    )
    (folder / "content/posts/c.md").write_text(
        "---\ntitle: C\ndate: 2030-01-02T10:00:00Z\ndraft: true\n---\n", encoding="utf-8"
    )
    git(tmp_path, "init", "--quiet", "--bare", "r.git")
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", str(tmp_path / "r.git"))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Avant")
    return folder


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """It is that moment."""
    now = dt.datetime.fromisoformat(moment)
    monkeypatch.setattr(Blog, "now", lambda self: now.astimezone(self.zone))


def test_a_post_is_due_once_its_date_has_come_since_it_was_sent(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T09:59:00+00:00")
    assert run(site, "due") == (early := run(site, "due"))
    assert (early.status, early.out, early.err) == (3, "", "")
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    ran = run(site, "due", "--json")
    assert (ran.status, [each["path"] for each in ran.data]) == (0, ["content/posts/b.md"])
    assert run(site, "due").out.split("\t")[3] == "B"


def test_what_was_due_when_it_was_sent_is_due_no_more(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T10:30:00Z")
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T11:00:00+00:00")
    assert run(site, "due", "--json").out.strip() == "[]"
    assert run(site, "due").status == 3


def test_of_what_another_machine_sent_the_moment_of_its_commit_is_known(
    site: Path, tmp_path: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T10:30:00Z")
    git(site, "commit", "--quiet", "--allow-empty", "-m", "Après")
    git(site, "push", "--quiet", str(tmp_path / "r.git"), "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T09:00:00Z")
    git(site, "fetch", "--quiet", "origin")
    at(monkeypatch, "2030-01-02T11:00:00+00:00")
    assert run(site, "due").status == 3


def test_where_nothing_was_published_yet_nothing_is_due(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2031-01-01T00:00:00+00:00")
    assert run(site, "due").status == 3


def test_publish_tells_of_what_was_sent_before_its_date_and_then_it_is_due_no_more(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T09:59:00+00:00")
    assert run(site, "publish").out == "Nothing to publish: origin has everything.\n"
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    run(site, "publish", "--dry-run")
    assert run(site, "due").status == 0
    assert run(site, "publish").out == (
        "Nothing to publish: origin has everything. "
        "The date of “B” has come: the site shows it once it is built again.\n"
    )
    assert run(site, "due").status == 3
    assert run(site, "publish", "--json").data["due"] == []


def test_of_what_is_told_only_that_is_due_no_more(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "content/posts/d.md").write_text("---\ntitle: D\ndate: 2030-01-03\n---\n", encoding="utf-8")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "D")
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T11:00:00+00:00")
    assert run(site, "publish", "--json").data["due"] == ["content/posts/b.md"]
    at(monkeypatch, "2030-01-03T11:00:00+00:00")
    assert [each["path"] for each in run(site, "due", "--json").data] == ["content/posts/d.md"]


def test_a_publication_that_sends_something_tells_nothing_of_dates(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    run(site, "set", "a", "title=Autre")
    at(monkeypatch, "2030-01-02T11:00:00+00:00")
    assert run(site, "publish").out == "Published: 1 correction. “Autre”: https://example.org/posts/a/\n"


def test_a_scheduled_post_is_listed_with_the_time_that_is_left_for_people_and_its_moment_for_programs(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    monkeypatch.setenv("TZ", "UTC")
    at(monkeypatch, "2029-12-30T05:30:00+00:00")
    row = run(site, "list", "state:scheduled", "--format", "plain").out
    assert row.startswith("2030-01-02  scheduled · in 3 days 4 h  ")
    assert run(site, "list", "state:scheduled").out.split("\t")[:2] == ["2030-01-02", "scheduled"]
    since = {each["path"]: each["since"] for each in run(site, "list", "--json").data}
    assert since["content/posts/b.md"] == "2030-01-02T10:00:00+00:00"


def test_a_post_is_shown_with_the_time_that_is_left_below_its_title_as_long_as_it_is_scheduled(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    at(monkeypatch, "2029-12-30T05:30:00+00:00")
    assert "scheduled · in 3 days 4 h · 2 January 2030, 10:00" in run(site, "show", "b").out
    data = run(site, "show", "b", "--json").data
    assert (data["state"], data["since"]) == ("scheduled", "2030-01-02T10:00:00+00:00")
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    assert "scheduled" not in run(site, "show", "b").out
    assert run(site, "show", "b", "--json").data["state"] == "published"
