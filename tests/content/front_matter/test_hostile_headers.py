"""Headers made to hang or end the program cost a problem, and next to no time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from blogwifi_tui.content.post import Post, ProblemKind


def yaml(header: bytes) -> bytes:
    return b"---\ntitle: a\n" + header + b"\n---\n"


def laughs(levels: int, opening: bytes, item: bytes, closing: bytes) -> bytes:
    lines = [b"k0: &k0 " + (b"[x]" if item == b"*%s" else b"{x: 1}")]
    for level in range(1, levels):
        inner = b", ".join([item % (b"k%d" % (level - 1))] * 9)
        lines.append(b"k%d: &k%d " % (level, level) + opening + inner + closing)
    return b"\n".join(lines)


HOSTILE = {
    "60,000 brackets": (yaml(b"x: " + b"[" * 60_000), ProblemKind.TOO_DEEP),
    "100,000 brackets": (yaml(b"x: " + b"[" * 100_000), ProblemKind.TOO_LARGE),
    "30,000 dashes on a line": (yaml(b"x:\n " + b"- " * 30_000), ProblemKind.TOO_DEEP),
    "30,000 question marks": (yaml(b"? " * 30_000), ProblemKind.TOO_DEEP),
    "40 steps of indentation": (yaml(b"\n".join(b" " * n + b"a:" for n in range(40))), ProblemKind.TOO_DEEP),
    "a billion laughs": (yaml(laughs(9, b"[", b"*%s", b"]")), ProblemKind.ALIASES),
    "a bomb of merge keys": (yaml(laughs(9, b"{<<: [", b"*%s", b"]}")), ProblemKind.ALIASES),
    "an alias in itself": (yaml(b"x: &x [*x]"), ProblemKind.ALIASES),
    "6,000 keys": (yaml(b"\n".join(b"k%d: a" % n for n in range(6_000))), ProblemKind.TOO_MANY),
    "a number of 60,000 digits": (yaml(b"x: " + b"9" * 60_000), ProblemKind.BAD_VALUE),
    "a number of 5,000 digits": (yaml(b"x: " + b"9" * 5_000), ProblemKind.BAD_VALUE),
    "a sexagesimal number without end": (yaml(b"x: 1" + b":59" * 20_000), ProblemKind.BAD_VALUE),
    "an unknown tag": (yaml(b"x: !a b"), ProblemKind.SYNTAX),
    "a Python object": (yaml(b"x: !!python/object/apply:os.system [ls]"), ProblemKind.SYNTAX),
    "an empty number": (yaml(b"x: !!int ''"), ProblemKind.BAD_VALUE),
    "a list as a key": (yaml(b"? [a]\n: b"), ProblemKind.SYNTAX),
    "TOML, 60,000 brackets": (b"+++\na = " + b"[" * 60_000 + b"\n+++\n", ProblemKind.TOO_DEEP),
    "TOML, 20,000 dots": (b"+++\n" + b"a." * 20_000 + b"b = 1\n+++\n", ProblemKind.TOO_DEEP),
    "TOML, a number of 60,000 digits": (b"+++\na = " + b"9" * 60_000 + b"\n+++\n", ProblemKind.BAD_VALUE),
    "TOML, 9,000 tables": (b"+++\n" + b"[[a]]\n" * 9_000 + b"+++\n", ProblemKind.TOO_MANY),
    "JSON, a million brackets": (b'{"a": ' + b"[" * 1_000_000, ProblemKind.TOO_DEEP),
    "JSON, a million quotes": (b'{"a": ' + b'\\"' * 1_000_000, ProblemKind.TOO_LARGE),
    "JSON, a number of 5,000 digits": (b'{"a": ' + b"9" * 5_000 + b"}", ProblemKind.BAD_VALUE),
    "JSON, text without end": (b'{"a": "' + "é".encode() * 500_000, ProblemKind.TOO_LARGE),
    "JSON, 10,000 objects": (b'{"a": ' * 10_000 + b"1" + b"}" * 10_000, ProblemKind.TOO_DEEP),
    "Pelican, 100,000 keys": (b"Title: a\n" + b"k: v\n" * 100_000, ProblemKind.TOO_LARGE),
    "Nikola, 100,000 keys": (b".. k: \xc3\xa9\n" * 100_000, ProblemKind.TOO_LARGE),
    "a header that never ends": (b"---\n" + b"a: b\n" * 200_000, ProblemKind.UNCLOSED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_header_is_a_problem_and_no_more(name: str) -> None:
    data, kind = HOSTILE[name]
    post = Post("a.md", data)
    assert post.problem
    assert post.problem.kind is kind
    assert post.problem.line
    assert post.title
    assert post.parts.join() == data


def test_no_hostile_header_ends_the_program() -> None:
    """A crash of the C parser cannot be caught, so it must show as the end of a process of its own."""
    program = (
        "from blogwifi_tui.content.post import Post\n"
        "for deep in (b'[', b'{a: ', b'- ', b'? '):\n"
        "    assert Post('a.md', b'---\\nx: ' + deep * 15_000 + b'\\n---\\n').problem\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("piece", [b"\xff", b"-", b"\r", b"```\n", b" \n"])
def test_large_bodies_without_sense_are_read_too(piece: bytes) -> None:
    post = Post("a.md", piece * 300_000)
    assert post.problem is None
    assert post.title
