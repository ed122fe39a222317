"""In a real browser: it is let in, and nothing of a post runs.

What a browser is told is looked at without one in ``test_plain_page.py`` and ``test_real_site.py``.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import POST
from tests.core.serve.served import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--timeout=4000",
)  # fmt: skip
pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.skipif(not CHROMIUM, reason="needs chromium"),
]


def seen(address: str, profile: Path) -> str:
    """The page at an address, as the browser has it in the end."""
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_first_address_leads_to_the_page_and_nothing_of_the_post_runs(
    served: Served, tmp_path: Path
) -> None:
    harm = "<img src=x onerror=\"document.title='harm'\"> <script>document.title='harm'</script>"
    (served.root / POST).write_text(f"---\ntitle: Essai\n---\n\nDu texte.\n\n{harm}\n", encoding="utf-8")
    page = seen(served.address(), tmp_path / "profile")
    assert "<title>Essai</title>" in page
    assert "Du texte." in page
