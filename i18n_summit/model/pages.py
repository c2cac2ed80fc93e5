"""What a page holds, and what may be added to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from i18n_summit.model.places import Location, Span

# What a page has thousands of are named tuples: they are made in a fraction of the time.


class Writing(Enum):
    """How text is written where a segment stands, which says how it is escaped."""

    TEXT = "text"
    """Between tags, and in title and textarea."""
    DOUBLE_QUOTED = "double-quoted"
    SINGLE_QUOTED = "single-quoted"
    UNQUOTED = "unquoted"
    RAW = "raw"
    """In xmp and plaintext: nothing can be escaped, and the end tag of an xmp ends it."""
    JSON = "json"
    """In a string of JSON inside a script."""
    PLAIN = "plain"
    """In a plain-text page: nothing is markup."""


class Holder(Enum):
    """Who can carry the language of a segment when it differs from its surroundings."""

    ELEMENT = "element"
    """The segment's own element, which holds nothing else."""
    RUN = "run"
    """A ``<span>`` put around the bare run."""
    PARENT = "parent"
    """The element around, where no ``<span>`` may stand."""
    NOBODY = "nobody"
    """An attribute of an element with content, or a plain-text page."""


class Placeholder(NamedTuple):
    """An inline tag inside a segment, which translators may move and must not alter."""

    token: str
    """As it stands in the message: ``<a1>``, ``</a1>``, ``<br/>``, ``<keep>Kafka</keep>``."""
    span: Span
    """The markup it stands for."""


class Segment(NamedTuple):
    """One translatable piece of a page."""

    span: Span
    id: str
    """The text a reader sees, with placeholders: the msgid."""
    language: str
    """BCP 47 tag of the language the text is in."""
    role: str
    trail: tuple[str, ...] = ()
    """The headings above, outermost first."""
    context: str | None = None
    notes: tuple[str, ...] = ()
    """What the page tells its translators."""
    writing: Writing = Writing.TEXT
    tokens: tuple[str, ...] = ()
    """Its placeholders, as they stand in the message."""
    offsets: tuple[int, ...] = ()
    """Start and end of the markup of each token, counted from the start of the segment."""
    comments: tuple[Span, ...] = ()
    """Markup comments inside, counted from its start, kept behind the translation."""
    holder: Holder = Holder.NOBODY
    element: int | None = None
    """Index into the page's elements: the one meant by *holder*."""
    parts: tuple[int, ...] = ()
    """Indexes of the elements inside that declare its own language: they follow it."""
    keeps_lines: bool = False
    """Line breaks are the reader's (``pre``, ``textarea``)."""
    within: tuple[Writing, ...] = ()
    """Of a page within the page: how the attributes that hold it are written, innermost first."""
    is_tangled: bool = False
    """Browsers mend its markup, by where its texts stand: these keep their places."""

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Its inline tags, with their spans in the page."""
        start = self.span.start
        places = zip(self.offsets[::2], self.offsets[1::2], strict=True)
        return tuple(
            Placeholder(token, Span(start + begin, start + end))
            for token, (begin, end) in zip(self.tokens, places, strict=True)
        )


class Slot(NamedTuple):
    """A place in a start tag where a language tag can be written."""

    span: Span
    template: str
    """``{}`` is the language tag: ``{}`` for a value, `` lang="{}"`` for a new attribute."""


class Element(NamedTuple):
    """What rendering must know of an element to keep the language of parts right."""

    parent: int | None
    """Index of the element around; always smaller than one's own."""
    language: str | None
    """The value of its own ``lang``."""
    place: int | None
    """Offset in its start tag where a ``lang`` can be inserted; None where it has one."""
    slots: tuple[Slot, ...] = ()
    """Where it says its language already, and where an ``<html>`` can be added."""
    is_root: bool = False
    """The ``html`` element."""
    within: tuple[Writing, ...] = ()
    """As that of a Segment."""


@dataclass(frozen=True, slots=True)
class Selectors:
    """The CSS selectors of a project; false when it has none."""

    roles: tuple[tuple[str, str], ...] = ()
    """Role and selector: the first that matches names an element's role."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.roles or self.include or self.exclude)


class Stored(Protocol):
    """The file of a page whose data is a transcript."""

    @property
    def encoding(self) -> str:
        """Python's name of the encoding of the file."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Give the file's bytes for a part of the transcript, to be copied to any place."""

    def joined(self, data: bytes, /) -> bytes:
        """Mend the joints of copied parts and what has come between them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One source document: its bytes, its encoding, its segments."""

    path: PurePosixPath
    data: bytes
    """The page in *encoding*, as spans count it."""
    encoding: str
    """Python's name of the encoding of *data*."""
    segments: tuple[Segment, ...]
    """By the offset they end at, so that a nested one comes before the one around it."""
    elements: tuple[Element, ...] = ()
    stored: Stored | None = None
    """The file, where its encoding is not ASCII-compatible and *data* is a transcript."""
    remarks: tuple[Span, ...] = ()
    """Its comments that say something to the toolkit."""
    torn: tuple[Span, ...] = ()
    """What HTML has cut of a template's tags, where text in it or beside it is left alone."""

    @property
    def file_encoding(self) -> str:
        """Python's name of the encoding of the file."""
        return self.encoding if self.stored is None else self.stored.encoding

    def locations(self, offsets: Iterable[int]) -> Iterator[Location]:
        """Give the places of growing offsets, in one pass over the page."""
        data, encoding = self.data, self.encoding
        line = column = 1
        at = 0
        for offset in offsets:
            if breaks := data.count(b"\n", at, offset):
                line += breaks
                column = 1
                at = data.rindex(b"\n", at, offset) + 1
            # A byte order mark is no column.
            column += len(data[at:offset].decode(encoding, "replace").removeprefix("\ufeff"))
            at = offset
            yield Location(self.path, line, column)


class OwnLink(NamedTuple):
    """What a page itself first says to search engines about its other languages."""

    name: str
    """Its kind: ``canonical``, ``alternate``, ``og:locale``."""
    place: int
    """Offset of its tag."""


class Head(NamedTuple):
    """What a whole page says before its body."""

    place: int
    """Offset of its end, where elements can be added."""
    indent: str = ""
    """White space before each element added there …"""
    line_end: str = ""
    """… and what ends its line; empty where the end of the head stands on a line with others."""
    title: Span | None = None
    """What stands in ``<title>``."""
    own_link: OwnLink | None = None
    is_hidden: bool = False
    """It asks search engines to leave the page out."""


class Addition(NamedTuple):
    """Markup that is written into a page besides its translations."""

    place: int
    markup: str
    """In ASCII, so that every encoding holds it."""
