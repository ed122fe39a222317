"""Draws the state of the list: its rows, its top line, and the post under the cursor in the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

from blogwifi_tui.content.state import State
from blogwifi_tui.errors import FileError, FileMissing, PostNotFound
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.live_messages import head_words
from blogwifi_tui.i18n.translation import ngettext
from blogwifi_tui.settings.model import Group
from blogwifi_tui.settings.paths import publication_file
from blogwifi_tui.ui.commands.registry import Where, commands_of, key_name, keys_of
from blogwifi_tui.ui.list.row_content import PostRow
from blogwifi_tui.ui.list.site_dialog import show_site
from blogwifi_tui.ui.list.state import Order, PostListState, deleted_facts, group_words, order_called
from blogwifi_tui.ui.signs import signed
from blogwifi_tui.ui.widgets.post_facts import closed_heading, details_of, heading_of, source_of, state_words
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.services import Services
    from blogwifi_tui.ui.view_memory import ListLook


def first_state(services: Services, known: Sequence[Entry] | None, at: str | None) -> PostListState:
    """What is shown until the posts have been read, in the order last chosen.

    Those last ``known``; None: as many as the first screen needs, and the one ``at`` a path.
    """
    order = order_called(services.memory.list_look.order)
    now, total_to_load = services.blog.now(), None
    if known is None:
        first = services.blog.listing.first if order is Order.DATE else None
        if first and (at is None or any(entry.path == at for entry in first.entries)):
            known, total_to_load = first.entries, None if first.are_all else first.posts
        else:
            known = services.blog.known_posts()
    return PostListState(
        tuple(known),
        total_to_load=total_to_load,
        now=now,
        first_time=not known,
        has_read=False,
        order=order,
        has_repository=services.blog.has_repository,
    )


class ComingMarks:
    """What «Mark all» means for posts that come in after it: the same as if they had been there.

    Each time, those are meant that were shown, by what was searched for then; whatever is searched for when
    they come. Their texts are not known then: what is searched for in them is found in headers alone.
    """

    def __init__(self) -> None:
        self._asked: list[tuple[str, bool]] = []
        """What was searched for each time, and whether all of that were marked, or lost their marks."""
        self._met: set[str] = set()
        """The posts for which that is done."""

    def note(self, list_state: PostListState, *, marks: bool) -> None:
        """All that are shown were marked, or lost their marks; nothing is to be noted once all have come."""
        if list_state.is_partial and not list_state.shows_deleted:
            self._asked.append((list_state.search, marks))
            self._met.update(entry.path for entry in list_state.entries)

    def forget(self) -> None:
        """All marks were taken away: no post that comes gets one."""
        self._asked.clear()
        self._met.clear()

    def of(self, list_state: PostListState) -> frozenset[str]:
        """The posts to mark among those that came in since this was asked last."""
        if not self._asked:
            return frozenset()
        came = tuple(entry for entry in list_state.entries if entry.path not in self._met)
        self._met.update(entry.path for entry in came)
        wanted = frozenset[str]()
        for search, marks in self._asked:
            found = replace(list_state, entries=came, search=search, results=None).shown()
            paths = frozenset(entry.path for entry in found)
            wanted = wanted | paths if marks else wanted - paths
        if not list_state.is_partial:
            self.forget()
        return wanted


class ListView:
    """Shows in the widgets of the screen what its state says."""

    def __init__(self, services: Services, screen: Owner, at: str | None = None) -> None:
        """Show what ``screen`` says; ``at`` is the path of the post to select first, where it is told."""
        self._blog = services.blog
        self._threads = services.threads
        self._memory = services.memory
        self._navigation = services.navigation
        self._publisher = services.publisher
        self._screen = screen
        self._progress = ""
        """How far something is that lasts."""
        self._path_to_select = at
        """The path to select as soon as it is listed: a post just written, renamed or copied."""
        self._coming_marks = ComingMarks()
        self._counts: tuple[str, ...] = ()
        """The left end of the top line, without the marks."""
        self._counted: tuple[tuple[object, ...], tuple[str, ...]] | None = None
        """Of which posts the states were counted last, and in which words."""
        self._published: tuple[PostListState, tuple[str, ...]] | None = None
        """The state of publication in words, and what it was told from."""
        self._told: tuple[str, tuple[object, ...]] | None = None
        """Which post the preview is of, and what its heading says beside what its file does."""

    def begin(self) -> None:
        """Show what is known, in columns that stay where they are whatever git tells later."""
        for state in State:
            self._screen.posts.make_room(PostRow("", state_words(state), "", "", ""))
        self.show_posts()

    def select_when_listed(self, path: str | None) -> None:
        """Select the post at ``path`` as soon as there is one."""
        self._path_to_select = path

    def show_posts(self, *, anew: bool = False, best: bool = False) -> None:
        """Show the posts, their number and the state of publication; forget the marks of posts that are gone.

        Args:
            anew: something else is searched for, so when the selected post is not found, select the first.
            best: select the first in any case.
        """
        list_state, posts, top = self._screen.list_state, self._screen.posts, self._screen.top
        # As long as posts come in for the first time, or nobody typed, who is at the top stays at the top.
        stays = posts.is_untouched or (list_state.first_time and posts.cursor == 0)
        keep = None if stays else posts.selected
        if list_state.entry(self._path_to_select):
            keep, self._path_to_select = self._path_to_select, None
        shown = list_state.shown()
        rows = list_state.rows(shown)
        if rows and (best or (anew and keep not in rows.paths)):
            keep = rows.paths[0]
        heading = list_state.headings(shown, self._group)
        posts.set_rows(rows, keep=keep, heading=heading, lines=2 if list_state.has_excerpts else 1)
        if not posts.marked:  # what was marked is done, or was taken back one by one
            self._coming_marks.forget()
        elif coming := self._coming_marks.of(list_state):
            posts.marked |= coming
        posts.empty = list_state.nothing_words()
        top.strong = self._blog.title
        top.right = (self._progress,) if self._progress else self._publication_words(list_state)
        counted = list_state.count_words(len(rows))
        self._counts = (counted, *self._count_states(list_state), list_state.order_words())
        if posts.marked:
            posts.marked &= {entry.path for entry in list_state.entries}
        self.show_marks()
        if self._told and self._told[0] == posts.selected and self._told != self._to_tell(posts.selected):
            self.show_preview()

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the commands do that show the same posts in another way, or tell about them."""
        find_out = partial(self._screen.start, Work.FIND_OUT)
        return {
            "mark_all": self.mark_all,
            "sort": self.sort,
            "group": self.group,
            "settings": partial(self._screen.start, Work.OPEN, self.change_settings),
            "site": partial(find_out, partial(show_site, self._screen)),
            "server_words": partial(find_out, partial(self._publisher.show_server_words, self._screen)),
        }

    async def change_settings(self) -> None:
        """Open the settings, and show what they change here."""
        await self._navigation.change_settings()
        self._counted = self._published = None  # in the words of another language
        self._screen.search.show_hint()
        self.show_posts()
        self.show_preview()

    def _publication_words(self, list_state: PostListState) -> tuple[str, ...]:
        """The state of publication, counted again only when something else than the search has changed."""
        key = replace(list_state, search="", results=None, deleted=None, order=Order.DATE)
        if self._published is None or self._published[0] != key:
            self._published = key, list_state.publication_words(self._take_in_key())
        return self._published[1]

    def _take_in_key(self) -> str:
        """The key that takes in what the other side has, as the person reads it."""
        take_in = next(command for command in commands_of(Where.MAIN) if command.id == "take_in")
        return key_name(keys_of(take_in, self._blog.settings.ui.keys)[0])

    def _count_states(self, list_state: PostListState) -> tuple[str, ...]:
        """How many posts are drafts, or wait for their date; nothing while a search is in force."""
        if list_state.search or list_state.reading or list_state.total_to_load is not None:
            return ()
        key = (list_state.entries, list_state.standings, list_state.now)
        if self._counted is None or any(a is not b for a, b in zip(self._counted[0], key, strict=True)):
            self._counted = key, list_state.state_counts()
        return self._counted[1]

    def mark_all(self) -> None:
        """Mark every post shown, or none when all are; those still to come that would be shown too."""
        self._coming_marks.note(self._screen.list_state, marks=self._screen.posts.mark_all())

    def unmark_all(self) -> None:
        """Take all marks away."""
        self._coming_marks.forget()
        self._screen.posts.marked = frozenset()

    def sort(self) -> None:
        """Take the next order."""
        self._screen.list_state = self._screen.list_state.sorted_next()
        self.show_preview()
        self.remember(replace(self._memory.list_look, order=self._screen.list_state.order.value))

    def group(self) -> None:
        """Headings for years, for months, or none."""
        groups = get_args(Group)
        group = groups[(groups.index(self._group) + 1) % len(groups)]
        self.remember(self._memory.list_look.with_group(group, self._blog.settings.ui.group))
        self.show_posts()
        self._screen.say(group_words(group, shown=self._screen.list_state.can_have_headings))

    @property
    def _group(self) -> Group:
        """What headings stand for: what was chosen here, else what the settings say."""
        own = self._blog.settings.ui.group
        chosen = self._memory.list_look.group_or(own)
        return next((group for group in get_args(Group) if group == chosen), own)

    def remember(self, look: ListLook) -> None:
        """Begin the next run with this look."""
        if look != self._memory.list_look:
            self._memory.list_look = look
            self._screen.start(Work.REMEMBER_VIEW, partial(self._threads.disk, self._memory.write))

    def show_marks(self) -> None:
        """Say how many posts are marked, first: the first words stay where the line is narrow.

        Deleted posts take no mark, though their rows are clicked on as others are.
        """
        if self._screen.list_state.shows_deleted:
            self._screen.posts.marked &= {entry.path for entry in self._screen.list_state.entries}
        marked = len(self._screen.posts.marked)
        words = ngettext("{n} marked", "{n} marked", marked).format(n=number(marked))
        self._screen.top.left = (signed("◆", words), *self._counts) if marked else self._counts

    def show_progress(self, words: str) -> None:
        """Show how far something is in the place of the state of publication; empty when it ended."""
        self._progress = words
        self.show_posts()

    def show_preview(self) -> None:
        """Render the post under the cursor."""
        self._screen.start(Work.PREVIEW, self._show_preview)

    async def _show_preview(self) -> None:
        path, preview = self._screen.posts.selected, self._screen.preview
        self._told = self._to_tell(path) if path else None
        if path is None:
            preview.clear()
            return
        gone = self._screen.list_state.deleted_post(path)
        try:
            list_state = self._screen.list_state
            entry, details = list_state.entry(path), tuple[str, ...]()
            if gone:
                post = await self._threads.git(self._blog.history.deleted.read, path)
            else:
                post, details = await self._threads.disk(self._read, path, entry)
        except (FileMissing, PostNotFound):
            preview.clear()
        except FileError as error:
            # Said where the post would be, and not raised: the screen looks again after an error.
            preview.show("", heading=closed_heading(path, error), key=path)
        else:
            state = list_state.known_state(entry) if entry else None
            changed = deleted_facts(gone) if gone else list_state.change_facts(path)
            wait = list_state.wait_words(entry) if entry else ""
            title, facts = heading_of(post, list_state.now, *changed, state=state, wait=wait)
            heading = (title, facts, *details)
            preview.show(source_of(path, post.body), heading=heading, key=path)

    def _to_tell(self, path: str) -> tuple[str, tuple[object, ...]]:
        """What the heading says of a post beside what its file does: state, how long it waits, its change."""
        list_state = self._screen.list_state
        entry = list_state.entry(path)
        state = list_state.known_state(entry) if entry else None
        wait = list_state.wait_words(entry) if entry else ""
        return path, (state, wait, list_state.page(path), *list_state.change_facts(path))

    def _read(self, path: str, entry: Entry | None) -> tuple[Post, tuple[str, ...]]:
        """The post, and the lines about it that stand above its text: reads files."""
        post = self._blog.read(path)
        page = self._blog.addresses.of(entry) if entry and not entry.problem else None
        return post, details_of(post, page.address if page else "", self._online(post) if page else "")

    def _online(self, post: Post) -> str:
        """What is known of the page of a post as it was sent last; empty where it was changed since."""
        from blogwifi_tui.core.live.record import read_record

        record = read_record(publication_file(self._blog.root))
        seen = record.page(post.path) if record else None
        return head_words(seen, self._blog.now()) if seen and seen.digest == post.digest else ""
