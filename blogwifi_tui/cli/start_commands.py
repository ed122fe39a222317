"""The verbs that come before there is a blog, or open it.

A function in this package is named after its verb, takes the parsed arguments and returns the exit status.
"""

from __future__ import annotations

import gc
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui.cli.output import open_blog, open_in_its_language, print_json, recovered
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import IdentityMissing
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.error_messages import NO_EMAIL
from blogwifi_tui.i18n.translation import _, ngettext, set_language
from blogwifi_tui.sanitize import visible
from blogwifi_tui.settings.model import Loaded, UiSettings, load

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from blogwifi_tui.settings.model import Settings

_NAMED = 3
"""Files and folders of which each is named."""


def open_program(path: Path) -> int:
    """Show the blog that holds ``path`` on the terminal until the person leaves; the exit status."""
    blog = open_in_its_language(path)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(
            f"blogwifi: {_('A terminal is needed here. Without one, use a verb: blogwifi --help.')}",
            file=sys.stderr,
        )
        return 2
    if os.environ.get("TERM") in ("dumb", "unknown"):
        from blogwifi_tui.core.doctor import Trouble
        from blogwifi_tui.i18n.doctor_messages import trouble_sentence

        print(f"blogwifi: {trouble_sentence(Trouble.TERM)}", file=sys.stderr)
        return 2
    # Nothing made while starting is garbage: looking for it is a tenth of the start. The app turns it on.
    gc.disable()
    # Textual paints sixty times a second: the preview, painted after the key, would wait for the next time.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from blogwifi_tui.ui.app import BlogApp

    # By its own name, which may be that of a link, in the folder where it really lies.
    at = os.path.relpath(path.parent.resolve() / path.name, blog.root) if path.is_file() else None
    app = BlogApp(blog, notices=recovered(blog), at=at)
    app.run()
    if not app.return_code:
        made = blog.steps.end_of_cut(lambda: print(_("Stopping…"), file=sys.stderr, flush=True))
        if made is not None:
            from blogwifi_tui.i18n.result_messages import step_ended

            print(step_ended(made), file=sys.stderr)
    return app.return_code or 0


def screen_checked(settings: Settings) -> Loaded:
    """``settings`` without what only the screens know to be wrong: a theme, a key there is not."""
    if settings.ui == UiSettings():
        return Loaded(settings)
    from blogwifi_tui.ui.app import checked_settings

    return checked_settings(settings)


def own_settings() -> Settings:
    """Those of the person, which count where there is no blog too."""
    return load(None).settings


def run_demo(args: Namespace) -> int:
    """Make the demo blog in the person's language, and open it; say at the end where it lies."""
    from blogwifi_tui.core.demo import default_folder, make

    set_language(own_settings().language())
    chosen = args.blog / args.folder if args.folder else None
    folder = make(chosen or default_folder())
    if args.json:
        print_json({"path": str(folder)})
        return 0
    if args.no_open:
        print(folder)
        return 0
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(folder)
        words = _("The demo blog is made; on a terminal this opens it: blogwifi {quoted}")
        print(f"blogwifi: {visible(words.format(quoted=shlex.quote(str(folder))))}", file=sys.stderr)
        return 0
    status = open_program(folder)
    if not status:
        again = f"blogwifi demo {shlex.quote(str(chosen))}" if chosen else "blogwifi demo"
        words = _("The demo blog is in {folder}; “{command}” opens it again.")
        print(visible(words.format(folder=folder, command=again)))
    return status


def run_init(args: Namespace) -> int:
    """Make a folder a blog; ask who commits where git does not know it and somebody is there to say it."""
    folder = args.blog / args.folder
    try:
        blog = Blog.init(folder)
    except IdentityMissing:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        from blogwifi_tui.vcs.commit import Identity

        blog = Blog.init(folder, identity=Identity(*_ask_identity()))
    from blogwifi_tui.i18n.site_messages import found_posts, left_out_words

    report, pending, beside = blog.listing.report(blog.posts()), blog.pending(), blog.listing.untracked()
    if args.json:
        posts = {place: count for site in report.sites for place, count in site.posts}
        left_out = {each.path: each.pages for each in report.outside}
        print_json(
            {
                "path": str(blog.root),
                "posts": posts,
                "uncommitted": list(pending),
                "left_out": left_out,
                "untracked": list(beside),
            }
        )
        return 0
    if found := found_posts(report):
        print(visible(found))
    if left := left_out_words(report):
        fullest = report.outside[0].path
        if fullest.endswith("/"):
            words = _("To have them in the list, name their folder in blogwifi.toml: {setting}.")
            setting = f"posts = {json.dumps(fullest.rstrip('/'), ensure_ascii=False)}"
            left = f"{left} {words.format(setting=setting)}"
        print(visible(left))
    words = _("{folder} is a blog now. Open it: blogwifi {quoted}")
    quoted = shlex.quote(str(blog.root))
    print(visible(words.format(folder=blog.root, quoted=quoted)))
    if pending:
        line = ngettext(
            "git does not keep {n} of the posts yet: blogwifi -C {quoted} commit",
            "git does not keep {n} of the posts yet: blogwifi -C {quoted} commit",
            len(pending),
        )
        print(visible(line.format(n=number(len(pending)), quoted=quoted)))
    if beside:
        print(visible(_beside_words(beside, quoted)))
    return 0


def _beside_words(paths: Sequence[str], quoted: str) -> str:
    """That git does not keep files which are no posts: a server that makes the site would not have them."""
    tops = list(dict.fromkeys(path.partition("/")[0] + "/" * ("/" in path) for path in paths))
    names = ", ".join(tops[:_NAMED]) + ("…" if len(tops) > _NAMED else "")
    words = ngettext(
        "git does not keep {n} other file either ({names}), and commits here are of posts alone: if the "
        "server needs it, add it with git -C {quoted} add.",
        "git does not keep {n} other files either ({names}), and commits here are of posts alone: those that "
        "the server needs, add with git -C {quoted} add.",
        len(paths),
    )
    return words.format(n=number(len(paths)), names=names, quoted=quoted)


def _ask_identity() -> tuple[str, str]:
    """The name and the address that git is to sign commits with, asked on the terminal.

    Raises:
        IdentityMissing: one of them was left empty.
    """
    from blogwifi_tui.core.git_access import is_email

    def answer(label: str) -> str:
        print(f"{label}{_(': ')}", end="", file=sys.stderr, flush=True)
        if given := sys.stdin.readline().strip():
            return given
        raise IdentityMissing("unsaid")

    print(_("git signs each commit with a name and an address, and knows neither here."), file=sys.stderr)
    name = answer(_("Name"))
    while not is_email(email := answer(_("E-mail"))):
        print(_(NO_EMAIL), file=sys.stderr)
    return name, email


def run_trust(args: Namespace) -> int:
    """Agree to what the repository brings along, named one a line."""
    from blogwifi_tui.core.serve.generator_trust import trust_all

    programs = trust_all(open_blog(args.blog))
    if args.json:
        print_json(programs)
    else:
        print("\n".join(map(visible, programs)) or _("There is nothing to agree to."))
    return 0
