"""A search that reads the files answers as one that asks the index does, in the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.search.query import Query
from blogwifi_tui.content.search.search import Search
from tests.content.index.test_index import index_of

_PIECES = (
    "réseau", "Réseau", "RÉSEAU", "reseau", "re\u0301seau", "réseaux", "l’été", "d'été",
    "E\u0301te\u0301", "été", "eau", "Wi-Fi", "wifi", "wi\u2011fi", "wi--fi", "Wi- Fi",
    "2-4ghz", "m²", "m2", "cœur", "coeur", "CŒUR", "œuvre", "æquo", "aequo", "Straße",
    "strasse", "caf&eacute;", "café", "&eacute;t&eacute;", "&amp;wifi", "ré\u00adseau", "ﬁbre",
    "fibre", "ｗｉｆｉ", "sieć", "siec", "Привет", "привет", "Ñandú", "ñandu", "日本", "東京",
    "été\u00a0:", "\u00a0wifi", "\u202fwifi", "«\u00a0réseau\u00a0»", "(wifi)", "_wifi_",
    "*wifi*", "xwifi", "wifix", "wifi_eau", "#wifi", "& wifi", "l’eau", "😀wifi", "𝐰ifi", "č",
    "gris", "deux réseaux gris", "réseau — gris", "réseau\u00a0gris", "réseau\ngris",
    "réseau-gris", "<h2>wifi</h2>", "<b>wifi</b>", '<a href="wifi">', "{wifi}",
    "{{< wifi eau >}}", "{% wifi %}", "{: .wifi }", "`{{< wifi >}}`", "\n# Réseau gris\n",
    "\n## Le wifi\n", "\n   ### eau\n", "\n    # eau\n", "\n#wifi\n", "\n::: wifi\n",
    "\n!!! wifi\n", "\nimport wifi\n", "\nimportant wifi\n", "\n---\n", "\n...\n", "\n\n",
    "\r\n", "\n```\n", "\nRéseau\n------\n", "\n{::comment}\n", "\n<!-- wifi -->\n", "ĳ", "ß",
    "™", "n°", "½", "CO₂", "nº", "xⁿ",
)  # fmt: skip
_HEADS = (
    "---\ntitle: A{n}\ndate: {date}\n---\n",
    "---\ntitle: A{n}\ndate: {date}\nsummary: wifi réseau eau\n---\n",
    "---\ntitle: A{n}\ndate: {date}\nnote: |\n  ...\n---\n",
    "---\ntitle: A{n}\ndate: {date}\n...\n",
    "---\r\ntitle: A{n}\r\ndate: {date}\r\n---\r\n",
    "+++\ntitle = 'A{n}'\ndate = {date}\n+++\n",
    "\ufeff---\ntitle: A{n}\ndate: {date}\n---\n",
    "---\ntitle: A{n} wifi\ntags: [réseau]\ndate: {date}\n---\n",
    "---\ntitle: A{n}\n",
    "",
)
QUERIES = (
    "réseau", "reseaux", '"réseau"', "rés", "r", "eau", '"eau"', "wifi", "wi-fi", "fi", '"fi"',
    '"wi fi"', "été", "ete", "t", "coeur", "œuvre", "aequo", "strasse", "café", "eacute", "amp",
    "fibre", "sieć", "siec", "привет", "ñandu", "日本", "東", "m2", "m²", "2", "4ghz",
    "réseau gris", '"réseau gris"', '"deux réseaux"', "gris -wifi", "-réseau", "wifi eau été",
    "wifi -eau", "important", "import", "co2", "no", "summary", "c", "n", "h2", "comment",
)  # fmt: skip


def _post(dice: random.Random, number: int) -> bytes:
    date = f"20{dice.randrange(10, 25)}-0{dice.randrange(1, 10)}-1{dice.randrange(10)}"
    head = dice.choice(_HEADS[:1] * 8 + _HEADS).format(n=number, date=date)
    few = dice.sample(_PIECES, dice.randrange(1, 8))
    body = "".join(
        dice.choice(few) + dice.choice((" ", " ", "\n", "", ". ")) for _ in range(dice.randrange(30))
    )
    text = head + body
    return (
        text.encode("cp1252", "ignore")
        if number % 20 == 3
        else text.encode("utf-16" if number == 5 else "utf-8")
    )


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four hundred posts of what is odd about letters, words, headers and the marks between them."""
    root = tmp_path_factory.mktemp("odd")
    (root / "posts").mkdir()
    dice = random.Random(7)  # noqa: S311 - text, not secrets
    for number in range(400):
        (root / "posts" / f"{number}.md").write_bytes(_post(dice, number))
    return root


@pytest.fixture(scope="module")
def entries(blog: Path) -> tuple[Entry, ...]:
    """Its posts, the newest first."""
    return index_of(blog).scan()


@pytest.fixture(scope="module")
def indexed(blog: Path, entries: tuple[Entry, ...]) -> Iterator[Search]:
    """A search whose index is ready."""
    search = Search(blog, blog / "index.search")
    search.update(entries)
    yield search
    if index := search._bodies._index:
        index.close()


@pytest.mark.parametrize("query", QUERIES)
def test_files_answer_as_the_index_does(
    blog: Path, entries: tuple[Entry, ...], indexed: Search, query: str
) -> None:
    asked = Query.parse(query)
    answer = Search(blog, None).find(asked, entries)
    assert answer.complete
    paths = [entry.path for entry in answer.entries]
    assert paths == [entry.path for entry in indexed.find(asked, entries).entries]
    for search in (Search(blog, None), indexed):
        assert paths == [entry.path for entry in chain.from_iterable(search.stream(asked, entries))]
