"""What Jekyll's settings say of paths: those left out, and values that posts have without writing them."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from blogwifi_tui.site.config_files import Settings, text_at, texts_at, value_at
from blogwifi_tui.site.generators.globs import LONGEST, MOST, kept, matches

_SPECIAL: Final = (".", "_", "#", "~")
"""What begins names of folders and files that are not read (lib/jekyll/entry_filter.rb)."""
_ALWAYS: Final = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
"""Left out besides (lib/jekyll/configuration.rb, DEFAULT_EXCLUDES)."""


class Filter:
    """Which folders and files Jekyll reads (lib/jekyll/entry_filter.rb)."""

    def __init__(self, settings: Settings) -> None:
        self._include = _patterns(texts_at(settings, "include")) or (".htaccess",)
        left_out = (*_patterns(texts_at(settings, "exclude")), *_ALWAYS)
        self._exclude = tuple(each for each in left_out if each not in self._include)
        self._built = text_at(settings, "destination").strip("./") or "_site"

    def enters(self, folder: str) -> bool:
        """Whether a folder, by its path from the source, is looked through for folders of posts."""
        name = folder.rpartition("/")[2]
        if _matches(self._include, name):
            return True
        return not name.startswith(_SPECIAL) and folder != self._built and not self._excluded(f"{folder}/")

    def reads(self, path: str, inner: str) -> bool:
        """Whether a file of a folder of posts is read; ``inner`` is its path in there."""
        name = inner.rpartition("/")[2]
        if _matches(self._include, inner) or _matches(self._include, name):
            return True
        special = inner.startswith(_SPECIAL) or name.startswith(_SPECIAL) or inner.endswith("~")
        return not special and not self._excluded(path)

    def _excluded(self, path: str) -> bool:
        return _matches(self._exclude, path)


def _patterns(written: Iterable[str]) -> tuple[str, ...]:
    bare = (each.removeprefix("./").lstrip("/") for each in written)
    return kept(bare)


def _matches(patterns: tuple[str, ...], path: str) -> bool:
    """A pattern stands for what it matches, ``*`` also across folders, and for all that begins with it."""
    bare = path.rstrip("/")
    return any(path.startswith(each) or ("*" in each and fnmatchcase(bare, each)) for each in patterns)


class _Scope(NamedTuple):
    path: str
    typed: bool
    values: Settings

    def goes_before(self, other: _Scope | None) -> bool:
        """Whether its values replace those of ``other`` (lib/jekyll/frontmatter_defaults.rb)."""
        if other is None:
            return True
        if len(self.path) != len(other.path):
            return len(self.path) > len(other.path)
        return self.typed or not other.typed


class Scopes:
    """Front matter defaults: values of posts by their path and kind."""

    def __init__(self, settings: Settings) -> None:
        rows = value_at(settings, "defaults")
        self._folder = text_at(settings, "collections_dir").strip("/")
        rows = rows[:MOST] if isinstance(rows, list) else []
        self._scopes = tuple(scope for row in rows if isinstance(row, dict) and (scope := self._scope(row)))

    def _scope(self, row: Settings) -> _Scope | None:
        values = row.get("values")
        kind = value_at(row, "scope", "type")
        if not isinstance(values, dict) or kind not in (None, "posts", "post"):
            return None
        path = text_at(row, "scope", "path").lstrip("/")
        if self._folder:
            path = path.removeprefix(f"{self._folder}/")
        return _Scope(path, kind is not None, values) if len(path) <= LONGEST else None

    def given(self, path: str, key: str) -> object:
        """The value that a post at ``path``, from the folder of collections, has without writing it."""
        value: object = None
        last: _Scope | None = None
        for scope in self._scopes:
            if not _begins(path, scope.path):
                continue
            mine = scope.values.get(key)
            if scope.goes_before(last):
                value, last = (value if mine is None else mine), scope
            elif value is None:
                value = mine
        return value


def _begins(path: str, scope: str) -> bool:
    """Whether a path begins with that of a scope, whose ``*`` stand for names of folders."""
    return matches(path, scope) if "*" in scope else path.startswith(scope)
