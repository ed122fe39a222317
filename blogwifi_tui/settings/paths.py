"""Where things live on this machine. Nothing here makes a folder: whoever writes does.

platformdirs follows the XDG rules (``$XDG_STATE_HOME``...) on Linux, and the habits of macOS on macOS.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import platformdirs

SETTINGS_NAME = "blogwifi.toml"
"""The file at a blog's root that makes a folder a blog and holds its settings."""
_NAME = "blogwifi"


def state_dir() -> Path:
    """What must outlive a crash and may not be lost: recovery copies, what was open, logs."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def recovery_dir() -> Path:
    """The copies of what is being typed, for :mod:`blogwifi_tui.core.recovery`."""
    return state_dir() / "recovery"


def crash_dir() -> Path:
    """The reports of :mod:`blogwifi_tui.core.crash_report`."""
    return state_dir() / "crashes"


def trust_dir() -> Path:
    """The repositories trusted to start programs, for :mod:`blogwifi_tui.core.trust`."""
    return state_dir() / "trusted"


def guard_dir() -> Path:
    """What git is shown of repositories nobody trusts yet, for :mod:`blogwifi_tui.core.trust`."""
    return cache_dir() / "guarded"


def git_answers_file() -> Path:
    """What git said before and would say again, for :mod:`blogwifi_tui.core.trust`."""
    return cache_dir() / "git-answers.json"


def data_dir() -> Path:
    """What a person may want to keep: the demo blog."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def demo_dir(language: str) -> Path:
    """Where the demo blog in this language lives, when no folder is named for it."""
    return data_dir() / ("demo" if language == "en" else f"demo-{language}")


def cache_dir() -> Path:
    """What may be deleted at any time and is made again."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def serve_dir() -> Path:
    """The folders of the pages that are served, one a run, for :mod:`blogwifi_tui.core.serve`."""
    return cache_dir() / "serve"


def cache_file(root: Path) -> Path:
    """Where what was read of the blog at ``root`` is cached: one file a blog."""
    return cache_dir() / f"{place_name(root)}.cache"


def list_view_file(root: Path) -> Path:
    """How the list of the blog at ``root`` was looked at, for :mod:`blogwifi_tui.ui.view_memory`."""
    return state_dir() / "lists" / f"{place_name(root)}.json"


def due_file(root: Path) -> Path:
    """Up to when posts of the blog at ``root`` were told to be due, for :mod:`blogwifi_tui.core.due`."""
    return state_dir() / "due" / place_name(root)


def built_due_file(root: Path) -> Path:
    """Up to when posts of the blog at ``root`` were due that a timer let the site be built for."""
    return due_file(root).with_suffix(".built")


def unfinished_due_file(root: Path) -> Path:
    """Since when posts of the blog at ``root`` are due, while what builds the site has not ended well."""
    return due_file(root).with_suffix(".unfinished")


def publication_file(root: Path) -> Path:
    """What the last publication of the blog at ``root`` sent, for :mod:`blogwifi_tui.core.live.record`."""
    return state_dir() / "publications" / f"{place_name(root)}.json"


def place_name(root: Path) -> str:
    """A name for what belongs to the blog at ``root``, made of its place."""
    return sha256(os.fsencode(root.resolve())).hexdigest()[:16]


def config_file() -> Path:
    """The person's own settings, which may not exist."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"


def sample_posts(language: str = "fr") -> Path:
    """The folder of our sample posts: inside the installed package, or beside it in a checkout.

    Those in French lie in it, those in another language in a folder of its name there.
    """
    package = Path(__file__).parents[1]
    packed = package / "demo_posts"
    posts = packed if packed.is_dir() else package.parent / "posts"
    return posts if language == "fr" else posts / language


def systemd_dir() -> Path:
    """Where systemd looks for a person's own units (systemd.unit(5))."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
