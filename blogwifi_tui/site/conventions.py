"""How a blog writes its posts, so that a new one goes and looks like the others.

Told by the newest published posts of one section, a folder whose posts are named and headed alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.comments import comments
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import ending_of, is_other_text, is_template, stem_of
from blogwifi_tui.content.post_rules import GENERIC, PostRules
from blogwifi_tui.site.archetype import is_empty
from blogwifi_tui.site.detect import DEFAULT_FOLDER
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.habits import (
    ENOUGH,
    Fresh,
    Key,
    collection_tags,
    habits,
    leaves,
    nearly_all,
    not_said,
    own_paths,
)
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.schema import fitted, required_by
from blogwifi_tui.site.sites import Sites

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry

SAMPLE: Final = 20
"""How many of the newest posts of a section show how its headers are written."""
_LATELY: Final = 10
"""How many of them show how files are named, and which kind of header they have: blogs change their ways."""
_SAMPLES: Final = 4
"""Headers that a new post may follow: the first may hold what cannot be changed."""
_RECENT: Final = 30
"""How many of the newest posts of a blog show which of its folders are in use."""
_DATED_NAME = re.compile(r"(?:19|20)\d{2}([-_.]?)\d{2}\1\d{2}([-_. ])(?=.)", re.ASCII)
_NUMBERED_FOLDER = re.compile(r"[0-9]{1,3}\.(?=.)")
"""What orders folders in Grav, whose themes list those that have it (documentation, Pages, Folders)."""
_NUMBER: Final = "{number}."
_YEAR_FOLDER = re.compile(r"(?:19|20)\d\d(?:[-_.]\d\d)?", re.ASCII)
_BUNDLED: Final = frozenset(("index", "item", "post", "default"))
"""Names of the one post of a folder: most generators', and those of Grav's templates."""
_DIGIT = re.compile("[0-9]")
_KEYS: Final = ("title", "date", "tags", "draft")
_UNDATED = re.compile(r"(?:\{(?:date|year|month|day)\}[-_./ ]?)+")
"""What a pattern says of a day, up to the slug."""
_UNDATED_FOLDER: Final = "_drafts"
_DRAFT_FOLDERS: Final = frozenset(("_drafts", "drafts"))


@dataclass(frozen=True, slots=True)
class Conventions:
    """What most posts of a section do. The default is ours: YAML, ``posts/2026-05-12-slug.md``."""

    format: Format = Format.YAML
    keys: tuple[str, ...] = _KEYS
    """The order of the keys, as spelled; for :meth:`blogwifi_tui.content.post.Post.with_field`."""
    folder: str = DEFAULT_FOLDER
    pattern: str = "{date}-{slug}"
    """Of the path below ``folder``, without extension: ``{year} {month} {day} {date} {number} {slug}``."""
    number: str = "01"
    """The next one, where the folders of posts are numbered."""
    extension: str = ".md"
    samples: tuple[Post, ...] = ()
    """Posts that are written as most are, the best first; the spelling of a new one follows them."""
    draft_key: str = "draft"
    """The key that makes a draft; ``published`` where the generator is Jekyll."""
    habits: tuple[Key, ...] = ()
    """The keys that nearly every post has, beside title, date, tags and the mark of a draft."""
    comments: frozenset[str] = frozenset()
    """Those that stand in nearly every header."""
    headed: bool = False
    """Whether posts have their title as the first heading of the text, and none in the header."""
    tags: tuple[str, ...] = ()
    """Those that gather all posts of the site, and that a new one must have to be listed."""
    mark: str = "-"
    """What parts the words in the names of files."""
    date_like: str = ""
    """The date of a post as most of the headers write theirs; empty where none has one."""
    in_names: bool = False
    """Whether the posts have their dates in the names of their files, and in no header."""
    archetype: Post | None = None
    """What the blog's authors let new posts begin with; see :mod:`.archetype`."""
    rules: PostRules = field(default=GENERIC, compare=False, repr=False)
    """What a new post means."""

    @property
    def names_days(self) -> bool:
        """Whether the name of a new post holds the day."""
        return "{date}" in self.pattern or "{day}" in self.pattern

    @property
    def asked(self) -> tuple[Key, ...]:
        """The keys whose value is each post's own: what a person is asked for."""
        found = [key for key in self.habits if key.asked]
        known = {key.lower for key in self.habits}
        if self.archetype:
            known |= own_paths(self.archetype) | {(name,) for name in ("title", "date", *known_fields.TAGS)}
            empty = (leaf for leaf in leaves(self.archetype.fields) if is_empty(leaf.value))
            found += [Key(leaf.path, leaf.value, asked=True) for leaf in empty if leaf.lower not in known]
        return tuple(found)


def section_of(path: str) -> str:
    """The folder that a post's path says it belongs to: without year folders, or that of its bundle."""
    return _place(path)[0]


def sections(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The folders that hold posts; first those that the newest posts went to, the most used first."""
    newest = [section_of(entry.path) for entry in _newest(entries) if not _among_drafts(entry.path)]
    lately = Counter(newest[:_RECENT])
    return tuple(dict.fromkeys([folder for folder, _ in lately.most_common()] + newest))


def newest_of(entries: Iterable[Entry], folder: str) -> list[Entry]:
    """The posts of a section that show how it is written: the newest published first, drafts last."""
    here = [each for each in _newest(entries) if section_of(each.path) == folder]
    published = [each for each in here if not each.draft and not each.visibility.hidden]
    return (published if len(published) >= ENOUGH else here)[:SAMPLE]


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """Those that can be read: dated before undated, published before drafts, the newest first."""

    def rank(entry: Entry) -> tuple[bool, bool, float]:
        date = entry.date or _date_in_address(entry)
        return (
            date is None,
            entry.draft,
            -date.replace(tzinfo=date.tzinfo or UTC).timestamp() if date else 0.0,
        )

    return sorted((each for each in entries if each.problem is None and not each.is_section), key=rank)


def _date_in_address(entry: Entry) -> datetime | None:
    """The date in the address that the header gives: some sites date their posts nowhere else."""
    given = entry.address.given if entry.address else ()
    for key, text in given:
        if key in known_fields.WHOLE_ADDRESS and (date := known_fields.date_in_path(f"{text.strip('/')}/")):
            return date.replace(tzinfo=UTC)
    return None


def _among_drafts(path: str) -> bool:
    return not _DRAFT_FOLDERS.isdisjoint(path.split("/")[:-1])


def in_drafts(found: Conventions, folder: str, entries: Iterable[Entry]) -> Conventions:
    """``found`` for new posts of ``folder``: one of drafts has no days in its names, unless those there have.

    The name gets the day on which the draft is taken out (Jekyll docs, Posts, Drafts; Hexo docs, Writing).
    """
    if folder.rpartition("/")[2] != _UNDATED_FOLDER:
        return found
    here = [entry.path.rpartition("/")[2] for entry in entries if section_of(entry.path) == folder]
    if here and nearly_all(sum(bool(_DATED_NAME.match(name)) for name in here), len(here)):
        return found
    return replace(found, pattern=_UNDATED.sub("", found.pattern))


def conventions_of(
    posts: Iterable[Post], sites: Sites | None = None, archetype: Post | None = None
) -> Conventions:
    """The conventions that ``posts``, the newest first, follow; for none ours, in the folder of ``sites``.

    ``archetype`` is what new posts begin with there; the posts' own ways go before it.
    """
    readable = [post for post in islice(posts, SAMPLE) if not post.problem]
    folder = sites.folders[0] if sites and sites.folders else DEFAULT_FOLDER
    site = sites.of(readable[0].path if readable else below(folder, "post.md")) if sites else Site(PLAIN)
    # In the language of the site, where there are several; a translation is asked for by its folder.
    readable = [post for post in readable if _is_in_own_language(site, post.path)] or readable
    where, pattern, extension = _usual_place(readable) or (folder, site.generator.pattern, ".md")
    # A page in another markup has its header for other reasons: Jekyll's in HTML brings its own layout along.
    readable = [post for post in readable if _markup(post.path) == _markup(f"post{extension}")] or readable
    if (schema := site.schema(where)) is not None:  # of this section: others may ask for other keys
        site = replace(site, required=required_by(schema))
    fields, marks = schema or {}, site.generator.keys
    found = Conventions(
        format=Format(site.generator.form),
        keys=_first_keys(site),
        habits=fitted(_required(site, ()), fields, (), marks),
        tags=_required_tags(site),
        folder=where,
        pattern=pattern,
        extension=extension,
        mark=_mark(readable),
        archetype=archetype,
        rules=sites or GENERIC,
    )
    headed = [post for post in readable if post.format is not Format.NONE]
    if not headed and archetype:
        return replace(found, format=archetype.format, keys=tuple(archetype.fields))
    if not headed:
        return found
    form = Counter(post.format for post in headed[:_LATELY]).most_common(1)[0][0]
    alike = [post for post in headed if post.format is form]
    wanted = habits(alike, site.generator.empty)
    known = [*wanted, *(Key(path, None) for post in alike for path in own_paths(post))]
    if len(alike) >= ENOUGH:  # what none of them has, the site gives by other means
        known += [
            Key((name,), None) for name in site.required if not any(name.lower() in p.texts for p in alike)
        ]
    wanted = fitted((*wanted, *_required(site, known)), fields, alike, marks)
    return replace(
        found,
        format=form,
        keys=_order([list(post.fields) for post in alike]),
        samples=_samples(alike, wanted),
        draft_key=_draft_key(alike, where),
        habits=wanted,
        comments=_usual_comments(alike),
        headed=nearly_all(sum(_headed(post) for post in alike), len(alike)),
        tags=tuple(dict.fromkeys((*collection_tags(alike), *_required_tags(site)))),
        date_like=_usual_date(alike)[1],
        in_names=len(alike) >= ENOUGH
        and not any(known_fields.dated(post.texts) for post in alike)
        and all(known_fields.date_in_path(post.path) for post in alike),
    )


def _required(site: Site, known: Iterable[Key]) -> tuple[Key, ...]:
    """The keys that the site asks of a post, but those ``known`` and those that every new post has."""
    held = {key.lower for key in known} | {(name,) for name in ("title", "date", "draft", *known_fields.TAGS)}
    asked = {name: value for name, value in site.required.items() if (name.lower(),) not in held}
    return tuple(
        Key((name,), Fresh.NOW) if name.lower() in known_fields.DATE else Key((name,), value, not_said(value))
        for name, value in asked.items()
    )


def _first_keys(site: Site) -> tuple[str, ...]:
    """The order of the keys of a first post: the site's own between title and tags, a layout above."""
    others = [name for name in site.required if name.lower() not in ("layout", *_KEYS)]
    dated = any(name.lower() in known_fields.DATE for name in others)
    first = [name for name in ("layout",) if name in site.required]
    names = "categories" if site.generator.lists_by_categories else "tags"
    return (*first, "title", *([] if dated else ["date"]), *others, names, "draft")


def _required_tags(site: Site) -> tuple[str, ...]:
    """The tags that a post must have to be listed."""
    value = site.required.get("tags")
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _usual_place(posts: Sequence[Post]) -> tuple[str, str, str] | None:
    """The folder that most of ``posts`` are in, and the pattern and extension of the newest of it.

    Pages without a header in another markup show these only where there are no others: what is written here
    is Markdown, or follows the header of one of these posts.
    """
    followed = [post for post in posts if post.format is not Format.NONE or not is_other_text(post.path)]
    places = [_place(post.path) for post in followed or posts if not _among_drafts(post.path)]
    if not places:
        return None
    where = Counter(folder for folder, *_ in places).most_common(1)[0][0]
    here = [place for place in places if place[0] == where]
    lately = here[:_LATELY]
    if not all(_NUMBER in pattern for _, pattern, _ in here):
        lately = [(folder, pattern.replace(_NUMBER, ""), ending) for folder, pattern, ending in lately]
    return Counter(lately).most_common(1)[0][0]


def _is_in_own_language(site: Site, path: str) -> bool:
    return site.generator.language(site, path) == site.language


def own_language_first(folders: Sequence[str], sites: Sites) -> tuple[str, ...]:
    """``folders`` of posts, but in the place of a first one with translations that of the originals.

    They differ in the one part of the path that names the language: ``content/en/post``, ``content/fr/post``.
    """
    if not folders:
        return ()
    first, sample = folders[0].split("/"), below(folders[0], "post.md")
    site = sites.of(sample)
    if _is_in_own_language(site, sample):
        return tuple(folders)
    for folder in folders[1:]:
        parts, sample = folder.split("/"), below(folder, "post.md")
        twin = len(parts) == len(first) and sum(map(str.__ne__, parts, first)) == 1
        if twin and sites.of(sample) is site and _is_in_own_language(site, sample):
            return tuple(dict.fromkeys((folder, *folders)))
    return tuple(folders)


def _markup(path: str) -> str:
    """What a file is written in, by its name; empty for Markdown, by whichever of its endings."""
    return path.rpartition(".")[2].lower() if is_other_text(path) else ""


def next_number(folders: Iterable[str]) -> str:
    """The number after those that these names of folders begin with, as wide as they are."""
    numbers = [found[0][:-1] for name in folders if (found := _NUMBERED_FOLDER.match(name))]
    width = max(map(len, numbers), default=2)
    return f"{max(map(int, numbers), default=0) + 1:0{width}}"


def _place(path: str) -> tuple[str, str, str]:
    """The folder, the pattern and the extension that a post's path follows."""
    *folders, name = path.split("/")
    extension = ending_of(name)
    name = name.removesuffix(extension)
    slug = _name_pattern(name)
    if folders and (name in _BUNDLED or is_template(path)):
        own = folders.pop()
        bare = _NUMBERED_FOLDER.sub("", own, count=1)
        slug = f"{_NUMBER if bare != own else ''}{_name_pattern(bare)}/{name}"
    at = next((n for n, part in enumerate(folders) if _YEAR_FOLDER.fullmatch(part)), None)
    if at is None:
        return "/".join(folders), slug, extension
    mark = folders[at][4:5]
    parts = [f"{{year}}{mark}{{month}}"] if mark else ["{year}"]
    units = iter(("{day}",) if mark else ("{month}", "{day}"))
    parts += [unit for part, unit in zip(folders[at + 1 :], units, strict=False) if part.isdecimal()]
    return "/".join(folders[:at]), "/".join([*parts, slug]), extension


def _name_pattern(name: str) -> str:
    found = _DATED_NAME.match(name)
    if not found:
        return "{slug}"
    mark, after = found[1], found[2]
    return (
        f"{{year}}{mark}{{month}}{mark}{{day}}{after}{{slug}}" if mark != "-" else f"{{date}}{after}{{slug}}"
    )


def _mark(posts: Sequence[Post]) -> str:
    """What parts the words in the names of most of ``posts``: a hyphen, or ``_``."""
    names = [stem_of(post.path) for post in posts]
    bars = sum("_" in name and "-" not in name for name in names)
    return "_" if bars > sum("-" in name for name in names) else "-"


def _draft_key(posts: Sequence[Post], folder: str) -> str:
    used = Counter(key for post in posts if (key := known_fields.draft_key(post.texts)))
    if used:
        return used.most_common(1)[0][0]
    return "published" if folder.split("/")[-1] == "_posts" and not folder.startswith("source/") else "draft"


def _order(headers: list[list[str]]) -> tuple[str, ...]:
    """The keys in the order most headers have them: by how many keys of the same header come first."""
    before: dict[str, list[float]] = defaultdict(list)
    for keys in headers:
        for place, key in enumerate(keys):
            before[key].append(place / max(len(keys) - 1, 1))
    return tuple(sorted(before, key=lambda key: sum(before[key]) / len(before[key])))


def _samples(posts: Sequence[Post], wanted: Sequence[Key]) -> tuple[Post, ...]:
    """The posts whose headers say most of what a new one is to say, the newest of those first.

    Before the others come those that are dated as most of the newest are: a new one is dated like them.
    """
    paths, usual = {key.lower for key in wanted}, _usual_date(posts)[0]

    def says(post: Post) -> int:
        held = {each.lower for each in leaves(post.fields)}
        return len(held & paths) + len(own_paths(post)) - max(len(held - paths) - 20, 0)

    return tuple(
        sorted(posts, key=lambda post: (_date_form(post) == usual, says(post)), reverse=True)[:_SAMPLES]
    )


def _usual_date(posts: Sequence[Post]) -> tuple[tuple[object, ...], str]:
    """Where most of the newest ``posts`` have their dates and in which spelling, and the newest of those."""
    dated = [post for post in posts[:_LATELY] if known_fields.dated(post.texts)]
    if not dated:
        return (), ""
    form = Counter(map(_date_form, dated)).most_common(1)[0][0]
    found = next(known_fields.dated(post.texts) for post in dated if _date_form(post) == form)
    return form, found.text if found else ""


def _date_form(post: Post) -> tuple[object, ...]:
    """Where a header has its date, and how that is spelled, whichever day it is."""
    found = known_fields.dated(post.texts)
    return (found.path, _DIGIT.sub("0", found.text)) if found else ()


def _headed(post: Post) -> bool:
    return not known_fields.title(post.texts) and bool(post.heading)


def _usual_comments(posts: Sequence[Post]) -> frozenset[str]:
    if len(posts) < ENOUGH:
        return frozenset()
    seen = Counter(text for post in posts for text in set(comments(post.header_text, post.format)))
    return frozenset(text for text, times in seen.items() if nearly_all(times, len(posts)))
