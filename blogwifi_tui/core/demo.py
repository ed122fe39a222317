"""The demo blog: our sample posts with a past, and a repository beside it to publish to.

Nothing leaves the machine and nobody's settings are touched: the remote is a folder, and an identity is given
to the demo's own repository only, where git knows none. It is in the language that is spoken.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from blogwifi_tui.core import demo_history_en, demo_history_fr
from blogwifi_tui.core.demo_history import History, stream
from blogwifi_tui.core.init import starter
from blogwifi_tui.core.trust import open_guarded
from blogwifi_tui.errors import BlogExists, FileFailed
from blogwifi_tui.i18n.translation import language
from blogwifi_tui.settings.paths import SETTINGS_NAME, demo_dir, sample_posts
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.runner import Runner

HISTORIES = {"en": demo_history_en.HISTORY, "fr": demo_history_fr.HISTORY}
"""By language, the blog's past."""


def default_folder() -> Path:
    """Where the demo lives when no folder is named, so that a second call opens the same one."""
    return demo_dir(language())


def make(folder: Path) -> Path:
    """Make the demo blog in ``folder`` (absent or empty) and return it; one that is there is left as it is.

    Its remote is the bare repository ``<folder>.git`` beside it. All commits but the last are published.

    Raises:
        BlogExists: the folder holds something else, or another blog.
        GitMissing, GitTooOld, FileFailed: git, or the disk.
    """
    folder = folder.resolve()
    if (folder / SETTINGS_NAME).is_file() and (folder / ".git").exists():
        if not _is_demo(folder):
            raise BlogExists(str(folder), "")
        return folder
    if folder.exists() and not folder.is_dir():
        raise BlogExists(str(folder), "file")
    if folder.exists() and any(folder.iterdir()):
        raise BlogExists(str(folder), "others")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".blogwifi-", dir=folder.parent) as workshop:
            _make(Path(workshop), folder, _unused(folder))
    except OSError as error:
        raise FileFailed(str(folder), errno=error.errno or 0, action="create") from error
    return folder


def _is_demo(folder: Path) -> bool:
    """Whether a blog began as a demo: who made its first commit with us is told by the history alone."""
    words = ("log", "--max-parents=0", "--format=%ae", "HEAD")
    begun = open_guarded(folder).runner.read(*words, check=False).text
    return any(history.email in begun.split() for history in HISTORIES.values())


def _make(workshop: Path, folder: Path, remote: Path) -> None:
    """Build both in ``workshop``, then put them in place: a half-made demo is never seen."""
    repository = Repository.init(workshop / "blog")
    runner = repository.runner
    branch = runner.read("symbolic-ref", "--short", "HEAD").text
    history = HISTORIES[language()]
    runner.run("fast-import", "--quiet", data=stream(history, branch, _files(history)))
    runner.run("read-tree", "-m", "-u", "HEAD")
    if repository.identity() is None:
        repository.set_identity(history.author, history.email)

    built = workshop / "remote.git"
    Runner(workshop).run("init", "--quiet", "--bare", f"--initial-branch={branch}", str(built))
    repository.add_remote("origin", str(built))
    runner.run("push", "--quiet", "origin", f"HEAD~1:refs/heads/{branch}")
    runner.run("branch", "--quiet", f"--set-upstream-to=origin/{branch}")
    repository.add_remote("origin", str(remote))

    built.rename(remote)
    repository.root.rename(folder)


def _files(history: History) -> dict[str, bytes]:
    """The demo's files as they are today, by path in the blog: those that its past tells of."""
    posts = sample_posts(language())
    paths = {step.became or path for step in history.steps for path in step.paths} - {SETTINGS_NAME}
    files = {path: (posts / path.removeprefix("posts/")).read_bytes() for path in sorted(paths)}
    return {SETTINGS_NAME: starter(history.title, ["posts"]).encode(), **files}


def _unused(folder: Path) -> Path:
    """A free name for the remote: an earlier demo's may be there still."""
    remote, number = folder.with_name(f"{folder.name}.git"), 2
    while remote.exists():
        remote, number = folder.with_name(f"{folder.name}-{number}.git"), number + 1
    return remote
