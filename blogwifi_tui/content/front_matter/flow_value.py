"""``KEY=VALUE`` from a command line, VALUE written as in a YAML flow value."""

from __future__ import annotations

from collections.abc import Iterable

from blogwifi_tui.content.dates.input import typed_date_of
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.change_kinds import fitting
from blogwifi_tui.content.front_matter.problems import HeaderError
from blogwifi_tui.errors import BadChange

_NULLS = ("null", "Null", "NULL", "~", "")
_LISTS = frozenset({"tags", "categories", "category", "keywords"})
_SENTENCES = frozenset({"title", "description", "summary"})
_TEXTS = frozenset({"title", "tags", "categories", "category", "keywords", "description", "summary", "slug"})


def parse_change(text: str) -> tuple[str, object]:
    """``tags=[wifi, hôtel]`` is ``("tags", ["wifi", "hôtel"])``; a value YAML cannot read is taken as text.

    What a title, tags and the like hold is always text: ``title=12:30`` and ``tags=[no]`` stay as typed. A
    word for true or false is one under the marks of drafts (``draft=oui``), and so is a date under the keys
    of dates, in whichever spelling.

    Raises:
        BadChange: there is no ``=``, or no key before it; or a value begins like a list, and is none, or is
            not of the kind that stands under the key.
        BadDate: a key that is there for a date is to hold nothing, or a number that is none.
    """
    key, equals, value = text.partition("=")
    key = key.strip()
    if not equals or not key:
        raise BadChange(text)
    said = parse(value.strip(), as_text=key.lower() in _TEXTS)
    if said == value.strip() and _is_torn(key.lower().rpartition(".")[2], value.strip()):
        raise BadChange(text, "brackets")
    truth = known_fields.truth(said) if key.lower() in known_fields.TRUTHS else None
    if truth is not None:
        return key, truth
    typed = typed_date_of(said) if key.partition(".")[0].lower() in known_fields.DATES else None
    if typed:
        return key, typed.moment if typed.timed else typed.moment.date()
    return key, fitting(key, value.strip(), said)


def parse_changes(texts: Iterable[str], unset: Iterable[str] = ()) -> dict[str, object]:
    """Several changes, by their keys, beside which the keys of ``unset`` are to go.

    Raises:
        BadChange, BadDate: as :func:`parse_change`; or one key is to hold two values, or one and none.
    """
    changes: dict[str, object] = {}
    seen = {key.strip().lower() for key in unset}
    for text in texts:
        key, value = parse_change(text)
        if key.lower() in seen:
            raise BadChange(key, "twice")
        seen.add(key.lower())
        changes[key] = value
    return changes


def _is_torn(key: str, text: str) -> bool:
    """Whether a text that was taken as it stands was meant as a list or a mapping, and lacks a bracket."""
    if key in _LISTS and text.count("[") != text.count("]"):
        return True
    # «{{ … }}» and «{% … %}» are words of templates.
    return key not in _SENTENCES and text.startswith(("[", "{")) and not text.startswith(("{{", "{%"))


def parse(text: str, *, as_text: bool = False) -> object:
    """The value that ``text`` says, or ``text`` itself where YAML cannot read it.

    ``as_text`` leaves every scalar as it is written.
    """
    import yaml

    from blogwifi_tui.content.front_matter.yaml_load import guard

    try:
        guard(text)
        value: object = yaml.load(text, Loader=yaml.BaseLoader if as_text else yaml.SafeLoader)  # noqa: S506
    except (yaml.YAMLError, HeaderError, ValueError):
        return text
    if as_text and not text:
        return ""
    # Outside brackets a colon, a dash or a # is part of what a person wrote, as in «WiFi : le guide».
    bare = not text.startswith(("[", "{"))
    if bare and (isinstance(value, dict | list) or (value in (None, "") and text not in _NULLS)):
        return text
    return value
