"""What a reader sees of the words of generators: a picture, a link, code or a name, never the words."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.word_count import count_words
from blogwifi_tui.markdown.admonitions import container_line
from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.markdown.places import Places
from blogwifi_tui.markdown.plain import render_text
from blogwifi_tui.markdown.raw_blocks import raw_line
from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.markdown.scan import find_links, first_heading, image_addresses, without_words
from blogwifi_tui.markdown.shortcodes import word_at

from .documents import rows


def linked(source: str) -> list[str | None]:
    """Where the links and pictures of a text lead, in order, each once."""
    found = [span.href for line in Renderer().render(source, 200) for span in line.spans if span.href]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{< figure src="/a.png" alt="Un chat" >}}', ["🖼 Un chat (/a.png)"]),
        ('{{< figure src="a.png" alt="A" caption="Dit *tout*" />}}', ["🖼 A (a.png)", "Dit *tout*"]),
        ('{{< figure src="a.png" >}}Un *texte*{{< /figure >}}', ["🖼 (a.png)", "Un texte"]),
        ('{{<figure\n  src="a.png"\n  title="T"\n>}}', ["🖼 T (a.png)"]),
        ('{{< img "a.jpg" "Le plan" "grand" >}}', ["🖼 Le plan (a.jpg)"]),
        ('{% include image.html url="/a.jpg" description="Le plan" %}', ["🖼 Le plan (/a.jpg)"]),
        ('{% include figure.liquid path="assets/9.jpg" title="t" %}', ["🖼 t (assets/9.jpg)"]),
        ('{%- include figure\n  image_path="/a.jpg"\n  alt="b"\n-%}', ["🖼 b (/a.jpg)"]),
        ("{% img left /images/x.png 350 150 \"titre 'autre'\" %}", ["🖼 autre (/images/x.png)"]),
        ("{% picture a.jpg --alt Un plan --link /b %}", ["🖼 Un plan (a.jpg)"]),
        ("{% asset_img a.png Un grand plan %}", ["🖼 Un grand plan (a.png)"]),
        ('{{ figure(\n  src="a.png",\n  alt="b"\n) }}', ["🖼 b (a.png)"]),
        ('{{ resize_image(path="a.png", width=500) }}', ["🖼 (a.png)"]),
        ('{{% thumbnail "/a.png" alt="b" %}}Légende{{% /thumbnail %}}', ["🖼 b (/a.png)", "Légende"]),
        ('<Image src={photo} alt="Une photo" />', ["🖼 Une photo (photo)"]),
    ],
)
def test_a_figure_is_shown_as_the_picture_it_becomes(source: str, shown: list[str]) -> None:
    assert rows(source, 100) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{< youtube abc123 >}}", "▸ youtube · abc123"),
        ('{{< youtube id="abc" autoplay=true >}}', "▸ youtube · abc"),
        ('{{ youtube(id="abc", autoplay=true) }}', "▸ youtube · abc"),
        ("{% youtube video_id %}", "▸ youtube · video_id"),
        ('{% include youtube.html id="abc" %}', "▸ youtube · abc"),
        ("{%- include toc.html -%}", "▸ toc"),
        ("{% blockquote Une Autrice, Un livre %}", "▸ blockquote · Une Autrice, Un livre"),
        ("{% if page.x == 1 %}", "▸ if · page.x == 1"),
        ("{{% doc %}}", "▸ doc"),
        ("{{ page.title }}", "▸ page.title"),
        ("[TOC]", "▸ toc"),
        ("* TOC\n{:toc}", "• ▸ toc"),
        ('<Chart of="rain" />', "▸ Chart · rain"),
        ("<Chart\n  of={rain}\n/>", "▸ Chart · rain"),
        ("import Chart from '../Chart.astro';", "▸ import · ../Chart.astro"),
        ("export const meta = {\n  a: 1\n}", "▸ export · meta"),
        ("::youtube{#abc}", "▸ youtube · abc"),
    ],
)
def test_any_other_is_one_row_that_names_it(source: str, shown: str) -> None:
    assert rows(source) == [shown]


def test_what_stands_between_two_words_is_read_as_markdown_on_rows_of_its_own() -> None:
    for opening, closing in (
        ('{{< pli "Voir" >}}', "{{< /pli >}}"),
        ('{{% pli "Voir" %}}', "{{% /pli %}}"),
        ('{% pli(title="Voir") %}', "{% end %}"),
        ('{% pli "Voir" %}', "{% endpli %}"),
        ('<Pli title="Voir">', "</Pli>"),
    ):
        shown = rows(f"Avant\n\n{opening}\n\n- *un*\n- deux\n\n{closing}\n\nAprès")
        assert [row.lower() for row in shown] == [
            "avant",
            "",
            "▸ pli · voir",
            "",
            "• un",
            "• deux",
            "",
            "après",
        ]


def test_words_never_run_together() -> None:
    assert rows("{{< youtube a >}}\n{{< vimeo b >}}") == ["▸ youtube · a", "", "▸ vimeo · b"]
    assert rows("{% include a.html %}{% include b.html %}") == ["▸ a", "▸ b"]
    assert rows("Un\n{{< youtube a >}}\ndeux") == ["Un", "", "▸ youtube · a", "", "deux"]
    assert rows("{{< notice tip >}}Un *conseil*.{{< /notice >}}") == ["▸ notice · tip", "Un conseil."]
    assert rows('<Note type="tip">Un *conseil*.</Note>') == ["▸ Note · tip", "Un conseil."]
    assert rows("Tapez {{< kbd F1 >}}, puis{{< kbd F2 >}}là.") == ["Tapez ▸ kbd · F1, puis ▸ kbd · F2 là."]


def test_a_page_s_address_in_a_word_is_that_of_the_link() -> None:
    for written, address in (
        ('{{< ref "a.md" >}}', "a.md"),
        ('{{% relref path="a.md#b" %}}', "a.md#b"),
        ("{% post_url 2026-01-02-a %}", "2026-01-02-a"),
        ("{{ site.baseurl }}{% link _posts/2026-01-02-a.md %}#b", "_posts/2026-01-02-a.md#b"),
        ("{{ site.url }}{{ site.baseurl }}/a/", "/a/"),
        ('{{ "/a" | relative_url }}', "/a"),
        ("{filename}a.md", "a.md"),
        ("{static}/a.md", "/a.md"),
    ):
        assert linked(f"Un [lien]({written}) ici.") == [address]
        assert rows(f"Un [lien]({written}) ici.") == ["Un lien ici."]
        assert linked(f"Un [lien]({written} 'titre')") == [address]
        assert linked(f"Un [lien][r]\n\n[r]: {written}") == [address]
        assert linked(f"![image]({written})") == [address]
    for written in ("{{ site.url }}/a<b", "/a<b{{ page.x }}"):
        assert rows(f"Un [lien]({written}) ici.") == ["Un lien ici."]
        assert [link.address for link in find_links(f"Un [lien]({written}) ici.").links] == [written]
    assert rows('Voir {{< ref "a.md" >}} et {% post_link a "Le titre" %}.') == ["Voir a.md et Le titre."]


def test_code_between_words_has_its_language_and_its_title() -> None:
    assert rows("{% codeblock Tri lang:js http://example.org Source %}\nf(x)\n{% endcodeblock %}") == [
        "▎ js · Tri Source",
        "▎ f(x)",
    ]
    assert rows("{{< highlight go >}}package main\n# x\n{{< /highlight >}} fin") == [
        *("▎ go", "▎ package main", "▎ # x", "", "fin"),
    ]
    assert rows("{{< highlight go >}}x := *y{{< /highlight >}}") == ["x := *y"]
    assert rows("{% mermaid() %}\ngraph TD\n{% end %}") == ["▎ mermaid", "▎ graph TD"]
    assert rows("{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}") == ["▎ mermaid", "▎ graph TD"]


def test_what_is_code_or_escaped_is_shown_as_it_is_written() -> None:
    assert rows("`{{< a >}}` `{% b %}`") == ["{{< a >}} {% b %}"]
    assert rows("```\n{{< a >}}\n:::note\n```\n\n    {% b %}") == [
        "▎ {{< a >}}",
        "▎ :::note",
        "",
        "▎ {% b %}",
    ]
    assert rows("Écrire {{</* a b */>}} ou {{%/* c */%}}.") == ["Écrire {{< a b >}} ou {{% c %}}."]
    assert rows("Un {% raw %}{{ page.x }} *y*{% endraw %} là, {{ z }}.") == ["Un {{ page.x }} y là, {{ z }}."]


def test_raw_text_is_markdown_in_which_no_word_means_anything() -> None:
    source = (
        "{% raw %}\n## Un titre\n\nAvec {{ page.x }} et {% y %}.\n\n{% z %}\n\n```\na\n```\n{% endraw %}\n\n"
        "Fin {{< a >}}"
    )
    assert rows(source) == [
        *(
            "Un titre",
            "────────",
            "",
            "Avec {{ page.x }} et {% y %}.",
            "",
            "{% z %}",
            "",
            "▎ a",
            "",
            "Fin ▸ a",
        ),
    ]
    assert [heading.text for heading in headings(source)] == ["Un titre"]


def test_comments_are_not_shown() -> None:
    for opening, closing in (("{% comment %}", "{% endcomment %}"), ("{{< comment >}}", "{{< /comment >}}")):
        source = f"Un\n\n{opening}\n# caché[^1]\n\n[a](b.md)\n{closing}\n\ndeux {opening}non{closing}trois"
        assert rows(source) == ["Un", "", "deux trois"]
        assert (headings(source), find_links(source).links, find_links(source).undefined) == ([], [], [])
        assert count_words(source) == 3


@pytest.mark.parametrize("closing", ["{:/comment}", "{:/}"])
def test_a_comment_of_kramdown_is_no_text(closing: str) -> None:
    source = f"Un\n\n{{::comment}}\n# caché\n\n[a](b.md)\n{closing}\n\ndeux\n"
    assert rows(source) == ["Un", "", "deux"]
    assert without_words(source).split() == ["Un", "deux"]
    assert without_words(source).count("\n") == source.count("\n")
    assert without_words(source.replace("\n", "\r\n")).split() == ["Un", "deux"]
    assert without_words("Un\n\n{::comment}\ncaché\n").split() == ["Un"]


@pytest.mark.parametrize("word", ["{{< comment />}}", "{{% comment /%}}"])
def test_a_word_that_ends_in_itself_hides_nothing_below_it(word: str) -> None:
    source = f"{word}\n\nUn [lien](b.md)."
    assert rows(source) == ["▸ comment", "", "Un lien."]
    assert [link.address for link in find_links(source).links] == ["b.md"]


def test_notes_set_apart_stand_behind_a_bar_under_their_title() -> None:
    for source, title in (
        (":::note\nUn *texte*.\n:::", "ℹ Note"),
        (":::tip[Mon titre]\nUn *texte*.\n:::", "✦ Mon titre"),
        ("::: warning Attention\nUn *texte*.\n:::", "▲ Attention"),
        (':::caution{title="Gare"}\nUn *texte*.\n:::', "■ Gare"),
        ("::: {.callout-note}\nUn *texte*.\n:::", "ℹ Note"),
        ('!!! note "Titre"\n    Un *texte*.', "ℹ Titre"),
        ("??? danger\n    Un *texte*.", "■ Danger"),
        ('=== "Onglet"\n    Un *texte*.', "Onglet"),
    ):
        assert rows(f"Avant\n\n{source}\n\nAprès") == ["Avant", "", f"▌ {title}", "▌ Un texte.", "", "Après"]
    assert rows("::: {#fig-plan layout-ncol=2}\na\n:::\nb") == ["▌ a", "", "b"]
    assert rows('!!! note ""\n    a\n\n    b\nc') == ["▌ a", "▌", "▌ b", "", "c"]
    assert rows("::::a\n:::b\nc\n:::\nd\n::::\ne")[-3:] == ["▌ d", "", "e"]


def test_attributes_and_options_of_a_line_of_their_own_are_quiet_wherever_they_stand() -> None:
    for source, shown in (
        ("| a |\n|---|\n| b |\n{: .c}\n\nd", ["a", "─", "b", "", "d"]),
        ("- a\n{: .c}\n\nd", ["• a", "", "d"]),
        ("> a\n{: .c}", ["▌ a"]),
        ("{:.c #d}\nUn *texte*.", ["Un texte."]),
        ('[a](b){:target="_blank"}{: .c}.', ["a."]),
        ('{::options toc_levels="1" /}\n\na', ["a"]),
        ("{::comment}\ncaché\n{:/comment}\n\na", ["a"]),
        ("{/* caché */}\n\na", ["a"]),
        ("a\n\n{/* truncate */}", ["a", "", " truncate ".center(60, "╌")]),
    ):
        assert rows(source) == shown


def test_a_heading_reads_without_words_and_attributes() -> None:
    source = (
        '## {{< icon "x" >}} Titre {#id}\n\n{{< highlight sh >}}\n# non\n{{< /highlight >}}\n\n'
        ":::note\n### Dedans\n:::\n"
    )
    assert [(heading.text, heading.anchor) for heading in headings(source)] == [
        ("Titre", "id"),
        ("Dedans", ""),
    ]
    assert first_heading("{% include a.html %}\n---\n\n# Vrai\n") == "Vrai"


def test_check_reads_words_as_the_preview_does() -> None:
    source = (
        '{{< figure src="a.png" >}}\n{% include image.html url="/b.jpg" %}\n\n'
        '[a]({% post_url x %}) `{{< ref "c" >}}`\n\n'
        "{% highlight md %}\n[a](c.md) [^1] ![d](d.png)\n{% endhighlight %}\n\n"
        "!!! note\n    [e](e.md)\n\n        [f](f.md)\n\n:::tip\n[g](g.md)\n:::\n\n"
        "{% raw %}\n[h](h.md) {% post_url y %}\n{% endraw %}\n\nimport X from '[a](i.md)'\n"
    )
    found = find_links(source)
    assert [link.address for link in found.links] == [
        "a.png",
        "/b.jpg",
        "{% post_url x %}",
        "x",
        "e.md",
        "g.md",
    ]
    assert found.undefined == []
    assert image_addresses(source) == ["a.png", "/b.jpg"]


def test_lists_in_the_attributes_of_a_component_are_no_references() -> None:
    source = "<Carte\n  villes={[un lieu][autre lieu]}\n/>\n\n<Pli>\n[a](b.md)\n</Pli>\n"
    assert [link.address for link in find_links(source).links] == ["b.md"]
    assert find_links(source).undefined == []


def test_a_figure_without_a_text_is_told_only_where_none_is_made_for_it() -> None:
    source = (
        '{{< figure src="a.png" >}} {{< figure src="b.png" caption="B" >}} '
        '{% include figure.html src="c.png" %} {{< img src="d.png" >}}'
    )
    assert [link.address for link in find_links(source).links if link.is_image and not link.text] == ["a.png"]


@pytest.mark.parametrize(
    "html", ["<hr>", "<hr />", "<br>", '<img src="a.png">', '<div class="b">c</div>', "<!-- d -->"]
)
def test_a_note_right_below_an_element_that_is_closed_is_defined(html: str) -> None:
    assert (
        find_links(f"Texte[^1] [le plan][le texte].\n\n{html}\n[le texte]: /a\n[^1]: La note.\n").undefined
        == []
    )


def test_what_raw_text_defines_is_defined_and_nothing_else_of_it_is_judged() -> None:
    source = "Texte[^1].\n\n{% raw %}\n[^1]: La note.\n\n[a](b.md) [c][d e][^2]\n{% endraw %}\n"
    assert (find_links(source).links, find_links(source).undefined) == ([], [])


def test_a_note_inside_an_element_that_is_open_is_not_defined() -> None:
    assert [use.label for use in find_links("Texte[^1].\n\n<div>\n[^1]: La note.\n</div>\n").undefined] == [
        "1"
    ]


def test_names_and_arguments_of_words_are_not_text() -> None:
    source = (
        'Un {{< kbd "F1" >}}deux{{< /kbd >}}\n\n:::note[trois]\n{% include x.html y="z" %}\n'
        '!!! tip "quatre"\n'
    )
    assert without_words(source).split() == ["Un", "deux", "[trois]", '"quatre"']
    assert count_words(source) == 4
    code = "`{{< a >}}`\n\n```\n{% b %}\n```\n"
    assert without_words(code) == code


def test_what_is_printed_says_where_links_of_words_lead() -> None:
    assert (
        render_text('[a]({{< ref "b.md" >}}) {{< youtube c >}}', 60, colour=False)
        == "a (b.md) ▸ youtube · c\n"
    )


def test_html_in_large_letters_is_no_component() -> None:
    assert rows("<DIV>a</DIV>\n\n<Br>") == ["<DIV>a</DIV>", "", "<Br>"]


def test_a_component_with_text_right_below_is_html_as_in_commonmark() -> None:
    assert rows("<Note>\n*a*\n</Note>") == ["<Note>", "*a*", "</Note>"]
    assert rows("<Note>\n\n*a*\n\n</Note>") == ["▸ Note", "", "a"]
    assert rows("<Note of={b}>\n*a*")[0] == "▸ Note · b"
    assert rows("<Onglets>\n<Onglet>\n\n*a*") == ["▸ Onglets", "", "▸ Onglet", "", "a"]


def test_a_word_that_is_not_closed_ends_at_the_blank_line() -> None:
    assert rows("{% include a\n- b\n\n- c") == ["{% include a - b", "", "• c"]


@pytest.mark.parametrize("text", ["{{< a {{< b >}}", "{% a {% b %}", "{{ a {{ b }}", "{{< a", "{ {< a >}}"])
def test_no_word_holds_the_beginning_of_another(text: str) -> None:
    assert word_at(text, 0, len(text), Places(text)) is None


def test_a_word_that_closes_itself_opens_no_block() -> None:
    assert raw_line('{{< highlight go "a=b" >}}')
    assert raw_line("{{< highlight go />}}") is None


def test_a_note_ends_with_as_many_colons_as_it_begins_with() -> None:
    opened = [container_line(f"{':' * count} note Title") for count in (3, 4, 5)]
    assert [each.colons for each in opened if each] == [3, 4, 5]
