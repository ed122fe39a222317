"""What a repository brings along, each with what it would do: for the question whether to trust it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible

_HOOK = N_("a program that git starts by itself")
_UNKNOWN = N_("a setting that is not known to be harmless")
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


def described(programs: Sequence[str]) -> list[str]:
    """The programs and settings of an Untrusted, each with what it would do."""
    return [f"{visible(program)}  ({_(_words_for(program))})" for program in programs]


def _words_for(program: str) -> str:
    key, equals, _value = program.partition(" = ")
    if not equals:
        return _HOOK
    return next((words for pattern, words in _SETTINGS if pattern.fullmatch(key)), _UNKNOWN)
