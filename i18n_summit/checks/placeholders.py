"""Checks of what translators may move and must not alter."""

from collections.abc import Iterator

from i18n_summit.checks.register import Brief, Finding, Need, message_check
from i18n_summit.markup import placeholder_problems
from i18n_summit.model import Message, Severity


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
            yield Finding(f"{problem}. Until then the source stays in the page.")
