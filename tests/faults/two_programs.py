"""Three hands on one blog: this program, vim on the same file, plain git in another clone. Is a word lost?

    python tests/faults/two_programs.py [SECONDS] [SEED]

Each hand writes sentences, numbered, into one post and logs them. In the end every sentence must stand in a
post of the blog. Prints the figures; ends with 1 when a sentence is lost or a repository damaged.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.conftest import POST
from tests.e2e.terminal import PROGRAM, Terminal

MINE, VIM, GIT = "Ici", "Vim", "Portable"
PARAGRAPHS = "\n\n".join(f"{hand} écrit :\n\n* * *" for hand in (MINE, VIM, GIT))
TEXT = f"---\ntitle: Le WiFi de l’hôtel\ndate: 2026-05-12\n---\n\n{PARAGRAPHS}\n"
SAFE = "commit [0-9a-f]{7}$"
BOTH = r"Save mine beside it \(Ctrl\+S\)"


class Hands:
    """The blog, its other clone, and what each hand has written."""

    def __init__(self, place: Path, window: Terminal, blog: Path) -> None:
        self.blog, self.window = blog, window
        self.clone = place / "laptop"
        self.log: list[str] = []
        self.vims = self.pulls = self.saves = self.publications = 0

    def sentence(self, hand: str) -> str:
        """A sentence nobody wrote before, logged; no row of the screen ends in it, where another would go."""
        self.log.append(f"{hand}\u00a0{len(self.log):05}\u00a0é.")
        return self.log[-1]

    def write(self, chance: random.Random) -> None:
        """This program: a sentence at the end of its paragraph, and now and then a save."""
        self.window.press("ctrl+home", "end")
        self.window.type(f" {self.sentence(MINE)}")
        self.window.wait_for("not saved")
        self.window.drain(time.monotonic() + chance.uniform(0.05, 1.0))
        if chance.random() < 0.5:
            self.save()

    def save(self) -> None:
        """Save and commit; where both changed the same words, keep both texts."""
        self.window.press("ctrl+s")
        self.window.wait_for(f"{SAFE}|{BOTH}")
        if re.search(BOTH, self.window.screen_text()):
            self.window.press("ctrl+s")
            self.window.wait_for(SAFE)
        self.saves += 1

    def publish(self) -> None:
        """This program without a screen, in the same folder: what the other machine wrote comes here."""
        subprocess.run([*PROGRAM, "publish"], cwd=self.blog, check=False, capture_output=True)
        self.publications += 1

    def vim(self) -> None:
        """Another editor, on the same file."""
        words = f"/^{VIM}/normal A {self.sentence(VIM)}"
        subprocess.run(
            ["vim", "-u", "NONE", "-es", "-c", words, "-c", "wq", POST], cwd=self.blog, check=False
        )
        self.vims += 1

    def git(self) -> None:
        """The other machine, with plain git."""
        run = ["git", "-C", str(self.clone)]
        subprocess.run([*run, "pull", "--quiet", "--no-rebase", "--no-edit"], check=True, capture_output=True)
        file = self.clone / POST
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"{GIT} écrit", f"{GIT} écrit {self.sentence(GIT)}"), encoding="utf-8")
        subprocess.run([*run, "commit", "--quiet", "--all", "-m", "Portable"], check=True)
        subprocess.run([*run, "push", "--quiet"], check=False, capture_output=True)
        self.pulls += 1

    def lost(self) -> list[str]:
        """The sentences that stand in no post."""
        files = [*(self.blog / "posts").glob("*.md"), *(self.clone / "posts").glob("*.md")]
        told = "".join(file.read_text(encoding="utf-8") for file in files)
        return [sentence for sentence in self.log if sentence not in told]


def work(place: Path, done: Callable[[Hands], bool], seed: int) -> Hands:
    """Let the hands write until ``done``.

    Raises:
        AssertionError: a repository is damaged, or the program stopped answering.
    """
    chance = random.Random(seed)  # noqa: S311 - the same moments again for the same seed
    blog = _blog(place)
    with Terminal(blog, cwd=blog) as window:
        window.wait_for("écrit")
        window.press("enter")
        window.wait_for("line 1, column 1")
        hands = Hands(place, window, blog)
        while not done(hands):
            step = chance.choices([hands.vim, hands.git, hands.publish, None], [2, 1, 1, 6])[0]
            step() if step else hands.write(chance)
        hands.write(chance)
        hands.save()
        window.press("escape")
        window.wait_for("posts? ·")
        window.press("q")
        assert window.wait_exit() == 0
    for repository in (blog, hands.clone):
        subprocess.run(["git", "fsck", "--strict"], cwd=repository, check=True, capture_output=True)
    return hands


def main() -> int:
    """Work, and print the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**31)  # noqa: S311
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        config = place / "gitconfig"
        config.write_text(
            "[user]\nname = Marc\nemail = marc@example.org\n[init]\ndefaultBranch = main\n", "utf-8"
        )
        os.environ |= {
            "HOME": folder,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "GIT_CONFIG_GLOBAL": str(config),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            **{f"XDG_{kind}_HOME": str(place / kind) for kind in ("STATE", "CACHE", "CONFIG", "DATA")},
        }
        end = time.monotonic() + seconds
        hands = work(place, lambda _hands: time.monotonic() > end, seed)
        lost = hands.lost()
    print(
        f"{seconds:.0f} s: {len(hands.log)} sentences, {hands.saves} saves here, {hands.vims} by vim, "
        f"{hands.pulls} by git elsewhere, {hands.publications} publications; {len(lost)} lost {lost[:5]}"
    )
    return 1 if lost else 0


def _blog(place: Path) -> Path:
    blog, remote = place / "blog", place / "remote.git"
    (blog / "posts").mkdir(parents=True)
    (blog / POST).write_text(TEXT, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    (blog / "blogwifi.toml").write_text("[commit]\nask = false\n", encoding="utf-8")
    steps = ("init", "add .", "commit -m Premier", f"remote add origin {remote}", "push -u origin HEAD")
    for step in steps:
        subprocess.run(["git", *step.split()], cwd=blog, check=True, capture_output=True)
    subprocess.run(["git", "clone", "--quiet", remote, place / "laptop"], check=True)
    return blog


if __name__ == "__main__":
    sys.exit(main())
