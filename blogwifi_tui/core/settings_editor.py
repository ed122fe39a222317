"""What is set, by whom, and one setting changed: in the person's own file, or in the blog's by a commit."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from blogwifi_tui.content import files
from blogwifi_tui.content.atomic import own_folder, write_new
from blogwifi_tui.core.settings_text import with_setting, without_setting
from blogwifi_tui.errors import FileChanged, FileError, FileFailed, SettingsError
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.loader import KeyLines, decoded, read_bytes, sections_of, tables
from blogwifi_tui.settings.model import PERSONAL_SECTIONS, SHARED_SECTIONS, Loaded, Settings, load
from blogwifi_tui.settings.paths import SETTINGS_NAME, config_file
from blogwifi_tui.settings.schema import Kind, Setting, all_settings, value_of

if TYPE_CHECKING:
    from blogwifi_tui.core.bulk_edit import BulkEditor
    from blogwifi_tui.vcs.commit import Commit

_FROM_ENVIRONMENT: Mapping[str, tuple[str, ...]] = {
    "ui.language": ("LC_ALL", "LC_MESSAGES", "LANG"),
    "ui.editor": ("VISUAL", "EDITOR"),
    "blog.time_zone": ("TZ",),
}
"""What counts where a setting is not given: the first of these variables that is set."""


class Origin(StrEnum):
    """Where a value comes from."""

    DEFAULT = "default"
    PERSON = "person"
    BLOG = "blog"
    ENVIRONMENT = "environment"
    REMEMBERED = "remembered"
    """Chosen in the program, and kept in the state folder."""


class SettingState(NamedTuple):
    """A setting as it stands."""

    setting: Setting
    value: object
    """None: nothing is set, and what counts is found out."""
    origin: Origin
    given: bool
    """Whether its own file has a line for it."""
    file: Path
    """Where it stands, or would."""
    variable: str = ""
    """The variable of the environment that the value comes from."""
    mistake: SettingsError | None = None
    """What is wrong with what the file says of it, so that the default counts."""


Check = Callable[[Settings], Loaded]
"""Tells what only the screens know to be wrong, a theme or a key, and gives the settings without it."""


def settings_states(root: Path | None, check: Check = Loaded) -> tuple[SettingState, ...]:
    """Every setting of the blog at ``root`` and of this person, as the files are now.

    What stands in a file and is no setting at all comes first, with its mistake.

    Raises:
        SettingsError: a file is no TOML.
        FileFailed: a file exists and cannot be read.
    """
    settings, mistakes = _checked_all(load(root), check)
    lined(mistakes)
    given = {name: _given(path) for name, path in _files(root).items()}
    known = tuple(_states(settings, given, root, mistakes))
    told = {state.mistake for state in known}
    unknown = (_unknown(mistake) for mistake in mistakes if mistake not in told)
    return (*unknown, *known)


def lined(mistakes: Sequence[SettingsError]) -> Sequence[SettingsError]:
    """``mistakes``, each with the line of its file that it stands in, as the file is now."""
    for path in {mistake.path for mistake in mistakes}:
        with suppress(OSError, ValueError):
            lines = KeyLines(Path(path).read_text(encoding="utf-8-sig"))
            for mistake in mistakes:
                if mistake.path == path:
                    mistake.line = lines.of(mistake.key)
    return mistakes


def _checked_all(loaded: Loaded, check: Check) -> Loaded:
    settings, mistakes = check(loaded.settings)
    return Loaded(settings, (*loaded.mistakes, *mistakes))


def _unknown(mistake: SettingsError) -> SettingState:
    """A key that is no setting, or stands in the wrong file, as one that can be taken away."""
    setting = Setting(mistake.key, Kind.TABLE, None)
    file = Path(mistake.path)
    origin = Origin.PERSON if file == config_file() else Origin.BLOG
    return SettingState(setting, None, origin, given=True, file=file, mistake=mistake)


def _files(root: Path | None) -> dict[bool, Path]:
    """The person's file, under True, and the blog's."""
    return {True: config_file(), **({False: root / SETTINGS_NAME} if root else {})}


def _given(path: Path) -> Mapping[str, object]:
    data = _held(path)
    return tables(path, decoded(path, data)) if data is not None else {}


def _held(path: Path) -> bytes | None:
    """What the file holds; None where there is none.

    Raises:
        SettingsError: it is no plain file, or larger than any settings are.
        FileFailed: it cannot be read.
    """
    try:
        return read_bytes(path)
    except FileFailed as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return None
        raise


def _states(
    settings: Settings,
    given: Mapping[bool, Mapping[str, object]],
    root: Path | None,
    mistakes: Iterable[SettingsError],
) -> Iterator[SettingState]:
    places = _files(root)
    wrong = {(Path(each.path), each.key): each for each in mistakes}
    for setting in all_settings():
        if setting.is_personal not in places:
            continue
        file, said = places[setting.is_personal], given[setting.is_personal]
        for each in _with_names(setting, value_of(settings, setting.key)):
            mistake = wrong.get((file, each.key))
            is_given = _is_in(said, each.path) and mistake is None
            yield _state(each, settings, file, given=is_given)._replace(
                given=is_given or mistake is not None, mistake=mistake
            )


def _with_names(setting: Setting, value: object) -> Iterator[Setting]:
    """The setting itself; of a table of free names each name that it holds."""
    if setting.kind is Kind.TABLE and isinstance(value, Mapping) and value:
        for name, each in value.items():
            kind = Kind.TEXT if isinstance(each, str) else Kind.TABLE
            yield Setting(f"{setting.key}.{name}", kind, None)
    else:
        yield setting


def _state(setting: Setting, settings: Settings, file: Path, *, given: bool) -> SettingState:
    value = value_of(settings, setting.key)
    if given:
        origin = Origin.PERSON if setting.is_personal else Origin.BLOG
        return SettingState(setting, value, origin, given, file)
    if setting.key == "ui.language" and settings.blog.language:
        return SettingState(setting, settings.blog.language, Origin.BLOG, given, file)
    for variable in _FROM_ENVIRONMENT.get(setting.key, ()):
        if found := os.environ.get(variable):
            return SettingState(setting, found, Origin.ENVIRONMENT, given, file, variable)
    return SettingState(setting, value, Origin.DEFAULT, given, file)


def _is_in(table: object, path: tuple[str, ...]) -> bool:
    for part in path:
        if not isinstance(table, Mapping) or part not in table:
            return False
        table = table[part]
    return True


class _Blog(Protocol):
    """What changing a setting needs of the blog."""

    root: Path
    settings: Settings
    mistakes: Sequence[SettingsError]

    @property
    def bulk(self) -> BulkEditor: ...


class SettingsEditor:
    """Changes the settings of one blog, and of the person who writes it."""

    def __init__(self, blog: _Blog, check: Check = Loaded) -> None:
        self._blog = blog
        self._check = check

    def states(self) -> tuple[SettingState, ...]:
        """See :func:`settings_states`."""
        return settings_states(self._blog.root, self._check)

    def change(self, setting: Setting, value: object, file: Path | None = None) -> Commit | None:
        """Give a setting a value, by one changed line of its file; None: take the line away.

        The blog has the new settings then. A change of the blog's own file is committed. ``file``: where it
        stands, when that is not where it belongs.

        Raises:
            SettingsError: the value cannot be, or the file is no TOML.
            SettingRefused: the file cannot be changed without touching other bytes.
            FileError, GitError: the file is as before.
        """
        path = file or self._file(setting)
        before = _held(path)
        if value is None:
            after = without_setting(before or b"", setting.path, name=str(path))
        else:
            after = with_setting(before or b"", setting.path, value, name=str(path))
        settings, mistakes = self._checked(path, after, setting)
        commit = self._written(path, before, after, setting) if after != (before or b"") else None
        self._blog.settings, self._blog.mistakes = settings, mistakes
        return commit

    def try_value(self, setting: Setting, value: object) -> None:
        """Look whether a setting can have a value, without any file.

        Raises:
            SettingsError, SettingRefused: it cannot.
        """
        if value is None:
            return
        path = self._file(setting)
        text = with_setting(b"", setting.path, value, name=str(path)).decode()
        try:
            values, mistakes = sections_of(path, text, Settings, [setting.section], other="")
            found = Loaded(Settings(**values), mistakes)  # type: ignore[arg-type]  # each is the struct of its field
            for mistake in _checked_all(found, self._check).mistakes:
                raise mistake
        except SettingsError as error:
            error.line = None
            raise

    def _file(self, setting: Setting) -> Path:
        return config_file() if setting.is_personal else self._blog.root / SETTINGS_NAME

    def _checked(self, path: Path, after: bytes, setting: Setting) -> Loaded:
        """The settings as they are to be; a mistake in another line may stay.

        Raises:
            SettingsError: the value cannot be.
        """
        personal = path == config_file()
        sections, other = (
            (PERSONAL_SECTIONS, SETTINGS_NAME) if personal else (SHARED_SECTIONS, str(config_file()))
        )
        changed = sections_of(path, decoded(path, after), Settings, sections, other=other)
        there = load(self._blog.root)
        kept = SHARED_SECTIONS if personal else PERSONAL_SECTIONS
        both = {name: getattr(there.settings, name) for name in kept} | changed.values
        elsewhere = [each for each in there.mistakes if Path(each.path) != path]
        found = Loaded(Settings(**both), (*elsewhere, *changed.mistakes))
        found = _checked_all(found, self._check)
        for mistake in found.mistakes:
            if mistake.key == setting.key and Path(mistake.path) == path:
                mistake.line = None  # of a file that is not written
                raise mistake
        return found

    def _written(self, path: Path, before: bytes | None, after: bytes, setting: Setting) -> Commit | None:
        if path == config_file():
            _write_own(path, before, after)
            return None
        message = _("Settings: {key}").format(key=setting.key)
        return self._blog.bulk.replace_file(SETTINGS_NAME, before, after, message)


def _write_own(path: Path, before: bytes | None, after: bytes) -> None:
    """Write the person's own file; where it is a link, the file that it leads to.

    Raises:
        FileError: it is as before, or another program changed it.
    """
    with _named(path):
        target = path.resolve()
        if before is None:
            _make_folder(target.parent)
            write_new(target, after, mode=0o600)
        else:
            files.write(target.parent, target.name, after, expected=files.digest(before))


def _make_folder(folder: Path) -> None:
    try:
        own_folder(folder)
    except FileExistsError as error:  # a file stands in its place
        raise FileFailed(str(folder), errno.ENOTDIR, "create") from error


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Errors that name the whole path."""
    try:
        yield
    except FileExistsError as error:
        raise FileChanged(str(path)) from error
    except OSError as error:
        raise FileFailed(str(path), error.errno or 0, "write") from error
    except FileError as error:
        if error.path == path.resolve().name:
            error.path = str(path)
        raise
