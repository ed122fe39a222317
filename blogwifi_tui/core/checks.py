"""What to know of a post before it is published. A finding is true, or it is not made."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.shown import shown_in
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.pictures import named_pictures
from blogwifi_tui.content.front_matter.problems import Problem
from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import count_lines, line_starts, split
from blogwifi_tui.content.index.entry import Entry, read_plain
from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.links.targets import LinkTargets
from blogwifi_tui.content.picture_metadata import Private, TellingPicture
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_changes import is_kept_off
from blogwifi_tui.content.post_files import copied_from, is_other_text, stem_of
from blogwifi_tui.content.post_rules import GENERIC, PostRules, generic_visibility
from blogwifi_tui.content.slugs import folded
from blogwifi_tui.content.state import State
from blogwifi_tui.core.addresses import Addresses
from blogwifi_tui.core.site_links import SiteLinks
from blogwifi_tui.core.twins import twins_among
from blogwifi_tui.markdown.scan import Link, LinkForm, blocks, find_links
from blogwifi_tui.site.sites import Sites


class FindingKind(StrEnum):
    """What is found, in a word for programs; ``detail`` of the finding is given here."""

    UNREADABLE = "unreadable"
    """The front matter cannot be read; the finding's ``problem`` says why."""
    CONFLICT = "conflict"
    """Markers of a merge stand in the text."""
    NO_TITLE = "no title"
    NO_DATE = "no date"
    REPEATED_KEY = "repeated key"
    """A key stands twice in the front matter, of which the site takes one; the key."""
    REFUSED_KEY = "refused key"
    """A key stands twice, and the generator makes no site of that; the key."""
    SCHEDULED = "scheduled"
    """The date lies ahead; its date, as ISO 8601 writes it."""
    IDLE_MARK = "idle mark"
    """A mark of a draft that the generator passes over; the mark."""
    SHOWN_DRAFT = "shown draft"
    """A mark of a draft on a site whose settings show drafts; the mark."""
    COPY = "copy"
    """Left behind by a program that keeps folders in step; the path of the original."""
    TWIN = "twin"
    """Another post has the same public address, of which the site can show one; its path."""
    LINK = "link"
    """A link leads to nothing; its address."""
    NO_PAGE = "no page"
    """A link leads to the file of a post, of which this site makes no link to its page; its address."""
    KEPT_BACK = "kept back"
    """A link leads to a post that readers do not see; its path."""
    ENDS_BUILD = "ends build"
    """A link that the generator looks up leads to no post that readers see, and ends the build; the link."""
    BESIDE = "beside"
    """A picture or file lies beside the post, and not where its page looks for it; its address."""
    OUT_OF_SITE = "out of site"
    """The site lies in a folder of its host, which the address of what is on it leaves out; that address."""
    IMAGE = "image"
    """An image is not there; its address."""
    NO_ALT = "no alt"
    """An image has no text in its place; its address."""
    PLACE = "place"
    """A picture says where it was taken; its address."""
    CAMERA = "camera data"
    """A picture says with which camera; its address."""
    THUMBNAIL = "thumbnail"
    """A picture holds a small one of what it was before; its address."""
    FOOTNOTE = "footnote"
    """Nothing defines it; its label."""
    REPEATED_NOTE = "repeated footnote"
    """It is defined once more, which no page shows; its label."""
    REFERENCE = "reference"
    """Nothing defines it; its label."""
    NO_BREAK = "no-break space"
    """It follows what would begin a heading or an item with another space; that mark."""


BLOCKING: Final = frozenset(
    (
        FindingKind.UNREADABLE,
        FindingKind.CONFLICT,
        FindingKind.TWIN,
        FindingKind.REFUSED_KEY,
        FindingKind.ENDS_BUILD,
    )
)
"""What no reader should ever be shown, takes a page away, or ends the build: the rest is for the writer."""

OF_PICTURES: Final = {
    Private.PLACE: FindingKind.PLACE,
    Private.SERIAL: FindingKind.CAMERA,
    Private.THUMBNAIL: FindingKind.THUMBNAIL,
}
"""What a picture may say besides what is seen, the worst first: a finding tells no more than that."""

Look = Callable[[Sequence[Entry]], Sequence[Entry]]
"""Gives the same posts, and is told of each when it is taken."""

Pictures = Callable[[str, str], TellingPicture | None]
"""The picture at an address in a post, given first by its path, when it says more than is seen."""

_KEY = re.compile(r"""^[ \t]*(?:\.\. )?["']?([^\s"':=#]++)["']?[ \t]*[:=]""", re.MULTILINE)
_HELD = re.compile("^ {0,3}(#{1,6}|[-*+]|[0-9]{1,9}[.)])[\u00a0\u202f\u2007]", re.MULTILINE)
_WORD = re.compile(r"""[^\s"',\[\]]+""")
_MARK = re.compile(
    r"^(?:(?P<begin><{7})(?: [^\r\n]*+)?(?=\r?\n)|(?P<middle>={7})(?=\r?\n)|>{7}(?= |\r?$))", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know of one post."""

    path: str
    kind: FindingKind
    line: int = 1
    """In the file, from 1; 1 for what concerns the post as a whole."""
    detail: str = ""
    problem: Problem | None = None
    by: str = ""
    """What makes the page of the post, as it calls itself, or the setting of the site; where that matters."""
    is_old: bool = False
    """The remote has the post so already."""

    @property
    def blocks(self) -> bool:
        """Whether the post must be mended before it is published; else this is a warning."""
        return self.kind in BLOCKING and not self.is_old


def check_posts(
    root: Path,
    entries: Sequence[Entry],
    paths: Collection[str],
    now: datetime,
    pictures: Pictures,
    addresses: Addresses,
    look: Look = tuple,
) -> Iterator[Finding]:
    """What to know of the posts whose path is in ``paths``, post by post.

    Args:
        root: of the blog.
        entries: all its posts.
        paths: of those that are looked over, and of pictures that are, whether a post shows them or not.
        now: an aware moment.
        pictures: those that say more than is seen.
        addresses: of its posts.
        look: is given those that are looked over, and gives them one after the other.
    """
    paths = frozenset(paths)
    twins_of = twins_among(entries, paths, addresses)
    links = addresses.links(entries)
    themes = sorted(each.relative_to(root).as_posix() for each in root.glob("themes/*/static"))
    places = LinkTargets(
        lambda: frozenset(_names(root, entries)),
        _looker(root),
        folders=(*addresses.sites.folders, *themes),
        pattern=lambda: addresses.pattern or addresses.dated_pattern(entries),
    )
    known = frozenset(entry.path for entry in entries)
    told: set[str] = set()

    def telling(post: str, address: str) -> TellingPicture | None:
        found = pictures(post, address)
        told.update([found.path] if found else [])
        return found

    for entry in look([entry for entry in entries if entry.path in paths]):
        data = read_plain(root, entry.path)
        if original := copied_from(entry.path, known):
            yield Finding(entry.path, FindingKind.COPY, detail=original)
        if mark := _idle_mark(entry, data, now, addresses.sites):
            yield _shown_draft(entry.path, mark, addresses.sites)
        same = twins_of(entry.path)
        for each in check_post(entry, data, places, now, same, telling, links, addresses.sites):
            is_late = each.kind is FindingKind.SCHEDULED
            yield replace(each, by=addresses.sites.of(entry.path).generator.label) if is_late else each
    for path in sorted(path for path in paths if path not in known):
        if (found := pictures("", f"/{quote(path)}")) and found.path not in told:
            yield Finding(path, _worst(found.private), 1, path)


def _names(root: Path, entries: Iterable[Entry]) -> Iterator[str]:
    """All that the last part of an address may be when it leads to a post, in small letters."""
    for entry in entries:
        name = entry.path.rpartition("/")[2]
        names = [name, name.partition(".")[0], stem_of(entry.path)]
        if entry.address:
            names += [entry.address.slug, *(_last_part(alias) for alias in entry.address.aliases)]
        elif entry.problem is not None:  # any word of a header that cannot be read may be a name
            header = Post(entry.path, read_plain(root, entry.path)).header_text
            names += map(_last_part, _WORD.findall(header))
        yield from (folded(each) for each in names)


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _looker(root: Path) -> Callable[[str], bool]:
    @cache
    def is_there(path: str) -> bool:
        return "\0" not in path and os.path.lexists(root / path)

    return is_there


def check_post(
    entry: Entry,
    data: bytes,
    places: LinkTargets,
    now: datetime,
    twins: Sequence[str] = (),
    pictures: Pictures = lambda _post, _address: None,
    links: SiteLinks | None = None,
    rules: PostRules = GENERIC,
) -> list[Finding]:
    """What to know of one post, in the order of its lines.

    Args:
        entry: what the list knows of it.
        data: the bytes of its file.
        places: what its addresses may lead to.
        now: an aware moment.
        twins: the paths of other posts with its public address.
        pictures: those that say more than is seen.
        links: where its links lead on the site.
        rules: those of the generator.
    """
    found = [*_header(entry, data, now, twins, rules), *_cover(entry.path, data, pictures)]
    return sorted([*found, *_body(entry.path, data, places, pictures, links)], key=_by_line)


def _by_line(finding: Finding) -> tuple[bool, int]:
    return not finding.blocks, finding.line


def _header(
    entry: Entry, data: bytes, now: datetime, twins: Sequence[str], rules: PostRules
) -> Iterator[Finding]:
    if entry.problem is not None:
        yield Finding(entry.path, FindingKind.UNREADABLE, entry.problem.line or 1, problem=entry.problem)
        return
    yield from _repeated(entry.path, data, rules)
    if entry.title == known_fields.title_from(entry.path) and _is_untitled(Post(entry.path, data)):
        yield Finding(entry.path, FindingKind.NO_TITLE)
    if entry.is_section:
        return
    if entry.date is None and not entry.draft:  # a draft is dated when it is published
        yield Finding(entry.path, FindingKind.NO_DATE)
    elif entry.date is not None and entry.state(now) is State.SCHEDULED:
        since = entry.visibility.since or entry.date
        yield Finding(entry.path, FindingKind.SCHEDULED, detail=shown_in(since, now.tzinfo).isoformat())
    for twin in twins:
        yield Finding(entry.path, FindingKind.TWIN, detail=twin)


def _repeated(path: str, data: bytes, rules: PostRules) -> Iterator[Finding]:
    """The keys that stand twice in the header."""
    header = decode(split(data).head)
    names = _KEY.findall(header.lower())
    if len(set(names)) == len(names) and not header.lstrip().startswith("{"):
        return  # read no header for nothing
    post = Post(path, data, rules)
    for each in post.repeated:
        refused = rules.refuses_repeated(path, post.format)
        kind = FindingKind.REFUSED_KEY if refused else FindingKind.REPEATED_KEY
        yield Finding(path, kind, each.line, each.key)


def _shown_draft(path: str, mark: str, sites: Sites) -> Finding:
    """That what looks like the mark of a draft keeps no post off this site."""
    if setting := sites.shows_drafts(path):
        return Finding(path, FindingKind.SHOWN_DRAFT, detail=mark, by=setting)
    return Finding(path, FindingKind.IDLE_MARK, detail=mark, by=sites.of(path).generator.label)


def _idle_mark(entry: Entry, data: bytes, now: datetime, rules: PostRules) -> str:
    """What other generators take for the mark of a draft in a post that this one shows; empty for none."""
    if entry.state(now) not in (State.PUBLISHED, State.SCHEDULED) or not _may_be_marked(entry.path, data):
        return ""
    quick = None if is_other_text(entry.path) else read_quickly(data, entry.path)
    if quick and not generic_visibility(quick.header, None).draft:
        return ""
    post = Post(entry.path, data)
    if not post.draft or is_kept_off(replace(post, rules=rules), UTC):
        return ""  # a draft that is about to be published is shown in its entry alone
    if "_drafts" in entry.path.split("/"):
        return "_drafts/"
    key = known_fields.draft_key(post.texts) or ""
    return f"{key}: {post.texts.get(key)}" if key else f"tags: {known_fields.DRAFT_TAG}"


def _may_be_marked(path: str, data: bytes) -> bool:
    """Whether a post may have the mark of a draft; the headers of all others need not be read for one."""
    header = decode(split(data).head).lower()
    words = ("\\", *known_fields.DRAFT)  # a key may be spelled with escapes
    return is_other_text(path) or "_drafts" in path or any(word in header for word in words)


def _is_untitled(post: Post) -> bool:
    return not known_fields.title(post.texts) and not post.heading


def _cover(path: str, data: bytes, pictures: Pictures) -> Iterator[Finding]:
    """The photographs that the header names and that say more than is seen."""
    parts = split(data)
    head = decode(parts.head)
    for start, address in named_pictures(head):
        if found := pictures(path, address):
            line = count_lines(decode(parts.bom + parts.open)) + count_lines(head[:start]) + 1
            yield Finding(path, _worst(found.private), line, address)


def _worst(private: Collection[Private]) -> FindingKind:
    return next(kind for part, kind in OF_PICTURES.items() if part in private)


def _body(
    path: str, data: bytes, places: LinkTargets, pictures: Pictures, links: SiteLinks | None
) -> Iterator[Finding]:
    parts = split(data)
    body = decode(parts.body)
    before = count_lines(decode(data[: len(data) - len(parts.body)]))

    starts = line_starts(body)

    def line(at: int) -> int:
        return before + bisect_right(starts, at)

    if b"<<<<<<<" in data and (place := _conflict(decode(parts.head), body)) is not None:
        at, in_header = place
        where = count_lines(decode(parts.bom + parts.open)) + at + 1 if in_header else line(at)
        yield Finding(path, FindingKind.CONFLICT, where)
    found = find_links(body)
    for link in found.links:
        plain = links.filled(path, link) if links else link
        if dead := links.judge(path, plain) if links else None:
            detail = link.address if dead.detail == plain.address else dead.detail
            yield Finding(path, FindingKind(dead.kind), line(link.start), detail)
        elif kind := _wrong(path, plain, places, links):
            yield Finding(path, kind, line(link.start), link.address)
        if link.is_image and not link.text:
            yield Finding(path, FindingKind.NO_ALT, line(link.start), link.address)
        if telling := pictures(path, link.address):
            yield Finding(path, _worst(telling.private), line(link.start), link.address)
    for held in _held(body):
        yield Finding(path, FindingKind.NO_BREAK, line(held.start()), held[1])
    for missing in found.undefined:
        kind = FindingKind.FOOTNOTE if missing.note else FindingKind.REFERENCE
        yield Finding(path, kind, line(missing.start), missing.label)
    for note in found.repeated:
        yield Finding(path, FindingKind.REPEATED_NOTE, line(note.start), note.label)


def _held(body: str) -> list[re.Match[str]]:
    """The marks that a no-break space keeps from beginning a heading or an item; those in code are left."""
    found = list(_HELD.finditer(body))
    texts = [block for block in blocks(body) if not block.html] if found else []
    starts = [text.start for text in texts]
    before = [bisect_right(starts, each.end()) - 1 for each in found]
    return [each for each, at in zip(found, before, strict=True) if at >= 0 and each.end() <= texts[at].end]


def _wrong(path: str, link: Link, places: LinkTargets, links: SiteLinks | None) -> FindingKind | None:
    unsure = link.form in (LinkForm.GENERATOR, LinkForm.EMBEDDED)
    if unsure or not places.is_broken(path, link.address):
        return None
    if link.form is LinkForm.FIGURE and (links is None or links.may_show(path, link)):
        return None
    return FindingKind.IMAGE if link.is_image else FindingKind.LINK


def _conflict(head: str, body: str) -> tuple[int, bool] | None:
    """Where a merge left its markers: a line of the header or a place in the body; code may show them."""
    for at in _marked(head):
        return count_lines(head[:at]), True
    parts = blocks(body)
    block = next(parts, None)
    for at in _marked(body):
        while block and block.end <= at:
            block = next(parts, None)
        if block and block.start <= at:
            return at, False
    return None


def _marked(text: str) -> Iterator[int]:
    """Where two versions begin that stand between the markers of a merge."""
    begin, middle = -1, False
    for mark in _MARK.finditer(text):
        if begin < 0:
            begin = mark.start() if mark["begin"] else -1
        elif mark["middle"]:
            middle = True
        elif middle and not mark["begin"]:
            yield begin
            begin, middle = -1, False
