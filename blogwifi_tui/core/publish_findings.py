"""What was found in the posts of a publication, before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.content.files import PICTURES
from blogwifi_tui.content.post_files import name_of
from blogwifi_tui.core.checks import Finding, FindingKind, Look
from blogwifi_tui.core.twins import known_twins

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.addresses import Addresses
    from blogwifi_tui.core.link_survey import LinkSurveyor
    from blogwifi_tui.vcs.blog_repository import BlogRepository
    from blogwifi_tui.vcs.outgoing import Outgoing

LINKED = 1000
"""Posts that leave the site to which links are looked for in all posts that stay."""


class PublishFindings:
    """Looks over the posts that readers will see, and those that link to what they will not see any more."""

    def __init__(
        self,
        repository: BlogRepository,
        check: Callable[..., Iterator[Finding]],
        addresses: Addresses,
        surveyor: LinkSurveyor,
        read_there: Callable[[Outgoing, str], Post | None],
    ) -> None:
        """``check`` is :func:`.check_posts` of the blog, given all posts, which are looked over, and a look.

        ``read_there`` reads a post as the remote has it.
        """
        self._repository = repository
        self._check = check
        self._addresses = addresses
        self._surveyor = surveyor
        self._read_there = read_there

    def of(
        self,
        entries: Sequence[Entry],
        outgoing: Outgoing,
        seen: Collection[str],
        going: Collection[str],
        look: Look,
    ) -> list[Finding]:
        """What was found in the posts that readers will see, and in pictures that go along."""
        pictures = self._repository.outgoing_files(outgoing.tip, sorted(PICTURES))
        found = list(self._check(entries, pictures | set(seen), look))
        if outgoing.tip is None:
            return self._first(found, outgoing)
        known = known_twins(self._addresses, going, partial(self._read_there, outgoing))
        return [
            replace(each, is_old=True)
            if each.kind is FindingKind.TWIN and known(each.path, each.detail)
            else each
            for each in found
        ]

    def _first(self, found: Sequence[Finding], outgoing: Outgoing) -> list[Finding]:
        """``found`` before a branch is first published: old is what another branch there has as it is."""
        blocking = [each for each in found if each.blocks]
        paths = {each.path for each in blocking}
        paths |= {each.detail for each in blocking if each.kind is FindingKind.TWIN}
        there: set[str] = set()
        if paths and outgoing.others:
            here = dict(self._repository.raw_texts("HEAD", sorted(paths)))
            for branch in outgoing.others:
                revision = f"refs/remotes/{outgoing.remote}/{branch}"
                texts = dict(self._repository.raw_texts(revision, sorted(paths)))
                there |= {path for path, text in here.items() if texts.get(path) == text}
            there -= self._repository.edited(sorted(paths))
        return [
            replace(each, is_old=True)
            if each.path in there and (each.kind is not FindingKind.TWIN or each.detail in there)
            else each
            for each in found
        ]

    def stranded(
        self, entries: Sequence[Entry], leaving: Mapping[str, str], seen: Collection[str]
    ) -> Iterator[Finding]:
        """The links to posts that leave the site in posts that stay: some generators end at such a link."""
        gone = {path: leaving[path] for path in sorted(leaving)[:LINKED]}
        elsewhere = {*seen, *leaving}
        staying = [entry for entry in entries if entry.path not in elsewhere]
        called = frozenset(
            name for path, title in gone.items() for name in self._surveyor.called(path, title)
        )
        linking = set(self._surveyor.mentioning(staying, gone)) if gone else set()
        for each in self._check(entries, linking) if linking else ():
            if (each.kind is FindingKind.KEPT_BACK and each.detail in leaving) or (
                each.kind is FindingKind.ENDS_BUILD
                and (
                    any(name_of(path) in each.detail for path in gone)
                    or each.detail.partition("#")[0] in called
                )
            ):
                yield each
