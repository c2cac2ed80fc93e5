"""What a catalog itself does: the way of most of its places is its way."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from i18n_summit.checks.japanese.profiles import (
    AS_MOST,
    DROPPED,
    KEPT,
    LONG_VOWELS,
    Profile,
)
from i18n_summit.checks.japanese.switches import SWITCHES
from i18n_summit.checks.japanese.texts import Texts

_FEWEST = 10
"""In fewer places than this a catalog has no way of its own."""
_RIGHT = {switch.name: set(switch.remedies) for switch in SWITCHES}
_RIGHT |= {name: {KEPT, DROPPED} for name in LONG_VOWELS.values()}
"""By switch, the ways that a catalog may have."""


def settled(profile: Profile, texts: Texts) -> Profile:
    """Give a profile with what it leaves to a catalog: the way of nine in ten places, and of ten
    at least. A switch without such a way is not looked at, nor one that is the same throughout.
    """
    asked = {name for name, way in profile.ways.items() if way == AS_MOST}
    if not asked:
        return profile
    ways = {name: way for name, way in profile.ways.items() if name not in asked}
    reasons = dict(profile.reasons)
    for name, counts in _counts(texts, asked).items():
        total = counts.total()
        way, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
        if way in _RIGHT[name] and total >= _FEWEST and 10 * most >= 9 * total:
            ways[name] = way
            reasons[name] = f"as in {most} of {total} places of this catalog"
    return replace(profile, ways=ways, reasons=reasons)


def _counts(texts: Texts, asked: Collection[str]) -> dict[str, Counter[str]]:
    """Count by switch how its places are written; not where all are alike, and none is wrong."""
    found = {name: Counter[str]() for name in asked}
    if not found.keys().isdisjoint(LONG_VOWELS.values()):
        for _, vowel in texts.vowels:
            name = LONG_VOWELS[vowel.ending]
            if name in found:
                found[name][KEPT if vowel.is_kept else DROPPED] += 1
    for switch in SWITCHES:
        if switch.name in found:
            ways = [way for way in switch.places if texts.has(switch, way)]
            if len(ways) > 1:
                found[switch.name].update({way: texts.count(switch, way) for way in ways})
    return found
