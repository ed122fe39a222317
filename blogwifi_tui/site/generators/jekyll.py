"""Jekyll: where its posts are, what it shows of them and when, and how one is kept back.

By the documentation of Jekyll 4 and its source; each rule names the part it was read in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.config_files import Settings, read_settings, text_at, value_at, zone_named
from blogwifi_tui.site.generator import Generator, Page, Site, from_host
from blogwifi_tui.site.generators import jekyll_links
from blogwifi_tui.site.generators.jekyll_dates import date_in_name, has_date, read_date
from blogwifi_tui.site.generators.jekyll_permalinks import Parts, address_of, style_template
from blogwifi_tui.site.generators.jekyll_scopes import Filter, Scopes
from blogwifi_tui.site.generators.published_mark import published_change
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.plain import pictures_in
from blogwifi_tui.site.tree import Tree

_SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
"""The first that is there is read (lib/jekyll/configuration.rb, config_files)."""
_SIGNS: Final = ("_posts", "_drafts", "_layouts", "_includes", "_sass", "_data")
_PAGES: Final = ("index.html", "index.md", "index.markdown", "Gemfile")
_NO_POSTS: Final = frozenset(("readme", "claude", "agents", "license", "contributing", "changelog"))
_AS_TEXT: Final = (".html", ".htm", ".textile", ".rst", ".org", ".adoc", ".txt")
"""Endings that are posts too, where the name has a date."""
_DEEPEST: Final = 4
_MOST_FOLDERS: Final = 150
"""Folders that are looked through for folders of posts."""
FALSE: Final = frozenset(("false", "no", "off"))
"""What YAML 1.1 reads as false, in any letter case (Psych, scalar_scanner.rb)."""
_NULL: Final = frozenset(("", "~", "null"))


class _Rules(NamedTuple):
    """The settings that say what becomes of a post."""

    base: str
    """The folder that ``source`` and ``collections_dir`` name, from the blog's root."""
    prefix: str
    """What ``exclude`` and ``include`` put before a path of ``base``: ``collections_dir`` with a slash."""
    filter: Filter
    scopes: Scopes
    parts: Parts
    shows_drafts: bool
    shows_unpublished: bool


class _Place(NamedTuple):
    """A path in a folder of posts."""

    above: tuple[str, ...]
    """The folders above ``_posts`` or ``_drafts``, which are categories."""
    kind: str
    inner: str
    """The path in that folder."""


def find(tree: Tree, folder: str) -> Site | None:
    """The Jekyll site in ``folder``: by its ``_config.yml``, or by its ``_posts`` with templates beside."""
    path = tree.first_file(folder, _SETTINGS)
    files, folders = tree.files(folder), tree.folders(folder)
    if "_toc.yml" in files:  # Jupyter Book calls its settings so too
        return None
    if not path:
        if "_posts" not in folders or not ({"_layouts", "_includes"} & folders or "Gemfile" in files):
            return None
        settings: Mapping[str, object] = {}
    else:
        # settings that cannot be read are those of a Jekyll site all the same: its posts are no others'
        settings = read_settings(tree, path) or {}
    source = jekyll_links.source_of(folder, settings)
    if path and folder and not _shows_signs(tree, source, settings):
        return None
    return _site(tree, folder, source, settings)


def _shows_signs(tree: Tree, source: str, settings: Settings) -> bool:
    """Whether a folder has more of Jekyll than settings of that name, as others have them too."""
    folder = below(source, text_at(settings, "collections_dir"))
    return bool({*_SIGNS} & (tree.folders(source) | tree.folders(folder)) or {*_PAGES} & tree.files(source))


def _site(tree: Tree, folder: str, source: str, settings: Settings) -> Site:
    collections = text_at(settings, "collections_dir").strip("/")
    base = below(source, collections)
    scopes = Scopes(settings)
    zone = zone_named(text_at(settings, "timezone")) or UTC
    rules = _Rules(
        base,
        f"{collections}/" if collections else "",
        Filter(settings),
        scopes,
        Parts(
            text_at(settings, "collections", "posts", "permalink") or style_template(settings),
            _baseurl(settings),
            zone,
            tuple(f".{each.strip().lower()}" for each in _markdown(settings).split(",")),
        ),
        shows_drafts=value_at(settings, "show_drafts") is True,
        shows_unpublished=value_at(settings, "unpublished") is True,
    )
    found = _folders_of_posts(tree, rules)
    posts = (below(base, "_posts"), *(each for each in found if each.endswith("_posts")))
    layout = scopes.given("_posts/2001-01-01-post.md", "layout") or any(
        tree.folders(each) or any(map(has_date, tree.files(each))) for each in posts
    )
    return Site(
        JEKYLL,
        folder,
        settings,
        title=text_at(settings, "title") or text_at(settings, "name"),
        address=_address(tree, source, settings),
        # A full date without an offset is UTC to Psych, whatever `timezone` says. Days, which are of that
        # zone, are given with it by `read_date`.
        zone=UTC,
        posts=tuple(dict.fromkeys(posts)),
        drafts=tuple(each for each in found if each.endswith("_drafts")),
        holds_future=value_at(settings, "future") is not True,
        # posts that are there show by themselves which layouts there are
        required={} if layout else {"layout": "post"},
        pictures=pictures_in(tree, source) or below(source, "assets/images"),
        shows_drafts=", ".join(
            f"{key}: true" for key in ("show_drafts", "unpublished") if value_at(settings, key) is True
        ),
        details={"rules": rules},
    )


def _markdown(settings: Settings) -> str:
    return text_at(settings, "markdown_ext") or "markdown,mkdown,mkdn,mkd,md"


def _baseurl(settings: Settings) -> str:
    path = text_at(settings, "baseurl").strip("/")
    return f"/{path}" if path else ""


def _address(tree: Tree, source: str, settings: Settings) -> str:
    """By ``url``, else by the file that tells GitHub Pages the host."""
    url = text_at(settings, "url").rstrip("/")
    host = (tree.text(below(source, "CNAME")) or "").strip() if not url else ""
    if host and not set(host) & set(" /\n\t"):
        url = f"https://{host}"
    return f"{url}{_baseurl(settings)}/" if url else ""


def _folders_of_posts(tree: Tree, rules: _Rules) -> list[str]:
    """All folders called ``_posts`` and ``_drafts`` that Jekyll reads (lib/jekyll/reader.rb), outer first."""
    found: list[str] = []
    waiting = deque([("", 0)])
    looked = 0
    while waiting and looked < _MOST_FOLDERS:
        inner, depth = waiting.popleft()
        looked += 1
        for name in sorted(tree.folders(below(rules.base, inner))):
            path = below(inner, name)
            if name in ("_posts", "_drafts"):
                found.append(below(rules.base, path))
            elif depth < _DEEPEST and rules.filter.enters(rules.prefix + path):
                waiting.append((path, depth + 1))
    return found


def _rules(site: Site) -> _Rules:
    return site.detail("rules", _Rules)


def _place(rules: _Rules, path: str) -> _Place | None:
    """Where in its folder of posts a path is; None for one that is in none."""
    if rules.base and not path.startswith(f"{rules.base}/"):
        return None
    parts = path[len(rules.base) + 1 if rules.base else 0 :].split("/")
    at = next((at for at, part in enumerate(parts[:-1]) if part in ("_posts", "_drafts")), None)
    return None if at is None else _Place(tuple(parts[:at]), parts[at], "/".join(parts[at + 1 :]))


def holds(site: Site, path: str) -> bool:
    """Whether it is a text in a folder of posts or drafts; a name without a date is shown, as hidden."""
    begun = below(_rules(site).base, "_drafts")  # Jekyll looks there as soon as there is one
    if not any(path.startswith(f"{each}/") for each in (*site.posts, *site.drafts, begun)):
        return False
    name = path.rpartition("/")[2]
    if name.startswith("."):
        return False
    if is_post(f"_posts/{name}"):
        return name.partition(".")[0].lower() not in _NO_POSTS
    return name.lower().endswith(_AS_TEXT) and date_in_name(name) is not None


def written_date(site: Site, header: Header) -> datetime | None:
    """From the header, else by a default of the settings, else from the file's name."""
    rules = _rules(site)
    text = _written(header, "date")
    if text is not _NOTHING:
        single = text[0] if isinstance(text, tuple) and len(text) == 1 else text
        return read_date(single, "date" in header.quoted, rules.parts.zone)
    default = rules.scopes.given(_relative(rules, header.path), "date")
    if default is not None:
        return read_date(default, False, rules.parts.zone)
    return date_in_name(header.path.rpartition("/")[2], rules.parts.zone)


class _Nothing:
    """What stands under a key that a header does not have."""


_NOTHING: Final = _Nothing()


def _written(header: Header, key: str) -> Text | _Nothing:
    """The value of a key that is written in small letters, as Jekyll looks it up."""
    return _NOTHING if key in header.capitals else header.texts.get(key, _NOTHING)


def _relative(rules: _Rules, path: str) -> str:
    return path[len(rules.base) + 1 :] if rules.base else path


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """By folder, name and ``published`` (publisher.rb, readers/post_reader.rb and entry_filter.rb)."""
    rules = _rules(site)
    place = _place(rules, header.path)
    if place is None:
        return Visibility(hidden=True, reason=header.path.rpartition("/")[2])
    why = _why_not_read(rules, header.path, place)
    if why:
        return Visibility(hidden=True, reason=why)
    if place.kind == "_drafts" and not rules.shows_drafts:
        return Visibility(draft=True, reason="_drafts/")
    kept = "" if rules.shows_unpublished else _kept_back(rules, header)
    if kept:
        return Visibility(draft=True, since=moment if site.holds_future else None, reason=kept)
    date = _written(header, "date")
    if moment is None and (date is not _NOTHING or place.kind == "_posts"):
        # a date that is none ends the whole build (lib/jekyll/utils.rb, parse_date)
        told = date if isinstance(date, str) else ""
        name = header.path.rpartition("/")[2]
        return Visibility(hidden=True, reason=name if date is _NOTHING else f"date: {told}".strip())
    return Visibility(since=moment if site.holds_future else None)


def _why_not_read(rules: _Rules, path: str, place: _Place) -> str:
    """The part of the path for which Jekyll does not read the file; empty when it does."""
    for end in range(1, len(place.above) + 1):
        if not rules.filter.enters(rules.prefix + "/".join(place.above[:end])):
            return place.above[end - 1] + "/"
    if not rules.filter.reads(rules.prefix + _relative(rules, path), place.inner):
        return place.inner
    name = place.inner.rpartition("/")[2]
    return name if place.kind == "_posts" and not has_date(name) else ""


def _kept_back(rules: _Rules, header: Header) -> str:
    """What of the header, or of a default, takes the post for unpublished; empty when nothing does."""
    text = _written(header, "published")
    default = rules.scopes.given(_relative(rules, header.path), "published")
    if isinstance(text, str) and "published" not in header.quoted and text.lower() in FALSE:
        return f"published: {text}"
    if text is None or (isinstance(text, str) and "published" not in header.quoted and text in _NULL):
        return "" if default is True else f"published: {text or ''}".strip()
    return "published: false" if text is _NOTHING and default is False else ""


def draft_change(site: Site, header: Header, draft: bool, now: datetime | None) -> DraftChange:
    """``published: false`` in the header; a file of ``_drafts`` goes to ``_posts``, its date in the name."""
    rules = _rules(site)
    place = _place(rules, header.path)
    change = published_change(header, draft, bool(_kept_back(rules, header)))
    if place is None or place.kind != "_drafts":
        return change
    if draft:
        return change if rules.shows_drafts else DraftChange()
    return change._replace(path=_dated_path(site, header, place, now))


def _dated_path(site: Site, header: Header, place: _Place, now: datetime | None) -> str:
    """Where a draft goes: ``_posts/YEAR-MONTH-DAY-title`` (documentation, Posts)."""
    rules = _rules(site)
    moment = now or written_date(site, header)
    posts = below(rules.base, "/".join((*place.above, "_posts")))
    folder, _, name = place.inner.rpartition("/")
    named = has_date(name)
    if moment is None:
        return below(posts, place.inner) if named else ""
    bare = name.split("-", 3)[3] if named else name
    day = moment.astimezone(rules.parts.zone)
    return below(posts, below(folder, f"{day:%Y-%m-%d}-{bare}"))


def split_names(value: Text, whole: bool) -> tuple[str, ...]:
    """A string is split at blanks alone, or is one name when the key is singular (lib/jekyll/utils.rb)."""
    if isinstance(value, tuple):
        return tuple(name for each in value for name in split_names(each, True))
    if not isinstance(value, str):
        return ()
    words = value.split()
    return tuple(words) if not whole else (" ".join(words),) if words else ()


def address(site: Site, page: Page) -> str | None:
    """By ``permalink`` of the header, of a default, of the settings (documentation, Permalinks)."""
    rules = _rules(site)
    place = _place(rules, page.path)
    if place is None:
        return None
    return address_of(rules.parts, rules.scopes, page, place.above, _relative(rules, page.path))


def link(site: Site, _origin: str, target: str, address: str | None) -> str | None:
    """``{% post_url %}``, else ``{% link %}``: both end the build where the post is not on the site."""
    rules = _rules(site)
    place = _place(rules, target)
    if place is None or place.kind == "_drafts":
        return address
    folder, _, name = place.inner.rpartition("/")
    above = "/".join(place.above)
    if above and folder:  # `post_url` knows folders before `_posts` or in it (lib/jekyll/tags/post_url.rb)
        return f"{{% link {_relative(rules, target)} %}}"
    stem = name.rpartition(".")[0]
    return f"{{% post_url {below(above or folder, stem)} %}}"


def filled(site: Site, address: str) -> str:
    """An address with the folder of the site for ``{{ site.baseurl }}`` and the like."""
    return jekyll_links.filled(_rules(site).parts.baseurl, address)


JEKYLL: Final = Generator(
    name="jekyll",
    label="Jekyll",
    find=find,
    holds=holds,
    keys=frozenset(("date", "published")),
    date=written_date,
    names=split_names,
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link,
    pattern="{date}-{slug}",
    empty=None,
    resolves_links=jekyll_links.resolved_by_plugin("jekyll-relative-links"),
    resolves_pictures=jekyll_links.resolved_by_plugin("jekyll-postfiles", "jekyll-relative-links"),
    looked_up=jekyll_links.looked_up,
    leaves_root=jekyll_links.leaves_root,
    filled=filled,
    alias_key=jekyll_links.alias_key,
    picture_address=from_host,
)
