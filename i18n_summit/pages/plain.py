"""Runs of text and plain inline tags, which is what most of a page is.

Their tags are pairs that change nothing for what they hold. So the tree need not
see them, and what the tags of a run are in its message is known from their names:
it is found out once for all runs that have the same.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from i18n_summit.language import has_letters
from i18n_summit.markup import escape
from i18n_summit.pages.attributes import REMEMBERED, Readable, read_tag
from i18n_summit.pages.folding import fold, unfolded
from i18n_summit.pages.kinds import VOID
from i18n_summit.pages.offsets import decoded
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import PieceKind, Shape, tokens_of, trimmed
from i18n_summit.pages.scopes import changes_scope
from i18n_summit.pages.tokens import INLINE_TAG, SPACE, tag_name

_TEXT, _OPEN, _CLOSE, _VOID, *_ = PieceKind


class PlainElement(NamedTuple):
    """An element of the run whose language may be said."""

    parent: int | None
    """Index into the elements of the run; None where it stands in no other of them."""
    place: int
    """Where a ``lang`` can be inserted, counted from the start of the run."""


class PlainAttribute(NamedTuple):
    """An attribute that is text for people."""

    element: int
    """Index into the elements of the run."""
    start: int
    """Where its tag begins, counted from the start of the run."""
    readable: Readable
    is_void: bool
    """Its element has no content."""


class PlainRun(NamedTuple):
    """What a run of plain inline markup holds. Offsets count from its start."""

    shape: Shape | None
    """None where there is nothing to translate."""
    text: str
    """All of its text, with character references decoded."""
    language_text: str
    """The text that tells its language."""
    tags: Sequence[str] = ()
    """Its tags, as written."""
    elements: tuple[PlainElement, ...] = ()
    """Those with attributes for people, and those around them."""
    attributes: tuple[PlainAttribute, ...] = ()
    wrapper: tuple[int | None, int] | None = None
    """The element that holds all of the segment, the outermost if there are more: its index, if
    it is among *elements*, and where a ``lang`` can be inserted.
    """


class _Layout(NamedTuple):
    """Which parts of a run are in its segment, and what its tags are in the message.

    The parts are texts and tags in turn, beginning and ending with a text.
    """

    kinds: tuple[PieceKind, ...]
    names: tuple[str, ...]
    around: dict[int, int | None]
    """The element that each element stands in, if any."""
    noted: tuple[int, ...]
    """Indexes of the tags with attributes for people."""
    first: int
    last: int
    """Indexes of the outermost parts of the segment, both included; none are where *last* is
    smaller.
    """
    wrappers: tuple[int, ...]
    tokens: tuple[str, ...]
    """Of the tags in the segment."""


def read_plain(raw: str, encoding: str, *, keeps_lines: bool) -> PlainRun | None:
    """Read a run as ``PLAIN_STEP`` takes it from a latin-1 view, or give None where its tags
    are not plain.
    """
    if "<" not in raw:
        text = raw if raw.isascii() else decoded(raw, encoding)
        if "&" in text:
            text = decode_references(text)
        if not has_letters(text):
            return PlainRun(None, text, text)
        start, end = len(raw) - len(raw.lstrip(SPACE)), len(raw.rstrip(SPACE))
        id = escape(unfolded(text) if keeps_lines else fold(text))
        return PlainRun((start, end, id, (), (), ()), text, text)
    parts = INLINE_TAG.split(raw)
    tags = parts[1::2]
    texts = parts[::2]
    if not raw.isascii():
        texts = [decoded(text, encoding) for text in texts]
    if "&" in raw:
        texts = [decode_references(text) for text in texts]
    name = _name if len(raw) < REMEMBERED else _name.__wrapped__
    names = tuple([name(tag, encoding) for tag in tags])
    has_text = tuple([text.strip(SPACE) != "" for text in texts])
    layout = (_layout if len(names) < REMEMBERED else _layout.__wrapped__)(names, has_text)
    if layout is None:
        return None
    starts = [0, *accumulate(map(len, parts))]
    shape = _shape(texts, parts, starts, layout, keeps_lines=keeps_lines)
    text = language_text = "".join(texts)
    if shape is not None and not text.isascii():
        language_text = " ".join(texts[(layout.first + 1) // 2 : layout.last // 2 + 1])
    if not layout.noted and not layout.wrappers:
        return PlainRun(shape, text, language_text, tags)
    elements: tuple[PlainElement, ...] = ()
    attributes: tuple[PlainAttribute, ...] = ()
    indexes: dict[int, int] = {}
    if layout.noted:
        elements, attributes, indexes = _elements(layout, starts, tags, encoding)
    wrapper: tuple[int | None, int] | None = None
    if layout.wrappers:
        at = layout.wrappers[0]
        wrapper = (indexes.get(at), starts[at] + 1 + len(layout.names[at]))
    return PlainRun(shape, text, language_text, tags, elements, attributes, wrapper)


def _shape(
    texts: list[str], parts: list[str], starts: list[int], layout: _Layout, *, keeps_lines: bool
) -> Shape | None:
    """Find the segment of a run from its texts, and from its parts as written and their offsets."""
    _, _, _, _, first, last, _, tokens = layout
    if first > last:
        return None
    inner = texts[(first + 1) // 2 : last // 2 + 1]
    message = "".join(inner)
    if not has_letters(message):
        return None
    start, end = starts[first], starts[last + 1]
    if first % 2 == 0:
        start = starts[first + 1] - len(parts[first].lstrip(SPACE))
    if last % 2 == 0:
        end = starts[last] + len(parts[last].rstrip(SPACE))
    if "&" in message or "<" in message:
        inner = [*map(escape, inner)]
    if tokens:
        pieces = [""] * (last - first + 1)
        pieces[first % 2 :: 2] = inner
        pieces[1 - first % 2 :: 2] = tokens
        inner = pieces
    message = "".join(inner)
    id = unfolded(message) if keeps_lines else fold(message)
    # Tags stand between texts: where one ends the next text begins.
    offsets = tuple([at - start for at in starts[first + 1 - first % 2 : last + 1 + last % 2]])
    return start, end, id, tokens, offsets, ()


@lru_cache(maxsize=4096)
def _name(tag: str, encoding: str) -> str:
    """Give a tag's name as ``_layout`` takes it: ``code``, ``/code`` or ``br/``; with a ``*``
    behind it where it has attributes for people, and none where it is not plain.
    """
    name = tag_name(tag)
    if tag[1] == "/":
        return f"/{name}"
    values, readable = read_tag(tag, encoding)
    if values and changes_scope(values):
        return ""
    return f"{name}{'/' if name in VOID else ''}{'*' if readable else ''}"


@lru_cache(maxsize=8192)
def _layout(tags: tuple[str, ...], has_text: tuple[bool, ...]) -> _Layout | None:
    """Lay out a run by the names of its tags and by which of its texts are not blank.

    None unless all tags are plain, each ends what was opened last, and no link
    stands in a link.
    """
    kinds, names = [_TEXT], [""]
    around: dict[int, int | None] = {}
    pairs: dict[int, int] = {}
    stack: list[int] = []
    is_in_link = False
    for tag in tags:
        part, name = len(kinds), tag.strip("/*")
        kind = _OPEN
        if tag[:1] == "/":
            kind = _CLOSE
            opener = stack.pop() if stack else 0
            if names[opener] != name:
                return None
            pairs[opener], pairs[part] = part, opener
            is_in_link = is_in_link and name != "a"
        elif not name or (name == "a" and is_in_link):
            return None
        elif "/" in tag:
            kind = _VOID
            if tag[-1] == "*":
                around[part] = stack[-1] if stack else None
        else:
            around[part] = stack[-1] if stack else None
            stack.append(part)
            is_in_link = is_in_link or name == "a"
        kinds += (kind, _TEXT)
        names += (name, "")
    if stack:
        return None
    size = len(kinds)
    flags = [not part % 2 and has_text[part // 2] for part in range(size)]
    first, last, wrappers = trimmed(kinds, flags, pairs)
    tokens = tokens_of(range(first, last + 1), kinds, names, [""] * size, pairs)
    return _Layout(
        tuple(kinds),
        tuple(names),
        around,
        tuple(2 * number + 1 for number, tag in enumerate(tags) if tag.endswith("*")),
        first,
        last,
        wrappers,
        tuple(tokens.values()),
    )


def _elements(
    layout: _Layout, starts: Sequence[int], tags: Sequence[str], encoding: str
) -> tuple[tuple[PlainElement, ...], tuple[PlainAttribute, ...], dict[int, int]]:
    """Give the elements with attributes for people and those around them, the attributes, and
    the elements' indexes by part of the run.
    """
    elements: list[PlainElement] = []
    attributes: list[PlainAttribute] = []
    indexes: dict[int, int] = {}
    for part in layout.noted:
        missing: list[int] = []
        at: int | None = part
        while at is not None and at not in indexes:
            missing.append(at)
            at = layout.around[at]
        for inner in reversed(missing):
            outer = layout.around[inner]
            place = starts[inner] + 1 + len(layout.names[inner])
            indexes[inner] = len(elements)
            elements.append(PlainElement(None if outer is None else indexes[outer], place))
        is_void = layout.kinds[part] is _VOID
        attributes += [
            PlainAttribute(indexes[part], starts[part], found, is_void)
            for found in read_tag(tags[part // 2], encoding).readable
        ]
    return tuple(elements), tuple(attributes), indexes
