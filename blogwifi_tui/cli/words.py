"""What the words of a command line are, as far as that is told without a parser."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

_BLOG = ("-C", "--blog")


def first_word(words: Sequence[str]) -> int | None:
    """Where the verb or the path stands: the first word that is no option; None where there is none.

    Only ``-C DIR`` (``--blog DIR``) may stand before it; after another option nothing is looked for.
    """
    at = 0
    while at < len(words) and words[at].startswith("-"):
        if words[at] in _BLOG:
            at += 2
        elif words[at].startswith(("-C", "--blog=")):
            at += 1
        else:
            return None
    return at if at < len(words) else None


def is_path(word: str) -> bool:
    """Whether a word that is no verb is meant as a path: something has that name, or it has a slash."""
    return os.path.lexists(word) or os.sep in word or word in {os.curdir, os.pardir}


def wants_json(words: Sequence[str]) -> bool:
    """Whether data, and so errors too, are to be JSON."""
    options = words[: words.index("--")] if "--" in words else words
    return bool({"--json", "--format=json"} & {*options}) or ("--format", "json") in pairwise(options)
