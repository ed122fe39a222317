"""What can be said on the command line: verbs, their arguments, and the help that tells them.

Each verb says what it does, what each of its arguments is, how it is used, and what its exit status means;
``tests/cli/test_help.py`` holds that.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from blogwifi_tui import __version__
from blogwifi_tui.cli import argparse_messages
from blogwifi_tui.cli.help_formatter import VERB, HelpFormatter
from blogwifi_tui.cli.nearest_word import nearest_word
from blogwifi_tui.cli.words import first_word, is_path
from blogwifi_tui.core.documentation import TOPICS, topic_about
from blogwifi_tui.core.schedule.forge import Forge
from blogwifi_tui.errors import BadArguments, NoTitle, UnknownTopic, UnknownVerb
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]
    AddVerb = Callable[..., argparse.ArgumentParser]

HERE = Path()
SHELLS = ("bash", "zsh", "fish")
LONGEST_WAIT = 600
"""Seconds that a site is waited for where it is not said how long."""
"""Those that completion is made for."""
FORGES = tuple(forge.value for forge in Forge)
"""What runs the workflows of a repository."""
SIDES = ("mine", "theirs", "both")
"""What is kept where both sides changed the same thing."""
_MEANT = {
    "add": "new", "create": "new", "cat": "show", "view": "show", "ls": "list", "find": "search",
    "grep": "search", "log": "history", "mv": "rename", "move": "rename", "cp": "duplicate",
    "copy": "duplicate", "rm": "delete", "remove": "delete", "push": "publish", "send": "publish",
    "lint": "check", "revert": "undo", "browse": "open", "save": "commit",
}  # fmt: skip
"""Verbs that other programs have for what some of ours do."""


class _Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong by an error of ours, so that it is said like any other."""

    def error(self, message: str) -> NoReturn:
        raise BadArguments(message.rstrip("."), self.prog)

    def _check_value(self, action: argparse.Action, value: str) -> None:
        """Refuse a page or verb that help does not have with the nearest alone: all of them are too many."""
        if action.dest == "topic" and action.choices is not None and value not in action.choices:
            said = _("no page and no verb is called “{word}”").format(word=value)
            if near := nearest_word(value, action.choices):
                said += _("; did you mean “{near}”?").format(near=near)
            raise argparse.ArgumentError(None, said)
        super()._check_value(action, value)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The verb and its arguments; ends the process where only the help is wanted.

    Raises:
        UsageError: they are wrong.
    """
    parser, verbs = make_parser()
    at = first_word(words)
    if at is None and not any(word.startswith(("-h", "--h", "--v")) for word in words):
        parser = _start_parser()  # an option alone, as «-C DIR»
    elif at is not None and words[at] not in verbs.choices:
        if not is_path(words[at]):
            nearest = nearest_verb(words[at], verbs.choices)
            raise UnknownVerb(words[at], nearest, "near" if nearest else "")
        parser = _start_parser()
    elif at is None:
        _refuse_unknown(parser, "blogwifi", [word for word in words if word.startswith("--")], only_long=True)
    parsed, unknown = parser.parse_known_args(words)
    if unknown:
        verb = getattr(parsed, VERB, None)
        asked = verbs.choices[verb] if verb else parser
        _refuse_unknown(asked, f"blogwifi {verb}" if verb else "blogwifi", unknown)
        parser.error(_("unrecognized arguments: %s") % " ".join(unknown))
    form = getattr(parsed, "format", None)
    if form == "json":
        parsed.json = True
    elif form and parsed.json:
        raise BadArguments(_("--json and --format {form} ask for two things").format(form=form), parser.prog)
    return parsed


def _refuse_unknown(
    parser: argparse.ArgumentParser, command: str, words: Iterable[str], *, only_long: bool = False
) -> None:
    """Refuse the first of ``words`` that is no option of ``parser``, with the one that is meant."""
    options = [*parser._option_string_actions]
    for word in words:
        name = word.partition("=")[0]
        if not name.startswith("-") or (only_long and any(each.startswith(name) for each in options)):
            continue
        if near := nearest_word(name, [each for each in options if each.startswith("--")]):
            said = _("unknown option {word}; did you mean {near}?").format(word=word, near=near)
        elif any(action.dest == "query" for action in parser._actions):
            said = _("unknown option {word}; what begins with a dash is looked for after --: -- {word}")
            said = said.format(word=word)
        else:
            said = _("unknown option {word}").format(word=word)
        raise BadArguments(said, command)


def nearest_verb(word: str, verbs: Iterable[str]) -> str:
    """The verb that is most likely meant by ``word``; empty where none is."""
    low = word.lower()
    meant = _MEANT.get(low, "")
    return meant or nearest_word(low, verbs)


def make_parser() -> tuple[argparse.ArgumentParser, Verbs]:
    """The parser of all verbs, and its verbs: ``.choices`` has the parser of each."""
    argparse_messages.speak()
    parser: argparse.ArgumentParser = _Parser(
        prog="blogwifi",
        formatter_class=HelpFormatter,
        usage=f"{_start_usage()}\n       blogwifi [-C {_('DIR')}] {_('VERB')} …",
        description=_("List, write, preview, commit and publish the posts of a blog kept in git."),
        epilog=_("Without a verb: blogwifi [PATH] opens the blog that holds PATH (default: here).")
        + "\n\n"
        + _("“blogwifi VERB --help” tells the arguments of one, with examples."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"blogwifi {__version__}",
        help=_("show program's version number and exit"),
    )
    _add_blog(parser, default=HERE)
    verbs: Verbs = parser.add_subparsers(
        title=_("verbs"), dest=VERB, prog="blogwifi", metavar=_("VERB"), required=True
    )
    verb = partial(_add_verb, verbs)

    _add_look_verbs(verb)
    _add_new_and_edit(verb)
    _add_change_verbs(verb)
    _add_tag_verbs(verb)
    _add_history_verbs(verb)
    _add_site_verbs(verb)
    _add_start_verbs(verb)
    _add_help_verbs(verb, verbs)
    return parser, verbs


def verb_parsers() -> Mapping[str, argparse.ArgumentParser]:
    """The parser of each verb, by its name."""
    return make_parser()[1].choices


def _start_parser() -> argparse.ArgumentParser:
    """The parser of ``blogwifi [PATH]``, which opens the program."""
    parser = _Parser(prog="blogwifi", formatter_class=HelpFormatter, usage=_start_usage())
    _add_blog(parser, default=HERE)
    parser.add_argument("path", metavar=_("PATH"), type=Path, nargs="?", default=HERE)
    parser.set_defaults(verb=None)
    return parser


def _start_usage() -> str:
    return f"blogwifi [-C {_('DIR')}] [{_('PATH')}]"


def _add_blog(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """The option that names the blog; after a verb it has no default, so that one before the verb stays."""
    parser.add_argument(
        "-C", "--blog", dest="blog", metavar=_("DIR"), type=Path, default=default,
        help=_("the blog (default: here)"),
    )  # fmt: skip


def _add_verb(
    verbs: Verbs,
    name: str,
    text: str,
    *,
    post: str | None = None,
    examples: Sequence[str] = (),
    failed: str = "",
    more: str = "",
    json: bool = True,
) -> argparse.ArgumentParser:
    """A verb.

    Args:
        verbs: where it is added.
        name: as it is typed.
        text: what it does, in one phrase.
        post: how many POST arguments it has (None: none, empty: exactly one).
        examples: command lines without ``blogwifi``.
        failed: what exit status 1 means; empty: that it could not be done.
        more: what other exit statuses mean.
        json: whether it prints data.
    """
    statuses = ", ".join(
        (
            _("0 done"),
            f"1 {failed or _('could not (nothing is lost)')}",
            _("2 wrong usage"),
            *([more] if more else []),
        )
    )
    lines = [f"  blogwifi {example}" for example in examples]
    shown = [_("examples:"), *lines, ""] if lines else []
    new = verbs.add_parser(
        name,
        help=text,
        description=text,
        formatter_class=HelpFormatter,
        epilog="\n".join([*shown, f"{_('exit status:')} {statuses}"]),
    )
    _add_blog(new)
    if json:
        new.add_argument("--json", action="store_true", help=_("print data, and errors, as JSON"))
    if post is not None:
        what = _("a path, a slug, or a unique part of one")
        new.add_argument("post", metavar=_("POST"), nargs=post or None, help=what)
    return new


def _add_look_verbs(verb: AddVerb) -> None:
    """Those that print what there is."""
    listed = verb(
        "list",
        _("list posts, newest first"),
        examples=(
            "list",
            "list wifi state:draft",
            "list tag:hôtel year:2014-2016 --sort title",
            "list --format tsv | cut -f 6",
        ),
    )
    listed.add_argument(
        "query",
        metavar=_("QUERY"),
        nargs="*",
        help=_(
            "words, “a phrase”, tag:wifi, state:draft, sync:edited, year:2014, before:2020-05…; "
            "after --: -word"
        ),
    )
    _add_rows(listed, ("date", "title", "modified", "path"))
    search = verb(
        "search",
        _("ranked posts, with the line that answers"),
        examples=("search canal 36", "search '\"station météo\" -pluie' --limit 5"),
    )
    search.add_argument("words", metavar=_("WORDS"), nargs="+", help=_("what to look for, as for “list”"))
    _add_rows(search)
    show = verb(
        "show",
        _("print the rendered post"),
        post="",
        examples=("show wifi-7", "show wifi-7 --raw > copie.md", "show wifi-7 --json"),
    )
    show.add_argument("--raw", action="store_true", help=_("print the source"))
    verb(
        "status", _("what makes the site, where its posts are, and what is to be done"), examples=("status",)
    )
    _add_due(verb)
    check = verb(
        "check",
        _("what to know of posts before publishing (default: of all)"),
        post="*",
        examples=("check", "check wifi-7 --json", "check --clean-pictures"),
        failed=_("something must be mended, or could not be done"),
    )
    check.add_argument(
        "--clean-pictures",
        action="store_true",
        help=_("take out of their pictures where and how they were taken, in a commit"),
    )
    _add_rows(verb("tags", _("tags and categories with their spellings and counts"), examples=("tags",)))


def _add_due(verb: AddVerb) -> None:
    due = verb(
        "due",
        _("posts whose date has come since the last publication, for a timer"),
        examples=(
            "due && ./build-site && blogwifi publish",
            "due --json",
            "due --publish --run ./build-site",
        ),
        failed=_("could not, and they stay due (nothing is lost)"),
        more=_("3 no post is due"),
    )
    _add_rows(due)
    due.add_argument(
        "--publish", action="store_true", help=_("ask the remote first, and publish where a post is due")
    )
    due.add_argument(
        "--run",
        metavar=_("COMMAND"),
        help=_("where a post is due, run this after all; they are due no more once it ended well"),
    )


def _add_rows(verb: argparse.ArgumentParser, keys: Sequence[str] = ()) -> None:
    """What a verb takes that prints a row for each thing."""
    verb.add_argument("-n", "--limit", metavar="N", type=_count, help=_("the first N alone"))
    if keys:
        verb.add_argument(
            "--sort",
            metavar=_("KEY"),
            choices=keys,
            default=keys[0],
            help=_("by {keys} (default: {first})").format(keys=", ".join(keys), first=keys[0]),
        )
        verb.add_argument("--reverse", action="store_true", help=_("the other way round"))
    verb.add_argument(
        "--format",
        metavar=_("FORM"),
        choices=("plain", "tsv", "json"),
        help=_(
            "plain: columns in your language, as on a terminal; tsv: a tab between fields and English words, "
            "as in a pipe; json"
        ),
    )


def _add_dry_run(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be done, and do nothing"))


def _add_body(verb: argparse.ArgumentParser, what: str) -> None:
    verb.add_argument("--body", metavar=_("TEXT"), help=what)


def _add_new_and_edit(verb: AddVerb) -> None:
    new = verb(
        "new",
        _("create a post, commit it and print its path"),
        examples=(
            'new "Le WiFi 7 à l’hôtel" --tag wifi --edit',
            'new "Mes notes" --body - < notes.txt',
        ),
    )
    new.add_argument("title", metavar=_("TITLE"), type=_title, help=_("its title, in quotes"))
    new.add_argument(
        "--tag", metavar="T", type=_name, action="append", default=[], help=_("a tag; may be repeated")
    )
    new.add_argument(
        "--in", dest="folder", metavar=_("FOLDER"), help=_("a folder of posts (default: most used)")
    )
    new.add_argument(
        "--set",
        dest="changes",
        metavar=_("KEY=VALUE"),
        action="append",
        default=[],
        help=_("another front matter key; may be repeated"),
    )
    _add_body(new, _("the text of the post; -: from standard input"))
    new.add_argument("--edit", action="store_true", help=_("open it in $EDITOR first"))
    edit = verb(
        "edit",
        _("open a post in $EDITOR, or give it the text on standard input, and commit it"),
        post="",
        examples=(
            "edit wifi-7",
            "edit notes --body - < notes.txt",
            "edit notes --body - < copie.md",
        ),
    )
    _add_body(
        edit,
        _("the text of the post, or the whole post where it opens with front matter; -: from standard input"),
    )


def _add_remote(verb: AddVerb) -> None:
    remote = verb(
        "remote",
        _("show where publications go, or try another address and keep it"),
        examples=("remote", "remote git@example.org:blog.git"),
    )
    what = _("the new address, or the name of one of several remotes; none: only show")
    remote.add_argument("address", metavar=_("ADDRESS"), nargs="?", help=what)
    what = _("the address that it replaces, as it is shown; needed where there are several")
    remote.add_argument("--instead-of", metavar=_("OLD"), help=what)


def _add_schedule(verb: AddVerb) -> None:
    schedule = verb(
        "schedule",
        _("let posts be published by themselves when their date comes; shows what would be written first"),
        examples=(
            "schedule --systemd --run ./build-site",
            "schedule --cron --run 'ssh me@example.org ./build-site'",
            "schedule --workflow github",
            "schedule --cron --remove",
        ),
        failed=_("could not, or nobody agreed (nothing is lost)"),
        more=_("3 no post is scheduled"),
    )
    kind = schedule.add_mutually_exclusive_group(required=True)
    kind.add_argument("--systemd", action="store_true", help=_("a timer of your own systemd"))
    kind.add_argument("--cron", action="store_true", help=_("a line of your crontab"))
    kind.add_argument(
        "--workflow",
        metavar=_("FORGE"),
        choices=FORGES,
        help=_("a workflow in the repository that builds the site: {forges}").format(
            forges=", ".join(FORGES)
        ),
    )
    what = _("what builds the site; needed by --systemd and --cron")
    schedule.add_argument("--run", metavar=_("COMMAND"), help=what)
    what = _("the workflow that builds the site (default: the one that is found)")
    schedule.add_argument("--calls", metavar=_("FILE"), help=what)
    schedule.add_argument("--remove", action="store_true", help=_("take it out again"))
    schedule.add_argument("--yes", action="store_true", help=_("write it without asking"))


def _add_pull(verb: AddVerb) -> None:
    pull = verb(
        "pull",
        _("take in what the other machine published; publish nothing"),
        examples=("pull", "pull --dry-run", "pull --take theirs", "pull --take mine --take both wifi-7"),
        failed=_("could not, or something is to be chosen (nothing is lost)"),
    )
    pull.add_argument(
        "--take",
        metavar=(_("SIDE"), _("POST")),
        nargs="+",
        action=_TakeSide,
        default=[],
        help=_(
            "where both sides changed the same thing: mine, theirs, or both (two posts), of every post or of "
            "those named; may be repeated"
        ),
    )
    _add_dry_run(pull)


class _TakeSide(argparse.Action):
    """A side, then the posts that it is chosen for; ``--take`` may be given again for others."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse gives it
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        said = [str(each) for each in values or ()]
        if said[0] not in SIDES:
            raise argparse.ArgumentError(self, _("mine, theirs or both is needed, then posts"))
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), said])


def _add_change_verbs(verb: AddVerb) -> None:
    change = verb(
        "set",
        _("change front matter keys, nothing else, and commit"),
        post="",
        examples=('set wifi-7 draft=false "tags=[wifi, hôtel]"', "set wifi-7 --unset description"),
    )
    change.add_argument(
        "changes", metavar=_("KEY=VALUE"), nargs="*", help=_("as in draft=false or tags=[wifi, hôtel]")
    )
    change.add_argument(
        "--unset", metavar=_("KEY"), action="append", default=[], help=_("remove a key; may be repeated")
    )
    _add_dry_run(change)
    commit = verb(
        "commit",
        _("commit changed posts, one commit each"),
        post="*",
        examples=("commit", 'commit wifi-7 -m "Corrige le canal"'),
    )
    commit.add_argument(
        "-m", "--message", metavar=_("MESSAGE"), type=_message, help=_("the message (default: proposed)")
    )
    _add_dry_run(commit)
    rename = verb(
        "rename",
        _("give a post another title and file name"),
        post="",
        examples=('rename wifi-7 "Le WiFi 7 au gîte"',),
    )
    rename.add_argument("title", metavar=_("TITLE"), type=_title, help=_("its new title, in quotes"))
    delete = verb(
        "delete", _("delete posts, in one commit"), post="+", examples=("delete essai brouillon-2",)
    )
    _add_dry_run(delete)
    verb("duplicate", _("copy a post as a new draft"), post="", examples=("duplicate devis-type",))


def _add_tag_verbs(verb: AddVerb) -> None:
    tag = verb(
        "tag",
        _("give posts tags, or take tags away, in one commit"),
        post="+",
        examples=("tag wifi-7 gîte --add chantier --remove essai",),
    )
    tag.add_argument(
        "--add", metavar="T", type=_name, action="append", default=[], help=_("a tag; may be repeated")
    )
    tag.add_argument(
        "--remove", metavar="T", type=_name, action="append", default=[], help=_("a tag; may be repeated")
    )
    _add_dry_run(tag)
    retag = verb(
        "retag",
        _("give a tag another name in every post, in one commit"),
        examples=("retag Wi-Fi wifi", "retag wifi WiFi --exact --dry-run"),
    )
    retag.add_argument("old", metavar=_("OLD"), help=_("the tag, in any of its spellings"))
    retag.add_argument("new", metavar=_("NEW"), type=_name, help=_("its name from now on"))
    retag.add_argument("--category", action="store_true", help=_("a category, and no tag"))
    retag.add_argument("--exact", action="store_true", help=_("only where it is spelled as OLD"))
    retag.add_argument("--skip", action="store_true", help=_("leave out posts that cannot be changed"))
    _add_dry_run(retag)


def _add_history_verbs(verb: AddVerb) -> None:
    history = verb(
        "history",
        _("the commits that changed a post, also of a deleted one"),
        post="",
        examples=("history wifi-7 --limit 5",),
    )
    _add_rows(history)
    restore = verb(
        "restore",
        _("give a post the text it had, or bring back a deleted one"),
        post="",
        examples=("restore wifi-7 3f2a9c1", "restore posts/2014-essai.md"),
    )
    restore.add_argument(
        "revision",
        metavar=_("REVISION"),
        nargs="?",
        help=_("a commit of its history (default: of a deleted post, its last text)"),
    )
    undo = verb("undo", _("undo the last change made here, in a new commit"), examples=("undo",))
    _add_dry_run(undo)


def _add_site_verbs(verb: AddVerb) -> None:
    publish = verb(
        "publish",
        _("send what is committed; drafts named go live first"),
        post="*",
        examples=("publish", "publish wifi-7", "publish --dry-run", "publish --wait"),
        failed=_("not sent, or not to every address, or not seen on the site (nothing is lost)"),
    )
    publish.add_argument(
        "--new-branch", action="store_true", help=_("make the branch on a remote that has others")
    )
    publish.add_argument(
        "--keep-date", action="store_true", help=_("a draft whose date lies ahead keeps it, and is scheduled")
    )
    publish.add_argument(
        "--wait", metavar=_("SECONDS"), type=_seconds, nargs="?", const=LONGEST_WAIT,
        help=_("wait until the site shows it, so long at most (default: 600); 1 when it does not"),
    )  # fmt: skip
    _add_dry_run(publish)
    _add_schedule(verb)
    _add_remote(verb)
    _add_pull(verb)
    opened = verb(
        "open",
        _("open the public page of a post in the browser"),
        post="",
        examples=("open wifi-7", "open wifi-7 --print"),
    )
    opened.add_argument("--print", action="store_true", help=_("print its address, open nothing"))
    serve = verb(
        "serve",
        _("show the real page of a post in the browser, in step with its file, until Ctrl+C"),
        post="?",
        examples=("serve", "serve wifi-7", "serve wifi-7 --print"),
    )
    serve.add_argument("--print", action="store_true", help=_("print its address, open nothing"))
    site = verb(
        "site",
        _("what is known of the site that is made of the posts"),
        examples=("site learn https://example.org/", "site learn --file sitemap.xml"),
        json=False,
    )
    learn = _add_verb(
        site.add_subparsers(dest="action", metavar=_("ACTION"), required=True),
        "learn",
        _("learn the addresses of the posts from the site’s sitemap or feed, and keep them"),
        examples=("site learn https://example.org/", "site learn --file sitemap.xml"),
    )
    learn.add_argument(
        "address", metavar=_("ADDRESS"), nargs="?", help=_("of the site, its sitemap or its feed")
    )
    learn.add_argument("--file", metavar=_("FILE"), type=Path, help=_("a sitemap or feed on this machine"))


def _add_start_verbs(verb: AddVerb) -> None:
    """Those that need no blog, or begin one."""
    demo = verb("demo", _("make a complete blog to try, and open it"), examples=("demo", "demo --no-open"))
    demo.add_argument(
        "folder", metavar=_("DIR"), type=Path, nargs="?", help=_("where (default: a folder of its own)")
    )
    demo.add_argument("--no-open", action="store_true", help=_("make it, print its path, do not open it"))
    init = verb("init", _("make a folder or a repository a blog"), examples=("init", f"init {_('my-blog')}"))
    init.add_argument(
        "folder", metavar=_("DIR"), type=Path, nargs="?", default=HERE, help=_("the folder (default: here)")
    )
    verb("settings", _("every setting, its value and where it comes from"), examples=("settings",))
    verb(
        "trust",
        _("let git and the site’s generator start what this repository brings along"),
        examples=("trust",),
    )


def _add_help_verbs(verb: AddVerb, verbs: Verbs) -> None:
    """Those that help a person along."""
    shown = verb(
        "help",
        _("show a page of the documentation, or the help of a verb"),
        examples=("help keys", "help publish"),
        json=False,
    )
    names = (*TOPICS, *verbs.choices, "doctor", "completion")
    what = _("a page ({topics}) or a verb; without one: what there is").format(topics=", ".join(TOPICS))
    topic = partial(_topic, names=names)
    shown.add_argument("topic", metavar=_("TOPIC"), type=topic, nargs="?", choices=names, help=what)
    verb(
        "doctor",
        _("look at git, the terminal, folders and the blog: what must be mended?"),
        examples=("doctor", "doctor --json"),
        failed=_("something must be mended"),
    )
    completed = verb(
        "completion",
        _("print what makes a shell complete verbs, options, posts and tags"),
        examples=("completion zsh", "completion fish > ~/.config/fish/completions/blogwifi.fish"),
        json=False,
    )
    completed.add_argument("shell", metavar=_("SHELL"), choices=SHELLS, help=_("bash, zsh or fish"))


def _topic(text: str, names: Sequence[str]) -> str:
    """A page or a verb that there is."""
    if text in names:
        return text
    nearest = topic_about(text) or nearest_verb(text, names)
    raise UnknownTopic(text, nearest, "near" if nearest else "")


def _title(text: str) -> str:
    if not text.strip():
        raise NoTitle
    return text


def _name(text: str) -> str:
    """A name on one line."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a name is needed"))
    return one_line(text)


def _message(text: str) -> str:
    """What a commit says of itself."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a message is needed"))
    return text


def _seconds(text: str) -> int:
    """How long something is waited for."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("a number of seconds is needed; posts stand before it"))
    return int(text)


def _count(text: str) -> int:
    """A number of things, one at the least."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("a number from 1 on is needed"))
    return int(text)
