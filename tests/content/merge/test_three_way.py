"""Two versions of a post joined: nothing asked that one side alone changed, and no word lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.content.merge.paragraphs import ParagraphText, joined
from blogwifi_tui.content.merge.three_way import ConflictPiece, Merge, Side
from blogwifi_tui.content.post import Post

MINE, THEIRS, BOTH = Side.MINE, Side.THEIRS, Side.BOTH
PATH = "posts/hotel.md"
HEAD = "---\ntitle: Le WiFi\ntags: [wifi, hôtel]\ndraft: false # à relire\n---\n\n"
BODY = "Deux bornes.\n\nCanal 36.\n\nFin.\n"


def post(text: str) -> Post:
    return Post(PATH, text.encode())


def merge(before: str | None, mine: str, theirs: str) -> Merge:
    return Merge(None if before is None else post(before), post(mine), post(theirs))


def text(joined: Post) -> str:
    return joined.data.decode()


def test_what_one_side_changed_is_taken_without_a_question() -> None:
    mine = HEAD.replace("Le WiFi", "Le WiFi 7") + BODY.replace("Deux", "Trois")
    theirs = HEAD.replace("[wifi", "[wifi, mesh") + BODY.replace("Fin.", "Fin heureuse.\n\nPuis un mot.")
    joining = merge(HEAD + BODY, mine, theirs)
    assert joining.pieces == ()
    assert text(joining.result([])) == (
        "---\ntitle: Le WiFi 7\ntags: [wifi, mesh, hôtel]\ndraft: false # à relire\n---\n\n"
        "Trois bornes.\n\nCanal 36.\n\nFin heureuse.\n\nPuis un mot.\n"
    )


def test_a_field_and_a_paragraph_that_both_changed_are_asked() -> None:
    mine = HEAD.replace("Le WiFi", "Le WiFi 7") + BODY.replace("36", "100")
    theirs = HEAD.replace("Le WiFi", "Le Wi-Fi") + BODY.replace("36", "44")
    joining = merge(HEAD + BODY, mine, theirs)
    assert joining.pieces == (
        ConflictPiece("title", "Le WiFi", "Le WiFi 7", "Le Wi-Fi", can_be_both=False),
        ConflictPiece("", "Canal 36.", "Canal 100.", "Canal 44.", can_be_both=True),
    )
    assert text(joining.result([MINE, MINE])) == mine
    assert text(joining.result([THEIRS, THEIRS])) == theirs
    chosen = joining.result([THEIRS, BOTH])
    assert chosen.title == "Le Wi-Fi"
    assert chosen.body == "\nDeux bornes.\n\nCanal 100.\n\nCanal 44.\n\nFin.\n"


LISTS = [
    pytest.param("x y", "x y a", "x y b", "x y a b", id="each adds one"),
    pytest.param(
        "WiFi kit", "WiFi kit vintage", "wifi kit", "wifi kit vintage", id="renamed there, added here"
    ),
    pytest.param(
        "WiFi kit", "wifi kit", "WiFi kit vintage", "wifi kit vintage", id="renamed here, added there"
    ),
    pytest.param("x y", "x", "x y c", "x c", id="taken away here, added there"),
    pytest.param("x y", "x z", "x y radio", "x z radio", id="renamed here, added at the end there"),
    pytest.param("x y", "y", "x", "", id="each takes one away"),
    pytest.param("x y", "a y", "x b", "a b", id="each renames one"),
    pytest.param("WiFi", "wifi", "wifi mesh", "wifi mesh", id="both rename it alike, and one adds"),
    pytest.param("x y z", "z y x a", "x y z b", "z y x a b", id="one sorts them"),
]


@pytest.mark.parametrize(("before", "mine", "theirs", "joined"), LISTS)
@pytest.mark.parametrize("key", ["tags", "categories", "aliases", "authors"])
@pytest.mark.parametrize("form", ["---\n{}: [{}]\n---\n", "+++\n{} = [{}]\n+++\n", '{{"{}": [{}]}}\n'])
def test_lists_that_do_not_contradict_each_other_make_one(
    form: str, key: str, before: str, mine: str, theirs: str, joined: str
) -> None:
    def written(items: str) -> str:
        return form.format(key, ", ".join(f'"{item}"' for item in items.split()))

    joining = merge(written(before), written(mine), written(theirs))
    assert joining.pieces == ()
    assert joining.result([]).fields[key] == joined.split()
    swapped = merge(written(before), written(theirs), written(mine))
    assert swapped.pieces == ()
    assert sorted(swapped.result([]).fields[key]) == sorted(joined.split())


@pytest.mark.parametrize("form", ["Title: T\nTags: {}\n\nA.\n", "---\ntags: {}\n---\n\nA.\n"])
def test_names_in_a_text_with_commas_are_a_list_too(form: str) -> None:
    joining = merge(form.format("WiFi, kit"), form.format("WiFi, kit, vieux"), form.format("wifi, kit"))
    assert joining.pieces == ()
    assert text(joining.result([])) == form.format("wifi, kit, vieux")


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [("wifi, mesh", "wifi, maille", "wifi, mesh, maille"), ("wifi", "wifi, mesh", "wifi, mesh")],
)
def test_an_item_that_each_renamed_otherwise_is_asked_and_both_do_not_bring_it_back(
    mine: str, theirs: str, both: str
) -> None:
    (piece,) = (
        joining := merge(HEAD, *(HEAD.replace("wifi, hôtel", tags) for tags in (mine, theirs)))
    ).pieces
    assert (piece.key, piece.mine, piece.theirs, piece.can_be_both) == ("tags", mine, theirs, True)
    assert joining.result([BOTH]).tags == tuple(both.split(", "))


def test_fields_come_and_go_with_the_side_that_added_or_removed_them() -> None:
    mine = HEAD.replace("draft: false # à relire\n", "")
    theirs = HEAD.replace("tags:", "lang: fr\ntags:")
    joining = merge(HEAD, mine, theirs)
    assert joining.pieces == ()
    assert text(joining.result([])) == "---\ntitle: Le WiFi\nlang: fr\ntags: [wifi, hôtel]\n---\n\n"


def test_a_field_removed_here_and_changed_there_is_asked() -> None:
    mine, theirs = HEAD.replace("draft: false # à relire\n", ""), HEAD.replace("false", "true")
    (piece,) = (joining := merge(HEAD, mine, theirs)).pieces
    assert (piece.key, piece.before, piece.mine, piece.theirs) == ("draft", "false", "", "true")
    assert text(joining.result([MINE])) == mine
    assert joining.result([THEIRS]).draft
    assert joining.result([BOTH]).draft


def test_a_paragraph_removed_here_and_changed_there_is_asked() -> None:
    mine, theirs = BODY.replace("Canal 36.\n\n", ""), BODY.replace("36", "44")
    (piece,) = (joining := merge(BODY, mine, theirs)).pieces
    assert (piece.mine, piece.theirs, piece.can_be_both) == ("", "Canal 44.", False)
    assert text(joining.result([MINE])) == mine
    assert text(joining.result([THEIRS])) == theirs


def test_what_both_wrote_at_the_end_is_kept_twice_when_asked_and_parted() -> None:
    joining = merge(BODY, BODY + "\nMon mot.\n", BODY + "\nLeur mot.")
    assert [(piece.before, piece.mine, piece.theirs) for piece in joining.pieces] == [
        ("", "Mon mot.", "Leur mot.")
    ]
    assert text(joining.result([BOTH])) == BODY + "\nMon mot.\n\nLeur mot."


def test_the_same_change_on_both_sides_is_no_question() -> None:
    changed = HEAD.replace("WiFi", "Wi-Fi") + BODY.replace("36", "44")
    joining = merge(HEAD + BODY, changed, changed)
    assert joining.pieces == ()
    assert text(joining.result([])) == changed


def test_line_ends_stay_those_of_mine_and_count_for_nothing() -> None:
    mine = (HEAD + BODY).replace("\n", "\r\n")
    joining = merge(HEAD + BODY, mine, HEAD + BODY.replace("36", "44"))
    assert joining.pieces == ()
    assert text(joining.result([])) == mine.replace("36", "44")


def test_a_code_block_is_one_paragraph() -> None:
    code = "~~~sh\nun\n\ndeux\n~~~\n"
    joining = merge(code, code.replace("un", "1"), code.replace("deux", "2"))
    assert [piece.mine for piece in joining.pieces] == ["~~~sh\n1\n\ndeux\n~~~"]


def test_without_a_common_past_only_what_differs_is_asked() -> None:
    mine, theirs = HEAD + BODY + "\nÀ moi.\n", HEAD.replace("Le WiFi", "Le Wi-Fi") + BODY.replace("36", "44")
    joining = merge(None, mine, theirs)
    assert [(piece.key, piece.before, piece.mine) for piece in joining.pieces] == [
        ("title", "", "Le WiFi"),
        ("", "", "Canal 36."),
    ]
    assert joining.result([THEIRS, THEIRS]).body == "\nDeux bornes.\n\nCanal 44.\n\nFin.\n\nÀ moi.\n"


@pytest.mark.parametrize("mine", ["---\ntitle: [\n---\n\nMoi.\n", "+++\ntitle = 'a'\n+++\n\nMoi.\n"])
def test_headers_that_cannot_be_compared_are_text(mine: str) -> None:
    before, theirs = "---\ntitle: a\n---\n\nAvant.\n", "---\ntitle: b\n---\n\nAvant.\n"
    joining = merge(before, mine, theirs)
    assert {piece.key for piece in joining.pieces} == {""}
    assert text(joining.result([MINE] * len(joining.pieces))) == mine


def test_a_value_that_can_only_be_written_as_text_makes_the_file_text() -> None:
    before = "---\nbase: &x {a: 1}\ncopie: *x\n---\n\nAvant.\n"
    joining = merge(before, before.replace("Avant", "Moi"), before.replace("a: 1", "a: 2"))
    assert joining.pieces == ()
    assert text(joining.result([])) == before.replace("Avant", "Moi").replace("a: 1", "a: 2")


def test_bytes_that_are_not_utf_8_are_kept_whole() -> None:
    mine = Post(PATH, "Été\n".encode("cp1252"))
    joining = Merge(post("Avant\n"), mine, post("Hiver\n"))
    assert [piece.can_be_both for piece in joining.pieces] == [False]
    assert joining.result([MINE]).data == mine.data
    assert joining.result([THEIRS]).data == b"Hiver\n"


prose = st.lists(st.sampled_from(["a", "b", "c", "d\ne", "- f\n- g", "```\nh\n\ni\n```"]), max_size=6)
headers = st.fixed_dictionaries(
    {"title": st.sampled_from(["un", "deux"])},
    optional={
        "tags": st.lists(st.sampled_from(["x", "y", "z"]), max_size=3, unique=True),
        "draft": st.booleans(),
        "lang": st.sampled_from(["fr", "en"]),
    },
)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    end = draw(st.sampled_from(["\n", "\r\n"]))
    fields = draw(headers)
    lines = [f"{key}: {str(value).lower() if key == 'draft' else value}" for key, value in fields.items()]
    blank = draw(st.sampled_from(["\n\n", "\n\n\n"]))
    body = blank.join(draw(prose)) + draw(st.sampled_from(["", "\n"]))
    return post("\n".join(["---", *lines, "---", "", body]).replace("\n", end))


@given(posts(), posts())
def test_what_only_one_side_changed_is_that_side_s_post(before: Post, after: Post) -> None:
    mine = Merge(before, after, before)
    assert mine.pieces == ()
    assert mine.result([]).data == after.data
    theirs = Merge(before, before, after)
    assert theirs.pieces == ()
    assert dict(theirs.result([]).fields) == dict(after.fields)
    assert ParagraphText.of(theirs.result([]).body).texts == ParagraphText.of(after.body).texts


def unordered(post: Post) -> dict[str, object]:
    """The fields of a post, lists sorted: what both sides add to one comes in the order of the sides."""
    values = post.fields.items()
    return {key: sorted(value) if isinstance(value, list) else value for key, value in values}


@given(st.none() | posts(), posts(), posts())
def test_it_does_not_matter_whose_version_is_called_mine(before: Post | None, one: Post, other: Post) -> None:
    here, there = Merge(before, one, other), Merge(before, other, one)
    swapped = [(piece.key, piece.before, piece.theirs, piece.mine) for piece in there.pieces]
    mine = [(piece.key, piece.before, piece.mine, piece.theirs) for piece in here.pieces]
    assert sorted(mine) == sorted(swapped)
    kept, again = here.result([MINE] * len(mine)), there.result([THEIRS] * len(mine))
    assert unordered(kept) == unordered(again)
    assert ParagraphText.of(kept.body).texts == ParagraphText.of(again.body).texts


@given(st.none() | posts(), posts(), posts())
def test_no_paragraph_is_lost_when_both_are_kept(before: Post | None, mine: Post, theirs: Post) -> None:
    joining = Merge(before, mine, theirs)
    kept = Counter(ParagraphText.of(joining.result([BOTH] * len(joining.pieces)).body).texts)
    known = set(ParagraphText.of(before.body).texts) if before else set()
    for side in (mine, theirs):
        assert set(ParagraphText.of(side.body).texts) - known <= set(kept)


@given(st.text(alphabet="a\n\r \t`~#", max_size=40))
def test_a_text_cut_into_paragraphs_is_the_same_text_again(text: str) -> None:
    cut = ParagraphText.of(text)
    assert cut.lead + "".join(paragraph.raw for paragraph in cut.paragraphs) == text
    assert joined(cut.lead, cut.paragraphs, "\n") == text
