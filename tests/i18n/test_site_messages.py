"""What was found of the sites, in words."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogwifi_tui.core.site_report import report
from blogwifi_tui.i18n.site_messages import site_lines
from blogwifi_tui.site.detect import detect


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Zulu"])
def test_universal_time_has_one_name_whatever_the_machine_calls_it(tmp_path: Path, name: str) -> None:
    lines = site_lines(report(tmp_path, detect(tmp_path), [], ZoneInfo(name)))
    assert "Dates without a zone are read in UTC." in lines
