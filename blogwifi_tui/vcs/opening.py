"""Which repository holds a folder, where it keeps what it has, and whether the git here can work with it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from blogwifi_tui.errors import GitBroken, GitTooOld, NotARepository
from blogwifi_tui.vcs.answers import Answer, Answers
from blogwifi_tui.vcs.damage import damage_of, git_folder, head_damage
from blogwifi_tui.vcs.environment import misleading_repository
from blogwifi_tui.vcs.hooks import common_folder, is_file
from blogwifi_tui.vcs.output import cleaned
from blogwifi_tui.vcs.runner import Runner

# ``merge-tree --write-tree`` came with this one.
_NEEDED = (2, 38)
# What git takes a folder for one of its own by (gitrepository-layout).
_GIT_DIR = ("HEAD", "objects", "refs")
_SETTINGS = ("config", "config.worktree")


def places(path: Path, answers: Answers) -> tuple[Path, Path, Path]:
    """The work tree that holds ``path``, its git folder, and the one that it shares with other work trees.

    git is asked, its version too, unless ``answers`` know what it said of this repository as it is now.

    Raises:
        NotARepository: none does.
        GitMissing, GitTooOld: git itself.
        ForeignOwner: it belongs to another user.
    """
    root = _locate(path)
    facts, told = _facts(root), list[tuple[str, str]]()

    def ask() -> Answer | None:
        told.append(_told(root, path))
        return told if _facts(root) == facts else None  # nobody changed them meanwhile

    answer = answers.to(facts, ask) if facts is not None else None
    git_dir, common_dir = (answer or told or [_told(root, path)])[0]
    return root, Path(git_dir or ""), Path(common_dir or "")


def git_version(folder: Path) -> str:
    """The version of git, started in ``folder``.

    Raises:
        GitMissing, GitBroken, GitTooOld: it cannot be used.
    """
    text = Runner(folder).read("version").text
    found = re.search(r"git version (\d+(?:\.\d+)+)", text)
    if found is None:
        raise GitBroken(cleaned(text))
    version = found[1]
    numbers = tuple(int(number) for number in version.split(".")[:2])
    if numbers < _NEEDED:
        raise GitTooOld(version, ".".join(map(str, _NEEDED)))
    return version


def _locate(path: Path) -> Path:
    """The nearest folder around ``path`` with a ``.git``: a bare repository among the files has none.

    Where that one is damaged, it is not looked for further up.
    """
    start = path.resolve()
    nearest = next((each for each in (start, *start.parents) if os.path.lexists(each / ".git")), None)
    named = misleading_repository(start)
    if named is not None and (nearest is None or named != git_folder(nearest / ".git").resolve()):
        raise NotARepository(str(path), "named")
    if nearest is None:
        raise NotARepository(str(path))
    git_dir = nearest / ".git"
    needed = ("HEAD",) if is_file(git_dir) else _GIT_DIR
    if not all(os.path.lexists(git_folder(git_dir) / name) for name in needed):
        raise damage_of(git_dir) or NotARepository(str(path))
    return nearest


def _told(root: Path, path: Path) -> tuple[str, str]:
    """Where git says that the repository around ``path`` keeps what it has; see :func:`places`."""
    git_version(root)
    asked = ("--show-toplevel", "--git-dir", "--git-common-dir")
    told = Runner(root).read("rev-parse", "--path-format=absolute", *asked)
    top, git_dir, common_dir = told.text.split("\n")
    if Path(top) != root:
        # Its settings place the files elsewhere, or git takes another repository around a damaged one.
        raise head_damage(root / ".git") or NotARepository(str(path))
    return git_dir, common_dir


def _facts(root: Path) -> Sequence[str] | None:
    """All that git's answer hangs on; None where it hangs on more than that, as on what other users own."""
    link = root / ".git"
    git_dir = git_folder(link)
    common_dir = common_folder(git_dir)
    folders = (root, link, git_dir, common_dir)
    files = [folder / name for folder in (git_dir, common_dir) for name in _SETTINGS]
    try:
        owners = {told.st_uid for folder in folders for told in (folder.lstat(), folder.stat())}
        held = [file.read_bytes() if is_file(file) else b"" for file in files]
    except OSError:
        return None
    if owners != {os.geteuid()} or "SUDO_UID" in os.environ or head_damage(link):
        return None
    return ("places", *map(str, folders), *map(os.fsdecode, held))
