"""The front matter of a post as a form."""
