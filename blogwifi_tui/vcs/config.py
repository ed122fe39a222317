"""git's settings as they apply here, and the way a branch goes to its remote."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from blogwifi_tui.errors import NoRemote

_HEADS = "refs/heads/"
_NUMBER = re.compile(r"([-+]?(?:0x[0-9a-f]+|[1-9][0-9]*|0))[kmg]?")
_OURS = "refs/blogwifi/"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A branch of a remote: the remote's name and the full name of the branch there."""

    remote: str
    ref: str


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a local branch: where it joins from, where it goes to."""

    branch: str
    upstream: Source | None
    target: Source

    @property
    def sources(self) -> tuple[Source, ...]:
        """What has to be joined before a push: the upstream, and the target where it is another."""
        if self.upstream is None or self.upstream == self.target:
            return (self.target,)
        return (self.upstream, self.target)


class Configuration:
    """The effective settings, as ``git config --null --list`` prints them."""

    def __init__(self, output: bytes) -> None:
        self._values: dict[str, list[str]] = {}
        for record in output.split(b"\0"):
            if record:
                key, line_end, value = os.fsdecode(record).partition("\n")
                # A key without a value is true for git; one with an empty value is false.
                value = value if line_end else "true"
                self._values.setdefault(key, []).append(value)

    @property
    def keys(self) -> Collection[str]:
        """The names of all settings."""
        return self._values.keys()

    def get(self, key: str) -> str | None:
        """The last value of ``key`` (section and variable in lower case), or None."""
        values = self._values.get(key)
        return values[-1] if values else None

    def all(self, key: str) -> Sequence[str]:
        """Every value of ``key``, in order."""
        return self._values.get(key, ())

    def enabled(self, key: str) -> bool:
        """Whether ``key`` is true as git reads it: by a word, or as a number other than 0."""
        value = (self.get(key) or "").lower()
        number = _NUMBER.fullmatch(value)
        return value in {"true", "yes", "on"} or (number is not None and int(number[1], 0) != 0)

    @property
    def remotes(self) -> tuple[str, ...]:
        """The names of the remotes that have an address, in the order of the settings."""
        names = (key[len("remote.") : -len(".url")] for key in self._values if _is_address(key))
        return tuple(dict.fromkeys(names))

    def push_remote(self, branch: str) -> str | None:
        """Where ``branch`` is published to, by the rules of git-push; the only remote when nothing says."""
        named = (
            self.get(f"branch.{branch}.pushremote"),
            self.get("remote.pushdefault"),
            self.get(f"branch.{branch}.remote"),
        )
        for name in named:
            if name and name != ".":
                return name
        return self.remotes[0] if len(self.remotes) == 1 else None

    def route(self, branch: str) -> Route:
        """The way of ``branch``.

        Raises:
            NoRemote: no remote, or several and no choice made.
        """
        target = self.push_remote(branch)
        if target is None:
            raise NoRemote(self.remotes)
        remote, merge = self.get(f"branch.{branch}.remote"), self.get(f"branch.{branch}.merge")
        upstream = Source(remote, merge) if remote and remote != "." and merge else None
        if upstream is not None and upstream.remote == target:
            return Route(branch, upstream, upstream)
        return Route(branch, upstream, Source(target, _HEADS + branch))

    def addresses(self, remote: str) -> tuple[str, ...]:
        """Every address a push to ``remote`` goes to, in order; itself when it is an address."""
        named = self.all(f"remote.{remote}.pushurl") or self.all(f"remote.{remote}.url")
        return tuple(dict.fromkeys(named)) or (remote,)

    def remembered(self, source: Source) -> str:
        """The local ref that remembers ``source``: one of ours where the fetch rules name none.

        A rule that would move the branches here (as of a mirror) names none either.
        """
        ref = self.tracking(source)
        if ref is not None and not ref.startswith(_HEADS):
            return ref
        remote = source.remote if _PLAIN_NAME.fullmatch(source.remote) else _digest(source.remote)
        return f"{_OURS}seen/{remote}/{source.ref.removeprefix(_HEADS)}"

    def tracking(self, source: Source) -> str | None:
        """The local ref that remembers ``source``, by its remote's fetch rules; None when none does."""
        for rule in self.all(f"remote.{source.remote}.fetch"):
            pattern, _, local = rule.removeprefix("+").partition(":")
            if not local or pattern.startswith("^"):
                continue
            if pattern == source.ref:
                return local
            before, star, after = pattern.partition("*")
            if star and source.ref.startswith(before) and source.ref.endswith(after):
                return local.replace("*", source.ref[len(before) : len(source.ref) - len(after)], 1)
        return None


def _is_address(key: str) -> bool:
    return key.startswith("remote.") and key.endswith(".url") and len(key) > len("remote..url")


def lacking(address: str, branch: str) -> str:
    """The ref that notes what of ``branch`` a push address has which was missed; there is none otherwise."""
    return f"{_OURS}lacking/{_digest(address)}/{branch}"


def is_ours(ref: str) -> bool:
    """Whether git itself knows nothing of this ref."""
    return ref.startswith(_OURS)


def _digest(address: str) -> str:
    return sha256(os.fsencode(address)).hexdigest()[:16]
