"""Small sites that the generators themselves build, where they are installed, and how they are found.

A program is named by a variable as ``PELICAN=/path/to/pelican``, else found on PATH; packages of npm by
``ELEVENTY_MODULES=/path/to/node_modules``.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

POST = "---\ntitle: Le WiFi\ndate: 2020-05-12\n---\n\nDeux bornes.\n"
_LAYOUT = "<html><head><title>{{ title }}</title></head><body>{{ content }}</body></html>\n"


@dataclass(frozen=True)
class RealSite:
    """One site, with a post that is published, and one that is not."""

    post: str
    text: str
    draft: str
    """Of a post that readers do not see yet, or empty where the generator knows none."""
    files: dict[str, str]
    program: str = ""
    modules: str = ""
    """The variable that names the folder of its packages."""
    broken: str = ""
    """What no build gets over, where the generator says in which file it stands."""
    line: int = 0
    """Where it says that stands, added after an empty line at the end of ``text``; 0 where it does not."""


SITES = {
    "Hugo": RealSite(
        post="content/posts/wifi.md",
        text=POST,
        draft="content/posts/brouillon.md",
        files={
            "hugo.toml": 'baseURL = "https://example.org/notes/"\n',
            "content/posts/brouillon.md": "---\ntitle: B\ndraft: true\ndate: 2099-01-01\n---\nPas encore.\n",
            "layouts/_default/single.html": "<html><body>{{ .Content }}</body></html>",
            "layouts/_default/list.html": "<html><body>{{ range .Pages }}{{ .Title }}{{ end }}</body></html>",
        },
        program="hugo",
        broken="{{< nope >}}",
        line=8,
    ),
    "Jekyll": RealSite(
        post="_posts/2020-05-12-wifi.md",
        text=POST.replace("---\n\n", "layout: post\n---\n\n"),
        draft="_drafts/brouillon.md",
        files={
            "_config.yml": "title: Notes\nurl: https://example.org\nbaseurl: /notes\n",
            "_layouts/post.html": _LAYOUT,
            "_drafts/brouillon.md": "---\nlayout: post\n---\nPas encore.\n",
        },
        program="jekyll",
        broken="{% nope %}",
        line=9,
    ),
    "Pelican": RealSite(
        post="content/wifi.md",
        text="Title: Le WiFi\nDate: 2020-05-12\n\nDeux bornes.\n",
        draft="content/brouillon.md",
        files={
            "pelicanconf.py": "SITEURL = ''\nPATH = 'content'\nTIMEZONE = 'UTC'\nSITENAME = 'Notes'\n",
            "content/brouillon.md": "Title: B\nDate: 2099-01-01\n\nPas encore.\n",
            "content/autre.md": "Title: C\nDate: 2020-01-01\n\nUn autre.\n",
        },
        program="pelican",
    ),
    "MkDocs-Material": RealSite(
        post="docs/blog/posts/wifi.md",
        text="---\ndate: 2020-05-12\n---\n\n# Le WiFi\n\nDeux bornes.\n",
        draft="docs/blog/posts/brouillon.md",
        files={
            "mkdocs.yml": "site_name: Notes\nsite_url: https://example.org/notes/\ntheme: {name: material}\n"
            "plugins: [blog]\n",
            "docs/index.md": "# Notes\n",
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/brouillon.md": "---\ndate: 2020-01-01\ndraft: true\n---\n\n# B\n\nPas encore.\n",
        },
        program="mkdocs",
    ),
    "Nikola": RealSite(
        post="posts/wifi.md",
        text="---\ntitle: Le WiFi\nslug: wifi\ndate: 2020-05-12 10:00:00\n---\n\nDeux bornes.\n",
        draft="posts/brouillon.md",
        files={
            "conf.py": "BLOG_TITLE = 'Notes'\nSITE_URL = 'https://example.org/'\n"
            "BLOG_EMAIL = 'a@example.org'\n"
            "BLOG_AUTHOR = 'M'\nBLOG_DESCRIPTION = 'N'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n"
            "PAGES = ()\nCOMPILERS = {'markdown': ('.md',)}\n",
            "posts/brouillon.md": "---\ntitle: B\nslug: b\ndate: 2099-01-01\nstatus: draft\n---\nPas encore.",
        },
        program="nikola",
    ),
    "Zola": RealSite(
        post="content/wifi.md",
        text="+++\ntitle = 'Le WiFi'\ndate = 2020-05-12\n+++\n\nDeux bornes.\n",
        draft="content/brouillon.md",
        files={
            "config.toml": 'base_url = "https://example.org/notes"\n',
            "templates/page.html": "<html><body>{{ page.content | safe }}</body></html>",
            "templates/index.html": "<html></html>",
            "content/brouillon.md": "+++\ntitle = 'B'\ndraft = true\n+++\n\nPas encore.\n",
        },
        program="zola",
        broken="{{ nope() }}",
    ),
    "Eleventy": RealSite(
        post="posts/wifi.md",
        text=POST.replace("---\n\n", "layout: post.liquid\n---\n\n"),
        draft="posts/brouillon.md",
        files={
            "package.json": '{"type": "module", "dependencies": {"@11ty/eleventy": "3"}}',
            "eleventy.config.js": "export default function (config) {\n"
            '  config.addPreprocessor("drafts", "*", (data) =>\n'
            '    data.draft && process.env.ELEVENTY_RUN_MODE === "build" ? false : undefined);\n}\n',
            "_includes/post.liquid": _LAYOUT,
            "posts/brouillon.md": "---\ndraft: true\nlayout: post.liquid\n---\n\nPas encore.\n",
        },
        modules="ELEVENTY_MODULES",
        broken="{% nope %}",
        line=9,
    ),
    "Hexo": RealSite(
        post="source/_posts/wifi.md",
        text=POST,
        draft="source/_drafts/brouillon.md",
        files={
            "_config.yml": "title: Notes\nurl: https://example.org/notes\nroot: /notes/\ntheme: own\n"
            "permalink: :year/:title/\npublic_dir: public\n",
            "package.json": '{"hexo": {"version": "8"}, "dependencies": {"hexo": "*", '
            '"hexo-renderer-marked": "*", "hexo-renderer-ejs": "*"}}',
            "themes/own/layout/post.ejs": "<html><body><%- page.content %></body></html>",
            "themes/own/layout/index.ejs": "<html></html>",
            "source/_drafts/brouillon.md": "---\ntitle: B\n---\n\nPas encore.\n",
        },
        modules="HEXO_MODULES",
        broken="{% nope %}",
    ),
    "Astro": RealSite(
        post="src/data/blog/wifi.md",
        text="---\ntitle: Le WiFi\n---\n\nDeux bornes.\n",
        draft="",
        files={
            "package.json": '{"type": "module", "dependencies": {"astro": "5"}}',
            "astro.config.mjs": 'import { defineConfig } from "astro/config";\n'
            'export default defineConfig({ site: "https://example.org", base: "/notes" });\n',
            "src/content.config.ts": 'import { defineCollection, z } from "astro:content";\n'
            'import { glob } from "astro/loaders";\n'
            'const blog = defineCollection({ loader: glob({ pattern: "**/*.md", base: "./src/data/blog" }),\n'
            "  schema: z.object({ title: z.string() }) });\nexport const collections = { blog };\n",
            "src/pages/posts/[...id].astro": '---\nimport { getCollection, render } from "astro:content";\n'
            'export async function getStaticPaths() {\n  const posts = await getCollection("blog");\n'
            "  return posts.map((post) => ({ params: { id: post.id }, props: post }));\n}\n"
            "const { Content } = await render(Astro.props);\n---\n<html><body><Content /></body></html>\n",
        },
        modules="ASTRO_MODULES",
    ),
}


def missing(name: str) -> str:
    """What is not installed here of what a site needs; empty when all is."""
    site = SITES[name]
    if site.modules:
        folder = os.environ.get(site.modules, "")
        return "" if Path(folder or "/nowhere").is_dir() and shutil.which("node") else site.modules
    found = os.environ.get(site.program.upper()) or shutil.which(site.program)
    return "" if found else site.program


def make(name: str, folder: Path, programs: Path) -> RealSite:
    """Make the site of a generator in ``folder``, and put its program into ``programs``."""
    site = SITES[name]
    for path, text in {site.post: site.text, **site.files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    if site.modules:
        (folder / ".gitignore").write_text("node_modules\n", encoding="utf-8")
        shutil.copytree(
            os.environ[site.modules],
            folder / "node_modules",
            symlinks=True,
            copy_function=os.link,
            ignore=shutil.ignore_patterns(".astro", ".vite"),
        )
    named = os.environ.get(site.program.upper()) if site.program else None
    if named:
        programs.mkdir(exist_ok=True)
        (programs / site.program).symlink_to(Path(named).absolute())
    return site
