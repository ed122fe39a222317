"""Git, through one runner. Knows no post and no screen."""
