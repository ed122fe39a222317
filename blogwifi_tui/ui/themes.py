"""The program's own colours, dark and light; any of Textual's themes can be chosen instead."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="blogwifi-dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#a3b18a",
    accent="#e6b673",
    warning="#e6b673",
    error="#e0787a",
    success="#98bb6c",
    foreground="#d5d9e0",
    background="#16191f",
    surface="#1b1f27",
    panel="#232833",
)
LIGHT = Theme(
    name="blogwifi-light",
    dark=False,
    primary="#1f6f8b",
    secondary="#5a6f3c",
    accent="#9a5b00",
    warning="#8a5a00",
    error="#a8323a",
    success="#3f6f2a",
    foreground="#23272e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
)
THEMES = (DARK, LIGHT)
