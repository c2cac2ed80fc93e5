"""One HTML page, from bytes to segments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from i18n_summit.model import Page, Segment
from i18n_summit.pages.attributes import decoded, read_tag
from i18n_summit.pages.elements import ElementRegister
from i18n_summit.pages.encoding import BYTE_ORDER_MARKS, PageBytes
from i18n_summit.pages.kinds import FORMATTING, HEADING_LEVELS, SECTIONING
from i18n_summit.pages.plain import PlainRun, read_plain
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import Piece, PieceKind, cut, fold
from i18n_summit.pages.scopes import CHANGES_SCOPE, Scope, inner_scope
from i18n_summit.pages.segments import SegmentList
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.tokens import (
    CONTENT,
    ESCAPABLE_TEXT,
    PLAIN_STEP,
    RUN_ONLY,
    SPACE,
    Kind,
    Token,
    Tokenizer,
)
from i18n_summit.pages.tree import Node, Tree

_RAW = ESCAPABLE_TEXT | {"plaintext"}
"""What stands behind their start tags is no markup."""


class _Heading(NamedTuple):
    level: int
    text: str


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
    reader = Reader(source, latin, rules)
    segments = reader.read()
    return Page(
        path=path,
        data=source.data,
        encoding=source.encoding,
        segments=segments,
        elements=tuple(reader.register.elements),
        stored_encoding=source.stored_encoding,
    )


class Reader:
    """Walks one page once, and gathers its segments and elements.

    It goes from block to block in long steps, as long as what stands between
    two tags of blocks is plain; where it is not, token by token.
    """

    def __init__(self, source: PageBytes, latin: str, rules: Rules | None) -> None:
        self._encoding = source.encoding
        self._markup = source.data.decode("latin-1")
        self.register = ElementRegister()
        self._segments = SegmentList(self.register, latin)
        self._rules = rules
        self._trail: tuple[_Heading, ...] = ()
        self._scopes: dict[Node, Scope] = {}
        scope = Scope(is_selected=rules is None or not rules.has_include)
        self._frames = [_Frame(None, scope, ())]
        self._heading: _Frame | None = None
        self._keep: _Frame | None = None
        self._doctype_end: int | None = None
        start = next((len(m) for m, _ in BYTE_ORDER_MARKS if source.data.startswith(m)), 0)
        self._tokenizer = Tokenizer(self._markup, start)
        self._tree = Tree(self._tokenizer)

    def read(self) -> tuple[Segment, ...]:
        size = len(self._markup)
        at = self._tokenizer.start
        while at < size:
            at = self._step(at) or self._walk(at)
        for node in self._tree.close_all():
            self._close(node, Token(Kind.END, size, size))
        self._flush(self._frames[0], is_last=False)
        if self._doctype_end is not None:
            self.register.add_missing_root(self._doctype_end)
        return self._segments.in_order()

    def _step(self, at: int) -> int | None:
        """Read a run and the tag of a block behind it, or the whole block; give where that ends.

        None, and nothing is read, where one of the two is not plain.
        """
        step = PLAIN_STEP.match(self._markup, at)
        tree, current = self._tree, self._tree.current
        if step is None or step.lastindex == RUN_ONLY or current is not self._frames[-1].node:
            return None
        run, end, start, content, void = step.groups()
        if end is not None:
            if current is None or current.name != end or current.is_foreign:
                return None
            if run and not self._read_run(run, at, is_last=True):
                return None
            tree.end_current()
            self._leave(self._frames.pop(), current)
            return step.end()
        name = start or void
        if not tree.is_at_home(name) or (run and not self._read_run(run, at, is_last=False)):
            return None
        at += len(run)
        tag_end = step.end()
        if content is not None:
            tag_end = step.start(CONTENT)
            if self._read_block(name, at, tag_end, content):
                return step.end()
        self._begin_block(name, at, tag_end)
        return tag_end

    def _read_block(self, name: str, start: int, tag_end: int, content: str) -> bool:
        """Read a block that holds a plain run and nothing else, as the tree need not know it;
        false, and nothing is read, where it must.
        """
        if self._heading is not None or self._keep is not None:
            return False
        frame = self._frames[-1]
        scope = frame.scope
        if name in CHANGES_SCOPE or self._rules is not None:
            match = None
            if self._rules is not None:
                match = self._rules.look(frame.node, self._markup[start:tag_end], start)
            scope = inner_scope(scope, name, {}, match)
        found = None
        if content.strip(SPACE):
            found = self._plain(content, tag_end, scope)
            if found is None:
                return False
        level = HEADING_LEVELS.get(name)
        if level is not None:
            self._begin_trail(level)
        if found is not None and scope.is_active:
            place = start + 1 + len(name)
            self._segments.add_block(found, tag_end, frame.node, place, scope)
        if level is not None:
            self._end_trail(level, found.text if found is not None else "")
        frame.is_shared = True
        return True

    def _begin_block(self, name: str, start: int, end: int) -> None:
        """Open a block that says nothing about what it holds, or pass by a void one."""
        node = self._tree.begin(name, start, end)
        frame = self._frames[-1]
        scope = frame.scope
        if name in CHANGES_SCOPE or self._rules is not None:
            match = None
            if self._rules is not None:
                match = self._rules.match(node, self._markup[start:end])
            scope = inner_scope(scope, name, {}, match)
        self._scopes[node] = scope
        if not node.is_void:
            frame.is_shared = True
            self._frames.append(_Frame(node, scope, self._trail))
            if name in HEADING_LEVELS:
                self._begin_heading(node)

    def _read_run(self, raw: str, start: int, *, is_last: bool) -> bool:
        """Read a run that a block begins or ends behind; false, and nothing is read, where it is
        not plain.
        """
        if not raw.strip(SPACE):
            return True
        frame = self._frames[-1]
        found = self._plain(raw, start, frame.scope)
        if found is None or (found.tags and self._tree.has_head):
            return False
        if self._heading is not None:
            self._heading.text.append(found.text)
        if self._keep is not None:
            self._keep.text.append(found.text)
        if frame.scope.is_active:
            is_sole = is_last and not frame.is_shared
            self._segments.add_run(found, start, frame.node, frame.scope, is_sole=is_sole)
        if not frame.is_shared:
            frame.is_shared = bool(found.text.strip(SPACE))
        return True

    def _plain(self, raw: str, start: int, scope: Scope) -> PlainRun | None:
        """Give what a run holds, or None where the tree or a rule must see its tags."""
        if "<" not in raw:
            return read_plain(raw, self._encoding, keeps_lines=scope.keeps_lines)
        if self._tree.has_link:
            return None
        found = read_plain(raw, self._encoding, keeps_lines=scope.keeps_lines)
        if found is None or self._rules is None:
            return found
        return None if self._rules.may_match(found.tags, start, start + len(raw)) else found

    def _walk(self, at: int) -> int:
        """Read token by token, up to where a block has begun or ended; give where that is."""
        tree = self._tree
        for token in self._tokenizer.tokens(at):
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
                if token.kind is Kind.DOCTYPE and self._doctype_end is None and not tree.current:
                    self._doctype_end = token.end
            frame = self._frames[-1]
            is_between = not frame.pieces and frame.piece is None and not tree.is_foreign
            if is_between and token.name not in _RAW:
                return token.end
        return len(self._markup)

    def _add(self, piece: Piece) -> None:
        self._frames[-1].pieces.append(piece)

    def _text(self, token: Token, node: Node | None) -> None:
        if token.name and token.name not in ESCAPABLE_TEXT:
            return
        if node is not None and node.traits.is_unreadable:
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
        tag = self._markup[node.start : node.end]
        values, readable = read_tag(tag, self._encoding)
        if values:
            self.register.note(node, values)
        match = None if self._rules is None else self._rules.match(node, tag)
        scope = self._scopes[node] = inner_scope(
            around, node.name, values, match, is_foreign=node.is_foreign
        )
        ends_run = node.traits.is_block
        if ends_run:
            self._flush(self._frames[-1], is_last=False)
            self._frames[-1].is_shared |= not node.is_void
        if node.name == "html" and not node.is_foreign and node.parent is None:
            self.register.add_root(node, is_translated=scope.is_translated)
        if readable and scope.is_active:
            element, is_void = self.register.index(node), node.is_void
            for found in readable:
                self._segments.add_attribute(found, node.start, scope, element, is_void=is_void)
        if node.is_void:
            if not ends_run:
                self._add(Piece(PieceKind.VOID, node.start, node.end, node, node.name))
            return
        if ends_run:
            self._frames.append(_Frame(node, scope, self._trail))
            self._begin_heading(node)
        elif not self._is_inline(node):
            is_keep = around.is_active and not scope.is_active and not node.traits.is_nested
            kind = PieceKind.LOCKED if is_keep else PieceKind.VOID
            piece = Piece(kind, node.start, node.end, node, node.name)
            self._add(piece)
            frame = _Frame(node, scope, self._trail, piece, is_keep)
            self._frames.append(frame)
            if is_keep and self._keep is None:
                self._keep = frame
        else:
            self._add(Piece(PieceKind.OPEN, node.start, node.end, node, node.name))

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
        self._leave(frame, node)

    def _leave(self, frame: _Frame, node: Node) -> None:
        """Bring the trail to where it is behind a block."""
        if node.name in HEADING_LEVELS and frame is self._heading:
            self._heading = None
            self._end_trail(HEADING_LEVELS[node.name], "".join(frame.text))
        elif node.name in SECTIONING:
            self._set_trail(frame.trail)

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
        elif token.name in FORMATTING:
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
                is_sole = is_last and not frame.is_shared
                self._segments.add_cut(found, self._scope, is_sole=is_sole)
        frame.is_shared = True

    def _begin_heading(self, node: Node) -> None:
        if node.name in HEADING_LEVELS and not node.is_foreign and self._heading is None:
            self._heading = self._frames[-1]
            self._begin_trail(HEADING_LEVELS[node.name])

    def _begin_trail(self, level: int) -> None:
        if self._trail and self._trail[-1].level >= level:
            self._set_trail(tuple(h for h in self._trail if h.level < level))

    def _end_trail(self, level: int, text: str) -> None:
        text = fold(text)
        if text and level > 1:
            self._set_trail((*self._trail, _Heading(level, text)))

    def _set_trail(self, trail: tuple[_Heading, ...]) -> None:
        if trail != self._trail:
            self._trail = trail
            self._segments.trail = tuple(heading.text for heading in trail)

    def _decoded(self, start: int, end: int) -> str:
        return decoded(self._markup[start:end], self._encoding)

    def _is_inline(self, node: Node) -> bool:
        """Tell whether an element's text belongs to the run around it."""
        if node.traits.is_block or node.traits.is_nested:
            return False
        return self._scopes[node].is_active is self._scope(node.parent).is_active

    def _scope(self, node: Node | None) -> Scope:
        """Give the scope of an element; that of the page for None."""
        return self._scopes[node] if node is not None else self._frames[0].scope

    def _language(self, node: Node | None) -> str | None:
        return self._scope(node).language
