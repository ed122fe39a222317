"""The verbs that help a person along: the documentation, a look at what is wrong, completion for shells."""

from __future__ import annotations

from contextlib import suppress
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from argcomplete.shell_integration import shellcode

from blogwifi_tui.cli.output import open_in_its_language, print_json
from blogwifi_tui.cli.parser import verb_parsers
from blogwifi_tui.cli.start_commands import own_settings, screen_checked
from blogwifi_tui.cli.streams import has_colours
from blogwifi_tui.core.doctor import Fact, Section, examine
from blogwifi_tui.core.documentation import TOPICS, page
from blogwifi_tui.core.settings_editor import lined
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.doctor_messages import fact_data, report
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.markdown.plain import render_text

if TYPE_CHECKING:
    from argparse import Namespace

_WIDEST = 100


def run_help(args: Namespace) -> int:
    """Print a page of the documentation, or the help of a verb; without a topic, which pages there are."""
    if args.topic in TOPICS:
        width = min(get_terminal_size().columns, _WIDEST)
        print(render_text(page(args.topic), width, colour=has_colours(), manual=True), end="")
    elif args.topic:
        verb_parsers()[args.topic].print_help()
    else:
        rows = "\n".join(f"  {name:12}{_(text)}" for name, text in TOPICS.items())
        print(_("blogwifi help TOPIC shows a page:"), rows, "", sep="\n")
        print(_("“blogwifi help VERB” tells of one verb, “blogwifi --help” names them all."))
    return 0


def run_doctor(args: Namespace) -> int:
    """Print what there is to know of program, machine and blog; 1 when something must be mended."""
    with suppress(BlogwifiError):  # it is among the facts
        open_in_its_language(args.blog)
    facts = list(examine(args.blog))
    with suppress(BlogwifiError):  # it is among the facts
        wrong = lined(screen_checked(own_settings()).mistakes)
        facts += [Fact(Section.BLOG, "settings", None, mistake, must_mend=True) for mistake in wrong]
    if args.json:
        print_json([fact_data(fact) for fact in facts])
    else:
        print("\n".join(report(facts)))
    return 1 if any(fact.must_mend for fact in facts) else 0


def run_completion(args: Namespace) -> int:
    """Print what a shell is to read so that it completes our verbs, options, posts and tags."""
    # The files that we name are those that fit: bash is not to offer others where we have nothing to say.
    print(shellcode(["blogwifi"], use_defaults=False, shell=args.shell))
    return 0
