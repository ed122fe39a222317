"""A post: what it says of itself, and how it is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest

from blogwifi_tui.content.dates.input import read_typed_date, with_typed_date
from blogwifi_tui.content.post import Format, Post, ProblemKind, State
from blogwifi_tui.content.post_rules import GenericRules
from blogwifi_tui.content.title_heading import retitled
from blogwifi_tui.errors import CannotEdit, NotText

PARIS = timezone(timedelta(hours=2))
NOW = datetime(2026, 5, 12, 9, 30, 15, tzinfo=PARIS)


def post(header: str, body: str = "\nTexte.\n", path: str = "posts/a.md") -> Post:
    return Post(path, f"---\n{header}---\n{body}".encode())


@pytest.mark.parametrize(
    ("header", "path", "state"),
    [
        ("title: a\ndate: 2026-05-12T09:30:15+02:00\n", "posts/a.md", State.PUBLISHED),
        ("title: a\ndate: 2026-05-12T09:30:16+02:00\n", "posts/a.md", State.SCHEDULED),
        ("title: a\ndate: 2026-05-12 09:31\n", "posts/a.md", State.SCHEDULED),
        ("title: a\ndate: 2026-05-12\n", "posts/a.md", State.PUBLISHED),
        ("title: a\n", "posts/2026-06-01-a.md", State.SCHEDULED),
        ("title: a\n", "posts/a.md", State.PUBLISHED),
        ("title: a\ndraft: true\ndate: 2030-01-01\n", "posts/a.md", State.DRAFT),
        ("title: a\n", "_drafts/a.md", State.DRAFT),
        ("title: a\n", "my_drafts/a.md", State.PUBLISHED),
        ("title: a\npublished: false\n", "_posts/a.md", State.DRAFT),
        ("title: a\nstatus: Draft\n", "posts/a.md", State.DRAFT),
        ("title: 'a\n", "posts/a.md", State.UNREADABLE),
    ],
)
def test_the_state_comes_from_header_path_and_clock(header: str, path: str, state: State) -> None:
    assert post(header, path=path).state(NOW) is state


def test_a_date_without_a_zone_is_read_in_the_blogs_zone() -> None:
    assert post("date: 2014-05-12 10:30\n").moment(PARIS) == datetime(2014, 5, 12, 10, 30, tzinfo=PARIS)
    assert post("date: 2014-05-12T10:30:00Z\n").moment(PARIS) == datetime(2014, 5, 12, 10, 30, tzinfo=UTC)
    assert post("").moment(PARIS) is None


def test_posts_with_any_dates_have_one_order() -> None:
    midnight = datetime(2014, 5, 12, tzinfo=PARIS)
    written = {
        "2014-05-12": midnight,
        "12 mai 2014": midnight,
        "{created: 2014-05-12}": midnight,
        "2014-05-12 10:29": datetime(2014, 5, 12, 10, 29, tzinfo=PARIS),
        "1399883400": datetime(2014, 5, 12, 8, 30, tzinfo=UTC),
        "'2014-05-12T10:30:00Z'": datetime(2014, 5, 12, 10, 30, tzinfo=UTC),
    }
    moments = {text: post(f"date: {text}\n").moment(PARIS) for text in written}
    assert moments == written
    assert sorted(written, key=lambda text: moments[text] or NOW) == list(written)


@pytest.mark.parametrize(
    ("path", "title", "slug"),
    [
        ("posts/2014-05-12-le_wifi-7.md", "le wifi 7", "le_wifi-7"),
        ("posts/bonjour/index.md", "bonjour", "bonjour"),
        ("posts/2014/05/bonjour.fr.md", "bonjour", "bonjour"),
        ("posts/2014-05-12.md", "2014 05 12", "2014-05-12"),
        ("index.md", "index", "index"),
        ("posts/---.md", "posts/---.md", "---"),
    ],
)
def test_a_post_without_title_or_heading_is_called_as_its_file(path: str, title: str, slug: str) -> None:
    nameless = Post(path, b"Texte.\n")
    assert (nameless.title, nameless.slug) == (title, slug)


def test_a_slug_in_the_header_counts() -> None:
    assert post("title: a\nslug: le-wifi\n").slug == "le-wifi"


def test_words_are_counted_as_a_reader_would() -> None:
    assert post("title: a\n", "L’hôtel, « au 1er » : 802.11 - oui !\n").words == 6


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("de\u0301ja\u0300 vu", 2),
        ("[ici](https://a.fr/un-deux) ![une image](img/photo.png)", 3),
        ("https://a.fr/x?y=z et <https://b.fr>", 1),
        ('<a href="un.md" title=deux>là</a><br>bas', 2),
        ('{{< figure src="photo.jpg" >}} un {% include deux.html %}', 1),
        ("## Titre {#titre}\n{: .classe}\n<!-- more -->\n", 1),
        ("[ref]: https://a.fr/b\nUne note", 2),
        ("नमस्ते दुनिया", 2),
        ("", 0),
    ],
)
def test_what_no_reader_reads_is_no_word(body: str, words: int) -> None:
    assert post("title: a\n", body).words == words


def test_aliases_and_description_are_read_under_their_many_names() -> None:
    assert post("aliases: [/a/, /b/]\n").aliases == ("/a/", "/b/")
    assert post("redirect_from: /a/\n").aliases == ("/a/",)
    assert post("summary: |\n  Deux\n  lignes\n").description == "Deux lignes"


def test_a_post_that_is_not_utf8_is_shown_and_not_written() -> None:
    old = Post("a.md", "---\ntitle: Été à 1 €\n---\nDéjà vu…\n".encode("cp1252"))
    assert not old.is_text
    assert (old.title, old.body) == ("Été à 1 €", "Déjà vu…\n")
    for change in (
        lambda: old.with_title("b"),
        lambda: old.with_body("b"),
    ):
        with pytest.raises(NotText):
            change()


def test_a_post_is_re_encoded_only_when_asked() -> None:
    old = Post("a.md", "---\ntitle: Été\n---\nDéjà vu…\n".encode("cp1252"))
    assert old.as_utf8().data == "---\ntitle: Été\n---\nDéjà vu…\n".encode()
    assert old.as_utf8().is_text
    assert old.as_utf8().as_utf8() is not old


def test_text_with_a_lone_surrogate_is_refused_before_it_reaches_a_file() -> None:
    with pytest.raises(CannotEdit):
        post("title: a\n").with_body("a\ud800")
    with pytest.raises(CannotEdit):
        post("title: a\n").with_title("a\ud800")


@pytest.mark.parametrize(
    ("header", "value", "changed"),
    [
        ("date: 2014-05-12\n", NOW, "date: 2026-05-12T09:30:15+02:00\n"),
        ("date: 2014-05-12\n", NOW.date(), "date: 2026-05-12\n"),
        ("date: 2014-05-12 10:30:00\n", NOW, "date: 2026-05-12 09:30:15 +02:00\n"),
        ("date: 2014-05-12T10:30:00\n", NOW, "date: 2026-05-12T09:30:15+02:00\n"),
        ("date: 2014-05-12 10:30\n", NOW, "date: 2026-05-12T09:30:15+02:00\n"),
        ("date: 2014-05-12 10:30:00 +0100\n", NOW, "date: 2026-05-12 09:30:15 +0200\n"),
        ("date: '2014-05-12T10:30:00.000Z'\n", NOW, "date: '2026-05-12T07:30:15.000Z'\n"),
        ("date:\n", NOW, "date: 2026-05-12T09:30:15+02:00\n"),
        ("draft: Yes\n", False, "draft: No\n"),
        ("draft: TRUE\n", False, "draft: FALSE\n"),
        ("weight: 010\n", 7, "weight: 7\n"),
        ("ratio: 1.5\n", 1e20, "ratio: 1.0e+20\n"),
        ("x: ~\n", None, "x: ~\n"),
        ("x: a\n", None, "x: null\n"),
        ("x: a\n", {"b": ["c", "no"]}, 'x: {b: [c, "no"]}\n'),
        ("x:\n  a: 1\n  b: 2\n", "c", "x: c\n"),
        ("x:\n  - a\n  - b\n", [], "x: []\n"),
        ("x: [a, b, c]\n", ["a", "c"], "x: [a, c]\n"),
        ("x: [a, b, c]\n", ["c", "a"], "x: [c, a]\n"),
        ("x: [a]\n", ["b, c", "d]"], 'x: ["b, c", "d]"]\n'),
        ("x:\n- a # un\n- b # deux\n", ["b", "a"], "x:\n- b\n- a # un\n"),
        ("x: |\n  a\n  b\n", "c\nd\n", "x: |\n  c\n  d\n"),
        ("x: |\n  a\n", "c", "x: c\n"),
        ("x: 'a'\n", "l’\nb", 'x: "l’\\nb"\n'),
        ("x: a\n", "l'été", "x: l'été\n"),
    ],
)
def test_a_value_is_written_in_the_manner_of_the_one_it_replaces(
    header: str, value: Any, changed: str
) -> None:
    key = header.partition(":")[0]
    assert post(header).with_field(key, value).header_text == changed


def test_a_date_is_set_no_more_precise_than_it_was_unless_asked() -> None:
    dated = post("date: 2014-05-12\n")
    assert dated.with_date(NOW).header_text == "date: 2026-05-12\n"
    assert dated.with_date(NOW, exact=True).header_text == "date: 2026-05-12T09:30:15+02:00\n"
    assert post("date: 2014-05-12 10:30\n").with_date(NOW).header_text == "date: 2026-05-12 09:30\n"


class InUtc(GenericRules):
    """A generator that reads dates without a zone in UTC."""

    def __init__(self, *, offsets: bool = True) -> None:
        self._offsets = offsets

    def zone(self, path: str) -> tzinfo:
        return UTC

    def uses_offsets(self, path: str) -> bool:
        return self._offsets


@pytest.mark.parametrize(
    ("written", "offsets", "becomes"),
    [
        ("2014-05-12 10:30:00", True, "2026-05-12 09:30:15 +02:00"),
        ("2014-05-12T10:30:00", True, "2026-05-12T09:30:15+02:00"),
        ("2014-05-12 10:30", True, "2026-05-12T09:30:00+02:00"),
        ('"2014-05-12 10:30:00"', True, '"2026-05-12 09:30:15 +02:00"'),
        ("2014-05-12 10:30:00 +0100", True, "2026-05-12 09:30:15 +0200"),
        ("2014-05-12 10:30:00", False, "2026-05-12 07:30:15"),
        ("2014-05-12 10:30", False, "2026-05-12 07:30"),
        ("2014-05-12", True, "2026-05-12"),
        ("2014-05-12", False, "2026-05-12"),
    ],
)
def test_a_date_without_a_zone_is_written_so_that_the_generator_reads_that_moment(
    written: str, offsets: bool, becomes: str
) -> None:
    rules = InUtc(offsets=offsets)
    dated = Post("posts/a.md", f"---\ndate: {written}\n---\n".encode(), rules).with_date(NOW)
    assert dated.header_text == f"date: {becomes}\n"
    read = dated.moment(PARIS)
    assert read is not None
    assert read <= NOW, "a site built now leaves no such post out"


@pytest.mark.parametrize(("offsets", "written"), [(True, "09:30:15+02:00"), (False, "07:30:15")])
def test_a_first_date_has_an_offset_only_where_it_is_read(offsets: bool, written: str) -> None:
    dated = Post("posts/a.md", b"---\ntitle: A\n---\n", InUtc(offsets=offsets)).with_date(NOW)
    assert dated.header_text == f"title: A\ndate: 2026-05-12T{written}\n"
    assert dated.moment(PARIS) == NOW


def test_a_toml_date_gets_an_offset_as_toml_writes_it() -> None:
    dated = Post("posts/a.md", b"+++\ndate = 2014-05-12 10:30:00\n+++\n", InUtc()).with_date(NOW)
    assert dated.header_text == "date = 2026-05-12T09:30:15+02:00\n"
    assert dated.moment(PARIS) == NOW


def test_a_day_alone_is_the_one_of_the_generator_s_zone() -> None:
    early = datetime(2026, 5, 12, 0, 30, tzinfo=PARIS)
    dated = Post("posts/a.md", b"---\ndate: 2014-05-12\n---\n", InUtc()).with_date(early)
    assert dated.header_text == "date: 2026-05-11\n"


def test_a_day_that_was_typed_is_no_other_day_to_any_generator() -> None:
    dated = Post("posts/a.md", b"---\ndate: 2014-05-12\n---\n", InUtc())
    typed = read_typed_date("2026-05-12")
    assert typed is not None
    changed = with_typed_date(dated, typed, PARIS, order=(), form=Format.YAML)
    assert changed.header_text == "date: 2026-05-12\n"


def test_a_new_key_goes_where_other_posts_put_it() -> None:
    order = ("layout", "title", "date", "tags", "draft")
    between = post("title: a\ntags: [b]\n").with_field("date", "x", order=order)
    assert list(between.fields) == ["title", "date", "tags"]
    first = post("title: a\n").with_field("layout", "post", order=order)
    assert list(first.fields) == ["layout", "title"]
    last = post("title: a\n").with_field("autre", "b", order=order)
    assert list(last.fields) == ["title", "autre"]


def test_a_new_key_is_quoted_and_listed_as_its_neighbours() -> None:
    quoted = post('title: "a"\ntags:\n  - "b"\n').with_field("author", "Marc").with_field("categories", ["c"])
    assert quoted.header_text == 'title: "a"\ntags:\n  - "b"\nauthor: "Marc"\ncategories:\n  - c\n'


def test_a_key_inside_a_mapping_is_reached_with_dots() -> None:
    nested = post("params:\n  image: a.png\n  math: true\ntitle: t\n")
    assert (
        nested.with_field("params.image", "b.png").header_text
        == "params:\n  image: b.png\n  math: true\ntitle: t\n"
    )
    assert nested.without_field("params.math").header_text == "params:\n  image: a.png\ntitle: t\n"
    assert post("a.b: 1\n").with_field("a.b", 2).header_text == "a.b: 2\n"


def test_a_key_is_the_same_key_in_any_letter_case() -> None:
    assert post("Title: a\n").with_field("title", "b").header_text == "Title: b\n"
    assert post("Title: a\n").without_field("title").header_text == ""


def test_a_key_that_is_not_there_is_taken_away_without_a_trace() -> None:
    same = post("title: a\n")
    assert same.without_field("b").data == same.data


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (Format.YAML, "---\ntitle: Un\n---\n\nTexte.\n"),
        (Format.TOML, '+++\ntitle = "Un"\n+++\n\nTexte.\n'),
        (Format.JSON, '{\n  "title": "Un"\n}\n\nTexte.\n'),
        (Format.MULTIMARKDOWN, "title: Un\n\nTexte.\n"),
        (Format.NIKOLA, ".. title: Un\n\nTexte.\n"),
    ],
)
def test_a_header_is_made_when_a_field_is_first_set(form: Format, written: str) -> None:
    bare = Post("a.md", b"Texte.\n")
    assert bare.with_field("title", "Un", form=form).data.decode() == written


def test_a_header_is_made_in_the_format_asked_whatever_is_set_first() -> None:
    bare = Post("a.md", b"Texte.\n")
    assert bare.with_draft(True, form=Format.TOML).header_text == "draft = true\n"
    assert bare.with_tags(["a"], form=Format.JSON).header_text == '{\n  "tags": ["a"]\n}'
    assert bare.with_title("a", form=Format.NONE).header_text == "title: a\n"


def test_a_header_is_not_made_for_nothing() -> None:
    bare = Post("a.md", b"Texte.\n")
    assert (
        bare.with_draft(False).data
        == bare.without_field("title").data
        == bare.with_body("Texte.\n").data
        == b"Texte.\n"
    )


def test_names_keep_the_form_of_the_post() -> None:
    assert post("tags: a, b\n").with_tags(["a", "c d"]).header_text == "tags: a, c d\n"
    assert post("tags: a b\n").with_tags(["a", "c d"]).header_text == "tags: a, c d\n"
    assert post("tags: a b\n").with_tags(["a, b"]).header_text == 'tags: ["a, b"]\n'
    assert post("tags: [2014, no]\n").with_tags(["2014", "a", "no"]).header_text == "tags: [2014, a, no]\n"
    assert post("tags: [2014, no]\n").with_tags(["no", "2014"]).header_text == 'tags: ["no", "2014"]\n'
    assert post("category: A B\n").with_categories(["C D"]).header_text == "category: C D\n"
    assert post("tags: a, b\n").with_tags([]).header_text == "tags: []\n"


def test_the_first_tags_go_where_the_blogs_other_posts_have_them() -> None:
    order = ("title", "taxonomies")
    zola = Post("a.md", b"+++\ntitle = 'a'\n+++\n")
    assert zola.with_tags(["b"], order=order).header_text == "title = 'a'\n\n[taxonomies]\ntags = ['b']\n"
    table = Post("a.md", b"+++\ntitle = 'a'\n[taxonomies]\n[extra]\nb = 1\n+++\n")
    assert table.with_tags(["b"]).header_text == "title = 'a'\n[taxonomies]\ntags = [\"b\"]\n[extra]\nb = 1\n"


def test_a_draft_is_marked_the_way_the_post_does_it() -> None:
    assert post("published: false\n").with_draft(False).header_text == "published: true\n"
    assert post("status: published\n").with_draft(True).header_text == "status: draft\n"
    assert post("draft: 'true'\n").with_draft(False).header_text == "draft: 'false'\n"
    assert post("title: a\n").with_draft(True, key="published").header_text == "title: a\npublished: false\n"


@pytest.mark.parametrize(
    ("data", "body", "after"),
    [
        (b"---\ntitle: a\n---", "b\n", b"---\ntitle: a\n---\nb\n"),
        (b"---\r\ntitle: a\r\n---", "b", b"---\r\ntitle: a\r\n---\r\nb"),
        (b'{"title": "a"}', "b\n", b'{"title": "a"}\nb\n'),
        (b"Title: a\nDate: b", "c\n", b"Title: a\nDate: b\n\nc\n"),
        (b"---\ntitle: a\n---\nb\n", "---\nc: d\n---\n", b"---\ntitle: a\n---\n---\nc: d\n---\n"),
        (b"b", "", b""),
    ],
)
def test_a_body_never_runs_into_its_header(data: bytes, body: str, after: bytes) -> None:
    assert Post("a.md", data).with_body(body).data == after


def test_a_refusal_names_the_post_the_key_and_the_reason() -> None:
    with pytest.raises(CannotEdit) as caught:
        post("tags: &a [b]\nkeywords: *a\n").with_tags(["c"])
    assert (caught.value.path, caught.value.key, caught.value.reason) == ("posts/a.md", "tags", "anchor")
    unreadable = post("title: 'a\n")
    assert unreadable.problem
    assert unreadable.problem.kind is ProblemKind.SYNTAX
    with pytest.raises(CannotEdit, match="unreadable"):
        unreadable.with_title("b")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Église\n\nUn mur.\n", "# L’œuvre\n\nUn mur.\n"),
        ("---\ndate: 2020-01-02\n---\n\n# Église\n", "---\ndate: 2020-01-02\n---\n\n# L’œuvre\n"),
        ("#   Église ## {#mur}\r\nb\r\n", "#   L’œuvre ## {#mur}\r\nb\r\n"),
        ("Un.\n\nÉglise\n======\n\nb\n", "Un.\n\nL’œuvre\n======\n\nb\n"),
        ("```\n# code\n```\n\n# Église\n\n# Église\n", "```\n# code\n```\n\n# L’œuvre\n\n# Église\n"),
        ("---\ntitle:\n---\n# Église\n", "---\ntitle: L’œuvre\n---\n# Église\n"),
        ("---\ntitle: Église\n---\n# Église\n", "---\ntitle: L’œuvre\n---\n# Église\n"),
        ("---\nTitle: Église\n---\n# Autre\n", "---\nTitle: L’œuvre\n---\n# Autre\n"),
    ],
)  # fmt: skip
def test_a_title_changes_where_it_stands_and_nothing_else_does(before: str, after: str) -> None:
    post = retitled(Post("a.md", before.encode()), "L’œuvre")
    assert (post.data.decode(), post.title) == (after, "L’œuvre")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("## Une partie\n", "Un"),
        ("Deux\nlignes\n======\n", "Un"),
        ("# Un\n", "Le dièse #"),
        ("Un\n==\n", "- Deux"),
        ("Un\n==\n", "2. Deux"),
        ("# Un\n", "Deux {#trois}"),
    ],
)
def test_a_title_that_the_heading_cannot_say_goes_into_the_header(body: str, title: str) -> None:
    post = retitled(Post("a.md", f"---\ndate: 2020-01-02\n---\n{body}".encode()), title)
    assert (post.fields["title"], post.title, post.body) == (title, title, body)
