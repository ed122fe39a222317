"""The rules of the house, held by looking at the code: who imports whom, and what is never written.

A rule looks at all modules at once and tells all that break it. What broke a rule when it was made stands in
``NOT_YET``: a row may go, none may come. ``python tests/test_architecture.py`` prints the table as it is now.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import blogwifi_tui

PACKAGE = Path(blogwifi_tui.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "demo_posts" not in path.parts)
LONGEST_FUNCTION = 60
LARGEST_CLASS = 350
"""Lines of a class and of its ancestors in this package together."""
LARGER = {
    "ui.editor.area.editor_area.EditorArea": "Textual asks it many questions, each answered in a few lines",
}
"""Classes that may be larger, each with the reason."""

FOUNDATION = {"", "errors", "sanitize", "toml_text"}
"""What everyone may import; the empty name is the package itself, which holds the version."""
LAYERS = {
    "errors": set[str](),
    "sanitize": set[str](),
    "toml_text": set[str](),
    "settings": {"settings"},
    "content": {"content"},
    "vcs": {"vcs"},
    "markdown": {"markdown"},
    "i18n": {"i18n"},
    "site": {"site", "content"},
    "core": {"core", "site", "content", "vcs", "markdown", "settings", "i18n"},
    "cli": {"cli", "core", "content", "markdown", "settings", "i18n"},
    "ui": {"ui", "core", "content", "markdown", "settings", "i18n"},
    "__main__": {"cli"},
}
"""The layers, and those whose modules each may import."""
TYPES_FROM = {
    "i18n": {"settings", "content", "vcs", "markdown", "site", "core"},
    "cli": {"site", "vcs"},
    "ui": {"site", "vcs"},
}
"""Layers that may know types and constants of others: sentences tell of them, screens show them."""
ALSO = {("content", "markdown.scan"), ("cli.start_commands", "ui.app")}
"""What a layer or a module may import besides: the structure of a text, the screens once asked for."""
FRONT_ENDS = {"cli", "ui"}
BY_THE_CORE_ALONE = {
    "content.files",
    "content.index.cache",
    "content.index.index",
    "content.search.bodies",
    "content.search.fts_index",
    "content.search.search",
}
"""Modules of ``content`` that touch the files of a blog: front ends know their types alone."""
NEVER_SHOWN = {"vcs.repository", "vcs.runner"}
"""What front ends do not even know the types of."""
FEATURES_SHARE = {"widgets", "commands"}
"""Folders of ``ui`` that every feature may import, as it may the modules beside them."""
COMPOSE = {"ui.app", "ui.screens", "ui.services"}
"""The modules that put the features together, and so know them."""

ONLY_IN = {
    "git": {"vcs"},
    "gitdb": {"vcs"},
    "frontmatter": {"content.front_matter"},
    "yaml": {"content.front_matter"},
    "tomlkit": set[str](),
    "tomllib": {"toml_text"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "pygments": {"markdown", "ui.editor.area"},
    "rich": {"markdown", "ui"},
    "textual": {"ui"},
    "msgspec": {"settings", "content", "cli.output"},
    "platformdirs": {"settings.paths"},
    "slugify": {"content.slugs"},
    "text_unidecode": {"site.generators.ascii_letters"},
    "sqlite3": {"content.search"},
    "argcomplete": {"cli.completion", "cli.help_commands"},
    "babel": set[str](),
    "PIL": {"content.picture_metadata", "ui.widgets.image_viewer"},
    "textual_image": {"ui.widgets.image_viewer"},
}
"""Libraries, and the folders or modules that may import them."""

DOORS = {
    "cli.main": "each verb loads the module it stands in alone",
    "cli.output": "the sentences about steps that were interrupted: most runs meet none",
    "cli.read_commands": "what each verb prints with: a list waits for no rendering and no checks",
    "cli.start_commands": "the screens, and the demo, are loaded once they are asked for",
    "cli.table": "how wide letters are, for those beyond ASCII",
    "cli.streams": "the letters that a terminal lacks which does not speak UTF-8",
    "cli.publish_commands": "what the site is asked, and the checks",
    "cli.write_commands": "the names of tags, for the verbs that change them",
    "content.entities": "the names of HTML's entities, for the titles that hold one",
    "content.front_matter.edit": "an editor for each format, of which a post has one",
    "content.front_matter.flow_value": "PyYAML, for values typed on the command line",
    "content.front_matter.read": "a parser for each format; a list is shown without any",
    "content.index.entry": "the whole reader of posts, for the few the quick one leaves",
    "content.index.text_facts": "the whole reader of posts, for those that changed since they were read",
    "content.picture_metadata": "Pillow, for pictures that describe themselves",
    "content.post": "the editors of front matter and the scan of texts: most posts are only listed",
    "content.slugs": "python-slugify and its tables, for new names alone",
    "content.tags": "the whole reader of posts: tags are counted without",
    "core.addresses": "how a blog links its posts: most that is asked is the address of a page",
    "core.listing": "the generators, what texts tell, what polls look at: a first screen does without",
    "core.git_access": "agreeing to what a repository brings along is asked for rarely",
    "core.blog": "what each verb needs: known posts are listed without reading one, and without git",
    "core.recovery": "the encodings of old texts, for what the person's own editor saved",
    "core.link_survey": "the scan of texts, once a post gets another name",
    "core.other_side": "what joins both sides, once something came",
    "core.standing": "the whole reader of posts, for the few that differ from the remote",
    "markdown.code": "a lexer for each language, once a block of it is shown",
    "markdown.parser": "markdown-it, once a text is rendered",
    "settings.model": "the reader of settings files, for blogs and persons that have one",
    "site.config_files": "PyYAML, for the settings of generators: many blogs have none that are read",
    "site.generators.ascii_letters": "the tables of letters, for titles that hold others than ASCII's",
    "toml_text": "tomllib, for posts and settings in TOML alone",
    "ui.app": "the check of a person's own keys and theme, and the report of a fault",
    "ui.editor.area.code_colours": "a lexer for each language, once a block of it is edited",
    "ui.git_retry": "the dialogs: most runs of git ask nothing",
    "ui.list.bulk": "the dialogs of what is done to marked posts, and with them the reader of posts",
    "ui.list.live_watch": "what asks the pages of the site: most starts wait for none",
    "ui.list.post_actions": "the dialogs of what is done to a post",
    "ui.list.recovery": "the offers of recovery copies: most runs find none",
    "ui.list.refresh": "why there is no post to list: most blogs have some; what polls look at, begun after",
    "ui.list.search_box": "what completes a query, once one is typed",
    "ui.list.searcher": "queries, filters and the index of words, once something is looked for",
    "ui.list.view": "what was published last, for the heading of a post",
    "ui.list.site_dialog": "the dialog, and the words of what was found: asked for rarely",
    "ui.list.state": "queries, once something is looked for",
    "ui.list.take_in": "the question: few posts were changed elsewhere",
    "ui.palette": "the pages of the documentation, asked for rarely",
    "ui.publish.publisher": "the dialogs, the plan of a publication and the checks of posts",
    "ui.real_page": "the page server, its dialogs and sentences: asked for rarely",
    "ui.screens": "each screen but the list, until it is opened",
    "ui.widgets.image_viewer": "Pillow and textual-image, which are optional",
    "ui.widgets.preview": "the renderer, once a post is shown",
    "vcs.blog_repository": "what each verb asks of git; a list asks for the state alone",
    "vcs.commit": "what git's words mean, once it refuses",
    "vcs.runner": "GitPython, whose import starts git twice; what git's words mean, once it refuses",
}
"""Modules that may import inside functions, each with what that keeps out of the start."""

NOT_YET: dict[str, set[str]] = {}
"""What breaks a rule still, by rule."""


def name_of(path: Path) -> str:
    """The module, as in ``content.post``; a package's own file has the package's name."""
    parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


class Import(NamedTuple):
    """One name that a module imports."""

    module: str
    """Of our package without its name, of others in full."""
    name: str
    """What is taken of it; empty for the module itself."""
    ours: bool
    lazy: bool
    """Whether it stands inside a function."""

    @property
    def is_type(self) -> bool:
        """Whether it is a class or a constant, by its name."""
        return self.name.lstrip("_")[:1].isupper()


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> frozenset[Import]:
    """All that ``module`` imports anywhere: at its top, inside functions and for its types alone."""
    return frozenset(_imports(tree(module), module, lazy=False))


def _imports(node: ast.AST, module: str, *, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                assert not alias.name.startswith("blogwifi_tui"), f"{module}: write from … import …"
                yield Import(alias.name, "", ours=False, lazy=lazy)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}: write the whole name, no relative import"
            origin = child.module or ""
            inside = origin.removeprefix("blogwifi_tui").lstrip(".")
            for alias in child.names:
                deeper = f"{inside}.{alias.name}".lstrip(".")
                if not origin.startswith("blogwifi_tui"):
                    yield Import(origin, alias.name, ours=False, lazy=lazy)
                elif deeper in MODULES:
                    yield Import(deeper, "", ours=True, lazy=lazy)
                else:
                    yield Import(inside, alias.name, ours=True, lazy=lazy)
        else:
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(child, module, lazy=lazy or function)


def ours(module: str) -> set[Import]:
    """What ``module`` imports of our own package."""
    return {each for each in imports(module) if each.ours}


def layer(module: str) -> str:
    return module.partition(".")[0]


def feature(module: str) -> str:
    """The folder of ``ui`` a module stands in; empty for those beside the folders, and outside of ``ui``."""
    parts = module.split(".")
    return parts[1] if parts[0] == "ui" and (len(parts) > 2 or MODULES[module].name == "__init__.py") else ""


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def check(rule: str, found: Iterable[str], what_to_do: str) -> None:
    """Fail with what breaks ``rule`` and is not in ``NOT_YET``, and with rows there that break it no more."""
    broken, known = set(found), NOT_YET.get(rule, set())
    new, gone = sorted(broken - known), sorted(known - broken)
    assert not new, "\n  ".join([f"{what_to_do}\nThese do not:", *new])
    assert not gone, "\n  ".join([f"Take these rows out of NOT_YET[{rule!r}], they hold no more:", *gone])


def wrong_layers() -> Iterator[str]:
    for module in MODULES:
        mine = layer(module)
        for each in ours(module):
            theirs = layer(each.module)
            allowed = theirs in FOUNDATION | LAYERS.get(mine, set()) or bool(
                {(mine, each.module), (module, each.module)} & ALSO
            )
            if not allowed and theirs in TYPES_FROM.get(mine, ()):
                allowed = each.is_type
            if mine in FRONT_ENDS:
                allowed &= each.module not in NEVER_SHOWN
                allowed &= each.module not in BY_THE_CORE_ALONE or each.is_type
            if each.module.startswith("core.demo"):
                allowed &= mine == "cli" or module.startswith("core.demo")
            if not allowed:
                yield f"{module} → {each.module}"


def wrong_features() -> Iterator[str]:
    for module in MODULES:
        for each in ours(module):
            theirs = feature(each.module)
            stranger = theirs not in {"", feature(module), *FEATURES_SHARE}
            if layer(module) == "ui" and module not in COMPOSE and (stranger or each.module == "ui.app"):
                yield f"{module} → {each.module}"


def repositories_seen() -> Iterator[str]:
    for module in MODULES:
        if layer(module) in FRONT_ENDS:
            names = {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}
            if names & {name.rpartition(".")[2] for name in NEVER_SHOWN}:
                yield module


def rings() -> Iterator[str]:
    """Each import that is part of a ring of imports, those for types alone too."""
    above = {module: {each.module for each in ours(module)} - {module, ""} for module in MODULES}
    for module in MODULES:
        for needed in above[module]:
            if module in reached(needed, above):
                yield f"{module} → {needed}"


def reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    """The modules that ``start`` imports, and what those import, and so on."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for needed in above.get(waiting.pop(), ()):
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return seen


def lazy_imports() -> Iterator[str]:
    return (
        module for module in MODULES if module not in DOORS and any(each.lazy for each in imports(module))
    )


@cache
def classes() -> Mapping[str, ast.ClassDef]:
    """The classes of the package, by their module and name."""
    return {
        f"{module}.{node.name}": node
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
    }


def large_classes() -> Iterator[str]:
    for name in set(classes()) - set(LARGER):
        family = [classes()[each] for each in ancestry(name)]
        if sum((each.end_lineno or 0) - each.lineno + 1 for each in family) > LARGEST_CLASS:
            yield name


def long_chains() -> Iterator[str]:
    return (name for name in classes() if layer(name) == "ui" and len(ancestry(name)) > 2)


def ancestry(name: str) -> set[str]:
    """A class of ours and all its ancestors of ours."""
    module = name.rpartition(".")[0]
    known = {each.name: f"{each.module}.{each.name}" for each in ours(module) if each.name}
    known |= {each.module.rpartition(".")[2]: each.module for each in ours(module) if not each.name}
    family = {name}
    for base in classes()[name].bases:
        first, _, rest = ast.unparse(base).partition("[")[0].partition(".")
        full = ".".join(filter(None, (known.get(first, f"{module}.{first}"), rest)))
        if full in classes():
            family |= ancestry(full)
    return family


RULES = {
    "layers": (
        wrong_layers,
        "A module imports what LAYERS, TYPES_FROM and ALSO allow its layer: move the code to the layer that "
        "may know both, or go through core/.",
    ),
    "features": (
        wrong_features,
        "A folder of ui/ imports itself, ui/widgets, ui/commands and the modules beside the folders: move "
        "what two features share to ui/widgets, or let ui/app.py open the other's screen.",
    ),
    "repository": (
        repositories_seen,
        "Front ends say what they want to Blog and its services: give core/ a verb for it, instead of "
        "reaching for .repository or .runner.",
    ),
    "rings": (
        rings,
        "No module imports itself, through whatever others, for types alone neither: put what both need in a "
        "module below them, or hand it over as an argument.",
    ),
    "lazy": (
        lazy_imports,
        "Imports stand at the top of a file; inside functions only in the modules of DOORS, each with its "
        "reason: import at the top, or add the module and what it keeps out of the start.",
    ),
    "classes": (
        large_classes,
        f"A class has at most {LARGEST_CLASS} lines, its ancestors of ours counted: let it own objects that "
        "do a part of its work each, instead of inheriting from them.",
    ),
    "chains": (
        long_chains,
        "A class of ui/ has at most one ancestor of ours: let it own what the other ancestors do.",
    ),
}
"""What is held, by name: who breaks it (which may stand in ``NOT_YET``), and what to do then."""


@pytest.mark.parametrize("rule", RULES)
def test_the_house_is_as_it_was_designed(rule: str) -> None:
    broken, what_to_do = RULES[rule]
    check(rule, broken(), what_to_do)


def test_every_exception_is_still_needed() -> None:
    """A door nobody goes through, a class that is small by now: the tables are to shrink too."""
    lazy = {module for module in MODULES if any(each.lazy for each in imports(module))}
    assert set(DOORS) <= lazy, f"take out of DOORS: {sorted(set(DOORS) - lazy)}"
    assert set(NOT_YET) <= set(RULES)
    assert set(MODULES) >= BY_THE_CORE_ALONE | NEVER_SHOWN, "a module has another name: tell the tables"
    assert {layer(module) for module in MODULES} - {""} == set(LAYERS), (
        "a new layer: tell LAYERS what it may see"
    )


def test_a_library_is_known_in_one_place() -> None:
    strangers = [
        f"{module} → {each.module}"
        for module in MODULES
        for each in imports(module)
        if not each.ours and (places := ONLY_IN.get(each.module.partition(".")[0])) is not None
        if not any(f"{module}.".startswith(f"{place}.") for place in places)
    ]
    assert not strangers, "ask the module that ONLY_IN names for it, or add a place there and say why"


def test_a_package_holds_a_docstring_and_no_second_names() -> None:
    for module, path in MODULES.items():
        if path.name == "__init__.py":
            body = tree(module).body
            assert ast.get_docstring(tree(module)), f"{path}: say what the folder holds"
            names = [ast.unparse(node).partition(" ")[0] for node in body[1:]]
            assert names == ([] if module else ["__version__"]), f"{path}: import from where a name is made"


def test_a_function_is_read_in_a_screenful() -> None:
    long = [
        f"{module}.{node.name}"
        for module in MODULES
        for node in functions(module)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, f"cut these into functions of less than {LONGEST_FUNCTION} lines"


def strings(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


DANGEROUS = re.compile(
    r"(--force\S*|-f|--hard|--autostash|--no-verify|--mirror|--all|-A|-D|\+refs/.*|\+HEAD.*)"
)
NEVER_RUN = {"rebase", "stash", "reset", "clean", "checkout", "gc", "prune", "filter-branch"}


def test_an_answer_that_throws_something_away_or_trusts_is_given_only_by_who_means_it() -> None:
    wrong, keys = [], set()
    for module in MODULES:
        for call in calls(module):
            value, _label, key = map(ast.unparse, call.args) if callee(call) == "Choice" else ("", "", "")
            if key in {"DESTROY", "'delete'"} or value == "'trust'":
                keys.add(key)
                if "deliberate=True" not in map(ast.unparse, call.keywords):
                    wrong.append(f"{module}: {value}")
    assert keys == {"DESTROY", "'delete'", "'ctrl+t'"}, "the rule looks at all of them"
    assert not wrong, "deliberate=True"


def test_nothing_here_can_lose_work_in_git() -> None:
    for module in MODULES:
        if layer(module) in {"vcs", "core"}:
            assert not [text for text in strings(module) if DANGEROUS.fullmatch(text)], module
            for call in calls(module):
                if callee(call) in {"run", "read", "stream"} and call.args:
                    first = call.args[0]
                    never = isinstance(first, ast.Constant) and first.value in NEVER_RUN
                    assert not never, f"{module}: {ast.unparse(call)}"


def calls(module: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(module)):
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
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
        ]
        return bool(given) and all(is_plain(one, module) for one in given)
    if not isinstance(value, ast.Call):
        return False
    makers = {
        node.name
        for name in MODULES
        if name == module or name in {each.module for each in ours(module)}
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef)
        and node.returns
        and ast.unparse(node.returns) in {"Content", "Text"}
    }
    full = ast.unparse(value.func)
    return callee(value) in makers or full in {"Content", "Text", "Content.assemble", "Content.styled"}


def imported_from_textual(module: str) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module in {"textual.widgets", *LISTS}
        for alias in node.names
    }


def turns_markup_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def test_no_text_from_outside_is_read_as_markup() -> None:
    wrong = [f"{module}: {what}" for module in MODULES if layer(module) == "ui" for what in markup_in(module)]
    assert not wrong, "give Textual a Content or a rich Text, or turn markup off"


def markup_in(module: str) -> Iterator[str]:
    """The calls and assignments whose text Textual would read as markup, as they are written."""
    yield from imported_from_textual(module) - PARSES_MARKUP - TAKES_NO_MARKUP - {"OptionList"}
    widgets = PARSES_MARKUP & imported_from_textual(module)
    for call in calls(module):
        if callee(call) == "from_markup" or (not turns_markup_off(call) and parses(call, module, widgets)):
            yield ast.unparse(call)
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.Assign) or is_plain(node.value, module):
            continue
        if getattr(node.targets[0], "attr", "") in ATTRIBUTES_THAT_PARSE:
            yield ast.unparse(node)


def parses(call: ast.Call, module: str, widgets: set[str]) -> bool:
    """Whether a call gives one of ``widgets`` a text from outside to read as markup."""
    name = callee(call)
    if name in {"notify", "OptionList"}:
        return True
    if name == "TextArea" and "placeholder" in {word.arg for word in call.keywords}:
        return True
    shows = name in widgets or (
        name == "update" and len(call.args) == 1 and "Static" in ast.unparse(call.func)
    )
    return shows and bool(call.args) and not is_plain(call.args[0], module)


POST = "from blogwifi_tui.content.post import Post; Post('a.md', "
EDITORS = "blogwifi_tui.content.front_matter."


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "sys.argv[1:] = ['--version']; import blogwifi_tui.cli.main as c; run(c)",
            "textual rich git yaml argcomplete",
        ),
        (
            "sys.argv[1:] = ['--help']; import blogwifi_tui.cli.main as c; run(c)",
            "textual rich git yaml argcomplete",
        ),
        ("import blogwifi_tui.core.blog", "textual rich git yaml frontmatter tomlkit markdown_it pygments"),
        ("import blogwifi_tui.content.post", "textual rich git yaml frontmatter tomlkit markdown_it"),
        ("import blogwifi_tui.markdown.scan", "textual rich git yaml markdown_it pygments"),
        ("import blogwifi_tui.vcs.repository", "textual rich git yaml frontmatter"),
        ("import blogwifi_tui.markdown.renderer", "textual git yaml frontmatter"),
        ("import blogwifi_tui.ui.app", "git yaml frontmatter tomlkit markdown_it pygments sqlite3 PIL"),
        ("import blogwifi_tui.ui.editor.screen", "git yaml frontmatter markdown_it pygments.lexers"),
        ("import blogwifi_tui.cli.write_commands", "textual rich git yaml frontmatter"),
        ("import blogwifi_tui.cli.publish_commands", "textual rich git yaml frontmatter"),
        ("from blogwifi_tui.content.slugs import slugify as s; s('L’hôtel d’œuvre')", "slugify"),
        (
            "from blogwifi_tui.markdown.plain import render_text as r; r('*a*', 9, colour=True)",
            "pygments.lexers",
        ),
        (f"{POST}b'---\\ntitle: a\\n---\\n').title", "tomllib"),
        (f"{POST}b'+++\\ntitle = \"a\"\\n+++\\n').title", "yaml frontmatter"),
        (f"{POST}b'---\\ntitle: a\\n---\\n').with_title('b')", f"{EDITORS}toml_edit {EDITORS}json_edit"),
        (f"{POST}b'+++\\ntitle = \"a\"\\n+++\\n').with_title('b')", f"{EDITORS}yaml_edit {EDITORS}json_edit"),
    ],
)
def test_starting_loads_no_more_than_it_needs(code: str, absent: str) -> None:
    program = f"""
import contextlib, io
def run(module):
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        module.main()
{code}
"""
    assert set(absent.split()) & loaded_by(program) == set()


def loaded_by(program: str) -> set[str]:
    """The modules there are in a new Python after ``program``, which prints nothing."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")
    return set(done.stdout.split())


def kept_out(door: str) -> set[str]:
    """What ``door`` imports inside functions, by full names."""
    return {
        f"{blogwifi_tui.__name__}.{each.module}" if each.ours else each.module
        for each in imports(door)
        if each.lazy
    }


@pytest.mark.parametrize("door", DOORS)
def test_a_door_does_not_load_what_it_keeps_out(door: str) -> None:
    assert kept_out(door) & loaded_by(f"import blogwifi_tui.{door}") == set()


@pytest.mark.parametrize(
    ("code", "opened"),
    [
        (
            """
from blogwifi_tui.cli import main, start_commands
from blogwifi_tui.ui.app import BlogApp
blog = start_commands.open_blog(Path())
BlogApp(blog, blog.known_posts()).get_default_screen()
""",
            "cli.start_commands ui.app settings.paths i18n.explain i18n.result_messages rich.console "
            "markdown.lines site.detect",
        ),
        (
            """
import contextlib, io
from blogwifi_tui.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    main.main(["list"])
""",
            "cli.read_commands cli.parser settings.paths core.trust git git.cmd git.exc "
            "content.index.quick_header content.search.query content.search.query_syntax site.detect "
            "vcs.commit",
        ),
    ],
    ids=["the first screen", "list"],
)
def test_all_doors_but_these_are_closed(
    code: str, opened: str, blog_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing loads in another way what a door keeps out of the first screen, and of a list of posts."""
    monkeypatch.chdir(blog_folder)
    found = {name for door in DOORS for name in kept_out(door)} & loaded_by(
        f"from pathlib import Path\n{code}"
    )
    assert {name.removeprefix(f"{blogwifi_tui.__name__}.") for name in found} <= set(opened.split())


FIRST_SCREEN = """
cli cli.main cli.notes cli.output cli.start_commands cli.streams cli.words content content.atomic
content.dates content.dates.parse content.dates.shown content.entities content.files content.folding
content.front_matter content.front_matter.address_fields content.front_matter.known_fields
content.front_matter.pictures content.front_matter.problems content.index content.index.cache
content.index.entry content.index.first_posts content.index.index content.post_files content.post_rules
content.slugs content.state core core.blog core.discovery core.listing core.recovery
core.settings_mistakes core.sorting core.standing core.step_journal core.step_watch core.stopping
core.transaction errors i18n i18n.commit_messages i18n.dates i18n.error_messages i18n.explain
i18n.live_messages i18n.quotes i18n.result_messages i18n.translation markdown markdown.lexing
markdown.lines markdown.rendering markdown.theme sanitize settings settings.model settings.paths
settings.time_zones ui ui.app ui.chosen_theme ui.command_screen ui.commands ui.commands.bar
ui.commands.command ui.commands.conflict_commands ui.commands.editor_commands ui.commands.help_rows
ui.commands.history_commands ui.commands.list_commands ui.commands.registry ui.commands.settings_commands
ui.commands.tags_commands ui.commit_runner ui.drawing ui.driver ui.git_retry ui.key_queue ui.line_filter
ui.list ui.list.bulk ui.list.countdown ui.list.first_look ui.list.legend ui.list.live_watch ui.list.panes
ui.list.post_actions ui.list.post_lines ui.list.post_list ui.list.publication_words ui.list.recovery
ui.list.refresh ui.list.row_content ui.list.row_drawing ui.list.screen ui.list.search_box ui.list.searcher
ui.list.site_dialog ui.list.state ui.list.take_in ui.list.view ui.long_step ui.navigation ui.opening
ui.palette ui.publish ui.publish.publisher ui.real_page ui.screen_keys ui.screens ui.services ui.shutdown
ui.signs ui.terminal ui.terminal_cursor ui.terminal_input ui.themes ui.view_memory ui.watchdog ui.widgets
ui.widgets.divider ui.widgets.key_bar ui.widgets.post_facts ui.widgets.preview ui.widgets.prose
ui.widgets.row_links ui.widgets.status_line ui.widgets.styled_rows ui.widgets.tags_input ui.workers vcs
vcs.blog_repository vcs.progress vcs.status
"""
"""The modules that a later start loads before rows stand on the screen: a name may go, none may come."""


def test_the_first_rows_wait_for_no_other_module(blog_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(blog_folder)
    opened = "from pathlib import Path; from blogwifi_tui.core.blog import Blog; blog = Blog.open(Path())"
    loaded_by(f"{opened}; blog.listing.keep_first(blog.posts())")
    found = loaded_by(
        """
from pathlib import Path
from blogwifi_tui.cli import main, start_commands
blog = start_commands.open_in_its_language(Path())
from blogwifi_tui.ui.app import BlogApp
BlogApp(blog, notices=start_commands.recovered(blog)).get_default_screen()
"""
    )
    ours = {name.removeprefix("blogwifi_tui.") for name in found if name.startswith("blogwifi_tui.")}
    assert ours - set(FIRST_SCREEN.split()) == set(), "keep it out of the start, by a door"


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="installed, not a checkout")
def test_the_project_s_top_folder_is_short() -> None:
    made = {"build", "dist", "htmlcov"}
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - made
    names = {name for name in names if not name.endswith(".egg-info")}
    assert names == {"blogwifi_tui", "posts", "tests", "pyproject.toml", "README.md", "LICENSE"}


def test_threads_that_import_html_take_its_locks_in_one_order() -> None:
    """markdown-it asks for ``html.entities``; a thread that asks for ``html`` meanwhile can end all."""
    wrong = [module for module in MODULES if "html" in {each.module for each in imports(module)}]
    assert not wrong, "import html.entities, or go without"


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5, Debian 12's among them, matches ``(…)*+`` wrongly (CPython issue 106052)."""
    wrong = [
        (module, text)
        for module in MODULES
        for text in texts(module)
        if re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", text)
    ]
    assert not wrong, "repeat the group greedily, or put it into an atomic group"


def texts(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


if __name__ == "__main__":
    print("NOT_YET: dict[str, set[str]] = {")
    for rule, (broken, _) in RULES.items():
        if rows := sorted(set(broken())):
            print(f'    "{rule}": {{', *(f'        "{row}",' for row in rows), "    },", sep="\n")
    print("}")
