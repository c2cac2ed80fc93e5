"""What start tags say: their attributes, and which of those people read, hear or see."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.language import has_letters
from i18n_summit.markup import KEEP, escape, numbered
from i18n_summit.model import Span, Writing
from i18n_summit.pages.folding import fold, kept
from i18n_summit.pages.json_ld import PROSE
from i18n_summit.pages.offsets import decoded
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.templates import TEMPLATE_MARK, is_open, tag_ends, template_pieces
from i18n_summit.pages.tokens import SPACE, Attribute, attributes, tag_name, written_attributes

WRITINGS = {
    '"': Writing.DOUBLE_QUOTED,
    "'": Writing.SINGLE_QUOTED,
    "": Writing.UNQUOTED,
}
"""How a value is written, by its quotes."""

_EVERYWHERE = frozenset(
    "title aria-label aria-description aria-placeholder aria-roledescription aria-valuetext"
    " aria-braillelabel aria-brailleroledescription aria-colindextext aria-rowindextext".split()
)
_ON_ELEMENT = {
    "a": {"xlink:title"},  # In svg; in HTML it says nothing.
    "img": {"alt"},
    "image": {"alt"},
    "area": {"alt"},
    "input": {"alt", "placeholder"},
    "textarea": {"placeholder"},
    "optgroup": {"label"},
    "option": {"label"},
    "track": {"label"},
    "th": {"abbr"},
}
_BUTTONS = frozenset({"submit", "reset", "button"})
_META = frozenset(
    "description keywords og:title og:description og:site_name og:image:alt"
    " twitter:title twitter:description twitter:image:alt twitter:label1 twitter:data1"
    " twitter:label2 twitter:data2".split()
)

_NEVER_NOTED = frozenset({"href", "id", "src", "style", "rel"})

# What has none of these in its start tag says nothing of note: no need to read it. The
# signs before the names let the search skip from one attribute to the next.
_WORTH_READING = re.compile(
    r"""[\t\n\f\r /"'](?:(?:xml:)?lang|translate|data-translate|its-loc-note|title|xlink:title"""
    r"""|alt|aria-"""
    r"""|placeholder|label|abbr|value|content|srcdoc"""
    r"""|(?:class[\t\n\f\r ]*+=[\t\n\f\r ]*+)?notranslate"""
    r"""|type[\t\n\f\r ]*=["'\t\n\f\r ]*application/ld)"""
)
_JSON_LD = "application/ld+json"


class Value(NamedTuple):
    """An attribute and its value, with character references decoded."""

    attribute: Attribute
    text: str


ELSEWHERE = Attribute("", 0, 0, 0, 0, "")
"""An attribute that a later tag gives to the element, where there is nothing to write."""
Values = Mapping[str, Value]
"""The attributes of a start tag, by name. Offsets count from its start."""


class Readable(NamedTuple):
    """An attribute that is text for people."""

    span: Span
    """Its value, without white space around, counted from the start of its tag."""
    id: str
    text: str
    """Its value, with character references decoded."""
    writing: Writing
    tokens: tuple[str, ...] = ()
    offsets: tuple[int, ...] = ()
    """As those of a Segment."""
    ends: tuple[int, ...] = ()
    """What ends a template's tag that does not begin in it, counted as the span."""


class StartTag(NamedTuple):
    """What a start tag says that is of note."""

    values: Values
    """Its attributes, but for those that are never of note."""
    readable: tuple[Readable, ...]


NOTHING = StartTag({}, ())
REMEMBERED = 1000
"""Tags of so many bytes are not remembered: one may hold an image."""


def read_tag(tag: str, encoding: str) -> StartTag:
    """Read a start tag, as it stands in a latin-1 view of a page in *encoding*."""
    if _WORTH_READING.search(tag.lower()) is None:
        return NOTHING
    return (_read_tag if len(tag) < REMEMBERED else _read_tag.__wrapped__)(tag, encoding)


@lru_cache(maxsize=4096)
def _read_tag(tag: str, encoding: str) -> StartTag:
    values = {
        attribute.name: Value(attribute, _text(tag, attribute, encoding))
        for attribute in _attributes(tag, encoding)
        if attribute.name not in _NEVER_NOTED
    }
    return StartTag(values, tuple(_readable(tag_name(tag), values, tag, encoding)))


def _attributes(tag: str, encoding: str) -> Collection[Attribute]:
    """Give the attributes of a start tag but for what only looks like one: those in the tags of
    templates, and those that end in the midst of one or begin there. Of a page within the page
    the texts before such a tag are read.
    """
    if TEMPLATE_MARK.search(tag) is None:
        return attributes(tag, 0, len(tag))
    code = [piece for piece in template_pieces(tag, encoding) if piece.kind is not None]
    starts, ends = [piece.start for piece in code], [piece.end for piece in code]
    found: dict[str, Attribute] = {}
    for attribute in written_attributes(tag, 0, len(tag)):
        first = bisect_right(ends, attribute.start)
        last = bisect_left(starts, attribute.end) - 1
        if first <= last:
            if starts[first] < attribute.value_start:
                continue
            if ends[last] > attribute.value_end and attribute.name != "srcdoc":
                continue
        found.setdefault(attribute.name, attribute)
    return found.values()


def read_values(tag: str, encoding: str) -> dict[str, Value]:
    """Read all attributes of a start tag."""
    return {
        attribute.name: Value(attribute, _text(tag, attribute, encoding))
        for attribute in attributes(tag, 0, len(tag))
    }


def _readable(element: str, values: Values, tag: str, encoding: str) -> Iterator[Readable]:
    """Give the attributes of an element that are text for people."""
    texts = {name: value.text for name, value in values.items()}
    for name, (attribute, text) in values.items():
        if not is_translatable(element, name, texts) or not has_letters(text):
            continue
        raw = tag[attribute.value_start : attribute.value_end]
        start = attribute.value_start + len(raw) - len(raw.lstrip(SPACE))
        span = Span(start, attribute.value_start + len(raw.rstrip(SPACE)))
        writing = WRITINGS[attribute.quote]
        if TEMPLATE_MARK.search(raw) is None:
            yield Readable(span, escape(fold(text)), text, writing)
            continue
        value = tag[span.start : span.end]
        pieces = template_pieces(value, encoding)
        unlocked = [piece for piece in pieces if piece.kind is None]
        if any(is_open(value[piece.start : piece.end]) for piece in unlocked):
            continue  # A template tag with quotes of its own: where the value ends is not known.
        own = "".join(piece.text for piece in unlocked)
        if has_letters(own):
            locked = [piece for piece in pieces if piece.kind is not None]
            names = numbered([KEEP] * len(locked))
            tokens = [kept(name, piece.text) for name, piece in zip(names, locked, strict=True)]
            supply = iter(tokens)
            yield Readable(
                span,
                fold("".join(escape(p.text) if p.kind is None else next(supply) for p in pieces)),
                own,
                writing,
                tuple(tokens),
                tuple(offset for piece in locked for offset in (piece.start, piece.end)),
                tuple(
                    span.start + at
                    for piece in unlocked
                    for at in tag_ends(value, piece.start, piece.end)
                ),
            )


def is_translatable(element: str, attribute: str, values: Mapping[str, str]) -> bool:
    """Tell whether an attribute of an element is text for people.

    *values* are all attributes of the element, by name.
    """
    if attribute in _EVERYWHERE or attribute in _ON_ELEMENT.get(element, ()):
        return True
    if element == "input":
        return attribute == "value" and values.get("type", "").lower() in _BUTTONS
    if element == "meta" and attribute == "content":
        is_prose = any(values.get(key, "").lower() in _META for key in ("name", "property"))
        return is_prose or not PROSE.isdisjoint(values.get("itemprop", "").split())
    return False


def is_json_ld(values: Values) -> bool:
    """Tell whether a script with these attributes holds structured data."""
    if "type" not in values:
        return False
    kind, _, _ = values["type"].text.partition(";")  # Its profile may follow.
    return kind.strip(SPACE).lower() == _JSON_LD


def _text(tag: str, attribute: Attribute, encoding: str) -> str:
    text = decoded(tag[attribute.value_start : attribute.value_end], encoding)
    return decode_references(text.replace("\0", "\ufffd"), in_attribute=True)
