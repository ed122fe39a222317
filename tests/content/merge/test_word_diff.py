"""What changed, told by words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.merge.word_diff import Passage, PassageKind, differences
from blogwifi_tui.content.post import Post

HEAD = "---\ntitle: Le WiFi\ntags: [wifi]\ndraft: false\n---\n\n"


def post(text: str) -> Post:
    return Post("a.md", text.encode())


def test_prose_is_compared_word_by_word() -> None:
    before, after = "Un.\n\nDeux bornes au fond.\n\nTrois.\n", "Un.\n\nQuatre bornes au fond.\n\nTrois.\n"
    assert differences(post(before), post(after)) == [
        Passage(PassageKind.SAME, ((PassageKind.SAME, "Un."),)),
        Passage(
            PassageKind.CHANGED,
            ((PassageKind.GONE, "Deux"), (PassageKind.NEW, "Quatre"), (PassageKind.SAME, " bornes au fond.")),
        ),
        Passage(PassageKind.SAME, ((PassageKind.SAME, "Trois."),)),
    ]


def test_a_field_is_a_passage_and_what_is_far_is_left_out() -> None:
    told = differences(post(HEAD + "A.\n\nB.\n"), post(HEAD.replace("Le WiFi", "Le Wi-Fi") + "A.\n\nB.\n"))
    assert [passage.kind for passage in told] == [PassageKind.CHANGED, PassageKind.SAME, PassageKind.SKIPPED]
    assert told[0].words[0] == (PassageKind.SAME, "title: Le ")


def test_a_paragraph_written_anew_is_told_whole() -> None:
    told = differences(post("Le chat dort.\n"), post("Personne ne répond plus au téléphone !\n"))
    assert [passage.kind for passage in told] == [PassageKind.GONE, PassageKind.NEW]


def test_all_of_a_first_version_is_new() -> None:
    assert [passage.kind for passage in differences(None, post("A.\n\nB.\n"))] == [
        PassageKind.NEW,
        PassageKind.NEW,
    ]


def test_blanks_and_line_ends_are_no_difference() -> None:
    assert differences(post("A.\n\nB.\n"), post("A.\r\n\r\n\r\nB.")) == []


paragraphs = st.lists(
    st.sampled_from(["Un deux trois.", "Un deux quatre.", "Cinq.", "a\nb", "```\nx\n```"]), max_size=5
)


@given(paragraphs, paragraphs)
def test_the_words_that_stay_or_came_are_the_new_text_and_the_others_the_old(
    old: list[str], new: list[str]
) -> None:
    told = differences(post("\n\n".join(old)), post("\n\n".join(new)))
    for texts, left_out in ((old, PassageKind.NEW), (new, PassageKind.GONE)):
        for passage in told:
            text = "".join(words for kind, words in passage.words if kind is not left_out)
            assert not text or text in texts
    if old != new:
        assert {passage.kind for passage in told} - {PassageKind.SAME, PassageKind.SKIPPED}
