"""Links and pictures of posts that lead to nothing on the site, though there is something in the blog.

Only what is certain is told: see :attr:`.Generator.resolves_links` and its neighbours.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from blogwifi_tui.content.links.targets import FILES, target_of
from blogwifi_tui.content.post_files import is_post, name_of, stem_of
from blogwifi_tui.markdown.scan import Link, LinkForm
from blogwifi_tui.site.address import host_of, page_key, path_of
from blogwifi_tui.site.post_lookup import PostLookup
from blogwifi_tui.site.tree import Tree

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.site.generator import NamedFile, Site
    from blogwifi_tui.site.sites import Sites

_SiteRule = Callable[[Tree, "Site"], bool | None]
_LONGEST: Final = 1024
_SERVED: Final = ("", "static", "content", "assets", "public", "source")


class DeadLink(NamedTuple):
    """A link that leads to nothing on the site."""

    kind: str
    """``no page``: to the file of a post. ``kept back``: to a post that readers do not see. ``beside``: to a
    file that lies beside the post, and not where its page looks for it. ``link`` and ``image``: to nothing at
    all. ``out of site``: to the root of the host, above the folder of the site that it leads to otherwise.
    ``ends build``: one that the generator looks up, to nothing or to a post that readers do not see."""
    detail: str
    """The address as it is written; of ``kept back`` the path of that post."""


class SiteLinks:
    """Where the links of the posts of one blog lead on its site."""

    def __init__(
        self,
        root: Path,
        sites: Sites,
        entries: Iterable[Entry],
        address_of: Callable[[Entry], str],
        is_shown: Callable[[Entry], bool],
    ) -> None:
        """What is known of the blog.

        Args:
            root: its folder.
            sites: what makes pages of its posts.
            entries: all of these.
            address_of: the address of the page of one; empty when not known.
            is_shown: whether readers see it.
        """
        self._tree = Tree(root)
        self._sites = sites
        self._entries = {entry.path: entry for entry in entries}
        self._lookup = PostLookup(root, {path: entry.title for path, entry in self._entries.items()})
        self._address_of = address_of
        self._is_shown = is_shown
        self._answers: dict[tuple[_SiteRule, str], bool | None] = {}

    def filled(self, origin: str, link: Link) -> Link:
        """``link`` with what the words of the generator in its address stand for, where that is known."""
        site = self._sites.of(origin)
        if "{" not in link.address or len(link.address) > _LONGEST:
            return link
        return link._replace(address=site.generator.filled(site, link.address))

    def judge(self, origin: str, link: Link) -> DeadLink | None:
        """What is wrong with a link in the post at ``origin``; None when nothing certainly is."""
        site = self._sites.of(origin)
        is_asset = link.word in site.generator.asset_words
        if (link.form is LinkForm.EMBEDDED and not is_asset) or len(link.address) > _LONGEST:
            return None
        if is_asset:
            return self._asset(site, origin, link)
        if link.form is LinkForm.GENERATOR:
            return self._word(site, origin, link.word, link.address)
        words = (each for each in site.generator.words if each.endswith(":"))
        if word := next((each for each in words if link.address.startswith(each)), ""):
            return self._word(site, origin, word, link.address.removeprefix(word))
        if named := site.generator.file_named(site, origin, link.address):
            return self._to_named(named, link)
        page = self._page(origin)
        host = host_of(page)
        written = link.address
        if host and written.startswith(f"{host}/"):
            written = written.removeprefix(host)
        target = target_of(written)
        if target is None:
            return None
        if is_post(f"posts/{posixpath.basename(target)}"):
            return self._to_file(site, origin, target, link.address)
        there = _joined(path_of(page), target)
        post = self._post_at(site, there) if there else ""
        if post and (dead := self._kept_back(origin, post)):
            return dead
        if self._is_above(site, target):
            return DeadLink("out of site", link.address)
        return None if post else self._beside(site, origin, target, there, link)

    def _says(self, rule: _SiteRule, site: Site) -> bool | None:
        """What a rule says of a whole site: it may read many files, and is asked for each link."""
        key = rule, site.folder
        if key not in self._answers:
            self._answers[key] = rule(self._tree, site)
        return self._answers[key]

    def _page(self, path: str) -> str:
        entry = self._entries.get(path)
        return self._address_of(entry) if entry else ""

    @cached_property
    def _by_page(self) -> dict[str, str]:
        """The paths of posts by their pages; of two with one page the one that is shown."""
        ordered = sorted(self._entries.values(), key=self._is_shown)
        pages = ((path_of(self._address_of(entry)), entry.path) for entry in ordered)
        return {page_key(page): path for page, path in pages if page}

    @cached_property
    def _aliases(self) -> frozenset[str]:
        """The former addresses of posts, each by its page."""
        given = (entry.address for entry in self._entries.values() if entry.address)
        return frozenset(page_key(f"/{alias.lstrip('/')}") for each in given for alias in each.aliases)

    def _is_above(self, site: Site, target: str) -> bool:
        """Whether a path from the root of the host leads to something of the site with its folder alone."""
        base = path_of(site.address).rstrip("/")
        if not base or not target.startswith("/") or f"{target}/".startswith(f"{base}/"):
            return False
        is_post_s = page_key(target) not in self._by_page and page_key(base + target) in self._by_page
        is_ours = is_post_s or self._is_file(posixpath.join(site.folder, target.lstrip("/")))
        return is_ours and self._says(site.generator.leaves_root, site) is True

    def _post_at(self, site: Site, page: str) -> str:
        base = path_of(site.address).rstrip("/")
        return self._by_page.get(page_key(page)) or self._by_page.get(page_key(base + page)) or ""

    def _kept_back(self, origin: str, path: str) -> DeadLink | None:
        entry = self._entries[path]
        known = origin == path or entry.problem is not None or self._is_shown(entry)
        return None if known else DeadLink("kept back", path)

    def _to_file(self, site: Site, origin: str, target: str, written: str) -> DeadLink | None:
        """A link to the file of a post."""
        if target.startswith("/"):
            called = self._lookup.called(posixpath.basename(target))
            found = [path for path in called if f"/{path}".endswith(target)]
        else:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), target))
            if self._lacks(site, path):
                return DeadLink("link", written)
            found = [path] if path in self._entries else []
        if not found:
            return None
        if self._says(site.generator.resolves_links, site) is False:
            return DeadLink("no page", written)
        return self._kept_back(origin, found[0]) if len(found) == 1 else None

    def _asset(self, site: Site, origin: str, link: Link) -> DeadLink | None:
        """A file in the folder of the post, by its name; nothing is told of a site without such folders."""
        folder = site.generator.asset_folder(site, origin)
        ending = link.address.rpartition(".")[2].lower()
        if not folder or ending not in FILES or set(link.address) & set("{}"):
            return None
        forms = (link.address, normalize("NFC", link.address), normalize("NFD", link.address))
        if any(self._is_file(posixpath.join(folder, each)) for each in forms):
            return None
        return DeadLink("image" if link.shown else "link", link.address)

    def _lacks(self, site: Site, path: str) -> bool:
        """Whether a file is not there that a link needs, as no other is taken for it."""
        forms = (path, normalize("NFC", path), normalize("NFD", path))
        needed = not path.startswith("..") and site.generator.needs_file(site, path)
        return needed and not any(map(self._is_file, forms))

    def _to_named(self, named: NamedFile, link: Link) -> DeadLink | None:
        """A link to a file in the generator's own way."""
        written = (named.path, unquote(named.path))
        if any(posixpath.normpath(path).startswith("..") for path in written):
            return None  # outside of the blog
        forms = [normalize(form, path) for path in written for form in ("NFC", "NFD")]
        there = next((path for path in (*written, *forms) if self._is_file(path)), None)
        if there is None:
            # A folder that is not there may be filled by a build.
            lacks = is_post(f"posts/{posixpath.basename(named.path)}") or any(
                self._tree.has_folder(posixpath.normpath(posixpath.dirname(path)))
                for path in (*written, *forms)
            )
            kind = "ends build" if named.needs_it else "image" if link.is_image else "link"
            return DeadLink(kind, link.address) if lacks else None
        entry = self._entries.get(posixpath.normpath(there))
        is_draft = entry is not None and entry.draft and not self._is_shown(entry)
        return DeadLink("ends build", link.address) if named.needs_it and is_draft else None

    def _beside(self, site: Site, origin: str, target: str, there: str, link: Link) -> DeadLink | None:
        """A relative address that is right from the file, and wrong from the page."""
        folder, name = posixpath.split(origin)
        ending = target.rpartition(".")[2].lower()
        if ending not in FILES or target.startswith("/") or not there or self._sites.owns_folder(origin):
            return None
        rules = site.generator
        resolves = rules.resolves_pictures if link.shown else rules.resolves_links
        if self._says(resolves, site) is not False or not self._is_file(posixpath.join(folder, target)):
            return None
        below = self._below(site, there)
        places = (posixpath.join(folder, each) for each in (stem_of(name), name_of(name)))
        near = (posixpath.join(place, each) for place in places for each in (below, target))
        if self._is_served(site, below, target) or any(map(self._is_file, near)):
            return None
        return DeadLink("beside", link.address)

    def may_show(self, origin: str, link: Link) -> bool:
        """Whether a generator's own word may find its picture elsewhere than by the address alone."""
        site = self._sites.of(origin)
        if not site.generator.shows_by_address(self._tree, site, origin, link.word, link.address):
            return True
        target = target_of(link.address)
        there = _joined(path_of(self._page(origin)), target) if target else ""
        return not there or self._is_served(site, self._below(site, there))

    def _below(self, site: Site, page: str) -> str:
        return page.removeprefix(path_of(site.address).rstrip("/")).lstrip("/")

    def _is_served(self, site: Site, *paths: str) -> bool:
        """Whether a file lies where the site takes it from as it is."""
        own = {site.folder, *(posixpath.dirname(each) for each in site.posts)}
        places = {posixpath.join(base, served) for base in own for served in _SERVED}
        return any(self._is_file(posixpath.join(place, each)) for place in places for each in paths)

    def _is_file(self, path: str) -> bool:
        return self._lookup.is_file(path)

    def _word(self, site: Site, origin: str, word: str, written: str) -> DeadLink | None:
        """What the name of a post leads to behind a word as ``ref`` or ``post_url``."""
        name = written.partition("#")[0].strip("/")
        if not name or set(name) & set("{}$"):
            return None
        found = site.generator.looked_up(site, self._lookup, word, name)
        if found is None:
            return None
        if not found.posts and not found.needs_one and page_key(f"/{name}") in self._aliases:
            return None
        if not found.posts:
            written = word + written if word.endswith(":") else written
            return DeadLink("ends build" if found.needs_one else "link", written)
        if len(found.posts) > 1:
            return None
        if not found.needs_reader:
            return self._kept_back(origin, found.posts[0])
        return self._kept_back("", found.posts[0]) and DeadLink("ends build", written)


def _joined(page: str, target: str) -> str:
    """A path as a browser takes it on a page; empty for a relative one where the page is not known."""
    if target.startswith("/"):
        return target
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if page else ""
