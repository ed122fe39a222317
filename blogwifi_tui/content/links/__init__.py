"""Links in posts: whether they lead to something, and how they follow a post that is renamed."""
