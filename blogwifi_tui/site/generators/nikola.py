"""Nikola: posts in the folders that ``POSTS`` of ``conf.py`` names.

Sources: Nikola's handbook («Creating a blog post», «Multilingual posts») and the comments of its conf.py;
nikola/post.py, metadata_extractors.py, utils.py (slugify) and plugins/misc/scan_posts.py of 8.3.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text, as_written
from blogwifi_tui.content.front_matter.known_fields import tags as tags_of
from blogwifi_tui.content.post_files import is_other_text, is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.site.config_files import Settings, text_at, zone_named
from blogwifi_tui.site.generator import Generator, Page, Site
from blogwifi_tui.site.generators.ascii_letters import in_ascii
from blogwifi_tui.site.generators.expressions import named_parts
from blogwifi_tui.site.literals import UNKNOWN, python_settings
from blogwifi_tui.site.paths import below, from_folder
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_OWN: Final = frozenset(("POSTS", "PAGES", "BLOG_TITLE", "SITE_URL", "COMPILERS", "TRANSLATIONS"))
"""Names in its conf.py; Sphinx' file of that name has none of them."""
_PARTS: Final = frozenset(("listings", "files", "galleries"))
"""Folders of a site whose files are shown or copied as they are, be they those of a site."""
_USUAL_POSTS: Final = (("posts/*.txt", "posts", "post.tmpl"),)
_USUAL_PAGES: Final = (("pages/*.txt", "pages", "page.tmpl"),)
_MOST: Final = 400
"""Files beside posts that are read for what they say of them."""
_DEEPEST: Final = 3
_FIELD = re.compile(r"^[ \t]*+\.\. ([\w-]+): (.*)$", re.MULTILINE)
_NO_WORD = re.compile(r"[^+\w\s-]")


class Kind(NamedTuple):
    """One row of ``POSTS`` or ``PAGES``."""

    folder: str
    pattern: str
    """Of the names of files."""
    target: object
    """The folder on the site: a text, or one for each language."""
    page: bool


class Kept(NamedTuple):
    """What is kept of one site."""

    kinds: tuple[Kind, ...]
    unknown: frozenset[str]
    """Names in its settings whose values are no literals."""
    beside: Mapping[str, Mapping[str, str]]
    """What the files ``post.meta`` say, by the path of their post without its ending."""


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose ``conf.py`` lies in ``folder``."""
    parent, _, name = folder.rpartition("/")
    if name in _PARTS and tree.has_file(below(parent, "conf.py")):
        return None
    text = tree.text(below(folder, "conf.py"))
    if text is None or not any(name in text for name in ("POSTS", "BLOG_TITLE")):
        return None
    written = python_settings(text)
    if len(_OWN & written.keys()) < 2:
        return None
    settings = {name: value for name, value in written.items() if value is not UNKNOWN}
    unknown = frozenset(name for name, value in written.items() if value is UNKNOWN)
    kinds = (
        *_kinds(settings.get("POSTS", _USUAL_POSTS), folder, page=False),
        *_kinds(settings.get("PAGES", _USUAL_PAGES), folder, page=True),
    )
    posts = [kind for kind in kinds if not kind.page]
    ours = [kind for kind in posts if is_post(f"posts/{kind.pattern.replace('*', 'a')}")] or posts
    title, language = settings.get("BLOG_TITLE"), text_at(settings, "DEFAULT_LANG") or "en"
    return Site(
        NIKOLA,
        folder,
        settings=settings,
        title=_in_language(title, language),
        language=language,
        address=first_page(_address_of(settings)),
        zone=None if "TIMEZONE" in unknown else zone_named(text_at(settings, "TIMEZONE") or "UTC"),
        posts=tuple(dict.fromkeys(kind.folder for kind in ours)) or (below(folder, "posts"),),
        holds_future=settings.get("FUTURE_IS_NOW") is not True,
        pictures=below(folder, "images"),
        details={"nikola": Kept(kinds, unknown, dict(_beside(tree, posts)))},
    )


def _address_of(settings: Settings) -> str:
    return text_at(settings, "BASE_URL") or text_at(settings, "SITE_URL")


def _kinds(rows: object, folder: str, *, page: bool) -> Iterator[Kind]:
    for row in rows if isinstance(rows, list | tuple) else ():
        match row:
            case [str() as pattern, target, *_]:
                inner, _, names = pattern.rpartition("/")
                place = from_folder(folder, inner)
                if names and place is not None:
                    yield Kind(place, names[:100], target, page)


def _in_language(value: object, language: str) -> str:
    value = value.get(language) if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _beside(tree: Tree, kinds: list[Kind]) -> Iterator[tuple[str, dict[str, str]]]:
    """What the files ``post.meta`` say, by the path of their post without its ending."""
    waiting = [(folder, 0) for folder in dict.fromkeys(kind.folder for kind in kinds)]
    left = _MOST
    while waiting:
        folder, depth = waiting.pop()
        for name in sorted(tree.files(folder)):
            if name.endswith(".meta") and left:
                left -= 1
                path = below(folder, name)
                yield path.removesuffix(".meta"), dict(_FIELD.findall(tree.text(path) or ""))
        if depth < _DEEPEST:
            waiting.extend((below(folder, name), depth + 1) for name in tree.folders(folder))


def _kept(site: Site) -> Kept:
    return site.detail("nikola", Kept)


def _said_beside(site: Site, path: str) -> Mapping[str, str] | None:
    return _kept(site).beside.get(path.rpartition(".")[0])


def described_beside(site: Site, path: str) -> bool:
    """Whether ``post.meta`` describes it: Nikola then looks for no header (nikola/post.py, get_meta)."""
    return _said_beside(site, path) is not None


def _kind(site: Site, path: str) -> Kind | None:
    """The row that takes a file in: by its folder, whatever is below, and its name."""
    name = path.rpartition("/")[2]
    for kind in _kept(site).kinds:
        inside = not kind.folder or path.startswith(f"{kind.folder}/")
        if inside and fnmatch.fnmatchcase(name, kind.pattern):
            return kind
    return None


def holds(site: Site, path: str) -> bool:
    """Whether a row of ``POSTS`` or ``PAGES`` takes it in."""
    # `.txt` is reStructuredText to Nikola; one that is described beside has no header that could be changed.
    text = path.endswith(".txt") and _said_beside(site, path) is None
    if not (text or is_post(path) or is_other_text(path)):
        return False
    if "POSTS" in _kept(site).unknown:
        return any(path.startswith(f"{folder}/") for folder in site.posts)
    return _kind(site, path) is not None


def is_page(site: Site, path: str) -> bool:
    """Whether it becomes a page that stands in no list of posts."""
    kind = _kind(site, path)
    return kind is not None and kind.page


def written_date(site: Site, header: Header) -> datetime | None:
    """The date of the header, of the file beside, or of the name where the settings say so."""
    beside = _said_beside(site, header.path)
    text: Text = header.texts.get("date") if beside is None else beside.get("date")
    text = text or _by_name(site, header.path).get("date")
    return parse_date(text) if isinstance(text, str) else None


def _by_name(site: Site, path: str) -> dict[str, str]:
    pattern = text_at(site.settings, "FILE_METADATA_REGEXP")
    inner = path.removeprefix(site.folder).lstrip("/")
    return (named_parts(pattern, inner) or {}) if pattern else {}


def names(value: Text, whole: bool) -> tuple[str, ...]:
    """Parted at commas alone (post.py, _set_tags)."""
    if not isinstance(value, str):
        return as_written(value, whole=whole)
    items = [value] if whole else value.split(",")
    return tuple(dict.fromkeys(filter(None, map(str.strip, items))))


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By ``status``, in small letters alone, and by tags where the settings let them be marks (post.py)."""
    since = moment if site.holds_future else None
    status = _status(site, header)
    marks = _marks(site, header)
    if status == "draft" or "draft" in map(str.lower, marks):
        return Visibility(
            draft=True, since=since, reason="status: draft" if status == "draft" else "tags: draft"
        )
    if status == "private" or "private" in marks:
        return Visibility(
            unlisted=True, since=since, reason="status: private" if status == "private" else "tags: private"
        )
    if moment is None and not is_page(site, header.path):
        return Visibility(hidden=True, reason="date:")
    return Visibility(since=since)


def _status(site: Site, header: Header) -> str:
    beside = _said_beside(site, header.path)
    status = header.texts.get("status") if beside is None else beside.get("status")
    return status.strip() if isinstance(status, str) else ""


def _marks(site: Site, header: Header) -> tuple[str, ...]:
    """The tags, where they may be marks."""
    if site.settings.get("USE_TAG_METADATA") is False:
        return ()
    beside = _said_beside(site, header.path)
    return tags_of(header.texts, names) if beside is None else names(beside.get("tags"), False)


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """``status: draft``, whatever the fences are, and no tag that makes a draft.

    Raises:
        NoDraftMark: what is said of the post stands in a file beside it, which goes before its header.
    """
    if visibility(site, header, None).draft == draft:
        return DraftChange()
    if _said_beside(site, header.path) is not None:
        raise NoDraftMark(header.path, NIKOLA.label)
    if draft:
        return DraftChange((("status", "draft"),))
    fields: list[tuple[str, object]] = []
    marks = _marks(site, header)
    kept = [tag for tag in marks if tag.lower() != "draft"]
    if len(kept) < len(marks):
        fields.append(("tags", kept))
    if _status(site, header) == "draft":
        fields.append(("status", "published"))
    return DraftChange(tuple(fields))


def address(site: Site, page: Page) -> str | None:
    """By the row that takes it in, its language, and its slug (post.py, permalink)."""
    kind = _kind(site, page.path)
    if kind is None or _kept(site).unknown & {"POSTS", "SITE_URL", "BASE_URL", "TRANSLATIONS", "PRETTY_URLS"}:
        return None
    language, stem = _language(site, page.path)
    beside = _said_beside(site, page.path) or {}
    slug = page.given.get("slug") or beside.get("slug") or _by_name(site, page.path).get("slug")
    slug = slug or slugify(stem, ascii_only=site.settings.get("USE_SLUGIFY") is not False)
    if slug is None:
        return None
    pretty = site.settings.get("PRETTY_URLS") is not False and slug != "index"
    index = text_at(site.settings, "INDEX_FILE") or "index.html"
    inner = posixpath.dirname(page.path).removeprefix(kind.folder)
    place = posixpath.join(
        "/", _translation(site, language), _in_language(kind.target, language), inner.lstrip("/"), slug
    )
    place = posixpath.normpath(place) + ("/index.html" if pretty else ".html")
    if site.settings.get("STRIP_INDEXES") is not False and place.endswith(f"/{index}"):
        place = place.removesuffix(index)
    return quote(f"{base_path(_address_of(site.settings))}{place}", safe="/%~!$&'(*+,;=:@)")


def _language(site: Site, path: str) -> tuple[str, str]:
    """The language of a file by ``TRANSLATIONS_PATTERN``, and its name without it and its ending."""
    own = text_at(site.settings, "DEFAULT_LANG") or "en"
    stem, _, _ = path.rpartition("/")[2].rpartition(".")
    first, _, last = stem.rpartition(".")
    others = site.settings.get("TRANSLATIONS")
    return (last, first) if first and isinstance(others, dict) and last in others else (own, stem)


def _translation(site: Site, language: str) -> str:
    others = site.settings.get("TRANSLATIONS")
    folder = others.get(language) if isinstance(others, dict) else ""
    return folder.strip("./") if isinstance(folder, str) else ""


def slugify(text: str, *, ascii_only: bool) -> str | None:
    """A slug made of a file's name; None where its letters are not known in ASCII (utils.py, slugify)."""
    if not ascii_only:
        return re.sub(r"[/\\?#\"'\r\n\t*:<>|]", "-", text)
    known = in_ascii(text)
    return None if known is None else re.sub(r"[-\s]+", "-", _NO_WORD.sub("", known).strip().lower())


def link(site: Site, _origin: str, target: str, _address: str | None) -> str | None:
    """``link://filename/posts/post.md``, from the folder of the settings, whatever the language."""
    language, stem = _language(site, target)
    name, inner = target.rpartition("/")[2], posixpath.dirname(target).removeprefix(site.folder).lstrip("/")
    written = f"{stem}.{name.rpartition('.')[2]}" if name.startswith(f"{stem}.{language}.") else name
    return "link://filename/" + quote(posixpath.join(inner, written))


NIKOLA: Final = Generator(
    name="nikola",
    label="Nikola",
    find=find,
    described_beside=described_beside,
    holds=holds,
    is_section=is_page,
    keys=frozenset(("status",)),
    date=written_date,
    names=names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    form="nikola",
    refuses_repeated=True,
    # It ends its build where two posts have one address, whatever their status (scan_posts.py).
    builds_drafts=True,
)
