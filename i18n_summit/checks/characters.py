"""Checks of characters that no translator meant to write."""

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from i18n_summit.checks.readings import new_matches, pairs
from i18n_summit.checks.register import Brief, Finding, message_check
from i18n_summit.language import JAPANESE, are_same, is_latin
from i18n_summit.model import Message, Severity

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_DECOMPOSED = re.compile("(?s:.)[\u0300-\u036f\u3099\u309a]")
_KANA_MARKS = "\u3099\u309a"
_GARBLED = re.compile(
    "\ufffd+"
    # UTF-8 read as Latin-1 or Windows-1252: é, ’, かな …
    "|(?:[\u00c2\u00c3][\u0080-\u00bf]|\u00e2(?:\u20ac|\u0080)[\u0080-\u00bf\u2018-\u203a\u02dc\u2122\u0153]?"
    "|\u00e3[\u0080-\u0083\u0192\u201a][\u0080-\u00bf\u0152-\u0192\u2018-\u203a\u20ac\u2122\u02c6\u02dc])+"
    # UTF-8 read as Shift_JIS: most kana begin with one of three kanji then.
    "|[縺繧繝](?:[^\\s、。ぁ-ん]{1,3}[縺繧繝])+[^\\s、。ぁ-ん]?"
)


@message_check(Severity.ERROR)
def control_character(message: Message, brief: Brief) -> Iterator[Finding]:
    r"""The translation has a control character that the source has not.

    Bad:  "View Description" -> 「説明\bを表示」
    Good: "View Description" -> 「説明を表示」
    """
    for pair in pairs(message):
        for match in new_matches(_CONTROL, pair.text, pair.source):
            yield Finding(
                f"U+{ord(match[0]):04X} is a control character. Delete it.",
                at=match.start(),
                form=pair.form,
            )


@message_check(Severity.WARNING)
def invisible_character(message: Message, brief: Brief) -> Iterator[Finding]:
    r"""The translation has a character that nobody sees and the source has not.

    Those that turn the direction of writing are passed over where a language asks for them.

    Bad:  "Stream Processing" -> 「ストリーム\u200b処理」
    Good: "Stream Processing" -> 「ストリーム処理」
    """
    for pair in pairs(message):
        if pair.text.isascii():
            continue
        is_needed = not (are_same(brief.locale, JAPANESE) or is_latin(brief.locale))
        for match in new_matches(_OVERRIDE if is_needed else _INVISIBLE, pair.text, pair.source):
            yield Finding(
                f"U+{ord(match[0]):04X} ({name(match[0]).lower()}) cannot be seen. Delete it.",
                at=match.start(),
                form=pair.form,
            )


@message_check(Severity.WARNING)
def decomposed(message: Message, brief: Brief) -> Iterator[Finding]:
    r"""A letter and its mark are two characters, and could be one: searching does not find them.

    Kana are left to ja-width, where a style of Japanese is asked for.

    Bad:  "カフェ" -> "cafe\u0301"
    Good: "カフェ" -> "café"
    """
    has_style = brief.japanese is not None and "composition" in brief.japanese.ways
    for pair in pairs(message):
        if pair.text.isascii():
            continue
        for match in new_matches(_DECOMPOSED, pair.text, pair.source):
            one = normalize("NFC", match[0])
            if len(one) == 1 and not (has_style and match[0][1] in _KANA_MARKS):
                yield Finding(
                    f"«{one}» is written as two characters. Write it as one.",
                    at=match.start(),
                    length=2,
                    form=pair.form,
                    replacement=one,
                )


@message_check(Severity.ERROR)
def mojibake(message: Message, brief: Brief) -> Iterator[Finding]:
    """A part of the translation was read in a wrong encoding.

    Bad:  "View" -> 「陦ｨ遉ｺ縺ｾ縺吶」, or "café" -> "cafÃ©"
    Good: "View" -> 「表示します」
    """
    for pair in pairs(message):
        if pair.text.isascii():
            continue
        for match in new_matches(_GARBLED, pair.text, pair.source):
            yield Finding(
                f"«{match[0]}» comes from a wrong encoding. Write it anew.",
                at=match.start(),
                length=match.end() - match.start(),
                form=pair.form,
            )
