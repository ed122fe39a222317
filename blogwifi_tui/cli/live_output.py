"""Whether what was published is online, for the command line: noted, waited for, and said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogwifi_tui.cli.notes import note
from blogwifi_tui.core.live.checker import LiveCheck
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.live.record import Doubt, Page, PublicationRecord, Seen, read_record, waited
from blogwifi_tui.core.server_words import fault_in, server_lines, telling_line
from blogwifi_tui.errors import GitError
from blogwifi_tui.i18n.explain import explain
from blogwifi_tui.i18n.live_messages import doubt, page_words, result_words, status_lines
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.vcs.progress import CancelToken

if TYPE_CHECKING:
    from argparse import Namespace

    from blogwifi_tui.core.blog import Blog
    from blogwifi_tui.vcs.sync import Outcome

NOT_TO_BE_SEEN = (Doubt.FUTURE, Doubt.NOT_ASKED)
"""Why a page is not asked though nothing is wrong with it."""


def noted(args: Namespace, blog: Blog, outcome: Outcome) -> PublicationRecord | None:
    """What a publication sent, remembered; the last one where it sent nothing, and is waited for.

    It is published all the same where that cannot be read, which is said.
    """
    publication = LastPublication(blog)
    ask = blog.settings.publish.verify or args.wait is not None
    try:
        record = publication.note(outcome, ask=ask)
    except GitError as error:
        note(str(explain(error)))
        return None
    return publication.read() if record is None and args.wait is not None else record


def ask_site(args: Namespace, blog: Blog, record: PublicationRecord | None) -> PublicationRecord | None:
    """Ask the pages until they show what was published, for as long as ``--wait`` says; what is known then.

    At a terminal what is seen is said as it comes.
    """
    if args.wait is None or record is None or not record.is_waiting:
        return record
    told = {page.path for page in record.pages if page.seen is not Seen.WAITING}
    speaks = sys.stderr.isatty() and not args.json

    def tell(now: PublicationRecord) -> None:
        for page in now.pages:
            if page.path not in told and page.seen is not Seen.WAITING:
                told.add(page.path)
                note(page_words(page, waited(now)))

    if speaks:
        note(_("Waiting for the site…"))
    check = LiveCheck.of(blog, patience=args.wait)
    return check.run(CancelToken(), *([tell] if speaks else [])) or record


def is_seen(record: PublicationRecord | None) -> bool:
    """Whether every page that can be seen was seen to show what was published."""
    return all(page.seen is Seen.ONLINE for page in _to_be_seen(record))


def _to_be_seen(record: PublicationRecord | None) -> list[Page]:
    """The pages that show what was published once the site is built."""
    return [page for page in record.pages if page.reason not in NOT_TO_BE_SEEN] if record else []


def tell_seen(record: PublicationRecord | None) -> None:
    """Say what was seen of the pages that were waited for: on standard error what is not as published."""
    pages = _to_be_seen(record)
    if record is None or not pages:
        note(_("Nothing of the last publication can be seen on the site."))
        return
    well, words = result_words(record, pages, waited(record), telling_line(record.said))
    if well:
        print(words)
    else:
        note(words)


def pages_data(record: PublicationRecord | None) -> list[dict[str, object]]:
    """The pages of a publication, as data."""
    return [_page_data(page) for page in record.pages] if record else []


def _page_data(page: Page) -> dict[str, object]:
    is_online = page.seen is Seen.ONLINE and page.change != "gone"
    return {
        "path": page.path,
        "title": page.title,
        "address": page.address or None,
        "change": page.change,
        "live": None if page.seen is Seen.NOT_VERIFIED else is_online,
        "seen": page.seen,
        "reason": page.reason or None,
        "sentence": doubt(page) or None,
        "at": page.at,
        "seconds": page.seconds,
    }


def last_publication_lines(blog: Blog) -> list[str]:
    """What the server said at the last publication, and what is known of its pages, in lines."""
    record = read_record(publication_file(blog.root))
    return status_lines(record, fault_in(record.said)) if record else []


def publication_data(blog: Blog) -> dict[str, object]:
    """What is known of the last publication, as data; null where none was noted."""
    record = read_record(publication_file(blog.root))
    if record is None:
        return {"publication": None}
    build = record.build
    facts = {
        "at": record.at,
        "commit": record.commit,
        "remote": record.remote,
        "branch": record.branch,
        "server": server_lines(record.said),
        "fault": fault_in(record.said) or None,
        "pages": pages_data(record),
        "build": build and {"name": build.name, "conclusion": build.conclusion, "address": build.address},
    }
    return {"publication": facts}
