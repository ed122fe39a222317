"""Builds a small Hexo site and tells what became of each post.

Needs Node.js, ``faketime``, and a folder with Hexo 8, hexo-renderer-marked, hexo-renderer-ejs and
hexo-theme-landscape installed, named by ``HEXO_MODULES=/path/to/node_modules``. The zone the build runs in is
that of the file ``.build-zone`` at the site's root, else UTC.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tests.generators.building import AS_IN_A_PATH, NOW, at_the_moment, page, program, run, sources

_ENDINGS = (
    ".md",
    ".MD",
    ".markdown",
    ".mkd",
    ".mkdn",
    ".mdx",
    ".html",
    ".htm",
    ".njk",
    ".txt",
    ".json",
    ".yml",
    "~",
    "%",
)
_BUILD = """
const Hexo = require("hexo"), fs = require("fs"), path = require("path");
const {url_for: urlFor} = require("hexo-util");
const [site, told] = process.argv.slice(2);
(async () => {
  const hexo = new Hexo(site, {silent: true});
  await hexo.init();
  await hexo.call("generate", {});
  const at = (item) => {
    const route = hexo.route.format(decodeURI(item.path));
    const file = path.join(hexo.public_dir, route);
    return fs.existsSync(file) ? urlFor.call(hexo, item.path) : null;
  };
  const rows = [];
  for (const post of hexo.locals.get("posts").toArray())
    rows.push({
      source: path.relative(site, post.full_source), address: at(post), post: true, title: post.title,
      date: post.date.format(), tags: post.tags.map((tag) => tag.name),
      categories: post.categories.map((category) => category.name),
    });
  for (const item of hexo.locals.get("pages").toArray())
    rows.push({
      source: path.relative(site, item.full_source), address: at(item), post: false, title: item.title,
      date: null,
    });
  fs.writeFileSync(told, JSON.stringify({rows, version: hexo.version}));
  await hexo.exit();
})().catch((error) => { console.error(error); process.exit(1); });
"""
"""What builds the site by Hexo's own interface, and writes down the posts it put on it."""


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of ``site``; beside the four values of a page, its tags and categories."""
    zone_file = site / ".build-zone"
    zone = zone_file.read_text(encoding="utf-8").strip() if zone_file.is_file() else "UTC"
    modules = Path(program("node_modules", "HEXO_MODULES"))
    root = next(iter(sorted(site.rglob("package.json")))).parent
    (root / "node_modules").symlink_to(modules)
    script, told = work / "build.js", work / "told.json"
    script.write_text(_BUILD, encoding="utf-8")
    run(
        at_the_moment(
            [program("node"), "--preserve-symlinks", str(script), str(root), str(told)], _now_in(zone)
        ),
        root,
        zone=zone,
        NODE_PATH=str(modules),
        FAKETIME_DONT_FAKE_MONOTONIC="1",
    )
    (root / "node_modules").unlink()
    built = json.loads(told.read_text(encoding="utf-8"))
    pages = {path: page(None) for path in sources(site, ".", *_ENDINGS) if "/source" in f"/{path}"}
    for one in built["rows"]:
        address = one["address"] and quote(one["address"], safe=AS_IN_A_PATH)
        path = (root / one["source"]).relative_to(site).as_posix()
        pages[path] = {
            **page(address, listed=one["post"], title=one["title"], date=one["date"]),
            **({"tags": one["tags"], "categories": one["categories"]} if one["post"] else {}),
        }
    _forget_moments_of_files(pages)
    return {"generator": "hexo", "version": built["version"], "zone": zone, "built_at": NOW, "pages": pages}


def _forget_moments_of_files(pages: dict[str, dict[str, Any]]) -> None:
    """A post without a date has that of its file's making, which is another on each machine."""
    now = datetime.fromisoformat(NOW)
    for told in pages.values():
        date = told["date"]
        if date and now < datetime.fromisoformat(date) < now.replace(year=2090):
            told["date"] = None


def _now_in(zone: str) -> str:
    """The moment of the build as the clocks of its zone show it, which is what ``faketime`` is told."""
    return datetime.fromisoformat(NOW).astimezone(ZoneInfo(zone)).isoformat()
