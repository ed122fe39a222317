"""Settings of the blog and of the person: what there is, read from their files."""
