"""What the settings and the data files of an Eleventy site say, read as text.

Eleventy docs, Configuration; Ignore template files; Template and directory data files; Data cascade.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Final, NamedTuple

from blogwifi_tui.site.config_files import read_settings, text_at, texts_at, value_at
from blogwifi_tui.site.generators.packages import build_scripts, depends_on
from blogwifi_tui.site.generators.program_marks import Program, Programs, Screen, together
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.literals import UNKNOWN
from blogwifi_tui.site.paths import below, inside, join
from blogwifi_tui.site.tree import Tree

CONFIGS: Final = (
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
)
_DATA: Final = (
    ".json",
    ".11tydata.json",
    ".11tydata.ts",
    ".11tydata.js",
    ".11tydata.cjs",
    ".11tydata.mjs",
)
"""The endings of the data file of a folder; the later are stronger.

A site that is written in TypeScript has ``.11tydata.ts``, which the file ending in ``.js`` may only hand on.
"""
_ENDINGS: Final = ("", ".js", ".mjs", ".cjs", ".ts", "/index.js")
_MOST_FILES: Final = 40
_RETURNS: Final = frozenset(("=>", "return", "?", ":"))
"""What stands before a value that a function gives back."""
_MOST_ADDRESSES: Final = 64
"""Places where addresses are computed, or files left out, that are looked at."""
_OPTIONS: Final = {"--input": "input", "--pathprefix": "pathprefix"}
_SETTERS: Final = {
    "setInputDirectory": "input", "setIncludesDirectory": "includes", "setLayoutsDirectory": "layouts",
    "setDataDirectory": "data", "setOutputDirectory": "output",
}  # fmt: skip
_FILTERS: Final = ("addFilter", "addLiquidFilter", "addNunjucksFilter")
_FOLDERS: Final = {"input": ".", "includes": "_includes", "data": "_data", "output": "_site"}


class _Told(NamedTuple):
    """What one program of a site tells of the posts it is about."""

    pages: Screen
    """What it makes no page of."""
    lists: Screen
    """What it leaves out of lists."""
    makes_addresses: bool
    """Whether it makes their addresses, and does more than leave some out."""


@dataclass
class Eleventy:
    """One site as its settings describe it; paths are from the blog's root."""

    input: str
    without: tuple[str, ...] = ()
    """Folders in which nothing is a page."""
    ignored: tuple[str, ...] = ()
    """Patterns of files that are left out, from the blog's root."""
    globs: tuple[str, ...] = ()
    """Patterns of the files that lists are made of, from the blog's root."""
    prefix: str = ""
    """The path that the site lies under, without strokes around it."""
    liquid: bool = True
    """Whether Markdown is filled in by Liquid."""
    filters: frozenset[str] = frozenset()
    """The names of the filters that the site defines itself."""
    everywhere: Mapping[str, object] = field(default_factory=dict)
    """Data of all files."""
    programs: Programs = field(default_factory=lambda: Programs({}))
    settings: Mapping[str, object] = field(default_factory=dict)
    configs: tuple[str, ...] = ()
    """The settings file, and what it brings in."""
    data: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """Data of the files in a folder, by folder; told later."""
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The programs that give such data, by folder."""
    _read: dict[str, _Told] = field(default_factory=dict)
    """What each program tells, by its path: posts are many, and may lie each in a folder of its own."""

    def given(self, path: str) -> dict[str, object]:
        """What the data files say of a file: those of the folders around it, the innermost last."""
        found = dict(self.everywhere)
        for folder in self._around(path):
            data = self.data.get(folder, {})
            tags = (*texts_at(found, "tags"), *texts_at(data, "tags"))
            found |= data
            if "tags" in data:  # lists of tags are put together, all else is put over
                found["tags"] = tags
        return found

    def inner(self, path: str) -> str:
        """The path of a file below the input folder."""
        return path.removeprefix(f"{self.input}/" if self.input else "")

    def page_screen(self, path: str) -> Screen:
        """What makes no page, of the posts in the folder of a file."""
        return together(each.pages for each in self._told(path))

    def list_screen(self, path: str) -> Screen:
        """What lists leave out."""
        return together(each.lists for each in self._told(path))

    def computes_address(self, path: str) -> bool:
        """Whether a program makes the addresses of a folder's files, and does more than leave some out."""
        return any(each.makes_addresses for each in self._told(path))

    def _told(self, path: str) -> Iterator[_Told]:
        for source in self._sources(path):
            if source not in self._read:
                self._read[source] = _told_by(self.programs, source)
            yield self._read[source]

    def _sources(self, path: str) -> Iterator[str]:
        yield from self.configs
        for folder in self._around(path):
            yield from self.sources.get(folder, ())

    def _around(self, path: str) -> Iterator[str]:
        *folders, _ = self.inner(path).split("/")
        return accumulate(folders, below, initial=self.input)


def read_eleventy(tree: Tree, folder: str) -> Eleventy | None:
    """The site whose root is a folder; None when it is none of Eleventy's."""
    path = tree.first_file(folder, CONFIGS)
    if not path and not depends_on(tree, folder, "@11ty/eleventy"):
        return None
    settings = javascript_settings(tree.text(path) or "") if path else {}
    programs = _brought_in(tree, path) if path else Programs({})
    folders = {**_FOLDERS, **_directories(settings, programs), **_options(tree, folder)}
    source = join(folder, folders["input"])
    if not tree.has_folder(source):
        source = folder
    parts = [join(source, folders[key]) for key in ("includes", "data", "layouts") if folders.get(key)]
    found = Eleventy(
        input=source,
        without=(*parts, join(folder, folders["output"]), join(folder, "node_modules")),
        ignored=tuple(_ignored(tree, folder, source, programs)),
        globs=tuple(_globs(programs, folder)),
        prefix=(text_at(settings, "pathPrefix") or folders.get("pathprefix", "")).strip("/"),
        liquid=text_at(settings, "markdownTemplateEngine") in {"", "liquid"},
        filters=frozenset(name for adder in _FILTERS for _, _, name in _named_calls(programs, adder)),
        everywhere=_global_data(programs),
        programs=programs,
        settings=settings,
        configs=tuple(programs.files),
    )
    computed = join(source, folders["data"]) + "/eleventyComputed"
    for ending in (".js", ".cjs", ".mjs"):
        if text := tree.text(computed + ending):
            programs.add(computed + ending, text)
            found.configs = (*found.configs, computed + ending)
    return found


def read_data(tree: Tree, site: Eleventy, folder: str) -> None:
    """Read what the data file of a folder says."""
    name = folder.rpartition("/")[2]
    data: dict[str, object] = {}
    for ending in _DATA:
        if not name or f"{name}{ending}" not in tree.files(folder):
            continue
        path = f"{folder}/{name}{ending}"
        if path.endswith("json"):
            data |= read_settings(tree, path) or {}
        else:
            text = tree.text(path) or ""
            data |= javascript_settings(text)
            site.programs.add(path, text)
            site.sources[folder] = (*site.sources.get(folder, ()), path)
    if data:
        site.data[folder] = data


def _brought_in(tree: Tree, path: str) -> Programs:
    """The settings file, and the files of the blog that it names and that are programs."""
    found = Programs({})
    waiting = [path]
    while waiting and len(found.files) < _MOST_FILES:
        each = waiting.pop(0)
        if each in found.files:
            continue
        found.add(each, tree.text(each) or "")
        program = found.program(each)
        for at in range(len(program.tokens)):
            text = program.value(at)
            if isinstance(text, str) and text.startswith(("./", "../")) and len(text) < 200:
                place = join(posixpath.dirname(each), text)
                named = (f"{place}{ending}" for ending in _ENDINGS)
                waiting += [one for one in named if one.endswith(("js", "ts")) and tree.has_file(one)][:1]
    return found


def _directories(settings: Mapping[str, object], programs: Programs) -> dict[str, str]:
    found = value_at(settings, "dir")
    told = (
        {key: text for key, text in found.items() if isinstance(text, str)}
        if isinstance(found, Mapping)
        else {}
    )
    for setter, key in _SETTERS.items():
        for _, _, text in _named_calls(programs, setter):
            told[key] = text
    wanted = [
        (key, program.path, name)
        for program in programs.every()
        for at in range(len(program.tokens))
        if program.sign(at) == "dir" and program.sign(at + 1) == ":"
        for key, begin, end in program.entries(at + 2)
        if key in _FOLDERS and key not in told and (name := _last_name(program, begin, end))
    ]
    kept = _texts_under(programs, {name for _, _, name in wanted})
    for key, path, name in wanted:
        texts = {text for other, found in kept[name].items() if other != path for text in found}
        if key not in told and len(texts) == 1:
            told[key] = texts.pop()
    return told


def _last_name(program: Program, begin: int, end: int) -> str:
    """``source`` where ``config.dir.source`` stands between two places; empty for anything else."""
    plain = all(program.sign(at) == "." for at in range(begin + 1, end, 2))
    return program.sign(end - 1) if plain else ""


def _texts_under(programs: Programs, names: set[str]) -> dict[str, dict[str, set[str]]]:
    """The texts that files keep under these names, by name and path of the file: two of each at most."""
    found: dict[str, dict[str, set[str]]] = {name: {} for name in names}
    for program in programs.every() if names else ():
        for at in range(len(program.tokens)):
            name, text = program.sign(at), program.value(at + 2)
            if name in found and program.sign(at + 1) == ":" and isinstance(text, str):
                texts = found[name].setdefault(program.path, set())
                if len(texts) < 2:
                    texts.add(text)
    return found


def _options(tree: Tree, folder: str) -> dict[str, str]:
    """The options that the scripts of the package run Eleventy with."""
    found: dict[str, str] = {}
    for script in build_scripts(tree, folder):
        if "eleventy" in script:
            words = script.split()
            for word, after in zip(words, [*words[1:], ""], strict=True):
                option, equals, value = word.partition("=")
                if option in _OPTIONS:
                    found[_OPTIONS[option]] = value if equals else after
    return found


def passed_through(programs: Programs, folder: str) -> str:
    """The first folder whose files go to the site as they are (documentation, Passthrough file copy)."""
    for _, _, place in islice(_named_calls(programs, "addPassthroughCopy"), _MOST_ADDRESSES):
        found = None if set(place) & set("*?[{") else inside(folder, place)
        if found and "." not in posixpath.basename(found):
            return found
    return ""


def _ignored(tree: Tree, folder: str, source: str, programs: Programs) -> Iterator[str]:
    for place in dict.fromkeys((folder, source)):
        text = tree.text(join(place, ".eleventyignore")) if ".eleventyignore" in tree.files(place) else ""
        for line in (text or "").splitlines():
            if line.strip() and not line.startswith("#"):
                yield join(place, line.strip())
    for program in programs.every():
        branches = tuple(_branches(program))
        for call in islice(program.calls("add"), _MOST_ADDRESSES):
            pattern = program.value(call + 1)
            certain = not any(begin < call < end for begin, end in branches)
            if certain and isinstance(pattern, str) and program.sign(call - 3) == "ignores":
                yield join(folder, pattern)


def _branches(program: Program) -> Iterator[tuple[int, int]]:
    """Where what is done on a condition only begins and ends, as what saves time while one writes."""
    for at in range(len(program.tokens)):
        begin = program.after(at + 1) if program.sign(at) == "if" and program.sign(at + 1) == "(" else at + 1
        if program.sign(at) in {"if", "else"} and program.sign(begin) == "{":
            yield begin, program.after(begin)


def _named_calls(programs: Programs, called: str) -> Iterator[tuple[Program, int, str]]:
    """The calls of a function whose first argument is a text: where the arguments open, and that text."""
    for program in programs.every():
        for call in program.calls(called):
            if isinstance(text := program.value(call + 1), str):
                yield program, call, text


def _globs(programs: Programs, folder: str) -> Iterator[str]:
    for program in programs.every():
        for begin, end in _arguments(program, "getFilteredByGlob"):
            for at in range(begin, end):
                text = program.value(at)
                if isinstance(text, str) and (path := inside(folder, text)):
                    yield path


def _global_data(programs: Programs) -> dict[str, object]:
    found: dict[str, object] = {}
    for program, call, name in _named_calls(programs, "addGlobalData"):
        value = program.literal(call + 3)
        found[name] = UNKNOWN if value is None else value
    return found


def _permalinks(program: Program) -> Iterator[tuple[int, int]]:
    """Where addresses are computed."""
    places = [at for at, each in enumerate(program.tokens) if "permalink" in f"{each.text} {each.value}"]
    for at in places[:_MOST_ADDRESSES]:
        named = program.sign(at) == "permalink" and program.sign(at - 1) not in {".", "?."}
        if named or (program.value(at) == "permalink" and program.sign(at + 1) == ":"):
            yield from _entry(program, at)
        elif program.value(at) == "eleventyComputed.permalink":
            yield at, program.after(at - 1) - 1


def _entry(program: Program, at: int) -> Iterator[tuple[int, int]]:
    """Where the value of the key at a place stands, when it is a program's."""
    end = at + 1
    while end < len(program.tokens) and program.sign(end) not in {",", "}", ";"}:
        end = program.after(end)
    method = program.sign(at + 1) == "("
    if method or any(program.sign(each) in {"=>", "function"} for each in range(at, end)):
        yield at + 1, end


def _told_by(programs: Programs, source: str) -> _Told:
    program = programs.program(source)
    permalinks = tuple(_permalinks(program))
    pages = (*_arguments(program, "addPreprocessor"), *permalinks)
    return _Told(
        together(programs.screen(program, begin, end) for begin, end in pages),
        together(programs.screen(program, begin, end) for begin, end in _arguments(program, "addCollection")),
        any(_makes_address(program, begin, end) for begin, end in permalinks),
    )


def _makes_address(program: Program, begin: int, end: int) -> bool:
    """Whether a text that is no mere key is made between two places, or what a function makes is given back.

    Either may be an address.
    """
    return any(
        program.value(at) not in {None, "eleventyComputed.permalink"}
        or program.sign(at) in {"`", "${"}
        or (
            program.sign(at - 1) in _RETURNS
            and program.sign(at + 1) == "("
            and program.sign(at).isidentifier()
        )
        for at in range(begin, end)
    )


def _arguments(program: Program, called: str) -> Iterator[tuple[int, int]]:
    """Where the arguments of the calls of a function stand, of the outer ones."""
    last = 0
    for call in program.calls(called):
        if call >= last:
            last = program.after(call) - 1
            yield call + 1, last
