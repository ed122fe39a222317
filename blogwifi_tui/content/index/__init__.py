"""All posts of a blog at a glance, kept between runs."""
