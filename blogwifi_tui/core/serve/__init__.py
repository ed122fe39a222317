"""The real page of a post: a small server of ours, and the generator behind it, in a process of their own."""
