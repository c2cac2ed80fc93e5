"""What a page says to the checks of pages, and to rendering, in its comments.

``<!-- i18n-summit: ignore[code, code] reason -->`` suppresses what is found from there up to the
end of the text that follows, in the tags before it and in that text. What is about a page as a
whole is suppressed from any place in it.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from i18n_summit.checks.register import CHECKS, PageFinding
from i18n_summit.checks.suppression import (
    CODE,
    UNUSED,
    Suppressions,
    read_comment,
    said_unused,
)
from i18n_summit.markup import MARK
from i18n_summit.model import Diagnostic, Page, Span

_COMMENT = re.compile(rb"<!--(.*?)(?:--!?>)?", re.DOTALL)
_TAGS = re.compile(
    rb"(?:\s|<!--(?!\s*" + MARK.encode() + rb").*?-->|<[A-Za-z/?!](?!--)[^<>]*>)*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class PageSuppression:
    """One comment of a page that says something to the checks."""

    said: Suppressions
    comment: Span
    end: int
    """Where what it speaks of ends; that begins behind the comment."""


def page_suppressions(page: Page) -> list[PageSuppression]:
    """Give what a page says to the checks, in its order."""
    if not page.remarks:
        return []
    segments = sorted(segment.span for segment in page.segments)
    starts = [start for start, _ in segments]
    reached = list(accumulate((end for _, end in segments), max, initial=0))
    found: list[PageSuppression] = []
    following, text = len(page.data), len(page.data)
    # From the last one on: comments that follow one another speak of the same text.
    for comment in reversed(page.remarks):
        tags = _TAGS.match(page.data, comment.end, following)
        stop = tags.end() if tags else comment.end
        text = text if stop == following else stop
        following = comment.start
        end = max(text + 1, reached[bisect_right(starts, text)])
        written = _COMMENT.fullmatch(page.data, *comment)
        said = read_comment(written[1].decode(page.encoding, "replace") if written else "")
        found.append(PageSuppression(said, comment, end))
    return found[::-1]


def not_suppressed(
    page: Page, found: Iterable[tuple[str, PageFinding]], ran: Collection[str]
) -> Iterator[tuple[str, PageFinding]]:
    """Give what no comment of a page suppresses, by the codes of the checks that *ran*; then what
    is wrong with its comments, and what they suppress in vain.
    """
    suppressions = page_suppressions(page)
    ends = [one.end for one in suppressions]
    used: set[tuple[Span, str]] = set()
    for code, finding in found:
        is_of_all = finding.start == finding.end
        is_suppressed = False
        first = 0 if is_of_all else bisect_right(ends, finding.start)
        for one in islice(suppressions, first, None):
            if not is_of_all and one.comment.end > finding.start:
                break
            if code in one.said.codes:
                used.add((one.comment, code))
                is_suppressed = True
        if not is_suppressed:
            yield code, finding
    for one in suppressions:
        if CODE in ran:
            yield from ((CODE, PageFinding(flaw, *one.comment)) for flaw in one.said.flaws)
        for code in one.said.codes if UNUSED in ran else ():
            # Of what rendering finds nothing is known here.
            if code in ran and code in CHECKS and (one.comment, code) not in used:
                yield UNUSED, PageFinding(said_unused(code), *one.comment)


def unsuppressed(page: Page, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the findings of rendering a page that the page does not suppress."""
    listed = list(diagnostics)
    suppressions = page_suppressions(page) if listed else []
    if not suppressions:
        return listed
    offsets = sorted({place for one in suppressions for place in (one.comment.end, one.end)})
    places = dict(zip(offsets, page.locations(offsets), strict=True))
    return [
        d
        for d in listed
        if not any(
            d.code in one.said.codes and places[one.comment.end] <= d.location < places[one.end]
            for one in suppressions
        )
    ]
