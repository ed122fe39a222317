"""What a repository brings along that starts programs, or sends something elsewhere: settings, and hooks.

A clone brings none; a folder handed over, or shared, may. What the person's own files (``~/.gitconfig``, the
system's) say is theirs, and is not listed; nor is a setting of the repository that is known to be harmless
(:mod:`blogwifi_tui.vcs.harmless`). All of it is read here without starting any of it.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path

from blogwifi_tui.errors import FileFailed
from blogwifi_tui.vcs.harmless import Setting, is_harmless, is_place, is_plain_address, path_in
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.runner import Runner

# githooks(5): the names git starts. A folder that cannot be listed may still hold them.
_HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "post-commit"),
    *("prepare-commit-msg", "commit-msg", "pre-rebase", "post-checkout", "post-merge", "pre-push"),
    *("pre-receive", "update", "proc-receive", "post-receive", "post-update", "reference-transaction"),
    *("push-to-checkout", "pre-auto-gc", "post-rewrite", "sendemail-validate", "fsmonitor-watchman"),
    *("post-index-change", "p4-changelist", "p4-prepare-changelist", "p4-post-changelist", "p4-pre-submit"),
)
_DEEPEST_INCLUDE = 10
"""As git has it."""
_MOST_FILES = 2000
"""Of a folder of hooks; of one with more, those that lie in it directly are looked at."""
_LONGEST = 120
_LONGEST_HOOK = 1 << 16
"""Bytes of a hook that are looked through for the scripts it starts."""
_SCRIPTS = frozenset(
    f".{ending}"
    for ending in ["sh", "bash", "zsh", "fish", "py", "js", "cjs", "mjs", "ts", "rb", "pl", "php", "lua"]
) | {""}
_SCRIPT = re.compile(
    r"[\w.+-]*+(?>(?:/[\w.+-]++)+)|[\w+-]++\.(?:sh|bash|zsh|fish|py|[cm]?js|ts|rb|pl|php|lua)\b"
)
_SHIFTING = ("/proc/", "/dev/")
"""Where a path means another place for each process: the folder it is handed over in, too."""
_HOOKS_PATH = "core.hookspath"
# husky starts from here what lies in the folder above.
_STARTERS = "_"


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is going to be."""

    data: bytes
    executable: bool


Changes = Mapping[Path, Content | None]
"""Files as they are going to be, by their paths; None for one that goes."""


@dataclass(frozen=True, slots=True)
class Programs:
    """What a repository brings along, as a person may read it, and what stands for it."""

    named: tuple[str, ...] = ()
    """As a person may read them: ``core.sshcommand = ...``, ``hooks/pre-commit``; secrets masked."""
    digest: str = ""
    """Another one whenever a setting, or a byte of a program, changes; empty when there is none."""
    kept: tuple[Setting, ...] = ()
    """The settings of the repository that can be left in force while none of the others may be."""
    places: tuple[str, ...] = ()
    """Files and folders of the work tree where git finds programs: another commit may change them."""


class Inventory:
    """Looks what one repository brings along, each time anew; only what git reads in a file is kept."""

    def __init__(self, runner: Runner, root: Path, git_dir: Path, common_dir: Path) -> None:
        self._runner = runner
        self._root = root
        self._git_dir = git_dir
        self._common_dir = common_dir
        self._read: dict[Path, tuple[bytes, tuple[Setting, ...]]] = {}

    def take(self, hooks_path: str | None, changes: Changes | None = None) -> Programs:
        """What there is now.

        Args:
            hooks_path: ``core.hooksPath`` as it is in force, the person's own too.
            changes: files of the work tree as they are going to be.

        Raises:
            FileFailed: settings cannot be read.
            GitFailed: git does not understand them.
        """
        own = self._settings(self._git_dir, self._common_dir)
        settings = (*own, *self._included(own, self._common_dir))
        found = _Found(self._root, (self._git_dir, self._common_dir), changes or {})
        for setting in settings:
            if not self._is_ordinary(setting, settings, found):
                found.add_setting(setting, self._root)
        found.add_hooks(self._common_dir / "hooks", "hooks")
        paths = [*_values(settings, _HOOKS_PATH)]
        if hooks_path and found.is_inside(_at(self._root, hooks_path)):
            paths.append(hooks_path)
        for path in dict.fromkeys(paths):
            folder = _at(self._root, path)
            found.add_hooks(folder.parent if folder.name == _STARTERS else folder, path)
        for remote in dict.fromkeys(found.remotes):
            for git_dir in _git_folders_at(remote):
                self._look_into(git_dir, found)
        for git_dir in _submodules(self._common_dir / "modules"):
            self._look_into(git_dir, found)
        kept = tuple(each for each in own if is_harmless(each) or is_place(each))
        digest = found.digest() if found.named else ""
        return Programs(tuple(found.named), digest, kept, tuple(dict.fromkeys(found.places())))

    def _is_ordinary(self, setting: Setting, settings: Iterable[Setting], found: _Found) -> bool:
        """Whether a setting needs no answer; a repository it leads to in this folder is noted."""
        value = setting.value
        if setting.key == "core.worktree" and value is not None:
            # As in a submodule, whose git folder lies elsewhere.
            return os.path.realpath(_at(self._git_dir, value)) == os.path.realpath(self._root)
        if not is_place(setting):
            return is_harmless(setting)
        if value is None or not is_plain_address(value):
            return False
        if setting.name not in {"url", "pushurl"}:
            if value == "." or any(each.key == f"remote.{value}.url" for each in settings):
                return True
            # Remotes as they were written down before git had settings for them.
            old = (self._common_dir / folder / value for folder in ("remotes", "branches"))
            if "/" not in value and any(map(os.path.lexists, old)):
                return False
        path = path_in(value)
        if path is not None:
            place = _at(self._root, path)
            if f"/{str(place).lstrip('/')}".startswith(_SHIFTING):
                return False  # it leads to what lies here, by another name
            # A path from here leads to what lies here wherever the folder is put.
            if not path.startswith(("/", "~")) or found.is_inside(place):
                found.remotes.append(place)
        return True

    def _look_into(self, git_dir: Path, found: _Found) -> None:
        """Note what a repository that came along with this one would start."""
        common_dir = common_folder(git_dir)
        own = self._settings(git_dir, common_dir)
        settings = (*own, *self._included(own, common_dir))
        label = os.path.relpath(common_dir, self._root)
        for setting in settings:
            if not (is_harmless(setting) or is_place(setting) or setting.key == "core.worktree"):
                found.add_setting(setting, common_dir, label=f"{label}: ")
        found.add_hooks(common_dir / "hooks", f"{label}/hooks")
        for path in _values(settings, _HOOKS_PATH):
            found.add_hooks(_at(git_dir, path), path)

    def _settings(self, git_dir: Path, common_dir: Path) -> tuple[Setting, ...]:
        """The settings of a repository itself, and of one work tree where these have some of their own."""
        own = self._settings_in(common_dir / "config")
        if any(setting.key == "extensions.worktreeconfig" for setting in own):
            own += self._settings_in(git_dir / "config.worktree")
        return own

    def _included(self, settings: Iterable[Setting], folder: Path, depth: int = 0) -> Iterator[Setting]:
        """The settings of the files others are to be read with, whether their conditions hold or not."""
        for setting in settings:
            if setting.key.startswith(("include.", "includeif.")) and setting.value:
                file = _at(folder, setting.value)
                if depth < _DEEPEST_INCLUDE and is_file(file):
                    inside = self._settings_in(file)
                    yield from inside
                    yield from self._included(inside, file.parent, depth + 1)

    def _settings_in(self, file: Path) -> tuple[Setting, ...]:
        try:
            data = file.read_bytes() if is_file(file) else b""
        except OSError as error:
            raise FileFailed(str(file), error.errno or 0, "read") from error
        known = self._read.get(file)
        if known is None or known[0] != data:
            known = self._read[file] = (data, self._runner.settings(data) if data.strip() else ())
        return known[1]


class _Found:
    """What has been found so far."""

    def __init__(self, root: Path, git_dirs: Sequence[Path], changes: Changes) -> None:
        self.named: list[str] = []
        self.remotes: list[Path] = []
        """Repositories that came along with this one, and that it fetches from or pushes to."""
        self._root = root
        self._git_dirs = [os.path.realpath(folder) for folder in git_dirs]
        self._inside = [os.path.realpath(root), *self._git_dirs]
        self._changes = changes
        self._facts: list[bytes] = []
        self._places: list[Path] = []

    def add_setting(self, setting: Setting, folder: Path, *, label: str = "") -> None:
        """Note a setting, and the files of the repository its value names, looked for from ``folder``."""
        value = "" if setting.value is None else setting.value
        self.named.append(masked(f"{label}{setting.key} = {value}")[:_LONGEST])
        self._facts.append(os.fsencode(f"{label}{setting.key}\0{value}"))
        for word in _words(value):
            file = _at(folder, word)
            if self.is_inside(file) and (is_file(file) or file in self._changes):
                self._places.append(file)
                self._add_file(file, word)

    def add_hooks(self, folder: Path, label: str) -> None:
        """Note the hooks git would start from a folder, and all that lies there: one may start another."""
        self._places.append(folder)
        try:
            names = self._names(folder)
        except (FileNotFoundError, NotADirectoryError):
            names = []
        except OSError:
            # What cannot be listed can be started all the same.
            self._name(f"{label}/")
            names = [name for name in _HOOKS if os.path.lexists(folder / name)]
        added = [os.path.relpath(path, folder) for path in self._changes if folder in path.parents]
        for name in sorted({*names, *added}):
            file = folder / name
            if name.endswith(".sample") or self._changes.get(file, _NOTHING) is None:
                continue
            if self._add_file(file, f"{label}/{name}") and os.sep not in name:
                self._name(f"{label}/{name}")
                self._add_started(file)

    def _add_started(self, hook: Path) -> None:
        """Note the scripts of the repository that the text of a hook names."""
        for word in _script_words(hook):
            file = _at(self._root, word)
            is_script = file.suffix in _SCRIPTS or os.access(file, os.X_OK)
            if is_script and file not in self._places and self.is_inside(file) and is_file(file):
                self._places.append(file)
                self._add_file(file, word)

    def is_inside(self, path: Path) -> bool:
        """Whether a path leads into the repository, or to it."""
        real = os.path.realpath(path)
        return any(_holds(folder, real) for folder in self._inside)

    def places(self) -> Iterator[str]:
        """The files and folders noted that lie in the work tree, relative to it."""
        root = os.path.realpath(self._root)
        for place in self._places:
            for path in (os.path.normpath(place), os.path.realpath(place)):
                if _holds(root, path) and not any(_holds(folder, path) for folder in self._git_dirs):
                    yield os.path.relpath(path, root)

    def digest(self) -> str:
        """What stands for all of this."""
        return sha256(b"".join(sha256(fact).digest() for fact in self._facts)).hexdigest()

    def _name(self, name: str) -> None:
        if name not in self.named:
            self.named.append(name)

    def _add_file(self, file: Path, label: str) -> bool:
        """Note a file; return whether it can be started by itself."""
        going_to_be = self._changes.get(file)
        if going_to_be is None:
            executable = is_file(file) and os.access(file, os.X_OK)
            stands_for = _hash_of(file)
        else:
            executable, stands_for = going_to_be.executable, sha256(going_to_be.data).digest()
        self._facts.append(os.fsencode(f"{label}\0{executable:d}\0") + stands_for)
        return executable

    def _names(self, folder: Path) -> list[str]:
        """The files below a folder of hooks; those in it alone, where it holds the repository as well."""
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not entry.is_dir()]
        if any(_holds(os.path.realpath(folder), inside) for inside in self._inside):
            return names
        all_below = (Path(top, each) for top, _, files in os.walk(folder) for each in files)
        below = [os.path.relpath(path, folder) for path in islice(all_below, _MOST_FILES + 1)]
        return below if len(below) <= _MOST_FILES else names


_NOTHING = Content(b"", executable=False)


def _at(folder: Path, path: str) -> Path:
    """Where a path leads that settings name, seen from ``folder``."""
    # ``Path.expanduser`` raises where there is no such user.
    return Path(os.path.normpath(folder / os.path.expanduser(path)))  # noqa: PTH111


def _holds(folder: str, path: str) -> bool:
    return os.path.commonpath((folder, path)) == folder


def is_file(path: Path) -> bool:
    """Whether there is a plain file; not where it cannot be told, as in a folder that may not be entered."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _hash_of(file: Path) -> bytes:
    """What stands for the bytes of a file; for one that may not be read, what changes with them."""
    if not is_file(file):
        return b"no file"
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").digest()
    except OSError:
        status = file.stat()
        return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}".encode()


def _script_words(hook: Path) -> Iterator[str]:
    """The words in the text of a hook that look like the path of a script."""
    try:
        with hook.open("rb") as opened:
            text = os.fsdecode(opened.read(_LONGEST_HOOK))
    except OSError:
        return
    if text.startswith("#!"):
        yield from dict.fromkeys(_SCRIPT.findall(text))


def _words(value: str) -> Iterator[str]:
    """The words of a command that may be files."""
    parts = shlex.shlex(value.lstrip("!"), posix=True, punctuation_chars=True)
    parts.whitespace_split = True
    try:
        words = list(parts)
    except ValueError:
        words = value.split()
    for word in words:
        yield word
        yield word.partition("=")[2]


def _values(settings: Iterable[Setting], key: str) -> Iterator[str]:
    return (setting.value for setting in settings if setting.key == key and setting.value)


def _git_folders_at(place: Path) -> Iterator[Path]:
    """The git folders that an address which is a path may mean (git-fetch, GIT URLS)."""
    beside = place.with_name(f"{place.name}.git")
    for folder in (place, place / ".git", beside, beside / ".git"):
        git_dir = folder
        if is_file(folder):
            # A file in its place names the folder.
            git_dir = _at(folder.parent, _words_of(folder).removeprefix("gitdir:").strip())
        if os.path.lexists(git_dir / "HEAD"):
            yield git_dir


def _submodules(folder: Path) -> Iterator[Path]:
    """The git folders of submodules below ``folder``, and of those in them; names may hold slashes."""
    if os.path.lexists(folder / "HEAD"):
        yield folder
        yield from _submodules(folder / "modules")
        return
    try:
        with os.scandir(folder) as entries:
            inside = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        # There are none, or none that git could come to either.
        return
    for each in sorted(inside):
        yield from _submodules(each)


def common_folder(git_dir: Path) -> Path:
    """What a git folder shares with those of other work trees: itself, or the folder it names."""
    name = _words_of(git_dir / "commondir")
    return _at(git_dir, name) if name else git_dir


def _words_of(file: Path) -> str:
    try:
        return os.fsdecode(file.read_bytes()).strip() if is_file(file) else ""
    except OSError:
        return ""
