from __future__ import annotations

import errno
import inspect
import os
import re

import pytest

from blogwifi_tui import errors
from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind, Refusal
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.error_messages import WORDS
from blogwifi_tui.i18n.explain import LONGEST_QUOTE, explain, folder_cause, problem_sentence
from blogwifi_tui.i18n.translation import set_language
from blogwifi_tui.settings.loader import Wrong

CAUSES = {
    errors.SettingsError: [{"detail": wrong, "choices": ("1", "2")} for wrong in Wrong],
    errors.WrongPublishSetting: [{"detail": wrong, "choices": ("1", "2")} for wrong in Wrong],
    errors.FileRefused: [
        {"reason": reason}
        for reason in ("link", "special", "large", "outside", "heavy", "grown", "no picture")
    ],
    errors.FileFailed: [
        {"action": action, "errno": number}
        for action in (
            "read",
            "write",
            "create",
            "delete",
            "rename",
            "use",
            "fill",
            "print",
            "tell",
            "here",
            "system",
        )
        for number in (errno.ENOSPC, errno.EACCES, errno.EXDEV, errno.EBADF)
    ],
    errors.CannotEdit: [{"reason": reason} for reason in Refusal]
    + [{"reason": Refusal.UNREADABLE, "key": ""}],
    errors.SettingRefused: [{}, {"reason": Refusal.UNREADABLE}],
    errors.PushRejected: [
        {"reason": reason}
        for reason in ("race", "diverged", "hook", "protected", "permission", "quota", "large", "other")
    ],
    errors.HookFailed: [{"reason": reason} for reason in ("", "push", "terminal", "start")],
    errors.Offline: [
        {"reason": reason} for reason in ("", "name", "refused", "time", "proxy", "portal", "busy", "server")
    ],
    errors.RemoteGone: [{"reason": reason} for reason in ("", "address", "odd")],
    errors.NotARepository: [{"reason": reason} for reason in ("", "gone", "named")],
    errors.RepositoryDamaged: [
        {"reason": reason, "mend": mend}
        for reason in ("", "index", "head", "branch", "link")
        for mend in ("", "ref: refs/heads/main")
    ],
    errors.HostKeyChanged: [{"place": ""}, {"place": "/home/zoe/.ssh/known_hosts:3"}],
    errors.GitSettingsWrong: [
        {},
        {"path": "/home/zoe/.gitconfig"},
        {"path": "/home/zoe/.gitconfig", "line": "3"},
        {"key": "core.autocrlf"},
    ],
    errors.AuthenticationFailed: [{"method": method} for method in ("ssh", "http", "")],
    errors.NoRemote: [{"remotes": ()}, {"remotes": ("origin", "perso")}],
    errors.LockHeld: [{"age": 2.0}, {"age": 7200.0}],
    errors.EditorFailed: [
        {"status": status, "variable": variable} for status in (None, 1) for variable in ("", "EDITOR")
    ],
    errors.DetachedHead: [{"branch": ""}, {"branch": "main"}],
    errors.TagNotFound: [{"kind": "tag"}, {"kind": "category"}],
    errors.NoDraftMark: [
        {"generator": "Astro"},
        {"generator": ""},
        {"generator": "Hugo", "setting": "buildDrafts = true"},
        {"generator": "Eleventy", "address": "/ailleurs/"},
    ],
    errors.BlogExists: [{"reason": reason} for reason in ("", "files", "others", "inside", "file")],
    errors.BadQuery: [
        {"reason": reason, "choices": ("draft", "page")}
        for reason in ("value", "year", "date", "empty", "key", "quote", "sign", "long")
    ],
    errors.BadInput: [
        {"reason": reason}
        for reason in ("waiting", "empty", "encoding", "control", "header", "new", "terminal")
    ],
    errors.BadChange: [{"reason": reason} for reason in ("", "brackets", "text", "names", "twice")],
    errors.NoBlog: [{}, {"reason": "absent"}],
    errors.UnknownVerb: [{}, {"nearest": "list", "reason": "near"}],
    errors.NoPostsFolder: [{}, {"near": "posts", "reason": "near"}],
    errors.UnknownTopic: [{}, {"nearest": "keys", "reason": "near"}],
    errors.IdentityMissing: [{}, {"reason": "init"}, {"reason": "unsaid"}],
    errors.KeptOff: [{"reason": "permalink: false"}, {"reason": ""}],
    errors.SiteUnread: [
        {"reason": reason}
        for reason in (
            *("unreachable", "address", "status", "elsewhere", "large", "slow", "neither", "file"),
            *("none", "unknown", "certificate"),
        )
    ],
    errors.PageServerFailed: [{}, {"words": ""}],
    errors.ShadowTooLarge: [{"reason": reason} for reason in ("files", "bytes")],
    errors.Untrusted: [{}, {"generator": "Pelican"}],
    errors.ScheduleRefused: [
        {"reason": reason, "detail": "<detail>"}
        for reason in (
            *("run", "line", "long", "systemd", "crontab", "absent", "changed"),
            *("gitlab", "no workflow", "workflows", "absent workflow", "closed"),
        )
    ],
    errors.NoAddress: [{}, {"address": "/2020/un/"}],
    errors.NoPage: [
        {"state": state, "reason": "<reason>"}
        for state in ("", "draft", "scheduled", "expired", "hidden", "unreadable")
    ],
}
SAMPLES: dict[str, object] = {"int": 3, "int | None": 3, "float": 2.5, "tuple[str, ...]": ("a.md", "b.md")}


def leaves() -> list[type[BlogwifiError]]:
    found = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, BlogwifiError)
    ]
    raised = (errors.RemoteError, errors.HookFailed)  # though others are kinds of them
    return [kind for kind in found if not kind.__subclasses__() or kind in raised]


def every_error() -> list[BlogwifiError]:
    made = []
    for kind in leaves():
        for cause in CAUSES.get(kind, [{}]):
            data = {
                name: SAMPLES.get(inspect.get_annotations(owner)[name], f"<{name}>")
                for owner in kind.__mro__
                for name in inspect.get_annotations(owner)
                if name in kind.data_names and not hasattr(kind, name)
            }
            made.append(kind(**(data | cause)))
    return made


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("error", every_error(), ids=repr)
def test_every_error_is_a_sentence_and_a_next_step(code: str, error: BlogwifiError) -> None:
    set_language(code)
    sentence = explain(error)
    assert re.match(r"[“«<A-ZÀÉÊgs]", sentence.what), "it begins like a sentence"
    assert sentence.next
    for text in (sentence.what, sentence.next):
        assert not re.search(r"\{\w*\}", re.sub(r"\{(slug|year|month|day|title|path)\}", "", text)), text
        assert "  " not in text


@pytest.mark.parametrize("error", every_error(), ids=repr)
def test_every_error_is_said_in_french_too(error: BlogwifiError) -> None:
    set_language("en")
    english = explain(error)
    set_language("fr")
    french = explain(error)
    assert french.what != english.what
    assert french.next != english.next


def test_every_cause_with_its_own_words_can_happen() -> None:
    said = {(type(error), cause) for error in every_error() for cause in _words_of(error)}
    assert {key for key in WORDS if key[1]} <= said


def _words_of(error: BlogwifiError) -> set[str]:
    named = {"several", "fresh", "absent", "files", "known", "lost", "file", "line", "key", "path", "site"}
    named |= {"shown", "address", "whole", "branch", "variable", "absent variable", "generator", "silent"}
    return named | {str(getattr(error, name, "")) for name in ("reason", "method", "kind", "state")}


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("line", [None, 12])
@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_header_problem_is_a_sentence_that_names_the_line(
    code: str, line: int | None, kind: ProblemKind
) -> None:
    set_language(code)
    said = problem_sentence(Problem(kind, line, "U+0000"))
    assert said.endswith(".")
    assert said[0].isupper() or said[0] in "“«"
    assert ("12" in said) == (line is not None)


def test_a_file_that_cannot_be_read_says_which_of_the_reasons_it_is() -> None:
    said = {why: problem_sentence(Problem(ProblemKind.NO_FILE, None, why)) for why in ("", "link", "large")}
    assert len(set(said.values())) == 3
    assert "5 MB" in said["large"]


def test_other_people_s_words_cannot_act_on_the_terminal() -> None:
    said = str(explain(errors.HookFailed("\x1b[2Jno\u202e\n\n  spelling: \x07wifi\r\n")))
    assert said.isprintable()
    assert "␛[2Jno‹U+202E› · spelling: ␇wifi" in said


def test_braces_in_a_name_are_only_text() -> None:
    assert "{0} {remote!r}" in explain(errors.FileMissing("{0} {remote!r}")).what


def test_endless_words_are_cut() -> None:
    assert len(explain(errors.GitFailed("push", 1, "x" * 10_000)).what) < LONGEST_QUOTE + 100


@pytest.mark.parametrize(
    "error", [errors.FileFailed("a", errno.EOPNOTSUPP, "use"), errors.GitBroken("", errno.EACCES)]
)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_system_is_not_quoted_in_its_own_language(code: str, error: BlogwifiError) -> None:
    set_language(code)
    said = str(explain(error))
    assert os.strerror(errno.EOPNOTSUPP) not in said
    assert os.strerror(errno.EACCES) not in said
    assert ("ENOTSUP" in said) == isinstance(error, errors.FileFailed)


def test_silence_is_said_too() -> None:
    assert explain(errors.GitFailed("push", 1)).what == "“git push” failed: it gave no reason."


def test_long_lists_are_cut() -> None:
    said = explain(errors.PostAmbiguous("wifi", tuple(f"posts/{n}.md" for n in range(9)))).what
    assert said.endswith("posts/4.md, ….")


def test_a_command_to_copy_is_quoted_for_the_shell() -> None:
    assert "safe.directory '/srv/mon blog'" in explain(errors.ForeignOwner("/srv/mon blog")).next


def test_a_wrong_setting_is_told_with_file_line_and_nearest_key() -> None:
    error = errors.SettingsError("blogwifi.toml", 4, "publish.confrim", "publish.confirm", "unknown")
    assert str(explain(error)) == (
        "blogwifi.toml, line 4: there is no setting called “publish.confrim”. Did you mean “publish.confirm”?"
    )


def test_of_endless_words_the_end_is_shown_where_the_reason_stands() -> None:
    words = "\n".join([*(f"check {number} passed" for number in range(200)), "Orthographe : « conexion »"])
    what = explain(errors.HookFailed(words)).what
    assert what.endswith("Orthographe : « conexion ».")
    assert "check 0 passed" not in what
    assert len(what) < LONGEST_QUOTE + 100


@pytest.mark.parametrize("number", [errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENOSPC, errno.EACCES])
def test_why_the_programs_own_files_cannot_be_written_is_said_in_the_language_of_the_person(
    number: int,
) -> None:
    said = set()
    for code in ("en", "fr"):
        set_language(code)
        said.add(folder_cause(OSError(number, os.strerror(number))))
    assert len(said) == 2
    assert os.strerror(number) not in said


def test_a_sentence_of_git_ends_before_ours_begins() -> None:
    for words in ("fatal: non", "fatal: non.", "non !"):
        what = explain(errors.HookFailed(words)).what
        assert what.endswith((".", "!"))
        assert not what.endswith("..")
