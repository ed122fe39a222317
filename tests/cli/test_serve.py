"""``blogwifi serve``: the page of a post, until Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused
from tests.conftest import POST, Git
from tests.core.serve.browser import Browser
from tests.core.serve.builds import put_hugo_in

BLOGWIFI = (
    sys.executable,
    "-c",
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from blogwifi_tui.cli.main import main; sys.exit(main())",
)
"""The program where Ctrl+C counts: what a shell starts in the background, as tests may be, ignores it."""
SSH = "192.0.2.9 51234 2001:db8::7 2222"


@contextmanager
def serving(
    folder: Path, *words: str, environment: Mapping[str, str] = os.environ
) -> Iterator[subprocess.Popen[str]]:
    """The verb at work; it is ended by Ctrl+C, and that is no failure."""
    started = subprocess.Popen(
        (*BLOGWIFI, "-C", str(folder), "serve", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        yield started
    finally:
        started.send_signal(signal.SIGINT)
        try:
            _out, said = started.communicate(timeout=20)
        finally:
            started.kill()
        assert (started.returncode, "Traceback" in said) == (0, False)


def line(started: subprocess.Popen[str]) -> str:
    assert started.stdout
    return started.stdout.readline().rstrip("\n")


def test_the_page_of_a_post_is_served_until_ctrl_c(blog_folder: Path) -> None:
    with serving(blog_folder, "hotel") as started:
        browser = Browser.at(line(started))
        assert "Deux bornes par couloir" in browser.get(f"/.blogwifi/post/{POST}").text
    assert not browser_answers(browser)


def browser_answers(browser: Browser) -> bool:
    try:
        return bool(browser.get("/").status)
    except OSError:
        return False


def test_without_a_name_the_newest_post_is_shown_and_programs_are_told_where(blog_folder: Path) -> None:
    with serving(blog_folder, "--json") as started:
        told = json.loads(line(started))
        assert (told["path"], told["tunnel"]) == (POST, None)
        assert told["address"].startswith(f"http://127.0.0.1:{told['port']}/")


def test_over_ssh_the_line_to_type_at_home_comes_first_and_no_browser_is_opened(
    blog_folder: Path, tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\ntouch {tmp_path}/opened\n")
    browser.chmod(0o755)
    environment = {**os.environ, "SSH_CONNECTION": SSH, "BROWSER": str(browser), "DISPLAY": ":0"}
    with serving(blog_folder, environment=environment) as started:
        tunnel, address = line(started), line(started)
        port = Browser.at(address).port
        assert tunnel.startswith(f"ssh -N -L {port}:127.0.0.1:{port} ")
        assert tunnel.endswith("@2001:db8::7 -p 2222")
    assert not (tmp_path / "opened").exists()


def test_a_post_there_is_not_is_said_so(blog_folder: Path, run: Run) -> None:
    refused(run(blog_folder, "serve", "nothing-of-the-kind"), "nothing-of-the-kind")


def test_what_the_generator_cannot_build_is_a_note_with_file_and_line(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_hugo_in(tmp_path / "programs")
    monkeypatch.setenv("PATH", f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}")
    blog = tmp_path / "blog"
    (blog / "content/posts").mkdir(parents=True)
    (blog / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (blog / "content/posts/a.md").write_text("---\ntitle: A\n---\n\n{{< nope >}}\n")
    git(blog, "init", "--quiet")
    with serving(blog) as started:
        browser = Browser.at(line(started))
        assert started.stderr
        said = next(each for each in started.stderr if "cannot be built" in each)
        assert "content/posts/a.md, line 5: " in said
        assert "nope" in browser.get("/.blogwifi/post/content/posts/a.md").text, "a plain page meanwhile"


def test_a_generator_that_is_not_installed_here_is_named(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material}\nplugins: [blog]\n")
    (tmp_path / "docs/blog/posts").mkdir(parents=True)
    (tmp_path / "docs/blog/posts/a.md").write_text("---\ndate: 2026-01-01\n---\n# A\n")
    with serving(tmp_path, environment={**os.environ, "PATH": "/usr/bin:/bin"}) as started:
        Browser.at(line(started))
        assert started.stderr
        assert "is not installed here: it is a plain page." in started.stderr.readline()


def test_what_is_not_agreed_to_is_named_and_a_plain_page_shown(tmp_path: Path, git: Git) -> None:
    put_hugo_in(tmp_path / "programs")
    path = f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}"
    blog = tmp_path / "blog"
    (blog / "content/posts").mkdir(parents=True)
    (blog / "hugo.toml").write_text('baseURL = "https://example.org/"\nstaticDir = "/etc"\n')
    (blog / "content/posts/a.md").write_text("---\ntitle: A\n---\n\nDeux bornes.\n")
    git(blog, "init", "--quiet")
    with serving(blog, environment={**os.environ, "PATH": path}) as started:
        browser = Browser.at(line(started))
        assert started.stderr
        assert "staticdir = /etc" in started.stderr.readline()
        assert "is not agreed to: it is a plain page." in started.stderr.readline()
        assert "Deux bornes." in browser.get("/.blogwifi/post/content/posts/a.md").text
