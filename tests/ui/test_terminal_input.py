"""What a terminal sends becomes text, whatever it is and however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from blogwifi_tui.ui import terminal_input
from blogwifi_tui.ui.terminal_input import SplitKeys, TerminalInput


def read(*pieces: bytes) -> str:
    received = TerminalInput()
    return "".join(map(received.text, pieces))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["été 👩 ".encode()], "été 👩 "),
        ([b"\xc3", b"\xa9"], "é"),
        ([b"\xf0\x9f", b"\x91", b"\xa9"], "👩"),
        ([b"caf\xe9 "], "café "),
        ([b"\xe9", b"t\xe9 "], "été "),
        ([b"\xbd\xa4\xa0"], "œ€\xa0"),
        ([b"l\x92\x9cuvre \x81!"], "l’œuvre !"),
        ([b"\x9bA", b"\x8fP"], "\x1b[A\x1bOP"),
        ([b"\x1b[1;5", b"C"], "\x1b[1;5C"),
        ([b"\x1b", b"[A"], "\x1b[A"),
        ([b"\x1b[200~L'\xe9t\xe9 \x1b[M!!!\x1b[201~\xe9!"], "\x1b[200~L'été [M!!!\x1b[201~é!"),
        ([b"\x1b[20", b"0~a\xff\x1b[2", b"01~b"], "\x1b[200~aÿ\x1b[201~b"),
        ([b"\x1b[M \xe0!"], "\x1b[<0;192;1M"),
        ([b"\x1b[M \xc3\x28", b"\x1b[M#\xc3\x28"], "\x1b[<0;163;8M\x1b[<0;163;8m"),
        ([b"\x1b[M", b"\"!", b"!#"], "\x1b[<2;1;1M#"),
        ([b"\x1b", b"[M`\xff\xfe"], "\x1b[<64;223;222M"),
        ([b"\x1b[M \x00!\x1b[M\x05!!x"], "x"),
    ],
    ids=repr,
)  # fmt: skip
def test_bytes_are_read_as_what_they_are_most_likely_to_mean(pieces: list[bytes], text: str) -> None:
    assert read(*pieces) == text


def test_enter_typed_before_the_terminal_was_ours_is_enter() -> None:
    received = TerminalInput(typed_before=4)
    assert [received.text(b"nA\n"), received.text(b"\n\nx"), received.text(b"\n")] == ["nA\r", "\r\nx", "\n"]


@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"\x1b[M", b"\x1b[200~", b"\x1b[201~", b"\x1b"])))
def test_no_bytes_end_the_reading_and_what_is_utf_8_is_read_after_them(pieces: list[bytes]) -> None:
    received = TerminalInput()
    for piece in pieces:
        received.text(piece)
    received.text(b"\x1b[201~......")
    assert received.text("é".encode()) == "é"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1b")), st.data())
def test_text_comes_through_however_it_is_cut(text: str, data: st.DataObject) -> None:
    given_bytes = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(given_bytes)))))
    assert read(*(given_bytes[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True))) == text


def test_an_old_mouse_report_is_the_click_it_was() -> None:
    parser = XTermParser()
    down, up, wheel = parser.feed(read(b"\x1b[M \xe0!\x1b[M#\xe0!\x1b[Ma\xe0!"))
    assert [type(event) for event in (down, up, wheel)] == [
        events.MouseDown,
        events.MouseUp,
        events.MouseScrollDown,
    ]
    assert isinstance(down, events.MouseDown)
    assert (down.x, down.y, down.button) == (191, 0, 1)


@pytest.mark.parametrize("rest", ["[B", "[1;5C", "[3~", "OP", "[<0;4;5M", "[27u"])
def test_the_rest_of_a_key_that_was_cut_is_not_typed(rest: str) -> None:
    keys = SplitKeys()
    keys.escaped()
    assert keys.without_rest(f"{rest}\x1b[A") == "\x1b[A"
    keys.escaped()
    assert keys.without_rest(rest) == ""
    assert keys.without_rest(rest) == rest, "only once, and only after an Esc"


@pytest.mark.parametrize("typed", ["[", "[x](adresse)", "O", "OPération", "la suite", "[12"])
def test_what_is_typed_after_esc_is_typed(typed: str) -> None:
    keys = SplitKeys()
    keys.escaped()
    assert keys.without_rest(typed) == typed


def test_what_comes_long_after_an_esc_is_no_rest_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = SplitKeys()
    keys.escaped()
    now = terminal_input.monotonic()
    monkeypatch.setattr(terminal_input, "monotonic", lambda: now + 2)
    assert keys.without_rest("[B") == "[B"
