from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogwifi_tui.errors import FileFailed, SettingsError
from blogwifi_tui.settings.loader import KeyLines, Wrong
from blogwifi_tui.settings.model import Loaded, Settings, load
from blogwifi_tui.settings.paths import (
    SETTINGS_NAME,
    cache_dir,
    cache_file,
    config_file,
    sample_posts,
    state_dir,
)


def shared(root: Path, text: str) -> Settings:
    (root / SETTINGS_NAME).write_text(text, encoding="utf-8")
    return right(load(root))


def personal(text: str) -> Settings:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text, encoding="utf-8")
    return right(load(None))


def right(loaded: Loaded) -> Settings:
    """The settings; raises the first mistake in them."""
    for mistake in loaded.mistakes:
        raise mistake
    return loaded.settings


def mistake(root: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        shared(root, text)
    assert caught.value.path == str(root / SETTINGS_NAME)
    return caught.value


def test_a_blog_needs_no_file(tmp_path: Path) -> None:
    settings = load(tmp_path).settings
    assert load(tmp_path) == load(None) == Loaded(Settings())
    assert settings.publish.confirm == "warnings"
    assert settings.commit.ask
    assert settings.new_post.draft
    assert settings.blog.posts is None


def test_every_setting_can_be_given(tmp_path: Path) -> None:
    personal('[ui]\ntheme = "nord"\nlanguage = "en"\neditor = "vim -f"\n[ui.keys]\npublish = "p,f9"\n')
    settings = shared(
        tmp_path,
        """
[blog]
title = "Le blog d’Émile"
posts = "content/articles"
public_address = "https://example.org/{year}/{slug}/"
language = "fr"
time_zone = "Europe/Paris"
[new_post]
draft = false
header = { author = "Émile", tags = ["wifi"], since = 1995 }
[commit]
ask = false
messages.edit = "Corrige : {title}"
messages.new = "Ajoute {path}"
[publish]
confirm = "never"
idle_timeout = 120
fetch_minutes = 0
""",
    )
    assert settings.blog.title == "Le blog d’Émile"
    assert settings.blog.posts == "content/articles"
    assert settings.new_post.header == {"author": "Émile", "tags": ["wifi"], "since": 1995}
    assert settings.commit.messages.edit == "Corrige : {title}"
    assert settings.commit.messages.get("new") == "Ajoute {path}"
    assert settings.commit.messages.get("delete") is None
    assert (settings.publish.idle_timeout, settings.publish.fetch_minutes) == (120, 0)
    assert settings.ui.keys == {"publish": "p,f9"}
    assert settings.language() == "en", "the person's language wins over the blog's"


@pytest.mark.parametrize(
    ("text", "line", "key", "nearest", "wrong"),
    [
        ('[publish]\nconfrim = "never"\n', 2, "publish.confrim", "publish.confirm", Wrong.UNKNOWN),
        ('# hello\n\n[pulbish]\nconfirm = "never"\n', 3, "pulbish", "publish", Wrong.UNKNOWN),
        ('confirm = "never"\n', 1, "confirm", "publish.confirm", Wrong.UNKNOWN),
        ("[blog]\nask = true\n", 2, "blog.ask", "commit.ask", Wrong.UNKNOWN),
        ("[blog]\nzzz = 1\n", 2, "blog.zzz", "", Wrong.UNKNOWN),
        ('[publish]\nconfirm = "allways"\n', 2, "publish.confirm", "always", Wrong.CHOICE),
        ("[publish]\nconfirm = true\n", 2, "publish.confirm", "", Wrong.CHOICE),
        ('[commit]\n\nask = "yes"\n', 3, "commit.ask", "", Wrong.SWITCH),
        ("publish.idle_timeout = 1\n", 1, "publish.idle_timeout", "", Wrong.NUMBER),
        ('publish = { idle_timeout = "soon" }\n', 1, "publish.idle_timeout", "", Wrong.NUMBER),
        ('blog = "mine"\n', 1, "blog", "", Wrong.TABLE),
        ("[blog]\ntitle = 12\n", 2, "blog.title", "", Wrong.TEXT),
        ('[blog]\ntitle = "a\\u0007b"\n', 2, "blog.title", "", Wrong.TEXT),
        ('[blog]\nlanguage = "FR"\n', 2, "blog.language", "fr", Wrong.CHOICE),
        ('[blog]\nposts = "/srv/posts"\n', 2, "blog.posts", "srv/posts", Wrong.FOLDER),
        ('[blog]\nposts = "../posts"\n', 2, "blog.posts", "posts", Wrong.FOLDER),
        ('[blog]\nposts = " "\n', 2, "blog.posts", "", Wrong.FOLDER),
        ('[blog]\ntime_zone = "europe/pari"\n', 2, "blog.time_zone", "Europe/Paris", Wrong.ZONE),
        ('[blog]\ntime_zone = "Paris"\n', 2, "blog.time_zone", "Europe/Paris", Wrong.ZONE),
        ('[blog]\ntime_zone = "/etc/passwd"\n', 2, "blog.time_zone", "", Wrong.ZONE),
        (f'[blog]\ntime_zone = "{"/".join("a" * 1500)}"\n', 2, "blog.time_zone", "", Wrong.ZONE),
        (
            *('[blog]\npublic_address = "example.org"\n', 2),
            *("blog.public_address", "https://example.org", Wrong.ADDRESS),
        ),
        (
            *('[blog]\npublic_address = "https://e.org/{slog}"\n', 2),
            *("blog.public_address", "{slug}", Wrong.ADDRESS),
        ),
        ('[commit.messages]\nedit = "{titre}"\n', 2, "commit.messages.edit", "{title}", Wrong.MESSAGE),
        ('[commit.messages]\nedit = "{title"\n', 2, "commit.messages.edit", "", Wrong.MESSAGE),
        ('[commit.messages]\nedit = "{title!r}"\n', 2, "commit.messages.edit", "{title}", Wrong.MESSAGE),
        ('[blog]\ntitle = ""\n', 2, "blog.title", "", Wrong.EMPTY),
        ("[blog]\n[publish]\n[blog]\n", 3, "blog", "", Wrong.TWICE),
        ("[blog]\ntitle = 'a'\ntitle = 'b'\n", 3, "title", "", Wrong.TWICE),
        ("[blog]\ntitle = \n", 2, "", "", Wrong.NOT_TOML),
        ("[blog]\ntitle = [[[[", 2, "", "", Wrong.NOT_TOML),
    ],
)
def test_a_mistake_is_named_by_line_and_key_and_the_nearest_right_one(
    tmp_path: Path, text: str, line: int, key: str, nearest: str, wrong: Wrong
) -> None:
    error = mistake(tmp_path, text)
    assert (error.line, error.key, error.nearest, error.detail) == (line, key, nearest, wrong)


def test_what_is_wrong_has_its_default_and_the_rest_counts(tmp_path: Path) -> None:
    text = (
        '[blog]\ntitel = "A"\ntitle = "B"\n[publish]\nconfirm = "x"\nidle_timeout = 9\n[ui]\nplain = true\n'
    )
    (tmp_path / SETTINGS_NAME).write_text(text, encoding="utf-8")
    settings, mistakes = load(tmp_path)
    assert (settings.blog.title, settings.publish.idle_timeout) == ("B", 9)
    assert (settings.publish.confirm, settings.ui.plain) == ("warnings", False)
    assert [(each.key, each.line) for each in mistakes] == [
        ("blog.titel", 2),
        ("publish.confirm", 5),
        ("ui", 7),
    ]
    config_file().parent.mkdir(parents=True)
    config_file().write_text('[ui]\nplain = true\n[ui.keys]\npublish = 9\nnew = "f2"\n', encoding="utf-8")
    settings, mistakes = load(None)
    assert (settings.ui.plain, settings.ui.keys) == (True, {"new": "f2"})
    assert [each.key for each in mistakes] == ["ui.keys.publish"]


def test_a_wrong_choice_names_the_choices(tmp_path: Path) -> None:
    assert mistake(tmp_path, "publish.confirm = 'x'").choices == ("always", "warnings", "never")
    assert mistake(tmp_path, "publish.fetch_minutes = -1").choices == ("0", "1440")


def test_the_blog_may_not_choose_programs_or_keys(tmp_path: Path) -> None:
    error = mistake(tmp_path, '[ui]\neditor = "rm"\n')
    assert (error.line, error.detail, error.nearest) == (1, Wrong.ELSEWHERE, str(config_file()))


def test_the_personal_file_may_not_speak_for_a_blog() -> None:
    with pytest.raises(SettingsError) as caught:
        personal('[blog]\ntitle = "Mine"\n')
    assert (caught.value.detail, caught.value.nearest) == (Wrong.ELSEWHERE, SETTINGS_NAME)


def test_the_personal_file_names_its_own_mistakes() -> None:
    with pytest.raises(SettingsError) as caught:
        personal("[ui]\n[ui.keys]\npublish = 9\n")
    error = caught.value
    assert (error.path, error.line, error.key) == (str(config_file()), 3, "ui.keys.publish")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert shared(tmp_path, "\ufeff[publish]\nconfirm = 'never'\n").publish.confirm == "never"


@pytest.mark.parametrize("data", [b"[blog]\ntitle = '\xe9t\xe9'\n", b"x = " + b"[" * 100_000])
def test_bytes_that_are_no_toml_are_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert caught.value.detail == Wrong.NOT_TOML


def test_what_is_no_plain_small_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / SETTINGS_NAME)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert caught.value.detail == Wrong.NOT_A_FILE


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_a_failure_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).touch(mode=0)
    with pytest.raises(FileFailed):
        load(tmp_path)


def test_loading_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    text = "# mine\r\n[blog]   # yes\r\ntitle='x'\r\n"
    (tmp_path / SETTINGS_NAME).write_bytes(text.encode())
    load(tmp_path)
    assert (tmp_path / SETTINGS_NAME).read_bytes() == text.encode()


def test_the_zone_has_summers_and_winters(tmp_path: Path) -> None:
    zone = shared(tmp_path, "[blog]\ntime_zone = 'Europe/Paris'\n").zone()
    assert datetime(2026, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=2)


def test_the_machine_s_zone_is_the_default() -> None:
    assert datetime(2026, 1, 1, tzinfo=Settings().zone()).astimezone(UTC)


def test_a_line_is_found_for_keys_written_in_every_way() -> None:
    text = "a.b = 1\n[c]\n'd e' = 2\n[c.f]\ng = 3\n"
    assert [KeyLines(text).of(key) for key in ("a.b", "c", "c.d e", "c.f.g", "z")] == [1, 2, 3, 5, None]


def test_folders_follow_the_xdg_rules(home: Path) -> None:
    assert state_dir() == home / "state" / "blogwifi"
    assert cache_dir() == home / "cache" / "blogwifi"
    assert cache_file(home / "a") != cache_file(home / "b")
    assert cache_file(home / "a").parent == cache_dir()
    assert config_file() == home / "config" / "blogwifi" / "config.toml"
    assert sample_posts().name in {"posts", "demo_posts"}


@pytest.mark.parametrize(
    "text",
    [
        f'title = """\n{"a-" * 20_000}\n"""\nx = [\n',
        f"a{'.a' * 60_000} = 1\n",
        f"a = {'1' * 5_000}\n",
        f"a = {'[' * 60_000}\n",
        f"[{' ' * 60_000}x\n",
    ],
    ids=["hyphens", "dots", "digits", "brackets", "blanks"],
)
def test_a_file_made_to_hold_the_reader_up_is_refused_at_once(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        shared(tmp_path, text)
