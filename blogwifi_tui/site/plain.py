"""No generator that is known: a folder of posts, found by the names such folders have."""

from __future__ import annotations

from typing import Final

from blogwifi_tui.content.post_files import is_post
from blogwifi_tui.site.generator import Generator, Site
from blogwifi_tui.site.tree import Tree

DEFAULT_FOLDER: Final = "posts"
_POSTS: Final = (
    "_posts", "source/_posts", "src/_posts", "docs/_posts", "src/content/posts", "src/content/blog",
    "src/content/post", "content/posts", "content/post", "content/blog", "content/articles",
    "content/billets",
    "src/posts", "src/blog", "posts", "post", "articles", "billets", "blog", "src/pages/posts", "content",
)  # fmt: skip
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
_DEEPEST: Final = 6


def folder_of_posts(tree: Tree, folder: str) -> Site:
    """The posts below ``folder``, whatever makes a site of them; our own ``posts`` where there are none."""
    found = [each for each in _POSTS if _holds_posts(tree, _join(folder, each))]
    # `content` holds `content/posts`: the outer one would list every post twice.
    found = [f for f in found if not any(other != f and other.startswith(f + "/") for other in found)]
    drafts = [each for each in _DRAFTS if tree.has_folder(_join(folder, each))][:1]
    if not found and any(map(is_post, tree.files(folder))):
        return Site(PLAIN, folder, posts=(folder,), pictures=pictures_in(tree, folder))
    posts = _join(folder, found[0] if found else DEFAULT_FOLDER)
    inner = tuple(_join(folder, each) for each in drafts)
    return Site(PLAIN, folder, posts=(posts,), drafts=inner, pictures=pictures_in(tree, folder))


def chosen_folder(tree: Tree, folder: str) -> Site:
    """The posts in the very folder that a person has named."""
    beside = f"{folder.removesuffix('_posts')}_drafts"
    drafts = (beside,) if folder.endswith("_posts") and tree.has_folder(beside) else ()
    return Site(PLAIN, posts=(folder,), drafts=drafts, pictures=pictures_in(tree, ""))


def pictures_in(tree: Tree, folder: str) -> str:
    """The folder of pictures that is there, by the names such folders have; empty when there is none."""
    return next((path for each in _IMAGES if tree.has_folder(path := _join(folder, each))), "")


def _join(folder: str, inner: str) -> str:
    return f"{folder}/{inner}" if folder else inner


def _holds_posts(tree: Tree, folder: str, depth: int = 0) -> bool:
    """Whether a post is in this folder or below; stops at the first."""
    if depth > _DEEPEST or not tree.has_folder(folder):
        return False
    if any(is_post(f"posts/{name}") for name in tree.files(folder)):
        return True
    inner = sorted((name for name in tree.folders(folder) if not name.startswith(".")), reverse=True)
    return any(_holds_posts(tree, f"{folder}/{name}", depth + 1) for name in inner)


PLAIN: Final = Generator(name="none", label="", pattern="{date}-{slug}")
