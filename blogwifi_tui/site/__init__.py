"""What a generator makes of a folder of posts: where they lie, how they are written, where they are shown."""
