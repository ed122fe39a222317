"""The program as the tests of its screens meet it, and a blog with one post of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Git

POSTS = {
    "2095-01-01-lettre.md": "title: Lettre à 2095\ndate: 2095-01-01\ntags: [lettre]",
    "2021-06-01-brouillon.md": "title: Un brouillon\ndate: 2021-06-01\ntags: [wifi]\ndraft: true",
    "2020-03-04-hotel.md": "title: Le WiFi de l’hôtel\ndate: 2020-03-04T09:30:00+01:00\ntags: [wifi, hôtel]",
    "2014-02-03-eglise.md": "title: Réseaux d’église\ndate: 2014-02-03\ntags: [église]\ncategories: [Récits]",
    "2006-05-06-casse.md": "title: [Cassé\ndate: 2006-05-06",
}
"""By file name, the header; the body says which post it is."""


@pytest.fixture
def blog(tmp_path: Path, bare_remote: Path, git: Git) -> Path:
    """A published blog: scheduled, draft, published twice, unreadable, from the newest to the oldest."""
    folder = tmp_path / "carnet"
    (folder / "posts").mkdir(parents=True)
    for name, header in POSTS.items():
        text = f"---\n{header}\n---\n\nTexte de {name}.\n"
        (folder / "posts" / name).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "posts")
    git(folder, "commit", "--quiet", "-m", "Premiers articles")
    git(folder, "remote", "add", "origin", str(bare_remote))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    return folder
