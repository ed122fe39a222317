"""What a post is: read from bytes, changed, written back as bytes. Knows no git and no screen."""
