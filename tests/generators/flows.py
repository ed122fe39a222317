"""Takes a post through its life by the installed ``blogwifi``, and asks the real generator after each step.

``python tests/generators/flows.py GENERATOR [KIND]``

Each kind of site in ``flow_sites.py`` is written into a new repository with a remote, under a writer's clock
in Paris, and is built at once after each step under a server's clock in UTC. Printed is each step, what is
said of it, and whether the generator agrees; it ends with 1 where one differs. The programs are named as for
``record.py``; ``BLOGWIFI=…`` names ours where it is not on PATH.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.generators.building import program  # noqa: E402 - found once the project's folder is on the path
from tests.generators.flow_sites import SITES, FlowSite  # noqa: E402

TITLE = "Une note d’été"


@dataclass(frozen=True)
class Row:
    """One step: what was asked, what is said of the post, what the generator makes of it."""

    step: str
    agrees: bool
    seen: str


class Flow:
    """One site and its repository, in a folder of its own."""

    def __init__(self, kind: FlowSite, work: Path, *, posts: bool) -> None:
        self.kind, self.work, self.site = kind, work, work / "blog"
        self.base = ""
        self.rows: list[Row] = []
        self._builds = 0
        self._environment = {
            **os.environ, "TZ": "Europe/Paris", "LC_ALL": "C.UTF-8", "HOME": str(work / "home"),
            "XDG_STATE_HOME": str(work / "s"), "XDG_CACHE_HOME": str(work / "c"), "GIT_CONFIG_NOSYSTEM": "1",
            "XDG_CONFIG_HOME": str(work / "g"),
            "GIT_AUTHOR_NAME": "Somebody", "GIT_COMMITTER_NAME": "Somebody",
            "GIT_AUTHOR_EMAIL": "somebody@example.org", "GIT_COMMITTER_EMAIL": "somebody@example.org",
        }  # fmt: skip
        for folder in (work / "home", self.site):
            folder.mkdir(parents=True)
        kind.laid_out(self.site, posts)
        self._git("init", "-q", "-b", "main")
        self._git("init", "-q", "--bare", str(work / "remote"))
        self._git("remote", "add", "origin", str(work / "remote"))
        self._kept()
        self._git("push", "-q", "-u", "origin", "main")

    def said(self, *words: str) -> str:
        """What ``blogwifi`` prints; what it refuses, with ``refused:`` before it."""
        command = [program("blogwifi"), *words]
        done = subprocess.run(
            command, cwd=self.site, env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip() if not done.returncode else f"refused: {done.stderr.strip()[:300]}"

    def posts(self) -> dict[str, dict[str, Any]]:
        """All that is listed, by path."""
        return {each["path"]: each for each in json.loads(self.said("list", "--json"))}

    def titled(self, title: str) -> dict[str, Any]:
        """What the list says of the post with a title."""
        return next(each for each in self.posts().values() if each["title"] == title)

    def built(self) -> dict[str, str] | str:
        """The public pages, by path in what is built; or the words with which the build ends."""
        self._builds += 1
        out = self.work / f"built{self._builds}"
        try:
            self.kind.build(self.site, out)
        except SystemExit as error:
            return str(error)[-300:]
        pages = {path.relative_to(out).as_posix(): path for path in out.rglob("*.html") if path.is_file()}
        texts = {name: html.unescape(path.read_text(encoding="utf-8")) for name, path in pages.items()}
        if self.kind.lists:
            shown = "".join(texts[name] for name in self.kind.lists)
            return {name: text for name, text in texts.items() if name.removesuffix("index.html") in shown}
        return {
            name: text for name, text in texts.items() if not name.startswith(tuple(self.kind.not_public))
        }

    def page_of(self, post: dict[str, Any], pages: dict[str, str] | str) -> str:
        """The page at the address that is said of a post; empty where there is none."""
        if isinstance(pages, str) or not post["address"]:
            return ""
        path = unquote(urlsplit(post["address"]).path)
        inner = path.removeprefix(self._base_path()).strip("/")
        names = [f"{inner}/index.html", f"{inner}.html", inner] if not path.endswith(".html") else [inner]
        return next((name for name in names if name in pages), "")

    def row(self, step: str, agrees: bool, *seen: object) -> None:
        """Take down a step."""
        self.rows.append(Row(step, agrees, " · ".join(str(each) for each in seen if each)))

    def write(self, path: str, text: str) -> None:
        """A post written by other means, and committed."""
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text, encoding="utf-8")
        self._kept()

    def _base_path(self) -> str:
        """The base path of the small sites, which most have none of."""
        return next(
            (
                base
                for base in ("/blog/", "/network/", "/wiki/", "/sub/")
                if any(f"example.org{base}" in text or f"'{base}'" in text for text in self._settings())
                or (base == "/blog/" and any("baseurl: /blog" in text for text in self._settings()))
                or any(f'pathPrefix: "{base}"' in text for text in self._settings())
            ),
            "/",
        )

    def _settings(self) -> list[str]:
        return [
            path.read_text(encoding="utf-8")
            for path in self.site.iterdir()
            if path.suffix in {".toml", ".yml", ".py", ".js", ".mjs"}
        ]

    def _kept(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "-m", "The site")

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.site, env=self._environment, check=True)


def _unchanged(before: dict[str, str] | str, after: dict[str, str] | str) -> bool:
    """Whether no page came and none went."""
    return isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys()


def life(flow: Flow) -> None:
    """New, published, taken back, shown again, copied, the copy published, one ahead."""
    before = flow.built()
    _started(flow, before)
    shown = flow.built()
    post = flow.titled(TITLE)
    asked = flow.said("set", post["path"], "draft=true")
    back, post = flow.built(), flow.titled(TITLE)
    kept = asked.startswith("refused:") and _unchanged(shown, back) and post["state"] != "draft"
    flow.row(
        "taken back", kept or (_unchanged(before, back) and post["state"] == "draft"), asked, post["state"]
    )
    if not kept:
        asked = flow.said("set", post["path"], "draft=false")
        again, post = flow.built(), flow.titled(TITLE)
        flow.row("shown again", bool(flow.page_of(post, again)) and _unchanged(shown, again), asked)
    _copied(flow)
    _ahead(flow)


def _started(flow: Flow, before: dict[str, str] | str) -> None:
    path = flow.said("new", TITLE)
    if path.startswith("refused:"):
        flow.row("new", False, path)
    else:
        pages, state = flow.built(), flow.titled(TITLE)["state"]
        silent = isinstance(pages, dict) and not any(TITLE in text for text in pages.values())
        # A site that has no mark of a draft makes a page of every post: then that must be said.
        flow.row("new", silent == (state == "draft"), path, state, "" if silent else "on the site at once")
    said = flow.said("publish", path)
    pages, post = flow.built(), flow.titled(TITLE)
    page = flow.page_of(post, pages)
    there = bool(page) and page not in before
    flow.row(
        "published", there, post["path"], post["address"], said if not there else "", "" if there else pages
    )


def _copied(flow: Flow) -> None:
    original = flow.titled("Post 1")
    before = flow.built()
    known = set(flow.posts())
    said = flow.said("duplicate", original["path"])
    made = set(flow.posts()) - known
    if not made:
        # Refused, with the reason, where a copy would be public at once.
        refused = said.startswith("refused:") and _unchanged(before, flow.built())
        flow.row("copied", refused, said)
        return
    path = made.pop()
    pages = flow.built()
    flow.row("copied", _unchanged(before, pages), path, flow.posts()[path]["state"])
    said = flow.said("publish", path)
    moved = set(flow.posts()) - known
    copy, pages = flow.posts()[moved.pop()], flow.built()
    page = flow.page_of(copy, pages)
    first = flow.page_of(original, pages)
    own = (
        bool(page) and page not in before and isinstance(pages, dict) and "Words of 1" in pages.get(first, "")
    )
    flow.row(
        "copy published", own and page != first, copy["address"], "" if own else said, "" if own else pages
    )


def _ahead(flow: Flow) -> None:
    path = flow.kind.name.format(n=9).replace("2026-", "2099-")
    flow.write(path, flow.kind.text(9, 2099))
    post, pages = flow.posts()[path], flow.built()
    there = bool(flow.page_of(post, pages))
    flow.row(
        "dated 2099", (post["state"] == "scheduled") != there, post["state"], "built" if there else "left out"
    )


def fresh(flow: Flow) -> None:
    """A site without a post: the first one is found and built."""
    before = flow.built()
    _started(flow, before)
    flow.rows = [Row(f"fresh site: {each.step}", each.agrees, each.seen) for each in flow.rows]


def flows(generator: str, name: str) -> list[Row]:
    """All steps of one kind of site."""
    kind = SITES[generator][name]
    rows = []
    for go, posts in ((life, True), *(((fresh, False),) if kind.empty else ())):
        with tempfile.TemporaryDirectory() as work:
            flow = Flow(kind, Path(work), posts=posts)
            try:
                go(flow)
            except (LookupError, StopIteration, json.JSONDecodeError) as error:
                flow.row("the flow", False, repr(error))
            rows += flow.rows
    return rows


def main() -> int:
    """Reads the command line, takes the steps, prints and keeps the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("generator", choices=sorted(SITES))
    parser.add_argument("kind", nargs="?", help="one of its kinds; all of them when left out")
    asked = parser.parse_args()
    told = {}
    for name in [asked.kind] if asked.kind else SITES[asked.generator]:
        told[name] = [vars(row) for row in flows(asked.generator, name)]
        for row in told[name]:
            seen = row["seen"].replace("\n", " | ")
            print(f"{name:10} {'agree ' if row['agrees'] else 'DIFFER'} {row['step']:24} {seen}")
    return int(not all(row["agrees"] for rows in told.values() for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
