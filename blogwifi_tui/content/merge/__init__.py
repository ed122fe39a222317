"""Two versions of a post joined, and what differs between them."""
