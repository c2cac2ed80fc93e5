"""What checks find, and how much is translated."""

from dataclasses import dataclass
from enum import Enum

from i18n_summit.model.catalogs import Key
from i18n_summit.model.places import Location


class Severity(Enum):
    """How bad a finding is: an error fails a run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


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
