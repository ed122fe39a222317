"""Builds a small Jekyll site and tells what became of each file.

Needs Jekyll 4 and what its quick start asks for (Debian: ``jekyll``, ``jekyll-theme-minima``,
``ruby-jekyll-feed``), and ``faketime``. The zone the build runs in is that of the file ``.build-zone`` at the
site's root, else UTC.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tests.generators.building import AS_IN_A_PATH, NOW, at_the_moment, page, program, run, sources

_ENDINGS = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".textile", ".txt", ".MD", "~")
_TELL = """
require "json"
Jekyll::Hooks.register :site, :post_write do |site|
  items = site.collections.values.flat_map(&:docs).map { |doc| [doc, doc.collection.label == "posts"] }
  pages = site.pages.select { |page| File.file?(site.in_source_dir(page.relative_path)) }
  items += pages.map { |page| [page, false] }
  told = items.map do |item, post|
    path = item.is_a?(Jekyll::Page) ? site.in_source_dir(item.relative_path) : item.path
    file = item.destination(site.dest)
    date = post ? item.date : item.data["date"]
    {
      "source" => path, "url" => item.url, "file" => File.file?(file) ? file : nil, "post" => post,
      "title" => item.data["title"],
      "date" => date.respond_to?(:strftime) ? date.strftime("%Y-%m-%dT%H:%M:%S%:z") : nil,
      "tags" => post ? item.data["tags"] : nil, "categories" => post ? item.data["categories"] : nil,
    }
  end
  File.write(ENV.fetch("TELL"), JSON.generate("baseurl" => site.baseurl, "posts" => told))
end
"""
"""A plugin for this build only: it writes down what the site holds once it is written."""


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of ``site``, built into ``work``; beside the four values of a page, its tags."""
    zone_file = site / ".build-zone"
    zone = zone_file.read_text(encoding="utf-8").strip() if zone_file.is_file() else "UTC"
    settings = next(iter(sorted(site.rglob("_config.yml"))))
    (work / "plugins").mkdir()
    (work / "plugins" / "tell.rb").write_text(_TELL, encoding="utf-8")
    build = [
        program("jekyll"),
        "build",
        "--destination",
        str(work / "built"),
        "--plugins",
        str(work / "plugins"),
    ]
    told = work / "told.json"
    run(
        at_the_moment(build, _now_in(zone)),
        settings.parent,
        zone=zone,
        TELL=str(told),
        JEKYLL_NO_BUNDLER_REQUIRE="true",
    )
    built = json.loads(told.read_text(encoding="utf-8"))
    pages = {path: page(None) for path in sources(site, ".", *_ENDINGS)}
    for one in built["posts"]:
        path = Path(one["source"]).relative_to(site).as_posix()
        url = quote((built["baseurl"] or "").removesuffix("/") + one["url"], safe=AS_IN_A_PATH)
        address = url if one["file"] else None
        pages[path] = {
            **page(address, listed=one["post"], title=one["title"], date=one["date"]),
            **({"tags": one["tags"], "categories": one["categories"]} if one["post"] else {}),
        }
    version = re.search(r"[\d.]+", run([program("jekyll"), "--version"], work))
    return {
        "generator": "jekyll",
        "version": version[0] if version else "",
        "zone": zone,
        "built_at": NOW,
        "pages": pages,
    }


def _now_in(zone: str) -> str:
    """The moment of the build as the clocks of its zone show it, which is what ``faketime`` is told."""
    return datetime.fromisoformat(NOW).astimezone(ZoneInfo(zone)).isoformat()
