"""What a catalog holds, and what the pages ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from i18n_summit.model.places import Location

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
    location: Location
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
