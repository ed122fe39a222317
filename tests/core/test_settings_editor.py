"""Settings as they stand, and one of them changed: in the person's own file, or in the blog's by a commit."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from blogwifi_tui.core import settings_editor
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.settings_editor import Origin, SettingsEditor, SettingState, settings_states
from blogwifi_tui.errors import FileChanged, FileFailed, NotARepository, SettingRefused, SettingsError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.settings.paths import SETTINGS_NAME, config_file
from blogwifi_tui.settings.schema import Setting, all_settings
from tests.conftest import Git


def own(text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text, encoding="utf-8")


def state(root: Path, key: str) -> SettingState:
    return next(each for each in settings_states(root) if each.setting.key == key)


def setting(key: str) -> Setting:
    return next(each for each in all_settings() if each.key == key)


@pytest.fixture
def blog(blog_folder: Path) -> Blog:
    return Blog.open(blog_folder)


@pytest.fixture
def editor(blog: Blog) -> SettingsEditor:
    return SettingsEditor(blog)


def test_each_value_says_where_it_comes_from(blog_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own('[ui]\npairs = true\n[ui.keys]\nsort = "f7"\n')
    (blog_folder / SETTINGS_NAME).write_text('[blog]\nlanguage = "fr"\n[new_post]\nheader.author = "É"\n')
    monkeypatch.setenv("EDITOR", "vim")
    for key, value, origin in (
        ("ui.pairs", True, Origin.PERSON),
        ("ui.keys.sort", "f7", Origin.PERSON),
        ("ui.group", "none", Origin.DEFAULT),
        ("ui.language", "fr", Origin.BLOG),
        ("ui.editor", "vim", Origin.ENVIRONMENT),
        ("blog.language", "fr", Origin.BLOG),
        ("blog.title", None, Origin.DEFAULT),
        ("new_post.header.author", "É", Origin.BLOG),
        ("publish.fetch_minutes", 5, Origin.DEFAULT),
    ):
        found = state(blog_folder, key)
        assert (found.value, found.origin) == (value, origin), key


def test_the_person_s_own_file_is_made_with_its_folder_for_the_owner_alone(
    editor: SettingsEditor, blog_folder: Path, git: Git
) -> None:
    head = git(blog_folder, "rev-parse", "HEAD")
    assert editor.change(setting("ui.group"), "year") is None
    assert config_file().read_text() == '[ui]\ngroup = "year"\n'
    assert stat.S_IMODE(config_file().stat().st_mode) == 0o600
    assert state(blog_folder, "ui.group").origin is Origin.PERSON
    editor.change(setting("ui.group"), None)
    assert config_file().read_text() == "[ui]\n"
    assert state(blog_folder, "ui.group").origin is Origin.DEFAULT
    assert git(blog_folder, "rev-parse", "HEAD") == head


def test_rights_and_links_of_the_own_file_stay(editor: SettingsEditor, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("# à moi\n", encoding="utf-8")
    kept.chmod(0o640)
    config_file().parent.mkdir(parents=True)
    config_file().symlink_to(kept)
    editor.change(setting("ui.pairs"), True)
    assert config_file().is_symlink()
    assert kept.read_text(encoding="utf-8") == "# à moi\n\n[ui]\npairs = true\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_a_setting_of_the_blog_is_one_line_and_one_commit_that_undo_takes_back(
    blog_folder: Path, git: Git
) -> None:
    file = blog_folder / SETTINGS_NAME
    file.write_text('[blog]\ntitle = "À moi" # le nom\n', encoding="utf-8")
    git(blog_folder, "add", SETTINGS_NAME)
    git(blog_folder, "commit", "--quiet", "-m", "Réglages")
    blog = Blog.open(blog_folder)
    commit = SettingsEditor(blog).change(setting("publish.confirm"), "always")
    assert commit is not None
    assert git(blog_folder, "show", "--format=%s", "--name-only").split("\n") == [
        "Settings: publish.confirm", "", SETTINGS_NAME,
    ]  # fmt: skip
    text = '[blog]\ntitle = "À moi" # le nom\n\n[publish]\nconfirm = "always"\n'
    assert file.read_text(encoding="utf-8") == text
    assert blog.settings.publish.confirm == "always"
    blog.undo(blog.last_change())
    assert file.read_text(encoding="utf-8") == '[blog]\ntitle = "À moi" # le nom\n'


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("ui.group", "week", "“ui.group” must be one of none, year, month."),
        ("ui.editor", "", "“ui.editor” may not be empty."),
        ("publish.idle_timeout", 3, "“publish.idle_timeout” must be a number from 5 to 3600"),
        ("blog.posts", "../ailleurs", "“blog.posts”"),
    ],
)
def test_a_value_that_cannot_be_is_the_sentence_of_the_start_and_nothing_is_written(
    editor: SettingsEditor, blog_folder: Path, git: Git, key: str, value: object, sentence: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        editor.change(setting(key), value)
    assert sentence in explain(caught.value).what
    assert ", line" not in explain(caught.value).what
    assert not config_file().exists()
    assert git(blog_folder, "status", "--porcelain") == ""


def test_a_file_that_is_no_toml_is_named_with_its_line_and_left(editor: SettingsEditor) -> None:
    own("[ui\n")
    with pytest.raises((SettingsError, SettingRefused)):
        editor.change(setting("ui.pairs"), True)
    assert config_file().read_text() == "[ui\n"


def test_beside_a_mistake_another_setting_is_changed_and_the_mistake_is_still_told(
    editor: SettingsEditor, blog: Blog
) -> None:
    own('[ui]\nthem = "nord"\n')
    editor.change(setting("ui.pairs"), True)
    assert config_file().read_text() == '[ui]\nthem = "nord"\npairs = true\n'
    assert blog.settings.ui.pairs
    assert [(each.key, each.line) for each in blog.mistakes] == [("ui.them", 2)]


def test_what_is_no_setting_is_listed_first_and_taken_out_of_its_file(
    editor: SettingsEditor, blog: Blog, git: Git
) -> None:
    own('[ui]\nthem = "nord"\npairs = 3\n')
    first, *others = editor.states()
    assert (first.setting.key, first.given, first.file) == ("ui.them", True, config_file())
    pairs = next(each for each in others if each.setting.key == "ui.pairs")
    assert (pairs.value, pairs.origin, pairs.given) == (False, Origin.DEFAULT, True)
    assert pairs.mistake is not None
    editor.change(pairs.setting, True)
    editor.change(first.setting, None, first.file)
    assert config_file().read_text() == "[ui]\npairs = true\n"
    assert blog.mistakes == ()


def test_a_section_in_the_wrong_file_is_taken_out_of_that(
    editor: SettingsEditor, blog: Blog, git: Git
) -> None:
    (blog.root / SETTINGS_NAME).write_text("ui.pairs = true\n[publish]\ntake_in = false\n", encoding="utf-8")
    git(blog.root, "add", SETTINGS_NAME)
    git(blog.root, "commit", "-qm", "réglages")
    first = editor.states()[0]
    assert (first.setting.key, first.file) == ("ui", blog.root / SETTINGS_NAME)
    assert editor.change(first.setting, None, first.file)
    assert (blog.root / SETTINGS_NAME).read_text() == "[publish]\ntake_in = false\n"
    assert git(blog.root, "status", "--porcelain") == ""


def test_what_another_program_writes_meanwhile_is_never_lost(
    editor: SettingsEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("# avant\n")
    whole = settings_editor.with_setting

    def slow(*args: object, **kwargs: object) -> bytes:
        found = whole(*args, **kwargs)  # type: ignore[arg-type]
        own("# entre-temps\n")
        return found

    monkeypatch.setattr(settings_editor, "with_setting", slow)
    with pytest.raises(FileChanged) as caught:
        editor.change(setting("ui.pairs"), True)
    assert caught.value.path == str(config_file())
    assert config_file().read_text() == "# entre-temps\n"


def test_a_file_in_the_place_of_the_folder_is_told(editor: SettingsEditor, home: Path) -> None:
    (home / "config").write_text("")
    with pytest.raises(FileFailed):
        editor.change(setting("ui.pairs"), True)


def test_without_a_repository_the_blog_s_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_text("# à nous\n", encoding="utf-8")
    editor = SettingsEditor(Blog.open(tmp_path))
    with pytest.raises(NotARepository):
        editor.change(setting("publish.confirm"), "never")
    assert (tmp_path / SETTINGS_NAME).read_text(encoding="utf-8") == "# à nous\n"
    editor.change(setting("ui.pairs"), True)
    assert config_file().exists()
