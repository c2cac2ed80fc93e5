"""What differs between two states of a catalog, as plain frozen data."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from i18n_summit.model import Message


class Kind(Enum):
    """What became of a message; several may be true of one."""

    ADDED = "added"
    REMOVED = "removed"
    """It is obsolete now, or gone."""
    SOURCE = "source changed"
    TRANSLATION = "translation changed"
    FUZZY = "fuzzy set"
    APPROVED = "approved"
    COMMENT = "comment changed"
    """That of its translators."""
    FLAGS = "flags changed"
    """In another way than the two above say."""
    DROPPED = "obsolete dropped"
    """It was obsolete, and is gone with its translation."""
    HEADER = "header changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One message that is not what it was.

    The header is the one with an empty id; it has the fields that differ, a line each.
    """

    path: PurePosixPath
    locale: str
    kinds: tuple[Kind, ...]
    before: Message | None
    """None for one that was added."""
    after: Message | None
    """None for one that was removed or dropped."""
    edit: str | None = None
    """What changed in its source text, as translators are told; None where words did not."""
