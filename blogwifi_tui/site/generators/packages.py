"""What the ``package.json`` beside the settings of a site in JavaScript says."""

from __future__ import annotations

from collections.abc import Mapping

from blogwifi_tui.site.config_files import read_json
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree


def build_scripts(tree: Tree, folder: str) -> tuple[str, ...]:
    """The commands that the package in ``folder`` is built by."""
    found = package(tree, folder).get("scripts")
    if not isinstance(found, Mapping):
        return ()
    named = [found.get(name) for name in ("build", "build:11ty", "build:eleventy", "prod", "production")]
    return tuple(each for each in named if isinstance(each, str))


def depends_on(tree: Tree, folder: str, name: str) -> bool:
    """Whether the package in ``folder`` names another as one that it needs."""
    settings = package(tree, folder)
    needed = [settings.get(key) for key in ("dependencies", "devDependencies")]
    return any(isinstance(each, Mapping) and name in each for each in needed)


def package(tree: Tree, folder: str) -> Mapping[str, object]:
    """What the ``package.json`` in ``folder`` says; nothing where there is none, or it cannot be read."""
    path = below(folder, "package.json")
    if not tree.has_file(path):
        return {}
    # Not by ``read_settings``, which brings in the reader of YAML.
    try:
        found = read_json(tree.text(path) or "")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
