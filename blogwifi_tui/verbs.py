"""What each verb of the command line does: call the blog, print data on standard output.

A function here is named after its verb, takes the parsed arguments and returns the exit status.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.blog import Blog
from blogwifi_tui.errors import GitError, NoRemote, NotARepository, PostNotFound, TagNotFound
from blogwifi_tui.locale.messages import _, ngettext, set_language
from blogwifi_tui.outcomes import published, undone
from blogwifi_tui.visible import visible

if TYPE_CHECKING:
    from blogwifi_tui.content.index import Entry
    from blogwifi_tui.vcs.commits import Commit
    from blogwifi_tui.vcs.status import Status


def run_open(args: Namespace) -> int:
    """Open the program on the blog that holds PATH."""
    blog = _blog(args.path)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(
            f"blogwifi: {_('A terminal is needed here. Without one, use a verb: blogwifi --help.')}",
            file=sys.stderr,
        )
        return 2
    # Nothing made while starting is garbage: looking for it is a tenth of the start. The app turns it on.
    gc.disable()
    # Textual paints sixty times a second: the preview, painted after the key, would wait for the next time.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from blogwifi_tui.ui.app import BlogApp

    app = BlogApp(blog, blog.known_posts())
    app.run()
    return app.return_code or 0


def run_trust(args: Namespace) -> int:
    """Agree to what the repository brings along, named one a line."""
    from blogwifi_tui.trust import agree_to_all

    programs = agree_to_all(_blog(args.blog).repository)
    if args.json:
        _print_json(programs)
    else:
        print("\n".join(map(visible, programs)) or _("There is nothing to agree to."))
    return 0


def run_demo(args: Namespace) -> int:
    """Make the demo blog, and open it."""
    from blogwifi_tui.demo import default_folder, make

    folder = make(args.folder or default_folder())
    print(folder)
    return 0 if args.no_open else run_open(Namespace(path=folder))


def run_init(args: Namespace) -> int:
    """Make a folder a blog."""
    blog = Blog.init(args.folder)
    print(_("{folder} is a blog now. Open it: blogwifi {folder}").format(folder=visible(str(blog.root))))
    return 0


def run_list(args: Namespace) -> int:
    """List posts."""
    from blogwifi_tui.as_json import as_json
    from blogwifi_tui.content.query import Query

    blog = _blog(args.blog)
    query, status, now = Query.parse(" ".join(args.query)), _status(blog), blog.now()
    found = [entry for entry in blog.posts() if query.matches(entry, _sync(status, entry), now)]
    if args.json:
        _print_json([as_json(blog, entry, _sync(status, entry)) for entry in found])
        return 0
    for entry in found:
        state, sync = _(entry.state(now).value), _(_sync(status, entry) or "")
        date = entry.date.date().isoformat() if entry.date else ""
        print(
            visible(
                f"{date:10}  {state:10}  {sync:10}  {entry.title}  [{', '.join(entry.tags)}]  {entry.path}"
            )
        )
        if entry.problem:
            from blogwifi_tui.sentences import problem_sentence

            print(f"{'':12}{problem_sentence(entry.problem)}")
    return 0


def run_search(args: Namespace) -> int:
    """Ranked posts, each with the line that answers."""
    from blogwifi_tui.content.query import Query

    blog = _blog(args.blog)
    query, status, entries = Query.parse(" ".join(args.words)), _status(blog), blog.posts()
    blog.finder.update(entries)
    found = blog.finder.find(query, entries, sync=lambda entry: _sync(status, entry), now=blog.now()).entries
    answers = [(entry, blog.finder.excerpt(entry.path, query)) for entry in found]
    if args.json:
        rows = [(entry, line.text if line else None) for entry, line in answers]
        _print_json([{"path": entry.path, "title": entry.title, "text": text} for entry, text in rows])
        return 0
    for entry, line in answers:
        print(visible(f"{entry.title}  {entry.path}"))
        if line:
            print(visible(f"    {line.text.strip()}"))
    return 0


def run_show(args: Namespace) -> int:
    """Print a post, rendered or as it is."""
    blog = _blog(args.blog)
    post = blog.read(blog.find(args.post).path)
    if args.json:
        _print_json({"path": post.path, "title": post.title, "fields": post.fields, "body": post.body})
    elif args.raw:
        sys.stdout.buffer.write(post.to_bytes())
    else:
        from shutil import get_terminal_size

        from blogwifi_tui.markdown.plain import render_text

        width = min(get_terminal_size().columns, 100)
        print(render_text(f"# {post.title}\n\n{post.body}", width, colour=sys.stdout.isatty()))
    return 0


def run_new(args: Namespace) -> int:
    """Create a post and commit it."""
    blog = _blog(args.blog)
    post = blog.compose(args.title, args.tag)
    blog.save(post, None)
    if args.edit:
        from blogwifi_tui.external_editor import edit_file

        edit_file(blog.root / post.path, blog.settings.ui.editor)
    return _told(args, post.path, blog.commit_post(post.path))


def run_set(args: Namespace) -> int:
    """Change front matter keys and commit."""
    from blogwifi_tui.content.flow_value import parse_change

    blog = _blog(args.blog)
    changes = dict(parse_change(change) for change in args.changes)
    path = blog.find(args.post).path
    return _told(args, path, blog.set(path, changes, args.unset))


def run_commit(args: Namespace) -> int:
    """Commit changed posts, one commit each."""
    blog = _blog(args.blog)
    paths = _paths(blog, args) or list(blog.pending())
    commits = [(path, blog.commit_post(path, args.message)) for path in paths]
    if args.json:
        _print_json([{"path": path, "commit": commit.sha} for path, commit in commits])
    else:
        for path, commit in commits:
            print(visible(f"{commit.short} {path}"))
        if not commits:
            print(_("Nothing to commit."))
    return 0


def run_rename(args: Namespace) -> int:
    """Give a post another title and file name."""
    blog = _blog(args.blog)
    return _told(args, blog.rename(blog.find(args.post).path, args.title))


def run_delete(args: Namespace) -> int:
    """Delete posts."""
    blog = _blog(args.blog)
    paths = _paths(blog, args)
    return _all_told(args, paths, blog.delete(*paths))


def run_duplicate(args: Namespace) -> int:
    """Copy a post as a new draft."""
    blog = _blog(args.blog)
    return _told(args, blog.duplicate(blog.find(args.post).path))


def run_publish(args: Namespace) -> int:
    """Send what is committed; the drafts named go live first."""
    blog = _blog(args.blog)
    if args.post and not blog.remotes():
        raise NoRemote  # before a draft is touched for a publication that cannot be
    drafts = [path for path in _paths(blog, args) if blog.read(path).draft]
    others = [path for path in _paths(blog, args) if path not in drafts]
    blog.together.do(blog.together.live(drafts, blog.now(), others).whole())
    outcome = blog.publish()
    if args.json:
        _print_json({"pushed": outcome.pushed, "joined": outcome.joined, "paths": list(outcome.paths)})
    else:
        print(published(outcome, sum(map(blog.holds, outcome.paths))))
    left = blog.pending()
    if left:
        words = ngettext(
            "{n} changed post is not committed and stays here.",
            "{n} changed posts are not committed and stay here.",
            len(left),
        )
        print(f"blogwifi: {words.format(n=len(left))} blogwifi commit", file=sys.stderr)
    return 0


def run_tags(args: Namespace) -> int:
    """Tags and categories, each with its spellings."""
    from blogwifi_tui.as_json import tag_as_json
    from blogwifi_tui.content.tags import groups

    found = groups(_blog(args.blog).posts())
    if args.json:
        _print_json([tag_as_json(one) for one in found])
        return 0
    for one in found:
        spelled = ", ".join(f"{name} {posts}" for name, posts in one.spellings)
        print(visible(f"{one.posts:6}  {_(one.kind):10}  {one.name}{f'  [{spelled}]' if one.varies else ''}"))
    return 0


def run_tag(args: Namespace) -> int:
    """Give posts tags, take tags away."""
    blog = _blog(args.blog)
    joint = blog.together.tags(_paths(blog, args), args.add, args.remove).whole()
    return _all_told(args, joint.paths, blog.together.do(joint))


def run_retag(args: Namespace) -> int:
    """Give a tag or a category another name; a post that cannot be changed stops it, unless left out."""
    from blogwifi_tui.content.tags import Kind, spellings
    from blogwifi_tui.sentences import explain

    blog = _blog(args.blog)
    entries, kind = blog.posts(), Kind.CATEGORY if args.category else Kind.TAG
    old = spellings(entries, kind, args.old, exact=args.exact)
    if not old:
        raise TagNotFound(args.old, kind.value)
    joint = blog.together.retag(entries, kind, old, args.new)
    for error in joint.refused:
        print(f"blogwifi: {explain(error)}", file=sys.stderr)
    if joint.refused and not args.skip:
        print(f"blogwifi: {_('Nothing was changed; --skip changes the others.')}", file=sys.stderr)
        return 1
    return _all_told(args, joint.paths, blog.together.do(joint))


def run_history(args: Namespace) -> int:
    """The commits that changed a post."""
    blog = _blog(args.blog)
    revisions = blog.history(blog.find(args.post).path)
    if args.json:
        _print_json(
            [
                {
                    "commit": each.sha,
                    "author": each.author,
                    "date": each.when.isoformat(),
                    "message": each.subject,
                    "path": each.path,
                }
                for each in revisions
            ]
        )
    else:
        for each in revisions:
            print(visible(f"{each.sha[:7]}  {each.when:%Y-%m-%d %H:%M}  {each.author}  {each.subject}"))
    return 0


def run_restore(args: Namespace) -> int:
    """Give a post, which may be deleted, the text it had at a revision."""
    blog = _blog(args.blog)
    try:
        path = blog.find(args.post).path
    except PostNotFound:
        if not blog.holds(args.post):
            raise
        path = args.post
    return _told(args, path, blog.past.restore(path, args.revision))


def run_undo(args: Namespace) -> int:
    """Undo the last change made here by a new commit."""
    blog = _blog(args.blog)
    change = blog.past.last()
    commit = blog.past.undo(change)
    if args.json:
        _print_json({"undone": change.commit.sha, "commit": commit.sha, "published": change.published})
        return 0
    print(visible(f"{commit.short} {undone(change.subject)}"))
    if change.published:
        words = _("It had been published: “blogwifi publish” takes it back there too.")
        print(f"blogwifi: {words}", file=sys.stderr)
    return 0


def _blog(path: Path) -> Blog:
    blog = Blog.open(path)
    set_language(blog.settings.language())
    return blog


def _status(blog: Blog) -> Status | None:
    """What git says, or None when it cannot: posts are listed all the same."""
    try:
        return blog.status()
    except NotARepository:
        return None
    except GitError as error:
        from blogwifi_tui.sentences import explain

        print(f"blogwifi: {explain(error).what} {explain(error).next}", file=sys.stderr)
        return None


def _sync(status: Status | None, entry: Entry) -> str | None:
    return status.sync(entry.path).value if status else None


def _paths(blog: Blog, args: Namespace) -> list[str]:
    """The posts named, each once."""
    return list(dict.fromkeys(blog.find(name).path for name in args.post))


def _all_told(args: Namespace, paths: Sequence[str], commit: Commit | None) -> int:
    """Print which posts one commit was about."""
    if args.json:
        _print_json([{"path": path, "commit": commit.sha if commit else None} for path in paths])
    else:
        print("\n".join(map(visible, paths)) or _("Nothing to commit."))
    return 0


def _told(args: Namespace, path: str, commit: Commit | None = None) -> int:
    """Print which post it is about now."""
    if args.json:
        _print_json({"path": path, "commit": commit.sha if commit else None})
    else:
        print(visible(path))
    return 0


def _print_json(data: object) -> None:
    """Valid JSON whatever a file name holds: what is not UTF-8 is escaped."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    print(text.encode("utf-8", "backslashreplace").decode())
