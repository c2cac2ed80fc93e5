"""Checks of numbers, dates and times."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from i18n_summit.checks.amounts.details import Detail, changed
from i18n_summit.checks.amounts.localized import is_localized
from i18n_summit.checks.amounts.reading import Amounts, amounts
from i18n_summit.checks.amounts.spelled import MAY_COUNT, says_number
from i18n_summit.checks.amounts.values import Amount, answers
from i18n_summit.checks.readings import Pair
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.language import JAPANESE, are_same
from i18n_summit.model import Severity

_DIGIT = re.compile(r"\d")
_MAY_DIFFER = (_DIGIT, MAY_COUNT)
"""Numbers in words are compared where one side is Japanese, and both have some."""
_MOST = 12
"""Numbers of one text that are told apart."""
_LETTER = re.compile(r"[^\W\d_]")
_PLACED = re.compile(
    "第|分の|半分|[上下]半?期|[前後]半|[数何][十百千万億]|[十一二]月|[番つ回度日人個年件社代週行列]目"
    r"|\b(?:half|third|quarter|first|second|latter|fourth|fifth|primary|chapter|part|volume|book"
    r"|appendix|phase|act|step|day|section|lesson|level|stage|round"
    r"|tens|dozen|hundred|thousand|[mb]illion"
    r"|January|February|April|June|July|August|September|October|November|December)",
    re.IGNORECASE,
)
"""Said of numbers without digits, and in no number of things."""
_ADDRESS = re.compile(
    r"\b(?:Street|Road|Avenue) \d|\d(?:st|nd|rd|th)? (?:[A-Z]\w+ )?(?:Street|Road|Avenue)\b"
)
_SAME_ADDRESS = re.compile("ストリート|ロード|アベニュー|通り|Street|Road|Avenue")
"""Read aloud, or left as it is, and not made up."""


class Differences(NamedTuple):
    """Of the numbers of a translation and its source."""

    lost: list[Amount]
    """Of the source, and missing in the translation."""
    gained: list[Amount]
    is_changed: bool
    """One has become another."""
    detail: tuple[Detail, Detail] | None = None
    """What is said of one, and what is now, where none has become another."""


_NO_DIFFERENCE = Differences([], [], is_changed=False)


@text_check(Severity.ERROR, where=_MAY_DIFFER, in_source=_MAY_DIFFER)
def number(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """The translation has another number than the source.

    Digits of any width, 億 and million, eras, hours, spans of time, percent and fractions are read
    as what they mean. English and Japanese words for numbers, months and days of the week are,
    too: they may stand for digits, and are wrong where another number stands in their place.
    So are another unit, sign or order beside the same figure, and another number in a name.

    Bad:  "over 80 clusters" -> 「18 以上」, "45 seconds" -> 「45 分」, "UTF-8" -> 「UTF-16」
    Good: "September 30, 2:30 PM" -> 「9 月 30 日 14 時 30 分」, "1.5 hours" -> 「1 時間 30 分」
    """
    lost, gained, is_changed, detail = _differences_of(brief)(pair)
    if is_changed:
        what = f"«{_words(pair.source, lost[0])}»" if lost else "a number"
        now = f"«{_words(pair.text, gained[0])}»" if gained else "another"
        yield Finding(
            f"{what} of the source has become {now}. Write the same number.",
            at=gained[0].start if gained else None,
            length=gained[0].end - gained[0].start if gained else 1,
        )
    elif detail:
        ours, theirs = detail
        yield Finding(
            f"«{pair.source[ours.start : ours.end]}» of the source has become"
            f" «{pair.text[theirs.start : theirs.end]}». Write the same.",
            at=theirs.start,
            length=theirs.end - theirs.start,
        )


@text_check(Severity.WARNING, where=_MAY_DIFFER, in_source=_MAY_DIFFER)
def lost_number(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A number above twelve stands on one side only.

    Smaller ones are often written in words.

    Bad:  "53 sessions" -> 「数多くのセッション」
    Good: "two days" -> 「2 日間」, "one of them" -> 「そのひとつ」
    """
    lost, gained, is_changed, _ = _differences_of(brief)(pair)
    if is_changed:
        return
    if lost and not pair.is_few:
        if what := [_words(pair.source, amount) for amount in lost if not amount.is_small]:
            yield Finding(
                f"«{'», «'.join(what)}» of the source {'are' if what[1:] else 'is'} missing."
                " Add it.",
            )
    elif gained:
        for amount in gained:
            if not amount.is_small:
                yield Finding(
                    f"«{_words(pair.text, amount)}» is not in the source. Delete it.",
                    at=amount.start,
                    length=amount.end - amount.start,
                )


@lru_cache(maxsize=1)
def _differences_of(brief: Brief) -> Callable[[Pair], Differences]:
    """Give what both checks ask of each pair, one for a whole catalog behind the other."""
    return cache(partial(_differences, locale=brief.locale))


def _differences(pair: Pair, locale: str) -> Differences:
    has_words = are_same(locale, JAPANESE) or are_same(locale, "en")
    has_digits = _DIGIT.search(pair.source) or _DIGIT.search(pair.text)
    if not has_digits and not (has_words and _says_number(pair.text) and _says_number(pair.source)):
        return _NO_DIFFERENCE
    ours = amounts(pair.source, has_words=has_words)
    theirs = amounts(pair.text, has_words=has_words)
    other = amounts(pair.other, has_words=has_words)
    lost = [one for one in ours.written if not one.is_name and not theirs.has(one)]
    gained = [
        one
        for one in theirs.written
        # Languages count one thing with and without a number.
        if not (one.is_name or one.values == {"1"} or ours.has(one) or other.has(one))
    ]
    # Nobody asks for a word, unless another stands in its place.
    lost_words = [one for one in ours.spelled if not theirs.has(one)]
    gained_words = [one for one in theirs.spelled if not (ours.has(one) or other.has(one))]
    if not (any(one.is_day for one in lost_words) and any(one.is_day for one in gained_words)):
        lost_words, gained_words = _no_days(lost_words), _no_days(gained_words)
    is_example = _is_example(pair, has_words=has_words)
    is_changed = not is_example and (
        bool(lost and gained)
        or (bool(gained + gained_words) and any("1" not in one.values for one in lost + lost_words))
        or (
            any("1" not in one.values for one in lost + gained)
            and not pair.other
            and _are_as_many(ours, theirs)
        )
    )
    if is_changed:
        lost, gained = sorted(lost + lost_words), sorted(gained + gained_words)
        if has_words and is_localized(ours.shown, lost, theirs.shown, gained):
            is_changed = False
        return Differences(lost, gained, is_changed)
    detail = changed(ours, theirs, other, has_words=has_words, is_example=is_example)
    is_counted = has_words and not (detail or is_example or pair.other)
    if is_counted and (instead := _instead(ours, theirs)):
        return Differences([instead[0]], [instead[1]], is_changed=True)
    return Differences(lost, gained, is_changed, detail)


def _says_number(text: str) -> bool:
    return _PLACED.search(text) is not None or says_number(text)


def _no_days(words: list[Amount]) -> list[Amount]:
    """Leave out days of the week: no number stands in the place of one."""
    return [one for one in words if not one.is_day]


def _is_example(pair: Pair, *, has_words: bool) -> bool:
    """Tell whether a text is a value or a postal address, to show what a field may hold: each
    language makes up its own.
    """
    if _ADDRESS.search(pair.source):
        return _SAME_ADDRESS.search(pair.text) is None
    # 12 is a value, and no longer one where its translation counts: 十三台.
    return _LETTER.search(pair.source) is None and not (has_words and _LETTER.search(pair.text))


def _instead(ours: Amounts, theirs: Amounts) -> tuple[Amount, Amount] | None:
    """Give a number, and what stands in its place, of two texts with as many of the same numbers,
    one of them once too often: October 1 in two days, October 2 in two days.
    """
    before = [one for one in (*ours.written, *ours.spelled) if not one.is_name]
    if not 1 < len(before) <= _MOST:
        return None
    after = [one for one in (*theirs.written, *theirs.spelled) if not one.is_name]
    if len(before) != len(after):
        return None
    all_before, all_after = tuple(before), tuple(after)
    for is_same in (_are_of_a_size, _mean_the_same):
        for one in tuple(before):
            if other := next((other for other in after if is_same(one, other)), None):
                before.remove(one)
                after.remove(other)
    if len(before) != 1:
        return None
    (one,), (other,) = before, after
    if "1" in one.values | other.values and (one in ours.spelled or other in theirs.spelled):
        return None  # Not twice is once.
    # What one of them says in words alone stands for no other number.
    is_known = any(_mean_the_same(one, another) for another in all_after) or not theirs.has(one)
    is_new = any(_mean_the_same(other, another) for another in all_before) or not ours.has(other)
    return (one, other) if is_known and is_new else None


def _are_of_a_size(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit and one.values == other.values


def _mean_the_same(one: Amount, other: Amount) -> bool:
    return not one.values.isdisjoint(said for value in other.values for said in answers(value))


def _are_as_many(ours: Amounts, theirs: Amounts) -> bool:
    """Tell whether two texts have as many numbers in digits, none of them for a word: one that
    has no other half was written over another.
    """
    one_side = [one for one in ours.written if "1" not in one.values]
    other_side = [one for one in theirs.written if "1" not in one.values]
    if len(one_side) != len(other_side):
        return False
    ours_values = {said for one in ours.written for value in one.values for said in answers(value)}
    theirs_values = {
        said for one in theirs.written for value in one.values for said in answers(value)
    }
    return not any(
        one.values & theirs.also and not one.values & theirs_values for one in one_side
    ) and not any(one.values & ours.also and not one.values & ours_values for one in other_side)


def _words(text: str, amount: Amount) -> str:
    return text[amount.start : amount.end]
