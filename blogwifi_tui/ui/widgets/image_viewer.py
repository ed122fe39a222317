"""Shows one picture on the whole terminal until a key is pressed: ``python -m … FILE CAPTION``.

A program of its own, run while the screen is lent: what a stranger's file does to the decoder happens here,
within bounds, and textual-image asks the terminal what it can draw where nobody else reads the answer.
"""

from __future__ import annotations

import os
import resource
import sys
import termios
import time
import tty
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
MOST_MEMORY = 2 << 30
"""Bytes this process may take."""
MOST_PIXELS = 100_000_000
LARGEST = 1200
"""Pixels on the longer side that are sent to the terminal."""
_CELL = (8, 16)
"""Pixels of a small cell: a picture that fits in cells of this size is not enlarged."""
_SETTLE = 0.3
"""Seconds in which a slow line may still bring what the terminal answered; it is no key."""


def main(path: str, caption: str) -> None:
    """Decode, draw, wait; ends with an exception when it cannot."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    image = _opened(path)
    sys.stdout.write("\x1b[?1049h\x1b[?25l")
    try:
        take_off = _draw(image)
        _wait_for_key(caption)
        take_off()
    finally:
        sys.stdout.write("\x1b[?25h\x1b[?1049l")
        sys.stdout.flush()


def _opened(path: str) -> Image:
    """The picture upright, on white where it is transparent, no larger than is of use."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path, formats=FORMATS) as file:
        file.thumbnail((LARGEST, LARGEST))
        image = ImageOps.exif_transpose(file).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _draw(image: Image) -> Callable[[], None]:
    """Draw on an empty screen; call what is returned to take it off a terminal that keeps pictures."""
    from rich.console import Console
    from textual_image.renderable import HalfcellImage
    from textual_image.renderable import Image as Drawn

    # What asks the terminal was just imported; one that does not understand has written the question down.
    sys.stdout.write("\x1b[H\x1b[2J")
    size = os.get_terminal_size(sys.stdout.fileno())
    width, height = size.columns, max(size.lines - 2, 1)
    small = image.width <= width * _CELL[0] and image.height <= height * _CELL[1]
    extent = None if small and Drawn is not HalfcellImage else "auto"
    drawn = Drawn(image, extent, extent)
    Console(width=width, height=height).print(drawn)
    return drawn.cleanup


def _wait_for_key(caption: str) -> None:
    """Wait; ``caption`` says from when on keys count."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    try:
        time.sleep(_SETTLE)
        termios.tcflush(terminal, termios.TCIFLUSH)
        sys.stdout.write(caption[: os.get_terminal_size(sys.stdout.fileno()).columns - 1])
        sys.stdout.flush()
        os.read(terminal, 1)
    except KeyboardInterrupt:
        pass  # a key like any other
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


if __name__ == "__main__":
    main(*sys.argv[1:])
