"""The keys of a header to which this program gives no meaning, each as a line of text that can be changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from blogwifi_tui.content.dates.input import typed_date_of, with_typed_date
from blogwifi_tui.content.front_matter import flow_value, known_fields, yaml_write
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.front_matter.lists import same
from blogwifi_tui.content.front_matter.problems import RefusedEdit
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.errors import BadChoice
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from blogwifi_tui.content.post import Post


class CustomField(NamedTuple):
    """One key and its value."""

    name: str
    """As the header spells it; dotted when it stands in a mapping some of whose keys have a meaning."""
    text: str
    """A scalar as it is written, a list or a mapping as a YAML flow value."""
    value: object
    fixed: bool
    """Whether no text can say this value, so that it can only be looked at."""

    def read(self, text: str) -> object:
        """The value that ``text`` says, of the kind that this key holds where it can be.

        A text stays a text, whatever it looks like, unless it is put in brackets. A text in double quotes is
        read as JSON, for what one line cannot show.
        """
        if not isinstance(self.value, str):
            return flow_value.parse(text)
        if text.startswith('"'):
            try:
                quoted = json.loads(text)
            except ValueError:
                return text
            return quoted if isinstance(quoted, str) else text
        if text.startswith(("[", "{")) and not self.value.startswith(("[", "{")):
            value = flow_value.parse(text)
            return value if isinstance(value, list | dict) else text
        return text


def extra_keys(post: Post) -> Iterator[CustomField]:
    """The keys of ``post`` that are neither its title, date, tags… nor a part of them, in their order."""
    own = set(_own(post.texts))
    for key, value in post.fields.items():
        low = key.lower()
        inner = {path[-1] for path in own if len(path) > 1 and path[0] == low}
        written = post.texts.get(low)
        if inner and isinstance(value, dict) and isinstance(written, dict):
            for name, item in value.items():
                if name not in inner:
                    yield _shown(f"{key}.{name}", item, written.get(str(name)))
        elif (low,) not in own:
            yield _shown(key, value, written)


def _own(texts: known_fields.Texts) -> Iterator[tuple[str, ...]]:
    """Where the fields that have a meaning are."""
    if key := known_fields.find(texts, known_fields.TITLE):
        yield (key,)
    if key := known_fields.find(texts, known_fields.DESCRIPTION):
        yield (key,)
    if path := known_fields.names_path(texts, known_fields.TAGS):
        yield path
    if path := known_fields.names_path(texts, known_fields.CATEGORIES):
        yield path
    if key := known_fields.draft_key(texts):
        yield (key,)
    if found := known_fields.dated(texts):
        yield found.path
    elif not isinstance(texts.get("date"), dict | tuple):
        yield ("date",)
    if isinstance(texts.get("slug"), str):
        yield ("slug",)


def _shown(name: str, value: object, written: Text) -> CustomField:
    if isinstance(value, str):
        return CustomField(name, _on_one_line(value), value, fixed=False)
    if value is None or (isinstance(value, bool | int | float | date) and isinstance(written, str)):
        return CustomField(name, written if isinstance(written, str) else "", value, fixed=False)
    try:
        text = yaml_write.scalar(value, flow=True)
    except RefusedEdit:
        return CustomField(name, written if isinstance(written, str) else "…", value, fixed=True)
    return CustomField(name, text, value, fixed=not same(flow_value.parse(text), value))


def _on_one_line(text: str) -> str:
    """``text`` itself, or in double quotes where a line of a form would show or give back something else."""
    if text == text.strip() and not text.startswith('"') and visible(text) == text:
        return text
    return "".join(
        c if visible(c) == c else json.dumps(c)[1:-1] for c in json.dumps(text, ensure_ascii=False)
    )


def with_extra_key(post: Post, name: str, text: str, zone: tzinfo = UTC) -> Post:
    """``post`` with what ``text`` says under an extra key; without the key when there is no text.

    A date stays one, in whichever spelling it is typed; ``zone`` is the blog's. Of a mapping that keeps its
    keys, only the values that differ are changed.

    Raises:
        BadChoice: the site takes only some texts under the key, and this is none of them.
        CannotEdit, NotText: the key cannot be changed without touching other bytes.
    """
    if not text:
        return post.without_field(name)
    key = next((key for key in extra_keys(post) if key.name == name), CustomField(name, "", "", fixed=False))
    value = key.read(text)
    if (choices := post.rules.choices(post.path, name)) and value not in choices:
        raise BadChoice(post.path, name, text, choices)
    old = key.value
    if isinstance(old, date) and not same(value, old) and (typed := typed_date_of(value)):
        return with_typed_date(post, typed, zone, key=name, order=(), form=Format.YAML)
    if isinstance(old, dict) and isinstance(value, dict) and old.keys() == value.keys():
        names = [str(inner) for inner in old]
        if "." not in name and all(names) and not any("." in inner for inner in names):
            for inner, item in value.items():
                if not same(old[inner], item):
                    post = post.with_field(f"{name}.{inner}", item)
            return post
    return post.with_field(name, value)
