"""What to know of a post before it is published: true findings, and silence where nothing is certain."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.links.targets import LinkTargets
from blogwifi_tui.content.post import Post
from blogwifi_tui.core.checks import FindingKind, check_post
from blogwifi_tui.site.generator import Site
from blogwifi_tui.site.plain import PLAIN
from blogwifi_tui.site.sites import Sites

NOW = dt.datetime(2026, 5, 12, 10, tzinfo=dt.UTC)
HEADER = "---\ntitle: Titre\ndate: 2020-01-02\n---\n\n"
PATH = "posts/2020/ici.md"
FILES = frozenset(
    ("posts", "posts/2020", PATH, "posts/2020/voisin.md", "posts/images", "posts/images/plan.svg",
     "static", "static/images", "static/images/borne.png", "posts/2020/ici", "posts/2020/ici/a.jpg")
)  # fmt: skip


def entry(path: str, data: bytes) -> Entry:
    post = Post(path, data)
    moment = post.moment(dt.UTC)
    return Entry(
        path,
        post.title,
        moment,
        (),
        (),
        post.problem,
        "",
        len(data),
        0,
        0,
        0,
        post.address,
        post.visibility(dt.UTC),
    )


def found(
    text: str, *, path: str = PATH, twins: tuple[str, ...] = (), pattern: str = ""
) -> list[tuple[FindingKind, int, str]]:
    """Kind, line and detail of all that is found in one post."""
    places = LinkTargets(
        lambda: {"voisin", "voisin.md", "ici", "ici.md", "ancien"},
        FILES.__contains__,
        folders=("posts",),
        pattern=lambda: pattern,
    )
    data = text.encode()
    return [
        (each.kind, each.line, each.detail)
        for each in check_post(entry(path, data), data, places, NOW, twins)
    ]


def test_a_key_that_stands_twice_blocks_where_the_generator_refuses_it() -> None:
    data = b"---\ntitle: Un\ndate: 2020-01-02\ntitle: Deux\n---\n"
    strict = replace(PLAIN, refuses_repeated=True)
    for generator, blocks in ((PLAIN, False), (strict, True)):
        sites = Sites([Site(generator, posts=("posts",))])
        places = LinkTargets(tuple, FILES.__contains__)
        (finding,) = check_post(entry(PATH, data), data, places, NOW, rules=sites)
        assert (finding.line, finding.detail, finding.blocks) == (4, "title", blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + "Rien à dire.\n", []),
        ("---\ndate: 2020-01-02\n---\n\nTexte.\n", [(FindingKind.NO_TITLE, 1, "")]),
        ("---\ndate: 2020-01-02\n---\n\n# Un titre\n", []),
        ("---\ntitle: Titre\n---\n", [(FindingKind.NO_DATE, 1, "")]),
        ("---\ntitle: Titre\ndraft: true\n---\n", []),
        (
            "---\ntitle: Titre\ndate: 2095-06-30\n---\n",
            [(FindingKind.SCHEDULED, 1, "2095-06-30T00:00:00+00:00")],
        ),
        ("---\ntitle: [Titre\n---\n", [(FindingKind.UNREADABLE, 2, "")]),
        (
            "---\ntitle: Titre\ndate: 2020-01-02\ntags: [a]\ntags:\n  - b\n---\n",
            [(FindingKind.REPEATED_KEY, 5, "tags")],
        ),
        ("---\ntitle: Titre\ndate: 2020-01-02\na:\n  x: 1\nb:\n  x: 1\n---\n", []),
        ('{"title": "Titre", "date": "2020-01-02", "a": 1, "a": 2}\n', [(FindingKind.REPEATED_KEY, 1, "a")]),
        (
            "+++\ntitle = 'Titre'\ndate = 2020-01-02\ntitle = 'Deux'\n+++\n",
            [(FindingKind.REFUSED_KEY, 4, "title")],
        ),
    ],
)  # fmt: skip
def test_the_header(text: str, expected: list[tuple[FindingKind, int, str]]) -> None:
    assert found(text) == expected


def test_unreadable_front_matter_blocks_and_keeps_its_reason() -> None:
    data = b"---\ntitle: [Titre\n---\n"
    (finding,) = check_post(entry(PATH, data), data, LinkTargets(tuple, FILES.__contains__), NOW)
    assert finding.blocks
    assert finding.problem == Post(PATH, data).problem


MARKS = "<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + MARKS, 6),
        (HEADER + "Texte.\n\n" + MARKS.replace("\n", "\r\n"), 8),
        (HEADER + "```\n" + MARKS + "```\n", None),
        (HEADER + "Titre\n=======\n\n<<<<<<< seul\n", None),
        (HEADER + "    " + MARKS.replace("\n", "\n    "), None),
    ],
)  # fmt: skip
def test_markers_of_a_merge_block_unless_they_are_shown_as_code(text: str, line: int | None) -> None:
    assert found(text) == ([] if line is None else [(FindingKind.CONFLICT, line, "")])


def test_markers_in_the_header_are_told_beside_its_being_unreadable() -> None:
    kinds = [
        kind
        for kind, _, _ in found(
            "---\ndate: 2020-01-02\n<<<<<<< a\ntitle: A\n=======\ntitle: B\n>>>>>>> b\n---\n"
        )
    ]
    assert sorted(kinds) == [FindingKind.CONFLICT, FindingKind.UNREADABLE]


@pytest.mark.parametrize(
    "address", ["perdu.md", "../perdu.md#x", "/posts/perdu.md", "<perdu lui.md>", "ici/b.jpg", "perdu.pdf"]
)
def test_a_link_to_a_file_that_is_not_there_is_broken(address: str) -> None:
    assert found(HEADER + f"Du texte et\n[un lien]({address}).\n") == [
        (FindingKind.LINK, 7, address.strip("<>"))
    ]


@pytest.mark.parametrize(
    "address",
    [
        "voisin.md", "./voisin.md?x=1#y", "/2020/voisin.md", "../ailleurs/voisin.md", "voisin%2Emd",
        "../images/plan.svg", "/images/borne.png", "/blog/images/borne.png", "ici/a.jpg", "a.jpg",
        "https://perdu.example/x.md", "//perdu.example/x.png", "mailto:a@b.example", "#haut",
        "?page=2", "tel:+33",
        "/a-propos/", "/tags/wifi/", "../autre/", "sans-suite", "/feed.xml", "/wp-content/uploads/x.jpg",
        "/favicon.png", "@/posts/perdu.md", "{filename}perdu.md", "{static}/images/x.png",
        "{{< ref \"x.md\" >}}",
        "{% link x.md %}", "{{ site.url }}/x.png", "../../../ailleurs.md", "",
    ],
)  # fmt: skip
def test_what_is_there_or_not_ours_to_judge_is_not_broken(address: str) -> None:
    assert found(HEADER + f"[un lien]({address})\n") == []


def test_a_page_by_its_public_address_is_broken_where_the_settings_tell_what_those_look_like() -> None:
    pattern = "https://marc.example/{year}/{month}/{slug}/"
    text = (
        HEADER + "[a](/2014/02/perdu/) [b](/2014/02/ancien/) [c](/2014/02/) [d](/2014/02/14/) [e](/perdu/)\n"
    )
    assert found(text, pattern=pattern) == [(FindingKind.LINK, 6, "/2014/02/perdu/")]
    assert found(text, pattern="https://marc.example/{slug}/") == []


def test_an_image_that_is_not_there_and_one_without_words_in_its_place() -> None:
    text = (
        HEADER
        + "![plan](../images/plan.svg) ![perdue](../images/perdue.svg)\n\n"
        + "![](a.jpg) <img src='a.jpg' alt=''>\n"
    )
    assert found(text) == [(FindingKind.IMAGE, 6, "../images/perdue.svg"), (FindingKind.NO_ALT, 8, "a.jpg")]


def test_an_image_whose_address_stands_in_a_definition_is_an_image() -> None:
    text = HEADER + "![Le plan][p] ![][r]\n\n[p]: ../images/perdue.svg\n[r]: ici/a.jpg\n"
    assert found(text) == [
        (FindingKind.IMAGE, 8, "../images/perdue.svg"),
        (FindingKind.NO_ALT, 9, "ici/a.jpg"),
    ]


def test_what_only_a_generator_can_place_is_not_judged() -> None:
    assert found(HEADER + '{{< figure src="perdue.svg" alt="Un plan" >}} <embed src="perdue.svg">\n') == []


def test_a_figure_of_the_generator_s_own_without_a_text_is_told() -> None:
    text = HEADER + '{{< figure src="perdue.svg" >}}\n\n{% include image.html src="b.png" %}\n'
    assert found(text) == [(FindingKind.NO_ALT, 6, "perdue.svg")]


def test_a_footnote_below_a_rule_of_html_is_defined() -> None:
    assert found(HEADER + "Texte[^1].\n\n<hr>\n[^1]: La note.\n") == []


def test_links_shown_as_code_are_not_looked_at() -> None:
    assert found(HEADER + "`[a](perdu.md)`\n\n```\n[a](perdu.md)\n```\n\n    [a](perdu.md)\n") == []


def test_footnotes_and_references_that_nothing_defines() -> None:
    text = HEADER + "Une note[^1], une [réf][perdue].\n\nEt[^2].\n\n[^2]: Là.\n"
    assert found(text) == [(FindingKind.FOOTNOTE, 6, "1"), (FindingKind.REFERENCE, 6, "perdue")]


def test_a_footnote_is_told_in_a_post_that_defines_none() -> None:
    assert found(HEADER + "Un mot[^1].\n") == [(FindingKind.FOOTNOTE, 6, "1")]
    assert found(HEADER + "Un mot[^note].\n") == [(FindingKind.FOOTNOTE, 6, "note")]
    assert found(HEADER + "Tout sauf [^abc], ou mot[^a-z].\n") == []


def test_a_footnote_that_is_defined_twice_is_told_of_where_it_is_defined_again() -> None:
    text = HEADER + "Une note[^Un], `[^deux]`.\n\n[^un]: Là.\n[^UN]: Encore.\n"
    assert found(text) == [(FindingKind.REPEATED_NOTE, 9, "UN")]


def test_what_a_generator_takes_for_code_is_not_looked_at() -> None:
    for opening, closing in (
        ("{{< highlight bash >}}", "{{< /highlight >}}"),
        ("{{% highlight sh %}}", "{{% /highlight %}}"),
        ("{% highlight ruby linenos %}", "{% endhighlight %}"),
        ("{%- raw -%}", "{%- endraw -%}"),
        ("{{< raw >}}", "{{</ raw >}}"),
        ("- {% codeblock lang:js %}", "{% endcodeblock %}"),
    ):
        text = (
            f"{HEADER}{opening}\n[a](perdu.md) [b][rien] [^1]\n\n![](perdu.png)\n{closing}\n\n[c](perdu.md)\n"
        )
        assert found(text) == [(FindingKind.LINK, 12, "perdu.md")], opening


def test_the_marks_of_a_merge_are_found_however_many_stand_before_them() -> None:
    text = HEADER + "<<<<<<< un\n" * 9 + "=======\n" * 9 + "deux\n>>>>>>> deux\n"
    assert (FindingKind.CONFLICT, 6, "") in found(text)
    assert found(HEADER + "<<<<<<< un\n=======\ndeux\n") == []


def test_lines_are_those_of_the_file_whatever_ends_them() -> None:
    text = (HEADER + "Un.\n\n[a](perdu.md)\n").replace("\n", "\r\n")
    assert found(text) == [(FindingKind.LINK, 8, "perdu.md")]


def test_a_twin_is_named() -> None:
    assert found(HEADER, twins=("posts/b.md",)) == [(FindingKind.TWIN, 1, "posts/b.md")]


def test_a_no_break_space_that_keeps_a_mark_from_beginning_a_heading_or_an_item() -> None:
    text = "##\u00a0Titre\n\n-\u202fun\n1.\u00a0deux\n\n```\n##\u00a0code\n```\n\n# Un\u00a0:\n- un\u00a0»\n"
    assert found(HEADER + text) == [
        (FindingKind.NO_BREAK, 6, "##"),
        (FindingKind.NO_BREAK, 8, "-"),
        (FindingKind.NO_BREAK, 9, "1."),
    ]
