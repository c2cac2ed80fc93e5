"""The elements that bound runs, and the runs that are open in them."""

from dataclasses import dataclass, field

from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.runs import Piece, PieceKind
from i18n_summit.pages.scopes import Scope
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
