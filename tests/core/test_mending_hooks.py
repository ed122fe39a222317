"""A hook that mends the files of a commit and refuses it once, as those that trim blanks do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.cli.main import main
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import HookMended, NotWatched
from blogwifi_tui.i18n.explain import explain
from tests.conftest import POST, Git
from tests.drafts import set_draft

TRIMS = """\
#!/bin/sh
bad=0
for file in $(git diff --cached --no-renames --name-only --diff-filter=ACM); do
  if grep -q ' $' "$file"; then sed -i 's/ *$//' "$file"; bad=1; echo "Fixing $file"; fi
done
exit $bad
"""
NEVER_CONTENT = """\
#!/bin/sh
for file in $(git diff --cached --no-renames --name-only --diff-filter=ACM); do echo encore >> "$file"; done
echo "Never right"
exit 1
"""


def hooked(folder: Path, script: str) -> Blog:
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)
    blog = Blog.open(folder)
    agree_to_all(blog._repository.git)
    return blog


@pytest.fixture
def blanks(blog_folder: Path, git: Git) -> Path:
    """The blog, its post with blanks at the end of a line in the last commit."""
    file = blog_folder / POST
    file.write_text(file.read_text(encoding="utf-8") + "\nDes blancs   \n", encoding="utf-8")
    git(blog_folder, "commit", "--quiet", "-am", "Blancs")
    return blog_folder


VERBS: dict[str, list[str]] = {
    "set": ["set", POST, "draft=true"],
    "tag": ["tag", POST, "--add", "borne"],
    "retag": ["retag", "wifi", "sans-fil"],
    "rename": ["rename", POST, "Le palace"],
    "duplicate": ["duplicate", POST],
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_step_that_a_hook_mends_is_committed_as_mended(
    blanks: Path, git: Git, verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hooked(blanks, TRIMS)
    monkeypatch.chdir(blanks)
    assert main(VERBS[verb]) == 0
    assert git(blanks, "status", "--porcelain") == ""
    assert "+Des blancs   " not in git(blanks, "show", "HEAD")
    assert len(list((blanks / "posts").iterdir())) == (2 if verb == "duplicate" else 1)
    said = capsys.readouterr().err
    assert verb == "duplicate" or "A check of this repository (a git hook) changed this" in said


def test_a_hook_that_is_never_content_is_named_and_what_it_changed(blog_folder: Path) -> None:
    blog = hooked(blog_folder, NEVER_CONTENT)
    with pytest.raises(HookMended) as refused:
        blog.set(POST, {"draft": True})
    assert refused.value.mended == (POST,)
    sentence = explain(refused.value)
    assert f"changed {POST}, and refused the commit" in sentence.what
    assert "Never right" in sentence.what


def test_a_commit_of_one_s_own_words_waits_until_one_saw_what_the_hook_made_of_them(
    blog_folder: Path, git: Git
) -> None:
    blog = hooked(blog_folder, TRIMS)
    (blog_folder / POST).write_text("Des mots   \n", encoding="utf-8")
    with pytest.raises(HookMended) as refused:
        blog.commit_post(POST)
    assert refused.value.mended == (POST,)
    assert git(blog_folder, "diff", "--cached", "--name-only") == ""
    blog.commit_post(POST)
    assert git(blog_folder, "show", f"HEAD:{POST}") == "Des mots"


def test_uncommitted_words_that_a_hook_mends_are_no_other_program_s(blog_folder: Path, git: Git) -> None:
    blog = hooked(blog_folder, TRIMS)
    text = (blog_folder / POST).read_text(encoding="utf-8")
    (blog_folder / POST).write_text(f"{text}\nDes mots   \n", encoding="utf-8")
    done = blog.rename(POST, "Le palace")
    assert (blog_folder / done.path).read_text(encoding="utf-8").endswith("Des mots\n")
    assert git(blog_folder, "status", "--porcelain") == ""


def test_a_draft_is_made_of_no_text_that_a_hook_has_just_mended(blog_folder: Path, git: Git) -> None:
    blog = hooked(blog_folder, TRIMS)
    text = (blog_folder / POST).read_text(encoding="utf-8")
    (blog_folder / POST).write_text(f"{text}\nDes mots   \n", encoding="utf-8")
    with pytest.raises(HookMended) as refused:
        set_draft(blog, POST, draft=True)
    assert refused.value.mended == (POST,)
    assert git(blog_folder, "show", f"HEAD:{POST}").endswith("Des mots")
    assert git(blog_folder, "status", "--porcelain") == ""


def test_a_tag_that_is_there_and_not_committed_is_told(
    blog_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = blog_folder / POST
    file.write_text(file.read_text(encoding="utf-8").replace("[wifi", "[borne, wifi"), encoding="utf-8")
    monkeypatch.chdir(blog_folder)
    assert main(["tag", POST, "--add", "borne"]) == 0
    said = capsys.readouterr().out
    assert said == f"Nothing to change; these are not committed yet: {POST}. blogwifi commit\n"


def test_a_file_git_does_not_look_at_is_no_change_committed(blog_folder: Path, git: Git) -> None:
    git(blog_folder, "update-index", "--skip-worktree", POST)
    blog, before = Blog.open(blog_folder), (blog_folder / POST).read_bytes()
    with pytest.raises(NotWatched) as refused:
        blog.set(POST, {"draft": True})
    assert refused.value.path == POST
    assert (blog_folder / POST).read_bytes() == before
    assert "--no-skip-worktree" in explain(refused.value).next


@pytest.mark.parametrize("flag", ["--skip-worktree", "--assume-unchanged"])
def test_a_file_git_does_not_look_at_and_that_is_as_committed_is_no_trouble(
    blog_folder: Path, git: Git, flag: str
) -> None:
    git(blog_folder, "update-index", flag, POST)
    assert Blog.open(blog_folder).set(POST, {"title": "Le WiFi de l’hôtel"}) is None


def test_a_file_git_takes_for_unchanged_is_committed_all_the_same(blog_folder: Path, git: Git) -> None:
    git(blog_folder, "update-index", "--assume-unchanged", POST)
    assert Blog.open(blog_folder).set(POST, {"draft": True})
    assert "draft: true" in git(blog_folder, "show", f"HEAD:{POST}")


CASES: dict[str, Callable[[Blog], object]] = {
    "undo": lambda blog: blog.undo(blog.last_change()),
    "restore": lambda blog: blog.history.restore(POST, blog.history.of(POST)[-1].sha),
}


@pytest.mark.parametrize("name", CASES)
def test_going_back_to_a_text_that_a_hook_mends_is_done_too(blanks: Path, git: Git, name: str) -> None:
    blog = Blog.open(blanks)
    post = blog.read(POST)
    blog.save(post.with_body("\nCourt.\n"), post)
    blog.commit_post(POST)
    CASES[name](hooked(blanks, TRIMS))
    assert git(blanks, "status", "--porcelain") == ""
    assert "Deux bornes" in (blanks / POST).read_text(encoding="utf-8")
