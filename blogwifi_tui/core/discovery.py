"""Which folder is the blog, and which post a person means."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from blogwifi_tui.content.folding import fold
from blogwifi_tui.content.post_files import stem_of
from blogwifi_tui.errors import BlogElsewhere, NoBlog, PostAmbiguous, PostNotFound
from blogwifi_tui.settings.paths import SETTINGS_NAME

_WORK_TREE = re.compile(r"^[ \t]*worktree[ \t]*=(.*)$", re.IGNORECASE | re.MULTILINE)


def find_root(path: Path) -> Path:
    """The root of the blog that holds ``path``: the nearest ``blogwifi.toml`` upward, else the repository.

    The search stops at the first repository: one inside a blog is another project.

    Raises:
        NoBlog: neither was found up to the root of the file system.
        BlogElsewhere: the repository found keeps its files in another folder.
    """
    start = path.resolve()
    for folder in (start, *start.parents) if start.exists() else ():
        if (folder / SETTINGS_NAME).is_file() or (folder / ".git").exists():
            if tree := _work_tree_elsewhere(folder):
                raise BlogElsewhere(str(folder), str(tree))
            return folder
    raise NoBlog(str(start), "" if start.exists() else "absent")


def repository_around(folder: Path) -> Path | None:
    """The nearest folder, ``folder`` or above it, that has a ``.git``; None where none does."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _work_tree_elsewhere(folder: Path) -> Path | None:
    """Where the repository in ``folder`` keeps its files, when that is neither there nor around it."""
    settings = folder / ".git" / "config"
    try:
        found = _WORK_TREE.search(settings.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return None
    tree = (settings.parent / found[1].strip().strip('"')).resolve() if found else folder
    return None if folder.is_relative_to(tree) else tree


class _Named(Protocol):
    """What a person has a name for."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


def find_post(entries: Sequence[Named], name: str, root: Path) -> Named:
    """The post a person means by ``name``, in this order: a path, a name, a slug, a part of a path or title.

    A path may be relative to the blog or to the current folder. An accent may be typed in one character and
    stand in the file's name in two, or the other way round.

    Raises:
        PostNotFound, PostAmbiguous: none, or several.
    """
    folded, composed, below = fold(name), _composed(name), _below(root, name)
    whole = (composed, _composed(below))
    ways: tuple[Callable[[Named], bool], ...] = (
        lambda entry: entry.path in (name, below),
        lambda entry: _composed(entry.path) in whole,
        lambda entry: composed in _names(entry.path),
        lambda entry: _composed(stem_of(entry.path)) == composed,
        lambda entry: folded in fold(f"{entry.path}\n{entry.title}"),
    )
    for is_meant in ways:
        found = list(filter(is_meant, entries))
        if len(found) == 1:
            return found[0]
        if found:
            raise PostAmbiguous(name, tuple(entry.path for entry in found))
    raise PostNotFound(name)


def named_paths(name: str, root: Path) -> tuple[str, ...]:
    """The paths that ``name`` may be: from the root of the blog, and from the current folder."""
    return tuple(dict.fromkeys((name, _below(root, name))))


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Of each post the shortest name that :func:`find_post` takes for it alone, by its path."""
    stems, names = Counter(map(stem_of, paths)), Counter(PurePosixPath(path).stem for path in paths)
    found = {}
    for path in paths:
        stem, name = stem_of(path), PurePosixPath(path).stem
        if stems[stem] == 1 and names[stem] == (stem == name):
            found[path] = stem
        else:
            found[path] = name if names[name] == 1 else path
    return found


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _names(path: str) -> tuple[str, str]:
    """The name of the file at ``path``, with and without its ending."""
    name = PurePosixPath(_composed(path))
    return name.name, name.stem


def _below(root: Path, name: str) -> str:
    """``name`` as seen from the current folder, relative to ``root``; itself when it lies elsewhere."""
    absolute = Path(name).absolute()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else name
