"""What a key costs in the editor: ``python tests/benchmarks/bench_typing.py [KB...]`` (default 5 100 500).

Our editing area and Textual's own (coloured as Markdown, which needs ``textual[syntax]``) run in turn in a
pseudo-terminal of 120 columns and 40 rows, on the same text. Milliseconds are from the byte sent to the
letter read back; ``fast`` is 30 keys a second, unwaited for. Compare the columns of one run, never two runs.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

KEYS = 60
QUIET = 0.06
"""Seconds without output after which a key is over and done with."""
RATE = 30
SECTION = """\
## Étage {n} : ce que l’on mesure

Le **couloir** de l’étage {n} a *deux* bornes ; voir [le plan](plan-{n}.png), `canal {n}` et la \
note[^{n}]. Les murs sont épais, les portes aussi, et le débit tombe « de moitié » à chaque palier. Le \
**gras**, l’*italique* et `le code` reviennent, [un lien](https://example.org) aussi.

- une borne à gauche
- une borne à droite[^{n}]

```python
print("étage {n}")
```

"""


class Session:
    """A program in a pseudo-terminal."""

    def __init__(self, *arguments: str) -> None:
        """Start Python with these arguments."""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.written = 0

    def close(self) -> None:
        """End the program."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def send(self, keys: str) -> float:
        """Type; when that was."""
        sent = time.perf_counter()
        os.write(self.terminal, keys.encode())
        return sent

    def read(self, seconds: float) -> bytes:
        """What comes within ``seconds``; nothing when nothing does."""
        if not select.select([self.terminal], [], [], max(seconds, 0))[0]:
            return b""
        output = os.read(self.terminal, 1 << 16)
        self.written += len(output)
        return output

    def until(self, letter: str, seconds: float = 20) -> float:
        """When ``letter`` came; with "", when anything did."""
        seen, end = bytearray(), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            seen += self.read(left)
            if seen and letter.encode() in seen:
                return time.perf_counter()
        raise TimeoutError(letter)

    def settle(self, seconds: float = QUIET) -> None:
        """Read until nothing comes."""
        while self.read(seconds):
            pass


@contextmanager
def opened(which: str, file: Path) -> Iterator[Session]:
    """An editor that shows ``file``, the caret at the end of its first paragraph."""
    session = Session(__file__, "--editor", which, str(file))
    try:
        session.until("couloir")
        session.settle(0.5)
        session.send("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[F")
        session.settle(0.3)
        yield session
    finally:
        session.close()


def waited(session: Session, letters: str) -> list[float]:
    """Milliseconds of each letter, typed when the one before is over and done with."""
    times = []
    for letter in letters:
        sent = session.send(letter)
        times.append((session.until(letter) - sent) * 1000)
        session.settle()
    return times


def fast(session: Session, letters: str) -> list[float]:
    """Milliseconds of each letter, typed at :data:`RATE` whatever the editor does."""
    sent: dict[str, float] = {}
    shown: dict[str, float] = {}
    seen, following = bytearray(), time.perf_counter()
    while len(shown) < len(letters):
        if len(sent) < len(letters) and time.perf_counter() >= following:
            letter = letters[len(sent)]
            sent[letter] = session.send(letter)
            following += 1 / RATE
        seen += session.read(following - time.perf_counter() if len(sent) < len(letters) else 1)
        for letter in [letter for letter in sent if letter not in shown and letter.encode() in seen]:
            shown[letter] = time.perf_counter()
    return [(shown[letter] - sent[letter]) * 1000 for letter in letters]


def arrows(session: Session) -> list[float]:
    """Milliseconds until anything changes, going left and right."""
    times = []
    for number in range(KEYS):
        sent = session.send("\x1b[C" if number % 2 else "\x1b[D")
        times.append((session.until("") - sent) * 1000)
        session.settle()
    return times


def measure(which: str, file: Path) -> dict[str, float]:
    """Milliseconds, and bytes to the terminal, by what was measured."""
    with opened(which, file) as session:
        before = session.written
        echo = sorted(waited(session, "".join(chr(0x410 + number) for number in range(KEYS))))
        written = (session.written - before) / KEYS
        quick = sorted(fast(session, "".join(chr(0x180 + number) for number in range(KEYS))))
        session.settle(0.3)
        return {
            "key": median(echo),
            "key, 95 %": echo[int(KEYS * 0.95)],
            "fast key": median(quick),
            "fast key, 95 %": quick[int(KEYS * 0.95)],
            "arrow": median(arrows(session)),
            "bytes a key": written,
        }


def main() -> None:
    """Print a table: ours, Textual's, and ours as a part of Textual's."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [5, 100, 500]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder, f"{size}.md")
            count = range(1, size * 1000 // len(SECTION.encode()) + 2)
            file.write_text("".join(SECTION.format(n=number) for number in count), encoding="utf-8")
            ours, textual = measure("ours", file), measure("textual", file)
            print(f"\n{size} kB{'':20}{'ours':>10}{'Textual':>10}{'ratio':>8}")
            for name, value in ours.items():
                print(f"{name:24}{value:10.1f}{textual[name]:10.1f}{value / textual[name]:8.2f}")


def edit(which: str, file: str) -> None:
    """Be the editor that is measured."""
    from textual.app import App, ComposeResult
    from textual.widgets import TextArea

    from blogwifi_tui.ui.editor.area.editor_area import EditorArea

    text = Path(file).read_text(encoding="utf-8")

    class Editor(App[None]):
        ENABLE_COMMAND_PALETTE = False

        def compose(self) -> ComposeResult:
            yield EditorArea(text) if which == "ours" else TextArea(text, language="markdown")

        def on_mount(self) -> None:
            self.query_one(TextArea).focus()

    Editor().run()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--editor"]:
        edit(*sys.argv[2:])
    else:
        main()
