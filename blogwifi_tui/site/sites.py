"""All sites of one blog: each post is read by the rules of the site that holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.post_rules import DraftChange, Header, Meaning, aware
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.site.generator import Page, Site, unknown_address
from blogwifi_tui.site.paths import below
from blogwifi_tui.site.urls import urlsplit

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry


class Sites:
    """The sites of one blog, the outer before the inner; these are :class:`~.post_rules.PostRules`."""

    def __init__(
        self,
        sites: Sequence[Site],
        fingerprint: str = "",
        *,
        zone: tzinfo | None = None,
        is_outdated: Callable[[], bool] = lambda: False,
        told_by: Callable[[], Mapping[str, int]] = dict,
        unread: Sequence[str] = (),
    ) -> None:
        """Know at least one.

        Args:
            sites: in any order.
            fingerprint: differs with what their settings files say.
            zone: the blog's.
            is_outdated: whether the files they were told by have changed since.
            told_by: when the files were changed whose text told of them, in nanoseconds.
            unread: settings files that cannot be read.
        """
        self.sites = tuple(sites)
        self.fingerprint = fingerprint
        self.is_outdated = is_outdated
        self.told_by = told_by
        self.unread = tuple(dict.fromkeys(unread))
        self._zone = zone

    def become(self, found: Sites) -> None:
        """Be as ``found``, for all who hold these: their settings files say something else by now."""
        self.__dict__ = dict(found.__dict__)

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders of posts and of drafts; a new post goes to the first where no post shows better."""
        found = (folder for site in self.sites for folder in (*site.posts, *site.drafts))
        return tuple(dict.fromkeys(found))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of headers that the generators and the settings of their sites ask for."""
        return frozenset[str]().union(*(site.generator.keys | site.keys for site in self.sites))

    def of(self, path: str) -> Site:
        """The site that a path of the blog belongs to: the innermost that holds it, else the nearest."""
        if len(self.sites) == 1:
            return self.sites[0]
        around = [site for site in self.sites if not site.folder or f"{path}/".startswith(f"{site.folder}/")]
        holding = [site for site in around if site.generator.holds(site, path)]
        return max(holding or around or self.sites[:1], key=lambda site: len(site.folder))

    def holds(self, path: str) -> bool:
        """Whether a path is that of a post, or of a section's page, of one of the sites."""
        return any(site.generator.holds(site, path) for site in self.sites)

    def is_section(self, path: str) -> bool:
        """Whether it is the page of a section."""
        site = self.of(path)
        return site.generator.is_section(site, path)

    def enters(self, folder: str) -> bool:
        """Whether posts may lie in this folder or below; what starts with a dot is never looked into."""
        return not folder.rpartition("/")[2].startswith(".") and any(
            site.generator.holds(site, below(folder, name))
            for site in self.sites
            for name in ("post.md", "index.md", "2001-01-01-post.md")
        )

    def zone(self, path: str) -> tzinfo | None:
        """The zone in which the site reads a date without one; None: the blog's."""
        return self.of(path).zone

    def uses_offsets(self, path: str) -> bool:
        """Whether the generator reads an offset in a date."""
        return self.of(path).generator.uses_offsets

    def names_table(self, path: str) -> str:
        """See :meth:`.post_rules.PostRules.names_table`."""
        return self.of(path).generator.table

    def lists_by_categories(self, path: str) -> bool:
        """See :meth:`.post_rules.PostRules.lists_by_categories`."""
        return self.of(path).generator.lists_by_categories

    def described_beside(self, path: str) -> bool:
        """Whether a file beside the post says what a header would."""
        site = self.of(path)
        return site.generator.described_beside(site, path)

    def owns_folder(self, path: str) -> bool:
        """See :meth:`.post_rules.PostRules.owns_folder`."""
        site = self.of(path)
        return site.generator.owns_folder(site, path)

    def is_date_word(self, path: str, text: str) -> bool:
        """Whether the generator takes a text for a date that it finds out when it builds."""
        return text.strip().lower() in self.of(path).generator.date_words

    def choices(self, path: str, key: str) -> tuple[str, ...]:
        """The only texts that the site takes under a key of this post; empty: any, as far as is known."""
        field = (self.of(path).schema(path) or {}).get(key)
        return field.choices if field else ()

    def kind(self, path: str, key: str) -> str:
        """See :meth:`.post_rules.PostRules.kind`."""
        field = (self.of(path).schema(path) or {}).get(key)
        return field.kind if field else ""

    def shows_drafts(self, path: str) -> str:
        """The setting for which the site shows drafts like other posts, as it is written; empty for none."""
        return self.of(path).shows_drafts

    def plain_headers(self, path: str) -> bool:
        """Whether a header between ``---`` is no YAML to the site."""
        return self.of(path).plain_headers

    def meaning(self, header: Header, zone: tzinfo) -> Meaning:
        """What the generator reads in a header; ``zone`` is the blog's."""
        site = self.of(header.path)
        generator = site.generator
        date = generator.date(site, header)
        moment = aware(date, site.zone or zone)
        visibility: Visibility = generator.visibility(site, header, moment)
        if header.repeated and self.refuses_repeated(header.path, header.format):
            visibility = visibility._replace(
                hidden=True, reason=f"{header.repeated}: …, {header.repeated}: …"
            )
        tags = known_fields.tags(header.texts, generator.names)
        categories = known_fields.categories(header.texts, generator.names)
        return Meaning(date, moment, tags, categories, visibility)

    def refuses_repeated(self, path: str, form: str) -> bool:
        """See :meth:`.post_rules.PostRules.refuses_repeated`."""
        return form == "toml" or (form == "yaml" and self.of(path).generator.refuses_repeated)

    def draft_change(self, header: Header, draft: bool, now: datetime | None) -> DraftChange | None:
        """See :meth:`.post_rules.PostRules.draft_change`."""
        site = self.of(header.path)
        return site.generator.draft_change(site, header, draft, now)

    def address(self, entry: Entry) -> str:
        """The address of a post's page; a path from ``/`` where the host is not known; empty: not known."""
        site = self.of(entry.path)
        if site.generator.address is unknown_address:
            return ""
        given = dict(entry.address.given) if entry.address else {}
        date: datetime | None = entry.date and entry.date.astimezone(site.zone or self._zone)
        own = None if entry.offset is None else timezone(timedelta(minutes=entry.offset))
        written = date.astimezone(own) if date and own else date
        page = Page(entry.path, entry.title, date, entry.tags, entry.categories, given, written)
        path = site.generator.address(site, page)
        if path is None:
            return ""
        host = urlsplit(site.address)
        return f"{host.scheme}://{host.netloc}{path}" if host.netloc else path
