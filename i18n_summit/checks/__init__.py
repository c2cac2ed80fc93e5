"""Checks: what is missing or wrong in a catalog."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath

from i18n_summit.checks import glossaries, languages, placeholders, state
from i18n_summit.checks.register import CHECKS, Brief, Check, Finding
from i18n_summit.glossary import Glossary
from i18n_summit.model import Catalog, Coverage, Diagnostic, Location, Message, Severity, Survey

__all__ = [
    "CHECKS",
    "THRESHOLD",
    "below_threshold",
    "check_catalog",
    "glossaries",
    "languages",
    "placeholders",
    "state",
]

THRESHOLD = "coverage"
"""The code of what no check finds: a locale below its least coverage."""
Place = Callable[[Message, str, int], tuple[int, int]]
"""Gives line and column of a message's character: keyword of its string, offset in it."""


def check_catalog(
    catalog: Catalog,
    path: PurePosixPath,
    locale: str,
    *,
    survey: Survey | None = None,
    glossary: Glossary | None = None,
    checks: Collection[str] = CHECKS.keys(),
    place: Place | None = None,
) -> list[Diagnostic]:
    """Run *checks* on one catalog; with the *survey* of what
    the locale needs, also those against the pages; with a *glossary*, that of terms.

    The findings come by line and column, and at one place in the order of the register.
    Without *place* they stand at the line of their message.
    """
    chosen = [check for code, check in CHECKS.items() if code in checks]
    found = [
        _diagnostic(check, finding, finding.about, path, locale=locale, place=place)
        for check in chosen
        if check.on_catalog is not None and survey is not None
        for finding in check.on_catalog(catalog, survey)
    ]
    brief = Brief(locale, catalog, glossary)
    on_message = [(check, check.on_message) for check in chosen if check.on_message is not None]
    found += [
        _diagnostic(check, finding, message, path, locale=locale, place=place)
        for message in catalog.messages
        if not message.is_obsolete
        for check, run in on_message
        for finding in run(message, brief)
    ]
    return sorted(found, key=lambda diagnostic: diagnostic.location[1:])


def below_threshold(
    coverage: Coverage, least: Mapping[str, int], path: PurePosixPath
) -> Iterator[Diagnostic]:
    """Name the roles of a locale that are covered less than they must be.

    *least* gives percentages by role; "all" is the locale as a whole.
    """
    for role, percent in least.items():
        count = coverage.all if role == "all" else coverage.roles.get(role)
        if count is None or count.percent >= percent:
            continue
        where = coverage.locale if role == "all" else f"{coverage.locale}, {role}"
        yield Diagnostic(
            THRESHOLD,
            Severity.ERROR,
            Location(path),
            f"{where}: {count.percent} % translated ({count.translated} of {count.total}), and"
            f" {percent} % are asked for. Translate what is missing.",
            coverage.locale,
        )


def _diagnostic(
    check: Check,
    finding: Finding,
    about: Message | None,
    path: PurePosixPath,
    *,
    locale: str,
    place: Place | None,
) -> Diagnostic:
    if about is None:
        return Diagnostic(check.code, check.severity, Location(path), finding.message, locale)
    location = Location(path, about.line)
    keyword, text = _string(finding, about)
    if place is not None and (finding.at is not None or finding.in_source):
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
    )


def _string(finding: Finding, about: Message) -> tuple[str, str]:
    """Give the string that a finding is in: its keyword and its text."""
    if finding.in_source:
        return "msgid", about.id
    if about.plural_translations:
        return f"msgstr[{finding.form}]", about.plural_translations[finding.form]
    return "msgstr", about.translation
