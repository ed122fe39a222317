"""A generator runs nothing of the blog's own before the person has agreed to it, as it stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve.build_commands import BUILDERS, MissingGenerator, plan_build
from blogwifi_tui.core.serve.generator_trust import trust_all, trusted_plan
from blogwifi_tui.core.serve.messages import BuildPlan
from blogwifi_tui.errors import Untrusted
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.trust_messages import described
from blogwifi_tui.site.detect import detect
from tests.conftest import Git
from tests.core.serve.conftest import POST

PROGRAMS = ("hugo", "jekyll", "bundle", "pelican", "mkdocs", "nikola", "zola", "node")
SITES = {
    "Pelican": {"pelicanconf.py": "PATH = 'content'\n", "content/a.md": "Title: A\n\nA\n"},
    "Nikola": {
        "conf.py": "BLOG_TITLE = 'A'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n",
        "posts/a.md": "---\ntitle: A\n---\n",
    },
    "MkDocs-Material": {
        "mkdocs.yml": "site_name: A\ntheme: {name: material}\nplugins: [blog]\n",
        "docs/blog/posts/a.md": "---\ndate: 2026-01-01\n---\n# A\n",
    },
    "Eleventy": {
        "eleventy.config.js": "export default function (config) {}\n",
        "package.json": '{"dependencies": {"@11ty/eleventy": "3"}}',
        "posts/a.md": "---\ntitle: A\n---\n",
        "node_modules/.bin/eleventy": "#!/bin/sh\n",
    },
    "Astro": {
        "astro.config.mjs": "export default {}\n",
        "package.json": '{"dependencies": {"astro": "5"}}',
        "src/content/blog/a.md": "---\ntitle: A\n---\n",
        "node_modules/.bin/astro": "#!/bin/sh\n",
    },
    "Hexo": {
        "_config.yml": "title: A\nnew_post_name: :title.md\npublic_dir: public\n",
        "package.json": '{"hexo": {"version": "8"}, "dependencies": {"hexo": "8"}}',
        "source/_posts/a.md": "---\ntitle: A\n---\n",
        "node_modules/.bin/hexo": "#!/bin/sh\n",
    },
    "Jekyll": {"_config.yml": "title: A\n", "_posts/2026-01-01-a.md": "---\ntitle: A\n---\n"},
    "Zola": {
        "config.toml": 'base_url = "https://example.org"\n',
        "content/a.md": "+++\ntitle = 'A'\n+++\n",
    },
    "Hugo": {"hugo.toml": 'baseURL = "https://example.org/"\n', "content/posts/a.md": "---\ntitle: A\n---\n"},
}
"""A small site of each generator that is run here."""
LONG = "# a remark\n" * 30_000
"""Makes a settings file larger than those that are read."""


@pytest.fixture(autouse=True)
def _all_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in PROGRAMS:
        write(folder / name, "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755 if text.startswith("#!") else 0o644)


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Callable[..., Path]:
    """Makes a blog with the files of a generator's site, and others."""

    def make(generator: str, more: dict[str, str] | None = None) -> Path:
        blog = tmp_path / "site"
        for path, text in {**SITES[generator], **(more or {})}.items():
            write(blog / path, text)
        git(blog, "init", "--quiet")
        return blog

    return make


def plan_of(blog: Path) -> BuildPlan:
    plan = plan_build(blog, detect(blog).sites[0])
    assert isinstance(plan, BuildPlan), plan
    return plan


def asked(blog: Path) -> Untrusted | None:
    opened = Blog.open(blog)
    try:
        trusted_plan(opened, f"{opened.sites.sites[0].posts[0]}/a.md")
    except Untrusted as error:
        return error
    return None


def test_each_generator_has_a_site_here() -> None:
    assert SITES.keys() == BUILDERS.keys()


@pytest.mark.parametrize("generator", ["Hugo", "Zola", "Jekyll"])
def test_what_runs_nothing_of_the_blog_is_not_asked_about(generator: str, site: Callable[..., Path]) -> None:
    blog = site(generator)
    assert plan_of(blog).generator == generator
    assert asked(blog) is None


@pytest.mark.parametrize("generator", ["Pelican", "Nikola", "MkDocs-Material", "Eleventy", "Astro", "Hexo"])
def test_what_runs_code_of_the_blog_is_asked_about_until_one_agrees_and_again_when_it_changes(
    generator: str, site: Callable[..., Path]
) -> None:
    blog = site(generator)
    error = asked(blog)
    assert error is not None
    assert error.generator == generator
    assert set(error.programs) <= SITES[generator].keys()
    Blog.open(blog).git.trust(error.digest)
    assert asked(blog) is None
    changed = blog / error.programs[-1]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert asked(blog) is not None


@pytest.mark.parametrize(
    ("generator", "more", "named"),
    [
        ("Hugo", {"postcss.config.js": "x"}, "postcss.config.js"),
        ("Hugo", {"package.json": '{"scripts": {"postinstall": "x"}}'}, "package.json"),
        ("Hugo", {"go.mod": "module x"}, "go.mod"),
        ("Hugo", {"config/development/hugo.toml": "x = 1"}, "config/development"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n[security.exec]\nallow = ['.*']\n"}, "security = "),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n[[module.mounts]]\nsource = '/etc'\ntarget = 'content'\n"},
         "module.mounts.source = /etc"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n[module]\nreplacements = 'a/b -> ../../b'\n"},
         "module.replacements = "),
        ("Hugo", {"hugo.toml": "baseURL = '/'\nresourceDir = '../../x'\n"}, "resourcedir = ../../x"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n[caches.images]\ndir = '/home/x'\n"},
         "caches.images.dir = /home/x"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n[[module.imports]]\npath = 'github.com/x/y'\n"},
         "module.imports = "),
        ("Jekyll", {"_plugins/a.rb": "x"}, "_plugins"),
        ("Jekyll", {"Gemfile": "x"}, "Gemfile"),
        ("Jekyll", {"_config.yml": "plugins_dir: [own]\n", "own/a.rb": "x"}, "own"),
        ("Jekyll", {"_config.yml": "source: /etc\n"}, "source = /etc"),
        ("Jekyll", {"_config.yml": "sass:\n  load_paths: [_sass, ../..]\n"}, "sass.load_paths = ../.."),
        ("Zola", {"config.toml": "base_url = '/'\ntheme = '../../elsewhere'\n"}, "theme = ../../elsewhere"),
        ("Jekyll", {"_config.yml": "plugins: [./evil]\n", "evil.rb": "x"}, "plugins: ./evil"),
        ("Jekyll", {"_config.yml": "plugins: [json/../../../home/x/evil]\n"}, "plugins: json/../../../"),
        ("Jekyll", {"_config.yml": "plugins: [./evil]\n" + LONG}, "_config.yml"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\nstaticDir = '/etc'\n" + LONG}, "hugo.toml"),
        ("Hugo", {"hugo.toml": "baseURL = '/'\n= torn\n"}, "hugo.toml"),
        ("Hugo", {"config/_default/deeper/security.toml": "[funcs]\ngetenv = ['.*']\n"}, "config/_default"),
    ],
)  # fmt: skip
def test_what_makes_a_harmless_generator_run_code_or_leave_the_blog_is_asked_about(
    generator: str, more: dict[str, str], named: str, site: Callable[..., Path]
) -> None:
    error = asked(site(generator, more))
    assert error is not None
    assert any(each.startswith(named) for each in error.programs), error.programs


@pytest.mark.parametrize(
    ("generator", "link", "named"),
    [
        ("Hugo", "config/_default/security.toml", "config/_default"),
        ("Hugo", "config/development", "config/development"),
        ("Hugo", "postcss.config.js", "postcss.config.js"),
        ("Hugo", "config.toml", "config.toml"),
        ("Jekyll", "Gemfile", "Gemfile"),
    ],
)
def test_a_link_counts_as_what_it_leads_to(
    generator: str, link: str, named: str, site: Callable[..., Path]
) -> None:
    blog = site(generator, {"elsewhere/any": "x = 1\n"})
    (blog / link).parent.mkdir(parents=True, exist_ok=True)
    (blog / link).symlink_to(blog / "elsewhere" / ("" if link.endswith("development") else "any"))
    error = asked(blog)
    assert error is not None
    assert named in error.programs


def test_hugo_may_start_nothing_of_the_blog_s_until_one_agrees(site: Callable[..., Path]) -> None:
    assert plan_of(site("Hugo")).environment["HUGO_SECURITY_EXEC_ALLOW"] == "^(dart-)?sass(-embedded)?$"
    assert "HUGO_SECURITY_EXEC_ALLOW" not in plan_of(site("Hugo", {"package.json": "{}"})).environment


def test_packages_that_lie_outside_of_the_blog_are_not_run(site: Callable[..., Path], tmp_path: Path) -> None:
    blog = site("Eleventy")
    (blog / "node_modules").rename(tmp_path / "elsewhere")
    (blog / "node_modules").symlink_to(tmp_path / "elsewhere")
    assert plan_build(blog, detect(blog).sites[0]) == MissingGenerator("Eleventy", "@11ty/eleventy")


def test_the_blog_s_own_environment_comes_first_and_is_named(site: Callable[..., Path]) -> None:
    blog = site(
        "Pelican", {".venv/bin/pelican": "#!/bin/sh\n", ".venv/pyvenv.cfg": "", ".venv/lib/x.py": "1"}
    )
    plan = plan_of(blog)
    assert plan.command[0] == str(blog / ".venv" / "bin" / "pelican")
    assert plan.runs_code == (".venv/bin/pelican", "pelicanconf.py")


def test_what_is_built_does_not_count_and_other_scripts_do(site: Callable[..., Path]) -> None:
    more = {"_site/a.js": "1", "vendor/b.js": "1", "node_modules/c/c.js": "1"}
    assert set(plan_of(site("Eleventy", more)).runs_code) == {
        "node_modules/.bin/eleventy", "package.json", "eleventy.config.js", "vendor/b.js",
    }  # fmt: skip


def test_bundler_is_used_where_the_blog_names_its_gems(site: Callable[..., Path], tmp_path: Path) -> None:
    plan = plan_of(site("Jekyll", {"Gemfile": "gem 'jekyll'\n", "Gemfile.lock": "GEM\n"}))
    assert plan.command[:3] == (str(tmp_path / "programs" / "bundle"), "exec", "jekyll")


def test_the_command_agrees_to_what_git_and_generators_would_start(
    site: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    blog = site("Pelican", {".git/hooks/pre-commit": "#!/bin/sh\n"})
    assert main(["trust", "--blog", str(blog)]) == 0
    assert capsys.readouterr().out.splitlines() == ["hooks/pre-commit", "pelicanconf.py"]
    assert asked(blog) is None
    assert main(["trust", "--blog", str(blog)]) == 0
    assert capsys.readouterr().out == "There is nothing to agree to.\n"
    assert trust_all(Blog.open(blog)) == []


def test_what_is_asked_says_who_would_run_it(site: Callable[..., Path]) -> None:
    blog = site("Pelican", {f"plugins/p{n}.py": "x" for n in range(20)})
    error = asked(blog)
    assert error is not None
    words = explain(error)
    assert words.what.startswith("To show the page, Pelican would run what this repository brings along")
    assert "blogwifi trust" in words.next
    lines = described(error.programs, error.generator)
    assert lines[0] == "pelicanconf.py  (its settings, which are a program)"
    assert lines[1] == "plugins/p0.py  (code that it runs)"
    assert lines[-1] == "and 9 more files"


def test_the_plan_of_a_trusted_hugo_blog_is_that_of_its_site(hugo_blog: Path) -> None:
    plan = trusted_plan(Blog.open(hugo_blog), POST)
    assert isinstance(plan, BuildPlan)
    assert plan.generator == "Hugo"
