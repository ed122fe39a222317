"""Astro's sites: which of their collections hold posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.site.generators.astro_collections import collections_of
from blogwifi_tui.site.generators.program_marks import Programs
from blogwifi_tui.site.tree import Tree
from tests.site.site_folder import SiteFolder
from tests.test_hostile_inputs import RATIO, ratio

_CONFIG = """
import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";
const posts = defineCollection({
  loader: glob({ pattern: "**/[^_]*.md", base: "./src/content/posts" }),
  schema: z.object({ title: z.string(), description: z.string() }),
});
const positions = defineCollection({
  loader: glob({ pattern: "**/[^_]*.md", base: "./src/content/positions" }),
  schema: z.object({ title: z.string(), start_date: z.string(), end_date: z.string().optional() }),
});
export const collections = { posts, positions };
"""


def test_a_collection_called_as_posts_are_is_one_of_posts_also_when_only_names_of_files_tell_days(
    tmp_path: Path,
) -> None:
    folder = SiteFolder(
        tmp_path, **{"astro.config.mjs": "export default {};", "src/content.config.ts": _CONFIG}
    )
    path = folder.post("src/content/posts/2020-01-02-cables.md", "title: Cables", "description: Of them")
    folder.post("src/content/positions/clerk.md", "title: Clerk", "start_date: 2019-01-01")
    assert folder.sites.folders == ("src/content/posts",)
    date = folder.read(path).date
    assert date is not None
    assert f"{date:%Y-%m-%d}" == "2020-01-02"


@pytest.mark.parametrize(
    ("before", "unit"),
    [("", "collections, "), ("a: z.date(), ", "n: defineCollection({ schema: big }), ")],
)
def test_names_that_stand_for_much_take_no_more_time_than_they_are_long(
    before: str, unit: str, tmp_path: Path
) -> None:
    def program(times: int) -> str:
        big = f"const big = z.object({{ {before * times} }});\n"
        return f"{big}export const collections = {{ {unit * times} }};\n"

    def read(text: str) -> None:
        collections_of(Tree(tmp_path), "src", "", Programs({"src/content.config.ts": text}))

    assert ratio(read, program, 250) <= RATIO


@pytest.mark.parametrize(
    ("written", "kind", "choices"),
    [
        ("z.enum(['a', 'b'])", "enum", ("a", "b")),
        ("z.enum(['a', 'b']).array()", "array", ()),
        ("z.array(z.enum(['a', 'b']))", "array", ()),
        ("z.enum(['a', 'b']).or(z.string())", "enum", ()),
        ("z.string().array().optional()", "array", ()),
    ],
)
def test_the_choices_of_a_key_are_all_that_it_takes(
    tmp_path: Path, written: str, kind: str, choices: tuple[str, ...]
) -> None:
    program = _CONFIG.replace("description: z.string()", f"of: {written}", 1)
    programs = Programs({"src/content.config.ts": program})
    (collection,) = (c for c in collections_of(Tree(tmp_path), "src", "", programs) if c.name == "posts")
    assert collection.fields
    assert collection.fields["of"][:1] + collection.fields["of"][3:4] == (kind, choices)
