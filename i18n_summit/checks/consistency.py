"""Checks of messages against each other."""

import re
from collections.abc import Iterator

from i18n_summit.checks.readings import prose
from i18n_summit.checks.register import Brief, Finding, catalog_check
from i18n_summit.language import count_words
from i18n_summit.model import Key, Message, Severity

_FEWEST_WORDS = 5
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHOWN = 40


@catalog_check(Severity.WARNING)
def inconsistent(brief: Brief) -> Iterator[Finding]:
    """The same text has two translations in one catalog.

    Tags, space and the full stop make no difference; a context does.

    Bad:  "View Description" -> 「説明を表示」, "<b>View Description</b>" -> 「詳細を見る」
    Good: "View Description" -> 「説明を表示」, "<b>View Description</b>" -> 「<b>説明を表示</b>」
    """
    known: dict[Key, Message] = {}
    for message in _compared(brief):
        first = known.setdefault((message.context, _unified(message.id)), message)
        if first is message or first.id == message.id:
            continue
        if _unified(first.translation) != _unified(message.translation):
            yield Finding(
                f"the same text is «{_shown(first.translation)}» at line {first.line}."
                " Translate both alike.",
                about=message,
                beside=(first,),
            )


@catalog_check(Severity.WARNING)
def reused(brief: Brief) -> Iterator[Finding]:
    """Two texts have one translation, word for word, and hardly a word in common.

    Short ones, and those that differ in their case or plural, are passed over.

    Bad:  "How Uber scaled Kafka to …" and "Why we stopped sharding by …" -> 「Uber が Kafka を…」
    Good: "The file could not be read." and "Could not read the file." -> 「ファイルを読めません。」
    """
    known: dict[str, Message] = {}
    for message in _compared(brief):
        first = known.setdefault(message.translation, message)
        if first is not message and _are_others(message.id, first.id, message.translation):
            yield Finding(
                f"«{_shown(first.id)}», at line {first.line}, has this translation too."
                " One of them is wrong.",
                about=message,
                beside=(first,),
            )


def _compared(brief: Brief) -> Iterator[Message]:
    return (message for message, _ in brief.translations if message.id_plural is None)


def _unified(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", text)
    return "".join(text.split()).rstrip(".。")


def _are_others(one: str, other: str, translation: str) -> bool:
    """Tell whether two texts of one translation have hardly a word in common."""
    if one in (other, translation):
        return False
    if min(count_words(prose(one)), count_words(prose(other))) < _FEWEST_WORDS:
        return False
    ours, theirs = _words(one), _words(other)
    return bool(ours and theirs) and 4 * len(ours & theirs) < min(len(ours), len(theirs))


def _words(text: str) -> set[str]:
    words = set(_WORD.findall(prose(text).lower()))
    return {word.rstrip("s") for word in words if not word.isdigit()}


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
