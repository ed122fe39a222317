"""The verbs about the site that is made of the posts: the page of a post, where the pages are."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import open_blog, print_json, tell_mended
from blogwifi_tui.core.browser import has_browser
from blogwifi_tui.core.site_learning import SiteLearner
from blogwifi_tui.core.site_pages import read_file, read_site
from blogwifi_tui.errors import IsFolder, PostAmbiguous, PostNotFound, SiteUnread
from blogwifi_tui.i18n.result_messages import learned as learned_words
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace


def run_open(args: Namespace) -> int:
    """Open the public page of a post in the browser; print its address where no browser has a window."""
    blog = open_blog(args.blog)
    try:
        entry = blog.find(args.post)
    except (PostNotFound, PostAmbiguous) as error:
        if Path(args.post).is_dir():
            raise IsFolder(args.post) from error
        raise
    page = blog.addresses.page(entry)
    if args.json:
        print_json({"path": entry.path, "address": page.address, "address_from": page.source.value})
    elif args.print or not has_browser() or not webbrowser.open(page.address):
        print(visible(page.address))
    return 0


def run_site(args: Namespace) -> int:
    """Learn the addresses of the posts from the pages of the site, and keep them in the settings."""
    blog = open_blog(args.blog)
    wants_title = blog.title == blog.root.name
    if args.file is None and args.address is None:
        raise SiteUnread("", "none")
    found = read_file(args.file) if args.file else read_site(args.address, title=wants_title)
    learner = SiteLearner(blog)
    learned = learner.learn(blog.posts(), found)
    commit = learner.keep(learned, title=learned.title if wants_title else "")
    tell_mended(commit)
    if args.json:
        data = {"fitting": learned.fitting, "found": learned.found, "title": learned.title}
        print_json({"public_address": learned.pattern, **data, "commit": commit.sha if commit else None})
    else:
        print(visible(learned_words(learned)))
    return 0
