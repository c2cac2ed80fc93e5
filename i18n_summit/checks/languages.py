"""Checks of the language that a translation is in."""

import re
from collections.abc import Iterator

from i18n_summit.checks.readings import Pair, pairs, prose
from i18n_summit.checks.register import Brief, Finding, message_check
from i18n_summit.language import (
    JAPANESE,
    UNKNOWN,
    are_same,
    count_words,
    has_japanese,
    is_japanese,
    is_latin,
    is_left_japanese,
    is_name,
    text_language,
)
from i18n_summit.markup import own_text
from i18n_summit.model import Message, Severity

_FEWEST_WORDS = 4
"""Shorter texts are often names, which stay as they are."""
_ADDRESS = re.compile(
    # Looked for where a word begins: from each letter on, a long word would be read as often.
    r"(?<![a-z0-9+.-])[0-9+.-]*+[a-z][a-z0-9+.-]*+://[!-~]+"
    r"|(?<![\w.+-])[\w.+-]++@[a-z0-9.-]+"
    r"|www\.[!-~]+",
    re.ASCII | re.IGNORECASE,
)


_VARIABLE = re.compile(r"%\(\w*\)[a-z]|\{[\w.!:]*\}|&(?:#?\w+);|%[a-zA-Z]\b", re.ASCII)
"""What a program puts words in for."""
_NOTICE = "All rights reserved"
"""Of a copyright: as it is in any language."""


@message_check(Severity.WARNING, allows_identical=True)
def copy(message: Message, brief: Brief) -> Iterator[Finding]:
    """The translation is the source text, four words or more of it and no name.

    A text is taken for a name where each of its words begins with a capital; "All rights reserved"
    stays as it is.

    Bad:  "Help, My Kafka is Broken!" -> "Help, My Kafka is Broken!"
    Good: "Kafka Summit San Francisco 2019" -> "Kafka Summit San Francisco 2019"
    """
    if _is_copy(message, brief.locale):
        yield Finding("the translation is a copy of the source. Translate it.")


@message_check(Severity.WARNING, allows_identical=True)
def language(message: Message, brief: Brief) -> Iterator[Finding]:
    """The translation is in another language than its catalog's.

    Bad:  in en: "View Description" for 「説明を表示」 left as 「説明を表示」
    Good: in ja: 「Kafka Streams と KSQL」, which names products and is Japanese
    """
    locale, is_into_japanese = brief.locale, is_japanese(brief.locale)
    if is_into_japanese and has_japanese(own_text(message.translation)):
        return  # Nearly all of them.
    if locale == UNKNOWN or not message.is_translated or _is_copy(message, locale):
        return
    if is_into_japanese:
        text = _read_text(message.translation)
        if count_words(text) >= _FEWEST_WORDS and not is_name(text):
            yield Finding("the translation has no Japanese in it. Translate it into Japanese.")
    elif is_latin(locale) and any(_is_japanese(pair, locale) for pair in pairs(message)):
        yield Finding(f"the translation is in Japanese. Translate it into {locale}.")


def _is_japanese(pair: Pair, locale: str) -> bool:
    """Tell whether a translation is in Japanese; of English made from Japanese, all of it must
    be: parts are leftover-japanese.
    """
    if not has_japanese(pair.text):
        return False
    text, source = prose(pair.text), prose(pair.source)
    if are_same(locale, "en") and has_japanese(pair.source):
        return is_left_japanese(text, source)
    return text_language(text, None, latin=locale) == JAPANESE


def _is_copy(message: Message, locale: str) -> bool:
    if message.translation != message.id or not message.is_translated:
        return False
    text = _read_text(message.id)
    if count_words(text) < _FEWEST_WORDS or is_name(text):
        return False
    # A British catalog has American words, most of which stay.
    return not are_same(text_language(text, None, latin="en"), locale)


def _read_text(text: str) -> str:
    """Give what is read as words: neither tags nor locked text nor addresses nor variables, nor
    the notice of a copyright.
    """
    text = own_text(text).replace(_NOTICE, " ")
    if "%" in text or "{" in text or "&" in text:
        text = _VARIABLE.sub(" ", text)
    has_address = "://" in text or "@" in text or "www." in text.lower()
    return _ADDRESS.sub(" ", text) if has_address else text
