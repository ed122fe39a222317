"""What a site's own programs leave out, as their text tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.site.generator import Page
from blogwifi_tui.site.generators.astro_routes import screen_of
from blogwifi_tui.site.generators.eleventy_permalinks import filled
from blogwifi_tui.site.generators.eleventy_settings import Eleventy, read_eleventy
from blogwifi_tui.site.generators.js_globs import matches
from blogwifi_tui.site.generators.program_marks import Mark, Programs
from blogwifi_tui.site.tree import Tree
from tests.test_hostile_inputs import RATIO, ratio, repeated

DRAFT, TRUE = Mark("draft", True), Mark("draft", True, exact=True)
PUBLISHED = Mark("published", True, shows=True)
NOT_FALSE = Mark("published", False, exact=True)
CONDITION = 'if (data.draft && process.env.RUN === "build") { return false; }'


def marks(text: str) -> set[Mark]:
    programs = Programs({"a.ts": text})
    program = programs.program("a.ts")
    return set(programs.screen(program, 0, len(program.tokens)).marks)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('getCollection("blog", ({ data }) => !data.draft)', {DRAFT}),
        ("import.meta.env.PROD ? !data.draft : true", {DRAFT}),
        ("({ data: { draft } }) => !draft", {DRAFT}),
        ("posts.filter((post) => post.data?.draft !== true)", {TRUE}),
        (CONDITION, {DRAFT}),
        ("for (const post of posts) { if (post.data.draft) continue; }", {DRAFT}),
        ("permalink: (data) => (data.draft ? false : data.permalink)", {DRAFT}),
        ("!(item.data.draft && isProduction)", {DRAFT}),
        ("item.data.draft === false", {Mark("draft", False, shows=True, exact=True)}),
        ('getCollection("blog", ({ data }) => data.published)', {PUBLISHED}),
        ("data.published !== false", {NOT_FALSE}),
        ("if (data.published === false) return false;", {NOT_FALSE}),
        ('posts.filter((p) => p.data.status === "live")', {Mark("status", "live", shows=True)}),
        ('p.data.status !== "draft"', {Mark("status", "draft")}),
        # Lists of drafts, badges, schemas, dates: none leaves a post out.
        ("posts.filter((p) => p.data.draft)", set()),
        ("{post.data.draft && <Badge/>}", set()),
        ('robots: post.data.draft ? "noindex" : "index"', set()),
        ("z.object({ draft: z.boolean().default(false), published: z.date() })", set()),
        ("new Date(a.data.published) > new Date(b.data.published)", set()),
        ("posts.map((p) => p.data.published)", set()),
        ("// posts.filter((p) => !p.data.draft)", set()),
    ],
)
def test_the_condition_that_leaves_a_post_out_is_found(text: str, found: set[Mark]) -> None:
    assert marks(text) == found


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("const now = new Date();\nposts.filter((p) => p.data.date <= now)", True),
        ("Date.now() > new Date(data.pubDate).getTime() - MARGIN", True),
        ("data.pubDate.valueOf() <= new Date().valueOf()", True),
        ("posts.sort((a, b) => b.data.date - a.data.date)", False),
        ("new Date().getFullYear()", False),
    ],
)
def test_it_is_found_that_posts_wait_for_their_date(text: str, future: bool) -> None:
    programs = Programs({"a.ts": text})
    program = programs.program("a.ts")
    assert programs.screen(program, 0, len(program.tokens)).future is future


def test_a_condition_is_found_in_the_functions_that_are_called_and_in_no_others() -> None:
    programs = Programs(
        {
            "src/pages/a.astro": "---\n"
            'import { shown } from "../lib/posts";\n'
            "export async function getStaticPaths() {\n  return (await shown()).map(page);\n}\n---\n",
            "src/pages/b.astro": "---\n"
            'import { all } from "@/lib/posts";\n'
            "export async function getStaticPaths() {\n  const shown = await all();\n  return shown;\n}\n"
            "---\n",
            "src/lib/posts.ts": 'import keep from "./keep";\n'
            'export const shown = async () => (await getCollection("blog")).filter(keep);\n'
            'export const all = () => getCollection("blog");\n',
            "src/lib/keep.ts": "const keep = ({ data }) => !data.draft;\nexport default keep;\n",
        }
    )
    found = {
        path: programs.screen(programs.program(path), *programs.program(path).functions["getStaticPaths"])
        for path in ("src/pages/a.astro", "src/pages/b.astro")
    }
    assert {path: set(screen.marks) for path, screen in found.items()} == {
        "src/pages/a.astro": {DRAFT},
        "src/pages/b.astro": set(),
    }


@pytest.mark.parametrize(
    ("path", "patterns", "taken"),
    [
        ("a.md", ("**/*.{md,mdx}",), True),
        ("x/y/_a.md", ("**/[^_]*.md",), False),
        ("_x/a.md", ("**/[^_]*.md",), True),
        ("a/b.md", ("*.md",), False),
        ("drafts/a.md", ("**/*.md", "!drafts/**"), False),
        (".x.md", ("*.md",), False),
        ("left/2020/x.md", ("**/left/**",), True),
        ("b.md", ("**/!(x).md",), True),
    ],
)
def test_a_pattern_takes_the_paths_that_picomatch_takes(
    path: str, patterns: tuple[str, ...], taken: bool
) -> None:
    assert matches(path, patterns) is taken


def test_a_pattern_that_is_not_known_leaves_nothing_out() -> None:
    assert not matches("b.md", ("**/@(x).md",), unknown=False)
    assert not matches("b.md", ("*.md", "!@(x).md"), unknown=False)
    assert matches("b.md", ("**/@(x).md", "b.md"), unknown=False)


UNITS = (
    "draft ", "!a.draft ", "a.draft.", "(draft", "published ", "if (draft", "const a = (b) => ", "export ",
    "function a(", "import a from 'b' ", "permalink ", "permalink: (", "addPreprocessor(", "metadata: {",
    "params: {", "now.", "now < ", "() => {", "getCollection('a', ", "a => draft, ", "{{ a | b }}",
    "{{ title",    "**/", "{a,b}", "*a",
    "dir: {input: a.b}, ", "getFilteredByGlob('a', ", "addCollection('a', ", "import ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_reading_programs_takes_no_more_time_than_they_are_long(unit: str, tmp_path: Path) -> None:
    page = Page("a.md", "a", None, (), (), {})

    def read(text: str) -> None:
        programs = Programs({"a.ts": text, "b.ts": f"import {{ a }} from './a';\n{text}"})
        for path in programs.files:
            program = programs.program(path)
            programs.screen(program, 0, len(program.tokens))
        eleventy = Eleventy("", programs=programs, configs=tuple(programs.files))
        eleventy.page_screen("a.md")
        eleventy.computes_address("a.md")
        (tmp_path / ".eleventy.js").write_text(f"require('./b.js');\n{text}", encoding="utf-8")
        (tmp_path / "b.js").write_text(text, encoding="utf-8")
        read_eleventy(Tree(tmp_path), "")
        filled(text, "a.md", page, liquid=True, own=frozenset())
        matches(text, (text[:500],))

    assert ratio(read, repeated(unit), 1000) <= RATIO


def test_what_a_long_program_leaves_out_holds_for_posts_that_lie_each_in_a_folder_of_its_own() -> None:
    programs = Programs(
        {"a.js": f"c.addPreprocessor('drafts', '*', (data) => {{ {'keep(); ' * 2000} {CONDITION} }});"}
    )
    eleventy = Eleventy("", programs=programs, configs=("a.js",))
    assert all(eleventy.page_screen(f"posts/{day}/index.md").marks == {DRAFT} for day in range(100))


def test_lists_of_many_collections_in_one_long_program_leave_drafts_out() -> None:
    names = [f"c{number}" for number in range(100)]
    lists = " ".join(f'getCollection("{name}", ({{ data }}) => !data.draft);' for name in names)
    programs = Programs({"src/lists.ts": f"{lists} {'keep(); ' * 1500}"})
    assert all(screen_of(programs, name).marks == {DRAFT} for name in names)
