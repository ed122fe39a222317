"""Publishing: what it would send and what stops it, planned once for both front ends, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.content.index.entry import Entry, shown_from
from blogwifi_tui.content.state import NOT_ON_SITE, ON_SITE, State
from blogwifi_tui.core.checks import OF_PICTURES, Finding, FindingKind, Look
from blogwifi_tui.core.leaving import RemotePosts
from blogwifi_tui.core.planned_dates import newly_scheduled, own_date
from blogwifi_tui.core.remote_address import Remote
from blogwifi_tui.errors import Conflict, NewBranch, NoDraftMark, OperationInProgress
from blogwifi_tui.site.conventions import section_of
from blogwifi_tui.vcs.blog_repository import FEW
from blogwifi_tui.vcs.status import Status, Sync

if TYPE_CHECKING:
    import datetime as dt

    from blogwifi_tui.core.bulk_edit import BulkEdit, BulkEditor
    from blogwifi_tui.core.conflicts import ConflictResolver
    from blogwifi_tui.core.publish_findings import PublishFindings
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.commit import Commit
    from blogwifi_tui.vcs.incoming import Join
    from blogwifi_tui.vcs.outgoing import Outgoing, OutsideCommit
    from blogwifi_tui.vcs.progress import CancelToken, Progress
    from blogwifi_tui.vcs.sync import Outcome


class PlannedChange(StrEnum):
    """What a post that is sent is to those who read the site."""

    NEW = "new"
    BACK = "back"
    """Readers had it once, do not have it now, and will again."""
    CORRECTED = "corrected"
    DELETED = "deleted"
    WITHDRAWN = "withdrawn"
    """Readers have it, and it is a draft, left out, or shown only later from now on."""
    DRAFT = "draft"
    """Sent along, and not shown."""
    HIDDEN = "hidden"
    """Sent along, and not shown for another reason."""


LEAVING = frozenset((PlannedChange.DELETED, PlannedChange.WITHDRAWN))
"""What takes a page away."""
FRESH = frozenset((PlannedChange.NEW, PlannedChange.BACK))
"""What readers do not have now."""
UNSEEN = frozenset((PlannedChange.DRAFT, PlannedChange.HIDDEN))
"""What goes along without being shown."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Posts of the blog that its repository does not keep."""

    folders: tuple[str, ...] = ()
    """Those of the repositories inside the blog that hold posts: submodules, or clones among the posts."""
    inside: int = 0
    """How many posts these hold."""
    ignored: int = 0
    """How many posts git is told to ignore."""


@dataclass(frozen=True)
class PublishPlan:
    """What publishing now would do, for a person to agree to; nothing is written or sent yet."""

    draft: Entry | None = None
    """The draft that is published, when one was named."""
    edited: tuple[Entry, ...] = ()
    """Posts that are changed here and are committed first; ``draft`` is not among them."""
    ready: tuple[Entry, ...] = ()
    """Posts that are committed, and that the remote does not have."""
    unmarked: tuple[Entry, ...] = ()
    """Those of ``ready`` that are new, and that no mark could have kept off the site until they were."""
    scheduled: tuple[Entry, ...] = ()
    """Those of ``edited`` and ``ready`` whose date lies ahead, and that the remote does not have with it."""
    held_by: Mapping[str, str] = field(default_factory=dict)
    """By path, what holds a post of ``scheduled`` back, where that is known."""
    own_date: dt.datetime | None = None
    """The date ahead that the named draft has, with which it can be published too."""
    keeps_date: bool = False
    """Whether the named draft is published with that date."""
    bulk_edit: BulkEdit | None = None
    """What publishes the drafts among several posts, and commits the others of them as they are."""
    withdrawn: Entry | None = None
    """The post that was named, when readers have it and it is a draft here: it is not published again."""
    changes: Mapping[str, PlannedChange] = field(default_factory=dict)
    """By path, what happens to each post that is sent."""
    leaving: Mapping[str, str] = field(default_factory=dict)
    """The titles of the posts that readers have and that leave the site, by path."""
    again: frozenset[str] = frozenset()
    """The drafts that are published and that readers had before: they keep their dates."""
    former: frozenset[str] = frozenset()
    """The names that renamed posts have on the remote."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where the files of drafts go that move when they are published."""
    unseen: Mapping[str, PlannedChange] = field(default_factory=dict)
    """What drafts that are published would be if they were left: those of which commits go along anyway."""
    findings: tuple[Finding, ...] = ()
    """What was found in the posts that readers will see."""
    new_branch: NewBranch | None = None
    """The branch that would be made beside those the remote is known to have."""
    outside: tuple[OutsideCommit, ...] = ()
    """The commits that are sent along and change files outside the blog."""
    apart: Apart = Apart()
    """The posts that this repository does not keep, and cannot publish."""
    has_committed: bool = False
    """Whether commits are sent that are made already, so that they can be sent alone."""
    behind: int = 0
    """How many commits of the other side are to be taken in, as of the last fetch."""

    @classmethod
    def of(
        cls,
        entries: Sequence[Entry],
        status: Status,
        now: dt.datetime,
        path: str | None = None,
        bulk_edit: BulkEdit | None = None,
        withdrawn: Collection[str] = (),
    ) -> PublishPlan:
        """The plan for these posts, as far as git's ``status`` tells it; see :meth:`Publication.plan`.

        ``withdrawn`` are posts that readers have, and that are drafts here.
        """
        named = None if bulk_edit else next((entry for entry in entries if entry.path == path), None)
        taken_back = named if named and named.path in withdrawn else None
        is_draft = named and not taken_back and named.state(now) in (State.DRAFT, State.HIDDEN)
        draft = named if is_draft else None
        bulk_edit = bulk_edit and bulk_edit.keeping(withdrawn)
        others = [entry for entry in entries if entry is not draft]
        ready = tuple(entry for entry in others if status.sync(entry.path) is Sync.TO_PUBLISH)
        committed = bulk_edit.unchanged if bulk_edit else {entry.path for entry in others}
        edited = tuple(
            entry for entry in others if entry.path in committed and status.sync(entry.path) is Sync.EDITED
        )
        scheduled = tuple(entry for entry in (*ready, *edited) if entry.state(now) is State.SCHEDULED)
        return cls(draft, edited, ready, scheduled=scheduled, bulk_edit=bulk_edit, withdrawn=taken_back)

    @property
    def published_drafts(self) -> list[str]:
        """The drafts that are made ready, by their paths; dated now, but those of ``again``."""
        if self.bulk_edit:
            return [post.path for post in self.bulk_edit.changing]
        return [self.draft.path] if self.draft else []

    @property
    def travelling(self) -> frozenset[str]:
        """The posts that are sent along and not shown."""
        return frozenset(path for path, change in self.changes.items() if change in UNSEEN)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What must be mended before anything is sent."""
        return tuple(each for each in self.findings if each.blocks)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What the writer may want to look at, dates ahead apart: ``scheduled`` holds their posts."""
        return tuple(
            each for each in self.findings if not each.blocks and each.kind is not FindingKind.SCHEDULED
        )

    @property
    def telling_pictures(self) -> tuple[str, ...]:
        """The posts that show pictures which say more than is seen, and such pictures themselves."""
        kinds = set(OF_PICTURES.values())
        return tuple(dict.fromkeys(each.path for each in self.findings if each.kind in kinds))

    def needs_consent(self, confirm: str) -> bool:
        """Whether a person has to agree: to a decision, and to the loss of a page, always; else by setting.

        ``confirm`` is the setting: ``always``, ``warnings`` or ``never``.
        """
        if self.draft or self.withdrawn or self.edited or self.blocking or self.new_branch or self.leaving:
            return True
        if self.bulk_edit and (self.bulk_edit.changing or self.bulk_edit.refused):
            return True
        told = self.scheduled or self.unmarked or self.warnings or self.outside
        return confirm == "always" or (confirm == "warnings" and bool(told))

    def tells_more_than(self, other: PublishPlan) -> bool:
        """Whether it blocks, or takes off the site what ``other``, which was agreed to, does not."""
        return bool(self.blocking) or not self.leaving.keys() <= other.leaving.keys()

    def without_draft(self) -> PublishPlan:
        """The plan that leaves the named draft as it is."""
        return replace(self._leaving_drafts([self.draft.path] if self.draft else []), draft=None)

    def without_blocked(self) -> PublishPlan:
        """The plan that neither commits nor publishes a post that must be mended first."""
        blocked = {each.path for each in self.blocking}
        return replace(
            self._leaving_drafts([path for path in self.published_drafts if path in blocked]),
            draft=self.draft if self.draft and self.draft.path not in blocked else None,
            edited=tuple(entry for entry in self.edited if entry.path not in blocked),
            bulk_edit=self.bulk_edit.without(blocked) if self.bulk_edit else None,
        )

    def _leaving_drafts(self, paths: Collection[str]) -> PublishPlan:
        """The plan in which what is told of these drafts is true where they stay drafts."""
        changes = dict(self.changes)
        for path in paths:
            changes.pop(self.moved.get(path, path), None)
            if change := self.unseen.get(path):
                changes[path] = change
        return replace(self, changes=changes, former=self.former - set(paths))

    @property
    def can_leave_out_blocked(self) -> bool:
        """Whether :meth:`without_blocked` holds back all that must be mended, and still sends something."""
        blocked = {each.path for each in self.blocking}
        held_back = blocked <= {*self.published_drafts, *(entry.path for entry in self.edited)}
        rest = self.without_blocked()
        return held_back and bool(rest.published_drafts or rest.edited or rest.ready)


class Publication:
    """Publishes one blog: plans it, makes the commits that come before, sends them."""

    def __init__(
        self,
        repository: BlogRepository,
        bulk: BulkEditor,
        conflicts: ConflictResolver,
        *,
        remote_posts: RemotePosts,
        posts: Callable[[], Sequence[Entry]],
        findings: PublishFindings,
        holds: Callable[[str], bool],
        commit_post: Callable[[str], Commit],
        generator: Callable[[str], str],
        now: Callable[[], dt.datetime],
        merge_message: Callable[[Join], str],
        require_settings: Callable[[], None],
        begins_drafts: bool,
        idle: float,
    ) -> None:
        """Made by a blog, of which each argument is a part or a method.

        ``merge_message`` words the commit that joins both sides.
        ``require_settings`` raises WrongPublishSetting where a mistake may decide what is published.
        ``begins_drafts``: whether a new post is to be a draft, so that nobody has called one ready.
        ``idle``: seconds of silence after which a step over the network is given up.
        """
        self._repository = repository
        self._bulk = bulk
        self._conflicts = conflicts
        self._remote_posts = remote_posts
        self._posts = posts
        self._findings = findings
        self._holds = holds
        self._commit_post = commit_post
        self._generator = generator
        self._now = now
        self._merge_message = merge_message
        self._require_settings = require_settings
        self._begins_drafts = begins_drafts
        self._idle = idle
        self.remote = Remote(repository, idle=idle)
        """Where it publishes to."""

    def last_commit(self) -> str | None:
        """The short name of the last commit, which holds all that is committed; None before the first."""
        head = self._repository.head()
        return head and head[:7]

    def fetch(self, *, cancel: CancelToken | None = None) -> None:
        """Learn what the remote has, quietly."""
        self._repository.fetch(idle=self._idle, cancel=cancel)

    def plan(
        self,
        path: str | None = None,
        bulk_edit: BulkEdit | None = None,
        *,
        committed_only: bool = False,
        keeps_date: bool = False,
        look: Look = tuple,
    ) -> PublishPlan:
        """What publishing would do, from the files and from git as they are now.

        Args:
            path: a post that is published too when it is a draft; all that is edited is committed first.
            bulk_edit: of :meth:`BulkEditor.publish_drafts`; then its posts are published or committed, and
                nothing else that is edited is touched.
            committed_only: nothing is committed or made ready first; both others count for nothing then.
            keeps_date: the draft at ``path`` goes with the date ahead that it has, and not with that of now.
            look: is told of each post that is looked over, and may stop it by an error.

        Raises:
            OperationInProgress: a merge, rebase... waits to be finished: what the files hold is half of it.
            RemoteUnrelated: the remote has another history.
            WrongPublishSetting: what is published is not said rightly.
        """
        self._require_settings()
        entries, status = self._posts(), self._repository.status()
        if operation := self._repository.operation():
            raise OperationInProgress(operation)
        outgoing = self._repository.outgoing()
        if committed_only:
            entries = self._as_committed(entries, status, outgoing)
            return self._plan(entries, replace(status, edited=frozenset()), outgoing, look)
        return self._plan(entries, status, outgoing, look, path, bulk_edit, keeps_date=keeps_date)

    def _plan(
        self,
        entries: Sequence[Entry],
        status: Status,
        outgoing: Outgoing,
        look: Look,
        path: str | None = None,
        bulk_edit: BulkEdit | None = None,
        *,
        keeps_date: bool = False,
    ) -> PublishPlan:
        named = bulk_edit.paths if bulk_edit else [path] if path else []
        withdrawn = self._withdrawn(entries, outgoing, named)
        plan = PublishPlan.of(entries, status, self._now(), path, bulk_edit, withdrawn)
        live = plan.bulk_edit
        if plan.draft:
            live = self._bulk.publish_drafts([plan.draft.path], keep_dates=keeps_date)
            if not live.changing and not live.refused:  # no mark of its own keeps it off the site
                plan = PublishPlan.of(entries, status, self._now())
        drafts = plan.published_drafts
        committing = {*drafts, *(entry.path for entry in plan.edited)}
        changes = dict(self._changes(entries, outgoing, committing, self._coming(live)))
        changes |= dict.fromkeys(self._once_had(outgoing, changes, live), PlannedChange.BACK)
        leaving = dict(self._leaving(entries, outgoing, changes))
        seen = {path for path, change in changes.items() if change in (*FRESH, PlannedChange.CORRECTED)}
        going = {entry.path for entry in entries if entry.path in changes}
        shown = self._shown(entries, drafts, live)
        found = self._findings.of(shown, outgoing, seen, going, look)
        found += self._findings.stranded(shown, leaving, seen)
        former = frozenset((outgoing.former or {}).values())
        for old, new in live.moved if live else ():
            if old in changes:
                changes[new] = changes.pop(old)
                former |= {old}
        for follower in self._bulk.followers(live) if live else ():
            changes.setdefault(follower, self._followed(entries, follower))
        waiting = self._remote_posts.read_all(outgoing, [entry.path for entry in plan.scheduled])
        new_branch = None
        if outgoing.others:
            new_branch = NewBranch(outgoing.remote, "", outgoing.branch, outgoing.others)
        return replace(
            plan,
            changes=changes,
            scheduled=newly_scheduled(plan.scheduled, waiting, self._now()),
            held_by={entry.path: self._generator(entry.path) for entry in plan.scheduled},
            own_date=own_date(plan.draft, live, self._now()),
            keeps_date=keeps_date,
            leaving=leaving,
            unmarked=self._unmarked(plan.ready, changes),
            again=live.again if live else frozenset(),
            former=former,
            moved=dict(live.moved) if live else {},
            unseen=self._left(entries, outgoing, drafts),
            findings=tuple(found),
            new_branch=new_branch,
            outside=self._repository.outside_commits(outgoing.tip) if outgoing.tip else (),
            apart=self._apart(entries, status),
            has_committed=bool(outgoing.added | outgoing.changed | outgoing.deleted),
            behind=status.behind,
        )

    def _once_had(
        self, outgoing: Outgoing, changes: Mapping[str, PlannedChange], live: BulkEdit | None
    ) -> frozenset[str]:
        """The posts of ``changes`` that readers get back, who had them before."""
        new = frozenset(path for path, change in changes.items() if change is PlannedChange.NEW)
        again = new & (live.again if live else frozenset())
        if outgoing.tip is None:
            return again
        return again | self._bulk.once_public.among(sorted(new - again), self._now())

    def _as_committed(
        self, entries: Sequence[Entry], status: Status, outgoing: Outgoing
    ) -> tuple[Entry, ...]:
        """The posts that commits hold; those that are sent and edited as the last commit has them."""
        kept = [entry for entry in entries if status.keeps(entry.path)]
        sent = status.edited & (outgoing.added | outgoing.changed)
        committed = self._remote_posts.committed(sent)
        found = (committed.get(entry.path) if entry.path in sent else entry for entry in kept)
        return tuple(entry for entry in found if entry)

    def _unmarked(self, ready: Sequence[Entry], changes: Mapping[str, PlannedChange]) -> tuple[Entry, ...]:
        """The new posts of ``ready`` in sections where nothing keeps one off the site."""
        if not self._begins_drafts:
            return ()
        sections: dict[str, list[Entry]] = {}
        for entry in ready:
            if changes.get(entry.path) in FRESH:
                sections.setdefault(section_of(entry.path), []).append(entry)
        refused = self._bulk.drafts([here[0].path for here in sections.values()], draft=True).refused
        unmarked = (error.path for error in refused if isinstance(error, NoDraftMark))
        return tuple(entry for path in unmarked for entry in sections[section_of(path)])

    def _shown(self, entries: Sequence[Entry], drafts: Collection[str], live: BulkEdit | None) -> list[Entry]:
        """``entries`` with those of ``drafts`` as they are once they are published."""
        now = self._now()
        zone = now.tzinfo or UTC
        dates = {before.path: after.moment(zone) for before, after in live.edits if after} if live else {}
        return [
            shown_from(entry, dates.get(entry.path) or now) if entry.path in drafts else entry
            for entry in entries
        ]

    def apart(self) -> Apart:
        """The posts that this repository does not keep."""
        return self._apart(self._posts(), self._repository.status())

    def _apart(self, entries: Sequence[Entry], status: Status) -> Apart:
        paths = [entry.path for entry in entries if status.sync(entry.path) is Sync.APART]
        folders = [folder for path in paths if (folder := self._repository.inner(path))]
        return Apart(tuple(dict.fromkeys(folders)), len(folders), len(paths) - len(folders))

    def last(self) -> dt.datetime | None:
        """When this branch was last published, as far as is known here; see :func:`.last_publication`."""
        at = self._repository.last_publication()
        return None if at is None else datetime.fromtimestamp(at, self._now().tzinfo)

    def awaited(self, paths: Collection[str]) -> tuple[Entry, ...]:
        """Those of ``paths`` that the site, whose generator is known, shows only from a moment ahead on."""
        now, made = self._now(), {path for path in paths if self._generator(path)}
        if len(made) > FEW:
            sent = [entry for entry in self._posts() if entry.path in made]
        else:  # what was sent is committed
            sent = list(self._remote_posts.committed(made).values())
        later = (entry for entry in sent if entry.state(now) is State.SCHEDULED)
        return tuple(sorted(later, key=lambda entry: entry.visibility.since or now, reverse=True))

    def commits(self, plan: PublishPlan) -> list[Callable[[], Commit | None]]:
        """What makes the commits that come before the sending, in their order."""
        made: list[Callable[[], Commit | None]] = []
        if bulk_edit := plan.bulk_edit:
            made.append(lambda: self._bulk.apply(bulk_edit))
        else:
            made += [partial(self._commit_post, entry.path) for entry in plan.edited]
        if draft := plan.draft:
            keep = plan.keeps_date
            live = partial(self._bulk.publish_drafts, [draft.path], keep_dates=keep)
            made.append(lambda: self._bulk.apply(live().require_all()))
        return made

    def send(
        self,
        *,
        progress: Callable[[Progress], None] = lambda _step: None,
        cancel: CancelToken | None = None,
        new_branch: bool = False,
    ) -> Outcome:
        """Fetch, join the other side's work, push. Only commits travel: what is not committed stays here.

        Where git sees a conflict but no field or paragraph has two answers, it is resolved on the way.

        Raises:
            Conflict: a person must choose; nothing was touched.
            NewBranch: it would be made beside others, and ``new_branch`` does not say so; nothing was sent.
            NoRemote, Offline, AuthenticationFailed, PushRejected, ...: what was committed is safe.
            WrongPublishSetting: what is published is not said rightly; nothing was sent.
        """
        self._require_settings()
        publish = partial(
            self._repository.publish,
            idle=self._idle,
            progress=progress,
            cancel=cancel,
            new_branch=new_branch,
            message=self._merge_message,
        )
        try:
            return publish()
        except Conflict:
            if not self._conflicts.resolve_without_asking():
                raise
        return publish()

    def _changes(
        self,
        entries: Sequence[Entry],
        outgoing: Outgoing,
        committing: Collection[str],
        coming: Collection[str],
    ) -> Iterator[tuple[str, PlannedChange]]:
        # A deletion that no commit has yet is not sent: the post is, as it is committed.
        here = {entry.path for entry in entries}
        kept = [path for path in outgoing.added | outgoing.changed if path not in here and self._holds(path)]
        entries = [*entries, *self._remote_posts.committed(kept).values()] if kept else entries
        by_path = {entry.path: entry for entry in entries}
        known = outgoing.added | outgoing.changed | outgoing.deleted
        more = set(committing) - known
        held = self._repository.on_remote(outgoing.tip, more) if outgoing.tip else frozenset()
        off = self._not_on_site(entries) - set(coming)
        now = self._now()
        waiting = {entry.path for entry in entries if entry.state(now) is State.SCHEDULED}
        changed = outgoing.changed | held
        there = self._remote_posts.states(outgoing, filter(self._holds, changed))
        for path in sorted(known | more):
            if not self._holds(path):
                continue
            entry = by_path.get(path)
            if entry is None and path in outgoing.added:  # neither here nor in a commit
                continue
            if entry is None:
                yield path, PlannedChange.DELETED
            elif path in off:
                yield path, PlannedChange.WITHDRAWN if there.get(path) in ON_SITE else _unseen(entry)
            elif path in waiting and there.get(path) in ON_SITE:
                yield path, PlannedChange.WITHDRAWN
            elif there.get(path) in NOT_ON_SITE or path not in changed:
                yield path, PlannedChange.NEW
            else:
                yield path, PlannedChange.CORRECTED

    @staticmethod
    def _left(
        entries: Sequence[Entry], outgoing: Outgoing, drafts: Collection[str]
    ) -> dict[str, PlannedChange]:
        """What those of ``drafts`` are, if they stay so, of which commits go along."""
        going = (outgoing.added | outgoing.changed) & set(drafts)
        return {entry.path: _unseen(entry) for entry in entries if entry.path in going}

    def _followed(self, entries: Sequence[Entry], path: str) -> PlannedChange:
        """What a post is to readers in which only a link changes."""
        entry = next((entry for entry in entries if entry.path == path), None)
        if entry is None or entry.state(self._now()) not in NOT_ON_SITE:
            return PlannedChange.CORRECTED
        return _unseen(entry)

    def _coming(self, live: BulkEdit | None) -> frozenset[str]:
        """The drafts that readers will find, or will by waiting, once they are published."""
        now = self._now()
        edits = live.edits if live else ()
        return frozenset(
            before.path for before, after in edits if after and after.state(now) not in NOT_ON_SITE
        )

    def _not_on_site(self, entries: Sequence[Entry]) -> set[str]:
        """The posts that no reader would find, as they are here."""
        now = self._now()
        return {entry.path for entry in entries if entry.state(now) in NOT_ON_SITE}

    def _withdrawn(
        self, entries: Sequence[Entry], outgoing: Outgoing, paths: Collection[str]
    ) -> frozenset[str]:
        """Those of ``paths`` that readers have, as the remote is known, and that are not shown here."""
        off = self._not_on_site(entries) & set(paths)
        if not off or outgoing.tip is None:
            return frozenset()
        unchanged = off - outgoing.added - outgoing.changed
        there = (off & outgoing.changed) | self._repository.on_remote(outgoing.tip, unchanged)
        states = self._remote_posts.states(outgoing, there)
        return frozenset(path for path, state in states.items() if state in ON_SITE)

    def _leaving(
        self, entries: Sequence[Entry], outgoing: Outgoing, changes: Mapping[str, PlannedChange]
    ) -> Iterator[tuple[str, str]]:
        """The posts of ``changes`` that leave the site, with their titles."""
        titles = {entry.path: entry.title for entry in entries}
        paths = [path for path, change in changes.items() if change in LEAVING]
        gone = self._remote_posts.read_all(outgoing, [path for path in paths if path not in titles])
        titles |= {path: post.title for path, post in gone if post.state(self._now()) in ON_SITE}
        return ((path, titles[path]) for path in paths if path in titles)


def _unseen(entry: Entry) -> PlannedChange:
    """What a post that readers are not shown is when it is sent."""
    return PlannedChange.DRAFT if entry.draft else PlannedChange.HIDDEN
