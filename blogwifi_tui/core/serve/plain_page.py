"""A post as a plain page, where no generator makes one: its text, well set, with the pictures it shows.

Nothing of the post runs there, and nothing is loaded from elsewhere. Of the blog's files a browser gets the
pictures that the posts shown name, and no others.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from time import monotonic
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urljoin

from blogwifi_tui.content import files
from blogwifi_tui.content.post import Post
from blogwifi_tui.content.post_files import is_markup, is_other_text
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.serve.access import OWN, Request
from blogwifi_tui.core.serve.answers import Answer, short, type_of
from blogwifi_tui.core.serve.live_page import LivePage
from blogwifi_tui.errors import FileError
from blogwifi_tui.i18n.dates import date_spoken
from blogwifi_tui.i18n.explain import explain, problem_sentence
from blogwifi_tui.i18n.translation import _, language
from blogwifi_tui.markdown.page_html import escaped, harmless, to_html

PLACE: Final = f"{OWN}post/"
"""Before the path of a post, in the address of its plain page."""
STYLE: Final = f"{OWN}plain.css"
"""The path of our style sheet."""
_RULES: Final = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'nonce-{nonce}'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PICTURE_RULES: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""What a picture may do that is opened by itself: a drawing can hold programs."""


class _Page(NamedTuple):
    """A post as it was last made a page."""

    data: bytes
    title: str
    html: str


class PlainPages:
    """The plain pages of one blog, and their pictures."""

    def __init__(self, blog: Blog, typed: Callable[[str], bytes | None], live: LivePage) -> None:
        """``typed`` gives what is typed in a post and not saved; None where nothing is."""
        self._blog = blog
        self._typed = typed
        self._live = live
        self._pages: dict[str, _Page] = {}
        self.seconds = 0.0
        """That the last page took."""
        self._pictures: dict[str, str] = {}
        """By the path that a browser asks for, the file in the blog."""

    @staticmethod
    def place(path: str) -> str:
        """The path of the page of a post."""
        return PLACE + path

    def has_picture(self, path: str) -> bool:
        """Whether a browser finds a picture at a path, which a post shown so far names."""
        return path in self._pictures

    def post(self, path: str) -> Post:
        """A post as it is typed, else as its file has it.

        Raises:
            FileError: it has no file that can be read.
        """
        typed = self._typed(path)
        return self._blog.read(path) if typed is None else self._blog.post(path, typed)

    def answer(self, request: Request) -> Answer:
        """The page of a post, or a picture that one of those shown names."""
        wanted = request.path
        try:
            if picture := self._pictures.get(wanted):
                return self._picture(picture)
            path = wanted.removeprefix(PLACE)
            if wanted.startswith(PLACE) and (self._typed(path) is not None or self._blog.sites.holds(path)):
                return self._page_of(path)
        except FileError as error:
            return short(404, str(explain(error)))
        return short(404, _("There is no such page here."))

    def _picture(self, path: str) -> Answer:
        data = files.read(self._blog.root, path)
        return Answer(200, type_of(path), data).with_headers(Content_Security_Policy=PICTURE_RULES)

    def _page_of(self, path: str) -> Answer:
        """The page of a post; of one that is gone, a page that shows it again once it is back."""
        try:
            made = self._made(path)
        except FileError as error:
            words = f"<header>\n<p>{escaped(str(explain(error)))}</p>\n</header>\n<main>\n</main>\n"
            return self._page(404, _Page(b"", path, words))
        return self._page(200, made)

    def _page(self, status: int, made: _Page) -> Answer:
        nonce = secrets.token_urlsafe(16)
        html = (
            f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{escaped(made.title)}</title>\n<link rel="stylesheet" href="{STYLE}">\n'
            f"{self._live.script(nonce)}\n</head>\n<body>\n{made.html}</body>\n</html>\n"
        )
        page = Answer(status, "text/html; charset=utf-8", html.encode("utf-8", "replace"))
        rules = _RULES.format(nonce=nonce)
        return page.with_headers(Content_Security_Policy=rules, X_DNS_Prefetch_Control="off")

    def _made(self, path: str) -> _Page:
        post = self.post(path)
        known = self._pages.get(path)
        if known is None or known.data != post.data:
            begun = monotonic()
            known = self._pages[path] = _Page(post.data, post.title, self._html(post))
            self.seconds = monotonic() - begun
            for address in post.images:
                if file := self._blog.images.find(path, address):
                    asked = unquote(
                        urljoin(quote(self.place(path)), address).partition("?")[0].partition("#")[0]
                    )
                    self._pictures[asked] = file.relative_to(self._blog.root).as_posix()
        return known

    def _html(self, post: Post) -> str:
        facts = problem_sentence(post.problem) if post.problem else " · ".join(self._facts(post))
        head = f"<header>\n<h1>{escaped(post.title)}</h1>\n<p>{escaped(facts)}</p>\n</header>\n"
        return f"{head}<main>\n{body_html(post)}</main>\n"

    def _facts(self, post: Post) -> list[str]:
        moment = post.moment(self._blog.zone)
        return [*([date_spoken(moment)] if moment else []), *post.tags]


def body_html(post: Post) -> str:
    """The text of a post as HTML; what is no Markdown as it is written."""
    if is_markup(post.path):
        return f"<pre><code>{escaped(post.body)}</code></pre>\n"
    return harmless(post.body) if is_other_text(post.path) else to_html(post.body)
