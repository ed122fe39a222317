"""The verbs that change posts, each by a commit, and the one that publishes them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import (
    named_paths,
    open_blog,
    print_json,
    print_path,
    print_paths,
    tell_leaving,
    tell_mended,
)
from blogwifi_tui.content.front_matter.flow_value import parse_change
from blogwifi_tui.content.state import State
from blogwifi_tui.content.tags import TagKind, spellings
from blogwifi_tui.core.external_editor import edit_file
from blogwifi_tui.errors import (
    GitError,
    NoRemote,
    NotDeleted,
    PostNotFound,
    TagNotFound,
    Untrusted,
)
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.result_messages import (
    apart,
    awaited,
    came_in,
    marked,
    moved,
    no_draft,
    outside,
    published,
    renamed,
    undone,
)
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.other_side import CameIn
    from blogwifi_tui.core.publish import PublishPlan
    from blogwifi_tui.vcs.sync import Outcome


def run_new(args: Namespace) -> int:
    """Create a post and commit it."""
    blog = open_blog(args.blog)
    fields = dict(map(parse_change, args.changes))
    post = blog.compose(args.title, args.tag, folder=args.folder, fields=fields)
    try:
        blog.git.require_trust()
    except Untrusted:
        raise
    except GitError:
        pass  # the commit says what is wrong, and the post is kept
    blog.save(post, None)
    wanted = blog.settings.new_post.draft and "draft" not in fields
    if error := blog.new_posts.no_draft_mark(post) if wanted else None:
        print(f"blogwifi: {no_draft(error, blog.generator(post.path))}", file=sys.stderr)
    if args.edit:
        edit_file(blog.root / post.path, blog.settings.ui.editor)
    return print_path(args, post.path, blog.commit_post(post.path))


def run_set(args: Namespace) -> int:
    """Change front matter keys and commit."""
    blog = open_blog(args.blog)
    changes = dict(parse_change(change) for change in args.changes)
    path = blog.find(args.post).path
    planned = blog.bulk.fields(path, changes, args.unset).require_all()
    leaving = blog.other_side.posts.leaving(planned.edits) if blog.has_repository else {}
    commit = blog.set(path, changes, args.unset)
    path = dict(commit.moved).get(path, path) if commit else path
    if isinstance(changes.get("draft"), bool):
        post = blog.read(path)
        if post.state(now := blog.now()) in (State.HIDDEN, State.EXPIRED, State.SCHEDULED):
            words = marked(post, now, blog.generator(path))
            print(f"blogwifi: {words}", file=sys.stderr)
    return print_path(args, path, commit, leaving)


def run_commit(args: Namespace) -> int:
    """Commit changed posts, one commit each."""
    blog = open_blog(args.blog)
    paths = named_paths(blog, args) or list(blog.pending())
    commits = [(path, blog.commit_post(path, args.message)) for path in paths]
    if args.json:
        print_json([{"path": path, "commit": commit.sha} for path, commit in commits])
    else:
        for path, commit in commits:
            print(visible(f"{commit.short} {path}"))
        if not commits:
            notes = apart(blog.publication.apart())
            for note in notes:
                print(f"blogwifi: {note}", file=sys.stderr)
            if not notes:
                print(_("Nothing to commit."))
    return 0


def run_rename(args: Namespace) -> int:
    """Give a post another title and file name."""
    blog = open_blog(args.blog)
    done = blog.rename(blog.find(args.post).path, args.title)
    if args.json:
        print_json(
            {
                "path": done.path,
                "links": done.links,
                "former": done.former,
                "lost": done.lost,
                "left": list(done.left),
            }
        )
        return 0
    print(visible(done.path))
    if notes := renamed(done):
        print(f"blogwifi: {notes}", file=sys.stderr)
    return 0


def run_delete(args: Namespace) -> int:
    """Delete posts."""
    blog = open_blog(args.blog)
    paths = named_paths(blog, args)
    leaving = blog.other_side.posts.leaving(blog.bulk.removal(paths).edits) if blog.has_repository else {}
    kept = blog.bulk.kept(paths) if blog.has_repository else set(paths)
    commit = blog.delete(*paths)
    for path in paths:
        if path not in kept:
            words = _("git never kept {path}: nothing will be able to bring it back.")
            print(f"blogwifi: {words.format(path=visible(path))}", file=sys.stderr)
    return print_paths(args, paths, commit, leaving)


def run_duplicate(args: Namespace) -> int:
    """Copy a post as a new draft."""
    blog = open_blog(args.blog)
    return print_path(args, blog.duplicate(blog.find(args.post).path))


def run_publish(args: Namespace) -> int:
    """Send what is committed, unless some of it must be mended; the drafts named go live first."""
    from blogwifi_tui.i18n.check_messages import finding_line, mending

    blog = open_blog(args.blog)
    if args.post and not blog.publication.remotes():
        raise NoRemote  # before a draft is touched for a publication that cannot be
    paths = named_paths(blog, args)
    plan = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts(paths).require_all())
    for each in plan.findings:
        print(finding_line(each), file=sys.stderr)
    if plan.blocking:
        print(f"blogwifi: {_('Nothing was sent. Mend this first, then publish again:')}", file=sys.stderr)
        for each in plan.blocking:
            print(f"  {visible(each.path)}: {mending(each)}", file=sys.stderr)
        return 1
    if plan.new_branch and not args.new_branch:
        raise plan.new_branch
    if plan.outside:
        print(f"blogwifi: {_('Commits that change files outside the blog go along:')}", file=sys.stderr)
        for line in outside(plan.outside):
            print(f"  {line}", file=sys.stderr)
    for path, title in plan.leaving.items():
        words = _("Leaves the site: {path} (“{title}”)")
        print(f"blogwifi: {words.format(path=visible(path), title=visible(title))}", file=sys.stderr)
    places: dict[str, str] = {}
    for step in blog.publication.commits(plan):
        commit = step()
        places.update(commit.moved if commit else ())
    outcome = blog.publication.send(new_branch=args.new_branch)
    posts = list(filter(blog.holds, outcome.paths))
    later = blog.publication.awaited(posts)
    came = blog.other_side.came_in()
    told = published(outcome, posts, plan), came_in(came), awaited(later, blog.now()), moved(places.values())
    since = {each.path: each.visibility.since for each in later}
    moments = [{"path": path, "since": at and at.astimezone(blog.zone)} for path, at in since.items()]
    _say_outcome(args, outcome, " ".join(filter(None, told)), plan, came, moments)
    left = blog.pending()
    if left:
        words = ngettext(
            "{n} changed post is not committed and stays here.",
            "{n} changed posts are not committed and stay here.",
            len(left),
        )
        print(f"blogwifi: {words.format(n=len(left))} blogwifi commit", file=sys.stderr)
    return 1 if outcome.missed else 0


def run_pull(args: Namespace) -> int:
    """Take in what the other machine published, and send nothing."""
    blog = open_blog(args.blog)
    blog.other_side.take_in()
    came = blog.other_side.came_in()
    if args.json:
        print_json(_came_in(came))
    else:
        print(came_in(came) or _("Nothing to take in: all that the other side has is here."))
    return 0


def _came_in(came: CameIn) -> dict[str, object]:
    """What came from the other side, as data."""
    posts = [{"path": post.path, "title": post.title, "change": post.arrival.value} for post in came.posts]
    return {"commits": came.commits, "from": came.label or None, "posts": posts, "files": came.files}


def _say_outcome(
    args: Namespace, outcome: Outcome, words: str, plan: PublishPlan, came: CameIn, later: object
) -> None:
    """Print what a publication did, by its plan, and what the server said of it."""
    if args.json:
        print_json(
            {
                "pushed": outcome.pushed,
                "joined": outcome.joined,
                "came_in": _came_in(came),
                "paths": list(outcome.paths),
                "branch": outcome.branch,
                "words": outcome.words,
                "leaving": [path for path in plan.leaving if path in outcome.paths],
                "unseen": [path for path in outcome.paths if path in plan.travelling],
                "later": later,
                "missed": [
                    {"address": each.address, "sentence": str(explain(each.error))} for each in outcome.missed
                ],
            }
        )
    else:
        print(words)
    for line in outcome.words.splitlines():
        print(visible(f"{outcome.remote}: {line}"), file=sys.stderr)


def run_restore(args: Namespace) -> int:
    """Give a post, which may be deleted, the text it had at a revision."""
    blog = open_blog(args.blog)
    if args.revision is None:
        path = _deleted_path(blog, args.post)
        return print_path(args, path, blog.history.restore(path))
    try:
        path = blog.find(args.post).path
    except PostNotFound:
        path = args.post if blog.holds(args.post) else blog.history.deleted.find(args.post).path
    leaving = blog.other_side.posts.leaving([blog.history.plan_restore(path, args.revision)])
    return print_path(args, path, blog.history.restore(path, args.revision), leaving)


def _deleted_path(blog: Blog, name: str) -> str:
    """The path of the deleted post a person means.

    Raises:
        NotDeleted: it has a file.
        PostNotFound, PostAmbiguous: none, or several.
    """
    try:
        return blog.history.deleted.find(name).path
    except PostNotFound:
        raise NotDeleted(blog.find(name).path) from None


def run_undo(args: Namespace) -> int:
    """Undo the last change made here by a new commit."""
    blog = open_blog(args.blog)
    change = blog.last_change()
    leaving = blog.other_side.posts.leaving_by_undo(change)
    commit = blog.undo(change)
    tell_mended(commit)
    tell_leaving(leaving)
    if args.json:
        print_json(
            {
                "undone": change.commit.sha,
                "commit": commit.sha,
                "published": change.published,
                "leaving": list(leaving),
            }
        )
        return 0
    print(visible(f"{commit.short} {undone(change.subject)}"))
    if change.published:
        words = _("It had been published: “blogwifi publish” takes it back there too.")
        print(f"blogwifi: {words}", file=sys.stderr)
    return 0


def run_tag(args: Namespace) -> int:
    """Give posts tags, take tags away."""
    blog = open_blog(args.blog)
    paths = named_paths(blog, args)
    bulk_edit = blog.bulk.tags(paths, args.add, args.remove).require_all()
    waiting = [path for path in paths if blog.differs(path)] if not bulk_edit.paths else []
    if waiting and not args.json:
        words = _("Nothing to change; these are not committed yet: {paths}.")
        print(visible(f"{words.format(paths=', '.join(waiting))} blogwifi commit"))
        return 0
    return print_paths(args, bulk_edit.paths, blog.bulk.apply(bulk_edit))


def run_retag(args: Namespace) -> int:
    """Give a tag or a category another name; a post that cannot be changed stops it, unless left out."""
    blog = open_blog(args.blog)
    entries, kind = blog.posts(), TagKind.CATEGORY if args.category else TagKind.TAG
    old = spellings(entries, kind, args.old, exact=args.exact)
    if not old:
        raise TagNotFound(args.old, kind.value)
    bulk_edit = blog.bulk.retag(entries, kind, old, args.new)
    for error in bulk_edit.refused:
        print(f"blogwifi: {explain(error)}", file=sys.stderr)
    if bulk_edit.refused and not args.skip:
        print(f"blogwifi: {_('Nothing was changed; --skip changes the others.')}", file=sys.stderr)
        return 1
    return print_paths(args, bulk_edit.paths, blog.bulk.apply(bulk_edit))
