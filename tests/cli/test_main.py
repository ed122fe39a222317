from __future__ import annotations

from collections.abc import Set as AbstractSet
from types import ModuleType

import pytest

from blogwifi_tui.cli import (
    help_commands,
    publish_commands,
    read_commands,
    site_commands,
    start_commands,
    write_commands,
)
from blogwifi_tui.cli.main import (
    HELP_VERBS,
    PUBLISH_VERBS,
    READ_VERBS,
    SITE_VERBS,
    START_VERBS,
    WRITE_VERBS,
)


@pytest.mark.parametrize(
    ("verbs", "module"),
    [
        (START_VERBS, start_commands),
        (READ_VERBS, read_commands),
        (WRITE_VERBS, write_commands),
        (PUBLISH_VERBS, publish_commands),
        (SITE_VERBS, site_commands),
        (HELP_VERBS, help_commands),
    ],
)
def test_each_verb_is_looked_for_in_the_module_that_holds_it(
    verbs: AbstractSet[str], module: ModuleType
) -> None:
    assert verbs == {name.removeprefix("run_") for name in vars(module) if name.startswith("run_")}
