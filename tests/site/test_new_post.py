"""A new post looks like the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.post import Post, State
from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.errors import CannotEdit, NoDraftMark
from blogwifi_tui.site.conventions import Conventions, conventions_of
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.new_post import compose, copied, file_name
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.sites import Sites

TAGS = ("wifi", "no")
NOW = datetime(2026, 5, 12, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))


def composed(
    *headers: str, path: str = "posts/2014-05-12-a{}.md", tags: Sequence[str] = ("wifi", "no")
) -> Post:
    posts = [Post(path.format(n), header.encode()) for n, header in enumerate(headers)]
    return compose("Le WiFi 7 : à l’hôtel", tags, NOW, conventions_of(posts), {post.path for post in posts})


def test_the_first_post_of_a_blog_is_written_our_way() -> None:
    post = composed()
    assert post.path == "posts/2026-05-12-le-wifi-7-a-l-hotel.md"
    assert post.data.decode().splitlines() == [
        "---",
        'title: "Le WiFi 7 : à l’hôtel"',
        "date: 2026-05-12T09:30:15+02:00",
        'tags: [wifi, "no"]',
        "draft: true",
        "---",
        "",
    ]
    assert post.state(NOW) is State.DRAFT


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    post = compose("Un", (), NOW, Conventions(), {"posts/2026-05-12-UN.md"})
    assert post.path == "posts/2026-05-12-un-2.md"


HUGO = """\
+++
title = 'a'
date = 2014-05-12T10:00:00Z
author = 'Marc'
[taxonomies]
tags = ['a']
+++

b"""


def test_a_hugo_blog_in_toml_gets_a_hugo_post_in_toml() -> None:
    post = composed(*[HUGO.replace("\n", "\r\n")] * 3, path="content/posts/a{}/index.md")
    assert post.path == "content/posts/le-wifi-7-a-l-hotel/index.md"
    assert post.data.decode().split("\r\n") == [
        "+++",
        "title = 'Le WiFi 7 : à l’hôtel'",
        "date = 2026-05-12T07:30:15Z",
        "author = 'Marc'",
        "draft = true",
        "[taxonomies]",
        "tags = ['wifi', 'no']",
        "+++",
        "",
        "",
    ]


JEKYLL = """\
---
layout: post
title:  "a"
categories: [b]
tags:
  - a
  - c
image: /a.png
---
b"""


def test_a_jekyll_blog_gets_a_jekyll_post() -> None:
    post = composed(*[JEKYLL] * 3, path="_posts/2014-05-12-a{}.markdown")
    assert post.path == "_posts/2026-05-12-le-wifi-7-a-l-hotel.markdown"
    assert post.data.decode().splitlines() == [
        "---",
        "layout: post",
        'title:  "Le WiFi 7 : à l’hôtel"',
        "categories: [b]",
        "tags:",
        "  - wifi",
        '  - "no"',
        "image: /a.png",
        "published: false",
        "---",
    ]


def test_a_pelican_blog_gets_a_pelican_post() -> None:
    header = "Title: a\nDate: 2014-05-12 10:30\nTags: a, b\nSlug: a\nSummary: c\n\nb"
    assert composed(header, path="content/a{}.md").data.decode() == (
        "Title: Le WiFi 7 : à l’hôtel\nDate: 2026-05-12 09:30\nTags: wifi, no\nStatus: draft\n\n"
    )


def test_what_is_particular_to_one_post_is_not_copied() -> None:
    headers = [f"---\ntitle: a\naliases: [/a{n}/]\nslug: a{n}\ndescription: b{n}\n---\nb" for n in range(3)]
    assert composed(*headers, tags=()).fields == {
        "title": "Le WiFi 7 : à l’hôtel",
        "slug": "le-wifi-7-a-l-hotel",
        "description": "",
        "draft": True,
    }


COMMENTED = """\
---
# à relire
title: 'a' # provisoire
date: "2014-05-12 10:30" # heure de Paris
layout: post
# ce qui suit est à l’essai
tags: ['a', 'b'] # d’après le plan
draft: false # true le retient
---

# b {n}
"""


def test_comments_spoil_nothing_and_stay_out_unless_nearly_all_posts_have_them() -> None:
    headers = [COMMENTED.replace("# heure", f"# {n} heure").replace("# d’", f"# {n} d’") for n in range(3)]
    headers = [text.replace("provisoire", f"v{n}").replace("à", f"à {n}") for n, text in enumerate(headers)]
    assert composed(*headers).data.decode() == (
        "---\ntitle: 'Le WiFi 7 : à l’hôtel'\ndate: \"2026-05-12 09:30\"\nlayout: post\n"
        "tags: ['wifi', 'no']\ndraft: true # true le retient\n---\n\n"
    )


def test_a_header_with_comments_in_toml_is_followed_too() -> None:
    header = (
        "+++\n# note {n}\ntitle = 'a' # {n}\ndate = 2014-05-12 # jour {n}\n\n"
        "[extra]\n# {n}\ntoc = true\n+++\n\nb"
    )
    assert composed(*(header.replace("{n}", str(n)) for n in range(3)), tags=()).data.decode() == (
        "+++\ntitle = 'Le WiFi 7 : à l’hôtel'\ndate = 2026-05-12\ndraft = true\n\n"
        "[extra]\ntoc = true\n+++\n\n"
    )


ZOLA = """\
+++
title = "P{n}"
date = 2026-01-1{n}

[taxonomies]
tags = ["mesh"]
categories = ["Cat {n}"]

[extra]
summary = "s {n}"
banner = true
+++

a
"""


def test_a_zola_blog_keeps_its_tables_and_no_category_of_another_post() -> None:
    assert composed(*(ZOLA.replace("{n}", str(n)) for n in range(4))).data.decode().splitlines() == [
        "+++",
        'title = "Le WiFi 7 : à l’hôtel"',
        "date = 2026-05-12",
        "draft = true",
        "",
        "[taxonomies]",
        'tags = ["wifi", "no"]',
        "categories = []",
        "",
        "[extra]",
        'summary = ""',
        "banner = true",
        "+++",
        "",
    ]


def test_first_tags_go_into_the_table_that_other_posts_keep_them_in() -> None:
    bare = "+++\ntitle = 'a'\n\n[extra]\nx = {n}\n+++\n\nb"
    header = "+++\ntitle = 'a'\n\n[taxonomies]\ntags = ['a']\n\n[extra]\nx = {n}\n+++\n\nb"
    headers = [(header if n == 5 else bare).replace("{n}", str(n)) for n in range(6)]
    post = composed(*headers, path="content/a{}.md")
    assert post.tags == TAGS
    assert "[taxonomies]\ntags = ['wifi', 'no']\n\n[extra]\nx = 0\n" in post.header_text


def test_a_grav_post_keeps_its_tags_in_its_own_table() -> None:
    header = "---\ntitle: a\ntaxonomy:\n    category: [blog]\n    tag: [x{n}]\n---\n\nb"
    post = composed(*(header.replace("{n}", str(n)) for n in range(3)))
    assert post.fields["taxonomy"] == {"category": ["blog"], "tag": list(TAGS)}
    assert post.tags == TAGS


def test_keys_that_all_posts_have_are_there_and_empty_where_they_differ() -> None:
    header = "---\ntitle: 'P{n}'\ndescription: 'd {n}'\npubDate: 'Jan 0{n} 2026'\nseries: [s{n}]\n---\n\na\n"
    post = composed(*(header.replace("{n}", str(n)) for n in range(1, 6)), tags=())
    assert post.data.decode().splitlines() == [
        "---",
        "title: 'Le WiFi 7 : à l’hôtel'",
        "description: ''",
        "pubDate: 'May 12 2026'",
        "series: []",
        "draft: true",
        "---",
        "",
    ]


def test_keys_that_the_nearest_post_lacks_are_added_in_their_place() -> None:
    full = "---\ntitle: a\nlayout: post\nauthor: m\ndescription: d{n}\ncover:\n  alt: x{n}\n---\n\nb"
    headers = [full.replace("{n}", str(n)) for n in range(9)]
    post = composed("---\ntitle: a\n? layout\n: post\n---\n\nb", *headers, tags=())
    assert list(post.fields) == ["title", "layout", "author", "description", "cover", "draft"]
    assert post.fields["cover"] == {"alt": ""}


def test_the_date_of_the_last_change_is_that_of_the_post() -> None:
    header = "---\ntitle: a\ndate:\n  created: 2014-05-12\n  updated: 2014-06-0{n} 10:00:00\n---\n\nb"
    post = composed(*(header.replace("{n}", str(n)) for n in range(1, 4)), tags=())
    assert "  created: 2026-05-12\n  updated: 2026-05-12 09:30:15\n" in post.header_text


def test_a_collection_that_all_posts_are_in_has_the_new_one_too() -> None:
    header = "---\ntitle: a\ntags: [posts, x{n}]\n---\n\nb"
    assert composed(*(header.replace("{n}", str(n)) for n in range(3))).tags == ("posts", *TAGS)


def test_a_header_that_cannot_be_followed_still_shows_which_keys_there_are() -> None:
    header = "---\ntitle: &t a\nlayout: post\nalt: *t\ndescription: d{n}\n---\n\nb"
    post = composed(*(header.replace("{n}", str(n)) for n in range(3)), tags=())
    assert post.fields["layout"] == "post"
    assert post.fields["description"] == ""
    assert "&t" not in post.header_text


def test_the_words_of_a_name_are_parted_as_in_other_names() -> None:
    post = composed("---\ntitle: a\n---\nb", path="posts/le_pont{}.md")
    assert post.path == "posts/le_wifi_7_a_l_hotel.md"


KEPT = {"title": "Un (copie)", "tags": ["a"], "layout": "post"}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Un\nslug: un\nurl: /un/ # là\naliases: [/a/]\n# note\nguid: 12\ntags: [a]\n"
        "layout: post\n---\n\nb\n",
        "---\ntitle: Un\nslug: un\npermalink: /un/\nredirect_from:\n  - /a/\n  - /b/\ntags: [a]\n"
        "layout: post\ntranslationKey: un\nlastmod: 2026-01-01\n---\n\nb\n",
        "+++\ntitle = 'Un'\nslug = 'un'\npath = 'un' # là\naliases = [\n  'a',\n]\ntags = ['a']\n"
        "layout = 'post'\n[extra]\ndisqus_id = 'un'\n+++\n\nb\n",
        "---\ntitle: Un\nslug: un\nroutes:\n  default: /un\n  aliases: [/a, /b]\ntags: [a]\nlayout: post\n"
        "---\n\nb\n",
        '{"title": "Un", "slug": "un", "url": "/un/", "tags": ["a"], "layout": "post", "uuid": "1"}\n\nb\n',
        '"title": "Un",\n"slug": "un",\n"abbrlink": "1",\n"tags": ["a"],\n"layout": "post"\n;;;\nb\n',
    ],
)
def test_a_copy_has_no_address_and_no_identifier_of_the_original(text: str) -> None:
    copy = copied(Post("posts/un.md", text.encode()), path="posts/un-copie.md", title="Un (copie)")
    assert copy.path == "posts/un-copie.md"
    assert dict(copy.fields) == {**KEPT, "slug": "un-copie"}
    assert copy.body == Post("", text.encode()).body
    assert ("# note" in copy.header_text) is ("# note" in text)


@pytest.mark.parametrize(
    "key",
    [
        "url", "permalink", "path", "save_as", "aliases", "alias", "redirect_from", "redirect_to",
        "redirects", "translationKey", "translation_key", "disqus_id", "disqus_identifier", "disqus_url",
        "guid", "uuid", "id", "abbrlink", "canonical", "canonical_url", "canonicalURL",
    ],
)  # fmt: skip
def test_no_key_of_one_post_alone_is_in_a_copy_and_none_is_learned(key: str) -> None:
    text = f"---\ntitle: Un\n{key}: un\nlayout: post\nextra:\n  {key}: un\n  toc: true\n---\n"
    copy = copied(Post("posts/un.md", text.encode()), path="posts/deux.md", title="Deux", slug=False)
    assert copy.data.decode() == "---\ntitle: Deux\nlayout: post\nextra:\n  toc: true\n---\n"
    assert f"{key}:" not in composed(text, text, text).header_text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Title: Un\nSlug: un\nSave_as: un.html\nTags: a\n\nb", "Title: Deux\nSlug: deux\nTags: a\n\nb"),
        (".. title: Un\n.. slug: un\n.. tags: a\n\nb", ".. title: Deux\n.. slug: deux\n.. tags: a\n\nb"),
        ("---\ntitle: Un\ntags: [a]\n---\nb", "---\ntitle: Deux\ntags: [a]\n---\nb"),
    ],
)
def test_a_copy_differs_in_no_other_byte(text: str, wanted: str) -> None:
    assert copied(Post("a.md", text.encode()), path="b.md", title="Deux").data.decode() == wanted


def test_a_copy_whose_address_cannot_be_taken_away_is_refused() -> None:
    with pytest.raises(CannotEdit):
        copied(Post("a.md", b"---\ntitle: Un\nurl: &a /un/\nx: *a\n---\n"), path="b.md", title="Deux")


def test_a_blog_of_bare_posts_gets_a_header_when_there_is_something_to_say() -> None:
    post = composed("# a\n", "# b\n", path="notes/a{}.md")
    assert post.path == "notes/le-wifi-7-a-l-hotel.md"
    assert post.draft


@pytest.mark.parametrize(
    ("conventions", "path"),
    [
        (Conventions(), "posts/2026-05-12-l-ete.md"),
        (
            Conventions(folder="content/posts", pattern="{year}/{month}/{slug}/index"),
            "content/posts/2026/05/l-ete/index.md",
        ),
        (Conventions(folder="", pattern="{slug}", extension=".fr.markdown"), "l-ete.fr.markdown"),
    ],
)
def test_a_file_is_named_by_the_conventions_of_the_blog(conventions: Conventions, path: str) -> None:
    assert file_name("L’été", NOW, conventions) == path


def begun(
    site: Site, *headers: str, path: str = "src/blog/{}.md", tags: Sequence[str] = (), title: str = "Un"
) -> Post:
    """A new post of a site with posts that have these headers."""
    sites = Sites([site])
    posts = [Post(path.format(n), header.encode(), sites) for n, header in enumerate(headers)]
    return compose(title, tags, NOW, conventions_of(posts, sites), {post.path for post in posts})


def test_the_first_post_of_a_site_is_named_and_headed_as_its_generator_wants() -> None:
    made = replace(PLAIN, pattern="{slug}", form="toml")
    post = begun(Site(made, posts=("content/blog",)), title="L’été")
    assert post.path == "content/blog/l-ete.md"
    assert post.data.decode().startswith('+++\ntitle = "L’été"\ndate = 2026-05-12T09:30:15+02:00\n')


def test_what_the_site_asks_of_a_post_is_there_from_the_first_on() -> None:
    required = {"title": "", "description": "", "pubDate": "", "tags": ["posts"], "featured": False}
    site = Site(PLAIN, posts=("src/blog",), required=required)
    first = begun(site, tags=("wifi",))
    assert first.tags == ("posts", "wifi")
    assert [*first.fields] == ["title", "description", "pubDate", "featured", "tags", "draft"]
    assert first.date == NOW.replace(microsecond=0)
    later = begun(site, *["---\ntitle: a\npubDate: 2014-05-12\n---\nb"] * 2)
    assert later.fields == {
        "title": "Un",
        "pubDate": date(2026, 5, 12),
        "tags": ["posts"],
        "description": "",
        "featured": False,
        "draft": True,
    }


def test_what_no_post_has_is_not_asked_for_by_the_site() -> None:
    site = Site(PLAIN, posts=("src/blog",), required={"layout": "post"})
    assert "layout" not in begun(site, *["---\ntitle: a\n---\nb"] * 3).fields
    assert begun(site, "---\ntitle: a\n---\nb").fields["layout"] == "post"


def test_first_tags_go_into_the_table_that_the_generator_looks_in() -> None:
    zola = Site(replace(PLAIN, table="taxonomies", form="toml", pattern="{slug}"), posts=("content",))
    header = "+++\ntitle = 'a'\n\n[extra]\nx = {n}\n+++\n\nb"
    for post in (
        begun(zola, tags=("wifi",)),
        begun(zola, *(header.replace("{n}", str(n)) for n in range(3)), path="content/{}.md", tags=("wifi",)),
    ):
        assert post.fields["taxonomies"] == {"tags": ["wifi"]}
        assert "[taxonomies]\ntags = [" in post.header_text


def test_the_title_is_a_heading_where_other_posts_have_it_so() -> None:
    header = "---\ndate: 2014-05-12\ncategories: [a]\n---\n\n# Titre {n}\n\nb\n"
    post = begun(Site(PLAIN), *(header.replace("{n}", str(n)) for n in range(3)), title="L’été")
    assert post.data.decode() == ("---\ndate: 2026-05-12\ncategories: [a]\ndraft: true\n---\n\n# L’été\n\n")
    assert post.title == "L’été"


def test_a_header_with_crlf_keeps_it_on_each_line() -> None:
    header = "title: a{n}\r\n\r\ntags:\r\n- a{n}\r\n---\r\n\r\nb"
    post = begun(Site(PLAIN), *(header.replace("{n}", str(n)) for n in range(3)), tags=("wifi",))
    text = post.data.decode()
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    assert post.draft


def test_a_text_that_says_nothing_is_no_text_where_templates_would_show_it() -> None:
    liquid = Site(replace(PLAIN, empty=None), posts=("_posts",))
    headers = [f"---\ntitle: a\nsubtitle: b{n}\n---\nb" for n in range(3)]
    assert "\nsubtitle:\n" in begun(liquid, *headers, path="_posts/2014-05-12-{}.md").header_text
    written = [*headers, "---\ntitle: a\nsubtitle: ''\n---\nb"]
    assert '\nsubtitle: ""\n' in begun(liquid, *written, path="_posts/2014-05-12-{}.md").header_text


def test_no_mark_of_a_draft_is_written_where_it_would_mean_nothing() -> None:
    def refuses(site: Site, header: Header, draft: bool, now: datetime | None) -> DraftChange | None:
        raise NoDraftMark(header.path, "Rien")

    site = Site(replace(PLAIN, draft_change=refuses), posts=("src/blog",))
    assert [*begun(site, "---\ntitle: a\ndate: 2014-05-12\n---\nb").fields] == ["title", "date"]
    assert "draft" not in begun(site).fields


def test_tags_become_a_list_where_the_generator_would_read_one_tag() -> None:
    def whole(value: Text, _: bool) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(map(str, value or ()))

    site = Site(replace(PLAIN, names=whole), posts=("src/blog",))
    post = begun(site, *["---\ntitle: a\ntags: posts\n---\nb"] * 3, tags=("le pont", "wifi"))
    assert post.fields["tags"] == ["posts", "le pont", "wifi"]


def test_a_day_in_a_name_is_one_that_has_begun_where_the_generator_reads_it() -> None:
    early = datetime(2026, 5, 12, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    for zone, day in ((UTC, "2026-05-11"), (None, "2026-05-12")):
        rules = Sites([Site(PLAIN, posts=("posts",), zone=zone)])
        post = compose("Tôt", (), early, Conventions(rules=rules), ())
        assert post.path == f"posts/{day}-tot.md"
