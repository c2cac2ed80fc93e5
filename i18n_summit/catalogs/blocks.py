"""Entries that are not in their plain form: polib is their grammar.

It adds a string to those above it in a time that grows with all of them, so each field
reaches it as one string. Comments do not: they are lines, and need no grammar.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

import polib

from i18n_summit.catalogs.entries import Entry, flags, references
from i18n_summit.catalogs.scanner import Block
from i18n_summit.errors import CatalogError
from i18n_summit.model import Message

_PADDING = " \t\r\v\f"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARK = re.compile(r"#(?:~\|?|[|.:,=])?")
_OUTER_MARKS = re.compile(r"\A(?:#~[ \t\r\v\f]*+(?=#))+")
_KEYWORD = re.compile(r'\A(msg[a-z_]+)(?=")')
_ESCAPE = re.compile(r"\\.")
_FIELDS = ("msg", "#~", "#|")
"""What begins the first line of a field."""
_OTHER_LINES = ("#:", "#,", "#|", "#~")
_STRING = re.compile(r'(?:#[~|] )?"')
"""A further string of a field."""


class _Text(str):
    """Text that polib cuts into lines at line feeds only, as PO files are."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002
        lines = _LINE.findall(self)
        return lines if keepends else [line.removesuffix("\n") for line in lines]


class _Entries(polib.POFile):
    """All entries as they stand: polib would take out what it finds to be the header."""

    def find(self, *_arguments: object, **_options: object) -> None:
        return None


def read_blocks(blocks: Sequence[Block], path: PurePath) -> list[Entry]:
    """Read entries, each of which the scanner has found to be one.

    Raises CatalogError, which names *path*, where polib finds others.
    """
    written = [[_for_polib(line) for line in block.raw.split("\n")] for block in blocks]
    try:
        # A string that ends in a line feed is never taken for a path.
        text = _Text("\n".join(field for lines in written for field in _fields(lines)) + "\n")
        parsed = polib.pofile(text, encoding="utf-8", klass=_Entries)
    except OSError as error:
        raise CatalogError(f"{path}: {error}. Mend the entry or restore the file.") from error
    if len(parsed) != len(blocks):
        raise CatalogError(
            f"{path}: {len(blocks)} entries were found and {len(parsed)} could be read."
            " Run msgfmt -c on the file and mend what it names."
        )
    return list(map(_entry, parsed, blocks, written))


def _for_polib(line: str) -> str:
    """Write a line that gettext reads and polib does not in a way that both do."""
    # An obsolete comment is a comment.
    line = _OUTER_MARKS.sub("", line.strip(_PADDING))
    found = _MARK.match(line)
    mark = found[0] if found else ""
    text = line[len(mark) :]
    if mark in ("", "#~", "#|", "#~|"):
        text = text.lstrip(_PADDING)
        if not text:
            return ""
        text = _KEYWORD.sub(r"\1 ", text)
        if r"\a" in text:
            text = _ESCAPE.sub(lambda escape: "\a" if escape[0] == r"\a" else escape[0], text)
        mark = "#|" if mark == "#~|" else mark
    elif mark == "#=":
        # Flags that newer versions of gettext keep apart, for they outlast a change of the id.
        mark = "#,"
    elif text.startswith(tuple(_PADDING)):
        return line
    return f"{mark} {text}" if mark else text


def _fields(lines: Iterable[str]) -> Iterator[str]:
    """Give what polib is to read of an entry, each field on one line."""
    field: list[str] = []
    for line in filter(None, lines):
        if further := _STRING.match(line):
            field.append(line[further.end() : -1])
            continue
        if field:
            yield "".join(field) + '"'
            field = []
        if line.startswith("#,"):
            yield line
        elif line.startswith(_FIELDS):
            field.append(line[:-1])
    yield "".join(field) + '"'


def _entry(entry: polib.POEntry, block: Block, written: Iterable[str]) -> Entry:
    forms = entry.msgstr_plural
    lines = map(str.lstrip, block.raw.split("\n"))
    comments: list[str] = []
    notes: list[str] = []
    for line in map(str.strip, written):
        if line.startswith("#."):
            comments.append(line[3:])
        elif line.startswith("#") and not line.startswith(_OTHER_LINES):
            notes.append(line.lstrip("#").removeprefix(" "))
    message = Message(
        id=entry.msgid,
        context=entry.msgctxt,
        translation=entry.msgstr,
        id_plural=entry.msgid_plural if forms else None,
        plural_translations=tuple(forms[index] for index in sorted(forms)),
        # They begin with the first line that says something.
        translator_comment="\n".join(notes).lstrip("\n"),
        comments=tuple(filter(None, comments)),
        references=references("\n".join(line[2:] for line in lines if line.startswith("#:"))),
        flags=flags(",".join(entry.flags)),
        previous_id=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        previous_id_plural=entry.previous_msgid_plural,
        is_obsolete=bool(entry.obsolete),
        line=block.translation_line,
    )
    return Entry(message, block.raw, block.id_line, block.is_header)
