"""A workflow of a forge that builds the site again when posts are due; it changes no content."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content import files
from blogwifi_tui.content.front_matter.yaml_settings import read_yaml
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.discovery import repository_around
from blogwifi_tui.core.schedule.forge import Forge
from blogwifi_tui.core.schedule.moments import QUARTER
from blogwifi_tui.core.schedule.plan import FileDiff, SchedulePlan
from blogwifi_tui.core.schedule.quoting import require_one_line
from blogwifi_tui.errors import FileMissing, FileRefused, ScheduleRefused
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogwifi_tui.core.schedule.moments import DueMoments
    from blogwifi_tui.vcs.commit import Commit


FILE = "blogwifi-schedule.yml"
_FOLDERS = {
    Forge.GITHUB: (".github",),
    Forge.FORGEJO: (".forgejo", ".gitea", ".github"),
    Forge.GITEA: (".gitea", ".github"),
}
"""Where each looks for workflows: in the first of these that the repository has, and in no other."""
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml")
"""Names that mean nothing to a shell, to YAML or to the expressions of a workflow."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*")
_PUBLISHES = re.compile(r"deploy|publish|pages|rsync|netlify|wrangler|surge|vercel|upload", re.IGNORECASE)
"""What the text of a workflow says that brings a site to its readers."""
_ODD = (7, 11)
"""Minutes after the moment: at full and quarter hours everybody's workflows run, and all of them late."""
_YEAR = dt.timedelta(days=360)
"""cron knows no years: what is due after the next time that day comes is written down later."""
_HEAD = """\
# Written by blogwifi schedule: builds the site again when the date of a post has come; changes no content.
name: Posts that are due
on:
  schedule:
{moments}
  workflow_dispatch:
"""
_DISPATCH = """\
permissions:
  actions: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: gh workflow run {name} --repo "$GITHUB_REPOSITORY" --ref "$GITHUB_REF_NAME"
        env:
          GH_TOKEN: ${{{{ github.token }}}}
"""
_CALL = """\
{permissions}jobs:
  build:
{runner}    uses: ./{path}
    secrets: inherit
"""
_RUN = """\
permissions: {{}}
jobs:
  build:
    runs-on: {runner}
    steps:
      - run: {command}
"""


class Workflow(NamedTuple):
    """A workflow that the repository has, as far as another may start it."""

    name: str
    """Of its file."""
    events: frozenset[str] = frozenset()
    """What starts it."""
    publishes: bool = False
    """Whether it seems to bring the site to its readers."""
    permissions: Mapping[str, str] = MappingProxyType({})
    """What it or its jobs may do; who calls it must be allowed to."""
    runner: str = ""
    """Where its first job runs."""


class ForgeWorkflow:
    """The workflow file of one blog, in its repository."""

    def __init__(self, blog: Blog, forge: Forge, run: str = "", calls: str = "") -> None:
        """Work for ``blog``.

        Args:
            blog: whose repository it is.
            forge: what runs its workflows.
            run: a command that builds the site; empty: a workflow there does.
            calls: the name of that workflow's file; empty: the one that is found.
        """
        top = repository_around(blog.root) or blog.root
        self._blog = blog if top == blog.root else Blog(top, blog.settings)
        """The repository, whose workflows lie at its top."""
        self._forge = forge
        self._run = run
        self._calls = calls

    def plan(self, due: DueMoments) -> SchedulePlan:
        """The file, which starts what builds the site a few minutes after each moment."""
        if self._forge is Forge.GITLAB:
            raise ScheduleRefused(_gitlab_command(due, self._blog.status().branch or "main"), "gitlab")
        folder = self._folder()
        body = self._body(folder)
        soon = (each for each in due.moments if each - due.moments[0] < _YEAR)
        moments = "\n".join(
            f"    # {each:%Y-%m-%d %H:%M} {due.zone}\n    - cron: {_cron(each)}" for each in soon
        )
        return self._changed(folder, _HEAD.format(moments=moments) + body)

    def removal(self) -> SchedulePlan:
        """The file gone."""
        if self._forge is Forge.GITLAB:
            raise ScheduleRefused("glab schedule list", "gitlab")
        return self._changed(self._folder(), None)

    def apply(self, plan: SchedulePlan) -> Commit | None:
        """Write or remove the file in one commit. Raises FileError, GitError: it is as it was."""
        (file,) = plan.files
        words = (
            _("Build the site again when posts are due") if file.after else _("Schedule no builds any more")
        )
        return self._blog.bulk.replace_file(file.name, file.before, file.after, words)

    def _changed(self, folder: str, text: str | None) -> SchedulePlan:
        path = f"{folder}/{FILE}"
        return SchedulePlan((FileDiff(path, _read(self._blog.root, path), text.encode() if text else None),))

    def _folder(self) -> str:
        """The folder of the repository that the forge takes workflows from."""
        folders = [f"{each}/workflows" for each in _FOLDERS.get(self._forge, (".github",))]
        return next((each for each in folders if (self._blog.root / each).is_dir()), folders[0])

    def _body(self, folder: str) -> str:
        """What the file does once it is started."""
        if self._run:
            runner = "ubuntu-latest" if self._forge is Forge.GITHUB else "docker"
            return _RUN.format(
                runner=runner, command=json.dumps(require_one_line(self._run), ensure_ascii=False)
            )
        found = self._builder(folder)
        if self._forge is Forge.GITHUB and "workflow_dispatch" in found.events:
            return _DISPATCH.format(name=found.name)
        if "workflow_call" not in found.events:
            wanted = "workflow_dispatch" if self._forge is Forge.GITHUB else "workflow_call"
            raise ScheduleRefused(f"{folder}/{found.name}", "closed", wanted)
        rights = "".join(f"  {key}: {value}\n" for key, value in found.permissions.items())
        # GitHub refuses a runner beside what is called; older versions of the others need one.
        runner = f"    runs-on: {found.runner}\n" if found.runner and self._forge is not Forge.GITHUB else ""
        permissions = f"permissions:\n{rights}" if rights else ""
        return _CALL.format(permissions=permissions, runner=runner, path=f"{folder}/{found.name}")

    def _builder(self, folder: str) -> Workflow:
        """The workflow that builds the site: the one that was named, or the only one that seems to.

        Raises:
            ScheduleRefused: none does, or several do, or there is none of that name.
        """
        found = list(self._workflows(folder))
        if self._calls:
            named = [each for each in found if each.name == self._calls]
            if not named:
                raise ScheduleRefused(f"{folder}/{self._calls}", "absent workflow")
            return named[0]
        likely = [each for each in found if each.publishes] or found
        if not likely:
            raise ScheduleRefused(folder, "no workflow")
        if len(likely) > 1:
            raise ScheduleRefused(folder, "workflows", ", ".join(each.name for each in likely))
        return likely[0]

    def _workflows(self, folder: str) -> Iterator[Workflow]:
        for path in sorted((self._blog.root / folder).glob("*")):
            if _NAME.fullmatch(path.name) and path.name != FILE:
                data = _read(self._blog.root, f"{folder}/{path.name}")
                if data is not None:
                    yield read_workflow(path.name, data.decode("utf-8", "replace"))


def read_workflow(name: str, text: str) -> Workflow:
    """What the text of a workflow says of itself; nothing where it cannot be read."""
    try:
        found = read_yaml(text)
    except (ValueError, RecursionError):
        return Workflow(name)
    if not isinstance(found, dict):
        return Workflow(name)
    begins = found.get("on", found.get(True))  # YAML 1.1 reads the word as a truth
    events = [begins] if isinstance(begins, str) else begins if isinstance(begins, list | dict) else []
    jobs = [job for job in _mapping(found.get("jobs")).values() if isinstance(job, dict)]
    runner = next((job["runs-on"] for job in jobs if isinstance(job.get("runs-on"), str)), "")
    return Workflow(
        name,
        frozenset(each for each in events if isinstance(each, str)),
        _PUBLISHES.search(text) is not None,
        _permissions([found, *jobs]),
        runner if _PLAIN.fullmatch(runner) else "",
    )


def _permissions(places: Sequence[Mapping[object, object]]) -> dict[str, str]:
    """All that a workflow and its jobs may do together."""
    granted: dict[str, str] = {}
    for place in places:
        for key, value in _mapping(place.get("permissions")).items():
            if isinstance(key, str) and _PLAIN.fullmatch(key) and value in ("read", "write"):
                granted[key] = "write" if "write" in (value, granted.get(key)) else "read"
    return granted


def _mapping(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}


def _read(top: Path, path: str) -> bytes | None:
    """A file of the repository; None where there is none, or a link that leads out of it."""
    try:
        return files.read(top, path)
    except (FileMissing, FileRefused):
        return None


def _cron(moment: dt.datetime) -> str:
    """A few minutes after ``moment``, as cron of UTC says it, quoted."""
    late = (moment.astimezone(dt.UTC) + dt.timedelta(minutes=each) for each in _ODD)
    when = next(each for each in late if each.minute % QUARTER)
    return f'"{when.minute} {when.hour} {when.day} {when.month} *"'


def _gitlab_command(due: DueMoments, branch: str) -> str:
    """What makes a schedule of GitLab's, which are kept in the project and in no file."""
    words = ("glab", "schedule", "create", "--cron", _cron(due.moments[0]).strip('"'))
    return shlex.join((*words, "--description", "blogwifi schedule", "--ref", branch))


def forge_of(root: Path) -> Forge:
    """The forge whose workflows the repository around ``root`` has; GitHub where it has none."""
    for folder in (root, *root.parents):
        for forge, places in reversed(_FOLDERS.items()):
            if (folder / places[0] / "workflows").is_dir():
                return forge
        if (folder / ".gitlab-ci.yml").exists():
            return Forge.GITLAB
        if (folder / ".git").exists():
            break
    return Forge.GITHUB
