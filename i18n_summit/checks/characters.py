"""Checks of characters that no translator meant to write."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import name, normalize

from i18n_summit.checks.readings import GAP, IN_BRACKETS, Pair, new_matches, prose
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.language import is_japanese, is_latin
from i18n_summit.model import Severity

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAGS = "(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
"""Behind a black flag they say whose it is."""
_SEPARATORS = "\u2028\u2029\u202d\u202e\ufff9-\ufffb"
_UNSEEN = (
    f"{_SEPARATORS}\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202c"
    "\u2060-\u2064\u2066-\u2069\u3164\ufeff\uffa0"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]|{_TAGS}")
_MAY_BE_INVISIBLE = re.compile(f"[{_UNSEEN}\U000e0000-\U000e007f]")
_NEVER_NEEDED = re.compile(f"[{_SEPARATORS}]|{_TAGS}")
_MARK = re.compile("[\u0300-\u036f\u3099\u309a]")
_DECOMPOSED = re.compile(f"(?s:.){_MARK.pattern}")
_KANA_MARKS = "\u3099\u309a"
_C1 = "\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
"""What the second half of Latin-1 and Windows-1252 begins with: a later byte of UTF-8."""
_GARBLED = (
    "\ufffd+"
    # UTF-8 read as Latin-1 or Windows-1252: é, ’, かな …
    "|(?:[\u00c2\u00c3][\u0080-\u00bf]|\u00e2(?:\u20ac|\u0080)[\u0080-\u00bf\u2018-\u203a\u02dc\u2122\u0153]?"
    "|\u00e3[\u0080-\u0083\u0192\u201a][\u0080-\u00bf\u0152-\u0192\u2018-\u203a\u20ac\u2122\u02c6\u02dc])+"
    # … and kanji, Cyrillic.
    f"|(?:[\u00e4-\u00e9][{_C1}][{_C1}])(?:[\u00e3-\u00e9][{_C1}][{_C1}])+"
    f"|(?:[\u00d0\u00d1][{_C1}]){{3,}}"
    # UTF-8 read as Shift_JIS and as GB 18030: most kana begin with one of three kanji then.
    "|[縺繧繝](?:[^\\s、。ぁ-ん]{1,3}[縺繧繝])+[^\\s、。ぁ-ん]?"
    "|[銇銈銉](?:[^\\s、。ぁ-ん]{1,3}[銇銈銉])+[^\\s、。ぁ-ん]?"
    "|(?:[\u4e00-\u9fff][\uff61-\uff9f]{1,2}){2,}[縺繧繝]?|窶[^れ\\s]"
    # EUC-JP read as Shift_JIS and as Latin-1, Shift_JIS read as Windows-1252.
    "|\uff64[\uff61-\uff9f](?:[\uff64\uff65][\uff61-\uff9f]){2,}"
    "|\u00a4[\u00a1-\u00f3](?:[\u00a4\u00a5][\u00a1-\u00f6]){2,}|(?:\u201a[\u0178\u00a0-\u00f1]){3,}"
)
"""Compiled when it is asked for: few catalogs have any of its letters."""
_MAY_BE_GARBLED = re.compile(
    "[\ufffd\u00a4\u00c2\u00c3\u00d0\u00d1\u00e2-\u00e9\u201a縺繧繝銇銈銉窶\uff61-\uff9f]"
)
_HANGUL = "\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\uac00-\ud7a3"


@cache
def _simplified() -> str:
    """Give the kanji that have a code in China, and none in Japan."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = b"".join(cells).decode("gb2312", "ignore")
    known = chinese.encode("euc_jis_2004", "ignore").decode("euc_jis_2004")
    return "".join(sorted(set(chinese) - set(known)))


@cache
def _foreign() -> list[re.Pattern[str]]:
    return [re.compile(f"[{_HANGUL}{_simplified()}]")]


@text_check(Severity.ERROR, where=[_CONTROL])
def control_character(pair: Pair, brief: Brief) -> Iterator[Finding]:
    r"""The translation has a control character that the source has not.

    Bad:  "View Description" -> 「説明\bを表示」
    Good: "View Description" -> 「説明を表示」
    """
    for match in new_matches(_CONTROL, pair.text, pair.source):
        yield Finding(
            f"U+{ord(match[0]):04X} is a control character. Delete it.",
            at=match.start(),
        )


@text_check(Severity.WARNING, where=[_MAY_BE_INVISIBLE])
def invisible_character(pair: Pair, brief: Brief) -> Iterator[Finding]:
    r"""The translation has a character that nobody sees and the source has not.

    Those that turn the direction of writing are passed over where a language asks for them.

    Bad:  "Stream Processing" -> 「ストリーム\u200b処理」
    Good: "Stream Processing" -> 「ストリーム処理」
    """
    is_needed = not (is_japanese(brief.locale) or is_latin(brief.locale))
    for match in new_matches(_NEVER_NEEDED if is_needed else _INVISIBLE, pair.text, pair.source):
        yield Finding(
            f"U+{ord(match[0][0]):04X} ({name(match[0][0], 'no name').lower()}) cannot be seen."
            " Delete it.",
            at=match.start(),
            length=match.end() - match.start(),
        )


@text_check(Severity.WARNING, where=[_MARK])
def decomposed(pair: Pair, brief: Brief) -> Iterator[Finding]:
    r"""A letter and its mark are two characters, and could be one: searching does not find them.

    Kana are left to ja-width, where a style of Japanese is asked for.

    Bad:  "カフェ" -> "cafe\u0301"
    Good: "カフェ" -> "café"
    """
    has_style = brief.japanese is not None and "composition" in brief.japanese.ways
    for match in new_matches(_DECOMPOSED, pair.text, pair.source):
        one = normalize("NFC", match[0])
        if len(one) == 1 and not (has_style and match[0][1] in _KANA_MARKS):
            yield Finding(
                f"«{one}» is written as two characters. Write it as one.",
                at=match.start(),
                length=2,
                replacement=one,
            )


@text_check(Severity.ERROR, where=[_MAY_BE_GARBLED])
def mojibake(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A part of the translation was read in a wrong encoding.

    UTF-8, EUC-JP and Shift_JIS are known, read as each other, as Latin-1 or as GB 18030.

    Bad:  "View" -> 「陦ｨ遉ｺ縺ｾ縺吶」, or "café" -> "cafÃ©"
    Good: "View" -> 「表示します」
    """
    for match in new_matches(re.compile(_GARBLED), pair.text, pair.source):
        yield Finding(
            f"«{match[0]}» comes from a wrong encoding. Write it anew.",
            at=match.start(),
            length=match.end() - match.start(),
        )


@text_check(Severity.WARNING, where=_foreign, languages=is_japanese)
def foreign_letter(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A letter of Korean or of simplified Chinese stands in a Japanese text.

    What stands in the source too, or in quotes or brackets, is passed over: names.

    Bad:  "View the settings" -> 「设定を表示」
    Good: "View the settings" -> 「設定を表示」, "Chinese (简体中文)" -> 「中国語（简体中文）」
    """
    text = IN_BRACKETS.sub(lambda match: GAP * len(match[0]), prose(pair.text))
    pattern = re.compile(f"[{_HANGUL}]+|[{_simplified()}]")
    for match in new_matches(pattern, text, pair.source):
        is_chinese = match[0] in _simplified()
        what = "a letter of simplified Chinese" if is_chinese else "Korean"
        yield Finding(
            f"«{match[0]}» is {what}. Write it in Japanese.",
            at=match.start(),
            length=len(match[0]),
        )
