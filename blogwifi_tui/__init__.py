"""BlogWiFi: a terminal program that lists, edits, previews, commits and publishes Markdown posts."""

__version__ = "0.1.0"
