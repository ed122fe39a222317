"""Hugo: what it makes of a file of its content.

Held against Hugo 0.168 and 0.111 in ``tests/generators/``; where they differ, 0.168 is followed. Sources:
Hugo docs, Front matter, Build options, Configuration, URL management; hugolib/page__meta.go,
resources/page/pagemeta/page_frontmatter.go, hugolib/site.go (shouldBuild).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Final

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_other_text, is_post, is_project_page
from blogwifi_tui.content.post_rules import DraftChange, Header, aware
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.errors import NoDraftMark
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.site.config_files import text_at, texts_at, value_at, zone_named
from blogwifi_tui.site.generator import Generator, Page, Site, from_host
from blogwifi_tui.site.generators import hugo_address, hugo_links, hugo_settings
from blogwifi_tui.site.generators.hugo_content import (
    Content,
    Place,
    Survey,
    cascades,
    date_keys,
    glob,
    handed_on,
    ignored_files,
    is_content,
    post_folders,
    style_of,
)
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import base_path, first_page

_TRUE: Final = frozenset(("1", "t", "T", "true", "True", "TRUE"))
_FALSE: Final = frozenset(("0", "f", "F", "false", "False", "FALSE"))
"""What Go's ``strconv.ParseBool`` takes; ``yes`` and ``no`` are texts since Hugo reads YAML 1.2."""
_NO: Final = frozenset(("no", "No", "NO", "off", "Off", "OFF", "n", "N"))
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}")
_FILE_DATE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:.(?P<time>\d\d[-:]\d\d[-:]\d\d))?(?P<rest>.*)", re.DOTALL
)
_STATIC: Final = ("images", "img", "image", "uploads", "media", "pictures", "photos")
_ASIDE: Final = ("drafts", "_drafts")
_SIGNS: Final = ("archetypes", "layouts", "themes", "static", "assets")
"""Folders of a Hugo site, beside its content."""


def find(tree: Tree, folder: str) -> Site | None:
    """The site whose settings lie in ``folder``; not a theme, whose settings give no site an address."""
    if folder.rpartition("/")[0].rpartition("/")[2] == "config":
        return None  # one environment's part of the settings of the site around it
    settings = hugo_settings.read(tree, folder)
    if settings is None or "base_url" in settings:
        return None
    languages = hugo_settings.languages_of(settings)
    mounts = hugo_settings.mounts_of(settings, languages, folder)
    if not _is_site(tree, folder, settings, [mount.folder for mount in mounts]):
        return None
    content = Content(
        languages,
        mounts,
        to_all=cascades(settings.get("cascade")),
        ignored=ignored_files(settings),
        dates=date_keys(settings),
        style=style_of(settings),
    )
    pictures = _pictures(tree, folder, settings)
    survey = Survey(tree, content)
    content = replace(
        content,
        sections=frozenset(survey.sections),
        bundles=frozenset(survey.bundles),
        handed_on=handed_on(content, survey),
    )
    own = languages.settings.get(languages.default, {})
    return Site(
        HUGO,
        folder,
        settings=settings,
        title=text_at(own, "title") or text_at(settings, "title"),
        address=first_page((text_at(settings, "baseurl") or text_at(own, "baseurl")).strip()),
        zone=zone_named(text_at(own, "timezone") or text_at(settings, "timezone")) or UTC,
        posts=post_folders(tree, survey, content, settings),
        drafts=_kept_aside(tree, folder),
        holds_future=settings.get("buildfuture") is not True,
        language=languages.default,
        pictures=pictures,
        shows_drafts="buildDrafts = true" if settings.get("builddrafts") is True else "",
        details={"content": content},
        keys=frozenset(key for keys in content.dates.values() for key in keys if not key.startswith(":")),
    )


def _is_site(tree: Tree, folder: str, settings: Mapping[str, object], content: list[str]) -> bool:
    if "baseurl" not in settings and tree.has_file(below(folder, "theme.toml")):
        return False
    if any(tree.has_folder(each) for each in content if each):
        return True
    return bool(settings.keys() & {"baseurl", "languagecode", "locale", "module"}) and bool(
        tree.folders(folder) & set(_SIGNS) or any(name.startswith("hugo.") for name in tree.files(folder))
    )


def _pictures(tree: Tree, folder: str, settings: Mapping[str, object]) -> str:
    """The folder of ``static`` that holds pictures, by the names such folders have."""
    static = next(iter(texts_at(settings, "staticdir")), "static").strip("/")
    base = below(folder, static)
    if ".." in static.split("/"):
        return ""
    return tree.first_folder(base, _STATIC) or below(base, _STATIC[0])


def _kept_aside(tree: Tree, folder: str) -> tuple[str, ...]:
    """A folder of drafts beside the content, which Hugo does not know: what lies there is on no site."""
    found = (below(folder, name) for name in _ASIDE)
    return tuple(path for path in found if any(map(is_content, tree.files(path))))[:1]


def _content(site: Site) -> Content:
    return site.detail("content", Content)


def language(site: Site, path: str) -> str:
    """That of the folder or the name; ``path`` may be that of no file yet."""
    place = _content(site).place(path)
    return place.language if place else site.language


def holds(site: Site, path: str) -> bool:
    """Whether it is a post or a section's page: not what lies in a bundle beside its ``index.md``."""
    folder, _, name = path.rpartition("/")
    content = _content(site)
    if not is_content(name) or not _is_named_as_post(name):
        return False
    if _is_aside(site, path):
        return True
    if not _is_in_posts(site, content, path) or content.ignores(path):
        return False
    return not _is_part_of_bundle(content, folder, name)


def _is_aside(site: Site, path: str) -> bool:
    return any(path.startswith(f"{each}/") for each in site.drafts)


def _is_in_posts(site: Site, content: Content, path: str) -> bool:
    """Whether it lies in a section of posts, which the root of the content is for what lies right in it."""
    around = [each for each in site.posts if path.startswith(f"{each}/") or not each]
    # who has named the folders may mean the whole content
    roots = {mount.folder for mount in content.mounts if not site.narrowed and not mount.target}
    return any(each not in roots or content.section_of(path) == each for each in around)


def _is_named_as_post(name: str) -> bool:
    """Not a project's own page, such as a README, which Hugo takes for one like any other."""
    if name.lower().startswith("_index."):
        return True
    return not is_project_page(name) and (is_post(name) or is_other_text(name))


def _is_part_of_bundle(content: Content, folder: str, name: str) -> bool:
    if not content.bundles:
        return False
    parts = folder.split("/")
    around = (("/".join(parts[:end])) for end in range(len(parts), 0, -1))
    inner = next((each for each in around if each in content.bundles), None)
    return inner is not None and (inner != folder or not name.lower().startswith("index."))


def is_section(_site: Site, path: str) -> bool:
    """Whether it is an ``_index`` file."""
    return path.rpartition("/")[2].lower().startswith("_index.")


def _values(site: Site, header: Header) -> Mapping[str, Text]:
    """The header's values, with those that sections and settings hand on where it gives none."""
    content = _content(site)
    place = content.place(header.path)
    handed = content.cascaded(place) if place else {}
    return {**handed, **header.texts} if handed else header.texts


def _zone(site: Site, path: str) -> tzinfo | None:
    """The zone of a post's own language, where that has one."""
    zones = _content(site).languages.zones
    place = _content(site).place(path) if zones else None
    return zones.get(place.language) if place else None


def _first_date(site: Site, path: str, values: Mapping[str, Text], name: str) -> datetime | None:
    """One of Hugo's dates: the first of its keys that holds one."""
    for key in _content(site).dates[name]:
        if key == ":filename":
            found = file_date(_content(site).place(path))[0]
        else:
            text = values.get(key)
            found = parse_date(text) if isinstance(text, str) else None
        if found:
            zone = _zone(site, path)
            return aware(found, zone) if zone else found
    return None


def file_date(place: Place | None) -> tuple[datetime | None, str]:
    """The date that the name of a file, or of a bundle's folder, begins with, and what follows it.

    What stands behind the last dot of the name is lost (paths.FileAndExt is asked twice).
    """
    name = place.name if place else ""
    found = _FILE_DATE.fullmatch(name.rpartition(".")[0] or name)
    if not found:
        return None, ""
    clock, rest = found["time"], found["rest"]
    if clock and (moment := parse_date(f"{found['day']}T{clock.replace('-', ':')}")):
        return moment, rest.strip(" -_")
    moment = parse_date(found["day"])
    return moment, found[0][10:].strip(" -_") if moment else ""


def written_date(site: Site, header: Header) -> datetime | None:
    """The date by the keys, in the order, that the settings name."""
    return _first_date(site, header.path, _values(site, header), "date")


def split_names(value: Text, _whole: bool) -> tuple[str, ...]:
    """The items of a list; a string is one name, commas and all (types.ToStringSlicePreserveString)."""
    if isinstance(value, tuple):
        return tuple(name for each in value if isinstance(each, str) and (name := one_line(each)))
    return (one_line(value),) if isinstance(value, str) and value.strip() else ()


def _is_true(text: Text, *, quoted: bool = False) -> bool:
    if not isinstance(text, str):
        return False
    number = not quoted and _NUMBER.fullmatch(text)
    return text in _TRUE or (bool(number) and int(text) != 0)


def _draft(values: Mapping[str, Text], header: Header) -> str:
    """What makes a post a draft, as it is written; empty when nothing does.

    ``published``, which Hugo's docs do not name, is asked where there is no ``draft``: 0.111 takes it as the
    opposite, and 0.168 ends the build at one that is no date.
    """
    if "draft" in values:
        text = values["draft"]
        true = _is_true(text, quoted="draft" in header.quoted and "draft" in header.texts)
        return f"draft: {text}" if true else ""
    text = values.get("published")
    return f"published: {text}" if isinstance(text, str) and text in _FALSE | _NO else ""


def _never(values: Mapping[str, Text], name: str, words: tuple[str, ...]) -> str:
    """``render`` or ``list`` of the build options, when it is one of ``words``."""
    for key in ("build", "_build"):
        table = values.get(key)
        if isinstance(table, Mapping):
            text = {each.lower(): value for each, value in table.items()}.get(name)
            return f"{key}: {name}: {text}" if text in words else ""
    return ""


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """Drafts, posts before their ``publishDate`` and after their ``expiryDate`` are left out of a build."""
    if _is_aside(site, header.path):
        return Visibility(draft=True, reason=f"{header.path.rpartition('/')[0]}/")
    values = _values(site, header)
    content = _content(site)
    draft = "" if site.shows_drafts else _draft(values, header)
    hidden = _never(values, "render", ("never", "false", "0", "link"))
    if not hidden and _is_true(values.get("headless"), quoted="headless" in header.quoted):
        hidden = f"headless: {values['headless']}"
    place = content.place(header.path)
    if place and place.language in content.languages.disabled:
        hidden = f"disableLanguages: {place.language}"
    unlisted = _never(values, "list", ("never", "false", "0", "local"))
    since = _publish_date(site, header.path, values, moment) if site.holds_future else None
    until = None
    if site.settings.get("buildexpired") is not True:
        until = _moment(site, _first_date(site, header.path, values, "expirydate"))
    return Visibility(
        draft=bool(draft),
        hidden=bool(hidden),
        unlisted=bool(unlisted),
        since=since,
        until=until,
        reason=draft or hidden or unlisted,
    )


def _publish_date(
    site: Site, path: str, values: Mapping[str, Text], moment: datetime | None
) -> datetime | None:
    """The moment a post is held back until; its date, whatever gave it, stands in for the key ``date``."""
    keys = _content(site).dates["publishdate"]
    found = _first_date(site, path, values, "publishdate")
    return _moment(site, found) or (moment if "date" in keys else None)


def _moment(site: Site, date: datetime | None) -> datetime | None:
    return aware(date, site.zone) if site.zone else date


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``draft``, always as a truth of the header's format: whatever else a blog has written may be a text.

    What is kept aside goes into the section of the posts. Raises NoDraftMark where drafts are built.
    """
    aside = _is_aside(site, header.path)
    if draft:
        if aside:
            return DraftChange()
        if site.shows_drafts:
            raise NoDraftMark(header.path, HUGO.label, site.shows_drafts)
        return DraftChange() if _draft(header.texts, header) else DraftChange(_written(header, draft=True))
    own = {key: text for key, text in header.texts.items() if key != "published"}
    handed = not _draft(header.texts, header) and bool(_draft(_values(site, header), header))
    without = ("published",) if _draft({"published": header.texts.get("published")}, header) else ()
    fields = _written(header, draft=False) if handed or _draft(own, header) else ()
    return DraftChange(fields, without, _out_of_aside(site, header.path) if aside else "")


def _written(header: Header, *, draft: bool) -> tuple[tuple[str, object], ...]:
    """The mark; what is spelled otherwise than ``true`` and ``false`` goes first, or that would be kept."""
    text = header.texts.get("draft")
    odd = isinstance(text, str) and text.lower() not in ("true", "false")
    return (("draft", None), ("draft", draft)) if odd else (("draft", draft),)


def _out_of_aside(site: Site, path: str) -> str:
    inner = next(path[len(each) + 1 :] for each in site.drafts if path.startswith(f"{each}/"))
    return f"{site.posts[0]}/{inner}"


def address(site: Site, page: Page) -> str | None:
    """The path of a page, from its ``url``, the permalinks of its section, or its folders and name."""
    content = _content(site)
    place = content.place(page.path)
    if place is None:
        return None
    slug = page.given.get("slug", "")
    if not slug and ":filename" in content.dates["date"]:
        day, rest = file_date(place)
        written = page.written or page.date
        slug = rest if day and written and written.replace(tzinfo=None) == day else ""
    named = hugo_address.Named(
        place.folders, place.name, page.title, slug, page.written or page.date, content.sections_of(place)
    )
    url = page.given.get("url", "")
    if url:
        path = hugo_address.from_url(url, named, content.style)
    elif (pattern := _pattern(site, place)) and place.name:
        path = hugo_address.from_pattern(pattern, named, content.style)
    else:
        path = None if pattern is None else hugo_address.from_folders(named, content.style)
    if path is None:
        return None
    languages = content.languages
    if languages.bases:
        return hugo_address.escaped(languages.bases.get(place.language, "") + path)
    prefixed = not url.startswith("/") and (languages.in_folder or place.language != languages.default)
    prefix = f"/{place.language}" if prefixed else ""
    return hugo_address.escaped(base_path(text_at(site.settings, "baseurl")) + prefix + path)


def _pattern(site: Site, place: Place) -> str | None:
    """The permalink of the settings for a page; empty when there is none, None when it is not understood."""
    own = value_at(site.settings, "languages", place.language, "permalinks")
    tables = site.settings.get("permalinks"), own
    path = "/".join(map(hugo_address.normal, (*place.folders, place.name)))
    if isinstance(tables[0], list):
        return _listed_pattern(tables[0], f"/{path}")
    patterns: dict[str, str] = {}
    for table in tables:
        if isinstance(table, Mapping):
            pages = table.get("page")
            both = (*table.items(), *(pages.items() if isinstance(pages, Mapping) else ()))
            patterns |= {str(key).strip(" /").lower(): text for key, text in both if isinstance(text, str)}
    fitting = [key for key in patterns if (path.startswith(f"{key}/") if key else not place.folders)]
    return patterns[max(fitting, key=len)] if fitting else ""


def _listed_pattern(tables: list[object], path: str) -> str | None:
    """The first pattern of a list whose target the page is, as Hugo takes them since 0.162."""
    for table in tables:
        target = table.get("target") if isinstance(table, Mapping) else None
        wanted = target if isinstance(target, Mapping) else {}
        if wanted.keys() - {"path", "kind"}:
            return None
        where = wanted.get("path")
        compared = glob(where.lower()) if isinstance(where, str) else None
        if isinstance(where, str) and compared is None:
            return None
        if wanted.get("kind", "page") == "page" and (compared is None or compared.fullmatch(path)):
            return text_at(table, "pattern") if isinstance(table, Mapping) else ""
    return ""


def link(site: Site, origin: str, target: str, _address: str | None) -> str | None:
    """``relref`` with the path in the content: Hugo makes the address, and says when the page is gone."""
    content = _content(site)
    here, there = content.place(origin), content.place(target)
    if there is None:
        return None
    path = "/" + "/".join((*there.folders, there.name) if there.name else there.folders)
    if any(sign in path for sign in '"`\\<>{}\n'):
        return None
    if here and here.language != there.language:
        return f'{{{{< relref path="{path}" lang="{there.language}" >}}}}'
    return f'{{{{< relref "{path}" >}}}}'


HUGO: Final = Generator(
    name="hugo",
    label="Hugo",
    find=find,
    holds=holds,
    is_section=is_section,
    keys=frozenset((
        "draft", "published", "date", "publishdate", "pubdate", "lastmod", "modified", "expirydate",
        "unpublishdate", "build", "_build", "headless",
    )),
    date=written_date,
    names=split_names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    language=language,
    link=link,
    refuses_repeated=True,
    resolves_links=hugo_links.resolved_by_hook("link"),
    resolves_pictures=hugo_links.resolved_by_hook("image"),
    looked_up=hugo_links.looked_up,
    shows_by_address=hugo_links.shows_by_address,
    alias_key=hugo_links.alias_key,
    picture_address=from_host,
)  # fmt: skip
