"""The commits of a post, looked at and gone back to."""
