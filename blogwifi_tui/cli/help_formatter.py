"""How ``--help`` is laid out: the verbs in groups, examples on lines of their own."""

from __future__ import annotations

import argparse
import textwrap

from blogwifi_tui.i18n.translation import N_, _

VERB = "verb"
"""Under which name the verb is found among what was parsed."""
GROUPS = (
    (N_("Look"), ("list", "search", "show", "status", "due", "check", "history", "tags")),
    (
        N_("Write"),
        ("new", "edit", "set", "rename", "duplicate", "delete", "tag", "retag", "commit", "restore", "undo"),
    ),
    (
        N_("The site and the other machine"),
        ("publish", "schedule", "pull", "remote", "open", "serve", "site"),
    ),
    (N_("Set up"), ("demo", "init", "settings", "trust", "doctor", "completion", "help")),
)
"""The verbs as a person looks for them; one that stands in none of these comes last."""


class HelpFormatter(argparse.HelpFormatter):
    """Wraps each line of a text by itself, and lists the verbs by :data:`GROUPS`."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            textwrap.fill(
                line.strip(),
                width,
                initial_indent=(start := indent + line[: len(line) - len(line.lstrip())]),
                subsequent_indent=f"{start}  " if start else start,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for line in text.splitlines()
        )

    def _format_action(self, action: argparse.Action) -> str:
        if not isinstance(action, argparse._SubParsersAction) or action.dest != VERB:
            return super()._format_action(action)
        left = {each.dest: each for each in action._get_subactions()}
        parts = []
        for title, names in (*GROUPS, ("", tuple(left))):
            if group := [left.pop(name) for name in names if name in left]:
                parts.append(f"{'':{self._current_indent}}{_(title)}\n" if title else "")
                self._indent()
                parts += [super(HelpFormatter, self)._format_action(each) for each in group]
                self._dedent()
        return "".join(parts)
