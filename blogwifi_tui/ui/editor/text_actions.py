"""What the commands on the text do: marks, finding again, headings, how the text is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from blogwifi_tui.i18n.translation import _
from blogwifi_tui.ui.editor.base_screen import WritingScreen
from blogwifi_tui.ui.editor.buffer import EditorBuffer
from blogwifi_tui.ui.editor.find.find_bar import FindBar
from blogwifi_tui.ui.editor.insert import insert_image, link_post
from blogwifi_tui.ui.workers import Work, run


def text_actions(screen: WritingScreen) -> Mapping[str, Callable[[], object]]:
    """What each command on the text does, of those in ``ui/commands/editor_commands.py``."""
    area = screen.area
    return {
        "find_next": partial(find_again, screen, 1),
        "find_previous": partial(find_again, screen, -1),
        "undo_typing": area.action_undo,
        "redo_typing": area.action_redo,
        "outline": partial(run, screen, Work.OUTLINE, partial(pick_heading, screen)),
        "bold": partial(area.wrap_selection, "**", "**"),
        "italic": partial(area.wrap_selection, "*", "*"),
        "link": area.make_link,
        "picture": partial(run, screen, Work.INSERT, partial(insert_image, screen)),
        "link_post": partial(run, screen, Work.INSERT, partial(link_post, screen)),
        "no_break": partial(_flip, area, "show_no_break"),
        "recode": partial(recode, screen),
        "line_numbers": partial(_flip, area, "show_line_numbers"),
    }


def recode(screen: WritingScreen) -> None:
    """Make a file that is not UTF-8 text that can be changed; it is written only when the person saves."""
    if screen.post.is_text:
        screen.say(_("This post is UTF-8 text already."))
        return
    screen.buffer = EditorBuffer.of(screen.post.as_utf8(), screen.buffer.before)
    screen.area.read_only = False
    screen.area.load(screen.buffer.text)
    screen.show_all()
    screen.say(_("Read as Windows-1252: look at the accents, then save to keep it as UTF-8."))


def find_again(screen: WritingScreen, direction: int) -> None:
    """Go to the next (1) or previous (-1) match; ask what to look for when nothing was yet."""
    bar = screen.query_one(FindBar)
    if not bar.find_next(direction):
        bar.open(screen.area)


async def pick_heading(screen: WritingScreen) -> None:
    """List the headings, and put the caret on the one picked."""
    from blogwifi_tui.markdown.headings import headings
    from blogwifi_tui.ui.widgets.picker import Picker

    as_text = screen.buffer.as_text
    source = screen.edited().body if as_text else screen.area.text
    above = screen.area.document.line_count - source.count("\n") - 1 if as_text else 0
    found = await screen.threads.disk(lambda: headings(source))
    if not found:
        screen.say(_("This post has no headings yet: begin a line with ## to write one."))
        return
    row = screen.area.cursor_location[0] - above
    here = max((number for number, heading in enumerate(found) if heading.line <= row), default=0)
    labels = [f"{'  ' * (heading.level - 1)}{heading.text}" for heading in found]
    picked = await screen.app.push_screen_wait(Picker(_("Headings"), labels, first=here))
    if picked is not None:
        screen.area.goto(found[picked].line + above)


def _flip(owner: object, name: str) -> None:
    setattr(owner, name, not getattr(owner, name))
