"""Which encoding a page is in, and its bytes in one where markup is ASCII."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

import webencodings

from i18n_summit.errors import PageError
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.standard import codec_name, encoding_name
from i18n_summit.pages.tokens import SPACE, Attribute, Kind, Tokenizer, attributes
from i18n_summit.pages.transcript import TRANSCRIPT, StoredPage, read_stored

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# The Encoding Standard reads gbk as gb18030, the HTML Standard has the other.
_READ_AS = {"gbk": "gb18030", "x-user-defined": "windows-1252"}
_CHARSET = re.compile(r"charset[\t\n\f\r ]*=[\t\n\f\r ]*[\"']?([^\t\n\f\r \"';]+)", re.IGNORECASE)

# HTML Standard, 13.2.3.2, "get an XML encoding".
_XML_ENCODING = re.compile(
    rb"<\?xml(?:(?!encoding)[^>])*encoding[\0-\x20]*=[\0-\x20]*([\"'])([^\0-\x20>]*?)\1"
)


class PageBytes(NamedTuple):
    """A page's bytes in an encoding where the bytes of markup stand for themselves."""

    data: bytes
    encoding: str
    stored: StoredPage | None = None
    """The file, where *data* is a transcript."""


def read_source(data: bytes, path: PurePath, *, is_html: bool) -> PageBytes:
    """Find the encoding of a page as browsers do, without guessing.

    A byte order mark decides; then the first ``meta`` that names an encoding,
    wherever it stands; then an XML declaration at the start; then the page must
    be UTF-8. A name that browsers do not know says nothing, as it may be a template's tag.

    Raises PageError, with path and byte offset, for bytes that are not text in
    that encoding.
    """
    encoding = _marked(data) or (_declared(data, path) if is_html else None) or "utf-8"
    try:
        stored = read_stored(data, encoding)
        if stored is not None:
            return PageBytes(stored.transcript, TRANSCRIPT, stored)
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = ": <meta charset=…>." if is_html else ", by a byte order mark or as UTF-8."
        raise PageError(
            f"{path}:{line}: byte {error.start} (0x{data[error.start]:02X}) is not"
            f" {encoding_name(encoding)}. Save the page in the encoding it declares, or declare"
            f" the one it is in{remedy}"
        ) from error
    return PageBytes(data, encoding)


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _declared(data: bytes, path: PurePath) -> str | None:
    """Give Python's name of the encoding that a page declares."""
    labels = _labels(data) if b"charset" in data.lower() else iter(())
    unknown: tuple[str, int] | None = None
    for label, start in labels:
        encoding = webencodings.lookup(label)
        if encoding is not None and encoding.name != "replacement":
            return _python_name(encoding)
        if encoding is not None:
            raise _unknown(label, start, data, path)
        unknown = unknown or (label, start)
    found = _XML_ENCODING.match(data)
    encoding = webencodings.lookup(found[2].decode("latin-1")) if found else None
    if encoding is not None and encoding.name != "replacement":
        return _python_name(encoding)
    if unknown is not None and not _is_utf8(data):
        raise _unknown(*unknown, data, path)
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _labels(data: bytes) -> Iterator[tuple[str, int]]:
    """Give what each ``meta`` of a page calls its encoding, and the offset of the tag."""
    markup = data.decode("latin-1")
    for token in Tokenizer(markup):
        if token.kind is not Kind.START or token.name != "meta":
            continue
        values = {a.name: _value(markup, a) for a in attributes(markup, token.start, token.end)}
        label = values.get("charset")
        if label is None and values.get("http-equiv", "").lower() == "content-type":
            found = _CHARSET.search(values.get("content", ""))
            label = found[1] if found else None
        if label:
            yield label, token.start


def _python_name(encoding: webencodings.Encoding) -> str:
    if encoding.name.startswith("utf-16"):
        return "utf-8"  # A page whose ASCII could be read so far is not UTF-16.
    return codec_name(_READ_AS.get(encoding.name, encoding.name)) or encoding.codec_info.name


def _unknown(label: str, start: int, data: bytes, path: PurePath) -> PageError:
    line = data.count(b"\n", 0, start) + 1
    return PageError(
        f'{path}:{line}: byte {start}: the page declares an unknown encoding, "{label}".'
        " Declare one that browsers know, such as utf-8."
    )


def _value(markup: str, attribute: Attribute) -> str:
    value = markup[attribute.value_start : attribute.value_end]
    return decode_references(value, in_attribute=True).strip(SPACE)
