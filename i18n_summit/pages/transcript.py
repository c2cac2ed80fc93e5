"""Pages whose markup is not ASCII: read as a transcript, copied from the file."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from i18n_summit.pages import iso_2022_jp
from i18n_summit.pages.iso_2022_jp import ASCII, EscapedRun
from i18n_summit.pages.standard import codec_name

TRANSCRIPT = "utf-8"
"""The encoding of a transcript."""

_ISO_2022_JP = codec_name("iso-2022-jp")
_SAME_WIDTH = re.compile(
    "[\0-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+",
)


class _Run(NamedTuple):
    """Characters of one width in the transcript and of one in the file."""

    start: int
    """Offset in the transcript."""
    width: int
    origin: int
    """Offset in the file."""
    origin_width: int
    escape: bytes
    """The escape that is in force in the file."""


class StoredPage:
    """The file that a transcript is of, cut by the offsets of the transcript."""

    def __init__(self, data: bytes, encoding: str, runs: Iterable[EscapedRun]) -> None:
        self.encoding = encoding
        """Python's name of it."""
        self._data = data
        self._runs: list[_Run] = []
        texts: list[bytes] = []
        at, escape = 0, ASCII
        for run in runs:
            origin, escape = run.start, run.escape
            for found in _SAME_WIDTH.finditer(run.text):
                text = found[0].encode(TRANSCRIPT)
                width = len(text) // len(found[0])
                # A character of four bytes is two units of UTF-16.
                origin_width = run.width * 2 if width == 4 else run.width
                self._runs.append(_Run(at, width, origin, origin_width, escape))
                texts.append(text)
                at += len(text)
                origin += len(found[0]) * origin_width
        self._runs.append(_Run(at, 1, len(data), 1, escape))
        self._starts = [run.start for run in self._runs]
        self.transcript = b"".join(texts)

    def __getitem__(self, part: slice) -> bytes:
        """Give a part of the file, which means the same wherever it is copied to."""
        start, end, _ = part.indices(self._starts[-1])
        if start >= end:
            return b""
        first, opening = self._place(start)
        last, in_force = self._place(end)
        opening = b"" if opening == ASCII else opening
        closing = b"" if in_force == ASCII else ASCII
        return b"".join((opening, self._data[first:last], closing))

    def joined(self, data: bytes) -> bytes:
        """Mend the joints of parts and what has come between them."""
        if self.encoding != _ISO_2022_JP:
            return data
        if self._runs[-1].escape != ASCII:
            data = data.removesuffix(ASCII)  # The file does not close what it ends in.
        return iso_2022_jp.without_doubled_escapes(data)

    def _place(self, offset: int) -> tuple[int, bytes]:
        """Give the place of an offset in the file, and the escape in force there.

        Where an escape stands at it, the place is on the side that is in ASCII.
        """
        index = bisect_right(self._starts, offset) - 1
        run = self._runs[index]
        if index == len(self._runs) - 1:
            return len(self._data), run.escape
        if offset == run.start:
            before = self._runs[index - 1] if index else _Run(0, 1, 0, 1, ASCII)
            if before.escape == ASCII:
                run = before
        return run.origin + (offset - run.start) // run.width * run.origin_width, run.escape


def read_stored(data: bytes, encoding: str) -> StoredPage | None:
    """Give a file with its transcript; None in encodings that need none.

    Raises UnicodeDecodeError for what is not text in the encoding.
    """
    if encoding.startswith("utf-16"):
        return StoredPage(data, encoding, [EscapedRun(0, ASCII, 2, data.decode(encoding))])
    if encoding == _ISO_2022_JP:
        return StoredPage(data, encoding, iso_2022_jp.escaped_runs(data))
    return None
