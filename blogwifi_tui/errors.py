"""What can go wrong, as a small tree of classes that carry data.

No class here holds a sentence for a person: :mod:`blogwifi_tui.i18n.explain` turns an error into words and a
next step, in the user's language, at the edge (command line or screen).

    BlogwifiError
    ├── SettingsError           a settings file holds a wrong key or value
    │   └── WrongPublishSetting one that may decide what is published
    ├── SettingRefused          a settings file cannot be changed without touching other bytes
    ├── UsageError              what was asked cannot be meant, and nothing was done
    │   ├── BadArguments        an option that is not known, an argument that is missing…
    │   ├── UnknownVerb, UnknownTopic
    │   ├── BadQuery            a part of a query that finds nothing, whatever the posts are
    │   ├── NoTitle, NothingToDo
    │   ├── BadInput            what came on standard input
    │   ├── BadChange           not written KEY=VALUE
    │   ├── BadDate             no date, under a key that holds one
    │   ├── BadNumber           no number, under a key that holds one
    │   └── BadTruth            neither true nor false, under a key that is one of them
    ├── EditorFailed            the person's own editor did not start, or failed
    ├── PageServerFailed        what serves the real page did not start, or ended
    ├── BlogError               which blog, which post
    │   ├── NoBlog, BlogElsewhere
    │   ├── BlogExists
    │   ├── PostNotFound
    │   ├── PostAmbiguous, NotDeleted
    │   ├── NotInConflict       nothing is to be chosen in this post
    │   ├── OneVersion          of what both are to be kept there is one
    │   ├── IsFolder            a folder, where a post was meant
    │   ├── NotAPostFolder      no post may lie there
    │   ├── NoPostsFolder       the settings name one that is not there
    │   ├── NoAddress, NoPage   its page: where it is, whether there is one
    │   ├── SiteUnread, NothingLearned
    │   ├── ScheduleRefused, RunFailed
    │   └── TagNotFound
    ├── ContentError            the post itself
    │   ├── CannotEdit          this header cannot be changed without touching other bytes
    │   ├── BadChoice           none of the few values that the site takes under a key
    │   ├── DraftByFolder       its folder makes it a draft
    │   ├── KeptOff             something that does not stand in it keeps it off the site
    │   ├── NoDraftMark         nothing written in it keeps it off the site
    │   └── NotText             the bytes are not UTF-8: shown, not written
    ├── FileError               the disk
    │   ├── FileMissing
    │   ├── FileRefused         a link out of the blog, a FIFO, a device, too large
    │   ├── FileExists
    │   ├── FileChanged         not the bytes we read: another program was here
    │   ├── FileFailed          the system said no (full, read-only, permission...)
    │   └── ShadowTooLarge      more than is copied to show the blog as the real site
    └── GitError                git, and what it needs
        ├── GitMissing, GitTooOld, GitBroken, GitSettingsWrong, ForeignOwner, Untrusted
        ├── NotARepository, RepositoryDamaged, StrayRef, ElsewhereByClone, LineEndsRefused
        ├── IdentityMissing, NothingToCommit, PathIgnored, OtherEncoding, InnerRepository, NotWatched
        ├── SigningFailed, LockHeld
        ├── HookFailed
        │   └── HookMended      it changed files of the commit first
        ├── OperationInProgress, DetachedHead, EditsInTheWay, NotInHistory
        ├── NothingToUndo, ChangedSince
        ├── NoRemote, Offline, RemoteGone, RemoteRewritten, RemoteUnrelated
        ├── AuthenticationFailed, KeyFileOpen, HostKeyUnknown, HostKeyChanged
        ├── CertificateRefused, ServerChats, PushRejected, NewBranch, Conflict
        ├── MergeTooTangled, MarksInMerge
        ├── Cancelled, TimedOut
        └── GitFailed           anything else git said
"""

from __future__ import annotations

from typing import ClassVar, dataclass_transform

FRESH_LOCK = 60
"""Seconds: a younger lock most likely belongs to a git at work."""


@dataclass_transform(eq_default=False)
class BlogwifiError(Exception):
    """The root: every expected failure of the program is one of these.

    A class names its data as a dataclass does. Forty generated constructors would cost each start of the
    program ten milliseconds, so one constructor here serves them all. ``data_names`` lists them.
    """

    data_names: ClassVar[tuple[str, ...]] = ()
    kept = ""
    """The path of a new post that stays on the disk though the step that was to commit it failed."""

    def __init_subclass__(cls) -> None:
        cls.data_names = (*cls.data_names, *cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        names = self.data_names
        given = dict(zip(names, values, strict=False)) | named
        missing = [name for name in names if name not in given and not hasattr(type(self), name)]
        if missing or len(values) > len(names) or named.keys() - set(names):
            raise TypeError(f"{type(self).__name__} takes {names}, not {values} {named}")
        super().__init__(*values)
        self.__dict__.update(given)

    def __repr__(self) -> str:
        data = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.data_names)
        return f"{type(self).__name__}({data})"

    def __str__(self) -> str:
        """The class and its data, for logs and tests; people read :func:`.i18n.explain.explain`."""
        return repr(self)


class SettingsError(BlogwifiError):
    """A settings file cannot be used as it is."""

    path: str
    line: int | None = None
    """1-based, or None when the file as a whole is at fault."""
    key: str = ""
    """Dotted, as in ``publish.confirm``; empty when the TOML itself is broken."""
    nearest: str = ""
    """The known key or value that looks most like the wrong one."""
    detail: str = ""
    """A word from :class:`blogwifi_tui.settings.loader.Wrong`."""
    choices: tuple[str, ...] = ()
    """The values there are, or the least and the greatest number."""


class WrongPublishSetting(SettingsError):
    """A mistake in the settings may decide what is published: nothing was sent."""


class SettingRefused(BlogwifiError):
    """A settings file cannot be given this value without touching other bytes; it is left as it is."""

    path: str
    key: str
    reason: str
    """A word from :class:`blogwifi_tui.content.front_matter.problems.Refusal`."""


class BlogError(BlogwifiError):
    """Which blog, which post."""


class NoBlog(BlogError):
    """No blog holds this path."""

    path: str
    reason: str = ""
    """``absent``: there is no such folder."""


class BlogElsewhere(BlogError):
    """The repository at ``path`` keeps its files in ``tree`` (``core.worktree``)."""

    path: str
    tree: str


class BlogExists(BlogError):
    """The folder is a blog already, or not empty."""

    path: str
    reason: str = ""
    """``files``: it holds some that are no posts; ``others``: any; ``inside``: a blog or a repository
    around it keeps what it holds; ``file``: it is none itself; else a blog."""


class PostNotFound(BlogError):
    """No post answers to this path, slug or part of one."""

    name: str


class NotDeleted(BlogError):
    """The post has a file: what it is to be restored to has to be said."""

    path: str


class IsFolder(BlogError):
    """A folder was named where a post was meant."""

    path: str


class PostAmbiguous(BlogError):
    """More than one post answers to this name."""

    name: str
    matches: tuple[str, ...]


class NotInConflict(BlogError):
    """No post answers to this name in which both sides changed the same thing; nothing was touched."""

    name: str
    paths: tuple[str, ...]
    """Those in which they did."""


class OneVersion(BlogError):
    """Both versions are to be kept, and only one of them can; nothing was touched."""

    path: str


class NotAPostFolder(BlogError):
    """No post may lie in this folder of the blog."""

    name: str
    folders: tuple[str, ...]
    """Those that posts are in."""


class NoAddress(BlogError):
    """The public address of a post is not known."""

    path: str
    address: str = ""
    """Its path on the site, where only the host is not known."""


class NoPage(BlogError):
    """Readers see no page of this post."""

    path: str
    state: str
    """A word from :class:`blogwifi_tui.content.state.State`."""
    reason: str = ""
    """What makes it so, as it is written; may be empty."""


class SiteUnread(BlogError):
    """The pages of a site could not be read, from the address or the file that was named."""

    address: str
    reason: str
    """``none`` was given; ``address``: none of http or https; ``unknown`` (no host of that name is found),
    ``certificate`` (it is not trusted), ``unreachable``, ``status`` (the server answers with an error),
    ``elsewhere`` (it leads to another host), ``large``, ``slow``, ``neither`` (no sitemap and no feed there),
    ``file`` (it cannot be read)."""
    detail: str = ""
    """What the server or the system says."""


class ScheduleRefused(BlogError):
    """What is to run the next publication by itself cannot be written, or not be begun."""

    name: str
    """What it is about: a path, a command, a program."""
    reason: str
    """``run`` (what builds the site is not known), ``line`` (it does not stand in one line), ``long``;
    ``systemd``, ``crontab`` (the program says no), ``absent`` (there is none), ``changed`` (meanwhile);
    ``gitlab`` (which keeps schedules in no file), ``no workflow``, ``workflows`` (several), ``absent
    workflow``, ``closed`` (no other workflow can start it)."""
    detail: str = ""
    """What the program says, or what is wanted."""


class RunFailed(BlogError):
    """The command that builds the site after a publication ended with an error."""

    command: str
    status: int


class NothingLearned(BlogError):
    """The pages of a site do not show how the addresses of the posts are made."""

    pages: int
    """Of the site."""
    found: int
    """Posts that have a page among them."""
    fitting: int
    """Posts whose addresses have one form."""


class TagNotFound(BlogError):
    """No post has this tag, or this category."""

    name: str
    kind: str
    """``tag`` or ``category``."""


class ContentError(BlogwifiError):
    """The post itself."""

    path: str


class CannotEdit(ContentError):
    """This header cannot be changed here without touching other bytes; it can be edited as text."""

    key: str
    reason: str
    """A word from :class:`blogwifi_tui.content.front_matter.problems.Refusal`."""


class BadChoice(ContentError):
    """What is to stand under a key is none of the texts that the site takes there; nothing is changed."""

    key: str
    text: str
    choices: tuple[str, ...]


class NoDraftMark(ContentError):
    """Nothing that can be written in a post keeps it off this site."""

    generator: str
    """As it calls itself; empty when none is known."""
    setting: str = ""
    """For which the site shows drafts like other posts, as it is written; empty where there is none."""
    address: str = ""
    """That the post gives itself, and would lose by the mark; empty where it is not for that."""


class KeptOff(ContentError):
    """What keeps the post off the site is not a mark of its own that can be taken away."""

    reason: str
    """What it is, as it is written: a key of a section, a name."""


class DraftByFolder(ContentError):
    """The folder makes the post a draft, so no field can make it ready."""


class NotText(ContentError):
    """The bytes are not UTF-8: kept and shown, and written only after being re-encoded on request."""


class FileError(BlogwifiError):
    """The disk."""

    path: str


class FileMissing(FileError):
    """The file is gone."""


class FileRefused(FileError):
    """Not a file we read or write: ``link``, ``special`` (FIFO, device, folder), ``large`` or ``outside``.

    A file to insert as a picture may also be ``heavy``, or ``no image`` at all.
    """

    reason: str


class FileExists(FileError):
    """A file of that name (letter case apart) is there already."""


class FileChanged(FileError):
    """The file does not hold the bytes we read: another program changed it."""


class FileFailed(FileError):
    """The system refused; ``errno`` says why, and the old file is whole."""

    errno: int
    action: str
    """``read``, ``write``, ``create``, ``delete``, ``rename`` or ``use``; ``fill``: the path is a folder that
    the program's own files cannot be written into; ``print`` (standard output),
    ``tell`` (the same, of posts that are changed and committed),
    ``here`` (the current folder) and ``system`` are about no file that has a name."""


class ShadowTooLarge(FileError):
    """The blog is larger than what is copied to show it as the real site: ``files`` or ``bytes``."""

    reason: str
    most: int
    """How many are copied at most."""


class GitError(BlogwifiError):
    """Git, and what it needs."""


class GitMissing(GitError):
    """No git program on PATH."""


class GitTooOld(GitError):
    """This git lacks what we rely on."""

    version: str
    needed: str


class GitBroken(GitError):
    """There is a git program, and it does not run: a missing library, a licence, no git at all."""

    words: str
    """What it printed, or how it ended; empty where the system did not start it."""
    errno: int = 0
    """Why the system did not."""


class GitSettingsWrong(GitError):
    """git cannot read its settings, the person's or the repository's, and does nothing until it can."""

    words: str
    """What git said of them."""
    path: str = ""
    """The file, as far as git named it."""
    line: str = ""
    key: str = ""
    """The setting, where git named it and no file."""


class NotARepository(GitError):
    """No repository with a work tree holds this path.

    It is ``gone`` when it was there when the program opened it, and ``named`` when ``GIT_DIR`` in the
    environment names one, which is not followed.
    """

    path: str
    reason: str = ""


class RepositoryDamaged(GitError):
    """A part of the repository is missing or cannot be read.

    ``index``, ``head``, ``branch`` and ``link`` (a ``.git`` that names a folder which is not there) say
    which; any other part is told in git's ``words``.
    """

    path: str
    reason: str = ""
    words: str = ""
    mend: str = ""
    """What the file has to hold, where that is known."""


class StrayRef(GitError):
    """A program that copies folders left a file among the branches, and git takes it for one."""

    path: str


class ElsewhereByClone(GitError):
    """A partial clone left this text on the server, which was not asked, or could not be."""

    words: str = ""


class LineEndsRefused(GitError):
    """``core.safecrlf`` forbids git to take a file with these line ends."""

    path: str


class ForeignOwner(GitError):
    """The repository belongs to another user, so git refuses it (``safe.directory``)."""

    path: str


class Untrusted(GitError):
    """The repository brings along programs that would be started, and the person has not agreed to that."""

    path: str
    programs: tuple[str, ...]
    """As a person may read them."""
    digest: str
    """Stands for exactly these."""
    generator: str = ""
    """What would start them to show the real page, as it calls itself; empty: git."""


class InnerRepository(GitError):
    """The path lies in a repository of its own inside the blog's: a submodule, or a clone among the posts."""

    path: str
    folder: str
    """Of that repository."""


class IdentityMissing(GitError):
    """git does not know who commits (``user.name``, ``user.email``)."""

    reason: str = ""
    """``init`` where a blog was to be made: no program is open yet that would ask; ``unsaid`` where it was
    asked, and nothing was answered."""


class NothingToCommit(GitError):
    """The named paths are as in the last commit."""


class PathIgnored(GitError):
    """The repository's ignore rules leave this path out."""

    path: str


class OtherEncoding(GitError):
    """The file is UTF-8, and git is told (``working-tree-encoding``) to read it in another encoding."""

    path: str
    encoding: str


class HookFailed(GitError):
    """A hook of the repository said no; files and index are as before."""

    words: str
    """What the hook printed."""
    reason: str = ""
    """``push`` (it refused a publication, and no commit), ``terminal`` (it wants one), ``start`` (it could
    not be started) or empty."""


class HookMended(HookFailed):
    """A hook of the repository changed files of the commit, and refused it."""

    mended: tuple[str, ...] = ()


class NotWatched(GitError):
    """git was told not to look at this file (``skip-worktree`` or ``assume-unchanged``)."""

    path: str


class SigningFailed(GitError):
    """The commit could not be signed."""

    words: str


class LockHeld(GitError):
    """Another git holds a lock, or a dead one left it behind."""

    path: str
    age: float
    """Seconds since the lock was made."""
    held: bool = False
    """A running process has it open, or is a git in this work tree."""

    @property
    def stale(self) -> bool:
        """Whether a git that is gone left it behind, as far as can be known."""
        return self.age >= FRESH_LOCK and not self.held


class OperationInProgress(GitError):
    """A merge, rebase, cherry-pick, revert or bisect waits to be finished."""

    operation: str


class DetachedHead(GitError):
    """HEAD names a commit and no branch, so there is nothing to publish to."""

    branch: str = ""
    """That it was on before, or the only one; empty where neither is known."""


class EditsInTheWay(GitError):
    """The other side's work would overwrite uncommitted text in these files; nothing has been touched."""

    paths: tuple[str, ...]


class NotInHistory(GitError):
    """No such revision, or it does not hold this path."""

    revision: str
    path: str


class NothingToUndo(GitError):
    """No change made here is left to undo."""


class ChangedSince(GitError):
    """These files no longer hold what the change to undo left in them; nothing has been touched."""

    paths: tuple[str, ...]


class NoRemote(GitError):
    """The repository has no remote to publish to, or several and no choice made."""

    remotes: tuple[str, ...] = ()


class AddressElsewhere(GitError):
    """The address of the remote is set outside of this repository: by a file of the person's, or another."""

    path: str
    """That file."""


class SecretMissing(GitError):
    """A password that is shown as ``***`` was to be kept for another server, which it is not meant for."""


class SeveralAddresses(GitError):
    """The remote has several addresses, and none was named to be changed."""

    addresses: tuple[str, ...]
    """Secrets masked."""


class RemoteError(GitError):
    """The other side: ``remote`` is its name, ``words`` what it or git said, secrets masked."""

    remote: str
    words: str = ""


class Offline(RemoteError):
    """The host cannot be found or reached, or cannot answer now."""

    reason: str = ""
    """``name``, ``refused``, ``time``, ``proxy``, ``portal``, ``busy``, ``server`` or empty."""


class RemoteGone(RemoteError):
    """The host answers, and has no such repository."""

    reason: str = ""
    """``remote`` is an address that is tried: ``address``, or ``odd`` where git does not know such addresses;
    else empty."""


class RemoteRewritten(RemoteError):
    """The remote branch lost commits it had: somebody rewrote its history."""


class RemoteUnrelated(RemoteError):
    """The remote holds commits, none of them ours: another project, or one started on the server."""


class AuthenticationFailed(RemoteError):
    """The key, password or token was refused, or a person would have to type one."""

    method: str = ""
    """``ssh`` or ``http``."""


class KeyFileOpen(RemoteError):
    """ssh does not use a key, or its own settings, that others may read or change."""

    path: str = ""


class HostKeyUnknown(RemoteError):
    """ssh does not know this host yet."""


class HostKeyChanged(RemoteError):
    """The host shows another key than the one ssh knows it by."""

    place: str = ""
    """The file and the line of the key that is known."""


class CertificateRefused(RemoteError):
    """The certificate of the host is not one this machine trusts."""


class ServerChats(RemoteError):
    """The shell of the server prints something before git answers."""


class PushRejected(RemoteError):
    """The remote said no."""

    reason: str = "other"
    """``race``, ``diverged``, ``hook``, ``protected``, ``permission``, ``quota``, ``large`` or ``other``."""


class NewBranch(RemoteError):
    """Publishing would make a branch beside those the remote has, which a site is not built from."""

    branch: str = ""
    """The one it would make."""
    branches: tuple[str, ...] = ()
    """Those there are, the one the remote shows first."""


class Conflict(GitError):
    """Both sides changed these paths; nothing has been touched."""

    paths: tuple[str, ...]


class MergeTooTangled(GitError):
    """What the two sides did to these files cannot be told apart here; nothing has been touched."""

    paths: tuple[str, ...]


class MarksInMerge(GitError):
    """What is to be sent holds the marks of a merge in these files."""

    paths: tuple[str, ...]


class Cancelled(GitError):
    """The person stopped it."""


class TimedOut(GitError):
    """git said nothing for ``seconds`` and was ended."""

    seconds: float


class GitFailed(GitError):
    """Anything else git said."""

    command: str
    """The subcommand, as in ``commit``."""
    status: int
    words: str = ""
    """Standard error, control characters shown, secrets masked."""


class EditorFailed(BlogwifiError):
    """The person's own editor could not be started, or ended with an error."""

    command: str
    status: int | None
    """Its exit status; None when it did not start."""
    variable: str = ""
    """That of the environment which names the editor; empty: the settings do, or nothing does."""


class PageServerFailed(BlogwifiError):
    """The process that serves the real page could not be started, or ended by itself."""

    words: str
    """The last that it, or the system, said; may be empty."""


class UsageError(BlogwifiError):
    """What was asked cannot be meant; nothing was done."""


class BadArguments(UsageError):
    """The arguments of a command do not fit it."""

    words: str
    """What is wrong with them, in the person's language."""
    command: str
    """As it is typed: ``blogwifi list``."""


class UnknownVerb(UsageError):
    """A word that is neither a verb nor a path."""

    word: str
    nearest: str = ""
    """The verb that looks or means most alike; may be empty."""
    reason: str = ""
    """``near`` where there is one."""


class UnknownTopic(UsageError):
    """A word that is neither a page of the documentation nor a verb, after ``help``."""

    word: str
    nearest: str = ""
    """The page or the verb that is most likely meant; may be empty."""
    reason: str = ""
    """``near`` where there is one."""


class NoPostsFolder(BlogError):
    """The settings of the blog name a folder for posts that is not there."""

    folder: str
    near: str = ""
    """The folder that is most likely meant; may be empty."""
    reason: str = ""
    """``near`` where there is one."""


class BadQuery(UsageError):
    """A part of a query can find nothing, or would be left out of it."""

    text: str
    """The part, as it was typed."""
    reason: str
    """A word from :class:`blogwifi_tui.content.search.query_problems.Trouble`."""
    choices: tuple[str, ...] = ()
    """What could stand there; empty: too much to be named."""


class NoTitle(UsageError):
    """A post was to have no title."""


class NothingToDo(UsageError):
    """A step that changes posts was asked for, and not how."""

    command: str
    """As it is typed: ``blogwifi tag``."""


class BadInput(UsageError):
    """What came, or did not come, on standard input."""

    reason: str
    """``waiting``: there is text that nobody asked for; ``empty``; ``encoding``: it is not UTF-8;
    ``terminal``: neither text nor a terminal for an editor; ``control``: it holds signs that act on a
    terminal; ``header``: it opens with front matter that cannot be read, or that is not wanted."""


class BadChange(UsageError):
    """A change of a field that is not written ``KEY=VALUE``."""

    text: str
    reason: str = ""
    """``brackets``: the value begins like a list or a mapping, and is none; ``text``: it is one, where a text
    stands; ``names``: it is not a list of names, where one stands; ``twice``: the key is asked for twice."""


class BadTruth(UsageError):
    """What is to stand under a key that is true or false to this site is neither; nothing is changed."""

    key: str
    text: str


class BadDate(UsageError):
    """What is to stand under a key that holds a date is none to this site; nothing is changed."""

    key: str
    text: str


class BadNumber(UsageError):
    """What is to stand under a key that holds a number on this site is none; nothing is changed."""

    key: str
    text: str
