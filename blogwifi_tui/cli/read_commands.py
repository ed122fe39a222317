"""The verbs that print what there is, and change nothing.

Each loads what it prints with: a list, which is asked for most, waits for nothing else.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from itertools import chain
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from blogwifi_tui.cli.notes import note
from blogwifi_tui.cli.output import find_path, is_plain, open_blog, print_json, print_json_texts
from blogwifi_tui.cli.streams import has_colours
from blogwifi_tui.cli.table import Column, fits, print_as_found, print_table
from blogwifi_tui.content.post_files import is_markup
from blogwifi_tui.content.state import State
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.discovery import short_names
from blogwifi_tui.core.due import NOTHING_DUE, DuePosts
from blogwifi_tui.core.settings_mistakes import stopping
from blogwifi_tui.core.sorting import last_changed
from blogwifi_tui.core.standing import Standing, Standings
from blogwifi_tui.errors import (
    BadArguments,
    BadQuery,
    FileFailed,
    GitError,
    NoBlog,
    NotARepository,
)
from blogwifi_tui.i18n.dates import date_spoken, time_left
from blogwifi_tui.i18n.translation import _, set_language
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.vcs.status import Sync

if TYPE_CHECKING:
    import datetime as dt
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blogwifi_tui.content.index.index import Entry
    from blogwifi_tui.content.index.text_facts import TextFacts
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.content.search.query import Query
    from blogwifi_tui.content.state import Visibility
    from blogwifi_tui.content.tags import TagGroup
    from blogwifi_tui.core.deleted_posts import DeletedPost
    from blogwifi_tui.core.settings_editor import SettingState
    from blogwifi_tui.vcs.status import Status


def run_list(args: Namespace) -> int:
    """List posts, the newest first; what is asked of them is looked for in their texts too, as in the box."""
    blog = open_blog(args.blog)
    query, now = _query(args.query), blog.now()
    if query.asks_for_deleted:
        return _list_deleted(args, blog, query)
    entries = blog.posts()
    standings = _standings(blog)
    if query.words or query.unwanted:
        blog.search.catch_up(entries)
        result = blog.search.find(query, entries, standing=lambda entry: standings.of(entry, now), now=now)
        answers = {entry.path for entry in result.entries}
        found = [entry for entry in entries if entry.path in answers]
    else:
        found = query.select(entries, lambda entry: standings.of(entry, now), now)
    if not entries:
        _tell_why_none(blog, entries)
    _print_posts(args, blog, standings, _sorted(args, blog, standings.status, found))
    return 0


def _tell_why_none(blog: Blog, entries: Sequence[Entry]) -> None:
    """Say what a blog without a post may have instead: a folder written wrong, files outside of it."""
    from blogwifi_tui.i18n.site_messages import absent_folders, left_out_words

    report = blog.listing.report(entries)
    for line in filter(None, (*absent_folders(report), left_out_words(report))):
        print(visible(f"blogwifi: {line}"), file=sys.stderr)


def run_due(args: Namespace) -> int:
    """The posts whose date has come since the last publication and were not told of; 3: there is none."""
    acts = args.publish or args.run is not None
    if acts and args.json:
        raise BadArguments(_("--json goes neither with --publish nor with --run"), "blogwifi due")
    blog = open_blog(args.blog)
    if acts:
        from blogwifi_tui.cli import schedule_commands

        return schedule_commands.publish_due(args, blog, lambda found: _print_due(args, blog, found))
    found = DuePosts(blog).find()
    _print_due(args, blog, found)
    return 0 if found else NOTHING_DUE


def _print_due(args: Namespace, blog: Blog, found: Sequence[Entry]) -> None:
    _print_posts(args, blog, _standings(blog), found)


def _sorted(args: Namespace, blog: Blog, status: Status | None, found: Sequence[Entry]) -> Sequence[Entry]:
    """The posts in the order that is asked for; they come the newest first."""
    order = list(found)
    if args.sort == "title":
        order.sort(key=lambda entry: entry.folded)
    elif args.sort == "path":
        order.sort(key=lambda entry: entry.path)
    elif args.sort == "modified":
        dates = blog.history.dates() if status else {}
        edited = status.edited if status else ()
        order.sort(key=lambda entry: last_changed(entry, dates, edited), reverse=True)
    return order[::-1] if args.reverse else order


def _print_posts(args: Namespace, blog: Blog, standings: Standings, found: Sequence[Entry]) -> None:
    """Print posts, as many as are asked for."""
    found, now = found[: args.limit], blog.now()
    if args.json:
        live, texts = _live_posts(blog), blog.listing.texts(found)
        print_json_texts([
            _as_json(blog, entry, standings.of(entry, now), live, texts[entry.path]) for entry in found
        ])  # fmt: skip
        return
    plain = is_plain(args)
    rows = []
    waits = []
    for entry in found:
        date = moment.date().isoformat() if (moment := entry.shown_date) else ""
        standing = standings.of(entry, now)
        words = (standing.state.value, standing.sync.value if standing.sync else "")
        spoken = map(_, words) if plain else words
        tags = ", ".join(entry.tags)
        rows.append((date, *spoken, entry.title, tags, entry.path, _problem(entry)))
        waits.append(_wait(entry.visibility, standing.state, now) if plain else "")
    _tell_none(rows)
    columns = (*[Column.WHOLE] * 3, Column.TEXT, Column.TEXT, Column.NAME, Column.BELOW)
    told = [(row[0], row[1] + wait, *row[2:]) for row, wait in zip(rows, waits, strict=True)]
    if fits(columns, told):
        rows = told
    else:  # there is room below
        states = [row[1] + wait if wait else row[6] for row, wait in zip(rows, waits, strict=True)]
        if plain and not fits(columns, rows):
            names = short_names([entry.path for entry in blog.posts()])
            rows = [(*row[:5], names.get(row[5], row[5]), row[6]) for row in rows]
        rows = [(*row[:6], state) for row, state in zip(rows, states, strict=True)]
    print_table(columns, rows, plain=plain)


def _wait(visibility: Visibility, state: State, now: dt.datetime) -> str:
    """What follows the word of a state: how long it is until readers find a scheduled post."""
    if state is not State.SCHEDULED or visibility.since is None:
        return ""
    return f" · {time_left(visibility.since, now).words}"


def _tell_none(rows: Sequence[object]) -> None:
    """Say to a person at a terminal that nothing was found; a program sees that there is no row."""
    if not rows and sys.stdout.isatty():
        note(_("No post was found."))


def _problem(entry: Entry) -> str:
    """Why a post cannot be read, in a sentence; empty where it can."""
    if not entry.problem:
        return ""
    from blogwifi_tui.i18n.explain import problem_sentence

    return problem_sentence(entry.problem)


def _list_deleted(args: Namespace, blog: Blog, query: Query) -> int:
    """List the posts that are gone and that git keeps, the last deleted first."""
    there = {each.path: each for each in blog.history.deleted.all()}
    found = [there[entry.path] for entry in query.select_deleted(each.entry for each in there.values())]
    if args.sort == "title":
        found.sort(key=lambda each: each.entry.folded)
    elif args.sort == "path":
        found.sort(key=lambda each: each.path)
    found = (found[::-1] if args.reverse else found)[: args.limit]
    if args.json:
        print_json([_deleted_as_json(each) for each in found])
        return 0
    plain = is_plain(args)
    word = _("deleted") if plain else "deleted"
    rows = [
        (
            each.when.date().isoformat() if each.when else "",
            word,
            each.commit[:7],
            each.title,
            "",
            each.path,
            "",
        )
        for each in found
    ]
    _tell_none(rows)
    print_table((*[Column.WHOLE] * 3, Column.TEXT, Column.TEXT, Column.PATH, Column.BELOW), rows, plain=plain)
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
    blog = open_blog(args.blog)
    query, now, entries = _query(args.words), blog.now(), blog.posts()
    if not query:
        raise BadQuery(" ".join(args.words), "sign")
    # git is asked only where the query wants to know what it says.
    standings = _standings(blog) if query.asks_for_standing else Standings()
    blog.search.catch_up(entries)
    found = blog.search.stream(query, entries, standing=lambda one: standings.of(one, now), now=now)
    answers = _first(args.limit, found)
    if args.json:
        rows = [(entry, blog.search.excerpt(entry.path, query)) for entry in chain.from_iterable(answers)]
        texts = [(entry, line.text if line else None) for entry, line in rows]
        print_json([{"path": entry.path, "title": entry.title, "text": text} for entry, text in texts])
        return 0

    def row(entry: Entry) -> tuple[str, ...]:
        line = blog.search.excerpt(entry.path, query)
        return entry.title, entry.path, line.text.strip() if line else ""

    columns = (Column.TEXT, Column.PATH, Column.BELOW)
    if not print_as_found(columns, (map(row, batch) for batch in answers), plain=is_plain(args)):
        _tell_none(())
    return 0


def _first(limit: int | None, batches: Iterable[Sequence[Entry]]) -> Iterator[Sequence[Entry]]:
    """No more posts than the limit, and no look for any after it."""
    left = sys.maxsize if limit is None else limit
    for batch in batches:
        yield batch[:left]
        left -= len(batch)
        if left <= 0:
            return


def run_show(args: Namespace) -> int:
    """Print a post, rendered or as it is."""
    blog = open_blog(args.blog)
    path, deleted = find_path(blog, args.post)
    post = blog.history.deleted.read(path) if deleted else blog.read(path)
    if args.json:
        entry = next((entry for entry in blog.posts() if entry.path == path), None)
        page = blog.addresses.of(entry) if entry and not deleted else None
        print_json(
            {
                "path": post.path,
                "title": post.title,
                "fields": post.fields,
                "body": post.body,
                "state": "deleted" if deleted else post.state(blog.now()).value,
                "since": _since(blog, post.visibility(blog.zone)),
                "address": page and page.address,
                "live": _live_posts(blog).get(path) if page else None,
            }
        )
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
            source = f"# {post.title}\n\n{'' if deleted else _scheduled(blog, post)}{post.body}"
            plain = blog.settings.ui.plain
            print(render_text(source, width, colour=has_colours(), plain=plain))
    return 0


def _scheduled(blog: Blog, post: Post) -> str:
    """Of a scheduled post, the line that says so, as Markdown; empty of any other."""
    visibility, now = post.visibility(blog.zone), blog.now()
    shown = visibility.since_in(blog.zone)
    if shown is None or post.state(now) is not State.SCHEDULED:
        return ""
    return f"*{_('scheduled')}{_wait(visibility, State.SCHEDULED, now)} · {date_spoken(shown)}*\n\n"


def _since(blog: Blog, visibility: Visibility) -> str | None:
    """From which moment on readers find a post, in the zone of the blog; None: whatever its date."""
    return visibility.since.astimezone(blog.zone).isoformat() if visibility.since else None


def run_check(args: Namespace) -> int:
    """Tell what to know of posts before publishing them; 1 when something must be mended first."""
    from blogwifi_tui.i18n.check_messages import finding_data, finding_line

    blog = open_blog(args.blog)
    paths = [entry.path for entry in blog.listing.find(*args.post)]
    paths = paths or [*(entry.path for entry in blog.posts()), *blog.images.files()]
    if args.clean_pictures and (commit := blog.images.clean(paths)):
        words = _("Cleaned the pictures (commit {commit}); earlier commits keep what they said.")
        note(words.format(commit=commit.short))
    found = list(blog.check(frozenset(paths)))
    if args.json:
        print_json([finding_data(each) for each in found])
    else:
        for each in found:
            print(finding_line(each))
    return 1 if any(each.blocks for each in found) or any(stopping(blog.mistakes)) else 0


def run_history(args: Namespace) -> int:
    """The commits that changed a post."""
    blog = open_blog(args.blog)
    path, _deleted = find_path(blog, args.post)
    revisions = blog.history.of(path)[: args.limit]
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
        return 0
    plain = is_plain(args)
    rows = [
        (
            each.sha[:7] if plain else each.sha,
            f"{each.when:%Y-%m-%d %H:%M}" if plain else each.when.isoformat(),
            each.author,
            each.subject,
            *([] if plain else [each.path]),
        )
        for each in revisions
    ]
    print_table((*[Column.WHOLE] * 3, Column.TEXT), rows, plain=plain)
    return 0


def _query(words: Sequence[str]) -> Query:
    """What is asked of posts. Raises BadQuery where that cannot be what is meant: nobody sees it typed."""
    from blogwifi_tui.content.search.query import Query

    if not words:
        return Query()
    from blogwifi_tui.content.search.query_problems import query_problems

    text = " ".join(words)
    for problem in query_problems(text):
        raise BadQuery(problem.text, problem.trouble.value, tuple(map(_, problem.choices)))
    return Query.parse(text)


def _standings(blog: Blog) -> Standings:
    """How the posts stand; by their own bytes alone when git cannot be asked, and listed all the same."""
    try:
        return blog.listing.standings()
    except NotARepository:
        return Standings()
    except (GitError, FileFailed) as error:
        from blogwifi_tui.i18n.explain import explain

        note(str(explain(error)))
        return Standings()


def _as_word(value: object) -> str:
    """The value of a setting as a file of settings says it, texts without quotes."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def run_settings(args: Namespace) -> int:
    """Every setting by its key, with its value and where it comes from; without a blog, the person's own."""
    from blogwifi_tui.cli.start_commands import own_settings, screen_checked
    from blogwifi_tui.core.settings_editor import settings_states
    from blogwifi_tui.i18n.explain import explain

    noted: set[tuple[str, str]] = set()
    try:
        blog = open_blog(args.blog)
        root, noted = blog.root, {(mistake.path, mistake.key) for mistake in blog.mistakes}
    except NoBlog as error:
        if error.reason == "absent":
            raise
        root = None  # what is the person's own counts everywhere
        set_language(own_settings().language())
    states = settings_states(root, screen_checked)
    _print_settings(args, states)
    for state in states:
        if state.mistake and (state.mistake.path, state.mistake.key) not in noted:
            note(str(explain(state.mistake)))
    return 0


def _print_settings(args: Namespace, states: Sequence[SettingState]) -> None:
    from blogwifi_tui.i18n.explain import explain
    from blogwifi_tui.i18n.settings_messages import origin_words, value_words

    if args.json:
        print_json(
            [
                {
                    "key": state.setting.key,
                    "value": state.value,
                    "origin": state.origin.value,
                    "default": state.setting.default,
                    "file": str(state.file),
                    "mistake": str(explain(state.mistake)) if state.mistake else None,
                }
                for state in states
            ]
        )
        return
    plain = is_plain(args)
    rows = [
        (state.setting.key, value_words(state.setting.key, state.value), origin_words(state))
        if plain
        else (state.setting.key, _as_word(state.value), state.origin.value)
        for state in states
    ]
    print_table((Column.WHOLE, Column.TEXT, Column.TEXT), rows, plain=plain)


def run_status(args: Namespace) -> int:
    """What makes the site, where its posts are, what is left out, and what is still to be done."""
    from blogwifi_tui.cli.live_output import last_publication_lines, publication_data
    from blogwifi_tui.core.remote_address import shown
    from blogwifi_tui.i18n.site_messages import publication_lines, remote_line, site_lines

    blog = open_blog(args.blog)
    entries, now = blog.posts(), blog.now()
    standings = _standings(blog)
    report = blog.listing.report(entries)
    standing = [standings.of(entry, now) for entry in entries]
    to_do, both = standings.to_do(entries, now), standings.on_both_sides(entries)
    status = standings.status
    last = blog.publication.last() if status else None
    if args.json:
        states = Counter(each.state.value for each in standing)
        facts: dict[str, object] = {"states": states, "sync": to_do if status else None}
        if status:
            names = {"branch": status.branch, "remote": status.remote, "upstream": status.upstream}
            facts |= {**names, "to_take_in": status.behind, "on_both_sides": both, "last_publication": last}
        print_json({"title": blog.title, **asdict(report), **facts, **publication_data(blog)})
        return 0
    lines = site_lines(report)
    if status:
        remote = blog.publication.remote
        addresses = [shown(each) for each in remote.addresses()] if status.remote else []
        lines.append(remote_line(status.remote, addresses))
        lines += publication_lines(
            to_do[Sync.EDITED],
            to_do[Sync.TO_PUBLISH],
            to_do[Sync.LEAVES],
            status.upstream or "",
            status.behind,
            both,
            last,
        )
        lines += last_publication_lines(blog)
    print("\n".join(map(visible, lines)))
    return 0


def run_tags(args: Namespace) -> int:
    """Tags and categories, each with its spellings."""
    from blogwifi_tui.content.tags import groups

    found = groups(open_blog(args.blog).posts())[: args.limit]
    if args.json:
        print_json([_tag_as_json(one) for one in found])
        return 0
    plain = is_plain(args)
    rows = [
        (
            f"{one.posts:6}" if plain else str(one.posts),
            _(one.kind) if plain else one.kind.value,
            one.name,
            ", ".join(f"{name} {posts}" for name, posts in one.spellings) if one.varies or not plain else "",
        )
        for one in found
    ]
    print_table((Column.WHOLE, Column.WHOLE, Column.TEXT, Column.TEXT), rows, plain=plain)
    return 0


def _live_posts(blog: Blog) -> Mapping[str, bool]:
    """By path, the posts of which it is known whether readers see them as they are committed."""
    if not publication_file(blog.root).exists():  # so nothing of it is known
        return {}
    from blogwifi_tui.core.live.last_publication import LastPublication

    try:
        return LastPublication(blog).live_posts()
    except (GitError, FileFailed):  # which was said of the list itself
        return {}


def _as_json(
    blog: Blog, entry: Entry, standing: Standing, live: Mapping[str, bool], text: TextFacts
) -> dict[str, object]:
    """A post."""
    page, date = blog.addresses.of(entry), entry.shown_date
    return {
        "path": entry.path,
        "title": entry.title,
        "date": date.isoformat() if date else text.edge_date,
        "tags": list(entry.tags),
        "categories": list(entry.categories),
        "draft": entry.draft,
        "state": standing.state.value,
        "sync": standing.sync,
        "words": text.words,
        "problem": _problem(entry) or None,
        "address": page.address if page else None,
        "since": _since(blog, entry.visibility),
        "live": live.get(entry.path),
        "address_from": page.source.value if page else None,
    }


def _tag_as_json(group: TagGroup) -> dict[str, object]:
    """A tag or a category."""
    spelled = {spelling.name: spelling.posts for spelling in group.spellings}
    return {"kind": group.kind.value, "name": group.name, "posts": group.posts, "spellings": spelled}
