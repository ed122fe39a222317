"""Notes set apart from the text: ``:::note`` … ``:::``, ``!!! note`` and ``=== "Tab"`` with an indented text.

Sources: Docusaurus docs, «Admonitions»; VitePress docs, «Custom Containers»; Quarto docs, «Callout Blocks»;
MkDocs-Material docs, «Admonitions» and «Content tabs»; the proposal for directives of CommonMark, which
Astro's Starlight follows.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CLOSES: Final = re.compile(r":{3,}+[ \t]*+")
_CONTAINER: Final = re.compile(
    r"(?P<colons>:{2,}+)[ \t]*+"
    r"(?:\{(?P<attributes>[^{}\n]*+)\}|(?P<name>[A-Za-z][\w-]*+)(?P<rest>[^\n]*+))[ \t]*+\Z"
)
_LABEL: Final = re.compile(r"[ \t]*+\[(?P<label>[^\[\]\n]*+)\][ \t]*+(?:\{[^{}\n]*+\})?\Z")
_ATTRIBUTES: Final = re.compile(r"\{(?P<attributes>[^{}\n]*+)\}[ \t]*+\Z")
_CALLOUT: Final = re.compile(r"(?<![\w-])\.?callout-([\w-]++)")
_TITLE: Final = re.compile(r"\btitle=\"([^\"]*+)\"")
_ID: Final = re.compile(r"#([\w-]++)|\b(?:id|src|title|name)=[\"']?([^\"'\s}]++)")
_ADMONITION: Final = re.compile(
    r"(?:!!!|\?\?\?\+?+)[ \t]++(?P<name>[\w-]++)(?>(?:[ \t]++[\w-]++)*)"
    r"(?:[ \t]++\"(?P<title>[^\"]*+)\")?[ \t]*+\Z"
)
_TAB: Final = re.compile(r"===[!+]{0,2}+[ \t]++\"(?P<title>[^\"]*+)\"[ \t]*+\Z")
_KINDS: Final = {
    "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "example": "tip",
    "important": "important", "question": "important", "faq": "important",
    "warning": "warning", "attention": "warning", "caution": "caution", "danger": "caution",
    "error": "caution", "bug": "caution", "failure": "caution", "fail": "caution",
}  # fmt: skip
"""Which of the five alerts a name looks like; a note, else."""


class Admonition(NamedTuple):
    """What a line opens."""

    kind: str
    """One of the names of alerts, in small letters; empty for what says nothing of its kind."""
    title: str
    """Empty where the page shows none."""
    colons: int = 0
    """How many begin and end it, where colons do; 0 for what ends with its line or its indent."""


def container_line(line: str) -> Admonition | None:
    """What ``:::name`` opens, or ``::name`` is by itself."""
    found = _CONTAINER.match(line)
    if found is None:
        return None
    if found["attributes"] is not None:
        return _div(found["attributes"], len(found["colons"]))
    name, rest = found["name"], (found["rest"] or "").strip()
    label, attributes = _LABEL.match(rest), _ATTRIBUTES.search(rest)
    if len(found["colons"]) == 2:  # a directive that holds nothing
        if not label and not (attributes and attributes.start() == 0):
            return None
        main = _ID.search(rest)
        told = label["label"] if label and label["label"] else ((main[1] or main[2]) if main else "")
        return Admonition("", f"{name} · {told}" if told else name)
    titled = _TITLE.search(attributes["attributes"]) if attributes else _TITLE.search(line)
    text = label["label"] if label else rest[: attributes.start()].strip() if attributes else rest
    title = text or (titled[1] if titled else "")
    return Admonition(_kind(name), title or _words(name), len(found["colons"]))


def _div(attributes: str, colons: int) -> Admonition | None:
    """What ``::: {.callout-note title="…"}`` opens; a page shows nothing of a division of another class."""
    if colons == 2:
        return None
    callout = _CALLOUT.search(attributes)
    if callout is None:
        return Admonition("", "", colons)
    titled = _TITLE.search(attributes)
    return Admonition(_kind(callout[1]), titled[1] if titled else _words(callout[1]), colons)


def admonition_line(line: str) -> Admonition | None:
    """What ``!!! note "Title"`` opens; ``???`` does so for one that is folded."""
    found = _ADMONITION.match(line)
    if found is None:
        return None
    title = found["title"]
    return Admonition(_kind(found["name"]), _words(found["name"]) if title is None else title)


def tab_line(line: str) -> Admonition | None:
    """What ``=== "Title"`` opens."""
    found = _TAB.match(line)
    return Admonition("", found["title"]) if found else None


def _kind(name: str) -> str:
    return _KINDS.get(name.lower(), "note")


def _words(name: str) -> str:
    return name.replace("-", " ").capitalize()
