"""A run of text and inline markup between two blocks, and the segment it holds.

Left outside the segment, until nothing changes: white space, comments, line
breaks, elements without text, and a pair of inline tags around all the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from i18n_summit.language import has_letters
from i18n_summit.markup import KEEP, element_tag, escape, numbered
from i18n_summit.model import Span
from i18n_summit.pages.folding import fold, kept, unfolded
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.tokens import SPACE


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
    OUTPUT = 6
    """A template's tag whose value is read: locked."""
    STATEMENT = 7
    """A template's tag in whose place nothing is read: locked inside a sentence."""


# As names of this module they are found at once.
_TEXT, _OPEN, _CLOSE, _VOID, _LOCKED, _HIDDEN, _OUTPUT, _STATEMENT = PieceKind
_READ = frozenset({_TEXT, _LOCKED, _OUTPUT})
_KEPT = frozenset({_LOCKED, _OUTPUT, _STATEMENT})
_IN_NODE = frozenset({_TEXT, _OUTPUT, _STATEMENT})


@dataclass(slots=True)
class Piece:
    """A token of a run, or an element that stands in it as one."""

    kind: PieceKind
    start: int
    end: int
    node: Node | None = None
    """The element itself; of text and of a template's tag the one that it stands in."""
    name: str = ""
    text: str = ""
    """Of what is read or locked, with character references decoded."""
    is_tangled: bool = False
    """As a Segment with it is."""


Shape = tuple[int, int, str, tuple[str, ...], tuple[int, ...], tuple[Span, ...]]
"""The segment of a run: where it starts and ends, its id, and tokens, offsets and comments as
those of a Segment. A plain tuple, as each page has thousands that nobody sees.
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """The segment of a run, and the elements that it stands in and holds."""

    shape: Shape
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
    is_tangled: bool
    """As that of a Segment."""


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
    kinds = [piece.kind for piece in pieces]
    names = [piece.name for piece in pieces]
    has_text = [p.kind in _READ and bool(p.text.strip(SPACE)) for p in pieces]
    partner = partners(kinds, names)
    first, last, wrappers = trimmed(kinds, has_text, partner)
    inside = pieces[first : last + 1]
    is_tangled = any(piece.is_tangled for piece in inside)
    is_whole = all(
        index in partner
        for index in range(first, last + 1)
        if kinds[index] is _OPEN or kinds[index] is _CLOSE
    )
    if is_tangled or not is_whole:
        # Elsewhere a tag may have the effect that it has not here.
        kinds = [_VOID if p.kind is _HIDDEN and p.name else p.kind for p in pieces]
    own = "".join([piece.text for piece in inside if piece.kind is _TEXT])
    if not has_letters(own):
        return None
    start, end = inside[0].start, inside[-1].end
    if kinds[first] is _TEXT:
        raw = markup[start : inside[0].end]
        start += len(raw) - len(raw.lstrip(SPACE))
    if kinds[last] is _TEXT:
        end = inside[-1].start + len(markup[inside[-1].start : end].rstrip(SPACE))
    texts = [piece.text for piece in pieces]
    tokens = tokens_of(range(first, last + 1), kinds, names, texts, partner)
    parent = _parent(inside[0]) if is_whole else around
    language = language_of(parent)
    unmarked = "".join(
        p.text if p.kind is _TEXT else " "
        for p in inside
        if p.kind is not _TEXT or language_of(p.node) is language
    )
    return Cut(
        shape=(
            start,
            end,
            _message(inside, first, tokens, keeps_lines=keeps_lines),
            tuple(tokens.values()),
            tuple(at - start for i in tokens for at in (pieces[i].start, pieces[i].end)),
            tuple(
                Span(p.start - start, p.end - start)
                for p, kind in zip(inside, kinds[first:], strict=False)
                if kind is _HIDDEN
            ),
        ),
        wrappers=tuple(node for i in wrappers if (node := pieces[i].node) is not None),
        parent=parent,
        is_whole=is_whole,
        opened=tuple(p.node for p in inside if p.kind is _OPEN and p.node is not None),
        language_text=unmarked if has_letters(unmarked) else own,
        is_tangled=is_tangled,
    )


def _parent(piece: Piece) -> Node | None:
    """Give the element that a piece stands in."""
    if piece.node is None or piece.kind in _IN_NODE:
        return piece.node
    return piece.node.parent


def partners(kinds: Sequence[PieceKind], names: Sequence[str]) -> dict[int, int]:
    """Pair opening and closing tags by index; what crosses stays alone."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    open_names: dict[str, int] = {}
    for index, kind in enumerate(kinds):
        if kind is _OPEN:
            name = names[index]
            stack.append(index)
            open_names[name] = open_names.get(name, 0) + 1
        elif kind is _CLOSE and open_names.get(name := names[index]):
            while True:
                opener = stack.pop()
                open_names[names[opener]] -= 1
                if names[opener] == name:
                    break
            partner[opener] = index
            partner[index] = opener
    return partner


def trimmed(
    kinds: Sequence[PieceKind], has_text: Sequence[bool], partner: Mapping[int, int]
) -> tuple[int, int, tuple[int, ...]]:
    """Give the first and last piece of the segment, and the tags left outside around it."""
    first, last = 0, len(kinds) - 1
    # Text before an index: an element holds none where both its tags have the same.
    before = list(accumulate(has_text, initial=0))
    wrappers: list[int] = []
    while first <= last:
        if kinds[first] is _OPEN:
            other = partner.get(first)
            if other is None:
                first += 1
            elif before[other] == before[first]:
                first = other + 1
            elif other == last:
                wrappers.append(first)
                first, last = first + 1, last - 1
            elif not _right_edge_goes(kinds, partner, before, last):
                break
            else:
                last = _next_left(kinds, partner, last)
        elif not has_text[first]:
            first += 1
        elif _right_edge_goes(kinds, partner, before, last):
            last = _next_left(kinds, partner, last)
        else:
            break
    return first, last, tuple(wrappers)


def _right_edge_goes(
    kinds: Sequence[PieceKind], partner: Mapping[int, int], before: Sequence[int], last: int
) -> bool:
    """Tell whether the last piece holds no text of the segment."""
    if kinds[last] is _CLOSE:
        opener = partner.get(last)
        return opener is None or before[opener] == before[last]
    return before[last + 1] == before[last]


def _next_left(kinds: Sequence[PieceKind], partner: Mapping[int, int], last: int) -> int:
    """Give the piece before the last one, or before the whole element that it closes."""
    if kinds[last] is _CLOSE:
        return partner.get(last, last) - 1
    return last - 1


def tokens_of(
    inside: range,
    kinds: Sequence[PieceKind],
    names: Sequence[str],
    texts: Sequence[str],
    partner: Mapping[int, int],
) -> dict[int, str]:
    """Give the placeholder that each tag of a segment is written as, by its index."""
    tagged = [
        index
        for index in inside
        if (kind := kinds[index]) is _OPEN
        or kind is _VOID
        or kind in _KEPT
        or (kind is _CLOSE and index not in partner)
    ]
    if not tagged:
        return {}
    given = [KEEP if kinds[i] in _KEPT else element_tag(names[i]) for i in tagged]
    if len(given) > 1:
        given = numbered(given)
    tokens: dict[int, str] = {}
    for index, name in zip(tagged, given, strict=True):
        kind = kinds[index]
        if kind is _OPEN:
            tokens[index] = f"<{name}>"
            if index in partner:
                tokens[partner[index]] = f"</{name}>"
        elif kind is _VOID:
            tokens[index] = f"<{name}/>"
        elif kind is _CLOSE:
            tokens[index] = f"</{name}>"
        else:
            tokens[index] = kept(name, texts[index])
    return {index: tokens[index] for index in sorted(tokens)}


def _message(
    inside: Sequence[Piece], first: int, tokens: Mapping[int, str], *, keeps_lines: bool
) -> str:
    """Write the pieces of a segment as a msgid."""
    written: list[str] = []
    text: list[str] = []
    for index, piece in enumerate(inside, first):
        if piece.kind is _TEXT:
            text.append(piece.text)
        elif index in tokens:
            written += (escape("".join(text)), tokens[index])
            text.clear()
    written.append(escape("".join(text)))
    message = "".join(written)
    return unfolded(message) if keeps_lines else fold(message)
