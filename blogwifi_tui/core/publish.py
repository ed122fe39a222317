"""What a publication would show to readers, and what to know of it before: for both front ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.checking import findings
from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.errors import NotInHistory, OperationInProgress
from blogwifi_tui.vcs.outgoing import Outgoing, held_there, outgoing
from blogwifi_tui.vcs.status import operation_in

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.core.blog import Blog

LOOKED_AT = 100
"""Changed posts of which the text on the remote is read, to tell a draft that goes live from a correction."""


class Going(StrEnum):
    """What a post that goes out is to those who read the site."""

    NEW = "new"
    CORRECTED = "corrected"
    DELETED = "deleted"
    DRAFT = "draft"
    """Sent along, and not shown."""


@dataclass(frozen=True)
class GoingOut:
    """The posts a publication would send, and what was found in them."""

    kinds: Mapping[str, Going] = field(default_factory=dict)
    """By path."""
    former: frozenset[str] = frozenset()
    """The names that renamed posts have on the remote."""
    findings: tuple[Finding, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What must be mended before."""
        return tuple(each for each in self.findings if each.blocks)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What the writer may want to look at."""
        return tuple(each for each in self.findings if not each.blocks)


def going_out(blog: Blog, committing: Collection[str], live: Collection[str] = ()) -> GoingOut:
    """What publishing would send if the posts at ``committing`` were committed first.

    ``live`` are drafts that would be dated now and made ready. Starts git, and reads the posts that go.

    Raises:
        OperationInProgress: a merge, rebase... waits to be finished: what the files hold is half of it.
    """
    if operation := operation_in(blog.repository.git_dir):
        raise OperationInProgress(operation)
    prefix = "".join(f"{part}/" for part in blog.root.relative_to(blog.repository.root).parts)
    there = outgoing(blog.repository, [f"{prefix}{folder}".rstrip("/") for folder in blog.layout.folders])
    entries = {entry.path: entry for entry in blog.posts()}
    kinds = dict(_kinds(blog, prefix, there, entries, {*committing, *live}, live))
    shown = {path for path, going in kinds.items() if going not in (Going.DELETED, Going.DRAFT)}
    found = [
        each
        for each in findings(blog, shown)
        if not (each.kind is FindingKind.SCHEDULED and each.path in live)
    ]
    if there.tip is None:
        # The first publication from here sends twenty years; one torn header of then must not hold up all.
        found = [replace(each, is_old=each.path not in {*committing, *live}) for each in found]
    former = frozenset(path.removeprefix(prefix) for path in (there.former or {}).values())
    return GoingOut(kinds, former, tuple(found))


def _kinds(
    blog: Blog,
    prefix: str,
    there: Outgoing,
    entries: Mapping[str, Entry],
    committing: Collection[str],
    live: Collection[str],
) -> Iterator[tuple[str, Going]]:
    known = there.added | there.changed | there.deleted
    more = {f"{prefix}{path}" for path in committing} - known
    held = held_there(blog.repository, there.tip, more) if there.tip else frozenset()
    changed = sorted(there.changed | held)
    was_draft = {full for full in changed[:LOOKED_AT] if _was_draft(blog, there, full)}
    for full in sorted(known | more):
        path = full.removeprefix(prefix)
        if not blog.holds(path):
            continue
        entry = entries.get(path)
        if entry is None:
            yield path, Going.DELETED
        elif entry.draft and path not in live:
            yield path, Going.DRAFT
        elif full in was_draft or full not in changed:
            yield path, Going.NEW
        else:
            yield path, Going.CORRECTED


def _was_draft(blog: Blog, there: Outgoing, full: str) -> bool:
    """Whether readers have never seen a post that the remote has."""
    name = there.name_there(full)
    try:
        return Post.from_bytes(name, blog.repository.text_at(there.tip or "", name)).draft
    except NotInHistory:
        return False
