"""Links in posts: found, led to their target, rewritten when it moves."""
