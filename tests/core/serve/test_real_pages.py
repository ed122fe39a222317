"""With the generators themselves: a word typed is on the page that a browser was led to.

Each is skipped where it is not installed; ``test_real_site.py`` looks at the same with a stand-in.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from blogwifi_tui.core.serve.messages import Ready
from tests.conftest import Git
from tests.core.serve.browser import LONGEST
from tests.core.serve.builds import planned
from tests.core.serve.real_sites import SITES, make, missing
from tests.core.serve.served import Served

PLAIN = "/.blogwifi/post/"


@pytest.mark.needs("a generator")
@pytest.mark.parametrize("name", SITES)
def test_a_word_typed_is_on_the_page_the_browser_was_led_to(
    name: str,
    tmp_path: Path,
    git: Git,
    serve: Callable[..., Served],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if lacking := missing(name):
        pytest.skip(f"needs {lacking}")
    blog, programs = tmp_path / "blog", tmp_path / "programs"
    site = make(name, blog, programs)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    git(blog, "init", "--quiet")
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Un blog")
    served = serve(blog, plan=planned(blog))
    browser = served.browser(site.post)
    assert isinstance(served.heard.get(timeout=4 * LONGEST), Ready)
    with browser.listening() as hear:
        while (page := hear("page")["page"]).startswith(PLAIN):
            pass
        assert "Deux bornes." in browser.get(quote(page)).text
        served.server.typed(site.post, f"{site.text}\nUn mot tapé.\n".encode)
        while "Un mot tapé." not in (got := browser.get(quote(page))).text:
            hear("version")
    assert '<script src="/.blogwifi/live.js"' in got.text
    assert git(blog, "status", "--porcelain") == ""
    styles = [part.partition('"')[0] for part in got.text.split('href="http://')[1:]]
    assert all(style.startswith(f"127.0.0.1:{browser.port}/") for style in styles if "css" in style)
