"""What is said of a number as a bound: at least 5, 5以下, under 18."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from i18n_summit.checks.amounts.values import Amount, canonical, is_number

MAY_BOUND = "以[上下内降前]|未満|超え|より[大小多少]"
"""Of Japanese: it finds nothing where no number is a bound."""
_SIGNS = (
    *("than ", "least ", "most ", "p to ", "ver ", "nder ", "bove ", "elow ", "ceeding ", "ithin "),
    *(" and ", " or ", "以", "未満", "超え", "より"),
)
"""Without one of these, no number is a bound: faster than a pattern."""
_BEFORE = re.compile(
    r"\b(?:(?P<least>at least|no(?:t)? (?:less|fewer) than"
    r"|(?P<beyond>(?<!\bno )(?<!\bnot )(?:more|greater) than|over|above|exceeding))"
    r"|at most|up to|no(?:t)? (?:more|greater) than|within"
    r"|(?P<below>(?<!\bno )(?<!\bnot )(?:less|fewer) than|under|below))"
    r"(?P<equal> or equal to)? [$¥€£]?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s?[^\W\d_はがでにのもを]{0,4}?(?:(?P<least>以上|以降"
    r"|(?P<beyond>(?<![^\W\d_]{3})を超え|より[大多]))"
    r"|以下|以内|以前|(?P<below>未満|より[小少]))"
    r"|(?: \w+)? (?:and|or) (?:(?P<up>up|more|above|over|later|newer|greater|higher)"
    r"|less|fewer|under|below|lower|earlier|younger)\b"
)
_OF_AGE = ("歳", "才", " years old", " years of age")


class Bound(NamedTuple):
    """A number as a bound in a text, from the words before it to those behind."""

    start: int
    end: int
    is_least: bool
    is_strict: bool
    """It does not hold itself: 未満."""


def bound(text: str, amount: Amount) -> Bound | None:
    """Give what a text says of a number as a bound, if it does."""
    before = _BEFORE.search(text, max(amount.start - 30, 0), amount.start)
    behind = _BEHIND.match(text, max(amount.end, amount.unit_end))
    if not (before or behind):
        return None
    return Bound(
        before.start() if before else amount.start,
        behind.end() if behind else amount.end,
        bool((before and before["least"]) or (behind and (behind["least"] or behind["up"]))),
        bool(
            (before and (before["beyond"] or before["below"]) and not before["equal"])
            or (behind and (behind["beyond"] or behind["below"]))
        ),
    )


def bounded(text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Give amounts with what a bound of things that are counted is beside its number: under 18 is
    ``<18``, and so is 17歳以下.
    """
    may_bound = any(sign in text for sign in _SIGNS)
    for amount in amounts:
        is_count = may_bound and (
            amount.unit in ("", "times") or text.startswith(_OF_AGE, amount.end)
        )
        if is_count and (found := bound(text, amount)):
            sign, step = (">", -1) if found.is_least else ("<", 1)
            whole = (Decimal(value) for value in amount.values if is_number(value))
            beside = {
                sign + canonical(number + (0 if found.is_strict else step))
                for number in whole
                if number % 1 == 0
            }
            yield amount._replace(values=amount.values | beside)
        else:
            yield amount
