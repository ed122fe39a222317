"""The examples of the CommonMark specification, and texts made at random, as a reader of the page sees them.

The examples are markdown-it-py's own test data. Only its source distribution has them, so they are looked for
where ``COMMONMARK_EXAMPLES`` says: ``commonmark.json``, or the ``markdown_it_py-*.tar.gz`` that holds it.
"""

from __future__ import annotations

import json
import os
import re
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from blogwifi_tui.markdown.headings import headings
from blogwifi_tui.markdown.parser import parser
from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.markdown.scan import find_links

from .documents import in_order, sources, text_of


def _examples() -> list[dict[str, Any]]:
    where = Path(os.environ["COMMONMARK_EXAMPLES"])
    if where.suffix == ".json":
        return list(json.loads(where.read_text(encoding="utf-8")))
    with tarfile.open(where) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/test_cmark_spec/commonmark.json"))
        data = archive.extractfile(name)
        assert data is not None
        return list(json.load(data))


@pytest.mark.needs("COMMONMARK_EXAMPLES")
@pytest.mark.skipif(not os.environ.get("COMMONMARK_EXAMPLES"), reason="COMMONMARK_EXAMPLES names no file")
@pytest.mark.parametrize("width", [24, 60, 500])
def test_every_example_of_the_specification_shows_its_text_in_order(width: int) -> None:
    examples = _examples()
    assert len(examples) > 600
    for example in examples:
        lines = Renderer().render(example["markdown"], width)
        assert in_order(text_of(example["html"]), lines), example["markdown"]


@pytest.mark.needs("COMMONMARK_EXAMPLES")
@pytest.mark.skipif(not os.environ.get("COMMONMARK_EXAMPLES"), reason="COMMONMARK_EXAMPLES names no file")
def test_every_example_of_the_specification_is_read_by_the_outline_and_for_its_links() -> None:
    for example in _examples():
        text = example["markdown"]
        read = [heading.level for heading in headings(text)]
        assert read == [int(level) for level in re.findall(r"<h([1-6])>", example["html"])], text
        assert all(0 <= link.start <= link.end <= len(text) for link in find_links(text).links), text


@settings(max_examples=150)
@given(sources(), st.integers(12, 100))
def test_whatever_is_written_shows_its_text_in_order_and_within_the_width(source: str, width: int) -> None:
    # Of a note that is defined twice we show the first, as sites do, and the parser's own page the last.
    # Nothing is told of what stands in raw text, so it is looked at as if it were none.
    assume(not find_links(source.replace("{% raw %}", "")).repeated)
    lines = Renderer().render(source, width)
    page = parser().render(source)
    assert "<table>" in page or in_order(
        text_of(page), lines
    )  # the rows of a table's cells stand side by side
    assert all(sum(cell_len(span.text) for span in line.spans) <= width for line in lines)


@settings(max_examples=100)
@given(
    st.text(
        st.characters() | st.sampled_from("\n\n *_`#>-|[](){}$~=:!\t\x1b\x07\u202e\u200b\u0301👩‍👧日"),
        max_size=300,
    )
)
def test_any_text_at_all_is_rendered_within_the_width_and_without_control_characters(source: str) -> None:
    for line in Renderer().render(source, 30):
        assert sum(cell_len(span.text) for span in line.spans) <= 30
        assert not any(
            character < " " or "\x7f" <= character <= "\x9f" or character in "\u202e\u2066\u2028\u200b"
            for character in line.text
        )
