"""What git prints is shown without secrets, escape sequences or noise."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.errors import (
    AuthenticationFailed,
    BlogwifiError,
    FileFailed,
    ForeignOwner,
    GitFailed,
    NotARepository,
    Offline,
    RemoteGone,
)
from blogwifi_tui.vcs.config import Configuration, Source
from blogwifi_tui.vcs.environment import child_environment, network_environment
from blogwifi_tui.vcs.error_parsing import held_lock, local_failure, remote_failure
from blogwifi_tui.vcs.locks import lock_error
from blogwifi_tui.vcs.output import bounded, cleaned, masked, remote_words
from blogwifi_tui.vcs.progress import percent_in
from blogwifi_tui.vcs.push_output import Verdict, read_push


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://zoe:jeton@example.org/x.git", "https://***@example.org/x.git"),
        ("fatal: 'https://ghp_123@github.com/x' is gone", "fatal: 'https://***@github.com/x' is gone"),
        ("http://a:p@ss@host/x", "http://***@host/x"),
        ("ssh://git@example.org/x", "ssh://***@example.org/x"),
        ("git@github.com:zoe/x.git", "git@github.com:zoe/x.git"),
        ("?access_token=abc123&x=1", "?access_token=***&x=1"),
        ("Authorization: Basic abc", "Authorization:***"),
        ("sendemail.smtppass = abc", "sendemail.smtppass = ***"),
        ("url.https://ghp_123@github.com/.insteadof = x", "url.https://***@github.com/.insteadof = x"),
        ("3 tests pass: all", "3 tests pass: all"),
        ("une phrase: sans secret", "une phrase: sans secret"),
    ],
)
def test_secrets_are_masked(said: str, shown: str) -> None:
    assert masked(said) == shown


def test_words_are_plain() -> None:
    said = (
        "hint: do this\nWriting objects:  50% (1/2)\rWriting objects: 100% (2/2), done.\r\n"
        "remote: Resolving deltas: 100% (1/1)\n\n\x1b]0;titre\x07\x1b[31mérreur\x1b[0m\x07 \u202e\t!\x1bc\n"
    )
    assert cleaned(said) == "érreur␇ ‹U+202E›\t!"


def test_an_endless_line_keeps_both_ends_and_no_part_of_a_secret() -> None:
    said = (
        f"fatal: {'x' * 980}https://zoe:{'s3cret' * 9}@e.org/{'y' * 100_000}\n{'z' * 100}\n" * 9
        + "error: end"
    )
    kept = bounded(said)
    assert len(kept) < 70_000
    assert "s3cret" not in kept
    assert kept.startswith("fatal: x")
    assert kept.endswith("error: end")
    assert bounded("fatal: short") == "fatal: short"


def test_the_servers_own_words_are_kept_apart() -> None:
    said = "remote: \x1b[1mNon.\x1b[0m\nremote:\nremote: Vraiment.\nTo /x\nerror: failed to push\n"
    assert remote_words(said) == "Non.\nVraiment."


def test_percentages_are_of_data_moved_only() -> None:
    assert percent_in(b"Counting objects: 100% (3/3)\rCompressing objects:  50% (1/2)\r") is None
    assert percent_in(b"Writing objects:   9% (1/11)\rWriting objects:  18% (2/11), 1 MiB\r") == 18
    assert percent_in(b"Receiving objects:  66% (2/3)\r") == 66
    assert percent_in(b"") is None


@pytest.mark.parametrize(
    ("line", "verdict", "race"),
    [
        (" \trefs/heads/main:refs/heads/main\ta..b", Verdict.MOVED, False),
        ("*\tHEAD:refs/heads/main\t[new branch]", Verdict.CREATED, False),
        ("=\tHEAD:refs/heads/main\t[up to date]", Verdict.UP_TO_DATE, False),
        ("!\tHEAD:refs/heads/main\t[rejected] (fetch first)", Verdict.REJECTED, True),
        ("!\tHEAD:refs/heads/main\t[rejected] (non-fast-forward)", Verdict.REJECTED, True),
        ("!\tHEAD:refs/heads/main\t[remote rejected] (failed to update ref)", Verdict.REJECTED, True),
        ("!\tHEAD:refs/heads/main\t[remote rejected] (pre-receive hook declined)", Verdict.REJECTED, False),
        (" \trefs/heads/autre:refs/heads/autre\ta..b", Verdict.NONE, False),
    ],
)
def test_porcelain_lines_of_a_push(line: str, verdict: Verdict, race: bool) -> None:
    pushed = read_push(f"To /x\n{line}\nDone\n".encode(), "refs/heads/main")
    assert (pushed.verdict, pushed.race) == (verdict, race)


def test_what_no_rule_knows_is_told_in_gits_words() -> None:
    error = remote_failure("fetch", 7, "fatal: étrange https://a:b@c/\n", Path("/x"), "origin")
    assert isinstance(error, GitFailed)
    assert (error.command, error.status, error.words) == ("fetch", 7, "fatal: étrange https://***@c/")
    assert isinstance(local_failure("status", 1, "", Path("/x")), GitFailed)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("fatal: detected dubious ownership in repository at '/srv/blog'", ForeignOwner),
        ("fatal: not a git repository (or any of the parent directories): .git", NotARepository),
        ("error: insufficient permission for adding an object to repository database", FileFailed),
        ("fatal: Unable to create '/x/.git/index.lock': Read-only file system", FileFailed),
        ("error: unable to create temporary file: Permission denied", FileFailed),
        ("remote: error: No space left on device", GitFailed),
    ],
)
def test_what_keeps_git_from_working_here(said: str, error: type[BlogwifiError]) -> None:
    assert type(local_failure("commit", 128, said, Path("/x"))) is error


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("fatal: detected dubious ownership in repository at '/srv/blog.git'", ForeignOwner),
        ("fatal: could not read Password for 'https://x': terminal prompts disabled", AuthenticationFailed),
        ("remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'x'", AuthenticationFailed),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", Offline),
        ("fatal: unable to access 'https://x/': Failed to connect to x port 443", Offline),
        ("fetch-pack: unexpected disconnect while reading sideband packet", Offline),
        ("remote: Not Found\nfatal: repository 'https://x/' not found", RemoteGone),
    ],
)
def test_what_keeps_git_from_the_remote(said: str, error: type[BlogwifiError]) -> None:
    assert type(remote_failure("fetch", 128, said, Path("/x"), "origin")) is error


def test_only_a_lock_of_ours_counts() -> None:
    said = "Unable to create '/srv/x.git/refs/heads/main.lock': File exists."
    assert held_lock(f"fatal: {said}", Path("/x")) == Path("/srv/x.git/refs/heads/main.lock")
    assert held_lock(f"remote: error: {said}", Path("/x")) is None
    assert lock_error(Path("/absent.lock"), Path("/")).age == 0


def test_a_window_may_ask_for_a_password_where_there_are_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_environment(terminal=False)["SSH_ASKPASS_REQUIRE"] == "never"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "SSH_ASKPASS_REQUIRE" not in child_environment(terminal=False)
    assert "GIT_TERMINAL_PROMPT" not in child_environment(terminal=True)


@pytest.mark.parametrize("command", ["'unfinished", "", "/opt/plink -batch"])
def test_an_ssh_program_we_do_not_know_gets_no_options_of_ours(command: str) -> None:
    added = network_environment(command, quiet=False)
    assert added.get("GIT_SSH_COMMAND", "").split(" ")[0] in {"", "ssh"}


@pytest.mark.parametrize(
    ("rule", "local"),
    [
        ("+refs/heads/*:refs/remotes/origin/*", "refs/remotes/origin/blog/main"),
        ("refs/heads/blog/main:refs/remotes/ici", "refs/remotes/ici"),
        ("+refs/heads/blog/*:refs/remotes/b/*", "refs/remotes/b/main"),
        ("+refs/heads/autre:refs/remotes/origin/autre", None),
        ("^refs/heads/blog/main", None),
        ("refs/heads/blog/main", None),
    ],
)
def test_where_a_remote_branch_is_remembered(rule: str, local: str | None) -> None:
    settings = Configuration(f"remote.origin.url\n/x\0remote.origin.fetch\n{rule}\0".encode())
    assert settings.remotes == ("origin",)
    assert settings.tracking(Source("origin", "refs/heads/blog/main")) == local


def test_a_branch_that_follows_a_local_one_goes_to_the_only_remote() -> None:
    settings = Configuration(
        b"remote.o.url\n/x\0branch.b.remote\n.\0branch.b.merge\nrefs/heads/main\0commit.gpgsign\nyes\0core.bare\0"
    )
    route = settings.route("b")
    assert route.upstream is None
    assert route.target == Source("o", "refs/heads/b")
    assert settings.enabled("commit.gpgsign")
    assert not settings.enabled("absent")
