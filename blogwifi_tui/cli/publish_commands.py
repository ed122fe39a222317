"""The verb that publishes posts."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.cli.conflict_output import came_in_data, telling_conflicts
from blogwifi_tui.cli.error_output import print_error
from blogwifi_tui.cli.git_questions import asking, is_at_a_terminal
from blogwifi_tui.cli.notes import note
from blogwifi_tui.cli.output import (
    is_plain,
    named_paths,
    open_blog,
    print_json,
    print_note_data,
    tell_dry_run,
)
from blogwifi_tui.cli.table import Column, print_table
from blogwifi_tui.core.due import DuePosts
from blogwifi_tui.core.server_words import fault_in, server_lines
from blogwifi_tui.errors import (
    BlogwifiError,
    NoRemote,
    RemoteError,
    Untrusted,
)
from blogwifi_tui.i18n.explain import Sentence, explain
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.result_messages import (
    awaited,
    came_in,
    change_word,
    due,
    moved,
    outside,
    page_of,
    published,
    safe,
    server_lead,
)
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    import datetime as dt
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.other_side import CameIn
    from blogwifi_tui.core.publish import PublishPlan
    from blogwifi_tui.vcs.sync import Outcome


def run_publish(args: Namespace) -> int:
    """Send what is committed, unless some of it must be mended; the drafts named go live first."""
    from blogwifi_tui.cli.live_output import ask_site, is_seen, noted, pages_data, tell_seen
    from blogwifi_tui.core.published_page import published_page
    from blogwifi_tui.i18n.check_messages import finding_data, finding_line, mending

    blog = open_blog(args.blog)
    if (args.post or args.dry_run) and not blog.publication.remote.names():
        raise NoRemote  # before a draft is touched for a publication that cannot be
    paths = named_paths(blog, args)
    unasked = _ask(blog) if args.dry_run else None
    plan = blog.publication.plan(
        bulk_edit=blog.bulk.publish_drafts(paths, keep_dates=args.keep_date).require_all()
    )
    for each in plan.findings:
        if args.json:
            print_note_data(finding_data(each))
        else:
            print(finding_line(each), file=sys.stderr)
    if plan.blocking:
        _tell_blocking(args, [(visible(each.path), mending(each)) for each in plan.blocking])
        return 1
    if plan.new_branch and not args.new_branch:
        raise plan.new_branch
    _tell_along(args, plan)
    if args.dry_run:
        _print_planned(args, plan)
        _tell_left(args, blog)
        blog.git.require_trust()
        if unasked:  # so would the publication end
            raise unasked
        with telling_conflicts(args, blog):
            blog.other_side.foresee({*plan.published_drafts, *(entry.path for entry in plan.edited)})
        return 0
    with telling_conflicts(args, blog):
        outcome, places = _send(blog, plan, new_branch=args.new_branch)
    posts = list(filter(blog.holds, outcome.paths))
    later = blog.publication.awaited(posts)
    came = blog.other_side.came_in()
    come = DuePosts(blog).tell(outcome)
    told = (
        published(outcome, posts, plan, fault=fault_in(outcome.words)),
        page_of(published_page(blog, plan, posts)),
        came_in(came),
        awaited(later, blog.now()),
        due(come),
        moved(places.values()),
    )
    moments = [{"path": each.path, "since": _since(each)} for each in later]
    more = {"later": moments, "due": [each.path for each in come]}
    seen = record = noted(args, blog, outcome)
    if args.json:
        seen = ask_site(args, blog, record)
        more["pages"] = pages_data(seen)
    _say_outcome(args, outcome, " ".join(filter(None, told)), plan, came, more)
    _tell_left(args, blog)
    if args.wait is not None and not args.json:
        tell_seen(seen := ask_site(args, blog, record))
    return 1 if outcome.missed or (args.wait is not None and not is_seen(seen)) else 0


def _ask(blog: Blog) -> BlogwifiError | None:
    """Learn what the remote has now; why that could not be, when a plan can only tell of what it had."""
    try:
        asking(blog, blog.publication.fetch)
    except RemoteError as error:
        return error
    except Untrusted:  # that is said after the plan
        return None
    return None


def _tell_left(args: Namespace, blog: Blog) -> None:
    """Say how many posts are changed and stay here, as no commit has them and none was named."""
    if args.json:
        return
    named = set(named_paths(blog, args))
    if left := [path for path in blog.pending() if path not in named]:
        words = ngettext(
            "{n} changed post is not committed and stays here: “blogwifi commit” commits it.",
            "{n} changed posts are not committed and stay here: “blogwifi commit” commits them.",
            len(left),
        )
        note(words.format(n=len(left)))


def _since(entry: Entry) -> dt.datetime | None:
    """From when on the site shows a post, with the offset of its own date."""
    zone = entry.shown_date.tzinfo if entry.shown_date else None
    return entry.visibility.since and entry.visibility.since.astimezone(zone)


def _tell_blocking(args: Namespace, mending: Sequence[tuple[str, str]]) -> None:
    """Say that nothing was sent, and what to do at each path first."""
    words = _("Nothing was sent. Mend this first, then publish again:")
    if args.json:
        steps = "; ".join(f"{path}: {step}" for path, step in mending)
        print_error("MustMend", Sentence(words, steps), 1, as_json=True)
        return
    note(words)
    for path, step in mending:
        print(f"  {path}: {step}", file=sys.stderr)


def _tell_along(args: Namespace, plan: PublishPlan) -> None:
    """Say what goes along beside posts, and what leaves the site; with --json the plan and its data tell."""
    if args.json:
        return
    if plan.outside:
        note(_("Commits that change files outside the blog go along:"))
        for line in outside(plan.outside):
            print(f"  {line}", file=sys.stderr)
    for path, title in plan.leaving.items():
        words = _("Leaves the site: {path} (“{title}”)")
        note(filled(words, path=visible(path), title=visible(title)))


def _print_planned(args: Namespace, plan: PublishPlan) -> None:
    """Print which posts would be sent, and what each is to those who read the site."""
    if args.json:
        print_json(
            [
                {"path": path, "change": change.value, "leaves_site": path in plan.leaving}
                for path, change in plan.changes.items()
            ]
        )
        return
    tell_dry_run()
    plain = is_plain(args)
    rows = [(change_word(each) if plain else each.value, path) for path, each in plan.changes.items()]
    print_table((Column.WHOLE, Column.PATH), rows, plain=plain)


def _send(blog: Blog, plan: PublishPlan, *, new_branch: bool) -> tuple[Outcome, dict[str, str]]:
    """Commit what the plan commits, and push; also where files went. What is safe is said if it fails."""
    made: list[str] = []
    places: dict[str, str] = {}
    send = partial(blog.publication.send, new_branch=new_branch)
    for step in blog.publication.commits(plan):
        if commit := step():
            made.append(commit.short)
            places.update(commit.moved)
    try:
        outcome = asking(blog, send)
        if outcome.refusal and is_at_a_terminal():  # of one of several addresses
            with blog.git.asking():
                outcome = outcome.after(send())
    except BlogwifiError as error:
        if words := safe(made, blog.publication.last_commit(), len(plan.ready)):
            error.add_note(words)
        raise
    return outcome, places


def _say_outcome(
    args: Namespace, outcome: Outcome, words: str, plan: PublishPlan, came: CameIn, more: Mapping[str, object]
) -> None:
    """Print what a publication did, by its plan, and what the server said of it."""
    if args.json:
        print_json(
            {
                "pushed": outcome.pushed,
                "joined": outcome.joined,
                "came_in": came_in_data(came),
                "paths": list(outcome.paths),
                "branch": outcome.branch,
                "words": outcome.words,
                "server": server_lines(outcome.words),
                "fault": fault_in(outcome.words) or None,
                "leaving": [path for path in plan.leaving if path in outcome.paths],
                "unseen": [path for path in outcome.paths if path in plan.travelling],
                **more,
                "missed": [
                    {"address": each.address, "sentence": str(explain(each.error))} for each in outcome.missed
                ],
            }
        )
    else:
        print(words)
        if fault := fault_in(outcome.words):
            note(server_lead(outcome.remote, fault))
        for line in outcome.words.splitlines():
            print(visible(f"{outcome.remote}: {line}"), file=sys.stderr)
