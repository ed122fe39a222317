"""Values as YAML text that reads the same in YAML 1.1 (PyYAML, Jekyll) and 1.2 (Hugo)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date

from blogwifi_tui.content.dates.format import spell_date
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.problems import Refusal, RefusedEdit

# A plain scalar is used only where no reader of either version could see anything but text: a letter first,
# nothing that begins a comment, a mapping or a flow mark, and none of the words below.
_WORDS = re.compile(r"y|n|yes|no|on|off|true|false|null|none|nan|inf", re.IGNORECASE)
_TRUTH = re.compile(r"true|false|yes|no|on|off", re.IGNORECASE)
_PLAIN = re.compile(
    r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff:#]|(?<=\S)#|:(?=\S))*"
)
_FLOW_MARKS = re.compile(r"[,\[\]{}:?]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SINGLE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")


def text(value: str, *, style: str | None = None, flow: bool = False) -> str:
    """A string in the quotes ``style`` (``"``, ``'`` or None for none) where they can hold it.

    ``flow`` says that it stands inside brackets. Raises RefusedEdit for a lone surrogate.
    """
    if re.search("[\ud800-\udfff]", value):
        raise RefusedEdit(Refusal.VALUE)
    if style == "'" and _SINGLE.fullmatch(value):
        return "'" + value.replace("'", "''") + "'"
    if style != '"' and is_plain(value, flow=flow):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def is_plain(value: str, *, flow: bool = False) -> bool:
    """Whether ``value`` may stand without quotes."""
    return (
        bool(_PLAIN.fullmatch(value))
        and not _WORDS.fullmatch(value)
        and not value.endswith((" ", ":"))
        and not (flow and _FLOW_MARKS.search(value))
    )


def scalar(value: object, *, old: str = "", style: str | None = None, flow: bool = False) -> str:
    """One value; ``old`` is the text it replaces, whose spelling of dates and truth it follows."""
    if isinstance(value, bool):
        return known_fields.truth_like(value, old if _TRUTH.fullmatch(old) and not style else "true")
    if value is None:
        return "~" if old == "~" else "null"
    if isinstance(value, date):
        spelled = spell_date(value, old.strip("\"'"))
        return text(spelled, style=style, flow=flow) if style else _bare_date(spelled, flow=flow)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return text(value, style=style, flow=flow)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(scalar(item, style=style, flow=True) for item in value) + "]"
    if isinstance(value, Mapping):
        pairs = (f"{text(str(key), flow=True)}: {scalar(item, flow=True)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    raise RefusedEdit(Refusal.VALUE)


_BARE_DATE = re.compile(r"[0-9][0-9A-Za-z:/.+ -]*")


def _bare_date(spelled: str, *, flow: bool) -> str:
    return spelled if _BARE_DATE.fullmatch(spelled) else text(spelled, flow=flow)


def _number(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    spelled = repr(value)
    if "e" in spelled and "." not in spelled:  # YAML 1.1 wants a point: 1.0e+16
        return spelled.replace("e", ".0e")
    return spelled


def key(name: str) -> str:
    """A key, quoted when it must be."""
    return (
        name
        if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name) and not _WORDS.fullmatch(name)
        else text(name, style='"')
    )
