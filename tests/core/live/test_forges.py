"""A forge's early word of failure: of this commit alone, from the forge that the remote names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.core.http_get import Answer
from blogwifi_tui.core.live import forges
from blogwifi_tui.core.live.forges import Forges, Kind, Project, failed_builds, project_of
from blogwifi_tui.core.live.record import Build, PublicationRecord
from blogwifi_tui.errors import SiteUnread

COMMIT, OTHER = "a" * 40, "b" * 40
RECORD = PublicationRecord(datetime(2026, 6, 15, tzinfo=UTC), COMMIT, "origin", "main")
LOG = "https://github.com/marc/blog/actions/runs/1"
CHECKS = {
    "total_count": 2,
    "check_runs": [
        {"name": "lint", "head_sha": COMMIT, "status": "completed", "conclusion": "success"},
        {
            "name": "deploy",
            "head_sha": COMMIT,
            "status": "completed",
            "conclusion": "failure",
            "details_url": LOG,
        },
    ],
}


@pytest.mark.parametrize(
    ("remote", "project"),
    [
        ("git@github.com:marc/blog.git", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("github.com:marc/blog", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("ssh://git@ssh.github.com:443/marc/blog.git", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("https://marc:jeton@github.com/marc/blog.git", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("https://GitHub.com/marc/blog/", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("git@gitlab.com:groupe/sous/blog.git", Project(Kind.GITLAB, "gitlab.com", "groupe/sous/blog")),
        ("https://framagit.org/marc/blog", Project(Kind.GITLAB, "framagit.org", "marc/blog")),
        ("git@gitlab.chez.moi:marc/blog.git", Project(Kind.GITLAB, "gitlab.chez.moi", "marc/blog")),
        ("ssh://git@codeberg.org/marc/blog", Project(Kind.GITEA, "codeberg.org", "marc/blog")),
        ("ssh://git@forgejo.chez.moi:2222/marc/blog", Project(Kind.GITEA, "forgejo.chez.moi", "marc/blog")),
        ("git@serveur.chez.moi:blog.git", None),
        ("/srv/git/github.com/marc/blog.git", None),
        ("../gitlab/marc/blog", None),
        ("file:///github.com/marc/blog", None),
        ("gitlab:marc/blog", None),
        ("https://github.com.evil.test/marc/blog", None),
        ("https://evil.test/github.com/marc/blog", None),
        ("https://github.com/marc", None),
        ("https://github.com/marc/../evil", None),
        ("https://github.com/marc/blog?x=/commits", Project(Kind.GITHUB, "github.com", "marc/blog")),
        ("git@github.com:marc/a b", None),
        ("https://[::1/marc/blog", None),
    ],
)
def test_only_a_forge_that_the_remote_names_is_asked(remote: str, project: Project | None) -> None:
    assert project_of(remote) == project


class Web:
    """Answers for the forges."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: dict[str, object] = {}
        self.status = 200
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        monkeypatch.setattr(forges, "get", self.get)

    def get(
        self, address: str, _seconds: float, _most: int, *, headers: Mapping[str, str], **_: object
    ) -> Answer:
        self.asked.append(address)
        self.headers.append(headers)
        if address not in self.answers:
            raise SiteUnread(address, "unreachable")
        return Answer(self.status, {}, json.dumps(self.answers[address]).encode())


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Web:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return Web(monkeypatch)


def failed(remote: str, record: PublicationRecord = RECORD) -> Build | None:
    return Forges(lambda: [remote]).failed(record)


def test_a_check_of_this_commit_that_failed_is_told_with_its_log(web: Web) -> None:
    web.answers[f"https://api.github.com/repos/marc/blog/commits/{COMMIT}/check-runs"] = CHECKS
    assert failed("git@github.com:marc/blog.git") == Build("deploy", "failure", LOG)
    assert web.headers == [{"Accept": "application/json"}]


def test_a_status_that_another_service_gave_the_commit_is_told_too(web: Web) -> None:
    web.answers[f"https://api.github.com/repos/marc/blog/commits/{COMMIT}/status"] = {
        "sha": COMMIT,
        "state": "failure",
        "statuses": [{"context": "netlify", "state": "error", "target_url": "https://app.netlify.test/1"}],
    }
    assert failed("git@github.com:marc/blog.git") == Build("netlify", "error", "https://app.netlify.test/1")


def test_gitlab_is_asked_by_the_whole_name_of_the_project(web: Web) -> None:
    address = f"https://gitlab.com/api/v4/projects/groupe%2Fsous%2Fblog/repository/commits/{COMMIT}/statuses"
    web.answers[address] = [
        {"sha": COMMIT, "name": "spell", "status": "failed", "allow_failure": True},
        {
            "sha": COMMIT,
            "name": "pages",
            "status": "failed",
            "allow_failure": False,
            "target_url": "/g/-/jobs/7",
        },
    ]
    assert failed("git@gitlab.com:groupe/sous/blog.git") == Build(
        "pages", "failed", "https://gitlab.com/g/-/jobs/7"
    )


def test_gitea_and_forgejo_are_asked(web: Web) -> None:
    web.answers[f"https://codeberg.org/api/v1/repos/marc/blog/commits/{COMMIT}/status"] = {
        "sha": COMMIT,
        "state": "failure",
        "statuses": [
            {"context": "ci / build", "status": "failure", "target_url": "/marc/blog/actions/runs/3/jobs/0"}
        ],
    }
    assert failed("https://codeberg.org/marc/blog.git") == Build(
        "ci / build", "failure", "https://codeberg.org/marc/blog/actions/runs/3/jobs/0"
    )


def test_the_build_of_another_commit_counts_for_nothing() -> None:
    run = {"name": "deploy", "head_sha": OTHER, "conclusion": "failure"}
    assert list(failed_builds({"check_runs": [run]}, COMMIT, "github.com")) == []
    status = {"context": "deploy", "state": "failure"}
    assert list(failed_builds({"sha": OTHER, "statuses": [status]}, COMMIT, "github.com")) == []
    assert list(failed_builds([{**status, "sha": OTHER}], COMMIT, "gitlab.com")) == []


@pytest.mark.parametrize(
    "answer",
    [
        None, 7, "failure", [], {}, [None, 7, "x", []], {"check_runs": 7}, {"statuses": {"state": "failure"}},
        {"check_runs": [{"conclusion": ["failure"]}]}, {"message": "Not Found"}, {"sha": None},
        {"check_runs": [{"name": "a", "conclusion": word} for word in ("success", "neutral", None)]},
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_not_understood_is_no_news(answer: object) -> None:
    assert list(failed_builds(answer, COMMIT, "github.com")) == []


def test_what_a_forge_says_is_shown_on_one_line_and_leads_only_to_secure_addresses() -> None:
    build = {"name": "a\x1b[31m\nb" + "x" * 500, "conclusion": "failure"}
    for address in (
        "http://a.test/",
        "javascript:x",
        "https://u:p@a.test/",
        "https://a.test/\x1b",
        7,
        "https://[::1",
    ):
        (found,) = failed_builds({"check_runs": [{**build, "details_url": address}]}, COMMIT, "github.com")
        assert (found.name[:9], len(found.name), found.address) == ("a␛[31m bx", 200, "")


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_a_forge_that_tells_strangers_nothing_is_asked_once(web: Web, status: int) -> None:
    web.status = status
    web.answers[f"https://api.github.com/repos/marc/blog/commits/{COMMIT}/check-runs"] = CHECKS
    asked = Forges(lambda: ["git@github.com:marc/blog.git"])
    assert [asked.failed(RECORD), asked.failed(RECORD)] == [None, None]
    assert len(web.asked) == 1


def test_nothing_is_asked_of_what_is_no_forge_or_no_commit(web: Web) -> None:
    assert failed("git@serveur.chez.moi:blog.git") is None
    assert failed("git@github.com:marc/blog.git", replace(RECORD, commit="main")) is None
    assert web.asked == []


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_a_program_of_the_forge_that_is_signed_in_is_asked_instead(web: Web, tmp_path: Path) -> None:
    (tmp_path / "answer").write_text(f"{json.dumps(CHECKS)}\n", encoding="utf-8")
    log = tmp_path / "log"
    program(
        tmp_path / "bin",
        "gh",
        f'echo "$@ $PWD $GH_PROMPT_DISABLED" >> {log}; read -r line < {tmp_path}/answer; echo "$line"',
    )
    assert failed("git@github.com:marc/blog.git") == Build("deploy", "failure", LOG)
    question = f"repos/marc/blog/commits/{COMMIT}/check-runs"
    assert log.read_text(encoding="utf-8") == f"api --hostname github.com {question} {os.sep} 1\n"
    assert web.asked == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_program_of_the_forge_finds_no_terminal_to_ask_on(web: Web, tmp_path: Path) -> None:
    log = tmp_path / "log"
    program(tmp_path / "bin", "gh", f'read -r facts < /proc/$$/stat; echo "$$ $facts" >> {log}')
    failed("git@github.com:marc/blog.git")
    number, _blank, facts = log.read_text(encoding="utf-8").partition("\n")[0].partition(" ")
    assert facts.rpartition(")")[2].split()[3] == number, "it leads a session of its own, without a terminal"
    assert len(web.asked) > 0


def test_one_that_is_not_signed_in_is_asked_once_and_then_the_public_way(web: Web, tmp_path: Path) -> None:
    log = tmp_path / "log"
    program(tmp_path / "bin", "glab", f"echo $1 >> {log}; exit 1")
    asked = Forges(lambda: ["git@gitlab.com:marc/blog.git"])
    assert [asked.failed(RECORD), asked.failed(RECORD)] == [None, None]
    assert log.read_text(encoding="utf-8") == "api\n"
    assert len(web.asked) == 2
