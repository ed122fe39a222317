"""New posts begin as the archetype or scaffold of their blog says, which is read and never run."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.site.archetype import find
from blogwifi_tui.site.conventions import conventions_of
from blogwifi_tui.site.new_post import compose
from blogwifi_tui.site.tree import Tree

NOW = datetime(2026, 5, 12, 9, 30, 15, tzinfo=timezone(timedelta(hours=2)))


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def begun(root: Path, *posts: str, folder: str = "content/posts", tags: tuple[str, ...] = ()) -> str:
    """The first post, or the next, of a blog with these headers and the archetypes in ``root``."""
    there = [Post(f"{folder}/{n}.md", text.encode()) for n, text in enumerate(posts)]
    conventions = conventions_of(there, None, find(Tree(root), "", folder))
    return compose("Un essai : l’été", tags, NOW, conventions, {post.path for post in there}).data.decode()


HUGO = """\
+++
title = '{{ replace .File.ContentBaseName "-" " " | title }}'
date = {{ .Date }}
draft = true
slug = "{{ .Name | urlize }}"
section = "{{ .Type }}"
# le résumé
summary = ""
author = "{{ .Site.Params.author }}"
image = "/img/{{ now.Unix | md5 }}-{{ len .Site.Pages }}.png"
weight = {{ len .Site.Pages }}
{{ if eq .Kind "page" }}
toc = true
{{ end }}
tags = []
+++

## {{ .Name | humanize | title }}
{{< note >}}
{{ .Site.Title }}
"""


def test_the_first_post_of_a_hugo_blog_is_its_archetype_filled_in(tmp_path: Path) -> None:
    put(tmp_path, "archetypes/default.md", HUGO)
    assert begun(tmp_path, tags=("wifi",)).splitlines() == [
        "+++",
        "title = 'Un essai : l’été'",
        "date = 2026-05-12T09:30:15+02:00",
        "draft = true",
        'slug = "un-essai-l-ete"',
        'section = "posts"',
        "# le résumé",
        'summary = ""',
        'author = ""',
        'image = ""',
        'weight = ""',
        "toc = true",
        'tags = ["wifi"]',
        "+++",
        "",
        "## Un essai : l’été",
        "{{< note >}}",
        "",
    ]


def test_the_first_post_of_a_hexo_blog_is_its_scaffold_filled_in(tmp_path: Path) -> None:
    put(
        tmp_path,
        "scaffolds/post.md",
        "---\nlayout: {{ layout }}\ntitle: {{ title }}\ndate: {{ date }}\ntags:\ncover:\n---\n",
    )
    assert begun(tmp_path, folder="source/_posts", tags=("wifi",)).splitlines() == [
        "---",
        "layout: post",
        'title: "Un essai : l’été"',
        "date: 2026-05-12 09:30:15",
        "tags: [wifi]",
        "cover:",
        "draft: true",
        "---",
    ]


def test_the_archetype_of_the_section_goes_first(tmp_path: Path) -> None:
    put(tmp_path, "archetypes/default.md", "---\ntitle: x\nby: default\n---\n")
    assert "by: default" in begun(tmp_path)
    put(tmp_path, "archetypes/posts/index.md", "---\ntitle: x\nby: bundle\n---\n")
    assert "by: bundle" in begun(tmp_path)
    put(tmp_path, "archetypes/posts.md", "---\ntitle: x\nby: section\n---\n")
    assert "by: section" in begun(tmp_path)
    assert "by: section" in begun(tmp_path, folder="content/posts/radio")
    put(tmp_path, "archetypes/posts.md", "---\ntitle: [x\n---\n")
    assert "by: bundle" in begun(tmp_path)


def test_posts_show_how_and_the_archetype_adds_what_only_it_has(tmp_path: Path) -> None:
    put(tmp_path, "archetypes/posts.md", HUGO)
    header = "---\nsummary: 's{n}'\ntitle: 'a'\ndate: '2014-05-12'\ndraft: false\n---\n\nb\n"
    assert begun(tmp_path, *(header.replace("{n}", str(n)) for n in range(3))).splitlines() == [
        "---",
        "summary: ''",
        "author: ''",
        "image: ''",
        "weight: ''",
        "toc: true",
        "title: 'Un essai : l’été'",
        "date: '2026-05-12'",
        "draft: true",
        "slug: 'un-essai-l-ete'",
        "section: 'posts'",
        "---",
        "",
        "## Un essai : l’été",
        "{{< note >}}",
        "",
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("{{ .Date }}", "2026-05-12T09:30:15+02:00"),
        ('{{ now.Format "2006-01-02" }}', "2026-05-12"),
        ('{{ dateFormat "2006-01-02 15:04:05" .Date }}', "2026-05-12 09:30:15"),
        ('{{ .Date | time.Format "2006-01-02T15:04:05-07:00" }}', "2026-05-12T09:30:15+02:00"),
    ],
)
def test_the_date_is_written_as_the_archetype_formats_it(tmp_path: Path, written: str, wanted: str) -> None:
    put(tmp_path, "archetypes/default.md", f"---\ntitle: x\ndate: {written}\n---\n")
    assert f"\ndate: {wanted}\n" in begun(tmp_path)


def test_what_an_archetype_leaves_empty_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "archetypes/default.md", HUGO)
    found = conventions_of([], None, find(Tree(tmp_path), "", "content/posts"))
    assert [key.name for key in found.asked] == ["summary", "author", "image", "weight"]


def test_an_archetype_that_leads_out_of_the_blog_is_none(tmp_path: Path) -> None:
    put(tmp_path, "ailleurs.md", "---\ntitle: x\nsecret: y\n---\n")
    (tmp_path / "blog" / "archetypes").mkdir(parents=True)
    (tmp_path / "blog" / "archetypes" / "default.md").symlink_to(tmp_path / "ailleurs.md")
    assert find(Tree(tmp_path / "blog"), "", "content/posts") is None


def test_an_endless_expression_takes_no_longer_than_its_text(tmp_path: Path) -> None:
    put(tmp_path, "archetypes/default.md", "---\ntitle: x\n---\n" + "{{ " * 60_000)
    assert find(Tree(tmp_path), "", "content/posts") is not None
