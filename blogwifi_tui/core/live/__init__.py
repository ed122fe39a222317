"""Is it live? What a publication sent, and whether the pages of the site show it: asked, never guessed."""
