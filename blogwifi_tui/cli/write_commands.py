"""The verbs that change posts, each by a commit."""

from __future__ import annotations

import shlex
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

from blogwifi_tui.cli import streams
from blogwifi_tui.cli.error_output import print_error
from blogwifi_tui.cli.notes import note
from blogwifi_tui.cli.output import (
    named_paths,
    open_blog,
    print_json,
    print_path,
    print_paths,
    tell_dry_run,
    tell_leaving,
    tell_mended,
    tell_unchanged,
)
from blogwifi_tui.content.front_matter.flow_value import parse_changes
from blogwifi_tui.content.post_changes import opens_with_header, with_text
from blogwifi_tui.content.state import State
from blogwifi_tui.core.external_editor import edit_file
from blogwifi_tui.errors import (
    BadInput,
    BlogwifiError,
    GitError,
    IdentityMissing,
    NotDeleted,
    NothingToDo,
    NoTitle,
    PostNotFound,
    TagNotFound,
    Untrusted,
)
from blogwifi_tui.i18n.explain import Sentence, explain
from blogwifi_tui.i18n.result_messages import (
    apart,
    marked,
    no_draft,
    renamed,
    undone,
)
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.bulk_edit import BulkEdit


def run_new(args: Namespace) -> int:
    """Create a post and commit it."""
    fields = parse_changes(args.changes)
    text = _body(args)
    if text is None and streams.has_waiting_input():
        raise BadInput("waiting")
    blog = open_blog(args.blog)
    post = blog.compose(args.title, args.tag, folder=args.folder, fields=fields)
    if text is not None:
        if opens_with_header(post, text):
            raise BadInput("new")
        post = with_text(post, text)
    try:
        blog.git.require_trust()
    except Untrusted:
        raise
    except GitError:
        pass  # the commit says what is wrong
    else:
        if text is None and blog.git.identity() is None:
            raise IdentityMissing  # before anything is typed; a text that is given is kept first
    blog.save(post, None)
    wanted = blog.settings.new_post.draft and "draft" not in fields
    if error := blog.new_posts.no_draft_mark(post) if wanted else None:
        note(no_draft(error, blog.generator(post.path)))
    try:
        if args.edit:
            edit_file(blog.root / post.path, blog.settings.ui.editor)
        commit = blog.commit_post(post.path)
    except BlogwifiError as error:
        if text is None and blog.new_posts.take_back(post):
            raise
        error.kept = post.path
        words = _("The post is kept as {path}; “blogwifi commit {quoted}” commits it.")
        error.add_note(words.format(path=visible(post.path), quoted=visible(shlex.quote(post.path))))
        raise
    return print_path(args, post.path, commit)


def run_edit(args: Namespace) -> int:
    """Open a post in the person's editor, or give it a text, and commit it."""
    text = _body(args)
    if text is None and streams.has_input():
        text = streams.read_input()
    if text is None and not sys.stdin.isatty():
        raise BadInput("terminal")
    blog = open_blog(args.blog)
    path = blog.find(args.post).path
    if text is not None:
        return print_path(args, path, blog.bulk.apply(blog.bulk.text(path, text).require_all()))
    try:
        blog.git.require_trust()
    except Untrusted:
        raise
    except GitError:
        pass  # the commit says what is wrong, and what was written is kept
    edit_file(blog.root / path, blog.settings.ui.editor)
    return print_path(args, path, blog.commit_post(path) if blog.differs(path) else None)


def _body(args: Namespace) -> str | None:
    """The text that is given for a post; None where none is."""
    if args.body == "-":
        return streams.read_input()
    return args.body if args.body is None else streams.without_control(args.body)


def run_set(args: Namespace) -> int:
    """Change front matter keys and commit."""
    if not args.changes and not args.unset:
        raise NothingToDo("blogwifi set")
    changes = parse_changes(args.changes, args.unset)
    if any(key.lower() == "title" and value in ("", None) for key, value in changes.items()):
        raise NoTitle
    blog = open_blog(args.blog)
    path = blog.find(args.post).path
    _tell_absent(blog, path, [key for key in args.unset if key not in changes])
    planned = blog.bulk.fields(path, changes, args.unset).require_all()
    if args.dry_run:
        return _print_plan(args, blog, planned)
    leaving = _leaving(blog, planned)
    commit = blog.set(path, changes, args.unset)
    path = dict(commit.moved).get(path, path) if commit else path
    if isinstance(changes.get("draft"), bool):
        post = blog.read(path)
        if post.state(now := blog.now()) in (State.HIDDEN, State.EXPIRED, State.SCHEDULED):
            words = marked(post, now, blog.generator(path))
            note(words)
    tell_unchanged(commit)
    return print_path(args, path, commit, leaving)


def _tell_absent(blog: Blog, path: str, keys: Iterable[str]) -> None:
    """Say which of ``keys``, that are to go, are not there."""
    for key in keys:
        plan = blog.bulk.fields(path, {}, [key])
        if not plan.changing and not plan.refused:
            close = get_close_matches(key, blog.read(path).fields, n=1)
            line = _("“{key}” does not stand in {path}.")
            if close:
                line = _("“{key}” does not stand in {path}; it has “{near}”.")
            near = visible(close[0]) if close else ""
            words = line.format(key=visible(key), path=visible(path), near=near)
            note(words)


def run_commit(args: Namespace) -> int:
    """Commit changed posts, one commit each."""
    blog = open_blog(args.blog)
    paths = named_paths(blog, args) or list(blog.pending())
    if args.dry_run:
        tell_dry_run()
        return print_paths(args, [path for path in paths if blog.differs(path)], None)
    commits = [(path, blog.commit_post(path, args.message)) for path in paths]
    if args.json:
        print_json([{"path": path, "commit": commit.sha} for path, commit in commits])
    else:
        for path, commit in commits:
            print(visible(f"{commit.short} {path}"))
        if not commits:
            notes = apart(blog.publication.apart())
            for each in notes:
                note(each)
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
                "commit": done.commit,
                "links": done.links,
                "former": done.former,
                "lost": done.lost,
                "left": list(done.left),
            }
        )
        return 0
    print(visible(done.path))
    if notes := renamed(done):
        note(notes)
    return 0


def run_delete(args: Namespace) -> int:
    """Delete posts."""
    blog = open_blog(args.blog)
    paths = named_paths(blog, args)
    planned = blog.bulk.removal(paths).require_all()
    if args.dry_run:
        return _print_plan(args, blog, planned)
    leaving = _leaving(blog, planned)
    kept = blog.bulk.kept(paths) if blog.has_repository else set(paths)
    commit = blog.delete(*paths)
    for path in paths:
        if path not in kept:
            words = _("git never kept {path}: nothing will be able to bring it back.")
            note(words.format(path=visible(path)))
    return print_paths(args, paths, commit, leaving)


def _print_plan(args: Namespace, blog: Blog, bulk_edit: BulkEdit) -> int:
    """Print which files a step would change or delete."""
    tell_dry_run()
    paths = [*(post.path for post in bulk_edit.changing), *bulk_edit.beside]
    return print_paths(args, paths, None, _leaving(blog, bulk_edit))


def _leaving(blog: Blog, bulk_edit: BulkEdit) -> Mapping[str, str]:
    """The titles of the posts that a step takes off the site, by their paths."""
    return blog.other_side.posts.leaving(bulk_edit.edits) if blog.has_repository else {}


def run_duplicate(args: Namespace) -> int:
    """Copy a post as a new draft."""
    blog = open_blog(args.blog)
    path, commit = blog.bulk.copy(blog.find(args.post).path, blog.new_posts.copy, blog.posts())
    return print_path(args, path, commit)


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
    commit = blog.history.restore(path, args.revision)
    tell_unchanged(commit)
    return print_path(args, path, commit, leaving)


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
    leaving = blog.other_side.posts.leaving_by_undo(change.files)
    if args.dry_run:
        tell_dry_run()
        tell_leaving(leaving)
        facts = {"undone": change.commit.sha, "commit": None, "published": change.published}
        if args.json:
            print_json({**facts, "leaving": list(leaving)})
        else:
            print(visible(f"{change.commit.short} {change.subject}"))
        return 0
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
        note(words)
    return 0


def run_tag(args: Namespace) -> int:
    """Give posts tags, take tags away."""
    if not args.add and not args.remove:
        raise NothingToDo("blogwifi tag")
    blog = open_blog(args.blog)
    paths = named_paths(blog, args)
    bulk_edit = blog.bulk.tags(paths, args.add, args.remove).require_all()
    waiting = [path for path in paths if blog.differs(path)] if not bulk_edit.paths else []
    if waiting and not args.json:
        words = _("Nothing to change; these are not committed yet: {paths}.")
        print(visible(f"{words.format(paths=', '.join(waiting))} blogwifi commit"))
        return 0
    if args.dry_run:
        return _print_plan(args, blog, bulk_edit)
    return print_paths(args, bulk_edit.paths, blog.bulk.apply(bulk_edit))


def run_retag(args: Namespace) -> int:
    """Give a tag or a category another name; a post that cannot be changed stops it, unless left out."""
    blog = open_blog(args.blog)
    from blogwifi_tui.content.tags import TagKind, spellings

    entries, kind = blog.posts(), TagKind.CATEGORY if args.category else TagKind.TAG
    old = spellings(entries, kind, args.old, exact=args.exact)
    if not old:
        raise TagNotFound(args.old, kind.value)
    bulk_edit = blog.bulk.retag(entries, kind, old, args.new)
    for error in bulk_edit.refused:
        note(str(explain(error)))
    if bulk_edit.refused and not args.skip:
        words = _("Nothing was changed; --skip changes the others.")
        print_error("CannotEdit", Sentence(words, ""), 1, as_json=args.json)
        return 1
    if args.dry_run:
        return _print_plan(args, blog, bulk_edit)
    return print_paths(args, bulk_edit.paths, blog.bulk.apply(bulk_edit))
