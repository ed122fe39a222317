"""A repository: opened, looked at, committed to. Every path given or returned is relative to its root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from blogwifi_tui.errors import LockHeld, NotARepository, NotInHistory
from blogwifi_tui.vcs.answers import Answer, Answers
from blogwifi_tui.vcs.commit import Commit, Committer, Identity, identity, plain_identity
from blogwifi_tui.vcs.config import Configuration, Route, is_ours, lacking
from blogwifi_tui.vcs.hooks import Changes, Content, Inventory, Programs
from blogwifi_tui.vcs.index_file import IndexFile
from blogwifi_tui.vcs.locks import lock_error
from blogwifi_tui.vcs.opening import git_version, places
from blogwifi_tui.vcs.output import masked
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.refs import Refs
from blogwifi_tui.vcs.runner import Runner, in_parts, literal
from blogwifi_tui.vcs.status import Report, Status, operation_in, parse

_PASTS = ("shallow", "info/grafts", "refs/replace", "packed-refs")
_FILE, _EXECUTABLE = "100", "100755"
_WATCHED = ("HEAD", "index", "logs/HEAD", "FETCH_HEAD", "MERGE_HEAD", "config", "packed-refs", "refs/heads")


class Repository:
    """A git repository with a work tree."""

    def __init__(
        self,
        root: Path,
        git_dir: Path,
        common_dir: Path,
        *,
        terminal: bool = False,
        answers: Answers | None = None,
    ) -> None:
        """Made by :meth:`open`, :meth:`init` and :meth:`in_terminal`."""
        self.root = root
        self.git_dir = git_dir
        self.common_dir = common_dir
        self.runner = Runner(root, terminal=terminal, answers=answers)
        self.refs = Refs(self.runner, git_dir, common_dir)
        self._configuration: tuple[object, Configuration] | None = None
        self._inventory = Inventory(self.runner, root, git_dir, common_dir)
        self.before_writing: Callable[[], None] = lambda: None
        """Called before a commit, a fetch and a publication; what it raises stops them."""
        self.before_moving: Callable[[str], None] = lambda _commit: None
        """Called before the files become those of a commit; what it raises stops that."""

    @classmethod
    def open(cls, path: Path, answers: Answers | None = None) -> Repository:
        """Open the repository whose work tree holds ``path``; ``answers`` are what git said before.

        Raises:
            NotARepository: none does.
            GitMissing, GitTooOld: git itself.
            ForeignOwner: it belongs to another user.
        """
        return cls(*places(path, answers or Answers()), answers=answers)

    @classmethod
    def init(cls, path: Path) -> Repository:
        """Make the folder ``path`` (created when absent) a repository, or open the one it is the root of.

        Raises:
            GitMissing, GitTooOld, FileFailed: as for :meth:`open`, or the disk.
        """
        path.mkdir(parents=True, exist_ok=True)
        if not (path / ".git").exists():
            git_version(path)
            Runner(path).run("init", "--quiet")
        return cls.open(path)

    def in_terminal(self) -> Repository:
        """The same, for use while no screen is drawn: git, ssh and gpg may ask for what they need."""
        answers = self.runner.answers
        lent = Repository(self.root, self.git_dir, self.common_dir, terminal=True, answers=answers)
        lent.runner.guard, lent.runner.allowed = self.runner.guard, self.runner.allowed
        lent.before_writing, lent.before_moving = self.before_writing, self.before_moving
        return lent

    def programs(self, target: str | None = None) -> Programs:
        """What this repository itself would have git start; see :mod:`blogwifi_tui.vcs.hooks`.

        With ``target``, what it would once the files are those of this commit.
        """
        settings = self._configuration[1] if self._configuration else None
        hooks_path = settings.get("core.hookspath") if settings else None
        now = self._inventory.take(hooks_path)
        if target is None or not now.places or not (changes := self._changes(target, now.places)):
            return now
        return self._inventory.take(hooks_path, changes)

    def status(self, folders: Sequence[str] = ()) -> Status:
        """The state of the files under ``folders`` (all, when empty) and of the branch."""
        report = self.report(folders, "--ignored=matching")
        settings = self.configuration()
        remote = settings.push_remote(report.branch) if report.branch else None
        if report.branch and report.head and remote:
            self._complete(report, settings.route(report.branch), settings)
        return Status(
            branch=report.branch,
            head=report.head,
            upstream=report.upstream,
            remote=remote,
            ahead=report.ahead or 0,
            behind=report.behind or 0,
            operation=operation_in(self.git_dir),
            edited=report.edited,
            unpublished=self._unpublished(report, settings, folders),
            lacking=tuple(self._lacks(settings.route(report.branch), settings))
            if report.branch and remote
            else (),
            kept=self.tracked(folders) if report.has_apart or self._may_hold_others(folders) else None,
            new=report.new,
            untracked=report.untracked,
            incoming=self._incoming(report, settings, folders),
        )

    def contains(self, commit: str, *, within: str = "HEAD") -> bool:
        """Whether ``commit`` is in the history of ``within``."""
        return not self.runner.read("merge-base", "--is-ancestor", commit, within, check=False).status

    def _may_hold_others(self, folders: Sequence[str]) -> bool:
        """Whether something under ``folders`` may be kept elsewhere: beyond a link, or in a submodule."""
        linked = any((self.root / folder).resolve() != self.root / folder for folder in folders)
        return linked or IndexFile(self.git_dir).may_hold_submodules()

    def report(self, folders: Sequence[str] = (), *options: str) -> Report:
        """What differs from the last commit under ``folders``, by one git call."""
        listed = self.runner.read(
            "status",
            "--porcelain=v2",
            "-z",
            "--branch",
            "--no-renames",
            "--untracked-files=all",
            "--ignore-submodules=all",
            *options,
            "--",
            *literal(folders),
        )
        return parse(listed.out)

    def commit(self, paths: Iterable[str], message: str, *, cancel: CancelToken | None = None) -> Commit:
        """Commit exactly ``paths``, new, changed or deleted; a rename is the old and the new path.

        Other staged or edited files stay as they are; a path staged in part is committed whole. After an
        error the files and the index are as before.

        Raises:
            NothingToCommit: all is as in the last commit.
            OperationInProgress: a merge, rebase... waits to be finished.
            IdentityMissing, PathIgnored, HookFailed, SigningFailed, LockHeld, Cancelled, FileFailed,
            GitFailed.
        """
        self.before_writing()
        return Committer(self.runner, self.refs).commit(paths, message, cancel)

    def identity(self) -> Identity | None:
        """Who commits here; None when git has not been told. Never guessed from the machine's name."""
        return plain_identity(self.configuration(fresh=True)) or identity(self.runner)

    def set_identity(self, name: str, email: str) -> None:
        """Tell this repository, and no other, who commits."""
        self.runner.run("config", "--local", "user.name", name)
        self.runner.run("config", "--local", "user.email", email)

    def remotes(self) -> tuple[str, ...]:
        """The names of the remotes."""
        return self.configuration(fresh=True).remotes

    def add_remote(self, name: str, address: str) -> None:
        """Add a remote, or give a known one another address.

        Raises:
            GitFailed: not a name git takes.
        """
        step = ("set-url",) if name in self.remotes() else ("add",)
        self.runner.run("remote", *step, "--", name, address)

    def text_at(self, revision: str, path: str) -> bytes:
        """The bytes of ``path`` at ``revision``, as a checkout would write them (line ends, LFS, filters).

        Raises:
            NotInHistory: no such revision, or it has no such file.
        """
        if not revision.startswith("-"):
            found = self.runner.read("cat-file", "--filters", f"{revision}:{path}", check=False)
            if not found.status:
                return found.out
        raise NotInHistory(revision, path)

    def tracked(self, paths: Sequence[str]) -> frozenset[str]:
        """What the index holds of ``paths``, files or folders (all, when empty)."""
        if paths and all(map(IndexFile(self.git_dir).lacks, paths)):
            return frozenset()
        return frozenset(self.runner.read("ls-files", "-z", "--", *literal(paths)).items)

    def untracked(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Those of ``paths`` that are files git neither keeps nor ignores."""
        words = ("ls-files", "-z", "--others", "--exclude-standard", "--")
        found = (self.runner.read(*words, *literal(some)).items for some in in_parts(paths))
        return tuple(chain.from_iterable(found))

    def configuration(self, *, fresh: bool = False) -> Configuration:
        """The settings in force, those of the repository that nobody agreed to left out.

        Read again when the repository's own file changed, or when ``fresh``.
        """
        stamp = (_stamp(self.common_dir / "config"), bool(self.runner.guard()))
        if fresh or self._configuration is None or self._configuration[0] != stamp:
            self._configuration = (stamp, Configuration(self.runner.read("config", "--null", "--list").out))
        return self._configuration[1]

    def pulse(self) -> tuple[object, ...]:
        """A value that changes when git's own files do, without starting git: for a cheap poll."""
        remotes = sorted((self.common_dir / "refs" / "remotes").glob("*"))
        watched = [self.git_dir / name for name in _WATCHED] + [self.common_dir / name for name in _WATCHED]
        return tuple(_stamp(path) for path in (*watched, *remotes))

    def remove_lock(self, held: LockHeld) -> None:
        """Remove the lock a dead git left behind; only on the request of a person who was told of ``held``.

        Raises:
            LockHeld: it is another lock by now, or one of a git at work, or a young one.
            NotARepository: it is no lock of this repository.
        """
        lock = Path(held.path).resolve()
        inside = lock.is_relative_to(self.git_dir.resolve()) or lock.is_relative_to(self.common_dir.resolve())
        if lock.suffix != ".lock" or not inside:
            raise NotARepository(held.path)
        now = lock_error(lock, self.root)
        if lock.exists() and (now.age < held.age or not now.stale):
            raise now
        lock.unlink(missing_ok=True)

    def _changes(self, target: str, places: Sequence[str]) -> Changes:
        """What a commit holds at ``places`` that differs from HEAD."""
        words = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "HEAD", target, "--")
        told = self.runner.read(*words, *literal(places), check=False).items
        changes: dict[Path, Content | None] = {}
        for facts, path in zip(told[::2], told[1::2], strict=True):
            _, mode, _, blob, _ = facts.split(" ")
            content = None
            if mode.startswith(_FILE):
                content = Content(self.runner.read("cat-file", "blob", blob).out, mode == _EXECUTABLE)
            changes[self.root / path] = content
        return changes

    def _complete(self, report: Report, route: Route, settings: Configuration) -> None:
        """Tell of an upstream git does not know: one that no fetch rule remembers, or that is not set."""
        source = route.upstream or route.target
        ref = settings.remembered(source)
        if report.ahead is not None and not is_ours(ref):
            return
        tip = self.refs.tip(ref)
        if tip is None:
            if is_ours(ref):  # as of a mirror, whose branches are those here
                report.upstream = report.ahead = report.behind = None
            return
        report.upstream = f"{masked(source.remote)}/{source.ref.removeprefix('refs/heads/')}"
        counted = self.runner.read("rev-list", "--left-right", "--count", f"HEAD...{tip}", "--").text
        report.ahead, report.behind = (int(each) for each in counted.split())

    def _unpublished(
        self, report: Report, settings: Configuration, folders: Sequence[str]
    ) -> frozenset[str] | None:
        if report.branch is None or report.head is None or not settings.push_remote(report.branch):
            return None
        route = settings.route(report.branch)
        missed = frozenset(
            path
            for note in self._lacks(route, settings).values()
            for path in self._differing(note, folders) or ()
        )
        if route.upstream == route.target:
            if report.ahead is None:
                return None
            if report.ahead == 0:
                return missed
        tip = self.refs.tip(settings.remembered(route.target))
        differing = self._differing(tip, folders, "--merge-base") if tip else None
        return None if differing is None else missed | differing

    def _incoming(self, report: Report, settings: Configuration, folders: Sequence[str]) -> frozenset[str]:
        """The files that the upstream changed since it parted from this branch."""
        if not report.behind or report.branch is None:
            return frozenset()
        route = settings.route(report.branch)
        tip = self.refs.tip(settings.remembered(route.upstream or route.target))
        words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--merge-base", "HEAD")
        if tip is None:
            return frozenset()
        done = self.runner.read(*words, tip, "--", *literal(folders), check=False)
        return frozenset() if done.status else frozenset(done.items)

    def remote_tip(self) -> str | None:
        """The commit that the branch publishing goes to is at, as last seen; None: it is not known."""
        branch, settings = self.refs.branch(), self.configuration()
        if branch is None or settings.push_remote(branch) is None:
            return None
        return self.refs.tip(settings.remembered(settings.route(branch).target))

    def _lacks(self, route: Route, settings: Configuration) -> dict[str, str]:
        """By the push address that missed something, the commit it has (or an empty tree)."""
        addresses = settings.addresses(route.target.remote)
        if len(addresses) < 2:
            return {}
        branch = route.target.ref.removeprefix("refs/heads/")
        noted = {address: self.refs.tip(lacking(address, branch)) for address in addresses}
        return {masked(address): tip for address, tip in noted.items() if tip}

    def _differing(self, tip: str, folders: Sequence[str], *words: str) -> frozenset[str] | None:
        """The files under ``folders`` that are not in the last commit as ``tip`` has them.

        None where the two have no commit in common.
        """
        head = self.refs.head() or "HEAD"
        compared = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", *words, tip, head, "--")

        def ask() -> Answer | None:
            done = self.runner.read(*compared, *literal(folders), check=False)
            return None if done.status else [(path, None) for path in done.items]

        # Of two commits git says the same again, as long as nobody gives them another past.
        past = [str(_stamp(self.common_dir / name)) for name in _PASTS]
        told = self.runner.answers.to((*compared, *past, *folders), ask)
        return None if told is None else frozenset(path for path, _ in told if path)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
