"""A program that is called as Hugo is, prints what Hugo prints, and builds a page of each post: no more.

Put first on PATH as ``hugo`` it lets tests run a generator where none is installed. It watches its folder as
Hugo does, ends at once where the first build fails, and goes on where a later one does.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

LEAVES = "leaves-a-child"
"""A file of the site for which it starts a program of its own, whose number it writes there."""
APART = "apart"
"""What that file says for one that is in a session of its own."""
MISSES = "misses-a-change"
"""A file of the site for which it begins to watch only after something has changed."""
ENDS = "ends"
"""A file of the site for which it ends after the first pages."""

PANICS = "makes-it-panic"
"""Words of a post for which it breaks off."""


def build(out: Path) -> str:
    """Build all pages; what is wrong, empty when nothing is."""
    for source in sorted(Path("content").rglob("*.md")):
        text = source.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if "{{< nope >}}" in line:
                column = line.index("{{<") + 1
                place = f'"{source.absolute()}:{number}:{column}"'
                return f'{place}: failed to extract shortcode: template for shortcode "nope" not found'
        page = out / source.relative_to("content").with_suffix("") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    return ""


def stamps() -> list[tuple[str, int, int]]:
    """What differs once a file was changed."""
    found = []
    for path in Path("content").rglob("*.md"):
        status = path.stat()
        found.append((str(path), status.st_mtime_ns, status.st_ino))
    return sorted(found)


def main() -> None:
    """Build, and again after each change."""
    out = Path(sys.argv[sys.argv.index("--destination") + 1])
    Path(".hugo_build.lock").touch()
    if Path(LEAVES).exists():
        apart = Path(LEAVES).read_text(encoding="utf-8") == APART
        child = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=apart
        )
        Path(LEAVES).write_text(str(child.pid), encoding="utf-8")
    print("Start building sites …")
    built = stamps()
    if wrong := build(out):
        sys.exit(f"Error: error building site: {wrong}")
    if Path(ENDS).exists():
        return
    if Path(MISSES).exists():
        print("ready to miss one", flush=True)
        while stamps() == built:
            time.sleep(0.01)
    before = stamps()
    print("Watching for changes in", Path.cwd(), flush=True)
    while True:
        time.sleep(0.02)
        if (now := stamps()) != before:
            before = now
            print("\nChange detected, rebuilding site.")
            if any(PANICS in path.read_text(encoding="utf-8") for path in Path("content").rglob("*.md")):
                sys.exit("panic: a mistake of its own\n\tgithub.com/gohugoio/hugo/hugobuilder.go:693 +0xf3")
            if wrong := build(out):
                print(f"ERROR Rebuild failed: {wrong}")
            print("Total in 1 ms", flush=True)


if __name__ == "__main__":
    main()
