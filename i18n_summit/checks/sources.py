"""Checks of pages: what is wrong before anybody translates it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from i18n_summit.checks.readings import prose
from i18n_summit.checks.register import PageFinding, page_check
from i18n_summit.language import are_same
from i18n_summit.model import Page, Segment, Severity

_WHOLE = re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_TITLE = re.compile(rb"<title(?:\s[^<>]*)?>\s*[^\s<]", re.IGNORECASE)
_HEADING = re.compile(rb"<h[1-6][\s>]", re.IGNORECASE)
_IMAGE_FILE = re.compile(r"[\w .()/-]+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)
_ALT = re.compile(rb"\salt\s*=\s*[\"']?\Z", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<![\w./@:-])[a-z]{3,}[.!?][A-Z][a-z]*(?= [a-z])")
_MOST = 20
"""Findings in one segment: each is looked for in all of it."""
_REPLACED = re.compile(r"\b[a-z]*(?:className|htmlFor)[a-z]+\b|\b[a-z]+className\b")


@page_check(Severity.WARNING)
def page_language(page: Page) -> Iterator[PageFinding]:
    """A tag declares another language than most of what it holds is in.

    Translations are right all the same; readers of the source page hear it wrongly.

    Bad:  <html lang="ja"> around a page in English
    Good: <html lang="en">
    """
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    declaring: dict[int | None, int | None] = {None: None}
    for index, element in enumerate(page.elements):
        own = index if element.language else declaring.get(element.parent)
        declaring[index] = own
    for segment in page.segments:
        around = declaring.get(segment.element)
        if around is not None:
            held[around][segment.language] += 1
    for index, languages in sorted(held.items()):
        element = page.elements[index]
        declared = element.language or ""
        language, _ = languages.most_common(1)[0]
        right = sum(count for tag, count in languages.items() if are_same(tag, declared))
        if element.slots and 2 * right < languages.total() and not are_same(language, declared):
            span = element.slots[0].span
            yield PageFinding(
                f'most of this is in {language}, and lang says "{declared}".'
                f' Write lang="{language}".',
                span.start,
                span.end,
            )


@page_check(Severity.WARNING)
def no_title(page: Page) -> Iterator[PageFinding]:
    """A whole page has no title: tabs, bookmarks and search results show its address.

    Bad:  <head><title></title></head>
    Good: <head><title>Sessions</title></head>
    """
    if _is_whole(page) and _TITLE.search(page.data) is None:
        yield PageFinding("the page has no title. Write its <title>.")


@page_check(Severity.WARNING)
def no_heading(page: Page) -> Iterator[PageFinding]:
    """A whole page has no heading: who listens to it cannot find its parts.

    Bad:  <p class="big">Sessions</p>
    Good: <h1>Sessions</h1>
    """
    if _is_whole(page) and page.segments and _HEADING.search(page.data) is None:
        yield PageFinding("the page has no heading. Write an <h1>.")


@page_check(Severity.WARNING)
def file_name(page: Page) -> Iterator[PageFinding]:
    """The text for an image is the name of its file.

    Bad:  <img alt="IMG_1234.jpg">
    Good: <img alt="The audience of the opening keynote">
    """
    for segment in page.segments:
        if _IMAGE_FILE.fullmatch(segment.id):
            start, end = segment.span
            if _ALT.search(page.data[max(start - 10, 0) : start]):
                yield PageFinding(
                    f"«{segment.id}» is the name of a file. Write what the image shows.", start, end
                )


@page_check(Severity.WARNING)
def run_together(page: Page) -> Iterator[PageFinding]:
    """Two sentences have no space between them.

    Bad:  "It is available in many languages.To try it, run …"
    Good: "It is available in many languages. To try it, run …"
    """
    for segment in page.segments:
        if "." in segment.id or "!" in segment.id or "?" in segment.id:
            for match in islice(_RUN_TOGETHER.finditer(prose(segment.id)), _MOST):
                words = f"«{match[0]}» are two sentences. Write a space between them."
                yield _finding(page, segment, match[0], words)


@page_check(Severity.WARNING)
def replaced_word(page: Page) -> Iterator[PageFinding]:
    """A word was mangled when "class" was replaced by "className", or "for" by "htmlFor".

    Bad:  "We classNameically do it by hand."
    Good: "We classically do it by hand."
    """
    for segment in page.segments:
        if "className" in segment.id or "htmlFor" in segment.id:
            for match in islice(_REPLACED.finditer(prose(segment.id)), _MOST):
                word = match[0].replace("className", "class").replace("htmlFor", "for")
                words = f"«{match[0]}» was replaced by accident. Write «{word}»."
                yield _finding(page, segment, match[0], words)


def _is_whole(page: Page) -> bool:
    return bool(page.elements) and _WHOLE.search(page.data) is not None


def _finding(page: Page, segment: Segment, words: str, message: str) -> PageFinding:
    """Find words in a segment's markup; where an entity or a tag cuts them, take all of it."""
    written = words.encode(page.encoding, "replace")
    start = page.data.find(written, *segment.span)
    return PageFinding(message, *((start, start + len(written)) if start >= 0 else segment.span))
