"""The generators that are known, in the order in which a folder is tried for them.

Each is loaded only where a folder shows a sign of it: most blogs load one, and start without the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from blogwifi_tui.site.paths import below

if TYPE_CHECKING:
    from blogwifi_tui.site.generator import Generator
    from blogwifi_tui.site.tree import Tree


class Row(NamedTuple):
    """One generator, and the signs without which a folder is none of its sites."""

    name: str
    """Of its module in :mod:`.generators`, and of the generator, as ``blogwifi.toml`` may give it."""
    files: tuple[str, ...] = ()
    """The beginnings of the names of files, one of which lies there."""
    folders: tuple[str, ...] = ()
    """The names of folders, one of which lies there instead."""
    package: str = ""
    """What the ``package.json`` there names instead."""

    def may_make(self, tree: Tree, folder: str) -> bool:
        """Whether a folder shows a sign of it."""
        if tree.has_beginning(folder, self.files) or not tree.folders(folder).isdisjoint(self.folders):
            return True
        if not self.package or "package.json" not in tree.files(folder):
            return False
        return self.package in (tree.text(below(folder, "package.json")) or "")

    def load(self) -> Generator:
        """The generator, whose module is loaded when it is not yet."""
        module = import_module(f"blogwifi_tui.site.generators.{self.name}")
        generator: Generator = getattr(module, self.name.upper())
        return generator


GENERATORS: Final[tuple[Row, ...]] = (
    Row("cecil", ("cecil.yml", "config.yml")),
    Row("hugo", ("hugo.", "config."), ("config",)),
    Row("zola", ("zola.toml", "config.toml")),
    Row("hexo", ("_config.",)),
    Row("valaxy", ("valaxy.config.", "site.config."), package='"valaxy"'),
    Row("bridgetown", ("bridgetown.config.", "Gemfile")),
    Row("jekyll", ("_config.",), ("_posts",)),
    Row("pelican", ("pelicanconf.py",)),
    Row("nikola", ("conf.py",)),
    Row("mkdocs", ("mkdocs.",)),
    Row("eleventy", (".eleventy.", "eleventy.config."), package='"@11ty/eleventy"'),
    Row("astro", ("astro.config.",), package='"astro"'),
    Row("docusaurus", ("docusaurus.config.",)),
    Row("vitepress", folders=(".vitepress",)),
    Row("quarto", ("_quarto.",)),
    Row("grav", folders=("user", "pages")),
    Row("markata", ("markata",)),
)
"""One row each; the first whose ``find`` knows a folder has it. Where none does, ``plain`` serves."""
