"""A program that is called as Zola is: it builds once, and into no folder that is there."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Build a page of each post."""
    with Path("runs").open("a", encoding="utf-8") as runs:
        runs.write("x")
    out = Path(sys.argv[sys.argv.index("--output-dir") + 1])
    if out.exists():
        sys.exit("Error: Directory already exists")
    pages = {}
    for source in sorted(Path("content").rglob("*.md")):
        text = source.read_text(encoding="utf-8")
        if "{{ nope() }}" in text:
            print("Building site...")
            sys.exit(
                f"ERROR Failed to build the site\nERROR Failed to render content of {source.absolute()}\n"
                "ERROR Reason: Failed to render nope shortcode\n  --> 6:4"
            )
        if "{{ nothing() }}" in text:  # it says all went well, and the folder is not there
            sys.exit(0)
        pages[source.stem] = text
    for name, text in pages.items():
        (out / name).mkdir(parents=True)
        (out / name / "index.html").write_text(text, encoding="utf-8")
    print("Done in 1ms.")


if __name__ == "__main__":
    main()
