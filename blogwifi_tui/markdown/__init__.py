"""Markdown to lines of styled text, block by block. Knows no git and no widget."""
