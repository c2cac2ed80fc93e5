"""One HTML page, from bytes to segments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from i18n_summit.language import has_letters, text_language
from i18n_summit.markup import escape
from i18n_summit.model import Element, Holder, Page, Segment, Slot, Span, Writing
from i18n_summit.pages.attributes import HINT, is_translatable
from i18n_summit.pages.encoding import BYTE_ORDER_MARKS, Source
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import Cut, Piece, PieceKind, cut, fold
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.tokens import (
    ESCAPABLE_TEXT,
    SPACE,
    Attribute,
    Kind,
    Token,
    Tokenizer,
    attributes,
)
from i18n_summit.pages.tree import HEADINGS, Node, Tree

_BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frame frameset head header hgroup hr"
    " html legend li listing main menu nav ol optgroup option p plaintext pre search section"
    " summary table tbody td tfoot th thead title tr ul".split()
)
"""They end a run. All others stand in one, as unknown elements do in browsers."""
_NESTED = frozenset(
    "audio button canvas iframe label math meter noembed noframes noscript object progress"
    " script select style svg template textarea video xmp".split()
)
"""They stand in a sentence as one thing, and hold segments of their own."""
_UNREADABLE = frozenset("iframe noembed noframes plaintext script style xmp".split())
_UNREADABLE_MATH = frozenset("annotation mi mn mo ms".split())
_INLINE_SVG = frozenset("a tspan textpath".split())
_PREFORMATTED = frozenset({"pre", "textarea", "listing"})
_SECTIONING = frozenset("article aside body footer header main nav section".split())
_UI = frozenset("button label legend nav option summary".split())
_NO_SPAN_INSIDE = frozenset(
    "colgroup html optgroup option select table tbody textarea tfoot thead title tr".split()
)
_WORTH_READING = re.compile(
    "|".join(["lang", "translat", "its-loc-note", *HINT.split()]), re.IGNORECASE
)
_FORMATTING_ENDS = frozenset("a b big code em font i nobr s small strike strong tt u".split())


class _Scope(NamedTuple):
    """What an element and all it holds inherit."""

    language: str | None = None
    is_translated: bool = True
    is_selected: bool = True
    notes: tuple[str, ...] = ()
    context: str | None = None
    ruled_role: str | None = None
    usual_role: str = "description"
    keeps_lines: bool = False

    @property
    def is_active(self) -> bool:
        return self.is_translated and self.is_selected

    @property
    def role(self) -> str:
        return self.ruled_role or self.usual_role


class _Heading(NamedTuple):
    level: int
    text: str


class _Value(NamedTuple):
    attribute: Attribute
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
    scope: _Scope
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
    source: Source, path: PurePosixPath, *, latin: str = "en", rules: Rules | None = None
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
        elements=tuple(reader.elements),
        stored_encoding=source.stored_encoding,
    )


class _Reader:
    """Walks the tokens of one page once, and gathers its segments and elements."""

    def __init__(self, source: Source, latin: str, rules: Rules | None) -> None:
        self.segments: list[Segment] = []
        self.elements: list[Element] = [Element(None, None, (), is_root=True)]
        self._source = source
        self._markup = source.data.decode("latin-1")
        self._latin = latin
        self._rules = rules
        self._trail: tuple[_Heading, ...] = ()
        self._scopes: dict[Node, _Scope] = {}
        self._indexes: dict[Node, int] = {}
        self._has_root = False
        scope = _Scope(is_selected=rules is None or not rules.has_include)
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
                if token.kind is Kind.DOCTYPE and doctype_end is None:
                    doctype_end = token.end
        size = len(self._markup)
        for node in tree.close_all():
            self._close(node, Token(Kind.END, size, size))
        self._flush(self._frames[0], is_last=False)
        # Attributes of what was left outside a run came before the run.
        self.segments.sort(key=lambda segment: segment.span.end)
        if not self._has_root and doctype_end is not None:
            slot = Slot(Span(doctype_end, doctype_end), '<html lang="{}">')
            self.elements[0] = Element(None, None, (slot,), is_root=True)

    def _add(self, piece: Piece) -> None:
        self._frames[-1].pieces.append(piece)

    def _text(self, token: Token, node: Node | None) -> None:
        frame = self._frames[-1]
        if token.name and token.name not in ESCAPABLE_TEXT:
            return
        if node is not None and (
            (node.is_foreign and node.name in _UNREADABLE_MATH) or node.name in _UNREADABLE
        ):
            return
        if token.kind is Kind.CDATA:
            inner = self._markup[token.start : token.end].removesuffix("]]>")
            text = self._decoded(token.start + 9, token.start + len(inner))
        else:
            text = decode_references(self._decoded(token.start, token.end))
        if self._heading is not None:
            self._heading.text.append(text)
        if self._keep is not None:
            self._keep.text.append(text)
        scope = self._scopes[node] if node is not None else frame.scope
        frame.pieces.append(
            Piece(
                PieceKind.TEXT,
                token.start,
                token.end,
                text=text,
                has_language=scope.language is not frame.scope.language,
            )
        )

    def _open(self, node: Node) -> None:
        around = self._scopes[node.parent] if node.parent is not None else self._frames[0].scope
        values = self._values(node)
        scope = self._scopes[node] = self._inherited(node, around, values)
        token = node.token
        is_block = _is_block(node)
        if is_block:
            self._flush(self._frames[-1], is_last=False)
            self._frames[-1].is_shared |= not node.is_void
        if node.name == "html" and not node.is_foreign and node.parent is None:
            self._has_root = True
            self.elements[0] = self._element(node, None, is_root=scope.is_active)
            self._indexes[node] = 0
        if values and scope.is_active:
            self._attributes(node, scope, values)
        if node.is_void:
            if not is_block:
                self._add(Piece(PieceKind.VOID, token.start, token.end, node, node.name))
            return
        if is_block:
            self._frames.append(_Frame(node, scope, self._trail))
            self._begin_heading(node)
        elif not self._is_inline(node):
            is_keep = around.is_active and not scope.is_active and not _is_nested(node)
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
            frame.piece.text = "".join(frame.text)
        if frame is self._keep:
            self._keep = None
        if node.name in HEADINGS and frame is self._heading:
            self._end_heading(node, frame)
        elif node.name in _SECTIONING:
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
        elif token.name in _FORMATTING_ENDS:
            self._add(Piece(PieceKind.CLOSE, token.start, token.end, None, token.name))
        else:
            self._add(Piece(PieceKind.HIDDEN, token.start, token.end))

    def _flush(self, frame: _Frame, *, is_last: bool) -> None:
        """End the open run of a frame; *is_last* where the frame's element ends with it."""
        pieces, frame.pieces = frame.pieces, []
        if not any(piece.text.strip(SPACE) for piece in pieces):
            return
        if frame.scope.is_active:
            found = cut(pieces, self._markup, keeps_lines=frame.scope.keeps_lines)
            if found is not None:
                self._emit(frame, found, is_sole=is_last and not frame.is_shared)
        frame.is_shared = True

    def _emit(self, frame: _Frame, found: Cut, *, is_sole: bool) -> None:
        inner = found.wrappers[-1] if found.wrappers else frame.node
        scope = self._scopes[inner] if inner is not None else frame.scope
        holders = list(found.wrappers)
        if is_sole and frame.node is not None and frame.node.name != "html":
            holders.insert(0, frame.node)
        if holders:
            holder = Holder.ELEMENT
            marked = [node for node in holders if self._own_language(node) is not None]
            element = self._index(marked[-1] if marked else holders[0])
        else:
            admits_span = frame.node is None or not (
                frame.node.is_foreign or frame.node.name in _NO_SPAN_INSIDE - {"html"}
            )
            holder = Holder.RUN if admits_span else Holder.PARENT
            element = self._index(frame.node)
        self.segments.append(
            Segment(
                span=found.span,
                id=found.id,
                language=text_language(found.language_text, scope.language, latin=self._latin),
                role=scope.role,
                trail=tuple(heading.text for heading in self._trail),
                context=scope.context,
                notes=scope.notes,
                placeholders=found.placeholders,
                comments=found.comments,
                holder=holder,
                element=element,
                keeps_lines=scope.keeps_lines,
            )
        )

    def _attributes(self, node: Node, scope: _Scope, values: dict[str, _Value]) -> None:
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
                    element=self._index(node),
                )
            )

    def _inherited(self, node: Node, around: _Scope, values: dict[str, _Value]) -> _Scope:
        """Give the scope of an element: that of its parent, with what it says itself."""
        changes: dict[str, object] = {}
        if values:
            language = _language_of(values)
            if language is not None:
                changes["language"] = language or None
            is_translated = _is_translated(values)
            if is_translated is not None:
                changes["is_translated"] = is_translated
            notes = tuple(
                fold(values[name].text)
                for name in ("its-loc-note", "data-translate-comment")
                if name in values and values[name].text.strip(SPACE)
            )
            if notes:
                changes["notes"] = notes
            if "data-translate-context" in values:
                changes["context"] = fold(values["data-translate-context"].text) or None
        if self._rules is not None:
            match = self._rules.match(node, self._all_values)
            if match.is_excluded:
                changes["is_selected"] = False
            elif match.is_included:
                changes["is_selected"] = True
            if match.role is not None:
                changes["ruled_role"] = match.role
        if not node.is_foreign:
            if node.name in HEADINGS or node.name == "title":
                changes["usual_role"] = "title"
            elif node.name in _UI:
                changes["usual_role"] = "ui"
            if node.name in _PREFORMATTED:
                changes["keeps_lines"] = True
        return around._replace(**changes) if changes else around  # type: ignore[arg-type]

    def _values(self, node: Node) -> dict[str, _Value]:
        """Give the attributes of an element by name, or none where it says nothing of note."""
        token = node.token
        if _WORTH_READING.search(self._markup, token.start + 1 + len(node.name), token.end) is None:
            return {}
        return self._read_values(node)

    def _all_values(self, node: Node) -> dict[str, str]:
        return {name: value.text for name, value in self._read_values(node).items()}

    def _read_values(self, node: Node) -> dict[str, _Value]:
        return {
            a.name: _Value(
                a, decode_references(self._decoded(a.value_start, a.value_end), in_attribute=True)
            )
            for a in attributes(self._markup, node.token)
        }

    def _own_language(self, node: Node) -> str | None:
        return _language_of(self._values(node))

    def _index(self, node: Node | None) -> int:
        """Register an element, and first those around it, and give its index."""
        missing: list[Node] = []
        while node is not None and node not in self._indexes:
            missing.append(node)
            node = node.parent
        index = self._indexes[node] if node is not None else 0
        for inner in reversed(missing):
            self.elements.append(self._element(inner, index))
            index = self._indexes[inner] = len(self.elements) - 1
        return index

    def _element(self, node: Node, parent: int | None, *, is_root: bool = False) -> Element:
        slots: list[Slot] = []
        values = self._values(node)
        for name in ("lang", "xml:lang"):
            if name in values:
                attribute = values[name].attribute
                span = Span(attribute.value_start, attribute.value_end)
                slots.append(Slot(span, '="{}"' if attribute.quote == "=" else "{}"))
        if "lang" not in values:
            name_end = node.token.start + 1 + len(node.name)
            slots.append(Slot(Span(name_end, name_end), ' lang="{}"'))
        return Element(parent, _language_of(values), tuple(slots), is_root)

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
        if _is_block(node) or _is_nested(node):
            return False
        around = self._scopes[node.parent] if node.parent is not None else self._frames[0].scope
        return self._scopes[node].is_active is around.is_active


def _is_block(node: Node) -> bool:
    if node.is_foreign:
        return node.name not in _INLINE_SVG and node.name not in ("svg", "math")
    return node.name in _BLOCKS


def _is_nested(node: Node) -> bool:
    if node.is_foreign:
        return node.name in ("svg", "math")
    return node.name in _NESTED


def _language_of(values: Mapping[str, _Value]) -> str | None:
    """Give the language that attributes declare; empty for "unknown"."""
    value = values.get("lang") or values.get("xml:lang")
    return None if value is None else value.text.strip(SPACE)


def _is_translated(values: Mapping[str, _Value]) -> bool | None:
    """Tell what attributes say about translation, None for nothing."""
    if "data-translate-ignore" in values:
        return False
    if "translate" in values:
        answer = values["translate"].text.strip(SPACE).lower()
        if answer in ("", "yes"):
            return True
        if answer == "no":
            return False
    if "class" in values and "notranslate" in values["class"].text.lower().split():
        return False
    return None
