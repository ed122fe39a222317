"""The command line: run a verb, or open the program when none is given.

Textual and git are imported only by the verbs that need them: ``--help`` and ``--version`` are instant.
Exit status: 0 done, 1 could not (nothing lost), 2 wrong usage, 3 no post is due, 70 a fault of our own,
128 and the number of the signal that ended it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING

from blogwifi_tui.cli import notes, streams
from blogwifi_tui.cli.words import first_word, is_path, wants_json
from blogwifi_tui.core.stopping import Stopped, listen
from blogwifi_tui.errors import BadChoice, BlogwifiError, Cancelled, NotDeleted, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

READ_VERBS = frozenset({"list", "search", "show", "check", "history", "tags", "status", "due", "settings"})
START_VERBS = frozenset({"demo", "init", "trust"})
SITE_VERBS = frozenset({"open", "site"})
SERVE_VERBS = frozenset({"serve"})
HELP_VERBS = frozenset({"help", "doctor", "completion"})
REMOTE_VERBS = frozenset({"remote", "pull"})
SCHEDULE_VERBS = frozenset({"schedule"})
WRITE_VERBS = frozenset({
    "new", "edit", "set", "commit", "rename", "delete", "duplicate", "restore", "undo", "tag", "retag",
})  # fmt: skip
PUBLISH_VERBS = frozenset({"publish"})
"""The verbs, by the module that holds what they do: each run loads one of them alone."""
VERBS = (
    START_VERBS | READ_VERBS | WRITE_VERBS | PUBLISH_VERBS | SITE_VERBS | SERVE_VERBS
    | REMOTE_VERBS | SCHEDULE_VERBS | HELP_VERBS
)  # fmt: skip
WITHOUT_SCREEN = VERBS - {"demo"}
"""The verbs that a signal ends where they are; screens have a way out of their own."""

_UNTIL_GARBAGE = 300_000
"""Objects that are made before those that refer to each other are looked for; Python's own number is 700."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors are sentences on standard error."""
    if arguments is None:
        _work_in_utf8()
        sys.excepthook = _end
        if "_ARGCOMPLETE" in os.environ:
            from blogwifi_tui.cli.completion import complete

            complete()
    streams.prepare()
    words = [streams.as_text(word) for word in sys.argv[1:]] if arguments is None else list(arguments)
    as_json = wants_json(words)
    notes.begin(as_json=as_json)
    try:
        if arguments is None and _verb(words) in WITHOUT_SCREEN:
            listen()
            # What is made of many posts is kept to the end: looking for garbage in it is a tenth of a list.
            gc.set_threshold(_UNTIL_GARBAGE)
        elif arguments is None:
            gc.disable()  # until the first screen stands; see ``open_program``
        status = _status_of(_run, words, as_json=as_json)
    except SystemExit:
        # argparse printed its help, or what it has against the arguments.
        if _status_of(streams.flush):
            raise SystemExit(1) from None
        raise
    return _status_of(streams.flush, as_json=as_json) or status


def _verb(words: Sequence[str]) -> str:
    """The first word that is no option; empty where there is none."""
    at = first_word(words)
    return "" if at is None else words[at]


def _status_of(step: Callable[..., int], *given: object, as_json: bool = False) -> int:
    """Take a step; its exit status, or the one of what it ended with, which is said."""
    try:
        return step(*given)
    except BlogwifiError as error:
        return _said(error, as_json=as_json)
    except Stopped as stop:
        return _stopped(stop, as_json=as_json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe left; Python would complain once more when it flushes at exit.
        sys.stdout = None
        return 0
    except OSError as error:
        return _said(streams.failure(error), as_json=as_json)


def _said(error: BlogwifiError, *, as_json: bool) -> int:
    """Say an error in a line on standard error; the exit status it ends with."""
    from blogwifi_tui.cli.error_output import print_error
    from blogwifi_tui.i18n.explain import explain

    status = 2 if isinstance(error, UsageError | BadChoice | NotDeleted) else 1
    sentence = explain(error)
    what = " ".join([*getattr(error, "__notes__", ()), sentence.what])
    print_error(type(error).__name__, replace(sentence, what=what), status, as_json=as_json, path=error.kept)
    return status


def _stopped(stop: Stopped, *, as_json: bool) -> int:
    """Say what became of the step that was under way; the exit status."""
    from blogwifi_tui.cli.error_output import print_error
    from blogwifi_tui.i18n.explain import Sentence, explain
    from blogwifi_tui.i18n.result_messages import stopped

    error = stop.__context__
    cause = (
        "" if isinstance(error, Cancelled) or not isinstance(error, BlogwifiError) else str(explain(error))
    )
    print_error("Stopped", Sentence(stopped(stop), cause), stop.status, as_json=as_json)
    return stop.status


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
    """A fault of our own: a sentence and a report, and Python's way out would end with 1."""
    if isinstance(error, Stopped):
        os._exit(error.status)  # the signal came when all was done
    from blogwifi_tui.core import crash_report
    from blogwifi_tui.settings.paths import crash_dir

    print(crash_report.told(error, crash_dir(), kept=False), file=sys.stderr, flush=True)
    os._exit(crash_report.EXIT_STATUS)


def _work_in_utf8() -> None:
    """Start Python again in its UTF-8 mode where an old locale, as ISO-8859-15, would have another.

    File names, posts and what git says are UTF-8 whatever the locale; Python would read and write them in its
    encoding, and cannot write ’ in that one.
    """
    if sys.executable and not sys.flags.utf8_mode and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606


def _run(words: list[str]) -> int:
    if not words or (len(words) == 1 and words[0] not in VERBS and is_path(words[0])):
        from blogwifi_tui.cli.start_commands import open_program

        return open_program(Path(*words))  # the most usual start does without a parser
    args = _parsed(words)
    if args.verb is None:
        from blogwifi_tui.cli.start_commands import open_program

        return open_program(args.blog / args.path)
    run: Callable[[Namespace], int] = getattr(_commands(args.verb), f"run_{args.verb}")
    return run(args)


def _commands(verb: str) -> ModuleType:
    """The module that holds what ``verb`` does."""
    if verb in READ_VERBS:
        from blogwifi_tui.cli import read_commands

        return read_commands
    if verb in WRITE_VERBS:
        from blogwifi_tui.cli import write_commands

        return write_commands
    if verb in PUBLISH_VERBS:
        from blogwifi_tui.cli import publish_commands

        return publish_commands
    if verb in REMOTE_VERBS:
        from blogwifi_tui.cli import remote_commands

        return remote_commands
    if verb in SCHEDULE_VERBS:
        from blogwifi_tui.cli import schedule_commands

        return schedule_commands
    if verb in SITE_VERBS:
        from blogwifi_tui.cli import site_commands

        return site_commands
    if verb in SERVE_VERBS:
        from blogwifi_tui.cli import serve_commands

        return serve_commands
    if verb in HELP_VERBS:
        from blogwifi_tui.cli import help_commands

        return help_commands
    from blogwifi_tui.cli import start_commands

    return start_commands


def _parsed(words: list[str]) -> Namespace:
    from blogwifi_tui.cli.parser import parse

    return parse(words)


if __name__ == "__main__":
    sys.exit(main())
