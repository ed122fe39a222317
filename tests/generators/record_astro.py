"""Records what Astro builds. ``ASTRO_MODULES`` names the folder ``node_modules`` it is installed in.

One gets it by ``npm install astro@5 @astrojs/mdx@4 @astrojs/sitemap`` in an empty folder. The pages of the
sites here print what Astro knows of the post they are made of.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from tests.generators.building import NOW, page, program, run, said, sources
from tests.generators.node_packages import linked, modules, quoted, version

_ZONE = "UTC"
"""The zone of hosts that build: of it depend dates that are texts with a clock and no offset."""


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of one site: a post is listed when a page of the site that is no post links to it."""
    installed = modules("ASTRO_MODULES")
    linked(installed, site / "node_modules")
    run(
        [program("node"), str(installed / "astro/astro.js"), "build", "--outDir", str(work / "out")],
        site,
        zone=_ZONE,
        ASTRO_TELEMETRY_DISABLED="1",
    )
    base = _base(site)
    posts, lists = {}, ""
    for built in (work / "out").rglob("*.html"):
        told = said(built)
        if not told:
            lists += html.unescape(built.read_text(encoding="utf-8"))
            continue
        source = told["source"]
        if Path(source).is_absolute():
            source = Path(source).relative_to(site.resolve()).as_posix()
        address = built.relative_to(work / "out").as_posix()
        posts[source] = (base + "/" + address.removesuffix("index.html"), told)
    pages = {}
    for source in sources(site, "src", ".md", ".mdx", ".markdown"):
        address, told = posts.get(source) or (_plain_page(source, work / "out", base), {})
        listed = address is not None and _listed(address, lists)
        pages[source] = page(
            address and quoted(address), listed=listed, title=told.get("title"), date=told.get("date")
        )
    return {
        "generator": "astro",
        "version": version(installed, "astro"),
        "zone": _ZONE,
        "built_at": NOW,
        "pages": pages,
    }


def _plain_page(source: str, out: Path, base: str) -> str | None:
    """The address of a file in ``src/pages/`` that has no layout, so that its page says nothing of it."""
    name = source.removeprefix("src/pages/").rpartition(".")[0]
    return (
        f"{base}/{name}/"
        if source.startswith("src/pages/") and (out / name / "index.html").is_file()
        else None
    )


def _listed(address: str, lists: str) -> bool:
    return any(f'href="{one}"' in lists for one in (address, address.removesuffix(".html")))


def _base(site: Path) -> str:
    """The base path, as the sites here write it."""
    (settings,) = site.glob("astro.config.*")
    after = settings.read_text(encoding="utf-8").replace("'", '"').partition('base: "')[2]
    return after.partition('"')[0].rstrip("/")
