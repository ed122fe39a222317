"""What the preview costs a key: ``python tests/benchmarks/bench_preview.py [KB...]`` (default 5 100 500).

Milliseconds, medians, on this machine in this minute: compare rows and columns, not runs. ``shown`` is from
the change of the text to the painted row, in an app without a terminal, the 60 Hz of Textual's screen
included; Textual's own Markdown widget gets the same text (not above 100 kB, where it takes minutes).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widgets import Markdown

from blogwifi_tui.markdown.renderer import Renderer
from blogwifi_tui.ui.widgets.preview import Preview

WIDTH = 60
KEYS = 30
SECTION = """\
## Étage {n} : ce que l’on mesure

Le **couloir** de l’étage {n} a *deux* bornes ; voir [le plan](plan-{n}.png), `canal {n}` et la note[^{n}].
Les murs sont épais, les portes aussi, et le débit tombe « de moitié » à chaque palier.

- une borne à gauche
  - canal 36
- une borne à droite[^{n}]

| Chambre | Débit | Avis |
|---|--:|---|
| {n}01 | 310 Mb/s | saturé le soir |
| {n}12 | 720 Mb/s | très bien |

```python
def debit(mesures: list[float]) -> float:
    return sorted(mesures)[len(mesures) // 2]
```

> « On n’en parle que lorsqu’il fuit. »

[^{n}]: Relevé à l’étage {n}.

"""


def post(size: int) -> str:
    """A post of about ``size`` bytes that has some of everything."""
    sections = (SECTION.format(n=number) for number in range(1, size // len(SECTION.encode()) + 2))
    return "".join(sections)


def typed(source: str) -> list[str]:
    """The versions of the text while KEYS letters are typed in its middle."""
    at = source.index("couloir", len(source) // 2)
    return [source[:at] + "é" * count + source[at:] for count in range(1, KEYS + 1)]


def timed(action: Callable[[], object]) -> float:
    """How long ``action`` takes, in milliseconds."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


class Watched(Preview):
    """Says when a row was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = asyncio.Event()

    def render_line(self, y: int) -> Strip:
        self.painted.set()
        return super().render_line(y)


class Bench(App[None]):
    """One widget, nothing else."""

    def __init__(self, widget: Preview | Markdown) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


async def shown_by_preview(source: str) -> float:
    """Milliseconds from the new text to the painted row."""
    widget = Watched()
    async with Bench(widget).run_test(size=(WIDTH, 40)) as pilot:
        widget.show(source)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        line = source[: source.index("couloir", len(source) // 2)].count("\n")
        widget.follow(line)
        await pilot.pause()
        times = []
        for version in typed(source):
            await asyncio.sleep(0.05)
            widget.painted.clear()
            start = perf_counter()
            widget.show(version)
            await widget.painted.wait()
            times.append((perf_counter() - start) * 1000)
        return median(times)


async def shown_by_textual(source: str) -> float:
    """Milliseconds Textual's widget takes to update."""
    widget = Markdown()
    async with Bench(widget).run_test(size=(WIDTH, 40)):
        await widget.update(source)
        times = []
        for version in typed(source)[:3]:
            start = perf_counter()
            await widget.update(version)
            times.append((perf_counter() - start) * 1000)
        return median(times)


def measure(kilobytes: int) -> dict[str, float]:
    """Milliseconds by what was measured."""
    source = post(kilobytes * 1000)
    renderer = Renderer()
    return {
        "first rendering": timed(lambda: renderer.render(source, WIDTH)),
        "another width": timed(lambda: renderer.render(source, WIDTH - 2)),
        "back to the width": timed(lambda: renderer.render(source, WIDTH)),
        "key: rendered": median(
            [timed(lambda v=version: renderer.render(v, WIDTH)) for version in typed(source)]
        ),
        "key: shown": asyncio.run(shown_by_preview(source)),
    }


def main() -> None:
    """Print a table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [5, 100, 500]
    Renderer().render(post(1000), WIDTH)
    columns = [measure(size) for size in sizes]
    for size, column in zip(sizes, columns, strict=True):  # last: the heap it leaves slows what comes after
        if size <= 100:
            column["Textual Markdown.update"] = asyncio.run(shown_by_textual(post(size * 1000)))
    print(f"{'':28}" + "".join(f"{size:>9} kB" for size in sizes))
    for name in max(columns, key=len):
        print(
            f"{name:28}"
            + "".join(f"{column[name]:12.1f}" if name in column else f"{'-':>12}" for column in columns)
        )


if __name__ == "__main__":
    main()
