"""Two versions of a post merged, and the differences between them."""
