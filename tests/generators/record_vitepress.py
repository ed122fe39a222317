"""Records what VitePress builds. ``VITEPRESS_MODULES`` names the ``node_modules`` it is installed in.

One gets it by ``npm install vitepress@1`` in an empty folder. What VitePress knows of each page is asked by
its own hook ``transformHtml``; it has no list of posts, so a page is listed when it is built.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.generators.building import NOW, page, program, run, sources
from tests.generators.node_packages import modules, quoted, version

_ZONE = "Europe/Paris"

_BUILD = """
import { appendFileSync } from "node:fs";
import { build, resolveConfig } from "vitepress";
const [root, out, told] = process.argv.slice(2);
process.env.NODE_ENV = "production";
await build(root, {
  outDir: out,
  onAfterConfigResolve(config) {
    config.transformHtml = (code, id, { pageData }) => {
      const { filePath, title, frontmatter } = pageData;
      const row = { base: config.site.base, srcDir: config.srcDir, id, out: config.outDir, filePath, title };
      Object.assign(row, { date: frontmatter.date, clean: config.cleanUrls });
      appendFileSync(told, JSON.stringify(row) + "\\n");
    };
  },
});
"""


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of one site."""
    installed = modules("VITEPRESS_MODULES")
    (site / "node_modules").symlink_to(installed)
    (site / "_record.mjs").write_text(_BUILD, encoding="utf-8")
    (settings,) = [*site.glob(".vitepress"), *site.glob("*/.vitepress")]
    told_file = work / "told"
    run(
        [program("node"), "_record.mjs", str(settings.parent), str(work / "out"), str(told_file)],
        site,
        zone=_ZONE,
    )
    built = {}
    for row in map(json.loads, told_file.read_text(encoding="utf-8").splitlines()):
        if row["filePath"]:
            built[
                (Path(row["srcDir"]) / row["filePath"]).resolve().relative_to(site.resolve()).as_posix()
            ] = row
    pages = {}
    for source in sources(site, ".", ".md"):
        if "node_modules/" in source:
            continue
        told = built.get(source)
        pages[source] = page(
            told and quoted(_address(told)),
            listed=bool(told),
            title=told and told["title"],
            date=told and told.get("date"),
        )
    return {
        "generator": "vitepress",
        "version": version(installed, "vitepress"),
        "zone": _ZONE,
        "built_at": NOW,
        "pages": pages,
    }


def _address(told: dict[str, Any]) -> str:
    name = Path(told["id"]).resolve().relative_to(Path(told["out"]).resolve()).as_posix()
    name = name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name
    return str(told["base"]) + (name.removesuffix(".html") if told["clean"] else name)
