"""The verbs about the other side: where publications go, and what came from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.cli.conflict_output import (
    came_in_data,
    choices_data,
    print_choices,
    telling_conflicts,
)
from blogwifi_tui.cli.git_questions import asking
from blogwifi_tui.cli.output import open_blog, print_json, tell_dry_run
from blogwifi_tui.content.merge.three_way import Side
from blogwifi_tui.core.conflict_choices import Answer, ConflictChoices, settle
from blogwifi_tui.core.remote_address import Remote, shown
from blogwifi_tui.errors import BadArguments, Conflict, NoRemote
from blogwifi_tui.i18n.result_messages import came_in, to_come
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.other_side import CameIn
    from blogwifi_tui.vcs.remote_addresses import RemoteAddress


def run_remote(args: Namespace) -> int:
    """Show where publications go; or try an address, and let them go there once it has answered."""
    if args.instead_of is not None and args.address is None:
        raise BadArguments(_("--instead-of needs the new address too"), "blogwifi remote")
    blog = open_blog(args.blog)
    remote = blog.publication.remote
    name, names = remote.name(), remote.names()
    if args.address in names and args.instead_of is None:
        remote.choose(args.address)
    elif args.address is not None:
        old = remote.named(args.instead_of)
        asking(blog, lambda: remote.set_address(args.address, old))
    elif name is None:
        raise NoRemote(tuple(names))
    _print(args, remote)
    return 0


def _print(args: Namespace, remote: Remote) -> None:
    addresses = remote.addresses()
    if args.json:
        listed = [
            {"address": shown(each), "fetched": each.fetched, "pushed": each.pushed} for each in addresses
        ]
        print_json({"remote": remote.name(), "addresses": listed})
        return
    for each in addresses:
        purpose = f"\t{_purpose(each)}" if len(addresses) > 1 else ""
        print(f"{visible(shown(each))}{purpose}")


def _purpose(address: RemoteAddress) -> str:
    """What one of several addresses is for."""
    if not address.fetched:
        return _("published to")
    return _("read from, and published to") if address.pushed else _("read from")


def run_pull(args: Namespace) -> int:
    """Take in what the other machine published, and send nothing; keep of a conflict what was said."""
    blog = open_blog(args.blog)
    if args.dry_run:
        _foresee(args, blog)
        return 0
    choices, added = ConflictChoices(()), tuple[str, ...]()
    with telling_conflicts(args, blog):
        try:
            asking(blog, blog.other_side.take_in)
        except Conflict:
            choices = _answered(args, blog)
            added = settle(blog.conflicts, choices)
    came = blog.other_side.came_in()
    if args.json:
        print_json(_data(blog, came, choices, added))
        return 0
    print_choices(choices, blog.zone)
    for path in added:
        print(_("Both are kept; yours is {path}.").format(path=visible(path)))
    if words := came_in(came) or ("" if choices.conflicts else _nothing()):
        print(words)
    return 0


def _foresee(args: Namespace, blog: Blog) -> None:
    """Tell what would come in, and what is to be chosen.

    Raises:
        Conflict: something would be left to choose.
        EditsInTheWay: it would change what is not committed here.
    """
    asking(blog, blog.publication.fetch)
    coming, choices = blog.other_side.coming(), _answered(args, blog)
    tell_dry_run()
    if args.json:
        print_json(_data(blog, coming, choices, ()))
    else:
        print(to_come(coming) or _nothing())
        print_choices(choices, blog.zone)
    if left := choices.open():
        raise Conflict(tuple(each.path for each in left))
    blog.other_side.foresee((), chosen=True)


def _answered(args: Namespace, blog: Blog) -> ConflictChoices:
    """What both sides changed, and what of it is to be kept by what was said."""
    choices = ConflictChoices(blog.conflicts.current())
    if choices.open():
        answers = [Answer(Side(side), tuple(names)) for side, *names in args.take]
        choices.answer(answers, blog.root)
    return choices


def _data(blog: Blog, came: CameIn, choices: ConflictChoices, added: Sequence[str]) -> dict[str, object]:
    """What came in or would, what was to be chosen, and the posts that now lie beside others."""
    return came_in_data(came) | {"conflicts": choices_data(choices, blog.zone), "added": list(added)}


def _nothing() -> str:
    return _("Nothing to take in: all that the other side has is here.")
