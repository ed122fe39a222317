"""Where pages of this machine can be looked at: in a browser here, or at home through a tunnel of ssh."""

from __future__ import annotations

import os
import pwd
import re
import shlex
import sys
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class Connection(NamedTuple):
    """How the person came to this machine: by ssh, as ``user`` at ``host``, which listens on ``port``."""

    user: str
    host: str
    port: int

    def tunnel(self, port: int) -> str:
        """The command to type at home, which leads a port there to the same port here."""
        return f"ssh -N -L {port}:127.0.0.1:{port} {self.user}@{self.host} -p {self.port}"


def connection(environment: Mapping[str, str] = os.environ) -> Connection | None:
    """How the person came here by ssh; None where nothing says so.

    sshd says it in ``SSH_CONNECTION``: the address and port of the client, then those of the server.
    """
    words = environment.get("SSH_CONNECTION", "").split()
    try:
        host, port = ip_address(words[2].partition("%")[0]), int(words[3])
    except (IndexError, ValueError):
        return None
    if isinstance(host, IPv6Address) and host.ipv4_mapped:
        host = host.ipv4_mapped
    return Connection(_user(), str(host), port)


def _user() -> str:
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return name if _PLAIN_NAME.fullmatch(name) else shlex.quote(name)


def has_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser of this machine can show a window to the person."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform == "darwin" or any(environment.get(name) for name in names)
