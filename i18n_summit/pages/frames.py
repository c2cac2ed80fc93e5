"""The elements that bound runs, the runs that are open in them, and what holds there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.runs import Piece, PieceKind
from i18n_summit.pages.scopes import Scope, inner_scope
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.trail import Headings

_TAGS = frozenset({PieceKind.OPEN, PieceKind.VOID, PieceKind.HIDDEN})


@dataclass(slots=True)
class Frame:
    """An element that bounds runs, and the run that is open in it."""

    node: Node | None
    scope: Scope
    trail: Headings
    """As it was where the element began."""
    piece: Piece | None = None
    """Where the element stands in the run around it, if it does."""
    is_keep: bool = False
    pieces: list[Piece] = field(default_factory=list)
    is_torn: bool = False
    """The open run has the end of a template's tag alone: it is left as it is."""
    has_frameset: bool = False
    """It has a frameset that may be the page itself, and is left as it is."""
    is_tangled_around: bool = False
    """Its piece and those of all that it stands in must keep their places."""
    is_shared: bool = False
    """It held blocks or other text before the open run."""
    text: list[str] = field(default_factory=list)
    """Of a heading or a locked element: what it says."""

    def take_run(self) -> tuple[list[Piece], bool, bool]:
        """End the open run: give its pieces, and whether it is torn or has a frameset."""
        run = self.pieces, self.is_torn, self.has_frameset
        self.pieces, self.is_torn, self.has_frameset = [], False, False
        return run

    def take_rest(self, start: int, end: int) -> None:
        """Take what HTML has for text to the start tag that it is the rest of."""
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.end == start and last.kind in _TAGS:
            last.end = end
        else:
            self.pieces.append(Piece(PieceKind.HIDDEN, start, end))

    def move(self, scope: Scope) -> None:
        """Let another scope hold for what comes next in its element, which formatting was that has
        ended, or was moved out of that.
        """
        self.scope = scope
        if self.is_keep and self.node is not None and self.node.is_outlived:
            self.is_keep = False
            if self.piece is not None:
                self.piece.kind = PieceKind.VOID  # It may hold segments of its own.


class Framed:
    """Knows the elements of a page that bound runs, and what holds in each that is open."""

    def __init__(self, markup: str, scope: Scope, rules: Rules | None) -> None:
        self._markup = markup
        self._rules = rules
        self._frames = [Frame(None, scope, ())]

    def _scope(self, node: Node | None) -> Scope:
        """Give the scope of an element; that of the page for None."""
        return node.scope if node is not None else self._frames[0].scope

    def _scoped(self, node: Node, around: Scope) -> Scope:
        """Find the scope of an element by that of the one around it."""
        tag = self._markup[node.start : node.end]
        match = None if self._rules is None else self._rules.match(node, tag)
        return inner_scope(around, node.name, node.values or {}, match, is_foreign=node.is_foreign)

    def _moved_scopes(self, nodes: Sequence[Node]) -> dict[Node | None, Scope]:
        """Find the scopes of what was moved out of formatting, and of that; none, if it has said
        nothing.
        """
        ended = [node for node in nodes if node.is_outlived]
        if all(node.scope is self._scope(node.parent) for node in ended):
            return {}
        scope = self._scope(nodes[0].parent)
        scopes: dict[Node | None, Scope] = {}
        for node in nodes:
            scope = scopes[node] = scope if node.is_outlived else self._scoped(node, scope)
        return scopes

    def _is_inline(self, node: Node) -> bool:
        """Tell whether an element's text belongs to the run around it."""
        if node.traits.is_block or node.traits.is_nested:
            return False
        return node.scope.is_active is self._scope(node.parent).is_active

    def _language(self, node: Node | None) -> str | None:
        return self._scope(node).language


def keep_places(frames: Sequence[Frame]) -> None:
    """Let the pieces of what is open, outermost first, keep their places in the runs around."""
    for frame in reversed(frames):
        if frame.is_tangled_around:
            break  # And so are those around it.
        frame.is_tangled_around = True
        if frame.piece is not None:
            frame.piece.is_tangled = True
