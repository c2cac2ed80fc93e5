"""Bring a catalog up to date with the pages, keeping every word a translator wrote."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from i18n_summit.model import Catalog, Key, Message

_LEAST_LIKENESS = 0.6
_CANDIDATES = 10
_MOST_PLACES = 500
"""Places of its words, the rarest first, that are looked at to find a message's candidates."""
_MOST_PAIRS = 100_000
"""Pairs of equal characters up to which two texts are compared by their characters, which takes up
to the cube of their length.
"""
_JAPANESE = "[\u3041-\u30ff\u3400-\u9fff]"
_TOKEN = re.compile(rf"[a-z0-9]+|{_JAPANESE}{{1,2}}|[^\W\d_]+", re.IGNORECASE)
_BESIDE_JAPANESE = re.compile(rf" (?={_JAPANESE})|(?<={_JAPANESE}) ")


def update_catalog(
    catalog: Catalog, wanted: Sequence[Message], header: Mapping[str, str] | None = None
) -> Catalog:
    """Give the catalog of *wanted*, in its order, with the translations of *catalog*.

    A message that is new takes over the translation of the most similar one
    that vanished, as fuzzy and with the previous msgid; white space that
    changed keeps its approval. A message that vanished becomes obsolete, and
    is revived when the pages have it again.
    """
    known: dict[Key, Message] = {}
    for message in catalog.messages:
        key = message.key
        if key not in known or not message.is_obsolete:
            known[key] = message
    keys = [message.key for message in wanted]
    places = list(zip(wanted, map(known.get, keys), strict=True))
    wanted_keys = set(keys)
    vanished = [message for key, message in known.items() if key not in wanted_keys]
    origins = _origins(
        [message for message, old in places if old is None],
        # Among equals one that was on a page until now.
        sorted((m for m in vanished if m.translation), key=lambda m: m.is_obsolete),
    )

    messages: list[Message] = []
    for message, old in places:
        if old is not None:
            messages.append(_placed(old, message))
        elif message.key in origins:
            messages.append(_derived(message, origins[message.key]))
        else:
            messages.append(message)
    taken = {origin.key for origin in origins.values()}
    for message in vanished:
        if message.key in taken:
            continue
        if message.is_obsolete:
            messages.append(message)
        elif _holds_words(message):
            messages.append(message._replace(is_obsolete=True, comments=(), references=()))
    return Catalog(catalog.locale, dict(header or catalog.header), tuple(messages))


def _placed(message: Message, wanted: Message) -> Message:
    """Give a known message at the place where the pages have it."""
    if (
        message.comments == wanted.comments
        and message.references == wanted.references
        and not message.is_obsolete
    ):
        return message
    return message._replace(
        comments=wanted.comments, references=wanted.references, is_obsolete=False
    )


def _derived(message: Message, origin: Message) -> Message:
    """Give a new message the translation of an old one."""
    derived = message._replace(
        translation=origin.translation,
        translator_comment=origin.translator_comment,
        flags=origin.flags,
    )
    if _folded(message.id) == _folded(origin.id) and message.context == origin.context:
        return derived._replace(
            previous_id=origin.previous_id,
            previous_context=origin.previous_context,
        )
    if origin.is_fuzzy and origin.previous_id is not None:
        # What the translation was made for is what its translator has to compare.
        return derived._replace(
            previous_id=origin.previous_id, previous_context=origin.previous_context
        )
    flags = origin.flags if origin.is_fuzzy else ("fuzzy", *origin.flags)
    return derived._replace(flags=flags, previous_id=origin.id, previous_context=origin.context)


def _holds_words(message: Message) -> bool:
    """Tell whether a translator wrote anything into a message."""
    return bool(
        message.translation or any(message.plural_translations) or message.translator_comment
    )


def _origins(
    new: Sequence[Message], vanished: Sequence[Message]
) -> dict[tuple[str | None, str], Message]:
    """Find for each new message the vanished one it comes from, one to one at most."""
    if not new or not vanished:
        return {}
    tokens = [Counter(_tokens(message.id)) for message in vanished]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, counter in enumerate(tokens):
        for token in counter:
            places[token].append(index)
    weight = {token: math.log(1 + len(vanished) / len(found)) for token, found in places.items()}
    pairs: list[tuple[float, int, int]] = []
    for number, message in enumerate(new):
        scores: Counter[int] = Counter()
        left = _MOST_PLACES
        known = [token for token in set(_tokens(message.id)) if token in places]
        for token in sorted(known, key=lambda token: (len(places[token]), token)):
            for index in places[token][:left]:
                scores[index] += weight[token]  # type: ignore[assignment]
            left -= len(places[token])
            if left <= 0:
                break
        for index, _ in scores.most_common(_CANDIDATES):
            likeness = _likeness(vanished[index].id, message.id)
            if likeness >= _LEAST_LIKENESS:
                pairs.append((likeness, number, index))
    # The most alike first; among equals the order of the pages.
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    found: dict[tuple[str | None, str], Message] = {}
    used: set[int] = set()
    for _, number, index in pairs:
        if new[number].key not in found and index not in used:
            found[new[number].key] = vanished[index]
            used.add(index)
    return found


def _likeness(one: str, other: str) -> float:
    """Give from 0 to 1 how alike two texts are; 0 where they are not alike enough at a glance."""
    counts, others = Counter(one), Counter(other)
    total = len(one) + len(other)
    if 2 * (counts & others).total() < _LEAST_LIKENESS * total:
        return 0.0
    if sum(count * others[character] for character, count in counts.items()) <= _MOST_PAIRS:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    neighbours, other_neighbours = _neighbours(one), _neighbours(other)
    alike = (neighbours & other_neighbours).total()
    return 2 * alike / (neighbours.total() + other_neighbours.total())


def _neighbours(text: str) -> Counter[tuple[str, str]]:
    """Count each two words that stand beside one another, and the first one."""
    tokens = _tokens(text)
    return Counter(zip(["", *tokens], tokens, strict=False))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _folded(text: str) -> str:
    """Give a text without the white space that says nothing, as beside Japanese."""
    return _BESIDE_JAPANESE.sub("", " ".join(text.split()))
