"""Checks: what is missing or wrong in a catalog."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from i18n_summit.checks import (
    bilingual,
    characters,
    consistency,
    glossaries,
    headers,
    languages,
    names,
    numbers,
    placeholders,
    punctuation,
    rendering,
    sources,
    state,
    suppression,
    suppression_in_pages,
    variables,
)
from i18n_summit.checks.japanese import rules
from i18n_summit.checks.japanese.inference import settled
from i18n_summit.checks.japanese.profiles import DEFAULT, Profile, profile_named
from i18n_summit.checks.japanese.texts import Texts
from i18n_summit.checks.joined import Joined
from i18n_summit.checks.readings import pairs
from i18n_summit.checks.register import CHECKS, RENDERED, Brief, Check, Finding, Need, made
from i18n_summit.checks.suppression import UNUSED
from i18n_summit.checks.suppression_in_pages import not_suppressed, unsuppressed
from i18n_summit.glossary import Glossary
from i18n_summit.language import JAPANESE, are_same
from i18n_summit.model import (
    Catalog,
    Coverage,
    Diagnostic,
    Key,
    Location,
    Message,
    Page,
    Span,
    Survey,
)

__all__ = [
    "CHECKS",
    "DEFAULT_CHECKS",
    "RENDERED",
    "THRESHOLD",
    "Brief",
    "Check",
    "below_threshold",
    "bilingual",
    "characters",
    "check_catalog",
    "check_page",
    "consistency",
    "glossaries",
    "headers",
    "languages",
    "names",
    "numbers",
    "placeholders",
    "punctuation",
    "rendering",
    "rules",
    "sources",
    "state",
    "suppression",
    "suppression_in_pages",
    "unsuppressed",
    "variables",
]

DEFAULT_CHECKS = frozenset(code for code, check in CHECKS.items() if check.is_default)
THRESHOLD = "coverage"
"""The code of the check of thresholds."""
_AROUND = 400
"""Bytes of a page's line that are shown on either side of what is wrong."""
Place = Callable[[Message, str, int], tuple[int, int]]
"""Gives line and column of a message's character: keyword of its string, offset in it."""


class _Found(NamedTuple):
    check: Check
    finding: Finding
    about: Message | None


def check_catalog(
    catalog: Catalog,
    path: PurePosixPath,
    locale: str,
    *,
    survey: Survey | None = None,
    glossary: Glossary | None = None,
    japanese: Profile | None = None,
    checks: Collection[str] = DEFAULT_CHECKS,
    place: Place | None = None,
    is_own: bool = True,
) -> list[Diagnostic]:
    """Run *checks* on one catalog; with the *survey* of what
    the locale needs, also those against the pages; with a *glossary*, that of terms.
    *japanese* is the style that Japanese is held to: that of the catalog itself, when not
    given.

    One that is not our *own* has tags of any kind. The findings come by line and
    column, at one place as the catalog has the messages, and of one message in the order of
    the register; without *place* they stand at the line of their message.
    """
    translations = [(message, pair) for message in catalog.messages for pair in pairs(message)]
    style = texts = None
    if are_same(locale, JAPANESE):
        style = japanese or profile_named(DEFAULT)
        asked = (check.needs is Need.JAPANESE for code, check in CHECKS.items() if code in checks)
        if style.ways and any(asked):
            texts = Texts(translations)
            style = settled(style, texts)
    brief = Brief(locale, catalog, glossary, survey, path, is_own, style, texts, translations)
    chosen = [
        check
        for code, check in CHECKS.items()
        if code in checks and (check.needs is None or check.needs.is_met(brief))
    ]
    on_message = [(check, check.on_message) for check in chosen if check.on_message]
    found = [
        _Found(check, finding, finding.about)
        for check in chosen
        if check.on_catalog
        for finding in check.on_catalog(brief)
    ]
    found += [
        _Found(check, finding, message)
        for message in catalog.messages
        if not message.is_obsolete
        for check, run in on_message
        for finding in run(message, brief)
    ]
    found += _in_texts([check for check in chosen if check.on_text], brief)
    found = _not_suppressed(found, catalog, {check.code for check in chosen})
    diagnostics = [_diagnostic(item, path, locale, place) for item in found]
    messages = {message.key: number for number, message in enumerate(catalog.messages)}
    codes = {code: number for number, code in enumerate(CHECKS)}

    def order(found: Diagnostic) -> tuple[int, ...]:
        # The header is none of them, nor is what is said of the catalog itself.
        number = -1 if found.id is None else messages.get((found.context, found.id), -1)
        return (*found.location[1:], number, codes[found.code])

    return sorted(diagnostics, key=order)


def _in_texts(checks: Iterable[Check], brief: Brief) -> Iterator[_Found]:
    """Give what checks of texts find, each of them in the texts that it looks at."""
    listed = brief.translations
    texts = Joined(pair.text for _, pair in listed)
    sources = Joined(pair.source for _, pair in listed)
    for check in checks:
        assert check.on_text is not None
        if check.languages is not None and not check.languages(brief.locale):
            continue
        chosen = texts.having(*made(check.where)) | sources.having(*made(check.in_source))
        is_of_all = not (check.where or check.in_source)
        for number in range(len(listed)) if is_of_all else sorted(chosen):
            message, pair = listed[number]
            for finding in check.on_text(pair, brief):
                yield _Found(check, replace(finding, form=pair.form), message)


def check_page(page: Page, checks: Collection[str] = DEFAULT_CHECKS) -> list[Diagnostic]:
    """Run *checks* on one page; the findings come by line and column."""
    listed = [
        (code, finding)
        for code, check in CHECKS.items()
        if code in checks and check.on_page is not None
        for finding in check.on_page(page)
    ]
    listed = list(not_suppressed(page, listed, checks))
    found = sorted((finding.start, finding.end, code, finding.message) for code, finding in listed)
    places = page.locations(start for start, *_ in found)
    return [
        _page_diagnostic(page, CHECKS[code], message, place, Span(start, end))
        for (start, end, code, message), place in zip(found, places, strict=True)
    ]


def below_threshold(
    coverage: Coverage, least: Mapping[str, int], path: PurePosixPath
) -> Iterator[Diagnostic]:
    """Name the roles of a locale that are covered less than they must be.

    *least* gives percentages by role; "all" is the locale as a whole.
    """
    for finding in state.coverage(coverage, least):
        found = _Found(CHECKS[THRESHOLD], finding, None)
        yield _diagnostic(found, path, coverage.locale, None)


def _not_suppressed(found: list[_Found], catalog: Catalog, ran: set[str]) -> list[_Found]:
    """Give what no comment suppresses, and the suppressions that suppress nothing."""
    said = {
        message.key: (message, own)
        for message in catalog.messages
        if message.translator_comment and (own := suppression.suppressions(message))
    }
    if not said:
        return found
    left: list[_Found] = []
    used: defaultdict[Key, set[str]] = defaultdict(set)
    for item in found:
        if item.about and item.about.key in said and said[item.about.key][1].cover(item.check):
            used[item.about.key].add(item.check.code)
        else:
            left.append(item)
    if UNUSED in ran:
        left += [
            _Found(CHECKS[UNUSED], finding, message)
            for key, (message, own) in said.items()
            for finding in suppression.unused_suppression(
                message, [code for code in own.codes if code in ran], used[key]
            )
        ]
    return left


def _diagnostic(found: _Found, path: PurePosixPath, locale: str, place: Place | None) -> Diagnostic:
    check, finding, about = found
    if about is None:
        return Diagnostic(check.code, check.severity, Location(path), finding.message, locale)
    location = Location(path, max(about.line, 1))
    keyword, text = _string(finding, about)
    if place is not None and (finding.at is not None or finding.in_source or not about.line):
        location = Location(path, *place(about, keyword, finding.at or 0))
    return Diagnostic(
        check.code,
        check.severity,
        location,
        finding.message,
        locale,
        about.id,
        about.context,
        None if finding.at is None else text,
        finding.at,
        finding.length,
        finding.replacement,
        tuple(message.key for message in finding.beside),
    )


def _page_diagnostic(
    page: Page, check: Check, message: str, place: Location, span: Span
) -> Diagnostic:
    """Say where in its line a finding is, unless it is of the page as a whole."""
    if span.start == span.end:
        return Diagnostic(check.code, check.severity, place, message)
    # A page may be one line: what is shown of it is cut.
    start = page.data.rfind(b"\n", max(span.start - _AROUND, 0), span.start) + 1
    before = page.data[start or max(span.start - _AROUND, 0) : span.start]
    wrong, *_ = page.data[span.start : span.end].split(b"\n")
    behind, *_ = page.data[span.start + len(wrong) : span.end + _AROUND].split(b"\n")
    parts = [part.decode(page.encoding, "ignore") for part in (before, wrong, behind)]
    parts[0] = parts[0].removeprefix("\ufeff")
    return Diagnostic(
        check.code,
        check.severity,
        place,
        message,
        text="".join(parts).removesuffix("\r"),
        at=len(parts[0]),
        length=len(parts[1]),
    )


def _string(finding: Finding, about: Message) -> tuple[str, str]:
    """Give the string that a finding is in: its keyword and its text."""
    if finding.in_source:
        is_one = finding.form == 0 < len(about.plural_translations) - 1
        if about.id_plural and not is_one:
            return "msgid_plural", about.id_plural
        return "msgid", about.id
    if about.plural_translations:
        return f"msgstr[{finding.form}]", about.plural_translations[finding.form]
    return "msgstr", about.translation
