"""Where a new post goes and how it is written, in blogs of several sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import CannotEdit, NotAPostFolder
from tests.conftest import Git


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
    jekyll.set_draft(post.path, draft=False)
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
