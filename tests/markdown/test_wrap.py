from __future__ import annotations

from .documents import rows


def test_french_punctuation_never_begins_a_row() -> None:
    assert rows("Quel débit attendre ?", 20) == ["Quel débit", "attendre ?"]
    assert rows("Il dit « oui » bien fort", 12) == ["Il dit", "« oui » bien", "fort"]


def test_no_break_spaces_hold() -> None:
    assert rows("Un débit de 300\u00a0mégabits", 18) == ["Un débit de", "300\u00a0mégabits"]


def test_a_number_keeps_its_unit_and_a_name_its_number() -> None:
    assert rows("La bande des 320 MHz", 17) == ["La bande des", "320 MHz"]
    assert rows("Essayez le WiFi 7 vite", 16) == ["Essayez le", "WiFi 7 vite"]


def test_words_of_several_styles_stay_whole() -> None:
    assert rows("Voici le **gras**, collé", 15) == ["Voici le gras,", "collé"]


def test_long_compounds_break_after_their_hyphen_and_short_names_do_not() -> None:
    assert rows("un rapport qualité-prix", 20) == ["un rapport qualité-", "prix"]
    assert rows("une liaison Wi-Fi", 15) == ["une liaison", "Wi-Fi"]


def test_an_address_too_long_for_a_row_is_cut_where_it_reads_best() -> None:
    assert rows("https://exemple.fr/un/tres-long/chemin", 20) == [
        "https://exemple.fr/",
        "un/tres-long/chemin",
    ]


def test_wide_characters_count_for_two_and_break_between() -> None:
    assert rows("日本語の文章です。", 12) == ["日本語の文章", "です。"]


def test_combining_accents_stay_on_their_letter() -> None:
    assert rows("e\u0301" * 14, 12) == ["e\u0301" * 12, "e\u0301" * 2]


def test_an_emoji_made_of_several_is_never_torn() -> None:
    assert rows("👩‍👧" * 8, 13) == ["👩‍👧" * 6, "👩‍👧" * 2]
