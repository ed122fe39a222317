"""The collections of an Astro site, as ``src/content.config.ts`` tells them: folder, pattern, schema.

Astro docs, Content collections:
``defineCollection({ loader: glob({ base, pattern }), schema: z.object({…}) })``, and before version 5
``src/content/config.ts``, whose collections are the folders in ``src/content/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from blogwifi_tui.site.generators.post_names import POST_NAMES
from blogwifi_tui.site.generators.program_marks import Program, Programs
from blogwifi_tui.site.paths import inside, join
from blogwifi_tui.site.schema import Field, Schema
from blogwifi_tui.site.tree import Tree

_OPTIONAL: Final = frozenset(("optional", "nullish", "default", "catch", "prefault"))
"""Methods of zod after which a key may be missing."""
_KINDS: Final = frozenset(
    ("string", "date", "boolean", "number", "array", "enum", "object", "image", "reference")
)
_FORMS: Final = frozenset((
    "min", "length", "nonempty", "url", "email", "regex", "uuid", "datetime", "startsWith", "endsWith",
    "includes",
))  # fmt: skip
"""Methods of zod after which an empty text may be refused."""
_DEEPEST: Final = 8
CONFIGS: Final = tuple(
    f"{place}.{ending}"
    for place in ("content.config", "content/config")
    for ending in ("ts", "js", "mjs", "mts")
)
"""The files that may define collections, below ``src/``."""
_UNLIKE_POSTS: Final = frozenset((
    "docs", "doc", "authors", "author", "pages", "page", "i18n", "team", "people", "projects", "project",
    "work", "portfolio", "tags", "tag", "categories", "legal", "spec", "services", "testimonials",
    "jobs", "faq",
))  # fmt: skip


class Collection(NamedTuple):
    """One collection of posts, data or pages."""

    name: str
    folder: str
    """From the blog's root."""
    patterns: tuple[str, ...] = ()
    """Of the paths below the folder; empty: those of Markdown in which no part begins with ``_``."""
    fields: Schema | None = None
    """What the schema says; None when there is none, or it says more than was read."""
    by_slug: bool = False
    """Whether its posts have a ``slug`` beside their ``id``, as before Astro 5."""

    def inner(self, path: str) -> str:
        """The path of one of its files below its folder."""
        return path[len(self.folder) + 1 :]


def collections_of(tree: Tree, source: str, root: str, programs: Programs) -> tuple[Collection, ...]:
    """The collections of a site whose ``src/`` is the folder ``source`` and whose root is ``root``."""
    for name in CONFIGS:
        path = join(source, name)
        if path in programs.files:
            reader = _Config(tree, source, root, programs, programs.program(path))
            return tuple(reader.collections(legacy="/" in name))
    content = join(source, "content")
    return tuple(
        Collection(name, join(content, name), by_slug=True) for name in sorted(tree.folders(content))
    )


def holds_posts(collection: Collection) -> bool:
    """Whether a collection seems to be one of posts: by its name, by dates, or as nothing tells what it has.

    What begins and ends is a period, as of a job: a post has one day, which may stand in its name alone.
    """
    name = collection.name.lower()
    if name in _UNLIKE_POSTS:
        return False
    fields = collection.fields
    return (
        fields is None
        or name in POST_NAMES
        or any(
            (field.kind == "date" or "date" in key.lower())
            and not key.lower().startswith(("start", "begin", "end"))
            for key, field in fields.items()
        )
    )


class _Config:
    """The file that defines the collections."""

    def __init__(self, tree: Tree, source: str, root: str, programs: Programs, program: Program) -> None:
        self._tree, self._source, self._root = tree, source, root
        self._programs, self._program = programs, program

    def collections(self, *, legacy: bool) -> Iterator[Collection]:
        """Those that the file gives away under the name ``collections``."""
        begin, end = self._program.functions.get("collections", (0, 0))
        brace = next((at for at in range(begin, end) if self._program.sign(at) == "{"), None)
        if brace is None:
            return
        for name, first, last in self._program.entries(brace):
            found = self._resolved(self._program, first, last)
            call = found and next(found[0].calls("defineCollection", found[1], found[2]), None)
            if found and call is not None:
                yield self._collection(name, found[0], call + 1, legacy=legacy)

    def _resolved(self, program: Program, begin: int, end: int) -> tuple[Program, int, int] | None:
        """As :meth:`.Programs.resolved`; None too where names have stood for more than is gone over."""
        found = self._programs.resolved(program, begin, end)
        return found if found and self._programs.may_read(found[2] - found[1]) else None

    def _collection(self, name: str, program: Program, brace: int, *, legacy: bool) -> Collection:
        parts = {key: (first, last) for key, first, last in program.entries(brace)}
        fields = self._fields(program, *parts["schema"]) if "schema" in parts else None
        if "loader" not in parts:
            return Collection(name, join(self._source, f"content/{name}"), (), fields, by_slug=legacy)
        first, last = parts["loader"]
        base, patterns = "", list[str]()
        for call in program.calls("glob", first, last):
            for key, begin, end in program.entries(call + 1):
                if key == "base":
                    base = self._folder(program, begin, end)
                elif key == "pattern":
                    patterns += [
                        text for at in range(begin, end) if isinstance(text := program.value(at), str)
                    ]
        likely = (
            join(self._source, f"content/{name}"),
            join(self._source, f"data/{name}"),
            join(self._source, f"{name}"),
            name,
        )
        folder = base or next((each for each in likely if self._tree.has_folder(each)), likely[0])
        return Collection(name, folder, tuple(patterns), fields)

    def _folder(self, program: Program, begin: int, end: int) -> str:
        """The folder that an expression names: a text, or the one constant in it."""
        for at in range(begin, end):
            text = program.value(at)
            if text is None and program.sign(at):
                text = self._programs.text(program, at)
            if isinstance(text, str):
                return inside(self._root, text) or ""
        return ""

    def _fields(self, program: Program, begin: int, end: int, depth: int = 0) -> dict[str, Field] | None:
        """What the schema between two places says; None when it says more than is read here."""
        found = self._resolved(program, begin, end)
        if found is None or depth > _DEEPEST:
            return None
        program, begin, end = found
        fields: dict[str, Field] = {}
        known = False
        place = begin
        while place < end:
            sign, called = program.sign(place), program.sign(place + 1) == "("
            if (
                called
                and sign in {"object", "strictObject", "extend", "safeExtend"}
                and program.sign(place + 2) == "{"
            ):
                inner = self._object(program, place + 2, depth)
                if inner is None:
                    return None
                fields |= inner
                known, place = True, program.after(place + 1)
            elif called and sign in {
                "merge",
                "and",
                "extend",
                "passthrough",
                "loose",
                "catchall",
                "looseObject",
            }:
                return None
            elif sign and not known and program.sign(place + 1) == "." and sign != "z":
                base = self._fields(program, place, place + 1, depth + 1)
                if base is None:
                    return None
                fields |= base
                known, place = True, place + 1
            else:
                place += 1
        return fields if known else None

    def _object(self, program: Program, brace: int, depth: int) -> dict[str, Field] | None:
        fields: dict[str, Field] = {}
        for key, begin, end in program.entries(brace):
            if key == "...":
                return None
            fields[key] = self._field(program, begin, end, depth)
        return fields

    def _field(self, program: Program, begin: int, end: int, depth: int) -> Field:
        if not self._programs.may_read(end - begin):
            return Field("", optional=True)
        words = []
        place = begin
        while place < end:
            if program.sign(place).isidentifier():
                words.append((program.sign(place), place))
            place = program.after(place)
        names = [word for word, _ in words]
        if depth < _DEEPEST and names and names[0] not in {"z", "coerce", "image", "reference"}:
            found = self._programs.resolved(program, begin, begin + 1)
            if found and found[1:] != (begin, begin + 1):
                base = self._field(*found, depth + 1)
                return base._replace(optional=base.optional or not _OPTIONAL.isdisjoint(names))
        kind = next((name for name in names if name in _KINDS), "")
        optional = not _OPTIONAL.isdisjoint(names)
        default, choices = None, list[str]()
        for word, at in words:
            if word == "default":
                default = program.literal(at + 2)
            elif word == "enum":
                choices = self._choices(program, at + 2, min(program.after(at + 1), end))
        if "array" in names:  # z.enum([…]).array(): a list of these texts
            kind, choices = "array", []
        elif "or" in names:  # other texts may do too
            choices = []
        filled = not _FORMS.isdisjoint(names)
        return Field(kind, optional, default, tuple(dict.fromkeys(choices)), filled)

    def _choices(self, program: Program, begin: int, end: int) -> list[str]:
        """The texts of a list, or of what is called by a name: ``['a', 'b']``, ``LEVELS``."""
        if program.sign(begin).isidentifier():
            found = self._resolved(program, begin, begin + 1)
            if found is None or found[1:] == (begin, begin + 1):
                return []
            program, begin, end = found
            end = min(end, program.after(begin))
        if program.sign(begin) not in {"[", "{"}:
            return []
        return [text for at in range(begin, end) if isinstance(text := program.value(at), str)]
