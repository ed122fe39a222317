"""Every sample of every oddity, through the editor and back: not a byte changes but what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from tests.ui.terminal import AreaApp

SAMPLES = sorted((Path(__file__).parents[2] / "content" / "samples").glob("*.md"))
GROUPS = [SAMPLES[start::8] for start in range(8)]
"""The samples in eight hands: one screen is started for each, not for each sample."""


def opened(path: Path) -> EditorBuffer:
    """The sample as the editor opens it."""
    post = Post(f"posts/{path.name}", path.read_bytes())
    return EditorBuffer.of(post, post)


@pytest.mark.parametrize("samples", GROUPS, ids=lambda paths: paths[0].stem)
async def test_a_sample_only_looked_at_keeps_every_byte_and_a_letter_adds_that_letter_alone(
    samples: list[Path],
) -> None:
    app = AreaApp("")
    async with app.run_test(size=(60, 20)):
        for path in samples:
            data, buffer = path.read_bytes(), opened(path)
            app.area.load(buffer.text)
            await app.press("ctrl+end", "up", "ctrl+home")
            assert buffer.joined(app.area.content).data == data, path.stem
            if not buffer.post.is_text:
                continue  # read only, until its writer asks for UTF-8
            # The first letter after a header that ends its file needs a line to stand on.
            begun = b"\n" if data and not buffer.post.body and not data.endswith(b"\n") else b""
            last = len(app.area.document.lines) - 1
            for line in sorted({0, last // 2, last}):
                app.area.goto(line, len(app.area.document.lines[line]) // 2)
                app.area.insert_text("Ω")
                typed = buffer.joined(app.area.content).data
                assert data + begun == typed.replace("Ω".encode(), b"", 1), (path.stem, line)
                app.area.undo()
                assert buffer.joined(app.area.content).data == data, (path.stem, line)
