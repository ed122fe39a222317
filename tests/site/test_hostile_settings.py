"""Whatever stands in the settings of a generator, its blog opens: they are somebody's files, and may be torn.

``python -m tests.site.test_hostile_settings 500`` tries as many changes of each small site.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
import yaml

from blogwifi_tui.content.index.index import Index
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.site.config_files import zone_named
from blogwifi_tui.site.detect import detect
from blogwifi_tui.site.image_folder import gallery

SITES = Path(__file__).parents[1] / "generators"
GENERATORS = sorted(path.name for path in SITES.iterdir() if path.is_dir() and path.name != "__pycache__")
ODD: list[object] = [
    [], {}, 1, True, None, "", [1], {"a": 1}, "../../y", "https://[", -1, [[["a"]]], "%", "{", 1.5,
    ["a", {"b": []}], 10**30, "\u202e", ":year/:nothing/", "[", "**/" * 30, "9999-99-99", ["[", "("],
    "a\0b", "\ud800", "/".join("a" * 1500), "../" * 9 + "etc", "/etc", "(a|aa)" * 20 + "b",
    "a?" * 20 + "a" * 20,
]  # fmt: skip
SIGNS = ["[", "{", '"', "'", "`", "${", "(", ")", "}", "/*", "//", "= None", "[[", ".", ",", "\\", "\n"]
DATA, CODE = (".yml", ".yaml", ".toml", ".json"), (".py", ".js", ".mjs", ".cjs", ".ts", ".rb")


def changed(value: object, at: random.Random) -> object:
    """``value`` with something else somewhere inside."""
    if isinstance(value, dict) and value and at.random() < 0.75:
        key = at.choice(sorted(value, key=str))
        return {**value, key: changed(value[key], at)}
    if isinstance(value, list) and value and at.random() < 0.6:
        place = at.randrange(len(value))
        return [*value[:place], changed(value[place], at), *value[place + 1 :]]
    return at.choice(ODD)


def torn(text: str, at: random.Random) -> str:
    """``text`` with signs put in and parts taken out."""
    for _ in range(at.randrange(1, 6)):
        place = at.randrange(len(text) + 1)
        cut = at.randrange(1, 30) if at.random() < 0.5 else 0
        text = text[:place] + ("" if cut else at.choice(SIGNS)) + text[place + cut :]
    return text


def rewritten(file: Path, at: random.Random) -> str | None:
    """Other settings in the place of those in ``file``; None where they cannot be read to begin with."""
    text = file.read_text(encoding="utf-8")
    if file.suffix in CODE or at.random() < 0.2:
        return torn(text, at)
    try:
        if file.suffix == ".toml":
            return "\n".join(
                f"{json.dumps(key)} = {inline(each)}" for key, each in changed_table(tomllib.loads(text), at)
            )
        return json.dumps(
            changed(json.loads(text) if file.suffix == ".json" else yaml.safe_load(text), at), default=str
        )
    except (ValueError, yaml.YAMLError):
        return None


def changed_table(table: dict[str, object], at: random.Random) -> Iterator[tuple[str, object]]:
    other = changed(table, at)
    yield from (other if isinstance(other, dict) else {"title": other}).items()


def inline(value: object) -> str:
    """A value of TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps("" if value is None else value, default=str)


def look_over(root: Path) -> None:
    """What the program does with a site when it is opened."""
    sites = detect(root, None, zone=UTC)
    for folder in (*sites.folders, *(site.pictures for site in sites.sites)):
        assert ".." not in folder.split("/")
        assert not folder.startswith("/")
    assert sites.folders
    entries = Index(root, sites.folders, zone=UTC, rules=sites).scan()
    for entry in entries:
        sites.address(entry)
    for entry in entries[:5]:
        post = Post(entry.path, (root / entry.path).read_bytes(), sites)
        gallery(root, sites, entry.path)
        for draft in (True, False):
            try:
                post.with_draft(draft)
            except BlogwifiError:
                continue


def try_out(site: Path, times: int, at: random.Random) -> None:
    """Change the settings of a copy of ``site`` so many times, and look it over each time."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(site, root)
        files = [each for each in sorted(root.rglob("*")) if each.is_file() and each.suffix in DATA + CODE]
        for _ in range(times if files else 0):
            file = at.choice(files)
            before, after = file.read_bytes(), rewritten(file, at)
            if after is not None:
                file.write_text(after, encoding="utf-8", errors="surrogatepass")
                look_over(root)
                file.write_bytes(before)


@pytest.mark.parametrize(
    "name", ["/".join("a" * 1500), "../../etc/passwd", "a\0b", "\ud800", "Europe", "/etc", "x" * 300]
)
def test_a_zone_of_no_name_that_is_known_is_none(name: str) -> None:
    assert zone_named(name) is None


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_blog_opens_whatever_its_generator_is_told(generator: str) -> None:
    at = random.Random(generator)  # noqa: S311 - no secret
    for site in sorted(path for path in (SITES / generator).iterdir() if path.is_dir()):
        try_out(site, 4, at)


@pytest.mark.parametrize(
    "inner",
    ["../outside", "/etc", "a/../../outside", "a\\u0000b", "\\ud800", "/".join("a" * 1500)],
    ids=range(6),
)
def test_no_settings_lead_out_of_the_blog(tmp_path: Path, inner: str) -> None:
    root, outside = tmp_path / "blog", tmp_path / "outside" / "_posts"
    outside.mkdir(parents=True)
    (outside / "2020-01-02-dehors.md").write_text("---\ntitle: Dehors\n---\n", encoding="utf-8")
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text(f'title: T\ncollections_dir: "{inner}"\n', encoding="utf-8")
    sites = detect(root, None, zone=UTC)
    assert Index(root, sites.folders, zone=UTC, rules=sites).scan() == ()


@pytest.mark.parametrize("inner", ["../../outside", "images/../../../outside"])
def test_no_settings_let_pictures_go_out_of_the_blog(tmp_path: Path, inner: str) -> None:
    post = tmp_path / "content" / "a.md"
    post.parent.mkdir()
    post.write_text("Title: A\nDate: 2020-01-02\n\nText.\n", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(
        f'PATH = "content"\nSTATIC_PATHS = ["{inner}"]\n', encoding="utf-8"
    )
    sites = detect(tmp_path, None, zone=UTC)
    assert sites.folders == ("content",)
    assert sites.sites[0].pictures == ""
    assert ".." not in gallery(tmp_path, sites, "content/a.md").folder.split("/")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.json", '{"a":' * 20_000),
        ("hugo.json", "[" * 100_000),
        ("hugo.toml", "a = " + "[" * 100_000),
        ("hugo.toml", "a = " + "{ b = " * 20_000),
        ("_config.yml", "a: " + "[" * 100_000),
    ],
    ids=["objects", "lists", "arrays", "tables", "yaml"],
)
def test_settings_that_are_nested_too_deep_are_told_and_stop_nothing(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert name in detect(tmp_path, None, zone=UTC).unread


def test_a_site_is_found_among_many_folders(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"f{number:03}").mkdir()
    (tmp_path / "website" / "_posts").mkdir(parents=True)
    (tmp_path / "website" / "_config.yml").write_text("title: T\n", encoding="utf-8")
    assert [each.folder for each in detect(tmp_path, None, zone=UTC).sites] == ["website"]


@pytest.mark.parametrize(
    ("settings", "text", "post"),
    [
        ("hugo.json", '{"baseURL": "/HALF/"}', "content/posts/a.md"),
        ("docusaurus.config.js", 'module.exports = {"baseUrl": "/HALF/"};', "blog/a.md"),
        ("pelicanconf.py", 'PATH = "content"; ARTICLE_URL = "HALF/{slug}"', "content/a.md"),
    ],
)
def test_half_a_character_stops_no_address(tmp_path: Path, settings: str, text: str, post: str) -> None:
    (tmp_path / settings).write_text(text.replace("HALF", "\\ud83d"), encoding="utf-8")
    (tmp_path / post).parent.mkdir(parents=True)
    (tmp_path / post).write_text("---\ntitle: A\ndate: 2020-01-10\n---\n", encoding="utf-8")
    sites = detect(tmp_path, zone=UTC)
    (entry,) = Index(tmp_path, sites.folders, zone=UTC, rules=sites).scan()
    assert sites.address(entry).isascii()


if __name__ == "__main__":
    seed = random.Random()  # noqa: S311 - no secret
    for name in GENERATORS:
        for each in sorted(path for path in (SITES / name).iterdir() if path.is_dir()):
            try_out(each, int(sys.argv[1]), seed)
            print(name, each.name)
