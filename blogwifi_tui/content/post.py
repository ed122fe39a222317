"""A post: its bytes, what they say, and the same post with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from hashlib import sha256

from blogwifi_tui.content import encodings
from blogwifi_tui.content.front_matter import field_changes, known_fields, other_texts
from blogwifi_tui.content.front_matter import read as front_matter
from blogwifi_tui.content.front_matter.address_fields import AddressFields
from blogwifi_tui.content.front_matter.field_changes import FieldChange
from blogwifi_tui.content.front_matter.lists import KeyLines
from blogwifi_tui.content.front_matter.pictures import named_pictures
from blogwifi_tui.content.front_matter.problems import (
    LARGEST_HEADER,
    Problem,
    ProblemKind,
    Refusal,
    RefusedEdit,
    Repeated,
)
from blogwifi_tui.content.front_matter.read import Reading, decode
from blogwifi_tui.content.front_matter.split import Format, Parts, as_plain, split
from blogwifi_tui.content.post_files import is_other_text, stem_of
from blogwifi_tui.content.post_rules import GENERIC, Header, Meaning, PostRules, aware
from blogwifi_tui.content.state import State, Visibility, state_of
from blogwifi_tui.errors import CannotEdit, NotText
from blogwifi_tui.sanitize import one_line

__all__ = ["Format", "Post", "Problem", "ProblemKind", "State"]


@dataclass(frozen=True)
class Post:
    """One post. Immutable: every change is a new Post that differs in that change's bytes only.

    Reading is lazy and never fails; a header that cannot be read leaves ``problem``. The ``with_`` methods
    raise NotText for a post that is not UTF-8, and CannotEdit when the change cannot be made without touching
    anything else. Those that may add a key take the ``order`` in which the blog writes its keys, and the
    ``form`` of a header to make when there is none.
    """

    path: str
    """Relative to the blog's root, with ``/``."""
    data: bytes = field(repr=False)
    rules: PostRules = field(default=GENERIC, repr=False, compare=False)
    """What its header means; a post read from a blog has those of its generator."""

    @cached_property
    def _reading(self) -> Reading:
        parts = split(self.data)
        plain = not is_other_text(self.path) and self.rules.plain_headers(self.path)
        reading = front_matter.read(as_plain(parts) if plain else parts)
        if reading.parts.format is Format.NONE and not reading.problem and is_other_text(self.path):
            return replace(reading, texts=other_texts.told(self.path, decode(reading.parts.body)))
        return reading

    @property
    def parts(self) -> Parts:
        """The bytes, cut at the header's marks."""
        return self._reading.parts

    @property
    def fields(self) -> Mapping[str, object]:
        """The header as python-frontmatter reads it; keys are texts. Empty when there is a problem."""
        return self._reading.fields

    @property
    def texts(self) -> known_fields.Texts:
        """The header's values as they are written; keys in lower case."""
        return self._reading.texts

    @property
    def problem(self) -> Problem | None:
        """Why the header cannot be read."""
        return self._reading.problem

    @property
    def repeated(self) -> tuple[Repeated, ...]:
        """The keys that stand twice in the header, each with the line of its second place in the file."""
        return self._reading.repeated

    @property
    def format(self) -> Format:
        """How the header is written."""
        return self.parts.format

    @cached_property
    def is_text(self) -> bool:
        """Whether the bytes are UTF-8. Others are read, in the likeliest encoding, and not written."""
        try:
            self.data.decode()
        except UnicodeDecodeError:
            return False
        return not encodings.wide(self.data)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @cached_property
    def body(self) -> str:
        """All that follows the header, line ends as they are."""
        return decode(self.parts.body)

    @property
    def header_text(self) -> str:
        """The header without the lines that open and close it."""
        return decode(self.parts.head)

    @cached_property
    def title(self) -> str:
        """On one line, never empty: from the header, else the first heading, else the file's name."""
        return self._header_title() or self.heading or known_fields.title_from(self.path)

    @cached_property
    def heading(self) -> str:
        """The first heading of the body, on one line; may be empty."""
        from blogwifi_tui.markdown.scan import first_heading

        return one_line(first_heading(self.body))

    @property
    def images(self) -> list[str]:
        """The addresses of the images that the header names and the body shows, in order."""
        named = [each.address for each in named_pictures(self.header_text or "")]
        return [*named, *self.shown_images]

    @property
    def shown_images(self) -> list[str]:
        """The addresses of the images that the body shows, in order."""
        from blogwifi_tui.markdown.scan import image_addresses

        return image_addresses(self.body)

    def _header_title(self) -> str:
        if not self.problem:
            return known_fields.title(self.texts)
        return known_fields.title_line((self.header_text or self.body)[:LARGEST_HEADER])

    @cached_property
    def date(self) -> datetime | None:
        """From the header, else from the file's name; naive when no zone is written."""
        return self._meaning.date

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Each once, in the order written."""
        return self._meaning.tags

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Each once, in the order written."""
        return self._meaning.categories

    @property
    def header(self) -> Header:
        """The header as it is written, for the rules."""
        fields = self.fields.items()
        quoted = frozenset(key.lower() for key, value in fields if isinstance(value, str))
        capitals = frozenset(key.lower() for key in self.fields if key != key.lower())
        repeated = self.repeated[0].key if self.repeated else ""
        return Header(self.path, self.texts, self.format, quoted, capitals, repeated)

    @cached_property
    def _meaning(self) -> Meaning:
        return self.rules.meaning(self.header, UTC)

    @property
    def draft(self) -> bool:
        """Marked as a draft, the way the generator knows drafts."""
        return self._meaning.visibility.draft

    def visibility(self, zone: tzinfo) -> Visibility:
        """What the generator does with the post; ``zone`` is the blog's."""
        return self.rules.meaning(self.header, zone).visibility

    @property
    def description(self) -> str:
        """What the header says the post is about; may be empty."""
        return known_fields.description(self.texts)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Former addresses."""
        return known_fields.aliases(self.texts)

    @property
    def address(self) -> AddressFields | None:
        """What the header says of the post's public addresses; None when it says nothing."""
        fields = known_fields.address(self.texts)
        if known_fields.HEADING not in self.rules.keys or "title" in self.texts:
            return fields
        line = next(filter(None, map(str.strip, self.body.splitlines())), "")
        heading = (known_fields.HEADING, line.lstrip("# ") if line.startswith("# ") else "")
        fields = fields or AddressFields()
        return fields._replace(given=(*fields.given, heading))

    @property
    def slug(self) -> str:
        """The last part of the public address: from the header, else the file's name without its date."""
        return known_fields.slug(self.texts) or stem_of(self.path)

    @cached_property
    def words(self) -> int:
        """How many words the body has; marks, addresses and tags are none."""
        from blogwifi_tui.content.word_count import count_words

        return count_words(self.body)

    def moment(self, zone: tzinfo) -> datetime | None:
        """The date as a moment; without a zone it is read in the generator's, else in the blog's ``zone``."""
        return aware(self.date, self.rules.zone(self.path) or zone)

    def state(self, now: datetime) -> State:
        """What the post is at ``now``, an aware datetime in the blog's zone."""
        return state_of(self.visibility(now.tzinfo or UTC), now, readable=not self.problem)

    def with_field(
        self, key: str, value: object, *, order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post with ``value`` under ``key``, which may be dotted to reach into a mapping.

        A key that is new goes after the nearest one that comes before it in ``order``. A date is written in
        the spelling of the one it replaces, and reads as the same moment.
        """
        from blogwifi_tui.content.front_matter import edit

        return self._changed(FieldChange(edit.path_of(self.fields, key), value), order, form)

    def without_field(self, key: str) -> Post:
        """This post without ``key``; itself when there is none."""
        from blogwifi_tui.content.front_matter import edit

        with self._refusals(key):
            return self._with(edit.without_key(self._reading, edit.path_of(self.fields, key)))

    def _changed(self, change: FieldChange, order: Sequence[str], form: Format) -> Post:
        from blogwifi_tui.content.front_matter import edit

        reading = self._reading
        if reading.parts.format is Format.NONE and not reading.problem:
            _may_have_header(self, ".".join(change.path))
            reading = Reading(edit.fenced(reading.parts, form), {}, {})
        with self._refusals(".".join(change.path)):
            return self._with(edit.with_key(reading, change.path, change.value, order))

    @contextmanager
    def _refusals(self, key: str = "") -> Iterator[None]:
        """Refuse what is not text, and give refusals their path and key."""
        if not self.is_text:
            raise NotText(self.path)
        try:
            yield
        except RefusedEdit as refused:
            raise CannotEdit(self.path, key, refused.reason) from refused

    def key_lines(self) -> list[KeyLines]:
        """Where the lines of each key of the header stand. Raises CannotEdit where that cannot be told."""
        from blogwifi_tui.content.front_matter import edit

        with self._refusals():
            return edit.key_lines(self._reading)

    def with_header(self, text: str) -> Post:
        """This post with all the lines between the marks of its header replaced."""
        return self._with(replace(self.parts, head=text.encode()))

    def _with(self, parts: Parts) -> Post:
        return replace(self, data=parts.join())

    def with_body(self, text: str) -> Post:
        """This post with another body; a line end is added where the header would run into it."""
        from blogwifi_tui.content.front_matter import edit

        with self._refusals():
            return self._with(edit.with_body(self._reading, text))

    def as_utf8(self, encoding: str = "cp1252") -> Post:
        """This post re-encoded: UTF-16 where its mark says so, else what is not UTF-8 as ``encoding``."""
        if self.is_text:
            return self
        wide = encodings.wide(self.data)
        text = self.data.decode(wide, "replace") if wide else encodings.decoded(self.data, encoding)
        return replace(self, data=text.encode())

    def with_title(self, title: str, *, order: Sequence[str] = (), form: Format = Format.YAML) -> Post:
        """This post with another title."""
        return self._changed(field_changes.line(self._reading, known_fields.TITLE, title), order, form)

    def with_description(
        self, description: str, *, order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post with another description, under whichever key it uses."""
        return self._changed(
            field_changes.line(self._reading, known_fields.DESCRIPTION, description), order, form
        )

    def with_date(
        self, moment: datetime, *, exact: bool = False, order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post with another date, where its date is, and no more precise than it was unless ``exact``.

        A date written without a zone gets the clock time of ``moment``, which should be in the blog's zone;
        where the generator would read another moment there, it gets the offset, or the generator's own time.
        """
        change = field_changes.date(
            self._reading,
            moment,
            exact=exact,
            read_in=self.rules.zone(self.path),
            offsets=self.rules.uses_offsets(self.path),
        )
        return self._changed(change, order, form)

    def with_tags(
        self, tags: Sequence[str], *, order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post with other tags, as a list or a string as they were."""
        return self._with_names(known_fields.TAGS, tags, order, form)

    def with_categories(
        self, categories: Sequence[str], *, order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post with other categories, as a list or a string as they were."""
        return self._with_names(known_fields.CATEGORIES, categories, order, form)

    def with_draft(
        self,
        draft: bool,
        *,
        now: datetime | None = None,
        key: str = "draft",
        order: Sequence[str] = (),
        form: Format = Format.YAML,
    ) -> Post:
        """This post kept off the site or let onto it, as its generator takes it; its path may be another.

        Args:
            draft: whether it is kept off.
            now: dates a file that goes where its name must hold a date.
            key: the mark of a draft where the rules know none and the post has none.
            order: in which the blog writes its keys.
            form: of a header to make when there is none.

        Raises:
            NoDraftMark: nothing that can be written there keeps a post off this site.
        """
        change = self.rules.draft_change(self.header, draft, now)
        if change is None:
            return self.with_mark(draft, key=key, order=order, form=form)
        post = self
        for name in change.without:
            post = post.without_field(name)
        for name, value in change.fields:
            post = post.with_field(name, value, order=order, form=form)
        return replace(post, path=change.path) if change.path else post

    def with_mark(
        self, draft: bool, *, key: str = "draft", order: Sequence[str] = (), form: Format = Format.YAML
    ) -> Post:
        """This post marked as a draft or not, by whichever key it uses, else by ``key``."""
        change = field_changes.draft(self._reading, draft, key)
        return self._changed(change, order, form) if change else self

    @staticmethod
    def _names(post: Post, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The names that the generator reads under ``keys``."""
        return post.tags if keys is known_fields.TAGS else post.categories

    def _with_names(
        self, keys: tuple[str, ...], names: Sequence[str], order: Sequence[str], form: Format
    ) -> Post:
        names = tuple(dict.fromkeys(names))
        table = self.rules.names_table(self.path)
        *others, last = field_changes.names(self._reading, keys, names, order=order, table=table)
        for change in others:
            with suppress(CannotEdit):
                post = self._changed(change, order, form)
                if self._names(post, keys) == names:
                    return post
        return self._changed(last, order, form)


def _may_have_header(post: Post, key: str) -> None:
    """Raises CannotEdit for a post before whose text no header may come: it would be a part of that text."""
    if is_other_text(post.path):
        raise CannotEdit(post.path, key, Refusal.OTHER_TEXT)
    if post.rules.described_beside(post.path):
        raise CannotEdit(post.path, key, Refusal.BESIDE)
