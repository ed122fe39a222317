"""What was done, in words, for both front ends; what failed is in :mod:`blogwifi_tui.i18n.explain`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from blogwifi_tui.content.state import State
from blogwifi_tui.i18n.dates import date_spoken, date_time, number, time_of_day
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.quotes import filled, quoted
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.other_side import CameIn
    from blogwifi_tui.core.publish import Apart, PlannedChange, PublishPlan
    from blogwifi_tui.core.published_page import PublishedPage
    from blogwifi_tui.core.rename import Renamed
    from blogwifi_tui.core.schedule.moments import DueMoments
    from blogwifi_tui.core.site_learning import Learned
    from blogwifi_tui.core.step_recovery import RecoveredStep
    from blogwifi_tui.core.stopping import Stopped
    from blogwifi_tui.errors import NoDraftMark
    from blogwifi_tui.vcs.outgoing import OutsideCommit
    from blogwifi_tui.vcs.sync import Outcome

_RECOVERED = {
    "taken back": N_("“{what}” was interrupted, and has been taken back: do it again if you like."),
    "finished": N_("“{what}” was interrupted after its commit: it is done."),
    "not committed": N_("“{what}” was interrupted before its commit: the files are as you left them."),
    "unreadable": N_(
        "A step was interrupted, and the note of it is damaged: look at what is edited before you go on."
    ),
    "under way": N_("“{what}” was interrupted, and git is still at work on it: look again in a moment."),
    "failed": N_("“{what}” was interrupted, and cannot be taken back yet; the next start tries again."),
}
"""By the word of :class:`blogwifi_tui.core.step_recovery.Ending`."""
_MARKED = {
    State.DRAFT: N_("“{title}” is a draft now."),
    State.HIDDEN: N_("{generator} has no drafts: “{title}” is kept off the site by {reason}."),
    State.SCHEDULED: N_("“{title}” is ready to publish; the site shows it from {date} on."),
    State.EXPIRED: N_("“{title}” is no draft any more; the site leaves it out since {date}."),
    State.UNLISTED: N_("“{title}” is ready to publish; no list of the site will name it."),
    State.PUBLISHED: N_("“{title}” is ready to publish."),
    State.UNREADABLE: N_("“{title}” is ready to publish."),
}
"""What a post is after it was marked as a draft, or as none."""
_ARRIVED = {
    "new": N_("“{title}” (new)"),
    "published": N_("“{title}” (published there)"),
    "withdrawn": N_("“{title}” (withdrawn there)"),
    "changed": N_("“{title}” (changed)"),
    "deleted": N_("“{title}” (deleted)"),
}
"""A post that came in, by the word of :class:`blogwifi_tui.core.other_side.Arrival`."""
ARRIVED = 3
"""Posts named of those that came in."""
LONGEST_TITLE = 60
"""Characters shown of the title of one."""
_CHANGES = {
    "new": N_("new"),
    "back": N_("put back on the site"),
    "corrected": N_("corrected"),
    "deleted": N_("deleted"),
    "withdrawn": N_("taken off the site"),
    "draft": N_("draft"),
    "hidden": N_("hidden"),
}
"""By the word of :class:`blogwifi_tui.core.publish.PlannedChange`."""
LISTED = 5
"""Paths, and commits, named one by one."""
OUTSIDE = 2
"""Paths named of a commit that changes files outside the blog."""


def counted(changes: Iterable[PlannedChange]) -> str:
    """How many posts change for readers, and how, as in «1 new post, 2 corrections»; empty for none."""
    counts = Counter(change.value for change in changes)
    words = (
        ngettext("{n} new post", "{n} new posts", counts["new"]) if counts["new"] else "",
        ngettext("{n} post put back on the site", "{n} posts put back on the site", counts["back"])
        if counts["back"]
        else "",
        ngettext("{n} correction", "{n} corrections", counts["corrected"]) if counts["corrected"] else "",
        ngettext("{n} post taken off the site", "{n} posts taken off the site", counts["withdrawn"])
        if counts["withdrawn"]
        else "",
        ngettext("{n} deleted post", "{n} deleted posts", counts["deleted"]) if counts["deleted"] else "",
    )
    order = ("new", "back", "corrected", "withdrawn", "deleted")
    told = zip(words, order, strict=True)
    return ", ".join(word.format(n=number(counts[kind])) for word, kind in told if word)


def change_word(change: PlannedChange) -> str:
    """What a post that is sent is to those who read the site."""
    return _(_CHANGES[change.value])


def travelling(changes: Iterable[PlannedChange]) -> str:
    """How many drafts and hidden posts a publication takes along; empty for none."""
    counts = Counter(change.value for change in changes)
    lines = {
        "draft": ngettext(
            "{n} draft travels along as a copy, not shown.",
            "{n} drafts travel along as a copy, not shown.",
            counts["draft"],
        ),
        "hidden": ngettext(
            "{n} hidden post travels along, not shown.",
            "{n} hidden posts travel along, not shown.",
            counts["hidden"],
        ),
    }
    return " ".join(line.format(n=number(counts[kind])) for kind, line in lines.items() if counts[kind])


def _travelled(changes: Iterable[PlannedChange]) -> str:
    """How many drafts and hidden posts a publication took along; empty for none."""
    counts = Counter(change.value for change in changes)
    lines = {
        "draft": ngettext(
            "{n} draft sent as a copy, not shown.", "{n} drafts sent as a copy, not shown.", counts["draft"]
        ),
        "hidden": ngettext(
            "{n} hidden post sent, not shown.", "{n} hidden posts sent, not shown.", counts["hidden"]
        ),
    }
    return " ".join(line.format(n=number(counts[kind])) for kind, line in lines.items() if counts[kind])


def published(outcome: Outcome, posts: Sequence[str], plan: PublishPlan, *, fault: str = "") -> str:
    """What a publication did, in a few sentences, what it could not do among them.

    Args:
        outcome: what git did.
        posts: those of the paths it sent that are posts.
        plan: what was known of them before; a post may have joined since.
        fault: the line of the server that tells that something failed there; then it is only sent.
    """
    words = [_sent(outcome, posts, plan, is_taken_well=not fault)]
    gone = [quoted(visible(title)) for path, title in plan.leaving.items() if path in posts]
    if gone:
        words.append(_("Withdrawn: {titles}.").format(titles=_few(gone)))
    words += [
        _("{address} did not get it: {what} Publish again once that is settled.").format(
            address=visible(each.address), what=explain(each.error).what
        )
        for each in outcome.missed
    ]
    words += [_("{address} has caught up.").format(address=visible(address)) for address in outcome.caught_up]
    return " ".join([*words, *apart(plan.apart)])


def page_of(page: PublishedPage | None) -> str:
    """Where readers find what was published; empty where that is not known."""
    if page is None:
        return ""
    return filled(_("“{title}”: {address}"), title=visible(page.title), address=visible(page.address))


def came_in(found: CameIn) -> str:
    """What came from the other side, by name; empty when nothing did."""
    if not found.commits:
        return ""
    if not found.posts and not found.files:
        return _("Taken in from {remote}; nothing here changes by it.").format(remote=visible(found.label))
    return _("Taken in: {what}.").format(what=_named(found))


def to_come(found: CameIn) -> str:
    """What is to come from the other side, by name; empty when there is nothing."""
    if not found.commits:
        return ""
    return _("To take in: {what}.").format(what=_named(found))


def _named(found: CameIn) -> str:
    """What the other side's commits bring, in words, and who made them."""
    named = [
        filled(_(_ARRIVED[post.arrival.value]), title=visible(_short(post.title)))
        for post in found.posts[:ARRIVED]
    ]
    more = Counter(post.arrival.value for post in found.posts[ARRIVED:])
    counts = (
        (more["new"], ngettext("{n} more new", "{n} more new", more["new"])),
        (
            more["published"],
            ngettext("{n} more published there", "{n} more published there", more["published"]),
        ),
        (
            more["withdrawn"],
            ngettext("{n} more withdrawn there", "{n} more withdrawn there", more["withdrawn"]),
        ),
        (more["changed"], ngettext("{n} more changed", "{n} more changed", more["changed"])),
        (more["deleted"], ngettext("{n} more deleted", "{n} more deleted", more["deleted"])),
        (found.files, ngettext("{n} file that is no post", "{n} files that are no posts", found.files)),
    )
    named += [words.format(n=number(count)) for count, words in counts if count]
    if not named:
        named = [ngettext("{n} change", "{n} changes", found.commits).format(n=number(found.commits))]
    what = ", ".join(named)
    if not found.authors:
        return what
    who = ", ".join(visible(one_line(each)) for each in found.authors[:ARRIVED])
    others = "…" if len(found.authors) > ARRIVED else ""
    return _("{what}, by {who}").format(what=what, who=f"{who}{others}")


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def awaited(entries: Iterable[Entry], now: dt.datetime) -> str:
    """When the site will show posts that were published, where that is not at once; empty for none.

    The moments named have the offset that each post's own date has.
    """
    words = []
    for entry in entries:
        shown = entry.shown_since
        since = entry.visibility.since and shown
        if since and since.date() == now.astimezone(since.tzinfo).date():
            line = _("The site will show “{title}” at {time}.")
            words.append(filled(line, title=visible(entry.title), time=time_of_day(since)))
        elif shown:
            line = _("The site will show “{title}” from {date} on.")
            words.append(filled(line, title=visible(entry.title), date=date_spoken(shown)))
    more = len(words) - LISTED
    return " ".join([*words[:LISTED], *([_("and {n} more").format(n=number(more))] if more > 0 else [])])


def due(entries: Sequence[Entry]) -> str:
    """That the dates of posts have come which are sent already; empty for none."""
    titles = [quoted(visible(entry.title)) for entry in entries]
    line = ngettext(
        "The date of {titles} has come: the site shows it once it is built again.",
        "The dates of {titles} have come: the site shows them once it is built again.",
        len(titles),
    )
    return line.format(titles=_few(titles)) if titles else ""


def scheduled(moments: DueMoments) -> str:
    """Which posts are due next, and when in the time zone of the blog."""
    titles = [quoted(visible(entry.title)) for entry in moments.first]
    line = ngettext(
        "{titles} is due {date} ({zone}).",
        "{titles} are due {date} ({zone}).",
        len(titles),
    )
    return line.format(titles=_few(titles), date=date_time(moments.moments[0]), zone=moments.zone)


def no_draft(error: NoDraftMark, generator: str) -> str:
    """Of a new post that was to be a draft, and cannot be one; ``generator`` as it calls itself."""
    if error.address:
        return f"{explain(error).what} {_('The next publication puts this post onto the site.')}"
    words = _("{generator} knows no drafts here: the next publication puts this post onto the site.")
    if error.setting:
        words = _("The site shows drafts ({setting}): the next publication puts this post onto it.")
    return words.format(generator=generator, setting=error.setting)


def moved(paths: Iterable[str]) -> str:
    """Where the files of posts are that went elsewhere; empty for none."""
    there = list(paths)
    line = ngettext("Its file is {paths} now.", "Their files are {paths} now.", len(there))
    return line.format(paths=_few(there)) if there else ""


def _sent(outcome: Outcome, posts: Sequence[str], plan: PublishPlan, *, is_taken_well: bool) -> str:
    seen = [path for path in posts if path not in plan.former]
    along = ""
    if posts and all(path in plan.changes for path in seen):
        changes = [plan.changes[path] for path in seen]
        what, along = counted(changes), _travelled(changes)
        if not what and along and not outcome.aside:
            return along
        what = what or ngettext("{n} commit", "{n} commits", outcome.pushed).format(n=number(outcome.pushed))
    elif posts:
        what = ngettext("{n} post", "{n} posts", len(posts)).format(n=number(len(posts)))
    elif outcome.pushed:
        what = ngettext("{n} commit", "{n} commits", outcome.pushed).format(n=number(outcome.pushed))
    elif plan.apart.inside:
        return _("There is nothing to publish from the repository around the posts.")
    elif outcome.missed or outcome.caught_up:
        return _("There was nothing new to publish.")
    else:
        return _("Nothing to publish: {remote} has everything.").format(remote=visible(outcome.remote))
    if outcome.aside:
        line = _("Published to the branch “{branch}” of {remote}: {what}.")
        if not is_taken_well:
            line = _("Sent to the branch “{branch}” of {remote}: {what}.")
        words = line.format(branch=visible(outcome.branch), remote=visible(outcome.remote), what=what)
    else:
        words = (_("Published: {what}.") if is_taken_well else _("Sent: {what}.")).format(what=what)
    return f"{words} {along}".rstrip()


def marked(post: Post, now: dt.datetime, generator: str, place: str = "") -> str:
    """What a post is after it was made a draft or ready, and where its file went.

    Args:
        post: as it is now.
        now: an aware moment, in the blog's zone.
        generator: what makes its page, as it calls itself; may be empty.
        place: where its file is now, if it went elsewhere.
    """
    state, visibility = post.state(now), post.visibility(now.tzinfo or dt.UTC)
    line = _(_MARKED[state])
    if state is State.HIDDEN and not generator:
        line = _("The site has no drafts: “{title}” is kept off it by {reason}.")
    zone = post.date.tzinfo if post.date and post.date.tzinfo else now.tzinfo
    there = visibility.until_in(zone) if state is State.EXPIRED else visibility.since_in(zone)
    words = filled(
        line,
        title=visible(post.title),
        generator=generator,
        reason=visible(visibility.reason),
        date=date_spoken(there) if there else "",
    )
    return f"{words} {moved([place])}" if place else words


def apart(found: Apart) -> list[str]:
    """What is to be known of posts that the repository does not keep; nothing where there are none."""
    words = []
    if found.inside:
        line = ngettext(
            "{n} post lies in a repository of its own: open {folders} to commit and publish it.",
            "{n} posts lie in a repository of their own: open {folders} to commit and publish them.",
            found.inside,
        )
        words.append(line.format(n=number(found.inside), folders=_few(found.folders)))
    if found.ignored:
        line = ngettext(
            "{n} post is left out: git is told to ignore it.",
            "{n} posts are left out: git is told to ignore them.",
            found.ignored,
        )
        words.append(line.format(n=number(found.ignored)))
    return words


def leaves_site(titles: Iterable[str]) -> str:
    """Which posts, by their titles, the next publication takes off the site; empty for none."""
    named = [quoted(visible(title)) for title in titles]
    line = ngettext(
        "{titles} leaves the site at the next publication.",
        "{titles} leave the site at the next publication.",
        len(named),
    )
    return line.format(titles=_few(named)) if named else ""


def server_lead(remote: str, fault: str, key: str = "") -> str:
    """What stands above the lines that the server said after a publication.

    Args:
        remote: the remote that was published to.
        fault: the line that tells that something failed there; empty: none does.
        key: what shows all that was said, where only some of it follows.
    """
    if fault and key:
        return _("The server took it, and reports a fault ({key} shows all it said):").format(key=key)
    if fault:
        return _("The server took it, and reports a fault:")
    if key:
        return _("{remote} says ({key} shows all):").format(remote=visible(remote), key=key)
    return _("{remote} says:").format(remote=visible(remote))


def outside(commits: Sequence[OutsideCommit]) -> list[str]:
    """The commits that go along though they change files outside the blog, a line each."""
    lines = [
        visible(f"{each.commit.short} {each.subject} ({_few(each.paths, OUTSIDE)})")
        for each in commits[:LISTED]
    ]
    more = len(commits) - LISTED
    return [*lines, _("and {n} more").format(n=number(more))] if more > 0 else lines


def renamed(done: Renamed) -> str:
    """What followed a post to its new name, in a few sentences; empty when nothing had to."""
    words = []
    if done.links:
        line = ngettext("{n} link to it follows.", "{n} links to it follow.", done.links)
        words.append(line.format(n=number(done.links)))
    if done.former:
        words.append(_("Its old address still leads to it: {address}").format(address=visible(done.former)))
    if done.lost:
        line = _("Readers know it as {address}, which leads nowhere after the next publication.")
        words.append(line.format(address=visible(done.lost)))
    if done.committed:
        words.append(
            _("Committed first, with their own changes: {paths}.").format(paths=_few(done.committed))
        )
    if done.left:
        line = _("These still name it as before, as they cannot be changed here: {paths}.")
        words.append(line.format(paths=_few(done.left)))
    if done.mended:
        words.append(mended(done.mended))
    return " ".join(words)


def learned(found: Learned) -> str:
    """What the pages of a site showed, and how sure that is."""
    words = ngettext(
        "{pattern}: learned from {fitting} of {n} page.",
        "{pattern}: learned from {fitting} of {n} pages.",
        found.found,
    )
    told = words.format(pattern=found.pattern, fitting=number(found.fitting), n=number(found.found))
    return f"{told} {_('It is kept in blogwifi.toml.')}"


def recovered(step: RecoveredStep) -> str:
    """What became of a step that was interrupted, in a few sentences."""
    what = visible(step.message.partition("\n")[0]) or _("Save a post and its pictures")
    words = [filled(_(_RECOVERED[step.ending]), what=what)]
    if step.error:
        words.append(str(explain(step.error)))
    elif step.aside:
        words.append(_("The note is kept here: {path}").format(path=visible(step.aside)))
    elif step.left:
        line = _("These were changed since, and are left as they are: {paths}.")
        words.append(line.format(paths=_few(step.left)))
    return " ".join(words)


def stopped(stop: Stopped) -> str:
    """What became of the step that a signal interrupted."""
    if stop.done is None:
        return _("Stopped. Nothing is lost; start again when you like.")
    return step_ended(stop.done)


def step_ended(made: bool) -> str:
    """What became of a step that the program did not wait for: whether it was ``made`` all the same."""
    if made:
        return _("Stopped; what was under way had been done and committed by then.")
    return _("Stopped, and what was under way taken back: every file is as before.")


def mended(paths: Sequence[str]) -> str:
    """What a hook did to files of a commit that was made all the same."""
    words = _("A check of this repository (a git hook) changed this; it is committed as it left it: {paths}.")
    return words.format(paths=_few(paths))


def _few(paths: Sequence[str], most: int = LISTED) -> str:
    """Some of the paths, and how many more."""
    shown = ", ".join(map(visible, paths[:most]))
    more = len(paths) - most
    return f"{shown}, {_('and {n} more').format(n=number(more))}" if more > 0 else shown


def undone(subject: str) -> str:
    """Which change was undone, by the message of its commit."""
    return filled(_("Undone: “{subject}”."), subject=subject)


def safe(commits: Sequence[str], last: str | None, posts: int) -> str:
    """What is kept though it could not be sent; empty before the first commit.

    Args:
        commits: the short names of those that this publication made.
        last: that of the last commit there is, which holds all that was committed before.
        posts: how many posts wait in these commits.
    """
    if commits:
        words = ngettext(
            "Your post is safe (commit {commits}).",
            "Your posts are safe (commits {commits}).",
            len(commits),
        )
        return words.format(commits=", ".join(commits))
    if last is None:
        return ""
    if not posts:
        return _("What is committed is safe (commit {commit}).").format(commit=last)
    words = ngettext("Your post is safe (commit {commit}).", "Your posts are safe (commit {commit}).", posts)
    return words.format(commit=last)
