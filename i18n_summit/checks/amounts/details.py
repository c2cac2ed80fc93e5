"""What a text says of its numbers beyond their figures: their units, signs and order, the names
that they are part of, and what is said of parts, places and months in words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from i18n_summit.checks.amounts.bounds import MAY_BOUND, bound
from i18n_summit.checks.amounts.measures import times, unit
from i18n_summit.checks.amounts.reading import Amounts
from i18n_summit.checks.amounts.values import WORD_END, WORD_START, is_number, part, plain
from i18n_summit.checks.amounts.words import (
    KANJI,
    MONTH_NAMES,
    ONES,
    ORDINALS,
    kanji_number,
    month_number,
    roman_number,
)


class Detail(NamedTuple):
    """Something that a text surely says."""

    about: str
    """It is compared with what the other text says about the same: ``s 45``, ``utf``."""
    says: frozenset[str]
    """As values of amounts are written, where a text may say it as one."""
    start: int
    end: int


class Finder(NamedTuple):
    """Finds details of one sort."""

    find: Callable[[Amounts], Iterator[Detail]]
    where: re.Pattern[str]
    """It looks only where this is found on one side at least."""


_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = rf"\d{{1,4}}|[{KANJI}]{{1,5}}"
_ORDINAL = "|".join(ORDINALS)
_CARDINALS = ("one", *ONES.split(), "ten")
_NAME = re.compile(
    r"(?<![A-Za-z0-9_./+-])([A-Za-z]++(?:\+\+|#)?)[-/+]?(\d{1,9}(?:\.\d{1,9})*)(?![A-Za-z0-9_]|[.-]\d)"
)
_VERSION = re.compile(
    rf"(?:{WORD_START}(?:[A-Z][A-Za-z]*+|version|release|v)|バージョン|リリース)\s?(\d{{1,4}}\.\d{{1,4}})(?![\d.])"
)
_MINUS = re.compile(
    r"(?:(?:\A|(?<!\d)\s|[（(「『\"“:：、。=,]|[ぁ-ん])[-−－▲△]"
    r"|\b(?:minus|negative) |マイナス\s?|氷点下\s?)\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"[(（](?:up )?(?:to|until|till|before) \Z")
"""Others write a dash for it: (–1453)."""
_BELOW = re.compile(r"\s?(?:°|degrees?\b)?\s?[CF]?\s?below\b")
_OFFSET = re.compile(r"\b(?:UTC|GMT|JST)\s?(?P<sign>[-+−–－])\s?(?P<figure>\d{1,2})")
_ONE = re.compile(
    r"\b(?:one\s(hour|minute|week|month|year)|an\s(?P<hour>hour))\b(?!\sand\sa\shalf)",
    re.IGNORECASE,
)
_CURRENCIES = ("$", "¥", "￥", "€", "£")
_DASHES = ("-", "−", "–", "－", "▲", "△")
_SIGN = re.compile(
    r"(?:(?P<least>(?<![-=])[>＞]=?|[≥≧])|[<＜](?!-)=?|[≤≦])\s?(?P<figure>\d+(?:\.\d+)?)"
)
_NOT = re.compile(r"\b(?:no|not|never|cannot|without|unless|nor)\b|n't\b", re.IGNORECASE)
_NOT_BEHIND = re.compile("ない|なけれ|なく|ません|ず[、にはも。]|不|無|禁|エラー|超過")
"""Of «not more than 5» the bound is another …"""
_MUST = re.compile("(?:なければ|なくては|ないと|ねば)(?:なら|なり|いけ)(?:な[いくか]|ません|ず)")
"""Two denials, which are none."""
_NEAR = 30
"""… where it stands so many characters from it, in its sentence."""
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？()（）\n]")
_DATE = re.compile(
    rf"\b(?P<name>{MONTH_NAMES})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<name_behind>{MONTH_NAMES})\b"
    r"|(?<![\d-])\d{4}-(?P<iso>\d\d?-\d\d?)(?![\d-])"
    r"|(?P<month>\d{1,2})\s?月\s?(?P<japanese_day>\d{1,2})\s?日"
)
_RANGE = re.compile(
    r"(?<![^\Wぁ-ん]|[.,/:$¥+-])[$¥€£]?(?P<first>\d{1,6})(?::(?P<minute>[0-5]\d))?"
    r"\s?(?P<half>[ap]\.?m\b\.?|[^\W\d_]{1,3}?)?(?:\s?[-–—〜～~]\s?|から\s?| to )"
    r"[$¥€£]?(?P<last>\d{1,6})(?::(?P<last_minute>[0-5]\d))?"
    r"(?:\s?(?P<last_half>[ap]\.?m\b))?(?![\d/:-]|[.,]\d)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:(?P<above>an?|one|two|three|four|five|\d{1,2})[\s-])"
    r"(?P<below>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b(?![\s-]part)"
    rf"|(?P<half>\b(?:half|halves)\b|半分)|(?P<whole>{_NUMBER})\s?分の\s?(?P<parts>{_NUMBER})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?P<word>{_ORDINAL})\b(?!-)|(?<![\w.,])(?P<digits>\d{{1,3}})(?:st|nd|rd|th){WORD_END}"
    rf"|{WORD_START}Q(?P<quarter>[1-4])(?![\w-])"
    r"|\b(?:chapter|part|volume|book|appendix|phase|act|step|day|section|lesson|level|stage|round)"
    rf"\s(?:(?P<roman>(?-i:[IVX]{{1,5}}))|(?P<cardinal>{'|'.join(_CARDINALS)}))\b"
    rf"|第\s?(?P<japanese>{_NUMBER})(?!者)|(?P<counted>{_NUMBER})[番つ回度日人個年件社代週行列]目",
    re.IGNORECASE,
)
_HALF = r"\b(?:first|(?P<second>second|latter)) half\b|上半?期|前半(?!生)|(?P<later>下半?期|後半)"
"""Of a year or of anything else: 上半期, 後半."""
_MANY = (
    r"\b(?:(?P<times>tens|dozens|hundreds) of )?"
    r"(?P<many>tens|dozens|hundreds|thousands|[mb]illions)\b"
    r"|\b(?:a few|several|a couple(?: of)?) (?P<few>dozen|hundred|thousand|[mb]illion)\b"
    r"|[数何](?=[十百千万億])(?P<small>[十百千]?)(?P<big>[万億]?)"
)
"""Compiled, as the last, when it is asked for: few texts say so."""
_EXPONENTS = {"ten": 1, "dozen": 1, "hundred": 2, "thousand": 3, "million": 6, "billion": 9}
_EXPONENTS |= {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "億": 8}
_MONTH = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December)\b"
    rf"|(?<![\d{KANJI}])({_NUMBER})\s?月(?![間半曜]|[〜～][火水木金土日])"
)


def changed(
    ours: Amounts, theirs: Amounts, other: Amounts, *, has_words: bool, is_example: bool
) -> tuple[Detail, Detail] | None:
    """Give what a source says, and what stands in its place in a translation, where both say
    something about the same and neither says that of the other.

    *Other* is the other one of msgid and msgid_plural. Of *examples*, each language has its own:
    only the order of the same numbers is compared.
    """
    both = f"{ours.shown}\n{theirs.shown}"
    finders = _FINDERS if _SIGN_OF_RARE.search(both) else _COMMON
    for find, where in _ORDERS if is_example else finders if has_words else _NAMES:
        if where.search(both) is None:
            continue
        before = _by_subject(find(ours))
        after = _by_subject(find(theirs)) if before else {}
        for about in (one for one in before if one in after):
            lost = _missing(before[about], after[about], theirs)
            gained = _missing(after[about], before[about], ours) if lost else []
            if other.text:
                gained = _missing(gained, find(other), other)
            if gained:
                return lost[0], gained[0]
    if has_words and not (other.text or is_example) and _IN_DATE.search(both):
        return _other_month(ours, theirs)
    return None


def _other_month(ours: Amounts, theirs: Amounts) -> tuple[Detail, Detail] | None:
    """Give the month of a date of one side that the other does not say, and one that it has."""
    before, after = list(_dated(ours)), list(_dated(theirs))
    if before and after:
        if lost := _missing(before, after, theirs):
            return lost[0], after[-1]
        if gained := _missing(after, before, ours):
            return before[-1], gained[0]
    return None


def _dated(text: Amounts) -> Iterator[Detail]:
    for match in _DATE.finditer(text.shown):
        month, _ = _month_and_day(match)
        yield _detail(match, "month", plain(month))


def _by_subject(details: Iterable[Detail]) -> Mapping[str, list[Detail]]:
    found: dict[str, list[Detail]] = {}
    for detail in details:
        found.setdefault(detail.about, []).append(detail)
    return found


def _missing(details: Iterable[Detail], others: Iterable[Detail], text: Amounts) -> list[Detail]:
    """Give those that a text, with details of its own, does not say."""
    said = frozenset[str]().union(*(one.says for one in others))
    return [
        detail
        for detail in details
        if detail.says.isdisjoint(said) and not text.says_any(detail.says, of_things=False)
    ]


def _names(text: Amounts) -> Iterator[Detail]:
    for match in _NAME.finditer(text.shown):
        figure = match[2]
        says = f"version {figure}" if "." in figure else plain(figure)
        yield _detail(match, f"name {match[1].lower()}", says)


def _versions(text: Amounts) -> Iterator[Detail]:
    for match in _VERSION.finditer(text.shown):
        before, _, behind = match[1].partition(".")
        # Other digits are another number.
        yield _detail(match, f"version {before}.{behind.rstrip('0')}", f"version {match[1]}")


def _units(text: Amounts) -> Iterator[Detail]:
    for amount in (*text.written, *text.spelled):
        if amount.unit:
            has_sign = amount.start > 0 and text.shown.startswith(_CURRENCIES, amount.start - 1)
            start = amount.start - has_sign
            for figure in filter(is_number, amount.values):
                yield Detail(f"{amount.unit} {figure}", amount.sizes, start, amount.unit_end)
                if amount.unit != "metres":  # Or minutes, or millions: 5 m.
                    says = frozenset({amount.unit})
                    yield Detail(f"unit {figure}", says, start, amount.unit_end)
    has_one = "ne " in text.shown or "n hour" in text.shown  # Most have none: faster to ask.
    for match in _ONE.finditer(text.shown) if has_one else ():
        size, kind = unit((match[1] or match["hour"]).lower()) or (0, "")
        yield Detail("time 1", frozenset(times([Decimal(size)], kind)), *match.span())


def _signs(text: Amounts) -> Iterator[Detail]:
    for amount in text.written:
        if not amount.is_name:
            is_negative = _MINUS.search(text.shown, max(amount.start - 10, 0), amount.start)
            is_negative = is_negative or _BELOW.match(text.shown, amount.end)
            if _UNTIL.search(text.shown, max(amount.start - 10, 0), amount.start):
                continue
            has_dash = amount.start > 0 and text.shown.startswith(_DASHES, amount.start - 1)
            if has_dash and not is_negative:
                continue
            for figure in filter(is_number, amount.values):
                says = frozenset({f"{'-' if is_negative else '+'}{figure}"})
                start = amount.start - has_dash
                yield Detail(f"sign {figure}", says, start, amount.end)
    for match in _OFFSET.finditer(text.shown):
        sign = "+" if match["sign"] == "+" else "-"
        yield _detail(match, f"offset {plain(match['figure'])}", f"offset {sign}")


def _bounds(text: Amounts) -> Iterator[Detail]:
    for match in _SIGN.finditer(text.shown):
        figure = match["figure"]
        yield _detail(match, f"bound {figure}", f"{'least' if match['least'] else 'most'} {figure}")
    for amount in (*text.written, *text.spelled):
        if (found := bound(text.shown, amount)) is None:
            continue
        start, end = found.start, found.end
        if not _is_denied(text.shown, start, end):
            for figure in filter(is_number, amount.values):
                says = {f"{'least' if found.is_least else 'most'} {figure}"}
                says.update(value for value in amount.values if value.startswith(("<", ">")))
                yield Detail(f"bound {figure}", frozenset(says), start, end)


def _is_denied(text: str, start: int, end: int) -> bool:
    before = _SENTENCE_END.split(text[max(start - _NEAR, 0) : start])[-1]
    behind = _MUST.sub("", _SENTENCE_END.split(text[end : end + _NEAR])[0])
    return any(found.search(behind) for found in (_NOT, _NOT_BEHIND)) or bool(_NOT.search(before))


def _dates(text: Amounts) -> Iterator[Detail]:
    for match in _DATE.finditer(text.shown):
        month, day = _month_and_day(match)
        yield _in_order(match, "date", int(month), int(day))


def _month_and_day(match: re.Match[str]) -> tuple[str, str]:
    if match["iso"]:
        month, _, day = match["iso"].partition("-")
        return month, day
    if match["month"]:
        return match["month"], match["japanese_day"]
    return (
        month_number(match["name"] or match["name_behind"]),
        match["day"] or match["day_before"],
    )


def _ranges(text: Amounts) -> Iterator[Detail]:
    for match in _RANGE.finditer(text.shown):
        yield _in_order(
            match,
            "range",
            _end(match["first"], match["minute"], match["half"]),
            _end(match["last"], match["last_minute"], match["last_half"]),
        )


def _end(number: str, minute: str | None, half: str | None) -> Decimal:
    """Give one end of a range, a time of the day among them."""
    hours = int(number) + (12 if half and half[0] in "Pp" and int(number) < 12 else 0)
    return hours + Decimal(minute or 0) / 100


def _fractions(text: Amounts) -> Iterator[Detail]:
    for match in _FRACTION.finditer(text.shown):
        if match["half"]:
            value = Fraction(1, 2)
        elif match["whole"]:
            value = Fraction(_number(match["parts"]), _number(match["whole"]) or 1)
        else:
            above = match["above"].lower()
            below = 4 if match["below"].lower() == "quarter" else _place(match["below"])
            value = Fraction(_COUNTS.get(above) or int(above), below)
        yield _detail(match, "part", part(value))


def _places(text: Amounts) -> Iterator[Detail]:
    for match in _PLACE.finditer(text.shown):
        if match["word"]:
            place = str(_place(match["word"]))
        elif match["roman"]:
            place = roman_number(match["roman"])
        elif match["cardinal"]:
            place = str(1 + _CARDINALS.index(match["cardinal"].lower()))
        elif digits := match["digits"] or match["quarter"]:
            place = plain(digits)
        else:
            place = str(_number(match["japanese"] or match["counted"]))
        yield _detail(match, "place", place)


def _halves(text: Amounts) -> Iterator[Detail]:
    for match in re.finditer(_HALF, text.shown, re.IGNORECASE):
        yield _detail(match, "half", "later half" if match["second"] or match["later"] else "half")


def _many(text: Amounts) -> Iterator[Detail]:
    for match in re.finditer(_MANY, text.shown, re.IGNORECASE):
        words = [match["times"], match["many"], match["few"]]
        names = [word.lower().removesuffix("s") for word in words if word]
        names += [match["small"] or "", match["big"] or ""]
        yield _detail(match, "many", f"many {sum(map(_EXPONENTS.__getitem__, names))}")


def _months(text: Amounts) -> Iterator[Detail]:
    for match in _MONTH.finditer(text.shown):
        yield _detail(
            match, "month", month_number(match[1]) if match[1] else str(_number(match[2]))
        )


def _in_order(
    match: re.Match[str], about: str, first: int | Decimal, last: int | Decimal
) -> Detail:
    low, high = sorted((first, last))
    return _detail(match, f"{about} {low}, {high}", f"{about} {first}, then {last}")


def _detail(match: re.Match[str], about: str, says: str) -> Detail:
    return Detail(about, frozenset({says}), *match.span())


def _place(word: str) -> int:
    return 1 + ORDINALS.index(word.lower())


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else kanji_number(written)


_NAMES = (
    Finder(_names, re.compile(r"[A-Za-z+#][-/+]?\d")),
    Finder(_versions, re.compile(r"\d\.\d+0|\d\.0")),
)
_IN_DATE = re.compile(r"月\s?\d|\d{4}-\d")
_ORDERS = (
    Finder(_dates, _IN_DATE),
    Finder(_ranges, re.compile(r"\d\D{0,5}(?:から|[–—〜～~-]|to )\s?\d")),
)
_COMMON = (
    *_NAMES,
    *_ORDERS,
    Finder(_units, re.compile("[A-Za-zぁ-ん一-鿿％%$¥]")),
    Finder(_signs, re.compile(r"[-−－▲△]\d|minus |negative |マイナス|氷点下")),
)
_FINDERS = (
    *_COMMON,
    Finder(_bounds, re.compile(f"[<>＜＞≤≥≦≧]|{MAY_BOUND}")),
    Finder(_fractions, re.compile("分の|半分")),
    Finder(_places, re.compile("第|[番つ回度日人個年件社代週行列]目")),
    Finder(_halves, re.compile("[上下]半?期|[前後]半")),
    Finder(_many, re.compile("[数何][十百千万億]")),
    Finder(_months, re.compile(rf"[\d{KANJI}]\s?月")),
)
_SIGN_OF_RARE = re.compile("[<>＜＞≤≥≦≧以未超分半第目期数何月]|より[大小多少]")
"""Without one of these, those behind the common ones find nothing."""
