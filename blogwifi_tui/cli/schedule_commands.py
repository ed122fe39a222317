"""What publishes posts when their date comes: the verb that sets it up, and what it runs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from blogwifi_tui.cli.git_questions import is_at_a_terminal
from blogwifi_tui.cli.notes import note
from blogwifi_tui.cli.output import open_blog, print_json, tell_mended
from blogwifi_tui.cli.parser import parse
from blogwifi_tui.cli.publish_commands import run_publish
from blogwifi_tui.core.due import NOTHING_DUE, DuePosts
from blogwifi_tui.core.recovery import found as recovery_copies
from blogwifi_tui.core.schedule.crontab import CrontabLine
from blogwifi_tui.core.schedule.forge import Forge
from blogwifi_tui.core.schedule.moments import DueMoments, due_moments
from blogwifi_tui.core.schedule.systemd import SystemdTimer
from blogwifi_tui.core.schedule.workflow import ForgeWorkflow, forge_of
from blogwifi_tui.errors import BadArguments, FileFailed, GitError, RunFailed, ScheduleRefused
from blogwifi_tui.i18n.result_messages import came_in, scheduled
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.paths import recovery_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.schedule.plan import Schedule, SchedulePlan
    from blogwifi_tui.vcs.commit import Commit


def publish_due(args: Namespace, blog: Blog, tell: Callable[[Sequence[Entry]], None]) -> int:
    """Where posts are due: ``tell`` of them, publish, and run what builds the site.

    They stay due until all of that went well. While that is done already, as by a timer that comes again
    before it ended, nothing is. The exit status.
    """
    if args.publish:
        _ask_remote(blog)
    due = DuePosts(blog, for_timer=args.run is not None)
    with due.at_work() as alone:
        found = due.find() if alone else ()
        tell(found)
        if not found:
            return NOTHING_DUE
        sys.stdout.flush()
        if args.run is not None:
            due.begin()
        if args.publish and (status := run_publish(_to_publish(args))):
            return status
        if args.run is not None:
            sys.stdout.flush()
            _run(args.run, blog)
            due.end(found)
    return 0


def _ask_remote(blog: Blog) -> None:
    """Learn what other machines published, and take it in as the program does by itself.

    Where that cannot be, what is known here counts.
    """
    if not blog.has_repository or not blog.publication.remote.names():
        return
    try:
        blog.publication.fetch()
        if blog.settings.publish.take_in:
            copies = recovery_copies(recovery_dir(), blog.root)
            blog.other_side.take_in_quietly({copy.path for copy in copies})
    except (GitError, FileFailed):
        # A publication says so. Where none is due it is asked again soon, and cron would mail it each time.
        return
    if words := came_in(blog.other_side.came_in()):
        note(words)


def _to_publish(args: Namespace) -> Namespace:
    """The arguments of a publication of all that is committed."""
    asked = parse(["publish"])
    asked.blog = args.blog
    return asked


def _run(command: str, blog: Blog) -> None:
    """Run a command of the person's in the folder of the blog. Raises RunFailed."""
    status = subprocess.run(["/bin/sh", "-c", command], cwd=blog.root, stdin=subprocess.DEVNULL, check=False)
    if status.returncode:
        raise RunFailed(command, status.returncode)


def run_schedule(args: Namespace) -> int:
    """Show what lets the next publication run by itself, and write it once the person agrees."""
    if args.calls is not None and (not args.workflow or args.run is not None):
        raise BadArguments(_("--calls goes with --workflow alone"), "blogwifi schedule")
    blog = open_blog(args.blog)
    due = None
    if args.remove:
        plan = (schedule := _schedule(args, blog)).removal()
    else:
        due = due_moments(blog)
        if due is None:
            return _tell_none(args)
        plan = (schedule := _schedule(args, blog)).plan(due)
    if not args.json:
        _show(plan, due)
    agreed = not plan.is_done and (args.yes or (not args.json and is_at_a_terminal() and _agrees()))
    commit = schedule.apply(plan) if agreed else None
    if agreed and args.remove and not args.workflow:
        DuePosts(blog, for_timer=True).end()
    tell_mended(commit)
    if args.json:
        print_json(_data(plan, due, commit, written=agreed))
    else:
        _tell(args, plan, commit, written=agreed)
    return 0 if agreed or plan.is_done else 1


def _schedule(args: Namespace, blog: Blog) -> Schedule:
    """What was asked for. Raises ScheduleRefused where it is not known what builds the site."""
    run = args.run or ""
    if args.workflow:
        return ForgeWorkflow(blog, Forge(args.workflow), run, args.calls or "")
    if not run.strip() and not args.remove:
        raise ScheduleRefused("", "run", forge_of(blog.root).value)
    return SystemdTimer(blog.root, run) if args.systemd else CrontabLine(blog.root, run)


def _tell_none(args: Namespace) -> int:
    if args.json:
        print_json({"next": None, "zone": None, "moments": [], "files": [], "commands": [], "written": False})
    else:
        note(_("No post is scheduled, so there is nothing to wait for."))
    return NOTHING_DUE


def _show(plan: SchedulePlan, due: DueMoments | None) -> None:
    """Print what would be written, and run."""
    if due:
        note(scheduled(due))
    for file in plan.files:
        for line in file.lines():
            print(visible(line, keep="\t"))
    if not plan.is_done:
        for command in (*plan.before, *plan.after):
            print(visible(f"$ {' '.join(command)}"))
    sys.stdout.flush()


def _agrees() -> bool:
    """Ask on the terminal; no is the answer of who only presses Enter."""
    print(f"blogwifi: {_('Write this? [y/N] ')}", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", *_("y yes").split()}


def _tell(args: Namespace, plan: SchedulePlan, commit: Commit | None, *, written: bool) -> None:
    if plan.is_done:
        note(_("Nothing to change: it is so already."))
    elif not written:
        note(_("Nothing was written; --yes agrees to it."))
    elif commit:
        words = _("Committed ({commit}); the forge knows of it once it is published: blogwifi publish.")
        note(words.format(commit=commit.short))
    elif args.remove:
        note(_("It is taken out."))
    elif args.systemd:
        note(
            _(
                "The timer waits. It does while you are logged in; “loginctl enable-linger” lets it wait "
                "otherwise too."
            )
        )
    else:
        note(_("cron runs it from now on."))


def _data(
    plan: SchedulePlan, due: DueMoments | None, commit: Commit | None, *, written: bool
) -> dict[str, object]:
    """A schedule for programs."""
    moments = [each.isoformat() for each in due.moments] if due else []
    return {
        "next": moments[0] if moments else None,
        "zone": due.zone if due else None,
        "moments": moments,
        "files": [{"path": file.name, "diff": "\n".join(file.lines())} for file in plan.files],
        "commands": [list(each) for each in (*plan.before, *plan.after)],
        "written": written,
        "commit": commit.sha if commit else None,
    }
