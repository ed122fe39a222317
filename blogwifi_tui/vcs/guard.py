"""How git looks at a repository without going by any setting of it that could start something.

No option of git leaves a setting out, and not every one can be outweighed (git-config). So git is shown the
repository's own objects and refs under a folder of ours (``GIT_COMMON_DIR``, gitrepository-layout), with the
harmless ones of its settings and without its hooks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from blogwifi_tui.errors import FileFailed
from blogwifi_tui.vcs.config import Configuration
from blogwifi_tui.vcs.environment import more_settings
from blogwifi_tui.vcs.harmless import Setting
from blogwifi_tui.vcs.output import masked

# What work trees share but settings and hooks, there or not.
_SHARED = ("objects", "refs", "packed-refs", "reftable", "logs", "info", "shallow", "worktrees")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\b": "\\b"})
_FILTER = re.compile(r"(filter\..*)\.(?:clean|smudge|process|required)", re.DOTALL)


def lay_out(folder: Path, common_dir: Path, settings: Iterable[Setting]) -> None:
    """Make ``folder`` what git is to take for ``common_dir``, with these settings only.

    Raises:
        FileFailed: it cannot be written.
    """
    try:
        # The mode is that of the last one alone.
        for each in (folder.parent.parent, folder.parent, folder):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in _SHARED:
            link = folder / name
            if not link.is_symlink() or link.readlink() != common_dir / name:
                link.unlink(missing_ok=True)
                link.symlink_to(common_dir / name)
        # A password in an address is not copied: nothing is reached by it before the repository is trusted.
        shown = (Setting(each.key, each.value and masked(each.value)) for each in settings)
        text = os.fsencode("".join(_written(each) for each in shown if masked(each.key) == each.key))
        config = folder / "config"
        if not config.is_file() or config.read_bytes() != text:
            written = folder / f"config.{os.getpid()}"
            written.write_bytes(text)
            written.replace(config)
    except OSError as error:
        raise FileFailed(str(folder), error.errno or 0, "write") from error


def environment(folder: Path, root: Path, git_dir: Path) -> dict[str, str]:
    """What makes git take ``folder`` for the shared part of the repository, and reach nothing outside."""
    return {
        "GIT_DIR": str(git_dir),
        "GIT_WORK_TREE": str(root),
        "GIT_COMMON_DIR": str(folder),
        # A missing object would be fetched, from wherever the repository says.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }


def without_filters(settings: Configuration) -> dict[str, str]:
    """What also keeps git from the person's own hooks and filters, which the repository's files choose."""
    names = dict.fromkeys(match[1] for key in settings.keys if (match := _FILTER.fullmatch(key)))
    added = [("core.hooksPath", os.devnull)]
    for name in names:
        added += [(f"{name}.{part}", "") for part in ("clean", "smudge", "process")]
        added.append((f"{name}.required", "false"))
    return more_settings(added)


def _written(setting: Setting) -> str:
    """A setting as git reads it in a file."""
    section, _, rest = setting.key.partition(".")
    middle, _, variable = rest.rpartition(".")
    head = f'[{section} "{middle.translate(_QUOTED)}"]' if "." in rest else f"[{section}]"
    value = "" if setting.value is None else f' = "{setting.value.translate(_QUOTED)}"'
    return f"{head}\n\t{variable}{value}\n"
