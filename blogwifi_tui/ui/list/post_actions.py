"""What a person does to one post of the list."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from blogwifi_tui.content.state import State
from blogwifi_tui.i18n.quotes import filled
from blogwifi_tui.i18n.result_messages import leaves_site, marked, no_draft, renamed, undone
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.list.first_look import all_posts
from blogwifi_tui.ui.widgets.tags_input import split_list
from blogwifi_tui.ui.workers import Work

if TYPE_CHECKING:
    from blogwifi_tui.content.index.entry import Entry
    from blogwifi_tui.content.post import Post
    from blogwifi_tui.core.bulk_edit import BulkEdit
    from blogwifi_tui.ui.list.owner import Owner
    from blogwifi_tui.ui.list.searcher import Searcher
    from blogwifi_tui.ui.list.view import ListView
    from blogwifi_tui.ui.navigation import Editor
    from blogwifi_tui.ui.services import Services


class PostActions:
    """Each asks what it needs, makes at most one commit, and says what it did; a worker is to run them.

    Raises:
        BlogwifiError: by each of them, for the screen to say.
    """

    def __init__(self, services: Services, screen: Owner, view: ListView, searcher: Searcher) -> None:
        self._blog = services.blog
        self._threads = services.threads
        self._navigation = services.navigation
        self._page = services.real_page
        self._screen = screen
        self._view = view
        self._searcher = searcher

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the commands on one post do."""
        return {
            "new": partial(self._screen.start, Work.OPEN, self.new),
            "toggle_draft": self._on_selected(Work.CHANGE, self.toggle_draft),
            "rename": self._on_selected(Work.CHANGE, self.rename),
            "duplicate": self._on_selected(Work.CHANGE, self.duplicate),
            "delete": self._on_selected(Work.CHANGE, self.delete),
            "history": self._on_selected(Work.OPEN, self.show_history),
            "restore_deleted": self._on_selected(Work.CHANGE, self.restore),
            "undo": partial(self._screen.start, Work.CHANGE, self.undo),
            "open_public": self._on_selected(Work.OPEN, self.open_public),
            "real_page": self._on_selected(Work.SHOW_PAGE, self.show_page),
            "generator_words": partial(self._screen.start, Work.FIND_OUT, self._page.show_words),
        }

    def _on_selected(
        self, work: Work, action: Callable[[Entry], Coroutine[None, None, object]]
    ) -> Callable[[], object]:
        """What starts ``action`` on the post under the cursor."""

        def start() -> object:
            entry = self._screen.list_state.listed(self._screen.posts.selected)
            assert entry is not None, "the command table lets this run only on a post"  # noqa: S101
            return self._screen.start(work, partial(action, entry))

        return start

    async def open_editor(
        self,
        post: Post,
        *,
        before: Post | None,
        line: int | None = None,
        caret: tuple[int, int] | None = None,
    ) -> Editor:
        """Open the editor; when the post is given another name there, that is what the list selects.

        See :meth:`blogwifi_tui.ui.navigation.Navigation.open_editor`.
        """

        def closed(path: str) -> None:
            if path != post.path:
                self._view.select_when_listed(path)

        return await self._navigation.open_editor(post, before=before, line=line, caret=caret, closed=closed)

    async def edit(self, path: str) -> Editor | None:
        """Open the editor on the post at ``path``, at the line found; of a deleted one, its commits."""
        if gone := self._screen.list_state.deleted_post(path):
            await self.show_history(gone.entry)
            return None
        post = await self._threads.disk(self._blog.read, path)
        results = self._screen.list_state.results
        excerpt = results.excerpts.get(path) if results else None
        return await self.open_editor(post, before=post, line=excerpt.line if excerpt else None)

    async def new(self) -> None:
        """Ask for title and tags, and open the editor on a new draft."""
        from blogwifi_tui.ui.widgets.forms import fields_of, new_post_form

        threads, blog = self._threads, self._blog
        with self._screen.opening():
            state = await all_posts(self._screen)
            places = await threads.disk(blog.new_posts.places, state.entries)
            form = new_post_form(places, state.known_tags(), state.known_categories())
            values = await self._screen.ask(form)
        if values:
            compose = partial(blog.compose, folder=values.get("folder"), fields=fields_of(values, places))
            post = await threads.disk(compose, values["title"], split_list(values["tags"]))
            self._view.select_when_listed(post.path)
            editor = await self.open_editor(post, before=None)
            wanted = blog.settings.new_post.draft
            if error := await threads.disk(blog.new_posts.no_draft_mark, post) if wanted else None:
                editor.say(no_draft(error, blog.generator(post.path)), kind="warning")

    async def toggle_draft(self, entry: Entry) -> None:
        """Make a draft ready to publish, and any other post a draft; say where readers lose it."""
        with self._screen.opening():
            done = await self._threads.git(self._toggled_draft, entry.path)
            leaving = await self._threads.git(self._blog.other_side.posts.leaving, done.edits)
        if not done.edits:
            return  # another window was there first
        await self._screen.commits.run(self._blog.bulk.apply, done)
        post, place = done.edits[0].after or done.edits[0].before, dict(done.moved).get(entry.path)
        generator = self._blog.generator(post.path)
        self.follow(dict(done.moved))
        words = marked(post, self._blog.now(), generator, place or "")
        if leaving:
            words = f"{words} {_('It leaves the site at the next publication; u keeps it there.')}"
        self._screen.say_done(words, at=place)

    def _toggled_draft(self, path: str) -> BulkEdit:
        """What makes the post a draft, or ready: by what the file says now."""
        from blogwifi_tui.content.post_changes import is_kept_off

        draft = not is_kept_off(self._blog.read(path), self._blog.zone)
        return self._blog.bulk.drafts([path], draft=draft).require_all()

    def follow(self, moved: Mapping[str, str]) -> None:
        """Let cursor and marks go along with files that went elsewhere: where each was, and where it is."""
        posts = self._screen.posts
        for old, new in moved.items():
            if old in posts.marked:
                posts.marked ^= {old, new}
            if old == posts.selected:
                self._view.select_when_listed(new)

    async def rename(self, entry: Entry) -> None:
        """Ask for another title, which gives the file another name too."""
        from blogwifi_tui.ui.widgets.forms import rename_form

        linking = partial(self._threads.disk, self._blog.linking, entry.path)
        values = await self._screen.ask(rename_form(entry.title, linking))
        if values and values["title"] != entry.title:
            done = await self._screen.commits.run(self._blog.rename, entry.path, values["title"])
            self.follow({entry.path: done.path})
            notes = renamed(done)
            words = _("Renamed: {path}").format(path=done.path)
            self._screen.say_done(f"{words}. {notes}" if notes else words, at=done.path)

    async def duplicate(self, entry: Entry) -> None:
        """Start a new draft from a copy of the post."""
        path = await self._screen.commits.run(self._blog.duplicate, entry.path)
        words = _("Copied to {path}, as a draft.").format(path=path)
        copy = await self._threads.disk(self._blog.read, path)
        if copy.state(now := self._blog.now()) is State.HIDDEN:
            words = f"{words} {marked(copy, now, self._blog.generator(path))}"
        self._screen.say_done(words, at=path)

    async def delete(self, entry: Entry) -> None:
        """Ask, then delete the post."""
        from blogwifi_tui.ui.widgets.forms import delete_question

        with self._screen.opening():
            kept = await self._threads.git(self._blog.is_kept, entry.path)
            removal = await self._threads.git(self._blog.bulk.removal, [entry.path])
            leaves = bool(await self._threads.git(self._blog.other_side.posts.leaving, removal.edits))
            question = delete_question(entry.title, kept=kept, leaves=leaves, files=len(removal.beside))
            choice = await self._screen.ask(question)
        if choice == "delete":
            await self._screen.commits.run(self._blog.delete, entry.path)
            self._screen.say_done(filled(_("Deleted: “{title}”."), title=entry.title))

    async def restore(self, entry: Entry) -> None:
        """Bring back a deleted post, and show it among the others."""
        done = await self._screen.commits.run(self._blog.history.restore, entry.path)
        words = (
            _("“{title}” is back; u undoes it.") if done else _("“{title}” is back, as in its last commit.")
        )
        self._searcher.clear()
        self._screen.say_done(filled(words, title=entry.title), at=entry.path)

    async def show_history(self, entry: Entry) -> None:
        """List the commits of the post."""
        with self._screen.opening():
            revisions = await self._threads.git(lambda: self._blog.history.of(entry.path))
        if revisions:
            self._navigation.open_history(entry, revisions)
        else:
            self._screen.say(_("No commit holds this post yet."), kind="warning")

    async def undo(self) -> None:
        """Undo the last change made here; ask first when the remote has it already."""
        from blogwifi_tui.ui.widgets.forms import undo_question

        with self._screen.opening() as on_its_way:
            change = await self._threads.git(self._blog.last_change)
            files = on_its_way.counted(change.files)
            found = await self._threads.git(self._blog.other_side.posts.leaving_by_undo, files)
            leaving = list(found.values())
            question = undo_question(change.subject, leaving)
            if change.published and await self._screen.ask(question) != "undo":
                return
        with self._screen.long_step.begin() if len(change.files) > 1 else nullcontext():
            await self._screen.commits.run(self._blog.undo, change)
        self._screen.say_done(" ".join(filter(None, (undone(change.subject), leaves_site(leaving)))))

    async def open_public(self, entry: Entry) -> None:
        """Open the public page of the post in the browser."""
        from blogwifi_tui.ui.widgets.open_link import open_address

        page = await self._threads.disk(self._blog.addresses.page, entry)
        await open_address(self._screen, page.address)

    async def show_page(self, entry: Entry) -> None:
        """Show the post in the browser, as its site makes it."""
        await self._page.show(self._screen, entry.path, entry.title)

    async def follow_link(self, href: str) -> None:
        """Select the post that a link of the preview leads to, or show the picture or the address."""
        screen = self._screen
        origin = screen.posts.selected or ""
        from blogwifi_tui.ui.widgets.link_targets import linked

        entry = linked(href, origin, (await all_posts(screen)).entries)
        if entry is None:
            from blogwifi_tui.ui.widgets.open_link import show_target

            await show_target(screen, screen.preview, origin, href)
        else:
            self._searcher.clear()
            self._view.select_when_listed(entry.path)
            self._view.show_posts()
