"""What a repository brings along, each with what it would do: for the question whether to trust it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible

_HOOK = N_("a program that git starts by itself")
_UNKNOWN = N_("a setting that is not known to be harmless")
_MOST = 12
"""Files that are named of those a generator runs: some sites have hundreds."""
_REACH = N_("a setting by which it starts programs, or leaves the blog’s folder")
_GO_BY = N_("what it goes by")
_PROGRAM = N_("the program itself")
_FILES = (
    (
        ("conf.py", "publishconf.py", "_config.js", ".config.js", ".config.mjs", ".config.ts"),
        N_("its settings, which are a program"),
    ),
    (
        (".py", ".pth", ".rb", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx", "_plugins"),
        N_("code that it runs"),
    ),
    (
        ("Gemfile", "gems.rb", "package.json", ".lock", "lock.json", "lock.yaml", "go.mod", "lockb"),
        N_("the packages whose code it runs"),
    ),
    (("mkdocs.yml", "mkdocs.yaml"), N_("its settings, which may name any code")),
)
# By the name of a setting (git-config), in the order they are looked through.
_SETTINGS = tuple(
    (re.compile(rf"(?:.*: )?(?:{key})", re.DOTALL), words)
    for key, words in (
        (
            r"http\.(?:.*\.)?(?:ssl.*|pinnedpubkey|schannel.*|proxyssl.*)",
            N_("whether the other side has to prove who it is"),
        ),
        (
            r"(?:http|remote)\.(?:.*\.)?(?:proxy.*|curloptresolve)|core\.gitproxy",
            N_("the connection, passwords included, goes by way of another machine"),
        ),
        (r"url\..*", N_("one address takes the place of another, for passwords too")),
        (r"http\..*", N_("what is sent along with each request")),
        (r"credential\..*|core\.askpass", N_("what is asked for your passwords, or is given them")),
        (r"include(?:if)?\..*", N_("the settings of another file count too")),
        (
            r"core\.sshcommand|ssh\..*|protocol\..*|remote\..*|branch\..*",
            N_("a program makes the connection, or another place is reached"),
        ),
        (r"core\.hookspath", N_("the folder of programs that git starts by itself")),
        (r"core\.fsmonitor", N_("a program is asked what has changed")),
        (r"filter\..*|lfs\..*", N_("a program rewrites files on their way in and out")),
        (r"diff\..*|merge\..*", N_("a program compares or joins files")),
        (r"gpg\..*", N_("a program signs, or checks signatures")),
        (r"alias\..*|.*\.(?:cmd|command|driver|program|editor|pager)", N_("a program under another name")),
    )
)


def what_starts_them(generator: str) -> str:
    """The sentence before the programs of an Untrusted: what would start them, and when."""
    if generator:
        words = _("{generator} would run these, or go by these, to show the page; none has been yet:")
        return words.format(generator=generator)
    return _("git would start these, or go by these, when it commits or publishes; none has been yet:")


def described(programs: Sequence[str], generator: str = "") -> list[str]:
    """The programs and settings of an Untrusted, each with what it would do."""
    if not generator:
        return [f"{visible(program)}  ({_(_words_for(program))})" for program in programs]
    shown = [f"{visible(program)}  ({_(_words_for_file(program))})" for program in programs[:_MOST]]
    if more := len(programs) - len(shown):
        shown.append(ngettext("and {n} more file", "and {n} more files", more).format(n=more))
    return shown


def _words_for_file(name: str) -> str:
    if " = " in name or ": " in name:
        return _REACH
    if "bin/" in name:
        return _PROGRAM
    return next((words for parts, words in _FILES if name.endswith(parts)), _GO_BY)


def _words_for(program: str) -> str:
    key, equals, _value = program.partition(" = ")
    if not equals:
        return _HOOK
    return next((words for pattern, words in _SETTINGS if pattern.fullmatch(key)), _UNKNOWN)
