"""Many texts as one: a search through all of them takes a fraction of the time of one in each."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

BREAK = "\n\uffff\n"
"""Stands between two texts; the character is none of Unicode. A pattern that looks for the end of a
text must know it.
"""

EDGE_SPACE = re.compile(r"(?s)\s(?:(?=\n\uffff|\Z)|(?<=\uffff\n.)|(?<=\A.))")
"""Finds a text that begins or ends with white space."""


class Joined:
    """Texts, one behind another."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self.whole = BREAK.join(texts)
        sizes = (len(text) + len(BREAK) for text in texts)
        self.starts = list(accumulate(sizes, initial=0))
        """Where each begins; the last number is where one more would."""
        self._having: dict[re.Pattern[str], list[int]] = {}

    def at(self, offset: int) -> int:
        """Give the index of the text that an offset in the whole is in."""
        return bisect_right(self.starts, offset) - 1

    def having(self, *patterns: re.Pattern[str]) -> set[int]:
        """Give the indexes of the texts in which one of several patterns is found."""
        for pattern in patterns:
            if pattern not in self._having:
                self._having[pattern] = list(self._search(pattern))
        return set().union(*(self._having[pattern] for pattern in patterns))

    def _search(self, pattern: re.Pattern[str]) -> Iterator[int]:
        search, whole, starts = pattern.search, self.whole, self.starts
        match = search(whole)
        while match is not None:
            behind = bisect_right(starts, match.start())
            yield behind - 1
            match = search(whole, starts[behind])
