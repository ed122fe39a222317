"""What a generator would run of the blog's own, or go by, is agreed to first, as what git would start is.

A yes holds for this repository, and for exactly what stands in those files now; it lies with the others that
:mod:`blogwifi_tui.core.trust` keeps. What the programs of packages do is not looked into: the files that name
them, and their versions, count.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blogwifi_tui.core.serve.build_commands import MissingGenerator, plan_build, work_tree
from blogwifi_tui.errors import Untrusted

if TYPE_CHECKING:
    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.core.serve.messages import BuildPlan
    from blogwifi_tui.site.generator import Site

_MOST_FILES: Final = 5000
"""Of a folder that counts as a whole."""
_LONGEST: Final = 120
"""Letters of a setting that are shown; all of it counts."""


def trusted_plan(blog: Blog, path: str) -> BuildPlan | MissingGenerator | None:
    """How the site that the post at ``path`` belongs to is built; None where no generator makes it.

    Raises:
        Untrusted: it would run what the person has not agreed to.
    """
    blog.listing.renew_sites()
    return _trusted(blog, blog.sites.of(path))


def require_still_agreed(blog: Blog, plan: BuildPlan) -> None:
    """Make sure that what a generator that runs by ``plan`` would go by now was agreed to, too.

    Raises:
        Untrusted: the person has not agreed to that.
    """
    blog.listing.renew_sites()
    for site in blog.sites.sites:
        if "/".join(part for part in (plan.place, site.folder) if part and part != ".") == plan.folder:
            _trusted(blog, site)


def trust_all(blog: Blog) -> Sequence[str]:
    """Agree to all that git and the generators would start now; what that is."""
    programs = [*blog.git.trust_all()]
    for site in blog.sites.sites:
        try:
            _trusted(blog, site)
        except Untrusted as error:
            blog.git.trust(error.digest)
            programs += error.programs
    return programs


def _trusted(blog: Blog, site: Site) -> BuildPlan | MissingGenerator | None:
    plan = plan_build(blog.root, site)
    if plan is None or isinstance(plan, MissingGenerator):
        return plan
    # What a settings file says that is too large for us, or torn, is not known: the generator may read it.
    above = f"{site.folder}/".lstrip("/")
    unread = (path.removeprefix(above) for path in blog.sites.unread if path.startswith(above))
    plan = replace(plan, runs_code=tuple(dict.fromkeys((*plan.runs_code, *unread))))
    if plan.runs_code:
        shown = tuple(each[:_LONGEST] for each in plan.runs_code)
        blog.git.require_agreed(shown, digest_of(plan, work_tree(blog.root)), plan.generator)
    return plan


def digest_of(plan: BuildPlan, top: Path) -> str:
    """What stands for all that a plan runs, in the work tree at ``top``, and differs once it changes."""
    facts = sha256(os.fsencode(f"{plan.generator}\0{plan.folder}\0"))
    for name in plan.runs_code:
        facts.update(os.fsencode(f"{name}\0"))
        for file in _files(name, top / plan.folder, top):
            facts.update(os.fsencode(f"{file}\0"))
            with suppress(OSError), file.open("rb") as opened:
                facts.update(file_digest(opened, "sha256").digest())
    return facts.hexdigest()


def _files(name: str, *folders: Path) -> Iterator[Path]:
    """The files that a name stands for, in the site's folder or in the work tree; none of a setting."""
    for folder in folders:
        path = folder / name
        if path.is_file():
            yield path
            return
        if name and path.is_dir():
            below = (Path(top, each) for top, _, names in os.walk(path) for each in names)
            yield from sorted(file for file, _ in zip(below, range(_MOST_FILES), strict=False))
            return
