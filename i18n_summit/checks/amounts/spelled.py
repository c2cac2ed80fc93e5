"""What is surely a number or a date, though in words, English and Japanese."""

import re
from collections.abc import Iterator
from decimal import Decimal

from i18n_summit.checks.amounts.measures import times, unit
from i18n_summit.checks.amounts.values import DAY, Amount, canonical, hour
from i18n_summit.checks.amounts.words import (
    DECADES,
    KANJI,
    KANJI_SCALES,
    LATER_ORDINALS,
    MONTHS,
    ONES,
    ORDINALS,
    SCALES,
    TEENS,
    TENS,
    WORDS,
    either,
    kanji_number,
    month_number,
)
from i18n_summit.language import HIRAGANA, KATAKANA

_KANJI = r"[^\Wぁ-んァ-ヶーA-Za-z0-9_]"
"""By what it is not: a range of all of them takes half a millisecond to compile."""
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_JAPANESE_DAYS = "月火水木金土日"
_SIMPLE = rf"(?:{either(TENS)})(?:[- ](?:one|{either(ONES)}))?|{either(ONES)}|{either(TEENS)}"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_SIZE = rf"{_SCALE}|second|minute|hour|day|week|month|year|decade|century"
_SPELLED = re.compile(
    rf"(?<![\w'’-])(?:half\s(?:of\s)?an?\s(?P<halved>{_SIZE})"
    rf"|(?:(?P<quarters>an?|one|three)[\s-])?quarters?\sof\san?\s(?P<quartered>{_SIZE})"
    rf"|(?P<whole>an?|one|{_SIMPLE})\s"
    rf"(?:(?P<one>{_SIZE})s?\sand\sa\shalf|and\sa\shalf(?:\s(?P<many>{_SIZE})s?)?)"
    rf"|(?P<scaled>(?:an?|one|{_SIMPLE})[\s-](?:{_SCALE})"
    rf"(?:(?:\sand)?[\s-](?:one|{_SIMPLE}|{_SCALE})){{0,8}})"
    rf"|(?P<number>(?:{either(TENS)})[- ](?:{'|'.join(ORDINALS[:9])})"
    rf"|{_SIMPLE}|twice|thrice|(?:{either(ONES)}|ten)fold"
    rf"|(?<!\ba\s)(?<!\bone\s)(?:{either(LATER_ORDINALS)})(?!\sof\b))"
    # The words behind make another number of it.
    rf"(?![\s-](?:(?:or|to|and)\s\w+\s)?(?:{_SCALE}|hal(?:f|ves)|quarter"
    r"|third|fourth|fifth|sixth|eighth|tenth|one|two|three|part(?:y|ies)))"
    rf"|(?P<decade>{either(DECADES)})|(?:an?|past|last|next)\s(?P<single>decade|century))(?![\w'’])"
)
"""In small letters."""
_HALVED = re.compile(rf"(?<!{_KANJI})半(年|日(?![本程])|世紀|時間)")
_COUNTED = re.compile(
    rf"(?<![数何幾\d{KANJI}])(?<!\d\s)(?<!五分)(?:第([{KANJI}]{{1,7}})(?!者)|([{KANJI}]{{0,5}}[万億兆])(?![{KANJI}能歳華全一])|([{KANJI}]{{1,7}})"
    "(?=つ(?!ん|当|折)|個|台|回|人(?!称|前)|名|件|枚|冊|社|校|点|度(?!と)|倍|種類|通り|[かカヶ箇](?:所|月)"
    "|日|週間|月(?!雨)|年|時|分(?<!十分)(?!九厘|五分)|秒|番|行|列|割(?!り|合)|文字|桁|段階|世紀|相|層|要素|次元|進数|泊|章|階(?!堂)|歳|世代|[かカヶ箇]国|匹|本(?!木)))"
)
"""Kanji before what they count; 十分 is enough, and 六本木 a place."""
_NAMED_HOUR = re.compile(r"\b(?:(?P<noon>noon)|midnight)\b")
_JAPANESE_HOUR = re.compile("(?P<noon>正午)|真夜中")
_NAMED_MONTH = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December)\b"
    # These are words too.
    r"|(?:\A|\b(?i:in|of|by|since|until|till|from|to|before|after|during|last|next|this|early|late"
    r"|mid|every|each|and|or)[\s-])(March|May)\b(?=\W*\Z|[\s,.;:)])"
)
_NAMED_DAY = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?)\b"
    r"|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(?=\.?,?\s+(?:\d|[A-Z][a-z]{2,8}\s\d)|\s?[–—-]\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)"
    r"|(?<=\d \()(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=\))"
    r"|(?<=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[–—-])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
)
_TO_DAY = rf"\s?[〜～~–—-]\s?[{_JAPANESE_DAYS}](?!{_KANJI})"
_JAPANESE_DAY = re.compile(
    rf"([{_JAPANESE_DAYS}])曜|(?<=日)\s?[（(]([{_JAPANESE_DAYS}])[）)]"
    rf"|([{_JAPANESE_DAYS}])(?=[〜～~・、,/–-][{_JAPANESE_DAYS}]曜)"
    rf"|(?<!{_KANJI})([{_JAPANESE_DAYS}])(?={_TO_DAY})"
    rf"|(?<=(?<!{_KANJI})[{_JAPANESE_DAYS}][〜～~–—-])([{_JAPANESE_DAYS}])(?!{_KANJI})"
)
_MAY_SPELL = re.compile(
    r"\b(?:t(?:wo|hree|en(?:s|th|fold)?\b|wel|hir|wen|wice|hrice)|f(?:our|ort|ive|if)|s(?:ix|even)"
    rf"|e(?:ight|leven)|n(?:in|oon\b)|midnight\b|(?:{either(MONTHS)})\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)(?:s?days?|nesdays?|rsdays?|urdays?)?\b"
    rf"|half (?:of )?an?\b|quarters? of an?\b|and a half\b|(?:an?|one) (?:{_SCALE})"
    r"|(?:an?|past|last|next) (?:decade|century))"
)
"""In small letters, and by the beginnings of numbers, which is less to compile."""
MAY_COUNT = re.compile(
    # A set of characters first: what has none of them is passed over in no time.
    f"[{KANJI}曜半正真〜～（(](?:(?<=[{KANJI}曜])|(?<=半)(?!角)|(?<=正)午|(?<=真)夜中"
    f"|(?<=[〜～（(])[{_JAPANESE_DAYS}])"
)
"""Finds nothing where there is no number in Japanese words."""
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")


def spelled(text: str) -> Iterator[Amount]:
    """Find what is surely a number or a date, though in words."""
    # The cheapest question first, for most texts have none.
    may_count = MAY_COUNT.search(text) is not None
    if may_count or _KANA.search(text) is None:
        small = text.lower()
        if _MAY_SPELL.search(small):
            yield from _in_english(text, small if len(small) == len(text) else text)
        if may_count:
            yield from _in_japanese(text)


def _in_english(text: str, small: str) -> Iterator[Amount]:
    for match in _SPELLED.finditer(small):
        yield Amount(*match.span(), frozenset(_values(match)))
    for match in _NAMED_HOUR.finditer(small):
        yield Amount(*match.span(), frozenset({hour(12, "pm" if match["noon"] else "am")}))
    for match in _NAMED_MONTH.finditer(text):
        group = match.lastindex or 0
        yield Amount(*match.span(group), frozenset({month_number(match[group])}))
    for match in _NAMED_DAY.finditer(text):
        day = _DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(), frozenset({f"{DAY}{day}"}))


def _in_japanese(text: str) -> Iterator[Amount]:
    for match in _COUNTED.finditer(text):
        group = match.lastindex or 0
        number = kanji_number(match[group])
        if number > 1 and match[group] not in KANJI_SCALES.keys() - {"十"}:
            yield Amount(*match.span(group), frozenset({str(number)}))
    for match in _JAPANESE_HOUR.finditer(text):
        yield Amount(*match.span(), frozenset({hour(12, "pm" if match["noon"] else "am")}))
    for match in _HALVED.finditer(text):
        yield Amount(*match.span(), frozenset(_sized(_HALF, match[1])))
    for match in _JAPANESE_DAY.finditer(text):
        day = _JAPANESE_DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(match.lastindex or 0), frozenset({f"{DAY}{day}"}))


def _values(match: re.Match[str]) -> Iterator[str]:
    """Give what a number in English words means: with its unit, where that is a part of it."""
    if match["decade"]:
        yield from WORDS[match["decade"]]
    elif match["halved"]:
        yield from _sized(_HALF, match["halved"])
    elif match["single"]:
        yield from _sized(Decimal(1), match["single"])
    elif match["quartered"]:
        three = match["quarters"] == "three"
        yield from _sized(_QUARTER * (3 if three else 1), match["quartered"])
    elif match["whole"]:
        yield from _sized(_sum(match["whole"]) + _HALF, match["one"] or match["many"] or "")
    else:
        yield canonical(_sum(match["scaled"] or match["number"]))


def _sum(words: str) -> Decimal:
    """Add words up: two hundred and fifty thousand."""
    total = count = Decimal(0)
    for word in re.findall("[a-z]+", words):
        if word == "dozen" or word in SCALES:
            count = (count or Decimal(1)) * (12 if word == "dozen" else 10 ** SCALES[word])
            if SCALES.get(word, 0) > 2:
                total, count = total + count, Decimal(0)
        elif word != "and":
            count += 1 if word in ("a", "an") else int(WORDS[word][0])
    return total + count


def _sized(number: Decimal, size: str) -> Iterator[str]:
    """Give so many times a size, of time or of numbers."""
    if found := unit(size):
        yield from times((number * found[0],), found[1])
    else:
        yield canonical(number * (_sum(size) if size else 1))


def says_number(text: str) -> bool:
    """Tell whether there is what is surely a number or a date, though in words."""
    return next(spelled(text), None) is not None
