"""What each line is inside of: code, a comment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogwifi_tui.ui.editor.area.line_states import Fence, LineStates, after

LINES = st.sampled_from(["```", "```py", "~~~", "a", "<!-- x", "-->", "", "> ```", "- b", "a <!-- b --> c"])


@given(st.data())
def test_states_kept_up_to_date_are_those_read_from_the_top(data: st.DataObject) -> None:
    lines = data.draw(st.lists(LINES, min_size=1, max_size=12))
    states = LineStates(lines)
    for _change in range(6):
        if data.draw(st.booleans()):
            states.at(data.draw(st.integers(0, len(lines) - 1)))
        top = data.draw(st.integers(0, len(lines) - 1))
        bottom = data.draw(st.integers(top, len(lines) - 1))
        new = data.draw(st.lists(LINES, min_size=1, max_size=3))
        lines[top : bottom + 1] = new
        states.replaced(top, bottom, top + len(new) - 1)
        state, read = None, []
        for line in lines:
            read.append(state)
            state = after(state, line)
        known = states._states[: len(lines)]
        assert known == read[: len(known)]
    assert [states.at(number) for number in range(len(lines))] == read


def test_a_letter_typed_far_up_reads_no_line_far_down() -> None:
    lines = ["texte"] * 10_000
    states = LineStates(lines)
    states.at(9_999)
    lines[5] = "```"
    states.replaced(5, 5, 5)
    assert len(states._states) < 10


def test_what_a_generator_takes_for_code_is_code_until_its_own_end() -> None:
    lines = [
        "{{< highlight bash >}}",
        "# a",
        "{{< /raw >}}",
        "  {{< /highlight >}}",
        "{% raw %}",
        "```",
        "{%- endraw -%}",
        "b",
    ]
    states = LineStates(lines)
    inside = [state.language if isinstance(state := states.at(n), Fence) else None for n in range(len(lines))]
    assert inside == [None, "bash", "bash", "bash", None, "", "", None]
