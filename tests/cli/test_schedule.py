"""``schedule``: what publishes posts when their date comes, shown first and written once it is agreed to."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.schedule.quoting import crontab_command, unit_command
from blogwifi_tui.errors import ScheduleRefused
from tests.cli.conftest import Run, refused

Git = Callable[..., str]
MachineZone = Callable[[str], None]
NOW = dt.datetime(2029, 12, 30, 12, tzinfo=dt.UTC)
BUILD = "./build 100% \"$HOME\" 'é' \\"
"""A command that holds what acts in each of the files."""
AWKWARD = 'it\'s "100%" a\\%b $HOME {{ x }} é'
"""The name of a folder that does the same."""
STAND_IN = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$CALLS"
if [ "$(basename "$0")" = systemctl ]; then
    [ -z "$SYSTEMCTL" ] || exit "$SYSTEMCTL"
    wants="$XDG_CONFIG_HOME/systemd/user/timers.target.wants"
    case "$2" in
    enable) mkdir -p "$wants"; ln -sf "../$3" "$wants/$3" ;;
    disable) rm -f "$wants/$4" ;;
    esac
    exit 0
fi
case "$1" in
-l) if [ -f "$TABLE" ]; then cat "$TABLE"; else echo "no crontab for $USER" >&2; exit 1; fi ;;
-) cat > "$TABLE" ;;
esac
"""


@pytest.fixture
def site(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blog in the zone of Paris; B is due on 2 January 2030 at 8:07 there, C with the summer time on."""
    return make_site(tmp_path / "site", git, monkeypatch)


def make_site(folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder / "content" / "posts").mkdir(parents=True)
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
    (folder / "blogwifi.toml").write_text('[blog]\ntime_zone = "Europe/Paris"\n', encoding="utf-8")
    for name, date in (
        ("a", "2020-01-01"),
        ("b", "2030-01-02T08:07:00+01:00"),
        ("c", "2030-07-01T09:30:00+02:00"),
    ):
        text = f"---\ntitle: {name.upper()}\ndate: {date}\n---\n"
        (folder / f"content/posts/{name}.md").write_text(text, encoding="utf-8")
    git(folder.parent, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", str(folder.parent / "remote.git"))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Avant")
    git(folder, "push", "--quiet", "-u", "origin", "main")
    monkeypatch.setattr(Blog, "now", lambda self: NOW.astimezone(self.zone))
    return folder


class Machine:
    """Stand-ins for the programs of the machine that are told of a schedule, and what they were told."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.table, self._calls = tmp_path / "table", tmp_path / "calls"
        self.units = tmp_path / "config" / "systemd" / "user"
        programs = tmp_path / "programs"
        programs.mkdir()
        for name in ("crontab", "systemctl"):
            (programs / name).write_text(STAND_IN, encoding="utf-8")
            (programs / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
        monkeypatch.setenv("CALLS", str(self._calls))
        monkeypatch.setenv("TABLE", str(self.table))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []

    def unit(self, ending: str) -> Path:
        (found,) = self.units.glob(f"blogwifi-*.{ending}")
        return found


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def words_of_unit(line: str) -> list[str]:
    """The words of an ``ExecStart=`` in which each is quoted and no ``$`` acts, as systemd reads it."""
    assert line.startswith(':"')
    quoted = re.findall(r'"((?:[^"\\]|\\.)*+)"', line)
    assert not [each for each in quoted if "%" in each.replace("%%", "")], "a specifier"
    return [re.sub(r"\\(.)", r"\1", each).replace("%%", "%") for each in quoted]


def words_of_crontab(command: str) -> list[str]:
    """The words that a shell makes of the command of a line, once cron has read it."""
    seen, escaped = [], False
    for letter in command:
        if escaped and letter == "%":
            seen.pop()
        assert letter != "%" or escaped, "here the line would end"
        seen.append(letter)
        escaped = letter == "\\" and not escaped
    show = "import json, sys; print(json.dumps(sys.argv[1:]))"
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.quote(sys.executable)} -c {shlex.quote(show)} {''.join(seen)}"],
        capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    words: list[str] = json.loads(ran.stdout)
    return words


# Agreeing


@pytest.mark.parametrize("kind", ["--systemd", "--cron"])
def test_without_a_yes_the_difference_is_printed_and_nothing_is_done(
    site: Path, run: Run, machine: Machine, kind: str
) -> None:
    ran = run(site, "schedule", kind, "--run", "./build")
    assert ran.status == 1
    assert "\n+" in ran.out
    assert "“B” is due 2 January 2030, 08:07 (Europe/Paris)." in ran.err
    assert "Nothing was written; --yes agrees to it." in ran.err
    assert not machine.units.exists()
    assert not machine.table.exists()
    assert set(machine.calls) <= {"crontab -l"}


@pytest.mark.parametrize(
    ("answer", "written"), [("y\n", True), ("YES\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_on_a_terminal_it_is_written_after_a_yes_alone(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    monkeypatch.setattr("blogwifi_tui.cli.schedule_commands.is_at_a_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: answer, raising=False)
    ran = run(site, "schedule", "--cron", "--run", "./build")
    assert "Write this? [y/N]" in ran.err
    assert (ran.status, machine.table.exists()) == (0 if written else 1, written)


def test_where_no_post_is_scheduled_it_says_so_and_ends_with_3(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Blog, "now", lambda self: dt.datetime(2031, 1, 1, tzinfo=dt.UTC).astimezone(self.zone)
    )
    ran = run(site, "schedule", "--cron", "--run", "./build", "--yes")
    assert (ran.status, ran.out, machine.calls) == (3, "", [])
    assert ran.err == "blogwifi: No post is scheduled, so there is nothing to wait for.\n"
    assert run(site, "schedule", "--cron", "--run", "./build", "--json").data["next"] is None


@pytest.mark.parametrize("kind", ["--systemd", "--cron"])
def test_what_builds_the_site_is_asked_for(site: Path, run: Run, machine: Machine, kind: str) -> None:
    refused(
        run(site, "schedule", kind, "--yes"),
        "What builds the site again is not known",
        "--run COMMAND",
        "--workflow github",
    )
    (site / ".forgejo" / "workflows").mkdir(parents=True)
    refused(run(site, "schedule", kind, "--yes", "--run", " "), "--workflow forgejo")


def test_programs_get_the_moments_and_the_difference(site: Path, run: Run, machine: Machine) -> None:
    data = run(site, "schedule", "--systemd", "--run", "./build", "--json").data
    assert data["next"] == "2030-01-02T08:07:00+01:00"
    assert data["moments"] == [data["next"], "2030-07-01T09:30:00+02:00"]
    assert (data["zone"], data["written"], data["commit"]) == ("Europe/Paris", False, None)
    assert [Path(each["path"]).suffix for each in data["files"]] == [".service", ".timer"]
    assert all(each["diff"].startswith("--- /dev/null\n+++ ") for each in data["files"])
    assert run(site, "schedule", "--systemd", "--run", "./build", "--json", "--yes").data["written"] is True


# systemd


def test_the_timer_has_the_moments_in_the_zone_of_the_blog_and_each_quarter_of_an_hour(
    site: Path, run: Run, machine: Machine
) -> None:
    assert run(site, "schedule", "--systemd", "--run", BUILD, "--yes").status == 0
    lines = machine.unit("timer").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("OnCalendar=")] == [
        "OnCalendar=2030-01-02 08:07:00 Europe/Paris",
        "OnCalendar=2030-07-01 09:30:00 Europe/Paris",
        "OnCalendar=*:07/15",
    ]
    assert "Persistent=true" in lines
    timer = machine.unit("timer").name
    assert machine.calls == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable {timer}",
        f"systemctl --user restart {timer}",
    ]
    assert stat.S_IMODE(machine.unit("service").stat().st_mode) == 0o600


def test_the_service_runs_this_program_with_the_command_as_it_was_given(
    tmp_path: Path, git: Git, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / AWKWARD, git, monkeypatch)
    assert run(site, "schedule", "--systemd", "--run", BUILD, "--yes").status == 0
    lines = machine.unit("service").read_text(encoding="utf-8").splitlines()
    (command,) = [line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=")]
    words = words_of_unit(command)
    at = words.index("-C")
    assert words[at:] == ["-C", str(site), "due", "--publish", f"--run={BUILD}"]
    assert Path(words[0]).is_absolute()
    assert "SuccessExitStatus=3" in lines


@pytest.mark.needs("systemd-analyze")
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
@pytest.mark.parametrize("name", ["site", AWKWARD])
def test_systemd_finds_nothing_wrong_with_the_units(
    tmp_path: Path, git: Git, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    site = make_site(tmp_path / name, git, monkeypatch)
    run(site, "schedule", "--systemd", "--run", BUILD, "--yes")
    units = [str(machine.unit(ending)) for ending in ("timer", "service")]
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", *units], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    timer = machine.unit("timer").read_text(encoding="utf-8")
    for moment in re.findall("OnCalendar=(.*)", timer):
        subprocess.run(["systemd-analyze", "calendar", moment], capture_output=True, check=True)


def test_where_systemd_cannot_be_told_the_files_stand_and_the_command_is_named(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYSTEMCTL", "1")
    ran = run(site, "schedule", "--systemd", "--run", "./build", "--yes")
    assert ran.status == 1
    assert "“systemctl --user daemon-reload” failed" in ran.err
    assert machine.unit("timer").is_file()
    assert run(site, "schedule", "--systemd", "--remove", "--yes").status == 1
    assert list(machine.units.iterdir()) == []


def test_what_systemd_was_not_told_it_is_told_the_next_time(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setenv("SYSTEMCTL", "1")
        run(site, "schedule", "--systemd", "--run", "./build", "--yes")
    assert run(site, "schedule", "--systemd", "--run", "./build", "--yes").status == 0
    assert machine.calls[-1].startswith("systemctl --user restart ")


def test_the_timer_is_taken_out_again(site: Path, run: Run, machine: Machine) -> None:
    run(site, "schedule", "--systemd", "--run", "./build", "--yes")
    timer = machine.unit("timer").name
    (machine.units / "other.timer").write_text("[Timer]\n", encoding="utf-8")
    assert run(site, "schedule", "--systemd", "--remove").status == 1
    assert machine.unit("timer").is_file()
    ran = run(site, "schedule", "--systemd", "--remove", "--yes")
    assert (ran.status, ran.err) == (0, "blogwifi: It is taken out.\n")
    assert [each.name for each in machine.units.iterdir() if each.is_file()] == ["other.timer"]
    assert machine.calls[-2:] == [f"systemctl --user disable --now {timer}", "systemctl --user daemon-reload"]
    assert "it is so already" in run(site, "schedule", "--systemd", "--remove", "--yes").err


# cron


def test_the_line_of_the_crontab_meets_the_moment_in_any_zone_and_names_it(
    site: Path, run: Run, machine: Machine
) -> None:
    ran = run(site, "schedule", "--cron", "--run", "./build", "--yes")
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "blogwifi: cron runs it from now on.")
    (line,) = machine.table.read_text(encoding="utf-8").splitlines()
    assert line.startswith("7,22,37,52 * * * * ")
    assert re.search(r" # blogwifi [0-9a-f]{16}: next 2030-01-02 08:07 Europe/Paris$", line)


def test_cron_and_the_shell_hand_on_the_command_as_it_was_given(
    tmp_path: Path, git: Git, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / AWKWARD, git, monkeypatch)
    run(site, "schedule", "--cron", "--run", BUILD, "--yes")
    command = machine.table.read_text(encoding="utf-8").removesuffix("\n").split(" ", 5)[5]
    words = words_of_crontab(command)
    assert words[words.index("-C") :] == ["-C", str(site), "due", "--publish", f"--run={BUILD}"]


OTHERS = b'# mine\r\nMAILTO=""\n\n*/5 * * * * date +\\%H \xff\n@daily x'


def test_the_other_lines_of_a_crontab_stay_byte_for_byte(site: Path, run: Run, machine: Machine) -> None:
    machine.table.write_bytes(OTHERS)
    run(site, "schedule", "--cron", "--run", "./build", "--yes")
    first = machine.table.read_bytes()
    assert first.startswith(OTHERS + b"\n7,22,37,52 ")
    machine.table.write_bytes(first + b"# after\n")
    run(site, "schedule", "--cron", "--run", "./other", "--yes")
    again = machine.table.read_bytes()
    assert again == first.replace(b"./build", b"./other") + b"# after\n"
    assert "it is so already" in run(site, "schedule", "--cron", "--run", "./other", "--yes").err
    run(site, "schedule", "--cron", "--remove", "--yes")
    assert machine.table.read_bytes() == OTHERS + b"\n# after\n"


def test_a_crontab_that_is_changed_meanwhile_is_left_as_it_is(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agrees() -> bool:
        machine.table.write_text("# new\n", encoding="utf-8")
        return True

    monkeypatch.setattr("blogwifi_tui.cli.schedule_commands.is_at_a_terminal", lambda: True)
    monkeypatch.setattr("blogwifi_tui.cli.schedule_commands._agrees", agrees)
    ran = run(site, "schedule", "--cron", "--run", "./build")
    assert ran.status == 1
    assert "was changed meanwhile" in ran.err
    assert machine.table.read_text(encoding="utf-8") == "# new\n"


def test_a_crontab_that_cannot_be_read_is_not_replaced(
    site: Path, run: Run, machine: Machine, tmp_path: Path
) -> None:
    program = tmp_path / "programs" / "crontab"
    program.write_text('#!/bin/sh\necho "you may not use this" >&2; exit 1\n', encoding="utf-8")
    refused(run(site, "schedule", "--cron", "--run", "./build", "--yes"), "you may not use this")


# What is written nowhere


@pytest.mark.parametrize("kind", ["--systemd", "--cron"])
def test_a_folder_whose_name_ends_a_line_is_refused(
    tmp_path: Path, git: Git, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    site = make_site(tmp_path / "a\n* * * * * evil", git, monkeypatch)
    refused(run(site, "schedule", kind, "--run", "./build", "--yes"), "cannot stand in a line of a file")
    assert (machine.table.exists(), machine.units.exists()) == (False, False)


@pytest.mark.parametrize("command", ["a\nb", "a\rb", "a\0b", "a\x1bb", "a\u2028b", "a\udcffb"], ids=ascii)
def test_a_command_of_several_lines_is_refused(command: str) -> None:
    for quoted in (crontab_command, unit_command):
        with pytest.raises(ScheduleRefused):
            quoted(["x", command])


def test_no_text_of_a_post_is_written(site: Path, run: Run, machine: Machine) -> None:
    post = site / "content/posts/b.md"
    post.write_text(
        post.read_text(encoding="utf-8").replace("title: B", "title: 'X\u2028Y $(evil) %'"), encoding="utf-8"
    )
    for kind in (
        ["--systemd", "--run", "a"],
        ["--cron", "--run", "a"],
        ["--workflow", "github", "--run", "a"],
    ):
        assert run(site, "schedule", *kind, "--yes").status == 0
    units = [machine.unit("timer"), machine.unit("service")]
    written = [machine.table, *units, site / ".github/workflows/blogwifi-schedule.yml"]
    assert not [each for each in written if "evil" in each.read_text(encoding="utf-8")]


# Workflows

DEPLOY = """\
name: Deploy
on:
  push:
    branches: [main]
  {event}:
permissions:
  contents: read
  pages: write
jobs:
  build:
    runs-on: {runner}
    permissions:
      contents: write
      id-token: write
    steps:
      - uses: actions/deploy-pages@v4
"""


def deploys(
    site: Path, folder: str, event: str, name: str = "deploy.yml", runner: str = "ubuntu-latest"
) -> None:
    """The repository has a workflow that brings the site to its readers, and another that does not."""
    (site / folder).mkdir(parents=True, exist_ok=True)
    text = DEPLOY.format(event=event, runner=runner)
    (site / folder / name).write_text(text, encoding="utf-8")
    (site / folder / "spelling.yml").write_text("on: [push]\njobs: {}\n", encoding="utf-8")


def workflow(site: Path, folder: str = ".github/workflows") -> dict[object, object]:
    text = (site / folder / "blogwifi-schedule.yml").read_text(encoding="utf-8")
    found: dict[object, object] = yaml.safe_load(text)
    return found


def schedule_of(found: dict[object, object]) -> object:
    return found[True]["schedule"]  # type: ignore[index]


def test_the_workflow_starts_the_one_that_deploys_shortly_after_each_moment_in_utc(
    site: Path, run: Run, git: Git
) -> None:
    deploys(site, ".github/workflows", "workflow_dispatch")
    before = git(site, "rev-parse", "HEAD")
    ran = run(site, "schedule", "--workflow", "github", "--yes")
    assert ran.status == 0
    found = workflow(site)
    assert schedule_of(found) == [{"cron": "14 7 2 1 *"}, {"cron": "37 7 1 7 *"}]
    (step,) = found["jobs"]["build"]["steps"]  # type: ignore[index]
    assert step["run"] == 'gh workflow run deploy.yml --repo "$GITHUB_REPOSITORY" --ref "$GITHUB_REF_NAME"'
    assert step["env"] == {"GH_TOKEN": "${{ github.token }}"}
    assert found["permissions"] == {"actions": "write"}
    text = (site / ".github/workflows/blogwifi-schedule.yml").read_text(encoding="utf-8")
    assert "# 2030-01-02 08:07 Europe/Paris\n" in text
    assert git(site, "rev-parse", "HEAD~1") == before
    changed = git(site, "show", "--format=", "--name-only", "HEAD").split()
    assert changed == [".github/workflows/blogwifi-schedule.yml"]


def test_a_day_of_another_year_is_left_to_the_next_time(site: Path, run: Run) -> None:
    (site / "content/posts/d.md").write_text("---\ntitle: D\ndate: 2031-06-01\n---\n", encoding="utf-8")
    run(site, "schedule", "--workflow", "github", "--run", "a", "--yes")
    assert schedule_of(workflow(site)) == [{"cron": "14 7 2 1 *"}, {"cron": "37 7 1 7 *"}]


def test_a_workflow_that_is_to_be_called_is_called_with_what_it_may_do(site: Path, run: Run) -> None:
    deploys(site, ".github/workflows", "workflow_call")
    run(site, "schedule", "--workflow", "github", "--yes")
    found = workflow(site)
    assert found["permissions"] == {"contents": "write", "pages": "write", "id-token": "write"}
    assert found["jobs"] == {"build": {"uses": "./.github/workflows/deploy.yml", "secrets": "inherit"}}


@pytest.mark.parametrize(
    ("forge", "folder"),
    [
        ("forgejo", ".forgejo"),
        ("gitea", ".gitea"),
        ("forgejo", ".gitea"),
        ("forgejo", ".github"),
        ("gitea", ".github"),
    ],
)
def test_the_file_goes_where_the_forge_takes_its_workflows_from(
    site: Path, run: Run, forge: str, folder: str
) -> None:
    deploys(site, f"{folder}/workflows", "workflow_call", runner="docker")
    assert run(site, "schedule", "--workflow", forge, "--yes").status == 0
    found = workflow(site, f"{folder}/workflows")
    uses = f"./{folder}/workflows/deploy.yml"
    assert found["jobs"] == {"build": {"runs-on": "docker", "uses": uses, "secrets": "inherit"}}


def test_a_command_may_build_the_site_instead(site: Path, run: Run) -> None:
    run(site, "schedule", "--workflow", "forgejo", "--run", BUILD, "--yes")
    found = workflow(site, ".forgejo/workflows")
    assert found["jobs"] == {"build": {"runs-on": "docker", "steps": [{"run": BUILD}]}}
    assert found["permissions"] == {}


def test_what_no_other_workflow_can_start_is_named_with_what_it_lacks(site: Path, run: Run) -> None:
    deploys(site, ".github/workflows", "release")
    refused(
        run(site, "schedule", "--workflow", "github", "--yes"),
        ".github/workflows/deploy.yml",
        "“workflow_dispatch”",
    )
    deploys(site, ".gitea/workflows", "workflow_dispatch")
    refused(
        run(site, "schedule", "--workflow", "gitea", "--yes"),
        ".gitea/workflows/deploy.yml",
        "“workflow_call”",
    )


def test_of_several_workflows_the_one_to_be_called_is_asked_for(site: Path, run: Run) -> None:
    refused(
        run(site, "schedule", "--workflow", "github", "--yes"), "No workflow was found in .github/workflows"
    )
    deploys(site, ".github/workflows", "workflow_dispatch")
    deploys(site, ".github/workflows", "workflow_dispatch", "pages.yaml")
    refused(run(site, "schedule", "--workflow", "github", "--yes"), "deploy.yml, pages.yaml", "--calls FILE")
    refused(
        run(site, "schedule", "--workflow", "github", "--calls", "x.yml"),
        "no workflow .github/workflows/x.yml",
    )
    assert run(site, "schedule", "--workflow", "github", "--calls", "pages.yaml", "--yes").status == 0
    assert "gh workflow run pages.yaml " in str(workflow(site))
    refused(run(site, "schedule", "--cron", "--run", "a", "--calls", "x.yml"), "--workflow", status=2)


@pytest.mark.parametrize("name", ["$(evil).yml", "a b.yml", "-x.yml", "${{ x }}.yml", "é.yml"])
def test_a_workflow_whose_name_could_act_is_never_named(site: Path, run: Run, name: str) -> None:
    (site / ".github/workflows").mkdir(parents=True)
    (site / ".github/workflows" / name).write_text("on: workflow_dispatch\n", encoding="utf-8")
    refused(run(site, "schedule", "--workflow", "github", "--yes"), "No workflow was found")


def test_gitlab_keeps_schedules_elsewhere_and_the_command_for_that_is_told(site: Path, run: Run) -> None:
    told = run(site, "schedule", "--workflow", "gitlab", "--yes")
    refused(told, "in no file", "glab schedule create --cron '14 7 2 1 *'", "--ref main")


def test_the_workflow_is_taken_out_again_in_one_commit(site: Path, run: Run, git: Git) -> None:
    deploys(site, ".github/workflows", "workflow_dispatch")
    run(site, "schedule", "--workflow", "github", "--yes")
    assert run(site, "schedule", "--workflow", "github", "--yes").status == 0
    before = git(site, "rev-parse", "HEAD")
    assert run(site, "schedule", "--workflow", "github", "--remove", "--yes").status == 0
    assert not (site / ".github/workflows/blogwifi-schedule.yml").exists()
    assert git(site, "rev-parse", "HEAD~1") == before
    assert "it is so already" in run(site, "schedule", "--workflow", "github", "--remove", "--yes").err


def test_of_a_blog_in_a_folder_of_a_repository_the_file_lies_at_its_top(
    site: Path, run: Run, git: Git
) -> None:
    inner = site / "notes"
    (inner / "texts").mkdir(parents=True)
    settings = '[blog]\nposts = "texts"\ngenerator = "hugo"\n'
    (inner / "blogwifi.toml").write_text(settings, encoding="utf-8")
    shutil.copy(site / "content/posts/b.md", inner / "texts")
    deploys(site, ".github/workflows", "workflow_dispatch")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "Notes")
    assert run(inner, "schedule", "--workflow", "github", "--yes").status == 0
    assert workflow(site)["name"] == "Posts that are due"
    assert git(site, "status", "--porcelain") == ""


def test_where_the_settings_name_no_zone_that_of_the_site_counts(
    site: Path, run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch, machine_zone: MachineZone
) -> None:
    machine_zone("America/New_York")
    (site / "blogwifi.toml").write_text("", encoding="utf-8")
    (site / "hugo.toml").write_text('timeZone = "Asia/Kathmandu"\n', encoding="utf-8")
    data = run(site, "schedule", "--cron", "--run", "a", "--json").data
    assert (data["next"], data["zone"]) == ("2030-01-02T12:52:00+05:45", "Asia/Kathmandu")
    assert "\n+7,22,37,52 * * * * " in data["files"][0]["diff"]
    (site / "hugo.toml").write_text("", encoding="utf-8")
    assert run(site, "schedule", "--cron", "--run", "a", "--json").data["zone"] == "America/New_York"
