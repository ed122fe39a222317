"""A page server, a small Hugo blog, and a program that is called as Hugo is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Git
from tests.core.serve.builds import put_hugo_in
from tests.core.serve.served import Served

POST = "content/posts/wifi.md"
TEXT = "---\ntitle: Le WiFi\ndate: 2026-05-12\n---\n\nDeux bornes.\n"


@pytest.fixture
def hugo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stand-in for Hugo comes first on PATH; the folder it lies in."""
    folder = tmp_path / "programs"
    put_hugo_in(folder)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def hugo_blog(tmp_path: Path, git: Git) -> Path:
    """A blog that Hugo makes a site of, committed."""
    blog = tmp_path / "hugo blog"
    (blog / "content" / "posts").mkdir(parents=True)
    (blog / "layouts").mkdir()
    (blog / "static").mkdir()
    (blog / "hugo.toml").write_text('baseURL = "https://example.org/notes/"\n', encoding="utf-8")
    (blog / POST).write_text(TEXT, encoding="utf-8")
    (blog / "static" / "small.png").write_bytes(b"\x89PNG" + bytes(100))
    (blog / "static" / "large.jpg").write_bytes(b"\xff\xd8" + bytes(200_000))
    git(blog, "init", "--quiet")
    git(blog, "add", ".")
    git(blog, "commit", "--quiet", "-m", "Un blog")
    return blog


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """``serve(folder)``: a server of the blog there, which ends with the test."""
    made: list[Served] = []

    def start(root: Path, **more: Any) -> Served:
        made.append(Served(root, **more))
        return made[-1]

    yield start
    for each in made:
        each.server.stop()
        each.server.wait()


@pytest.fixture
def served(blog_folder: Path, serve: Callable[..., Served]) -> Served:
    """A server of the blog of the test."""
    return serve(blog_folder)
