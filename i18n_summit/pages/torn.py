"""Template tags that HTML cuts, and comments of templates that hold HTML: from text to text.

To a template ``{{ "<p>title</p>" }}`` is one tag; a browser sees three texts. None of them
is prose, nor is what stands between ``{% comment %}`` and ``{% endcomment %}``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from i18n_summit.language import has_letters
from i18n_summit.model import Segment, Span
from i18n_summit.pages.attributes import left_alone, read_tag
from i18n_summit.pages.offsets import decoded
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.runs import Piece, PieceKind
from i18n_summit.pages.templates import (
    CODE_BLOCKS,
    NAMED_MARK,
    START_TAG,
    TemplateKind,
    TemplatePiece,
    template_pieces,
    template_tags,
)
from i18n_summit.pages.trail import Headings, Trail

_MARK = re.compile(r"\{\{(?:!?--)?|\{%(?=[-+~]?\s*+[A-Za-z_#])|\{#|(?:--)?\}\}|%\}|#\}")
# No expression begins with a tag of HTML, nor has an end tag outside of strings: "<code>{{ a</code>
# and <code>}}</code>" is prose.
_NO_EXPRESSION = re.compile(r"""[\t\n\f\r ]*+<|(?:[^<"'{]++|"[^"<]*+"|'[^'<]*+')*</[a-zA-Z]""")
_HALF = re.compile(r"\{%[-+~]?\s*+[A-Za-z_]|%\}|<\?|\?>|<%(?!%)|%>")
_BEGIN_OF = {"%}": "{%", "?>": "<?", "%>": "<%"}
_ENDS = {"{{": "}}", "{{!--": "--}}", "{{--": "--}}", "{%": "%}", "{#": "#}"}
_COMMENT_ENDS = frozenset({"--}}", "#}"})
"""What stands before these may hold tags of other kinds."""
_HALVES = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<?", "?>"), ("<%", "%>"))
# What HTML takes for the end of a start tag may be that of a template's tag in it: the start tag
# ends behind, or is none where a tag follows.
_TAG_END = re.compile(r"[^<>]*+>?")
_SHOWN = ("endraw", "endverbatim")
"""What stands before these is text."""
_BLOCK_ENDS = {word: f"end{word}" for word in ("comment", "raw", "verbatim", *CODE_BLOCKS)}
_CODE_ENDS = frozenset(_BLOCK_ENDS[word] for word in CODE_BLOCKS)
_IN_BLOCK = frozenset(_BLOCK_ENDS.values())
_BLOCK = re.compile(
    rf"\{{%[-+~]?\s*+((?:end)?(?:{'|'.join(_BLOCK_ENDS)}))\b[^%]*+(?:%(?!\}})[^%]*+)*%\}}"
)
_QUOTES = frozenset("\"'`")
_IN_TAG = frozenset({None, "}}", "%}"})

_IN_ONE = frozenset(
    {PieceKind.TEXT, PieceKind.OPEN, PieceKind.CLOSE, PieceKind.VOID, PieceKind.LOCKED}
)
"""What a tag may hold that is locked as a whole."""
LOCKED = {TemplateKind.OUTPUT: PieceKind.OUTPUT, TemplateKind.STATEMENT: PieceKind.STATEMENT}
"""As what a tag stands in a run."""


class TornTags:
    """The spans of a page that are code to a template, gathered as its texts are read."""

    def __init__(self, markup: str, encoding: str, trail: Trail) -> None:
        self._markup = markup
        self._encoding = encoding
        self._trail = trail
        self._spans: list[Span] = []
        self._locked: list[Span] = []
        """Of tags that stand in a sentence as one thing."""
        self._doubtful: set[Span] = set()
        """Of those that end in another element than they begin in."""
        self._left: set[Span] = set()
        self._start = 0
        self._end: str | None = None
        """What ends the tag or the block that began at *start*, if one is open."""
        self._around: Node | None = None
        """The element that it began in."""
        self._headings: Headings = ()
        """Those above it: what it holds puts none above what follows."""
        self.tag_end = 0
        """Where the last start tag ends that is longer to a template than in HTML."""
        self._looked = 0
        """Up to here start tags were read as templates do."""

    def note(self, piece: TemplatePiece, offset: int, node: Node | None) -> None:
        """Look for what is code in a piece of the text that begins at *offset*, or of the start tag
        of an element that begins there; what begins in it stands in *node*.
        """
        start, end = offset + piece.start, offset + piece.end
        if piece.kind is None:
            self._note_text(start, end, node)
        else:
            self._note_tag(piece.text, start, end, node)
            if NAMED_MARK.match(piece.text):
                self._note_named(start, end)

    def start_tag(self, node: Node, *, is_read: bool) -> str:
        """Give the start tag of an element as a template has it, which may be longer than that of
        HTML; where its end is not known, and what it holds *is read*, look for what is code.
        """
        tag = self._markup[node.start : node.end]
        pieces = template_pieces(tag, self._encoding)
        written = tag
        is_half = any(tag.count(start) != tag.count(end) for start, end in _HALVES)
        ends_in_one = pieces[-1].kind is not None
        if (is_half or ends_in_one) and node.start >= self._looked:
            found = START_TAG.match(self._markup, node.start)
            assert found is not None
            self._looked = found.end()  # What was read in vain is not read again from each tag.
            if found[1] and found.end() > node.end:
                self.tag_end = found.end()
                written = found[0]
        if is_read:
            for start, end in left_alone(written, self._encoding):
                self._left.add(Span(node.start + start, node.start + end))
        if written != tag:
            return written
        if is_read and (is_half or self._end in _IN_BLOCK):
            for piece in pieces:
                self.note(piece, node.start, node.parent if node.is_void else node)
        if is_read and ends_in_one:
            self._note_cut(node.start + pieces[-1].start, node.end)
        return tag

    def note_end(self, node: Node) -> None:
        """Take note of an element that an end tag closes: who takes something out of a page takes
        whole elements, so a comment that began in it is text about templates.
        """
        if node is self._around and self._end not in _IN_TAG:
            self._end = None

    def _note_text(self, start: int, end: int, node: Node | None) -> None:
        """Look for the ends of tags in text that has no whole one."""
        if self._end in _IN_BLOCK:
            return
        for mark in _MARK.finditer(self._markup, start, end):
            written = mark[0]
            if written in _ENDS:
                if self._end in _COMMENT_ENDS and self._end != _ENDS[written]:
                    continue
                is_in_tag = written in ("{{", "{%")
                if is_in_tag and _NO_EXPRESSION.match(self._markup, mark.end()):
                    continue
                is_in_text = node is None or node.end <= mark.start()
                if is_in_text and _is_quoted(self._markup[mark.start() - 1 : mark.end() + 1]):
                    continue
                self._begin(mark.start(), _ENDS[written], node)
            elif self._end == written or (self._end == "}}" and written == "--}}"):
                if self._start < start:
                    self._finish(mark.end(), node)
                self._end = None  # In one text it would be whole, were it a tag.

    def is_torn(self, start: int, end: int) -> bool:
        """Tell whether text, which has no whole tag, has the end of one that began before: HTML has
        cut it in two.
        """
        at = bisect_left(self._ends, start)
        return at < len(self._ends) and self._ends[at] + 2 <= end

    def is_end(self, at: int) -> bool:
        """Tell whether a tag that has begun before ends at an offset."""
        return self.is_torn(at, at + 2)

    @cached_property
    def _ends(self) -> list[int]:
        """Where tags end that have begun, by what is written and however HTML cuts it."""
        found: list[int] = []
        opened: dict[str, int] = {}
        for half in _HALF.finditer(self._markup):
            begin = _BEGIN_OF.get(half[0])
            if begin is None:
                opened[half[0][:2]] = half.end()
                continue
            at = opened.pop(begin, None)
            if at is not None and not _NO_EXPRESSION.match(self._markup, at, half.start()):
                found.append(half.start())
        return found

    def _note_cut(self, start: int, end: int) -> None:
        """Take note of a whole tag that ends where HTML ends the start tag that it stands in."""
        behind = _TAG_END.match(self._markup, end)
        if behind is not None and self._end not in _IN_BLOCK | _COMMENT_ENDS:
            self._end = None
            self._spans.append(Span(start, behind.end()))

    def _note_tag(self, tag: str, start: int, end: int, node: Node | None) -> None:
        """Take a whole tag for the begin or the end of a block, if it is one."""
        block = _BLOCK.fullmatch(tag) if tag.startswith("{%") else None
        if self._end in _IN_BLOCK:
            if block is not None and block[1] == self._end:
                if self._end not in _SHOWN:
                    self._finish(end, node)
                self._end = None
            elif self._end in _CODE_ENDS and block is not None and block[1] in CODE_BLOCKS:
                self._begin(start, _BLOCK_ENDS[block[1]], node)
        elif self._end not in _COMMENT_ENDS:
            # No tag holds another one.
            self._end = None
            if block is not None and block[1] in _BLOCK_ENDS:
                self._begin(start, _BLOCK_ENDS[block[1]], node)

    def _note_named(self, start: int, end: int) -> None:
        """Take note of the attributes of a tag of HTML that a template's tag names."""
        tag = f"<_{self._markup[start + 1 : end]}"
        spans = [found.span for found in read_tag(tag, self._encoding).readable]
        for first, last in (*spans, *left_alone(tag, self._encoding)):
            self._left.add(Span(start - 1 + first, start - 1 + last))

    def end_value(self, end: int) -> None:
        """End what is open where the value ends that holds the page: the value is cut there."""
        if self._end is not None and self._end not in _SHOWN:
            self._finish(end, self._around)

    def has_any(self, start: int) -> bool:
        """Tell whether a tag that HTML has cut begins at an offset or behind."""
        return bool(self._spans) and self._spans[-1].start >= start

    def joined(self, pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
        """Give a run with one locked piece for each tag of a template that holds whole inline
        elements and no more, and whether it must be left as it is all the same.

        Whatever the template makes of such a tag, no other element ends there.
        """
        whole = list(pieces)
        starts = [piece.start for piece in whole]
        found: list[Piece] = []
        locked: set[Span] = set()
        at = 0
        own = bisect_left(self._spans, starts[0], key=lambda span: span.start)
        for span in self._spans[own:]:
            first = bisect_right(starts, span.start) - 1
            last = bisect_left(starts, span.end) - 1
            written = decoded(self._markup[span.start : span.end], self._encoding)
            tags = template_tags(written)
            is_tag = [(tag.start, tag.end) for tag in tags] == [(0, len(written))]
            if not is_tag or not _is_one(whole[first : last + 1]):
                continue
            locked.add(span)
            before, behind = whole[first], whole[last]
            found += (
                *whole[at:first],
                self._part(before, before.start, span.start),
                Piece(LOCKED[tags[0].kind], *span, before.node, text=written),
            )
            whole[last] = self._part(behind, span.end, behind.end)
            at = last
        self._spans[own:] = [span for span in self._spans[own:] if span not in locked]
        self._locked += locked
        found += whole[at:]
        is_torn = any(self.is_torn(p.start, p.end) for p in found if p.kind is PieceKind.TEXT)
        return found, is_torn

    def _part(self, piece: Piece, start: int, end: int) -> Piece:
        """Give a part of a piece of text."""
        text = decode_references(decoded(self._markup[start:end], self._encoding))
        return Piece(PieceKind.TEXT, start, end, piece.node, text=text)

    def without(self, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        """Give the segments that have no part of what is code, but for tags that are locked; note
        where others would have text for readers.
        """
        if not self._spans and not self._locked:
            return tuple(segments)
        ends = [span.end for span in self._spans]
        locked = sorted(self._locked)
        starts = [span.start for span in locked]
        found: list[Segment] = []
        for segment in segments:
            index = bisect_right(ends, segment.span.start)
            is_apart = index == len(ends) or self._spans[index].start >= segment.span.end
            around = bisect_right(starts, segment.span.start) - 1
            is_inside = around >= 0 and segment.span.end <= locked[around].end
            if is_apart and not is_inside:
                found.append(segment)
            elif not is_apart:
                start, end = self._spans[index]
                is_part = start <= segment.span.start and segment.span.end <= end
                is_behind = segment.span.start > start
                if not is_part or (is_behind and self._spans[index] in self._doubtful):
                    self._left.add(self._spans[index])
        return tuple(found)

    def leave(self, run: Sequence[Piece]) -> None:
        """Take note of a run that is left as it is."""
        if has_letters("".join([piece.text for piece in run if piece.kind is PieceKind.TEXT])):
            self._left.add(Span(run[0].start, run[-1].end))

    @property
    def left_alone(self) -> tuple[Span, ...]:
        """Where text for readers is left alone, or what may be such: in order, and apart."""
        found: list[Span] = []
        for span in sorted(self._left):
            if not found or found[-1].end <= span.start:
                found.append(span)
        return tuple(found)

    def _begin(self, start: int, end: str, node: Node | None) -> None:
        self._start, self._end, self._around = start, end, node
        self._headings = self._trail.headings

    def _finish(self, end: int, node: Node | None) -> None:
        span = Span(self._start, end)
        self._spans.append(span)
        around = node.parent if node is not None and end <= node.end else node
        if around is not self._around:
            self._doubtful.add(span)
        self._trail.restore(self._headings)


def _is_one(pieces: Sequence[Piece]) -> bool:
    """Tell whether pieces of a run, from text to text, hold whole elements and no more."""
    opened: list[Node | None] = []
    for piece in pieces:
        if piece.kind not in _IN_ONE or piece.is_tangled or "\0" in piece.text:
            return False
        if piece.kind is PieceKind.OPEN:
            opened.append(piece.node)
        elif piece.kind is PieceKind.CLOSE and (not opened or opened.pop() is not piece.node):
            return False
    return not opened and {pieces[0].kind, pieces[-1].kind} == {PieceKind.TEXT}


def _is_quoted(mark: str) -> bool:
    """Tell whether the mark of a template's tag stands alone between two quotes of one kind."""
    return mark[:1] in _QUOTES and mark[:1] == mark[-1:]
