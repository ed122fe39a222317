"""The README tells the truth: its key tables are the command table, and no verb or setting is left out.

``python tests/test_readme.py`` writes the key tables anew after a change of the command table.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from blogwifi_tui.cli import read_commands, site_commands, start_commands, write_commands
from blogwifi_tui.content.index.entry import entry_of
from blogwifi_tui.content.post import Post
from blogwifi_tui.settings.model import Settings
from blogwifi_tui.site.address import public_address
from blogwifi_tui.ui.commands.registry import Where, commands_of, key_name, keys_of

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MAPS = (ROOT / "blogwifi_tui" / "README.md", ROOT / "tests" / "README.md")
"""For those who change the code: where everything is."""


def key_table(where: Where) -> str:
    """The table a person reads, from the table the program runs on."""
    rows = ["| key | what it does | in `[ui.keys]` |", "| --- | --- | --- |"]
    for command in commands_of(where):
        keys = " ".join(f"`{key_name(key)}`" for key in keys_of(command, {}))
        rows.append(f"| {keys} | {command.help} | `{command.id}` |")
    return "\n".join(rows)


def with_key_tables(text: str) -> str:
    """``text`` with the table of each screen between its marks."""

    def rewritten(match: re.Match[str]) -> str:
        return f"{match[1]}{key_table(Where(match[2]))}\n{match[3]}"

    return re.sub(r"(<!-- keys: (\w+) -->\n).*?(<!-- /keys -->)", rewritten, text, flags=re.DOTALL)


def test_the_key_tables_are_those_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("<!-- keys: ") == 5
    assert text == with_key_tables(text)


def test_every_verb_of_the_command_line_is_told() -> None:
    text = README.read_text(encoding="utf-8")
    named = {
        name
        for verbs in (start_commands, write_commands, read_commands, site_commands)
        for name in vars(verbs)
    }
    known = [name.removeprefix("run_") for name in named if name.startswith("run_")]
    assert "publish" in known
    assert [verb for verb in known if verb != "open" and f"`blogwifi {verb}" not in text] == []


def setting_names(kind: type[msgspec.Struct], above: str = "") -> list[tuple[str, str]]:
    """Section and name of every setting."""
    names = []
    for field in msgspec.structs.fields(kind):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            names += setting_names(field.type, f"{above}.{field.name}".lstrip("."))
        else:
            names.append((above, field.name))
    return names


@pytest.mark.parametrize(("section", "name"), setting_names(Settings))
def test_every_setting_is_told(section: str, name: str) -> None:
    told = README.read_text(encoding="utf-8").partition("## Settings")[2].partition("\n## ")[0]
    assert f"[{section}" in told
    assert re.search(rf"\b{name}\b", told)


@pytest.mark.parametrize("name", ["slug", "name", "year", "month", "day", "path"])
def test_every_part_of_a_public_address_is_told(name: str) -> None:
    entry = entry_of(Post("posts/2026-05-12-a.md", b"---\ndate: 2026-05-12\n---\n"), UTC)
    address = public_address(f"https://example.org/{{{name}}}", entry, datetime.now(UTC), "/made/")
    assert "{" not in address
    assert f"{{{name}}}" in README.read_text(encoding="utf-8").partition("## Settings")[2]


@pytest.mark.parametrize("guide", MAPS, ids=lambda path: path.parent.name)
def test_the_maps_of_the_code_name_files_that_there_are(guide: Path) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.\w+|\.ci/\w+)`", guide.read_text(encoding="utf-8"))
    assert len(named) > 3
    homes = (guide.parent, ROOT, ROOT / "blogwifi_tui")
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


def test_the_map_of_the_code_tells_every_folder() -> None:
    told = MAPS[0].read_text(encoding="utf-8")
    folders = {path.parent for path in (ROOT / "blogwifi_tui").rglob("__init__.py")} - {ROOT / "blogwifi_tui"}
    assert [str(folder) for folder in folders if f"`{folder.name}/`" not in told] == []


if __name__ == "__main__":
    README.write_text(with_key_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
