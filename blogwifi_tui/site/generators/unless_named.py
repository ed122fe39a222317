"""A rule for links that holds unless the site's own files speak of something that may change it."""

from __future__ import annotations

import re
from collections.abc import Callable

from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree


def unless_named(words: str, *files: str) -> Callable[[Tree, Site], bool | None]:
    """A rule that says no; None where one of the files is matched by ``words``, or none is there."""

    def rule(tree: Tree, site: Site) -> bool | None:
        texts = [text for name in files if (text := tree.text(below(site.folder, name))) is not None]
        return None if not texts or any(re.search(words, text) for text in texts) else False

    return rule
