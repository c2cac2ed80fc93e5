"""A translation as its reader sees it, and what stands where in the catalog.

Inline tags take no room: 「Kafka<a>を</a>」 reads 「Kafkaを」. Locked text is seen and
stays. Code, addresses, variables and everything that breaks a line is a gap, which no
rule looks across.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from i18n_summit.model import Message

GAP = "\ufffc"
_PART = re.compile(
    # Each begins with a character of ASCII: at the others, most of them, none is tried.
    r"(?=[!-~])(?:"
    r"</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)[^<>]*>"
    r"|(?::[\w.+-]{1,40}:){0,2}`[^`]*`_{0,2}"
    r"|(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+://[!#-;=?-_a-z~]+"
    r"|(?<![\w.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9.-]+"
    r"|%(?:\([^()%\s]*+\))?[-+#0]*+[0-9.$*]*+(?:l{0,2}[a-zA-Z]|%)"
    r"|\$?(?<!\{)\{++[^{}]*+\}+"
    r"|&#?\w{1,31};)"
)
_HAS_PARTS = re.compile(r"[<`@%{&:](?:(?<!:)|//)")
_SILENT = {"code", "kbd", "samp", "var", "pre", "tt", "script", "style"}
"""Tags around what is no prose."""
_INLINE = set(
    "a abbr b bdi bdo big cite del dfn em font i ins keep mark q s small span strong sub sup"
    " time u x".split()
)
"""Tags that a sentence goes on through."""
_NUMBER = "0123456789"
_END_TAG = re.compile("</([A-Za-z][A-Za-z0-9-]*)")
_CLOSING = re.compile(r"(?:</[^<>]*>)*")


class Edit(NamedTuple):
    """What is to be written in the place of a part of a translation."""

    at: int
    """Offset in the translation."""
    length: int
    """At least 1."""
    text: str


class Piece(NamedTuple):
    """What is seen of one part of a translation."""

    characters: str
    at: int
    """The offset of the first in the translation."""
    is_locked: bool
    """They must stay."""


@dataclass(eq=False)
class Reading:
    """A translation, and what is seen of it."""

    text: str
    seen: str
    pieces: Sequence[Piece] | None = None
    """None where all of it is seen."""

    @cached_property
    def _offsets(self) -> list[int]:
        """Of each character seen, where it stands in the text."""
        offsets: list[int] = []
        for piece in self.pieces or ():
            offsets.extend(range(piece.at, piece.at + len(piece.characters)))
        return offsets

    @cached_property
    def _locked(self) -> set[int]:
        """The indexes of the characters that must stay."""
        locked: set[int] = set()
        start = 0
        for piece in self.pieces or ():
            if piece.is_locked:
                locked.update(range(start, start + len(piece.characters)))
            start += len(piece.characters)
        return locked

    def edit(self, start: int, end: int, written: str) -> Edit | None:
        """Write something else for a part of what is seen, and leave the tags in it as they are.

        An empty part stands before a character that is seen. Gives None where something
        locked would change.
        """
        if self.pieces is None:
            if start == end:
                return Edit(start, 1, written + self.text[start])
            return Edit(start, end - start, written)
        offsets = self._offsets
        if start == end:
            # Between the tags that end before it and those that begin behind it.
            behind = offsets[start - 1] + 1 if start else 0
            closing = _CLOSING.match(self.text, behind, offsets[start])
            at = closing.end() if closing else behind
            return Edit(at, 1, written + self.text[at])
        if not self._locked.isdisjoint(range(start, end)):
            return None
        at = offsets[start]
        if len(written) == end - start:
            signs = list(written)
        else:
            signs = [written] + [""] * (end - start - 1)
        pieces = [signs[0]]
        for index in range(start + 1, end):
            pieces += self.text[offsets[index - 1] + 1 : offsets[index]]
            pieces.append(signs[index - start])
        return Edit(at, offsets[end - 1] + 1 - at, "".join(pieces))


def read(text: str) -> Reading:
    """Read a translation as people do."""
    if _HAS_PARTS.search(text) is None:
        return Reading(text, text)
    pieces: list[Piece] = []
    silent = lock = ""
    ended = set(_END_TAG.findall(text))
    at = 0
    for part in _PART.finditer(text):
        start, end = part.span()
        if not silent:
            pieces.append(Piece(text[at:start], at, bool(lock)))
        at = end
        tag = part["tag"]
        if silent:
            if tag == silent and part[0][1] == "/":
                silent = ""
            continue
        name = tag.lower().rstrip(_NUMBER) if tag else ""
        if name not in _INLINE or tag not in ended or part[0].endswith("/>"):
            pieces.append(Piece(GAP, start, is_locked=True))
            if name in _SILENT and not part[0].startswith("</"):
                silent = tag
        elif name == "keep":
            lock = "" if part[0].startswith("</") else tag
    if not silent:
        pieces.append(Piece(text[at:], at, bool(lock)))
    return Reading(text, "".join(piece.characters for piece in pieces), pieces)


class Translation(NamedTuple):
    """A Japanese translation that somebody stands by, and what it translates."""

    message: Message
    number: int
    """Its place among the translations of its catalog."""
    form: int
    """The plural form."""
    reading: Reading

    @property
    def source(self) -> str:
        return self.message.id_plural or self.message.id


def is_title(message: Message) -> bool:
    """Tell whether a message is a heading, as the first of its comments says."""
    roles = message.comments[0].rpartition(" — ")[2] if message.comments else ""
    return "title" in roles.split(", ")
