"""Records what Pelican builds (``PELICAN=/path/to/pelican``: PyPI's ``pelican[markdown]``).

A plugin, given on the command line, writes down the articles and pages once all are read. The settings are
those that a site is published with: ``publishconf.py``, where there is one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.generators.building import NOW, page, program, run, sources

PLUGIN = """
import json
from pelican import signals

def told(generators):
    rows, settings = [], {}
    for each in generators:
        settings = each.settings
        shown = [*each.articles, *each.translations] if hasattr(each, "articles") else []
        for name in ("articles", "translations", "drafts", "drafts_translations", "hidden_articles", "pages",
                     "hidden_translations", "hidden_pages", "draft_pages", "draft_translations"):
            for one in getattr(each, name, []):
                rows.append({
                    "source": one.source_path, "title": str(one.title), "listed": one in shown,
                    "date": one.date.isoformat() if hasattr(one, "date") else None,
                    "draft": one.status == "draft", "url": one.url, "save_as": one.save_as,
                    "own": hasattr(one, "override_url"),
                    "saved": hasattr(one, "override_save_as"),
                })
    with open(FILE, "w") as file:
        json.dump({"rows": rows, "site": settings["SITEURL"], "folder": settings["PATH"]}, file)

def register():
    signals.all_generators_finalized.connect(told)
"""


def record(site: Path, work: Path) -> dict[str, Any]:
    """Builds the site as it is published, and tells what became of every file."""
    pelican, told, plugins = program("pelican"), work / "told.json", work / "plugins"
    plugins.mkdir()
    (plugins / "telling.py").write_text(f"FILE = {str(told)!r}\n{PLUGIN}", encoding="utf-8")
    settings = next(site.rglob("publishconf.py"), None) or next(site.rglob("pelicanconf.py"))
    output = work / "output"
    given = ["-e", f"PLUGIN_PATHS={json.dumps([str(plugins)])}", 'PLUGINS=["telling"]']
    run([pelican, "-q", "-s", str(settings), "-o", str(output), *given], settings.parent)
    found = json.loads(told.read_text(encoding="utf-8"))
    folder = Path(found["folder"]).relative_to(site).as_posix()
    pages = {path: page(None) for path in sources(site, folder, "")}
    pages = {path: row for path, row in pages.items() if not path.endswith((".py", ".pyc"))}
    base = urlsplit(found["site"]).path.rstrip("/")
    for row in found["rows"]:
        built = (output / row["save_as"]).is_file()
        # A post that says `save_as` alone has a link that leads nowhere: its page is where it was saved.
        own = row["save_as"] if row["saved"] and not row["own"] else row["url"]
        path = Path(row["source"]).relative_to(site).as_posix()
        date = None if row["date"] and row["date"].startswith("9999") else row["date"]
        pages[path] = page(
            quote(f"{base}/{own}", safe="/~") if built else None,
            listed=row["listed"],
            title=row["title"],
            date=date,
        )
        if row["draft"]:  # which nothing links to, in a folder of its own
            pages[path] |= {"address": None, "draft_page": pages[path]["address"]}
    version = run([pelican, "--version"], site).strip()
    return {"generator": "pelican", "version": version, "zone": "UTC", "built_at": NOW, "pages": pages}
