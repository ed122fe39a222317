"""What went wrong and what to do next, in the person's words: errors become sentences here and nowhere else.

A sentence claims only what the error guarantees; callers that know more («your post is safe») say so first.
Names, paths and other programs' words are quoted with every control character drawn.
"""

from __future__ import annotations

import errno
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blogwifi_tui import errors as e
from blogwifi_tui.content.files import MAX_BYTES
from blogwifi_tui.content.front_matter.problems import LARGEST_HEADER, MOST_NODES, Problem, ProblemKind
from blogwifi_tui.i18n.dates import number
from blogwifi_tui.i18n.error_messages import WORDS
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible

LONGEST_QUOTE = 600
LISTED = 5
CHOICES = 12
"""Of which one is to be taken: more of them are named than of what happened."""
_POSTS = (".md", ".markdown", ".mdx")
_STOPS = (".", "!", "?", "…", ":", ";")
"""How a sentence of another program ends; where it has no such end, ours would run into it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``what`` happened and the ``next`` step, each one or more whole sentences."""

    what: str
    next: str

    def __str__(self) -> str:
        """Both, as one line."""
        return f"{self.what} {self.next}".strip()


def explain(error: e.BlogwifiError) -> Sentence:
    """``error`` in words, in the language spoken now."""
    if isinstance(error, e.SettingsError):
        return _explain_settings(error)
    if isinstance(error, e.FileFailed):
        return _explain_disk(error)
    kind, cause = type(error), _cause(error)
    what, following = WORDS.get((kind, cause)) or WORDS[kind, ""]
    data = _data(error)
    if "{words}." not in what and (words := data.get("words")) and not words.endswith(_STOPS):
        data["words"] = f"{words}."
    return Sentence(_(what).format_map(data), _(following).format_map(data))


def _cause(error: e.BlogwifiError) -> str:
    """The word that tells apart what one class covers."""
    match error:
        case e.NoRemote(remotes=remotes):
            return "several" if remotes else ""
        case e.Conflict(paths=paths):
            return "" if all(path.endswith(_POSTS) for path in paths) else "files"
        case e.LockHeld(stale=stale):
            return "" if stale else "fresh"
        case e.AuthenticationFailed(method=word) | e.TagNotFound(kind=word) | e.NoPage(state=word):
            return word
        case e.NoAddress(address=address):
            return "path" if address else ""
        case e.NoDraftMark(setting=setting, address=address) if setting or address:
            return "shown" if setting else "address"
        case e.NoDraftMark(generator=words) | e.KeptOff(reason=words):
            return "" if words else "site"
        case e.HostKeyChanged(place=place):
            return "known" if place else ""
        case e.RepositoryDamaged(reason=word, mend=mend):
            return "lost" if word == "branch" and not mend else word
        case e.GitSettingsWrong(path=path, line=line, key=key):
            return "line" if path and line else "file" if path else "key" if key else ""
    return _cause_told(error)


def _cause_told(error: e.BlogwifiError) -> str:
    """The same for those whose own words for the cause are these, or nearly."""
    match error:
        case e.EditorFailed(status=status, variable=variable):
            return f"{'absent ' if status is None else ''}{'variable' if variable else ''}".rstrip()
        case e.CannotEdit(key="", reason="unreadable"):
            return "whole"
        case e.PageServerFailed(words=""):
            return "silent"
        case e.DetachedHead(branch=branch):
            return "branch" if branch else ""
        case e.Untrusted(generator=generator):
            return "generator" if generator else ""
    reason = getattr(error, "reason", "")
    return reason if isinstance(reason, str) else ""


def _data(error: e.BlogwifiError) -> dict[str, str]:
    """The error's fields as they may be shown."""
    data = {}
    for name in error.data_names:
        value = getattr(error, name)
        if isinstance(value, tuple):
            most = CHOICES if name == "choices" else LISTED
            listed = [visible(item) for item in value[:most]]
            data[name] = ", ".join([*listed, "…"] if len(value) > most else listed)
        elif isinstance(value, float):
            data[name] = f"{value:.0f}"
        else:
            data[name] = visible(str(value))
    if "words" in data:
        data["words"] = _quote(getattr(error, "words", ""))
    if "path" in data:
        data["quoted"] = shlex.quote(data["path"])
    if isinstance(error, e.DetachedHead):
        data["quoted"] = shlex.quote(data["branch"])
    if isinstance(error, e.GitBroken) and error.errno:
        data["words"] = _(_cause_of(error.errno, _CAUSES)[0])
    if isinstance(error, e.LockHeld):
        minutes = int(error.age // 60)
        data["age"] = ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    return data


def _quote(words: str) -> str:
    """Another program's words on one line; of endless ones the end, where the reason stands."""
    lines = [line.strip() for line in visible(words, keep="\n").splitlines()]
    told = " · ".join(line for line in lines if line)
    if len(told) > LONGEST_QUOTE:
        told = "…" + told[-LONGEST_QUOTE:].lstrip()
    return told or _("it gave no reason.")


_ACTIONS = {
    "read": N_("{path} could not be read: {cause}."),
    "write": N_("{path} could not be written: {cause}. The file is as it was."),
    "create": N_("{path} could not be created: {cause}."),
    "delete": N_("{path} could not be deleted: {cause}."),
    "rename": N_("{path} could not be renamed: {cause}."),
    "use": N_("{path} could not be used: {cause}."),
    "fill": N_("Nothing can be written into {path}: {cause}."),
    "print": N_("Standard output could not be written: {cause}."),
    "tell": N_("It is done ({path}), but standard output could not be written: {cause}."),
    "here": N_("The current folder cannot be used: {cause}."),
    "system": N_("The system refused what was asked: {cause}."),
}
_CAUSES = {
    errno.ENOSPC: (N_("the disk is full"), N_("Make room on the disk, then try again.")),
    errno.EDQUOT: (N_("your share of the disk is used up"), N_("Delete something of yours, then try again.")),
    errno.EROFS: (N_("the disk can only be read"), N_("Make it writable, then try again.")),
    errno.EACCES: (N_("you are not allowed to"), N_("Check the permissions of the file and its folder.")),
    errno.EPERM: (N_("it is protected"), N_("Check the owner and the attributes of the file.")),
    errno.EBADF: (N_("it is closed"), N_("Give it a terminal, a file or a pipe to go to.")),
    errno.EIO: (N_("the disk answers with errors"), N_("Copy what matters elsewhere, and check the disk.")),
    errno.EFBIG: (N_("it would be too large"), N_("Make the post shorter, or raise the limit (ulimit).")),
    errno.ENAMETOOLONG: (N_("the name is too long"), N_("Choose a shorter title.")),
    errno.ENOENT: (N_("it is not there"), N_("Look again; it may have been moved or deleted elsewhere.")),
    errno.EEXIST: (N_("something of this name is there already"), N_("Choose another name.")),
    errno.EISDIR: (N_("a folder stands where a file is needed"), N_("Move that folder elsewhere.")),
    errno.ELOOP: (N_("it is a link that leads nowhere"), N_("Take the link away.")),
    errno.EBUSY: (N_("another program uses it"), N_("Try again in a moment.")),
    errno.EMFILE: (N_("too many files are open"), N_("Close other programs, then try again.")),
    errno.ENFILE: (N_("too many files are open"), N_("Close other programs, then try again.")),
    errno.ENOMEM: (N_("the memory is full"), N_("Close other programs, then try again.")),
    errno.ENOTDIR: (N_("a file stands where a folder is needed"), N_("Move that file elsewhere.")),
}
_CAUSES_OF_FOLDERS = {
    **_CAUSES,
    errno.EEXIST: _CAUSES[errno.ENOTDIR],
    errno.ENOENT: (
        N_("no file can be made there"),
        N_("Name another folder: XDG_STATE_HOME, XDG_CACHE_HOME and XDG_CONFIG_HOME say where."),
    ),
    errno.EACCES: (N_("you are not allowed to"), N_("Check the permissions of that folder.")),
    errno.EPERM: (N_("it is protected"), N_("Check the owner and the attributes of that folder.")),
}
"""Where the program is about to write files of its own, and makes the folders it needs."""


def folder_cause(error: OSError) -> str:
    """Why none of the program's own files can be written, as part of a sentence."""
    return _(_cause_of(error.errno or 0, _CAUSES_OF_FOLDERS)[0])


def _cause_of(number: int, causes: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    """The words for the system's ``number`` and the next step, to be translated; else by its name."""
    if number in causes:
        return causes[number]
    name = errno.errorcode.get(number, str(number))
    return _("the system refuses it ({name})").format(name=name), N_(
        "Try again, or look at the folder in a terminal."
    )


def _explain_disk(error: e.FileFailed) -> Sentence:
    causes = _CAUSES_OF_FOLDERS if error.action == "fill" else _CAUSES
    cause, following = _cause_of(error.errno, causes)
    what = _(_ACTIONS[error.action]).format(path=visible(error.path), cause=_(cause))
    if error.action == "tell":
        return Sentence(what, _("Do not do it again; “blogwifi undo” takes it back."))
    return Sentence(what, _(following))


_SETTINGS = {
    "not a file": N_("{place} is not a small plain file."),
    "not toml": N_("{place}: this is not TOML."),
    "twice": N_("{place}: “{key}” is there for the second time."),
    "empty": N_("{place}: “{key}” may not be empty."),
    "unknown": N_("{place}: there is no setting called “{key}”."),
    "elsewhere": N_("{place}: “{key}” belongs in {nearest}."),
    "choice": N_("{place}: “{key}” must be one of {choices}."),
    "switch": N_("{place}: “{key}” must be true or false."),
    "number": N_("{place}: “{key}” must be a number from {least} to {most}."),
    "text": N_("{place}: “{key}” must be a text, in quotes and on one line."),
    "table": N_("{place}: “{key}” must be a table, as in [{key}]."),
    "folder": N_("{place}: “{key}” must be a folder inside the blog, as in “posts”."),
    "address": N_(
        "{place}: “{key}” must be a web address; {{slug}}, {{year}}, {{month}}, {{day}} may stand in it."
    ),
    "zone": N_("{place}: “{key}” must be a time zone, as in “Europe/Paris”."),
    "keys": N_("{place}: “{key}” must name keys, as in “ctrl+s” or “p,f9”."),
    "key fixed": N_(
        "{place}: {choices} moves, writes, opens or closes there; choose another key for “{key}”."
    ),
    "key alike": N_("{place}: to a terminal {least} is {most}; choose another key for “{key}”."),
    "message": N_(
        "{place}: “{key}” must be a text in quotes; only {{title}} and {{path}} may stand in braces."
    ),
}
"""By the word of :class:`blogwifi_tui.settings.loader.Wrong`."""


def _explain_settings(error: e.SettingsError) -> Sentence:
    place = visible(error.path)
    if error.line is not None:
        place = _("{path}, line {line}").format(path=place, line=error.line)
    nearest = visible(error.nearest)
    choices = [visible(choice) for choice in error.choices] or [""]
    what = _(_SETTINGS[error.detail]).format(
        place=place,
        key=visible(error.key),
        nearest=nearest,
        choices=", ".join(choices),
        least=choices[0],
        most=choices[-1],
    )
    if isinstance(error, e.WrongPublishSetting):
        what = f"{_('Nothing is published before this is mended.')} {what}"
    if error.detail == "twice":
        return Sentence(what, _("Keep one of the two, with what belongs to either."))
    if error.detail == "elsewhere":
        return Sentence(what, _("Move it there."))
    if error.nearest:
        return Sentence(what, _("Did you mean “{nearest}”?").format(nearest=nearest))
    if error.detail == "not a file":
        return Sentence(what, _("Put a plain file in its place, or none: every setting has a default."))
    return Sentence(what, _("Mend it, or put # before it to have the default."))


def mistakes_words(mistakes: Sequence[e.SettingsError]) -> tuple[str, ...]:
    """What is wrong in the settings while their defaults count: the first in full, the others counted."""
    if not mistakes:
        return ()
    more = len(mistakes) - 1
    words = ngettext("And {n} more mistake.", "And {n} more mistakes.", more).format(n=number(more))
    return (
        str(explain(mistakes[0])),
        *([words] if more else []),
        _("“Settings” in Ctrl+P shows and mends it."),
    )


_PROBLEMS = {
    ProblemKind.SYNTAX: N_(
        "the front matter is not well formed; look for a quote, comma or colon too many or too few, or a tab"
    ),
    ProblemKind.NOT_A_MAPPING: N_("the front matter is a list, without keys such as title and date"),
    ProblemKind.NOT_A_HEADER: N_("this is text between two rules, not front matter"),
    ProblemKind.DUPLICATE_KEY: N_("“{detail}” stands twice in the front matter"),
    ProblemKind.BAD_VALUE: N_("“{detail}” cannot be, such as a 30 February"),
    ProblemKind.UNCLOSED: N_("the front matter begins and never ends"),
    ProblemKind.TOO_LARGE: N_("the front matter is larger than {most} kB"),
    ProblemKind.TOO_MANY: N_("the front matter holds more than {values} values"),
    ProblemKind.TOO_DEEP: N_("the front matter has too many brackets inside one another"),
    ProblemKind.ALIASES: N_("the front matter has YAML aliases (*) that multiply without end"),
    ProblemKind.NO_FILE: N_("the file cannot be read; check its permissions"),
    ProblemKind.LANGUAGE: N_("the front matter is in a language that is not read here (“{detail}”)"),
    ProblemKind.ENCODING: N_("the file is {detail}, not UTF-8: F5 in the editor makes it UTF-8"),
    ProblemKind.CONTROL: N_("the front matter holds a control character ({detail})"),
}
_NO_FILE = {
    "link": N_("the file is a link that leads out of the blog, and is not followed"),
    "large": N_("the file is larger than {megabytes} MB, too large for a post"),
}
"""By the reason of FileRefused; the other reasons have the words above."""


def problem_sentence(problem: Problem) -> str:
    """Why a post is unreadable, as one sentence that names the line."""
    words = _PROBLEMS[problem.kind]
    if problem.kind is ProblemKind.NO_FILE:
        words = _NO_FILE.get(problem.detail, words)
    reason = _(words).format(
        detail=_quote(problem.detail) if problem.detail else "",
        most=number(LARGEST_HEADER // 1024),
        values=number(MOST_NODES),
        megabytes=number(MAX_BYTES // 1024**2),
    )
    if problem.line is None:
        return f"{reason[:1].upper()}{reason[1:]}."
    return _("Line {line}: {reason}.").format(line=problem.line, reason=reason)
