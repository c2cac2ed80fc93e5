"""Which encoding a page is in, and its bytes in one where markup is ASCII."""

import re
from pathlib import PurePath
from typing import NamedTuple

import webencodings

from i18n_summit.errors import PageError
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.tokens import SPACE, Attribute, Kind, Tokenizer, attributes

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Where the Encoding Standard's decoder is another than Python's codec of that name.
_AS_BROWSERS_DO = {"gbk": "gb18030", "x-user-defined": "cp1252"}
# Browsers read the row that NEC added to JIS X 0208 (①); Python's euc_jp does not, and what
# euc_jis_2004 has beyond it browsers read as other characters.
_ROW_OF_NEC = re.compile(rb"\xad[\xa1-\xfe]")
_WITH_ROW_OF_NEC = "euc_jis_2004"
_NOT_ASCII_COMPATIBLE = {"utf-16-le", "utf-16-be", "iso2022_jp"}
_TRANSCRIPT = "utf-8"
_CHARSET = re.compile(r"charset[\t\n\f\r ]*=[\t\n\f\r ]*[\"']?([^\t\n\f\r \"';]+)", re.IGNORECASE)


class PageBytes(NamedTuple):
    """A page's bytes in an encoding where the bytes of markup stand for themselves."""

    data: bytes
    encoding: str
    stored_encoding: str | None
    """The file's own encoding, where *data* is a transcript."""


def read_source(data: bytes, path: PurePath, *, is_html: bool) -> PageBytes:
    """Find the encoding of a page as browsers do, without guessing.

    A byte order mark decides; then the page's own declaration, wherever it
    stands; then the page must be UTF-8.

    Raises PageError, with path and byte offset, for bytes that are not text in
    that encoding, and for a transcript that would not lead back to them.
    """
    encoding = _marked(data) or (_declared(data, path) if is_html else None) or "utf-8"
    if encoding == "euc_jp" and _needs_row_of_nec(data):
        encoding = _WITH_ROW_OF_NEC
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PageError(
            f"{path}:{line}: byte {error.start} (0x{data[error.start]:02X}) is not {encoding}."
            " Save the page in the encoding it declares, or declare the one it is in"
            + (": <meta charset=…>." if is_html else ", by a byte order mark or as UTF-8.")
        ) from error
    if encoding not in _NOT_ASCII_COMPATIBLE:
        return PageBytes(data, encoding, None)
    if text.encode(encoding) != data:
        raise PageError(
            f"{path}: this {encoding} page cannot be written back byte for byte."
            " Save it as UTF-8 and declare that."
        )
    return PageBytes(text.encode(_TRANSCRIPT), _TRANSCRIPT, encoding)


def _needs_row_of_nec(data: bytes) -> bool:
    return not _is_text(data, "euc_jp") and _is_text(_ROW_OF_NEC.sub(b"\xa1\xa1", data), "euc_jp")


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _declared(data: bytes, path: PurePath) -> str | None:
    """Give Python's name of the encoding that the first ``meta`` of a page declares."""
    if b"charset" not in data.lower():
        return None
    markup = data.decode("latin-1")
    for token in Tokenizer(markup):
        if token.kind is not Kind.START or token.name != "meta":
            continue
        values = {a.name: _value(markup, a) for a in attributes(markup, token.start, token.end)}
        label = values.get("charset")
        if label is None and values.get("http-equiv", "").lower() == "content-type":
            found = _CHARSET.search(values.get("content", ""))
            label = found[1] if found else None
        if not label:
            continue
        encoding = webencodings.lookup(label)
        if encoding is None or encoding.name == "replacement":
            line = data.count(b"\n", 0, token.start) + 1
            raise PageError(
                f'{path}:{line}: the page declares an unknown encoding, "{label}".'
                " Declare one that browsers know, such as utf-8."
            )
        if encoding.name.startswith("utf-16"):
            return "utf-8"  # A page whose ASCII could be read so far is not UTF-16.
        return _AS_BROWSERS_DO.get(encoding.name, encoding.codec_info.name)
    return None


def _value(markup: str, attribute: Attribute) -> str:
    value = markup[attribute.value_start : attribute.value_end]
    return decode_references(value, in_attribute=True).strip(SPACE)
