"""The structure of a Markdown text without its styles: code blocks, headings, and every address it names.

The one place that knows these marks for all who do not draw: checks, renaming, merging, titles. It imports no
parser, so it costs little at the start, and it gives the span of each address, so that an address can be
changed and no other byte. In doubt a line is taken for code: a link may be missed, and none is ever invented.
What is drawn is read by markdown-it-py instead: it knows all of CommonMark, but tells no spans inside a line.
"""

from __future__ import annotations

# Named to its inner module, as the Markdown parser does on another thread: one import from the outside in
# and one from the inside out can lock each other out, which ends the program (Python 3.11).
import html.entities
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from blogwifi_tui.markdown.admonitions import CLOSES, admonition_line, container_line, tab_line
from blogwifi_tui.markdown.attributes import heading_text, without_attributes
from blogwifi_tui.markdown.components import component_line, is_open_component, module_line
from blogwifi_tui.markdown.places import Places
from blogwifi_tui.markdown.raw_blocks import RawBlock, raw_line, raw_text
from blogwifi_tui.markdown.shortcodes import Kind, Word, address_words, unclosed_mark, word_at, words_alone

_TAB = 4
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_QUOTE = re.compile(r"[ \t]*+>[ ]?+(?>(?:[ ]{0,3}>[ ]?+)*)")
_QUOTED_CODE = re.compile(r">[ ]?(?:[ ]{4}|[ ]*\t)")
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])([ \t]+|$)")
_RULE = re.compile(r"(?:(?>(?:\*[ \t]*+){3,})|(?>(?:-[ \t]*+){3,})|(?>(?:_[ \t]*+){3,}))$")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_HEADING_MARK = re.compile(r" {0,3}#{1,6}(?=[ \t])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)", re.DOTALL)
_NOTE_LINE = re.compile(r"\[\^[^\]\s]+\]:")
_DEFINITION_LINE = re.compile(
    r"\[(?!\^)(?>(?:[^\[\]\\]|\\.)+)\]:[ \t]*+(?:<[^<>]*+>|[^\s<]\S*+)"
    r"(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+$"
)
_COLUMNS = re.compile(
    r"(?=[^|]*+\|)\|?+[ \t]*+:?+-++:?+[ \t]*+(?>(?:\|[ \t]*+:?+-++:?+[ \t]*+)*)\|?+[ \t]*+$"
)
_VERBATIM = re.compile(
    r"<(?:(pre|script|style|textarea)(?=[\s>]|$)|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))", re.IGNORECASE
)
_VERBATIM_ENDS = ("", "-->", "?>", "]]>", ">")
_HTML = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir"
    r"|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend"
    r"|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td"
    r"|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_TAG = (
    r"</?[A-Za-z][A-Za-z0-9-]*+(?>(?:\s++[A-Za-z_:@][\w:.@-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?)*)\s*+/?+>"
)
"""A whole tag of HTML."""
_ONE_TAG = re.compile(rf"{_TAG}[ \t]*$")


_DEEPEST_ITEM = 50
"""Items of lists that begin one inside another on one line; deeper than that it is read as text."""
_LONGEST_LABEL = 999
"""Characters, as CommonMark has it."""


_WORD_OR_CODE = re.compile(
    r"(?P<ticks>`++)|\{[{%]|^(?P<line>(?:import|export)[ \t][^\r\n]*+)"
    r"|^[ \t]*+(?:(?P<comment>\{::comment\})(?=[ \t]*+(?:[\r\n]|\Z))"
    r"|(?P<note>:{2,}+[ \t]*+[A-Za-z][\w-]*+|(?:!!!|\?\?\?\+?)[ \t]++[\w-]++(?>(?:[ \t]++[\w-]++)*)))",
    re.MULTILINE,
)
_WORDY = re.compile(r"\{[{%]|^[ \t]*+(?:\{::comment\}|::|!!!|\?\?\?|import[ \t]|export[ \t])", re.MULTILINE)
"""What a text holds in which there may be words of generators."""
_WORDY_SIGNS = ("{", "::", "!!!", "???", "import", "export")
"""What of it is looked for first, which takes a tenth of the time: most texts hold none."""


class Block(NamedTuple):
    """A stretch of the body, in characters."""

    start: int
    end: int
    html: bool
    """Raw HTML, in which Markdown's own marks mean nothing."""
    is_sure: bool = True
    """False where some generators read Markdown, and others do not: only what it defines counts."""


def fence_after(line: str, fence: str) -> str:
    """The mark of the fence that is open after ``line``, given the one open before it; empty for none."""
    found = _FENCE.match(line)
    if not found:
        return fence
    mark, rest = found.groups()
    if not fence:
        return mark if "`" not in rest or mark[0] == "~" else ""
    return "" if mark.startswith(fence) and not rest.strip() else fence


class Heading(NamedTuple):
    """A heading of the body."""

    text: str
    """As it is written, without marks and attributes."""
    start: int
    """Where the text begins in the body, in characters."""
    is_title: bool
    """Whether it is one of the first level, and stands on one line: the title of a page that has no other."""


def first_heading(body: str, within: int = 64_000) -> str:
    """The text of the first heading of ``body`` as it is written; empty when its beginning has none.

    Only the first ``within`` characters are looked at.
    """
    found = find_heading(body, within)
    return found.text if found else ""


def find_heading(body: str, within: int = 64_000) -> Heading | None:
    """The first heading of ``body``; None when its first ``within`` characters have none."""
    fence, before, above, begun = "", "", "", 0
    raw: RawBlock | None = None
    for found in _LINE.finditer(body[:within]):
        line = found[1]
        was, fence = fence or raw, "" if raw else fence_after(line, fence)
        raw = _raw_after(line, raw) if not fence else None
        if was or fence or raw or words_alone(line):
            before = above = ""
            continue
        if heading := _heading_text(line):
            start = line.index(heading, line.index("#") + 1)
            return Heading(heading, found.start() + start, line.lstrip(" ").startswith(("# ", "#\t")))
        if before and not line.startswith("    ") and _UNDERLINE.match(line.lstrip(" ")):
            return Heading(without_attributes(before), begun, "=" in line and not above.strip())
        above = before
        before = line if line.strip() and not line.startswith(("    ", "\t", ">", "-", "*", "|")) else ""
        begun = found.start()
    return None


def _raw_after(line: str, raw: RawBlock | None) -> RawBlock | None:
    if raw is None:
        return raw_line(line)
    return None if raw.closing.search(line) else raw


def _heading_text(line: str) -> str:
    """What the heading ``line`` says, without the marks before and after it; empty when it is none."""
    mark = _HEADING_MARK.match(line)
    return heading_text(line[mark.end() :]) if mark else ""


def without_words(body: str) -> str:
    """``body`` as a reader meets it: no names or arguments of generators' words, and none of their comments.

    What stands between two of them stays, and so does code. Lines stay as many as they are.
    """
    if not any(sign in body for sign in _WORDY_SIGNS) or not _WORDY.search(body):
        return body
    pieces: list[str] = []
    fence, start = "", 0
    for line in _LINE.finditer(body):
        was, fence = fence, fence_after(line[1], fence)
        if bool(was) != bool(fence):
            at = line.end() if was else line.start()
            pieces.append(body[start:at] if was else _prose(body[start:at]))
            start = at
    pieces.append(body[start:] if fence else _prose(body[start:]))
    return "".join(pieces)


def _prose(text: str) -> str:
    """A text that holds no fence, without the words of generators."""
    places, at = Places(text), 0
    pieces: list[str] = []
    while sign := _WORD_OR_CODE.search(text, at):
        pieces.append(text[at : sign.start()])
        at = sign.end()
        if sign["ticks"]:
            closing = places.ticks_after(len(sign[0]), at, len(text))
            at = at if closing < 0 else closing + len(sign[0])
            pieces.append(text[sign.start() : at])
        elif (named := sign["comment"]) and (comment := raw_line(named)):
            closing_word = places.match_after(comment.closing, at, len(text))
            at = closing_word[1] if closing_word else len(text)
            pieces.append("\n" * text.count("\n", sign.start(), at))
        elif sign["line"]:
            pieces.append("" if module_line(sign[0]) else sign[0])
        elif sign["note"]:
            pieces.append(" ")
        elif word := word_at(text, sign.start(), len(text), places):
            raw, end, after = raw_text(text, word, len(text), places) or (None, word.end, word.end)
            kept = "" if raw and raw.is_hidden else text[word.end : end]
            gone = text[word.start : end].count("\n") - kept.count("\n")
            pieces.append((word.text if word.mark != "{{" and word.kind is Kind.TEXT else " ") + "\n" * gone)
            pieces.append(kept)
            at = after
        else:
            pieces.append(sign[0])
    return "".join([*pieces, text[at:]])


def blocks(body: str) -> Iterator[Block]:
    """The paragraphs, headings and raw HTML of ``body``, in order."""
    reader = _Reader()
    for line in _LINE.finditer(body):
        if line.end() > line.start():
            yield from reader.take(line[1], line.start())
    yield from reader.flush()


def _begins(text: str) -> bool:
    """Whether a line that a quote could go on with begins something else."""
    signs = (_MARKER, _RULE, _HEADING, _VERBATIM, _HTML)
    return bool(fence_after(text, "")) or any(sign.match(text) for sign in signs)


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB))


@dataclass(slots=True)
class _Reader:
    """Where in the structure of a body the next line stands."""

    start: int = -1
    end: int = -1
    html: bool = False
    quotes: int = 0
    lists: list[int] = field(default_factory=list)
    """The columns at which the contents of the open list items begin."""
    fence: str = ""
    floor: int = 0
    """The column left of which the container of the open fence, and so the fence, has ended."""
    until: str = ""
    """What ends the verbatim HTML that is open."""
    raw: RawBlock | None = None
    """The block of a generator's that is open, in which nothing is Markdown."""
    word: str = ""
    """What ends the word of a generator that goes on below the line it begins on."""
    module: bool = False
    """Lines of JavaScript are open, to the next blank one."""
    paragraph: bool = False
    table: bool = False
    bare: bool = False
    """The last line was a list marker and nothing else."""

    def take(self, line: str, at: int) -> Iterator[Block]:
        """Read one line that begins at ``at``; gives the block it ends, if any."""
        end = at + len(line)
        line, at = yield from self._unquoted(line, at)
        text = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(text)])
        at += len(line) - len(text)
        if self.raw:
            if self.raw.is_literal and _DEFINITIONS.match(text):
                yield Block(at, end, html=True, is_sure=False)
            self.raw = _raw_after(text, self.raw)
        elif self.until:
            self._close_verbatim(text)
        elif self.fence and not self._leaves_fence(text, indent):
            pass
        elif not text:
            yield from self.flush()
            self.word, self.module = "", False
            if self.bare and self.lists:  # an item may begin with one blank line, its own
                self.lists.pop()
        elif self.word:
            self._extend(text, at, end)
            if self.word in text:
                ends = text.rstrip().endswith(self.word)
                self.word = ""
                if ends:
                    yield from self.flush()
        elif not self.module:
            self.bare = False
            yield from self._line(text, at, end, indent)
            return
        self.bare = False

    def flush(self) -> Iterator[Block]:
        """End the block under way."""
        if self.start >= 0:
            yield Block(self.start, self.end, self.html)
        self.start, self.html, self.paragraph, self.table = -1, False, False, False

    def _unquoted(self, line: str, at: int) -> Generator[Block, None, tuple[str, int]]:
        """The line without the marks of the quotes around it, and where it begins then."""
        closed = (
            self.until or self.raw or ((self.fence or (self.html and self.start >= 0)) and not self.quotes)
        )
        found = None if closed else _QUOTE.match(line)
        base = self.lists[-1] if self.lists else 0
        if found and not self.quotes and _width(line[: line.index(">")]) - base >= _TAB:
            found = None
        depth = found[0].count(">") if found else 0
        if depth != self.quotes and (depth or not self.paragraph or _begins(line.lstrip(" \t"))):
            yield from self.flush()
            self.quotes, self.fence, self.until = depth, "", ""
            self.lists.clear()
        return (line[found.end() :], at + found.end()) if found else (line, at)

    def _leaves_fence(self, text: str, indent: int) -> bool:
        """Whether this line stands behind the open fence, which a lesser indent ends too."""
        if text and indent < self.floor:
            self.fence = ""
            return True
        if indent - self.floor < _TAB:
            self.fence = fence_after(text, self.fence)
        return False

    def _close_verbatim(self, text: str) -> None:
        if self.until in text.lower():
            self.until = ""

    def _line(self, text: str, at: int, end: int, indent: int) -> Iterator[Block]:
        """Read a line, and what follows each list marker on it as a line of its own."""
        for _deeper in range(_DEEPEST_ITEM):
            rest = yield from self._one_line(text, at, end, indent)
            if rest is None:
                return
            text, at = rest
            indent = self.lists[-1]
        self._extend(text, at, end)

    def _one_line(
        self, text: str, at: int, end: int, indent: int
    ) -> Generator[Block, None, tuple[str, int] | None]:
        starts = self.lists and (not self.paragraph or _begins(text))
        while starts and self.lists and indent < self.lists[-1]:
            self.lists.pop()
            if self.html:
                yield from self.flush()
        base = self.lists[-1] if self.lists else 0
        if self.html and self.start >= 0:
            self._extend(text, at, end)
        elif indent - base >= _TAB:
            if self.paragraph and not self.table:
                self._extend(text, at, end)
        elif _RULE.match(text) or (self.paragraph and _UNDERLINE.match(text)):
            yield from self.flush()
        elif marker := _MARKER.match(text):
            yield from self.flush()
            return self._item(marker, text, at, indent)
        else:
            yield from self._plain(text, at, end, base)
        return None

    def _item(self, marker: re.Match[str], text: str, at: int, indent: int) -> tuple[str, int] | None:
        """A list item begins; what follows its marker, and where, when that is no code."""
        blanks = _width(marker[1])
        sign = len(marker[0]) - len(marker[1])
        if not marker[1] or blanks > _TAB:
            self.lists.append(indent + sign + 1)
            self.bare = not text[sign:].strip()
            return None
        self.lists.append(indent + sign + blanks)
        rest = text[marker.end() :]
        self.bare = not rest
        return (rest, at + marker.end()) if rest and not _QUOTED_CODE.match(rest) else None

    def _plain(self, text: str, at: int, end: int, base: int) -> Iterator[Block]:
        fence, verbatim = fence_after(text, ""), _VERBATIM.match(text)
        if (yield from self._generators(text, at, end, base)):
            return
        if fence:
            yield from self.flush()
            self.fence, self.floor = fence, base
        elif verbatim:
            yield from self.flush()
            index = verbatim.lastindex or 1
            self.until = _VERBATIM_ENDS[index - 1] or f"</{verbatim[1].lower()}>"
            self._close_verbatim(text[verbatim.end() :])
        elif _HEADING.match(text) or (not self.paragraph and _DEFINITION_LINE.match(text)):
            yield from self.flush()
            yield Block(at, end, html=False)
        else:
            note = _NOTE_LINE.match(text)
            if _HTML.match(text) or (not self.paragraph and _ONE_TAG.match(text)):
                yield from self.flush()
                self.html = True
            elif note:
                yield from self.flush()
                self.lists.append(base + _TAB)
            self._extend(text, at, end)

    def _generators(self, text: str, at: int, end: int, base: int) -> Generator[Block, None, bool]:
        """Read a line that only a generator knows; whether it is one."""
        if not text.startswith(("{{", "{%", "{::", ":::", "!!!", "???", "===", "import ", "export ", "<")):
            return False
        if raw := raw_line(text):
            yield from self.flush()
            self.raw = raw
        elif words_alone(text):
            yield from self.flush()
            yield Block(at, end, html=False)
        elif word := unclosed_mark(text):
            yield from self.flush()
            self.word = word
            self._extend(text, at, end)
        elif admonition_line(text) or tab_line(text):
            yield from self.flush()
            self.lists.append(base + _TAB)
        elif container_line(text) or CLOSES.fullmatch(text):
            yield from self.flush()
        elif not self.paragraph and module_line(text):
            self.module = True
        elif not self.paragraph and component_line(text):
            yield from self.flush()
            yield Block(at, end, html=True)
        elif not self.paragraph and is_open_component(text):
            yield from self.flush()
            self.word, self.html = ">", True
            self._extend(text, at, end)
        else:
            return False
        return True

    def _extend(self, text: str, at: int, end: int) -> None:
        if self.start < 0:
            self.start = at
        self.end = end
        self.paragraph = not self.html
        self.table |= bool(self.paragraph and _COLUMNS.match(text))


class LinkForm(StrEnum):
    """How an address is written."""

    LINK = "link"
    IMAGE = "image"
    DEFINITION = "definition"
    """``[label]: address``."""
    GENERATOR = "generator"
    """Inside a word that only a generator knows, as in ``{{< ref "…" >}}`` or ``{% post_url … %}``."""
    EMBEDDED = "embedded"
    """The ``src`` of such a word, or of an element of HTML that is none of the usual ones."""
    FIGURE = "figure"
    """Of a generator's own word that shows a picture: what stands in for it is known, not where it lies."""


class Link(NamedTuple):
    """One address in a body."""

    start: int
    end: int
    """The span of the address as it is written, in characters of the body."""
    address: str
    """The address without the marks that Markdown or HTML needed to write it."""
    form: LinkForm
    text: str | None = None
    """Of an image: what stands in for it; None when HTML says nothing."""
    shown: bool = False
    """Whether the page shows what is there, as it does with an image, and does not only lead to it."""
    word: str = ""
    """The name of the generator's word that holds it."""

    @property
    def is_image(self) -> bool:
        """Whether this is what an image shows, also when a definition holds its address."""
        return self.shown and self.form in (LinkForm.IMAGE, LinkForm.DEFINITION, LinkForm.FIGURE)


class UndefinedReference(NamedTuple):
    """A footnote or reference that nothing defines."""

    start: int
    label: str
    note: bool


@dataclass(slots=True)
class FoundLinks:
    """What the text of one post names."""

    links: list[Link] = field(default_factory=list)
    undefined: list[UndefinedReference] = field(default_factory=list)
    repeated: list[RepeatedNote] = field(default_factory=list)


class RepeatedNote(NamedTuple):
    """A footnote that is defined once more: a page shows the first definition."""

    start: int
    label: str


_HINT = re.compile(r"\]\(|\]:|\[\^|\]\[|<(?:a|img|source|video|audio)\s|\{[{%]|\bsrc\s*+=", re.I)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDLESS = re.compile(r"&#(?:[0-9]{1000,}+|[xX][0-9a-fA-F]{1000,}+);?")
_SIGN = re.compile(r"[\\`{<!\[\]]")
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|(?P<code>`++)|(?P<word>\{[{%])|(?P<comment><!--)"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>"
    rf"|(?P<tag>{_TAG})|(?P<open>!?\[)|(?P<close>\])",
    re.DOTALL,
)
_ADDRESS = re.compile(
    r"<(?P<pointed>(?>(?:[^<>\\\r\n]|\\.)*))>"
    r"|(?P<bare>(?!<)(?>(?:[^\s\\()\x00-\x1f\x7f]|\\[^\s]|\((?>(?:[^\s\\()]|\\[^\s]|\([^\s()]*+\))*)\))+))",
    re.DOTALL,
)
_BLANK = r"[ \t]*+(?>(?:(?:\r\n|\n|\r)[ \t]*+)?)"
_TITLE = r"(?:\"(?>(?:[^\"\\]|\\.)*)\"|'(?>(?:[^'\\]|\\.)*)'|\((?>(?:[^()\\]|\\.)*)\))"
_TITLED = rf"(?:(?=\s){_BLANK}{_TITLE})?"
_BEFORE_ADDRESS = re.compile(rf"\({_BLANK}")
_AFTER_ADDRESS = re.compile(rf"{_TITLED}{_BLANK}\)", re.DOTALL)
_LABEL = r"\[(?P<label>(?>(?:[^\[\]\\]|\\.)+))\]"
_DEFINED = re.compile(rf"[ \t>]*+{_LABEL}:{_BLANK}", re.DOTALL)
_AFTER_DEFINITION = re.compile(rf"{_TITLED}[ \t]*+(?:\r\n|\n|\r|\Z)", re.DOTALL)
_REFERENCE = re.compile(r"\[((?>(?:[^\[\]\\]|\\.)*))\]", re.DOTALL)
_NOTE = re.compile(r"[ \t>]*+\[\^(?P<label>[^\]\s]++)\]:")
_BEHIND_WORD = re.compile(r".*[^\W\d_]{2}[.,;:!?’”»)]?\Z")
_NAME = re.compile(r"(?!.-.)[^\W\d_][\w-]{2,}")
_AFTER_NOTE = re.compile(r"[.,;:!»”)\s]|\Z")
"""What stands before, in and after a footnote by name in a sentence; in an expression other things do."""
_DEFINITIONS = re.compile(
    r"^ {0,3}\[(?:\^(?P<note>[^\]\s]{1,200}+)|(?!\^)(?P<label>[^\[\]\r\n]{1,200}+))\]:(?=[ \t]*+\S)",
    re.MULTILINE,
)
_ANY_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)[^<>]*?(?P<closed>/?)>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ATTRIBUTE = re.compile(r"""\s([A-Za-z][\w-]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?""")
_FIGURES = {("{{<", "figure"), ("{%", "img"), ("{%", "asset_img")}
"""Words that Hugo and Hexo bring themselves: without a text for it, they make a picture that has none."""
_ELEMENTS = {
    "a": ("href", LinkForm.LINK),
    "img": ("src", LinkForm.IMAGE),
    "source": ("src", LinkForm.LINK),
    "video": ("src", LinkForm.LINK),
    "audio": ("src", LinkForm.LINK),
}
"""The attribute of an element of HTML that holds an address, and the form of that link."""


def find_links(body: str) -> FoundLinks:
    """The addresses of ``body``, in order, and the references that lead nowhere. Code is left out."""
    found = FoundLinks()
    if not _HINT.search(body):
        return found
    parts = list(blocks(body))
    scanner = _Scanner(body, found)
    texts = [(block, scanner.define(block)) for block in parts]
    for block, start in texts:
        scanner.scan(block, start)
    scanner.mark_images()
    found.links.sort()
    scanner.judge_references()
    return found


_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)\Z", re.IGNORECASE)


def image_addresses(body: str) -> list[str]:
    """The addresses of what ``body`` shows, in order: images, all with a ``src``, pictures linked to."""
    return [link.address for link in find_links(body).links if link.shown or _PICTURE.search(link.address)]


def unescaped(written: str) -> str:
    """The address that ``written`` stands for."""
    return decoded(_ESCAPED.sub(r"\1", written))


def decoded(text: str) -> str:
    """``text`` with its entities as the characters they name; none that is too long for Python to count."""
    return html.unescape(_ENDLESS.sub("\ufffd", text) if "&#" in text else text)


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()


class _Opener(NamedTuple):
    at: int
    image: bool


class _Address(NamedTuple):
    start: int
    end: int
    """Of the address without the marks around it."""
    after: int
    words: tuple[Word, ...] = ()
    """Of generators, that it is made of with other text."""


class _Brackets:
    """The brackets that are open. No link lies inside another: those before one open images alone."""

    def __init__(self) -> None:
        self._open: list[_Opener] = []
        self._images_only = 0
        """How many of them, from the first, open no link any more."""

    def push(self, opener: _Opener) -> None:
        self._open.append(opener)

    def pop(self) -> _Opener | None:
        """The last one; None when there is none, or when it opens nothing any more."""
        if not self._open:
            return None
        opener = self._open.pop()
        spent = len(self._open) < self._images_only
        self._images_only = min(self._images_only, len(self._open))
        return None if spent and not opener.image else opener

    def linked(self) -> None:
        self._images_only = len(self._open)


class _Scanner:
    """Reads the blocks of one body."""

    def __init__(self, body: str, found: FoundLinks) -> None:
        self._body = body
        self._found = found
        self._places = Places(body)
        self._defined: dict[str, int | None] = {}
        """Each label that is defined, with the number of its link among those found."""
        self._images: dict[str, str] = {}
        """The labels that images refer to, each with what stands in for the first of these."""
        self._notes: set[str] = set()
        self._uses: list[UndefinedReference] = []

    def define(self, block: Block) -> int:
        """Note the definitions a block begins with; where its text begins."""
        at = block.start
        if block.html:
            self._define_after_html(block)
            return at
        note = _NOTE.match(self._body, at, block.end)
        if note:
            label = _label(note["label"])
            if label in self._notes:
                self._found.repeated.append(RepeatedNote(note.start("label") - 2, note["label"]))
            self._notes.add(label)
            return note.end()
        while (after := self._definition(at, block.end)) is not None:
            at = after
        return at

    def _define_after_html(self, block: Block) -> None:
        """Note what is defined on the lines below an element of HTML that is closed before them.

        For kramdown it ends there (kramdown docs, «HTML Blocks»); for CommonMark at the next blank line, and
        so nothing else of these lines is read.
        """
        at, open_tags = block.start, 0
        for line in _DEFINITIONS.finditer(self._body, block.start, block.end):
            for tag in _ANY_TAG.finditer(self._body, at, line.start()):
                if tag["name"].lower() not in _VOID and not tag["closed"]:
                    open_tags += -1 if tag["closes"] else 1
            at = line.start()
            if open_tags > 0:
                continue
            if line["note"]:
                self._notes.add(_label(line["note"]))
            else:
                self._defined.setdefault(_label(line["label"]), None)

    def _definition(self, at: int, end: int) -> int | None:
        """Note the definition that begins at ``at``; where it ends, or None when there is none."""
        defined = _DEFINED.match(self._body, at, end)
        if defined is None or len(defined["label"]) > _LONGEST_LABEL:
            return None
        for address in self._addresses(defined.end(), end):
            if after := _AFTER_DEFINITION.match(self._body, address.after, end):
                self._defined.setdefault(_label(defined["label"]), len(self._found.links))
                self._add(address, LinkForm.DEFINITION)
                return after.end()
        return None

    def scan(self, block: Block, start: int) -> None:
        """Read the inline marks of a block."""
        if not block.is_sure:
            return
        brackets = _Brackets()
        at = start
        while sign := _SIGN.search(self._body, at, block.end):
            token = _TOKEN.match(self._body, sign.start(), block.end)
            if token is None:
                at = sign.end()
                continue
            at = token.end()
            if code := token["code"]:
                closing = self._places.ticks_after(len(code), at, block.end)
                at = at if closing < 0 else closing + len(code)
            elif token["word"]:
                at = self._word(token.start(), block.end)
            elif token["comment"]:
                closing = self._places.after("-->", at, block.end)
                at = at if closing < 0 else closing + len("-->")
            elif token["tag"]:
                self._html(token)
            elif block.html:
                continue
            elif token["open"]:
                brackets.push(_Opener(at, image=token["open"] == "!["))
            elif token["close"]:
                at = self._closed(brackets, at, block.end)

    def mark_images(self) -> None:
        """Tell of each definition that an image uses that it is shown, once all of the body has been read."""
        links = self._found.links
        for label, text in self._images.items():
            if (number := self._defined[label]) is not None:
                links[number] = links[number]._replace(text=text, shown=True)

    def judge_references(self) -> None:
        """Note the references that nothing in the body defines, once all of it has been read."""
        for use in self._uses:
            known = self._notes if use.note else self._defined
            sure = not use.note or bool(self._notes) or self._is_note(use)
            if sure and _label(use.label) not in known:
                self._found.undefined.append(use)
        self._found.undefined.sort()

    def _is_note(self, use: UndefinedReference) -> bool:
        """Whether a post without footnotes means one: «[^a-z]» and «mot[^abc]+» may be expressions in prose.

        A number is one; a name is where it stands right behind a word, and nothing repeats or follows it.
        """
        if use.label.isdigit():
            return True
        end = use.start + len(f"[^{use.label}]")
        is_behind = _BEHIND_WORD.match(self._body, max(use.start - 3, 0), use.start) is not None
        return (
            is_behind
            and _NAME.fullmatch(use.label) is not None
            and _AFTER_NOTE.match(self._body, end) is not None
        )

    def _word(self, start: int, end: int) -> int:
        """A generator's word may begin at ``start``; where to read on, after what is raw inside of it."""
        word = word_at(self._body, start, end, self._places)
        if word is None:
            return start + 1
        self._generator(word)
        raw = raw_text(self._body, word, end, self._places)
        return raw[2] if raw else word.end

    def _closed(self, brackets: _Brackets, at: int, end: int) -> int:
        """A bracket closes just before ``at``; where to read on."""
        opener = brackets.pop()
        if opener is None:
            return at
        # As much of it as can be a label: what lies around it holds it too, and would copy all of it again.
        text = self._body[opener.at : min(at - 1, opener.at + _LONGEST_LABEL + 1)]
        after = self._linked(opener, text, at, end)
        if after is None and text.startswith("^"):
            self._note(opener, text)
            return at
        if after is None:
            after = self._referred(opener, text, at, end)
        if after is None:
            return at
        if not opener.image:
            brackets.linked()
        return after

    def _linked(self, opener: _Opener, text: str, at: int, end: int) -> int | None:
        """Where to read on after ``[text](address)``; None when no address follows."""
        before = _BEFORE_ADDRESS.match(self._body, at, end)
        if before is None:
            return None
        for address in self._addresses(before.end(), end):
            if after := _AFTER_ADDRESS.match(self._body, address.after, end):
                form = LinkForm.IMAGE if opener.image else LinkForm.LINK
                self._add(address, form, text, shown=opener.image)
                for word in address.words:
                    self._generator(word)
                return after.end()
        empty = _AFTER_ADDRESS.match(self._body, before.end(), end)
        return empty.end() if empty else None

    def _addresses(self, at: int, end: int) -> Iterator[_Address]:
        """What may be the address at ``at``: one with generators' words in it, else one as usual."""
        words, after = address_words(self._body, at, end, self._places)
        if words:
            yield _Address(at, after, after, words)
        if found := _ADDRESS.match(self._body, at, end):
            yield _Address(*found.span("bare" if found["pointed"] is None else "pointed"), found.end())

    def _note(self, opener: _Opener, text: str) -> None:
        if not opener.image and len(text) <= _LONGEST_LABEL and re.fullmatch(r"\^[\w-]+", text):
            self._uses.append(UndefinedReference(opener.at - 1, text[1:], note=True))

    def _referred(self, opener: _Opener, text: str, at: int, end: int) -> int | None:
        """Where to read on after ``[text][label]`` or ``[text]``; None when that is no reference."""
        label = _REFERENCE.match(self._body, at, end)
        if label and self._is_defined(opener, text, label[1] or text):
            return label.end()
        if label and label[1].strip() and not label[1].startswith("^") and text.strip():
            before = self._body[opener.at - 2 : opener.at - 1]
            wordy = re.search(r"[^\W\d_]{2}", label[1]) and re.search(r"[^\W\d_]{2}", text)
            if wordy and not re.match(r"[\w\])]", before):
                self._uses.append(UndefinedReference(opener.at - 1, label[1], note=False))
        return at if self._is_defined(opener, text, text) else None

    def _is_defined(self, opener: _Opener, text: str, written: str) -> bool:
        if len(written) > _LONGEST_LABEL:
            return False
        label = _label(written)
        if label in self._defined and opener.image:
            self._images.setdefault(label, text)
        return label in self._defined

    def _add(
        self, address: _Address, form: LinkForm, text: str | None = None, *, shown: bool = False
    ) -> None:
        """Note an address."""
        start, end = address.start, address.end
        self._found.links.append(Link(start, end, unescaped(self._body[start:end]), form, text, shown))

    def _generator(self, word: Word) -> None:
        """Note what a generator's word names."""
        found, address = self._found.links, word.address
        if word.kind is Kind.LINK and address:
            form = LinkForm.GENERATOR
            found.append(Link(address.start, address.end, address.value, form, word=word.name))
        elif word.kind is Kind.PICTURE and address:
            form = LinkForm.FIGURE if (word.mark, word.name) in _FIGURES else LinkForm.EMBEDDED
            alt = word.alt or None
            found.append(Link(address.start, address.end, address.value, form, alt, True, word.name))
        for each in word.arguments:
            if each.key.lower() == "src" and each != address:
                found.append(Link(each.start, each.end, each.value, LinkForm.EMBEDDED, shown=True))

    def _html(self, token: re.Match[str]) -> None:
        name = re.match(r"<([A-Za-z]+)", token[0])
        kind = name[1].lower() if name else ""
        wanted, form = _ELEMENTS.get(kind, ("src", LinkForm.EMBEDDED))
        attributes = {
            each[1].lower(): each for each in _ATTRIBUTE.finditer(self._body, token.start(), token.end())
        }
        address = attributes.get(wanted)
        if address is None or not address[2]:
            return
        quoted = address[2][0] in "\"'"
        start, end = address.start(2) + quoted, address.end(2) - quoted
        alt = attributes.get("alt")
        stand_in = (alt[2] or '""').strip("\"'") or " " if alt else None
        written = decoded(self._body[start:end])
        self._found.links.append(Link(start, end, written, form, stand_in, shown=kind != "a"))
