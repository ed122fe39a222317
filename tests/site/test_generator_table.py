"""The table of generators: each row leads to its module, and shows where it must be asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from blogwifi_tui.settings.model import Generator as Name
from blogwifi_tui.site.generator_table import GENERATORS, Row
from blogwifi_tui.site.tree import Tree

SITES = Path(__file__).parents[1] / "generators"


@pytest.mark.parametrize("row", GENERATORS, ids=lambda row: row.name)
def test_each_row_is_that_of_the_generator_in_its_module(row: Row) -> None:
    generator = row.load()
    assert generator.name == row.name
    assert generator.label


def test_the_settings_may_name_each_of_them() -> None:
    assert set(get_args(Name)) == {row.name for row in GENERATORS} | {"none"}


@pytest.mark.parametrize("row", GENERATORS, ids=lambda row: row.name)
def test_every_small_site_shows_a_sign_of_its_generator(row: Row) -> None:
    for site in (path for path in (SITES / row.name).glob("*/") if path.is_dir()):
        tree = Tree(site)
        folders = [each.relative_to(site).as_posix() for each in site.rglob("*") if each.is_dir()]
        found = [folder for folder in ("", *folders) if row.load().find(Tree(site), folder)]
        assert all(row.may_make(tree, folder) for folder in found)


def test_a_blog_loads_the_rules_of_its_own_generator_alone(tmp_path: Path) -> None:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
    (tmp_path / "content" / "posts" / "a.md").write_text(
        "---\ntitle: A\ndate: 2020-01-01\n---\n", encoding="utf-8"
    )
    asked = (
        "import sys; from pathlib import Path; from blogwifi_tui.site.detect import detect; "
        f"print(detect(Path({str(tmp_path)!r})).sites[0].generator.name); "
        "print(*sorted(name.rpartition('.')[2] for name in sys.modules if '.site.generators.' in name))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    name, loaded = said.splitlines()
    assert name == "hugo"
    assert {"jekyll", "astro", "pelican", "zola"}.isdisjoint(loaded.split())
