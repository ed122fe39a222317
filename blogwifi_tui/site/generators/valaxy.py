"""Valaxy: by its documentation (Post) and the source of its client; no build was compared."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import quote

from blogwifi_tui.content.post_rules import DraftChange, Header
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.generator import Generator, Page, Site, link_to_address
from blogwifi_tui.site.generators.packages import depends_on
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.tree import Tree

_SETTINGS: Final = frozenset(
    f"{name}.config.{ending}" for name in ("valaxy", "site") for ending in ("ts", "js", "mjs")
)
_TRUE: Final = frozenset(("true", "yes", "on"))
_DRAFTS: Final = "_drafts/"


def find(tree: Tree, folder: str) -> Site | None:
    """The Valaxy site in ``folder``: its settings, with pages beside them."""
    settings = tree.files(folder) & _SETTINGS
    own = any(name.startswith("valaxy.config.") for name in settings)
    if not own and not (settings and depends_on(tree, folder, "valaxy")):
        return None
    pages = below(folder, "pages")
    drafts = f"{pages}/_drafts"
    posts = (f"{pages}/posts", *([drafts] if tree.has_folder(drafts) else []))
    return Site(
        VALAXY,
        folder,
        posts=posts,
        holds_future=False,
        pictures=below(folder, "public/images"),
        details={"pages": pages},
    )


def _inner(site: Site, path: str) -> str:
    return path.removeprefix(f"{site.detail('pages', str)}/")


def _is_set(header: Header, key: str) -> str:
    """The key with its value, where that is true; empty where it is not."""
    text = None if key in header.capitals or key in header.quoted else header.texts.get(key)
    return f"{key}: {text}" if isinstance(text, str) and text.lower() in _TRUE else ""


def visibility(site: Site, header: Header, _moment: datetime | None) -> Visibility:
    """``draft`` leaves the page out, ``hide`` the lists (client: main.ts, composables/post).

    Lists name what lies in ``posts`` alone; a page of ``_drafts`` is there for who knows its address.
    """
    draft = _is_set(header, "draft")
    hide = _is_set(header, "hide") or ("hide: all" if header.texts.get("hide") == "all" else "")
    among_drafts = _DRAFTS if _inner(site, header.path).startswith(_DRAFTS) else ""
    return Visibility(
        draft=bool(draft), unlisted=bool(hide or among_drafts), reason=draft or hide or among_drafts
    )


def draft_change(site: Site, header: Header, draft: bool, _now: datetime | None) -> DraftChange:
    """``draft: true`` in the header; what lies in ``_drafts`` goes to ``posts`` with it."""
    marked = bool(_is_set(header, "draft"))
    if draft:
        return DraftChange() if marked else DraftChange((("draft", True),))
    inner = _inner(site, header.path)
    path = f"{site.posts[0]}/{inner.removeprefix(_DRAFTS)}" if inner.startswith(_DRAFTS) else ""
    return DraftChange((("draft", False),) if marked else (), path=path)


def address(site: Site, page: Page) -> str | None:
    """By the path of the file below ``pages``; None where the header has a ``path`` of its own."""
    if page.given.get("path"):
        return None
    route = _inner(site, page.path).rpartition(".")[0].removesuffix("/index")
    return quote(f"/{route}", safe="/-._~!$&'()+*,;=:@%")


VALAXY: Final = Generator(
    name="valaxy",
    label="Valaxy",
    find=find,
    keys=frozenset(("draft", "hide")),
    visibility=visibility,
    draft_change=draft_change,
    address=address,
    link=link_to_address,
    refuses_repeated=True,
)
