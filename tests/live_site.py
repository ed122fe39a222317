"""A site as readers meet it, for the tests: a real HTTP server whose pages can be changed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = "<!doctype html><html><head><title>{title}</title></head><body><main>{text}</main></body></html>"


def page(title: str, *paragraphs: str) -> str:
    """A page with these paragraphs."""
    text = f"<h1>{title}</h1>" + "".join(f"<p>{each}</p>" for each in paragraphs)
    return PAGE.format(title=title, text=text)


def timeless(words: str) -> str:
    """``words`` without how many seconds something took."""
    return re.sub(r"\b\d+ s\b", "N s", words.replace("\u00a0", " "))


class LiveSite:
    """Answers with what :attr:`pages` has for a path, else with 404; each request is written down."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.status: dict[str, int] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.hangs = threading.Event()
        """Set: no answer comes; cleared at the end."""
        self.answers = threading.Event()
        """Cleared: an answer comes once it is set."""
        self.answers.set()
        self.address = ""
        self.coming: dict[str, tuple[int, str]] = {}
        """By path, after how many answers the page is another, and that page."""

    def show(self, path: str, title: str, *paragraphs: str) -> None:
        """Let the page at ``path`` hold these paragraphs."""
        self.pages[path] = page(title, *paragraphs)

    def name_in(self, blog: Path) -> None:
        """Make this the site of ``blog``."""
        (blog / "blogwifi.toml").write_text(
            f'[blog]\npublic_address = "{self.address}/{{slug}}/"\n', encoding="utf-8"
        )


@contextmanager
def live_site() -> Iterator[LiveSite]:
    """The site, on a free port."""
    site, over = LiveSite(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in site.coming and site.asked.count(self.path) >= site.coming[self.path][0]:
                site.pages[self.path] = site.coming[self.path][1]
            site.asked.append(self.path)
            if site.hangs.is_set():
                over.wait()
                return
            site.answers.wait()
            body = site.pages.get(self.path, "").encode()
            self.send_response(site.status.get(self.path, 200 if self.path in site.pages else 404))
            for name, value in {
                "Content-Type": "text/html; charset=utf-8",
                "Content-Length": str(len(body)),
                **site.headers.get(self.path, {}),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    site.address = f"http://127.0.0.1:{httpd.server_port}"
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        over.set()
        site.answers.set()
        httpd.shutdown()
        httpd.server_close()
