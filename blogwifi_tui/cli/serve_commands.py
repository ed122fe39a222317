"""The verb that shows the real page of a post, until it is ended."""

from __future__ import annotations

import base64
import json
import sys
import webbrowser
from queue import SimpleQueue
from signal import SIGINT
from typing import TYPE_CHECKING

from blogwifi_tui.cli.notes import note
from blogwifi_tui.cli.output import open_blog
from blogwifi_tui.core.browser import connection, has_browser
from blogwifi_tui.core.serve.generator_trust import trusted_plan
from blogwifi_tui.core.serve.messages import BuildEvent, BuildPlan
from blogwifi_tui.core.serve.page_server import PageServer
from blogwifi_tui.core.stopping import Stopped
from blogwifi_tui.errors import GitError, PageServerFailed, PostNotFound, Untrusted
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.serve_messages import build_event_words, plan_words, tunnel_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog


def run_serve(args: Namespace) -> int:
    """Show the page of a post in the browser, in step with its file, until Ctrl+C."""
    blog = open_blog(args.blog)
    entry = blog.find(args.post) if args.post else _newest(blog)
    heard: SimpleQueue[BuildEvent | PageServerFailed] = SimpleQueue()
    plan = _planned(blog, entry.path)
    server = PageServer(blog.root, heard.put, language=blog.settings.language(), plan=plan)
    server.start()
    try:
        address = server.show(entry.path).result().address
        _say_where(args, entry, address, server.port)
        while True:
            event = heard.get()
            if isinstance(event, PageServerFailed):
                raise event
            if words := build_event_words(event):
                note(visible(words))
    except Stopped as stop:
        if stop.number != SIGINT:
            raise
        return 0  # the usual way to end it
    finally:
        server.stop()
        server.wait()


def _newest(blog: Blog) -> Entry:
    for entry in blog.posts():
        return entry
    raise PostNotFound("")


def _planned(blog: Blog, path: str) -> BuildPlan | None:
    """How the site is built that shows a post; None where it is not, which is said."""
    try:
        found = trusted_plan(blog, path)
    except GitError as error:
        note(str(explain(error)))
        if isinstance(error, Untrusted):
            note(visible(plan_words(error)))
        return None
    if words := plan_words(found):
        note(visible(words))
    return found if isinstance(found, BuildPlan) else None


def _say_where(args: Namespace, entry: Entry, address: str, port: int) -> None:
    """Say where the page is, and open it where a browser of this machine can."""
    came = connection()
    tunnel = came.tunnel(port) if came else ""
    if args.json:
        data = {"path": entry.path, "address": address, "port": port, "tunnel": tunnel or None}
        print(json.dumps(data))  # on one line: who reads it does not wait for the end
    elif tunnel:
        note(tunnel_words(copied=_copied(tunnel)))
        print(tunnel)
        print(address)
    elif args.print or not has_browser() or not webbrowser.open(address):
        print(address)
    else:
        note(visible(filled(_("“{title}” is in the browser."), title=entry.title)))
    sys.stdout.flush()
    note(_("The page follows the file. Ctrl+C ends it."))


def _copied(text: str) -> bool:
    """Copy a text by the terminal (OSC 52), where standard error is one; whether it was told to."""
    if not sys.stderr.isatty():
        return False
    sys.stderr.write(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07")
    return True
