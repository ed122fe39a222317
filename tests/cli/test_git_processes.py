"""How often each command starts git on a blog it has met before: seldom, as scripts run many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import POST, Git

MOST = {
    ("list",): 2,
    ("list", "--json"): 2,
    ("show", "{post}"): 0,
    ("tags",): 0,
    ("check",): 0,
    ("search", "article"): 0,
    ("set", "{post}", "title=Un autre"): 2,
    ("new", "Un nouvel article"): 4,
    ("commit",): 4,
    ("commit", "{edited}"): 4,
    ("status",): 5,
}
"""By the words of a command, the git processes it may start."""


@pytest.mark.parametrize("words", MOST, ids=" ".join)
def test_a_command_starts_git_seldom(
    run: Run, published_blog: Path, git_log: Path, words: tuple[str, ...]
) -> None:
    edited = published_blog / "posts" / "edite.md"
    edited.write_text("---\ntitle: Édité\ndate: 2020-01-02\n---\nUn texte.\n", encoding="utf-8")
    for seen in ("list", "list"):
        assert run(published_blog, seen).status == 0
    git_log.write_text("")
    named = [word.format(post=POST, edited="posts/edite.md") for word in words]
    ran = run(published_blog, *named)
    assert ran.status == 0, ran.err
    calls = git_log.read_text().splitlines()
    assert len(calls) <= MOST[words], "\n".join(call.replace("\x1f", " ") for call in calls)


def test_what_differs_from_the_site_is_asked_about_once(
    run: Run, published_blog: Path, git: Git, git_log: Path
) -> None:
    file = published_blog / POST
    for change in ("draft: true\n", "description: Un mot\n"):
        file.write_text(file.read_text("utf-8").replace("---\n", f"---\n{change}", 1), encoding="utf-8")
        git(published_blog, "commit", "--quiet", "-m", "Change", POST)
        first = run(published_blog, "list")
        assert "leaves the site" in first.out
        git_log.write_text("")
        assert run(published_blog, "list") == first
        assert len(git_log.read_text().splitlines()) == 2


def test_only_a_publication_loads_gitpython(published_blog: Path) -> None:
    words = [["list"], ["set", POST, "title=Un autre"], ["new", "Un article"], ["commit"], ["status"]]
    script = "import sys; from blogwifi_tui.cli.main import main; "
    for command in words:
        tried = subprocess.run(
            [sys.executable, "-c", f"{script}main({command!r}); sys.exit('git' in sys.modules)"],
            cwd=published_blog,
            check=False,
        )
        assert tried.returncode == 0, command
