"""Pelican: posts under ``PATH`` of ``pelicanconf.py``, with a header of ``Key: value`` lines.

Sources: Pelican's documentation, «Writing content» and «Settings»; pelican/readers.py, contents.py,
generators.py and settings.py of 4.12.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text, as_written
from blogwifi_tui.content.post_files import is_other_text, is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import SHOWN, Visibility
from blogwifi_tui.site.config_files import text_at, texts_at, zone_named
from blogwifi_tui.site.generator import Generator, NamedFile, Site, never
from blogwifi_tui.site.generators.pelican_address import Kept, address, is_page, kept_of, metadata
from blogwifi_tui.site.literals import MORE, UNKNOWN, python_settings
from blogwifi_tui.site.paths import below, from_folder, inside
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import first_page

_SETTINGS: Final = "pelicanconf.py"
_PUBLISHED_BY: Final = "publishconf.py"
"""Read over the other: what is pushed is built by it."""
_ENDINGS: Final = frozenset(("md", "markdown", "mkd", "mdown", "rst", "htm", "html"))
"""In small letters; it reads no others (``file_extensions`` of its readers)."""
_INTERNAL: Final = re.compile(r"(?P<begins>[{|])(?:filename|static|attach)(?P<ends>[|}])(?P<path>[^?#{}|]++)")
_OPENING: Final = str.maketrans("}", "{")
_LONGEST_PATTERN: Final = 100
_NEEDS: Final = ("requirements.txt", "pyproject.toml", "Pipfile")
"""Where the plugins of a site are named that its settings need not name."""
_LOOKED_AT: Final = 20
"""Posts that are looked at for their headers."""
_LIST = re.compile(r"\ufeff?---[ \t]*+\r?\n(?>(?:(?!---|\.\.\.|[ \t]*-[ \t])[^\n]++\n)*)[ \t]*-[ \t]")
"""A header that holds a list on lines of its own."""


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose settings lie in ``folder``."""
    base = tree.text(below(folder, _SETTINGS))
    published = tree.text(below(folder, _PUBLISHED_BY))
    if base is None:
        return None
    written = python_settings(base) | python_settings(published or "")
    settings = {name: value for name, value in written.items() if value is not UNKNOWN}
    unknown = frozenset(name for name, value in written.items() if value is UNKNOWN and name != MORE)
    content = _content(tree, folder, settings)
    if content is None:
        return None
    inner = texts_at(settings, "ARTICLE_PATHS") or (text_at(settings, "ARTICLE_DIR"),)
    found = (path for each in inner if (path := inside(content, each)) is not None)
    posts = tuple(dict.fromkeys(found))
    static = (texts_at(settings, "STATIC_PATHS") or ("images",))[0]
    return Site(
        PELICAN,
        folder,
        settings=settings,
        title=text_at(settings, "SITENAME"),
        address=first_page(text_at(settings, "SITEURL")),
        zone=_zone(settings, unknown),
        posts=posts,
        plain_headers=not _reads_yaml(tree, folder, settings, posts),
        holds_future=settings.get("WITH_FUTURE_DATES") is False,
        pictures=below(content, static),
        details={"pelican": Kept.of(settings, unknown, content)},
    )


def _content(tree: Tree, folder: str, settings: Mapping[str, object]) -> str | None:
    """The folder of what is written; None where it lies outside of the blog."""
    path = text_at(settings, "PATH")
    if not path:
        # Not set, or computed: given on the command line then, which nearly always names this folder.
        inner = below(folder, "content")
        return inner if tree.has_folder(inner) else folder
    return from_folder(folder, path)


def _reads_yaml(tree: Tree, folder: str, settings: Mapping[str, object], posts: tuple[str, ...]) -> bool:
    """Whether a plugin reads headers as YAML: it is named, or posts have lists that it alone understands."""
    named = any("yaml" in each for each in texts_at(settings, "PLUGINS"))
    needs = (tree.text(below(folder, name)) or "" for name in _NEEDS)
    some = (f"{each}/{name}" for each in posts for name in sorted(tree.files(each))[-_LOOKED_AT:])
    begun = (tree.beginning(path) for path in some if path.rpartition(".")[2] in _ENDINGS)
    return named or any("yaml-metadata" in each for each in needs) or any(map(_LIST.match, begun))


def _zone(settings: Mapping[str, object], unknown: frozenset[str]) -> tzinfo | None:
    """UTC where no zone is set (settings.py, configure_settings)."""
    if "TIMEZONE" in unknown:
        return None
    return zone_named(text_at(settings, "TIMEZONE")) or UTC


def holds(site: Site, path: str) -> bool:
    """Whether it is a file that becomes an article or a page, by name and folder."""
    return _ends_well(site, path) and (_is_article(site, path) or is_page(site, path))


def _ends_well(site: Site, path: str) -> bool:
    name = path.rpartition("/")[2]
    if name.rpartition(".")[2] not in _ENDINGS or not (is_post(path) or is_other_text(path)):
        return False
    return not any(_ignored(site, part) for part in kept_of(site).relative(path).split("/"))


def _ignored(site: Site, part: str) -> bool:
    """Whether ``IGNORE_FILES`` names a file or a folder (generators.py, get_files)."""
    patterns = texts_at(site.settings, "IGNORE_FILES")
    return any(fnmatch.fnmatch(part, each) for each in patterns if len(each) <= _LONGEST_PATTERN)


def _is_article(site: Site, path: str) -> bool:
    if not any(not folder or path.startswith(f"{folder}/") for folder in site.posts):
        return False
    return not any(path.startswith(f"{folder}/") for folder in kept_of(site).left_out)


def written_date(site: Site, header: Header) -> datetime | None:
    """The date of the header, else of the file's name or folder by the settings, else ``DEFAULT_DATE``."""
    text = header.texts.get("date") or metadata(site, header.path).get("date")
    default = site.settings.get("DEFAULT_DATE")
    if isinstance(text, str):
        date = parse_date(text.replace("_", " "))
    elif isinstance(default, tuple):
        date = _moment(default)
    else:
        date = parse_date(default) if isinstance(default, str) else None
    own = header.texts.get("timezone")
    if date and date.tzinfo is None and isinstance(own, str):
        return date.replace(tzinfo=zone_named(own.strip()))
    return date


def _moment(parts: tuple[object, ...]) -> datetime | None:
    numbers = [each for each in parts if isinstance(each, int)]
    if len(numbers) != len(parts) or not 3 <= len(numbers) <= 6:
        return None
    hour, minute, second = (*numbers[3:], 0, 0, 0)[:3]
    try:
        return datetime(numbers[0], numbers[1], numbers[2], hour, minute, second)
    except ValueError:
        return None


def names(value: Text, whole: bool) -> tuple[str, ...]:
    """Parted at semicolons where there is one, else at commas (readers.py, ensure_metadata_list)."""
    if not isinstance(value, str):
        return as_written(value, whole=whole)
    items = [value] if whole else value.split(";" if ";" in value else ",")
    return tuple(dict.fromkeys(filter(None, map(str.strip, items))))


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By ``Status``; what lacks a title or a date is built by none (contents.py, Article and Content)."""
    told = metadata(site, header.path)
    written = _line(header.texts.get("status"))
    status = (written or told.get("status") or "published").lower()
    since = moment if site.holds_future else None
    reason = f"status: {status}"
    if status == "draft":
        return Visibility(draft=True, since=since, reason=reason)
    if status == "hidden":
        return Visibility(unlisted=True, since=since, reason=reason)
    if status != "published":
        return Visibility(hidden=True, reason=reason)
    if not (_line(header.texts.get("title")) or told.get("title")):
        return Visibility(hidden=True, reason="title:")
    if moment is None and not is_page(site, header.path) and not site.settings.get("DEFAULT_DATE"):
        return Visibility(hidden=True, reason="date:")
    return Visibility(since=since) if since else SHOWN


def _line(value: Text) -> str:
    return value.strip() if isinstance(value, str) else ""


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange | None:
    """``Status: draft``, whatever the fences are; without one a post is what the settings say."""
    status = _line(header.texts.get("status")).lower()
    usual = metadata(site, header.path).get("status", "published").lower()
    if (status or usual) == ("draft" if draft else "published"):
        return DraftChange()
    key = "Status" if "title" in header.capitals and "status" not in header.texts else "status"
    return DraftChange(((key, "draft" if draft else "published"),))


def link(site: Site, _origin: str, target: str, _address: str | None) -> str | None:
    """``{filename}/folder/post.md``, from the folder of what is written («Linking to internal content»)."""
    return "{filename}/" + quote(kept_of(site).relative(target))


def picture_address(site: Site, folder: str, _post: str) -> str:
    """``{static}`` and the path in the content (documentation, Linking to static files)."""
    around = next((each for each in site.posts if folder.startswith(f"{each}/")), posixpath.dirname(folder))
    return "{static}/" + quote(posixpath.relpath(folder, around)) + "/"


def file_named(site: Site, origin: str, address: str) -> NamedFile | None:
    """What follows ``{filename}``, ``{static}`` or ``{attach}``, from the post or from the content's root.

    Where there is no such file, Pelican leaves the address as it is written (contents.py, _link_replacer).
    """
    found = _INTERNAL.match(address)
    if found is None or found["begins"] != found["ends"].translate(_OPENING):
        return None
    path = found["path"]
    around = kept_of(site).content if path.startswith("/") else posixpath.dirname(origin)
    return NamedFile(below(around, path.lstrip("/")), needs_it=False)


PELICAN: Final = Generator(
    name="pelican",
    label="Pelican",
    find=find,
    holds=holds,
    is_section=is_page,
    keys=frozenset(("status", "timezone")),
    date=written_date,
    names=names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    form="multimarkdown",
    # Documentation, Linking to internal content: `{filename}` alone.
    resolves_links=never,
    file_named=file_named,
    picture_address=picture_address,
)
