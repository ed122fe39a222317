"""Bridgetown: by its documentation (Collections, Permalinks) and source; no build was compared."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import Final, NamedTuple
from urllib.parse import quote

from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.config_files import Settings, read_settings, text_at, value_at, zone_named
from blogwifi_tui.site.generator import Generator, Page, Site, link_to_address
from blogwifi_tui.site.generators.jekyll import FALSE, split_names
from blogwifi_tui.site.generators.jekyll_dates import date_in_name, has_date, read_date
from blogwifi_tui.site.generators.jekyll_permalinks import DAY, KEPT, OF_DATES, slugified
from blogwifi_tui.site.generators.published_mark import published_change
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree

_SETTINGS: Final = ("bridgetown.config.yml", "bridgetown.config.yaml", "bridgetown.config.toml")
_INITIALIZERS: Final = "config/initializers.rb"
_SET: Final = re.compile(
    r"^[ \t]*+(?:config\.)?(url|permalink|timezone|source|base_path|slugify_mode)"
    r"[ \t]*+=?[ \t]*+[\"']([^\"'\n#]*+)[\"']",
    re.MULTILINE,
)
"""A setting of Ruby whose value is a literal text."""
_TRUE: Final = re.compile(r"^[ \t]*+(?:config\.)?(future|unpublished)[ \t]*+=?[ \t]*+true\b", re.MULTILINE)
_GEM: Final = re.compile(r"^[ \t]*+gem[ (]++[\"']bridgetown[\"']", re.MULTILINE)
_STYLES: Final = {
    "pretty": "/:categories/:year/:month/:day/:slug/",
    "pretty_ext": "/:categories/:year/:month/:day/:slug.*",
    "date": "/:categories/:year/:month/:day/:slug.*",
    "simple": "/:categories/:slug/",
    "simple_ext": "/:categories/:slug.*",
}
_OF_DATES: Final = {
    name: OF_DATES[name] for name in ("year", "month", "day", "i_day", "i_month", "short_year")
}
_UNQUOTED: Final = "/-._~!$&'()+*,;=:@%"


class _Rules(NamedTuple):
    permalink: str
    base: str
    """The base path, without a slash after it."""
    kept: str
    """Signs that stay in a slug (Utils.slugify)."""
    shows_unpublished: bool
    zone: tzinfo


def find(tree: Tree, folder: str) -> Site | None:
    """The Bridgetown site in ``folder``: by its settings, or by its gem."""
    path, gems = tree.first_file(folder, _SETTINGS), tree.first_file(folder, ("Gemfile",))
    if not path and not (gems and _GEM.search(tree.text(gems) or "")):
        return None
    settings = written_in_ruby(tree.text(below(folder, _INITIALIZERS)) or "")
    settings.update(read_settings(tree, path) or {} if path else {})
    return _site(tree, folder, settings)


def _site(tree: Tree, folder: str, settings: Settings) -> Site:
    source = below(folder, (text_at(settings, "source") or "src").strip("./"))
    told = read_settings(tree, below(source, "_data/site_metadata.yml")) or {}
    base = f"/{text_at(settings, 'base_path').strip('/')}".rstrip("/")
    url = text_at(settings, "url").rstrip("/")
    style = text_at(settings, "collections", "posts", "permalink") or text_at(settings, "permalink")
    futures = (value_at(settings, "future"), value_at(settings, "collections", "posts", "future"))
    rules = _Rules(
        _STYLES.get(style or "pretty", style),
        base,
        KEPT if text_at(settings, "slugify_mode") in ("", "pretty") else "",
        value_at(settings, "unpublished") is True,
        zone_named(text_at(settings, "timezone")) or UTC,
    )
    return Site(
        BRIDGETOWN,
        folder,
        settings,
        title=text_at(told, "title") or text_at(settings, "title"),
        address=f"{url}{base}/" if url else "",
        # as for Jekyll, a full date without an offset is UTC to the reader of YAML
        zone=UTC,
        posts=(below(source, "_posts"),),
        holds_future=True not in futures,
        required={} if any(map(has_date, tree.files(below(source, "_posts")))) else {"layout": "post"},
        pictures=below(source, "images"),
        details={"rules": rules},
    )


def written_in_ruby(text: str) -> dict[str, object]:
    """The settings that stand as literals in the lines of ``config/initializers.rb``; nothing is run."""
    texts: dict[str, object] = {found[1]: found[2] for found in _SET.finditer(text)}
    return texts | {found[1]: True for found in _TRUE.finditer(text)}


def _rules(site: Site) -> _Rules:
    return site.detail("rules", _Rules)


def written_date(site: Site, header: Header) -> datetime | None:
    """From the header, else from the file's name (bridgetown-core, resource/base.rb)."""
    zone = _rules(site).zone
    text = None if "date" in header.capitals else header.texts.get("date")
    if text is None:
        return date_in_name(header.path.rpartition("/")[2], zone)
    return read_date(text, "date" in header.quoted, zone)


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By ``published`` and the date (bridgetown-core, concerns/publishable.rb)."""
    since = moment if site.holds_future else None
    kept = "" if _rules(site).shows_unpublished else _kept_back(header)
    return Visibility(draft=bool(kept), since=since, reason=kept)


def _kept_back(header: Header) -> str:
    text = None if "published" in header.capitals | header.quoted else header.texts.get("published")
    return f"published: {text}" if isinstance(text, str) and text.lower() in FALSE else ""


def draft_change(_site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``published: false`` in the header."""
    return published_change(header, draft, bool(_kept_back(header)))


def address(site: Site, page: Page) -> str | None:
    """By ``permalink`` of the header or of the settings (resource/permalink_processor.rb)."""
    rules = _rules(site)
    template = page.given.get("permalink") or rules.permalink
    *folders, last = template.split("/")
    last, dot, ending = last.partition(".")
    parts = [_segment(rules, page, each) for each in (*folders, last)]
    if None in parts:
        return None
    path = "/".join(each for each in parts if each).removesuffix("/index")
    if template.endswith("/"):
        path += "/"
    elif ending not in ("", "*", "html"):  # links leave the ending of a page out (resource/base.rb)
        path += f"{dot}{ending}"
    return quote(re.sub(r"/{2,}", "/", f"{rules.base}/{path}"), safe=_UNQUOTED)


def _segment(rules: _Rules, page: Page, segment: str) -> str | None:
    """A part of a template between slashes; None for a placeholder that is not known."""
    if not segment.startswith(":"):
        return segment
    name = segment[1:]
    if name in _OF_DATES:
        day = page.date and page.date.astimezone(rules.zone)
        return _OF_DATES[name](day) if day else None
    stem = page.path.rpartition("/")[2].rpartition(".")[0]
    dated = DAY.match(stem)
    slug = page.given.get("slug") or (stem[dated.end() :].rstrip(".") if dated else stem)
    if name == "categories":
        return "/".join(slugified(each, rules.kept) for each in dict.fromkeys(page.categories))
    values = {"slug": slug, "name": stem, "title": page.title or slug, "collection": "posts"}
    return (
        slugified(values[name], rules.kept) if name in values else "" if name in ("locale", "lang") else None
    )


BRIDGETOWN: Final = Generator(
    name="bridgetown",
    label="Bridgetown",
    find=find,
    keys=frozenset(("date", "published")),
    date=written_date,
    names=split_names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_address,
    pattern="{date}-{slug}",
    empty=None,
)
