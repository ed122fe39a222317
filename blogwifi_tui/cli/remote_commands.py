"""The verb about where publications go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.cli.git_questions import asking
from blogwifi_tui.cli.output import open_blog, print_json
from blogwifi_tui.core.remote_address import Remote, shown
from blogwifi_tui.errors import BadArguments, NoRemote
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from argparse import Namespace

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
