"""What numbers words may say, English and Japanese, and the names of months."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from i18n_summit.checks.amounts.measures import times, unit
from i18n_summit.checks.amounts.values import Amount, answers, canonical, hour, part

MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:size]: n for n, name in enumerate(MONTHS.split(), 1) for size in (3, len(name))}
_MONTH["sept"] = 9
MONTH_NAMES = "|".join(sorted(map(str.capitalize, _MONTH), key=len, reverse=True))
MONTH_IN_DATE = re.compile(
    rf"\b(?:({MONTH_NAMES})\b\.?(?=\s+\d)|(?<=\d\s)({MONTH_NAMES})\b"
    rf"|(?<=\dth\s|\dst\s|\dnd\s|\drd\s)({MONTH_NAMES})\b)",
)


def either(words: str) -> str:
    """Give a pattern for one of several words."""
    return "|".join(words.split())


SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
SCALES |= {"lakh": 5, "crore": 7, "लाख": 5, "करोड": 7}
_LARGEST = 10**15
"""Beyond this, words for numbers are no number."""
KANJI_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_KANJI_DIGITS = {kanji: n for n, kanji in enumerate("〇一二三四五六七八九")}
KANJI = "".join((*_KANJI_DIGITS, *KANJI_SCALES))
_KANJI_RUN = re.compile(
    rf"(?<![\d０-９])(?<![\d０-９]\s)(?!一[覧致般緒括旦定切連])[{KANJI}]{{1,16}}"
)
ONES = "two three four five six seven eight nine"
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
DECADES = TENS.replace("y", "ies")
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"
LATER_ORDINALS = (
    f"{_ORDINALS} eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    f" nineteenth {TENS.replace('y', 'ieth')} hundredth"
)
"""From the third on."""
ORDINALS = ("first", "second", *_ORDINALS.split())
"""From the first on."""
WORDS = {
    word: tuple(values.split(","))
    for word, values in (
        item.split("=")
        for item in (
            "zero=0 no=0 none=0 one=1 first=1 second=2 hundred=100 hundreds=100 thousand=1000"
            " thousands=1000 million=1000000 billion=1000000000 twice=2 thrice=3 single=1 once=1"
            " double=2 doubled=2 doubles=2 doubling=2 dual=2 duo=2 both=2 pair=2 couple=2 either=2"
            " biweekly=2 bimonthly=2 triple=3 tripled=3 triples=3 trio=3 quadruple=4 quadrupled=4"
            " half=0.5,30,50 halves=2,0.5 quarter=3,4,15,25,0.25 quarters=3,4,0.25 quarterly=3,4"
            " dozen=12 weekly=7 daily=24 fortnight=2 noon=0pm midnight=0am primary=1 secondary=2"
            " tertiary=3 binary=2 octal=8 decimal=10 hexadecimal=16 hex=16 oct=8 previous=1 next=1"
            " clock=24 teens=10"
            " all=1/1 full=1/1 fully=1/1 whole=1/1 complete=1/1 completely=1/1 entirely=1/1"
        ).split()
    )
}
WORDS |= {word: (str(n),) for n, word in enumerate(f"{ONES} {TEENS}".split(), 2)}
WORDS |= {word: (str(10 * n),) for n, word in enumerate(TENS.split(), 2)}
WORDS |= {word: (str(n),) for n, word in enumerate(LATER_ORDINALS.split()[:17], 3)}
WORDS |= {word: (str(10 * n),) for n, word in enumerate(LATER_ORDINALS.split()[17:], 2)}
WORDS |= {
    word: (str(10 * n), str(1900 + 10 * n), str(2000 + 10 * n))
    for n, word in enumerate(DECADES.split(), 2)
}
WORDS |= {
    f"{ten}-{word}": (str(10 * n + one),)
    for n, ten in enumerate(TENS.split(), 2)
    for names in (["one", *ONES.split()], ORDINALS[:9])
    for one, word in enumerate(names, 1)
}
WORDS |= {word + "fold": WORDS[word] for word in f"{ONES} ten hundred".split()}
_PARTS = {word: n for n, word in enumerate(_ORDINALS.split(), 3)}
_PARTS |= {word + "s": n for word, n in _PARTS.items()}
_PARTS |= {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_GROUPS = {"dozen": 12}
_BETWEEN = frozenset(("and", "a", "an", "of"))
_JAPANESE_WORDS = {
    "正午": ("12", hour(12, "pm")),
    "深夜": (hour(12, "am"),),
    "真夜中": ("0", "12", hour(12, "am")),
    "両": ("2",),
    "隔": ("2",),
    "年中無休": ("7", "24", "365"),
    "終日": ("24",),
    "ダース": ("12",),
    "四半期": ("3mo",),
    "五分五分": ("50",),
    "完全": ("1/1",),
    "すべて": ("1/1",),
    "全": ("1/1",),
}
_WORD = re.compile(
    rf"(?<!\w)(?:hex(?:adecimal)?|(?<!\d[\s-])(?:(?:{either(TENS)})"
    rf"-(?:one|{either(ONES)}|{'|'.join(ORDINALS[:9])})|[a-z]+))(?![a-z])"
)
_ROMAN_SIZES = {"I": 1, "V": 5, "X": 10}
_ROMAN = re.compile(r"(?<![\w'’-])(?:[IVX]{2,5}|[VX])(?![\w'’])", re.ASCII)
"""A lone I is mostly a word."""
_HALF = re.compile("(?<!四)半")  # 四半期 is a quarter.
_WEEK = re.compile(rf"(?<![\d{KANJI[2:]}数何])(?<![\d{KANJI[2:]}数何]\s)週|(?<!\d)[1１]\s?週")
"""One of them: its days are seven."""
_DOUBLE = re.compile(rf"(?<![\d数何{KANJI}])(?<![\d{KANJI}]\s)倍")
_KANJI_PART = re.compile(rf"([{KANJI}]+)分の([{KANJI}]+)")


_BEFORE_HOUR = re.compile(
    rf"\b(quarter|five|ten|twenty)(?: minutes)? to (one|{either(ONES)}|ten|eleven|twelve)\b"
)
_OF_THINGS = re.compile(
    r"\b(?:both|either|pairs?|and a half|(?:first|second|third|fourth)[\s-]quarters?)\b"
    "|一(?=[部度時])|(?<=もう)一|両",
    re.IGNORECASE,
)


def named_months(text: str) -> Iterator[Amount]:
    """Find the months of dates, in English."""
    for match in MONTH_IN_DATE.finditer(text):
        name = match[1] or match[2] or match[3]
        value = frozenset({str(_MONTH[name.lower()])})
        yield Amount(match.start(), match.start() + len(name), value)


def month_number(name: str) -> str:
    """Give the number of a month of which the name is given in English, or its first letters."""
    return str(_MONTH[name.lower()])


def roman_number(letters: str) -> str:
    """Give the number that Roman numerals below forty write: XIV."""
    sizes = [_ROMAN_SIZES[letter] for letter in letters]
    following = (*sizes[1:], 0)
    return str(
        sum(-one if one < behind else one for one, behind in zip(sizes, following, strict=True))
    )


def _before_the_hour(text: str) -> Iterator[str]:
    """Give the hour and the minutes that «quarter to ten» is."""
    for minutes, name in _BEFORE_HOUR.findall(text):
        before = 15 if minutes == "quarter" else int(WORDS[minutes][0])
        yield from answers(str(int(WORDS[name][0]) - 1 or 12))
        yield str(60 - before)


def in_words(text: str) -> Iterator[str]:
    """Give whatever number a text may mean by its words."""
    yield from _in_english(text.lower())
    yield from map(roman_number, _ROMAN.findall(text))
    if " to " in text:
        yield from _before_the_hour(text.lower())
    if text.isascii():
        return
    for run in _KANJI_RUN.findall(text):
        yield from answers(str(kanji_number(run)))
        yield from (str(_KANJI_DIGITS[kanji]) for kanji in run if kanji in _KANJI_DIGITS)
    for word, values in _JAPANESE_WORDS.items():
        if word in text:
            yield from values
    if _HALF.search(text):
        yield from (*WORDS["half"], "1/2")
    if "週" in text and _WEEK.search(text):
        yield "7"
    if "倍" in text and _DOUBLE.search(text):
        yield "2"
    if "分の" in text:
        for below, above in _KANJI_PART.findall(text):
            yield part(Fraction(kanji_number(above), kanji_number(below) or 1))


def without_things(text: str) -> str:
    """Give a text without the words that say a number of things only, of no order or measure."""
    return _OF_THINGS.sub(" ", text)


def _in_english(text: str) -> Iterator[str]:
    """Add words up, from left to right: two and a half million, an hour and a half."""
    # What is before the last scale, what is behind it, and the scale itself.
    total = count = size = Decimal(0)
    span, kind = Decimal(0), ""
    for word in _WORD.findall(text):
        values = WORDS.get(word, ())
        scale = SCALES.get(word)
        # Two hundred is no hundred, two dozen no dozen.
        if not (count and (scale or word in _GROUPS)):
            for value in values:
                yield from answers(value)
        if word in _MONTH:
            yield str(_MONTH[word])
        if below := _PARTS.get(word):
            yield part(Fraction(int(count) or 1, below))
        found = None if below else unit(word)  # A quarter of a million is no time.
        if found:
            length = (count or Decimal(1)) * found[0]
            span = span + length if kind == found[1] else length
            kind, size = found[1], Decimal(found[0])
            yield from times({length, span}, kind)
        if scale or word in _GROUPS:
            size = Decimal(10**scale if scale else _GROUPS[word])
            count = (count or Decimal(1)) * size
            if scale and scale > 2:
                total, count = total + count, Decimal(0)
        elif word in ("half", "quarter"):
            share = Decimal("0.5") if word == "half" else Decimal("0.25")
            if kind:
                yield from times({span + share * size}, kind)
            elif size and not count:
                total += share * size
            else:
                count += share
        elif found:
            total = count = Decimal(0)
            continue
        elif values and values[0].isdigit():
            number = int(values[0])
            # Twenty and five are one number, one and two are not.
            is_joined = count % (10 if number < 10 else 100) == 0
            count = count + number if is_joined else Decimal(number)
        elif word not in _BETWEEN:
            total = count = size = span = Decimal(0)
            kind = ""
            continue
        else:
            continue
        yield canonical(total + count)
        if total + count > _LARGEST:
            total = count = Decimal(0)


def kanji_number(run: str) -> int:
    """Give the number that kanji write."""
    total = count = digits = 0
    for kanji in run:
        if kanji in _KANJI_DIGITS:
            digits = digits * 10 + _KANJI_DIGITS[kanji]
        elif KANJI_SCALES[kanji] < 4:
            count += (digits or 1) * int(10 ** KANJI_SCALES[kanji])
            digits = 0
        else:
            total += (count + digits or 1) * int(10 ** KANJI_SCALES[kanji])
            count = digits = 0
    return total + count + digits
