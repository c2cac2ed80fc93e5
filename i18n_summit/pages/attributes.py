"""What start tags say: their attributes, and which of those people read, hear or see."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.language import has_letters
from i18n_summit.markup import KEEP, escape, numbered
from i18n_summit.model import Span, Writing
from i18n_summit.pages.folding import fold, kept
from i18n_summit.pages.json_ld import PROSE
from i18n_summit.pages.offsets import decoded
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.templates import (
    TEMPLATE_MARK,
    TemplateKind,
    TemplatePiece,
    is_open,
    tag_ends,
    template_pieces,
)
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

_WORDS = re.compile(f"[^{SPACE}]+")
_NEVER_NOTED = frozenset({"href", "id", "src", "style", "rel"})

# What has none of these in its start tag says nothing of note: no need to read it. The
# signs before the names let the search skip from one attribute to the next.
_WORTH_READING = re.compile(
    r"""[\t\n\f\r /"'}>](?:(?:xml:)?lang|translate|data-translate|its-loc-note|title|xlink:title"""
    r"""|alt|aria-"""
    r"""|placeholder|label|abbr|value|content|srcdoc"""
    r"""|(?:class[\t\n\f\r ]*+=[\t\n\f\r ]*+)?notranslate"""
    r"""|type[\t\n\f\r ]*=["'\t\n\f\r ]*application/ld)"""
)
_JSON_LD = "application/ld+json"

BY_TEMPLATE = "{"
"""The quote of a ``lang`` that a template writes or leaves out, where there is nothing to write."""
_LANGUAGES = frozenset({"lang", "xml:lang"})
_STATEMENT, _OUTPUT = "\1", "\2"
_MASKS = {TemplateKind.STATEMENT: _STATEMENT, TemplateKind.OUTPUT: _OUTPUT}
"""What template's tags are to HTML: no space, no quote and no end."""


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
    written = _written(tag, encoding)
    values = {
        attribute.name: Value(attribute, _text(tag, attribute, encoding))
        for attribute in written.said
        if attribute.name not in _NEVER_NOTED
    }
    shown = [*values.values(), *(Value(a, _text(tag, a, encoding)) for a in written.perhaps)]
    return StartTag(values, tuple(_readable(tag, values, shown, encoding)))


def left_alone(tag: str, encoding: str) -> list[Span]:
    """List the values of a start tag that are text for people and are not read, as a template's tag
    in them has them end elsewhere than in HTML.
    """
    if TEMPLATE_MARK.search(tag) is None:
        return []
    written = _written(tag, encoding)
    texts = {a.name: _text(tag, a, encoding) for a in (*written.said, *written.cut)}
    both = [(attribute, False) for attribute in (*written.said, *written.perhaps)]
    found: list[Span] = []
    for attribute, is_cut in (*both, *((attribute, True) for attribute in written.cut)):
        if not is_translatable(tag_name(tag), attribute.name, texts):
            continue
        value = tag[attribute.value_start : attribute.value_end]
        own = [piece for piece in template_pieces(value, encoding) if piece.kind is None]
        if (is_cut or _has_open(value, own)) and has_letters("".join([p.text for p in own])):
            found.append(Span(attribute.value_start, attribute.value_end))
    return found


class _Written(NamedTuple):
    """The attributes of a start tag. None of them stands in a template's tag."""

    said: Collection[Attribute]
    """Of those with one name the first; of a page within the page the texts before a tag that its
    value is cut in are read.
    """
    perhaps: Sequence[Attribute] = ()
    """Others, that a condition of a template may leave out."""
    cut: Sequence[Attribute] = ()
    """Those that a template's tag has end elsewhere than in HTML."""


def _written(tag: str, encoding: str) -> _Written:
    """Give the attributes of a start tag, as browsers and templates both have them."""
    if TEMPLATE_MARK.search(tag) is None:
        return _Written(attributes(tag, 0, len(tag)))
    pieces = template_pieces(tag, encoding)
    masked = "".join(
        tag[start:end] if kind is None else _MASKS[kind] * (end - start)
        for start, end, _, kind in pieces
    )
    to_browsers = {found.value_start: found for found in written_attributes(tag, 0, len(tag))}
    has_statement = False
    said: dict[str, Attribute] = {}
    perhaps: list[Attribute] = []
    cut: list[Attribute] = []
    for attribute in written_attributes(masked, 0, len(masked)):
        name = attribute.name.lstrip(_STATEMENT)
        has_statement |= name != attribute.name
        if not name or _STATEMENT in name or _OUTPUT in name:
            continue
        start = attribute.start + len(attribute.name) - len(name)
        found = attribute._replace(name=name, start=start)
        other = to_browsers.get(found.value_start)
        value = masked[found.value_start : found.value_end]
        if name in _LANGUAGES and (
            start > attribute.start or _STATEMENT in value or _OUTPUT in value
        ):
            said.setdefault(name, Attribute(name, 0, 0, 0, 0, BY_TEMPLATE))
            continue
        is_whole = other is not None and other[-3:] == found[-3:]
        if other is not None and name == "srcdoc":
            said.setdefault(name, found._replace(end=other.end, value_end=other.value_end))
        elif not is_whole:
            cut.append(found)
        elif start == attribute.start and name not in said:
            said[name] = found
        elif has_statement:
            perhaps.append(found)
    return _Written(said.values(), perhaps, cut)


def read_values(tag: str, encoding: str) -> dict[str, Value]:
    """Read all attributes of a start tag."""
    return {
        attribute.name: Value(attribute, _text(tag, attribute, encoding))
        for attribute in attributes(tag, 0, len(tag))
    }


def _readable(
    tag: str, values: Values, shown: Iterable[Value], encoding: str
) -> Iterator[Readable]:
    """Give those of the attributes *shown* that are text for people."""
    element = tag_name(tag)
    texts = {name: value.text for name, value in values.items()}
    for attribute, text in shown:
        if not is_translatable(element, attribute.name, texts) or not has_letters(text):
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
        if _has_open(value, unlocked):
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


def _has_open(value: str, unlocked: Iterable[TemplatePiece]) -> bool:
    """Tell whether the text of a value has the start of a template's tag."""
    return any(is_open(value[piece.start : piece.end]) for piece in unlocked)


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
        return is_prose or not PROSE.isdisjoint(words(values.get("itemprop", "")))
    return False


def words(value: str) -> list[str]:
    """Give the words of a value, as of ``class`` (HTML Standard, 2.3.7): only ASCII white space
    stands between two.
    """
    return _WORDS.findall(value)


def is_json_ld(values: Values) -> bool:
    """Tell whether a script with these attributes holds structured data."""
    if "type" not in values:
        return False
    kind, _, _ = values["type"].text.partition(";")  # Its profile may follow.
    return kind.strip(SPACE).lower() == _JSON_LD


def _text(tag: str, attribute: Attribute, encoding: str) -> str:
    text = decoded(tag[attribute.value_start : attribute.value_end], encoding)
    return decode_references(text.replace("\0", "\ufffd"), in_attribute=True)
