"""Hexo: where its posts are, what it shows of them and when, and how one is kept back.

By the documentation of Hexo 8 and its source; each rule names the part it was read in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.sanitize import one_line
from blogwifi_tui.site.config_files import Settings, read_settings, text_at, texts_at, value_at, zone_named
from blogwifi_tui.site.generator import Generator, LookedUp, Page, Site, from_host, link_to_address
from blogwifi_tui.site.generators.globs import kept
from blogwifi_tui.site.generators.hexo_address import Rules, address_of, new_name, pattern_of, read_name
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.packages import depends_on, package
from blogwifi_tui.site.generators.unless_named import unless_named
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.post_lookup import PostLookup
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.site.urls import first_page, urlsplit

_SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.json")
_OWN_KEYS: Final = frozenset(("new_post_name", "public_dir", "skip_render", "tag_map", "category_map"))
"""Settings that Jekyll, whose file has the same name, does not have."""
_MARKDOWN: Final = (".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext")
"""What hexo-renderer-marked renders."""
_AS_TEXT: Final = (".html", ".htm", ".njk")
_HIDDEN: Final = re.compile(r"(?:^|/)[_.]|[~%]$")
"""Paths that are left out (lib/plugins/processor/common.ts)."""
_TIMESTAMP: Final = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?"
    r"(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?",
    re.ASCII,
)
"""What is a moment to js-yaml when it is not quoted."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FALSE: Final = frozenset(("false", "False", "FALSE"))


def find(tree: Tree, folder: str) -> Site | None:
    """The Hexo site in ``folder``: its settings, with Hexo among the packages or its folders beside them."""
    config = tree.first_file(folder, _SETTINGS)
    if not config:
        return None
    named = "hexo" in package(tree, folder) or depends_on(tree, folder, "hexo")
    if not named and not tree.has_folder(below(folder, "source/_posts")):
        return None
    settings = read_settings(tree, config) or {}
    if not named and not (_OWN_KEYS & settings.keys() or "scaffolds" in tree.folders(folder)):
        return None
    return _site(tree, folder, settings)


def _site(tree: Tree, folder: str, settings: Settings) -> Site:
    source = below(folder, (text_at(settings, "source_dir") or "source").strip("./"))
    url = text_at(settings, "url").rstrip("/")
    root = text_at(settings, "root") or urlsplit(url).path
    root = f"/{root.strip('/')}/" if root.strip("/") else "/"
    zone = zone_named(text_at(settings, "timezone"))
    drafts = below(source, "_drafts")
    rules = Rules.of(settings, root, UTC if zone else None)
    return Site(
        replace(HEXO, pattern=pattern_of(rules)),
        folder,
        settings,
        title=text_at(settings, "title"),
        address=first_page(url, root),
        zone=zone,
        posts=(below(source, "_posts"),),
        drafts=(drafts,) if tree.has_folder(drafts) else (),
        holds_future=value_at(settings, "future") is False,
        pictures=below(source, "images"),
        shows_drafts="render_drafts: true" if value_at(settings, "render_drafts") is True else "",
        details={"source": source, "rules": rules},
    )


def _rules(site: Site) -> Rules:
    return site.detail("rules", Rules)


def _inner(site: Site, path: str) -> tuple[str, str]:
    """``_posts`` or ``_drafts``, and the path below it; both empty for a path in neither."""
    source = site.detail("source", str)
    for kind in ("_posts", "_drafts"):
        folder = f"{below(source, kind)}/"
        if path.startswith(folder):
            return kind, path[len(folder) :]
    return "", ""


def holds(site: Site, path: str) -> bool:
    """Whether it is a text that Hexo renders, in a folder of posts or drafts."""
    if not any(path.startswith(f"{each}/") for each in (*site.posts, *site.drafts)):
        return False
    name = path.rpartition("/")[2]
    return not name.startswith(".") and name.endswith((*_MARKDOWN, *_AS_TEXT))


def written_date(site: Site, header: Header) -> datetime | None:
    """From the header, else what ``new_post_name`` says of the file's name; naive when of the site's zone.

    None: it has none, and Hexo takes the moment at which its file was made.
    """
    text = None if "date" in header.capitals else header.texts.get("date")
    if isinstance(text, str) and text.strip():
        return _read_date(text.strip(), "date" in header.quoted, shifted=site.zone is not None)
    return read_name(_rules(site), _inner(site, header.path)[1]).day


def _read_date(text: str, quoted: bool, *, shifted: bool) -> datetime | None:
    """A date as hexo-front-matter and Hexo read it (lib/plugins/processor: post.ts, common.ts).

    A moment that YAML reads is taken for the clock time it has in UTC, an offset counted in. So is any other
    where the site has a ``timezone`` (``shifted``), as a machine whose clock shows UTC builds it.
    """
    if not quoted and (found := _TIMESTAMP.fullmatch(text)):
        return _clock_time(found)
    if not quoted and _DAY.fullmatch(text):
        return parse_date(text)
    moment = parse_date(text)
    if moment and _DAY.fullmatch(text):  # JavaScript reads a day alone in UTC
        moment = moment.replace(tzinfo=UTC)
    if moment and moment.tzinfo and shifted:
        return moment.astimezone(UTC).replace(tzinfo=None)
    return moment


def _clock_time(found: re.Match[str]) -> datetime | None:
    """The clock time in UTC; months and days beyond the last one count on, as JavaScript has it."""
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    past = timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    if found[7]:
        offset = timedelta(hours=int(found[8]), minutes=int(found[9] or 0))
        past -= -offset if found[7] == "-" else offset
    try:
        return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + past
    except (ValueError, OverflowError):
        return None


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By folder, name, settings and ``published`` (lib/hexo/index.ts, lib/plugins/processor/post.ts)."""
    kind, inner = _inner(site, header.path)
    why = _why_not_read(site, header.path, kind, inner)
    if why:
        return Visibility(hidden=True, reason=why)
    since = moment if site.holds_future else None
    if site.shows_drafts:
        return Visibility(since=since)
    if kind == "_drafts":
        return Visibility(draft=True, since=since, reason="_drafts/")
    kept_back = _kept_back(header)
    return Visibility(draft=True, since=since, reason=kept_back) if kept_back else Visibility(since=since)


def _why_not_read(site: Site, path: str, kind: str, inner: str) -> str:
    if not kind or _HIDDEN.search(inner):
        return inner or path
    for key, whole in (("ignore", path), ("skip_render", f"{kind}/{inner}")):
        for pattern in kept(texts_at(site.settings, key)):
            if matches(whole, (pattern,), unknown=False):
                return f"{key}: {pattern}"
    rules = _rules(site)
    ending = rules.new_post_name.rpartition(".")[2]
    return inner if rules.asset_folders and not inner.endswith(f".{ending}") else ""


def _kept_back(header: Header) -> str:
    """What takes the post for unpublished (warehouse: types/boolean); empty when nothing does."""
    text = None if "published" in header.capitals else header.texts.get("published")
    if not isinstance(text, str):
        return ""
    no = text in ("false", "0", "") if "published" in header.quoted else text in _FALSE or text == "0"
    return f"published: {text}" if no else ""


def _is_no_mark(header: Header) -> bool:
    """Whether ``published`` looks like a mark and is none to Hexo, so that it must be written anew."""
    text = header.texts.get("published")
    return "published" in header.capitals or (isinstance(text, str) and text.lower() in ("no", "off"))


def draft_change(site: Site, header: Header, draft: bool, now: datetime | None) -> DraftChange:
    """``published: false`` in the header; a file of ``_drafts`` goes to ``_posts``, named by the settings.

    As ``hexo publish`` does, it gets a date when it has none: else it would be as new as its file.
    """
    kind, inner = _inner(site, header.path)
    kept_back = _kept_back(header)
    if draft:
        if kind == "_drafts" or kept_back:
            return DraftChange()
        return DraftChange((("published", False),), ("published",) if _is_no_mark(header) else ())
    fields: list[tuple[str, object]] = [("published", True)] if kept_back else []
    if kind != "_drafts":
        return DraftChange(tuple(fields))
    date = written_date(site, header)
    if date is None and now is not None:
        date = now.astimezone(site.zone or now.tzinfo).replace(tzinfo=None, microsecond=0)
        fields.append(("date", date))
    name = new_name(_rules(site), inner, date) or inner
    return DraftChange(tuple(fields), path=f"{site.posts[0]}/{name}")


def split_names(value: Text, whole: bool) -> tuple[str, ...]:
    """A string is one name; a list in a list is a way down the categories (documentation, Front-matter)."""
    if isinstance(value, tuple):
        return tuple(name for each in value for name in split_names(each, whole))
    return (one_line(value),) if isinstance(value, str) and value.strip() else ()


def address(site: Site, page: Page) -> str | None:
    """By ``permalink`` of the header, else of the settings (lib/plugins/filter/post_permalink.ts)."""
    inner = _inner(site, page.path)[1]
    return address_of(_rules(site), page, inner) if inner else None


def called(site: Site, path: str, title: str) -> tuple[str, ...]:
    """Its slug, else its title (lib/plugins/tag/post_link.ts); none of a post that is not read."""
    kind, inner = _inner(site, path)
    if not inner or _why_not_read(site, path, kind, inner):
        return ()
    return read_name(_rules(site), inner).slug, title


def looked_up(site: Site, lookup: PostLookup, word: str, written: str) -> LookedUp | None:
    """The post that ``post_link`` and ``post_path`` find, a draft too.

    Without one the first ends the build, and the second leaves nothing (lib/plugins/tag).
    """
    if word not in HEXO.words:
        return None
    found = lookup.by_rule(site.folder, partial(called, site)).get(unicodedata.normalize("NFC", written), ())
    return LookedUp(tuple(found[:1]), needs_one=word == "post_link", needs_reader=False)


def alias_key(site: Site) -> str:
    """``alias``, where the plugin for it has its settings (README of hexo-generator-alias)."""
    return "alias" if "alias" in site.settings else ""


def asset_folder(site: Site, path: str) -> str:
    """The folder called as the file is, by ``post_asset_folder`` of the settings (documentation, Assets)."""
    return path.rpartition(".")[0] if _rules(site).asset_folders else ""


HEXO: Final = Generator(
    name="hexo",
    label="Hexo",
    refuses_repeated=True,
    find=find,
    holds=holds,
    keys=frozenset(("date", "published")),
    date=written_date,
    names=split_names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_address,
    # An offset is counted in and then forgotten: see `_read_date`.
    uses_offsets=False,
    empty=None,
    # The documentation names the `post_link` tag alone; a plugin would be a dependency.
    resolves_links=unless_named("relative|link", "package.json"),
    looked_up=looked_up,
    words=frozenset(("post_link", "post_path")),
    called=called,
    alias_key=alias_key,
    asset_folder=asset_folder,
    # lib/plugins/tag
    asset_words=frozenset(("asset_img", "asset_image", "asset_path", "asset_link")),
    picture_address=from_host,
)
