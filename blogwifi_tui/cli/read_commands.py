"""The verbs that print what there is, and change nothing.

Each loads what it prints with: a list, which is asked for most, waits for nothing else.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import find_path, open_blog, print_json
from blogwifi_tui.content.post_files import is_markup
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.standing import Standing, Standings
from blogwifi_tui.errors import FileError, FileFailed, GitError, NotARepository
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from blogwifi_tui.content.index.index import Entry
    from blogwifi_tui.content.search.query import Query
    from blogwifi_tui.content.tags import TagGroup
    from blogwifi_tui.core.deleted_posts import DeletedPost


def run_list(args: Namespace) -> int:
    """List posts, the newest first; what is asked of them is looked for in their texts too, as in the box."""
    from blogwifi_tui.content.search.query import Query

    blog = open_blog(args.blog)
    query, now = Query.parse(" ".join(args.query)), blog.now()
    if query.asks_for_deleted:
        return _list_deleted(args, blog, query)
    entries = blog.posts()
    standings = _standings(blog, entries)
    if query.words or query.unwanted:
        blog.search.update(entries)
        result = blog.search.find(query, entries, standing=lambda entry: standings.of(entry, now), now=now)
        answers = {entry.path for entry in result.entries}
        found = [entry for entry in entries if entry.path in answers]
    else:
        found = query.select(entries, lambda entry: standings.of(entry, now), now)
    if args.json:
        print_json([_as_json(blog, entry, standings.of(entry, now)) for entry in found])
        return 0
    for entry in found:
        standing = standings.of(entry, now)
        state, sync = _(standing.state.value), _(standing.sync) if standing.sync else ""
        date = entry.shown_date.date().isoformat() if entry.shown_date else ""
        print(
            visible(
                f"{date:10}  {state:10}  {sync:10}  {entry.title}  [{', '.join(entry.tags)}]  {entry.path}"
            )
        )
        if entry.problem:
            from blogwifi_tui.i18n.explain import problem_sentence

            print(f"{'':12}{problem_sentence(entry.problem)}")
    return 0


def _list_deleted(args: Namespace, blog: Blog, query: Query) -> int:
    """List the posts that are gone and that git keeps, the last deleted first."""
    there = {each.path: each for each in blog.history.deleted.all()}
    found = [there[entry.path] for entry in query.select_deleted(each.entry for each in there.values())]
    if args.json:
        print_json([_deleted_as_json(each) for each in found])
        return 0
    for each in found:
        date = each.when.date().isoformat() if each.when else ""
        print(visible(f"{date:10}  {_('deleted'):10}  {each.commit[:7]:10}  {each.title}  {each.path}"))
    return 0


def _deleted_as_json(post: DeletedPost) -> dict[str, object]:
    """A deleted post; what no commit says yet is null."""
    return {
        "path": post.path,
        "title": post.title,
        "state": "deleted",
        "deleted": post.when.isoformat() if post.when else None,
        "commit": post.commit or None,
    }


def run_search(args: Namespace) -> int:
    """Ranked posts, each with the line that answers."""
    from blogwifi_tui.content.search.query import Query

    blog = open_blog(args.blog)
    query, now, entries = Query.parse(" ".join(args.words)), blog.now(), blog.posts()
    standings = _standings(blog, entries)
    blog.search.update(entries)
    found = blog.search.find(query, entries, standing=lambda one: standings.of(one, now), now=now).entries
    answers = [(entry, blog.search.excerpt(entry.path, query)) for entry in found]
    if args.json:
        rows = [(entry, line.text if line else None) for entry, line in answers]
        print_json([{"path": entry.path, "title": entry.title, "text": text} for entry, text in rows])
        return 0
    for entry, line in answers:
        print(visible(f"{entry.title}  {entry.path}"))
        if line:
            print(visible(f"    {line.text.strip()}"))
    return 0


def run_show(args: Namespace) -> int:
    """Print a post, rendered or as it is."""
    blog = open_blog(args.blog)
    path, deleted = find_path(blog, args.post)
    post = blog.history.deleted.read(path) if deleted else blog.read(path)
    if args.json:
        print_json({"path": post.path, "title": post.title, "fields": post.fields, "body": post.body})
    elif args.raw and sys.stdout.isatty():  # which would obey what stands in it
        print(visible(post.data.decode("utf-8", "replace").replace("\r\n", "\n"), keep="\n\t"), end="")
    elif args.raw:
        sys.stdout.buffer.write(post.data)
    else:
        from blogwifi_tui.markdown.plain import render_text

        width = min(get_terminal_size().columns, 100)
        if is_markup(post.path):
            print(visible(post.body, keep="\n\t"))
        else:
            print(render_text(f"# {post.title}\n\n{post.body}", width, colour=sys.stdout.isatty()))
    return 0


def run_check(args: Namespace) -> int:
    """Tell what to know of posts before publishing them; 1 when something must be mended first."""
    from blogwifi_tui.i18n.check_messages import finding_data, finding_line

    blog = open_blog(args.blog)
    paths = [blog.find(name).path for name in args.post]
    paths = paths or [*(entry.path for entry in blog.posts()), *blog.images.files()]
    if args.clean_pictures and (commit := blog.images.clean(paths)):
        words = _("Cleaned the pictures (commit {commit}); earlier commits keep what they said.")
        print(f"blogwifi: {words.format(commit=commit.short)}", file=sys.stderr)
    found = list(blog.check(frozenset(paths)))
    if args.json:
        print_json([finding_data(each) for each in found])
    else:
        for each in found:
            print(finding_line(each))
    return 1 if any(each.blocks for each in found) else 0


def run_history(args: Namespace) -> int:
    """The commits that changed a post."""
    blog = open_blog(args.blog)
    path, _deleted = find_path(blog, args.post)
    revisions = blog.history.of(path)
    if args.json:
        print_json(
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


def _standings(blog: Blog, entries: Sequence[Entry]) -> Standings:
    """How the posts stand; by their own bytes alone when git cannot be asked, and listed all the same."""
    try:
        return blog.listing.standings(entries)
    except NotARepository:
        return Standings()
    except (GitError, FileFailed) as error:
        from blogwifi_tui.i18n.explain import explain

        print(f"blogwifi: {explain(error).what} {explain(error).next}", file=sys.stderr)
        return Standings()


def run_status(args: Namespace) -> int:
    """What makes the site, where its posts are, what is left out, and what is still to be done."""
    from blogwifi_tui.i18n.site_messages import site_lines

    blog = open_blog(args.blog)
    entries, now = blog.posts(), blog.now()
    standings = _standings(blog, entries)
    report = blog.listing.report(entries)
    standing = [standings.of(entry, now) for entry in entries]
    syncs = Counter(each.sync.value for each in standing if each.sync)
    if args.json:
        states = Counter(each.state.value for each in standing)
        print_json({**asdict(report), "states": states, "sync": syncs if standings.status else None})
        return 0
    lines = site_lines(report)
    if standings.status:
        lines.append(
            _("Edited: {edited}; to publish: {ready}.").format(
                edited=syncs["edited"], ready=syncs["to publish"]
            )
        )
    print("\n".join(map(visible, lines)))
    return 0


def run_tags(args: Namespace) -> int:
    """Tags and categories, each with its spellings."""
    from blogwifi_tui.content.tags import groups

    found = groups(open_blog(args.blog).posts())
    if args.json:
        print_json([_tag_as_json(one) for one in found])
        return 0
    for one in found:
        spelled = ", ".join(f"{name} {posts}" for name, posts in one.spellings)
        print(visible(f"{one.posts:6}  {_(one.kind):10}  {one.name}{f'  [{spelled}]' if one.varies else ''}"))
    return 0


def _as_json(blog: Blog, entry: Entry, standing: Standing) -> dict[str, object]:
    """A post."""
    from blogwifi_tui.i18n.explain import problem_sentence

    page = blog.addresses.of(entry)
    return {
        "path": entry.path,
        "title": entry.title,
        "date": entry.shown_date.isoformat() if entry.shown_date else None,
        "tags": list(entry.tags),
        "categories": list(entry.categories),
        "draft": entry.draft,
        "state": standing.state.value,
        "sync": standing.sync,
        "words": _words(blog, entry),
        "problem": problem_sentence(entry.problem) if entry.problem else None,
        "address": page.address if page else None,
        "address_from": page.source.value if page else None,
    }


def _words(blog: Blog, entry: Entry) -> int | None:
    """The words of a post; None when its file cannot be read, which a list tells and survives."""
    try:
        return blog.read(entry.path).words
    except FileError:
        return None


def _tag_as_json(group: TagGroup) -> dict[str, object]:
    """A tag or a category."""
    spelled = {spelling.name: spelling.posts for spelling in group.spellings}
    return {"kind": group.kind.value, "name": group.name, "posts": group.posts, "spellings": spelled}
