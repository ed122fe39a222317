"""The words of Python's own argparse, which asks for them in a catalogue that Python does not have.

Only those a person of this program can meet are here; any other is said in English, as argparse writes it.
"""

from __future__ import annotations

import argparse

from blogwifi_tui.i18n.translation import N_, _

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


def speak() -> None:
    """Let argparse speak the person's language: to be called before the parser is made."""
    argparse._ = _  # type: ignore[attr-defined]  # the name under which argparse looks words up
