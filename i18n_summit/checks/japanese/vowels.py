"""The long vowel at the end of katakana words, told by the English word they are made from.

No dictionary: each letter of the English word gives the katakana that it may be
heard as, and the whole of it must fit.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_ROWS = {
    "b": "バビブベボヴ",
    "c": "カキクケコサシスセソチ",
    "d": "ダヂヅデドジ",
    "f": "フハヒヘホ",
    "g": "ガギグゲゴジ",
    "h": "ハヒフヘホ",
    "j": "ジザズ",
    "k": "カキクケコ",
    "l": "ラリルレロ",
    "m": "マミムメモン",
    "n": "ナニヌネノン",
    "p": "パピプペポフ",
    "q": "クカキコ",
    "r": "ラリルレロ",
    "s": "サシスセソザジズゼゾ",
    "t": "タチツテトダシサ",
    "v": "バビブベボヴ",
    "w": "ワウ",
    "x": "クキ",
    "y": "ヤユヨイ",
    "z": "ザジズゼゾ",
}
"""The first kana that a consonant may be heard as."""
_ONE = frozenset({"ck", *(letter * 2 for letter in _ROWS)})
"""Two letters that are heard as one."""
_MAY_BE_SILENT = frozenset("ghlrwy")
"""Not heard in some words."""
_FIRST_VOWEL = {"a": "アエオ", "e": "エイ", "i": "イア", "o": "オアワ", "u": "ユアウ"}
_VOWEL = "[ァ-オャ-ヨッンーワ]{0,3}"
_LAST_ER = {
    "b": "バ",
    "c": "[カサ]",
    "ch": "チャ",
    "ck": "カ",
    "d": "ダ",
    "f": "ファ",
    "g": "(?:ガ|ジャ)",
    "j": "ジャ",
    "k": "カ",
    "l": "ラ",
    "m": "マ",
    "n": "ナ",
    "p": "パ",
    "ph": "ファ",
    "r": "ラ",
    "s": "(?:[サザ]|シャ)",
    "sh": "シャ",
    "t": "タ",
    "th": "[サザ]",
    "v": "(?:バ|ヴァ)",
    "w": "ワ",
    "x": "サ",
    "y": "ヤ",
    "z": "ザ",
}
"""The last kana of -er, -or and -ar, by the consonant before it; ア takes no long vowel."""
_LAST_Y = {"c": "シ", "r": "リ", "g": "ジ", "x": "[キク]?シ"}
_SHORTEST = 3
"""エラ and カラ are too short to be told from parts of other words."""
_MOST = 100
"""Words of one source that are looked for; with all of a book, time would grow as its square."""
MAY_END = re.compile(r"[ry](?<=[eoa]r|[crgx]y)s?\b|ies\b")
"""Finds nothing in a source that has no word with such an ending, as two in three."""
_ENDING = re.compile(
    # The word first, for that is read once whatever its end.
    r"\b[A-Za-z]?[a-z]{1,33}+\b(?<=[rys])(?:(?<=[a-z][eoa]rs)|(?<=[a-z][crgx]ys)|(?<=[a-z][crgx]ies)"
    r"|(?<=[a-z][eoa]r)|(?<=[a-z][crgx]y))"
)
_WORD = re.compile("[ァ-ヺー]+")
_NARROW = {code: code - 0x3020 for code in range(0x30A1, 0x3100)}
"""Katakana as characters of one byte: patterns of these are made in half the time."""
_CODE = re.compile(
    r"`[^`]*`|<[^<>]*>|%\([^()\s]*\)|\{[^{}]*\}|\$\w+|(?<![\w-])[\w-]++[._/\\:@][\w./\\:@-]+"
)
_HAS_CODE = re.compile(r"[`<%{$._/\\:@-](?:(?<=[`<%{$])|(?=[\w./\\:@-]))")


class Vowel(NamedTuple):
    """A katakana word in a text that may end in a long vowel."""

    start: int
    end: int
    word: str
    """The English word."""
    is_kept: bool

    @property
    def ending(self) -> str:
        """``er`` for -er, -or and -ar, ``y`` for -cy, -ry, -gy and -xy."""
        return "er" if self.word.endswith("r") else "y"


def vowels(source: str, text: str) -> Iterator[Vowel]:
    """Find the words of *text* that are made from words of *source* with such an ending."""
    compounds = [match for match in _WORD.finditer(text) if len(match[0]) >= _SHORTEST]
    if not compounds:
        return
    prose = _CODE.sub(" ", source) if _HAS_CODE.search(source) else source
    found = _ENDING.findall(prose)
    words = dict.fromkeys(word.removesuffix("s").lower() for word in found)
    if not words:
        return
    kana = set().union(*(match[0] for match in compounds))
    ended: set[int] = set()
    narrow = ""
    for word in islice(words, _MOST):
        if any(map(kana.isdisjoint, _needed(word))):
            continue  # Most words: they are spared a pattern.
        narrow = narrow or text.translate(_NARROW)
        pattern = _heard(word)
        for compound in compounds:
            for match in pattern.finditer(narrow, compound.start(), compound.end()):
                if len(match[1]) >= _SHORTEST and match.end(1) not in ended:
                    ended.add(match.end(1))
                    singular = word.removesuffix("ie") + "y" if word.endswith("ie") else word
                    yield Vowel(match.start(), match.end(1), singular, match[2] is not None)


@lru_cache(maxsize=4096)
def _needed(word: str) -> tuple[str, str]:
    """Give the kana that the first letter of an English word may be heard as, and those that its
    ending may: in katakana that are made from it, one of each stands. Empty for never.
    """
    stem, ending = _cut(word)
    first = _ROWS.get(stem[:1]) or _FIRST_VOWEL.get(stem[:1], "")
    return first, ending or ""


def _cut(word: str) -> tuple[str, str | None]:
    """Give an English word up to its last consonants, and what these and its ending may be heard
    as, if they are heard with a long vowel.
    """
    stem = re.sub("(?:[eoa]r|y|ie)$", "", word)
    ends_in_y = not word.endswith("r")
    last = stem[-2:] if stem[-2:] in _LAST_ER and not ends_in_y else stem[-1:]
    return stem.removesuffix(last), (_LAST_Y if ends_in_y else _LAST_ER).get(last)


@lru_cache(maxsize=4096)
def _heard(word: str) -> re.Pattern[str]:
    """Give what finds an English word in narrow katakana: the word without its long vowel, and
    that vowel.
    """
    stem, ending = _cut(word)
    pieces: list[str] = []
    for index, letter in enumerate(stem):
        if letter in _ROWS:
            row = f"ッ?[{_ROWS[letter]}]"
            # Of two letters before the ending the second is in it: scanner, buffer.
            is_doubled = index + 1 == len(stem) and word[index + 1] == letter
            is_heard = index == 0 or not (
                letter in _MAY_BE_SILENT or stem[index - 1 : index + 1] in _ONE or is_doubled
            )
            pieces += [row if is_heard else f"(?:{row})?", _VOWEL]
        elif index == 0:
            pieces += [f"[{_FIRST_VOWEL[letter]}]", _VOWEL]
    # Behind a word without its long vowel another word may begin, of two kana at least.
    behind = "(?![ァ-ヺー])|(?=[ァ-ヺー]{2})(?![ァィゥェォッャュョン])"
    pattern = f"({''.join(pieces)}{ending})(?:(ー)|{behind})"
    return re.compile(pattern.translate(_NARROW))
