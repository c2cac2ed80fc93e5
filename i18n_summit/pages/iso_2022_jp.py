"""ISO-2022-JP, whose escapes say what the bytes behind them are, as browsers read it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = "iso-2022-jp"
_EUC_JP = "whatwg_euc_jp"  # Has the same characters; see standard.py.
ASCII = b"\x1b(B"
_ROMAN = b"\x1b(J"
_KATAKANA = b"\x1b(I"
_KANJI = b"\x1b$B"
_ESCAPE = rb"\x1b(?:\([BJI]|\$[@B])"
_RUN = re.compile(rb"(%b)?([^\x1b]*)" % _ESCAPE)
_DOUBLED = re.compile(rb"(?:%b)+(?=%b)" % (_ESCAPE, _ESCAPE))

_LATIN_BYTES = re.compile(rb"[^\x0e\x0f\x1b\x80-\xff]*")
_KANJI_BYTES = re.compile(rb"(?:[\x21-\x7e]{2})*")
_BYTES = {
    ASCII: _LATIN_BYTES,
    _ROMAN: _LATIN_BYTES,
    _KATAKANA: re.compile(rb"[\x21-\x5f]*"),
}
_TO_ROMAN = str.maketrans("\\~", "¥‾")
_FROM_ROMAN = str.maketrans("¥‾", "\\~")
_WITH_HIGH_BIT = bytes(range(0x80, 0x100)) * 2
_WITHOUT_HIGH_BIT = bytes(range(0x80)) * 2
_TEXT = re.compile(
    "(?P<ascii>[\0-\x7f]+)|(?P<roman>[¥‾]+)|(?P<katakana>[\uff61-\uff9f]+)"
    "|[^\0-\x7f¥‾\uff61-\uff9f]+"
)


class EscapedRun(NamedTuple):
    """What stands behind an escape, up to the next."""

    start: int
    """Offset of its first byte behind the escape."""
    escape: bytes
    """The one in force."""
    width: int
    """Bytes of a character."""
    text: str


def escaped_runs(data: bytes) -> Iterator[EscapedRun]:
    """Cut bytes, which begin in ASCII, at their escapes.

    Raises UnicodeDecodeError where browsers show a replacement character: at an
    escape right behind another, too.
    """
    escape, at = ASCII, 0
    while at < len(data):
        found = _RUN.match(data, at)
        assert found is not None  # It matches nothing, too.
        start, end = found.span(2)
        if end == at:
            raise _error(data, at, "no escape of this encoding")
        escape = found[1] or escape
        readable = _BYTES.get(escape, _KANJI_BYTES).match(data, start, end)
        assert readable is not None
        if readable.end() < end:
            raise _error(data, readable.end(), "no character in the state that is in force")
        text = _decoded(data, start, end, escape)
        yield EscapedRun(start, escape, 1 if escape in _BYTES else 2, text)
        if start == end < len(data):
            raise _error(data, end, "an escape right behind another")
        at = end


def decode(data: bytes) -> str:
    """Give the text of bytes, which begin in ASCII; errors are those of ``escaped_runs``."""
    return "".join(run.text for run in escaped_runs(data))


def encode(text: str) -> bytes:
    """Write a text from ASCII to ASCII. Raises UnicodeEncodeError."""
    pieces: list[bytes] = []
    for found in _TEXT.finditer(text):
        run = found[0]
        if found["ascii"]:
            pieces.append(run.encode())
        elif found["roman"]:
            pieces += (_ROMAN, run.translate(_FROM_ROMAN).encode(), ASCII)
        elif found["katakana"]:
            pieces += (_KATAKANA, run.encode("cp932").translate(_WITHOUT_HIGH_BIT), ASCII)
        else:
            written = run.encode(_EUC_JP)
            if b"\x8f" in written:
                raise UnicodeEncodeError(_NAME, text, *found.span(), "not in JIS X 0208")
            pieces += (_KANJI, written.translate(_WITHOUT_HIGH_BIT), ASCII)
    return without_doubled_escapes(b"".join(pieces))


def without_doubled_escapes(data: bytes) -> bytes:
    """Leave out each escape right before another, which browsers take for an error."""
    return _DOUBLED.sub(b"", data)


def _decoded(data: bytes, start: int, end: int, escape: bytes) -> str:
    raw = data[start:end]
    if escape == ASCII:
        return raw.decode("ascii")
    if escape == _ROMAN:
        return raw.decode("ascii").translate(_TO_ROMAN)
    raw = raw.translate(_WITH_HIGH_BIT)
    if escape == _KATAKANA:
        return raw.decode("cp932")
    try:
        return raw.decode(_EUC_JP)
    except UnicodeDecodeError as error:
        raise _error(data, start + error.start, "no character of JIS X 0208") from error


def _error(data: bytes, at: int, reason: str) -> UnicodeDecodeError:
    return UnicodeDecodeError(_NAME, data, at, at + 1, reason)
