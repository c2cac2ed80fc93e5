"""Checks of how far a catalog is: what is not translated, not approved, not up to date."""

from collections.abc import Iterator, Mapping

from i18n_summit.checks.register import (
    Brief,
    Finding,
    Need,
    catalog_check,
    late_check,
    message_check,
)
from i18n_summit.model import Coverage, Message, Severity

_SHOWN = 40


@message_check(Severity.WARNING)
def missing(message: Message, brief: Brief) -> Iterator[Finding]:
    """The message has no translation: readers get the source text.

    Bad:  msgid "View Description", msgstr ""
    Good: msgid "View Description", msgstr "説明を表示"
    """
    if not message.has_text:
        yield Finding(f"{quoted(message.id)} has no translation. Write its msgstr.")


@message_check(Severity.WARNING)
def fuzzy(message: Message, brief: Brief) -> Iterator[Finding]:
    """The translation is a guess that nobody has approved: readers get the source text.

    Bad:  #, fuzzy
    Good: the translation compared with its msgid, and the flag removed
    """
    if message.has_text and message.is_fuzzy:
        yield Finding(
            f"the translation of {quoted(message.id)} is fuzzy. Review it and remove the flag."
        )


@catalog_check(Severity.ERROR, needs=Need.SURVEY, is_of_messages=False)
def stale(brief: Brief) -> Iterator[Finding]:
    """The pages have moved on: the catalog lacks messages, or has some that no page has.

    Bad:  a heading was reworded on the page, and the catalog has the old one
    Good: i18n-summit extract was run, and the catalogs were committed with the page
    """
    survey = brief.survey
    assert survey is not None
    live = brief.catalog.by_key()
    wanted = {source.message.key: source for source in survey.sources}
    new = [source for key, source in wanted.items() if key not in live]
    gone = [
        message
        for key, message in live.items()
        # A page that cannot be read may have it still.
        if key not in wanted and not any(map(survey.is_unread, message.references))
    ]
    if new:
        first = new[0]
        yield Finding(
            f"{_count(len(new))} of the pages not in the catalog, the first at"
            f" {first.location.path}:{first.location.line}: {quoted(first.message.id)}."
            " Run i18n-summit extract."
        )
    if gone:
        yield Finding(
            f"{_count(len(gone))} in the catalog that no page has any more, the first:"
            f" {quoted(gone[0].id)}. Run i18n-summit extract.",
            about=gone[0],
        )


@catalog_check(Severity.WARNING, is_default=False)
def obsolete(brief: Brief) -> Iterator[Finding]:
    """The message is kept for its translation only: no page asks for it any more.

    It is run where it is selected, for to keep them is no defect.

    Bad:  #~ msgid "Register by August 9"
    Good: the entry deleted, once nobody will want its words again
    """
    for message in brief.catalog.messages:
        if message.is_obsolete:
            yield Finding(
                f"{quoted(message.id)} is obsolete. Delete the entry, if it will not come back.",
                about=message,
            )


@late_check(Severity.ERROR, is_of_messages=False)
def coverage(measured: Coverage, least: Mapping[str, int]) -> Iterator[Finding]:
    """A locale, or a role in it, is translated less than the settings or --fail-under ask for.

    Fuzzy translations, and those with broken placeholders, do not count.

    Bad:  ja = 100 in the settings, and 118 of 119 messages translated
    Good: all of them translated
    """
    for role, percent in least.items():
        count = measured.all if role == "all" else measured.roles.get(role)
        if count is None or count.percent >= percent:
            continue
        where = measured.locale if role == "all" else f"{measured.locale}, {role}"
        yield Finding(
            f"{where}: {count.percent} % translated ({count.translated} of {count.total}), and"
            f" {percent} % are asked for. Translate what is missing."
        )


def _count(number: int) -> str:
    return f"{number} message" if number == 1 else f"{number} messages"


def quoted(text: str) -> str:
    """Give the beginning of a text, on one line."""
    line = " ".join(text.split())
    return f"«{line}»" if len(line) <= _SHOWN else f"«{line[: _SHOWN - 1]}…»"
