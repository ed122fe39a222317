"""The posts a person meets first: readable, well set, and showing all that a post can hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post, State
from blogwifi_tui.settings.paths import sample_posts

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OLD = "2006-03-14-mon-premier-hotspot-public.md"


def read(path: Path) -> Post:
    return Post(f"posts/{path.name}", path.read_bytes())


def samples(language: str) -> dict[str, Post]:
    return {path.name: read(path) for path in sorted(sample_posts(language).glob("*.md"))}


POSTS = samples("fr")
ENGLISH = samples("en")
EACH = pytest.mark.parametrize("posts", [POSTS, ENGLISH], ids=["fr", "en"])


@pytest.mark.parametrize("name", [*POSTS, *ENGLISH])
def test_a_sample_has_a_title_a_date_and_tags(name: str) -> None:
    post = {**POSTS, **ENGLISH}[name]
    assert post.problem is None
    assert str(post.fields["title"]).split() == post.title.split()
    assert post.date is not None
    assert name.startswith(post.date.strftime("%Y-%m-%d-"))
    assert post.tags
    assert post.categories


@EACH
def test_the_samples_span_twenty_years_and_all_states(posts: dict[str, Post]) -> None:
    years = {post.date.year for post in posts.values() if post.date}
    assert {2006, 2009, 2013, 2016, 2018, 2020, 2022, 2024, 2025, 2026} <= years
    states = [post.state(NOW) for post in posts.values()]
    assert states.count(State.DRAFT) == states.count(State.SCHEDULED) == 1
    assert State.UNREADABLE not in states


@EACH
def test_the_samples_use_several_kinds_of_header(posts: dict[str, Post]) -> None:
    assert len({post.format for post in posts.values()}) >= 3


@EACH
@pytest.mark.parametrize(
    "pattern",
    [
        "« [^»]+ »|“[^”]+”",
        "œ|pm",
        "[\U0001f300-\U0001faff]",
        r"^\|.+\|\n\|[-:|]+\|$",
        r"^```\w+$",
        r"^- \[x\] ",
        r"^- \[ \] ",
        r"\[\^\w+\](?!:)",
        r"^\[\^\w+\]: ",
        r"!\[[^]]+\]\(images/",
        "^> ",
        "^1[.] ",
        r"^  - ",
        r"~~[^~]+~~",
        "<!--more-->",
        r"^> \[!NOTE\]",
        "^: ",
        "^---$",
        r"\]\(https://",
        r"\]\(20\d\d-.+\.md\)",
    ],
)
def test_the_samples_show_what_a_post_can_hold(pattern: str, posts: dict[str, Post]) -> None:
    bodies = "\n\n".join(post.body for post in posts.values())
    assert re.search(pattern, bodies.replace("\u00a0", " "), re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in POSTS if name != OLD])
def test_the_samples_are_set_as_french_is(name: str) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`]*`", "", POSTS[name].body, flags=re.MULTILINE | re.DOTALL)
    assert not re.findall(r"\w'\w|« | »| [;!?](?=\s)|\S :(?=\s)", prose)


@pytest.mark.parametrize("name", [name for name in ENGLISH if not name.startswith("2006")])
def test_the_english_samples_are_set_as_english_is(name: str) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`]*`|!?\[[^]]*\]\([^)]*\)", "x", ENGLISH[name].body, flags=re.M | re.S)
    assert not re.findall(r"\w'\w|[«»\"]|[ \u00a0][;:!?](?=\s)", prose)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_links_between_samples_lead_somewhere(language: str) -> None:
    for post in samples(language).values():
        for target in re.findall(r"\]\((?!https:)([^)#\s]+)", post.body):
            assert (sample_posts(language) / target).is_file()
