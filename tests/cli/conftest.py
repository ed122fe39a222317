"""What the tests of the command line rely on: a command is run, and what it left is looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from blogwifi_tui.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What one command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run(folder, "list", "--json")``: one command, started in ``folder``."""

    def run(folder: Path, *arguments: str) -> Ran:
        monkeypatch.chdir(folder)
        try:
            status = main(arguments)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        return Ran(status, *capfd.readouterr())

    return run


def refused(ran: Ran, *words: str, status: int = 1) -> None:
    """The command failed as it should: one sentence and a next step, nothing on standard output."""
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("blogwifi: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err
