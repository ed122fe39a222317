"""``blogwifi set`` on every sample: a line or two differ, or the file is untouched and words say why."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit
from tests.conftest import Git
from tests.small_generators import BARE, QUIET, SHELF, know, site_of

SAMPLES = sorted((Path(__file__).parents[1] / "content" / "samples").glob("*.md"))
CHANGES = (
    ["title=Le « WiFi 7 » : l’hôtel"],
    ["draft=false"],
    ["tags=[wifi, hôtel]"],
    ["date=2026-05-12"],
    ["lang=fr"],
    ["--unset", "lang"],
    ["--unset", "title"],
)
NEW_HEADER = 5
"""Lines of a header made for one key: two marks, the key, a blank line, and the first line after a BOM."""


def most_lines(before: bytes, key: str) -> int:
    """One or two, or as many as the old value of ``key`` stands on, or a whole header where there is none."""
    post = Post("a.md", before)
    if post.format is Format.NONE or not post.fields:
        return NEW_HEADER
    try:
        return max(2, before.count(b"\n") - post.without_field(key).data.count(b"\n"))
    except CannotEdit:
        return 2


@pytest.fixture
def blog(tmp_path: Path, git: Callable[..., str]) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / ".gitattributes").write_text("* -text\n")
    git(tmp_path, "init", "--quiet")
    return tmp_path


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_setting_a_field_differs_by_a_line_or_two_or_is_refused(
    sample: Path, blog: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = blog / "posts" / sample.name
    file.write_bytes(sample.read_bytes())
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Avant")
    for change in CHANGES:
        before, head = file.read_bytes(), git(blog, "rev-parse", "HEAD")
        status = main(["set", "--blog", str(blog), f"posts/{sample.name}", *change])
        said = capsys.readouterr().err
        if status:
            assert status == 1, said
            assert said.startswith("blogwifi: ")
            assert file.read_bytes() == before
            assert git(blog, "rev-parse", "HEAD") == head
        elif file.read_bytes() != before:
            numbers = git(blog, "diff", "--numstat", head, "HEAD").split()[:2]
            counted = [int(number) for number in numbers if number != "-"]  # git takes a NUL for no text
            assert max(counted, default=0) <= most_lines(before, change[-1].partition("=")[0]), change
    assert git(blog, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "name",
    [
        "le wifi.md",
        "-v.md",
        "--json.md",
        "#1.md",
        "100%.md",
        "été.md",
        unicodedata.normalize("NFD", "été.md"),
    ],
)
def test_a_post_of_any_name_is_found_by_its_path_and_changed(
    name: str, blog: Path, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "posts" / name).write_text("---\ntitle: Avant\n---\n\nTexte.\n")
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Avant")
    assert main(["set", "--blog", str(blog), f"posts/{name}", "title=Après"]) == 0
    assert capsys.readouterr().out == f"posts/{name}\n"
    assert (blog / "posts" / name).read_text() == "---\ntitle: Après\n---\n\nTexte.\n"
    assert git(blog, "show", "--format=", "--numstat", "-z") == f"1\t1\tposts/{name}\0"


def test_a_control_character_in_a_title_is_drawn_in_the_message(blog: Path, git: Callable[..., str]) -> None:
    file = blog / "posts" / "a.md"
    file.write_bytes(b"# Un\0z\x1bro\n")
    assert main(["commit", "--blog", str(blog)]) == 0
    assert git(blog, "log", "-1", "--format=%s") == "Add: Un␀z␛ro"


def test_a_post_that_cannot_be_read_is_not_said_to_be_ready(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "posts" / "a.md").write_text("---\ntitle: [a\n---\n")
    assert main(["set", "--blog", str(blog), "a", "draft=false"]) == 1
    assert "posts/a.md cannot be read" in capsys.readouterr().err


DATED = "---\ntitle: A\ndate: 2026-01-02\nlastmod: 2026-02-03\nsince: 2026\n---\n\na\n"


def tried(change: str, folder: Path, post: str = "a") -> int:
    return main(["set", "--blog", str(folder), post, change])


@pytest.mark.parametrize(
    "change",
    ["date=hier", "date=2026-13-45", "date=true", "date=[2026-05-12]", "lastmod=hier", "expiryDate=x"],
)
def test_what_is_no_date_is_refused_with_the_form_of_one(
    change: str, blog: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    file = blog / "posts" / "a.md"
    file.write_text(DATED, encoding="utf-8")
    assert tried(change, blog) == 2
    assert "Write the date as 2026-05-12, or 2026-05-12 09:30:00 +02:00." in capsys.readouterr().err
    assert main(["new", "--blog", str(blog), "Neuf", "--set", change]) == 2
    assert file.read_text(encoding="utf-8") == DATED


@pytest.mark.parametrize(
    "change",
    ["date=12 mai 2026", "date=2026-05", "date=1778572800", "since=hier", "published=false"],
)
def test_a_date_in_any_spelling_that_is_read_is_taken_and_other_keys_hold_what_they_like(
    change: str, blog: Path, git: Git
) -> None:
    (blog / "posts" / "a.md").write_text(DATED, encoding="utf-8")
    assert tried(change, blog) == 0


def test_what_is_a_date_to_the_generator_alone_is_taken(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, files in {
        "eleventy": {".eleventy.js": "module.exports = () => {};\n", "posts/a.md": DATED},
        "quarto": {"_quarto.yml": "project:\n  type: website\n", "posts/a.qmd": DATED},
        "jekyll": {"_config.yml": "title: J\n", "_posts/2020-01-02-a.md": DATED},
    }.items():
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
        git(tmp_path / name, "init", "--quiet")
    assert tried("date=git Last Modified", tmp_path / "eleventy") == 0
    assert tried("date=last-modified", tmp_path / "quarto") == 0
    assert tried("date=5/22/21", tmp_path / "quarto") == 0
    assert tried("date=last-modified", tmp_path / "eleventy") == 2
    assert tried("date=2026-05", tmp_path / "jekyll") == 2, "Jekyll ends the build there"


def test_a_draft_set_ready_is_named_by_where_its_file_is_then(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    know(monkeypatch)
    blog = site_of(SHELF, tmp_path, {"_drafts/idee.md": "---\ntitle: Idée\n---\n\ni\n"}, git)
    assert main(["set", "--blog", str(tmp_path), "idee", "draft=false"]) == 0
    assert capsys.readouterr().out == f"_posts/{blog.now():%Y-%m-%d}-idee.md\n"
    assert [entry.draft for entry in blog.posts()] == [False]


@pytest.mark.parametrize("verb", [["set", "a", "draft=true"], ["duplicate", "a"]], ids=" ".join)
def test_where_no_post_can_be_a_draft_the_verb_says_so_and_ends_with_1(
    verb: list[str],
    tmp_path: Path,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    know(monkeypatch)
    site_of(BARE, tmp_path, {"texts/a.md": "---\ntitle: A\n---\n\na\n"}, git)
    assert main([*verb, "--blog", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.startswith("blogwifi: Bare makes a page of every post")) == ("", True)
    assert git(tmp_path, "status", "--porcelain") == ""


def test_what_keeps_a_post_off_where_there_are_no_drafts_is_told(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    know(monkeypatch)
    site_of(QUIET, tmp_path, {"texts/a.md": "---\ntitle: A\n---\n\na\n"}, git)
    assert main(["set", "--blog", str(tmp_path), "a", "draft=true"]) == 0
    assert "Quiet has no drafts: “A” is kept off the site by permalink: false." in capsys.readouterr().err


HUGO = {
    "hugo.toml": "title = 'H'\n",
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-02T10:00:00+01:00\n---\n\na\n",
    "content/posts/t.md": "+++\ntitle = 'T'\ndate = 2026-01-02T10:00:00+01:00\n+++\n\nt\n",
}
MATERIAL = {
    "mkdocs.yml": "site_name: M\nplugins:\n  - blog\n",
    "docs/blog/posts/a.md": "---\ndate:\n  created: 2026-01-01\n  updated: 2026-02-02\n---\n\n# A\n",
}


def written(folder: Path, git: Git, files: dict[str, str]) -> Path:
    """A blog of these files, all kept by git."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Avant")
    return folder


@pytest.mark.parametrize(
    ("post", "change", "line"),
    [
        ("a", "date=2026-05-06 10:00", "date: 2026-05-06T10:00:00+01:00"),
        ("a", "date=6 mai 2026 10:00", "date: 2026-05-06T10:00:00+01:00"),
        ("a", "expiryDate=2027-05-06 10:00 +02:00", "expiryDate: 2027-05-06T10:00:00+02:00"),
        ("a", "lastmod=2026-05-06", "lastmod: 2026-05-06"),
        ("t", "date=2026-05-06 10:00", "date = 2026-05-06T10:00:00+01:00"),
    ],
)
def test_a_date_is_written_as_the_site_reads_it_however_it_is_typed(
    post: str, change: str, line: str, tmp_path: Path, git: Git
) -> None:
    folder = written(tmp_path, git, HUGO)
    assert tried(change, folder, f"content/posts/{post}.md") == 0
    assert line in (folder / f"content/posts/{post}.md").read_text(encoding="utf-8").splitlines()


def test_a_date_given_to_a_new_post_is_written_as_that_of_an_old_one(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, git, HUGO)
    (folder / "content/posts/t.md").unlink()
    assert main(["new", "--blog", str(folder), "Neuf", "--set", "date=2026-05-06 10:00 +02:00"]) == 0
    text = (folder / capsys.readouterr().out.strip()).read_text(encoding="utf-8")
    assert "\ndate: 2026-05-06T10:00:00+02:00\n" in text


def test_a_date_among_others_is_set_alone(tmp_path: Path, git: Git) -> None:
    folder = written(tmp_path, git, MATERIAL)
    file = folder / "docs/blog/posts/a.md"
    assert tried("date=2026-05-06", folder) == 0
    assert "date:\n  created: 2026-05-06\n  updated: 2026-02-02\n" in file.read_text(encoding="utf-8")
    assert tried("date.updated=7 mai 2026", folder) == 0
    assert "date:\n  created: 2026-05-06\n  updated: 2026-05-07\n" in file.read_text(encoding="utf-8")
    assert tried("date.updated=hier", folder) == 2


ZOLA = {
    "config.toml": 'base_url = "https://example.org"\ntaxonomies = [{ name = "tags" }]\n',
    "content/_index.md": "+++\n+++\n",
    "content/a.md": '+++\ntitle = "A"\ndate = 2026-01-02\n+++\n\na\n',
}
GRAV = {
    "user/config/system.yaml": "pages: {}\n",
    "user/config/site.yaml": "title: G\n",
    "user/pages/01.blog/blog.md": "---\ntitle: Blog\n---\n",
    "user/pages/01.blog/a/item.md": "---\ntitle: A\n---\n\na\n",
}
JEKYLL = {"_config.yml": "title: J\n", "_posts/2020-01-02-a.md": "---\ntitle: A\n---\n\na\n"}


@pytest.mark.parametrize(
    ("files", "change", "line"),
    [
        (HUGO, "draft=oui", "draft: true"),
        (HUGO, "draft=1", "draft: true"),
        (HUGO, "hidden=vrai", "hidden: true"),
        (ZOLA, "draft=oui", "draft = true"),
        (ZOLA, "render=non", "render = false"),
        (JEKYLL, "published=Non", "published: false"),
        (GRAV, "routable=faux", "routable: false"),
    ],
)
def test_a_word_of_ours_for_true_or_false_is_written_as_the_site_reads_it(
    files: dict[str, str], change: str, line: str, tmp_path: Path, git: Git
) -> None:
    folder = written(tmp_path, git, files)
    file = next(path for path in files if path.endswith(("a.md", "item.md")))
    assert tried(change, folder, file) == 0
    assert line in (folder / file).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("files", "change"),
    [
        (HUGO, "draft=peut-être"),
        (HUGO, "draft="),
        (HUGO, "draft=[oui]"),
        (ZOLA, "render=jamais"),
        (JEKYLL, "published=demain"),
        (GRAV, "routable=2"),
    ],
)
def test_what_is_neither_true_nor_false_to_a_mark_of_drafts_is_refused(
    files: dict[str, str], change: str, tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, git, files)
    file = next(path for path in files if path.endswith(("a.md", "item.md")))
    head = git(folder, "rev-parse", "HEAD")
    assert tried(change, folder, file) == 2
    assert main(["new", "--blog", str(folder), "Neuf", "--set", change]) == 2
    key = change.partition("=")[0]
    assert capsys.readouterr().err.count(f"Write {key}=true or {key}=false.") == 2
    assert (git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")) == (head, "")


def test_a_key_that_is_no_mark_to_the_site_holds_what_it_likes(tmp_path: Path, git: Git) -> None:
    folder = written(tmp_path, git, HUGO)
    for change in ("published=2026-05-06", "hidden=mobile", "weight=1", "url=/oui/"):
        assert tried(change, folder, "content/posts/a.md") == 0
    text = (folder / "content/posts/a.md").read_text(encoding="utf-8")
    assert "published: 2026-05-06\nhidden: mobile\nweight: 1\nurl: /oui/\n" in text.replace('"', "")


@pytest.mark.parametrize(
    ("files", "place", "tags", "categories"),
    [
        (
            ZOLA,
            "content/a.md",
            '\n[taxonomies]\ntags = ["wifi", "hôtel"]\n',
            '\n[taxonomies]\ntags = ["wifi", "hôtel"]\ncategories = ["réseau"]\n',
        ),
        (
            GRAV,
            "user/pages/01.blog/a/item.md",
            "\ntaxonomy:\n  tag: [wifi, hôtel]\n",
            "\ntaxonomy:\n  tag: [wifi, hôtel]\n  category: [réseau]\n",
        ),
    ],
)
def test_tags_and_categories_are_set_where_the_site_looks_for_them_and_taken_from_there(
    files: dict[str, str],
    place: str,
    tags: str,
    categories: str,
    tmp_path: Path,
    git: Git,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = written(tmp_path, git, files)
    assert tried("tags=[wifi, hôtel]", folder, place) == 0
    assert tags in (folder / place).read_text(encoding="utf-8")
    assert tried("categories=réseau", folder, place) == 0
    assert categories in (folder / place).read_text(encoding="utf-8")
    for key in ("categories", "tags"):
        assert main(["set", "--blog", str(folder), place, "--unset", key]) == 0
    assert "taxonom" not in (folder / place).read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["new", "--blog", str(folder), "Neuf", "--set", "tags=[wifi, hôtel]"]) == 0
    text = (folder / capsys.readouterr().out.strip()).read_text(encoding="utf-8")
    assert tags.replace("\n", "") in text.replace("\n", "")


def test_a_table_of_tags_that_is_not_there_yet_is_made(tmp_path: Path, git: Git) -> None:
    folder = written(tmp_path, git, ZOLA)
    assert tried("taxonomies.tags=[wifi]", folder, "content/a.md") == 0
    assert '\n[taxonomies]\ntags = ["wifi"]\n' in (folder / "content/a.md").read_text(encoding="utf-8")


def test_a_table_of_tags_that_says_nothing_is_filled(tmp_path: Path, git: Git) -> None:
    folder = written(tmp_path, git, {**ZOLA, "content/b.md": "---\ntitle: B\ntaxonomies:\n---\n\nb\n"})
    assert tried("taxonomies.tags=[wifi]", folder, "content/b.md") == 0
    assert Post("b.md", (folder / "content/b.md").read_bytes()).fields["taxonomies"] == {"tags": ["wifi"]}


@pytest.mark.parametrize("change", ["build.render=never", "build.list=local", "build={render: link}"])
def test_a_key_that_takes_true_and_false_and_words_takes_both(change: str, tmp_path: Path, git: Git) -> None:
    post = "---\ntitle: B\nbuild:\n  render: always\n  list: always\n---\n\nb\n"
    folder = written(tmp_path, git, {**HUGO, "content/posts/b.md": post})
    assert tried(change, folder, "content/posts/b.md") == 0
    assert change.split("=")[1].strip("{}") in (folder / "content/posts/b.md").read_text(encoding="utf-8")


def test_a_post_of_eleventy_may_be_out_of_some_collections_alone(tmp_path: Path, git: Git) -> None:
    folder = written(tmp_path, git, ELEVENTY)
    assert tried("eleventyExcludeFromCollections=[news]", folder, "posts/b.md") == 0
    assert tried("eleventyExcludeFromCollections=peut-être", folder, "posts/b.md") == 0


def test_the_date_that_stands_for_none_is_taken_as_it_is(tmp_path: Path, git: Git) -> None:
    """``0001-01-01``, that of Go: no zone can move it."""
    folder = written(tmp_path, git, HUGO)
    (folder / "hugo.toml").write_text('timeZone = "Europe/Paris"\n', encoding="utf-8")
    dated = "---\ntitle: A\ndate: 2024-01-01 10:00:00 +0100\n---\n\na\n"
    (folder / "content/posts/a.md").write_text(dated, encoding="utf-8")
    assert tried("date=0001-01-01", folder, "content/posts/a.md") == 0


ELEVENTY = {
    ".eleventy.js": "module.exports = () => {};\n",
    "posts/a.md": "---\ntitle: A\npermalink: /ailleurs/\n---\n\na\n",
    "posts/b.md": "---\ntitle: B\n---\n\nb\n",
}


def test_a_post_that_would_lose_its_own_address_as_a_draft_is_said_to_and_its_copy_is_one(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, git, ELEVENTY)
    assert tried("draft=true", folder, "posts/a.md") == 1
    said = capsys.readouterr().err
    assert "As a draft, posts/a.md would lose its own address, /ailleurs/: Eleventy keeps off" in said
    assert main(["set", "--blog", str(folder), "posts/a.md", "--unset", "permalink"]) == 0
    assert tried("draft=true", folder, "posts/a.md") == 0
    assert main(["new", "--blog", str(folder), "Neuf", "--set", "permalink=/neuf/"]) == 0
    said = capsys.readouterr().err
    assert (
        "/neuf/: Eleventy keeps off what has none. The next publication puts this post onto the site." in said
    )


def test_a_new_post_that_was_asked_to_be_public_is_not_said_to_be_so_for_want_of_drafts(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, git, JEKYLL)
    assert main(["new", "--blog", str(folder), "Neuf", "--set", "published=true"]) == 0
    assert capsys.readouterr().err == ""
