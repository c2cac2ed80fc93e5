"""Where something stands."""

from pathlib import PurePosixPath
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open byte offsets into a page."""

    start: int
    end: int


class Location(NamedTuple):
    """A place in a file, as people count."""

    path: PurePosixPath
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in characters, as editors show it."""
