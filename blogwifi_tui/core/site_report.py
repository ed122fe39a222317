"""What was found of the sites of a blog, to be looked over: where posts are taken from, what is left out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_changes import drafted
from blogwifi_tui.content.post_files import is_project_page, is_written_page
from blogwifi_tui.errors import ContentError, NoDraftMark, NoPostsFolder
from blogwifi_tui.site.detect import DEFAULT_FOLDER

if TYPE_CHECKING:
    from datetime import tzinfo

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.site.generator import Site
    from blogwifi_tui.site.sites import Sites

_MOST_FILES: Final = 50_000
"""Files and folders that are looked at."""
_MOST_FOLDERS: Final = 2_000
"""Folders that one which is not there is compared to."""
_LIKE: Final = 0.7
"""How much alike, of 1, two folders are where one is meant by the other."""
NOT_WRITTEN: Final = frozenset(
    ("node_modules", "vendor", "_site", "public", "output", "dist", "target", "resources", "__pycache__")
)
"""Folders of what nobody here has written."""


class LeftOutReason(StrEnum):
    """Why a page that is written in the repository is not among the posts."""

    PROJECT = "project"
    """It is about the project: README, LICENSE, notes for programs."""
    GENERATOR = "generator"
    """It is a part of the generator, or left out by it: a template, a name that begins with ``_``."""
    OUTSIDE = "outside"
    """No site has posts where it lies."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Pages that are not listed, for one reason."""

    path: str
    """Of the page, or of the folder that holds them, with a slash at its end."""
    pages: int
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class AbsentFolder:
    """A folder that the settings of the blog name for posts, and that is not there."""

    folder: str
    near: str
    """The folder that is most likely meant; empty where none is."""

    @property
    def error(self) -> NoPostsFolder:
        """What it is told by."""
        return NoPostsFolder(self.folder, self.near, "near" if self.near else "")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What was found of one site."""

    generator: str
    """As it calls itself; empty where none is known."""
    folder: str
    """Of its settings, from the blog's root; empty for the root itself."""
    title: str
    address: str
    """Of its first page; empty when unknown."""
    zone: str
    """In which dates without a zone are read."""
    holds_future: bool
    knows_drafts: bool
    """Whether something that is written in a post keeps it off the site."""
    shows_drafts: str
    """The setting for which drafts are shown like other posts, as it is written; empty for none."""
    posts: tuple[tuple[str, int], ...]
    """Its folders of posts, with how many lie there."""
    drafts: tuple[str, ...]
    sections: int
    """How many pages of sections, and others that are no posts, there are."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was found in the blog."""

    sites: tuple[SiteFacts, ...]
    left_out: tuple[LeftOut, ...]
    unread: tuple[str, ...] = ()
    """Settings files that cannot be read: what they say is not known."""
    absent: tuple[AbsentFolder, ...] = ()
    """Folders of posts that the settings name in vain; a blog that begins has no file in its own yet."""

    @property
    def outside(self) -> tuple[LeftOut, ...]:
        """What no site has posts around, the most pages first: its folders may be meant.

        Nothing where a generator says where its posts are.
        """
        if any(site.generator for site in self.sites):
            return ()
        found = (each for each in self.left_out if each.reason is LeftOutReason.OUTSIDE)
        return tuple(sorted(found, key=lambda each: -each.pages))


def report(
    root: Path, sites: Sites, entries: Sequence[Entry], zone: tzinfo, title: str | None = None
) -> SiteReport:
    """What was found; ``entries`` are all posts, ``zone`` and ``title`` the blog's. Reads all files' names.

    The title of the blog is that of its first site where it is given.
    """
    counts: Counter[tuple[int, str]] = Counter()
    sections: Counter[int] = Counter()
    for entry in entries:
        site = sites.of(entry.path)
        at = sites.sites.index(site)
        if entry.is_section:
            sections[at] += 1
        else:
            counts[at, _folder_of(entry.path, (*site.posts, *site.drafts))] += 1
    facts = tuple(
        SiteFacts(
            generator=site.generator.label,
            folder=site.folder,
            title=(title if title and not at else "") or site.title,
            address=site.address,
            zone=str(site.zone or zone),
            holds_future=site.holds_future,
            knows_drafts=_knows_drafts(site, sites),
            shows_drafts=sites.shows_drafts(f"{(*site.posts, site.folder)[0]}/post.md"),
            posts=tuple((folder, counts[at, folder]) for folder in (*site.posts, *site.drafts)),
            drafts=site.drafts,
            sections=sections[at],
        )
        for at, site in enumerate(sites.sites)
    )
    return SiteReport(facts, tuple(_left_out(root, sites)), sites.unread, tuple(_absent(root, sites)))


def _absent(root: Path, sites: Sites) -> Iterator[AbsentFolder]:
    named = [folder for site in sites.sites if site.narrowed for folder in site.posts]
    absent = [folder for folder in named if not (root / folder).is_dir()]
    there = list(_folders(root)) if absent else []
    for folder in absent:
        near = next(iter(get_close_matches(folder, there, n=1, cutoff=_LIKE)), "")
        if near or folder != DEFAULT_FOLDER:
            yield AbsentFolder(folder, near)


def _folders(root: Path) -> Iterator[str]:
    """The first folders of the repository in which somebody writes."""
    count = 0
    for folder, inside, _names in os.walk(root):
        inside[:] = sorted(name for name in inside if not name.startswith(".") and name not in NOT_WRITTEN)
        count += len(inside)
        if count > _MOST_FOLDERS:
            return
        yield from ((Path(folder) / name).relative_to(root).as_posix() for name in inside)


def _knows_drafts(site: Site, sites: Sites) -> bool:
    """Whether a post of this site can be made a draft."""
    folder = (*site.posts, site.folder)[0]
    name = f"{folder}/2001-01-01-post.md" if folder else "2001-01-01-post.md"
    try:
        drafted(Post(name, b"---\ntitle: T\ndate: 2001-01-01\n---\n", sites), True, datetime.now(UTC))
    except NoDraftMark:
        return False
    except ContentError:  # a header like this is not for its posts
        pass
    return True


def _folder_of(path: str, folders: Sequence[str]) -> str:
    """The innermost of ``folders`` that holds a path."""
    holding = [each for each in folders if not each or path.startswith(f"{each}/")]
    return max(holding, key=len, default="")


def _left_out(root: Path, sites: Sites) -> Iterator[LeftOut]:
    found: Counter[tuple[str, LeftOutReason]] = Counter()
    alone: dict[tuple[str, LeftOutReason], str] = {}
    for path in _pages(root):
        if sites.holds(path):
            continue
        key = _group(path), _reason(path, sites)
        found[key] += 1
        alone[key] = path
    for (folder, reason), pages in sorted(found.items()):
        yield LeftOut(alone[folder, reason] if pages == 1 else f"{folder}/", pages, reason)


def _group(path: str) -> str:
    """The folder that a page is told under: of two levels at most; a page at the root stands by itself."""
    folders = path.split("/")[:-1]
    return "/".join(folders[:2]) if folders else path


def _reason(path: str, sites: Sites) -> LeftOutReason:
    if is_project_page(path):
        return LeftOutReason.PROJECT
    inside = any(not folder or path.startswith(f"{folder}/") for folder in sites.folders)
    return LeftOutReason.GENERATOR if inside else LeftOutReason.OUTSIDE


def _pages(root: Path) -> Iterator[str]:
    """The written pages among the first files of the repository, in the order of the paths."""
    count = 0
    for folder, inside, names in os.walk(root):
        inside[:] = sorted(name for name in inside if not name.startswith(".") and name not in NOT_WRITTEN)
        count += len(names) + len(inside)
        if count > _MOST_FILES:
            return
        below = Path(folder).relative_to(root)
        yield from ((below / name).as_posix() for name in sorted(names) if is_written_page(name))
