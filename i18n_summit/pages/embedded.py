"""A page within a page: the markup that ``srcdoc`` holds, with offsets in the page around it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from i18n_summit.model import Element, Segment, Slot, Span, Writing
from i18n_summit.pages.references import references_in_value


class Embedded(NamedTuple):
    """The markup of a page within a page, and where each piece of it stands."""

    markup: str
    """In a latin-1 view, as the page around is. References that are no markup are kept: they
    mean the same there.
    """
    starts: Sequence[int]
    """Where a piece of the markup begins that stands in one piece around …"""
    places: Sequence[int]
    """… and where that is in the page around."""
    writing: Writing
    """How the attribute that holds it is written."""

    def moved_segment(self, segment: Segment, trail: tuple[str, ...], first: int) -> Segment:
        """Give a segment of the inner page as one of the page around.

        *trail* are the headings there; *first* is the index there of the inner page's
        first element.
        """
        span = self._moved(segment.span)

        def moved(offset: int) -> int:
            return self._place(segment.span.start + offset) - span.start

        return segment._replace(
            span=span,
            trail=trail + segment.trail,
            offsets=tuple(map(moved, segment.offsets)),
            comments=tuple(Span(moved(start), moved(end)) for start, end in segment.comments),
            element=None if segment.element is None else first + segment.element,
            parts=tuple(first + part for part in segment.parts),
            within=(*segment.within, self.writing),
        )

    def moved_element(self, element: Element, first: int) -> Element:
        """Give an element of the inner page as one of the page around."""
        return element._replace(
            parent=None if element.parent is None else first + element.parent,
            place=None if element.place is None else self._place(element.place),
            slots=tuple(Slot(self._moved(slot.span), slot.template) for slot in element.slots),
            within=(*element.within, self.writing),
        )

    def _moved(self, span: Span) -> Span:
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1
        return self.places[piece] + offset - self.starts[piece]


def embedded_page(markup: str, start: int, end: int, writing: Writing) -> Embedded:
    """Unwrap the page in the value ``markup[start:end]``, without its quotes if it has any."""
    value = markup[start:end]
    pieces: list[str] = []
    starts, places = [0], [start]
    at = size = 0
    for begin, finish, characters in references_in_value(value):
        if len(characters) != 1 or not characters.isascii():
            continue
        pieces += (value[at:begin], characters)
        size += begin - at
        starts += (size, size + 1)
        places += (start + begin, start + finish)
        size += 1
        at = finish
    pieces.append(value[at:])
    return Embedded("".join(pieces), starts, places, writing)
