"""How a person at home reaches what is served here: the very line of ssh to type there."""

from __future__ import annotations

import os
import pwd

import pytest

from blogwifi_tui.core.browser import connection, has_browser

USER = pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("192.0.2.9 51234 198.51.100.7 22", "ssh -N -L 41234:127.0.0.1:41234 {user}@198.51.100.7 -p 22"),
        ("2001:db8::9 51234 2001:db8::7 2222", "ssh -N -L 41234:127.0.0.1:41234 {user}@2001:db8::7 -p 2222"),
        ("fe80::9%eth0 51234 fe80::7%eth0 22", "ssh -N -L 41234:127.0.0.1:41234 {user}@fe80::7 -p 22"),
        ("::1 4 ::ffff:192.0.2.7 22", "ssh -N -L 41234:127.0.0.1:41234 {user}@192.0.2.7 -p 22"),
    ],
)
def test_the_line_to_type_at_home_is_made_of_what_sshd_says(said: str, line: str) -> None:
    came = connection({"SSH_CONNECTION": said})
    assert came
    assert came.tunnel(41234) == line.format(user=USER)


@pytest.mark.parametrize(
    "said", ["", "x", "192.0.2.9 51234 198.51.100.7", "a b $(reboot) 22", "1 2 192.0.2.7 -oX"]
)
def test_what_sshd_would_not_say_makes_no_line(said: str) -> None:
    assert connection({"SSH_CONNECTION": said}) is None


def test_a_window_needs_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_browser({})
    assert has_browser({"WAYLAND_DISPLAY": "wayland-0"})
