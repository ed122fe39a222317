"""``due``: the posts whose date has come since the last publication, for a timer."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.due import DuePosts
from tests.cli.conftest import Run

Git = Callable[..., str]
MachineZone = Callable[[str], None]
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
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch, machine_zone: MachineZone
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    machine_zone("UTC")
    at(monkeypatch, "2029-12-30T05:30:00+00:00")
    row = run(site, "list", "state:scheduled", "--format", "plain").out
    assert row.startswith("2030-01-02  scheduled · in 3 days 4 h  ")
    assert run(site, "list", "state:scheduled").out.split("\t")[:2] == ["2030-01-02", "scheduled"]
    since = {each["path"]: each["since"] for each in run(site, "list", "--json").data}
    assert since["content/posts/b.md"] == "2030-01-02T10:00:00+00:00"


def test_a_post_is_shown_with_the_time_that_is_left_below_its_title_as_long_as_it_is_scheduled(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch, machine_zone: MachineZone
) -> None:
    machine_zone("UTC")
    at(monkeypatch, "2029-12-30T05:30:00+00:00")
    assert "scheduled · in 3 days 4 h · 2 January 2030, 10:00" in run(site, "show", "b").out
    data = run(site, "show", "b", "--json").data
    assert (data["state"], data["since"]) == ("scheduled", "2030-01-02T10:00:00+00:00")
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    assert "scheduled" not in run(site, "show", "b").out
    assert run(site, "show", "b", "--json").data["state"] == "published"


# What a timer runs

RUN = "echo built >> ../built; test ! -e ../broken"
"""Builds the site, unless it is to fail."""


def builds(site: Path) -> int:
    """How often the site was built."""
    built = site.parent / "built"
    return len(built.read_text(encoding="utf-8").splitlines()) if built.exists() else 0


def test_what_builds_the_site_is_run_once_when_a_post_is_due_and_not_before(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T09:59:59+00:00")
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (3, 0)
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    ran = run(site, "due", "--publish", "--run", RUN)
    assert (ran.status, builds(site)) == (0, 1)
    assert ran.out.splitlines()[0].split("\t")[3] == "B"
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (3, 1)
    assert run(site, "due").status == 3


def test_where_the_site_could_not_be_built_its_posts_stay_due(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T10:05:00+00:00")
    (site.parent / "broken").touch()
    ran = run(site, "due", "--publish", "--run", RUN)
    assert (ran.status, builds(site)) == (1, 1)
    assert "ended with an error (1): the site may not show what is due" in ran.err
    at(monkeypatch, "2030-01-02T10:20:00+00:00")
    assert run(site, "due").status == 0
    (site.parent / "broken").unlink()
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (0, 2)
    assert run(site, "due").status == 3


def test_a_push_does_not_make_up_for_a_site_that_could_not_be_built(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    run(site, "set", "a", "title=Autre")
    at(monkeypatch, "2030-01-02T10:05:00+00:00")
    (site.parent / "broken").touch()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T10:05:00Z")
    assert run(site, "due", "--publish", "--run", RUN).status == 1
    assert git(site, "rev-parse", "main") == git(site.parent / "r.git", "rev-parse", "main")
    assert run(site, "due").status == 0


def test_a_post_that_was_kept_here_until_its_date_is_sent_then(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    (site / "content/posts/d.md").write_text("---\ntitle: D\ndate: 2030-01-03\n---\n", encoding="utf-8")
    run(site, "commit", "d")
    at(monkeypatch, "2030-01-03T00:00:00+00:00")
    ran = run(site, "due", "--publish")
    assert (ran.status, ran.out.splitlines()[-1].split(".")[0]) == (0, "Published: 1 new post")
    assert git(site, "rev-parse", "main") == git(site.parent / "r.git", "rev-parse", "main")


def test_a_publication_that_cannot_be_runs_nothing_and_is_tried_again(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T10:05:00+00:00")
    (site.parent / "r.git").rename(site.parent / "away.git")
    ran = run(site, "due", "--publish", "--run", RUN)
    assert (ran.status, builds(site)) == (1, 0)
    (site.parent / "away.git").rename(site.parent / "r.git")
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (0, 1)


def test_what_another_machine_published_is_taken_in_before_it_is_asked_what_is_due(
    site: Path, run: Run, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "r.git"), "other")
    (other / "content/posts/e.md").write_text(
        "---\ntitle: E\ndate: 2030-01-04T08:00:00Z\n---\n", encoding="utf-8"
    )
    git(other, "add", ".")
    git(other, "commit", "--quiet", "-m", "E")
    git(other, "push", "--quiet")
    at(monkeypatch, "2030-01-04T08:00:00+00:00")
    ran = run(site, "due", "--publish", "--run", RUN)
    assert (ran.status, builds(site)) == (0, 1)
    assert {line.split("\t")[3] for line in ran.out.splitlines() if "\t" in line} == {"B", "E"}


def test_what_another_machine_published_after_the_date_is_due_here_no_more(
    site: Path, run: Run, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "r.git"), "other")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T10:30:00Z")
    git(tmp_path / "other", "commit", "--quiet", "--allow-empty", "-m", "Après")
    git(tmp_path / "other", "push", "--quiet")
    at(monkeypatch, "2030-01-02T11:00:00+00:00")
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (3, 0)


def test_a_date_without_an_offset_is_due_by_the_clocks_of_the_blog(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch, machine_zone: MachineZone
) -> None:
    machine_zone("America/New_York")
    (site / "hugo.toml").write_text(f'{HUGO}timeZone = "Europe/Paris"\n', encoding="utf-8")
    (site / "blogwifi.toml").write_text('[blog]\ntime_zone = "Europe/Paris"\n', encoding="utf-8")
    (site / "content/posts/b.md").write_text(
        "---\ntitle: B\ndate: 2030-07-02T10:00:00\n---\n", encoding="utf-8"
    )
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "Heure de Paris")
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-07-02T07:59:59+00:00")
    assert [each["title"] for each in run(site, "due", "--json").data] == []
    at(monkeypatch, "2030-07-02T08:00:00+00:00")
    assert [each["title"] for each in run(site, "due", "--json").data] == ["B"]


def test_it_runs_with_an_empty_environment_and_without_a_terminal(
    site: Path, run: Run, git: Git, home: Path
) -> None:
    past = "---\ntitle: Été\ndate: 2020-01-02T10:00:00Z\n---\n"
    (site / "content/posts/b.md").write_text(past, encoding="utf-8")
    git(site, "add", ".")
    env = {"PATH": "/usr/bin:/bin", "HOME": str(home)}
    dated = {**env, "GIT_COMMITTER_DATE": "2019-01-01T00:00:00Z"}
    who = ["-c", "user.name=M", "-c", "user.email=m@example.org"]
    subprocess.run(["git", *who, "commit", "--quiet", "-m", "B"], cwd=site, env=dated, check=True)
    git(site, "push", "--quiet", str(site.parent / "r.git"), "main")
    git(site, "fetch", "--quiet", "origin")
    git(site, "branch", "--quiet", "--set-upstream-to=origin/main")
    command = [sys.executable, "-P", "-m", "blogwifi_tui", "-C", str(site), "due", "--publish", "--run", RUN]
    for status, words in ((0, "Été"), (3, "")):
        ran = subprocess.run(
            command, cwd="/", env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert (ran.returncode, words in ran.stdout.decode("utf-8")) == (status, True), ran.stderr
        assert builds(site) == 1


def test_json_is_for_what_is_only_looked_at(site: Path, run: Run) -> None:
    assert run(site, "due", "--json", "--publish").status == 2


def test_that_somebody_was_told_of_a_post_keeps_no_timer_from_letting_the_site_be_built(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T10:05:00+00:00")
    assert "has come" in run(site, "publish").out
    assert run(site, "due").status == 3
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (0, 1)
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (3, 1)


def test_a_timer_that_comes_again_before_it_ended_does_nothing(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2030-01-02T10:05:00+00:00")
    with DuePosts(Blog.open(site)).at_work() as alone:
        assert alone
        assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (3, 0)
    assert (run(site, "due", "--publish", "--run", RUN).status, builds(site)) == (0, 1)


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (100, ["2030-01-02  scheduled · in 3 days 4 h  B    content/posts/b.md"]),
        (59, ["2030-01-02  scheduled  B    content/posts/b.md", "    scheduled · in 3 days 4 h"]),
        (40, ["2030-01-02  scheduled  B    b", "    scheduled · in 3 days 4 h"]),
    ],
    ids=str,
)
def test_on_a_narrow_terminal_the_time_that_is_left_stands_below(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch, columns: int, lines: list[str]
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    at(monkeypatch, "2029-12-30T05:30:00+00:00")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    seen = run(site, "list", "state:scheduled").out.splitlines()
    assert [" ".join(line.split()) for line in seen] == [" ".join(line.split()) for line in lines]
    assert [line[:4] for line in seen[1:]] == ["    "] * (len(lines) - 1)
    assert run(site, "list", "state:scheduled", "--format", "tsv").out.count("\n") == 1


def test_a_machine_that_is_offline_says_so_only_when_a_post_is_due(
    site: Path, run: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "push", "--quiet", "-u", "origin", "main")
    (site.parent / "r.git").rename(site.parent / "away.git")
    at(monkeypatch, "2030-01-02T09:00:00+00:00")
    quiet = run(site, "due", "--publish", "--run", RUN)
    assert (quiet.status, quiet.out, quiet.err) == (3, "", "")
    at(monkeypatch, "2030-01-02T10:00:00+00:00")
    assert run(site, "due", "--publish", "--run", RUN).err.count("There is no repository at the address") == 1
