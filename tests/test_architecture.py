"""The rules of the house, held by looking at the code: who imports whom, and what is never written."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import blogwifi_tui

PACKAGE = Path(blogwifi_tui.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "demo_posts" not in path.parts)
LONGEST_FUNCTION = 60

FOUNDATION = {"errors", "sanitize"}
MAY_IMPORT = {
    "errors": set(),
    "sanitize": set(),
    "content": {"content"} | FOUNDATION,
    "site": {"site", "content"} | FOUNDATION,
    "vcs": {"vcs"} | FOUNDATION,
    "markdown": {"markdown"} | FOUNDATION,
}
"""Units of the package that are told by name what they may import; the others obey FORBIDDEN alone."""
MODULES_OPEN_TO_CONTENT = {"markdown.scan"}
"""Structure without styles: it imports nothing of ours, no parser and nothing that draws."""

FRONT_ENDS = {"__main__", "cli"}
ONLY_IN = {
    "git": {"vcs"},
    "gitdb": {"vcs"},
    "frontmatter": {"content.front_matter.read"},
    "yaml": {"content.front_matter"},
    "tomlkit": set(),
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "pygments": {"markdown", "ui.editor.area"},
    "rich": {"markdown", "ui"},
    "textual": {"ui"},
    "msgspec": {"settings", "content"},
    "platformdirs": {"settings.paths"},
    "sqlite3": {"content.search"},
    "babel": set(),
    "PIL": {"ui.widgets.image_viewer"},
    "textual_image": {"ui.widgets.image_viewer"},
}


def name_of(path: Path) -> str:
    """The module, as in ``content.post``; a package's own file has the package's name."""
    parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def unit(module: str) -> str:
    """What the rules speak of: the first name, and below ``ui`` the second too."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "ui" else parts[0]


@cache
def imports(module: str) -> frozenset[str]:
    """Every module that ``module`` imports anywhere, lazily and for its types too."""
    return _imports(ast.walk(tree(MODULES[module])), module)


@cache
def needs(module: str) -> frozenset[str]:
    """Every module that ``module`` imports when it runs, at once or lazily."""
    return _imports(running(tree(MODULES[module])), module)


def running(node: ast.AST) -> Iterator[ast.AST]:
    """All that is below ``node`` but what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from running(child)


def _imports(nodes: Iterable[ast.AST], module: str) -> frozenset[str]:
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            origin = node.module or ""
            inside = origin.removeprefix("blogwifi_tui").lstrip(".")
            for alias in node.names:
                deeper = f"{inside}.{alias.name}".lstrip(".")
                is_module = origin.startswith("blogwifi_tui") and deeper in MODULES
                found.add(f"blogwifi_tui.{deeper}" if is_module else origin)
    return frozenset(found)


def ours(names: frozenset[str]) -> set[str]:
    """Those of our package among ``names``, without its name."""
    inside = {name.removeprefix("blogwifi_tui.") for name in names if name.startswith("blogwifi_tui.")}
    return inside & set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    open_to_it = MODULES_OPEN_TO_CONTENT if unit(module) == "content" else set()
    seen = {unit(name) for name in ours(imports(module)) - open_to_it}
    if unit(module) in MAY_IMPORT:
        assert seen <= MAY_IMPORT[unit(module)]
    if unit(module).partition(".")[0] != "ui" and unit(module) not in FRONT_ENDS:
        assert not {name for name in seen if name.startswith("ui")}
    if unit(module) not in FRONT_ENDS:
        assert "ui.app" not in ours(imports(module))
        assert not seen & FRONT_ENDS
    if unit(module) not in FRONT_ENDS:
        assert "core.demo" not in ours(imports(module)) - {module}


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_known_in_one_place(module: str) -> None:
    for library in {name.partition(".")[0] for name in imports(module)} & set(ONLY_IN):
        assert any(f"{module}.".startswith(f"{place}.") for place in ONLY_IN[library]), library


def test_no_module_needs_itself_not_even_lazily() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join([*above[above.index(module) :], module])
        if module not in done:
            for needed in sorted(ours(needs(module))):
                visit(needed, (*above, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=str)
def test_a_package_holds_a_docstring_and_no_second_names(path: Path) -> None:
    body = tree(path).body
    assert ast.get_docstring(tree(path))
    if path.parent == PACKAGE:
        assert [ast.unparse(node).partition(" ")[0] for node in body[1:]] == ["__version__"]
    else:
        assert len(body) == 1


@pytest.mark.parametrize("module", MODULES)
def test_a_function_is_read_in_a_screenful(module: str) -> None:
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def strings(module: str) -> Iterator[str]:
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


DANGEROUS = re.compile(
    r"(--force\S*|-f|--hard|--autostash|--no-verify|--mirror|--all|-A|-D|\+refs/.*|\+HEAD.*)"
)
NEVER_RUN = {"rebase", "stash", "reset", "clean", "checkout", "gc", "prune", "filter-branch"}


@pytest.mark.parametrize("module", [module for module in MODULES if unit(module) in {"vcs", "core"}])
def test_nothing_here_can_lose_work_in_git(module: str) -> None:
    assert not [text for text in strings(module) if DANGEROUS.fullmatch(text)]
    for call in calls(module):
        if callee(call) in {"run", "read", "stream"} and call.args:
            first = call.args[0]
            assert not (isinstance(first, ast.Constant) and first.value in NEVER_RUN), ast.unparse(call)


def calls(module: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Call):
            yield node


def callee(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


PARSES_MARKUP = {
    "Static",
    "Label",
    "Option",
    "Button",
    "Checkbox",
    "RadioButton",
    "Selection",
    "Collapsible",
    "Link",
}
LISTS = {"textual.widgets.option_list", "textual.widgets.selection_list"}
TAKES_NO_MARKUP = {"Input", "Log", "TextArea"}
"""Beside these and the above, none of Textual's is used: DataTable, Tree, Tabs... parse markup too."""
ATTRIBUTES_THAT_PARSE = {"border_title", "border_subtitle", "tooltip"}


def is_plain(value: ast.expr, module: str) -> bool:
    """Whether a value is a literal, or made by what makes plain contents: never text from outside."""
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Name):
        given = [
            node.value
            for node in ast.walk(tree(MODULES[module]))
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
        ]
        return bool(given) and all(is_plain(one, module) for one in given)
    if not isinstance(value, ast.Call):
        return False
    makers = {
        node.name
        for name in MODULES
        if name == module or name in ours(imports(module))
        for node in ast.walk(tree(MODULES[name]))
        if isinstance(node, ast.FunctionDef)
        and node.returns
        and ast.unparse(node.returns) in {"Content", "Text"}
    }
    full = ast.unparse(value.func)
    return callee(value) in makers or full in {"Content", "Text", "Content.assemble", "Content.styled"}


def imported_from_textual(module: str) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree(MODULES[module]))
        if isinstance(node, ast.ImportFrom) and node.module in {"textual.widgets", *LISTS}
        for alias in node.names
    }


def turns_markup_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("ui")])
def test_no_text_from_outside_is_read_as_markup(module: str) -> None:
    assert imported_from_textual(module) <= PARSES_MARKUP | TAKES_NO_MARKUP | {"OptionList"}
    widgets = PARSES_MARKUP & imported_from_textual(module)
    for call in calls(module):
        name = callee(call)
        assert name != "from_markup", ast.unparse(call)
        if turns_markup_off(call):
            continue
        assert name not in {"notify", "OptionList"}, ast.unparse(call)
        assert name != "TextArea" or "placeholder" not in {word.arg for word in call.keywords}
        if name in widgets and call.args:
            assert is_plain(call.args[0], module), ast.unparse(call)
        if name == "update" and len(call.args) == 1 and "Static" in ast.unparse(call.func):
            assert is_plain(call.args[0], module), ast.unparse(call)
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "attr", "") in ATTRIBUTES_THAT_PARSE:
            assert is_plain(node.value, module), ast.unparse(node)


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "sys.argv[1:] = ['--version']; import blogwifi_tui.cli.main as c; run(c)",
            "textual rich git yaml",
        ),
        (
            "sys.argv[1:] = ['--help']; import blogwifi_tui.cli.main as c; run(c)",
            "textual rich git yaml",
        ),
        ("import blogwifi_tui.core.blog", "textual rich git yaml frontmatter tomlkit markdown_it pygments"),
        ("import blogwifi_tui.content.post", "textual rich git yaml frontmatter tomlkit markdown_it"),
        ("import blogwifi_tui.markdown.scan", "textual rich git yaml markdown_it pygments"),
        ("import blogwifi_tui.vcs.repository", "textual rich git yaml frontmatter"),
        ("import blogwifi_tui.markdown.renderer", "textual git yaml frontmatter"),
        ("import blogwifi_tui.ui.app", "git yaml frontmatter tomlkit"),
    ],
)
def test_starting_loads_no_more_than_it_needs(code: str, absent: str) -> None:
    program = f"""
import contextlib, io, sys
def run(module):
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        module.main()
{code}
print(sorted(set({absent.split()!r}) & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="installed, not a checkout")
def test_the_project_s_top_folder_is_short() -> None:
    made = {"build", "dist", "htmlcov"}
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - made
    names = {name for name in names if not name.endswith(".egg-info")}
    assert names == {"blogwifi_tui", "posts", "tests", "pyproject.toml", "README.md", "LICENSE"}


@pytest.mark.parametrize("module", MODULES)
def test_threads_that_import_html_take_its_locks_in_one_order(module: str) -> None:
    """markdown-it asks for ``html.entities``; a thread that asks for ``html`` meanwhile can end all."""
    assert "html" not in imports(module)


@pytest.mark.parametrize("module", MODULES)
def test_no_group_is_repeated_possessively(module: str) -> None:
    """Python before 3.11.5, Debian 12's among them, matches ``(…)*+`` wrongly (CPython issue 106052)."""
    texts = [
        node.value if isinstance(node.value, str) else node.value.decode("latin-1")
        for node in ast.walk(tree(MODULES[module]))
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    ]
    assert [text for text in texts if re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", text)] == []
