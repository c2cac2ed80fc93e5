"""A page and its translations to the page in one language, by splicing.

Spans of the source are replaced and the rest is copied, so all that is no
translation stays as it was, byte for byte. A translation is text and this
segment's own placeholders, never markup.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape as escape_markup
from operator import attrgetter
from typing import NamedTuple

from i18n_summit.language import are_same
from i18n_summit.markup import Tag, TagKind, is_keep, parts
from i18n_summit.model import (
    Diagnostic,
    Element,
    Holder,
    Page,
    Segment,
    Severity,
    Span,
    Writing,
)
from i18n_summit.translations import Translations

_BREAKS = re.compile(r"[\t\n\v\f\r ]+")
_SEVERITIES = {"encoding": Severity.ERROR, "part-language": Severity.WARNING}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page in one language."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    """What could not be written, or whose language could not be said."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """The page's bytes from *start* to *end* become *data*."""

    start: int
    end: int
    data: bytes


@dataclass(slots=True)
class _Output:
    """What becomes of a segment."""

    segment: Segment
    translation: str | None
    """None where the source stays as it is."""
    language: str
    span_language: str | None = None
    """The language of a ``<span>`` to put around it."""


class _Finding(NamedTuple):
    """A segment that could not be written, or whose language could not be said."""

    segment: Segment
    code: str
    complaint: str


def render_page(
    page: Page, translations: Translations, locale: str, *, keeps_language: bool = False
) -> Rendered:
    """Write a page in the language of *locale*, as far as there are translations.

    The ``lang`` attributes follow the text (WCAG 3.1.1 and 3.1.2), unless
    *keeps_language*. Without translations and with it, the page comes back
    byte for byte.
    """
    findings: list[_Finding] = []
    outputs = [_output(page, s, translations, locale, findings) for s in page.segments]
    slots: list[_Edit] = []
    if page.elements and not keeps_language:
        slots = _language_edits(page, outputs, locale, findings)
    data = _spliced(page, outputs, slots)
    if page.stored_encoding is not None:
        text = data.decode(page.encoding)
        data = text.encode(page.stored_encoding, "xmlcharrefreplace")
    return Rendered(data, tuple(_diagnostics(page, locale, findings)))


def _output(
    page: Page,
    segment: Segment,
    translations: Translations,
    locale: str,
    findings: list[_Finding],
) -> _Output:
    if are_same(segment.language, locale):
        return _Output(segment, None, segment.language)
    translation = translations.get((segment.context, segment.id))
    if translation is None:
        return _Output(segment, None, segment.language)
    if translation == segment.id:
        return _Output(segment, None, locale)
    if segment.writing is Writing.PLAIN:
        try:
            translation.encode(page.encoding)
        except UnicodeEncodeError as error:
            character = error.object[error.start]
            complaint = (
                f"the translation has {character!r}, which {page.encoding} cannot hold; the source"
                " stays. Save the page as UTF-8, or reword the translation."
            )
            findings.append(_Finding(segment, "encoding", complaint))
            return _Output(segment, None, segment.language)
    return _Output(segment, translation, locale)


def _language_edits(
    page: Page, outputs: Sequence[_Output], locale: str, findings: list[_Finding]
) -> list[_Edit]:
    """Say each part's language where it differs from what is in force around it.

    Elements come before what they hold, so one pass from the outside in is enough.
    """
    wanted: dict[int, str] = {}
    runs: defaultdict[int | None, list[_Output]] = defaultdict(list)
    for output in outputs:
        segment = output.segment
        if segment.holder is Holder.RUN:
            runs[segment.element].append(output)
        elif segment.holder is not Holder.NOBODY and segment.element is not None:
            wanted.setdefault(segment.element, output.language)
        for part in segment.parts:
            wanted.setdefault(part, output.language)
    in_force: list[str] = []
    edits: list[_Edit] = []
    for index, element in enumerate(page.elements):
        around = in_force[element.parent] if element.parent is not None else locale
        run = _run_around(element, runs[element.parent])
        if run is not None and not are_same(around, run.language):
            around = run.language  # That of the span around the run.
        own = element.language
        if own is None:
            own = "" if element.is_root else around
        language = locale if element.is_root else wanted.get(index, own)
        # The root says the locale as it is written; elsewhere en-GB is en.
        is_changed = language != own if element.is_root else not are_same(language, own)
        if is_changed:
            edits += _said(element, language)
        in_force.append(language if is_changed else own)
    for output in outputs:
        segment = output.segment
        if segment.element is None or are_same(in_force[segment.element], output.language):
            continue
        around = in_force[segment.element]
        if segment.holder is Holder.RUN:
            output.span_language = output.language
        else:
            remedy = "it" if output.translation is None else "the text around it"
            complaint = (
                f"in the {locale} page this text is in {output.language} inside {around}, and no"
                f" markup can say so. Translate {remedy}, or mend the lang around it."
            )
            findings.append(_Finding(segment, "part-language", complaint))
    edits.sort(key=attrgetter("start"))
    return edits


def _said(element: Element, language: str) -> Iterator[_Edit]:
    """Write the language of an element wherever it is said, or into its start tag."""
    if element.place is not None:
        yield _Edit(element.place, element.place, f' lang="{language}"'.encode())
    for slot in element.slots:
        yield _Edit(slot.span.start, slot.span.end, slot.template.format(language).encode())


def _slot_starts(element: Element) -> Iterator[int]:
    return (slot.span.start for slot in element.slots)


def _run_around(element: Element, runs: Sequence[_Output]) -> _Output | None:
    """Give the one of an element's runs that another element in it stands in, if any does."""
    at = element.place if element.place is not None else min(_slot_starts(element), default=None)
    if not runs or at is None:
        return None
    index = bisect_right(runs, at, key=lambda run: run.segment.span.end)
    if index < len(runs) and runs[index].segment.span.start <= at:
        return runs[index]
    return None


def _spliced(page: Page, outputs: Sequence[_Output], slots: Sequence[_Edit]) -> bytes:
    """Join what is copied and what is replaced.

    Segments come by their end, so what stands inside one is done before it.
    """
    done: list[_Edit] = []
    next_slot = 0
    for output in outputs:
        span = output.segment.span
        while next_slot < len(slots) and slots[next_slot].start < span.end:
            done.append(slots[next_slot])
            next_slot += 1
        if output.translation is None and output.span_language is None:
            continue
        inner: list[_Edit] = []
        # What is inserted where the segment begins, <html>, stays outside.
        while done and done[-1].end > span.start:
            inner.append(done.pop())
        inner.reverse()
        done.append(_Edit(span.start, span.end, _written(page, output, inner)))
    done += slots[next_slot:]
    return _copied(page.data, Span(0, len(page.data)), done)


def _written(page: Page, output: _Output, inner: Sequence[_Edit]) -> bytes:
    """Write a segment: its translation or its source, in a ``<span>`` where it needs one."""
    segment = output.segment
    if output.translation is None:
        data = _copied(page.data, segment.span, inner)
    else:
        pieces = [
            part if isinstance(part, bytes) else _copied(page.data, part, inner)
            for part in _translated_parts(page, segment, output.translation)
        ]
        pieces += [
            _copied(page.data, _moved(comment, segment), inner) for comment in segment.comments
        ]
        data = b"".join(pieces)
    if output.span_language is not None:
        data = b'<span lang="%s">%s</span>' % (output.span_language.encode(), data)
    return data


def _translated_parts(page: Page, segment: Segment, translation: str) -> list[bytes | Span]:
    """Split a translation into text, escaped for where it stands, and spans of markup."""
    markup = dict(segment.placeholders)
    found: list[bytes | Span] = []
    locked: list[str] = []
    for part in parts(translation):
        if isinstance(part, Tag) and is_keep(part) and f"{part}" not in markup:
            # <keep>text</keep> stands for one span, text and all.
            if part.kind is TagKind.OPEN:
                token = next(t for t in markup if t.startswith(str(part)))
                found.append(markup[token])
                locked.append(part.name)
            else:
                locked.pop()
        elif isinstance(part, Tag):
            found.append(markup[str(part)])
        elif not locked:
            found.append(_escaped(page, segment, part))
    if segment.writing is Writing.UNQUOTED:
        return [b'"', *found, b'"']
    return found


def _moved(span: Span, segment: Segment) -> Span:
    """Give a span inside a segment as one of its page."""
    return Span(segment.span.start + span.start, segment.span.start + span.end)


def _escaped(page: Page, segment: Segment, text: str) -> bytes:
    if segment.writing is Writing.PLAIN:
        return _BREAKS.sub(" ", text).strip(" ").encode(page.encoding)
    escaped = escape_markup(text, quote=segment.writing is not Writing.TEXT)
    if segment.keeps_lines and b"\r\n" in page.data:
        escaped = escaped.replace("\n", "\r\n")
    return escaped.encode(page.encoding, "xmlcharrefreplace")


def _copied(data: bytes, span: Span, edits: Sequence[_Edit]) -> bytes:
    """Copy a span of the page with the edits inside it; these are in order and apart."""
    pieces: list[bytes] = []
    at = span.start
    first = bisect_left(edits, span.start, key=attrgetter("start"))
    for index in range(first, len(edits)):
        edit = edits[index]
        if edit.end > span.end:
            break
        pieces += (data[at : edit.start], edit.data)
        at = edit.end
    pieces.append(data[at : span.end])
    return b"".join(pieces)


def _diagnostics(page: Page, locale: str, findings: list[_Finding]) -> Iterator[Diagnostic]:
    findings.sort(key=lambda finding: finding.segment.span.start)
    locations = page.locations(finding.segment.span.start for finding in findings)
    for finding, location in zip(findings, locations, strict=True):
        severity = _SEVERITIES[finding.code]
        yield Diagnostic(
            finding.code, severity, location, finding.complaint, locale, finding.segment.id
        )
