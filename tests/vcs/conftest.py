"""Repositories to try things on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.vcs.repository import Repository

Write = Callable[..., str]
Hook = Callable[[Path, str, str], Path]

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repositories below, made once; each test gets copies, which costs a tenth."""
    folder = tmp_path_factory.mktemp("templates")

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=folder, check=True)

    init = ("init", "--quiet", "--initial-branch=main", "--template=")
    git(*init, "--bare", "empty.git")
    git(*init, "blog")
    file = folder / "blog" / POST
    file.parent.mkdir()
    file.write_text(
        "---\ntitle: Le WiFi de l’hôtel\ndate: 2026-05-12\n---\n\nDeux bornes.\n", encoding="utf-8"
    )
    git("-C", "blog", "add", "posts")
    git("-C", "blog", "commit", "--quiet", "-m", "Premier article")
    git("clone", "--quiet", "--bare", "--template=", "blog", "full.git")
    git("clone", "--quiet", "--template=", "full.git", "published")
    return folder


@pytest.fixture
def blog_folder(templates: Path, tmp_path: Path) -> Path:
    """A blog with one committed post and no remote."""
    return Path(shutil.copytree(templates / "blog", tmp_path / "blog"))


@pytest.fixture
def bare_remote(templates: Path, tmp_path: Path) -> Path:
    """An empty bare repository, to publish to."""
    return Path(shutil.copytree(templates / "empty.git", tmp_path / "remote.git"))


@pytest.fixture
def published_blog(templates: Path, blog_folder: Path, bare_remote: Path) -> Path:
    """``blog_folder`` with ``bare_remote`` as its ``origin``, everything online."""
    shutil.rmtree(bare_remote)
    shutil.rmtree(blog_folder)
    shutil.copytree(templates / "full.git", bare_remote)
    return _clone_of(bare_remote, templates, blog_folder)


@pytest.fixture
def other_clone(templates: Path, published_blog: Path, bare_remote: Path, tmp_path: Path) -> Path:
    """The laptop: a second clone of ``published_blog``'s remote."""
    return _clone_of(bare_remote, templates, tmp_path / "laptop")


def _clone_of(remote: Path, templates: Path, folder: Path) -> Path:
    shutil.copytree(templates / "published", folder)
    settings = folder / ".git" / "config"
    settings.write_text(settings.read_text().replace(str(templates / "full.git"), str(remote)))
    return folder


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
