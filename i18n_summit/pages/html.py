"""One HTML page, from bytes to segments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from i18n_summit.language import are_same, has_letters, text_language
from i18n_summit.markup import escape
from i18n_summit.model import Holder, Page, Segment, Span, Writing
from i18n_summit.pages.attributes import StartTags, Values, is_translatable
from i18n_summit.pages.elements import ElementRegister
from i18n_summit.pages.encoding import BYTE_ORDER_MARKS, PageBytes
from i18n_summit.pages.kinds import (
    FORMATTING_ENDS,
    SECTIONING,
    admits_span,
    is_block,
    is_nested,
    is_unreadable,
)
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import Cut, Piece, PieceKind, cut, fold
from i18n_summit.pages.scopes import Scope, inner_scope
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.tokens import ESCAPABLE_TEXT, SPACE, Kind, Token, Tokenizer
from i18n_summit.pages.tree import HEADINGS, Node, Tree


class _Heading(NamedTuple):
    level: int
    text: str


_WRITINGS = {
    '"': Writing.DOUBLE_QUOTED,
    "'": Writing.SINGLE_QUOTED,
    "": Writing.UNQUOTED,
}


@dataclass(slots=True)
class _Frame:
    """An element that bounds runs, and the run that is open in it."""

    node: Node | None
    scope: Scope
    trail: tuple[_Heading, ...]
    """As it was where the element began."""
    piece: Piece | None = None
    """Where the element stands in the run around it, if it does."""
    is_keep: bool = False
    pieces: list[Piece] = field(default_factory=list)
    is_shared: bool = False
    """It held blocks or other text before the open run."""
    text: list[str] = field(default_factory=list)
    """Of a heading or a locked element: what it says."""


def read_html(
    source: PageBytes, path: PurePosixPath, *, latin: str = "en", rules: Rules | None = None
) -> Page:
    """Split one HTML page into segments.

    Spans are half-open byte offsets into the page's data, which is the file as
    it was. *latin* is the language of Latin text that the page declares no
    language for. Parts marked ``translate="no"`` yield none (HTML Standard,
    3.2.6.4).
    """
    reader = _Reader(source, latin, rules)
    reader.read()
    return Page(
        path=path,
        data=source.data,
        encoding=source.encoding,
        segments=tuple(reader.segments),
        elements=tuple(reader.register.elements),
        stored_encoding=source.stored_encoding,
    )


class _Reader:
    """Walks the tokens of one page once, and gathers its segments and elements."""

    def __init__(self, source: PageBytes, latin: str, rules: Rules | None) -> None:
        self.segments: list[Segment] = []
        self._source = source
        self._markup = source.data.decode("latin-1")
        self._tags = StartTags(source, self._markup)
        self.register = ElementRegister(self._tags)
        self._latin = latin
        self._rules = rules
        self._trail: tuple[_Heading, ...] = ()
        self._scopes: dict[Node, Scope] = {}
        scope = Scope(is_selected=rules is None or not rules.has_include)
        self._frames = [_Frame(None, scope, ())]
        self._heading: _Frame | None = None
        self._keep: _Frame | None = None

    def read(self) -> None:
        start = next((len(m) for m, _ in BYTE_ORDER_MARKS if self._source.data.startswith(m)), 0)
        tokenizer = Tokenizer(self._markup, start)
        tree = Tree(tokenizer)
        doctype_end: int | None = None
        for token in tokenizer:
            if token.kind is Kind.TEXT or token.kind is Kind.CDATA:
                self._text(token, tree.current)
                continue
            closed, opened = tree.feed(token)
            for node in closed:
                self._close(node, token)
            if token.kind is Kind.START:
                if opened is not None:
                    self._open(opened)
                else:
                    self._add(Piece(PieceKind.HIDDEN, token.start, token.end))
            elif token.kind is Kind.END:
                self._end(token, closed)
            else:
                self._add(Piece(PieceKind.HIDDEN, token.start, token.end))
                if token.kind is Kind.DOCTYPE and doctype_end is None and tree.current is None:
                    doctype_end = token.end
        size = len(self._markup)
        for node in tree.close_all():
            self._close(node, Token(Kind.END, size, size))
        self._flush(self._frames[0], is_last=False)
        # Attributes of what was left outside a run came before the run.
        self.segments.sort(key=lambda segment: segment.span.end)
        if doctype_end is not None:
            self.register.add_missing_root(doctype_end)

    def _add(self, piece: Piece) -> None:
        self._frames[-1].pieces.append(piece)

    def _text(self, token: Token, node: Node | None) -> None:
        if token.name and token.name not in ESCAPABLE_TEXT:
            return
        if node is not None and is_unreadable(node):
            return
        if token.kind is Kind.CDATA:
            inner = self._markup[token.start : token.end].removesuffix("]]>")
            text = self._decoded(token.start + 9, token.start + len(inner))
        else:
            text = decode_references(self._decoded(token.start, token.end))
        if "\0" in text:
            drops = node is None or node.host == node.depth
            text = text.replace("\0", "" if drops else "\N{REPLACEMENT CHARACTER}")
        if self._heading is not None:
            self._heading.text.append(text)
        if self._keep is not None:
            self._keep.text.append(text)
        self._add(Piece(PieceKind.TEXT, token.start, token.end, node, text=text))

    def _open(self, node: Node) -> None:
        around = self._scope(node.parent)
        values = self._tags.noted(node)
        match = self._rules.match(node, self._tags.texts) if self._rules is not None else None
        scope = self._scopes[node] = inner_scope(around, node, values, match)
        token = node.token
        ends_run = is_block(node)
        if ends_run:
            self._flush(self._frames[-1], is_last=False)
            self._frames[-1].is_shared |= not node.is_void
        if node.name == "html" and not node.is_foreign and node.parent is None:
            self.register.add_root(node, is_translated=scope.is_translated)
        if values and scope.is_active:
            self._attributes(node, scope, values)
        if node.is_void:
            if not ends_run:
                self._add(Piece(PieceKind.VOID, token.start, token.end, node, node.name))
            return
        if ends_run:
            self._frames.append(_Frame(node, scope, self._trail))
            self._begin_heading(node)
        elif not self._is_inline(node):
            is_keep = around.is_active and not scope.is_active and not is_nested(node)
            kind = PieceKind.LOCKED if is_keep else PieceKind.VOID
            piece = Piece(kind, token.start, token.end, node, node.name)
            self._add(piece)
            frame = _Frame(node, scope, self._trail, piece, is_keep)
            self._frames.append(frame)
            if is_keep and self._keep is None:
                self._keep = frame
        else:
            self._add(Piece(PieceKind.OPEN, token.start, token.end, node, node.name))

    def _close(self, node: Node, token: Token) -> None:
        frame = self._frames[-1]
        if frame.node is not node:
            return  # An inline element: its end tag, if any, is a piece of the run.
        self._flush(frame, is_last=True)
        self._frames.pop()
        if frame.piece is not None:
            is_own_end = token.kind is Kind.END and token.name == node.name
            frame.piece.end = token.end if is_own_end else token.start
            # Text moved behind an element that never ends would be locked with it: so one
            # counts as empty, and at an edge stays outside.
            frame.piece.text = "".join(frame.text) if is_own_end else ""
        if frame is self._keep:
            self._keep = None
        if node.name in HEADINGS and frame is self._heading:
            self._end_heading(node, frame)
        elif node.name in SECTIONING:
            self._trail = frame.trail

    def _end(self, token: Token, closed: Sequence[Node]) -> None:
        """Place an end tag in its run, after the elements that it closes are closed."""
        if closed:
            node = closed[-1]
            if self._is_inline(node):
                self._add(Piece(PieceKind.CLOSE, token.start, token.end, node, token.name))
        elif token.name == "p":
            self._flush(self._frames[-1], is_last=False)  # Browsers make an empty paragraph.
        elif token.name == "br":
            self._add(Piece(PieceKind.VOID, token.start, token.end, None, "br"))
        elif token.name in FORMATTING_ENDS:
            self._add(Piece(PieceKind.CLOSE, token.start, token.end, None, token.name))
        else:
            self._add(Piece(PieceKind.HIDDEN, token.start, token.end))

    def _flush(self, frame: _Frame, *, is_last: bool) -> None:
        """End the open run of a frame; *is_last* where the frame's element ends with it."""
        pieces, frame.pieces = frame.pieces, []
        if not any(piece.text.strip(SPACE) for piece in pieces):
            return
        if frame.scope.is_active:
            keeps_lines = frame.scope.keeps_lines
            found = cut(pieces, self._markup, frame.node, self._language, keeps_lines=keeps_lines)
            if found is not None:
                self._emit(found, is_sole=is_last and not frame.is_shared)
        frame.is_shared = True

    def _emit(self, found: Cut, *, is_sole: bool) -> None:
        parent = found.parent
        scope = self._scope(parent)
        holders = list(found.wrappers)
        outer = holders[0].parent if holders else parent
        if is_sole and outer is not None and outer.name != "html":
            holders.insert(0, outer)
        if holders:
            holder = Holder.ELEMENT
            marked = [node for node in holders if self.register.declares_language(node)]
            element = self.register.index(marked[-1] if marked else holders[0])
        else:
            is_free = found.is_whole and (parent is None or admits_span(parent))
            holder = Holder.RUN if is_free else Holder.PARENT
            element = self.register.index(parent)
        language = text_language(found.language_text, scope.language, latin=self._latin)
        self.segments.append(
            Segment(
                span=found.span,
                id=found.id,
                language=language,
                role=scope.role,
                trail=tuple(heading.text for heading in self._trail),
                context=scope.context,
                notes=scope.notes,
                placeholders=found.placeholders,
                comments=found.comments,
                holder=holder,
                element=element,
                parts=tuple(
                    self.register.index(node)
                    for node in found.opened
                    if self.register.declares_language(node)
                    and are_same(self._language(node) or "", language)
                ),
                keeps_lines=scope.keeps_lines,
            )
        )

    def _attributes(self, node: Node, scope: Scope, values: Values) -> None:
        """Emit the attributes of an element that are text for people."""
        texts = {name: value.text for name, value in values.items()}
        for name, value in values.items():
            if not is_translatable(node.name, name, texts) or not has_letters(value.text):
                continue
            attribute = value.attribute
            raw = self._markup[attribute.value_start : attribute.value_end]
            start = attribute.value_start + len(raw) - len(raw.lstrip(SPACE))
            role = scope.ruled_role or "ui"
            self.segments.append(
                Segment(
                    span=Span(start, attribute.value_start + len(raw.rstrip(SPACE))),
                    id=escape(fold(value.text)),
                    language=text_language(value.text, scope.language, latin=self._latin),
                    role=role,
                    trail=tuple(heading.text for heading in self._trail),
                    context=scope.context,
                    notes=scope.notes,
                    writing=_WRITINGS[attribute.quote],
                    holder=Holder.ELEMENT if node.is_void else Holder.NOBODY,
                    element=self.register.index(node),
                )
            )

    def _begin_heading(self, node: Node) -> None:
        if node.name in HEADINGS and not node.is_foreign and self._heading is None:
            self._heading = self._frames[-1]
            self._trail = tuple(h for h in self._trail if h.level < int(node.name[1]))

    def _end_heading(self, node: Node, frame: _Frame) -> None:
        self._heading = None
        text = fold("".join(frame.text))
        if text and node.name != "h1":
            self._trail += (_Heading(int(node.name[1]), text),)

    def _decoded(self, start: int, end: int) -> str:
        return self._source.data[start:end].decode(self._source.encoding)

    def _is_inline(self, node: Node) -> bool:
        """Tell whether an element's text belongs to the run around it."""
        if is_block(node) or is_nested(node):
            return False
        return self._scopes[node].is_active is self._scope(node.parent).is_active

    def _scope(self, node: Node | None) -> Scope:
        """Give the scope of an element; that of the page for None."""
        return self._scopes[node] if node is not None else self._frames[0].scope

    def _language(self, node: Node | None) -> str | None:
        return self._scope(node).language
