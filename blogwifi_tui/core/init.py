"""Making a folder a blog."""

from __future__ import annotations

import json
from pathlib import Path

from blogwifi_tui.content import files
from blogwifi_tui.errors import BlogExists, IdentityMissing
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import SETTINGS_NAME
from blogwifi_tui.vcs.repository import Repository

POSTS = "posts"


def begin(folder: Path, title: str = "") -> None:
    """Give ``folder`` what it lacks of a repository, ``posts/``, ``blogwifi.toml`` and a commit of that file.

    Raises:
        BlogExists: it is a blog already, or holds files that no repository keeps.
        GitError: git is missing or refused; the files stay, and ``blogwifi commit`` goes on from there.
    """
    is_kept, is_set = (folder / ".git").exists(), (folder / SETTINGS_NAME).exists()
    if is_kept == is_set and folder.is_dir() and any(folder.iterdir()):
        raise BlogExists(str(folder))
    repository = Repository.init(folder)
    if repository.identity() is None:
        raise IdentityMissing  # before any file is made, so that the next try starts from the same place
    if not is_set:
        (folder / POSTS).mkdir(exist_ok=True)
        files.create(folder, SETTINGS_NAME, starter(title or folder.resolve().name, POSTS).encode())
    relative = (folder.resolve() / SETTINGS_NAME).relative_to(repository.root).as_posix()
    repository.commit([relative], _("Start the blog"))


def starter(title: str, posts: str) -> str:
    """What ``init`` writes as a new blog's ``blogwifi.toml``: its name, its folder, what else can be said."""

    def quoted(text: str) -> str:
        return json.dumps(" ".join(text.split()), ensure_ascii=False)

    lines = [
        f"# {_('Settings of this blog. Each has a default; remove the # to change one.')}",
        "[blog]",
        f"title = {quoted(title)}",
        f"posts = {quoted(posts)}",
        '# public_address = "https://example.org/{year}/{slug}/"',
        '# time_zone = "Europe/Paris"',
        "",
        "[publish]",
        f'# confirm = "warnings"   # {_("always, warnings or never")}',
    ]
    return "\n".join(lines) + "\n"
