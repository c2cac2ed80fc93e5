"""The nouns of the toolkit, as plain frozen data. This module imports nothing of the package."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

# What a page has thousands of are named tuples: they are made in a fraction of the time.


class Span(NamedTuple):
    """Half-open byte offsets into a page."""

    start: int
    end: int


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

    @property
    def file_encoding(self) -> str:
        """Python's name of the encoding of the file."""
        return self.encoding if self.stored is None else self.stored.encoding

    def locations(self, offsets: Iterable[int]) -> "Iterator[Location]":
        """Give the places of growing offsets, in one pass over the page."""
        line = column = 1
        at = 0
        for offset in offsets:
            passed = self.data[at:offset]
            if b"\n" in passed:
                line += passed.count(b"\n")
                column = 1
                passed = passed[passed.rindex(b"\n") + 1 :]
            # A byte order mark is no column.
            column += len(passed.decode(self.encoding, "replace").removeprefix("\ufeff"))
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


Key = tuple[str | None, str]
"""Context and id: what makes a message one and the same."""


class Message(NamedTuple):
    """One PO entry. Two that differ in their line only are equal."""

    id: str
    context: str | None = None
    translation: str = ""
    id_plural: str | None = None
    plural_translations: tuple[str, ...] = ()
    """By plural form; empty for a message without plural."""
    translator_comment: str = ""
    comments: tuple[str, ...] = ()
    """Extracted comments, a line each."""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_id: str | None = None
    previous_context: str | None = None
    previous_id_plural: str | None = None
    is_obsolete: bool = False
    line: int = 0
    """Line, from 1, of its msgstr in the file it was read from; 0 for one not read."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @property
    def key(self) -> Key:
        return (self.context, self.id)

    @property
    def is_fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """All its forms have text and a person stands by them."""
        return not self.is_obsolete and "fuzzy" not in self.flags and self.has_text

    @property
    def has_text(self) -> bool:
        if not self.plural_translations:
            return bool(self.translation.strip())
        return all(form.strip() for form in self.plural_translations)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one locale, or of the template when *locale* is None."""

    locale: str | None
    header: dict[str, str]
    """In the file's order."""
    messages: tuple[Message, ...]
    """Live ones first, in page order; then obsolete ones."""

    def by_key(self) -> dict[Key, Message]:
        """Give the live messages by (context, id)."""
        return {m.key: m for m in self.messages if not m.is_obsolete}


class Source(NamedTuple):
    """One message as the pages ask for it, from all the places where it stands."""

    message: Message
    """With references and comments, and without translation."""
    languages: tuple[str, ...]
    """The languages it is in: one, unless its places contradict each other."""
    roles: tuple[str, ...]
    """Each once, that of the first place first."""
    trail: tuple[str, ...]
    """What the trails of its places begin with in common."""
    notes: tuple[str, ...]
    location: "Location"
    """Its first place."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the pages ask for, as far as they could be read."""

    sources: tuple[Source, ...]
    unread: Mapping[PurePosixPath, str] = field(default_factory=dict)
    """The complaint about each page, or folder of pages, that could not be read."""

    def is_unread(self, reference: str) -> bool:
        """Tell whether a message's reference, with or without a line, names a page not read."""
        path = PurePosixPath(reference.rstrip("0123456789").removesuffix(":"))
        return path in self.unread or any(folder in self.unread for folder in path.parents)


class Severity(Enum):
    """How bad a finding is: an error fails a run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a file, as people count."""

    path: PurePosixPath
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in characters, as editors show it."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a page or a catalog."""

    code: str
    severity: Severity
    location: Location
    message: str
    locale: str | None = None
    id: str | None = None
    """The msgid it is about."""
    context: str | None = None
    text: str | None = None
    """What is wrong stands in it: a translation, a msgid or a line of a page; for a frame."""
    at: int | None = None
    """Offset in *text* …"""
    length: int = 1
    """… and how many characters are wrong."""
    replacement: str | None = None
    """What is to be written in place of them, where there is one right answer."""
    beside: tuple[Key, ...] = ()
    """Further messages that it is about."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much of something is translated."""

    total: int = 0
    translated: int = 0
    fuzzy: int = 0

    @property
    def untranslated(self) -> int:
        return self.total - self.translated - self.fuzzy

    @property
    def percent(self) -> int:
        """Rounded down; 100 where there is nothing to translate."""
        return 100 if not self.total else self.translated * 100 // self.total

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.total + other.total,
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one locale is translated, by role."""

    locale: str
    roles: dict[str, Count]
    """In the order in which the pages show them."""

    @property
    def all(self) -> Count:
        return sum(self.roles.values(), Count())
