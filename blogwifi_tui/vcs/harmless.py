"""Which settings of a repository start nothing, wherever it comes from: a list of those that are known.

Everything else is asked about, what git may learn in its next version too. The list holds what ``git clone``,
``git init``, ``git remote`` and the usual tools write, and what only says how something is shown, packed or
named (git-config). Left out on purpose: whatever names a program or a file, takes a connection elsewhere,
weakens its checks, or throws commits away.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote


class Setting(NamedTuple):
    """One setting: section and variable in lower case, what stands between them as it is written."""

    key: str
    value: str | None
    """None where there is a name and no ``=``, which git takes for true."""

    @property
    def name(self) -> str:
        """The variable, without section."""
        return self.key.rpartition(".")[2]


_ANY_VALUE = re.compile(
    r"core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks"
    r"|autocrlf|safecrlf|eol|checkstat|ignorestat|trustctime|quotepath|abbrev|compression|loosecompression"
    r"|bigfilethreshold|commentchar|commentstring|commitgraph|multipackindex|createobject"
    r"|deltabasecachelimit|filesreflocktimeout|packedrefstimeout|fsync|fsyncmethod|fsyncobjectfiles"
    r"|packedgitlimit|packedgitwindowsize|preloadindex|prefersymlinkrefs|sharedrepository|sparsecheckout"
    r"|sparsecheckoutcone|splitindex|untrackedcache|usereplacerefs|warnambiguousrefs|whitespace"
    r"|hidedotfiles|longpaths|fscache|checkroundtripencoding)"
    r"|extensions\.(?:objectformat|refstorage|worktreeconfig|relativeworktrees|partialclone|preciousobjects)"
    r"|(?:user|author|committer)\.(?:name|email)|user\.(?:signingkey|useconfigonly)"
    r"|commit\.(?:gpgsign|verbose|status|cleanup|template)|tag\.(?:gpgsign|forcesignannotated|sort)"
    r"|gpg\.(?:format|mintrustlevel)|push\.(?:default|autosetupremote|followtags|useforceifincludes)"
    # We say by ourselves that nothing goes into submodules.
    r"|(?:push|fetch)\.recursesubmodules|submodule\.(?:recurse|active|fetchjobs|propagatebranches)"
    r"|submodule\..*\.(?:active|branch|ignore|fetchrecursesubmodules)"
    r"|pull\.(?:rebase|ff)|rebase\.[a-z]+|rerere\.(?:enabled|autoupdate)"
    r"|fetch\.(?:prune|prunetags|fsckobjects|parallel|output|showforcedupdates|writecommitgraph|unpacklimit)"
    r"|merge\.(?:ff|log|stat|renames|renamelimit|directoryrenames|conflictstyle|renormalize|verbosity"
    r"|branchdesc|autostash|defaulttoupstream|tool|guitool)"
    r"|(?:merge|diff)tool\.(?:prompt|keepbackup|keeptemporaries|trustexitcode|writetotemp|hideresolved)"
    r"|diff\.(?:algorithm|renames|renamelimit|context|interhunkcontext|colormoved|colormovedws"
    r"|indentheuristic|mnemonicprefix|noprefix|submodule|ignoresubmodules|wserrorhighlight|statgraphwidth"
    r"|suppressblankempty|autorefreshindex|dirstat|tool|guitool)"
    r"|branch\.(?:autosetupmerge|autosetuprebase|sort)|branch\..*\.(?:merge|rebase|description)"
    r"|branch\..*\.(?:vscode|github|gh|gk|gitkraken)-[a-z-]+"
    r"|remote\..*\.(?:promisor|partialclonefilter|prune|prunetags|skipdefaultupdate|skipfetchall|gh-resolved"
    r"|followremotehead)"
    r"|http\.(?:.*\.)?(?:postbuffer|lowspeedlimit|lowspeedtime|version|maxrequests|minsessions)"
    r"|(?:color|column|advice|blame|status|stash|grep|pack|index|feature|commitgraph|checkout|versionsort)\..*"
    r"|log\.[a-z]+|gui\..*|gitg\..*|gitflow\..*|i18n\.(?:commitencoding|logoutputencoding)"
    r"|init\.defaultbranch|protocol\.version|transfer\.(?:fsckobjects|unpacklimit|credentialsinurl)"
    r"|receive\.(?:deny[a-z]+|fsckobjects|autogc|unpacklimit|advertise[a-z]+|maxinputsize)"
    r"|gc\.(?:auto|autodetach|autopacklimit|packrefs|writecommitgraph|bigpackthreshold)"
    r"|maintenance\..*|worktree\.(?:guessremote|userelativepaths)|sparse\.expectfilesoutsideofpatterns"
    r"|lfs\.(?:repositoryformatversion|fetchinclude|fetchexclude|(?:.*\.)?(?:access|locksverify))",
    re.DOTALL,
)
# By key, what a value has to be throughout, in any case of letters.
_VALUES = tuple(
    (re.compile(key, re.DOTALL), re.compile(value, re.DOTALL | re.IGNORECASE))
    for key, value in (
        # The file-system monitor that comes with git; any other word is a program.
        (r"core\.fsmonitor", r"|true|false|yes|no|on|off|[01]"),
        (r"core\.askpass|credential\.(?:.*\.)?helper", r""),
        # The helpers that come with git and with the systems, keeping passwords where they do by themselves.
        (
            r"credential\.(?:.*\.)?helper",
            r"cache(?: --timeout[= ]\d+)?|store|osxkeychain|libsecret|wincred|manager(?:-core)?",
        ),
        (r"credential\.(?:.*\.)?username", r"[\w.@+-]*"),
        (r"credential\.(?:.*\.)?usehttppath", r"true|yes|on|1"),
        (r"alias\..*", r"[^!].*|"),
        (r"protocol\.(?:.*\.)?allow", r"never"),
        (r"submodule\..*\.update", r"none|checkout|merge|rebase"),
        (r"remote\..*\.tagopt", r"--(?:no-)?tags"),
        # What is fetched is remembered beside the branches here, and moves none of them.
        (r"remote\..*\.fetch", r"\^.*|\+?[^:]*|\+?[^:]+:refs/(?:remotes|tags)/.*"),
        (r"filter\.lfs\.clean", r"git-lfs clean -- %f"),
        (r"filter\.lfs\.smudge", r"git-lfs smudge (?:--skip )?-- %f"),
        (r"filter\.lfs\.process", r"git-lfs filter-process(?: --skip)?"),
        (r"filter\.lfs\.required", r"true|false"),
    )
)
_WHERE = re.compile(r"remote\..*\.(?:push)?url|branch\..*\.(?:push)?remote|remote\.pushdefault", re.DOTALL)
_SUBMODULE = re.compile(r"submodule\..*\.url", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z0-9+.-]+)://(.*)", re.DOTALL)
_TRANSPORT = re.compile(r"[A-Za-z0-9+.-]*::")
# Those git speaks by programs of its own; any other scheme is the name of a program to look for.
_SCHEMES = frozenset({"http", "https", "ssh", "git", "git+ssh", "ssh+git", "file"})
_FILE = "file"


def is_place(setting: Setting) -> bool:
    """Whether a setting says where something goes to or comes from: by an address, or by a remote's name."""
    return bool(_WHERE.fullmatch(setting.key))


def is_harmless(setting: Setting) -> bool:
    """Whether a setting starts nothing, and sends nothing elsewhere, whatever its value; no place is."""
    value = setting.value
    if _SUBMODULE.fullmatch(setting.key):
        return value is not None and is_plain_address(value)
    if _ANY_VALUE.fullmatch(setting.key):
        return True
    return any(
        key.fullmatch(setting.key) and allowed.fullmatch("true" if value is None else value)
        for key, allowed in _VALUES
    )


def is_plain_address(address: str) -> bool:
    """Whether git reaches an address by its own means: a known scheme, ``host:path``, or a path."""
    if not address.isprintable() or address.startswith("-") or _TRANSPORT.match(address):
        return False
    scheme = _SCHEME.fullmatch(address)
    return scheme is None or (scheme[1].lower() in _SCHEMES and not scheme[2].startswith("-"))


def path_in(address: str) -> str | None:
    """The path of an address that lies on this machine; None for one elsewhere."""
    scheme = _SCHEME.fullmatch(address)
    if scheme:
        # git takes what follows, its first slashes or not, for a path from the root, and decodes it.
        return f"/{unquote(scheme[2]).lstrip('/')}" if scheme[1].lower() == _FILE else None
    before, colon, _ = address.partition(":")
    return None if colon and "/" not in before else address
