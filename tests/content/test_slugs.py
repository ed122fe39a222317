"""File names out of titles."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content import slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le WiFi 7 à l’hôtel", "le-wifi-7-a-l-hotel"),
        ("L'été d'Œdipe", "l-ete-d-oedipe"),
        ("Cœur, ÆSIR & Straße", "coeur-aesir-strasse"),
        ("« Bonjour »… ou bonsoir ?", "bonjour-ou-bonsoir"),
        ("Aujourd’hui‑même", "aujourd-hui-meme"),
        ("n° 5 : 100 %", "n-5-100"),
        ("🎉 Fête 👩‍👩‍👧 🎉", "fete"),
        ("C++ / C#", "c-c"),
        ("a\u00a0b\u202fc", "a-b-c"),
        ("../../.git/hooks/x", "git-hooks-x"),
        ("Привет, мир", "privet-mir"),
        ("--déjà--vu--", "deja-vu"),
        ("", "article"),
        ("🎉", "article"),
        ("…", "article"),
        ("CON", "article-con"),
        ("Index", "article-index"),
    ],
)
def test_a_title_makes_a_slug(title: str, slug: str) -> None:
    assert slugs.slugify(title) == slug


def test_a_long_slug_is_cut_at_a_word() -> None:
    slug = slugs.slugify("bonjour " * 20)
    assert len(slug) <= 80
    assert set(slug.split("-")) == {"bonjour"}
    assert slugs.slugify("x" * 200) == "x" * 80


@given(st.text(max_size=120))
def test_a_slug_is_a_safe_name_whatever_the_title(title: str) -> None:
    slug = slugs.slugify(title)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", slug)
    assert slug == slugs.slugify(unicodedata.normalize("NFD", title)) or not title.isprintable()
    assert slugs.slugify(slug) == slug


@pytest.mark.parametrize(
    ("path", "taken", "free"),
    [
        ("posts/a.md", [], "posts/a.md"),
        ("posts/a.md", ["posts/a.md"], "posts/a-2.md"),
        ("posts/a.md", ["posts/A.MD", "posts/a-2.md"], "posts/a-3.md"),
        ("posts/e\u0301.md", ["posts/é.md"], "posts/e\u0301-2.md"),
        ("posts/a/index.md", ["posts/a/index.md"], "posts/a-2/index.md"),
        ("a.fr.md", ["a.fr.md"], "a-2.fr.md"),
    ],
)
def test_a_name_is_never_given_twice_whatever_its_case(path: str, taken: list[str], free: str) -> None:
    assert slugs.unused(path, taken) == free
