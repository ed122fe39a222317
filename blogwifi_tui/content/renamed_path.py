"""Where a post goes when its title changes: the same folder, date and extension, another slug."""

from __future__ import annotations

import re

from blogwifi_tui.content import slugs
from blogwifi_tui.content.front_matter import known_fields

_PARTS = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}[-_. ])?.*?(?P<extension>(?:\.[a-z]{2})?\.[^.]+)", re.DOTALL
)


def renamed(path: str, title: str) -> str:
    """The path of the post at ``path`` under another title.

    A bundle (``slug/index.md``) stays where it is, because its images are beside it; so does a file whose
    slug is already that of the title.
    """
    folder, slash, name = path.rpartition("/")
    slug = slugs.slugify(title)
    match = _PARTS.fullmatch(name)
    if match is None or known_fields.stem(path) == slug or name.startswith(("index.", "_index.")):
        return path
    return f"{folder}{slash}{match['date'] or ''}{slug}{match['extension']}"
