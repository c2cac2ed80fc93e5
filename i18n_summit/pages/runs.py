"""A run of text and inline markup between two blocks, and the segment it holds.

Left outside the segment, until nothing changes: white space, comments, line
breaks, elements without text, and a pair of inline tags around all the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from i18n_summit.markup import KEEP, Tag, TagKind, element_tag, escape, numbered
from i18n_summit.model import Placeholder, Span
from i18n_summit.pages.tokens import SPACE
from i18n_summit.pages.tree import Node

ASCII_SPACE = str.maketrans(dict.fromkeys("\t\n\f\r", " "))


class PieceKind(IntEnum):
    """What a piece of a run is."""

    TEXT = 0
    OPEN = 1
    CLOSE = 2
    VOID = 3
    """An element that holds none of the run's text: void, or with segments of its own."""
    LOCKED = 4
    """An element whose text is shown and may not change."""
    HIDDEN = 5
    """Comments and tags without effect."""


@dataclass(slots=True)
class Piece:
    """A token of a run, or an element that stands in it as one."""

    kind: PieceKind
    start: int
    end: int
    node: Node | None = None
    """The element itself; of text the one that it stands in."""
    name: str = ""
    text: str = ""
    """Of text and locked elements, with character references decoded."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The segment of a run."""

    span: Span
    id: str
    placeholders: tuple[Placeholder, ...]
    comments: tuple[Span, ...]
    wrappers: tuple[Node, ...]
    """The inline elements that hold all of it and nothing else, outermost first."""
    parent: Node | None
    """The innermost element around all of it."""
    is_whole: bool
    """Its tags are pairs, so that an element can stand around it."""
    opened: tuple[Node, ...]
    """The inline elements inside."""
    language_text: str
    """The text that tells its language."""


def fold(text: str) -> str:
    """Fold runs of ASCII white space to one space, as a browser shows them."""
    return " ".join(part for part in text.translate(ASCII_SPACE).split(" ") if part)


def cut(
    pieces: Sequence[Piece],
    markup: str,
    around: Node | None,
    language_of: Callable[[Node | None], str | None],
    *,
    keeps_lines: bool,
) -> Cut | None:
    """Find the segment of a run of *markup*, or None where it has no text to translate.

    *around* is the element that bounds the run. *language_of* gives the ``lang``
    in force in an element: the same object wherever one element declares it.
    """
    partner = _partners(pieces)
    first, last, wrappers = _trimmed(pieces, partner)
    if first > last:
        return None
    inside = pieces[first : last + 1]
    own = "".join(p.text for p in inside if p.kind is PieceKind.TEXT)
    if not any(map(str.isalpha, own)):
        return None
    is_whole = all(
        index in partner
        for index, piece in enumerate(inside, first)
        if piece.kind in (PieceKind.OPEN, PieceKind.CLOSE)
    )
    parent = _parent(inside[0]) if is_whole else around
    language = language_of(parent)
    unmarked = "".join(
        p.text if p.kind is PieceKind.TEXT else " "
        for p in inside
        if p.kind is not PieceKind.TEXT or language_of(p.node) is language
    )
    if not any(map(str.isalpha, unmarked)):
        unmarked = own
    start, end = inside[0].start, inside[-1].end
    if inside[0].kind is PieceKind.TEXT:
        raw = markup[start : inside[0].end]
        start += len(raw) - len(raw.lstrip(SPACE))
    if inside[-1].kind is PieceKind.TEXT:
        end = inside[-1].start + len(markup[inside[-1].start : end].rstrip(SPACE))
    id, placeholders = _message(inside, first, partner, keeps_lines=keeps_lines)
    return Cut(
        span=Span(start, end),
        id=id,
        placeholders=placeholders,
        comments=tuple(Span(p.start, p.end) for p in inside if p.kind is PieceKind.HIDDEN),
        wrappers=wrappers,
        parent=parent,
        is_whole=is_whole,
        opened=tuple(p.node for p in inside if p.kind is PieceKind.OPEN and p.node is not None),
        language_text=unmarked,
    )


def _parent(piece: Piece) -> Node | None:
    """Give the element that a piece stands in."""
    if piece.node is None or piece.kind is PieceKind.TEXT:
        return piece.node
    return piece.node.parent


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Pair opening and closing tags by index; what crosses stays alone."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    open_names: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind is PieceKind.OPEN:
            stack.append(index)
            open_names[piece.name] = open_names.get(piece.name, 0) + 1
        elif piece.kind is PieceKind.CLOSE and open_names.get(piece.name):
            while True:
                opener = stack.pop()
                open_names[pieces[opener].name] -= 1
                if pieces[opener].name == piece.name:
                    break
            partner[opener] = index
            partner[index] = opener
    return partner


def _trimmed(pieces: Sequence[Piece], partner: dict[int, int]) -> tuple[int, int, tuple[Node, ...]]:
    """Give the first and last piece of the segment, and the elements left outside around it."""
    has_text = [
        (p.kind is PieceKind.TEXT or p.kind is PieceKind.LOCKED) and bool(p.text.strip(SPACE))
        for p in pieces
    ]
    first, last = 0, len(pieces) - 1
    # Text before an index: an element holds none where both its tags have the same.
    before = [0]
    for flag in has_text:
        before.append(before[-1] + flag)
    wrappers: list[Node] = []
    while first <= last:
        piece = pieces[first]
        if piece.kind is PieceKind.OPEN:
            other = partner.get(first)
            if other is None:
                first += 1
            elif before[other] == before[first]:
                first = other + 1
            elif other == last:
                if piece.node is not None:
                    wrappers.append(piece.node)
                first, last = first + 1, last - 1
            elif not _right_edge_goes(pieces, partner, before, last):
                break
            else:
                last = _next_left(pieces, partner, last)
        elif not has_text[first]:
            first += 1
        elif _right_edge_goes(pieces, partner, before, last):
            last = _next_left(pieces, partner, last)
        else:
            break
    return first, last, tuple(wrappers)


def _right_edge_goes(
    pieces: Sequence[Piece], partner: dict[int, int], before: list[int], last: int
) -> bool:
    """Tell whether the last piece holds no text of the segment."""
    if pieces[last].kind is PieceKind.CLOSE:
        opener = partner.get(last)
        return opener is None or before[opener] == before[last]
    return before[last + 1] == before[last]


def _next_left(pieces: Sequence[Piece], partner: dict[int, int], last: int) -> int:
    """Give the piece before the last one, or before the whole element that it closes."""
    if pieces[last].kind is PieceKind.CLOSE:
        return partner.get(last, last) - 1
    return last - 1


def _message(
    inside: Sequence[Piece], offset: int, partner: dict[int, int], *, keeps_lines: bool
) -> tuple[str, tuple[Placeholder, ...]]:
    """Write the pieces of a segment as a msgid, and say what its placeholders stand for."""
    tagged = [
        index
        for index, piece in enumerate(inside)
        if piece.kind in (PieceKind.OPEN, PieceKind.VOID, PieceKind.LOCKED)
        or (piece.kind is PieceKind.CLOSE and index + offset not in partner)
    ]
    names = numbered(
        [
            KEEP if inside[index].kind is PieceKind.LOCKED else element_tag(inside[index].name)
            for index in tagged
        ]
    )
    name_at = dict(zip(tagged, names, strict=True))
    written: list[str] = []
    text: list[str] = []
    placeholders: list[Placeholder] = []

    def end_text() -> None:
        if text:
            joined = "".join(text)
            written.append(escape(_lines(joined) if keeps_lines else _folded(joined)))
            text.clear()

    for index, piece in enumerate(inside):
        if piece.kind is PieceKind.TEXT:
            text.append(piece.text)
            continue
        if piece.kind is PieceKind.HIDDEN:
            continue
        end_text()
        name = name_at.get(index) or name_at[partner[index + offset] - offset]
        if piece.kind is PieceKind.LOCKED:
            token = f"<{name}>{escape(fold(piece.text))}</{name}>"
        else:
            kind = {PieceKind.OPEN: TagKind.OPEN, PieceKind.CLOSE: TagKind.CLOSE}
            token = str(Tag(kind.get(piece.kind, TagKind.VOID), name))
        written.append(token)
        placeholders.append(Placeholder(token, Span(piece.start, piece.end)))
    end_text()
    return "".join(written).strip(SPACE), tuple(placeholders)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _folded(text: str) -> str:
    """Fold white space, keeping one space at either end where there was some."""
    text = text.translate(ASCII_SPACE)
    middle = fold(text)
    if not middle:
        return " " if text else ""
    return (" " if text[0] == " " else "") + middle + (" " if text[-1] == " " else "")
