"""Kill the program again and again while somebody types: how much is lost?

    [BLOGWIFI=PROGRAM] python tests/faults/soak.py [KILLS] [SEED]

Types 30 keys a second in a terminal, kills with SIGKILL at a random moment, and looks at what is left: the
recovered text must be the beginning of what was typed, short of it by less than a second, the post's file
and the repository undamaged. Prints the figures; ends with 1 when a promise was broken.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from blogwifi_tui.core.recovery import drop, found
from blogwifi_tui.settings.paths import recovery_dir
from tests.conftest import POST
from tests.e2e.terminal import INSTALLED, Terminal, open_editor

KEYS_A_SECOND = 30
LONGEST_LOSS = 1.0
"""Seconds of typing a kill may cost."""
WORDS = "le wifi de l’hôtel à l’été où trois bornes œuvrent « au calme » et s’écoutent bien "


@dataclass(frozen=True, slots=True)
class Loss:
    """What one kill cost."""

    typed: int
    """Characters typed before it."""
    kept: int
    """Those of them that the next start offers."""
    seconds: float
    """From the first key that is lost to the kill; 0.0 when none is."""


def kill_once(blog: Path, chance: random.Random, longest: float, *, until_copied: bool = False) -> Loss:
    """Type until a random moment within ``longest`` seconds, kill, and see what is kept.

    With ``until_copied``, type on for as long as it takes until there is a copy.

    Raises:
        AssertionError: something else than the beginning of what was typed was kept, or a file was damaged.
    """
    before = (blog / POST).read_bytes()
    times: list[float] = []
    with Terminal(blog, cwd=blog) as window:
        open_editor(window)
        begun = time.monotonic()
        end = begun + chance.uniform(0.2, longest)
        while time.monotonic() < end or (until_copied and not list(recovery_dir().glob("*.recovery"))):
            window.type(WORDS[len(times) % len(WORDS)])
            times.append(time.monotonic())
            window.drain(begun + len(times) / KEYS_A_SECOND)
        window.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        window.wait_exit()
    typed = (WORDS * (len(times) // len(WORDS) + 1))[: len(times)]
    kept = kept_of(blog, before)
    assert typed.startswith(kept), f"not the beginning of what was typed: {kept!r}"
    assert (blog / POST).read_bytes() == before, "the file changed"
    fsck = subprocess.run(["git", "fsck", "--strict"], cwd=blog, capture_output=True, check=False)
    assert fsck.returncode == 0, fsck.stderr
    assert not list((blog / "posts").glob(".*")), "a scratch file was left behind"
    lost = killed - times[len(kept)] if len(kept) < len(times) else 0.0
    return Loss(len(times), len(kept), lost)


def kept_of(blog: Path, before: bytes) -> str:
    """What the one copy there may be adds to the post's text; the copy is dropped."""
    copies = found(recovery_dir(), blog)
    assert not list(recovery_dir().glob("*.damaged")), "a damaged copy"
    assert len(copies) <= 1, "several copies"
    if not copies:
        return ""
    drop(recovery_dir(), copies[0])
    head, separator, body = before.decode().rpartition("---\n\n")
    text = copies[0].text
    assert text.startswith(head + separator), "the header changed"
    assert text.endswith(body), "the rest of the text changed"
    return text.removeprefix(head + separator).removesuffix(body)


def soak(blog: Path, kills: int, seed: int, *, longest: float = 4.0) -> list[Loss]:
    """Kill ``kills`` times."""
    chance = random.Random(seed)  # noqa: S311 - the same moments again for the same seed
    return [kill_once(blog, chance, longest) for _kill in range(kills)]


def figures(losses: list[Loss]) -> str:
    """What a person wants to know of them."""
    seconds = sorted(loss.seconds for loss in losses)
    typed, kept = sum(loss.typed for loss in losses), sum(loss.kept for loss in losses)
    return (
        f"{len(losses)} kills, {typed} characters typed, {typed - kept} lost; "
        f"seconds of typing lost: median {seconds[len(seconds) // 2]:.2f}, worst {seconds[-1]:.2f}"
    )


def main() -> int:
    """Make a blog, soak it, print the figures."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**31)  # noqa: S311
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        config = home / "gitconfig"
        config.write_text("[user]\nname = Marc\nemail = marc@example.org\n", encoding="utf-8")
        os.environ |= {
            "HOME": place,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "GIT_CONFIG_GLOBAL": str(config),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "CACHE", "CONFIG", "DATA")},
        }
        if not INSTALLED:
            os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        losses = soak(_blog(home / "blog"), kills, seed)
    print(figures(losses))
    return 0 if max(loss.seconds for loss in losses) < LONGEST_LOSS else 1


def _blog(folder: Path) -> Path:
    (folder / "posts").mkdir(parents=True)
    text = "---\ntitle: Le WiFi de l’hôtel\ndate: 2026-05-12\n---\n\nDeux bornes, « canal 36 » à gauche.\n"
    (folder / POST).write_text(text, encoding="utf-8")
    for words in (("init",), ("add", "posts"), ("commit", "-m", "Premier")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
