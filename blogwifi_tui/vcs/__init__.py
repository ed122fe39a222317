"""Git, through GitPython and one runner. Knows no post and no screen."""
