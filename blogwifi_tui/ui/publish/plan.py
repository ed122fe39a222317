"""What publishing would mean, in words a person can agree to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.state import State
from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.core.publish import GoingOut
from blogwifi_tui.i18n.check_messages import finding_sentence, mending
from blogwifi_tui.i18n.dates import date_long, number
from blogwifi_tui.i18n.result_messages import counted
from blogwifi_tui.i18n.translation import _, ngettext
from blogwifi_tui.ui.list.state import PostListState
from blogwifi_tui.vcs.standing import Sync

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.ui.widgets.dialogs import Question

SHOWN = 6
"""How many titles the sheet lists of each kind."""


class Plan(NamedTuple):
    """What publishing now would mean, for a person to agree to."""

    draft: Entry | None
    """The post under the cursor, when it is a draft."""
    edited: tuple[Entry, ...]
    """Changed and not committed, the draft under the cursor apart."""
    ready: tuple[Entry, ...]
    """Committed, and the remote does not have them."""
    scheduled: tuple[Entry, ...]
    """Those of both whose date lies ahead."""
    marked: BulkEdit | None = None
    """What becomes of the marked posts; then neither ``draft`` nor what is edited elsewhere is touched."""
    going: GoingOut = GoingOut()
    """What was found out, once git and the files were asked."""

    @classmethod
    def of(cls, list_state: PostListState, path: str | None, marked: BulkEdit | None = None) -> Plan:
        """The plan for what the list shows, with the cursor on ``path`` or with ``marked`` posts."""
        under = None if marked else list_state.entry(path)
        draft = (
            under if under and under.problem is None and under.state(list_state.now) is State.DRAFT else None
        )
        others = [entry for entry in list_state.entries if entry is not draft]
        ready = tuple(entry for entry in others if list_state.sync_of(entry) is Sync.TO_PUBLISH)
        edited = tuple(
            entry
            for entry in others
            if list_state.sync_of(entry) is Sync.EDITED and (marked is None or entry.path in marked.staying)
        )
        return cls(
            draft=draft,
            edited=edited,
            ready=ready,
            scheduled=tuple(
                entry for entry in (*ready, *edited) if entry.state(list_state.now) is State.SCHEDULED
            ),
            marked=marked,
        )

    @property
    def live(self) -> list[str]:
        """The drafts that would be made ready."""
        if self.marked:
            return [post.path for post in self.marked.going]
        return [self.draft.path] if self.draft else []

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What was found, dates ahead apart, which are told by themselves."""
        return tuple(each for each in self.going.warnings if each.kind is not FindingKind.SCHEDULED)

    def chosen(self, choice: str) -> Plan:
        """The plan after an answer of :meth:`question`."""
        blocked = {each.path for each in self.going.blocking} if choice == "rest" else set()
        draft = self.draft if choice != "others" and self.draft and self.draft.path not in blocked else None
        return self._replace(
            draft=draft,
            edited=tuple(entry for entry in self.edited if entry.path not in blocked),
            marked=self.marked.without(blocked) if self.marked else None,
        )

    def asks(self, confirm: str) -> bool:
        """Whether the sheet opens: a decision always, a mere warning and a plain yes by setting."""
        if self.draft or self.edited or self.going.blocking:
            return True
        if self.marked and (self.marked.going or self.marked.refused):
            return True
        return confirm == "always" or (confirm == "warnings" and bool(self.scheduled or self.warnings))

    def text(self) -> str:
        """The plan in words."""
        parts = []
        if self.going.kinds:
            parts.append(counted(self.going.kinds.values()) + ".")
        if self.going.blocking:
            parts.append(_("To be mended first:") + self._listed(self.going.blocking))
        if self.draft:
            parts.append(
                _("“{title}” is a draft. Publishing dates it now and makes it ready.").format(
                    title=self.draft.title
                )
            )
        if self.marked:
            parts += _marked_words(self.marked)
        if self.edited:
            line = ngettext(
                "{n} post changed here and not committed; it will be committed first:",
                "{n} posts changed here and not committed; they will be committed first:",
                len(self.edited),
            )
            parts.append(line.format(n=number(len(self.edited))) + titles(self.edited))
        parts += [
            _("“{title}” is dated {date}: most sites show it only then.").format(
                title=entry.title, date=date_long(entry.date)
            )
            for entry in self.scheduled[:SHOWN]
            if entry.date
        ]
        if self.warnings:
            parts.append(_("Worth a look:") + self._listed(self.warnings))
        if self.ready:
            line = ngettext(
                "{n} post committed and ready:", "{n} posts committed and ready:", len(self.ready)
            )
            parts.append(line.format(n=number(len(self.ready))) + titles(self.ready))
        return "\n\n".join(parts)

    def _listed(self, findings: Sequence[Finding]) -> str:
        """Up to :data:`SHOWN` findings below the title of their post, with what to do where one blocks."""
        marked = self.marked.going if self.marked else ()
        named = (*self.edited, *self.ready, *marked, *([self.draft] if self.draft else []))
        names = {one.path: one.title for one in named}
        lines, post = [], ""
        for each in findings[:SHOWN]:
            if each.path != post:
                post = each.path
                lines.append(f"\n  {names.get(post, post)}")
            sentence = _("line {line}: {sentence}").format(line=each.line, sentence=finding_sentence(each))
            lines.append(f"\n  {'✗' if each.blocks else '!'} {sentence}")
            if each.blocks:
                lines.append(f" {mending(each)}")
        return "".join([*lines, _more(len(findings))])

    def question(self) -> Question:
        """The sheet: the plan, and the ways to go on."""
        from blogwifi_tui.ui.widgets.dialogs import Choice, Question

        later = Choice("", _("Not now"), "n")
        if self.going.blocking:
            blocked = {each.path for each in self.going.blocking}
            rest = self.chosen("rest")
            held_back = blocked <= {*self.live, *(entry.path for entry in self.edited)}
            rest_goes = held_back and bool(rest.live or rest.edited or rest.ready)
            answers = [later, *([Choice("rest", _("Publish the rest"), "p")] if rest_goes else [])]
            return Question(_("Publish"), self.text(), answers)
        answers = [Choice("all", _("Publish"), "p")]
        if self.draft and (self.ready or self.edited):
            answers.append(Choice("others", _("Leave the draft"), "l"))
        return Question(_("Publish"), self.text(), [*answers, later])


def _marked_words(marked: BulkEdit) -> list[str]:
    from blogwifi_tui.ui.widgets.summaries import refused_words

    going = marked.going
    line = ngettext(
        "{n} marked draft; publishing dates it now and makes it ready:",
        "{n} marked drafts; publishing dates them now and makes them ready:",
        len(going),
    )
    parts = [line.format(n=number(len(going))) + titles(going)] if going else []
    return [*parts, *refused_words(marked)]


def titles(entries: Sequence[Entry | Post]) -> str:
    """Up to :data:`SHOWN` titles, a line each, and how many more."""
    lines = [f"\n  · {entry.title}" for entry in entries[:SHOWN]]
    return "".join([*lines, _more(len(entries))])


def _more(count: int) -> str:
    """The line for what a list of ``count`` leaves out."""
    return "\n  · " + _("and {n} more").format(n=number(count - SHOWN)) if count > SHOWN else ""
