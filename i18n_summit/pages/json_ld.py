"""Prose in structured data: strings of JSON-LD, with their spans (RFC 8259, JSON-LD 1.1).

Search engines show what ``<script type="application/ld+json">`` says of a page:
its headline, the questions it answers, the name of the event. A page whose
structured data stays behind is found in the wrong language.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from i18n_summit.pages.templates import TEMPLATE_MARK, template_tags

# Of schema.org's properties those that take a Text which is a name, a phrase or a sentence for
# whoever sees a search result: of any Thing; of articles, images, questions and their answers; of
# reviews and organisations; of jobs, people and recipes. Left out is what is chosen from a list
# (eventStatus), what is a thing with a name of its own (author, location), what is a part of a
# name or an address (givenName, addressLocality), and what is a measure (recipeYield).
PROSE = frozenset(
    "name alternateName description disambiguatingDescription"
    " headline alternativeHeadline abstract articleBody caption keywords text"
    " reviewBody slogan title jobTitle recipeIngredient recipeInstructions".split()
)
"""The properties whose strings are for readers."""


class JsonString(NamedTuple):
    """A string of JSON-LD for readers."""

    start: int
    end: int
    """``text[start:end]`` is the inside of the literal, without its quotes."""
    text: str
    """What it says, without escapes."""
    key: str
    """The property that it is the value of, or among the values of."""
    language: str | None
    """What ``@language`` says of it, as it is written; None where nothing does."""


class _Role(Enum):
    DATA = "data"
    CONTEXT = "context"
    """Of an ``@context``: it defines words, and may say a language."""
    OPAQUE = "opaque"
    """A definition of a word, or a value that is JSON itself."""


@dataclass(slots=True)
class _Object:
    """What a JSON object says of the strings in it."""

    around: "_Object | None"
    key: str
    """The property that it is a value of."""
    contexts: list[str | None] = field(default_factory=list)
    """The languages that its ``@context`` sets, one after the other."""
    language: str | None = None
    """Its own ``@language``: that of its ``@value``."""
    is_typed: bool = False


@dataclass(slots=True)
class _Frame:
    """An object or array that is open."""

    end: str
    role: _Role
    object: _Object
    """The nearest one: an array has none of its own."""
    key: str
    """The one whose value comes next; an array has that of its place."""


class _Found(NamedTuple):
    start: int
    end: int
    text: str
    object: _Object
    key: str


_HEX = "[0-9A-Fa-f]"
_STRING = rf'"((?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u{_HEX}{{4}}))*+)"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
_TOKEN = re.compile(rf"[ \t\n\r]*+(?:([][{{}},:])|{_STRING}|(true|false|null|{_NUMBER})|\Z)")
_SPACE = re.compile(r"[ \t\n\r]*+")
_VALUE = '[{"0'
"""How a value may begin; ``0`` stands for numbers and literals, ``$`` for the end of the text."""
_ESCAPE = re.compile(
    rf"\\(?:u([Dd][89ABab]{_HEX}{{2}})\\u([Dd][C-Fc-f]{_HEX}{{2}})|u({_HEX}{{4}})|(.))"
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_NO_PROSE = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|//|(?:mailto|tel|urn|data):)\S*"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?",
    re.IGNORECASE,
)
_UNSHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def prose_strings(text: str) -> list[JsonString]:
    """List the strings for readers in a JSON-LD script, in order.

    *text* is what the script element holds, decoded; offsets count its
    characters. Strings are those of ``PROSE``, alone, in an array, or as an
    ``@value`` without ``@type``, however deep; also those without a letter. URLs
    and dates are none, nor is a string with a template's tag in it, which the
    template may want to escape itself, or with half a surrogate pair, which is no text.

    What is not JSON has none: where comments, trailing commas or a template's
    tags are read over, it is not known what else is. But for a tag in the place
    of a value: ``"headline": {{ page.title | jsonify }}``.
    """
    reader = _Reader(text)
    return reader.strings() if reader.read() else []


class _Reader:
    """Reads a text once, with the open objects and arrays on a stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        root = _Object(None, "", contexts=[None])
        self._objects = [root]
        self._frames = [_Frame("$", _Role.DATA, root, "")]
        self._found: list[_Found] = []
        is_template = TEMPLATE_MARK.search(text) is not None
        self._tags = {t.start: t.end for t in template_tags(text)} if is_template else {}
        """Where each of a template's tags ends, by where it begins."""

    def read(self) -> bool:
        """Tell whether the text is JSON, and note its strings and what its objects say."""
        expected = _VALUE
        at = 0
        while True:
            if self._tags and "0" in expected:
                space = _SPACE.match(self._text, at)
                tag_end = self._tags.get(space.end() if space else at)
                if tag_end is not None:
                    self._note(self._frames[-1], None)
                    at, expected = tag_end, self._behind_value()
                    continue
            token = _TOKEN.match(self._text, at)
            if token is None:
                return False
            at = token.end()
            punctuation, string, literal = token.group(1, 2, 3)
            kind = punctuation or ('"' if string is not None else "0" if literal else "$")
            if kind not in expected:
                return False
            frame = self._frames[-1]
            if kind == "$":
                return True
            if kind == ":":
                expected = _VALUE
            elif kind == ",":
                expected = '"' if frame.end == "}" else _VALUE
            elif kind == '"' and "0" not in expected:
                frame.key = _unescaped(string)
                expected = ":"
            elif kind == "{":
                self._open_object(frame)
                expected = '"}'
            elif kind == "[":
                role = _Role.OPAQUE if frame.role is _Role.CONTEXT else frame.role
                self._frames.append(_Frame("]", role, frame.object, frame.key))
                expected = _VALUE + "]"
            else:
                if punctuation:
                    self._frames.pop()
                else:
                    self._note(frame, token)
                expected = self._behind_value()

    def _behind_value(self) -> str:
        """Give what may come behind a value."""
        end = self._frames[-1].end
        return end if end == "$" else "," + end

    def strings(self) -> list[JsonString]:
        for item in self._objects:
            if not item.contexts and item.around is not None:
                item.contexts.append(item.around.contexts[-1])
        found: list[JsonString] = []
        for start, end, text, item, key in self._found:
            if key != "@value":
                found.append(JsonString(start, end, text, key, item.contexts[-1]))
            elif not item.is_typed:
                # The language around counts for plain strings only (JSON-LD 1.1, 4.2.4).
                found.append(JsonString(start, end, text, item.key, item.language))
        return found

    def _open_object(self, frame: _Frame) -> None:
        if frame.role is not _Role.DATA or frame.key == "@value":
            self._frames.append(_Frame("}", _Role.OPAQUE, frame.object, ""))
        elif frame.key == "@context":
            self._frames.append(_Frame("}", _Role.CONTEXT, frame.object, ""))
        else:
            item = _Object(frame.object, frame.key)
            self._objects.append(item)
            self._frames.append(_Frame("}", _Role.DATA, item, ""))

    def _note(self, frame: _Frame, token: re.Match[str] | None) -> None:
        """Note what a string, a number or a literal says where it stands; None is a value that
        only the template knows.
        """
        item, key = frame.object, frame.key
        value = None if token is None or token[2] is None else _unescaped(token[2])
        if frame.role is _Role.CONTEXT:
            if key == "@language":
                item.contexts.append(value)
        elif frame.role is _Role.OPAQUE:
            return
        elif key == "@context":
            if token is not None and token[3] == "null":
                item.contexts.append(None)
        elif key == "@language":
            item.language = value
        elif key == "@type":
            item.is_typed = True
        elif (
            token is not None
            and value is not None
            and (item.key if key == "@value" else key) in PROSE
            and _NO_PROSE.fullmatch(value) is None
            and not template_tags(value)
            and _HALF_PAIR.search(value) is None
        ):
            self._found.append(_Found(*token.span(2), value, item, key))


def _unescaped(literal: str) -> str:
    if "\\" not in literal:
        return literal
    return _ESCAPE.sub(_character, literal)


def _character(match: re.Match[str]) -> str:
    high, low, unit, sign = match.groups()
    if sign is not None:
        return _UNSHORT.get(sign, sign)
    if unit is not None:
        return chr(int(unit, 16))
    return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
