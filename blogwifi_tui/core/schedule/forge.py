"""The forges that can build a site at a moment."""

from __future__ import annotations

from enum import StrEnum


class Forge(StrEnum):
    """What runs the workflows of a repository."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    GITEA = "gitea"
