"""The generators that are known, in the order in which a folder is tried for them."""

from __future__ import annotations

from typing import Final

from blogwifi_tui.site.astro import ASTRO
from blogwifi_tui.site.bridgetown import BRIDGETOWN
from blogwifi_tui.site.cecil import CECIL
from blogwifi_tui.site.docusaurus import DOCUSAURUS
from blogwifi_tui.site.eleventy import ELEVENTY
from blogwifi_tui.site.generator import Generator
from blogwifi_tui.site.grav import GRAV
from blogwifi_tui.site.hexo import HEXO
from blogwifi_tui.site.hugo import HUGO
from blogwifi_tui.site.jekyll import JEKYLL
from blogwifi_tui.site.markata import MARKATA
from blogwifi_tui.site.mkdocs import MKDOCS
from blogwifi_tui.site.nikola import NIKOLA
from blogwifi_tui.site.pelican import PELICAN
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.quarto import QUARTO
from blogwifi_tui.site.valaxy import VALAXY
from blogwifi_tui.site.vitepress import VITEPRESS
from blogwifi_tui.site.zola import ZOLA

GENERATORS: Final[tuple[Generator, ...]] = (
    CECIL,
    HUGO,
    ZOLA,
    HEXO,
    VALAXY,
    BRIDGETOWN,
    JEKYLL,
    PELICAN,
    NIKOLA,
    MKDOCS,
    ELEVENTY,
    ASTRO,
    DOCUSAURUS,
    VITEPRESS,
    QUARTO,
    GRAV,
    MARKATA,
)
"""One row each; the first whose ``find`` knows a folder has it. Where none does, ``PLAIN`` serves."""

BY_NAME: Final = {generator.name: generator for generator in (*GENERATORS, PLAIN)}
"""By the name that ``blogwifi.toml`` may give."""
