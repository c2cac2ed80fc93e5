"""Which message that vanished a new one comes from.

Only what vanished is asked: what the pages still have is not where a new text comes
from. Words choose a few candidates, the rarest first; their texts and places decide.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel

from i18n_summit.catalogs.edits import (
    compared_text,
    is_part,
    may_be_missing,
    pairs_of,
    seen_text,
    words_of,
)
from i18n_summit.model import Key, Message

_LEAST_LIKENESS = 0.65
_CANDIDATES = 8
_LOOKED_AT = 300
"""Places of words that are looked at for one message: the rarest words', and those near it."""
_LONGEST = 10_000
"""Characters; of longer texts only the words are compared, in whatever order."""
_FEW_WORDS = 2
"""So few are no help in a search: pieces of three letters are."""
_PART_WORDS = 4
_PART_SCORE = 0.8
"""A part is a better guess than a poor edit, and a worse one than a good edit."""
_MOST_PARTS = 20
"""Each part has all of the old text beside it, and all of its translation."""
_LEAST_WHOLE = 0.3
"""What a text was added to is at least so much of the whole."""
_BONUS = 0.06
"""For the same page, the same comment and each neighbour."""


class Stand(NamedTuple):
    """A message, and the ones that stay on either side of it."""

    message: Message
    before: Key | None = None
    after: Key | None = None


def stands(messages: Iterable[Message], staying: Container[Key]) -> list[Stand]:
    """Give the messages that do not stay, each with its neighbours among those that do."""
    found: list[Stand] = []
    first_open = 0
    before: Key | None = None
    for message in messages:
        key = message.key
        if key in staying:
            for number in range(first_open, len(found)):
                found[number] = found[number]._replace(after=key)
            first_open = len(found)
            before = key
        else:
            found.append(Stand(message, before))
    return found


def find_origins(new: Sequence[Stand], old: Sequence[Stand]) -> dict[Key, Message]:
    """Find the old message that each new one comes from, in time that grows with their number.

    An old one is the origin of one new one, or of the parts that it was split into, of the
    best twenty.
    """
    if not new or not old:
        return {}
    found: dict[Key, Message] = {}
    parts: defaultdict[int, list[int]] = defaultdict(list)
    """Lengths of the parts of each old message that are found."""
    whole: set[int] = set()
    for guess in _guesses(new, old):
        key = new[guess.new].message.key
        if key in found or guess.old in whole:
            continue
        if guess.part:
            sizes = parts[guess.old]
            if len(sizes) == _MOST_PARTS or sum(sizes) + guess.part > guess.length:
                continue
            sizes.append(guess.part)
        elif guess.old in parts:
            continue
        else:
            whole.add(guess.old)
        found[key] = old[guess.old].message
    return found


class _Guess(NamedTuple):
    score: float
    new: int
    old: int
    part: int
    """Words of the new text where it is a part of the old one, else 0."""
    length: int
    """Words of the old text."""


class _Text:
    """What is compared of a message; a text that many are compared with is counted once."""

    def __init__(self, message: Message) -> None:
        self.text = compared_text(seen_text(message.id))
        self.words = words_of(self.text)
        self.features = set(self.words)
        if len(self.words) <= _FEW_WORDS:
            self.features.update(self.text[at : at + 3] for at in range(len(self.text) - 2))

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        return pairs_of(self.words)


def _guesses(new: Sequence[Stand], old: Sequence[Stand]) -> list[_Guess]:
    """Give the pairs that may be, the best first; among equals in the order of the pages."""
    texts = [_Text(stand.message) for stand in old]
    places: defaultdict[str, list[int]] = defaultdict(list)
    same: defaultdict[str, list[int]] = defaultdict(list)
    anchors: dict[Key | None, int] = {}
    for index, text in enumerate(texts):
        anchors.setdefault(old[index].before, index)
        same[text.text].append(index)
        for feature in text.features:
            places[feature].append(index)
    found: list[_Guess] = []
    scores = [0.0] * len(old)
    expected = 0
    for number, stand in enumerate(new):
        expected = anchors.get(stand.before, expected)
        text = _Text(stand.message)
        near = _near(same.get(text.text, []), expected, _CANDIDATES)
        if not near:
            near = _candidates(text.features, places, scores, expected)
        for index in near:
            other = texts[index]
            score, part = _likeness(text, other)
            if score:
                score += _place_bonus(stand, old[index])
                found.append(_Guess(score, number, index, part, len(other.words)))
    found.sort(key=lambda guess: (-guess.score, guess.new, guess.old))
    return found


def _candidates(
    features: set[str], places: Mapping[str, list[int]], scores: list[float], expected: int
) -> list[int]:
    """Give the few old messages that share most with a new one, by weight of what they share.

    *scores* has a zero for each old message, and has it again afterwards.
    """
    looked_at: list[int] = []
    known = sorted((len(found), feature) for feature in features if (found := places.get(feature)))
    for count, feature in known:
        weight = math.log(1 + len(scores) / count)
        near = _near(places[feature], expected, _LOOKED_AT - len(looked_at))
        for index in near:
            scores[index] += weight
        looked_at += near
        if len(looked_at) >= _LOOKED_AT:
            break
    found_once = dict.fromkeys(looked_at)
    best = sorted(found_once, key=scores.__getitem__, reverse=True)[:_CANDIDATES]
    for index in found_once:
        scores[index] = 0.0
    return best


def _near(places: list[int], expected: int, most: int) -> list[int]:
    """Give so many of the places, in growing order, around one."""
    if len(places) <= most:
        return places
    at = max(0, min(bisect_left(places, expected) - most // 2, len(places) - most))
    return places[at : at + most]


def _likeness(new: _Text, old: _Text) -> tuple[float, int]:
    """Say how alike two texts are, 0 where too little; and of how many words the part is that
    the new one is of the old one.
    """
    size = len(new.words)
    shared = len(new.features & old.features)
    if len(new.text) + len(old.text) > _LONGEST:
        few, many = sorted((new, old), key=lambda text: len(text.words))
        likeness = 2 * (few.counts & many.counts).total() / (size + len(old.words))
    else:
        likeness = Indel.normalized_similarity(new.text, old.text, score_cutoff=_LEAST_LIKENESS)
    if size >= _PART_WORDS and _may_be_part(new, old, shared) and is_part(new.pairs, old.pairs):
        return max(likeness, _PART_SCORE), size
    if likeness >= _LEAST_LIKENESS:
        return likeness, 0
    is_enough = len(old.words) >= max(_PART_WORDS, size * _LEAST_WHOLE)
    if is_enough and _may_be_part(old, new, shared) and is_part(old.pairs, new.pairs):
        return _LEAST_LIKENESS, 0
    return 0, 0


def _may_be_part(part: _Text, whole: _Text, shared: int) -> bool:
    """Tell whether a text may be a part of another one, with which it shares so many words."""
    size = len(part.words)
    return size < len(whole.words) and may_be_missing(len(part.features) - shared, size)


def _place_bonus(new: Stand, old: Stand) -> float:
    signs = (
        not set(new.message.references).isdisjoint(old.message.references),
        bool(new.message.comments) and new.message.comments[:1] == old.message.comments[:1],
        new.before is not None and new.before == old.before,
        new.after is not None and new.after == old.after,
    )
    return _BONUS * sum(signs)
