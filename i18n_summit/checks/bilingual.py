"""Checks of what stays behind of Japanese in English, and of English in Japanese."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from i18n_summit.checks.readings import GAP, IN_BRACKETS, Pair, new_matches, prose
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.language import (
    HIRAGANA,
    KANJI,
    KATAKANA,
    has_japanese,
    is_english,
    is_japanese,
    is_latin,
    is_left_japanese,
)
from i18n_summit.model import Severity

_SPAN = re.compile(r"<(span|i|em|q|cite|ruby|dfn)(\d*)>[^<]*</\1\2>")
"""A part of a page that may say its own language."""
_LETTERS = f"[{HIRAGANA}{KATAKANA}{KANJI}]"
_LETTER = re.compile(_LETTERS)
_JAPANESE_RUN = f"{_LETTERS}++(?:[0-9 ]++{_LETTERS}++)*"
_DATE = re.compile(r"[年月日時分元]|明治|大正|昭和|平成|令和")
_SPOKEN = re.compile(r"\b(?:word|term|called|concept|characters?|kanji|kana|phrase|says?) \Z")
_FULL_WIDTH = re.compile(
    "[\uff01-\uff5e]+|[\uff61-\uff65]+|[、。〃「」『』【】〈〉《》〔〕〜・※\u3000￥￠￡]"
    "|[①-⓿㈠-㍰㍱-㏿]"
)
_HALF_WIDTH = re.compile(r"[^\W\d_\uff01-\uff5e]")
"""A letter of any other script."""
_NUMBER_OR_SIGN = re.compile("[0-9\uff01-\uff5e]")
_INSTEAD = str.maketrans("、。「」『』〜・\u3000￥", ",.“”‘’–· ¥")
_ERA_NAME = "(Meiji|Taisho|Showa|Heisei|Reiwa)"
_ERA = re.compile(
    rf"\b{_ERA_NAME}[\s-]\d+\b|\b\d+(?:st|nd|rd|th)?\s(?:year\s(?:of\s)?(?:the\s)?)?{_ERA_NAME}\b"
    r"|(?<![\w.-])([MTSHR])\d{1,2}\b(?!-)"
)
_MAY_BE_ERA = re.compile(rf"{_ERA_NAME}|[MTSHR]\d")
_INITIALS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_YEAR_BEFORE = re.compile(r"(?:1[89]|20)\d\d\s?[(/,=]\s?\Z")
_YEAR_BEHIND = re.compile(r"[^.]{0,12}[(/,=]\s*(?:1[89]|20)\d\d")
_LATIN_RUN = re.compile(r"[A-Za-z](?<![\w'’-].)[A-Za-z'’-]*+(?:,? [A-Za-z][A-Za-z'’-]*+){3,}")
_LABEL = re.compile(r"(?:[名題曲本]|タイトル|講演|セッション)\s?[:：]\s?\Z")
"""What stands before a title that is written as it is: 「講演名：How to be on time」."""
_MOST = 20
"""Runs of Latin words that are looked at in one text."""
_FUNCTION_WORDS = frozenset(
    "the a an is are was were be been has have had of to in on for with by from that this these"
    " those it its you your we our they their and or not can will may must should if when which"
    " who how what into as at do does did there".split()
)


@text_check(Severity.ERROR, where=[_LETTER], languages=is_english)
def leftover_japanese(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """Kana or kanji stand in an English text.

    A part with a tag around it may have a language of its own, and what stands in quotes or
    brackets and in the source too is spoken about, as what follows "the word" is. Where nothing
    was translated, language says so.

    Bad:  「2024年6月19日開催」 -> "Held on 2024年6月19日", 「参加費」 -> "Fee 参加費"
    Good: 「改善という言葉」 -> "The word kaizen (改善)"
    """
    if pair.text.isascii() or not has_japanese(pair.text) or not has_japanese(pair.source):
        return
    if is_left_japanese(prose(pair.text), prose(pair.source)):
        return  # All of it: another check says so.
    text = prose(_SPAN.sub(lambda m: GAP * len(m[0]), pair.text))
    spoken = {match[0][1:-1] for match in IN_BRACKETS.finditer(text)}
    spoken = {words for words in islice(spoken, _MOST) if words in pair.source}
    text = IN_BRACKETS.sub(partial(_without, spoken), text)
    for match in re.finditer(_JAPANESE_RUN, text):
        is_date = _DATE.search(match[0]) is not None and match[0] != "日本"
        if _SPOKEN.search(text, max(match.start() - 12, 0), match.start()):
            continue
        before = text[max(match.start() - 2, 0) : match.start()].rstrip()[-1:]
        what = "Write the date as English does" if is_date and before.isdigit() else "Translate it"
        yield Finding(
            f"«{match[0]}» is Japanese. {what}, or put a tag with its language around it"
            " in the page.",
            at=match.start(),
            length=len(match[0]),
        )


@text_check(Severity.ERROR, where=[_FULL_WIDTH], languages=is_latin)
def full_width(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """Full-width letters, Japanese punctuation or signs stand in a text in Latin script.

    Bad:  「受付は10：00〜」 -> "Doors open at 10：00〜", 「（1）」 -> "（1）"
    Good: 「受付は10：00〜」 -> "Doors open at 10:00"
    """
    if pair.text.isascii():
        return
    text = prose(pair.text)
    if is_left_japanese(text, prose(pair.source)):
        return
    # A text in another language has the sign on purpose, as its translation has.
    source = "" if _may_be_japanese(pair.source) else pair.source
    for match in new_matches(_FULL_WIDTH, text, source):
        yield Finding(
            f"«{match[0]}» is Japanese. {_advice(match[0])}",
            at=match.start(),
            length=len(match[0]),
        )


@text_check(Severity.WARNING, where=[_MAY_BE_ERA], languages=is_english)
def era_year(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A year of a Japanese era stands alone in an English text.

    Bad:  「令和6年」 -> "in Reiwa 6", "in R6", "in the 6th year of Reiwa"
    Good: 「令和6年」 -> "in 2024", "in Reiwa 6 (2024)"
    """
    if pair.source.isascii():
        return
    for match in _ERA.finditer(pair.text):
        if match[3] and not _is_era(match, pair.source):
            continue
        if _YEAR_BEHIND.match(pair.text, match.end()) or _YEAR_BEFORE.search(
            pair.text, max(match.start() - 8, 0), match.start()
        ):
            continue
        yield Finding(
            f"few readers know when «{match[0]}» was. Write the year, alone or behind it.",
            at=match.start(),
            length=len(match[0]),
        )


def _is_era(initial: re.Match[str], source: str) -> bool:
    """Tell whether what looks like the year of an era, R6, is one: it is the name of much else."""
    return _INITIALS[initial[3]] in source or f"{initial[0]}年" in source


@text_check(Severity.WARNING, where=[_LATIN_RUN], languages=is_japanese)
def leftover_english(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """An English sentence, or four words of one, stands in a Japanese text.

    Names, titles, code and what is in quotes or brackets are passed over.

    Bad:  "Read the docs. It is easy." -> 「ドキュメントをご覧ください。It is easy to do.」
    Good: "Kafka Summit San Francisco is over" -> 「Kafka Summit San Francisco は終了しました」
    """
    if _LATIN_RUN.search(pair.text) is None or not has_japanese(pair.text):
        return
    text = IN_BRACKETS.sub(lambda match: GAP * len(match[0]), prose(pair.text))
    for match in islice(_LATIN_RUN.finditer(text), _MOST):
        words = match[0].replace(",", "").split()
        small = [word for word in words if word[0].islower()]
        is_prose = len(small) >= 3 and not _FUNCTION_WORDS.isdisjoint(small)
        is_title = _LABEL.search(text, max(match.start() - 8, 0), match.start()) is not None
        if is_prose and not is_title and match[0] in pair.source:
            yield Finding(
                f"«{match[0]}» is English. Translate it.",
                at=match.start(),
                length=len(match[0]),
            )


def _may_be_japanese(source: str) -> bool:
    """Tell whether a source text is Japanese, or has digits and full-width signs and no letters."""
    if has_japanese(source):
        return True
    text = prose(source)
    return _HALF_WIDTH.search(text) is None and _NUMBER_OR_SIGN.search(text) is not None


def _without(spoken: set[str], match: re.Match[str]) -> str:
    """Leave a gap where words are only spoken about."""
    return GAP * len(match[0]) if match[0][1:-1] in spoken else match[0]


def _advice(sign: str) -> str:
    if all("\uff01" <= one <= "\uff5e" for one in sign):
        narrow = "".join(chr(ord(one) - 0xFEE0) for one in sign)
        return f"Write «{narrow}»."
    instead = sign.translate(_INSTEAD)
    return f"Write «{instead}»." if instead != sign else "Write it as English does."
