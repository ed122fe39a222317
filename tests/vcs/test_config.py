"""Booleans of git's settings are read as git reads them."""

from __future__ import annotations

import pytest

from blogwifi_tui.vcs.repository import Repository

VALUES = ["", " = true", " = True", " = yes", " = ON", " = 1", " = 2", " = -1", " = 1k", " = 0x1",
          " = false", " = no", " = off", " = 0", " = 0k", " ="]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_a_boolean_is_what_git_takes_it_for(repository: Repository, value: str) -> None:
    with (repository.git_dir / "config").open("a", encoding="utf-8") as file:
        file.write(f"[commit]\n\tgpgsign{value}\n")
    told = repository.runner.read("config", "--type=bool", "commit.gpgsign").text
    assert repository.configuration(fresh=True).enabled("commit.gpgsign") == (told == "true")
