from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.init import begin, starter
from blogwifi_tui.errors import BlogExists, GitError, IdentityMissing
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.settings.model import BlogSettings, load
from blogwifi_tui.settings.paths import SETTINGS_NAME
from blogwifi_tui.vcs.commit import Identity


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("title", ["Le « blog » d’œuvre", 'say "hi" \\ \t', "[/] ☕"])
def test_the_first_file_of_a_blog_is_right(tmp_path: Path, title: str, french: None) -> None:
    (tmp_path / SETTINGS_NAME).write_text(starter(title, ["posts"]), encoding="utf-8")
    settings = load(tmp_path).settings
    assert settings.blog.posts == "posts"
    assert settings.blog.title == " ".join(title.split())


def begun(folder: Path, git: Callable[..., str], **texts: str) -> BlogSettings:
    """A repository with these files that was made a blog; what its settings say."""
    for path, text in texts.items():
        write(folder, path, text)
    git(folder, "init", "-q")
    begin(folder)
    return load(folder).settings.blog


def test_a_repository_with_posts_is_begun_with_the_folder_that_holds_them(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    settings = begun(tmp_path, git, **{"billets/a.md": "---\ntitle: A\n---\n"})
    assert settings.posts == "billets"
    assert not (tmp_path / "posts").exists()


@pytest.mark.parametrize(
    "folder", ["content/posts", "articles", "blog", "src/content/blog", "posts", "_posts", "2020/01", "."]
)
def test_every_post_that_was_listed_before_is_listed_once_the_repository_is_begun(
    tmp_path: Path, git: Callable[..., str], folder: str
) -> None:
    paths = sorted(f"{folder}/{name}.md".removeprefix("./") for name in ("a", "b", "c"))
    for path in paths:
        write(tmp_path, path, f"---\ntitle: {path}\ndate: 2020-01-02\n---\n\nTexte.\n")
    git(tmp_path, "init", "-q")
    assert sorted(entry.path for entry in Blog.open(tmp_path).posts()) == paths
    begin(tmp_path)
    assert sorted(entry.path for entry in Blog.open(tmp_path).posts()) == paths


def test_a_repository_without_posts_gets_a_folder_for_them(tmp_path: Path, git: Callable[..., str]) -> None:
    assert begun(tmp_path, git, **{"README.md": "# Projet\n"}).posts == "posts"
    assert (tmp_path / "posts").is_dir()


def test_a_repository_with_a_site_is_begun_with_what_makes_it_and_its_folders_as_a_comment(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    files = {
        "www/hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Carnet"\n',
        "www/content/billets/a.md": "---\ntitle: A\ndate: 2020-01-02\n---\n",
    }
    settings = begun(tmp_path, git, **files)
    assert (settings.generator, settings.posts, settings.title) == ("hugo", None, "Carnet")
    lines = (tmp_path / SETTINGS_NAME).read_text(encoding="utf-8").splitlines()
    assert '# posts = "www/content/billets"' in lines
    assert [entry.path for entry in Blog.open(tmp_path).posts()] == ["www/content/billets/a.md"]


def test_where_git_knows_nobody_nothing_is_begun(tmp_path: Path, no_identity: None) -> None:
    with pytest.raises(IdentityMissing):
        begin(tmp_path / "carnet")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "carnet").mkdir()
    write(tmp_path, "carnet/a.md", "---\ntitle: A\n---\n")
    with pytest.raises(IdentityMissing):
        begin(tmp_path / "carnet")
    assert [path.name for path in (tmp_path / "carnet").iterdir()] == ["a.md"]


def test_what_is_made_goes_again_when_the_first_commit_is_refused(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    git(tmp_path, "init", "-q")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(GitError):
        begin(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]
    assert git(tmp_path, "status", "--porcelain") == ""


def test_who_commits_may_be_given_and_is_known_to_this_repository_alone(
    tmp_path: Path, no_identity: None, git: Callable[..., str], home: Path
) -> None:
    before = (home / "gitconfig-nobody").read_text(encoding="utf-8")
    begin(tmp_path / "a" / "b", identity=Identity("Zoé", "zoe@example.org"))
    assert git(tmp_path / "a" / "b", "log", "-1", "--format=%an <%ae>") == "Zoé <zoe@example.org>"
    assert (home / "gitconfig-nobody").read_text(encoding="utf-8") == before


LAYOUTS = ("articles", "blog", "src/content/blog", "content/posts", "_posts", "billets", "")


@pytest.mark.parametrize("folder", LAYOUTS)
@pytest.mark.parametrize("kept", [True, False])
def test_the_posts_of_a_folder_are_on_the_list_before_and_after(
    tmp_path: Path, git: Callable[..., str], folder: str, kept: bool
) -> None:
    names = [f"{folder}/2020-01-0{day}-a.md".lstrip("/") for day in (1, 2, 3)]
    for name in names:
        write(tmp_path, name, "---\ntitle: A\ndate: 2020-01-01\n---\n\na\n")
    write(tmp_path, "README.md", "# Projet\n")
    if kept:
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", "Avant")
        assert {entry.path for entry in Blog.open(tmp_path).posts()} == set(names)
    begin(tmp_path)
    assert {entry.path for entry in Blog.open(tmp_path).posts()} == set(names)


def test_a_repository_with_two_sites_is_begun_with_both(tmp_path: Path, git: Callable[..., str]) -> None:
    settings = begun(
        tmp_path,
        git,
        **{
            "a/hugo.toml": 'baseURL = "https://example.org/"\n',
            "a/content/posts/a.md": "---\ntitle: A\ndate: 2020-01-02\n---\n",
            "b/_config.yml": "title: B\n",
            "b/_posts/2020-01-02-b.md": "---\ntitle: B\n---\n",
        },
    )
    assert (settings.generator, settings.posts) == (None, None)
    assert {entry.path for entry in Blog.open(tmp_path).posts()} == {
        "a/content/posts/a.md",
        "b/_posts/2020-01-02-b.md",
    }


def test_a_folder_of_posts_that_no_repository_keeps_becomes_a_blog_with_them(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    write(tmp_path, "a.md", "# A\n")
    write(tmp_path, "b.md", "---\ntitle: B\n---\n")
    begin(tmp_path)
    assert sorted(entry.path for entry in Blog.open(tmp_path).posts()) == ["a.md", "b.md"]
    assert git(tmp_path, "ls-files") == SETTINGS_NAME


def test_a_site_that_no_repository_keeps_becomes_a_blog(tmp_path: Path, git: Callable[..., str]) -> None:
    write(tmp_path, "hugo.toml", 'baseURL = "https://example.org/"\n')
    begin(tmp_path)
    assert load(tmp_path).settings.blog.generator == "hugo"
    assert git(tmp_path, "ls-files") == SETTINGS_NAME


def test_posts_that_a_repository_around_them_keeps_get_none_of_their_own(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "blog/a.md", "---\ntitle: A\n---\n")
    with pytest.raises(BlogExists) as error:
        begin(tmp_path / "blog")
    assert "lies in a blog or a repository" in str(explain(error.value))
    assert [path.name for path in (tmp_path / "blog").iterdir()] == ["a.md"]


def test_files_without_a_post_are_not_called_a_blog(tmp_path: Path) -> None:
    write(tmp_path, "notes.txt", "a\n")
    with pytest.raises(BlogExists) as error:
        begin(tmp_path)
    assert explain(error.value).what == f"{tmp_path} holds other files, and no post was found among them."
