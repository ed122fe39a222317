"""Where a post links to: every address found is one that a reader could click, with the span it stands in."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogwifi_tui.markdown.parser import parser
from blogwifi_tui.markdown.scan import LinkForm, find_links, first_heading, image_addresses

PIECES = (
    "[a](b.md)", "![x](y.png)", "[a](<c d.md> 't')", "[r]: z.md\n", "[r]", "[t][r]", "[", "]", "(", ")", "![",
    "](", "q.md)", "`", "``", "\\", "*", "texte ", "\n", "\n\n", "- ", "1. ", "  ", "    ", "\t", "> ",
    "```\n", "~~~\n", "# ", "\n---\n", "<div>", "</div>", "<b>", "<pre>", "</pre>", "<!--", "-->", "<p>",
    "<http://x.y/z>", "&amp;", "\n\n    ", "\n  ",
)  # fmt: skip


def addresses(body: str) -> list[tuple[str, str]]:
    """Form and address of what is found."""
    return [(link.form.value, link.address) for link in find_links(body).links]


def clicked(body: str) -> list[tuple[str, str]]:
    """What the Markdown parser makes of a body: form and address of each link, image and definition."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    found = []
    waiting = list(parser().parse(body, env))
    while waiting:
        token = waiting.pop()
        waiting += token.children or []
        if token.type == "link_open":
            found.append(("link", str(token.attrs["href"])))
        elif token.type == "image":
            found.append(("image", str(token.attrs["src"])))
    definitions = [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]
    return found + [("definition", one["href"]) for one in definitions if isinstance(one, dict)]


@settings(max_examples=400, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_no_link_is_found_that_a_reader_could_not_click(body: str) -> None:
    there = [(form, unquote(address)) for form, address in clicked(body)]
    for form, address in addresses(body):
        assert (form, unquote(parser().normalizeLink(address))) in there


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Voir [l’hôtel](hotel.md) et ![plan](plan.png).", [("link", "hotel.md"), ("image", "plan.png")]),
        ("[a](<avec espace.md> \"titre\")", [("link", "avec espace.md")]),
        ("[a](x_(1).md)", [("link", "x_(1).md")]),
        ("[![vignette](petit.png)](grand.png)", [("image", "petit.png"), ("link", "grand.png")]),
        ("[un\nlien](b.md)", [("link", "b.md")]),
        ("- [a](b.md)\n\n  [c](d.md)\n\n      [non](code.md)\n", [("link", "b.md"), ("link", "d.md")]),
        ("> [a](b.md)\n>\n>     [non](code.md)\n", [("link", "b.md")]),
        ("[r]: b.md 'titre'\n\n[texte][r]", [("definition", "b.md")]),
        (">     > [a](b.md)\n", []),
        ("- ![x](y.png)\n```\n[a](b.md)\n", [("image", "y.png")]),
        ("`[a](b.md)` et ``[a](`b.md)``", []),
        ("```\n[a](b.md)\n```\n\n    [a](b.md)\n", []),
        ("<pre>\n[a](b.md)\n</pre>\n<!-- [a](b.md) -->", []),
        ("\\[a](b.md) \\![b](c.md)", [("link", "c.md")]),
        ('<p>Du <a id="x" href="a.md?x=1&amp;y=2">vieux</a> [a](b.md)</p>', [("link", "a.md?x=1&y=2")]),
        ("<img alt='' src=plan.png>", [("image", "plan.png")]),
        ('[a]({{< ref "b.md" >}})', [("generator", "b.md"), ("link", '{{< ref "b.md" >}}')]),
        ("[a]({% link x.md %})", [("generator", "x.md"), ("link", "{% link x.md %}")]),
        ("Prix : 5 € [a](b.md)\r\n\r\nLigne [c](d.md)\r\n", [("link", "b.md"), ("link", "d.md")]),
    ],
)  # fmt: skip
def test_what_is_found(body: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(addresses(body)) == sorted(expected)


def test_the_span_holds_the_address_and_nothing_else() -> None:
    body = 'É [a](<b c.md> "t") ![x](y.png) <a href="z.md">z</a>\n\n[r]: w.md\n'
    assert [body[link.start : link.end] for link in find_links(body).links] == [
        "b c.md",
        "y.png",
        "z.md",
        "w.md",
    ]


def test_an_image_tells_its_text_in_place() -> None:
    body = "![plan](a.png) ![](b.png) <img src='c.png'> <img src='d.png' alt=''>"
    texts = [link.text for link in find_links(body).links if link.form is LinkForm.IMAGE]
    assert texts == ["plan", "", None, " "]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![a](a.png) ![b](<b c.png>)\n\n[c](c.png) [d](d.html)\n", ["a.png", "b c.png", "c.png"]),
        ("<p><img src='a.png'> <img src=b.png alt=B></p>", ["a.png", "b.png"]),
        ("![a][p] ![P] [texte][q]\n\n[p]: a.png\n[q]: q.png\n", ["a.png", "q.png"]),
        ("{{< figure src=\"a.png\" >}}\n\n{% include image.html src='b.png' %}", ["a.png", "b.png"]),
        ('<embed src="a.svg"> <a href="b.png" src="c.png">b</a>', ["a.svg", "b.png"]),
        ("`![a](a.png)`\n\n```\n![b](b.png)\n```\n<!-- <img src='c.png'> -->\n", []),
    ],
)
def test_which_images_a_post_shows(body: str, expected: list[str]) -> None:
    assert image_addresses(body) == expected


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("Un texte.\n\n## Le *toit* ##\n", "Le *toit*"),
        ("```\n# commentaire\n```\n\nDessous\n---\n", "Dessous"),
        ("``` `code` ```\n\n# Titre\n", "Titre"),
        ("    # code\n\n- point\n---\n", ""),
    ],
)
def test_the_first_heading(body: str, heading: str) -> None:
    assert first_heading(body) == heading


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Une note[^1] et une autre[^2].\n\n[^1]: Là.\n", ["2"]),
        ("Une note[^1].", ["1"]),
        ("Une note[^source], une autre.[^autre-source]\n", ["source", "autre-source"]),
        ("Une expression [^a-z] en clair.", []),
        ("Sans voyelle : [^aeiou], mot[^a-z]+, mot[^abc]*, mots[^abc]d, \\d[^abc].", []),
        ("Une [référence][perdue] et [une bonne][là].\n\n[là]: x.md\n", ["perdue"]),
        ("Tableau[un][deux] et [1][2].", []),
        ("`[^1]` et `[a b][c d]`", []),
    ],
)
def test_what_nothing_defines(body: str, expected: list[str]) -> None:
    assert [missing.label for missing in find_links(body).undefined] == expected


def test_a_heading_ends_before_its_last_marks_and_attributes() -> None:
    assert first_heading("# C#\n") == "C#"
    assert first_heading("# Un ##  \n") == "Un"
    assert first_heading("## Suite ### {#suite .grande}\n") == "Suite"
    assert first_heading("Titre {: #t }\n=====\n") == "Titre"
    assert first_heading("{% highlight sh %}\n# code\n{% endhighlight %}\n\n# Vrai\n") == "Vrai"


def test_a_bracket_before_a_link_opens_an_image_and_no_link() -> None:
    assert addresses("![a [b [c](d) e](f) g](h.png)") == [("link", "d"), ("image", "h.png")]
