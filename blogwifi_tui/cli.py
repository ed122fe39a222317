"""The command line: parse, run a verb, or open the program when none is given.

Textual and git are imported only by the verbs that need them: ``--help`` and ``--version`` are instant.
Exit status: 0 done, 1 could not (nothing lost), 2 wrong usage, 70 a fault of our own.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from blogwifi_tui import __version__
from blogwifi_tui.errors import BadChange, BlogwifiError
from blogwifi_tui.locale import argparse_words
from blogwifi_tui.locale.messages import _

HERE = Path()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors are sentences on standard error."""
    if arguments is None:
        sys.excepthook = _end
    words = list(sys.argv[1:] if arguments is None else arguments)
    argparse_words.speak()
    parser, verbs = build_parser()
    if not words or (words[0] not in verbs and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "open")
    args = parser.parse_args(words)
    _print_anything()
    try:
        return _run(args)
    except BlogwifiError as error:
        from blogwifi_tui.sentences import explain

        sentence = explain(error)
        print(f"blogwifi: {sentence.what} {sentence.next}".rstrip(), file=sys.stderr)
        return 2 if isinstance(error, BadChange) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe left; Python would complain once more when it flushes at exit.
        sys.stdout = None
        return 0


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
    """A fault of our own: a sentence and a report, and Python's way out would end with 1."""
    from blogwifi_tui import crash
    from blogwifi_tui.paths import crash_dir

    print(crash.told(error, crash_dir(), kept=False), file=sys.stderr, flush=True)
    os._exit(crash.EXIT_STATUS)


def _print_anything() -> None:
    """Escape the letters a terminal's encoding lacks; Python would end with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(args: argparse.Namespace) -> int:
    from blogwifi_tui import verbs

    status: int = getattr(verbs, f"run_{args.verb}")(args)
    return status


def _name(text: str) -> str:
    """A name on one line."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a name is needed"))
    return " ".join(text.split())


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


def _add_past_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    verb("history", _("the commits that changed a post"), post="")
    restore = verb("restore", _("give a post the text it had, in a new commit"), post="")
    restore.add_argument("revision", metavar="REVISION")
    verb("undo", _("undo the last change made here, in a new commit"))


def build_parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """The parser, and the verbs it knows."""
    parser = argparse.ArgumentParser(
        prog="blogwifi",
        description=_("List, write, preview, commit and publish the posts of a blog kept in git."),
        epilog=_("Without a verb: blogwifi [PATH] opens the blog that holds PATH (default: here)."),
    )
    parser.add_argument("--version", action="version", version=f"blogwifi {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)

    opened = verbs.add_parser("open", help=_("open the program (the default)"))
    opened.add_argument("path", metavar="PATH", type=Path, nargs="?", default=HERE)
    demo = verbs.add_parser("demo", help=_("make a complete blog to try, and open it"))
    demo.add_argument(
        "folder", metavar="DIR", type=Path, nargs="?", help=_("where (default: a folder of its own)")
    )
    demo.add_argument("--no-open", action="store_true", help=_("make it, print its path, do not open it"))
    init = verbs.add_parser("init", help=_("make a folder or a repository a blog"))
    init.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=HERE)

    def verb(name: str, text: str, *, post: str | None = None) -> argparse.ArgumentParser:
        """A verb that prints data; ``post``: how many POST arguments (None: none, empty: exactly one)."""
        new = verbs.add_parser(name, help=text, description=text)
        new.add_argument("--blog", metavar="DIR", type=Path, default=HERE, help=_("the blog (default: here)"))
        new.add_argument("--json", action="store_true", help=_("print data as JSON"))
        if post is not None:
            what = _("a path, a slug, or a unique part of one")
            new.add_argument("post", metavar="POST", nargs=post or None, help=what)
        return new

    verb("list", _("list posts, newest first")).add_argument("query", metavar="QUERY", nargs="*")
    verb("search", _("ranked posts, with the line that answers")).add_argument(
        "words", metavar="WORDS", nargs="+"
    )
    show = verb("show", _("print the rendered post"), post="")
    show.add_argument("--raw", action="store_true", help=_("print the source"))
    new = verb("new", _("create a post, commit it and print its path"))
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--tag", metavar="T", action="append", default=[], help=_("a tag; may be repeated"))
    new.add_argument("--edit", action="store_true", help=_("open it in $EDITOR first"))
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
    verb("publish", _("send what is committed; drafts named go live first"), post="*")
    _add_tag_verbs(verb)
    _add_past_verbs(verb)
    verb("trust", _("let git start the programs this repository brings along"))
    return parser, frozenset(verbs.choices)


if __name__ == "__main__":
    sys.exit(main())
