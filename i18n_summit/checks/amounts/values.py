"""A number in a text and what it may mean, as words that are compared: ``1500``, ``3pm``, ``1/2``,
``5400s``.
"""

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

_LARGEST_SMALL = 12
_LONGEST = 30
"""Longer ones are no numbers, but digits."""
WORD_START, WORD_END = r"(?a:(?<!\w))", r"(?a:(?!\w))"
"""Of a word of ASCII; Japanese may stand right beside it, where \\b sees no border."""
DAY = "day "
"""Begins the value of a day of the week."""


class Amount(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    values: frozenset[str]
    """What it may mean: «1.500» is one and a half or more than a thousand."""
    is_name: bool = False
    """A part of a name (UTF-8) or nothing at all (0): nobody asks for it."""
    unit: str = ""
    """What it is counted in: "time", "bytes", "metres", "grams", "money", "times" or "share"."""
    unit_end: int = 0
    sizes: frozenset[str] = frozenset()
    """Of what it may mean, what it is together with its unit."""

    @property
    def is_day(self) -> bool:
        """Tell whether it is a day of the week, and no number."""
        return any(value.startswith(DAY) for value in self.values)

    @property
    def is_small(self) -> bool:
        """Tell whether it may be written in words, or be meant by the grammar alone."""
        numbers = [value for value in self.values if value.replace(".", "").isdigit()]
        return not numbers or any(
            value.isdigit() and len(value) < 3 and int(value) <= _LARGEST_SMALL for value in numbers
        )


def plain(digits: str) -> str:
    """Give digits of any script without zeros before them."""
    if not digits.isascii():
        digits = "".join(str(unicodedata.digit(digit)) for digit in digits)
    return digits.lstrip("0") or "0"


def canonical(number: Decimal) -> str:
    """Write a number in one way."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") or "0" if "." in written else written


def is_number(value: str) -> bool:
    """Tell whether what an amount may mean is a number that is reckoned with, and no hour, part or
    time.
    """
    return len(value) <= _LONGEST and value.replace(".", "", 1).isdigit()


def hour(number: int, half: str) -> str:
    """Write an hour of a half of the day, "am" or "pm"."""
    return f"{number % 12}{half}"


def answers(value: str) -> frozenset[str]:
    """Give what a text may be asked for that says this: 3 may be 3 p.m., which may be 15, and 3 is
    not 15.
    """
    return _ANSWERS.get(value) or frozenset({value})


def part(number: Fraction) -> str:
    """Write a part of a whole."""
    return f"{number.numerator}/{number.denominator}"


def _hours(number: int) -> tuple[str, ...]:
    halves = ("am", "pm") if 0 < number <= 12 else ("pm",) if 12 < number < 24 else ("am",)
    return tuple(hour(number, half) for half in halves)


_ANSWERS = {str(number): frozenset({str(number), *_hours(number)}) for number in range(25)}
_ANSWERS |= {
    one: frozenset({one, *(str(number) for number in range(25) if one in _hours(number))})
    for number in range(24)
    for one in _hours(number)
}
