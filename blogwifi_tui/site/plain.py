"""No generator that is known: a folder of posts, found by the names such folders have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.content.post_rules import DraftChange, Header, generic_visibility
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.generators.first_look import has_title
from blogwifi_tui.site.generators.post_names import NEVER, POST_NAMES, likeliest
from blogwifi_tui.site.paths import join
from blogwifi_tui.site.tree import Tree

DEFAULT_FOLDER: Final = "posts"
_POSTS: Final = (
    "_posts", "source/_posts", "src/_posts", "docs/_posts", "src/content/posts", "src/content/blog",
    "src/content/post", "content/posts", "content/post", "content/blog", "content/articles",
    "content/billets",
    "src/posts", "src/blog", "posts", "post", "articles", "billets", "blog", "src/pages/posts", "content",
)  # fmt: skip
_LOOSE: Final = "content"
_DRAFTS: Final = ("_drafts", "source/_drafts", "src/_drafts", "docs/_drafts", "drafts", "content/drafts")
_IMAGES: Final = (
    "static/images",
    "static",
    "assets/images",
    "assets",
    "public/images",
    "public",
    "images",
    "img",
)
_DAY_FOLDER = re.compile(r"(?:19|20)\d\d(?:[-_.]?\d\d)?|\d\d?")
_DEEPEST: Final = 6
_LOOKED_INTO: Final = 5
"""How deep below the root a folder of posts is looked for that has no name of one."""
_MOST_FOLDERS: Final = 150
_SAMPLE: Final = 5
"""Files of a folder that are looked at, for a header with a title."""
_FEWEST: Final = 2
"""Files with a title that make a folder one of posts where its name does not."""
_OTHERS: Final = frozenset((
    "claude", "agents", "gemini", "copilot-instructions", "examples", "example", "spec", "index", "404",
    "about", "history", "install", "maintainers", "governance", "support", "roadmap", "faq", "usage", "skill",
))  # fmt: skip
"""Names of Markdown that is no post, beside those that never are."""
_BUILT: Final = "public"
"""The name of a folder of what was built, unless posts lie in it, each in a folder of its own."""
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-", re.ASCII)


def folder_of_posts(tree: Tree, folder: str) -> Site:
    """The posts below ``folder``, whatever makes a site of them; our own ``posts`` where there are none.

    A folder that has a name of one comes first, of several the one with the most; then those that hold the
    most Markdown with a title.
    """
    found = [each for each in _POSTS if _holds_posts(tree, join(folder, each))]
    # `content` holds `content/posts`: the outer one would list every post twice.
    found = [f for f in found if not any(other != f and other.startswith(f + "/") for other in found)]
    drafts = [each for each in _DRAFTS if tree.has_folder(join(folder, each))][:1]
    inner = tuple(join(folder, each) for each in drafts)
    pictures = pictures_in(tree, folder)
    if found:
        # Of several the fullest; `content`, the loosest of the names, only where there is no other.
        found = [each for each in found if each != _LOOSE] or found
        if len(found) > 1:
            found.sort(key=lambda each: -_count(tree, join(folder, each)))
        return Site(PLAIN, folder, posts=(join(folder, found[0]),), drafts=inner, pictures=pictures)
    posts = _fullest(tree, folder, inner)
    if not posts and any(is_post(name) and not _is_other(name) for name in tree.files(folder)):
        posts = (folder,)
    if "" in posts:
        inner = ()
    return Site(
        PLAIN, folder, posts=posts or (join(folder, DEFAULT_FOLDER),), drafts=inner, pictures=pictures
    )


def holds(site: Site, path: str) -> bool:
    """Whether it is Markdown in the folder of posts, and none of the texts that every project has.

    The folder may have a name that else is that of a part; where it is the root, documentation is none.
    """
    for folder in (*site.posts, *site.drafts):
        if folder == site.folder:
            inner = path[len(folder) + 1 :] if folder else path
            parts = inner.split("/")
            if is_post(inner) and not _is_other(parts[-1]) and NEVER.isdisjoint(map(str.lower, parts[:-1])):
                return True
        elif path.startswith(f"{folder}/") and is_post(f"posts/{path[len(folder) + 1 :]}"):
            return True
    return False


def visibility(site: Site, header: Header, moment: datetime | None) -> Visibility:
    """A draft by its folder, or by any mark that is known; else shown from ``moment`` on."""
    folder = _drafts_of(site, header.path)
    if folder:
        return Visibility(draft=True, reason=f"{folder.rpartition('/')[2]}/")
    return generic_visibility(header, moment)


def draft_change(site: Site, header: Header, draft: bool, now: datetime | None) -> DraftChange | None:
    """Out of the folder of drafts into that of the posts, dated in its name where that is ``_posts``."""
    folder = _drafts_of(site, header.path)
    if draft or not folder:
        return None
    inner, place = header.path[len(folder) + 1 :], site.posts[0]
    if place.rpartition("/")[2] == "_posts" and now and not _DATED.match(inner):
        inner = f"{now:%Y-%m-%d}-{inner}"
    return DraftChange(path=f"{place}/{inner}" if place else inner)


def _drafts_of(site: Site, path: str) -> str:
    return next((each for each in site.drafts if path.startswith(f"{each}/")), "")


def _is_other(name: str) -> bool:
    return name.rpartition(".")[0].lower() in _OTHERS


def _fullest(tree: Tree, root: str, drafts: tuple[str, ...]) -> tuple[str, ...]:
    """The folder with the most Markdown that has a header with a title; empty when there is none."""
    weights: Counter[str] = Counter()
    for folder in _candidates(tree, root):
        if folder not in drafts and (weight := _weight(tree, root, folder)):
            # Posts that lie each in a folder of their own weigh for the folder around.
            named = likeliest(folder.rpartition("/")[2]) < len(POST_NAMES)
            weights[_around_days(root, folder)] += weight * (10 if named else 1)
    best = max(weights, key=lambda folder: (weights[folder], folder), default=None)
    return () if best is None else (best,)


def _around_days(root: str, folder: str) -> str:
    """The folder around those that are called as years, months or days are."""
    while folder != root and _DAY_FOLDER.fullmatch(folder.rpartition("/")[2]):
        folder = folder.rpartition("/")[0]
    return folder


def _candidates(tree: Tree, root: str) -> Iterator[str]:
    """The folders that may be one of posts, from the root down."""
    waiting = [(root, 0)]
    count = 0
    while waiting and count < _MOST_FOLDERS:
        folder, depth = waiting.pop(0)
        count += 1
        yield folder
        for name in sorted(tree.folders(folder)):
            inner = join(folder, name)
            plain = name.lower() not in NEVER and is_post(f"{name}/post.md")
            if depth < _LOOKED_INTO and (plain or (name == _BUILT and depth == 0)):
                waiting.append((inner, depth + 1))


def _weight(tree: Tree, root: str, folder: str) -> int:
    """How many posts seem to lie in a folder itself, each a file or ``index.md`` in a folder of its own."""
    files = [name for name in tree.files(folder) if is_post(f"posts/{name}") and not _is_other(name)]
    if folder == root:
        files = [name for name in files if is_post(name)]
    bundles = [
        name
        for name in sorted(tree.folders(folder))[:_MOST_FOLDERS]
        if "index.md" in tree.files(join(folder, name))
    ]
    bundles = [name for name in bundles if name.lower() not in NEVER]
    if _BUILT in folder.split("/"):
        files = []
    if len(files) >= len(bundles):
        samples = [join(folder, name) for name in sorted(files, reverse=True)[:_SAMPLE]]
    else:
        samples = [f"{join(folder, name)}/index.md" for name in bundles[-_SAMPLE:]]
    titled = sum(has_title(tree.beginning(path)) for path in samples)
    count = max(len(files), len(bundles))
    name = folder.rpartition("/")[2]
    few = count < _FEWEST and likeliest(name) == len(POST_NAMES) and not _DAY_FOLDER.fullmatch(name)
    return 0 if not titled or few else count * titled // len(samples) or 1


def chosen_folder(tree: Tree, folder: str) -> Site:
    """The posts in the very folder that a person has named."""
    beside = f"{folder.removesuffix('_posts')}_drafts"
    drafts = (beside,) if folder.endswith("_posts") and tree.has_folder(beside) else ()
    return Site(PLAIN, posts=(folder,), drafts=drafts, pictures=pictures_in(tree, ""))


def pictures_in(tree: Tree, folder: str) -> str:
    """The folder of pictures that is there, by the names such folders have; empty when there is none."""
    return tree.first_folder(folder, _IMAGES)


def _holds_posts(tree: Tree, folder: str, depth: int = 0) -> bool:
    """Whether a post is in this folder or below; stops at the first."""
    if depth > _DEEPEST or not tree.has_folder(folder):
        return False
    if any(is_post(f"posts/{name}") for name in tree.files(folder)):
        return True
    inner = sorted((name for name in tree.folders(folder) if not name.startswith(".")), reverse=True)
    return any(_holds_posts(tree, f"{folder}/{name}", depth + 1) for name in inner)


def _count(tree: Tree, folder: str, depth: int = 0) -> int:
    """How many posts lie in this folder and below."""
    posts = sum(is_post(f"posts/{name}") for name in tree.files(folder))
    if depth == _DEEPEST:
        return posts
    inner = sorted(name for name in tree.folders(folder) if not name.startswith("."))[:_MOST_FOLDERS]
    return posts + sum(_count(tree, f"{folder}/{name}", depth + 1) for name in inner)


PLAIN: Final = Generator(
    name="none",
    label="",
    pattern="{date}-{slug}",
    holds=holds,
    visibility=visibility,
    draft_change=draft_change,
)
