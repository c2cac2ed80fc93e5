"""PO bytes to Catalog and back, losing nothing.

Each entry keeps its raw text, and one that did not change is written as it was
read, however another tool wrapped it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from i18n_summit.catalogs.blocks import read_blocks
from i18n_summit.catalogs.entries import Entry, entry_text
from i18n_summit.catalogs.headers import header_fields, header_text
from i18n_summit.catalogs.scanner import Block, Flaw, impossible_characters, scan
from i18n_summit.errors import CatalogError, ProblemsError, visible
from i18n_summit.model import Catalog, Key, Message

_HEADER = re.compile(
    rb"^[ \t\r\v\f]*+"
    rb"(?P<context>msgctxt[^\n]*+\n(?:\s*+\"[^\n]*+\n)*\s*+)?"
    rb"msgid\s*+\"\"\s*+(?:\"\"\s*+)*msgstr"
    rb"(?P<said>[^\n]*+(?:\n(?![ \t\r\v\f]*+(?:msg|#|\n|\Z))[^\n]*+)*)",
    re.MULTILINE,
)
"""The entry with an empty id, to the blank line or the entry below it, in any charset."""
_CHARSET = re.compile(
    rb"(?:\A|\\n)Content-Type:(?:(?!\\n(?! |\\t)).)*?(charset=([^\s\";\\]+))", re.IGNORECASE
)
"""In the joined strings of a header; a field may go on in a line that is indented."""
_UNSET_CHARSET = "charset"
"""What a template that no tool has filled in says."""
_NO_CHARSETS = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "charmap"]
)
"""Names that mean something to Python alone."""
_PADDING = " \t\r\v\f"
_BLANK = re.compile(r"(?:[ \t\r\v\f]*\n)*")
_ABOVE = re.compile(r"(?:[ \t\r\v\f]*(?:#[^\n]*)?\n)*")
"""What stands above the first line of an entry: comments and blank lines."""


@dataclass(frozen=True, slots=True)
class CatalogText:
    """A PO file as it was read: its Catalog, and the raw text of every entry."""

    path: PurePath
    catalog: Catalog
    header: str
    """Raw text up to the end of the header's entry; empty where there is none."""
    entries: tuple[Entry, ...]
    """Without the header."""
    tail: str
    encoding: str
    newline: str
    header_text: str = ""
    """What the header says."""
    header_comment: str = ""
    """That of its translators."""
    header_flags: tuple[str, ...] = ()


def read_catalog(data: bytes, path: PurePath, locale: str | None = None) -> CatalogText:
    """Read the bytes of a PO file.

    *path* names it in errors; *locale* is that of its Catalog, None for a template.

    Raises ProblemsError, each a CatalogError with its line and column, for anything that
    is not a PO entry, for duplicates, and for a header that is not the first and only one;
    CatalogError for a file that is empty or not text in its charset.
    """
    text, encoding = _decoded(data, path)
    # With mixed line ends each line keeps its own.
    newline = "\n"
    if "\r" in text and 0 < text.count("\n") == text.count("\r\n"):
        newline = "\r\n"
        text = text.replace(newline, "\n")
    found = scan(text)
    read = iter(read_blocks([entry for entry in found.entries if isinstance(entry, Block)], path))
    entries = [next(read) if isinstance(entry, Block) else entry for entry in found.entries]
    flaws = sorted([*found.flaws, *_duplicates(entries)], key=lambda flaw: (flaw.line, flaw.column))
    if flaws:
        raise ProblemsError([_error(path, flaw) for flaw in flaws])
    header = entries.pop(0) if entries and entries[0].is_header else None
    top = header.message if header else Message("")
    said = top.translation
    return CatalogText(
        path=path,
        catalog=Catalog(locale, header_fields(said), tuple(entry.message for entry in entries)),
        header=header.raw if header else "",
        header_text=said,
        header_comment=top.translator_comment,
        header_flags=top.flags,
        entries=tuple(entries),
        tail=found.tail,
        encoding=encoding,
        newline=newline,
    )


def format_catalog(catalog: Catalog, before: CatalogText | None = None) -> bytes:
    """Write a Catalog as the bytes of a PO file.

    What has not changed since *before* keeps its raw text; the rest is written
    unwrapped, so that a line of the file is a line of the text.

    Raises CatalogError for what could not be read again: text that the encoding of *before*
    cannot hold, NUL and EOT; a second message with the same key, or the header's; a plural
    without forms.
    """
    path = before.path if before else PurePath("a new catalog")
    known: dict[Key, Entry] = {}
    if before is None:
        header = _header_entry(header_text(catalog.header))
    else:
        known = {entry.message.key: entry for entry in before.entries}
        header = before.header
        if catalog.header != before.catalog.header:
            above = _ABOVE.match(header)
            said = header_text(catalog.header, before.header_text)
            header = (above[0] if above else "") + _header_entry(said)
    pieces = [header] if header else []
    written: set[Key] = set()
    for message in catalog.messages:
        key = message.key
        entry = known.get(key)
        if entry is not None and (entry.message is message or entry.message == message):
            text = entry.raw
        else:
            blank = _BLANK.match(entry.raw) if entry else None
            text = (blank[0] if blank else "\n" if pieces else "") + entry_text(message)
            if message.id_plural is not None or message.plural_translations or not message.id:
                _refuse_no_entry(message, path)
        if key in written:
            id = visible(message.id)
            raise CatalogError(f'{path}: two messages have the msgid "{id}". Keep one of them.')
        written.add(key)
        if pieces and not pieces[-1].endswith("\n"):
            pieces[-1] += "\n"
        pieces.append(text)
    if before is None:
        return _encoded("".join(pieces), "UTF-8", path)
    pieces.append(before.tail)
    return _encoded("".join(pieces).replace("\n", before.newline), before.encoding, path)


def _refuse_no_entry(message: Message, path: PurePath) -> None:
    """Raise CatalogError for a message that would not be read as an entry like it."""
    if message.key == (None, ""):
        raise CatalogError(f'{path}: a message with the header\'s msgid, "". Give it a text.')
    if (message.id_plural is None) is not (not message.plural_translations):
        raise CatalogError(
            f'{path}: "{visible(message.id)}" has a plural without forms, or forms without a'
            " plural. Give it both."
        )


def _encoded(text: str, encoding: str, path: PurePath) -> bytes:
    """Encode a PO file.

    Raises CatalogError for what could not be read again as it is: some encodings have bytes for
    a character that they read as another one.
    """
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        raise _not_held(text[error.start], encoding, path) from error
    if b"\0" in data or b"\x04" in data:
        flaw = next(impossible_characters(text))
        line = visible(text.split("\n")[flaw.line - 1])
        raise CatalogError(f"{path}: {flaw.complaint}, in {line}. Delete it.")
    if encoding.lower().startswith("utf-8"):
        return data
    again = data.decode(encoding, "replace")
    if again != text:
        pairs = zip(text, again, strict=False)
        raise _not_held(next((old for old, new in pairs if old != new), text[-1]), encoding, path)
    return data


def _not_held(character: str, encoding: str, path: PurePath) -> CatalogError:
    remedy = "Mend the text." if "\ud800" <= character <= "\udfff" else "Convert the file to UTF-8."
    return CatalogError(f"{path}: its charset, {encoding}, has no {character!r}. {remedy}")


def _decoded(data: bytes, path: PurePath) -> tuple[str, str]:
    """Decode a PO file by its own header; give the text and Python's name of the encoding."""
    _refuse_no_text(data, path)
    name, start = _declared_charset(data) or ("UTF-8", None)
    encoding = "utf-8" if name.lower() == _UNSET_CHARSET else name
    if data.startswith(codecs.BOM_UTF8):
        name = encoding = "utf-8-sig"
    try:
        _refuse_no_charset(encoding)
        text = data.decode(encoding)
        # UTF-8 has one way to write a text.
        again = data if encoding.lower().startswith("utf-8") else text.encode(encoding)
    except UnicodeDecodeError as error:
        at = error.start
        what = "and no header names a charset" if start is None else "the charset of its header"
        if data.startswith(codecs.BOM_UTF8):
            # Python counts from behind the mark.
            at += len(codecs.BOM_UTF8)
            name, what = "UTF-8", "which its byte order mark says it is"
        line, column = _place(data, at, encoding)
        raise CatalogError(
            f"{path}:{line}:{column}: byte {at} (0x{data[at]:02X}) is not"
            f" {name}, {what}. Convert the file to UTF-8, or mend the header."
        ) from error
    except (LookupError, ValueError) as error:
        line, column = _place(data, start or 0, "latin-1")
        raise CatalogError(
            f"{path}:{line}:{column}: its header names an unknown charset, {name}."
            " Write charset=UTF-8."
        ) from error
    place = None if again is data else _first_utf8(data, text)
    if place is not None:
        line, column = _place(data, place, "utf-8")
        raise CatalogError(
            f"{path}:{line}:{column}: this is UTF-8, and the header says {name}."
            " Write charset=UTF-8."
        )
    if again != data:
        pairs = enumerate(zip(data, again, strict=False))
        first = next((at for at, (old, new) in pairs if old != new), len(again))
        line, column = _place(data, first, encoding)
        raise CatalogError(
            f"{path}:{line}:{column}: this {name} file cannot be written back byte for byte."
            " Convert it to UTF-8, and write charset=UTF-8 in its header."
        )
    return text, encoding


def _refuse_no_charset(encoding: str) -> None:
    """Raise LookupError for a name that Python does not know, or alone knows."""
    if codecs.lookup(encoding).name in _NO_CHARSETS:
        raise LookupError(encoding)


def _first_utf8(data: bytes, text: str) -> int | None:
    """Give the byte offset of the first character that is not ASCII where a file is UTF-8, and
    not what its header says: read as that, it has more characters.

    Two bytes of text in EUC-JP or GBK may be a character of UTF-8 by chance, but then of as
    many characters as in their own charset.
    """
    if data.isascii():
        return None
    try:
        is_shorter = len(data.decode("utf-8")) < len(text)
    except UnicodeDecodeError:
        return None
    return next(at for at, byte in enumerate(data) if byte > 127) if is_shorter else None


def _declared_charset(data: bytes) -> tuple[str, int] | None:
    """Give the charset that the header names, and the byte offset of its name.

    The offset is that of the header's msgstr where the name goes on in another line.
    """
    header = next((h for h in _HEADER.finditer(data) if h["context"] is None), None)
    if header is None:
        return None
    # By lines: in some charsets a character holds the byte of a quotation mark or a backslash.
    lines = [line.partition(b'"')[2].rstrip() for line in header["said"].split(b"\n")]
    declared = _CHARSET.search(b"".join(line.removesuffix(b'"') for line in lines))
    if declared is None:
        return None
    at = data.find(declared[1], header.start("said"), header.end())
    start = header.start("said") if at < 0 else at + len("charset=")
    return declared[2].decode("ascii", "replace"), start


def _refuse_no_text(data: bytes, path: PurePath) -> None:
    """Raise CatalogError for what says nothing, and for what no encoding of PO files gives."""
    if not data.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n\0"):
        # Taken for an empty catalog, it would soon be a new one, without a word of the old.
        raise CatalogError(
            f"{path}:1:1: this file is empty, as a failed save leaves one."
            " Restore it, or delete it to begin anew."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        raise CatalogError(f"{path}:1:1: this is UTF-16 or UTF-32. Convert the file to UTF-8.")
    if b"\r" in data and b"\n" not in data:
        raise CatalogError(
            f"{path}:1:1: its lines end in carriage returns alone. Convert them to line feeds."
        )


def _place(data: bytes, offset: int, encoding: str) -> tuple[int, int]:
    """Give the line and column of a byte."""
    line = data.count(b"\n", 0, offset) + 1
    start = data.rfind(b"\n", 0, offset) + 1
    return line, len(data[start:offset].decode(encoding, "replace")) + 1


def _duplicates(entries: Iterable[Entry]) -> Iterator[Flaw]:
    first: dict[Key, Entry] = {}
    for number, entry in enumerate(entries):
        known = first.setdefault(entry.message.key, entry)
        if known is not entry:
            what = 'a second header (msgid ""); the first one' if entry.is_header else "this msgid"
            where = f"{'' if entry.is_header else 'already '}stands at line {known.id_line}"
            yield Flaw(entry.id_line, 1, f"{what} {where}", "Keep one of the two.")
        elif entry.message.key == (None, "") and not entry.is_header:
            complaint = "an entry with an empty msgid, which is no header, for it is obsolete"
            yield Flaw(entry.id_line, 1, complaint, "Delete it.")
        elif entry.is_header and number:
            complaint = 'the header (msgid "") stands below other entries'
            yield Flaw(entry.id_line, 1, complaint, "Move it to the top.")


def _error(path: PurePath, flaw: Flaw) -> CatalogError:
    return CatalogError(f"{path}:{flaw.line}:{flaw.column}: {flaw.complaint}. {flaw.remedy}")


def _header_entry(text: str) -> str:
    return entry_text(Message("", translation=text)) if text else ""
