from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogwifi_tui.core import demo, demo_history_en, demo_history_fr
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.errors import BlogExists
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.model import load
from blogwifi_tui.settings.paths import sample_posts

Git = Callable[..., str]
NOW = datetime(2026, 11, 1, tzinfo=UTC)
HOTEL = "posts/2026-05-12-le-wifi-7-a-l-hotel.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The French one."""
    return make_in("fr", tmp_path_factory.mktemp("demo") / "essai")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English one."""
    return make_in("en", tmp_path_factory.mktemp("demo") / "essai")


def make_in(language: str, folder: Path) -> Path:
    set_language(language)
    try:
        return demo.make(folder)
    finally:
        set_language(None)


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder of posts and its pictures."""
    files = [*folder.glob("*.md"), *(folder / "images").iterdir()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_demo_holds_our_sample_posts_byte_for_byte(made: Path, english: Path) -> None:
    for language, blog in (("fr", made), ("en", english)):
        ours = held(sample_posts(language))
        assert len(ours) == 13
        assert held(blog / "posts") == ours
        assert not [path for path in (blog / "posts").iterdir() if path.is_dir() and path.name != "images"]


def test_the_demo_is_in_the_language_that_is_spoken(tmp_path: Path, home: Path) -> None:
    blogs = {language: Blog.open(make_in(language, tmp_path / language)) for language in ("fr", "en")}
    titles = {language: {post.title for post in blog.posts()} for language, blog in blogs.items()}
    assert "Le WiFi 7 à l’hôtel" in titles["fr"]
    assert "WiFi 7 at the hotel" in titles["en"]
    assert not titles["fr"] & titles["en"]
    states = [sorted(post.state(NOW).value for post in blog.posts()) for blog in blogs.values()]
    assert states[0] == states[1]
    assert 'title = "The installer’s notebook"' in (tmp_path / "en" / "blogwifi.toml").read_text("utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_in_each_language_the_history_is_whole(language: str, tmp_path: Path, git: Git) -> None:
    folder = make_in(language, tmp_path / "essai")
    assert git(folder, "status", "--porcelain") == ""
    for line in git(folder, "log", "--format=%h").splitlines():
        assert git(folder, "show", "--stat", "--format=", line)
    renamed = next(step for step in demo.HISTORIES[language].steps if step.renamed_from)
    log = git(folder, "log", "--follow", "--format=%h", "--", *renamed.paths)
    assert len(log.splitlines()) == 2


def test_everything_is_committed_and_one_commit_waits_to_be_published(made: Path, git: Git) -> None:
    assert git(made, "status", "--porcelain=v2", "--branch").splitlines()[1:] == [
        "# branch.head main",
        "# branch.upstream origin/main",
        "# branch.ab +1 -0",
    ]
    assert git(made, "diff", "--name-only", "origin/main", "HEAD") == HOTEL


def test_the_remote_is_a_folder_beside_it(made: Path, git: Git) -> None:
    remote = made.with_name("essai.git")
    assert git(made, "remote", "get-url", "origin") == str(remote)
    assert git(remote, "rev-parse", "main") == git(made, "rev-parse", "HEAD~1")
    assert git(remote, "fsck", "--strict") == ""
    assert sorted(path.name for path in made.parent.iterdir()) == ["essai", "essai.git"]


def test_publishing_the_last_commit_works_at_once(tmp_path: Path, git: Git) -> None:
    folder = demo.make(tmp_path / "blog")
    git(folder, "push", "--quiet")
    assert git(tmp_path / "blog.git", "rev-parse", "main") == git(folder, "rev-parse", "HEAD")


def test_the_past_is_told_by_its_author_on_its_days(made: Path, git: Git) -> None:
    log = git(made, "log", "--format=%an <%ae> %cI %s", "--reverse").splitlines()
    assert len(log) == len(demo_history_fr.HISTORY.steps)
    assert log[0].startswith("Marc Lantier <marc@blogwifi.example> 2016-10-03T21:15:00+02:00 Reprend")
    dates = [line.split("> ")[1][:10] for line in log]
    assert dates == sorted(dates)


def test_each_correction_changed_something(made: Path, git: Git) -> None:
    for line in git(made, "log", "--format=%h").splitlines():
        assert git(made, "show", "--stat", "--format=", line)


def test_a_post_was_once_renamed(made: Path, git: Git) -> None:
    path = "posts/2022-09-15-l-itinerance-sans-coupure.md"
    assert len(git(made, "log", "--follow", "--format=%h", "--", path).splitlines()) == 2


def test_a_demo_that_is_there_is_left_as_it_is(made: Path, git: Git) -> None:
    before = git(made, "rev-parse", "HEAD"), (made / HOTEL).stat().st_mtime_ns
    assert demo.make(made) == made
    assert (git(made, "rev-parse", "HEAD"), (made / HOTEL).stat().st_mtime_ns) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert (make_in("fr", tmp_path / "vide") / HOTEL).is_file()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    with pytest.raises(BlogExists):
        demo.make(tmp_path / "photos")
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]


def test_a_folder_that_came_from_elsewhere_runs_nothing_of_its_own(blog_folder: Path, git: Git) -> None:
    """A signed first commit, whose signature git is told to check by a program of the folder."""
    (blog_folder / "blogwifi.toml").touch()
    program, ran = blog_folder / "check", blog_folder / "ran"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    made = git(blog_folder, "cat-file", "commit", "HEAD").partition("\n\n")
    signed = f"{made[0]}\ngpgsig -----BEGIN PGP SIGNATURE-----\n -----END PGP SIGNATURE-----\n\n{made[2]}\n"
    name = git(blog_folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=signed)
    git(blog_folder, "update-ref", "HEAD", name)
    git(blog_folder, "config", "log.showSignature", "true")
    git(blog_folder, "config", "gpg.program", str(program))
    with pytest.raises(BlogExists):
        demo.make(blog_folder)
    assert not ran.exists()


def test_the_remote_of_an_earlier_demo_is_left_alone(tmp_path: Path, git: Git) -> None:
    (tmp_path / "blog.git").mkdir()
    folder = demo.make(tmp_path / "blog")
    assert git(folder, "remote", "get-url", "origin") == str(tmp_path / "blog-2.git")


def test_without_an_identity_the_demo_has_its_own(
    tmp_path: Path, git: Git, no_identity: None, home: Path
) -> None:
    folder = demo.make(tmp_path / "blog")
    assert git(folder, "config", "--local", "user.name") == demo_history_en.HISTORY.author
    assert "Ashby" not in (home / "gitconfig-nobody").read_text(encoding="utf-8")


def test_a_person_s_own_identity_is_not_replaced(made: Path, git: Git) -> None:
    assert git(made, "config", "--local", "--get", "user.name", check=False) == ""


def test_the_demo_s_settings_are_right(made: Path) -> None:
    assert load(made).settings.blog.title == demo_history_fr.HISTORY.title


def test_without_a_name_the_demo_lives_in_the_person_s_data_folder(home: Path) -> None:
    assert demo.default_folder() == home / "data" / "blogwifi" / "demo"
    set_language("fr")
    assert demo.default_folder() == home / "data" / "blogwifi" / "demo-fr"
