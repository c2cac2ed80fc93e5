"""PO bytes to Catalog and back, losing nothing.

polib is the grammar. Around it the scanner keeps the raw text of each entry,
and an entry that did not change is written as it was read, however another
tool wrapped it.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

import polib

from i18n_summit.catalogs.scanner import Block, Scan, scan
from i18n_summit.errors import CatalogError, ProblemsError
from i18n_summit.model import Catalog, Key, Message

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([^\s"\\;]+)', re.IGNORECASE)
_UNSET_CHARSET = "charset"
"""What a template that no tool has filled in says."""


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


class _Lines(str):
    """PO text that is cut at line feeds only, as PO files are."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002
        return [_for_polib(line) for line in self.split("\n")]


def _for_polib(line: str) -> str:
    """Write a line that gettext reads and polib does not in a way that both do."""
    stripped = line.strip()
    if stripped.startswith("#~") and stripped[2:3] not in ("", " ", "|"):
        return "#~ " + stripped[2:].lstrip()
    if stripped.startswith("#") and stripped[1:2] not in ("", " ", ".", ":", ",", "|", "~", "#"):
        return "# " + stripped[1:]
    return line


def read_catalog(data: bytes, path: PurePath, locale: str | None) -> CatalogText:
    """Read the bytes of a PO file.

    Raises ProblemsError, each a CatalogError with its line, for anything that is not
    a PO entry, for duplicates and for a second header.
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
    header, messages, blocks = _parsed(found, path)
    _refuse_duplicates(messages, blocks, path)
    return CatalogText(
        path=path,
        catalog=Catalog(locale, header, messages),
        header="".join(b.raw for b in found.blocks if b.is_header),
        blocks=tuple((message, block.raw) for message, block in zip(messages, blocks, strict=True)),
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
    raw: dict[Key, list[tuple[Message, str]]] = {}
    header = _header_text(catalog.header)
    if before is not None:
        for old, text in before.blocks:
            raw.setdefault(old.key, []).append((old, text))
        if catalog.header == before.catalog.header and before.header:
            header = before.header
        else:
            header = _comment_lines(before.header) + header
    pieces = [header] if catalog.header else []
    for message in catalog.messages:
        known = (text for old, text in raw.get(message.key, ()) if old == message)
        text = next(known, None) or _entry_text(message)
        if not pieces:
            text = text.lstrip("\n")
        elif not pieces[-1].endswith("\n"):
            pieces[-1] += "\n"
        pieces.append(text)
    if before is not None:
        pieces.append(before.tail)
        written = "".join(pieces).replace("\n", before.newline)
        try:
            return written.encode(before.encoding)
        except UnicodeEncodeError as error:
            character = error.object[error.start]
            raise CatalogError(
                f"{before.path}: its charset, {before.encoding}, has no {character!r}."
                " Convert the file to UTF-8."
            ) from error
    return "".join(pieces).encode("utf-8")


def _decoded(data: bytes, path: PurePath) -> tuple[str, str]:
    """Decode a PO file by its own header; give the text and Python's name of the encoding."""
    declared = _CHARSET.search(data)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    encoding = "utf-8" if name.lower() == _UNSET_CHARSET else name
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding), encoding
    except LookupError as error:
        raise CatalogError(
            f"{path}: its header names an unknown charset, {name}. Write charset=UTF-8."
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(
            f"{path}:{line}: byte {error.start} (0x{data[error.start]:02X}) is not {name}, the"
            " charset of its header. Convert the file to UTF-8, or mend the header."
        ) from error


def _parsed(found: Scan, path: PurePath) -> tuple[dict[str, str], tuple[Message, ...], list[Block]]:
    """Have polib parse the entries: its nth is the nth block."""
    text = "".join(line for block in found.blocks for line in block.lines)
    try:
        # A string that ends in a line feed is never taken for a path.
        parsed = polib.pofile(_Lines(text + "\n"))
    except OSError as error:
        raise CatalogError(f"{path}: {error}. Mend the entry or restore the file.") from error
    headers = [block for block in found.blocks if block.is_header]
    if len(headers) > 1:
        raise CatalogError(
            f'{path}:{headers[1].id_line}: a second header (msgid ""); the first one stands at'
            f" line {headers[0].id_line}. Keep one of the two."
        )
    blocks = [block for block in found.blocks if not block.is_header]
    if len(parsed) != len(blocks):
        raise CatalogError(
            f"{path}: {len(blocks)} entries were found and {len(parsed)} could be read."
            " Run msgfmt -c on the file and mend what it names."
        )
    if blocks and not headers and parsed.header:
        # Without a header polib takes the first entry's comment for the file's.
        comment = "\n".join(line.removeprefix(" ") for line in parsed.header.split("\n"))
        parsed[0].tcomment = comment
    messages = tuple(_message(entry, block) for entry, block in zip(parsed, blocks, strict=True))
    return dict(parsed.metadata), messages, blocks


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
        references=tuple(f"{name}:{line}" if line else name for name, line in entry.occurrences),
        flags=tuple(entry.flags),
        previous_id=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        previous_id_plural=entry.previous_msgid_plural,
        is_obsolete=bool(entry.obsolete),
        line=block.translation_line,
    )


def _refuse_duplicates(
    messages: Iterable[Message], blocks: Iterable[Block], path: PurePath
) -> None:
    first: dict[Key, Block] = {}
    errors: list[CatalogError] = []
    for message, block in zip(messages, blocks, strict=True):
        if message.is_obsolete:
            continue
        known = first.setdefault(message.key, block)
        if known is not block:
            errors.append(
                CatalogError(
                    f"{path}:{block.id_line}: this msgid already stands at line {known.id_line}."
                    " Keep one of the two."
                )
            )
    if errors:
        raise ProblemsError(errors)


def _entry_text(message: Message) -> str:
    """Write one entry, with a blank line above it."""
    entry = polib.POEntry(
        msgid=message.id,
        msgctxt=message.context,
        msgstr=message.translation,
        msgid_plural=message.id_plural or "",
        msgstr_plural=dict(enumerate(message.plural_translations)),
        tcomment=message.translator_comment,
        comment="\n".join(message.comments),
        occurrences=[(reference, "") for reference in message.references],
        flags=list(message.flags),
        previous_msgid=message.previous_id,
        previous_msgctxt=message.previous_context,
        previous_msgid_plural=message.previous_id_plural,
        obsolete=message.is_obsolete,
    )
    return "\n" + str(entry.__unicode__(wrapwidth=0))


def _header_text(header: dict[str, str]) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in header.items())
    return polib.POEntry(msgid="", msgstr=lines).__unicode__(wrapwidth=0)


def _comment_lines(raw: str) -> str:
    return "".join(line + "\n" for line in raw.split("\n") if line.startswith("#"))
