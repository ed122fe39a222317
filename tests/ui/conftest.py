"""The program as the tests of its screens meet it, and a blog with one post of each kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import make_blog, publish_to

POSTS = {
    "2095-01-01-lettre.md": "title: Lettre à 2095\ndate: 2095-01-01\ntags: [lettre]",
    "2021-06-01-brouillon.md": "title: Un brouillon\ndate: 2021-06-01\ntags: [wifi]\ndraft: true",
    "2020-03-04-hotel.md": "title: Le WiFi de l’hôtel\ndate: 2020-03-04T09:30:00+01:00\ntags: [wifi, hôtel]",
    "2014-02-03-eglise.md": "title: Réseaux d’église\ndate: 2014-02-03\ntags: [église]\ncategories: [Récits]",
    "2006-05-06-casse.md": "title: [Cassé\ndate: 2006-05-06",
}
"""By file name, the header; the body says which post it is."""


@pytest.fixture(scope="session")
def carnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blog below, made once and copied for each test."""
    posts = {name: f"---\n{header}\n---\n\nTexte de {name}.\n" for name, header in POSTS.items()}
    return make_blog(tmp_path_factory.mktemp("templates") / "carnet", posts, "Premiers articles")


@pytest.fixture
def blog(carnet: Path, tmp_path: Path, bare_remote: Path) -> Path:
    """A published blog: scheduled, draft, published twice, unreadable, from the newest to the oldest."""
    folder = Path(shutil.copytree(carnet, tmp_path / "carnet"))
    publish_to(bare_remote, folder)
    return folder
