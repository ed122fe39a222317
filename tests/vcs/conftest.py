"""Repositories to try things on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.vcs.repository import Repository
from tests.conftest import POST

Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]


@pytest.fixture
def post() -> str:
    """The path of the one post of ``blog_folder``."""
    return POST


@pytest.fixture
def repository(blog_folder: Path) -> Repository:
    """A blog with one committed post and no remote."""
    return Repository.open(blog_folder)


@pytest.fixture
def published(published_blog: Path) -> Repository:
    """The same, with a bare remote that has everything."""
    return Repository.open(published_blog)


@pytest.fixture
def write() -> Write:
    """``write(folder, path, text) -> path``."""

    def put(folder: Path, path: str, text: str = "Un texte.\n") -> str:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return path

    return put


@pytest.fixture
def hook() -> Hook:
    """``hook(folder, name, script) -> path`` of a hook in a repository, bare or not."""

    def put(folder: Path, name: str, script: str) -> Path:
        git_dir = folder / ".git" if (folder / ".git").is_dir() else folder
        file = git_dir / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return file

    return put
