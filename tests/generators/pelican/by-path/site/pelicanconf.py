SITENAME = "By path"
SITEURL = "https://example.org/~writer/"
PATH = "src"
TIMEZONE = "America/New_York"
DEFAULT_LANG = "en"
PATH_METADATA = r"(?P<category>[^/]+)/(?P<date>\d{4}-\d{2}-\d{2})/(?P<slug>[^/]+)\.md"
EXTRA_PATH_METADATA = {
    "kept-back.md": {"status": "draft"},
    "folder": {"status": "hidden"},
    "folder/inner": {"status": "published"},
}
IGNORE_FILES = ["*.tmp.md", "_*", "wip"]
SLUGIFY_USE_UNICODE = True
SLUGIFY_PRESERVE_CASE = True
SLUG_REGEX_SUBSTITUTIONS = [(r"C\+\+", "cpp"), (r"[^\w\s-]", " "), (r"\s+", "_")]
ARTICLE_URL = "{category}/{lang}/{slug}"
ARTICLE_SAVE_AS = "{category}/{lang}/{slug}.html"
ARTICLE_LANG_URL = "{lang}/{slug}"
ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"
DRAFT_URL = "d/{slug}"
DRAFT_SAVE_AS = "d/{slug}.html"
