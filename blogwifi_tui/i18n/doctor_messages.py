"""What ``blogwifi doctor`` found, in words: a line for each fact, and what to do where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from blogwifi_tui.core.doctor import Section, Trouble
from blogwifi_tui.i18n.explain import Sentence, explain
from blogwifi_tui.i18n.translation import N_, _, ngettext
from blogwifi_tui.sanitize import visible

if TYPE_CHECKING:
    from blogwifi_tui.core.doctor import Fact

_SECTIONS: Mapping[Section, str] = {
    Section.PROGRAM: N_("Program"),
    Section.SYSTEM: N_("System"),
    Section.TERMINAL: N_("Terminal"),
    Section.GIT: "git",
    Section.PATHS: N_("Folders"),
    Section.BLOG: N_("The blog here"),
}
_NAMES: Mapping[str, str] = {
    "system": N_("system"),
    "encoding": N_("encoding"),
    "language": N_("language"),
    "size": N_("size"),
    "colours": N_("colours"),
    "mouse": N_("mouse"),
    "inside": N_("inside of"),
    "program": N_("program"),
    "version": N_("version"),
    "settings": N_("your settings"),
    "state": N_("recovery copies and state"),
    "cache": N_("cache"),
    "demo": N_("demo blog"),
    "crash reports": N_("crash reports"),
    "blog": N_("blog"),
    "generator": N_("generator"),
    "folders": N_("folders of posts"),
    "posts": N_("posts"),
    "unreadable": N_("unreadable posts"),
    "repository": N_("repository"),
    "identity": N_("who commits"),
    "brings along": N_("brings along"),
    "branch": N_("branch"),
    "remote": N_("remote"),
    "addresses": N_("addresses"),
    "to publish": N_("commits to publish"),
    "to take in": N_("commits to take in"),
}
"""By the name of a fact; names of variables and libraries are the same in every language."""
_TROUBLES: Mapping[Trouble, tuple[str, str]] = {
    Trouble.LOCALE: (
        N_("This machine does not have the locale that LANG or LC_ALL names."),
        N_("“locale -a” lists those it has: take one that ends in UTF-8."),
    ),
    Trouble.ENCODING: (
        N_("The locale is not UTF-8: letters may be shown wrong, or as the nearest ones."),
        N_("Set LANG, and LC_ALL where it is set, to one that ends in UTF-8, as fr_FR.UTF-8."),
    ),
    Trouble.TERM: (
        N_("The terminal does not say what it can show, so no screen can be drawn."),
        N_("Set TERM, as to xterm-256color, or use the verbs: blogwifi --help."),
    ),
    Trouble.SMALL: (
        N_("The terminal is small: parts of the screens are cut."),
        N_("Make its window larger, or its letters smaller: 80×24 are enough."),
    ),
    Trouble.IDENTITY: (
        N_("git does not know your name yet: nothing can be committed."),
        N_("Open the program: it asks for it at your first change."),
    ),
    Trouble.UNREADABLE: (
        N_("The front matter of some posts cannot be read."),
        N_("“blogwifi check” says why, and Enter on such a post opens it as text."),
    ),
    Trouble.CRASHED: (
        N_("The program made a mistake of its own here before."),
        N_("Hand the newest report there on: it holds none of your texts."),
    ),
}


def trouble_sentence(trouble: Trouble) -> Sentence:
    """What is the matter, and what to do."""
    what, following = _TROUBLES[trouble]
    return Sentence(_(what), _(following))


def sentence(fact: Fact) -> Sentence | None:
    """What is wrong about a fact, and what to do; None where nothing is."""
    if isinstance(fact.problem, Trouble):
        return trouble_sentence(fact.problem)
    return explain(fact.problem) if fact.problem else None


def report(facts: list[Fact]) -> Iterator[str]:
    """The lines to read, or to paste into a report; the last one says how many things must be mended."""
    for section, group in groupby(facts, key=lambda fact: fact.section):
        yield _(_SECTIONS[section])
        for fact in group:
            name = _(_NAMES.get(fact.name, fact.name))
            yield "  " + _("{name}: {value}").format(name=name, value=_value(fact))
            if found := sentence(fact):
                yield f"    {'✗' if fact.must_mend else '→'} {visible(str(found))}"
        yield ""
    wrong = sum(fact.must_mend for fact in facts)
    words = ngettext("{n} thing must be mended (✗).", "{n} things must be mended (✗).", wrong)
    told = sum(bool(fact.problem) for fact in facts)
    fine = ngettext(
        "Nothing has to be mended; {n} thing is worth a look (→).",
        "Nothing has to be mended; {n} things are worth a look (→).",
        told,
    )
    yield (words if wrong else fine if told else _("Nothing has to be mended.")).format(n=wrong or told)


def _value(fact: Fact) -> str:
    match fact.value:
        case None:
            return "-"
        case bool():
            return _("yes") if fact.value else _("no")
        case str() | int():
            return visible(str(fact.value))
    return visible(", ".join(fact.value)) or (_("none") if fact.name == "brings along" else "-")


def fact_data(fact: Fact) -> dict[str, object]:
    """A fact for other programs."""
    found = sentence(fact)
    return {
        "section": fact.section.value,
        "name": fact.name,
        "value": fact.value,
        "must_mend": fact.must_mend,
        "problem": found.what if found else None,
        "next": found.next if found else None,
    }
