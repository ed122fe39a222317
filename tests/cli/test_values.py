"""Values that cannot be meant: nothing is written, the exit status is 2 or a word is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

Git = Callable[..., str]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["set", "hotel", "draft=maybe"], "neither true nor false"),
        (["set", "hotel", "tags=[a, b"], "make no list"),
        (["set", "hotel", "tags=a, b]"], "make no list"),
        (["set", "hotel", "params={a: 1"], "make no list"),
        (["set", "hotel", "title=[x]"], "a text stands there"),
        (["set", "hotel", "title={a: b}"], "a text stands there"),
        (["set", "hotel", "slug=[x]"], "a text stands there"),
        (["set", "hotel", "tags=3"], "no list of names"),
        (["set", "hotel", "tags="], "no list of names"),
        (["set", "hotel", "tags={a: 1}"], "no list of names"),
        (["set", "hotel", "tags=a,,b"], "no list of names"),
        (["set", "hotel", "date=1234"], "is no date"),
        (["set", "hotel", "date="], "is no date"),
        (["set", "hotel", "draft=true", "--unset", "draft"], "asked for twice"),
        (["set", "hotel", "draft=true", "Draft=false"], "asked for twice"),
        (["new", "B", "--set", "title=[x]"], "a text stands there"),
        (["new", "B", "--set", "tags=[a"], "make no list"),
        (["new", ""], "The title is empty"),
        (["new", " "], "The title is empty"),
        (["rename", "hotel", ""], "The title is empty"),
        (["set", "hotel"], "not said what to change"),
        (["tag", "hotel"], "not said what to change"),
        (["retag", "wifi", " "], "a name is needed"),
        (["tag", "hotel", "--add", ""], "a name is needed"),
        (["tag", "hotel", "--remove", " "], "a name is needed"),
        (["new", "B", "--tag", ""], "a name is needed"),
        (["commit", "-m", " "], "a message is needed"),
        (["set", "hotel", "title="], "The title is empty"),
        (["set", "hotel", "Title= "], "The title is empty"),
        (["search", ""], "no letter and no digit"),
        (["list", "state:bogus"], "draft, scheduled, expired, hidden"),
        (["list", "state:"], "draft, scheduled"),
        (["list", "sync:gone"], "to publish"),
        (["list", "sync:publish"], "one of these: to publish."),
        (["list", "year:20x"], "names no year"),
        (["list", "year:1"], "names no year"),
        (["list", "before:hier"], "names no date"),
        (["list", "before:2020-13"], "names no date"),
        (["list", "before:2026-99"], "names no date"),
        (["list", "after:2026-01-32"], "names no date"),
        (["list", "year:2026-2020"], "names no year"),
        (["list", "tag:"], "Nothing stands after"),
        (["list", "(("], "no letter and no digit"),
        (["list", '"wifi'], "not closed"),
        (["list", "sate:draft"], "state:draft"),
        (["list", "x" * 2000], "too long"),
        (["search", "état:bogus"], "draft"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    blog_folder: Path, run: Run, git: Git, arguments: list[str], word: str
) -> None:
    refused(run(blog_folder, *arguments), word, status=2)
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"
    assert git(blog_folder, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "change",
    [
        "tags=[a, b]",
        "title=[Vidéo] le WiFi",
        "title=[Vidéo le WiFi",
        'title="Bonjour" dit-il',
        "lien={{ site.base }}/x",
        "params={a: 1}",
        "note=2 [deux]",
        "tags=C[0]",
    ],
)
def test_values_that_can_be_meant_are_taken(blog_folder: Path, run: Run, change: str) -> None:
    assert run(blog_folder, "set", "hotel", change).status == 0


def test_tags_that_commas_part_are_a_list(blog_folder: Path, run: Run) -> None:
    assert run(blog_folder, "set", "hotel", "tags=gîte, wifi 7").status == 0
    assert run(blog_folder, "show", "hotel", "--json").data["fields"]["tags"] == ["gîte", "wifi 7"]


@pytest.mark.parametrize(
    "query",
    [
        "", "WiFi - hôtel", "hôtel:", "https://example.org", '"l’hôtel"', "« hôtel »", "year:2014-", "-wifi",
        "sync:published",
    ],
)  # fmt: skip
def test_queries_that_can_be_meant_are_asked(blog_folder: Path, run: Run, query: str) -> None:
    ran = run(blog_folder, "list", "--", query)
    assert (ran.status, ran.err) == (0, "")


def test_a_key_that_is_not_there_to_be_removed_is_told(blog_folder: Path, run: Run, git: Git) -> None:
    ran = run(blog_folder, "set", "hotel", "--unset", "tag", "--unset", "absent")
    assert ran.status == 0
    assert ran.err.count("does not stand in") == 2
    assert "it has “tags”" in ran.err
    assert git(blog_folder, "rev-list", "--count", "HEAD") == "1"


ASTRO = {
    "package.json": '{"dependencies": {"astro": "^5.0.0"}}\n',
    "astro.config.mjs": "export default {};\n",
    "src/content.config.ts": (
        "import { defineCollection, z } from 'astro:content';\n"
        "import { glob } from 'astro/loaders';\n"
        "const blog = defineCollection({\n"
        "  loader: glob({ pattern: '**/*.md', base: './src/content/blog' }),\n"
        "  schema: z.object({ title: z.string(), pubDate: z.coerce.date(),\n"
        "    featured: z.boolean().optional(), order: z.number().optional() }),\n"
        "});\n"
        "export const collections = { blog };\n"
    ),
    "src/content/blog/a.md": "---\ntitle: A\npubDate: 2026-01-02\n---\n\na\n",
}


def test_a_value_is_of_the_kind_that_the_schema_of_the_site_asks_for(
    tmp_path: Path, run: Run, git: Git
) -> None:
    for path, text in ASTRO.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Avant")
    refused(run(tmp_path, "set", "a", "featured=peut-être"), "neither true nor false", status=2)
    refused(run(tmp_path, "set", "a", "order=trois"), "no number", status=2)
    refused(run(tmp_path, "set", "a", "order=true"), "no number", status=2)
    assert git(tmp_path, "rev-list", "--count", "HEAD") == "1"
    assert run(tmp_path, "set", "a", "featured=oui", "order=3").status == 0
    text = (tmp_path / "src/content/blog/a.md").read_text(encoding="utf-8")
    assert "featured: true\norder: 3\n" in text
