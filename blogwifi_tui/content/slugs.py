"""File names: made out of titles, told apart, and changed when a title does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from blogwifi_tui.content.post_files import is_template, stem_of

LONGEST: Final = 80
"""Characters in a slug."""
NAMELESS: Final = "article"
"""The slug of a title without a letter or digit; the same word in French and English."""
_BREAKS = str.maketrans(dict.fromkeys("’'‘ʼ`´…«»“”„\"°•·–—/\\|@&+#%", "-"))
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "€": " euros "}
)
# Windows cannot hold files of these names, and `index` and `readme` mean something else to generators.
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|_?index|readme")
_FOLDER_ORDER = re.compile(r"(?:(?<=/)|^)[0-9]{1,4}\.(?=[^/]+/[^/]*$)")
_FILE_NAME = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}[-_. ])?.*?(?P<extension>(?:\.[a-z]{2})?\.[^.]+)", re.DOTALL
)


def slugify(title: str) -> str:
    """A slug of ``a-z``, ``0-9`` and inner hyphens, 1 to 80 characters, cut at a word.

    Accents are folded, ligatures spelled out, apostrophes are hyphens (``l’hôtel`` is ``l-hotel``), scripts
    other than Latin are transliterated, emoji dropped. The same for NFC and NFD input.
    """
    text = unicodedata.normalize("NFC", title).translate(_BREAKS).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if not text.isascii():
        from slugify import slugify as transliterated

        text = transliterated(text, entities=False, decimal=False, hexadecimal=False)
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(slug) > LONGEST:
        cut = slug[: LONGEST + 1].rpartition("-")[0]
        slug = (cut or slug[:LONGEST]).strip("-")
    if not slug:
        return NAMELESS
    return f"{NAMELESS}-{slug}" if _RESERVED.fullmatch(slug) else slug


def unused(path: str, taken: Collection[str]) -> str:
    """``path``, or with ``-2``, ``-3``… after its slug when a file of that name is there.

    Names that differ only in letter case or Unicode form are the same name, as on macOS and Windows. So are
    those of folders in Grav that differ in the number which orders them, and is no part of their address.
    """
    is_ordered = is_template(path)
    told = _without_order if is_ordered else folded
    known = {told(name) for name in taken}
    if told(path) not in known:
        return path
    name, dot, extension = path.rpartition("/")[2].partition(".")
    folder = path.removesuffix(name + dot + extension).rstrip("/")
    end = f"{dot}{extension}"
    if (is_ordered or name == "index") and folder:
        end, (folder, _, name) = f"/{name}{end}", folder.rpartition("/")
    number = 2
    while True:
        tried = f"{folder}/{name}-{number}{end}".lstrip("/")
        if told(tried) not in known:
            return tried
        number += 1


def _without_order(path: str) -> str:
    return _FOLDER_ORDER.sub("", folded(path), count=1)


def folded(path: str) -> str:
    """What two paths have in common when some disks take them for one."""
    return unicodedata.normalize("NFC", path).casefold()


def renamed(path: str, title: str, *, bundle: bool = False) -> str:
    """The path of the post at ``path`` under another title: the same folder, date and extension.

    Of a ``bundle`` (``slug/index.md``, ``02.slug/item.md``) the folder gets the name, behind its date or its
    number; else such a file stays where it is. So does one whose slug is already that of the title.
    """
    folder, slash, name = path.rpartition("/")
    slug = slugify(title)
    if bundle and folder:
        above, slash, own = folder.rpartition("/")
        first = re.match(r"(?:\d{4}-\d{1,2}-\d{1,2}[-_. ]|\d{1,4}\.)?", own, re.ASCII)
        kept = first[0] if first else ""
        return path if own.removeprefix(kept) == slug else f"{above}{slash}{kept}{slug}/{name}"
    match = _FILE_NAME.fullmatch(name)
    if match is None or stem_of(path) == slug or name.startswith(("index.", "_index.")):
        return path
    return f"{folder}{slash}{match['date'] or ''}{slug}{match['extension']}"
