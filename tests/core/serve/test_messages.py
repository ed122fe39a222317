"""What the program and the process that serves the real page tell each other arrives as it was said."""

from __future__ import annotations

import pytest

from blogwifi_tui.core.serve.messages import (
    Address,
    At,
    Begin,
    BuildPlan,
    Built,
    Ended,
    Failed,
    Listening,
    Mended,
    Message,
    Ready,
    Saved,
    Show,
    Typed,
    decoded,
    encoded,
)

PLAN = BuildPlan(
    "Hugo", "site", ("hugo", "--watch"), {"HUGO_ENV": "development"}, "watches", ("build.js",), "/b/"
)


@pytest.mark.parametrize(
    "message",
    [
        Begin("/blog", "/run", "fr", PLAN),
        Begin("/blog", "/run", None, None),
        Show("posts/été.md"),
        Typed("posts/a.md", 3, 4, "œ\n\udcff“"),
        Saved("posts/a.md"),
        At("posts/a.md", 12),
        Listening(41234),
        Address("posts/a.md", "http://127.0.0.1:41234/", followed=True),
        Ready(0.5),
        Built(("posts/a/index.html",), 0.1),
        Failed("broken", "posts/a.md", 12, 3, "all of it"),
        Mended(),
        Ended(1, "why"),
    ],
    ids=lambda message: type(message).__name__,
)
def test_a_message_is_one_line_and_comes_back_as_it_was(message: Message) -> None:
    line = encoded(message)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert decoded(line) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"[]", b"1", b"{}", b'{"message": "os"}', b'{"message": "Show"}', b"\xff", b"[" * 100_000],
    ids=lambda line: line[:20].decode(errors="replace") or "empty",
)
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"^b"):
        decoded(line)
