"""A page and its translations to the page in one language, by splicing.

Spans of the source are replaced and the rest is copied, so all that is no
translation stays as it was, byte for byte. A translation is text and this
segment's own placeholders, never markup.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from i18n_summit.language import are_same
from i18n_summit.markup import is_blank, plain_text, split
from i18n_summit.model import (
    Addition,
    Diagnostic,
    Element,
    Holder,
    Key,
    Page,
    Segment,
    Severity,
    Span,
    Writing,
)
from i18n_summit.placeholders import has_same_places, placeholder_problems
from i18n_summit.translations import Translations
from i18n_summit.writing import NOTHING_ESCAPED, obstacle, write_markup, write_text

_NUL = "\0"
_SEVERITIES = {
    "encoding": Severity.ERROR,
    "raw-text": Severity.ERROR,
    "tangled": Severity.ERROR,
    "part-language": Severity.WARNING,
    "placeholder": Severity.ERROR,
}
_STAYS = "the source stays. Mend the translation."
_TANGLED = (
    "in the page's markup here tags are left open or cross, and browsers mend that by what stands"
    " where; the source stays. Mend the page's tags, or keep the translation's in the order of the"
    " source, with text between them where the source has text and nowhere else."
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page in one language."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    """What could not be written, or whose language could not be said."""


class _Edit(NamedTuple):
    """The page's bytes from *start* to *end* become *pieces*."""

    start: int
    end: int
    pieces: "Sequence[bytes | _Edit]"
    """With the edits inside as they are: joined at each level, the innermost would be copied as
    often as it is deep.
    """


_Pieces = Sequence[bytes | _Edit]


class _Output(NamedTuple):
    """What becomes of a segment."""

    segment: Segment
    translation: str | None
    """None where the source stays as it is."""
    language: str


class _Finding(NamedTuple):
    """A segment that could not be written, or whose language could not be said."""

    segment: Segment
    code: str
    complaint: str


def render_page(
    page: Page,
    translations: Mapping[Key, str],
    locale: str,
    *,
    keeps_language: bool = False,
    addition: Addition | None = None,
) -> Rendered:
    """Write a page in the language of *locale*, as far as there are translations.

    The ``lang`` attributes follow the text (WCAG 3.1.1 and 3.1.2), unless
    *keeps_language*. Of *translations* that do not come from ``usable_translations``, those
    without text are left out, and those with broken placeholders too, with a
    finding. Without translations and *addition* and with *keeps_language*, the page comes back
    byte for byte.
    """
    findings: list[_Finding] = []
    if not isinstance(translations, Translations):
        translations = _whole(page, translations, findings)
    outputs = [_output(page, s, translations, locale, findings) for s in page.segments]
    slots: list[_Edit] = []
    spans: dict[int, str] = {}
    if page.elements and not keeps_language:
        slots, in_force = _language_edits(page, outputs, locale)
        spans = _span_languages(outputs, in_force, locale, findings)
    if addition is not None:
        # Behind an <html> that is added at the same place.
        markup = addition.markup.encode(page.file_encoding)
        slots.append(_Edit(addition.place, addition.place, (markup,)))
        slots.sort(key=attrgetter("start"))
    data = _spliced(page, outputs, spans, slots)
    if page.stored is not None:
        data = page.stored.joined(data)
    return Rendered(data, tuple(_diagnostics(page, locale, findings)))


def _whole(page: Page, translations: Mapping[Key, str], findings: list[_Finding]) -> Translations:
    """Give those of any translations that the page can use."""
    found = Translations()
    for segment in page.segments:
        key = (segment.context, segment.id)
        translation = translations.get(key)
        if translation is None or (is_blank(translation) and not is_blank(segment.id)):
            continue
        if problems := placeholder_problems(segment.id, translation):
            findings.append(_Finding(segment, "placeholder", f"{problems[0].complaint}; {_STAYS}"))
        else:
            found[key] = translation
    return found


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
    if segment.writing in NOTHING_ESCAPED:
        text, source = plain_text(translation).replace(_NUL, ""), plain_text(segment.id)
        found = obstacle(text, source, segment.writing, page.file_encoding)
        if found is not None:
            findings.append(_Finding(segment, *found))
            return _Output(segment, None, segment.language)
    if segment.is_tangled and not has_same_places(segment.id, translation):
        findings.append(_Finding(segment, "tangled", _TANGLED))
        return _Output(segment, None, segment.language)
    return _Output(segment, translation, locale)


def _language_edits(
    page: Page, outputs: Sequence[_Output], locale: str
) -> tuple[list[_Edit], list[str]]:
    """Say each part's language where it differs from what is in force around it.

    Gives the edits, and the language then in force in each element. Elements come
    before what they hold, so one pass from the outside in is enough.
    """
    wanted: dict[int, str] = {}
    runs: dict[int | None, list[_Output]] = {}
    for output in outputs:
        segment, _, language = output
        if segment.holder is Holder.RUN:
            runs.setdefault(segment.element, []).append(output)
        elif segment.element is not None and segment.holder is not Holder.NOBODY:
            wanted.setdefault(segment.element, language)
        for part in segment.parts:
            wanted.setdefault(part, language)
    in_force: list[str] = []
    edits: list[_Edit] = []
    for index, element in enumerate(page.elements):
        parent = element.parent
        around = locale if parent is None else in_force[parent]
        if parent in runs:
            run = _run_around(element, runs[parent])
            if run is not None and not are_same(around, run.language):
                around = run.language  # That of the span around the run.
        own = element.language
        if element.is_root:
            # The root says the locale as it is written; elsewhere en-GB is en.
            language = locale
            is_changed = language != own
        else:
            own = around if own is None else own
            language = wanted.get(index, own)
            is_changed = not are_same(language, own)
        if is_changed:
            edits += _said(element, language, page.file_encoding)
        in_force.append(language if is_changed or own is None else own)
    edits.sort(key=attrgetter("start"))
    return edits, in_force


def _span_languages(
    outputs: Sequence[_Output], in_force: Sequence[str], locale: str, findings: list[_Finding]
) -> dict[int, str]:
    """Give the languages that runs need a ``<span>`` for, by index; note what none can say."""
    found: dict[int, str] = {}
    for index, (segment, translation, language) in enumerate(outputs):
        if segment.element is None or are_same(in_force[segment.element], language):
            continue
        if segment.holder is Holder.RUN:
            found[index] = language
            continue
        remedy = "it" if translation is None else "the text around it"
        complaint = (
            f"in the {locale} page this text is in {language} inside"
            f" {in_force[segment.element]}, and no markup can say so. Translate {remedy}, or mend"
            " the lang around it."
        )
        findings.append(_Finding(segment, "part-language", complaint))
    return found


def _said(element: Element, language: str, encoding: str) -> Iterator[_Edit]:
    """Write the language of an element wherever it is said, or into its start tag."""
    if element.place is not None:
        written = write_markup(f' lang="{language}"', element.within)
        yield _Edit(element.place, element.place, (written.encode(encoding),))
    for slot in element.slots:
        written = write_markup(slot.template.format(language), element.within)
        yield _Edit(slot.span.start, slot.span.end, (written.encode(encoding),))


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


def _spliced(
    page: Page, outputs: Sequence[_Output], spans: Mapping[int, str], slots: Sequence[_Edit]
) -> bytes:
    """Join what is copied and what is replaced.

    Segments come by their end, so what stands inside one is done before it.
    """
    # Asked once, for all the texts that keep their lines.
    line_end = "\r\n" if b"\r\n" in page.data else "\n"
    encoding = page.file_encoding
    done: list[_Edit] = []
    next_slot = 0
    for index, (segment, translation, _) in enumerate(outputs):
        start, end = segment.span
        while next_slot < len(slots) and slots[next_slot].start < end:
            done.append(slots[next_slot])
            next_slot += 1
        language = spans.get(index)
        if translation is None and language is None:
            continue
        inner: list[_Edit] = []
        # What is inserted where the segment begins, <html>, stays outside.
        while done and done[-1].end > start:
            inner.append(done.pop())
        inner.reverse()
        if translation is None:
            pieces = _copied(page, segment.span, inner)
        else:
            pieces = _translated(page, segment, translation, inner, line_end)
        if language is not None:
            opening = write_markup(f'<span lang="{language}">', segment.within).encode(encoding)
            closing = write_markup("</span>", segment.within).encode(encoding)
            pieces = (opening, *pieces, closing)
        done.append(_Edit(start, end, pieces))
    done += slots[next_slot:]
    return _joined(_copied(page, Span(0, len(page.data)), done))


def _joined(pieces: _Pieces) -> bytes:
    """Join pieces and all that stands inside them, however deep."""
    found: list[bytes] = []
    waiting = [*reversed(pieces)]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, bytes):
            found.append(piece)
        else:
            waiting += reversed(piece.pieces)
    return b"".join(found)


def _translated(
    page: Page, segment: Segment, translation: str, inner: Sequence[_Edit], line_end: str
) -> _Pieces:
    """Write the translation of a segment: text, and the markup that its placeholders stand for."""
    texts, tags = split(translation)
    spans: list[Span] = []
    if tags:
        texts, spans = _placed(segment, texts, tags)
    first, *others = _written(page, segment, texts, line_end)
    found: list[bytes | _Edit] = [first]
    for span, piece in zip(spans, others, strict=True):
        found += (*_copied(page, span, inner), piece)
    if segment.writing is Writing.UNQUOTED:
        quote = write_markup('"', segment.within).encode(page.file_encoding)
        found = [quote, *found, quote]
    start = segment.span.start
    for begin, end in segment.comments:
        found += _copied(page, Span(start + begin, start + end), inner)
    return found


def _placed(
    segment: Segment, texts: Sequence[str], tags: Sequence[str]
) -> tuple[list[str], list[Span]]:
    """Give the texts that stand between placeholders, and the spans of these."""
    start, offsets = segment.span.start, segment.offsets
    places = {token: number for number, token in enumerate(segment.tokens)}
    # <keep>text</keep> goes on behind its first tag.
    kept = {t[:end]: n for t, n in places.items() if (end := t.index(">") + 1) < len(t)}
    found, spans = [texts[0]], []
    is_locked = False
    for tag, text in zip(tags, texts[1:], strict=True):
        if is_locked:
            is_locked = False  # <keep>text</keep> stands for one span, text and all.
            found[-1] = text
            continue
        is_locked = tag in kept
        number = kept[tag] if is_locked else places[tag]
        begin, end = offsets[2 * number], offsets[2 * number + 1]
        spans.append(Span(start + begin, start + end))
        found.append("" if is_locked else text)
    return found, spans


def _written(page: Page, segment: Segment, texts: Sequence[str], line_end: str) -> list[bytes]:
    """Write the texts of a segment, all at once: none has a NUL, and no character becomes one."""
    text = _NUL.join([text.replace(_NUL, "") for text in texts])
    encoding = page.file_encoding
    written = write_text(text, segment.writing, segment.within, encoding)
    if segment.keeps_lines:
        written = written.replace("\n", line_end)
    if page.stored is None:
        return written.encode(encoding).split(b"\0")
    # In UTF-16 there are zeros that are no NUL.
    return [piece.encode(encoding) for piece in written.split(_NUL)]


def _copied(page: Page, span: Span, edits: Sequence[_Edit]) -> _Pieces:
    """Copy a span of the page with the edits inside it; these are in order and apart."""
    data = page.data if page.stored is None else page.stored
    if not edits:
        return (data[span.start : span.end],)
    pieces: list[bytes | _Edit] = []
    at = span.start
    first = bisect_left(edits, span.start, key=attrgetter("start"))
    for index in range(first, len(edits)):
        edit = edits[index]
        if edit.end > span.end:
            break
        pieces += (data[at : edit.start], edit)
        at = edit.end
    pieces.append(data[at : span.end])
    return pieces


def _diagnostics(page: Page, locale: str, findings: list[_Finding]) -> Iterator[Diagnostic]:
    findings.sort(key=lambda finding: finding.segment.span.start)
    locations = page.locations(finding.segment.span.start for finding in findings)
    for finding, location in zip(findings, locations, strict=True):
        severity = _SEVERITIES[finding.code]
        yield Diagnostic(
            finding.code, severity, location, finding.complaint, locale, finding.segment.id
        )
