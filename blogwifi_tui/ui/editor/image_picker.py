"""Choosing the file of a picture: by its path, completed, or by walking through the folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from blogwifi_tui.content.files import PICTURES
from blogwifi_tui.content.folding import fold
from blogwifi_tui.i18n.translation import _
from blogwifi_tui.sanitize import visible
from blogwifi_tui.ui.editor.path_completion import LISTED, Offer, offers, shortened_path
from blogwifi_tui.ui.widgets.dialogs import TellsFailures
from blogwifi_tui.ui.widgets.prose import Prose
from blogwifi_tui.ui.workers import Threads, Work, worker


class _PathBox(Input):
    """A path that is pasted whole takes the place of what stood there."""

    def _on_paste(self, event: events.Paste) -> None:
        if event.text.lstrip().startswith(("/", "~", "'", '"', "file:")):
            self.value = ""


class ImagePicker(TellsFailures, ModalScreen[Path | None]):
    """Answers with the path of a picture, one of the blog's own or of any folder; Esc chooses none."""

    CSS_PATH = "../widgets/dialogs.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's own way to declare them
        ("escape", "dismiss", ""),
        ("up", "move('cursor_up')", ""),
        ("down", "move('cursor_down')", ""),
        ("pageup", "move('page_up')", ""),
        ("pagedown", "move('page_down')", ""),
        ("tab", "complete", ""),
    ]

    def __init__(
        self, threads: Threads, folder: Path, *, root: Path, own: Callable[[], Iterable[str]]
    ) -> None:
        """Begin in ``folder``; ``own`` gives the pictures of the blog at ``root``, each as its path there."""
        super().__init__()
        self._threads = threads
        self._folder = folder
        self._root = root
        self._find_own = own
        self._own: Sequence[str] | None = None
        self._offers: list[Offer] = []

    def compose(self) -> ComposeResult:
        """The path, what it may mean, and how to go about it."""
        with Vertical(classes="dialog"):
            yield Prose(_("Insert a picture"), classes="dialog--heading")
            yield _PathBox(
                id="path", placeholder=_("a path, or part of a name"), compact=True, select_on_focus=False
            )
            files = OptionList(markup=False, compact=True)
            files.can_focus = False
            yield files
            problem = Prose(classes="dialog--problem")
            problem.display = False
            yield problem
            note = _("Tab completes; Enter opens a folder or takes the picture; Esc closes.")
            yield Prose(note, classes="dialog--note")

    def on_mount(self) -> None:
        """Offer what there is before anything is typed."""
        self.list_files()

    @on(Input.Changed)
    @worker(Work.LIST_FILES)
    async def list_files(self) -> None:
        """Show what the path may mean."""
        self._say("")
        await self._look()

    async def _look(self) -> None:
        typed = self.query_one(Input).value
        self._offers = await self._threads.disk(self._found, typed)
        files = self.query_one(OptionList)
        files.clear_options()
        files.add_options([Option(Content(visible(self._label(offer)))) for offer in self._offers])
        files.highlighted = 0 if self._offers else None

    def _found(self, typed: str) -> list[Offer]:
        """The blog's own pictures whose names hold what is typed, if it is no path; then the folder's."""
        there = offers(typed, PICTURES, self._folder)
        if "/" in typed or typed.startswith(("~", "'", '"', "\\")):
            return there
        if self._own is None:
            self._own = tuple(self._find_own())
        wanted = fold(typed).split()
        own = [path for path in self._own if all(word in fold(path) for word in wanted)]
        mine = [Offer(self._root / path, is_folder=False) for path in own[:LISTED]]
        return [*mine, *(offer for offer in there if offer not in mine)]

    def _label(self, offer: Offer) -> str:
        """Its name in the folder, or its path in the blog."""
        inside = offer.path.parent != self._folder and offer.path.is_relative_to(self._root)
        return (
            offer.path.relative_to(self._root).as_posix() if inside and not offer.is_folder else offer.label
        )

    def action_move(self, how: str) -> None:
        """Move the cursor of the list; the keyboard stays with the path."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_complete(self) -> None:
        """Write the name under the cursor into the path."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self._go_to(self._offers[chosen])

    def _go_to(self, offer: Offer) -> None:
        box = self.query_one(Input)
        shown = shortened_path(offer.path)
        box.value = shown if offer.is_folder else shown.removesuffix("/")
        box.cursor_position = len(box.value)

    @on(Input.Submitted)
    @worker(Work.CHOOSE_FILE)
    async def choose(self) -> None:
        """Take what the cursor is on; a path pasted just now is looked up first."""
        files = self.query_one(OptionList)
        chosen = files.highlighted or 0
        listed = self._offers
        await self._look()
        if listed == self._offers and chosen < len(listed):
            files.highlighted = chosen
        else:
            chosen = 0
        if not self._offers:
            self._say(_("Nothing is called that here, or it is no picture (png, jpg, gif, webp, avif, svg)."))
        elif self._offers[chosen].is_folder:
            self._go_to(self._offers[chosen])
        else:
            self.dismiss(self._offers[chosen].path)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        offer = self._offers[event.option_index]
        if offer.is_folder:
            self._go_to(offer)
        else:
            self.dismiss(offer.path)

    def tell_failure(self, words: str) -> None:
        """Where it is said, too, that nothing is called so."""
        self._say(words)

    def _say(self, problem: str) -> None:
        line = self.query_one(".dialog--problem", Prose)
        line.text = problem
        line.display = bool(problem)
