"""What a path tells by itself: whether its file is a post, and what that post is called."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

_EXTENSION = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mkdown|mdwn|mdtxt|mdtext|mdx)$", re.IGNORECASE)
ENDING: Final = re.compile(r"(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.[A-Za-z]+$")
"""What follows the name of a post: its language, as in ``.fr.md``, and its extension."""
_SYNC_COPY = re.compile(
    r"(?P<kept>.+?)(?:"
    r"[._-](?:sync-)?conflict-\d{8}-\d{6}[\w-]*"
    r"|[ _-]?[(\[][^()\[\]]*(?:conflict|conflit|konflikt|conflitto)[^()\[\]]*[)\]]"
    r")",
    re.IGNORECASE,
)
"""Syncthing, Nextcloud and Dropbox, in the languages that they speak in file names."""
_NUMBERED_COPY = re.compile(
    r"(?P<kept>.+?)(?: \d{1,2}| ?\(\d{1,2}\)|(?: - | \(?)(?:copy|copie)(?: \d{1,2})?\)?)", re.IGNORECASE
)
"""iCloud, Google Drive and file managers; so may a post be called that is no copy."""
_CONFLICT_DATE = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_NOT_POSTS: Final = frozenset((
    "readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "security", "authors",
    "todo", "claude", "agents", "gemini", "copilot-instructions",
))  # fmt: skip
"""Names of pages about a project, or for the programs that work on it."""
_PROGRAMS: Final = frozenset(("readme", "claude", "agents", "gemini", "copilot-instructions"))
"""Those that are no post in any folder: forges and programs look for them everywhere."""
_OTHER_TEXT: Final = re.compile(r"\.(?:html?|rst|org)$", re.IGNORECASE)
"""What some generators take posts in beside Markdown."""
PAGE_TEMPLATES: Final = frozenset(("item", "post", "article", "blog-item", "blog_item", "blogitem"))
"""Names of posts below Grav's ``pages``, each in a folder of its own: those of templates."""
_DAY: Final = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}[-_. ]?", re.ASCII)
_ORDER: Final = re.compile(r"[0-9]{1,4}\.(?=.)")
_NOT_FOLDERS: Final = frozenset((
    "_site", "_includes", "_layouts", "_data", "_sass", "_templates", "node_modules", "vendor", "themes",
    "public",
    "images", "img", "output", "__pycache__", "target", "dist", "resources",
))  # fmt: skip


def is_post(relative: str) -> bool:
    """Whether a path names a post: Markdown, not hidden, not a project's own page, not a generator's part."""
    if not _EXTENSION.search(relative):
        return False
    *folders, name = relative.split("/")
    if name.startswith((".", "_index.")) or any(
        f.startswith(".") or f.lower() in _NOT_FOLDERS for f in folders
    ):
        return False
    stem = _EXTENSION.sub("", name).lower()
    return stem not in (_PROGRAMS if folders else _NOT_POSTS)


def is_other_text(relative: str) -> bool:
    """Whether a path is that of a page in HTML, reStructuredText or Org, which is edited as text."""
    return bool(_OTHER_TEXT.search(relative))


def is_markup(relative: str) -> bool:
    """Whether a path is that of reStructuredText or Org, which no Markdown is made of."""
    found = _OTHER_TEXT.search(relative)
    return found is not None and not found[0].lower().startswith(".htm")


def is_written_page(name: str) -> bool:
    """Whether a file's name is that of a page somebody writes in Markdown, reStructuredText or Org."""
    return bool(_EXTENSION.search(name)) or is_markup(name)


def is_project_page(relative: str) -> bool:
    """Whether a path names a page about the project itself, as README, in any folder."""
    return ENDING.sub("", relative.rpartition("/")[2]).lower() in _NOT_POSTS


def copied_from(path: str, paths: Container[str]) -> str | None:
    """The post that ``path`` is a copy of, as programs that keep folders in step leave behind, by its name.

    ``paths`` are those of all posts: a name that others may bear too is that of a copy beside its original.
    """
    folder, slash, name = path.rpartition("/")
    found = ENDING.search(name)
    stem, ending = (name[: found.start()], found.group()) if found else (name, "")
    for pattern in (_SYNC_COPY, _NUMBERED_COPY):
        if copy := pattern.fullmatch(stem):
            original = f"{folder}{slash}{copy['kept']}{ending}"
            dated = pattern is _SYNC_COPY and _CONFLICT_DATE.search(stem[copy.end("kept") :])
            if original in paths or dated:
                return original
    return None


def stem_of(path: str) -> str:
    """The name a path gives its post: no folder, date or extension; the folder's name for ``index.md``.

    Without the number that orders the folders of Grav.
    """
    name = name_of(path)
    if is_template(path):
        name = _ORDER.sub("", name, count=1)
    return _DAY.sub("", name, count=1) or name or path


def ending_of(path: str) -> str:
    """What follows the name in the path of a post: its language, where it is named, and the extension."""
    found = ENDING.search(path)
    return found[0] if found else ""


def language_of(path: str) -> str:
    """The language that the name of a post's file says, in small letters; empty when it says none."""
    return ending_of(path).rpartition(".")[0].lstrip(".")


def name_of(path: str) -> str:
    """The name of a post's file, or of its bundle's folder, without extension and language."""
    *folders, name = path.split("/")
    bare = ENDING.sub("", name)
    return folders[-1] if folders and (bare in ("index", "_index") or is_template(path)) else bare


def is_template(path: str) -> bool:
    """Whether a file's name is that of the template Grav shows it by: then its folder has the post's name."""
    *folders, name = path.split("/") if "pages/" in path else ("",)
    return "pages" in folders[:-2] and ENDING.sub("", name).lower() in PAGE_TEMPLATES
