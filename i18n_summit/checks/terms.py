"""Terms in a text: found word by word, in one pass, however many there are.

Scripts that part words by spaces are compared by the word, all others by the
letter. Neither hyphens nor spaces count, except a space between katakana, where
styles differ.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from i18n_summit.language import HIRAGANA, JAPANESE, KANJI, KATAKANA, are_same
from i18n_summit.markup import Tag, TagKind, is_keep, spans_of_parts

_THAI_TO_MYANMAR, _KHMER = "\u0e00-\u0eff\u1000-\u109f", "\u1780-\u17ff"
_HANGUL = "\u1100-\u11ff\uac00-\ud7a3"  # Endings stick to its words.
_LETTERS = f"{HIRAGANA}{KATAKANA}{KANJI}{_THAI_TO_MYANMAR}{_KHMER}{_HANGUL}"
"""Of scripts that are compared by the letter."""
_CODE = r"-A-Za-z0-9_./@:\\"
_NAME = (
    rf"(?<![{_CODE}])(?=/\w|--\w|[{_CODE}]*?(?:://|::|[_@]|[A-Za-z0-9][.=][A-Za-z0-9]))"
    rf"[{_CODE}?&=%#~+]+(?<=[A-Za-z0-9_/])"
)
"""An address, a path, an option, the name of a file or in a program: ``consumer.properties``."""
_TAG = r"</?[A-Za-z][^<>]*>"
"""A tag of HTML, as catalogs of other tools have them."""
_VARIABLE = r"`[^`]*`|\$?\{[^{}\s]*\}|%\([^()%\s]*\)|\$[A-Za-z]\w*"
_WORD = rf"[^\W_{_LETTERS}]+(?:'[^\W_{_LETTERS}]+)*"
_SPACE = rf"(?<=[{KATAKANA}])\s(?=\s*[{KATAKANA}])"
_HYPHEN = r"-(?!\w)|(?<!\w)-"
_TOKEN = f"{_TAG}|{_VARIABLE}|{_NAME}|{_WORD}|{_SPACE}|{_HYPHEN}|[^\\s-]"
_KATAKANA_LETTER = re.compile(f"[{KATAKANA}]")
_NEVER_FIRST = frozenset("ーァィゥェォャュョヮッン")
"""Letters that begin no katakana word: one before them goes on."""
_SAME = str.maketrans({"’": "'", "‐": "-", "‑": "-", "™": " ", "®": " ", "\u00ad": None})
_AS_ONE = re.compile("(?s:.)[\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*")
"""A character with what may become one with it."""
_CODE_TAGS = {"code", "kbd", "samp", "var"}
GAP = "\ufffc"
"""Stands for what is no prose: no term goes across it."""

Bases = Callable[[str], Iterable[str]]
"""Gives a word, and the words that it may be a form of."""


class Place(NamedTuple):
    """Where a term stands in a text: half-open, in tokens."""

    start: int
    end: int
    term: int
    """The number of the term."""
    name: str
    """Its name there, as it was given."""


class _Name(NamedTuple):
    term: int
    name: str
    tokens: tuple[str, ...]
    has_case: bool
    """It has a capital, and so stands for itself only as it is written."""


class _Node:
    """What may follow the beginning of a name."""

    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.names: list[_Name] = []
        """Those that end here."""


class Terms:
    """The names of many terms, as one automaton."""

    def __init__(self, names: Iterable[tuple[int, str]], *, bases: Bases, longer: int) -> None:
        """Take names, each with the number of its term.

        A katakana name is found inside a longer word only where that has at
        least *longer* letters more on the side; 0 stands for nowhere.
        """
        self._root = _Node()
        self._bases = bases
        self._longer = longer
        for number, name in names:
            found = tuple(tokens(name))
            node = self._root
            for token in found:
                node = node.next.setdefault(token.lower(), _Node())
            node.names.append(_Name(number, name, found, name != name.lower()))

    def places(self, text: Sequence[str], among: Container[int] | None = None) -> list[Place]:
        """Find every name in the tokens of a text, also those within others, by their start.

        *among* are the numbers of the terms that are looked for; all, when not given.
        """
        found: list[Place] = []
        beginnings = self._root.next
        steps = [self._bases(token.lower()) for token in text]
        for start, bases in enumerate(steps):
            nodes = [beginnings[base] for base in bases if base in beginnings]
            end = start
            while nodes:
                end += 1
                found += [
                    Place(start, end, name.term, name.name)
                    for node in nodes
                    for name in node.names
                    if (among is None or name.term in among)
                    and self._is_whole(name, text, start, end)
                ]
                if end == len(steps):
                    break
                nodes = [n for node in nodes for base in steps[end] if (n := node.next.get(base))]
        return found

    def _is_whole(self, name: _Name, text: Sequence[str], start: int, end: int) -> bool:
        """Tell whether a name stands for itself: in its own case, and in no other word."""
        if name.has_case:
            there = zip(name.tokens, text[start:end], strict=True)
            if not all(own in self._bases(word) for own, word in there):
                return False
        left = self._letters_more(text, range(start, -1, -1))
        if left and (left < self._longer or not self._longer):
            return False
        right = self._letters_more(text, range(end - 1, len(text)))
        return not right or (0 < self._longer <= right and text[end] not in _NEVER_FIRST)

    def _letters_more(self, text: Sequence[str], way: range) -> int:
        """Count the letters that make a katakana word longer, as far as it matters: *way* leads
        from the outermost letter of the name outwards.
        """
        count = -1
        for at in way:
            if count > self._longer or not _KATAKANA_LETTER.fullmatch(text[at]):
                break
            count += 1
        return max(count, 0)


def outermost(places: Iterable[Place]) -> list[Place]:
    """Leave out the places that lie within a longer one."""
    found: list[Place] = []
    reached = Place(0, 0, 0, "")
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if place.end > reached.end or place[:2] == reached[:2]:
            found.append(place)
            reached = place
    return found


def tokens(text: str) -> list[str]:
    """Cut plain text into what terms are compared by."""
    return re.findall(_TOKEN, _comparable(text))


def message_tokens(message: str) -> list[str]:
    """Cut the prose of a message: neither locked text nor code, and no term goes across it."""
    if "<" not in message and "&" not in message:
        return tokens(message)
    return tokens("".join(text for text, _, _ in _prose(message)))


def token_spans(message: str) -> list[tuple[int, int]]:
    """Give where the tokens of a message's prose stand in it, half-open, in characters.

    Nothing is given for a text of which characters become one that stand apart.
    """
    prose = list(_prose(message))
    plain = "".join(text for text, _, _ in prose)
    characters = [
        (start + index, start + index + 1) if len(text) == end - start else (start, end)
        for text, start, end in prose
        for index in range(len(text))
    ]
    spans: list[tuple[int, int]] = []
    for match in _AS_ONE.finditer(plain):
        span = (characters[match.start()][0], characters[match.end() - 1][1])
        spans += [span] * len(normalize("NFKC", match[0].translate(_SAME)))
    compared = _comparable(plain)
    if len(compared) != len(spans):
        return []
    return [
        (spans[match.start()][0], spans[match.end() - 1][1])
        for match in re.finditer(_TOKEN, compared)
    ]


def _comparable(text: str) -> str:
    text = text.translate(_SAME)
    return text if text.isascii() else normalize("NFKC", text)


def _prose(message: str) -> Iterator[tuple[str, int, int]]:
    """Give the texts of a message that are neither code nor locked, and their spans in it.

    A gap stands for what is, and a space for a void tag.
    """
    silent: str | None = None
    for part, start, end in spans_of_parts(message):
        if isinstance(part, Tag):
            if silent is None and part.kind is TagKind.OPEN and _is_silent(part):
                silent = part.name
                yield GAP, start, end
            elif part.kind is TagKind.CLOSE and part.name == silent:
                silent = None
            elif part.kind is TagKind.VOID:
                yield " ", start, end
        elif silent is None:
            yield part, start, end


def _is_silent(tag: Tag) -> bool:
    return is_keep(tag) or tag.name.rstrip("0123456789") in _CODE_TAGS


def plurals(language: str) -> Bases:
    """Give the bases of a plural or possessive in a language; of others only the word."""
    return _english_plurals if _is_as_english(language) else _only


def inflections(language: str) -> Bases:
    """Give the bases of any form of a word, as far as its ending tells."""
    return _english_forms if _is_as_english(language) else _shortened


def _is_as_english(language: str) -> bool:
    # Latin words in Japanese text are English ones.
    return are_same(language, "en") or are_same(language, JAPANESE)


def _only(word: str) -> tuple[str, ...]:
    return (word,)


@lru_cache(maxsize=1 << 16)
def _english_plurals(word: str) -> tuple[str, ...]:
    if len(word) < 3:
        return (word,)
    found = [word]
    if word.endswith("'s"):
        word = word[:-2]
        found.append(word)
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _english_forms(word: str) -> tuple[str, ...]:
    found = list(_english_plurals(word))
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if ending == "ed" and stem[-1] == "i":
                found.append(stem[:-1] + "y")
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _shortened(word: str) -> tuple[str, ...]:
    """Give a word without up to three of its last letters."""
    return tuple(word[: len(word) - less] for less in range(4) if less == 0 or len(word) - less > 2)
