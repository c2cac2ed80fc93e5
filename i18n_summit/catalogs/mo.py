"""Catalog to the bytes of an MO file, which gettext reads while a program runs.

The format is that of the gettext manual, "The Format of GNU MO Files", without its
hash table: what looks a message up then searches the sorted ids.

A comment that ends in a backslash ends with its line here, as for polib and Babel; for
GNU's tools the line below is a part of it. We write none.
"""

import re
import struct
from gettext import c2py
from pathlib import PurePath

from i18n_summit.catalogs.headers import header_text
from i18n_summit.catalogs.store import CatalogText
from i18n_summit.errors import CatalogError
from i18n_summit.model import Catalog, Message

_MAGIC = 0x950412DE
_TABLES = 28
"""Where the first table begins: behind seven numbers of four bytes."""
_DATE = re.compile(r"^POT-Creation-Date:.*\n?", re.MULTILINE)
_TYPE = re.compile(r"^Content-Type:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_TYPE_IN_UTF8 = "Content-Type: text/plain; charset=UTF-8"
_CHARSET = re.compile(r"charset=(?!utf-8(?![^\s;]))[^\s;]+", re.IGNORECASE)
_NAMED = re.compile(r".*charset=[^\s;]")
_PLURAL = re.compile(r"\s*nplurals=\s*[0-9]+\s*;\s*plural=([^;]+);?\s*")


def format_mo(catalog: Catalog, path: PurePath, before: CatalogText | None = None) -> bytes:
    """Write the approved translations of a catalog, sorted, in UTF-8.

    The text of the header is that of *before*, where its fields have not changed since.
    Fuzzy, empty and obsolete messages are left out, so that gettext gives their source.
    Raises CatalogError, which names *path*, for a rule of plurals that gettext cannot use.
    """
    for name, value in catalog.header.items():
        if name.lower() == "plural-forms":
            _refuse_plural_rule(value, path)
    header = before.header_text if before else ""
    if before is None or catalog.header != before.catalog.header:
        header = header_text(catalog.header, header)
    pairs = [
        (b"", _header(header).encode()),
        *((_id(m), _translation(m)) for m in compiled_messages(catalog)),
    ]
    return _file(sorted(pairs))


def _header(text: str) -> str:
    """Give a header's text as msgfmt has it, with UTF-8 as its charset."""
    # A new template alone gives no new file.
    text = _DATE.sub("", text, count=1)
    if _TYPE.search(text):
        return _TYPE.sub(_type, text)
    end = "\n" if text and not text.endswith("\n") else ""
    return f"{text}{end}{_TYPE_IN_UTF8}\n"


def _type(found: re.Match[str]) -> str:
    text = _CHARSET.sub("charset=UTF-8", found[0])
    # Where it finds no name, Python's gettext reads ASCII, or fails.
    return text if _NAMED.match(text) else _TYPE_IN_UTF8


def compiled_messages(catalog: Catalog) -> list[Message]:
    """Give the messages that gettext is to know: live, approved, and with text in each form."""
    return [
        m
        for m in catalog.messages
        if not (m.is_obsolete or m.is_fuzzy) and all(m.plural_translations or (m.translation,))
    ]


def _id(message: Message) -> bytes:
    # A context ends with EOT, an id with NUL where its plural follows.
    context = "" if message.context is None else f"{message.context}\x04"
    plural = "" if message.id_plural is None else f"\0{message.id_plural}"
    return f"{context}{message.id}{plural}".encode()


def _translation(message: Message) -> bytes:
    return "\0".join(message.plural_translations or (message.translation,)).encode()


def _file(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """Lay out the header, two tables of lengths and offsets, and the strings, each before a NUL."""
    columns = [[id for id, _ in pairs], [translation for _, translation in pairs]]
    translations = _TABLES + 8 * len(pairs)
    end = translations + 8 * len(pairs)
    numbers = [_MAGIC, 0, len(pairs), _TABLES, translations, 0, end]
    at = end
    for strings in columns:
        for string in strings:
            numbers += len(string), at
            at += len(string) + 1
    text = b"".join(string + b"\0" for strings in columns for string in strings)
    return struct.pack(f"<{len(numbers)}I", *numbers) + text


def _refuse_plural_rule(rule: str, path: PurePath) -> None:
    """Raise CatalogError for a rule at which Python's gettext fails to load the file."""
    found = _PLURAL.fullmatch(rule)
    try:
        c2py(found[1] if found else "")
    except ValueError as error:
        raise CatalogError(
            f'{path}:1: its header has no rule in "Plural-Forms: {rule}".'
            " Write one as in nplurals=2; plural=(n != 1);"
        ) from error
