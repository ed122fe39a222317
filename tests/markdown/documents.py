"""Markdown for tests to choose from: lines that start, continue, end or interrupt every kind of block."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from hypothesis import strategies as st

from blogwifi_tui.markdown.lines import Line
from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.sanitize import visible

LINES = (
    *("", "", "", " ", "\t", "   ", "> ", ">", "-", "1.", "***", "---", "===", "```", "~~~", "```python"),
    *("texte", "  texte", "    code", "\tcode", "# titre", "#", "titre ==marqué==", "suite **gras** _fin_"),
    *("- point", "  - dedans", "    - plus bas", "* autre", "+ encore", "1. un", "2) deux", "10. dix"),
    *("- [ ] à faire", "- [x] fait", "- \ta", "-     code", "> cité", "> > cité deux fois", "> - point"),
    *("> ```", "> [!NOTE]", ">- [x] a", "| a | b |", "|---|--:|", "| 1 | 2 |", "a | b", "--- | ---", "-|-"),
    *("|-", "a|", "[réf]: /adresse 'titre'", "[réf]: /autre", "[réf]:", "/suite", "'titre", "fin'", "[réf]"),
    *("![réf]", "[réf][]", "- [réf]: /liste", "> [réf]: /cité", "[^1]: une note", "[^1]: autre", "[^1]"),
    *("[^deux]: *note*", "    suite de note", "a[^1] b[^deux]", "^[sur place]", "> [^1]: note citée"),
    *("- [^1]: note en liste", "^[a[^1]]", "<div>", "</div>", "<!--", "-->", "<!-- a -->", "<script>"),
    *("</script>", "<?php", "?>", "<b>x</b>", "<!more>", "Terme", ": définition", "  : autre", "~ tilde"),
    *(":   espacée", "  suite", "~~barré~~", "http://a.fr/b_c_d", "$a_b$ et $c*d*e$", "{{< fig a_b_c >}}"),
    *(
        "{{< fig",
        "{% inclus a",
        "{{ appel(",
        'src="a.png" >}}',
        "x %}",
        ") }}",
        "{{< a >}}{{% /b %}}",
        "{% raw %}",
    ),
    *(
        "{% endraw %}",
        "{% highlight sh %}",
        "{% endhighlight %}",
        "{% comment %}",
        "{% endcomment %}",
        ":::note",
    ),
    *(
        ":::",
        "::::tip Titre",
        "::::",
        '!!! note "T"',
        "??? tip",
        '=== "Onglet"',
        "import A from 'b'",
        "{: .c}",
    ),
    *("export const a = {", "<Carte a={b} />", "<Carte", "/>", "</Carte>", "[TOC]", "{:toc}", "<hr>"),
    *(
        '[a]({{< ref "b.md" >}})',
        "{{ page.title }}",
        "{{< a >}}b{{< /a >}}",
        "{% raw %}{{ *x* }}{% endraw %}",
    ),
    *("\\", "fin  ", "fin\\", "`code", "``", "\u202eé", "日本語", "e\u0301", "un mot " * 12),
)


def sources(most: int = 16) -> st.SearchStrategy[str]:
    """Texts of up to ``most`` lines."""
    return st.lists(st.sampled_from(LINES), max_size=most).map("\n".join)


def rows(source: str, width: int = 60) -> list[str]:
    """The rows ``source`` is rendered to, as text, without the spaces at their ends."""
    return [line.text.rstrip() for line in Renderer().render(source, width)]


def text_of(html_text: str) -> str:
    """What a reader of the page sees: tags, comments and the marks of footnotes left out."""
    text = re.sub(
        r"<sup.*?</sup>|<a [^>]*footnote-backref.*?</a>|<!--.*?-->|<[^>]*>", "", html_text, flags=re.S
    )
    return visible(html.unescape(text), keep="\n\t")


def in_order(expected: str, lines: Iterable[Line]) -> bool:
    """Whether every character of ``expected``, spaces apart, is on the rows, in that order."""
    shown = (character for line in lines for character in line.text)
    return all(character in shown for character in expected if not character.isspace())
