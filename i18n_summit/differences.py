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


@dataclass(frozen=True, slots=True)
class Difference:
    """One message that is not what it was."""

    path: PurePosixPath
    locale: str
    kinds: tuple[Kind, ...]
    before: Message | None
    """None for one that was added."""
    after: Message | None
    """None for one that was removed."""
    edit: str | None = None
    """What changed in its source text, as translators are told; None where words did not."""
