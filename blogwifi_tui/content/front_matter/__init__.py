"""The header of a post, its front matter: found, read, and changed one value at a time."""
