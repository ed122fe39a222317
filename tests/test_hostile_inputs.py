"""No reader of text takes more than a time that grows with the text, nor goes as deep as the text does.

Every reader is given every pattern at 1, 2 and 4 times a size; twice the text may take twice the time. What
takes next to no time even at the largest size is not looked at closer.

``python tests/test_hostile_inputs.py [SIZE]`` measures a longer table and prints the worst of each reader.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.style import Style

from blogwifi_tui import sanitize
from blogwifi_tui.content import folding, slugs
from blogwifi_tui.content.front_matter import other_texts
from blogwifi_tui.content.front_matter.flow_value import parse_change
from blogwifi_tui.content.front_matter.key_line import line_of
from blogwifi_tui.content.front_matter.known_fields import title_line
from blogwifi_tui.content.index.entry import Entry, fold_entry
from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.links.rewrite import Move
from blogwifi_tui.content.links.targets import LinkTargets
from blogwifi_tui.content.merge.three_way import Merge
from blogwifi_tui.content.merge.word_diff import differences
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.search.file_look import FileLook, PostBytes
from blogwifi_tui.content.search.highlight import Marker
from blogwifi_tui.content.search.query import Query, tag_key
from blogwifi_tui.content.search.query_syntax import complete
from blogwifi_tui.content.search.text import text_of
from blogwifi_tui.core.checks import check_post
from blogwifi_tui.core.live.fingerprint import fingerprint
from blogwifi_tui.core.live.last_publication import said
from blogwifi_tui.core.live.page_text import decode, read_page
from blogwifi_tui.core.live.record import Page, PageChange, Seen
from blogwifi_tui.core.live.verdict import judge
from blogwifi_tui.core.schedule.workflow import read_workflow
from blogwifi_tui.core.serve.build_commands import BUILDERS
from blogwifi_tui.core.serve.build_errors import ErrorReader
from blogwifi_tui.core.serve.generator_process import plain
from blogwifi_tui.core.server_words import fault_in
from blogwifi_tui.core.site_learning import with_settings
from blogwifi_tui.core.site_links import SiteLinks
from blogwifi_tui.core.site_pages import listed
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.markdown import scan
from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.markdown.page_html import block_words, to_html
from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.settings.loader import read_sections
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.site.address import page_key
from blogwifi_tui.site.address_shape import shape_of
from blogwifi_tui.site.config_files import read_settings
from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.generators.bridgetown import written_in_ruby
from blogwifi_tui.site.generators.globs import matches
from blogwifi_tui.site.generators.hexo_address import slugize
from blogwifi_tui.site.generators.jekyll_dates import read_date
from blogwifi_tui.site.generators.jekyll_permalinks import slugified
from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.link_style import usual_style
from blogwifi_tui.site.literals import python_settings
from blogwifi_tui.site.picture_habit import Shown, habit_of
from blogwifi_tui.site.sites import Sites
from blogwifi_tui.site.tree import Tree
from blogwifi_tui.ui.editor.area import (
    brackets,
    glyphs,
    line_states,
    list_continuation,
    markdown_colours,
    pairs,
    paragraphs,
    row_painter,
    rows,
    words,
)
from blogwifi_tui.ui.editor.area.match_marks import MatchMarks
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.find.find_pattern import FindPattern
from blogwifi_tui.ui.history import diff_view
from blogwifi_tui.ui.list.row_content import PostRow
from blogwifi_tui.ui.list.row_drawing import Painter
from blogwifi_tui.ui.widgets.tags_input import split_list
from blogwifi_tui.vcs import output
from blogwifi_tui.vcs.push_output import read_push

Reader = Callable[[str], object]
Pattern = Callable[[int], str]

RATIO = 2.6
"""Of the time for twice the text to the time for it; 2 is linear, 4 is the square."""
UNSEEN = 0.03
"""Seconds of the processor that are too few to be compared."""
SIZE = 3000
SIZES = {
    "preview": 1000, "page": 1000, "versions of a post": 1000,
    "outline": 1500, "difference": 1500, "painting": 1500,
}  # fmt: skip
"""Characters of the smallest text; fewer for readers that do much with each."""

NOW = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)
ADDRESS = "https://e.org/{year}/{slug}/"
PLACES = LinkTargets(lambda: frozenset("a"), lambda _path: False, folders=("posts",), pattern=lambda: ADDRESS)
LOOK = {name: Style(bold=True) for name in (*markdown_colours.NAMES, *row_painter._OVERLAYS)}
PALETTE = row_painter.Palette((80, 0), Style(), Style(), Style(), Style(), LOOK)
ENTRY = Entry("posts/a.md", "T", NOW, (), (), None, fold_entry("T", (), "posts/a.md"), 1, 1, 1, 1)


SITES = [
    SiteLinks(
        Path("/nowhere"),
        Sites([Site(Generator(name=name, label=""))]),
        [ENTRY],
        lambda _entry: "/e/a/",
        lambda _entry: True,
    )
    for name in ("hugo", "jekyll")
]


def data_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# What is asked of a text, as a person's keys ask it


def page(text: str) -> None:
    to_html(text)
    block_words(text)


def colours(text: str) -> None:
    lines = text.split("\n")
    states = line_states.LineStates(lines)
    for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        state = states.at(number)
        underlined = markdown_colours.underlines(below, line, state)
        markdown_colours.spans.__wrapped__(line, state, True, underlined)


def painting(text: str) -> None:
    for line in text.split("\n"):
        splits = tuple(glyphs.breaks(glyphs.drawn.__wrapped__(line), 80, 4))
        for piece in rows.pieces.__wrapped__(line, None, (), splits, 4, True, False)[:60]:
            row_painter.painted(rows.VisualRow(piece), PALETTE)
        row_painter.painted(
            rows.VisualRow(rows.pieces.__wrapped__(line, None, (), (), 4, True, False)[0]), PALETTE
        )


def typing(text: str) -> None:
    lines = text.split("\n")
    for row in {0, len(lines) // 2, len(lines) - 1}:
        line = lines[row]
        for column in {0, len(line) // 2, max(0, len(line) - 1)}:
            brackets.partner(lines, (row, column))
            words.word_at(lines, (row, column))
            pairs.typed("[", line[:column], line[column:])
            if column < len(line):
                words.character_end(line, column)
            if column:
                words.character_start(line, column)
        paragraphs.paragraph(lines, row)
        list_continuation.continued(lines, row)
        list_continuation.is_empty(line)
        list_continuation.ended(lines, row)
        list_continuation.indented(lines, row)
        list_continuation.outdented(lines, row)


def finding(text: str) -> None:
    lines = text.split("\n")
    for pattern in (FindPattern("été a"), FindPattern("a", exact=True, words=True), FindPattern(text[:200])):
        tuple(MatchMarks(pattern.find(lines), 0).spans(0))


def preview(text: str) -> None:
    Renderer().render(text, 80)


def links(text: str) -> None:
    scan.find_links(text)
    tuple(scan.blocks(text))
    scan.first_heading(text)
    usual_style([text])


def check(text: str) -> None:
    for links in SITES:
        check_post(ENTRY, data_of(f"---\ntitle: A\n---\n\n{text}"), PLACES, NOW, links=links)


def rename(text: str) -> None:
    post = Post("posts/a.md", b"---\ntitle: A\n---\n")
    bundle = replace(post, path="posts/a/index.md")
    for move in (
        Move(post, "posts/b.md", NOW, ADDRESS, alone=True),
        Move(bundle, "posts/b/index.md", NOW, "", True, "/e/a/", "/e/b/", "/e", lambda _origin: "/e/c/"),
    ):
        move.relinked(Post("posts/c.md", data_of(text)))


def pages(text: str) -> None:
    for around in (
        "…",
        "<urlset><url><loc>…</loc></url></urlset>",
        "<rss><channel><item>…",
        "<feed>…</feed>",
    ):
        listed(data_of(around.replace("…", text)))
    page_key(text)
    shape_of(text, ENTRY)
    habit_of([Shown("posts/a.md", NOW, text, "static/a.png")])
    with suppress(BlogwifiError):
        with_settings(data_of(f"[blog]\n{text}"), {"title": "A"})


def search(text: str) -> None:
    data, query = data_of(text), Query.parse('wifi "l hotel" a-b a')
    marker = Marker(query.words)
    text_of(data)
    looks = [FileLook(term) for term in query.words]
    for _time in range(2):  # the second time, they have learned
        for post in (PostBytes(data), PostBytes(b"---\ntitle: A\n---\n" + data)):
            for look in looks:
                look.weight(post)
    marker.excerpt(text)
    marker.marks(text, inside=True)


def query(text: str) -> None:
    asked = Query.parse(text)
    asked.select([ENTRY])
    complete(text, len(text), tags=["a"])
    Marker(asked.words).excerpt("un texte sur le wifi")
    tag_key(text)


def server_answer(text: str) -> None:
    fault_in(text)
    read_push(data_of(text), "refs/heads/main", text)


def settings(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "blogwifi.toml")
        file.write_text(text, encoding="utf-8", errors="replace")
        with suppress(BlogwifiError):
            read_sections(file, Settings, Settings.__struct_fields__, other="config.toml")


def generator_settings(text: str) -> None:
    with TemporaryDirectory() as folder:
        for name in ("hugo.toml", "_config.yml", "config.json"):
            Path(folder, name).write_text(text, encoding="utf-8", errors="replace")
            read_settings(Tree(Path(folder)), name)


def programs(text: str) -> None:
    other_texts.told("a.rst", text)
    other_texts.told("a.html", f"<meta {text}>{text}")
    for around in ("…", "A = …\n", "A = [\n…", "A = '…'\n"):
        python_settings(around.replace("…", text))
    for around in (
        "…",
        "export default {…}",
        "module.exports = [{ a: …",
        "const a = …\nexport default a",
        "x = `${…",
    ):
        javascript_settings(around.replace("…", text))


def names_of_pages(text: str) -> None:
    slugified(text, "._")
    slugize(text)
    read_date(text, False, dt.UTC)
    written_in_ruby(text)
    matches(text, "**/a*/**/b")


def workflow(text: str) -> None:
    for shape in ("…", "on: push\njobs:\n  a:\n    …", "on: {…}\npermissions: …\n"):
        read_workflow("a.yml", shape.replace("…", text))


def title_in_the_list(text: str) -> None:
    Painter(lambda *_names: Style()).folded(PostRow("a.md", "", "", "", text), 40)


def difference(text: str) -> None:
    before, after = Post("p.md", data_of(text)), Post("p.md", data_of(text.replace("a", "b") + "\n\nfin"))
    for passage in (*differences(before, after), *differences(None, before), *differences(after, before)):
        tuple(diff_view._lines(passage, 80))


def merge(text: str) -> None:
    base, mine, theirs = (
        Post("p.md", data_of(each)) for each in (text, f"{text}\n\nmien\n", f"leur\n\n{text}")
    )
    assert Merge(base, mine, theirs).pieces is not None
    assert Merge(None, mine, theirs).pieces is not None


def small(text: str) -> None:
    sanitize.visible(text)
    sanitize.silenced(text)
    sanitize.one_line(text)
    slugs.slugify(text)
    folding.searchable(text)
    split_list(text)
    glyphs.cells.__wrapped__(glyphs.drawn.__wrapped__(text), 4)
    assert EditorBuffer.of(Post("a.md", data_of(f"---\ntitle: a\n---\n{text}")), None).text is not None
    output.cleaned(text)
    with suppress(BlogwifiError):
        parse_change(f"a={text}")


def page_of_a_site(text: str) -> None:
    page = Page("a.md", "a", "https://e.org/a/", PageChange.CHANGED, Seen.WAITING, runs=("a a a", "x"))
    for shape in ("…", "<p>…</p>", "<a …>", "<title>…</title>", "<meta name=date content='…'>", "<script>…"):
        judge(page, read_page(decode(data_of(shape.replace("…", text)))))
    said(text)


def versions_of_a_post(text: str) -> None:
    one, other = (
        Post("a.md", data_of(f"---\ntitle: a\n---\n\n{words}\n")) for words in (text, f"x {text} x")
    )
    fingerprint(one, [])
    fingerprint(one, [other, one])


def header(shape: str) -> Reader:
    """A reader of headers, the text put into ``shape``; what it finds is changed, too."""

    def read(text: str) -> None:
        post = Post("posts/a.md", data_of(shape.replace("…", text)))
        assert post.title
        assert isinstance((post.date, post.tags, post.draft, post.words, post.heading, post.aliases), tuple)
        for change in (
            lambda: post.with_title("Neuf"),
            lambda: post.with_tags(("a", "b")),
            lambda: post.with_field("x", 1),
            lambda: post.without_field("a"),
        ):
            with suppress(BlogwifiError):
                change()
        line_of(post.parts, "tags")
        title_line(post.header_text)
        read_quickly(post.data, post.path)

    return read


def printed(text: str) -> None:
    """What a generator prints, in which each looks for the place of a fault."""
    for builder in BUILDERS.values():
        ErrorReader(builder, Path("/nowhere"), "", "").problem([plain(line) for line in text.split("\n")])


READERS: dict[str, Reader] = {
    "server answer": server_answer,
    "colours": colours,
    "painting": painting,
    "typing": typing,
    "finding": finding,
    "preview": preview,
    "page": page,
    "outline": headings,
    "links": links,
    "check": check,
    "rename": rename,
    "page of a site": page_of_a_site,
    "versions of a post": versions_of_a_post,
    "pages": pages,
    "search": search,
    "query": query,
    "settings": settings,
    "names of pages": names_of_pages,
    "settings of generators": generator_settings,
    "settings that are programs": programs,
    "workflow": workflow,
    "title in the list": title_in_the_list,
    "difference": difference,
    "printed": printed,
    "merge": merge,
    "small": small,
    "post": header("…"),
    "yaml": header("---\ntitle: A\n…\n---\n\nfin\n"),
    "yaml value": header("---\na: …\ntags: [a]\n---\n\nfin\n"),
    "unclosed yaml": header("---\n…"),
    "unclosed toml": header("+++\n…"),
    "toml": header("+++\n…\n+++\n\nfin\n"),
    "toml value": header("+++\na = …\n+++\n\nfin\n"),
    "toml key": header("+++\n… = 1\n+++\n\nfin\n"),
    "json": header('{"title": "a", …}\n\nfin\n'),
    "json value": header('{"a": …}\n\nfin\n'),
    "plain": header("Title: a\n…\n\nfin\n"),
    "nikola": header("<!--\n.. title: a\n.. …\n-->\n\nfin\n"),
}

UNITS = (
    "a", "a ", "[", "]", "![", "[a](b) ", "[a](", "[a][", "[](", "](", "![a](b)", "`", "`a", "``a` ", "*",
    "*a", "a* ", "**a ", "_a ", "***a* ", "~~a", "==a== ", "$a", "$a$ ", "{{", "{{< a >}} ",
    "{{< highlight >}}", "{% a ", "{% raw %}", "{#a ", "{: ", "}}", "<", "<a ", "<a b='", "<a b c=d ",
    "<!--", "<!-->", "<?", "<![CDATA[", "</a>", "<https://", "<div>\n", "&", "&amp;", "&#1", "\\", "\\[",
    "(", "[a](b(", "\"", "'", "«", " ", "\t", "\u00a0", "\u202e", "\u200d", "\u2028", "e\u0301",
    "\U0001f3f3\ufe0f\u200d\U0001f308", "\u4e2d", "\x1b[", "\x00", "-", "- ", "- a\n", "* ", "1. ", "1",
    "> ", "> - ", "#", "# ", "# a # ", "|", "|-", "|:-:", "|a|b\n|-|-|\n", "^[", "^[a] ", "[^a]",
    "#\u00a0a\n\n", "[^a]: ", "[^a]: b\n", "[a]: b\n", "[a]: <b> 'c",
    ":", ": ", "a\n: b\n", "www.a.", "http://", "a@",
    "a@b.c ", "mailto:a@", "a-", "a'", "k: v\n", "k:\n", "? ", "!!str ", "&a ", "*a ", "<<: ", "a.",
    "a = 1\n", "[[a]]\n", "\"\"\"", "'''", "\"a\": ", "\"a\": [", "{\"a\":", "1_", "a\\\n", "a  \n", "\r",
    "\r\n", "\n", "a\n", "a\n\n", "```\n", "~~~\n", "    a\n", "  - a\n", "---\n", "a\n---\n",
    "<<<<<<< \n", "<<<<<<< a\n=======\n", ".. a: b\n", "Tags: a\n", "src='a", "{{< ref \"", "<img src=",
    "{{< a \"", "{{< a b=", "{{< a\n", "{% a b='", "{% img a.png ", "{{ a(", "{{ 'a' | b }}",
    "{{< ref \"a\" >}}", "[a]({{", "[a]({{ b }}", "[a]({% link b %}) ", "{% comment %}\n", "{% raw %}\n",
    "{% raw %}a{% endraw %}", "{{< a >}}\n", "{% a %}{% b %}", ":::a\n", ":::", ":::a[b", "::a{#b}\n",
    "!!! a\n", "!!! a b ", "!!! a \"", "=== \"a\"\n    ", "import a\n", "import a from 'b'\n", "export a ",
    "<Aa ", "<Aa b={", "<Aa b='", "<Aa\n", "<Aa />", "<Aa>\n", "</Aa>", "<hr>\n[^a]: b\n", "[TOC]\n",
    "{:toc}\n", "[a]: {{ b }}\n",
    "token=", "tag:", "«a", "a,", "\"a\",", "Liquid Exception: (line 1): ",
    "[11ty] 1. ", "/a.md:1:2 ", "(/a) ",
)  # fmt: skip
"""What is repeated."""
PAIRS = (
    ("[", "]"), ("[", "](a)"), ("![", "](a)"), ("(", ")"), ("{", "}"), ("{{", "}}"), ("*a", "a*"),
    ("**a ", " a**"), ("^[", "]"), ("[a](", ")"), ("<a ", ">"), ("<div>", "</div>"), ("$a", "a$"),
    ("`", "`"), ("{\"a\":", "}"), ("[^", "]"), ("<!--", "-->"), ("==a ", " a=="), ("~~a ", "a~~"),
    ("[a]: ", "\n"), ("'", "'"), ("> ", "\n"), ("{{< a >}}", "{{< /a >}}"), ("{% raw %}", "{% endraw %}"),
    (":::a\n", "\n:::"), ("<Aa>", "</Aa>"),
)  # fmt: skip
"""What is opened many times, then closed as often."""


def repeated(unit: str) -> Pattern:
    return lambda size: unit * (size // len(unit))


def opened(opening: str, closing: str) -> Pattern:
    return lambda size: nested(opening, closing, size // (len(opening) + len(closing)))


def indented(opening: str) -> Pattern:
    """Each inside the one above, by four more blanks."""
    return lambda size: "".join(f"{'    ' * n}{opening}\n" for n in range(int((size / 2) ** 0.5)))


def nested(opening: str, closing: str, depth: int) -> str:
    return f"{opening * depth}x{closing * depth}"


def numbered(line: str) -> Pattern:
    """Lines that differ by a number."""
    return lambda size: "".join(line.replace("%", str(n)) for n in range(size // (len(line) + 3)))


def growing(unit: str) -> Pattern:
    """Runs of one, two, three… units."""
    return lambda size: "".join(unit * n + " " for n in range(1, int((2 * size / len(unit)) ** 0.5)))


def before(unit: str) -> Pattern:
    return lambda size: " " * size + unit


def after(unit: str) -> Pattern:
    return lambda size: f"{unit}{' ' * size}x"


def short_rows(size: int) -> str:
    """A table as wide as the root of the size, with rows of one cell."""
    columns = int(size**0.5)
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b\n" * (size // 4)


PATTERNS: dict[str, Pattern] = {
    **{repr(unit): repeated(unit) for unit in UNITS},
    **{f"{opening!r} {closing!r}": opened(opening, closing) for opening, closing in PAIRS},
    **{f"blanks, {unit!r}": before(unit) for unit in ("x", "```", "|", ":", "=", "- a")},
    **{f"{unit!r}, blanks": after(unit) for unit in ("a", "#", "](", "[a]:", "-", "|-", "<a", "[", '"')},
    **{f"growing {unit!r}": growing(unit) for unit in "`*#~"},
    **{
        f"numbered {line!r}": numbered(line)
        for line in (
            *("w% ", "w%\n", "w%\n\n", "[%]: u\n", "[^%]: u\n", "![a][%] ", "k%: v\n", "k% = 1\n", "[t%]\n"),
            *('"k%": 1, ', "- v%\n", "<<<<<<< %\nx\n", "![a][%]\n\n[%]: u\n\n", "[^%] [^%]: u\n\n"),
        )
    },
    "notes by indent": indented("!!! a"),
    "towns": lambda size: "[" + numbered("[Ville %](/wifi-%/) · ")(size),
    "a table with short rows": short_rows,
    "a key of many parts behind a text": lambda size: f"a = {{b = '''it's''', {'c.' * (size // 2)}d = 1}}\n",
    "hyphens in a value and a mistake": lambda size: f'a = """\n{"a-" * (size // 2)}\n"""\nb = [\n',
    "reversed": lambda size: "\n\n".join(f"w{n}" for n in range(size // 9)[::-1]),
    "a number of thousands of digits": lambda size: f"&#{'1' * size}; [a](b&#{'1' * size};)",
}


def cost(reader: Reader, text: str, times: int = 1) -> float:
    """The least time of the processor, of several."""
    best = float("inf")
    for _ in range(times):
        gc.disable()
        start = time.process_time()
        try:
            reader(text)
        finally:
            best = min(best, time.process_time() - start)
            gc.enable()
    return best


def ratio(reader: Reader, pattern: Pattern, size: int, *, bound: float = RATIO) -> float:
    """How much longer twice the text takes: 1 where it takes next to nothing.

    Over the bound, the least of many times is taken: a processor that others share is now fast and now slow.
    What grows with more than the text is over the bound at twice the size too; where only the longer of two
    texts leaves the caches of a busy processor, it is not.
    """
    found = _ratio(reader, pattern, size, bound)
    return found if found <= bound else min(found, _ratio(reader, pattern, 2 * size, bound))


def _ratio(reader: Reader, pattern: Pattern, size: int, bound: float) -> float:
    four = cost(reader, pattern(4 * size))
    if four < UNSEEN:
        return 1
    two = cost(reader, pattern(2 * size), times=2)  # one slow moment would hide the square
    for _ in range(30):
        if four <= bound * two:
            break
        two, four = min(two, cost(reader, pattern(2 * size))), min(four, cost(reader, pattern(4 * size)))
    return four / max(two, UNSEEN / 4)


@pytest.mark.parametrize("name", READERS)
def test_twice_the_text_takes_no_more_than_twice_the_time(name: str) -> None:
    reader, size = READERS[name], SIZES.get(name, SIZE)
    reader("un texte")  # loads what it needs
    found = {key: ratio(reader, pattern, size) for key, pattern in PATTERNS.items()}
    assert {key: round(value, 1) for key, value in found.items() if value > RATIO} == {}


NESTED = (
    *PAIRS, ("- ", ""), ("1. ", ""), ("> ", ""), ("> - ", ""), ("[^a]: ", ""), ("a\n: ", ""), ("[", ""),
    ("{", ""), ("a.", ""), ("{{< highlight a >}}\n", ""), ("- a\n  ", ""), ("<details>", "</details>"),
    ("a: {", "}"), (":::a\n", "\n:::"), ("!!! a\n    ", ""), ("{% raw %}\n", "{% endraw %}\n"),
    ("<Aa>", "</Aa>"), ("{{< a >}}", "{{< /a >}}"), ("{% comment %}", "{% endcomment %}"), ("{{", "}}"),
)  # fmt: skip

SLOW = {"preview", "page", "difference", "versions of a post"}
"""Readers that do much with each character."""


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("depth", [600, 10_000])
def test_no_depth_of_a_text_is_too_much(name: str, depth: int) -> None:
    for opening, closing in NESTED:
        READERS[name](nested(opening, closing, min(depth, 2_000) if name in SLOW else depth))


def main() -> None:
    """Print the worst ratios of each reader for a longer table."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    table = dict(PATTERNS)
    for unit in UNITS:
        table[f"x {unit!r} x"] = lambda size, unit=unit: f"x{repeated(unit)(size)}x"
        table[f"lines of {unit!r}"] = lambda size, unit=unit: repeated(f"{unit.strip() * 3}\n")(size)
        table[f"{unit!r} after a link"] = lambda size, unit=unit: f"[x](y) {repeated(unit)(size)}\n\nz"
        table[f"blanks before {unit!r}"] = lambda size, unit=unit: " " * size + unit
    for name, reader in READERS.items():
        scale = SIZES.get(name, SIZE) * size // SIZE
        found = {key: ratio(reader, pattern, scale) for key, pattern in table.items()}
        worst = sorted(found, key=found.__getitem__, reverse=True)[:3]
        told = "   ".join(f"{key} {found[key]:.2f}" for key in worst)
        for opening, closing in NESTED:
            reader(nested(opening, closing, 50_000))
        print(f"{name:14} {len(found)} patterns at {scale}, {2 * scale}, {4 * scale}: {told}", flush=True)


if __name__ == "__main__":
    main()
