"""What each setting is called, what it does, and in which words its values are shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from blogwifi_tui.core.settings_editor import SettingState


class Words(NamedTuple):
    """A setting in words."""

    name: str
    does: str
    """One sentence, or two."""
    unset: str = ""
    """What counts where nothing is set."""


SETTINGS: Mapping[str, Words] = {
    "ui.theme": Words(N_("Theme"), N_("The colours of the program."), N_("our dark one")),
    "ui.language": Words(
        N_("Language"), N_("The language of the program."), N_("that of the blog, else of the system")
    ),
    "ui.editor": Words(
        N_("External editor"), N_("The command that Ctrl+G opens a post with."), N_("none named")
    ),
    "ui.group": Words(
        N_("Headings in the list"),
        N_("What the headings stand for at the start; y on the list changes them."),
    ),
    "ui.pairs": Words(
        N_("Marks in pairs"), N_("Type the closing mark with the opening one: * _ ` ( [ « and quotes.")
    ),
    "ui.plain": Words(
        N_("Plain screen"), N_("No lines, no glyphs, nothing that moves: states are said in words.")
    ),
    "ui.keys": Words(N_("Keys"), N_("Other keys for commands."), N_("those of the help")),
    "blog.title": Words(
        N_("Title of the blog"), N_("Shown above the list."), N_("that of the site, else of the folder")
    ),
    "blog.posts": Words(
        N_("Folders of posts"),
        N_("Where the posts are, from the root of the blog; several with commas between."),
        N_("found out"),
    ),
    "blog.generator": Words(N_("Generator"), N_("What makes the site of the posts."), N_("found out")),
    "blog.public_address": Words(
        N_("Public address"),
        N_("The address of a post on the site; may hold {year}, {month}, {day}, {slug} and {path}."),
        N_("as the generator makes it"),
    ),
    "blog.address_learned": Words(
        N_("Address learned"), N_("The public address was inferred from the pages of the site.")
    ),
    "blog.language": Words(
        N_("Language with this blog"),
        N_("The language of the program while this blog is open, for who has chosen none."),
        N_("that of the person"),
    ),
    "blog.time_zone": Words(
        N_("Time zone"),
        N_("The zone of dates that name none, as in Europe/Paris."),
        N_("that of the machine"),
    ),
    "new_post.draft": Words(N_("Begin as a draft"), N_("A new post is a draft until it is made ready.")),
    "new_post.header": Words(
        N_("Front matter of new posts"),
        N_("What each new post has beside title, date and tags."),
        N_("nothing more"),
    ),
    "commit.ask": Words(
        N_("Ask for a message"), N_("Ctrl+S shows the message of the commit first; else it is made at once.")
    ),
    "commit.messages.new": Words(
        N_("Message: new post"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.edit": Words(N_("Message: edited"), N_("May hold {title} and {path}."), N_("our words")),
    "commit.messages.rename": Words(
        N_("Message: renamed"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.delete": Words(
        N_("Message: deleted"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.duplicate": Words(
        N_("Message: duplicated"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.draft": Words(
        N_("Message: made a draft"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.ready": Words(
        N_("Message: made ready"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "commit.messages.publish": Words(
        N_("Message: published"), N_("May hold {title} and {path}."), N_("our words")
    ),
    "publish.confirm": Words(N_("Ask before publishing"), N_("When p shows what it sends, and asks.")),
    "publish.idle_timeout": Words(
        N_("Patience with the remote"), N_("Seconds of silence after which git is ended.")
    ),
    "publish.take_in": Words(
        N_("Take in by itself"),
        N_("What the other machine published is taken in where nothing here stands against it."),
    ),
    "publish.verify": Words(
        N_("See whether it is online"),
        N_("After a publication the pages themselves are asked until they show it, ten minutes at most."),
    ),
    "publish.fetch_minutes": Words(
        N_("Look at the remote"), N_("Minutes between two quiet looks at the remote; 0: never.")
    ),
}
"""By their keys."""

SECTIONS: Mapping[str, str] = {
    "ui": N_("This program, for you"),
    "blog": N_("The blog"),
    "new_post": N_("New posts"),
    "commit": N_("Commits"),
    "publish": N_("Publishing"),
}
"""By the table they stand in, in the order they are shown."""

_VALUES: Mapping[tuple[str, object], str] = {
    ("ui.group", "none"): N_("none"),
    ("ui.group", "year"): N_("the year"),
    ("ui.group", "month"): N_("the month"),
    ("publish.confirm", "always"): N_("always"),
    ("publish.confirm", "warnings"): N_("when there is something to say"),
    ("publish.confirm", "never"): N_("never"),
}
_UNITS: Mapping[str, str] = {
    "publish.idle_timeout": N_("{n} seconds"),
    "publish.fetch_minutes": N_("{n} minutes"),
}
_ORIGINS: Mapping[str, str] = {
    "default": N_("default"),
    "person": N_("your file"),
    "blog": N_("the blog’s file"),
    "environment": N_("environment"),
    "remembered": N_("remembered"),
}
"""By the values of :class:`blogwifi_tui.core.settings_editor.Origin`."""


def words_of(key: str) -> Words:
    """Name and sentence of a setting, in the language spoken now; of a name in a table those of the table."""
    known = key
    while known not in SETTINGS and "." in known:
        known = known.rpartition(".")[0]
    words = SETTINGS.get(known, Words(key, ""))
    name = _(words.name)
    if known != key and known in SETTINGS:
        name = _("{name}: {key}").format(name=name, key=key.removeprefix(f"{known}."))
    return Words(name, _(words.does), _(words.unset))


def value_words(key: str, value: object) -> str:
    """A value as a person reads it; of none, what counts then."""
    if value is None or value in ({}, []):
        return words_of(key).unset or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return _(_UNITS.get(key, "{n}")).format(n=number(value))
    if isinstance(value, list | tuple):
        return visible(", ".join(map(str, value)))
    if isinstance(value, str):
        if key.endswith(".language"):
            return "français" if value.lower().startswith("fr") else "English"  # each by its own name
        return _(_VALUES[key, value]) if (key, value) in _VALUES else visible(value)
    return visible(str(value))


def origin_words(state: SettingState) -> str:
    """Where a value comes from, in a word or two."""
    return _(_ORIGINS[state.origin.value])


def place_words(state: SettingState) -> str:
    """Where a value comes from, and where it stands or would."""
    origin = f"{origin_words(state)} (${state.variable})" if state.variable else origin_words(state)
    place = _("{key} in {path}") if state.given else _("{key}, would stand in {path}")
    home, file = Path.home(), state.file
    path = f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)
    return f"{origin} · {place.format(key=state.setting.key, path=visible(path))}"
