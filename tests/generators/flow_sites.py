"""Small sites that ``flows.py`` takes through the life of a post, each with three posts that are out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.generators.building import program, run
from tests.generators.node_packages import linked, modules

_HERE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True)
class FlowSite:
    """One kind of site, and how it is built."""

    build: Callable[[Path, Path], None]
    """Builds the site (first path) into a folder (second path), as the server does that a push starts."""
    name: str
    """Where the post with a number lies: ``posts/post-{n}.md``."""
    post: str
    """Its text, with ``{n}`` and ``{date}``."""
    files: dict[str, str] = field(default_factory=dict)
    """Files of the site, by path."""
    like: str = ""
    """A site in this folder that is taken for it, without its posts."""
    without: str = ""
    """The folder of posts that is left out of that one."""
    day: str = "{year}-01-0{n}"
    """How its posts write a date."""
    ignored: str = "/public/\n"
    """Its ``.gitignore``."""
    lists: tuple[str, ...] = ()
    """Pages that tell what the site shows, where pages of drafts are built that nothing links to."""
    not_public: tuple[str, ...] = ()
    """Folders of what is built that nothing links to."""
    empty: str = ""
    """A folder without posts that its quick start leaves."""

    def laid_out(self, site: Path, posts: bool) -> None:
        """Write its files; with three posts, or fresh."""
        if self.like:
            shutil.copytree(_HERE / self.like, site, dirs_exist_ok=True)
            shutil.rmtree(site / self.without)
        for path, text in {**self.files, ".gitignore": self.ignored}.items():
            _write(site / path, text)
        for number in (1, 2, 3) if posts else ():
            _write(site / self.name.format(n=number), self.text(number, 2026))
        if self.empty:
            (site / self.empty).mkdir(parents=True, exist_ok=True)

    def text(self, number: int, year: int) -> str:
        """The text of a post."""
        return self.post.format(n=number, date=self.day.format(n=number, year=year))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _hugo(site: Path, out: Path) -> None:
    run([program("hugo"), "--destination", str(out)], site)


def _jekyll(site: Path, out: Path) -> None:
    run([program("jekyll"), "build", "-q", "-d", str(out)], site, JEKYLL_NO_BUNDLER_REQUIRE="true")


def _with_modules(site: Path, variable: str, command: list[str], **variables: str) -> None:
    """Run a program of ``node_modules``, which is there for that time only."""
    folder = site / "node_modules"
    installed = modules(variable)
    linked(installed, folder)
    try:
        run([program("node"), *command], site, NODE_PATH=str(installed), **variables)
    finally:
        shutil.rmtree(folder)


_GENERATE: Final = """
const Hexo = require("hexo");
(async () => {
  const hexo = new Hexo(process.argv[2], {silent: true});
  await hexo.init();
  hexo.public_dir = process.argv[3] + "/";
  hexo.extend.generator.register("post", (locals) => locals.posts.map((post) => (
    {path: post.path, data: "<html>" + post.title + post.content + "</html>"}
  )));
  await hexo.call("generate", {force: true});
  await hexo.exit();
})().catch((error) => { console.error(error); process.exit(1); });
"""
"""Builds by Hexo's own interface, with a page of its own for each post: no theme is needed."""


def _hexo(site: Path, out: Path) -> None:
    script = out.with_suffix(".js")
    script.write_text(_GENERATE, encoding="utf-8")
    (site / "db.json").unlink(missing_ok=True)
    _with_modules(site, "HEXO_MODULES", ["--preserve-symlinks", str(script), str(site), str(out)])


def _pelican(site: Path, out: Path) -> None:
    run([program("pelican"), "-q", "-s", "pelicanconf.py", "-o", str(out)], site)


def _nikola(site: Path, out: Path) -> None:
    for left in ("output", "cache"):
        shutil.rmtree(site / left, ignore_errors=True)
    for left in site.glob(".doit*"):
        left.unlink()
    run([program("nikola"), "build", "-q"], site)
    (site / "output").rename(out)


def _mkdocs(site: Path, out: Path) -> None:
    run([program("mkdocs"), "build", "-q", "-d", str(out)], site)


def _eleventy(site: Path, out: Path) -> None:
    _with_modules(
        site,
        "ELEVENTY_MODULES",
        [str(modules("ELEVENTY_MODULES") / "@11ty/eleventy/cmd.cjs"), "--quiet", f"--output={out}"],
    )


def _astro(site: Path, out: Path) -> None:
    shutil.rmtree(site / ".astro", ignore_errors=True)
    command = [str(modules("ASTRO_MODULES") / "astro/astro.js"), "build", "--outDir", str(out)]
    _with_modules(site, "ASTRO_MODULES", command, ASTRO_TELEMETRY_DISABLED="1")


def _docusaurus(site: Path, out: Path) -> None:
    start = modules("DOCUSAURUS_MODULES") / "@docusaurus/core/bin/docusaurus.mjs"
    command = [str(start), "build", "--out-dir", str(out)]
    _with_modules(site, "DOCUSAURUS_MODULES", command, DISABLE_VERSION_CHECK="true")


_HUGO_FILES: Final = {
    "hugo.toml": "baseURL = 'https://example.org/blog/'\ntitle = 'Small'\n",
    "layouts/_default/single.html": "<html>{{ .Title }}{{ .Content }}</html>\n",
    "layouts/_default/list.html": "<html>{{ range .Pages }}{{ .Title }}{{ end }}</html>\n",
}
_JEKYLL_FILES: Final = {
    "_config.yml": "title: Small\nurl: https://example.org\nbaseurl: /blog\n",
    "_layouts/post.html": "<html>{{ page.title }}{{ content }}</html>\n",
    "index.html": "---\n---\n<html>{% for post in site.posts %}{{ post.title }}{% endfor %}</html>\n",
}
_NAIVE: Final = "{year}-01-0{n} 10:00:00"
_YAML: Final = "---\ntitle: Post {n}\ndate: {date}\ntags: [a]\n---\n\nWords of {n}.\n"
_LAYOUT: Final = "---\nlayout: post\ntitle: Post {n}\ndate: {date}\n---\n\nWords of {n}.\n"
_PELICAN_FILES: Final = {
    "pelicanconf.py": (
        "AUTHOR = 'Somebody'\nSITENAME = 'Small'\nSITEURL = 'https://example.org'\nPATH = 'content'\n"
        "TIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'fr'\n"
    )
}
_MKDOCS_FILES: Final = {
    "mkdocs.yml": "site_name: T\nsite_url: https://example.org/\ntheme: {name: material}\nplugins: [blog]\n",
    "docs/index.md": "# T\n",
}
_HEXO_FILES: Final = {
    "_config.yml": "title: Small\nurl: https://example.org\ntimezone: ''\n",
    "package.json": (
        '{"name": "hexo-site", "private": true, "hexo": {"version": "8.1.2"},'
        ' "dependencies": {"hexo": "^8.0.0", "hexo-renderer-marked": "^7.0.0"}}\n'
    ),
    "scaffolds/post.md": "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
}
_NIKOLA_IGNORED: Final = "/output/\n/cache/\n.doit*\n__pycache__/\n"
_NIKOLA: Final = {
    "build": _nikola, "name": "posts/post-{n}.md", "like": "nikola/quickstart", "without": "posts",
    "day": "{year}-01-0{n} 10:20:00 UTC+01:00", "ignored": _NIKOLA_IGNORED, "lists": ("index.html",),
}  # fmt: skip

SITES: Final[dict[str, dict[str, FlowSite]]] = {
    "hugo": {
        "yaml": FlowSite(
            _hugo,
            "content/posts/post-{n}.md",
            _YAML.replace("tags", "slug: own-{n}\ndraft: no\ntags"),
            _HUGO_FILES,
            day=_NAIVE,
            empty="content",
        ),
        "toml": FlowSite(
            _hugo,
            "content/posts/post-{n}.md",
            "+++\ntitle = 'Post {n}'\ndate = {date}\nurl = '/u/{n}/'\n+++\n\nWords of {n}.\n",
            _HUGO_FILES,
            day="{year}-01-0{n}T10:00:00",
        ),
        "bundle": FlowSite(
            _hugo,
            "content/posts/post-{n}/index.md",
            _YAML.replace("tags", "aliases: [/old{n}/]\ntags"),
            _HUGO_FILES,
        ),
    },
    "jekyll": {
        "posts": FlowSite(
            _jekyll, "_posts/2026-01-0{n}-post-{n}.md", _LAYOUT, _JEKYLL_FILES, day=_NAIVE, empty="_posts"
        ),
        "subfolder": FlowSite(
            _jekyll, "_posts/notes/2026-01-0{n}-post-{n}.md", _LAYOUT, _JEKYLL_FILES, day=_NAIVE
        ),
        "category": FlowSite(
            _jekyll,
            "notes/_posts/2026-01-0{n}-post-{n}.md",
            _LAYOUT.replace("title", "permalink: /p/{n}/\ntitle"),
            _JEKYLL_FILES,
        ),
        "drafts": FlowSite(
            _jekyll,
            "_posts/2026-01-0{n}-post-{n}.md",
            _LAYOUT.replace("date: {date}\n", ""),
            {**_JEKYLL_FILES, "_drafts/one-day.md": "---\nlayout: post\ntitle: One day\n---\n\nNot yet.\n"},
        ),
    },
    "hexo": {
        "posts": FlowSite(_hexo, "source/_posts/post-{n}.md", _YAML, _HEXO_FILES, day=_NAIVE),
        "drafts": FlowSite(
            _hexo,
            "source/_posts/post-{n}.md",
            _YAML,
            {**_HEXO_FILES, "source/_drafts/one-day.md": "---\ntitle: One day\n---\n\nNot yet.\n"},
            day=_NAIVE,
        ),
    },
    "pelican": {
        "title": FlowSite(
            _pelican,
            "content/post-{n}.md",
            "Title: Post {n}\nDate: {date}\nSlug: own-{n}\nCategory: notes\n\nWords of {n}.\n",
            _PELICAN_FILES,
            day="{year}-01-0{n} 10:20",
            empty="content",
            not_public=("drafts",),
        ),
        "fences": FlowSite(
            _pelican,
            "content/post-{n}.md",
            _YAML.replace("[a]", "a, b"),
            _PELICAN_FILES,
            day="{year}-01-0{n} 10:20",
            not_public=("drafts",),
        ),
    },
    "nikola": {
        "dots": FlowSite(
            post=(
                "<!--\n.. title: Post {n}\n.. slug: own-{n}\n.. date: {date}\n.. tags: a, b\n.. type: text\n"
                "-->\n\nWords of {n}.\n"
            ),
            empty="posts",
            **_NIKOLA,
        ),
        "yaml": FlowSite(post=_YAML.replace("\ndate", "\nslug: own-{n}\ndate"), **_NIKOLA),
    },
    "mkdocs": {
        "clock": FlowSite(
            _mkdocs,
            "docs/blog/posts/post-{n}.md",
            "---\ntitle: Post {n}\ndate: {date}\n---\n\nWords of {n}.\n",
            {**_MKDOCS_FILES, "docs/blog/index.md": "# Blog\n"},
            day=_NAIVE,
            ignored="/site/\n",
        ),
        "material": FlowSite(
            _mkdocs,
            "docs/blog/posts/post-{n}.md",
            "---\ndate: {date}\n---\n\n# Post {n}\n\nWords of {n}.\n",
            {**_MKDOCS_FILES, "docs/blog/index.md": "# Blog\n"},
            ignored="/site/\n",
        ),
    },
    "eleventy": {
        "base": FlowSite(
            _eleventy,
            "content/blog/post-{n}.md",
            "---\ntitle: Post {n}\ndate: {date}\n---\n\nWords of {n}.\n",
            {
                "content/blog/blog.11tydata.js": (
                    'export default {tags: ["posts"], layout: "layouts/post.njk"};\n'
                ),
            },
            like="eleventy/base",
            without="content/blog",
            ignored="/_site/\n/node_modules\n",
        ),
        "clock": FlowSite(
            _eleventy,
            "content/blog/post-{n}.md",
            "---\ntitle: Post {n}\ndate: {date}\n---\n\nWords of {n}.\n",
            {
                "content/blog/blog.11tydata.js": (
                    'export default {tags: ["posts"], layout: "layouts/post.njk"};\n'
                ),
            },
            like="eleventy/base",
            without="content/blog",
            day=_NAIVE,
            ignored="/_site/\n/node_modules\n",
        ),
        "no-rule": FlowSite(
            _eleventy,
            "posts/post-{n}.md",
            "---\ntitle: Post {n}\ndate: {date}\ntags: posts\n---\n\nWords of {n}.\n",
            {
                "package.json": '{"type": "module", "dependencies": {"@11ty/eleventy": "^3.0.0"}}\n',
                "index.njk": "{% for post in collections.posts %}{{ post.data.title }}{% endfor %}\n",
            },
            ignored="/_site/\n/node_modules\n",
        ),
    },
    "astro": {
        "clock": FlowSite(
            _astro,
            "src/data/blog/post-{n}.md",
            _YAML.replace("tags: [a]", "description: About {n}").replace("\ndate", "\npubDatetime"),
            like="astro/drafts",
            without="src/data/blog",
            day=_NAIVE,
            ignored="/dist/\n/node_modules\n/.astro/\n",
        ),
        "template": FlowSite(
            _astro,
            "src/content/blog/post-{n}.md",
            "---\ntitle: 'Post {n}'\ndescription: 'About {n}'\npubDate: '{date}'\n---\n\nWords of {n}.\n",
            like="astro/template",
            without="src/content/blog",
            empty="src/content/blog",
            ignored="/dist/\n/node_modules\n/.astro/\n",
        ),
    },
    "docusaurus": {
        "clock": FlowSite(
            _docusaurus,
            "blog/post-{n}.md",
            "---\ntitle: Post {n}\ndate: {date}\n---\n\nWords of {n}.\n",
            like="docusaurus/classic",
            without="blog",
            day=_NAIVE,
            ignored="/build/\n/node_modules\n/.docusaurus/\n",
        ),
        "classic": FlowSite(
            _docusaurus,
            "blog/2026-01-0{n}-post-{n}.md",
            "---\nslug: own-{n}\ntitle: Post {n}\ntags: []\n---\n\nWords of {n}.\n",
            like="docusaurus/classic",
            without="blog",
            empty="blog",
            ignored="/build/\n/node_modules\n/.docusaurus/\n",
        ),
    },
}
