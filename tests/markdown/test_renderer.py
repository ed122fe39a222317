from __future__ import annotations

from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.markdown.renderer import Renderer

from .documents import rows


def styles(source: str, text: str) -> str:
    """The style of the span that holds just ``text``."""
    return next(
        span.style
        for line in Renderer().render(source, 60)
        for span in line.spans
        if span.text.strip() == text
    )


def test_paragraphs_are_reflowed_and_stand_one_row_apart() -> None:
    assert rows("Un deux\ntrois.\n\n\n\nQuatre.") == ["Un deux trois.", "", "Quatre."]


def test_a_hard_break_ends_its_row() -> None:
    assert rows("Un  \ndeux\\\ntrois") == ["Un", "deux", "trois"]


def test_headings_can_be_told_apart_without_colours() -> None:
    assert rows("# Un\n\n## Deux\n\n### Trois") == ["Un", "━━", "", "Deux", "────", "", "Trois"]
    assert styles("### Trois", "Trois") == "h3"


def test_emphasis_nests() -> None:
    source = "a **b *c* ~~d~~** ==e== `f`"
    assert rows(source) == ["a b c d e f"]
    assert styles(source, "c") == "strong em"
    assert styles(source, "d") == "strong strike"
    assert styles(source, "e") == "mark"
    assert styles(source, "f") == "code"


def test_equals_signs_that_mark_nothing_stay() -> None:
    assert rows("si a == b et ===c=== ou d==e==f") == ["si a == b et ===c=== ou d==e==f"]


def test_lists_hang_behind_their_marks_however_deep() -> None:
    assert rows("- un point qui dépasse\n  - dedans et long\n    1. un\n    2. deux\n- fin", 16) == [
        "• un point qui",
        "  dépasse",
        "  ◦ dedans et",
        "    long",
        "    1. un",
        "    2. deux",
        "• fin",
    ]


def test_numbers_line_up_on_their_dots() -> None:
    assert rows("9. neuf\n10. dix") == [" 9. neuf", "10. dix"]


def test_a_loose_list_breathes_and_a_tight_one_does_not() -> None:
    assert rows("- a\n\n- b") == ["• a", "", "• b"]
    assert rows("- a\n- b") == ["• a", "• b"]


def test_task_boxes_show_what_is_done() -> None:
    assert rows("- [x] fait\n- [ ] à faire") == ["☑ fait", "☐ à faire"]


def test_quotes_stand_behind_a_bar_on_every_row() -> None:
    assert rows("> un\n>\n> > deux") == ["▌ un", "▌", "▌ ▌ deux"]


def test_an_alert_says_its_kind() -> None:
    assert rows("> [!TIP]\n> Pensez-y.") == ["▌ ✦ Tip", "▌ Pensez-y."]


def test_code_keeps_its_spaces_and_names_its_language() -> None:
    assert rows("```python {hl_lines=[1]}\ndef f():\n\treturn 1\n```") == [
        "▎ python",
        "▎ def f():",
        "▎     return 1",
    ]
    assert styles("```python\ndef f(): pass\n```", "def") == "code.block code.keyword"


def test_code_in_a_language_nobody_knows_is_still_shown() -> None:
    assert rows("```zorglub\nx\n\n y\n```\n\n    indenté") == [
        "▎ zorglub",
        "▎ x",
        "▎",
        "▎  y",
        "",
        "▎ indenté",
    ]


def test_long_code_lines_go_on_in_the_next_row_and_lose_nothing() -> None:
    assert rows("```\n" + "abcdefghij" * 3 + "\n```", 15) == ["▎ abcdefghijab", "▎ cdefghijabcd", "▎ efghij"]


def test_images_show_their_description_and_address() -> None:
    assert rows("![Plan *du* couloir](images/plan.png)") == ["🖼 Plan du couloir (images/plan.png)"]


def test_links_keep_where_they_lead() -> None:
    lines = Renderer().render("Voir [la **page**](https://a.fr 't') ou www.b.fr", 60)
    assert [(span.text, span.style, span.href) for span in lines[0].spans] == [
        ("Voir ", "", None),
        ("la ", "link", "https://a.fr"),
        ("page", "link strong", "https://a.fr"),
        (" ou ", "", None),
        ("www.b.fr", "link", "http://www.b.fr"),
    ]


def test_file_names_are_not_taken_for_addresses() -> None:
    lines = Renderer().render("Lire README.md et config.py", 60)
    assert [span.href for span in lines[0].spans] == [None]


def test_links_find_their_definition_wherever_it_stands() -> None:
    source = "[Réf][] et [autre]\n\n> [réf]: /dans-une-citation\n\n- [autre]: <a b> 'Titre'"
    lines = Renderer().render(source, 60)
    assert [span.href for span in lines[0].spans if span.href] == ["/dans-une-citation", "a%20b"]


def test_a_definition_that_changes_changes_the_links_that_use_it() -> None:
    renderer = Renderer()
    renderer.render("[a] et [b]\n\nAutre.\n\n[a]: /un", 60)
    before = renderer.render("[a] et [b]\n\nAutre.\n\n[a]: /un", 60)
    after = renderer.render("[a] et [b]\n\nAutre.\n\n[a]: /deux\n[b]: /trois", 60)
    assert [span.href for span in after[0].spans if span.href] == ["/deux", "/trois"]
    assert after.spans(2) is before.spans(2)


def test_footnotes_are_numbered_as_mentioned_and_gathered_at_the_end() -> None:
    mentions = "Un[^z], deux[^a], encore[^z] et ^[sur place].\n\n"
    definitions = "[^a]: La *deux*.\n\n    Suite.\n[^z]: La une.\n\nFin.\n\n[^x]: Oubliée."
    assert rows(mentions + definitions) == [
        "Un¹, deux², encore¹ et ³.",
        "",
        "Fin.",
        "",
        "────────────",
        "1.  La une.",
        "2.  La deux.",
        "",
        "    Suite.",
        "3.  sur place",
    ]


def test_a_note_written_twice_in_the_same_words_is_two_notes() -> None:
    assert rows("^[a]\n\n^[a]")[-2:] == ["1.  a", "2.  a"]


def test_a_new_note_renumbers_those_after_it() -> None:
    renderer = Renderer()
    renderer.render("x\n\ny[^1]\n\n[^1]: une\n[^2]: deux", 60)
    lines = renderer.render("x[^2]\n\ny[^1]\n\n[^1]: une\n[^2]: deux", 60)
    assert [line.text for line in lines] == ["x¹", "", "y²", "", "────────────", "1.  deux", "2.  une"]


def test_definition_lists_set_the_term_apart() -> None:
    assert rows("PoE\n: Par le câble.\n\nMLO\n: Deux bandes.") == [
        "PoE",
        "  Par le câble.",
        "",
        "MLO",
        "  Deux bandes.",
    ]


def test_html_is_shown_as_it_is_written() -> None:
    assert rows("<div class='x'>\n  <b>hé</b>\n</div>\n\nUn <kbd>F1</kbd>.") == [
        "<div class='x'>",
        "  <b>hé</b>",
        "</div>",
        "",
        "Un <kbd>F1</kbd>.",
    ]
    assert styles("a <br> b", "<br>") == "html"


def test_the_summary_ends_at_a_line() -> None:
    assert rows("a\n\n<!--more-->\n\nb", 20) == ["a", "", "╌╌╌╌╌╌╌ more ╌╌╌╌╌╌╌", "", "b"]


def test_maths_stay_as_written() -> None:
    assert rows("et $x_1 * y_2$ : 5 $ ou 6 $") == ["et $x_1 * y_2$ : 5 $ ou 6 $"]
    assert styles("$x_1$ a", "$x_1$") == "maths"


def test_displayed_maths_keep_their_lines() -> None:
    assert rows("$$\na_1\nb_2\n$$") == ["$$", "a_1", "b_2", "$$"]


def test_entities_are_read_but_cannot_reorder_the_row() -> None:
    assert rows("&eacute;t&#233; &#x202e;txt.exe") == ["été ‹U+202E›txt.exe"]


def test_control_characters_are_drawn_not_obeyed() -> None:
    assert rows("a\x1b[2Jb `\x07` [\x9b](\x1b)\n\n```\x1b\n\x1b]0;x\x07\n```\n\n<b \x1b>") == [
        "a␛[2Jb ␇ [�](␛)",
        "",
        "▎ ␛]0;x␇",
        "",
        "<b ␛>",
    ]


def test_deep_nesting_stays_readable_in_a_narrow_place() -> None:
    source = "\n".join("  " * depth + "- point" for depth in range(9))
    lines = rows(source, 20)
    assert max(map(len, lines)) <= 20
    assert sum("point" in line for line in lines) == 9


def test_only_the_block_that_changed_is_drawn_again() -> None:
    renderer = Renderer()
    before = renderer.render("Un.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTrois.", 60)
    after = renderer.render("Un !\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTrois.", 60)
    assert after[0].text == "Un !"
    assert all(after.spans(row) is before.spans(row) for row in range(2, len(after)) if after.spans(row))


def test_rows_and_source_lines_lead_to_each_other() -> None:
    source = "# Titre\n\nUn long paragraphe sur deux rangées.\n\n- a\n- b\n\nx[^1]\n\n[^1]: note\n\nfin"
    lines = Renderer().render(source, 24)
    for source_line, text in {
        0: "Titre",
        2: "Un long paragraphe sur",
        4: "• a",
        5: "• b",
        9: "1.  note",
        11: "fin",
    }.items():
        assert lines[lines.row_of(source_line)].text == text
        assert lines.source_of(lines.row_of(source_line)) == source_line
    assert lines[lines.row_of(3)].text == "Un long paragraphe sur"
    assert lines.source_of(999) == 9
    assert lines.row_of(999) == lines.row_of(11)


def test_an_empty_post_has_no_rows() -> None:
    lines = Renderer().render("", 60)
    assert len(lines) == 0
    assert (lines.row_of(3), lines.source_of(3)) == (0, 0)


def test_rendering_can_be_left_and_taken_up_again() -> None:
    renderer = Renderer()
    source = "\n\n".join(f"Paragraphe {number}." for number in range(100))
    first = renderer.render(source, 60, stop=lambda rows: rows >= 10)
    assert not first.complete
    assert [line.text for line in first] == [line.text for line in renderer.render(source, 60)][: len(first)]


def test_a_block_too_large_to_draw_now_is_left_for_later() -> None:
    renderer = Renderer()
    source = "Un.\n\n" + "mot " * 100 + "\n\nTrois."
    first = renderer.render(source, 60, largest=200)
    assert ([line.text for line in first], first.complete) == (["Un."], False)
    assert renderer.render(source, 60).complete
    assert renderer.render(source, 60, largest=200).complete


def test_windows_and_old_mac_line_ends_are_line_ends() -> None:
    assert rows("# Un\r\n\r\ndeux\rtrois  \r\nquatre") == ["Un", "━━", "", "deux trois", "quatre"]


def test_what_a_generator_takes_for_code_is_shown_as_code() -> None:
    code = "# un commentaire\niw dev\n---\n- [x](y.png)\n\n<!--more-->\n"
    shown = ["▎ # un commentaire", "▎ iw dev", "▎ ---", "▎ - [x](y.png)", "▎", "▎ <!--more-->"]
    for opening, closing in (
        ("{{< highlight bash >}}", "{{< /highlight >}}"),
        ('{{% highlight bash "linenos=table" %}}', "{{% /highlight %}}"),
        ("{% highlight bash linenos %}", "{% endhighlight %}"),
        ("{%- highlight bash -%}", "{%- endhighlight -%}"),
    ):
        source = f"Avant\n{opening}\n{code}{closing}\nAprès *ici*\n"
        assert [row.rstrip() for row in rows(source)] == ["Avant", "", "▎ bash", *shown, "", "Après ici"]
        assert headings(source) == []
    assert [row.rstrip() for row in rows("{{< raw >}}\n" + code + "{{< /raw >}}\n")] == shown


def test_attribute_lists_are_left_out() -> None:
    source = (
        "## Le réglage {#reglage}\n\nUn paragraphe.\n{: .notice--info}\n\n"
        "### Suite ### {#suite .grande k=v}\n\n"
        'Souligné {#s}\n---\n\n![a](b.png){: width="40"} [c](d){:target="_blank"} *e*{.f} `g`{.h}\n\n'
        "* TOC\n{:toc}\n\n{: .seul}\n"
    )
    assert not {"{", "}", "#"} & set("".join(rows(source)))
    found = [(heading.text, heading.anchor) for heading in headings(source)]
    assert found == [("Le réglage", "reglage"), ("Suite", "suite"), ("Souligné", "s")]
    assert rows("{a} {1, 2} {{x}} un{.deux} {# non #}\n") == ["{a} {1, 2} {{x}} un{.deux} {# non #}"]


def test_the_first_definition_of_a_footnote_counts_in_large_and_small_letters() -> None:
    assert rows("a[^Un] b[^un]\n\n[^UN]: La première.\n\n[^un]: La seconde.\n")[-1] == "1.  La première."


def test_images_and_notes_one_inside_another_end_as_text() -> None:
    assert "![" in "".join(rows("![" * 50 + "x" + "](a)" * 50, 1000))
    assert rows("^[un ^[deux]]")[-2:] == ["1.  un ²", "2.  deux"]


def test_the_short_rows_of_a_wide_table_are_not_filled_up_without_end() -> None:
    source = "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|b\n" * 2000
    assert len(rows(source, 2000)) < 2000 + 100
