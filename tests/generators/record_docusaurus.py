"""Records what Docusaurus builds. ``DOCUSAURUS_MODULES`` names the ``node_modules`` it is installed in.

One gets it by ``npm install @docusaurus/core@3 @docusaurus/preset-classic@3 react react-dom`` in an empty
folder. What Docusaurus knows of each post is read in the files that its blog plugin leaves in
``.docusaurus``; whether there is a page, on the disk.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.generators.building import NOW, page, program, run, sources
from tests.generators.node_packages import modules, quoted, version

_ZONE = "Europe/Paris"


def record(site: Path, work: Path) -> dict[str, Any]:
    """The record of one site: a post is listed when Docusaurus does not call it unlisted."""
    installed = modules("DOCUSAURUS_MODULES")
    (settings,) = [*site.glob("docusaurus.config.*"), *site.glob("website/docusaurus.config.*")]
    folder = settings.parent
    (folder / "node_modules").symlink_to(installed)
    # Docusaurus asks git when a post that names no date was added.
    git = [program("git"), "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The site"]):
        run([*git, *step], site)
    program_file = installed / "@docusaurus/core/bin/docusaurus.mjs"
    run(
        [program("node"), str(program_file), "build", "--out-dir", str(work / "out")],
        folder,
        zone=_ZONE,
        DISABLE_VERSION_CHECK="true",
    )
    posts = {}
    for told in (folder / ".docusaurus/docusaurus-plugin-content-blog").rglob("*.json"):
        known = json.loads(told.read_text(encoding="utf-8"))
        if isinstance(known, dict) and str(known.get("source", "")).startswith("@site/"):
            source = (folder / known["source"].removeprefix("@site/")).relative_to(site).as_posix()
            posts[source] = known
    dumped = (folder / ".docusaurus/docusaurus.config.mjs").read_text(encoding="utf-8")
    base = dumped.partition('"baseUrl": "')[2].partition('"')[0]
    pages = {}
    for source in sources(site, ".", ".md", ".mdx"):
        if "node_modules/" in source:
            continue
        known = posts.get(source, {})
        address = known.get("permalink")
        if address and not _built(work / "out", address.removeprefix(base)):
            raise SystemExit(f"no page at {address}")
        if address and '"trailingSlash": true' in dumped:  # added to all addresses when they are shown
            address = f"{address}/"
        date = known.get("date")
        # A file that names no date is dated by the moment it was made, which no test can hold.
        date = None if date and date[:4] not in ("2020", "2099") else date
        pages[source] = page(
            address and quoted(address),
            listed=bool(address) and not known.get("unlisted"),
            title=known.get("title"),
            date=date,
        )
    return {
        "generator": "docusaurus",
        "version": version(installed, "@docusaurus/core"),
        "zone": _ZONE,
        "built_at": NOW,
        "pages": pages,
    }


def _built(out: Path, address: str) -> bool:
    """Whether there is a page for an address below the base path."""
    return any(
        (out / one).is_file() for one in (f"{address.strip('/')}.html", f"{address.strip('/')}/index.html")
    )
