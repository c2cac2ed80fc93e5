"""The numbers in a text, in digits and words, English and Japanese, dates and times among them."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.checks.amounts.measures import measured, times
from i18n_summit.checks.amounts.spelled import spelled
from i18n_summit.checks.amounts.values import (
    WORD_END,
    WORD_START,
    Amount,
    answers,
    canonical,
    hour,
    is_number,
    part,
    plain,
)
from i18n_summit.checks.amounts.words import (
    ORDINALS,
    SCALES,
    in_words,
    kanji_number,
    named_months,
    without_things,
)
from i18n_summit.checks.readings import prose

_HALF_WIDTH = {"，": ",", "．": ".", "：": ":", "∶": ":"}
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
"""Of full width, or of another script."""
_DIGITS = re.compile(r"\d+")
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f]\d+)*"
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""The space between thousands, as French and others write it."""
_SHORT_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "B": 9, "bn": 9, "tn": 12}
_KANJI_SCALES = {"百": 2, "千": 3, "万": 4, "億": 8, "兆": 12, "萬": 4, "亿": 8}
_KANJI_SCALES |= {"백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
_SMALL, _BIG = "百千백천", "万億兆萬亿만억조"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= {"meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018}
_INITIALS = {"M": "meiji", "T": "taisho", "S": "showa", "H": "heisei", "R": "reiwa"}
_ERA_NAME = "Meiji|Taisho|Showa|Heisei|Reiwa"
_TOKEN = re.compile(
    # What any of these begins with: elsewhere none is tried.
    r"(?=[\d明大昭平令午¼½¾⅓⅔⅛AHMPRST]|[a-z]{5,7}\syear)(?:"
    rf"(?P<era>明治|大正|昭和|平成|令和|\b(?:{_ERA_NAME})\b(?:\syear\b)?)\s*"
    r"(?P<year>\d{1,3}(?!\d)|元|[一二三四五六七八九十]{1,3})"
    r"|(?<![A-Za-z0-9])(?P<initial>[MTSHR])(?P<its_year>\d{1,2})(?=年|\.\d{1,2}\.\d)"
    rf"|(?P<year_of>\d{{1,2}})(?:st|nd|rd|th)?\s(?:year\sof\s)?(?P<era_behind>{_ERA_NAME})\b"
    rf"|(?P<ordinal>{'|'.join(ORDINALS)})\syear\sof\s(?P<its_era>{_ERA_NAME})\b"
    r"|(?P<date>(?<![\d./])(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\.\d{1,2}\.\d{1,2}"
    r"|\d{1,2}/\d{1,2}/\d\d)(?![\d/]|\.\d))"
    r"|(?P<always>24)\s?[/x×]\s?7(?![\d/])"
    rf"|(?<![\d:.])(?P<hour>0?\d|1[0-2])(?::(?P<minute>\d{{2}}))?\s?(?P<half>[AaPp])\.?[Mm]{WORD_END}"
    rf"|(?P<half_before>午前|午後|{WORD_START}[AP]M(?=\s?\d\d?[:時]))\s?(?P<hour_behind>\d{{1,2}})"
    rf"|(?P<kanji>(?:{_NUMBER}\s?(?:[{_SMALL}]?[{_BIG}]|[{_SMALL}]))+"
    rf"(?:\d+(?:,\d{{3}})*(?![\d{_SMALL}{_BIG}]|,\d{{3}}))?)"
    r"|(?P<mixed>(?:\d{1,9}\s?)?[¼½¾⅓⅔⅛])"
    rf"|(?P<number>{_NUMBER})"
    rf"(?:(?:[\s-](?P<scale>{'|'.join(SCALES)})|(?P<short>\s?(?:k|K|M|B|bn|tn)|m)){WORD_END})?)"
)
_FIRST = re.compile(r"[\d¼½¾⅓⅔⅛]")
_NAMED = f"明治|大正|昭和|平成|令和|{_ERA_NAME}|午|AM|PM".split("|")
"""Without one of these a number begins with a digit, or with the initial of an era before it."""
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
_KANJI_PART = re.compile(rf"({_NUMBER})\s?([{_SMALL}]?)([{_BIG}]?)")
_LATE_HOUR = re.compile(r"(?:2[5-9]|30)(?=\s?時(?!間)|:[0-5]\d)")
"""Of the night that belongs to the day before: 25時."""
_CLOCK = re.compile(
    r"(?:(?<=\bkl )|(?<=\bkl\. )|(?<=\bklo )|(?<=\bore )|(?<=\bpukul ))\d\d?\.[0-5]\d(?!\d)"
    r"|\d\d?\.[0-5]\d(?= ?(?:Uhr|val)\b)"
)
"""The time of the day as German, Danish, Finnish, Italian and others write it."""
_NO_NAMES = ("mid-", "pre-", "post-", "-by-", *(f"{digit}x" for digit in range(10)))
"""Before a number that is no part of a name: mid-2018, 3-by-3, 2x2."""
_MINUTES = re.compile(r":\d\d")
_HOUR_BEFORE = re.compile(
    r"(?<![\d:.])(\d{1,2})(?::\d\d)?(?: to | until | till |\s?[-–—〜～~]\s?|時?から)\Z"
)
_HOUR_BEHIND = re.compile(
    rf"(?: to | and |\s?[-–—]\s?)(?:0?\d|1[0-2])(?::\d\d)?\s?[AaPp]\.?[Mm]{WORD_END}"
)
_SCALE_BEHIND = re.compile(
    rf"(?: to | or | and |\s?[-–—〜～~]\s?|から)[$¥€£]?{_NUMBER}\s?"
    rf"(?:(?:[\s-]?(?P<scale>{'|'.join(SCALES)})|(?P<short>k|K|m|M|B|bn|tn)){WORD_END}"
    rf"|(?P<small>[{_SMALL}]?)(?P<big>[{_BIG}]?))"
)
"""Of a range that says it once: 2–3 million."""
_BEFORE_END, _BEHIND_START = (" to ", " until ", " till ", "- ", "– ", *"-–—〜～~ら"), " -–—〜～~か"
"""What these begin or end with."""
_HOURS = frozenset(map(str, range(1, 13)))
_WHOLE_GROUPS = ("hour", "hour_behind", "kanji", "year", "its_year", "year_of")
"""What these digits alone would mean is not what they say: 3 PM, 3億, 令和3."""


class Amounts(NamedTuple):
    """All numbers of a text."""

    written: tuple[Amount, ...]
    """In digits, and the months of dates."""
    spelled: tuple[Amount, ...]
    """Surely meant, in words; days of the week too."""
    values: frozenset[str]
    """What these mean, and digits inside of names and in code."""
    text: str
    shown: str
    """Its prose, digits and signs between them of half width."""

    @property
    def also(self) -> frozenset[str]:
        """What it says in whatever way."""
        return self.values | _said(self.text)

    def has(self, amount: Amount) -> bool:
        """Tell whether it says a number, in whatever way."""
        return self.says_any(amount.values, of_things=not amount.unit)

    def says_any(self, values: frozenset[str], *, of_things: bool) -> bool:
        """Tell whether it says one of several values, in whatever way; if not *of things*, not by
        a word for so many of them: both are two, and not the second.
        """
        if not values.isdisjoint(self.values):
            return True
        if values.isdisjoint(_said(self.text)):
            return False
        return of_things or not values.isdisjoint(_said(without_things(self.text)))


@lru_cache(maxsize=64)
def _said(text: str) -> frozenset[str]:
    return frozenset(in_words(text))


@lru_cache(maxsize=64)
def amounts(text: str, *, has_words: bool) -> Amounts:
    """Read the numbers of a text of a message.

    Where it is in a language whose words for numbers are not known here, *has words* is false,
    and «3 millions» may be 3.
    """
    shown = prose(text)
    if not shown.isascii():
        for sign, instead in _HALF_WIDTH.items():
            shown = shown.replace(sign, instead)
        shown = _OTHER_DIGIT.sub(_ascii_digit, shown)
    if not has_words:
        shown = _SPACED.sub("\u00a0", shown)
    whole: set[int] = set()
    written = [*_written(shown, whole, has_words=has_words)]
    words: list[Amount] = []
    if has_words:
        if months := list(named_months(shown)):
            written = sorted(written + months)
        places = {amount.start for amount in written}
        words = [amount for amount in spelled(shown) if amount.start not in places]
    both = measured(shown, sorted(written + words), has_words=has_words)
    is_word = {amount.start for amount in words}
    values = {one for amount in both for value in amount.values for one in answers(value)}
    digits = _DIGITS.finditer(text) if len(shown) == len(text) else ()
    for match in digits:
        if match.start() not in whole:
            values |= answers(plain(match[0]))
            if (era := _INITIALS.get(text[match.start() - 1 : match.start()])) and len(
                match[0]
            ) < 3:
                values.add(str(_ERAS[era] + int(match[0])))
    return Amounts(
        tuple(amount for amount in both if amount.start not in is_word),
        tuple(amount for amount in both if amount.start in is_word),
        frozenset(values),
        text,
        shown,
    )


def _written(text: str, whole: set[int], *, has_words: bool) -> Iterator[Amount]:
    """Find numbers in digits; tell the places of those that mean nothing but what is given."""
    for match in _tokens(text):
        start, end = match.span()
        whole.update(match.start(group) for group in _WHOLE_GROUPS if match[group])
        if year := _year(match):
            yield Amount(start, end, frozenset({str(year)}))
        elif match["date"]:
            for digits in _DIGITS.finditer(match["date"]):
                found = _years(digits[0]) if "/" in match["date"] else {plain(digits[0])}
                yield Amount(start + digits.start(), start + digits.end(), frozenset(found))
        elif match["always"]:
            yield Amount(start, start + 2, frozenset({"24"}))
            yield Amount(end - 1, end, frozenset({"7", "365"}))
        elif match["hour"]:
            half = "pm" if match["half"] in "Pp" else "am"
            end = match.end("hour") if match["minute"] else end
            yield Amount(start, end, frozenset({hour(int(match["hour"]), half)}))
            if match["minute"] and int(match["minute"]):
                values = frozenset({plain(match["minute"])})
                yield Amount(*match.span("minute"), values)
        elif match["half_before"]:
            yield Amount(start, end, _hours(match["half_before"], match["hour_behind"]))
        elif match["kanji"]:
            values = _kanji_values(match["kanji"], has_words=has_words)
            if has_words:
                whole.update(digits.start() for digits in _DIGITS.finditer(text, start, end))
            else:  # «제3조» is no number of trillions.
                values |= {plain(digits) for digits in _DIGITS.findall(match["kanji"])}
            yield Amount(start, end, values)
        elif match["mixed"]:
            yield Amount(start, end, _mixed_values(match["mixed"]))
        elif "." in match["number"] and _CLOCK.match(text, start):
            for digits in _DIGITS.finditer(text, start, end):
                yield Amount(*digits.span(), frozenset({plain(digits[0])}))
        else:
            # 4.2 is no 2; «at 4.20» may be a time.
            if has_words and not (match["number"].isdigit() or text.endswith("at ", 0, start)):
                whole.update(digits.start() for digits in _DIGITS.finditer(text, start, end))
            yield _number(text, match, has_words=has_words)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    if any(name in text for name in _NAMED):
        yield from _TOKEN.finditer(text)
        return
    at = 0
    # Digits are found faster than tried for at each place.
    while found := _FIRST.search(text, at):
        start = found.start()
        has_initial = start > at and text[start - 1] in _INITIALS
        match = (has_initial and _TOKEN.match(text, start - 1)) or _TOKEN.match(text, start)
        at = match.end() if match else start + 1
        if match:
            yield match


def _number(text: str, match: re.Match[str], *, has_words: bool) -> Amount:
    """Read a number that is nothing else, with what stands around it."""
    start, end = match.span()
    number: str = match["number"]
    values = _readings(number, has_words=has_words)
    if scale := SCALES.get(match["scale"] or ""):
        scaled = _scaled(values, scale)
        values = scaled if has_words else scaled | values
    elif scale := _SHORT_SCALES.get((match["short"] or "").strip()):
        values |= _scaled(values, scale)
        if match["short"] == "m":  # Or metres.
            end -= 1
    elif _LATE_HOUR.match(text, start):
        values |= {hour(int(number) - 24, "am")}
    elif len(number) == 4 and text.startswith(("00s", "00年代"), end - 2):
        # Of the 1800s, which is the 19th century.
        values |= {*times([Decimal(int(number[:2]) + 1) * 1200], "mo")}
    elif scale := _scale_behind(text, end):
        values |= _scaled(values, scale)
    elif len(number) == 2 and number.isdigit():
        values |= _short_years(text, number, start, end)
    elif text.startswith((" days a week", " days per week"), end):
        values |= {"365"}
    if number.lstrip("0") in _HOURS:
        if _MINUTES.match(text, end) or _HOUR_BEHIND.match(text, end):
            values |= {hour(int(number), half) for half in ("am", "pm")}
        elif _is_of_afternoon(text, start, int(number)):
            values |= {hour(int(number), "pm")}
    return Amount(start, end, values, _is_in_name(text, start, end) or values == {"0"})


def _year(match: re.Match[str]) -> int | None:
    """Give the year of a year of an era, in any order: 令和6年, R6, the year 6 of Reiwa."""
    era = match["era"] or match["era_behind"] or match["its_era"] or match["initial"]
    if era is None:
        return None
    began = _ERAS[_INITIALS.get(era) or era.lower().removesuffix(" year")]
    if match["ordinal"]:
        return began + 1 + ORDINALS.index(match["ordinal"])
    year: str = match["year"] or match["its_year"] or match["year_of"]
    if year == "元":
        return began + 1
    return began + (int(year) if year.isdecimal() else kanji_number(year))


def _years(digits: str) -> set[str]:
    """Give what two digits may mean in a date: a year, too."""
    return {plain(digits), f"19{digits}", f"20{digits}"} if len(digits) == 2 else {plain(digits)}


def _short_years(text: str, digits: str, start: int, end: int) -> set[str]:
    """Give the years that two digits may mean: of the '90s, 80年代, FY24, '24, 1990-95."""
    before = text[max(start - 5, 0) : start]
    if before[-1:] in ("-", "–", "/", "〜", "~") and before[:4].isdigit():
        return {before[:2] + digits}
    is_decade = text[end : end + 1] == "s" or text[end : end + 2] == "年代"
    return (
        _years(digits) if is_decade or before[-1:] in ("'", "’") or before[-2:] == "FY" else set()
    )


def _is_of_afternoon(text: str, start: int, number: int) -> bool:
    """Tell whether a number may be an hour of the afternoon: nine to five."""
    if not text.endswith(_BEFORE_END, 0, start):
        return False
    match = _HOUR_BEFORE.search(text, max(start - 12, 0), start)
    return match is not None and number < int(match[1]) <= 12


def _scale_behind(text: str, end: int) -> int:
    """Give the exponent of the scale that a number shares with the other end of its range."""
    if text[end : end + 1] not in _BEHIND_START or not (match := _SCALE_BEHIND.match(text, end)):
        return 0
    if match["scale"] or match["short"]:
        return SCALES.get(match["scale"] or "") or _SHORT_SCALES[match["short"]]
    return _KANJI_SCALES.get(match["small"], 0) + _KANJI_SCALES.get(match["big"], 0)


def _is_in_name(text: str, start: int, end: int) -> bool:
    before = text[start - 2 : start] if start > 1 else text[:start]
    if not before:
        return False
    if text[max(start - 5, 0) : start].lower().endswith(_NO_NAMES):
        return False
    last = before[-1]
    if last == "+" and not before[0].isdigit():
        return True  # The country of a telephone number.
    return (last.isascii() and (last.isalpha() or last == "_")) or (
        last in "-/.+" and before[0] != last and before[0].isascii() and before[0].isalpha()
    )


def _hours(half: str, digits: str) -> frozenset[str]:
    number = int(digits)
    if half == "午前" and number == 12:
        return frozenset({hour(12, "am"), hour(12, "pm")})  # People disagree.
    return frozenset({hour(number, "am" if half in ("午前", "AM") else "pm")})


def _mixed_values(text: str) -> frozenset[str]:
    """Give what a number with a sign for a fraction is: 2½."""
    fraction = Fraction(unicodedata.numeric(text[-1])).limit_denominator(8)
    whole = int(text[:-1].strip() or 0)
    exact = Decimal(fraction.numerator) / fraction.denominator
    values = {canonical((whole + exact).quantize(Decimal("0.001")))}
    return frozenset(values if whole else values | {part(fraction), str(fraction.denominator)})


def _readings(number: str, *, has_words: bool) -> frozenset[str]:
    """Give what digits with separators may mean, as conventions differ."""
    parts = re.split(r"\D", number)
    if len(parts) == 1:
        return frozenset({plain(number)})
    signs = re.findall(r"\D", number)
    found: set[str] = set()
    if len(set(signs)) == 1 and len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):
        found.add(plain("".join(parts)))
    if _LAKHS.fullmatch(number):
        found.add(plain("".join(parts)))
    if has_words and signs == [","] and not found:
        found |= {*map(plain, parts)}  # [-1,1]
    is_whole = (
        has_words and signs == [","] and len(parts[-1]) == 3
    )  # English and Japanese write 1,000 so.
    if (len(parts) == 2 and not is_whole) or (len(set(signs)) == 2 and signs.count(signs[-1]) == 1):
        exact = Decimal("".join(parts[:-1]) + "." + parts[-1])
        found |= {canonical(exact)} | (
            {part(Fraction(exact))} if exact < 1 and len(number) < 9 else set()
        )
    if not found:
        # A version, or a list without spaces, of numbers or of addresses.
        found.add(".".join(parts))
        if "," in signs:
            found |= {plain(one) if one.isdigit() else one for one in number.split(",")}
    return frozenset(found)


def _kanji_values(text: str, *, has_words: bool) -> frozenset[str]:
    """Give what digits among units are together: 1億2,000万."""
    units = _KANJI_PART.findall(text)
    if len(units) > len(_KANJI_SCALES):
        return frozenset({text})  # No number.
    sums = {Decimal(0)}
    for number, small, big in units:
        exponent = _KANJI_SCALES.get(small, 0) + _KANJI_SCALES.get(big, 0)
        parts = [
            Decimal(v).scaleb(exponent)
            for v in _readings(number, has_words=has_words)
            if is_number(v)
        ]
        sums = {one + part for one in sums for part in parts}
    return frozenset(map(canonical, sums))


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.digit(match[0]))


def _scaled(values: frozenset[str], exponent: int) -> frozenset[str]:
    return frozenset(canonical(Decimal(v).scaleb(exponent)) for v in values if is_number(v))
