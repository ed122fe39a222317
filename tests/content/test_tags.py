"""The tags of a whole blog: spellings of one tag together, different tags apart."""

from __future__ import annotations

import pytest

from blogwifi_tui.content.index.entry import Entry, fold_entry
from blogwifi_tui.content.search.query import Query, tag_key
from blogwifi_tui.content.tags import Spelling, TagGroup, TagKind, groups, spellings


def entry(path: str, tags: tuple[str, ...], categories: tuple[str, ...] = ()) -> Entry:
    folded = fold_entry(path, (*tags, *categories), path)
    return Entry(path, path, None, tags, categories, None, folded, 1, 1, 1, 1)


ENTRIES = [
    entry("a", ("WiFi", "hôtel"), ("Récits",)),
    entry("b", ("wifi", "Wi-Fi")),
    entry("c", ("WiFi", "Récits")),
]


def test_spellings_of_one_tag_are_a_group_counted_by_posts_the_most_used_first() -> None:
    assert groups(ENTRIES) == [
        TagGroup(TagKind.TAG, "wifi", 3, (Spelling("WiFi", 2), Spelling("Wi-Fi", 1), Spelling("wifi", 1))),
        TagGroup(TagKind.TAG, "hotel", 1, (Spelling("hôtel", 1),)),
        TagGroup(TagKind.TAG, "recits", 1, (Spelling("Récits", 1),)),
        TagGroup(TagKind.CATEGORY, "recits", 1, (Spelling("Récits", 1),)),
    ]
    assert groups([]) == []


def test_a_name_stands_for_all_its_spellings_or_for_itself() -> None:
    assert spellings(ENTRIES, TagKind.TAG, "WI FI") == {"WiFi", "wifi", "Wi-Fi"}
    assert spellings(ENTRIES, TagKind.TAG, "wifi", exact=True) == {"wifi"}
    assert spellings(ENTRIES, TagKind.TAG, "WIFI", exact=True) == frozenset()
    assert spellings(ENTRIES, TagKind.CATEGORY, "wifi") == frozenset()


@pytest.mark.parametrize(
    "alike",
    [
        ("WiFi", "wifi", "Wi-Fi", "wi fi", "#wifi", "WI_FI"),
        ("Été", "ete", "été"),
        ("WiFi 7", "wifi7", "Wi-Fi-7"),
    ],
)
def test_spellings_of_one_tag_have_one_key(alike: tuple[str, ...]) -> None:
    assert {tag_key(tag) for tag in alike} == {tag_key(alike[0])}


@pytest.mark.parametrize(
    "apart", [("2,4 GHz", "24 GHz"), ("C", "C++", "C#"), ("🎉", "📡", ""), ("1.1", "11")]
)
def test_different_tags_have_different_keys(apart: tuple[str, ...]) -> None:
    assert len(set(map(tag_key, apart))) == len(apart)


@pytest.mark.parametrize("query", ['category:"Récits"', "catégorie:recits", "categories:réc"])
def test_a_category_can_be_looked_for_alone(query: str) -> None:
    assert [one.path for one in Query.parse(query).select(ENTRIES)] == ["a"]
    assert [one.path for one in Query.parse("tag:recits").select(ENTRIES)] == ["a", "c"]
