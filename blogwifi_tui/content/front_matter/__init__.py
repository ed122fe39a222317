"""The header of a post: found, read, and changed only where a change was asked for."""
