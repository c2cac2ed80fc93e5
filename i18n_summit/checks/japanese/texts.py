"""All that is Japanese in a catalog."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from i18n_summit.checks.japanese.reading import Translation, is_title, read
from i18n_summit.checks.japanese.switches import Switch
from i18n_summit.checks.japanese.vowels import MAY_END, Vowel, vowels
from i18n_summit.checks.joined import Joined
from i18n_summit.checks.readings import Pair
from i18n_summit.language import has_japanese
from i18n_summit.model import Message


class Place(NamedTuple):
    """Where in a translation something stands, counted in what is seen of it."""

    translation: Translation
    start: int
    end: int
    match: re.Match[str]
    """The same place in the text of all."""


class Texts:
    """The Japanese texts of a catalog, those of titles behind the others."""

    def __init__(self, translations: Iterable[tuple[Message, Pair]]) -> None:
        """Take the translations that somebody stands by, as the catalog has them."""
        bodies: list[Translation] = []
        titles: list[Translation] = []
        for number, (message, pair) in enumerate(translations):
            if has_japanese(pair.text):
                found = Translation(message, number, pair.form, read(pair.text))
                (titles if is_title(message) else bodies).append(found)
        self.translations = [*bodies, *titles]
        self._seen = Joined(translation.reading.seen for translation in self.translations)
        self._titles_start = min(self._seen.starts[len(bodies)], len(self._seen.whole))
        self._has: dict[tuple[str, str], bool] = {}

    def find(self, pattern: re.Pattern[str], switch: Switch) -> Iterator[re.Match[str]]:
        """Find a pattern in all texts that a switch is about."""
        return pattern.finditer(self._seen.whole, *self._part(switch))

    def count(self, switch: Switch, way: str) -> int:
        """Count the places of a switch that are written one way."""
        return len(switch.written(way).findall(self._seen.whole, *self._part(switch)))

    def has(self, switch: Switch, way: str) -> bool:
        """Tell whether a place of a switch is written one way: for many there is none."""
        key = switch.name, way
        if key not in self._has:
            signs = switch.signs.get(way)
            self._has[key] = (
                signs is None or any(sign in self._seen.whole for sign in signs)
            ) and next(self.find(switch.written(way), switch), None) is not None
        return self._has[key]

    def _part(self, switch: Switch) -> tuple[int, int]:
        start = self._titles_start if switch.only_titles else 0
        end = self._titles_start if switch.skips_titles else len(self._seen.whole)
        return start, end

    def place(self, match: re.Match[str]) -> Place:
        """Give the place of what was found."""
        number = self._seen.at(match.start())
        start = self._seen.starts[number]
        return Place(self.translations[number], match.start() - start, match.end() - start, match)

    @cached_property
    def vowels(self) -> list[tuple[Translation, Vowel]]:
        """The katakana words that may end in a long vowel."""
        sources = Joined(translation.source for translation in self.translations)
        return [
            (translation, vowel)
            for translation in map(self.translations.__getitem__, sorted(sources.having(MAY_END)))
            for vowel in vowels(translation.source, translation.reading.seen)
        ]
