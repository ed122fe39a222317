import time

BLOG_AUTHOR = "Your Name"  # (translatable)
BLOG_TITLE = "Demo Site"  # (translatable)
SITE_URL = "https://example.org/wiki/"
BLOG_EMAIL = "writer@example.org"
BLOG_DESCRIPTION = "This is a demo site for Nikola."  # (translatable)

DEFAULT_LANG = "en"
TRANSLATIONS = {
    DEFAULT_LANG: "",
    # "xx": "./path/to/xx/translation",
}
TRANSLATIONS_PATTERN = '{path}.{lang}.{ext}'
NAVIGATION_LINKS = {
    DEFAULT_LANG: (
        ("/archive.html", "Archives"),
    ),
}
THEME = "bootblog4"
POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.txt", "posts", "post.tmpl"),
    ("posts/*.html", "posts", "post.tmpl"),
)
PAGES = (
    ("pages/*.rst", "pages", "page.tmpl"),
    ("pages/*.md", "pages", "page.tmpl"),
)
TIMEZONE = "Europe/Paris"
COMPILERS = {
    "rest": ['.rst', '.txt'],
    "markdown": ['.md', '.mdown', '.markdown'],
    "html": ['.html', '.htm'],
}
STRIP_INDEXES = True
PRETTY_URLS = True
USE_TAG_METADATA = False
CONTENT_FOOTER_FORMATS = {
    DEFAULT_LANG: ((), {"date": time.gmtime().tm_year}),
}
