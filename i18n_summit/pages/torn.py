"""Template tags that HTML cuts, and comments of templates that hold HTML: from text to text.

To a template ``{{ "<p>title</p>" }}`` is one tag; a browser sees three texts. None of them
is prose, nor is what stands between ``{% comment %}`` and ``{% endcomment %}``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from i18n_summit.model import Segment, Span
from i18n_summit.pages.trail import Headings, Trail

_MARK = re.compile(r"\{\{(?:!?--)?|\{%(?=[-+~]?\s*+[A-Za-z_#])|\{#|(?:--)?\}\}|%\}|#\}")
# No expression begins with a tag of HTML: "<code>{{</code> and <code>}}</code>" is prose.
_NO_EXPRESSION = re.compile(r"[\t\n\f\r ]*+<")
_ENDS = {"{{": "}}", "{{!--": "--}}", "{{--": "--}}", "{%": "%}", "{#": "#}"}
_COMMENT_ENDS = frozenset({"--}}", "#}"})
"""What stands before these may hold tags of other kinds."""
_BLOCK = re.compile(r"\{%[-+~]?\s*+((?:end)?(?:comment|raw|verbatim))\b[^%]*+(?:%(?!\})[^%]*+)*%\}")
_BLOCK_ENDS = {word: f"end{word}" for word in ("comment", "raw", "verbatim")}
_IN_BLOCK = frozenset(_BLOCK_ENDS.values())


def has_half(tag: str) -> bool:
    """Tell whether a start tag has the begin of a template's tag without its end, or the end
    alone.
    """
    return tag.count("{{") != tag.count("}}") or tag.count("{%") != tag.count("%}")


class TornTags:
    """The spans of a page that are code to a template, gathered as its texts are read."""

    def __init__(self, markup: str, trail: Trail) -> None:
        self._markup = markup
        self._trail = trail
        self._spans: list[Span] = []
        self._start = 0
        self._end: str | None = None
        """What ends the tag or the block that began at *start*, if one is open."""
        self._headings: Headings = ()
        """Those above it: what it holds puts none above what follows."""

    def note_text(self, start: int, end: int) -> None:
        """Look for the ends of tags in text that has no whole one."""
        if self._end in _IN_BLOCK:
            return
        for mark in _MARK.finditer(self._markup, start, end):
            written = mark[0]
            if written in _ENDS:
                if self._end in _COMMENT_ENDS and self._end != _ENDS[written]:
                    continue
                if written != "{{" or not _NO_EXPRESSION.match(self._markup, mark.end()):
                    self._begin(mark.start(), _ENDS[written])
            elif self._end == written or (self._end == "}}" and written == "--}}"):
                if self._start < start:
                    self._finish(mark.end())
                self._end = None  # In one text it would be whole, were it a tag.

    def note_tag(self, tag: str, start: int, end: int) -> None:
        """Take a whole tag for the begin or the end of a block, if it is one."""
        block = _BLOCK.fullmatch(tag) if tag.startswith("{%") else None
        if self._end in _IN_BLOCK:
            if block is not None and block[1] == self._end:
                if self._end == "endcomment":
                    self._finish(end)
                self._end = None
        elif self._end not in _COMMENT_ENDS:
            # No tag holds another one.
            self._end = None
            if block is not None and block[1] in _BLOCK_ENDS:
                self._begin(start, _BLOCK_ENDS[block[1]])

    def end_value(self, end: int) -> None:
        """End what is open where the value ends that holds the page: the value is cut there."""
        if self._end is not None and self._end not in ("endraw", "endverbatim"):
            self._finish(end)

    def without(self, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        """Give the segments that have no part of what is code."""
        if not self._spans:
            return tuple(segments)
        ends = [span.end for span in self._spans]
        found: list[Segment] = []
        for segment in segments:
            index = bisect_right(ends, segment.span.start)
            if index == len(ends) or self._spans[index].start >= segment.span.end:
                found.append(segment)
        return tuple(found)

    def _begin(self, start: int, end: str) -> None:
        self._start, self._end = start, end
        self._headings = self._trail.headings

    def _finish(self, end: int) -> None:
        self._spans.append(Span(self._start, end))
        self._trail.restore(self._headings)
