"""What a number is together with what stands behind it: a span of time, a part of a whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from i18n_summit.checks.amounts.bounds import bounded
from i18n_summit.checks.amounts.values import WORD_END, Amount, canonical, is_number, part

_SECOND, _MONTH = "s", "mo"
_UNITS: dict[str, tuple[int | Decimal, str]] = {
    "ms": (Decimal("0.001"), _SECOND),
    "millisecond": (Decimal("0.001"), _SECOND),
    "ミリ秒": (Decimal("0.001"), _SECOND),
    "second": (1, _SECOND),
    "s": (1, _SECOND),
    "sec": (1, _SECOND),
    "秒": (1, _SECOND),
    "秒間": (1, _SECOND),
    "minute": (60, _SECOND),
    "min": (60, _SECOND),
    "分": (60, _SECOND),
    "分間": (60, _SECOND),
    "hour": (3600, _SECOND),
    "hr": (3600, _SECOND),
    "時間": (3600, _SECOND),
    "day": (86_400, _SECOND),
    "日": (86_400, _SECOND),
    "日間": (86_400, _SECOND),
    "week": (604_800, _SECOND),
    "週": (604_800, _SECOND),
    "週間": (604_800, _SECOND),
    "fortnight": (1_209_600, _SECOND),
    "month": (1, _MONTH),
    "か月": (1, _MONTH),
    "quarter": (3, _MONTH),
    "四半期": (3, _MONTH),
    "year": (12, _MONTH),
    "年": (12, _MONTH),
    "歳": (12, _MONTH),
    "年間": (12, _MONTH),
    "decade": (120, _MONTH),
    "century": (1200, _MONTH),
    "世紀": (1200, _MONTH),
}
_YEAR = 365 * 86_400
_DAYS = 30
"""Those of a month, where a text counts months by them: 90 days are three …"""
_MONTHS_IN_DAYS = 6
"""… and 360 days no year."""
_THOUSANDS = {"k": 1, "m": 2, "g": 3, "t": 4, "p": 5, "キ": 1, "メ": 2, "ギ": 3, "テ": 4}
"""Of bytes, by what their word begins with."""
_METRES: dict[str, int | Decimal] = {
    "km": 1000,
    "cm": Decimal("0.01"),
    "mm": Decimal("0.001"),
    "m": 1,
}
_METRES |= {"キロ": 1000, "センチ": Decimal("0.01"), "ミリ": Decimal("0.001"), "": 1}
_BEHIND = re.compile(
    r"(?P<half>[\s-]and[\s-]a[\s-]half)?[\s-]?"
    rf"(?:(?P<unit>millisecond|ms(?!s)|second|sec|minute|min|hour|hr|day|week|fortnight|month|quarter|year|decade|(?<=\d\s)s)s?{WORD_END}(?P<half_behind>\sand\sa\shalf\b)?"
    rf"|(?P<centuries>(?:(?:st|nd|rd|th)\s)?centur(?:y|ies)){WORD_END}"
    rf"|(?P<months>[かカヵヶケ箇]月)(?P<half_month>半)?"
    rf"|(?P<japanese>ミリ秒|秒間?|分(?!の[\s\d〇一二三四五六七八九十百千])間?|時間|日間|(?<!月\d)(?<!月\d\d)(?<!月\s\d)(?<!月\s\d\d)日|週間?|(?<![12]\d{{3}})年(?![代度])間?|歳|四半期|世紀)(?P<and_half>半(?![ば期]))?"
    rf"|(?P<times>倍|times\b|fold\b)"
    rf"|(?P<percent>[%％]|per\s?cent{WORD_END}|パーセント)|(?P<tenths>割)(?!り)"
    rf"|(?P<dozens>dozens?{WORD_END}|ダース)"
    rf"|(?P<bytes>(?:[kmgtp]i?b|(?:kilo|mega|giga|tera)bytes?){WORD_END}|(?:キロ|メガ|ギガ|テラ)バイト)"
    rf"|(?P<metres>[kcm]?m){WORD_END}|(?P<japanese_metres>(?:キロ|センチ|ミリ)?)メートル"
    rf"|(?P<grams>(?-i:[km]?g)|(?:kilo|milli)?grams?){WORD_END}|(?P<japanese_grams>(?:キロ|ミリ)?)グラム"
    rf"|(?P<money>dollar|yen|euro|pound)s?{WORD_END}|(?P<japanese_money>ドル|円(?![滑形周盤錐])|ユーロ|ポンド))",
    re.IGNORECASE,
)
_HALVES = ("half", "half_behind", "and_half", "half_month")
_GRAMS: dict[str, int | Decimal] = {"k": 1000, "キ": 1000, "g": 1, "": 1}
_GRAMS |= {"m": Decimal("0.001"), "ミ": Decimal("0.001")}
"""By what their word begins with."""
_MONEY = {"dollar": "$", "yen": "¥", "euro": "€", "ドル": "$", "円": "¥", "ユーロ": "€"}
_MONEY |= {"pound": "£", "ポンド": "£"}
_SIGNS = {"$": "$", "¥": "¥", "￥": "¥", "€": "€", "£": "£"}
_ONE_BEFORE = re.compile(
    r"\b(?:an?|one) (hour|minute|day|week|month|year|decade)(?:,| and|, and) \Z", re.IGNORECASE
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TO = re.compile(r" to | or | and |\s?[-–—〜～~]\s?|から")
"""Between two numbers of one unit, which is said once."""
_JOINED = re.compile(r"[\s,]*(?:and\s+|と)?")
_FRACTION = re.compile(r"(?<![\d/.])(\d{1,3})\s?(?:[/⁄]|(分の))\s?(\d{1,3})(?![\d/.])")
_COUNT = rf"\d{{1,4}}|{'|'.join(_COUNTS)}"
_OUT_OF = rf"(?<![\w.,-])({_COUNT})\s(?:out\sof|in)\s(?:every\s)?({_COUNT})\b(?![.,]\d)"
"""Compiled when it is asked for: four out of five, one in ten."""
_HAS_IN = re.compile(r" in (?:every )?(?:\d|t(?:wo|hree|en)|f(?:our|ive)|s(?:ix|even)|eight|nine)")
_COMPARED = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:more|greater|(less|fewer)) th[ae]n \Z", re.IGNORECASE
)
_HALF = Decimal("0.5")


def measured(text: str, amounts: Sequence[Amount], *, has_words: bool) -> list[Amount]:
    """Give amounts of a text, by their places, with what they mean beside their numbers: 90
    minutes are one and a half hours, and half a whole is 50 %.

    Where it *has* no *words* for numbers that are known here, nor are those for bounds: «more than
    three» may be four.
    """
    found = list(amounts)
    together: list[int] = []
    sums: set[Decimal] = set()
    end = 0
    last: tuple[int | Decimal, str] = (0, "")
    for index, amount in enumerate(amounts):
        match = _BEHIND.match(text, amount.end)
        numbers = {Decimal(value) for value in amount.values if is_number(value)}
        if not has_words and text[max(amount.start - 5, 0) : amount.start] in ("than ", "then "):
            found[index] = _with(amount, _next(text, amount.start, numbers))
        if sign := _SIGNS.get(text[amount.start - 1 : amount.start]):
            found[index] = _with(found[index], _priced(numbers, sign), "money", amount.end)
        if numbers and match is None and index + 1 < len(amounts):
            found[index] = _with(found[index], _shared(text, amount, amounts[index + 1], numbers))
        if match is None or not numbers:
            continue
        if simple := _simple(match, numbers):
            found[index] = _with(found[index], *simple, match.end())
            continue
        size, kind = _unit(match)
        if any(match[group] for group in _HALVES):
            numbers = {number + _HALF for number in numbers}
            found[index] = found[index]._replace(values=frozenset(map(canonical, numbers)))
        own = {number * size for number in numbers}
        found[index] = _with(found[index], times(own, kind), "time", match.end())
        if together and _JOINED.fullmatch(text, end, amount.start) and size < last[0] > 0:
            if kind == last[1]:
                together.append(index)
                sums = {one + other for one in sums for other in own}
                for other in together:
                    found[other] = _with(found[other], times(sums, kind))
        else:
            together, sums = [index], own
            if before := _ONE_BEFORE.search(text, max(amount.start - 18, 0), amount.start):
                longer, its_kind = _UNITS[before[1].lower()]
                if its_kind == kind and longer > size:
                    sums = {longer + one for one in own}
                    found[index] = _with(found[index], times(sums, kind))
        end, last = match.end(), (size, kind)
    found = list(_with_fractions(text, found))
    return list(bounded(text, found)) if has_words else found


def unit(word: str) -> tuple[int | Decimal, str] | None:
    """Give how long the time is that a word of English means: its size, and what it counts."""
    return _UNITS.get("century" if word == "centuries" else word.removesuffix("s"))


def times(sizes: Iterable[Decimal], kind: str) -> Iterator[str]:
    """Write spans of time."""
    for size in sizes:
        yield canonical(size) + kind
        if kind == _MONTH and size % 12 == 0:
            yield canonical(size / 12 * _YEAR) + _SECOND
        elif kind == _MONTH and size <= _MONTHS_IN_DAYS:
            yield canonical(size * _DAYS * 86_400) + _SECOND


def _unit(match: re.Match[str]) -> tuple[int | Decimal, str]:
    if match["centuries"] or match["months"]:
        return _UNITS["century" if match["centuries"] else "か月"]
    return _UNITS[(match["unit"] or match["japanese"]).lower()]


def _shared(text: str, amount: Amount, following: Amount, numbers: set[Decimal]) -> Iterator[str]:
    """Give what a number is with the unit that stands behind the other end of its range."""
    if _TO.fullmatch(text, amount.end, following.start):
        if (match := _BEHIND.match(text, following.end)) is None:
            return
        if simple := _simple(match, numbers):
            yield from simple[0]
        else:
            size, kind = _unit(match)
            yield from times((number * size for number in numbers), kind)


def _next(text: str, start: int, numbers: Iterable[Decimal]) -> Iterator[str]:
    """Give what is more than a small number, or less: more than three are 4 つ以上."""
    if match := _COMPARED.search(text, max(start - 14, 0), start):
        step = -1 if match[1] else 1
        yield from (
            canonical(number + step) for number in numbers if number % 1 == 0 and number <= 12
        )


def _simple(match: re.Match[str], numbers: set[Decimal]) -> tuple[Iterator[str], str] | None:
    """Give what numbers are with what is no time behind them, and what it is."""
    if match["percent"] or match["tenths"]:
        return _shares(match, numbers), "share"
    if match["times"]:
        return (part(Fraction(number)) for number in numbers), "times"
    if match["dozens"]:
        return (canonical(12 * number) for number in numbers), ""
    if match["money"] or match["japanese_money"]:
        sign = _MONEY[match["japanese_money"] or match["money"].lower()]
        return _priced(numbers, sign), "money"
    if match["bytes"]:  # A kilobyte has 1000 of them, or 1024.
        power = _THOUSANDS[match["bytes"][0].lower()]
        return (canonical(n * k**power) + "B" for n in numbers for k in (1000, 1024)), "bytes"
    if match["metres"] or match["japanese_metres"] is not None:
        size = _METRES[match["metres"].lower() if match["metres"] else match["japanese_metres"]]
        return (canonical(number * size) + "m" for number in numbers), "metres"
    if match["grams"] or match["japanese_grams"] is not None:
        size = _GRAMS[(match["grams"] or match["japanese_grams"])[:1].lower()]
        return (canonical(number * size) + "g" for number in numbers), "grams"
    return None


def _priced(numbers: set[Decimal], sign: str) -> Iterator[str]:
    return (canonical(number) + sign for number in numbers)


def _shares(match: re.Match[str], numbers: set[Decimal]) -> Iterator[str]:
    for number in numbers:
        if match["tenths"]:
            yield canonical(10 * number)
            yield part(Fraction(number) / 10)
        else:
            yield part(Fraction(number) / 100)


def _with_fractions(text: str, amounts: list[Amount]) -> Iterator[Amount]:
    parts: dict[int, str] = {}
    if "/" in text or "⁄" in text or "分の" in text:
        for match in _FRACTION.finditer(text):
            above, below = map(int, (match[3], match[1]) if match[2] else (match[1], match[3]))
            if below:
                value = part(Fraction(above, below))
                parts[match.start(1)] = parts[match.start(3)] = value
    if " out of " in text or (" in " in text and _HAS_IN.search(text)):
        for match in re.finditer(_OUT_OF, text, re.IGNORECASE):
            above, below = _count(match[1]), _count(match[2])
            if above < below:
                places = match.start(1), match.start(2)
                parts.update(dict.fromkeys(places, part(Fraction(above, below))))
    for amount in amounts:
        if amount.start in parts:
            yield _with(amount, [parts[amount.start]])
        else:
            yield amount


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else 1 + _COUNTS.index(word.lower())


def _with(amount: Amount, values: Iterable[str], unit: str = "", end: int = 0) -> Amount:
    """Give an amount with more that it may mean: with its unit, which ends there, or with more
    of the same.
    """
    new = frozenset(values)
    found = amount._replace(values=amount.values | new)
    if unit:
        return found._replace(unit=unit, unit_end=end, sizes=new)
    return found
