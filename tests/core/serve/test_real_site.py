"""The real page of a post: as its generator builds it, what is typed and not saved included."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve import real_site
from blogwifi_tui.core.serve.messages import Begin, Ended, Failed, Held, Mended, Ready
from blogwifi_tui.core.serve.real_site import RealSite
from blogwifi_tui.i18n.serve_messages import build_event_words
from blogwifi_tui.settings.paths import serve_dir
from tests.conftest import Git
from tests.core.serve.browser import LONGEST, Browser
from tests.core.serve.builds import planned, state_of
from tests.core.serve.conftest import POST, TEXT
from tests.core.serve.served import Served
from tests.core.serve.stand_in_hugo import PANICS

PAGE = "/notes/posts/wifi/"


@pytest.fixture
def site(hugo_blog: Path, hugo: Path, serve: Callable[..., Served]) -> Served:
    """A page server of a blog that the stand-in for Hugo builds."""
    return serve(hugo_blog, plan=planned(hugo_blog))


def led_to(browser: Browser, page: str) -> None:
    """Wait until the browser is led to a page."""
    with browser.listening() as hear:
        while hear("page")["page"] != page:
            pass


def test_the_browser_goes_from_the_plain_page_to_the_real_one_once_it_is_built(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    got = browser.get(PAGE)
    assert got.status == 200
    assert "Deux bornes." in got.text
    assert '<script src="/.blogwifi/live.js" data-version="0" async></script></body>' in got.text
    assert got.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert site.heard.get(timeout=LONGEST) == Ready(pytest.approx(0, abs=1000))
    assert browser.get("/").headers["location"] == "/notes/"


def test_what_is_typed_is_on_the_real_page_and_the_blog_is_as_it_was(site: Served, git: Git) -> None:
    before = state_of(site.root)
    browser = site.browser(POST)
    led_to(browser, PAGE)
    with browser.listening() as hear:
        for text in ("Un mot tapé.", "Un mot tapé et un autre."):
            site.server.typed(POST, lambda text=text: (TEXT + text).encode())  # type: ignore[misc]
            while text not in browser.get(PAGE).text:
                hear("version")
        site.server.typed(POST, lambda: None)
        while "tapé" in browser.get(PAGE).text:
            hear("version")
    assert state_of(site.root) == before
    assert git(site.root, "status", "--porcelain", "--ignored") == ""


def test_the_page_is_told_how_its_paragraphs_begin_and_which_is_written(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    with browser.listening() as hear:
        assert hear("blocks")["blocks"] == [[1, "deuxbornes"]]
        site.server.at(POST, 1)
        told = hear("line")
        assert (told["line"], told["page"]) == (1, PAGE)


def test_what_the_generator_cannot_build_is_told_with_file_and_line(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    assert isinstance(site.heard.get(timeout=LONGEST), Ready)
    site.server.typed(POST, f"{TEXT}\n{{{{< nope >}}}}\n".encode)
    failed = site.heard.get(timeout=LONGEST)
    assert isinstance(failed, Failed)
    assert (failed.file, failed.line) == (POST, 8)
    assert "nope" in failed.text
    assert "Rebuild failed" in failed.rest
    site.server.typed(POST, lambda: None)
    assert site.heard.get(timeout=LONGEST) == Mended()


def test_a_post_that_the_site_leaves_out_is_a_plain_page(site: Served) -> None:
    (site.root / "content/posts/ailleurs.md").write_text(
        "---\ntitle: Ailleurs\nurl: /nulle-part/\n---\n\nLà.\n"
    )
    browser = site.browser(POST)
    led_to(browser, PAGE)
    site.server.show("content/posts/ailleurs.md").result(LONGEST)
    led_to(browser, "/.blogwifi/post/content/posts/ailleurs.md")
    assert "Là." in browser.get("/.blogwifi/post/content/posts/ailleurs.md").text


def test_nothing_is_left_of_a_run_and_only_its_owner_could_read_it(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    (run,) = (path for path in serve_dir().iterdir() if path.is_dir())
    assert [path.stat().st_mode & 0o077 for path in (serve_dir(), run, run / "out", run / "blog")] == [0] * 4
    site.server.stop()
    site.server.wait()
    assert not run.exists()


def test_settings_that_nobody_agreed_to_are_not_gone_by_until_one_does(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    assert isinstance(site.heard.get(timeout=LONGEST), Ready)
    settings = site.root / "hugo.toml"
    settings.write_text(settings.read_text() + "\nstaticDir = '/etc'\n")
    held = site.heard.get(timeout=LONGEST)
    assert isinstance(held, Held)
    assert "staticdir = /etc" in build_event_words(held)
    assert build_event_words(held).startswith("The page stays as it was: ")
    (run,) = (path for path in serve_dir().iterdir() if path.is_dir())
    assert "/etc" not in (run / "blog" / "hugo.toml").read_text()
    with browser.listening() as hear:
        site.server.typed(POST, (TEXT + "Un mot tapé.").encode)
        while "tapé" not in browser.get(PAGE).text:
            hear("version")


def test_the_real_page_is_back_once_a_generator_that_broke_off_builds_again(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    assert isinstance(site.heard.get(timeout=LONGEST), Ready)
    site.server.typed(POST, f"{TEXT}{PANICS}\n".encode)
    ended = site.heard.get(timeout=LONGEST)
    assert isinstance(ended, Ended)
    assert ended.code == 1
    assert "a mistake of its own" in ended.rest
    led_to(browser, "/.blogwifi/post/content/posts/wifi.md")
    site.server.typed(POST, f"{TEXT}Encore.\n".encode)
    led_to(browser, PAGE)
    assert "Encore." in browser.get(PAGE).text


def test_a_post_that_is_gone_is_said_to_be_and_shown_again_once_it_is_back(site: Served) -> None:
    browser = site.browser(POST)
    led_to(browser, PAGE)
    text = (site.root / POST).read_text()
    (site.root / POST).unlink()
    (site.root / "content/posts/autre.md").write_text(text.replace("Deux", "Trois"))
    plain = f"/.blogwifi/post/{POST}"
    led_to(browser, plain)
    got = browser.get(plain)
    assert got.status == 404
    assert POST in got.text
    assert '<script src="/.blogwifi/live.js"' in got.text
    (site.root / POST).write_text(text)
    led_to(browser, PAGE)


class SlowBuild:
    """A build that takes the first post only once it may, and remembers what it was given last of each."""

    def __init__(self, *_: object) -> None:
        self.asked, self.may_go_on = asyncio.Event(), asyncio.Event()
        self.texts: dict[str, bytes | None] = {}

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def typed(self, path: str, data: bytes | None) -> None:
        self.texts[path] = data
        self.asked.set()
        await self.may_go_on.wait()


@pytest.mark.parametrize("newer", [b"newer", None])
async def test_what_was_typed_before_the_site_was_built_never_overtakes_what_was_typed_or_saved_since(
    hugo_blog: Path, hugo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bytes | None
) -> None:
    build = SlowBuild()
    monkeypatch.setattr(real_site, "SiteBuild", lambda *_: build)
    begin = Begin(str(hugo_blog), str(tmp_path / "serve"), None, planned(hugo_blog))
    site = RealSite(begin, Blog.open(hugo_blog), print, lambda _paths: asyncio.sleep(0), str)
    for path in ("one.md", "two.md"):
        await site.typed(path, b"older")
    site.start(1)
    await asyncio.wait_for(build.asked.wait(), LONGEST)
    (other,) = {"one.md", "two.md"} - build.texts.keys()
    build.may_go_on.set()
    await site.typed(other, newer)
    await asyncio.gather(*site._tasks)
    await site.stop()
    assert build.texts[other] == newer
