"""A program that is called as Astro is: it serves posts as they are, and says so when one has changed."""

from __future__ import annotations

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POSTS = Path("src/content/blog")


class Page(BaseHTTPRequestHandler):
    """Answers with the text of a post."""

    def do_GET(self) -> None:
        """Whatever stands in the file now."""
        data = (POSTS / f"{self.path.strip('/')}.md").read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> None:
    """Serve until killed; one port on, where the one that is asked for is taken."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert "--port" in sys.argv
    print(f"\x1b[1m┃ Local\x1b[0m    http://127.0.0.1:{server.server_port}/", flush=True)
    before = None
    while True:
        now = sorted((path.name, path.stat().st_mtime_ns, path.stat().st_ino) for path in POSTS.glob("*.md"))
        if before not in {None, tuple(now)}:
            print("12:00:00 [glob-loader] Reloaded data from a.md", flush=True)
        before = tuple(now)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
