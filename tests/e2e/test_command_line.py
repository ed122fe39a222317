"""The same job without a screen, by the installed program and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Git

from .conftest import FRENCH
from .terminal import PROGRAM

Ran = subprocess.CompletedProcess[str]
TITLE = "L’été à Noël : le WiFi d’œuvre"


def blogwifi(
    folder: Path, *arguments: str, env: Mapping[str, str] | None = None, stdin: str | None = None
) -> Ran:
    """Run one command in ``folder`` as a shell would, without a terminal."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, **(env or {})},
        input=stdin or "",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_post_is_written_and_published_without_a_screen(
    tmp_path: Path, bare_remote: Path, git: Git
) -> None:
    blog = tmp_path / "carnet"
    assert blogwifi(tmp_path, "init", "carnet", env=FRENCH).returncode == 0
    git(blog, "remote", "add", "origin", str(bare_remote))

    made = blogwifi(blog, "new", TITLE, "--tag", "wifi", "--tag", "noël", env=FRENCH)
    post = made.stdout.strip()
    changed = blogwifi(blog, "set", post, "draft=false", "description=Le canal 36 suffit", env=FRENCH)
    sent = blogwifi(blog, "publish", env=FRENCH)

    assert [ran.stderr for ran in (made, changed, sent)] == ["", "", ""]
    assert "1 nouvel article" in sent.stdout
    assert post.endswith("-l-ete-a-noel-le-wifi-d-oeuvre.md")
    assert git(bare_remote, "log", "--reverse", "--format=%s", "main").splitlines()[1:] == [
        f"Ajoute : {TITLE}",
        f"Modifie : {TITLE}",
    ]
    for revision in ("main~1", "main"):
        assert git(bare_remote, "show", "--format=", "--name-only", revision) == post
    (listed,) = json.loads(blogwifi(blog, "list", "--json").stdout)
    assert (listed["title"], listed["state"], listed["sync"]) == (TITLE, "published", None)


def test_a_draft_named_goes_live_by_publishing(published_blog: Path, bare_remote: Path, git: Git) -> None:
    post = blogwifi(published_blog, "new", TITLE).stdout.strip()
    assert blogwifi(published_blog, "publish", "noel").stdout == "Published: 1 new post.\n"
    assert "draft: true" not in git(bare_remote, "show", f"main:{post}")


def test_the_persons_own_editor_writes_the_post(blog_folder: Path, tmp_path: Path, git: Git) -> None:
    editor = tmp_path / "mon éditeur"
    editor.write_text('#!/bin/sh\nprintf "Écrit ailleurs.\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)

    ran = blogwifi(blog_folder, "new", "Ailleurs", "--edit", env={"EDITOR": f"'{editor}'"})

    assert ran.returncode == 0
    assert git(blog_folder, "show", f"HEAD:{ran.stdout.strip()}").endswith("Écrit ailleurs.")


@pytest.mark.parametrize("verb", [["publish"], ["history", "hotel"], ["set", "hotel", "draft=true"]], ids=str)
def test_without_git_a_verb_that_needs_it_says_how_to_install_it(
    blog_folder: Path, tmp_path: Path, verb: list[str]
) -> None:
    before = (blog_folder / "posts").stat().st_mtime_ns
    ran = blogwifi(blog_folder, *verb, env={"PATH": str(tmp_path / "rien")})

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("blogwifi: git is not installed")
    assert "apt install git" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "draft" not in next((blog_folder / "posts").iterdir()).read_text(encoding="utf-8")
    assert (blog_folder / "posts").stat().st_mtime_ns == before or verb[0] == "set"


def test_without_git_posts_are_listed_and_shown_all_the_same(blog_folder: Path, tmp_path: Path) -> None:
    empty = {"PATH": str(tmp_path / "rien")}
    listed = blogwifi(blog_folder, "list", "--json", env=empty)
    shown = blogwifi(blog_folder, "show", "hotel", env=empty)

    assert (listed.returncode, shown.returncode) == (0, 0)
    assert json.loads(listed.stdout)[0]["sync"] is None
    assert "git is not installed" in listed.stderr
    assert "canal 36" in shown.stdout


def test_without_git_the_text_of_a_new_post_is_kept(blog_folder: Path, tmp_path: Path) -> None:
    ran = blogwifi(blog_folder, "new", TITLE, "--body", "Mots.", env={"PATH": str(tmp_path / "rien")})
    assert ran.returncode == 1
    assert "git is not installed" in ran.stderr
    assert len(list((blog_folder / "posts").glob("*-oeuvre.md"))) == 1


def test_a_reader_that_leaves_early_is_no_error(blog_folder: Path) -> None:
    for number in range(40):
        (blog_folder / "posts" / f"{number}.md").write_text(f"# {'Long titre ' * 200}\n", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ran = subprocess.run(
            [*PROGRAM, "list"], cwd=blog_folder, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_letters_that_the_terminal_lacks_are_the_nearest_it_has(blog_folder: Path) -> None:
    ran = blogwifi(blog_folder, "list", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Le WiFi de l'hotel" in ran.stdout


def test_a_repository_that_belongs_to_another_user_is_read_but_not_written(
    blog_folder: Path, git: Git
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to another user")
    for path in [blog_folder, *blog_folder.rglob("*")]:
        os.chown(path, 65534, 65534)
    ran = blogwifi(blog_folder, "new", TITLE)
    assert ran.returncode == 1
    assert "belongs to another user" in ran.stderr
    assert "safe.directory" in ran.stderr


def test_a_folder_that_may_not_be_opened_is_listed_for_the_posts_in_it(tmp_path: Path, git: Git) -> None:
    blog = tmp_path / "carnet"
    assert blogwifi(tmp_path, "init", "carnet").returncode == 0
    closed = blog / "posts" / "2019"
    closed.mkdir()
    (closed / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    closed.chmod(0)
    try:
        listed = as_anybody(blog, "list", "--json")
        refused = as_anybody(blog, "delete", "posts/2019")
    finally:
        closed.chmod(0o700)
    (row,) = json.loads(listed.stdout)
    assert (row["path"], row["state"]) == ("posts/2019", "unreadable")
    assert row["problem"] == "The file cannot be read; check its permissions."
    assert refused.returncode == 1
    assert "you are not allowed to" in refused.stderr
    assert (closed / "a.md").exists()


def as_anybody(folder: Path, *arguments: str) -> Ran:
    """Run one command without what lets root open everything."""
    without: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("root opens everything, and there is no setpriv to run without that")
        without = (setpriv, "--bounding-set=-dac_override,-dac_read_search")
    return subprocess.run(
        [*without, *PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
