"""The choice among two versions of a post that both sides changed."""
