"""Break the code that keeps words and publishes, one place after the other: does a test notice?

    python tests/faults/mutation.py [-n COUNT] [--seed SEED] [MODULE…]

Works on a copy of the project. Each mutant changes one thing in one module: a comparison, a condition, an
``and``, a true or false, or leaves out a call or a ``raise``. The tests of that module run until the first
fails; they must hold on the code as it is. Prints each mutant, whether a test noticed it, and where it is;
ends with 1 when one lives. COUNT mutants are drawn at random, by SEED, from all places of the modules
(default: 60, from all of TESTS).
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 180
"""Seconds after which a mutant that hangs counts as noticed."""
TESTS = {
    "content/atomic.py": ("tests/content/test_atomic.py", "tests/content/test_files.py"),
    "content/files.py": ("tests/content/test_files.py", "tests/core/test_transaction.py"),
    "content/merge/fields.py": ("tests/content/merge",),
    "content/merge/header.py": ("tests/content/merge",),
    "content/merge/three_way.py": ("tests/content/merge",),
    "content/picture_metadata.py": ("tests/content/test_picture_metadata.py",),
    "core/conflicts.py": ("tests/core/test_conflicts.py", "tests/vcs/test_conflict.py"),
    "core/recovery.py": ("tests/core/test_recovery.py", "tests/ui/editor/test_recovery_copy.py"),
    "core/step_journal.py": ("tests/core/test_step_recovery.py", "tests/core/test_transaction.py"),
    "core/step_recovery.py": ("tests/core/test_step_recovery.py",),
    "core/stopping.py": ("tests/core/test_stopping.py", "tests/core/test_transaction.py"),
    "core/transaction.py": (
        "tests/core/test_transaction.py",
        "tests/core/test_stopping.py",
        "tests/core/test_mending_hooks.py",
        "tests/core/test_rename.py",
        "tests/core/test_bulk_edit.py",
    ),
    "core/trust.py": (
        "tests/core/test_trust.py",
        "tests/vcs/test_open.py",
        "tests/faults/test_handed_over.py",
    ),
    "ui/editor/recovery_copy.py": (
        "tests/ui/editor/test_recovery_copy.py",
        "tests/ui/list/test_recovery.py",
        "tests/ui/editor/test_typing_on.py",
    ),
    "ui/watchdog.py": ("tests/ui/test_watchdog.py",),
    "vcs/committed_texts.py": ("tests/vcs/test_committed_texts.py", "tests/core/test_standing.py"),
    "vcs/conflict.py": ("tests/vcs/test_conflict.py", "tests/core/test_conflicts.py"),
    "vcs/guard.py": ("tests/core/test_trust.py", "tests/faults/test_handed_over.py"),
    "vcs/harmless.py": ("tests/core/test_trust.py", "tests/faults/test_handed_over.py"),
    "vcs/hooks.py": (
        "tests/core/test_trust.py",
        "tests/vcs/test_open.py",
        "tests/faults/test_handed_over.py",
    ),
    "vcs/merge.py": ("tests/vcs/test_sync.py", "tests/vcs/test_conflict.py", "tests/vcs/test_take_back.py"),
    "vcs/merge_marks.py": ("tests/vcs/test_merge_marks.py",),
    "vcs/merge_preview.py": ("tests/vcs/test_conflict.py", "tests/core/test_conflicts.py"),
    "vcs/push.py": (
        "tests/vcs/test_push_addresses.py",
        "tests/vcs/test_sync.py",
        "tests/vcs/test_network.py",
    ),
    "vcs/runner.py": ("tests/vcs", "tests/core/test_stopping.py", "tests/faults/test_handed_over.py"),
    "vcs/sent_texts.py": ("tests/core/test_once_public.py",),
    "vcs/sync.py": ("tests/vcs/test_sync.py", "tests/vcs/test_network.py", "tests/vcs/test_remembered.py"),
    "vcs/take_back.py": ("tests/vcs/test_take_back.py", "tests/vcs/test_sync.py"),
}
"""The modules, below ``blogwifi_tui/``, and the tests that hold them."""
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


class Mutant(NamedTuple):
    """One change of one module."""

    module: str
    line: int
    what: str
    source: str
    """The whole module, changed."""


def main() -> int:
    """Draw mutants, try each, tell which live; 1 when one does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("-n", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("modules", nargs="*", help="of TESTS (default: all)")
    asked = parser.parse_args()
    drawn = [mutant for module in asked.modules or TESTS for mutant in mutants(module)]
    chance = random.Random(asked.seed)  # noqa: S311 - no secret
    chance.shuffle(drawn)
    alive = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache"))
        for module in dict.fromkeys(mutant.module for mutant in drawn[: asked.n]):
            source = (ROOT / "blogwifi_tui" / module).read_text(encoding="utf-8")
            if is_noticed(copy, Mutant(module, 0, "", source)):
                raise SystemExit(f"{module}: its tests fail on the code as it is")
        for mutant in drawn[: asked.n]:
            began = time.monotonic()
            noticed = is_noticed(copy, mutant)
            alive += not noticed
            words = "noticed" if noticed else "LIVES  "
            took = f"{time.monotonic() - began:4.0f} s"
            print(f"{words} {took}  {mutant.module}:{mutant.line}  {mutant.what}", flush=True)
    tried = min(asked.n, len(drawn))
    print(f"{tried} mutants of {len(drawn)}: {tried - alive} noticed, {alive} alive")
    return 1 if alive else 0


def is_noticed(copy: Path, mutant: Mutant) -> bool:
    """Whether a test fails on the mutant."""
    place = copy / "blogwifi_tui" / mutant.module
    before = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYTHONPATH": str(copy)}
    try:
        run = subprocess.run(
            [*command, *TESTS[mutant.module]],
            cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(before, encoding="utf-8")
    if run.returncode not in (0, 1, 2):  # 2: the tests could not even be collected
        raise SystemExit(run.stdout.decode(errors="replace"))
    return run.returncode != 0


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    source = (ROOT / "blogwifi_tui" / module).read_text(encoding="utf-8")
    count = sum(1 for _node in ast.walk(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        node = next(node for at, node in enumerate(ast.walk(tree)) if at == number)
        if not _is_of_a_decorator(tree, node) and (what := changed(node)):
            yield Mutant(
                module, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree))
            )


def _is_of_a_decorator(tree: ast.AST, node: ast.AST) -> bool:
    """A dataclass that is frozen does what one does that is not."""
    decorators = (each for owner in ast.walk(tree) for each in getattr(owner, "decorator_list", ()))
    return any(node is part for decorator in decorators for part in ast.walk(decorator))


def changed(node: ast.AST) -> str:
    """Change one node, and tell how; empty when there is nothing to change in it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        before = ast.unparse(node)
        node.ops[0] = SWAPPED[type(node.ops[0])]()
        return f"{before} → {ast.unparse(node)}"
    if isinstance(node, ast.BoolOp):
        before = ast.unparse(node)
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return f"{before} → {ast.unparse(node)}"
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(
        node.test, ast.Compare | ast.BoolOp
    ):
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return ""
        before = ast.unparse(node.test)
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return f"if {before} → if not {before}"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"{not node.value} → {node.value}"
    if (
        hasattr(node, "body")
        and isinstance(node.body, list)
        and not isinstance(node, ast.Module | ast.ClassDef)
    ):
        return _without_statement(node.body)
    return ""


def _without_statement(body: list[ast.stmt]) -> str:
    """Leave out the last call, ``raise`` or plain ``return`` of a block."""
    for at in reversed(range(len(body))):
        statement = body[at]
        is_call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call | ast.YieldFrom)
        if is_call or isinstance(statement, ast.Raise):
            body[at] = ast.Pass()
            return f"without {ast.unparse(statement)}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
