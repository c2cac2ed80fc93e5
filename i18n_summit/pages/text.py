"""One plain-text page, from bytes to segments."""

import re
from pathlib import PurePosixPath

from i18n_summit.language import has_letters, text_language
from i18n_summit.markup import escape
from i18n_summit.model import Page, Segment, Span, Writing
from i18n_summit.pages.encoding import BYTE_ORDER_MARKS, PageBytes
from i18n_summit.pages.folding import fold

_SPACES = r"[ \t\u3000]"
_SIGN = r"(?P<sign>[-*+\u2022\u2023\u2043\u25aa\u25cf\u25e6](?=[ \t\u3000])|\u30fb)"
_NUMBER = rf"(?P<number>[0-9]{{1,3}}[.)](?={_SPACES}))"
# Not splitlines(), which also cuts at U+2028.
_LINE = re.compile(rb"[^\r\n]++(?:\r?\n|\r)?+|\r?\n|\r")
_BULLET = re.compile(rf"{_SPACES}*(?:{_SIGN}|{_NUMBER})?{_SPACES}*")


def read_text(source: PageBytes, path: PurePosixPath, *, latin: str = "en") -> Page:
    """Split one plain-text page into segments: the blocks between blank lines.

    A line that begins with a bullet begins a block too; one that begins with a
    number does in a block that began with one. Indentation and bullet of its
    first line stay outside; its lines fold into one.
    """
    segments: list[Segment] = []
    for start, lines in _blocks(source):
        text = "".join(lines)
        lead = _BULLET.match(text)
        outside = text[: lead.end()] if lead else ""
        body = text[len(outside) :].rstrip()
        if not has_letters(body):
            continue
        first = start + len(outside.encode(source.encoding))
        id = fold(body.replace("\v", " ").replace("\0", ""))
        segments.append(
            Segment(
                span=Span(first, first + len(body.encode(source.encoding))),
                id=escape(id),
                language=text_language(id, None, latin=latin),
                role="description",
                writing=Writing.PLAIN,
            )
        )
    return Page(path, source.data, source.encoding, tuple(segments), (), source.stored)


def _blocks(source: PageBytes) -> list[tuple[int, list[str]]]:
    """Give the blocks of a page: the offset of each, and its lines with their ends."""
    mark = next((m for m, _ in BYTE_ORDER_MARKS if source.data.startswith(m)), b"")
    blocks: list[tuple[int, list[str]]] = []
    is_open = is_numbered = False
    for found in _LINE.finditer(source.data, len(mark)):
        line = found[0].decode(source.encoding)
        lead = _BULLET.match(line)
        if not line.strip():
            is_open = False
        elif is_open and not (lead and (lead["sign"] or (is_numbered and lead["number"]))):
            blocks[-1][1].append(line)
        else:
            blocks.append((found.start(), [line]))
            is_open = True
            is_numbered = bool(lead and lead["number"])
    return blocks
