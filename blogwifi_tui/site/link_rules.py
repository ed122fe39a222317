"""What becomes on the site of an address that leads to a file of the blog.

Where nobody makes a page's address of it, a link to ``other.md`` leads to no page, and a picture that lies
beside a post is looked for below the page of the post. What a site's own templates and plugins may do is not
known: None then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from blogwifi_tui.site.config_files import texts_at, value_at
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.tree import Tree

_MARKUP: Final = "_markup"
"""The folder of Hugo's templates for links and pictures of Markdown."""
_DEEPEST: Final = 3


def resolves_links(tree: Tree, site: Site) -> bool | None:
    """Whether a link to the file of a post becomes one to its page."""
    rule = _LINKS.get(site.generator.name)
    return rule(tree, site) if rule else None


def resolves_pictures(tree: Tree, site: Site) -> bool | None:
    """Whether a picture is found by the way to it from the file of the post, whatever the page's address."""
    rule = _PICTURES.get(site.generator.name)
    return rule(tree, site) if rule else None


def _hugo(kind: str) -> Callable[[Tree, Site], bool | None]:
    """By a render hook, of the site or of its theme (documentation, Render hooks).

    Hugo has one of its own since 0.123, which sites in several languages use unless they say otherwise.
    """

    def rule(tree: Tree, site: Site) -> bool | None:
        settings = site.settings
        hooks = value_at(settings, "markup", "goldmark", "renderhooks", kind)
        languages = settings.get("languages")
        theme = [name for each in texts_at(settings, "theme") for name in each.split("/")[-1:]]
        folders = [
            _join(site.folder, "layouts"),
            *(_join(site.folder, f"themes/{name}/layouts") for name in theme),
        ]
        if (
            hooks is not None
            or (isinstance(languages, Mapping) and len(languages) > 1)
            or value_at(settings, "module", "imports") is not None
            or value_at(settings, "module", "mounts") is not None
            or (theme and not all(tree.has_folder(each) for each in folders[1:]))
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


def _jekyll(plugin: str) -> Callable[[Tree, Site], bool | None]:
    """By a plugin, which GitHub Pages has too (README of jekyll-relative-links)."""

    def rule(tree: Tree, site: Site) -> bool | None:
        gems = tree.text(_join(site.folder, "Gemfile"))
        named = (*texts_at(site.settings, "plugins"), *texts_at(site.settings, "gems"))
        if gems is None or tree.has_folder(_join(site.folder, "_plugins")):
            return None
        lines = "\n".join(line for line in gems.splitlines() if not line.lstrip().startswith("#"))
        return None if plugin in named or re.search(rf"{plugin}|github-pages|gemspec", lines) else False

    return rule


def _by_file(words: str, *names: str) -> Callable[[Tree, Site], bool | None]:
    """Not, unless a file of the site speaks of something that may do it."""

    def rule(tree: Tree, site: Site) -> bool | None:
        texts = [text for name in names if (text := tree.text(_join(site.folder, name))) is not None]
        return None if not texts or any(re.search(words, text) for text in texts) else False

    return rule


def _never(_tree: Tree, _site: Site) -> bool:
    return False


def _always(_tree: Tree, _site: Site) -> bool:
    return True


def _join(folder: str, inner: str) -> str:
    return f"{folder}/{inner}" if folder else inner


ELEVENTY_SETTINGS: Final = (
    ".eleventy.js", ".eleventy.cjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip
_ASTRO: Final = ("astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts")
_LINKS: Final[Mapping[str, Callable[[Tree, Site], bool | None]]] = {
    "hugo": _hugo("link"),
    "jekyll": _jekyll("jekyll-relative-links"),
    # Hexo's documentation names the `post_link` tag alone; a plugin would be a dependency.
    "hexo": _by_file("relative|link", "package.json"),
    # Documentation, InputPath to URL plugin.
    "eleventy": _by_file(r"(?i)inputpathtourl|\.md|replace-?link|addTransform", *ELEVENTY_SETTINGS),
    "astro": _by_file("(?i)remark|rehype|integrations", *_ASTRO),
    # Documentation, Internal links: `@/` alone.
    "zola": _never,
    # Documentation, Linking to internal content: `{filename}` alone.
    "pelican": _never,
    "mkdocs": _always,
    "docusaurus": _always,
    "vitepress": _always,
}
"""By the name of the generator; the others are not known."""
_PICTURES: Final[Mapping[str, Callable[[Tree, Site], bool | None]]] = {
    "hugo": _hugo("image"),
    "jekyll": _jekyll("jekyll-postfiles|jekyll-relative-links"),
    "zola": _never,
    "astro": _always,
    "mkdocs": _always,
    "docusaurus": _always,
    "vitepress": _always,
}
"""The same for pictures."""
