"""What can be said on the command line: verbs, their arguments, and the help that tells them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from blogwifi_tui import __version__
from blogwifi_tui.cli import argparse_messages
from blogwifi_tui.i18n.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

HERE = Path()


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The verb and its arguments; ends the process where they are wrong, or only the help is wanted."""
    argparse_messages.speak()
    parser = argparse.ArgumentParser(
        prog="blogwifi",
        description=_("List, write, preview, commit and publish the posts of a blog kept in git."),
        epilog=_("Without a verb: blogwifi [PATH] opens the blog that holds PATH (default: here)."),
    )
    parser.add_argument("--version", action="version", version=f"blogwifi {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)
    _add_start_verbs(verbs)
    _add_verbs(verbs)
    is_path = words and words[0] not in verbs.choices and words[0] not in {"-h", "--help", "--version"}
    if is_path:
        parser = argparse.ArgumentParser(prog="blogwifi", usage="blogwifi [PATH]")
        parser.add_argument("path", metavar="PATH", type=Path)
        parser.set_defaults(verb=None)
    return parser.parse_args(words)


def _add_start_verbs(verbs: Verbs) -> None:
    """Those that need no blog, or open one."""
    demo = verbs.add_parser("demo", help=_("make a complete blog to try, and open it"))
    demo.add_argument(
        "folder", metavar="DIR", type=Path, nargs="?", help=_("where (default: a folder of its own)")
    )
    demo.add_argument("--no-open", action="store_true", help=_("make it, print its path, do not open it"))
    init = verbs.add_parser("init", help=_("make a folder or a repository a blog"))
    init.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=HERE)


def _add_verbs(verbs: Verbs) -> None:
    """Those that work on a blog."""

    def verb(name: str, text: str, *, post: str | None = None) -> argparse.ArgumentParser:
        """A verb that prints data; ``post``: how many POST arguments (None: none, empty: exactly one)."""
        new = _on_a_blog(verbs, name, text)
        if post is not None:
            what = _("a path, a slug, or a unique part of one")
            new.add_argument("post", metavar="POST", nargs=post or None, help=what)
        return new

    verb("list", _("list posts, newest first")).add_argument("query", metavar="QUERY", nargs="*")
    verb("status", _("what makes the site, where its posts are, and what is to be done"))
    verb("search", _("ranked posts, with the line that answers")).add_argument(
        "words", metavar="WORDS", nargs="+"
    )
    show = verb("show", _("print the rendered post"), post="")
    show.add_argument("--raw", action="store_true", help=_("print the source"))
    _add_new(verb)
    change = verb("set", _("change front matter keys, nothing else, and commit"), post="")
    change.add_argument(
        "changes", metavar="KEY=VALUE", nargs="*", help=_("as in draft=false or tags=[wifi, hôtel]")
    )
    change.add_argument("--unset", metavar="KEY", action="append", default=[], help=_("remove a key"))
    commit = verb("commit", _("commit changed posts, one commit each"), post="*")
    commit.add_argument("-m", "--message", metavar=_("MESSAGE"), help=_("the message (default: proposed)"))
    verb("rename", _("give a post another title and file name"), post="").add_argument(
        "title", metavar="TITLE"
    )
    verb("delete", _("delete posts, in one commit"), post="+")
    verb("duplicate", _("copy a post as a new draft"), post="")
    check = verb("check", _("what to know of posts before publishing (default: of all)"), post="*")
    check.add_argument(
        "--clean-pictures",
        action="store_true",
        help=_("take out of their pictures where and how they were taken, in a commit"),
    )
    publish = verb("publish", _("send what is committed; drafts named go live first"), post="*")
    publish.add_argument(
        "--new-branch", action="store_true", help=_("make the branch on a remote that has others")
    )
    verb("pull", _("take in what the other machine published; publish nothing"))
    _add_tag_verbs(verb)
    _add_history_verbs(verb)
    site = verbs.add_parser("site", help=_("what is known of the site that is made of the posts"))
    learn = _on_a_blog(
        site.add_subparsers(dest="action", metavar=_("ACTION"), required=True),
        "learn",
        _("learn the addresses of the posts from the site’s sitemap or feed, and keep them"),
    )
    learn.add_argument(
        "address", metavar="ADDRESS", nargs="?", help=_("of the site, its sitemap or its feed")
    )
    learn.add_argument("--file", metavar="FILE", type=Path, help=_("a sitemap or feed on this machine"))
    opened = verb("open", _("open the public page of a post in the browser"), post="")
    opened.add_argument("--print", action="store_true", help=_("print its address, open nothing"))
    verb("trust", _("let git start the programs this repository brings along"))


def _on_a_blog(verbs: Verbs, name: str, text: str) -> argparse.ArgumentParser:
    """A verb that works on a blog and prints data."""
    new = verbs.add_parser(name, help=text, description=text)
    new.add_argument("--blog", metavar="DIR", type=Path, default=HERE, help=_("the blog (default: here)"))
    new.add_argument("--json", action="store_true", help=_("print data as JSON"))
    return new


def _add_new(verb: Callable[..., argparse.ArgumentParser]) -> None:
    new = verb("new", _("create a post, commit it and print its path"))
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--tag", metavar="T", action="append", default=[], help=_("a tag; may be repeated"))
    new.add_argument(
        "--in", dest="folder", metavar="FOLDER", help=_("a folder of posts (default: most used)")
    )
    new.add_argument(
        "--set",
        dest="changes",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help=_("another front matter key; may be repeated"),
    )
    new.add_argument("--edit", action="store_true", help=_("open it in $EDITOR first"))


def _add_tag_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    verb("tags", _("tags and categories with their spellings and counts"))
    tag = verb("tag", _("give posts tags, or take tags away, in one commit"), post="+")
    tag.add_argument("--add", metavar="T", action="append", default=[], help=_("a tag; may be repeated"))
    tag.add_argument("--remove", metavar="T", action="append", default=[], help=_("a tag; may be repeated"))
    retag = verb("retag", _("give a tag another name in every post, in one commit"))
    retag.add_argument("old", metavar="OLD", help=_("the tag, in any of its spellings"))
    retag.add_argument("new", metavar="NEW", type=_name)
    retag.add_argument("--category", action="store_true", help=_("a category, and no tag"))
    retag.add_argument("--exact", action="store_true", help=_("only where it is spelled as OLD"))
    retag.add_argument("--skip", action="store_true", help=_("leave out posts that cannot be changed"))


def _name(text: str) -> str:
    """A name on one line."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a name is needed"))
    return " ".join(text.split())


def _add_history_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    verb("history", _("the commits that changed a post, also of a deleted one"), post="")
    restore = verb("restore", _("give a post the text it had, or bring back a deleted one"), post="")
    restore.add_argument(
        "revision",
        metavar="REVISION",
        nargs="?",
        help=_("a commit of its history (default: of a deleted post, its last text)"),
    )
    verb("undo", _("undo the last change made here, in a new commit"))
