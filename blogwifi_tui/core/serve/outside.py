"""Whether a path that settings name leads out of the blog."""

from __future__ import annotations

import posixpath


def leads_out(folder: str, path: str) -> bool:
    """Whether ``path``, seen from a folder of the work tree, may lead out of it."""
    if path.startswith(("/", "~", "\\")) or path[1:2] == ":" or "$" in path:
        return True
    return posixpath.normpath(posixpath.join(folder, path.replace("\\", "/"))).split("/")[0] == ".."
