"""The names that folders and collections of posts have, in the order of how surely they mean posts."""

from __future__ import annotations

from typing import Final

POST_NAMES: Final = (
    "posts", "blog", "post", "articles", "billets", "writing", "writings", "journal", "blogs", "blogposts",
    "blog-posts", "blog_posts", "article", "entries", "essays", "stories", "news", "notes", "thoughts", "til",
    "weblog", "carnet", "actualites", "actualités",
)  # fmt: skip
NEVER: Final = frozenset((
    "docs", "doc", "documentation", "spec", "specs", "manual", "guide", "guides", "wiki", "examples",
    "example", "templates", "template", "archetypes", "scaffolds", "node_modules", "vendor", "themes", "test",
    "tests", "fixtures", "layouts", "includes", "partials", "prompts", "agents", "commands", "skills", "adr",
    "rfcs", "changelog", "changelogs", "pages", "authors", "author",
))  # fmt: skip
"""Names of folders whose Markdown is no post, where no generator says so."""


def likeliest(name: str) -> int:
    """The place of a name in an order that begins with the likeliest for posts."""
    parts = [name.lower(), *name.lower().replace("_", "-").split("-")]
    ranks = [POST_NAMES.index(part) for part in parts if part in POST_NAMES]
    return min(ranks, default=len(POST_NAMES))
