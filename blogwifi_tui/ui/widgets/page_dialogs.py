"""The dialogs of the real page: where it is to be opened, and what its generator printed."""

from __future__ import annotations

from blogwifi_tui.core.serve.messages import Failed
from blogwifi_tui.i18n.serve_messages import build_event_words
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.widgets.dialogs import Choice, Question, TextQuestion


def address_question(address: str, tunnel: str) -> Question:
    """What to type at home (``tunnel``; empty: nothing), and the address to open then."""
    close = Choice("", _("Close"), "escape")
    copy = Choice("address", _("Copy the address"), "f2")
    if not tunnel:
        text = _("Open this address in a browser of this machine; it is copied, and good for one visit:")
        return TextQuestion(_("The real page"), f"{text}\n\n{address}", [close, copy])
    first = _("On your own machine, type this line, which is copied; leave it running:")
    then = _("Then open this address there; it is good for one visit:")
    line = Choice("tunnel", _("Copy the line"), "f3")
    text = f"{first}\n\n{tunnel}\n\n{then}\n\n{address}"
    return TextQuestion(_("The real page"), text, [copy, line, close])


def generator_question(failure: Failed | None) -> Question:
    """All that the generator printed when it could not build the site."""
    close = [Choice("", _("Close"), "escape")]
    if failure is None:
        return TextQuestion(_("What the generator said"), _("It builds the site: nothing is wrong."), close)
    rest = visible(failure.rest, keep="\n")
    return TextQuestion(
        _("What the generator said"), f"{build_event_words(failure)}\n\n{rest}".rstrip(), close
    )
