"""Checks of messages against each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from i18n_summit.checks.readings import prose
from i18n_summit.checks.register import Brief, Finding, message_check
from i18n_summit.language import count_words
from i18n_summit.model import Message, Severity

_FEWEST_WORDS = 5
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHOWN = 40


@message_check(Severity.WARNING)
def inconsistent(message: Message, brief: Brief) -> Iterator[Finding]:
    """The same text has two translations in one catalog.

    Tags, space and the full stop make no difference; a context does.

    Bad:  "View Description" -> 「説明を表示」, "<b>View Description</b>" -> 「詳細を見る」
    Good: "View Description" -> 「説明を表示」, "<b>View Description</b>" -> 「<b>説明を表示</b>」
    """
    if not _is_compared(message):
        return
    first = _translations(brief)[message.context, _unified(message.id)]
    if first.id != message.id and _unified(first.translation) != _unified(message.translation):
        yield Finding(
            f"the same text is «{_shown(first.translation)}» at line {first.line}."
            " Translate both alike."
        )


@message_check(Severity.WARNING)
def reused(message: Message, brief: Brief) -> Iterator[Finding]:
    """Two texts have one translation, word for word, and hardly a word in common.

    Short ones, and those that differ in their case or plural, are passed over.

    Bad:  "How Uber scaled Kafka to …" and "Why we stopped sharding by …" -> 「Uber が Kafka を…」
    Good: "The file could not be read." and "Could not read the file." -> 「ファイルを読めません。」
    """
    if not _is_compared(message) or len(message.id) < 2 * _FEWEST_WORDS:
        return
    first = _sources(brief).get(message.translation)
    if first is None or message.id in {first.id, message.translation}:
        return
    if min(count_words(prose(message.id)), count_words(prose(first.id))) < _FEWEST_WORDS:
        return
    ours, theirs = _words(message.id), _words(first.id)
    if ours and theirs and 4 * len(ours & theirs) < min(len(ours), len(theirs)):
        yield Finding(
            f"«{_shown(first.id)}», at line {first.line}, has this translation too."
            " One of them is wrong."
        )


def _is_compared(message: Message) -> bool:
    return message.is_translated and message.id_plural is None


# One catalog at a time is checked: its brief is the same for all its messages.
@lru_cache(maxsize=1)
def _translations(brief: Brief) -> Mapping[tuple[str | None, str], Message]:
    """Give the first message of each text."""
    found: dict[tuple[str | None, str], Message] = {}
    for message in brief.catalog.messages:
        if _is_compared(message):
            found.setdefault((message.context, _unified(message.id)), message)
    return found


@lru_cache(maxsize=1)
def _sources(brief: Brief) -> Mapping[str, Message]:
    """Give the first message of each translation that stands twice."""
    found: defaultdict[str, list[Message]] = defaultdict(list)
    for message in brief.catalog.messages:
        if _is_compared(message):
            found[message.translation].append(message)
    return {text: messages[0] for text, messages in found.items() if len(messages) > 1}


@lru_cache(maxsize=64)
def _unified(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.split()).rstrip(".。").replace(" ", "")


def _words(text: str) -> set[str]:
    words = set(_WORD.findall(prose(text).lower()))
    return {word.rstrip("s") for word in words if not word.isdigit()}


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
