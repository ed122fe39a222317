"""Records what Eleventy builds. ``ELEVENTY_MODULES`` names the folder ``node_modules`` it is installed in.

One gets it by ``npm install @11ty/eleventy@3`` in an empty folder. Every page is asked of Eleventy's own
interface (``Eleventy.toJSON``), title and date of the collection of all that is built.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from tests.generators.building import NOW, page, program, run, sources
from tests.generators.node_packages import modules, quoted, version

_BUILD = """
import Eleventy from "@11ty/eleventy";
const told = new Map();
const eleventy = new Eleventy(undefined, undefined, {
  quietMode: true,
  config: (config) => {
    config.addCollection("_told", (api) => {
      for (const item of api.getAll()) told.set(item.inputPath, {title: item.data.title, date: item.date});
      return [];
    });
    config.addTransform("_told", function (content) {
      // Of pages that are in no collection nothing else tells the date.
      if (!told.has(this.page.inputPath)) told.set(this.page.inputPath, { date: this.page.date });
      return content;
    });
  },
});
await eleventy.init();
const built = (await eleventy.toJSON()).map(({url, inputPath, content}) => ({url, inputPath, content}));
const prefix = eleventy.eleventyConfig.getConfig().pathPrefix;
console.log("\\n" + JSON.stringify({built, told: Object.fromEntries(told), prefix}));
"""

_ZONE = "Europe/Paris"


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of one site: a page is listed when the site's own first page links to it."""
    installed = modules("ELEVENTY_MODULES")
    (site / "node_modules").symlink_to(installed)
    (site / "_record.mjs").write_text(_BUILD, encoding="utf-8")
    told = json.loads(
        run([program("node"), "_record.mjs"], site, zone=_ZONE, ELEVENTY_RUN_MODE="build")
        .rstrip()
        .rpartition("\n")[2]
    )
    built = {row["inputPath"].removeprefix("./"): row for row in told["built"]}
    first = html.unescape(next(row["content"] for row in told["built"] if row["url"] == "/"))
    pages = {}
    for source in sources(site, ".", ".md", ".markdown", ".html"):
        if "node_modules/" in source:
            continue
        url = built[source]["url"] if source in built else None
        known = told["told"].get(f"./{source}", {})
        date = known.get("date")
        # A file that names no date is dated by the moment it was made, which no test can hold.
        date = None if date and date[:4] not in ("2020", "2099") else date
        pages[source] = page(
            quoted(told["prefix"].rstrip("/") + url) if url else None,
            listed=bool(url) and f'href="{url}"' in first,
            title=known.get("title"),
            date=date,
        )
    return {
        "generator": "eleventy",
        "version": version(installed, "@11ty/eleventy"),
        "zone": _ZONE,
        "built_at": NOW,
        "pages": pages,
    }
