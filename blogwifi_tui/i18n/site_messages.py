"""What was found of the sites of a blog, in words for both front ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from blogwifi_tui.i18n.dates import date_time, number
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.translation import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from blogwifi_tui.core.site_report import LeftOut, SiteFacts, SiteReport

_REASONS = {
    "project": N_("about the project"),
    "generator": N_("a part of the generator, or left out by it"),
    "outside": N_("outside the folders of the posts"),
}
"""By the value of :class:`blogwifi_tui.core.site_report.LeftOutReason`."""
_UTC = {"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT"}
"""Names of one and the same zone: machines have theirs from a file called so."""

_NAMED = 3
"""Places of which each is named."""


def site_lines(report: SiteReport) -> list[str]:
    """What was found, a sentence a line."""
    lines = [line for site in report.sites for line in _site(site)]
    if report.unread:
        words = _("{files} cannot be read: what is set there is not known here.")
        lines.append(words.format(files=", ".join(report.unread)))
    lines += absent_folders(report)
    if report.left_out:
        lines.append(_("Left out of the list:"))
        lines += [f"· {_left_out(each)}" for each in report.left_out]
    return lines


def remote_line(remote: str | None, addresses: Sequence[str]) -> str:
    """Where publications go: the remote of this name, with its addresses; None where none is chosen."""
    if remote is None:
        return _("Publications go nowhere yet: “blogwifi remote ADDRESS” says where.")
    words = _("Publications go to {remote}: {addresses}.")
    return words.format(remote=remote, addresses=", ".join(addresses))


def publication_lines(
    edited: int,
    ready: int,
    leaving: int,
    upstream: str,
    coming: int,
    both: int,
    last: datetime | None,
) -> list[str]:
    """What is still to be done, and what is known of the last publication, a sentence a line.

    Args:
        edited: posts that differ from the last commit.
        ready: posts that are committed, and that the remote does not have.
        leaving: posts that readers have, and that the next publication takes off the site.
        upstream: the branch of the remote that is joined; empty where there is none.
        coming: its commits that are not here yet.
        both: posts that both sides changed.
        last: when the branch was last published; None: that is not known.
    """
    words = _("Edited: {edited}; to publish: {ready}.")
    if leaving:
        words = _("Edited: {edited}; to publish: {ready}; leaves the site: {leaving}.")
    lines = [words.format(edited=number(edited), ready=number(ready), leaving=number(leaving))]
    if coming:
        words = ngettext(
            "{n} change to take in from {upstream}.", "{n} changes to take in from {upstream}.", coming
        )
        lines.append(words.format(n=number(coming), upstream=upstream))
    if both:
        words = ngettext("{n} post is changed on both sides.", "{n} posts are changed on both sides.", both)
        lines.append(words.format(n=number(both)))
    if last:
        lines.append(_("Last publication: {date}.").format(date=date_time(last)))
    return lines


def _site(site: SiteFacts) -> Iterator[str]:
    name = site.generator or _("No generator found: a folder of posts.")
    yield " · ".join(
        part for part in (name, site.folder and f"{site.folder}/", site.title, site.address) if part
    )
    yield _("Posts: {folders}").format(folders=_folders(site.posts))
    if site.sections:
        words = ngettext(
            "{n} page that is no post: f shows it.",
            "{n} pages that are no posts: f shows them.",
            site.sections,
        )
        yield words.format(n=number(site.sections))
    if str(site.zone) in _UTC:
        yield _("Dates without a zone are read in UTC.")
    else:
        yield _("Dates without a zone are read in {zone}.").format(zone=site.zone)
    if site.holds_future and not site.generator:
        yield _("A post whose date lies ahead is taken for one that waits until then.")
    elif site.holds_future:
        yield _("A post whose date lies ahead is left out until then.")
    else:
        yield _("A post whose date lies ahead is shown at once.")
    if site.shows_drafts:
        words = _("Drafts are shown like other posts: the settings of the site say {setting}.")
        yield words.format(setting=site.shows_drafts)
    elif not site.knows_drafts:
        yield _("This site has no rule for drafts: every post that is published is shown.")


def _folders(posts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{folder or '.'}/ {number(count)}" for folder, count in posts)


def _left_out(left: LeftOut) -> str:
    return f"{_pages(left)} – {_(_REASONS[left.reason.value])}"


def _pages(left: LeftOut) -> str:
    return left.path if left.pages == 1 else f"{left.path} ({number(left.pages)})"


def absent_folders(report: SiteReport) -> list[str]:
    """Which folders of posts the settings name in vain, a sentence each."""
    return [str(explain(each.error)) for each in report.absent]


def left_out_words(report: SiteReport) -> str:
    """Which pages lie outside the folders of posts, those first of which there are most; empty: none."""
    if not (found := report.outside):
        return ""
    places = ", ".join(_pages(each) for each in found[:_NAMED]) + ("…" if len(found) > _NAMED else "")
    pages = sum(each.pages for each in found)
    words = ngettext(
        "{n} file outside the folders of the posts is left out: {places}.",
        "{n} files outside the folders of the posts are left out: {places}.",
        pages,
    )
    return words.format(n=number(pages), places=places)


def no_posts_words(report: SiteReport) -> str:
    """Why the list is empty, in a line, where it can be told; “i” on the list tells it at length."""
    if report.absent:
        words = _("No post: the folder {folder}/ is not there; i tells.")
        return words.format(folder=report.absent[0].folder)
    if not report.outside:
        return ""
    place = report.outside[0]
    words = ngettext(
        "No post yet. {n} file in {place} is left out: i tells.",
        "No post yet. {n} files in {place} are left out: i tells.",
        place.pages,
    )
    inside = place.path.rstrip("/").rpartition("/")[0] if place.pages == 1 else place.path.rstrip("/")
    return words.format(n=number(place.pages), place=f"{inside or '.'}/")


def found_posts(report: SiteReport) -> str:
    """How many posts were found where, and by which generator; empty when there are none."""
    folders = [(folder, count) for site in report.sites for folder, count in site.posts if count]
    total = sum(count for _folder, count in folders)
    if not total:
        return ""
    names = ", ".join(dict.fromkeys(site.generator for site in report.sites if site.generator))
    if [folder for folder, _count in folders] == [""]:
        words = ngettext("{n} post found here", "{n} posts found here", total)
    else:
        words = ngettext("{n} post found in {folders}", "{n} posts found in {folders}", total)
    found = words.format(
        n=number(total), folders=", ".join(f"{folder or '.'}/" for folder, _count in folders)
    )
    return f"{found} ({names})." if names else f"{found}."
