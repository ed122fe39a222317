"""Addresses learned from the pages of a site: what three posts show, and from the named host alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core import http_get, site_pages
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.site_learning import Learned, SiteLearner, with_settings
from blogwifi_tui.core.site_pages import Listed, SitePage, listed, read_file, read_site
from blogwifi_tui.errors import NothingLearned, SettingRefused, SiteUnread
from blogwifi_tui.i18n.explain import explain
from tests.conftest import Git
from tests.site import small

HEADER = "---\ntitle: {title}\ndate: {date}\n{more}---\n\nTexte.\n"
HOST = "https://example.org"


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """Four posts, of which one is a draft, on a site that nothing is known of."""
    folder = tmp_path / "carnet"
    (folder / "posts").mkdir(parents=True)
    git(folder, "init", "--quiet")
    for name, date, more in (
        ("2020-01-02-le-mur", "2020-01-02", ""),
        ("2021-03-04-l-ete", "2021-03-04", "slug: ete\n"),
        ("2022-05-06-la-rue", "2022-05-06", ""),
        ("2022-05-07-tu", "2022-05-07", "draft: true\n"),
    ):
        title = name[11:].replace("-", " ").capitalize()
        text = HEADER.format(title=title, date=date, more=more)
        (folder / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Tout")
    return folder


def learned(folder: Path, *paths: str, title: str = "") -> Learned:
    pages = tuple(SitePage(HOST + path, title) for path in paths)
    blog = Blog.open(folder)
    return SiteLearner(blog).learn(blog.posts(), Listed(pages))


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (("/2020/le-mur/", "/2021/ete/", "/2022/la-rue/", "/tags/le-mur/", "/"), "/{year}/{slug}/"),
        (("/2020/01/02/le-mur.html", "/2021/03/04/ete.html", "/2022/05/06/la-rue.html"),
         "/{year}/{month}/{day}/{slug}.html"),
        (("/blog/le-mur", "/blog/ete", "/blog/la-rue"), "/blog/{slug}"),
        (("/p/2020-01-02-le-mur/", "/p/2021-03-04-l-ete/", "/p/2022-05-06-la-rue/"), "/p/{name}/"),
    ],
)  # fmt: skip
def test_the_address_of_three_posts_is_that_of_all(
    folder: Path, paths: tuple[str, ...], pattern: str
) -> None:
    assert learned(folder, *paths) == Learned(HOST + pattern, 3, 3)


@pytest.mark.parametrize(
    "paths",
    [
        (),
        ("/2020/le-mur/", "/2021/ete/"),
        ("/2020/le-mur/", "/a/ete/", "/b/la-rue/"),
        ("/2020/le-mur/", "/2021/ete/", "/2022/tu/"),
        ("/1/", "/2/", "/3/"),
    ],
    ids=["none", "two", "three forms", "a draft", "none of posts"],
)
def test_less_is_no_rule(folder: Path, paths: tuple[str, ...]) -> None:
    with pytest.raises(NothingLearned):
        learned(folder, *paths)


@pytest.mark.parametrize(("others", "is_rule"), [(0, True), (1, False)])
def test_four_of_five_posts_must_have_addresses_of_one_form(folder: Path, others: int, is_rule: bool) -> None:
    paths = ["/2020/le-mur/", "/2021/ete/", "/2022/la-rue/"]
    for number in range(2):
        text = HEADER.format(title=f"Page {number}", date="2023-01-02", more="")
        (folder / "posts" / f"page-{number}.md").write_text(text, encoding="utf-8")
        paths.append(f"/2023/page-{number}/" if number > others else f"/a{number}/page-{number}/")
    if is_rule:
        assert learned(folder, *paths) == Learned(f"{HOST}/{{year}}/{{slug}}/", 4, 5)
    else:
        with pytest.raises(NothingLearned):
            learned(folder, *paths)


def test_a_title_that_two_pages_have_is_that_of_no_post(folder: Path) -> None:
    text = HEADER.format(title="Notes", date="2023-01-02", more="")
    (folder / "posts" / "des-mots.md").write_text(text, encoding="utf-8")
    paths = ("/2020/le-mur/", "/2021/ete/", "/2022/la-rue/")
    pages = [*(SitePage(HOST + path) for path in paths), SitePage(f"{HOST}/a/", "Notes")]
    blog = Blog.open(folder)

    def found(*more: SitePage) -> Learned:
        return SiteLearner(blog).learn(blog.posts(), Listed((*pages, *more)))

    assert found(SitePage(f"{HOST}/b/", "Notes")) == Learned(f"{HOST}/{{year}}/{{slug}}/", 3, 3)
    with pytest.raises(NothingLearned):
        found()  # that one has a page of another form


def test_where_the_generator_knows_the_path_the_host_alone_is_learned(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.use(monkeypatch)
    (folder / "small.toml").touch()
    found = learned(folder, "/carnet/2020/le-mur/", "/carnet/2021/ete/", "/carnet/2022/la-rue/")
    assert found == Learned(f"{HOST}/carnet/{{path}}", 3, 3)
    blog = Blog.open(folder)
    SiteLearner(blog).keep(found)
    page = Blog.open(folder).addresses.page(blog.find("la-rue"))
    assert page == (f"{HOST}/carnet/2022/la-rue/", "learned")


def test_the_pages_of_grav_are_known_by_the_folders_of_their_posts(tmp_path: Path, git: Git) -> None:
    for path, text in {
        "user/config/site.yaml": "title: T\n",
        "user/pages/01.blog/blog.md": "---\ntitle: Blog\n---\n",
        "user/pages/01.blog/01.Mur/item.md": HEADER.format(title="A", date="02-01-2020", more=""),
        "user/pages/01.blog/02.ete/item.md": HEADER.format(title="B", date="02-01-2021", more=""),
        "user/pages/01.blog/x/item.md": HEADER.format(
            title="C", date="02-01-2022", more="routes:\n  default: /par/la\n"
        ),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--template=")
    pages = ("/site/blog/mur", "/site/blog/ete", "/site/par/la", "/site/blog", "/site/item")
    assert learned(tmp_path, *pages) == Learned(f"{HOST}/site/{{path}}", 3, 3)


def test_it_is_kept_in_one_commit_that_changes_no_other_byte(folder: Path, git: Git) -> None:
    before = '# à nous\r\n[blog]\r\nposts = "posts" # ici\r\n\r\n[commit]\r\nask = false\r\n'
    (folder / "blogwifi.toml").write_bytes(before.encode())
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Réglages")
    blog = Blog.open(folder)
    assert SiteLearner(blog).keep(Learned(f"{HOST}/{{year}}/{{slug}}/", 3, 3), title="Le « carnet »")
    lines = (folder / "blogwifi.toml").read_bytes().decode().split("\r\n")
    added = {
        f'public_address = "{HOST}/{{year}}/{{slug}}/"',
        "address_learned = true",
        'title = "Le « carnet »"',
    }
    assert [line for line in lines if line not in added] == before.split("\r\n")
    assert set(lines) >= added
    assert git(folder, "show", "--format=", "--name-only") == "blogwifi.toml"
    assert git(folder, "status", "--porcelain") == ""
    assert Blog.open(folder).title == "Le « carnet »"
    assert SiteLearner(blog).keep(Learned(f"{HOST}/{{year}}/{{slug}}/", 3, 3)) is None


def test_what_the_person_has_changed_in_the_settings_gets_a_commit_of_its_own_before(
    folder: Path, git: Git
) -> None:
    (folder / "blogwifi.toml").write_text('[blog]\ntitle = "À moi"\n', encoding="utf-8")
    blog = Blog.open(folder)
    SiteLearner(blog).keep(Learned(f"{HOST}/{{slug}}/", 3, 3))
    subjects = git(folder, "log", "--format=%s", "-2").splitlines()
    assert subjects == ["Keep the address of the posts, as the site shows it", "Edit: blogwifi.toml"]
    blog.undo(blog.last_change())
    assert (folder / "blogwifi.toml").read_text(encoding="utf-8") == '[blog]\ntitle = "À moi"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b'[blog]\ntitle = "T"\n'),
        (b"[commit]\nask = false", b'[commit]\nask = false\n\n[blog]\ntitle = "T"\n'),
        (b'[blog]\ntitle = "A" # a\n', b'[blog]\ntitle = "T" # a\n'),
    ],
)
def test_a_setting_is_one_changed_line(before: bytes, after: bytes) -> None:
    assert with_settings(before, {"title": "T"}) == after


@pytest.mark.parametrize("data", [b"[blog\n", b"blog = 3\n", b"\xff\n", b'x = """\n+++\n"""\n[blog'])
def test_a_file_that_cannot_be_changed_so_is_left(data: bytes) -> None:
    with pytest.raises(SettingRefused):
        with_settings(data, {"title": "T"})


# What a site says of its pages

URLS = "<url><loc>{}</loc></url>"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
RSS = (
    "<rss><channel><title>Le carnet</title><link>https://example.org/</link>"
    "<item><title> Le\n mur </title><link>https://example.org/a/</link></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Le carnet</title><link href="https://example.org/"/>'
    '<entry><title>Le mur</title><link rel="self" href="https://example.org/x"/>'
    '<link href="https://example.org/a/"/></entry></feed>'
)
INDEX = (
    "<sitemapindex><sitemap><loc>{}/one.xml</loc></sitemap><sitemap><loc>{}</loc></sitemap></sitemapindex>"
)
BOMB = '<!DOCTYPE u [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            SITEMAP.format(URLS.format("https://example.org/a/")),
            Listed((SitePage("https://example.org/a/"),)),
        ),
        (RSS, Listed((SitePage("https://example.org/a/", "Le mur"),), title="Le carnet")),
        (ATOM, Listed((SitePage("https://example.org/a/", "Le mur"),), title="Le carnet")),
        (INDEX.format("https://example.org", "b"), Listed((), ("https://example.org/one.xml", "b"))),
        (BOMB, None),
        ("<a>" * 60, None),
        ("<a>" * 60 + URLS.format("https://example.org/a/") + "</a>" * 60, None),
        ("<html><p>Bonjour<p></html>", None),
        ("", None),
    ],
    ids=["sitemap", "rss", "atom", "index", "entities", "torn", "deep", "page", "nothing"],
)
def test_what_a_sitemap_and_a_feed_say(text: str, found: Listed | None) -> None:
    assert listed(text.encode()) == found


Serve = Callable[[dict[str, str]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(texts by path)``: a site on this machine; a text that begins with ``→`` is a redirect."""
    running: list[ThreadingHTTPServer] = []

    def start(texts: dict[str, str]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                text = texts.get(self.path)
                data = (text or "").encode()
                self.send_response(404 if text is None else 302 if text.startswith("→") else 200)
                if text and text.startswith("→"):
                    self.send_header("Location", text[1:])
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        asked: list[str] = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.asked = asked  # type: ignore[attr-defined]
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    start.asked = lambda: [path for server in running for path in server.asked]  # type: ignore[attr-defined]
    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def test_the_sitemap_of_a_site_is_found_and_the_feed_when_the_title_is_wanted(serve: Serve) -> None:
    texts = {
        "/blog/sitemap.xml": SITEMAP.format(URLS.format("https://example.org/b/")),
        "/blog/index.xml": RSS,
    }
    address = serve(texts)
    assert read_site(f"{address}/blog") == Listed((SitePage("https://example.org/b/"),))
    assert read_site(f"{address}/blog/", title=True).title == "Le carnet"
    assert read_site(f"{address}/blog/index.xml").pages == (SitePage("https://example.org/a/", "Le mur"),)


def test_sitemaps_of_other_hosts_and_redirects_to_them_are_not_followed(serve: Serve) -> None:
    elsewhere = serve({"/one.xml": SITEMAP.format(URLS.format("https://example.org/x/"))})
    other = elsewhere.replace("127.0.0.1", "localhost")
    own = SITEMAP.format(URLS.format("https://example.org/b/"))
    texts = {"/one.xml": own, "/away.xml": f"→{other}/one.xml", "/near.xml": "→/one.xml"}
    address = serve(texts)
    texts["/sitemap.xml"] = INDEX.format(address, f"{other}/one.xml")
    assert read_site(f"{address}/").pages == (SitePage("https://example.org/b/"),)
    assert read_site(f"{address}/near.xml").pages == (SitePage("https://example.org/b/"),)
    with pytest.raises(SiteUnread) as refused:
        read_site(f"{address}/away.xml")
    assert (refused.value.reason, refused.value.detail) == ("elsewhere", f"{other}/one.xml")
    assert serve.asked().count("/one.xml") == 2  # type: ignore[attr-defined]  # none of them there


def test_no_redirect_leads_from_a_secure_address_to_one_that_is_not() -> None:
    reader = site_pages._Reader("https://example.org/")
    asked = "https://example.org/sitemap.xml"
    assert reader._follows(asked, "https://example.org/s.xml")
    with pytest.raises(SiteUnread) as refused:
        reader._follows(asked, "http://example.org/s.xml")
    assert refused.value.reason == "elsewhere"


def test_of_a_list_of_sitemaps_no_more_than_the_first_are_asked_for(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_pages, "MOST_FILES", 2)
    names = [f"/{number}.xml" for number in range(5)]
    texts = {name: SITEMAP.format(URLS.format(f"https://example.org{name}")) for name in names}
    address = serve(texts)
    maps = "".join(f"<sitemap><loc>{address}{name}</loc></sitemap>" for name in names)
    texts["/sitemap.xml"] = f"<sitemapindex>{maps}</sitemapindex>"
    assert len(read_site(f"{address}/sitemap.xml").pages) == 2
    assert serve.asked() == ["/sitemap.xml", "/0.xml", "/1.xml"]  # type: ignore[attr-defined]


def test_a_site_that_goes_on_answering_for_too_long_is_given_up() -> None:
    class Answered(BytesIO):
        headers = Message()

    answer = Answered(b"a" * 10)
    assert http_get._read("https://example.org/", answer, time.monotonic() + 60, 10) == b"a" * 10
    with pytest.raises(SiteUnread) as refused:
        http_get._read("https://example.org/", Answered(b"a" * 10), 0.0, 10)
    assert refused.value.reason == "slow"


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http://moi@[", "http://a:b@c/"],
)
def test_only_the_address_of_a_site_is_asked(address: str) -> None:
    with pytest.raises(SiteUnread) as refused:
        read_site(address)
    assert refused.value.reason == "address"


def test_what_is_too_large_too_slow_absent_or_nothing_of_the_kind_is_said(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = serve({"/": "bonjour", "/large.xml": RSS})

    def reason(path: str) -> str:
        with pytest.raises(SiteUnread) as refused:
            read_site(address + path)
        return refused.value.reason

    assert reason("/") == "neither"
    monkeypatch.setattr(site_pages, "MOST_BYTES", 20)
    assert reason("/large.xml") == "large"
    (tmp_path / "grand.xml").write_text(RSS, encoding="utf-8")
    for name, word in (("grand.xml", "large"), ("absent.xml", "file")):
        with pytest.raises(SiteUnread) as refused:
            read_file(tmp_path / name)
        assert refused.value.reason == word
    monkeypatch.setattr(site_pages, "MOST_SECONDS", 0.0)
    assert reason("/large.xml") == "slow"
    address = "http://127.0.0.1:1"
    monkeypatch.setattr(site_pages, "MOST_SECONDS", 5.0)
    assert reason("/") == "unreachable"
    address = "http://blog.invalid"
    assert reason("/") == "unknown"


def test_what_the_system_says_of_a_host_is_said_in_our_own_words() -> None:
    with pytest.raises(SiteUnread) as refused:
        read_site("http://blog.invalid/")
    assert explain(refused.value).what == "No host of that name was found for http://blog.invalid/."


def test_the_verb_says_how_sure_it_is_and_asks_no_host_for_a_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(http_get, "OpenerDirector", None)
    monkeypatch.chdir(folder)
    paths = ("/2020/le-mur/", "/2021/ete/", "/2022/la-rue/")
    file = tmp_path / "sitemap.xml"
    file.write_text(SITEMAP.format("".join(URLS.format(HOST + path) for path in paths)), encoding="utf-8")
    assert main(["site", "learn", "--file", str(file)]) == 0
    assert capfd.readouterr().out.startswith(f"{HOST}/{{year}}/{{slug}}/: learned from 3 of 3 pages.")
    assert main(["open", "la-rue", "--json"]) == 0
    assert '"address_from": "learned"' in capfd.readouterr().out
    assert main(["site", "learn"]) == 1
    assert "Write it in full" in capfd.readouterr().err


@pytest.mark.parametrize(("own", "title"), [("", "Le carnet du site"), ('title = "À moi"\n', "À moi")])
def test_the_title_of_the_site_is_kept_where_the_blog_has_none_of_its_own(
    own: str, title: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "blogwifi.toml").write_text(f"[blog]\n{own}", encoding="utf-8")
    monkeypatch.chdir(folder)
    items = "".join(
        f"<item><title>x</title><link>{HOST}{path}</link></item>"
        for path in ("/2020/le-mur/", "/2021/ete/", "/2022/la-rue/")
    )
    file = tmp_path / "feed.xml"
    file.write_text(
        f"<rss><channel><title>Le carnet du site</title>{items}</channel></rss>", encoding="utf-8"
    )
    assert main(["site", "learn", "--file", str(file)]) == 0
    assert Blog.open(folder).title == title


def test_a_title_that_would_act_on_the_terminal_is_shown_as_what_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    urls = "".join(
        URLS.format(f"https://example.org/\u202e\u009b31m{path}")
        for path in ("/2020/le-mur/", "/2021/ete/", "/2022/la-rue/")
    )
    file = tmp_path / "sitemap.xml"
    file.write_text(SITEMAP.format(urls), encoding="utf-8")
    assert main(["site", "learn", "--file", str(file)]) == 0
    told = capfd.readouterr().out
    assert "‹U+202E›" in told
    assert not {"\u202e", "\u009b"} & {*told}
