"""Settings that are programs are read as far as they are literals, and never run."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blogwifi_tui.site.javascript import javascript_settings
from blogwifi_tui.site.literals import MORE, UNKNOWN, python_settings
from tests.test_hostile_inputs import RATIO, ratio

PYTHON = """
from theirs import tool
BASE = "https://example.org"
SITEURL = BASE + "/blog"
EMPTY = None
NUMBERS = (1, -2.5, True, BASE)
NESTED = {"a": ["x", ("y",)], BASE: {"deep": False}}
TWO = LINES = "one " "two"
TYPED: str = "t"
POSTS = [("a", "b")]
POSTS += [("c", "d")]
COMPUTED = tool("x")
STARRED = ["a", *POSTS]
MIXED = [1, tool]
WIDER = {"a": 1, **NESTED}
CHANGED = {}
CHANGED["a"] = 1
GROWN = []
GROWN.append(1)
if BASE.startswith("h"):
    PERHAPS = 1
try:
    from local import OTHER
except ImportError:
    OTHER = 1
BYTES = b"x"
def function():
    return 1
"""


def test_names_of_a_python_file_have_their_literals() -> None:
    names = python_settings(PYTHON)
    assert {name: value for name, value in names.items() if value is not UNKNOWN} == {
        "BASE": "https://example.org",
        "SITEURL": "https://example.org/blog",
        "EMPTY": None,
        "NUMBERS": (1, -2.5, True, "https://example.org"),
        "NESTED": {"a": ["x", ("y",)], "https://example.org": {"deep": False}},
        "TWO": "one two",
        "LINES": "one two",
        "TYPED": "t",
        "POSTS": [("a", "b"), ("c", "d")],
        "MIXED": [1, UNKNOWN],
        "WIDER": {"a": 1, MORE: UNKNOWN},
    }


@pytest.mark.parametrize(
    "name", ["COMPUTED", "STARRED", "CHANGED", "GROWN", "PERHAPS", "OTHER", "BYTES", "function", "tool"]
)
def test_a_computed_value_is_told_from_one_that_is_not_there(name: str) -> None:
    assert python_settings(PYTHON)[name] is UNKNOWN
    assert "MISSING" not in python_settings(PYTHON)


@pytest.mark.parametrize("text", ["from other import *", "print 'x'", "exec('A = 1')", "A = 1\n" * 100_000])
def test_a_file_that_may_set_more_than_was_read_says_so(text: str) -> None:
    assert python_settings(text)[MORE] is UNKNOWN


@pytest.mark.parametrize(
    ("first", "then"),
    [("A = ['x']", "A = [A, A]"), ("A = 'long ' + 'text'", "A = A + A")],
)
def test_names_within_names_end_before_they_grow(first: str, then: str) -> None:
    text = "\n".join([first, *[then] * 100, "B = 1"])
    assert python_settings(text)["A"] is UNKNOWN


def test_a_text_that_no_file_can_hold_is_no_value() -> None:
    assert python_settings(r'A = "a\ud800"; B = {"\ud800": 1}') == {"A": UNKNOWN, "B": {MORE: UNKNOWN}}


def test_nothing_is_run(tmp_path: object) -> None:
    text = f"A = open({str(tmp_path) + '/x'!r}, 'w')\nraise SystemExit"
    assert python_settings(text) == {"A": UNKNOWN}


JAVASCRIPT = {
    "a call that defines": (
        """
        import { defineConfig } from 'astro/config';
        const SITE = "https://example.org"
        // a comment with 'quotes' and {
        export default defineConfig({
          site: SITE, base: '/blog', 'quoted-key': 1, trailingSlash: "always", plain: `x`,
          integrations: [mdx(), sitemap({ a: 1 })], markdown: { shiki: { theme: "l\\u00e9ger" } },
          minus: -3, half: 0.5, nothing: null, yes: true,
          sum: 1 + 2, made: `a${b({ c: `d` })}e`, expression: /[/{]/g, /* and */ last: false,
        });
        """,
        {
            "site": "https://example.org", "base": "/blog", "quoted-key": 1, "trailingSlash": "always",
            "plain": "x", "integrations": [UNKNOWN, UNKNOWN], "markdown": {"shiki": {"theme": "léger"}},
            "minus": -3, "half": 0.5, "nothing": None, "yes": True,
            "sum": UNKNOWN, "made": UNKNOWN, "expression": UNKNOWN, "last": False,
        },
    ),
    "a constant with a type": (
        """
        import type { Config } from 'tool';
        const config: Config = {
          title: 'Wi-Fi', baseUrl: '/docs/',
          presets: [['classic', { blog: { path: 'blog', routeBasePath: '/' } } satisfies Options]],
          theme: { a: 'x' } as const,
        };
        export default config;
        """,
        {
            "title": "Wi-Fi", "baseUrl": "/docs/", "theme": {"a": "x"},
            "presets": [["classic", {"blog": {"path": "blog", "routeBasePath": "/"}}]],
        },
    ),
    "a constant that is changed, and functions": (
        """
        const config = {
          output: 'export', basePath: '/x', async redirects() { return [{ a: 1 }] }, get it() { return 1 }
        }
        config.output = process.env.X
        module.exports = withIt({ like: /mdx?$/ })(config)
        """,
        {"output": UNKNOWN, "basePath": "/x", "redirects": UNKNOWN, "it": UNKNOWN},
    ),
    "characters written in halves": (
        r"export default { whole: '/\ud83d\ude00/', half: 'a\ud83d', long: '\u{1f600}' }",
        {"whole": "/\U0001f600/", "half": "a\ufffd", "long": "\U0001f600"},
    ),
    "what is spread": (
        "module.exports = { before: 1, ...other, after: 2, [computed]: 3 }",
        {"before": UNKNOWN, MORE: UNKNOWN, "after": 2},
    ),
    "a function that returns": (
        """
        module.exports = function (config) {
          config.addFilter("x", value => { return { input: value } });
          if (config.x) { return { input: "no" } }
          return { dir: { input: "src" }, pathPrefix: "/blog/", engine: false };
        };
        """,
        {"dir": {"input": "src"}, "pathPrefix": "/blog/", "engine": False},
    ),
    "a function that returns nothing, and named settings": (
        """
        export default async function (config) { config.addPassthroughCopy("img"); };
        export const config = { dir: { input: "content" } };
        """,
        {"dir": {"input": "content"}},
    ),
    "an arrow with an object": ("module.exports = (c) => ({ a: 'x' })", {"a": "x"}),
    "an arrow with a body": (
        "module.exports = c => { return { a: c ? 'x' : 'y', b: 3, } }",
        {"a": UNKNOWN, "b": 3},
    ),
    "a typed function in a call": (
        "export default defineConfig<Theme>(async (env): Promise<X> => { return { title: 'V' } })",
        {"title": "V"},
    ),
    "calls in calls": ("export default withMermaid(defineConfig({ title: 'M' }))", {"title": "M"}),
    "a call of another kind": ("module.exports = make({ title: 'M' })", {MORE: UNKNOWN}),
    "an import": ("import { config } from './mine'; export default config", {MORE: UNKNOWN}),
    "a name that is itself": ("const a = b\nconst b = a\nexport default a", {MORE: UNKNOWN}),
    "no settings": ("console.log({ a: 1 })", {}),
    "an end too early": ("export default { a: 1, b: [", {"a": 1, "b": UNKNOWN}),
}  # fmt: skip


def test_settings_that_are_given_away_many_times_take_no_more_time_than_they_are_long() -> None:
    def settings(times: int) -> str:
        return "const c = {" + "a() {}, " * times + "}\n" + "export default c\n" * times

    assert ratio(javascript_settings, settings, 200) <= RATIO


@pytest.mark.parametrize("name", JAVASCRIPT)
def test_properties_of_a_javascript_file_have_their_literals(name: str) -> None:
    text, expected = JAVASCRIPT[name]
    assert javascript_settings(dedent(text)) == expected
