"""The numbers in a text, in digits and words, English and Japanese, dates and times among them."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.checks.readings import prose

_HALF_WIDTH = str.maketrans("，．：", ",.:")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
"""Of full width, or of another script."""
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f]\d+)*"
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""The space between thousands, as French and others write it."""
_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:size]: n for n, name in enumerate(_MONTHS.split(), 1) for size in (3, len(name))}
_MONTH["sept"] = 9
_MONTH_NAME = "|".join(sorted(map(str.capitalize, _MONTH), key=len, reverse=True))
_MONTH_IN_DATE = re.compile(
    rf"\b(?:({_MONTH_NAME})\b\.?(?=\s+\d)|(?<=\d\s)({_MONTH_NAME})\b"
    rf"|(?<=\dth\s|\dst\s|\dnd\s|\drd\s)({_MONTH_NAME})\b)",
)
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "K": 3, "M": 6, "B": 9, "bn": 9}
_LARGEST = 10**15
"""Beyond this, words for numbers are no number."""
_KANJI_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_KANJI_DIGITS = {kanji: n for n, kanji in enumerate("〇一二三四五六七八九")}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= {"meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018}
_TOKEN = re.compile(
    rf"(?P<era>明治|大正|昭和|平成|令和|\b(?:Meiji|Taisho|Showa|Heisei|Reiwa)\b)\s*(?P<year>\d+|元)"
    rf"|(?P<date>(?<![\d.])(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{4}}\.\d{{1,2}}\.\d{{1,2}})(?![\d.]))"
    rf"|(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?\s?(?P<half>[AaPp])\.?[Mm]\b"
    rf"|午後\s?(?P<afternoon>\d{{1,2}})"
    rf"|(?P<kanji>(?:{_NUMBER}\s?(?:[百千]?[万億兆]|[百千]))+(?:\d+(?![百千万億兆]))?)"
    rf"|(?P<number>{_NUMBER})"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion)\b|\s?(?P<short>k|K|M|B|bn)\b)?"
)
_KANJI_PART = re.compile(rf"({_NUMBER})\s?([百千]?)([万億兆]?)")
_KANJI_RUN = re.compile(r"(?<![\d０-９])(?<![\d０-９]\s)[〇一二三四五六七八九十百千万億兆]{1,16}")
_WORD = re.compile(r"(?<![\w])(?<!\d[\s-])[a-z]+")
_WORDS = {
    word: tuple(values.split(","))
    for word, values in (
        item.split("=")
        for item in (
            "zero=0 no=0 none=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9"
            " ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16"
            " seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60"
            " seventy=70 eighty=80 ninety=90 hundred=100 hundreds=100 thousand=1000"
            " thousands=1000 million=1000000 billion=1000000000 first=1 second=2 third=3"
            " fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 twice=2 double=2"
            " both=2 pair=2 couple=2 either=2 half=2,0.5,30,50 triple=3 quarter=3,4,15,25,0.25"
            " dozen=12 week=7 weeks=7 weekly=7 day=24 daily=24 fortnight=2,14 decade=10 year=12"
            " century=100 centuries=100 noon=12 midnight=0,12 binary=2 octal=8 decimal=10"
            " hexadecimal=16 previous=1 next=1 clock=24"
        ).split()
    )
}


class Amount(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    values: frozenset[str]
    """What it may mean: «1.500» is one and a half or more than a thousand."""
    is_name: bool = False
    """A part of a name (UTF-8) or nothing at all (0): nobody asks for it."""

    @property
    def is_small(self) -> bool:
        """Tell whether it may be written in words, or be meant by the grammar alone."""
        return any(len(value) < 3 and value.isdigit() and int(value) <= 12 for value in self.values)


class Amounts(NamedTuple):
    """All numbers of a text."""

    written: tuple[Amount, ...]
    """In digits, and the months of dates."""
    also: frozenset[str]
    """What else it says: in words, inside of names, in code."""

    def has(self, amount: Amount) -> bool:
        """Tell whether it says a number, in whatever way."""
        return not amount.values.isdisjoint(self.also)


@lru_cache(maxsize=64)
def amounts(text: str, *, has_words: bool) -> Amounts:
    """Read the numbers of a text of a message.

    Where it is in a language whose words for numbers are not known here, *has words* is false,
    and «3 millions» may be 3.
    """
    plain = prose(text)
    if not plain.isascii():
        plain = _OTHER_DIGIT.sub(_ascii_digit, plain.translate(_HALF_WIDTH))
    if not has_words:
        plain = _SPACED.sub("\u00a0", plain)
    written = [*_written(plain, has_words=has_words)]
    if has_words and (months := list(_months(plain))):
        written = sorted(written + months)
    also = {value for amount in written for value in amount.values}
    also.update(_in_words(text))
    also.update(_plain(digits) for digits in re.findall(r"\d+", text))
    return Amounts(tuple(written), frozenset(also))


def _months(text: str) -> Iterator[Amount]:
    for match in _MONTH_IN_DATE.finditer(text):
        name = match[1] or match[2] or match[3]
        value = frozenset({str(_MONTH[name.lower()])})
        yield Amount(match.start(), match.start() + len(name), value)


def _written(text: str, *, has_words: bool) -> Iterator[Amount]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["era"]:
            year = 1 if match["year"] == "元" else int(match["year"])
            ad = _ERAS[match["era"].lower()] + year
            yield Amount(start, end, frozenset({str(ad)}))
        elif match["date"]:
            for part in re.finditer(r"\d+", match["date"]):
                values = frozenset({_plain(part[0])})
                yield Amount(start + part.start(), start + part.end(), values)
        elif match["hour"]:
            is_afternoon = match["half"] in "Pp"
            yield Amount(start, match.end("hour"), _hours(int(match["hour"]), is_afternoon))
            if match["minute"] and int(match["minute"]):
                values = frozenset({_plain(match["minute"])})
                yield Amount(*match.span("minute"), values)
        elif match["afternoon"]:
            hour = match.start("afternoon")
            yield Amount(hour, end, _hours(int(match["afternoon"]), True))  # noqa: FBT003
        elif match["kanji"]:
            yield Amount(start, end, _kanji_values(match["kanji"]))
        else:
            values = _readings(match["number"])
            if scale := _SCALES.get(match["scale"] or ""):
                scaled = frozenset(_scaled(value, scale) for value in values)
                values = scaled if has_words else scaled | values
            elif scale := _SHORT_SCALES.get(match["short"] or ""):
                values |= {_scaled(value, scale) for value in values}
            is_name = _is_in_name(text, start, end) or values == {"0"}
            yield Amount(start, end, values, is_name)


def _is_in_name(text: str, start: int, end: int) -> bool:
    before = text[start - 2 : start] if start > 1 else text[:start]
    if not before:
        return False
    last = before[-1]
    if last == "+" and not before[0].isdigit():
        return True  # The country of a telephone number.
    return (last.isascii() and (last.isalpha() or last == "_")) or (
        last in "-/.+" and before[0] != last and before[0].isascii() and before[0].isalpha()
    )


def _hours(hour: int, is_afternoon: bool) -> frozenset[str]:  # noqa: FBT001
    other = hour % 12 + 12 if is_afternoon else hour % 12
    return frozenset({str(hour), str(other)})


def _readings(number: str) -> frozenset[str]:
    """Give what digits with separators may mean, as conventions differ."""
    parts = re.split(r"\D", number)
    if len(parts) == 1:
        return frozenset({_plain(number)})
    signs = re.findall(r"\D", number)
    found: set[str] = set()
    if len(set(signs)) == 1 and len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):
        found.add(_plain("".join(parts)))
    if len(parts) == 2 or (len(set(signs)) == 2 and signs.count(signs[-1]) == 1):
        found.add(_canonical(Decimal("".join(parts[:-1]) + "." + parts[-1])))
    if not found:
        found.add(".".join(parts))  # A version.
    return frozenset(found)


def _kanji_values(text: str) -> frozenset[str]:
    """Give what digits among units are together: 1億2,000万."""
    units = _KANJI_PART.findall(text)
    if len(units) > len(_KANJI_SCALES):
        return frozenset({text})  # No number.
    sums = {Decimal(0)}
    for number, small, big in units:
        exponent = _KANJI_SCALES.get(small, 0) + _KANJI_SCALES.get(big, 0)
        parts = [Decimal(v).scaleb(exponent) for v in _readings(number) if v.count(".") < 2]
        sums = {one + part for one in sums for part in parts}
    return frozenset(map(_canonical, sums))


def _in_words(text: str) -> Iterator[str]:
    total = part = 0
    for word in _WORD.findall(text.lower()):
        values = _WORDS.get(word, ())
        yield from values
        if word in _MONTH:
            yield str(_MONTH[word])
        if scale := _SCALES.get(word):
            part = (part or 1) * 10**scale
            if scale > 2:
                total, part = total + part, 0
        elif values and values[0].isdigit():
            part += int(values[0])
        elif word != "and":
            total = part = 0
            continue
        yield str(total + part)
        if total + part > _LARGEST:
            total = part = 0
    if not text.isascii():
        for run in _KANJI_RUN.findall(text):
            yield _kanji_number(run)
            yield from (str(_KANJI_DIGITS[kanji]) for kanji in run if kanji in _KANJI_DIGITS)
        if "半" in text:
            yield from _WORDS["half"]
        if "正午" in text:
            yield "12"
        if "両" in text:
            yield "2"
        if "週" in text:
            yield "7"


def _kanji_number(run: str) -> str:
    total = part = digits = 0
    for kanji in run:
        if kanji in _KANJI_DIGITS:
            digits = digits * 10 + _KANJI_DIGITS[kanji]
        elif _KANJI_SCALES[kanji] < 4:
            part += (digits or 1) * int(10 ** _KANJI_SCALES[kanji])
            digits = 0
        else:
            total += (part + digits or 1) * int(10 ** _KANJI_SCALES[kanji])
            part = digits = 0
    return str(total + part + digits)


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.digit(match[0]))


def _plain(digits: str) -> str:
    """Give digits of any script without zeros before them."""
    if not digits.isascii():
        digits = "".join(str(unicodedata.digit(digit)) for digit in digits)
    return digits.lstrip("0") or "0"


def _scaled(value: str, exponent: int) -> str:
    return value if value.count(".") > 1 else _canonical(Decimal(value).scaleb(exponent))


def _canonical(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") or "0" if "." in written else written
