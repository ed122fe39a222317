"""What is said about the real page: where it is, how it is reached from home, what the generator printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogwifi_tui.core.serve.build_commands import MissingGenerator
from blogwifi_tui.core.serve.messages import BuildPlan, Built, Ended, Failed, Held, Mended, Ready
from blogwifi_tui.errors import Untrusted
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import one_line, visible

if TYPE_CHECKING:
    from blogwifi_tui.core.serve.messages import BuildEvent
    from blogwifi_tui.errors import GitError

_LONGEST = 300
"""Characters of what a generator says that stand in a sentence."""
_NAMED = 3
"""Programs and settings that are named in one."""


def build_event_words(event: BuildEvent) -> str:
    """A sentence about what a generator did; empty where there is nothing to say."""
    match event:
        case Failed(text=text, file=file, line=line):
            return _("The site cannot be built: {place}{words}").format(
                place=_place(file, line), words=_short(text)
            )
        case Mended():
            return _("The site can be built again.")
        case Held(programs=programs):
            words = _(
                "The page stays as it was: the blog changed, and its generator would go by what is not "
                "agreed to: {programs}. If you know that, allow it with “blogwifi trust”."
            )
            return words.format(programs=visible(one_line(", ".join(programs[:_NAMED]))))
        case Ended(code=code):
            words = _("The generator ended ({code}); the post is shown as a plain page.")
            return words.format(code=code)
        case Ready() | Built():
            return ""


def _place(file: str, line: int) -> str:
    """Where in the blog a fault stands; empty where it is not known."""
    if not file:
        return ""
    if not line:
        return _("{file}: ").format(file=visible(file))
    return _("{file}, line {line}: ").format(file=visible(file), line=line)


def _short(text: str) -> str:
    words = visible(one_line(text))
    if len(words) > _LONGEST:
        return f"{words[:_LONGEST]}…"
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def plan_words(found: BuildPlan | MissingGenerator | GitError | None) -> str:
    """Why a post is shown as a plain page, or what is to be known of how it is built; mostly empty."""
    match found:
        case BuildPlan(generator=generator, kind="serves"):
            words = _("{generator} has a server of its own, which other users of this computer could reach.")
            return words.format(generator=generator)
        case BuildPlan() | None:
            return ""
        case MissingGenerator(label=label, install=install) if install:
            words = _("{generator} is not installed here: it is a plain page. Install it: {install}")
            return words.format(generator=label, install=install)
        case MissingGenerator(label=label):
            return _("{generator} is not run here: it is a plain page.").format(generator=label)
        case Untrusted(generator=generator) if generator:
            words = _("What {generator} would run is not agreed to: it is a plain page.")
            return words.format(generator=generator)
        case _:
            return _("It is a plain page: {reason}").format(reason=explain(found).what)


def tunnel_words(*, copied: bool) -> str:
    """What to do with the line of ssh that follows, and with the address after it."""
    if copied:
        return _("On your own machine, type the first line (it is copied), then open the address:")
    return _("On your own machine, type the first line, then open the address:")
