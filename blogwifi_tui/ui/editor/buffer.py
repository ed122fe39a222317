"""A post while it is edited: which part of it is on the screen, and how that part joins the rest again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC

from blogwifi_tui.content.front_matter.read import decode
from blogwifi_tui.content.front_matter.split import Format
from blogwifi_tui.content.post import Post
from blogwifi_tui.errors import CannotEdit

_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


@dataclass(frozen=True, slots=True)
class EditorBuffer:
    """One post on the screen. Frozen: a save or a change of fields is a new one."""

    post: Post
    """Its header as edited here; its text is what was last put on the screen or saved."""
    before: Post | None
    """The post as its file was last read or written; None while there is no file."""
    lead: str = ""
    """What is kept between the header and what is shown: the blank lines that were there when it was put on
    the screen; those typed since are text. A header that was typed may have a byte order mark before it."""
    as_text: bool = False
    """Whether header and text are edited together as text; so it stays once the header can be read again."""
    gone: Post | None = None
    """The post as its file was before it went away; another program may bring it back."""
    target: str = ""
    """Where its file goes with the next save, as a field that was changed wants it; empty: it stays."""

    @classmethod
    def of(cls, post: Post, before: Post | None) -> EditorBuffer:
        """A post as it is opened: as text when its header cannot be read."""
        as_text = post.problem is not None
        return cls(post, before, "" if as_text else _lead(post), as_text)

    @property
    def text(self) -> str:
        """What the editor shows."""
        whole = decode(self.post.data) if self.as_text else self.post.body
        return whole.removeprefix(self.lead)

    def joined(self, text: str) -> Post:
        """The post whose shown part is ``text``; the same bytes when that part is as it was.

        Raises:
            CannotEdit: the text would be taken for a part of the header.
        """
        if not self.post.is_text or text == self.text:
            return self.post
        if self.as_text:
            return replace(self.post, data=(self.lead + text).encode())
        return self.post.with_body(self.lead + text)

    def whole(self, text: str) -> str:
        """The whole file as it stands on the screen, stray bytes as lone surrogates. Never raises."""
        try:
            return self.joined(text).data.decode("utf-8", "surrogateescape")
        except CannotEdit:
            return decode(self.post.data).removesuffix(self.post.body) + self.lead + text

    def with_header(self, text: str) -> EditorBuffer:
        """The whole file as text, where ``text`` is what is shown now.

        Raises:
            CannotEdit: the text would be taken for a part of the header.
        """
        return replace(self, post=self.joined(text), lead="", as_text=True)

    def without_header(self, text: str) -> EditorBuffer:
        """The text alone, where ``text`` is the whole file; one whose header cannot be read stays whole."""
        shown = EditorBuffer.of(self.joined(text), self.before)
        return replace(shown, gone=self.gone, target=self.target)

    def saved(self, post: Post) -> EditorBuffer:
        """After ``post`` has been written; a header typed into a post that had none stays with its text."""
        saved = replace(self, post=post, before=post, gone=None)
        if self.as_text or not _gained_header(self.post, post):
            return saved
        return replace(saved, lead=decode(post.parts.bom), as_text=True)

    def with_file(self, post: Post) -> EditorBuffer:
        """After ``post`` has been written while fields were changed here."""
        return replace(self, before=post, gone=None).with_post(self.post)

    def with_post(self, post: Post) -> EditorBuffer:
        """After a change of fields. A new title gives a new post its name, until it has a file.

        Where the site would treat the post at its new path in another way, the file goes there with the save.
        """
        target = self.target
        if self.basis and post.path != self.basis.path:
            there, post = post, replace(post, path=self.basis.path)
            if there.visibility(UTC) != post.visibility(UTC):
                target = there.path
        lead = _lead(post) if not self.as_text and _gained_header(self.post, post) else self.lead
        return replace(self, post=post, lead=lead, target=target)

    def elsewhere(self, path: str) -> EditorBuffer:
        """After its file went to ``path``, with what it held."""
        before = self.before and replace(self.before, path=path)
        return replace(self, post=replace(self.post, path=path), before=before, target="")

    def with_both(self, post: Post, file: Post) -> EditorBuffer:
        """``post`` on the screen over ``file``, which another program wrote; as text stays as text."""
        opened = replace(EditorBuffer.of(post, file), target=self.target)
        return replace(opened, lead="", as_text=True) if self.as_text else opened

    def without_basis(self, post: Post) -> EditorBuffer:
        """``post``, as it is to be written as a new file."""
        return replace(self, post=post, before=None, gone=None)

    def without_file(self) -> EditorBuffer:
        """After its file went away."""
        return replace(self, before=None, gone=self.basis)

    def with_file_back(self) -> EditorBuffer:
        """After a file came back where it was; whether it holds what it held is for others to find out."""
        return replace(self, before=self.basis, gone=None)

    @property
    def basis(self) -> Post | None:
        """What the text here began with: the post as its file is, or was before it went away."""
        return self.before or self.gone

    @property
    def unsaved(self) -> bool:
        """Whether the file does not hold the post: a new one, fields changed, a text that was recovered."""
        return self.before is None or self.post.data != self.before.data


def _lead(post: Post) -> str:
    """The blank lines between the header of a post and its text."""
    match = _BLANK_LINES.match(post.body) if post.format is not Format.NONE else None
    return match.group() if match else ""


def _gained_header(before: Post, after: Post) -> bool:
    return before.format is Format.NONE and after.format is not Format.NONE
