"""``init`` and ``demo`` on the command line: what they ask, what they say, what they leave behind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

Git = Callable[..., str]


class Terminal(io.StringIO):
    """A terminal on which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody sits at a terminal, and answers what is asked."""

    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal(text))
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    return typed


@pytest.mark.usefixtures("no_identity")
def test_init_asks_who_commits_where_git_does_not_know_it(
    tmp_path: Path, run: Run, git: Git, typed: Callable[[str], None]
) -> None:
    typed("Renée Œillet\nrenee@example.org\n")
    ran = run(tmp_path, "init", "carnet")
    assert ran.status == 0
    assert ran.err.startswith("git signs each commit with a name and an address")
    blog = tmp_path / "carnet"
    assert git(blog, "log", "-1", "--format=%an <%ae>") == "Renée Œillet <renee@example.org>"
    assert git(blog, "config", "--local", "user.email") == "renee@example.org"


@pytest.mark.usefixtures("no_identity")
@pytest.mark.parametrize("answers", ["\n", "Renée\n\n", ""])
def test_init_without_an_answer_leaves_nothing_behind(
    tmp_path: Path, run: Run, typed: Callable[[str], None], answers: str
) -> None:
    typed(answers)
    ran = run(tmp_path, "init", "carnet")
    assert (ran.status, ran.out) == (1, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_identity")
def test_init_asks_nobody_without_a_terminal(tmp_path: Path, run: Run) -> None:
    refused(run(tmp_path, "init", "carnet"), "git config --global user.name")
    assert list(tmp_path.iterdir()) == []


def test_init_in_a_folder_of_posts_without_git_says_how_they_are_kept(
    tmp_path: Path, run: Run, git: Git
) -> None:
    folder = tmp_path / "mes notes"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    first, second, third = run(tmp_path, "init", "mes notes").out.splitlines()
    assert first == "2 posts found here."
    assert second.endswith(f"Open it: blogwifi '{folder}'")
    assert third.endswith(f": blogwifi -C '{folder}' commit")
    assert run(tmp_path, "-C", str(folder), "commit").status == 0
    assert git(folder, "status", "--porcelain") == ""


def test_init_names_the_markdown_that_it_leaves_out_and_takes_the_fullest_folder(
    tmp_path: Path, run: Run
) -> None:
    for name in ("articles/a", "blog/a", "blog/b", "blog/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    first, second, *_others = run(tmp_path, "init").out.splitlines()
    assert first == "3 posts found in blog/."
    assert second.startswith("1 file outside the folders of the posts is left out: articles/a.md.")
    assert 'posts = "blog"' in (tmp_path / "blogwifi.toml").read_text(encoding="utf-8")


def test_init_of_a_repository_that_has_its_texts_elsewhere_says_how_they_come_in(
    tmp_path: Path, run: Run, git: Git
) -> None:
    (tmp_path / "docs").mkdir()
    for name in "ab":
        (tmp_path / "docs" / f"{name}.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    told = run(tmp_path, "init").out.splitlines()[0]
    assert told.startswith("2 files outside the folders of the posts are left out: docs/ (2).")
    assert told.endswith('posts = "docs".')
    listed = run(tmp_path, "list")
    assert (listed.status, listed.out) == (0, "")
    assert "are left out: docs/ (2)." in listed.err


def test_init_says_once_that_git_does_not_keep_the_files_of_the_site(
    tmp_path: Path, run: Run, git: Git
) -> None:
    for name in ("hugo.toml", "archetypes/default.md", "content/posts/a.md", "public/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("title = 'A'\n" if name.endswith("toml") else "---\ntitle: A\n---\n")
    last = run(tmp_path, "init").out.splitlines()[-1]
    assert last.startswith("git does not keep 2 other files either (archetypes/, hugo.toml)")
    assert f"git -C {tmp_path} add" in last
    assert "hugo.toml" not in git(tmp_path, "ls-files")


def test_a_folder_of_posts_that_is_written_wrong_is_told_with_the_nearest(tmp_path: Path, run: Run) -> None:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    (tmp_path / "blogwifi.toml").write_text('[blog]\nposts = "contents/posts"\n', encoding="utf-8")
    words = "names the folder contents/posts/, which is not there. Did you mean content/posts?"
    listed = run(tmp_path, "list", "--json")
    assert (listed.status, listed.data) == (0, [])
    assert words in listed.err
    assert words in run(tmp_path, "doctor").out
    assert words in run(tmp_path, "status").out


def test_init_and_demo_tell_as_json_what_they_made(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    told = run(tmp_path, "init", "--json").data
    made = {"path": str(tmp_path), "posts": {"": 1}, "uncommitted": ["a.md"]}
    assert told == {**made, "left_out": {}, "untracked": []}
    assert run(tmp_path.parent, "demo", "essai", "--json").data == {"path": str(tmp_path.parent / "essai")}


def test_init_works_in_the_folder_that_is_named_before_it(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a").mkdir()
    assert run(tmp_path, "-C", "a", "init", "b").status == 0
    assert (tmp_path / "a" / "b" / "blogwifi.toml").is_file()


@pytest.mark.usefixtures("no_identity")
def test_init_asks_again_for_an_address_that_is_none(
    tmp_path: Path, run: Run, git: Git, typed: Callable[[str], None]
) -> None:
    typed("Renée\nrenée\n@\nrenee@example.org\n")
    ran = run(tmp_path, "init", "carnet")
    assert ran.status == 0
    assert ran.err.count("Type an e-mail address, such as you@example.org.") == 2
    assert git(tmp_path / "carnet", "log", "-1", "--format=%ae") == "renee@example.org"


@pytest.mark.usefixtures("no_identity")
@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (None, "Run “blogwifi init” again on a terminal: the name is asked there."),
        ("\n", "Run “blogwifi init” again, and type name and address."),
        ("Renée\nrenée\n", "Run “blogwifi init” again, and type name and address."),
    ],
)
def test_init_that_does_not_learn_who_commits_says_where_the_name_is_asked(
    tmp_path: Path, run: Run, typed: Callable[[str], None], answers: str | None, told: str
) -> None:
    if answers is not None:
        typed(answers)
    ran = run(tmp_path, "init", "carnet")
    assert ran.status == 1
    assert told in ran.err
    assert "first commit" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [["init"], ["demo", "--no-open"]])
def test_a_blog_is_not_made_of_a_file_and_that_is_said(tmp_path: Path, run: Run, verb: list[str]) -> None:
    (tmp_path / "notes").write_text("Mes notes", encoding="utf-8")
    told = run(tmp_path, *verb, "notes")
    refused(told, f"{tmp_path / 'notes'} is a file. Name a folder; one that is not there yet is made.")
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "Mes notes"


def test_the_next_step_names_the_folder_as_a_shell_takes_it(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "mes notes"
    folder.mkdir()
    refused(run(tmp_path, "list", "-C", "mes notes"), f"“blogwifi init '{folder}'”")
    assert run(tmp_path, "init", "mes notes").status == 0
    refused(run(tmp_path, "init", "mes notes"), f"Open it with “blogwifi '{folder}'”.")


def test_a_demo_without_a_terminal_is_made_and_told_and_another_blog_is_none(
    blog_folder: Path, tmp_path: Path, run: Run
) -> None:
    (blog_folder / "blogwifi.toml").touch()
    for _time in range(2):
        ran = run(tmp_path, "demo", "essai")
        assert (ran.status, ran.out) == (0, f"{tmp_path / 'essai'}\n")
        assert f"blogwifi {tmp_path / 'essai'}" in ran.err
    refused(run(tmp_path, "demo", "--no-open", str(blog_folder)), "is a blog already")
