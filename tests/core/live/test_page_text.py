"""What a page says, read from its HTML: what readers see, and nothing that is run or hidden."""

from __future__ import annotations

import pytest

from blogwifi_tui.core.live.page_text import decode, read_page
from blogwifi_tui.core.live.words import unified, words_of

SEEN = {
    "blocks part words": ("<p>un</p><p>deux<br>trois<li>quatre", "un deux trois quatre"),
    "marks inside a line part none": ("m<b>o</b>t<wbr>s, <em>l’</em>hôtel<sup>2</sup>", "mots l hôtel2"),
    "scripts and styles": ("a<script>b < c <p>d</script><style>e{}</style>f", "af"),
    "what is no text of the page": (
        "a <svg><title>b</title></svg><template>c</template><textarea>d</textarea>",
        "a",
    ),
    "comments": ("a<!-- b <p>c --> d<!-->e", "a de"),
    "what never ends": ("a <!-- b", "a"),
    "a script that never ends": ("a <script>b</scrip> c", "a"),
    "a tag that never ends": ("a <p title=b c", "a"),
    "a quote that never ends": ("a <p title='b> c", "a c"),
    "navigation": ("a<nav>b<nav>c</nav>d</nav>e</nav>f", "a e f"),
    "entities": ("l&rsquo;h&ocirc;tel &#233;t&#xe9; a&nbsp;b &nosuch; c&d", "l hôtel été a b nosuch c d"),
    "signs that open no tag": ("1 < 2 <3 a<b>c</b> </ d>e <? f > g", "1 2 3 ac e g"),
    "attributes": ('<a title="b > c" href=\'d>e\' f=g>h</a><a ="i">j</a>', "hj"),
    "a quote too many": ('<a title="b"">c</a> <a title="d">e', "c e"),
    "capitals": ("<P>un<BR>deux<SCRIPT>trois</SCRIPT>", "un deux"),
    "a title is no text": ("<title>un</title>deux", "deux"),
    "a page without marks": ("un deux", "un deux"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("html", "words"), SEEN.values(), ids=SEEN)
def test_the_words_that_readers_see(html: str, words: str) -> None:
    assert " ".join(words_of(read_page(html).text)) == words


def test_what_a_page_calls_itself() -> None:
    page = read_page(
        "<title>Le WiFi 7 : le guide | BlogWiFi</title><meta property=og:title content='Le WiFi&nbsp;7'>"
        "<h1>Le <em>guide</em><svg><title>#</title></svg></h1><h2>Autre</h2>"
    )
    for title in ("le wifi 7 le guide", "le wifi 7", "le guide", "blogwifi"):
        assert page.is_called(title)
    for title in ("wifi 7", "autre", "le wifi", ""):
        assert not page.is_called(title)


def test_a_page_without_a_name_is_called_nothing() -> None:
    assert not read_page("<title></title><h1> … </h1>").is_called("")


def test_where_a_page_says_that_it_is_and_leads() -> None:
    page = read_page(
        "<link rel=stylesheet href=/a.css><link rel='alternate canonical' href='/a/?x=1&amp;y=2'>"
        "<link rel=canonical href=/b/><meta http-equiv=Refresh content=\"0; url='/c/'\">"
    )
    assert (page.canonical, page.leads_to) == ("/a/?x=1&y=2", "/c/")
    assert read_page("<meta http-equiv=refresh content=600>").leads_to == ""


def test_the_days_on_which_it_says_that_it_was_published() -> None:
    page = read_page(
        "<meta property=article:published_time content=2026-06-01T09:00:00Z>"
        "<meta itemprop=datePublished content='2026-06-02'><time datetime=2026-06-03>x</time>"
        "<meta property=article:modified_time content=2026-06-04>"
        "<time class=entry-published datetime=2026-06-05>"
        '<script type=application/ld+json>{"datePublished" : "2026-06-06T00:00", "dateModified":"2026-06-07"}'
        "</script>"
        "<meta name=date content=hier>"
    )
    assert page.days == {"2026-06-01", "2026-06-02", "2026-06-05", "2026-06-06"}


def test_a_page_that_asks_for_a_password() -> None:
    assert read_page("<form><input name=p type='PassWord'></form>").asks_password
    assert not read_page("<input type=search><p>type=password").asks_password


ACCENTS = "Été à l’œuvre"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ACCENTS.encode(), ""),
        (ACCENTS.encode(), "iso-8859-1"),
        (b"\xef\xbb\xbf" + ACCENTS.encode(), "utf-8"),
        (ACCENTS.encode("cp1252"), ""),
        (ACCENTS.encode("cp1252"), "utf-8"),
        (ACCENTS.encode("cp1252"), "ISO-8859-1"),
        (ACCENTS.encode("iso-8859-15", "replace").replace(b"?", b"\x92"), "latin-1"),
        (ACCENTS.encode("utf-16"), ""),
        (ACCENTS.encode("utf-16-le"), "utf-16le"),
        (b"<meta charset=mac-roman>" + ACCENTS.encode("mac-roman"), ""),
        (b"<meta http-equiv=x content='text/html; charset=\"macintosh\"'>" + ACCENTS.encode("mac-roman"), ""),
    ],
)
def test_a_page_is_read_in_the_encoding_it_has(data: bytes, said: str) -> None:
    assert decode(data, said).rpartition(">")[2].replace("œ", "½") in (ACCENTS, ACCENTS.replace("œ", "½"))


@pytest.mark.parametrize(
    "said", ["zip", "rot13", "unicode_escape", "punycode", "idna", "a\x00b", "é", "x" * 9999]
)
def test_no_encoding_is_taken_that_pages_do_not_have(said: str) -> None:
    assert decode(b"\\u0041 \xe9", said) == "\\u0041 é"


SAME = {
    "quotes": ("« l’hôtel »", "\u201cl'h\u00f4tel\u201d"),
    "ellipses and dashes": ("oui... non -- si", "oui… non – si"),
    "spaces": ("a b c d", "a\u00a0b\u202fc\u2009d"),
    "hyphenation": ("hyphénation", "hy\u00adphé\u00adna\u200btion"),
    "decomposed letters": ("été", "e\u0301te\u0301"),
    "ligatures": ("œuvre effet", "oeuvre eﬀet"),
    "capitals": ("Été STRASSE", "ÉTÉ straße"),
    "signs": ("(c) (r) (tm) 1/2", "© ® ™ ½"),
    "emoji": ("a b", "a 👩‍💻️ b❤️ 1️⃣"),
    "direction marks": ("a b", "\u200ea\u200f \u202ab\u202c"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_typographers_change_changes_no_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_different_words_stay_different() -> None:
    assert words_of("a1 b2") != words_of("a 1 b 2")
    assert words_of("cote") != words_of("côté")
    assert unified("A") == "a"
