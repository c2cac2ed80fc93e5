"""What stands before the markup of a page: what generators of sites (Jekyll, Hugo) read of it."""

import re

from i18n_summit.pages.encoding import BYTE_ORDER_MARKS

_FIRST = re.compile(rb"(---|\+\+\+)[ \t]*+(?=\r?\n)")
_ENDS = {
    mark: re.compile(rb"\n" + re.escape(mark) + rb"[ \t]*+(?=\r?(?:\n|\Z))")
    for mark in (b"---", b"+++")
}


def markup_start(data: bytes) -> int:
    """Give where the markup of a page begins: behind its byte order mark, and behind front matter.

    Front matter is a first line ``---`` or ``+++`` and all to the next such line.
    """
    start = next((len(mark) for mark, _ in BYTE_ORDER_MARKS if data.startswith(mark)), 0)
    first = _FIRST.match(data, start)
    last = _ENDS[first[1]].search(data, first.end()) if first is not None else None
    return start if last is None else last.end()
