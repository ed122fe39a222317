"""What a post is: bytes in, bytes out. Knows no git and no screen."""
