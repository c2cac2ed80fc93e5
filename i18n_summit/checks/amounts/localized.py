"""What was measured anew for readers who measure otherwise: 300 feet, 約90メートル."""

import re
from collections.abc import Iterable

from i18n_summit.checks.amounts.values import Amount, is_number

_CUSTOMARY = (
    r"[\s-]?(?:(feet|foot|ft)|(inch(?:es)?)|(yards?)|(miles?)|(pounds?|lbs?)|(ounces?|oz)"
    r"|(gallons?)|(acres?)|(°\s?F|degrees Fahrenheit))(?![A-Za-z])"
)
_METRIC = (
    r"[\s-]?(?:(メートル|met(?:er|re)s?|m)|(センチ(?:メートル)?|cm)|(キロメートル|kilomet(?:er|re)s?|km)"
    r"|(キログラム|kilograms?|kg)|(グラム|grams?|g)|(リットル|lit(?:er|re)s?|L)"
    r"|(ヘクタール|hectares?|ha)|(平方メートル)|(℃|°\s?C|度))(?![A-Za-z])"
)
_CUSTOMARY_SIZES = (
    *(("length", 0.3048), ("length", 0.0254), ("length", 0.9144), ("length", 1609.3)),
    *(("weight", 453.6), ("weight", 28.35), ("volume", 3.785), ("area", 4047.0), ("heat", 1.0)),
)
_METRIC_SIZES = (
    *(("length", 1.0), ("length", 0.01), ("length", 1000.0)),
    *(("weight", 1000.0), ("weight", 1.0), ("volume", 1.0)),
    *(("area", 10_000.0), ("area", 1.0), ("heat", 1.0)),
)
"""Of the groups above, which are compiled when they are asked for."""
_ROUNDED = 0.1
"""About so much more or less is the same, rounded."""


def is_localized(
    source: str, lost: Iterable[Amount], translation: str, gained: Iterable[Amount]
) -> bool:
    """Tell whether each number that one text lacks is measured in feet, pounds or °F on one side,
    and each in metres, grams or °C on the other, and is about the same.
    """
    return any(
        _are_about_the_same(_customary(one, ours), _metric(other, theirs))
        for one, ours, other, theirs in (
            (source, lost, translation, gained),
            (translation, gained, source, lost),
        )
    )


def _are_about_the_same(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> bool:
    return len(ours) == len(theirs) > 0 and all(
        kind == other and abs(size - length) <= max(_ROUNDED * abs(size), kind == "heat")
        for (kind, size), (other, length) in zip(sorted(ours), sorted(theirs), strict=True)
    )


def _customary(text: str, amounts: Iterable[Amount]) -> list[tuple[str, float]]:
    return [
        (kind, (size - 32) / 1.8 if kind == "heat" else size)
        for kind, size in _sizes(text, amounts, _CUSTOMARY, _CUSTOMARY_SIZES)
    ]


def _metric(text: str, amounts: Iterable[Amount]) -> list[tuple[str, float]]:
    return _sizes(text, amounts, _METRIC, _METRIC_SIZES)


def _sizes(
    text: str,
    amounts: Iterable[Amount],
    behind: str,
    sizes: tuple[tuple[str, float], ...],
) -> list[tuple[str, float]]:
    """Give how much each number is, of what; nothing if one has no unit of these."""
    found: list[tuple[str, float]] = []
    for amount in amounts:
        match = re.compile(behind).match(text, amount.end)
        figure = next(filter(is_number, amount.values), None)
        if match is None or figure is None:
            return []
        kind, size = sizes[(match.lastindex or 1) - 1]
        found.append((kind, float(figure) * size))
    return found
