"""One HTML page, read token by token: any page at all."""

from collections.abc import Sequence

from i18n_summit.model import Segment
from i18n_summit.pages.attributes import WRITINGS, Values, is_json_ld, read_tag, read_values
from i18n_summit.pages.elements import ElementRegister
from i18n_summit.pages.embedded import embedded_page
from i18n_summit.pages.encoding import PageBytes
from i18n_summit.pages.frames import Frame, Framed, keep_places
from i18n_summit.pages.front_matter import markup_start
from i18n_summit.pages.kinds import FORMATTING, HEADING_LEVELS, RAW_SHOWN, SECTIONING
from i18n_summit.pages.offsets import decoded
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import Piece, PieceKind, cut
from i18n_summit.pages.scopes import Scope
from i18n_summit.pages.segments import SegmentList
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.templates import TEMPLATE_PART, has_template, template_pieces
from i18n_summit.pages.tokens import ESCAPABLE_TEXT, SPACE, Attribute, Kind, Token, Tokenizer
from i18n_summit.pages.torn import LOCKED, TornTags
from i18n_summit.pages.trail import Trail
from i18n_summit.pages.tree import Tree

_NO_MARKUP = ESCAPABLE_TEXT | RAW_SHOWN
"""What stands behind their start tags is no markup and text for readers."""
_RAW_IN_DOUBT = frozenset("frameset math noscript select".split())
"""In these not all browsers take the content of an xmp for raw text."""
_DEEPEST = 3
"""So many pages within pages are read, and those within them stay as they are."""
_TEXT_KINDS = frozenset({Kind.TEXT, Kind.CDATA, Kind.TEMPLATE})
_TAG_KINDS = frozenset({Kind.START, Kind.END})


class Walker(Framed):
    """Walks the tokens of one page once, and gathers its segments and elements."""

    def __init__(
        self,
        source: PageBytes,
        latin: str,
        scope: Scope,
        rules: Rules | None = None,
        *,
        depth: int = 0,
        late_body: tuple[Token, Values] | None = None,
    ) -> None:
        super().__init__(source.data.decode("latin-1"), scope, rules)
        self._encoding = source.encoding
        self.register = ElementRegister()
        self._trail = Trail()
        self._segments = SegmentList(self.register, self._trail, self._encoding, latin)
        self._latin = latin
        self._depth = depth
        """How many pages this one is within."""
        self._late_body = late_body
        """A tag behind where the body begins, and what it and others say of it."""
        self._heading: Frame | None = None
        self._keep: Frame | None = None
        self._json: Node | None = None
        """The script whose content is structured data."""
        self._ended: Token | None = None
        """The last token that was an element's own end tag."""
        self._raw_doubts = 0
        """How many elements are open in which raw text is left alone."""
        self._doctype_end: int | None = None
        self._has_templates = has_template(self._markup)
        start = 0 if depth else markup_start(source.data)
        self._tokenizer = Tokenizer(self._markup, start)
        self._tree = Tree(self._tokenizer)
        self._torn = TornTags(self._markup, self._encoding, self._trail)

    def read(self) -> tuple[Segment, ...]:
        """Read the page; give its segments."""
        size = len(self._markup)
        at = self._tokenizer.start
        while at < size:
            at = self._step(at) or self._walk(at)
        for node in self._tree.close_all():
            self._close(node, Token(Kind.END, size, size))
        self._flush(self._frames[0], is_last=False)
        if self._depth:
            self._torn.end_value(size)
        segments = self._torn.without(self._segments.in_order())
        # A page within the page is a whole one; it is left alone where there is nothing to say.
        is_whole = self._doctype_end is not None or self._depth
        if is_whole and (segments or not self._depth):
            self.register.add_missing_root(self._doctype_end or 0)
        return segments

    def _step(self, _at: int) -> int | None:
        """Read on from between two blocks in one step, if that can be; give where it ends."""
        return None

    def _walk(self, at: int) -> int:
        """Read token by token, up to where a block has begun or ended; give where that is."""
        tree = self._tree
        for token in self._tokenizer.tokens(at):
            if self._late_body and token.name != "body" and tree.begins_body(token):
                _, opened = self._feed(self._late_body[0])
                if opened is not None:
                    self._open(opened)
            if token.kind in _TEXT_KINDS:
                if tree.needs_text:
                    self._feed(token)
                self._text(token, tree.current)
                continue
            closed, opened = self._feed(token)
            if token.kind is Kind.START:
                if opened is not None:
                    self._open(opened)
                elif token.name != "select":  # Which is an end tag where it opens nothing.
                    self._add(Piece(PieceKind.HIDDEN, token.start, token.end, name=token.name))
                    if token.name == "frameset" and not tree.is_sure_of_body(token.start):
                        self._frames[-1].has_frameset = True
            elif token.kind is Kind.END:
                self._end(token, closed)
            else:
                self._declaration(token, tree.current)
            if token.kind in _TAG_KINDS:
                self._note_tangled(token, closed, opened)
            frame = self._frames[-1]
            is_between = not frame.pieces and frame.piece is None and not tree.is_foreign
            if is_between and token.name not in _NO_MARKUP:
                return token.end
        return len(self._markup)

    def _feed(self, token: Token) -> tuple[Sequence[Node], Node | None]:
        """Take the next token; close what it closes, and let go on what goes on."""
        closed, opened = self._tree.feed(token)
        for node in closed:
            self._close(node, token)
        if self._tree.moved:
            self._move(self._tree.moved)
        for node, copy in self._tree.copies:
            self._go_on(node, copy)
        return closed, opened

    def _move(self, nodes: Sequence[Node]) -> None:
        """Let formatting say nothing of what comes next in what was moved out of it."""
        scopes = self._moved_scopes(nodes)
        at = len(self._frames)
        while self._frames[at - 1].node in scopes:
            at -= 1
        for frame in self._frames[at:]:
            old, new = frame.scope, scopes[frame.node]
            if (old.is_active, old.language) != (new.is_active, new.language):
                self._flush(frame, is_last=False)
            frame.move(new)
        if self._keep is not None and not self._keep.is_keep:
            self._keep = None
        for node in nodes if scopes else ():
            node.scope = scopes[node]

    def _note_tangled(self, token: Token, closed: Sequence[Node], opened: Node | None) -> None:
        """Mark the piece of the tag that was read last, where it must keep its place, and those
        of what it stands in, where they must.
        """
        reaches_out = self._tree.has_tangled_around(opened)
        if reaches_out or self._tree.has_tangled(token, closed, opened):
            frame = self._frames[-1]
            piece = frame.pieces[-1] if frame.pieces else frame.piece
            if piece is not None:
                piece.is_tangled = True
        if reaches_out:
            keep_places(self._frames)

    def _add(self, piece: Piece) -> None:
        self._frames[-1].pieces.append(piece)

    def _text(self, token: Token, node: Node | None) -> None:
        if token.start < self._torn.tag_end:
            end = min(token.end, self._torn.tag_end)
            self._frames[-1].take_rest(token.start, end)
            if end == token.end:
                return
            token = token._replace(start=end)
        if token.name in RAW_SHOWN:
            # In a value references that are no markup are not decoded yet: here none is.
            if not self._raw_doubts and not self._depth:
                self._template_text(token, node, has_references=False)
            return
        if node is not None and node.traits.is_unreadable:
            if node is self._json and self._scope(node).is_active:
                self._segments.add_json(
                    self._markup[token.start : token.end], token.start, self._scope(node)
                )
            return
        if token.kind is Kind.CDATA:
            inner = self._markup[token.start : token.end].removesuffix("]]>")
            text = self._decoded(token.start + 9, token.start + len(inner))
        elif self._has_templates and TEMPLATE_PART.search(self._markup, token.start, token.end):
            self._template_text(token, node)
            return
        else:
            text = decode_references(self._decoded(token.start, token.end))
        self._add_text(PieceKind.TEXT, token.start, token.end, node, text)

    def _declaration(self, token: Token, node: Node | None) -> None:
        """Place a comment, a doctype or a processing instruction in its run."""
        if self._markup.startswith("<?", token.start):
            text = self._decoded(token.start, token.end)
            self._add(Piece(PieceKind.STATEMENT, token.start, token.end, node, text=text))
            return
        self._add(Piece(PieceKind.HIDDEN, token.start, token.end))
        if self._has_templates and token.end == len(self._markup) and self._scope(node).is_active:
            # A tag that the end of the page cuts off may be a template's: {% if a <b %}.
            for part in template_pieces(self._markup[token.start :], self._encoding):
                self._torn.note(part, token.start, node)
        if token.kind is Kind.DOCTYPE and self._doctype_end is None and node is None:
            self._doctype_end = token.end

    def _template_text(
        self, token: Token, node: Node | None, *, has_references: bool = True
    ) -> None:
        raw = self._markup[token.start : token.end]
        pieces = template_pieces(raw, self._encoding, has_references=has_references)
        is_active = self._scope(node).is_active
        for piece in pieces:
            start, end, text, kind = piece
            if kind is None:
                at = token.start
                self._frames[-1].is_torn |= self._torn.is_torn(at + start, at + end)
            if is_active:
                self._torn.note(piece, token.start, node)
            shown = PieceKind.TEXT if kind is None else LOCKED[kind]
            self._add_text(shown, token.start + start, token.start + end, node, text)

    def _add_text(
        self, kind: PieceKind, start: int, end: int, node: Node | None, text: str
    ) -> None:
        if "\0" in text:
            is_markup = node is None or node.is_foreign or node.name not in _NO_MARKUP
            drops = is_markup and (node is None or node.host == node.depth)
            text = text.replace("\0", "" if drops else "\N{REPLACEMENT CHARACTER}")
        if self._heading is not None:
            self._heading.text.append(text)
        if self._keep is not None:
            self._keep.text.append(text)
        self._add(Piece(kind, start, end, node, text=text))

    def _open(self, node: Node) -> None:
        around = self._scope(node.parent)
        tag = self._markup[node.start : node.end]
        written = tag
        if self._has_templates and TEMPLATE_PART.search(tag):
            written = self._torn.start_tag(node, is_read=around.is_active)
        values, readable = read_tag(written, self._encoding)
        if self._late_body and node.name == "body":
            values = {**self._late_body[1], **read_values(tag, self._encoding)}
            self._late_body = None
        if values:
            node.values = values
        scope = node.scope = self._scoped(node, around)
        if node.name == "script" and is_json_ld(values):
            self._json = node
        ends_run = node.traits.is_block
        if ends_run:
            self._flush(self._frames[-1], is_last=False)
            self._frames[-1].is_shared |= not node.is_void
        if node.name == "html" and not node.is_foreign and node.parent is None:
            self.register.add_root(node, is_translated=scope.is_translated)
        if readable and scope.is_active:
            element, is_void = self.register.index(node), node.is_void
            for found in readable:
                if not any(self._torn.is_end(node.start + at) for at in found.ends):
                    self._segments.add_attribute(found, node.start, scope, element, is_void=is_void)
        if node.name == "iframe" and "srcdoc" in values and scope.is_active:
            self._embed(values["srcdoc"].attribute, node.start, scope)
        if node.is_void:
            if not ends_run:
                self._add(Piece(PieceKind.VOID, node.start, node.end, node, node.name))
            return
        self._raw_doubts += node.name in _RAW_IN_DOUBT
        if ends_run:
            self._frames.append(Frame(node, scope, self._trail.headings))
            self._begin_heading(node, self._frames[-1])
        elif not self._is_inline(node):
            self._set_apart(node, node.start, node.end)
        else:
            self._add(Piece(PieceKind.OPEN, node.start, node.end, node, node.name))

    def _set_apart(self, node: Node, start: int, end: int) -> None:
        """Let an element of a run bound runs of its own, from the tag between two offsets on."""
        node.is_apart = True
        is_active = self._scope(node.parent).is_active
        is_keep = is_active and not node.scope.is_active and not node.traits.is_nested
        kind = PieceKind.LOCKED if is_keep else PieceKind.VOID
        piece = Piece(kind, start, end, node, node.name)
        self._add(piece)
        frame = Frame(node, node.scope, self._trail.headings, piece, is_keep)
        self._frames.append(frame)
        if is_keep and self._keep is None:
            self._keep = frame

    def _go_on(self, node: Node, copy: Node) -> None:
        """Let what an element says hold in a copy of it too."""
        copy.values = node.values
        if self.register.declares_language(node):
            copy.index = self.register.index(node)
        copy.scope = self._scoped(copy, self._scope(copy.parent))
        if not self._is_inline(copy):
            self._set_apart(copy, copy.place, copy.place)

    def _embed(self, value: Attribute, start: int, scope: Scope) -> None:
        """Read the page that an attribute of the tag at *start* holds."""
        writing = WRITINGS.get(value.quote)
        if self._depth == _DEEPEST or writing is None:
            return
        found = embedded_page(
            self._markup, start + value.value_start, start + value.value_end, writing
        )
        source = PageBytes(found.markup.encode("latin-1"), self._encoding)
        inner = type(self)(
            source, self._latin, scope._replace(language=None), depth=self._depth + 1
        )
        self._segments.add_page(found, inner.read(), inner.register.elements)

    def _close(self, node: Node, token: Token) -> None:
        if self._has_templates and token.kind is Kind.END:
            self._torn.note_end(node)
        frame = self._frames[-1]
        is_own_end = token.name == node.name and token.kind is Kind.END
        is_own_end = is_own_end or (token.name == "select" == node.name)  # As an end tag.
        if is_own_end:
            self._ended = token
        if frame.node is not node:
            return  # An inline element: its end tag, if any, is a piece of the run.
        self._flush(frame, is_last=True)
        self._frames.pop()
        self._raw_doubts -= node.name in _RAW_IN_DOUBT
        if frame.piece is not None:
            # What is over ends with the end tag of what it holds.
            has_end = is_own_end or (node.is_over and self._ended is token)
            frame.piece.end = token.end if has_end else token.start
            # Text moved behind an element that never ends would be locked with it: so one
            # counts as empty, and at an edge stays outside.
            frame.piece.text = "".join(frame.text) if is_own_end else ""
        if frame is self._keep:
            self._keep = None
        self._leave(frame, node)

    def _leave(self, frame: Frame, node: Node) -> None:
        """Bring the trail to where it is behind a block."""
        if node.name in HEADING_LEVELS and frame is self._heading:
            self._heading = None
            self._trail.end(HEADING_LEVELS[node.name], "".join(frame.text))
        elif node.name in SECTIONING:
            self._trail.restore(frame.trail)

    def _end(self, token: Token, closed: Sequence[Node]) -> None:
        """Place an end tag in its run, after the elements that it closes are closed."""
        node = next((node for node in reversed(closed) if not node.is_over), None)
        if node is not None and (node.name == token.name or token.name in HEADING_LEVELS):
            if not (node.traits.is_block or node.is_apart):
                own = None if node.is_copy else node
                self._add(Piece(PieceKind.CLOSE, token.start, token.end, own, token.name))
        elif token.name == "p":
            self._flush(self._frames[-1], is_last=False)  # Browsers make an empty paragraph.
        elif token.name == "br":
            self._add(Piece(PieceKind.VOID, token.start, token.end, None, "br"))
        elif token.name in FORMATTING:
            self._add(Piece(PieceKind.CLOSE, token.start, token.end, None, token.name))
        else:
            self._add(Piece(PieceKind.HIDDEN, token.start, token.end, name=token.name))

    def _flush(self, frame: Frame, *, is_last: bool) -> None:
        """End the open run of a frame; *is_last* where the frame's element ends with it."""
        pieces, is_torn, has_frameset = frame.take_run()
        if not any(piece.text.strip(SPACE) for piece in pieces):
            return
        if self._torn.has_any(pieces[0].start):
            pieces, is_torn = self._torn.joined(pieces)
        if frame.scope.is_active and not (is_torn or has_frameset):
            keeps_lines = frame.scope.keeps_lines
            found = cut(pieces, self._markup, frame.node, self._language, keeps_lines=keeps_lines)
            if found is not None:
                is_sole = is_last and not frame.is_shared
                self._segments.add_cut(found, self._scope, is_sole=is_sole)
        elif frame.scope.is_active and is_torn:
            self._torn.leave(pieces)
        frame.is_shared = True

    def _begin_heading(self, node: Node, frame: Frame) -> None:
        if node.name in HEADING_LEVELS and not node.is_foreign and self._heading is None:
            self._heading = frame
            self._trail.begin(HEADING_LEVELS[node.name])

    def _decoded(self, start: int, end: int) -> str:
        return decoded(self._markup[start:end], self._encoding)
