"""What lies in Hugo's content: sections, bundles, what sections hand on, and where the posts are.

Sources: Hugo docs, Page bundles, Sections, Front matter (cascade), mainSections; hugolib/content_map.go,
resources/page/page_matcher.go, source/sourceSpec.go.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.front_matter.read import read
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.site.config_files import Settings, texts_at, value_at
from blogwifi_tui.site.generators.expressions import harmless
from blogwifi_tui.site.generators.hugo_address import Style
from blogwifi_tui.site.generators.hugo_settings import Languages, Mount
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree

_ENDING = re.compile(r"\.(?:md|mdown|markdown|html?|rst|org)$", re.IGNORECASE)
"""Of the formats that Hugo makes pages of, those that are read here."""
_MOST_FOLDERS: Final = 600
_MOST_SIDE: Final = 100
"""Folders looked into at each end of a long list: a section of bundles has one for every post."""
_LOOKED_AT: Final = 6
_DATED = re.compile(
    r"^[ \t]*[\"']?(?:(?:publish|pub)?date[\"']?[ \t]*[:=]"
    r"|(?:path|url)[\"']?[ \t]*[:=][ \t]*[\"']?/?[^\s/]*/?\d{4}/\d{1,2}/)",
    re.IGNORECASE | re.MULTILINE,
)
"""A date, or an address that begins with a day, perhaps below a section."""
_FEW: Final = 10
"""Pages as there are beside any blog, about its writer and its terms."""
_DATED_NAME = re.compile(r"(?:^|/)\d{4}-\d{2}-\d{2}[^/]*+(?:/index[^/]*+)?$")
_DATED_ADDRESS = re.compile(
    r"^[ \t]*(?:path|url)[ \t]*[:=][ \t]*[\"']?[^\s\"']{0,200}?\b\d{4}/\d{2}/\d{2}\b", re.MULTILINE
)
_HEADERS: Final = ("---", "+++", "{")
_POSTS: Final = ("posts", "post", "blog", "articles", "billets", "news", "notes", "journal")
NO_POSTS: Final = frozenset((
    "docs", "doc", "documentation", "manual", "reference", "page", "pages", "about", "author", "authors",
    "tags", "categories", "series", "search", "archive", "archives", "legal", "documents",
))  # fmt: skip
"""Sections of pages, even when an archetype has put a date into each."""
_MOST_STARS: Final = 2
"""In a pattern: with more, the time to compare it grows too fast with the path."""


class Place(NamedTuple):
    """Where a file of the content is, as Hugo sees it."""

    folders: tuple[str, ...]
    """In the content, not that of a bundle."""
    name: str
    """Without language and ending, the folder's for a bundle; empty for the page of a section."""
    language: str
    is_bundle: bool = False


class Cascade(NamedTuple):
    """Values that pages get which do not give them themselves."""

    values: Mapping[str, Text]
    path: re.Pattern[str] | None = None
    kind: str = ""
    language: str = ""

    def meets(self, place: Place) -> bool:
        """Whether it is meant for the page at this place."""
        kind = "page" if place.name else "section" if place.folders else "home"
        address = "/" + "/".join((*place.folders, place.name) if place.name else place.folders).lower()
        return (
            self.kind in ("", kind)
            and self.language in ("", place.language)
            and (self.path is None or bool(self.path.fullmatch(address.replace(" ", "-"))))
        )


@dataclass(frozen=True)
class Content:
    """The content of one site."""

    languages: Languages
    mounts: tuple[Mount, ...]
    sections: frozenset[tuple[str, ...]] = frozenset()
    """Folders of the content that have a page of their own."""
    bundles: frozenset[str] = frozenset()
    """Folders of the blog that are one post with what lies beside it."""
    handed_on: Mapping[tuple[tuple[str, ...], str], tuple[Cascade, ...]] = field(default_factory=dict)
    """By the section's page, by folder and language, in small letters."""
    to_all: tuple[Cascade, ...] = ()
    ignored: tuple[re.Pattern[str], ...] = ()
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Which keys, and ``:filename``, give each of Hugo's dates, in this order."""
    style: Style = field(default_factory=Style)
    _last: list[tuple[str, Place | None]] = field(
        default_factory=lambda: [("", None)], repr=False, compare=False
    )
    """The path asked for last, and its place: each rule asks for that of the same post in turn."""

    def place(self, path: str) -> Place | None:
        """Where a file of the blog is in the content; None for what is no content."""
        known, place = self._last[0]
        if known != path:
            place = self._placed(path)
            self._last[0] = path, place
        return place

    def _placed(self, path: str) -> Place | None:
        mount = self.mount(path)
        if mount is None or not _ENDING.search(path):
            return None
        *folders, file = path[len(mount.folder) :].strip("/").split("/")
        folders = [part for part in mount.target.split("/") if part] + folders
        name, language = _ENDING.sub("", file), mount.language or self.languages.default
        stem, dot, code = name.rpartition(".")
        if dot and code.lower() in self.languages.known | self.languages.disabled:
            name, language = stem, code.lower()
        if name == "index" and folders:
            return Place(tuple(folders[:-1]), folders[-1], language, is_bundle=True)
        return Place(tuple(folders), "" if name in ("_index", "index") else name, language)

    def mount(self, path: str) -> Mount | None:
        """The innermost folder of content that a file of the blog lies in."""
        around = [each for each in self.mounts if _is_below(path, each.folder)]
        return max(around, key=lambda each: len(each.folder), default=None)

    def section_of(self, path: str) -> str:
        """The folder of the blog that is the section of a page; that of the content for one at its root."""
        mount = self.mount(path)
        if mount is None or mount.target:
            return mount.folder if mount else ""
        first, *rest = path[len(mount.folder) :].strip("/").split("/")
        alone = not rest or (len(rest) == 1 and rest[0].lower().startswith("index."))
        return mount.folder if alone else below(mount.folder, first)

    def ignores(self, path: str) -> bool:
        """Whether the settings tell Hugo to leave this file out."""
        return any(pattern.search(f"/{path}") for pattern in self.ignored)

    def sections_of(self, place: Place) -> tuple[str, ...]:
        """The folders around a page that are sections: the first, and those with a page of their own."""
        ends = range(1, len(place.folders) + 1)
        small = [tuple(map(str.lower, place.folders[:end])) for end in ends]
        return next(
            (place.folders[:end] for end in reversed(ends) if end == 1 or small[end - 1] in self.sections),
            (),
        )

    def cascaded(self, place: Place) -> dict[str, Text]:
        """The values that a page gets from the sections around it and the settings, the nearest first."""
        if not self.handed_on and not self.to_all:
            return {}
        values: dict[str, Text] = {}
        folders = tuple(map(str.lower, place.folders))
        around = (
            self.handed_on.get((folders[:end], place.language), ()) for end in range(len(folders), -1, -1)
        )
        for cascade in (*(each for inner in around for each in inner), *self.to_all):
            if cascade.meets(place):
                values = {**cascade.values, **values}
        return values


def is_content(name: str) -> bool:
    """Whether Hugo makes a page of a file by its name."""
    return bool(_ENDING.search(name)) and not name.startswith((".", "#"))


class Survey:
    """A bounded look at the content: its sections, its bundles, and what lies in each section."""

    def __init__(self, tree: Tree, content: Content) -> None:
        self._tree = tree
        self._content = content
        self._roots = {mount.folder: mount for mount in content.mounts}
        self.sections: set[tuple[str, ...]] = set()
        self.bundles: set[str] = set()
        self.indexes: dict[str, str] = {}
        """The pages of sections, as text."""
        self.dated: set[str] = set()
        """Sections whose pages are known to get dates, whatever their headers say."""
        self.counts: Counter[str] = Counter()
        """How many pages were seen, by the folder of the blog that is their section."""
        self._samples: dict[str, list[str]] = {}
        waiting = deque(self._roots)
        for _ in range(_MOST_FOLDERS):
            if not waiting:
                break
            folder = waiting.popleft()
            if tree.has_folder(folder):
                waiting.extend(self._look(folder))

    def _look(self, folder: str) -> Iterator[str]:
        """Takes in one folder; gives those in it that may hold more."""
        files = [name for name in sorted(self._tree.files(folder)) if is_content(name)]
        files = [name for name in files if not self._content.ignores(below(folder, name))]
        if any(name.lower().startswith("index.") for name in files) and folder not in self._roots:
            self.bundles.add(folder)
            files = [name for name in files if name.lower().startswith("index.")][:1]
        section = self._content.section_of(below(folder, "index.md" if folder in self.bundles else "post.md"))
        for name in files:
            path = below(folder, name)
            if name.lower().startswith("_index."):
                self._section(path)
            else:
                self.counts[section] += 1
                self._samples.setdefault(section, []).append(path)
        if folder in self.bundles:
            return
        inner = sorted(name for name in self._tree.folders(folder) if not name.startswith("."))
        if len(inner) > 2 * _MOST_SIDE:
            inner = inner[:_MOST_SIDE] + inner[-_MOST_SIDE:]
        yield from (path for name in inner if (path := below(folder, name)) not in self._roots)

    def _section(self, path: str) -> None:
        place = self._content.place(path)
        text = self._tree.text(path)
        if place is not None and text is not None:
            self.sections.add(tuple(map(str.lower, place.folders)))
            self.indexes[path] = text

    def is_dated(self, section: str) -> bool:
        """Whether the pages of a section have dates, as posts do: told by the last few of them."""
        return section in self.dated or are_dated(self._tree, self._samples.get(section, []))


def are_dated(tree: Tree, pages: list[str]) -> bool:
    """Whether pages have dates, as posts do: at least half of the last few."""
    some = pages[-_LOOKED_AT:]
    return 2 * sum(has_date(tree, each) for each in some) >= len(some) > 0


def has_date(tree: Tree, path: str) -> bool:
    """Whether a page has a date, by its name or a look at its header, be it in the address it gives."""
    if _DATED_NAME.search(path.rpartition(".")[0]):
        return True
    text = tree.beginning(path).lstrip("\ufeff \r\n")
    return text.startswith(_HEADERS) and bool(_DATED.search(text) or _DATED_ADDRESS.search(text))


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") if folder else bool(path)


def post_folders(tree: Tree, survey: Survey, content: Content, settings: Settings) -> tuple[str, ...]:
    """The sections that hold posts, of the default language first; where new ones go when there are none.

    The root of the content is one where most posts lie right in it.
    """
    names = _main_sections(settings)
    default = content.languages.default
    mounts = sorted(content.mounts, key=lambda mount: mount.language not in ("", default))
    found = [folder for mount in mounts for folder in _sections_of_posts(tree, survey, mount, names)]
    for mount in () if found else mounts:
        found += _by_name(tree, survey, mount.folder, _inside(survey, mount))
    if not found:
        base = mounts[0].folder
        found = [base if mounts[0].target else below(base, (*names, "posts")[0])]
    return tuple(dict.fromkeys(found))


def _inside(survey: Survey, mount: Mount) -> list[str]:
    """The sections of a folder of content that pages were seen in."""
    if mount.target:
        return [mount.folder] if mount.folder in survey.counts else []
    return [each for each in survey.counts if each != mount.folder and _is_below(each, mount.folder)]


def _sections_of_posts(tree: Tree, survey: Survey, mount: Mount, names: tuple[str, ...]) -> list[str]:
    """Those that the settings name, then the dated ones, the fullest first."""
    base = mount.folder
    named = [path for name in names if tree.has_folder(path := below(base, name))]
    posts = [each for each in _inside(survey, mount) if each not in named and survey.is_dated(each)]
    posts = [each for each in posts if each.rpartition("/")[2].lower() not in NO_POSTS]
    posts = named + sorted(posts, key=lambda each: (-survey.counts[each], each))
    here = 0 if mount.target else survey.counts[base]
    inside = sum(survey.counts[each] for each in _inside(survey, mount))
    at_root = (here > inside or (here > _FEW and 2 * here > inside)) and survey.is_dated(base)
    return [base, *posts] if at_root else posts


def handed_on(content: Content, survey: Survey) -> dict[tuple[tuple[str, ...], str], tuple[Cascade, ...]]:
    """What the pages of sections hand on; a section that hands on a date is one of dated pages."""
    found: dict[tuple[tuple[str, ...], str], tuple[Cascade, ...]] = {}
    for path, text in survey.indexes.items():
        place = content.place(path) if "cascade" in text.lower() else None
        if place is None:
            continue
        given = cascades(read(split(text.encode())).texts.get("cascade"))
        found[tuple(map(str.lower, place.folders)), place.language] = given
        if any("date" in each.values for each in given):
            survey.dated.add(content.section_of(path.rpartition("/")[0] + "/in/post.md"))
    return found


def _main_sections(settings: Settings) -> tuple[str, ...]:
    """The sections that the settings name as those of the posts."""
    names = texts_at(settings, "params", "mainsections") or texts_at(settings, "mainsections")
    return tuple(name for each in names if (name := each.strip("/ ")) and ".." not in name)


def _by_name(tree: Tree, survey: Survey, base: str, inside: list[str]) -> list[str]:
    """No section of dated posts: those called as posts are, else the largest, of pages only if need be."""
    named = [path for name in _POSTS if tree.has_folder(path := below(base, name))]
    if named or not inside:
        return named
    others = [each for each in inside if each.rpartition("/")[2].lower() not in NO_POSTS]
    return [max(others or inside, key=lambda each: (survey.counts[each], each))]


def cascades(value: object) -> tuple[Cascade, ...]:
    """What stands under ``cascade``: a table, or a list of tables, each with its own target."""
    tables = value if isinstance(value, list | tuple) else [value]
    return tuple(found for each in tables if (found := _cascade(each)))


def _cascade(table: object) -> Cascade | None:
    values = text_of(table)
    if not isinstance(values, dict):
        return None
    targets = values.pop("target", None), values.pop("_target", None)
    target = targets[0] or targets[1]
    wanted = target if isinstance(target, dict) else {}
    path, kind, language = (wanted.get(key) for key in ("path", "kind", "lang"))
    if wanted.keys() - {"path", "kind", "lang"}:
        return None
    pattern = glob(path.lower()) if isinstance(path, str) else None
    if isinstance(path, str) and pattern is None:
        return None
    small = [each.lower() if isinstance(each, str) else "" for each in (kind, language)]
    return Cascade(values, pattern, *small)


def text_of(value: object) -> Text:
    """A value of the settings as a header would have it written; the keys of tables in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {str(key).lower(): text_of(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(text_of, value))
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def glob(pattern: str) -> re.Pattern[str] | None:
    """A pattern for paths, ``*`` inside a folder and ``**`` over folders; None for one that is not simple."""
    parts = re.split(r"(\*\*?+|\?)", pattern)
    if sum(part.startswith("*") for part in parts) > _MOST_STARS or re.search(r"[\[\]\\]", pattern):
        return None
    made = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    text = "".join(made.get(part) or re.escape(part) for part in parts)
    if text.count("{") > _MOST_STARS:
        return None
    text = re.sub(r"\\\{([^{}\\]*+)\\\}", lambda found: f"(?:{found[1].replace(',', '|')})", text)
    try:
        return re.compile(text, re.DOTALL)
    except re.error:
        return None


def ignored_files(settings: Mapping[str, object]) -> tuple[re.Pattern[str], ...]:
    """``ignoreFiles``: expressions for the paths that Hugo leaves out; only those quickly looked for."""
    made = (harmless(text, repeats=1) for text in texts_at(settings, "ignorefiles"))
    return tuple(expression for expression in made if expression is not None)


def date_keys(settings: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Which keys give which date; see Hugo docs, Configuration, Front matter."""
    usual = {
        "date": ("date", "publishdate", "lastmod"),
        "publishdate": ("publishdate", "date"),
        "expirydate": ("expirydate",),
    }
    also = {
        "lastmod": ("modified",),
        "publishdate": ("pubdate", "published"),
        "expirydate": ("unpublishdate",),
    }
    keys: dict[str, tuple[str, ...]] = {}
    for name, default in usual.items():
        own = tuple(text.lower() for text in texts_at(settings, "frontmatter", name)) or default
        whole = [each for key in own for each in (default if key == ":default" else (key,))]
        keys[name] = tuple(dict.fromkeys(each for key in whole for each in (key, *also.get(key, ()))))
    return keys


def style_of(settings: Mapping[str, object]) -> Style:
    """What the settings say of all addresses."""
    ugly = value_at(settings, "uglyurls")
    return Style(
        lower=settings.get("disablepathtolower") is not True,
        accents=settings.get("removepathaccents") is not True,
        ugly=ugly if isinstance(ugly, Mapping) else ugly is True or ugly == "true",
    )
