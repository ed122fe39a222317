"""The address of each post: as the generator makes it, or as the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from blogwifi_tui.cli.main import main
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import NoAddress, NoPage
from blogwifi_tui.site.generator import Page
from tests.conftest import Git
from tests.site import small

SITE = 'title = "Le carnet"\naddress = "https://example.org/blog/"\n'
POST = "---\ntitle: {title}\ndate: 2020-05-06\n{more}---\n\nTexte.\n"


@pytest.fixture
def folder(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of the made-up generator with posts of each kind."""
    small.use(monkeypatch)
    folder = tmp_path / "carnet"
    (folder / "posts").mkdir(parents=True)
    git(folder, "init", "--quiet")
    (folder / "small.toml").write_text(SITE, encoding="utf-8")
    for name, more in {
        "clair": "",
        "choisi": "slug: Autre\n",
        "entier": "url: /a-part/\n",
        "brouillon": "draft: true\n",
        "cache": "hidden: true\n",
    }.items():
        (folder / "posts" / f"{name}.md").write_text(POST.format(title=name, more=more), encoding="utf-8")
    return folder


def addresses(blog: Blog) -> dict[str, tuple[str, str]]:
    """Address and source of it, by the name of the file."""
    pages = {entry.path: blog.addresses.of(entry) for entry in blog.posts()}
    return {Path(path).stem: (page.address, page.source.value) for path, page in pages.items() if page}


def test_the_generators_address_is_that_of_the_post(folder: Path) -> None:
    found = addresses(Blog.open(folder))
    assert found["clair"] == ("https://example.org/blog/2020/clair/", "generator")
    assert found["choisi"] == ("https://example.org/blog/2020/Autre/", "generator")
    assert found["entier"] == ("https://example.org/blog/a-part/", "generator")


@pytest.mark.parametrize(
    ("pattern", "clair", "entier"),
    [
        ("https://e.example/{slug}.html", "https://e.example/clair.html", "https://e.example/blog/a-part/"),
        ("https://e.example/{path}", "https://e.example/blog/2020/clair/", "https://e.example/blog/a-part/"),
        ("https://e.example/x", "https://e.example/x/clair/", "https://e.example/blog/a-part/"),
    ],
)
def test_the_setting_wins_but_for_a_page_whose_header_gives_the_path(
    folder: Path, pattern: str, clair: str, entier: str
) -> None:
    (folder / "blogwifi.toml").write_text(f'[blog]\npublic_address = "{pattern}"\n', encoding="utf-8")
    found = addresses(Blog.open(folder))
    assert (found["clair"], found["entier"]) == ((clair, "setting"), (entier, "setting"))


def test_what_was_learned_is_said_to_be(folder: Path) -> None:
    (folder / "blogwifi.toml").write_text(
        '[blog]\npublic_address = "https://e.example/{slug}/"\naddress_learned = true\n', encoding="utf-8"
    )
    assert addresses(Blog.open(folder))["clair"] == ("https://e.example/clair/", "learned")


def test_no_post_is_read_for_its_address(folder: Path) -> None:
    blog = Blog.open(folder)
    entries = blog.posts()
    for entry in entries:
        (folder / entry.path).unlink()
    assert all(blog.addresses.of(entry) for entry in entries)


def test_an_address_follows_the_settings_of_the_site_when_they_change(folder: Path) -> None:
    blog = Blog.open(folder)
    assert addresses(blog)["clair"] == ("https://example.org/blog/2020/clair/", "generator")
    (folder / "small.toml").write_text(SITE.replace("/blog/", "/journal/"), encoding="utf-8")
    assert addresses(blog)["clair"] == ("https://example.org/journal/2020/clair/", "generator")


def test_a_post_whose_day_has_not_come_or_is_over_has_no_page(folder: Path) -> None:
    ahead = POST.format(title="demain", more="").replace("2020", "2099")
    (folder / "posts/demain.md").write_text(ahead, encoding="utf-8")
    blog = Blog.open(folder)
    waiting, shown = blog.find("demain"), blog.find("clair")
    over = replace(shown, visibility=Visibility(until=blog.now()))
    for entry, state in ((waiting, "scheduled"), (over, "expired")):
        with pytest.raises(NoPage) as refused:
            blog.addresses.page(entry)
        assert refused.value.state == state
    built = [blog.addresses.is_built(entry) for entry in (shown, waiting, over)]
    assert built == [True, True, False]  # what waits will have its page; what is over makes room for another


def test_a_post_that_readers_do_not_see_has_no_page_and_that_is_said(folder: Path) -> None:
    blog = Blog.open(folder)
    for name, state, reason in (("brouillon", "draft", ""), ("cache", "hidden", "hidden: true")):
        with pytest.raises(NoPage) as refused:
            blog.addresses.page(blog.find(f"posts/{name}.md"))
        assert (refused.value.state, refused.value.reason) == (state, reason)


def test_a_path_without_a_host_cannot_be_opened(folder: Path) -> None:
    (folder / "small.toml").write_text('title = "Le carnet"\n', encoding="utf-8")
    blog = Blog.open(folder)
    assert addresses(blog)["clair"] == ("/2020/clair/", "generator")
    with pytest.raises(NoAddress) as refused:
        blog.addresses.page(blog.find("clair"))
    assert refused.value.address == "/2020/clair/"


def test_the_title_of_the_blog_is_the_settings_the_sites_or_the_folders(folder: Path) -> None:
    assert Blog.open(folder).title == "Le carnet"
    (folder / "small.toml").write_text("", encoding="utf-8")
    assert Blog.open(folder).title == "carnet"
    (folder / "blogwifi.toml").write_text('[blog]\ntitle = "À nous"\n', encoding="utf-8")
    assert Blog.open(folder).title == "À nous"


def test_open_prints_the_address_or_says_why_there_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["open", "clair", "--print"]) == 0
    assert capfd.readouterr().out == "https://example.org/blog/2020/clair/\n"
    assert main(["open", "posts/brouillon.md", "--print"]) == 1
    assert "is a draft, and has no public page" in capfd.readouterr().err
    assert main(["open", ".", "--print"]) == 1
    assert "“blogwifi .” opens the program there" in capfd.readouterr().err


def test_open_opens_the_address_where_a_browser_has_a_window(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DISPLAY", ":0")
    assert main(["open", "clair"]) == 0
    assert (opened, capfd.readouterr().out) == (["https://example.org/blog/2020/clair/"], "")


def test_a_list_and_a_check_make_each_address_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def address(_site: object, page: Page) -> str:
        asked.append(page.path)
        return f"/{page.path}/"

    small.use(monkeypatch, address=address)
    blog = Blog.open(folder)
    entries = blog.posts()
    assert all(blog.addresses.of(entry) for entry in entries)
    assert list(blog.check({entry.path for entry in entries})) == []
    assert len(asked) == len(entries)


@pytest.fixture
def astro(tmp_path: Path, git: Git) -> Path:
    """An Astro site with two collections, whose programs do not tell the addresses of the pages."""
    (tmp_path / "src/pages").mkdir(parents=True)
    (tmp_path / "astro.config.mjs").write_text("export default {};\n", encoding="utf-8")
    for name in ("blog/un", "blog/deux", "blog/à part", "notes/trois", "notes/quatre"):
        file = tmp_path / f"src/content/{name}.mdx"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(POST.format(title=name, more=""), encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    return tmp_path


@pytest.mark.parametrize(
    ("linked", "expected"),
    [
        ("[x](/journal/deux/)", "/journal/%C3%A0%20part/"),
        ("[x](/journal/deux/#la-suite) [y](/rien/)", "/journal/%C3%A0%20part/"),
        ("[x](/2020/05/deux.html)", "/2020/05/%C3%A0%20part.html"),
    ],
)
def test_a_page_whose_address_is_not_known_is_linked_as_those_beside_it_are(
    astro: Path, linked: str, expected: str
) -> None:
    (astro / "src/content/blog/un.mdx").write_text(
        POST.format(title="un", more="") + linked + " [z](/notes/trois/)", encoding="utf-8"
    )
    blog = Blog.open(astro)
    target = blog.find("src/content/blog/à part.mdx")
    assert blog.addresses.link(blog.posts(), "src/content/blog/un.mdx", target) == expected


@pytest.mark.parametrize(
    "linked",
    ["", "[x](/journal/deux/)", "[x](quatre.mdx)", "[x](../a/quatre/)", "[x](https://e.org/quatre/)"],
)
def test_no_file_is_linked_to_where_it_would_be_no_page(astro: Path, linked: str) -> None:
    (astro / "src/content/notes/trois.mdx").write_text(
        POST.format(title="trois", more="") + linked, encoding="utf-8"
    )
    blog = Blog.open(astro)
    target = blog.find("src/content/notes/quatre.mdx")
    with pytest.raises(NoAddress):
        blog.addresses.link(blog.posts(), "src/content/notes/trois.mdx", target)
