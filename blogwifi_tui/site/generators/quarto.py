"""Quarto: what its websites make of a file.

Sources: Quarto docs, Creating a Blog, Website Options (draft-mode, drafts), Document Listings;
src/project/project-context.ts, src/project/types/website/, src/resources/filters/normalize/draft.lua,
src/core/date.ts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.post_files import is_post, is_project_page
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.config_files import read_settings, text_at, texts_at
from blogwifi_tui.site.generator import Generator, Page, Site, link_to_file
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_NAMES: Final = ("_quarto.yml", "_quarto.yaml")
_ENDING = re.compile(r"\.(?:qmd|md|rmd|rmarkdown)$", re.IGNORECASE)
_AMERICAN = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_SHOWING: Final = ("visible", "preview")
"""Values of ``draft-mode`` for which drafts are pages like others."""
_SPECIAL: Final = frozenset(("last-modified", "today", "now"))
_TRUE: Final = ("true", "True", "TRUE")
_FOLDERS: Final = ("posts", "blog", "articles", "post", "news", "notes")
_MOST_FOLDERS: Final = 100


@dataclass(frozen=True)
class Kept:
    """What is kept of one site."""

    mode: str
    """``draft-mode``: what becomes of drafts."""
    drafts: frozenset[str]
    """Files of the blog that the settings name as drafts."""
    held: frozenset[str]
    """Folders of the blog whose ``_metadata.yml`` makes drafts."""
    left_out: tuple[str, ...]
    """Files and folders that ``project.render`` leaves out."""


def find(tree: Tree, folder: str) -> Site | None:
    """The website whose ``_quarto.yml`` lies in ``folder``."""
    path = tree.first_file(folder, _NAMES)
    settings = read_settings(tree, path) if path else None
    if settings is None or text_at(settings, "project", "type") != "website":
        return None
    here = tree.folders(folder)
    names = [each for each in _FOLDERS if each in here]
    posts = tuple(below(folder, each) for each in names or _FOLDERS[:1])
    drafts = (*texts_at(settings, "website", "drafts"), *texts_at(settings, "drafts"))
    render = texts_at(settings, "project", "render")
    shut = [text[1:].strip("/").removesuffix("/**") for text in render if text.startswith("!")]
    kept = Kept(
        text_at(settings, "website", "draft-mode") or text_at(settings, "draft-mode") or "gone",
        frozenset(below(folder, each) for each in drafts),
        frozenset(each for post in posts for each in _held(tree, post)),
        tuple(below(folder, each) for each in shut if "*" not in each),
    )
    return Site(
        QUARTO,
        folder,
        settings=settings,
        title=text_at(settings, "website", "title"),
        address=first_page(text_at(settings, "website", "site-url")),
        posts=posts,
        holds_future=False,
        shows_drafts=f"draft-mode: {kept.mode}" if kept.mode in _SHOWING else "",
        details={"quarto": kept},
    )


def _held(tree: Tree, folder: str) -> list[str]:
    """The folders, from ``folder`` down, whose metadata make drafts of all that lies in them."""
    held, waiting = [], [folder]
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            break
        each = waiting.pop()
        inner = f"{each}/_metadata.yml"
        if tree.has_file(inner) and (read_settings(tree, inner) or {}).get("draft") is True:
            held.append(each)
        waiting += (f"{each}/{name}" for name in sorted(tree.folders(each)) if name[0] not in "._")
    return held


def _kept(site: Site) -> Kept:
    return site.detail("quarto", Kept)


def holds(site: Site, path: str) -> bool:
    """Whether Quarto renders it: no name that begins with ``_`` or a dot, no page about the project."""
    name = path.rpartition("/")[2]
    if not _ENDING.search(name) or is_project_page(name) or re.search(r"(?:^|/)[._]", path):
        return False
    markdown = is_post(f"posts/{name}") or not name.lower().endswith(".md")
    return markdown and any(path.startswith(f"{each}/") for each in site.posts)


def is_section(site: Site, path: str) -> bool:
    """Whether it is the page of a whole folder of posts."""
    folder, _, name = path.rpartition("/")
    return folder in site.posts and name.partition(".")[0] == "index"


def written_date(_site: Site, header: Header) -> datetime | None:
    """``date``: with slashes or hyphens the month stands first; words for the day of the build are none."""
    text = header.texts.get("date")
    if not isinstance(text, str) or text in _SPECIAL:
        return None
    found = _AMERICAN.fullmatch(text.strip())
    if not found:
        return parse_date(text)
    year = found[4] if len(found[4]) == len("2000") else f"20{found[4]}"
    return parse_date(f"{year}-{found[1]:0>2}-{found[3]:0>2}")


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """A draft is an empty page in no list, or a whole one in no list, or like others, by ``draft-mode``."""
    kept = _kept(site)
    if any(header.path == each or header.path.startswith(f"{each}/") for each in kept.left_out):
        return Visibility(hidden=True, reason="project: render")
    reason = _draft(kept, header)
    if not reason or site.shows_drafts:
        return Visibility()
    return Visibility(draft=kept.mode == "gone", unlisted=kept.mode != "gone", reason=reason)


def _draft(kept: Kept, header: Header) -> str:
    """What makes it a draft; empty when nothing does."""
    own = header.texts.get("draft")
    if own in _TRUE and "draft" not in header.quoted:
        return f"draft: {own}"
    if header.path in kept.drafts:
        return "drafts"
    held = [each for each in kept.held if header.path.startswith(f"{each}/")] if own is None else []
    return f"{min(held)}/_metadata.yml" if held else ""


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``draft``, where drafts are left out. Raises NoDraftMark where the settings show them."""
    kept = _kept(site)
    if draft and kept.mode != "gone":
        raise NoDraftMark(header.path, QUARTO.label, site.shows_drafts)
    if not draft and header.path in kept.drafts:
        raise NoDraftMark(header.path, QUARTO.label)
    return DraftChange((("draft", draft),)) if bool(_draft(kept, header)) != draft else DraftChange()


def address(site: Site, page: Page) -> str | None:
    """The path of the file, ``.html`` for its ending; that of the folder for ``index``."""
    base = base_path(text_at(site.settings, "website", "site-url"))
    own = text_at(site.settings, "website", "site-path").strip("/")
    inner = page.path[len(site.folder) :].strip("/") if site.folder else page.path
    path = f"{f'/{own}' if own else base}/{_ENDING.sub('.html', inner)}"
    return quote(path.removesuffix("index.html") if path.endswith("/index.html") else path)


QUARTO: Final = Generator(
    name="quarto",
    label="Quarto",
    find=find,
    holds=holds,
    is_section=is_section,
    keys=frozenset(("draft", "date")),
    date=written_date,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_file,
    refuses_repeated=True,
    pattern="{slug}/index",
    date_words=_SPECIAL,
    # Documentation, Document Listings, Categories.
    lists_by_categories=True,
    # Documentation, Website Options, Redirects.
    alias_key=lambda _site: "aliases",
)
