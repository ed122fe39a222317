"""Where the links of a Hugo site lead: by render hooks of its templates, and by ``ref`` and ``relref``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from blogwifi_tui.content.slugs import folded
from blogwifi_tui.site.config_files import texts_at, value_at
from blogwifi_tui.site.generator import LookedUp, Site
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.post_lookup import PostLookup
from blogwifi_tui.site.tree import LARGEST, Tree

_MARKUP: Final = "_markup"
"""The folder of templates for links and pictures of Markdown."""
_DEEPEST: Final = 3


def resolved_by_hook(kind: str) -> Callable[[Tree, Site], bool | None]:
    """Whether the addresses of a ``kind``, ``link`` or ``image``, are resolved; None when a hook may do so.

    By a render hook, of the site or of its theme (documentation, Render hooks).
    Hugo has one of its own since 0.123, which sites in several languages use unless they say otherwise.
    """

    def rule(tree: Tree, site: Site) -> bool | None:
        settings = site.settings
        hooks = value_at(settings, "markup", "goldmark", "renderhooks", kind)
        languages = settings.get("languages")
        folders = _layouts(tree, site)
        if (
            hooks is not None
            or (isinstance(languages, Mapping) and len(languages) > 1)
            or folders is None
            or any(_has_hook(tree, each, f"render-{kind}") for each in folders)
        ):
            return None
        return False

    return rule


def _has_hook(tree: Tree, folder: str, name: str, depth: int = 0) -> bool:
    """Whether a folder of templates holds one of this name, in ``_markup`` at any place."""
    if folder.rpartition("/")[2] == _MARKUP:
        return any(file.startswith(name) for file in tree.files(folder))
    inner = tree.folders(folder) if depth < _DEEPEST else ()
    return any(_has_hook(tree, f"{folder}/{each}", name, depth + 1) for each in inner)


def shows_by_address(tree: Tree, site: Site, origin: str, word: str, address: str) -> bool:
    """Whether it is Hugo's own ``figure``: a resource of the page, else one of the site, else the address.

    A site or a theme may have another of that name (documentation, Shortcode templates), the theme may bring
    the picture, and the header may give a resource another name (documentation, Page resources).
    """
    if "resources" in (tree.beginning(origin, LARGEST) or "resources"):
        return False
    folders = _layouts(tree, site)
    if word != "figure" or folders is None:
        return False
    places = (f"{each}/{name}" for each in folders for name in ("shortcodes", "_shortcodes"))
    if any(file.startswith("figure.") for place in places for file in tree.files(place)):
        return False
    assets = (each.removesuffix("layouts") + "assets" for each in folders)
    return not any(tree.has_file(below(each, address.strip("/"))) for each in assets)


def _layouts(tree: Tree, site: Site) -> list[str] | None:
    """The folders of templates of a site and its theme; None where some come from elsewhere."""
    settings = site.settings
    theme = [name for each in texts_at(settings, "theme") for name in each.split("/")[-1:]]
    themes = [below(site.folder, f"themes/{name}/layouts") for name in theme]
    comes = any(value_at(settings, "module", key) is not None for key in ("imports", "mounts"))
    if comes or not all(tree.has_folder(each) for each in themes):
        return None
    return [below(site.folder, "layouts"), *themes]


def looked_up(_site: Site, lookup: PostLookup, word: str, written: str) -> LookedUp | None:
    """The posts that ``ref`` finds by the end of their path, without language and extension."""
    if word not in ("ref", "relref"):  # a shortcode of the theme, as `link`, takes what it likes
        return None
    wanted = folded(written)
    if bare := wanted.removesuffix(".md"):
        wanted = bare.removesuffix("/index").removesuffix("/_index")
    last = wanted.rpartition("/")[2]
    if last in ("", ".", "..", "index", "_index"):
        return None
    found = tuple(lookup.named_alike(last))
    return None if not found and last in lookup.folders else LookedUp(found)


def alias_key(site: Site) -> str:
    """``aliases``, unless the settings turn them off (documentation, URL management, Aliases)."""
    return "" if site.settings.get("disablealiases") is True else "aliases"
