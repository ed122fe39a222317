"""What a browser is answered: a page, a file of the site, or that it is refused."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import BinaryIO, Final, Protocol

from blogwifi_tui.core.serve.access import Request

_TYPES = mimetypes.MimeTypes(filenames=())
for _ending, _type in {
    ".md": "text/plain", ".webp": "image/webp", ".avif": "image/avif", ".woff": "font/woff",
    ".woff2": "font/woff2", ".js": "text/javascript", ".mjs": "text/javascript", ".map": "application/json",
    ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".svg": "image/svg+xml",
    ".ico": "image/x-icon", ".wasm": "application/wasm",
}.items():  # fmt: skip
    _TYPES.add_type(_type, _ending)
COMMON: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Connection": "close",
}
"""What each answer says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, without the headers that all have."""

    status: int
    type: str
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    file: BinaryIO | None = None
    """What is sent after the body, to its end, and closed."""
    size: int = 0
    """Of the file."""

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, which is shown as a page."""
        return self.type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")

    def with_headers(self, **headers: str) -> Answer:
        """The same with more headers, in whose names ``_`` stands for a hyphen."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **more})

    def head(self) -> bytes:
        """The lines before the body."""
        said = {
            "Content-Type": self.type,
            "Content-Length": str(len(self.body) + self.size),
            **COMMON,
            **self.headers,
        }
        lines = [
            f"HTTP/1.1 {self.status} {_phrase(self.status)}",
            *(f"{name}: {said[name]}" for name in said),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


class Source(Protocol):
    """Where the bytes of the pages come from."""

    async def get(self, request: Request) -> Answer:
        """What stands at the path that a browser asks for; 404 where nothing does."""
        ...

    def has(self, path: str) -> bool:
        """Whether there is a page at a path, as far as can be told without asking for it."""
        ...


def type_of(name: str) -> str:
    """The media type of a file, by its name."""
    found = _TYPES.guess_type(name, strict=True)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") and found != "text/html" else found


def short(status: int, text: str = "") -> Answer:
    """An answer of a few words."""
    return Answer(status, "text/plain; charset=utf-8", (text or _phrase(status)).encode() + b"\n")


def redirect(status: int, place: str) -> Answer:
    """An answer that sends the browser elsewhere on this server."""
    return short(status).with_headers(Location=place)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
