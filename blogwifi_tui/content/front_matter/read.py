"""Reads a header in any format: its fields, their values as written, and what is wrong with it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from blogwifi_tui.content import encodings
from blogwifi_tui.content.front_matter import known_fields
from blogwifi_tui.content.front_matter.known_fields import Text
from blogwifi_tui.content.front_matter.problems import (
    DEEPEST,
    LARGEST_HEADER,
    MOST_NODES,
    HeaderError,
    Problem,
    ProblemKind,
    Repeated,
)
from blogwifi_tui.content.front_matter.split import Format, Parts, count_lines, line_starts
from blogwifi_tui.toml_text import QUOTED, ManyParts, TomlError, read_toml


def decode(data: bytes) -> str:
    """``data`` as UTF-8, other bytes in the likeliest old encoding; UTF-16 by its mark. Never raises.

    Posts of before 2008 that are not UTF-8 are nearly always Windows-1252, sometimes in parts.
    """
    if encoding := encodings.wide(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return encodings.decoded(data, encodings.likeliest(data))


@dataclass(frozen=True, slots=True)
class Reading:
    """A header as read. ``fields`` and ``texts`` are empty when there is a problem."""

    parts: Parts
    """As split, or all body when what looked like a header is text between two rules."""
    fields: dict[str, object]
    texts: dict[str, Text]
    problem: Problem | None = None
    repeated: tuple[Repeated, ...] = ()
    """The keys that stand twice, with the line of the second in the file."""


def read(parts: Parts) -> Reading:
    """Read the header of ``parts``. Never raises: what is wrong is the reading's ``problem``."""
    if parts.unclosed:
        before = decode(parts.body[: len(parts.body) - len(parts.body.lstrip())])
        return Reading(parts, {}, {}, Problem(ProblemKind.UNCLOSED, count_lines(before) + 1))
    if parts.format is Format.NONE:
        encoding = encodings.wide(parts.body)
        name = encoding[: len("utf-16")].upper()
        return Reading(parts, {}, {}, Problem(ProblemKind.ENCODING, None, name) if encoding else None)
    if parts.format is Format.OTHER:
        opening = decode(parts.open)
        return Reading(
            parts, {}, {}, Problem(ProblemKind.LANGUAGE, count_lines(opening), opening.strip("- \t\r\n"))
        )
    if len(parts.head) > LARGEST_HEADER:
        passed = count_lines(decode(parts.open + parts.head[:LARGEST_HEADER])) + 1
        return Reading(parts, {}, {}, Problem(ProblemKind.TOO_LARGE, passed))
    try:
        fields, texts, repeated = _READERS[parts.format](decode(parts.head))
    except HeaderError as error:
        if _is_text_between_rules(parts, error):
            return Reading(_all_body(parts), {}, {})
        line = None if error.line is None else count_lines(decode(parts.open)) + error.line + 1
        return Reading(parts, {}, {}, Problem(error.kind, line, error.detail))
    if (
        parts.format is Format.YAML
        and texts
        and _set_off(parts.head)
        and not known_fields.KNOWN & texts.keys()
    ):
        return Reading(_all_body(parts), {}, {})
    above = count_lines(decode(parts.open)) + 1
    found = tuple(Repeated(each.key, each.line + above) for each in repeated)
    return Reading(parts, fields, texts, repeated=found)


def _all_body(parts: Parts) -> Parts:
    body = parts.join()[len(parts.bom) :]
    return replace(parts, open=b"", head=b"", close=b"", body=body, format=Format.NONE)


def _set_off(head: bytes) -> bool:
    """Whether blank lines part the text from both rules, as prose between thematic breaks is written."""
    return bool(_BLANK_FIRST.match(head) and _BLANK_LAST.search(head))


_A_KEY = re.compile(rb"(?:\A|(?<=[\r\n]))[ \t]*+[\"'{]?+[\w-][\w .-]*+[\"']?+[ \t]*+:(?:[ \t\r\n]|\Z)")
_BLANK_LAST = re.compile(rb"[\r\n][ \t]*(?:\r\n|\n|\r)\Z")
_BLANK_FIRST = re.compile(rb"[ \t]*[\r\n]")


def _is_text_between_rules(parts: Parts, error: HeaderError) -> bool:
    """A post may begin with a thematic break; the next one is not the end of a header then."""
    if parts.format is not Format.YAML:
        return False
    if error.kind is ProblemKind.NOT_A_HEADER:
        return True
    return bool(_BLANK_FIRST.match(parts.head)) and not _A_KEY.search(parts.head)


_Result = tuple[dict[str, object], dict[str, Text], Sequence[Repeated]]


def _yaml(header: str) -> _Result:
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    from blogwifi_tui.content.front_matter import yaml_load

    try:
        yaml_load.guard(header)
        loaded = YAMLHandler().load(header, Loader=yaml_load.HeaderLoader)
    except yaml.reader.ReaderError as error:
        line = count_lines(header.encode()[: error.position].decode("utf-8", "replace"))
        code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
        raise HeaderError(ProblemKind.CONTROL, line, f"U+{code:04X}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and mark.line >= count_lines(header):
            mark = error.context_mark  # a quote that is never closed is at fault where it opens
        raise HeaderError(ProblemKind.SYNTAX, mark.line if mark else None, error.problem or "") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise HeaderError(ProblemKind.SYNTAX, None, str(error)) from error
    return (loaded.fields, loaded.texts, loaded.repeated) if loaded else ({}, {}, ())


_TOML_WORDS = {"Invalid date": ProblemKind.BAD_VALUE, "Cannot overwrite": ProblemKind.DUPLICATE_KEY}
"""How Python's reader begins to say what has a sentence of its own here."""


def _toml_error(header: str, error: TomlError) -> HeaderError:
    """``error`` as one that names what stands on the line to blame."""
    words = str(error)
    line = error.line - 1 if error.line else count_lines(header)
    if isinstance(error, ManyParts):
        return HeaderError(ProblemKind.TOO_DEEP, line)
    kind = next((kind for start, kind in _TOML_WORDS.items() if words.startswith(start)), ProblemKind.SYNTAX)
    key, _, value = [*header.split("\n"), ""][line].partition("=")
    details = {ProblemKind.BAD_VALUE: value.partition("#")[0] or key, ProblemKind.DUPLICATE_KEY: key}
    return HeaderError(kind, line, details.get(kind, words).strip())


def _toml(header: str) -> _Result:
    if header.count("\n") > MOST_NODES:
        raise HeaderError(ProblemKind.TOO_MANY, MOST_NODES)
    _guard_nesting(header)
    repeated: Sequence[Repeated] = ()
    try:
        try:
            fields = read_toml(header)
        except TomlError:
            from blogwifi_tui.content.front_matter.toml_edit import without_repeated

            last, repeated = without_repeated(header)
            if not repeated:
                raise
            fields = read_toml(last)
    except TomlError as error:
        raise _toml_error(header, error) from error
    except (ValueError, RecursionError) as error:
        raise _too_long_a_number(header) or HeaderError(ProblemKind.SYNTAX, None, str(error)) from error
    return fields, _texts(fields), repeated


def _json(header: str) -> _Result:
    _guard_nesting(header)
    # Hexo's ends with ;;; and has no braces. Its own stand on the same lines, so that errors name those.
    bare = not header.lstrip().startswith("{")
    names: list[str] = []
    try:
        fields = json.loads(f"{{{header}}}" if bare else header, object_pairs_hook=partial(_last, names))
    except json.JSONDecodeError as error:
        before = header[: max(0, error.pos - bare)]
        raise HeaderError(ProblemKind.SYNTAX, count_lines(before), error.msg) from error
    except (ValueError, RecursionError) as error:
        raise _too_long_a_number(header) or HeaderError(ProblemKind.SYNTAX, None, str(error)) from error
    told = list(dict.fromkeys(names))[:_MOST_TOLD]
    return fields, _texts(fields), [Repeated(name, _second(header, name)) for name in told]


_MOST_TOLD = 20
"""Keys of JSON that are told to stand twice: each is looked for."""


def _second(header: str, name: str) -> int:
    """The line of the header on which a key stands for the second time, as far as that can be told."""
    written = json.dumps(name, ensure_ascii=False)
    return count_lines(header[: max(header.find(written, header.find(written) + 1), 0)])


_LONG_NUMBER = re.compile(r"(?<![0-9_])[0-9][0-9_]{4000,}+")


def _too_long_a_number(header: str) -> HeaderError | None:
    """The error for a number with more digits than Python reads, which no parser gives a line."""
    found = _LONG_NUMBER.search(header)
    if not found:
        return None
    return HeaderError(ProblemKind.BAD_VALUE, count_lines(header[: found.start()]), found[0][:80])


def _last(repeated: list[str], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object of ``pairs``, of keys that stand twice the last (JavaScript, Go), which are told."""
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            repeated.append(key)
        seen[key] = value
    return seen


_NESTING = re.compile(rf"{QUOTED}|(?P<open>[\[{{])|(?P<close>[\]}}])")


def _guard_nesting(header: str) -> None:
    """Refuse deep TOML and JSON early. Their readers are safe, but slow, on what this may miss."""
    depth = 0
    for token in _NESTING.finditer(header):
        depth += 1 if token["open"] else -1 if token["close"] else 0
        if depth > DEEPEST:
            raise HeaderError(ProblemKind.TOO_DEEP, count_lines(header[: token.start()]))


def _texts(fields: dict[str, object]) -> dict[str, Text]:
    texts: dict[str, Text] = {}  # in the order of the header, which rules of generators go by
    for key, value in fields.items():
        texts.setdefault(key.lower(), _text(value))
    return texts


def _text(value: object, depth: int = 1) -> Text:
    if depth > DEEPEST:
        raise HeaderError(ProblemKind.TOO_DEEP, None)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return tuple(_text(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return {str(key): _text(item, depth + 1) for key, item in value.items()}
    return str(value)


def _lines(header: str, form: Format) -> _Result:
    from blogwifi_tui.content.front_matter import plain

    fields: dict[str, object] = {}
    texts: dict[str, Text] = {}
    repeated: dict[str, Repeated] = {}
    spelled: dict[str, str] = {}
    starts = line_starts(header)
    for entry in plain.entries(header):
        if entry.key.lower() in texts:
            line = bisect_right(starts, entry.start) - 1
            repeated.setdefault(entry.key.lower(), Repeated(entry.key, line))
            if form is Format.MULTIMARKDOWN:
                continue  # Pelican takes the first (readers.py, _parse_metadata), Nikola the last
            del fields[spelled[entry.key.lower()]]
        spelled[entry.key.lower()] = entry.key
        fields[entry.key] = texts[entry.key.lower()] = entry.value
    for key in ("tags", "tag", "categories", "keywords"):
        value = texts.get(key)
        if isinstance(value, str):
            texts[key] = plain.names(value, form)
    category = texts.get("category")
    if isinstance(category, str):
        texts["category"] = (category,)
    return fields, texts, tuple(repeated.values())


_READERS: dict[Format, Callable[[str], _Result]] = {
    Format.YAML: _yaml,
    Format.TOML: _toml,
    Format.JSON: _json,
    Format.MULTIMARKDOWN: partial(_lines, form=Format.MULTIMARKDOWN),
    Format.NIKOLA: partial(_lines, form=Format.NIKOLA),
}
