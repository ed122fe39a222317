"""Reads YAML settings of generators: plain values, whatever tags stand before them; nothing is run."""

from __future__ import annotations

import yaml

from blogwifi_tui.content.front_matter.problems import HeaderError
from blogwifi_tui.content.front_matter.yaml_load import guard

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]


class _SettingsLoader(_SafeLoader):
    """PyYAML's safe loader, to which a value with a tag it does not know (a Python name, say) is None."""

    def _unknown(self, _suffix: str, _node: yaml.Node) -> None:
        return None


_SettingsLoader.add_multi_constructor("", _SettingsLoader._unknown)


def read_yaml(text: str) -> object:
    """The value of the first document of ``text``. Raises ValueError for what is no YAML, or too deep."""
    try:
        guard(text)
        return next(yaml.load_all(text, Loader=_SettingsLoader), None)
    except (yaml.YAMLError, HeaderError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise ValueError(str(error)) from error
