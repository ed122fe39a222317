"""Records what Nikola builds (``NIKOLA=/path/to/nikola``; with ``toml``, ``ruamel.yaml`` and ``jinja2``).

The site is built; then Nikola itself, run by the Python beside it, tells where the page of each post is.
Drafts and posts whose date lies ahead have a page that nothing links to; ``nikola deploy`` leaves out
those that lie ahead.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.generators.building import NOW, page, program, run, sources

TELL = """
import json, sys
sys.path.insert(0, ".")
import conf
from nikola import Nikola, __version__
site = Nikola(**conf.__dict__)
site.init_plugins()
site.scan_posts()
rows = []
for post in site.timeline:
    for language in post.translated_to:
        rows.append({
            "source": post.translated_source_path(language), "title": post.title(language),
            "page": post.destination_path(language), "address": post.permalink(language, absolute=True),
            "listed": post.use_in_feeds, "held": post.is_draft or post.publish_later,
            "date": post.date.isoformat(),
        })
print("\\n" + json.dumps({"rows": rows, "version": __version__}))
"""


def record(site: Path, work: Path) -> dict[str, Any]:
    """Builds the site, and tells what became of every file in the folders of posts and pages."""
    nikola = program("nikola")
    folder = next(site.rglob("conf.py")).parent
    run([nikola, "build", "-q"], folder)
    python = str(Path(nikola).with_name("python"))
    told = json.loads(run([python, "-c", TELL], folder).strip().splitlines()[-1])
    inside = folder.relative_to(site)
    folders = {Path(row["source"]).parts[0] for row in told["rows"]}
    pages = {path: page(None) for each in folders for path in sources(site, str(inside / each), "")}
    pages = {path: row for path, row in pages.items() if not path.endswith(".meta")}
    for row in told["rows"]:
        path = (inside / row["source"]).as_posix()
        address = urlsplit(row["address"]).path if (folder / "output" / row["page"]).is_file() else None
        pages[path] = page(address, listed=row["listed"], title=row["title"], date=row["date"])
        if row["held"]:
            pages[path] |= {"address": None, "draft_page": address, "would_be": address}
    return {
        "generator": "nikola", "version": told["version"], "zone": "UTC", "built_at": NOW, "pages": pages,
    }  # fmt: skip
