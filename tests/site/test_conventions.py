"""How a blog writes its posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.post import Format, Post
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.conventions import (
    Conventions,
    conventions_of,
    newest_of,
    next_number,
    section_of,
    sections,
)
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.habits import Fresh, Key
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.sites import Sites


def posts(*paths: str, header: str = "---\ntitle: a\n---\n") -> list[Post]:
    return [Post(path, header.encode()) for path in paths]


def entry(path: str, day: int | None = None, *, draft: bool = False, broken: bool = False) -> Entry:
    date = datetime(2026, 5, day, tzinfo=UTC) if day else None
    problem = Problem(ProblemKind.SYNTAX, 1) if broken else None
    return Entry(path, "a", date, (), (), problem, "", 0, 0, 0, 0, visibility=Visibility(draft=draft))


@pytest.mark.parametrize(
    ("paths", "folder", "pattern", "extension"),
    [
        (["posts/2014-05-12-a.md", "posts/2014-05-13-b.md", "posts/c.md"], "posts", "{date}-{slug}", ".md"),
        (["content/posts/a/index.md"], "content/posts", "{slug}/index", ".md"),
        (["posts/2014-05-12-a/index.md"], "posts", "{date}-{slug}/index", ".md"),
        (["_posts/2014/a.markdown"], "_posts", "{year}/{slug}", ".markdown"),
        (["posts/2014/05/12/a.fr.md"], "posts", "{year}/{month}/{day}/{slug}", ".fr.md"),
        (["posts/2014-05-12_a.md"], "posts", "{date}_{slug}", ".md"),
        (["posts/20140512-a.md"], "posts", "{year}{month}{day}-{slug}", ".md"),
        (["blog/2014_05_12_a.mdx"], "blog", "{year}_{month}_{day}_{slug}", ".mdx"),
        (["posts/2014-05/a.md"], "posts", "{year}-{month}/{slug}", ".md"),
        (["pages/01.blog/02.a/item.md", "pages/01.blog/b/item.md"], "pages/01.blog", "{slug}/item", ".md"),
        (["pages/01.blog/02.a/item.md", "pages/01.blog/3.b/item.md"], "pages/01.blog", "{number}.{slug}/item",
         ".md"),
        (["user/pages/blog/a/blog-item.md"], "user/pages/blog", "{slug}/blog-item", ".md"),
        (["a.md", "b.md"], "", "{slug}", ".md"),
        (["_drafts/a.md", "_posts/2014-05-12-b.md"], "_posts", "{date}-{slug}", ".md"),
    ],
)  # fmt: skip
def test_file_names_are_learnt_from_most_posts(
    paths: list[str], folder: str, pattern: str, extension: str
) -> None:
    found = conventions_of(posts(*paths))
    assert (found.folder, found.pattern, found.extension) == (folder, pattern, extension)


def test_a_new_post_has_no_name_of_a_page_that_no_header_of_ours_could_stand_in() -> None:
    pages = posts(*(f"content/a{n}.rst" for n in range(5)), header="A\n#\n\n:date: 2020-01-01\n")
    markdown = posts("content/m.md", header="Title: M\nDate: 2019-01-01\n\n")
    assert conventions_of([*pages, *markdown]).extension == ".md"
    assert conventions_of(posts("_posts/a.html", "_posts/b.html", "_posts/c.md")).extension == ".html"


@pytest.mark.parametrize(
    ("folders", "number"),
    [
        ((), "01"),
        (("01.a", "02.b", "about"), "03"),
        (("1.a", "9.b"), "10"),
        (("007.a",), "008"),
        (("2020-x",), "01"),
    ],
)
def test_the_next_number_is_as_wide_as_those_that_are_there(folders: tuple[str, ...], number: str) -> None:
    assert next_number(folders) == number


def test_the_words_of_file_names_are_parted_as_in_most() -> None:
    assert conventions_of(posts("posts/le_pont.md", "posts/la_gare.md", "posts/a-b.md")).mark == "_"
    assert conventions_of(posts("posts/le_pont.md", "posts/la-gare.md")).mark == "-"


def test_a_blog_that_changed_its_ways_is_written_as_it_is_now() -> None:
    newest = posts(*(f"posts/a{n}/index.md" for n in range(6)), header="+++\ntitle = 'a'\n+++\n")
    oldest = posts(*(f"posts/2014-05-12-b{n}.md" for n in range(300)))
    found = conventions_of([*newest, *oldest])
    assert (found.pattern, found.format) == ("{slug}/index", Format.TOML)


def test_a_blog_without_posts_gets_our_conventions_in_its_own_folder() -> None:
    assert conventions_of([]) == Conventions()
    assert conventions_of([], Sites([Site(PLAIN, posts=("billets",))])).folder == "billets"
    assert conventions_of(posts("a.md", header="---\ntitle: 'a\n---\n")) == Conventions()


def test_headers_are_learnt_from_most_posts() -> None:
    many = posts(
        "a.md", "b.md", header="+++\ntitle = 'a'\ndate = 2014-05-12\nauthor = 'Marc'\ndraft = false\n+++\n"
    )
    few = posts("c.md", header="---\nauthor: Marc\ntitle: a\n---\n")
    found = conventions_of([*few, *many])
    assert found.format is Format.TOML
    assert found.keys == ("title", "date", "author", "draft")
    assert found.draft_key == "draft"


def habits(*headers: str, mark: str = "---") -> dict[str, object]:
    found = conventions_of(
        Post(f"posts/{n}.md", f"{mark}\ntitle: a\n{header}\n{mark}\n".encode())
        for n, header in enumerate(headers)
    )
    return {key.name: (key.value, key.asked) for key in found.habits}


def test_keys_that_nearly_every_post_has_alike_are_part_of_the_conventions() -> None:
    assert habits(*["layout: post\nlang: fr"] * 5) == {"layout": ("post", False), "lang": ("fr", False)}
    assert habits(*["toc: true"] * 9, "x: 1") == {"toc": (True, False)}
    assert habits(*["toc: true"] * 8, "x: 1", "y: 1") == {}


def test_what_each_post_says_in_its_own_way_is_asked_for() -> None:
    headers = [f"description: d{n}\nseries: [s{n}]\nweight: {n}\nfeatured: {n == 1}" for n in range(3)]
    assert habits(*headers) == {
        "description": ("", True),
        "series": ([], True),
        "weight": (0, False),
        "featured": (False, False),
    }


def test_what_a_post_is_about_is_asked_for_though_all_say_the_same() -> None:
    assert habits(*["description: the same\nauthor: Marc"] * 3) == {
        "description": ("", True),
        "author": ("Marc", False),
    }


def test_the_layout_that_most_posts_have_is_taken_where_they_differ() -> None:
    assert habits("layout: video", *["layout: post"] * 4)["layout"] == ("post", False)
    assert habits(*[f"layout: l{n}" for n in range(4)])["layout"] == ("", True)


def test_one_or_two_posts_show_what_kind_of_post_they_are() -> None:
    header = "layout: post\nauthor: Marc\ndescription: b\nfeatured: true\nimage: /a.png\nslug: a"
    assert habits(header) == {
        "layout": ("post", False),
        "author": ("Marc", False),
        "description": ("", True),
    }


def test_no_address_and_no_identifier_is_ever_taken_from_another_post() -> None:
    keys = ["url: /x/", "permalink: /x/", "aliases: [/x/]", "translationKey: x", "id: x", "abbrlink: x"]
    assert habits(*["\n".join(keys)] * 3) == {}
    assert habits(*[f"slug: s{n}" for n in range(3)]) == {"slug": (Fresh.SLUG, False)}
    assert habits(*[f"lastmod: 2026-05-1{n}" for n in range(3)]) == {"lastmod": (Fresh.NOW, False)}


def test_the_end_of_a_post_is_its_own_even_where_all_have_the_same() -> None:
    header = "---\ntitle: a\ndate: 2026-01-02\nexpiryDate: 2026-02-03\ntoc: true\n---\n"
    found = conventions_of(posts("posts/a.md", "posts/b.md", "posts/c.md", header=header))
    assert found.habits == (Key(("toc",), True),)


def test_values_in_mappings_are_habits_of_their_own() -> None:
    headers = [f"cover:\n  image: /p{n}.png\n  relative: true\nother:\n  x{n}: 1" for n in range(3)]
    assert habits(*headers) == {"cover.image": ("", True), "cover.relative": (True, False)}


def test_a_comment_is_a_habit_where_nearly_all_posts_have_it() -> None:
    header = "---\ntitle: a # t{n}\ndraft: false # true hides it\n---\n"
    found = conventions_of(Post(f"{n}.md", header.replace("{n}", str(n)).encode()) for n in range(3))
    assert found.comments == {"# true hides it"}


def test_a_jekyll_blog_marks_drafts_as_jekyll_does() -> None:
    assert conventions_of(posts("_posts/2014-05-12-a.md")).draft_key == "published"
    assert conventions_of(posts("source/_posts/a.md")).draft_key == "draft"


def test_the_section_is_where_most_of_the_newest_posts_went() -> None:
    entries = [
        *(entry(f"pages/{n}.md") for n in range(50)),
        *(entry(f"content/old/{n}.md", 1) for n in range(40)),
        *(entry(f"content/new/{n}/index.md", 20) for n in range(25)),
        entry("_drafts/a.md", 28),
    ]
    assert sections(entries) == ("content/new", "content/old", "pages")
    assert section_of("content/new/2026/05/a.md") == "content/new"


def test_the_newest_published_posts_of_a_section_show_its_ways() -> None:
    entries = [
        entry("posts/undated.md"),
        entry("posts/draft.md", 28, draft=True),
        entry("posts/broken.md", 27, broken=True),
        entry("pages/b.md", 26),
        entry("posts/old.md", 1),
        entry("posts/new.md", 20),
    ]
    assert [each.path for each in newest_of(entries, "posts")] == [
        "posts/new.md",
        "posts/old.md",
        "posts/undated.md",
    ]
    assert [each.path for each in newest_of(entries[:2], "posts")] == ["posts/draft.md", "posts/undated.md"]


def test_posts_without_a_date_are_as_new_as_their_address_says() -> None:
    def addressed(path: str, address: str) -> Entry:
        return replace(entry(path), address=AddressFields(whole=True, given=(("path", address),)))

    entries = [addressed("posts/a.md", "/blog/2014/05/12/a/"), addressed("posts/b.md", "blog/2026/05/12/b")]
    assert [each.path for each in newest_of(entries, "posts")] == ["posts/b.md", "posts/a.md"]


def test_a_key_is_named_by_its_whole_path() -> None:
    assert Key(("extra", "summary"), "").name == "extra.summary"
