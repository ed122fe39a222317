"""The list of all posts of a blog, kept between runs of the program."""
