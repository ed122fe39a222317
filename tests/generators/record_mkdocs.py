"""Records what the blog plugin of MkDocs-Material builds (``MKDOCS=/path/to/mkdocs``).

A hook, a file that MkDocs runs when its settings name it, writes down the pages after the build. The posts
that the plugin leaves out are no pages then.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.generators.building import NOW, page, program, run, sources

HOOK = """
import json

rows = []

def on_page_context(context, page, config, nav):
    post = hasattr(page, "excerpt") and hasattr(page, "authors")
    rows.append({
        "source": page.file.src_uri, "url": page.url, "title": str(page.title), "post": post,
        "date": page.config.date.created.isoformat() if post else None,
    })
    return context

def on_post_build(config):
    with open(FILE, "w") as file:
        json.dump({"rows": rows, "site": config.site_url, "docs": config.docs_dir}, file)
"""


def record(site: Path, work: Path) -> dict[str, Any]:
    """Builds the site, and tells what became of every post."""
    mkdocs, answer, hook = program("mkdocs"), work / "told.json", work / "telling.py"
    hook.write_text(f"FILE = {str(answer)!r}\n{HOOK}", encoding="utf-8")
    settings = next(site.rglob("mkdocs.yml"))
    given = settings.read_text(encoding="utf-8")
    settings.write_text(f"{given}\nhooks: [{json.dumps(str(hook))}]\n", encoding="utf-8")
    run([mkdocs, "build", "-q", "-d", str(work / "output")], settings.parent)
    found = json.loads(answer.read_text(encoding="utf-8"))
    docs = Path(found["docs"]).relative_to(site).as_posix()
    pages = {path: page(None) for path in sources(site, docs, ".md")}
    base = urlsplit(found["site"]).path.rstrip("/")
    for row in found["rows"]:
        path = f"{docs}/{row['source']}"
        if path in pages:
            address = re.sub(r"//+", "/", f"{base}/{row['url']}")
            pages[path] = page(
                quote(address, safe="/%"), listed=row["post"], title=row["title"], date=row["date"]
            )
    version = run([program("mkdocs").replace("bin/mkdocs", "bin/pip"), "show", "mkdocs-material"], site)
    number = re.search(r"Version: (\S+)", version)
    told = {"generator": "mkdocs-material", "version": number[1] if number else ""}
    return {**told, "zone": "UTC", "built_at": NOW, "pages": pages}
