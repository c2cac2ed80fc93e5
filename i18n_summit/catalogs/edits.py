"""What kind of edit made one source text of another: said to translators, and never guessed
from more than the two texts, so that every machine says the same.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from i18n_summit.catalogs.negations import is_japanese, is_turned_round
from i18n_summit.markup import spaced_text
from i18n_summit.model import Catalog, Message


class Edit(Enum):
    """How a source text differs from the one that was translated, in words for translators."""

    CONTEXT = "context"
    """The same text, in another context."""
    TAGS = "tags"
    """The same words, with other placeholders."""
    PART = "part of a longer text"
    ADDED = "text added"
    """What was translated is a part of it."""
    NUMBER = "number"
    NEGATION = "negation"
    TYPO = "typo"
    """Letters, case or punctuation."""
    REWORDED = "reworded"
    PLURAL = "plural"
    """The same text, and a plural that came or went."""
    BACK = "back as it was"
    """The text is again the one that was translated; whether the translation still is, no
    catalog says.
    """


COMMENT = "changed: "
"""Begins the last comment of a fuzzy message that knows its previous text."""
_COMMENTS = {COMMENT + edit.value for edit in Edit}
_JAPANESE = "\u3041-\u30ff\u3400-\u9fff"
_KANJI_NUMBER = "〇一二三四五六七八九十百千万億兆"
_KANJI_RUN = f"[{_KANJI_NUMBER}]+"
_BESIDE_JAPANESE = (
    rf"(?!(?<=[{_KANJI_NUMBER}]) [{_KANJI_NUMBER}])(?: (?=[{_JAPANESE}])|(?<=[{_JAPANESE}]) )"
)
"""Not between two numbers: without it 十 二 are one."""
_WORD = re.compile(rf"[{_JAPANESE}]|[^\W_{_JAPANESE}]+(?:'[a-z]+)?")
_NUMBER = re.compile(
    r"(?:(?<![a-z0-9])[-\u2212\u00b1]|[$\u00a3\u00a5\u20ac] ?|[<>\u2264-\u2267]=? ?)?"
    r"(?<!\d)(?!(?<=[a-z_])\d+[a-z_])\d+(?:[.,:]\d+)*"
    r"(?: ?(?:[%\u2030](?![a-z(])|[\u00b0\u20ac万億兆]))?"
)
"""With its sign, what compares it and what it counts: -5, < 5, $5, 5 % and 5 万 are not 5; none
inside a name, as in L10N.
"""
_DIGIT = re.compile(r"\d")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NAMES = [*_SMALL, *_TENS, "dozen", "hundred", "thousand", "million", "billion"]
_NAMES.remove("one")  # It says no number as often as it does.
_ENGLISH_NUMBER = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
    r"|once|twice|thrice|half|quarter)\b"
)
"""A number where one takes the place of another: alone, first is before all, second a time, once
as soon as.
"""
_JAPANESE_NUMBER = (
    rf"(?<=第)[{_KANJI_NUMBER}]++|(?<![{_KANJI_NUMBER}])(?!十分|一[度番])[{_KANJI_NUMBER}]++"
    r"(?=[つ個件台回本人日月年時分秒倍番種枚行度割名章節階冊匹点歳円週号社条位級]|[かカヶヵ箇][月所国年条])"
)
_VALUES = {
    **{word: str(number) for number, word in enumerate(_SMALL)},
    **{word: str(number * 10) for number, word in enumerate(_TENS, 2)},
    **{word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)},
}
_SIGN = re.compile(r"[^\w\s.,:;!?'\"()\[\]{}\u2010-\u201f\u2026\u3001-\u303f\u30fb-]")
"""What is no letter, digit, bracket or mark of punctuation: another one is no typo."""
_RAISED = re.compile("(?<=[0-9])(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215e])")
"""Before a digit that is no further one of a number: 10² is not 102, nor 1½ 11⁄2."""
_APOSTROPHE = re.compile("[\u2018\u2019\u02bc]")
_SENTENCE_END = re.compile(r"[!?。]+ ?|\.+(?: |$)")
_MOST_PART = 0.8
"""A part is called one when it is at most so much of the whole."""
_SHARED = 0.8
"""So many of the pairs of words of a part stand in the whole."""
_MISSPELT = 4
"""A word of so many letters may be misspelt; a shorter one is another word."""


def folded(text: str) -> str:
    """Give a text without the white space that says nothing, as beside Japanese."""
    text = " ".join(text.split())
    return re.sub(_BESIDE_JAPANESE, "", text) if is_japanese(text) else text


@lru_cache(maxsize=8)  # One edit is asked about more than once in a row.
def seen_text(text: str) -> str:
    """Give what a reader sees of a text: folded, and without placeholders."""
    return folded(spaced_text(text))


def compared_text(text: str) -> str:
    """Give a seen text in small letters, of one width and with one kind of apostrophe."""
    if not text.isascii():
        text = _APOSTROPHE.sub("'", normalize("NFKC", _RAISED.sub("^", text)))
    return text.lower()


def words_of(text: str) -> list[str]:
    """Give the words of a compared text; each Japanese character is one."""
    return _WORD.findall(text)


def pairs_of(words: Iterable[str]) -> Counter[tuple[str, str]]:
    """Give the words of a text as they follow one another."""
    return Counter(pairwise(words))


def is_part(pairs: Counter[tuple[str, str]], whole: Counter[tuple[str, str]]) -> bool:
    """Tell whether the pairs of words of a shorter text stand in a longer one, but for few."""
    return (pairs & whole).total() >= pairs.total() * _SHARED


def may_be_missing(number: int, size: int) -> bool:
    """Tell whether so many different words of a part of *size* words need not be in the whole."""
    pairs = size - 1
    return pairs - number >= pairs * _SHARED  # Each breaks a pair at least.


def edit_between(before: str, after: str) -> Edit | None:
    """Say what kind of edit made one text of another; None where white space alone differs."""
    old, new = seen_text(before), seen_text(after)
    if old == new:
        return None if folded(before) == folded(after) else Edit.TAGS
    old, new = compared_text(old), compared_text(new)
    old_words, new_words = words_of(old), words_of(new)
    gone, come = _differing(old, new)
    numbers = _numbers(gone)
    has_other_numbers = numbers != _numbers(come) or _has_other_ordinals(gone, come)
    if not has_other_numbers and (numbers or is_japanese(gone)):
        has_other_numbers = _have_moved(gone, come)
    if has_other_numbers or is_turned_round(gone, come):
        # In sentences that came or went it is no change of those that stayed.
        if _are_sentences(new, old):
            return Edit.PART
        if _are_sentences(old, new):
            return Edit.ADDED
        return Edit.NUMBER if has_other_numbers else Edit.NEGATION
    if _is_called_part(new_words, old_words):
        return Edit.PART
    if _is_called_part(old_words, new_words):
        return Edit.ADDED
    has_other_signs = _SIGN.findall(gone) != _SIGN.findall(come)
    is_typo = not has_other_signs and _is_typo(old_words, new_words)
    return Edit.TYPO if is_typo else Edit.REWORDED


def edit_of(before: Message, after: Message) -> Edit | None:
    """Say what kind of edit made the source of one message of another's: of its text, else of its
    plural, else of its context; None where white space alone differs.
    """
    edit = edit_between(before.id, after.id)
    if edit is None and before.id_plural != after.id_plural:
        if before.id_plural is None or after.id_plural is None:
            return Edit.PLURAL
        edit = edit_between(before.id_plural, after.id_plural)
    if edit is None and before.context != after.context:
        edit = Edit.CONTEXT
    return edit


def with_edit(message: Message) -> Message:
    """Tell the translator of a fuzzy message, in its last comment, what changed in its text."""
    if message.previous_id is None or not message.is_fuzzy:
        return message
    before = Message(
        message.previous_id, message.previous_context, id_plural=message.previous_id_plural
    )
    edit = edit_of(before, message) or Edit.BACK
    return message._replace(comments=(*message.comments, COMMENT + edit.value))


def without_edit(message: Message) -> Message:
    """Give a message without what it says of an edit.

    A note of its page in these very words, in the last place, would be taken for it.
    """
    if message.comments and message.comments[-1] in _COMMENTS:
        return message._replace(comments=message.comments[:-1])
    return message


def settled(catalog: Catalog) -> Catalog:
    """Give a catalog without comments on edits that translators have approved."""
    return replace(
        catalog,
        messages=tuple(m if m.is_fuzzy else without_edit(m) for m in catalog.messages),
    )


def _differing(old: str, new: str) -> tuple[str, str]:
    """Give what is between the words that two texts begin and end with alike, and one of these on
    either side: to `` < 5`` belongs the word before.
    """
    one, other = old.split(), new.split()
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    begin, left = max(0, start - 1), max(0, end - 1)
    return " ".join(one[begin : len(one) - left]), " ".join(other[begin : len(other) - left])


def _numbers(text: str) -> Counter[str]:
    numbers = _ENGLISH_NUMBER.findall(text)
    if _DIGIT.search(text):
        numbers += _NUMBER.findall(text)
    if is_japanese(text):
        numbers += re.findall(_JAPANESE_NUMBER, text)
    return Counter(_VALUES.get(number, number.replace(" ", "")) for number in numbers)


def _has_other_ordinals(gone: str, come: str) -> bool:
    old, new = (Counter(_ORDINAL.findall(text)) for text in (gone, come))
    return bool(old - new and new - old)


def _have_moved(gone: str, come: str) -> bool:
    """Tell whether the same words are in another order only for the numbers among them, or have
    other spaces between numbers of kanji.
    """
    old, new = words_of(gone), words_of(come)
    if old == new:
        return re.findall(_KANJI_RUN, gone) != re.findall(_KANJI_RUN, come)
    if sorted(old) != sorted(new):
        return False
    one, other = ([w for w in words if not _is_number(w)] for words in (old, new))
    return one == other


def _is_number(word: str) -> bool:
    return word in _VALUES or word in _NAMES or _DIGIT.search(word) is not None


def _are_sentences(text: str, whole: str) -> bool:
    """Tell whether a text is some sentences in a row of a longer one, word for word."""
    part, sentences = _sentences(text), _sentences(whole)
    if len(part) >= len(sentences):
        return False
    # No sentence holds a line feed: texts are folded.
    inside, around = ("".join(f"\n{sentence}\n" for sentence in row) for row in (part, sentences))
    return inside in around


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def _is_called_part(words: list[str], whole: list[str]) -> bool:
    may_be = 2 <= len(words) <= len(whole) * _MOST_PART
    return may_be and is_part(pairs_of(words), pairs_of(whole))


def _is_typo(old: list[str], new: list[str]) -> bool:
    if "".join(old).replace("ー", "") == "".join(new).replace("ー", ""):
        return True
    if len(old) != len(new):
        return False
    differing = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    return len(differing) <= 2 and all(_is_misspelt(*pair) for pair in differing)


def _is_misspelt(one: str, other: str) -> bool:
    """Tell whether two words begin alike and differ in two letters in a row at most: one that is
    another, two that have changed places, or such as came or went.
    """
    shorter = min(len(one), len(other))
    if shorter < _MISSPELT or one[0] != other[0] or one[0].isdigit():
        return False
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    gone, come = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(gone), len(come)) > 2 or _DIGIT.search(gone + come):
        return False
    return min(len(gone), len(come)) < 2 or gone == come[::-1]
