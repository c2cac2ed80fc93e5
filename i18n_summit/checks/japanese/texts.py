"""All that is Japanese in a catalog as one text.

One search through all of it takes a fraction of the time of one in each translation.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from i18n_summit.checks.japanese.reading import Translation, is_title, translations
from i18n_summit.checks.japanese.switches import BREAK, Switch
from i18n_summit.checks.japanese.vowels import Vowel, vowels
from i18n_summit.model import Catalog


class Place(NamedTuple):
    """Where in a translation something stands, counted in what is seen of it."""

    translation: Translation
    start: int
    end: int
    match: re.Match[str]
    """The same place in the text of all."""


class Texts:
    """The Japanese texts of a catalog, those of titles behind the others."""

    def __init__(self, catalog: Catalog) -> None:
        bodies: list[Translation] = []
        titles: list[Translation] = []
        for number, message in enumerate(catalog.messages):
            found = translations(message, number)
            if found:
                (titles if is_title(message) else bodies).extend(found)
        self.translations = [*bodies, *titles]
        seen = [translation.reading.seen for translation in self.translations]
        self._whole = BREAK.join(seen)
        sizes = (len(text) + len(BREAK) for text in seen)
        self._starts = list(accumulate(sizes, initial=0))
        self._titles_start = min(self._starts[len(bodies)], len(self._whole))

    def find(self, pattern: re.Pattern[str], switch: Switch) -> Iterator[re.Match[str]]:
        """Find a pattern in all texts that a switch is about."""
        start = self._titles_start if switch.only_titles else 0
        end = self._titles_start if switch.skips_titles else len(self._whole)
        return pattern.finditer(self._whole, start, end)

    def place(self, match: re.Match[str]) -> Place:
        """Give the place of what was found."""
        number = bisect_right(self._starts, match.start()) - 1
        before = self._starts[number]
        return Place(self.translations[number], match.start() - before, match.end() - before, match)

    @cached_property
    def vowels(self) -> list[tuple[Translation, Vowel]]:
        """The katakana words that may end in a long vowel."""
        return [
            (translation, vowel)
            for translation in self.translations
            for vowel in vowels(translation.source, translation.reading.seen)
        ]
