"""Offsets of decoded text as offsets of the bytes it was decoded from."""

import codecs
from collections.abc import Sequence


def byte_offsets(data: bytes, encoding: str, offsets: Sequence[int]) -> list[int]:
    """Give the byte offset in *data* of each ascending character offset.

    The offsets count characters of ``data.decode(encoding)``. Only decoding says
    how many bytes a character is: of 398 codes of cp932 encoding gives others
    back. An offset between the characters of one code is the end of that code.

    Raises ValueError for an offset behind the end of the text.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    found: list[int] = []
    at = characters = 0
    for offset in offsets:
        while characters < offset:
            # A byte makes one character at most, but for the last one of a code for two.
            piece = data[at : at + max(1, offset - characters - 1)]
            if not piece:
                raise ValueError(f"offset {offset} is behind the text's {characters} characters")
            characters += len(decoder.decode(piece))
            at += len(piece)
        found.append(at)
    return found


def decoded(raw: str, encoding: str) -> str:
    """Give the text that a piece of a latin-1 view of a page stands for."""
    return raw if raw.isascii() else raw.encode("latin-1").decode(encoding)
