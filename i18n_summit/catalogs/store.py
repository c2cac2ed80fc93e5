"""PO bytes to Catalog and back, losing nothing.

polib is the grammar. Around it the scanner keeps the raw text of each entry,
and an entry that did not change is written as it was read, however another
tool wrapped it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

import polib

from i18n_summit.catalogs.entries import entry_text
from i18n_summit.catalogs.scanner import Block, Scan, scan
from i18n_summit.errors import CatalogError, ProblemsError
from i18n_summit.model import Catalog, Key, Message

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([^\s"\\;]+)', re.IGNORECASE)
_UNSET_CHARSET = "charset"
"""What a template that no tool has filled in says."""
_PADDING = " \t\r\v\f"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARK = re.compile(r"#(?:~\|?|[|.:,])?")
_KEYWORD = re.compile(r'\A(msg[a-z_]+)(?=")')
_ESCAPE = re.compile(r"\\.")
_FIRST = 'msgid "polib takes comments above the first entry for those of the file"\nmsgstr ""\n'
_REFERENCE = re.compile(r"\u2068[^\u2069]*\u2069(?::[0-9]+)?|\S+", re.ASCII)
_NO_ISOLATES = {0x2068: None, 0x2069: None}


@dataclass(frozen=True, slots=True)
class CatalogText:
    """A PO file as it was read: its Catalog, and the raw text of every entry."""

    path: PurePath
    catalog: Catalog
    header: str
    """Raw text up to the end of the header's entry; empty where there is none."""
    blocks: tuple[tuple[Message, str], ...]
    tail: str
    encoding: str
    newline: str


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


def read_catalog(data: bytes, path: PurePath, locale: str | None) -> CatalogText:
    """Read the bytes of a PO file.

    Raises ProblemsError, each a CatalogError with its line, for anything that is not
    a PO entry, for duplicates, and for a header that is not the first and only one.
    """
    text, encoding = _decoded(data, path)
    # With mixed line ends each line keeps its own.
    newline = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
    found = scan(text.replace("\r\n", "\n") if newline == "\r\n" else text)
    errors = [
        CatalogError(f"{path}:{flaw.line}:{flaw.column}: {flaw.complaint}. {flaw.remedy}")
        for flaw in found.flaws
    ]
    if errors:
        raise ProblemsError(errors)
    entries = _parsed(found, path)
    _refuse_duplicates(entries, path)
    header = next((entry.msgstr for entry, block in entries if block.is_header), "")
    blocks = tuple((_message(e, block), block.raw) for e, block in entries if not block.is_header)
    return CatalogText(
        path=path,
        catalog=Catalog(locale, _fields(header), tuple(message for message, _ in blocks)),
        header="".join(block.raw for block in found.blocks if block.is_header),
        blocks=blocks,
        tail="".join(found.tail),
        encoding=encoding,
        newline=newline,
    )


def format_catalog(catalog: Catalog, before: CatalogText | None = None) -> bytes:
    """Write a Catalog as the bytes of a PO file.

    What has not changed since *before* keeps its raw text; the rest is written
    unwrapped, so that a line of the file is a line of the text.

    Raises CatalogError for text that the encoding of *before* cannot hold.
    """
    header = _header_text(catalog.header)
    known: dict[Key, tuple[Message, str]] = {}
    if before is not None:
        known = {block[0].key: block for block in before.blocks}
        if catalog.header == before.catalog.header:
            header = before.header
        else:
            header = _comment_lines(before.header) + header
    pieces = [header] if header else []
    for message in catalog.messages:
        old, text = known.get(message.key, (None, ""))
        if old is None or (old is not message and old != message):
            text = "\n" + entry_text(message) if pieces else entry_text(message)
        if pieces and not pieces[-1].endswith("\n"):
            pieces[-1] += "\n"
        pieces.append(text)
    if before is None:
        return "".join(pieces).encode("utf-8")
    pieces.append(before.tail)
    written = "".join(pieces)
    try:
        return written.replace("\n", before.newline).encode(before.encoding)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise CatalogError(
            f"{before.path}: its charset, {before.encoding}, has no {character!r}."
            " Convert the file to UTF-8."
        ) from error


def _decoded(data: bytes, path: PurePath) -> tuple[str, str]:
    """Decode a PO file by its own header; give the text and Python's name of the encoding."""
    declared = _CHARSET.search(data)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    encoding = "utf-8" if name.lower() == _UNSET_CHARSET else name
    if data.startswith(codecs.BOM_UTF8):
        name = encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
        is_same = text.encode(encoding) == data
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(
            f"{path}:{line}: byte {error.start} (0x{data[error.start]:02X}) is not {name}, the"
            " charset of its header. Convert the file to UTF-8, or mend the header."
        ) from error
    except (LookupError, ValueError) as error:
        line = data.count(b"\n", 0, declared.start()) + 1 if declared else 1
        raise CatalogError(
            f"{path}:{line}: its header names an unknown charset, {name}. Write charset=UTF-8."
        ) from error
    if not is_same:
        raise CatalogError(
            f"{path}: this {name} file cannot be written back byte for byte."
            " Convert it to UTF-8, and write charset=UTF-8 in its header."
        )
    return text, encoding


def _parsed(found: Scan, path: PurePath) -> list[tuple[polib.POEntry, Block]]:
    """Have polib parse the entries: its nth is the nth block."""
    lines = (_for_polib(line) for block in found.blocks for line in block.raw.split("\n"))
    try:
        # A string that ends in a line feed is never taken for a path.
        text = _Text(_FIRST + "\n".join(lines) + "\n")
        _, *entries = polib.pofile(text, encoding="utf-8", klass=_Entries)
    except OSError as error:
        raise CatalogError(f"{path}: {error}. Mend the entry or restore the file.") from error
    if len(entries) != len(found.blocks):
        raise CatalogError(
            f"{path}: {len(found.blocks)} entries were found and {len(entries)} could be read."
            " Run msgfmt -c on the file and mend what it names."
        )
    return list(zip(entries, found.blocks, strict=True))


def _for_polib(line: str) -> str:
    """Write a line that gettext reads and polib does not in a way that both do."""
    line = line.strip(_PADDING)
    while line.startswith("#~") and (inner := line[2:].lstrip(_PADDING)).startswith("#"):
        line = inner  # An obsolete comment is a comment.
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
    elif text.startswith(tuple(_PADDING)):
        return line
    return f"{mark} {text}" if mark else text


def _message(entry: polib.POEntry, block: Block) -> Message:
    forms = entry.msgstr_plural
    return Message(
        id=entry.msgid,
        context=entry.msgctxt,
        translation=entry.msgstr,
        id_plural=entry.msgid_plural or None,
        plural_translations=tuple(forms[index] for index in sorted(forms)),
        translator_comment=entry.tcomment,
        comments=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=tuple(_references(block)),
        flags=tuple(filter(None, entry.flags)),
        previous_id=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        previous_id_plural=entry.previous_msgid_plural,
        is_obsolete=bool(entry.obsolete),
        line=block.translation_line,
    )


def _references(block: Block) -> Iterator[str]:
    """Give the names of files; those with spaces stand between U+2068 and U+2069."""
    for line in map(str.lstrip, block.lines):
        if line.startswith("#:"):
            for name in _REFERENCE.findall(line, 2):
                yield name.translate(_NO_ISOLATES)


def _refuse_duplicates(entries: Iterable[tuple[polib.POEntry, Block]], path: PurePath) -> None:
    first: dict[Key, Block] = {}
    errors: list[CatalogError] = []
    for number, (entry, block) in enumerate(entries):
        known = first.setdefault((entry.msgctxt, entry.msgid), block)
        place = f"{path}:{block.id_line}"
        if known is not block and block.is_header:
            errors.append(
                CatalogError(
                    f'{place}: a second header (msgid ""); the first one stands at line'
                    f" {known.id_line}. Keep one of the two."
                )
            )
        elif known is not block:
            errors.append(
                CatalogError(
                    f"{place}: this msgid already stands at line {known.id_line}."
                    " Keep one of the two."
                )
            )
        elif block.is_header and number:
            errors.append(
                CatalogError(
                    f'{place}: the header (msgid "") stands below other entries.'
                    " Move it to the top."
                )
            )
    if errors:
        raise ProblemsError(errors)


def _fields(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in header.split("\n"):
        start, colon, value = line.partition(":")
        if colon:
            name = start.strip()
            found[name] = value.strip()
        elif name and line.strip():
            found[name] += "\n" + line.strip()
    return found


def _header_text(header: dict[str, str]) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in header.items())
    if not lines:
        return ""
    return entry_text(Message("", translation=lines))


def _comment_lines(raw: str) -> str:
    return "".join(line + "\n" for line in raw.split("\n") if line.startswith("#"))
