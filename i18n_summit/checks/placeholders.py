"""Checks of what translators may move and must not alter."""

from collections.abc import Iterator

from i18n_summit.checks.register import Brief, Finding, Need, message_check
from i18n_summit.markup import is_blank
from i18n_summit.model import Message, Severity
from i18n_summit.placeholders import placeholder_problems


@message_check(Severity.ERROR, needs=Need.OWN, is_suppressible=False)
def placeholder(message: Message, brief: Brief) -> Iterator[Finding]:
    """A tag is lost, doubled, crossed, foreign or out of place, or locked text has changed.

    The translation cannot be used: readers get the source text. Catalogs of other tools,
    whose tags are no placeholders of ours, are not looked at.

    Bad:  "Read <a>the docs</a>." -> 「ドキュメントをお読みください。」
    Good: "Read <a>the docs</a>." -> 「<a>ドキュメント</a>をお読みください。」
    """
    if message.is_translated and message.id_plural is None:
        for problem in placeholder_problems(message.id, message.translation):
            yield Finding(
                f"{problem.complaint}. Until then the source stays in the page.",
                at=problem.at,
                length=problem.length,
                in_source=problem.in_source,
            )


@message_check(Severity.ERROR, needs=Need.OWN, is_suppressible=False)
def empty(message: Message, brief: Brief) -> Iterator[Finding]:
    """The translation has tags or white space and nothing to read.

    It cannot be used, and counts as missing: readers get the source text. In catalogs of other
    tools tags may be text, and these are not looked at.

    Bad:  "<b>Keynote</b> at noon" -> 「<b></b>」
    Good: "<b>Keynote</b> at noon" -> 「正午から<b>基調講演</b>」
    """
    if message.id_plural is not None or not message.is_translated or is_blank(message.id):
        return
    if is_blank(message.translation):
        yield Finding(
            "the translation has nothing to read. Write its text, or leave the msgstr empty:"
            " until then the source stays in the page."
        )
