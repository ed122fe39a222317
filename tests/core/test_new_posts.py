"""Where a new post goes and how it is written, in blogs of several sections."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from blogwifi_tui.content.front_matter.custom_fields import with_extra_key
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import BadChoice, CannotEdit, NotAPostFolder
from tests.conftest import Git
from tests.drafts import set_draft


def put(root: Path, path: str, header: str, mark: str = "---") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{mark}\n{header}\n{mark}\n\nCorps.\n", encoding="utf-8")


@pytest.fixture
def sectioned(blog_folder: Path) -> Blog:
    """A blog with two sections and pages without a date, each written in a way of its own."""
    (blog_folder / "blogwifi.toml").write_text('[blog]\nposts = "content"\n', encoding="utf-8")
    for n in range(1, 31):
        put(blog_folder, f"content/pages/{n}.md", f"title: Page {n}\nmenu: main")
    for n in range(1, 5):
        put(blog_folder, f"content/notes/note-{n}.md", f"title: 'Note {n}'\ndate: 2026-01-0{n}\ntoc: true")
        put(
            blog_folder,
            f"content/blog/b{n}/index.md",
            f'title = "Billet {n}"\ndate = 2026-04-0{n}T10:00:00+02:00\nsummary = "s{n}"',
            "+++",
        )
    return Blog.open(blog_folder)


def test_a_new_post_goes_where_the_newest_went_and_is_written_as_those(sectioned: Blog) -> None:
    assert sectioned.new_posts.sections() == ("content/pages", "content/blog", "content/notes")
    for n in range(5, 9):
        put(
            sectioned.root,
            f"content/blog/b{n}/index.md",
            f'title = "B {n}"\ndate = 2026-05-0{n}\nsummary = "s{n}"',
            "+++",
        )
    for page in list((sectioned.root / "content/pages").iterdir())[:22]:
        page.unlink()
    post = sectioned.compose("Essai d’été")
    assert post.path == "content/blog/essai-d-ete/index.md"
    assert post.data.decode().startswith('+++\ntitle = "Essai d’été"\ndate = ')
    assert post.data.decode().endswith('\nsummary = ""\ndraft = true\n+++\n\n')


def test_each_section_has_its_own_ways(sectioned: Blog) -> None:
    post = sectioned.compose("Essai", folder="notes")
    assert post.path == "content/notes/essai.md"
    assert post.header_text.startswith("title: 'Essai'\ndate: ")
    assert post.fields["toc"] is True
    assert sectioned.compose("Essai", folder="content/blog/").path == "content/blog/essai/index.md"
    assert sectioned.compose("Essai", folder="./content/neuf").path == "content/neuf/essai.md"


@pytest.mark.parametrize("folder", ["../ailleurs", "/etc", "static", "rien", ".git", "content/../.."])
def test_a_folder_where_no_post_may_lie_is_refused(sectioned: Blog, folder: str) -> None:
    with pytest.raises(NotAPostFolder) as caught:
        sectioned.compose("Essai", folder=folder)
    assert caught.value.folders == sectioned.new_posts.sections()


def test_other_keys_are_given_as_they_are_for_a_post_that_is_there(sectioned: Blog) -> None:
    post = sectioned.compose("Essai", folder="blog", fields={"summary": "Une phrase", "draft": False})
    assert 'summary = "Une phrase"' in post.header_text
    assert not post.draft
    with pytest.raises(CannotEdit):
        sectioned.compose("Essai", folder="blog", fields={"summary": None})


def test_drafts_that_lie_about_change_nothing_of_what_is_learnt(sectioned: Blog) -> None:
    for n in range(1, 9):
        put(sectioned.root, f"content/blog/x{n}/index.md", f"title: X {n}\ndate: 2026-05-0{n}\ndraft: true")
    assert sectioned.compose("Essai", folder="blog").header_text.startswith('title = "Essai"\n')


def test_no_post_is_begun_inside_the_bundle_of_another(tmp_path: Path, git: Git) -> None:
    for path, text in {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "content/posts/paquet/index.md": "---\ntitle: Le paquet\ndate: 2020-01-02\n---\n",
        "content/posts/seul.md": "---\ntitle: Seul\ndate: 2020-01-03\n---\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    with pytest.raises(NotAPostFolder):
        Blog.open(tmp_path).new_posts.compose("Dedans", folder="content/posts/paquet")


def test_a_mark_of_one_post_that_means_nothing_to_the_generator_is_not_learned(
    tmp_path: Path, git: Git
) -> None:
    marked = {2: "draft: true\n"}
    for number in range(1, 6):
        path = tmp_path / "_posts" / f"2020-01-0{number}-note.md"
        path.parent.mkdir(exist_ok=True)
        head = f"layout: post\ntitle: Note {number}\n{marked.get(number, '')}"
        path.write_text(f"---\n{head}---\n\nTexte.\n", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: T\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    post = Blog.open(tmp_path).new_posts.compose("Essai")
    assert dict(post.fields) == {"layout": "post", "title": "Essai", "published": False}


@pytest.fixture
def jekyll(tmp_path: Path, git: Git) -> Blog:
    """A Jekyll site whose posts are dated by their names alone, and that has no drafts yet."""
    (tmp_path / "_config.yml").write_text("title: Carnet\n", encoding="utf-8")
    for day in range(1, 5):
        put(tmp_path, f"_posts/2026-01-0{day}-note.md", f"layout: post\ntitle: Note {day}")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Tout")
    return Blog.open(tmp_path)


def test_a_draft_in_the_folder_of_drafts_has_no_date_until_it_is_taken_out(jekyll: Blog) -> None:
    post = jekyll.compose("Une idée", folder="_drafts")
    assert post.path == "_drafts/une-idee.md"
    assert post.data == "---\nlayout: post\ntitle: Une idée\n---\n\n".encode()
    jekyll.save(post, None)
    jekyll.commit([post.path], "Une idée")
    assert jekyll.duplicate(post.path) == "_drafts/une-idee-copy.md"
    assert jekyll.read("_drafts/une-idee-copy.md").date is None
    set_draft(jekyll, post.path, draft=False)
    assert jekyll.read(f"_posts/{jekyll.now():%Y-%m-%d}-une-idee.md").title == "Une idée"


def test_drafts_that_are_dated_in_that_folder_have_companions_that_are(jekyll: Blog) -> None:
    for day in range(1, 4):
        put(jekyll.root, f"_drafts/2026-02-0{day}-idee.md", "layout: post\ntitle: Idée")
    assert jekyll.compose("Autre", folder="_drafts").path == f"_drafts/{jekyll.now():%Y-%m-%d}-autre.md"


@pytest.mark.parametrize("ending", [".html", ".fr.md", ".markdown"])
def test_a_copy_is_in_the_markup_and_the_language_of_the_post(jekyll: Blog, ending: str) -> None:
    path = f"_posts/2026-01-05-seul{ending}"
    put(jekyll.root, path, "layout: post\ntitle: Seul")
    assert jekyll.duplicate(path) == f"_posts/{jekyll.now():%Y-%m-%d}-seul-copy{ending}"


def test_no_copy_is_made_of_a_page_that_cannot_have_a_header(tmp_path: Path, git: Git) -> None:
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\n', encoding="utf-8")
    for number in range(4):
        put(tmp_path, f"content/{number}.md", f"title: {number}\ndate: 2026-01-01")
    (tmp_path / "content" / "a.rst").write_text("A\n#\n\n:date: 2026-01-02\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    with pytest.raises(CannotEdit, match="other text"):
        Blog.open(tmp_path).duplicate("content/a.rst")


def test_a_new_post_and_a_copy_have_a_date_in_the_spelling_of_the_others_without_seconds(
    tmp_path: Path, git: Git
) -> None:
    (tmp_path / "user/config").mkdir(parents=True)
    (tmp_path / "user/config/system.yaml").write_text("pages: {}\n", encoding="utf-8")
    (tmp_path / "blogwifi.toml").write_text('[blog]\ntime_zone = "Europe/Paris"\n', encoding="utf-8")
    put(tmp_path, "user/pages/01.blog/blog.md", "title: Blog")
    for n in (1, 2, 3):
        put(tmp_path, f"user/pages/01.blog/0{n}.b{n}/item.md", f"title: B{n}\ndate: '10-0{n}-2026 10:00'")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Avant")
    blog = Blog.open(tmp_path)
    copy = blog.read(blog.duplicate("user/pages/01.blog/02.b2/item.md"))
    for post in (blog.compose("Neuf"), copy):
        assert re.search(r"date: '\d\d-\d\d-20\d\d \d\d:\d\d'\n", post.header_text)
        moment = post.moment(blog.zone)
        assert moment
        assert abs(moment - blog.now()) < timedelta(minutes=2), "read in the zone of the site, it is now"


def test_a_new_post_is_dated_as_most_posts_are_and_not_as_one_of_them(tmp_path: Path, git: Git) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: M\nplugins:\n  - blog\n", encoding="utf-8")
    for n in range(1, 6):
        put(tmp_path, f"docs/blog/posts/b{n}.md", f"title: B{n}\ndate: 2026-01-0{n}")
    git(tmp_path, "init", "--quiet")
    put(tmp_path, "docs/blog/posts/b6.md", "title: B6\ndate:\n  created: 2026-01-06\n  updated: 2026-01-07")
    post = Blog.open(tmp_path).compose("Neuf")
    assert re.search(r"\ndate: 20\d\d-\d\d-\d\d\n", post.header_text)


_SCHEMA = """
import {{ defineCollection, z }} from "astro:content";
import {{ glob }} from "astro/loaders";
const LEVELS = ["easy", "middle", "hard"] as const;
const blog = defineCollection({{
  loader: glob({{ base: "./src/content/blog", pattern: "*.md" }}),
  schema: ({{ image }}) => z.object({{ title: z.string(), pubDate: z.coerce.date(), {keys} }}),
}});
export const collections = {{ blog }};
"""


def astro(root: Path, git: Git, keys: str, *headers: str) -> Blog:
    """An Astro site with this in its schema, and a post for each of these headers, the oldest first."""
    (root / "src/pages").mkdir(parents=True)
    (root / "astro.config.mjs").write_text("export default {};\n", encoding="utf-8")
    (root / "src/content.config.ts").write_text(_SCHEMA.format(keys=keys), encoding="utf-8")
    for n, header in enumerate(headers, 1):
        put(root, f"src/content/blog/b{n}.md", f"title: B{n}\npubDate: 2026-01-0{n}\n{header}".rstrip())
    git(root, "init", "--quiet", "--template=")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Tout")
    return Blog.open(root)


@pytest.mark.parametrize("levels", ['z.enum(["easy", "middle", "hard"])', "z.enum(LEVELS)"])
def test_a_key_that_takes_few_values_has_the_one_that_most_posts_have_and_takes_no_other(
    tmp_path: Path, git: Git, levels: str
) -> None:
    said = ("hard", "middle", "hard", "easy")
    blog = astro(tmp_path, git, f"level: {levels}", *(f"level: {level}" for level in said))
    assert blog.compose("Essai").fields["level"] == "hard"
    assert blog.compose("Essai", fields={"level": "easy"}).fields["level"] == "easy"
    (asked,) = blog.new_posts.places()[0].asked
    assert (asked.value, asked.choices) == ("hard", ("easy", "middle", "hard"))
    path = "src/content/blog/b1.md"
    for refused in (
        lambda: blog.compose("Essai", fields={"level": "zut"}),
        lambda: blog.set(path, {"level": ""}),
        lambda: with_extra_key(blog.read(path), "level", "zut"),
    ):
        with pytest.raises(BadChoice) as caught:
            refused()
        assert caught.value.choices == ("easy", "middle", "hard")


@pytest.mark.parametrize(("default", "value"), [("", "easy"), ('.default("middle")', "middle")])
def test_the_first_post_has_a_value_that_the_schema_takes(
    tmp_path: Path, git: Git, default: str, value: str
) -> None:
    levels = f'z.enum(["easy", "middle"]){default}'
    blog = astro(tmp_path, git, f"level: {levels}", *(["level: easy", "level: middle"] * bool(default) * 2))
    assert blog.compose("Essai").fields["level"] == value


@pytest.mark.parametrize(
    ("schema", "said", "written"),
    [
        ("z.coerce.date()", "'Feb 0{n} 2026'", True),
        ("z.date()", "2026-02-0{n}", True),
        ("z.coerce.date().optional()", "'Feb 0{n} 2026'", False),
        ("image()", "../b{n}.png", True),
        ("image().optional()", "../b{n}.png", False),
        ("z.string().url().optional()", "https://b{n}.example.org", False),
    ],
)
def test_no_empty_text_stands_where_the_schema_takes_none(
    tmp_path: Path, git: Git, schema: str, said: str, *, written: bool
) -> None:
    headers = [f"extra: {said.format(n=n)}" for n in range(1, 5)]
    fields = astro(tmp_path, git, f"extra: {schema}", *headers).compose("Essai").fields
    assert ("extra" in fields) is written
    assert fields.get("extra") != ""


def test_each_collection_asks_for_its_own_keys(tmp_path: Path, git: Git) -> None:
    blog = astro(tmp_path, git, 'level: z.enum(["easy", "hard"])', "level: easy", "level: hard")
    config = tmp_path / "src/content.config.ts"
    notes = 'const notes = defineCollection({ loader: glob({ base: "./src/content/notes", pattern: "*.md" }),'
    text = config.read_text(encoding="utf-8").replace("{ blog }", "{ blog, notes }")
    schema = "schema: z.object({ title: z.string(), date: z.date(), mood: z.string() }) });\n"
    config.write_text(f"{text}{notes}{schema}", encoding="utf-8")
    put(tmp_path, "src/content/notes/a.md", "title: A\ndate: 2025-01-01\nmood: gai")
    blog = Blog.open(tmp_path)
    assert set(blog.compose("Essai", folder="notes").fields) == {"title", "date", "mood"}
    assert "level" in blog.compose("Essai", folder="blog").fields


def test_the_keys_of_a_new_post_are_those_of_the_posts_in_its_markup(tmp_path: Path, git: Git) -> None:
    (tmp_path / "_config.yml").write_text("title: Carnet\n", encoding="utf-8")
    for day in range(1, 4):
        put(tmp_path, f"_posts/2026-01-0{day}-note.markdown", f"layout: post\ntitle: Note {day}")
    put(tmp_path, "_posts/2026-02-01-page.html", "title: Page")
    git(tmp_path, "init", "--quiet", "--template=")
    post = Blog.open(tmp_path).compose("Essai")
    assert (Path(post.path).suffix, post.fields["layout"]) == (".markdown", "post")


def test_a_page_in_restructuredtext_takes_no_key_from_new_posts_in_markdown(tmp_path: Path, git: Git) -> None:
    (tmp_path / "conf.py").write_text(
        'POSTS = (("posts/*.md", "posts", "post.tmpl"), ("posts/*.rst", "posts", "post.tmpl"))\nPAGES = ()\n',
        encoding="utf-8",
    )
    (tmp_path / "posts").mkdir()
    lines = ".. title: {name}\n.. slug: {name}\n.. date: 2026-0{n}-01 10:00:00 UTC\n"
    for n in range(1, 4):
        head = lines.format(name=f"b{n}", n=n) + f".. category: c\n.. type: text\n.. description: d{n}\n"
        (tmp_path / f"posts/b{n}.md").write_text(f"<!--\n{head}-->\n\nTexte.\n", encoding="utf-8")
    (tmp_path / "posts/page.rst").write_text(f"{lines.format(name='page', n=9)}\nTexte.\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    post = Blog.open(tmp_path).compose("Essai")
    assert Path(post.path).suffix == ".md"
    assert {"category", "type", "description"} <= set(post.fields)


@pytest.mark.parametrize(
    ("names", "path", "there"),
    [
        ("content/post/b{n}.{language}.md", "content/post/essai.fr.md", "content/post"),
        ("content/{language}/post/b{n}.md", "content/fr/post/essai.md", "content/fr/post"),
        ("content/{language}/post/b{n}/index.md", "content/fr/post/essai/index.md", "content/fr/post"),
    ],
)
def test_a_new_post_is_in_the_language_of_the_site(
    tmp_path: Path, git: Git, names: str, path: str, there: str
) -> None:
    folders = "[languages.fr]\n[languages.en]\n"
    if "{language}/" in names:
        folders = '[languages.fr]\ncontentDir = "content/fr"\n[languages.en]\ncontentDir = "content/en"\n'
    (tmp_path / "hugo.toml").write_text(
        f'baseURL = "https://example.org/"\ndefaultContentLanguage = "fr"\n{folders}', encoding="utf-8"
    )
    for n in range(1, 4):
        put(tmp_path, names.format(n=n, language="fr"), f"title: B{n}\ndate: 2026-01-0{n}\nlangue: fr")
        put(tmp_path, names.format(n=n, language="en"), f"title: B{n}\ndate: 2026-02-0{n}\nlangue: en")
    git(tmp_path, "init", "--quiet", "--template=")
    blog = Blog.open(tmp_path)
    post = blog.compose("Essai")
    assert (post.path, post.fields["langue"]) == (path, "fr")
    assert blog.new_posts.places()[0].folder == there
    if len(blog.new_posts.sections()) > 1:
        assert blog.compose("Essai", folder="content/en/post").fields["langue"] == "en"


def test_a_new_post_of_zola_is_no_translation_though_the_newest_is_one(tmp_path: Path, git: Git) -> None:
    (tmp_path / "config.toml").write_text(
        'base_url = "https://example.org"\ndefault_language = "fr"\n[languages.en]\n', encoding="utf-8"
    )
    for n in range(1, 5):
        for ending, month in ((".md", 1), (".en.md", 2)):
            put(tmp_path, f"content/blog/b{n}{ending}", f"title = 'B{n}'\ndate = 2026-0{month}-0{n}", "+++")
    git(tmp_path, "init", "--quiet", "--template=")
    assert Blog.open(tmp_path).compose("Essai").path == "content/blog/essai.md"
