"""What holds for any bytes and any value, not only for those somebody thought of."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from blogwifi_tui.content.dates.parse import parse_date
from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.split import split
from blogwifi_tui.content.index.quick_header import read_quickly
from blogwifi_tui.content.line_ends import LineEnds
from blogwifi_tui.content.post import Format, Post, State
from blogwifi_tui.content.post_rules import GENERIC
from blogwifi_tui.errors import CannotEdit, NotText

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
KEYS = ("title", "date", "tags", "categories", "draft", "published", "status", "description", "x-y", "Auteur")
MORE_KEYS = (*KEYS, "pubDate", "tag", "lastmod", "slug", "alias", "Lang", "url")

# Text as people write it, and as parsers fear it.
words = st.sampled_from([
    "a", "Le WiFi 7", "l’hôtel", "no", "on", "y", "null", "~", "010", "12:30", "1_000", "1e5",
    "0o7", ".5", "-1",
    "2014-05-12", "2014-02-30", "é: à", "a #b", "@x", "|", "- a", "? a", "[a]", "{a}", "'a'",
    '"a"', "a, b", "*a",
    "&a", "!a", "%a", "`a", ">", "\\", "=", "<<", "---", "...", "+++", "🎉", "a: b: c", "C#",
    "http://a.fr/?b=c#d",
    "\u00a0a", "a\u2028b", "\ufeff", " a", "a ",
])  # fmt: skip
texts = st.one_of(words, st.text(max_size=20), st.text("ab:#,[]{}&*!|>'\"%@`-? \n\t", max_size=12))
moments = st.one_of(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda one: one.replace(microsecond=0)),
    st.datetimes(
        datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone(timedelta(hours=2)))
    ).map(lambda one: one.replace(microsecond=0)),
)
scalars = st.one_of(texts, st.booleans(), st.integers(-(10**12), 10**12), moments)
values = st.one_of(scalars, st.lists(texts, max_size=4), st.dictionaries(texts, texts, max_size=2))

yaml_values = st.sampled_from([
    "a", "Le WiFi 7", '"entre guillemets"', "'l''hôtel'", "2014-05-12", "2014-05-12 10:30",
    "2014-05-12 10:30:00 +0200", "2014-05-12T10:30:00Z", "[a, b]", "[ 'a, b', \"c\" ]",
    "[\n  a,\n  b,\n]", "[]",
    "~", "", "true", "yes", "no", "010", "12:30", "a # commentaire", "[a] # commentaire",
    "\n  - a\n  - 'b' # c\n  # d\n  - e f", "\n- a\n- b", "|\n  a\n  b", ">-\n  a\n  b", "|+\n  a\n\n",
    "\n  a: b\n  c: [d]", "{a: b}", "a\n  b", "&x a", "!!str 1", "\n  - a: 1\n    b: 2",
])  # fmt: skip
toml_values = st.sampled_from([
    '"a"', "'a'", '"é \\u00e9"', "1", "0x1F", "1.5", "true", "2014-05-12",
    "2014-05-12T10:30:00+02:00", "10:30:00",
    "[]", '["a", "b"]', '[\n  "a", # c\n  "b",\n]', "{ a = 1 }", '"""\na\n"""', "'''a'''", '"a" # c',
    '[[1], ["]"]]',
])  # fmt: skip
json_values = st.sampled_from(
    ['"a"', '"\\u00e9"', "1", "1.5", "true", "null", "[]", '["a", "b"]', '{"a": 1}', '"}"']
)


@st.composite
def headers(draw: Any) -> bytes:
    """A post with a header of a few keys, in one of three formats and one of three line ends."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    form = draw(st.sampled_from([Format.YAML, Format.YAML, Format.TOML, Format.JSON]))
    body = draw(st.sampled_from(["", "\nTexte.\n", "Texte", "\n\n---\nTexte\u2028.\n"]))
    if form is Format.YAML:
        head = "".join(f"{key}: {draw(yaml_values)}\n" for key in keys)
        text = f"---\n{head}{draw(st.sampled_from(['---', '...', '--- ']))}\n{body}"
    elif form is Format.TOML:
        head = "".join(f"{key} = {draw(toml_values)}\n" for key in keys)
        text = f"+++\n{head}+++\n{body}"
    else:
        gap = draw(st.sampled_from([" ", "\n  ", ""]))
        pairs = f",{gap}".join(f'"{key}": {draw(json_values)}' for key in keys)
        text = f"{{{gap}{pairs}{gap.rstrip(' ')}}}\n{body}"
    return (
        draw(st.sampled_from(["", "\ufeff"])).encode()
        + text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))).encode()
    )


pieces = st.sampled_from([
    b"---", b"+++", b"...", b"\n", b"\r\n", b"\r", b" ", b"\t", b"title: a", b"date: 2014-05-12",
    b"tags:", b"- a",
    b"{", b"}", b'"', b"'", b"[", b"]", b":", b"#", b"&a", b"*a", b"\xef\xbb\xbf", b"\xff", b"\x00", b"\xe9",
    b'"title": 1', b",", b".. title: a", b"<!--", b"-->", b"Title: a", b"title = 1",
    b"\xe2\x80\xa8", b"|", b">",
    b"!", b"%", b"@", b"\\",
])  # fmt: skip
any_bytes = st.one_of(st.binary(max_size=60), st.lists(pieces, max_size=14).map(b"".join), headers())


@given(any_bytes)
@settings(max_examples=150)
def test_splitting_and_joining_gives_the_same_bytes(data: bytes) -> None:
    assert split(data).join() == data
    assert Post("a.md", data).parts.join() == data


@given(any_bytes)
@example(b"---\ntitle: !!int ''\n---\n")
@example(b"---\n!!int '': a\n---\n")
@example(b"---\n? [a]\n: b\n---\n")
@settings(max_examples=150)
def test_reading_never_fails(data: bytes) -> None:
    post = Post("posts/a.md", data)
    assert post.title
    assert isinstance(post.state(NOW), State)
    assert (post.state(NOW) is State.UNREADABLE) == (post.problem is not None)
    assert all((*post.tags, *post.categories)) or not (*post.tags, *post.categories)
    assert post.date is None or post.moment(UTC) < datetime.max.replace(tzinfo=UTC)
    assert (post.description, post.aliases, post.slug, post.words, post.header_text, post.digest) is not None


@given(any_bytes, values, st.sampled_from([*KEYS, "nouveau"]))
@settings(max_examples=150)
def test_a_change_is_done_as_asked_or_refused(data: bytes, value: Any, key: str) -> None:
    post = Post("a.md", data)
    try:
        changed = post.with_field(key, value, order=KEYS)
    except (CannotEdit, NotText):
        return
    assert not changed.problem
    assert any(says(read, value) for name, read in changed.fields.items() if name.lower() == key.lower())
    assert {k: v for k, v in changed.texts.items() if k != key.lower()} == {
        k: v for k, v in post.texts.items() if k != key.lower()
    }
    assert changed.parts.body == post.parts.body or not post.fields
    assert changed.with_field(key, value, order=KEYS).data == changed.data


def says(read: object, value: object) -> bool:
    """Whether a field read again says the value that was written."""
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return parse_date(str(read.isoformat() if isinstance(read, date) else read)) == moment
    if isinstance(read, str) and not isinstance(value, str):  # the plain heads hold only text
        return True
    return same(read, value)


@given(headers(), st.lists(texts.filter(lambda text: bool(text.split())), max_size=4))
@settings(max_examples=120)
def test_tags_and_title_written_are_the_ones_read(data: bytes, tags: list[str]) -> None:
    post = Post("a.md", data)
    wanted = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    try:
        changed = post.with_tags(wanted)
    except (CannotEdit, NotText):
        return
    assert changed.tags == wanted
    assert changed.title == post.title


@given(headers())
@settings(max_examples=120)
def test_taking_a_key_away_and_nothing_else(data: bytes) -> None:
    post = Post("a.md", data)
    for key in post.fields:
        try:
            without = post.without_field(key)
        except CannotEdit:
            continue
        assert list(without.fields) == [other for other in post.fields if other != key]
        assert without.body == post.body


@given(headers(), texts)
@settings(max_examples=120)
def test_another_body_leaves_the_header_alone(data: bytes, body: str) -> None:
    post = Post("a.md", data)
    assume(post.fields)
    try:
        changed = post.with_body(body)
    except (CannotEdit, NotText):
        return
    assert changed.body == body
    assert changed.header_text == post.header_text


@given(any_bytes)
@settings(max_examples=250)
def test_the_fast_reader_agrees_with_the_post_on_all_it_accepts(data: bytes) -> None:
    agree(data)


@st.composite
def plain_headers(draw: Any) -> bytes:
    """Mostly what the fast reader takes, with now and then a line it must not."""
    value = st.one_of(words, yaml_values, st.text("a:#'\"[], -0128\u00e9\u00a0", max_size=8))
    keys = draw(
        st.lists(
            st.sampled_from(MORE_KEYS),
            unique=True,
            min_size=1,
            max_size=4,
        )
    )
    head = "title: a\n" if "title" not in keys else ""
    head += "".join(f"{key}:{draw(st.sampled_from([' ', '  ', '']))}{draw(value)}\n" for key in keys)
    return f"---\n{head}---\n".replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode("utf-8", "replace")


@given(plain_headers())
@settings(max_examples=250)
def test_the_fast_reader_agrees_on_headers_that_look_plain(data: bytes) -> None:
    agree(data)


def agree(data: bytes) -> None:
    post, fast = Post("posts/2014-05-12-a.md", data), read_quickly(data, "posts/2014-05-12-a.md")
    if fast is not None:
        assert not post.problem
        assert (fast.title, fast.address) == (post.title, post.address)
        assert GENERIC.meaning(fast.header, UTC) == GENERIC.meaning(post.header, UTC)


line_texts = st.text("ab\n\r\x0b\x0c\x1c\x85\u2028\u2029é ", max_size=30)


@given(line_texts)
@settings(max_examples=150)
def test_text_that_nobody_touched_comes_back_byte_for_byte(text: str) -> None:
    ends = LineEnds(text)
    assert ends.restore(ends.view.split("\n")) == text
    assert not re.search("[\r\x0b\x0c\x1c\x85\u2028\u2029]", ends.view)


@given(line_texts, st.data())
@settings(max_examples=150)
def test_lines_that_nobody_touched_keep_their_ends(text: str, data: st.DataObject) -> None:
    ends = LineEnds(text)
    lines = ends.view.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] += "X"
    original = text.splitlines(keepends=True) or [""]
    if len(original) < len(lines):
        original.append("")
    bare = len(original[place].splitlines()[0]) if original[place].splitlines() else 0
    original[place] = original[place][:bare] + "X" + original[place][bare:]
    assert ends.restore(lines) == "".join(original)


@given(line_texts, st.lists(st.text("ab é", max_size=5), min_size=1, max_size=8))
@example("\x1c\n\r\r", ["", "a", "", "a"])
def test_edited_lines_are_all_there_and_only_they(text: str, lines: list[str]) -> None:
    restored = LineEnds(text).restore(lines)
    assert LineEnds(restored).view.split("\n") == lines
