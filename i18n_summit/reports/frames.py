"""Frames: the line of a text with what is wrong in it underlined, in the columns of a terminal."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from i18n_summit.errors import visible
from i18n_summit.model import Diagnostic

_INDENT = "    "
_CUT = "…"
_LEAST = 20
_JOINER = "\u200d"
_JOINERS = {"\u200c", _JOINER}
_SKIN = range(0x1F3FB, 0x1F400)
"""They colour the emoji before them."""


class Cell(NamedTuple):
    """A character as a terminal shows it."""

    shown: str
    width: int
    """In columns: 2 for a full-width character, 0 for one that is put on the character before."""


class Frame(NamedTuple):
    """Lines for a terminal, each without its end."""

    source: str | None
    """The message's source text, where the frame is of its translation."""
    line: str
    mark: str


def frame(diagnostic: Diagnostic, columns: int) -> Frame | None:
    """Show what a finding is about, in at most so many columns; None where it knows no place."""
    text, at = diagnostic.text, diagnostic.at
    if text is None or at is None:
        return None
    room = max(columns, _LEAST) - len(_INDENT)
    source = None
    if diagnostic.id is not None and diagnostic.id != text:
        source = _INDENT + _beginning(cells(diagnostic.id), room)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start:] if end < 0 else text[start:end]
    first = min(at - start, len(line))
    last = min(first + max(diagnostic.length, 1), len(line))
    return Frame(source, *_marked(cells(line, first, last), first, last, room))


def cells(text: str, first: int = 0, last: int = 0) -> list[Cell]:
    """Give the characters of a line as a terminal shows them.

    What it would obey or not show is written as an escape; joiners and marks only
    where they are what is wrong, from *first* to *last*.
    """
    found: list[Cell] = []
    before = ""
    for index, character in enumerate(text):
        cell = _cell(character, is_wrong=first <= index < last, is_joined=before == _JOINER)
        before = cell.shown
        found.append(cell)
    return found


@lru_cache(8192)
def _cell(character: str, *, is_wrong: bool, is_joined: bool) -> Cell:
    shown = visible(character)
    category = unicodedata.category(character)
    if shown == character and category == "Cf" and (is_wrong or character not in _JOINERS):
        shown = ascii(character)[1:-1]
    if shown != character:
        return Cell(shown, len(shown))
    if category in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return Cell(character, 0)
    if unicodedata.east_asian_width(character) in "WF":
        return Cell(character, 0 if is_joined or ord(character) in _SKIN else 2)
    return Cell(character, 1)


def _beginning(line: Sequence[Cell], room: int) -> str:
    return _shown(line, 0, _reach(line, 0, room))


def _marked(line: Sequence[Cell], first: int, last: int, room: int) -> tuple[str, str]:
    """Give a line, cut to the room around what is wrong, and the line that underlines it."""
    # A mark is shown on the character that it is put on.
    while first > 0 and first < len(line) and not line[first].width:
        first -= 1
    begin = _begin(line, first, room)
    end = _reach(line, begin, room)
    before = sum(cell.width for cell in line[begin:first]) + (len(_CUT) if begin else 0)
    wide = sum(cell.width for cell in line[first : min(last, end)])
    return _INDENT + _shown(line, begin, end), _INDENT + " " * before + "^" * max(wide, 1)


def _begin(line: Sequence[Cell], first: int, room: int) -> int:
    """Give the index from which a line is shown: its first, or one before what is wrong."""
    if sum(cell.width for cell in line) <= room:
        return 0
    rest = max(sum(cell.width for cell in line[first:]), 1)
    left = max(room // 3, room - rest)
    begin = first
    for width in accumulate(cell.width for cell in reversed(line[:first])):
        if width > left - len(_CUT):
            break
        begin -= 1
    while 0 < begin < len(line) and not line[begin].width:
        begin += 1
    return begin


def _reach(line: Sequence[Cell], begin: int, room: int) -> int:
    """Give the index up to which a line that is shown from *begin* has room."""
    room -= len(_CUT) if begin else 0
    end, used = begin, 0
    fits = begin
    for end, cell in enumerate(line[begin:], begin + 1):
        used += cell.width
        if used > room:
            return fits
        if used <= room - len(_CUT):
            fits = end
    return end


def _shown(line: Sequence[Cell], begin: int, end: int) -> str:
    text = "".join(cell.shown for cell in line[begin:end])
    return (_CUT if begin else "") + text + (_CUT if end < len(line) else "")
