"""The generators that are known, in the order in which a folder is tried for them."""

from __future__ import annotations

from typing import Final

from blogwifi_tui.site.generator import Generator
from blogwifi_tui.site.generators.astro import ASTRO
from blogwifi_tui.site.generators.bridgetown import BRIDGETOWN
from blogwifi_tui.site.generators.cecil import CECIL
from blogwifi_tui.site.generators.docusaurus import DOCUSAURUS
from blogwifi_tui.site.generators.eleventy import ELEVENTY
from blogwifi_tui.site.generators.grav import GRAV
from blogwifi_tui.site.generators.hexo import HEXO
from blogwifi_tui.site.generators.hugo import HUGO
from blogwifi_tui.site.generators.jekyll import JEKYLL
from blogwifi_tui.site.generators.markata import MARKATA
from blogwifi_tui.site.generators.mkdocs import MKDOCS
from blogwifi_tui.site.generators.nikola import NIKOLA
from blogwifi_tui.site.generators.pelican import PELICAN
from blogwifi_tui.site.generators.quarto import QUARTO
from blogwifi_tui.site.generators.valaxy import VALAXY
from blogwifi_tui.site.generators.vitepress import VITEPRESS
from blogwifi_tui.site.generators.zola import ZOLA
from blogwifi_tui.site.plain import PLAIN

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
