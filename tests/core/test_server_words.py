"""What the server said after a push: which of its lines tell that something failed there."""

from __future__ import annotations

import pytest

from blogwifi_tui.core.server_words import fault_in, server_lines

FAULTS = [
    "Error: theme not found",
    "hooks/post-receive: 2: hugo: not found",
    "fatal: cannot run hooks/post-receive: No such file or directory",
    "error: hooks/post-receive died of signal 9",
    "Build failed.",
    "npm ERR! missing script",
    "Traceback (most recent call last):",
    'ERROR render of "page" failed',
    "rsync error: some files could not be transferred (code 23)",
    "make: *** [Makefile:3: html] Error 1",
    "Process exited with status 1",
    "-----> Deploy failed!",
    "ERREUR date",
    "Site NON mis à jour.",
    "Échec de la construction",
    "La construction a échoué",
    "1 error",
    "ModuleNotFoundError: No module named 'markdown'",
    "CRITICAL TypeError: nothing to render",
    "Le site n’a pas été mis à jour.",
    "cp: Disk quota exceeded",
]
HARMLESS = [
    "Create a pull request for 'fix-failed-build' on GitHub by visiting:",
    "     https://github.com/a/b/pull/new/fix-error",
    "To create a merge request for failed, visit:",
    "GitHub found 3 vulnerabilities on a/b's default branch (1 high).",
    "Bypassed rule violations for refs/heads/main:",
    "Processed 1 references in total",
    "0 errors",
    "Total: 12 pages, 0 errors, 0 failed",
    "errors: 0",
    "built without errors",
    "Aucune erreur.",
    "pas d'erreur",
    "warning: could not find a layout",
    'WARN  found no layout file for "html" for kind "404": cannot render',
    "Wrote posts/how-my-server-failed/index.html",
    "Copying error.html",
    "wrote /error/index.html",
    "Error pages: 2",
    "Published “Pourquoi tout a échoué”",
    "Site updated.",
    "Errors: none",
    "Inlining critical CSS",
    "Erreurs : aucune",
    "Copying 404 not found page",
    "Error log: /var/log/site.log",
    "Errors will be mailed to root",
]


@pytest.mark.parametrize("line", FAULTS)
def test_a_line_that_tells_of_a_fault_is_found_among_others(line: str) -> None:
    assert fault_in(f"Building…\n{line}\nDone.") == line


@pytest.mark.parametrize("line", HARMLESS)
def test_an_advert_a_warning_a_name_and_no_errors_are_no_alarm(line: str) -> None:
    assert fault_in(f"Building…\n{line}\nDone.") == ""


def test_the_first_line_that_tells_of_a_fault_is_the_one_told() -> None:
    assert fault_in("Error: theme not found\nsite not updated") == "Error: theme not found"


def test_lines_are_those_with_words() -> None:
    assert server_lines("Un\n\n  \nDeux") == ("Un", "Deux")
    assert server_lines("") == ()
