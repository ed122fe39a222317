"""The verbs about the site that is made of the posts: the page of a post, where the pages are."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import open_blog, print_json
from blogwifi_tui.errors import IsFolder, PostAmbiguous, PostNotFound
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
    elif args.print or not _has_browser() or not webbrowser.open(page.address):
        print(visible(page.address))
    return 0


def _has_browser() -> bool:
    return sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
