"""The dialogs about where publications go: the first address, another one, which of several remotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.core.remote_address import as_typed, shown
from blogwifi_tui.errors import SecretMissing
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.signs import arrows
from blogwifi_tui.ui.widgets.dialogs import Choice, Field, Form, Question

if TYPE_CHECKING:
    from blogwifi_tui.errors import BlogwifiError
    from blogwifi_tui.vcs.remote_addresses import RemoteAddress

_EXAMPLE = N_("git@example.com:me/blog.git")


def first_address(typed: str = "", why: str = "") -> Form:
    """Asks for the first address; again with what was ``typed``, and ``why`` that did not do."""
    return Form(
        _("Where to publish?"),
        [Field("address", _("Address of the remote"), typed, hint=_(_EXAMPLE))],
        text=why or _("This repository has no remote yet. Paste the address your host gives you."),
        accept=_("Publish"),
        check=lambda values: None if values["address"] else _("Paste an address first."),
    )


def other_addresses(
    addresses: Sequence[RemoteAddress], typed: Mapping[int, str] | None = None, why: str = ""
) -> Form:
    """Shows the addresses there are, to be typed over; the names of the fields are their places."""
    values = typed or {}

    def check(given: Mapping[str, str]) -> str | None:
        if not all(given.values()):
            return _("Paste an address first.")
        try:
            for place, old in enumerate(addresses):
                as_typed(given[str(place)], old)
        except SecretMissing as error:
            return str(explain(error))
        return None

    return Form(
        _("Address of publication"),
        [
            Field(
                str(place),
                _purpose(old, len(addresses)),
                values.get(place, shown(old)),
                hint=_(_EXAMPLE),
                is_selected=True,
            )
            for place, old in enumerate(addresses)
        ],
        text=why or _("A new address is tried first, and kept once a repository answers there."),
        accept=_("Try and keep"),
        check=check,
    )


def _purpose(address: RemoteAddress, of: int) -> str:
    """What an address is for, where there are several."""
    if of == 1:
        return _("Address of the remote")
    if not address.fetched:
        return _("Publish to")
    return _("Read from, and publish to") if address.pushed else _("Read from")


def which_remote(names: Sequence[str]) -> Form:
    """Asks which of several remotes publications go to."""
    return Form(
        _("Where to publish?"),
        [Field("remote", arrows(_("Remote (← →)")), choices=tuple(names))],
        text=_("This repository has several remotes, and does not say which one publications go to."),
        accept=_("Choose"),
    )


def address_fails(error: BlogwifiError, addresses: Sequence[str] = (), kept: str = "") -> Question:
    """Asked when what answers at the address, one of ``addresses``, is no repository for this blog.

    ``kept`` tells what is safe.
    """
    what = explain(error).what
    if addresses:
        what = f"{what} {_('It is kept here as {address}.').format(address=visible(', '.join(addresses)))}"
    text = _("The address can be changed here; the new one is tried before it is kept.")
    answers = [Choice("change", _("Change the address"), "c"), Choice("", _("Not now"), "n")]
    return Question(what, " ".join(filter(None, (kept, text))), answers)
