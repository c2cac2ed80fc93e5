"""Where a character of a message stands in its PO file, through escapes and wrapped lines."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from i18n_summit.catalogs.entries import Entry
from i18n_summit.catalogs.store import CatalogText
from i18n_summit.model import Key, Message

_STRING = re.compile(r'[ \t\r\v\f]*+(?:#~[ \t\r\v\f]*+)?(msg[a-z_]+(?:\[[0-9]+\])?)?[ \t]*+"')
_CHARACTER = re.compile(r'\\.|[^"\\]')


class Places:
    """The lines and columns of one catalog."""

    def __init__(self, text: CatalogText) -> None:
        self._text = text

    def __call__(self, message: Message, keyword: str, offset: int) -> tuple[int, int]:
        """Give the place of a message's character, as ``place`` does; its msgstr's for a message
        that the file does not have.
        """
        entry = self._by_key.get(message.key)
        return (max(message.line, 1), 1) if entry is None else place(entry, keyword, offset)

    @cached_property
    def _by_key(self) -> dict[Key, Entry]:
        found = {entry.message.key: entry for entry in self._text.entries}
        if self._text.header:
            line, _ = next(_strings(self._text.header.split("\n"), "msgid"))
            header = Message("")
            found[header.key] = Entry(header, self._text.header, line + 1, is_header=True)
        return found


def place(entry: Entry, keyword: str, offset: int) -> tuple[int, int]:
    r"""Give line and column, from 1, of the character at an offset of one string of an entry.

    *keyword* is the string's, as in ``msgid`` or ``msgstr[1]``. Columns count
    characters of the file: ``\n`` is two. An offset behind the last character
    gives the quote that ends the string.
    """
    first, characters = _read(entry.raw, keyword)
    first = entry.id_line - first
    if not characters:
        return entry.message.line, 1
    index, column = characters[min(offset, len(characters) - 1)]
    return first + index, column


@lru_cache(maxsize=2)
def _read(raw: str, keyword: str) -> tuple[int, list[tuple[int, int]]]:
    """Give the index of the msgid's line, and the places of a string's characters: once for all
    that is found in it.
    """
    lines = raw.split("\n")
    return next(_strings(lines, "msgid"))[0], list(_characters(lines, keyword))


def _strings(lines: Sequence[str], keyword: str) -> Iterator[tuple[int, int]]:
    """Give the index and the offset in its line where each part of a string begins."""
    is_inside = False
    for index, line in enumerate(lines):
        if start := _STRING.match(line):
            is_inside = start[1] == keyword if start[1] else is_inside
            if is_inside:
                yield index, start.end()


def _characters(lines: Sequence[str], keyword: str) -> Iterator[tuple[int, int]]:
    """Give the index of the line, and the column, of each character of a string, and of the quote
    that ends it.
    """
    index = end = 0
    for index, start in _strings(lines, keyword):
        end = start
        while character := _CHARACTER.match(lines[index], end):
            yield index, end + 1
            end = character.end()
    if end:
        yield index, end + 1
