"""The editor: a post as it is written, its preview beside it."""
