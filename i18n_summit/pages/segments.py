"""What was found in a page, as segments: each with its language, and with the element that
can say it.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter

from i18n_summit.language import are_same, has_letters, text_language
from i18n_summit.markup import escape
from i18n_summit.model import Element, Holder, Segment, Span, Writing
from i18n_summit.pages.attributes import Readable
from i18n_summit.pages.elements import ElementRegister
from i18n_summit.pages.embedded import Embedded
from i18n_summit.pages.folding import fold
from i18n_summit.pages.json_ld import prose_strings
from i18n_summit.pages.offsets import byte_offsets, decoded
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.plain import PlainRun
from i18n_summit.pages.runs import Cut, Shape
from i18n_summit.pages.scopes import Scope, language_tag
from i18n_summit.pages.trail import Trail

_JSON_ROLES = dict.fromkeys(("name", "alternateName", "headline", "alternativeHeadline"), "title")


class SegmentList:
    """The segments of one page, as they are found."""

    def __init__(self, register: ElementRegister, trail: Trail, encoding: str, latin: str) -> None:
        self._trail = trail
        self._register = register
        self._encoding = encoding
        self._latin = latin
        self._segments: list[Segment] = []

    def in_order(self) -> tuple[Segment, ...]:
        """Give all of them by the offset they end at."""
        return tuple(sorted(self._segments, key=attrgetter("span.end")))

    def add_block(
        self, run: PlainRun, start: int, around: Node | None, place: int, scope: Scope
    ) -> None:
        """Add what a block holds, which is a plain run and nothing else.

        *start* is where the run begins, *around* the element around the block, and
        *place* where a ``lang`` can be inserted into its start tag.
        """
        if run.shape is None and not run.elements:
            return
        block = self._register.add(self._register.index(around), place)
        if run.elements:
            self._add_attributes(run, start, block, scope)
        if run.shape is not None:
            language = text_language(run.language_text, scope.language, latin=self._latin)
            self._add(run.shape, start, scope, language, (Holder.ELEMENT, block))

    def add_run(
        self, run: PlainRun, start: int, node: Node | None, scope: Scope, *, is_sole: bool
    ) -> None:
        """Add what a plain run holds: its attributes, and its text if there is any.

        *start* is where the run begins, *node* the element that bounds it; *is_sole*
        where that holds nothing else.
        """
        if run.shape is None and not run.elements:
            return
        block = self._register.index(node)
        elements = self._add_attributes(run, start, block, scope)
        if run.shape is None:
            return
        holder, element = Holder.ELEMENT, block
        if not is_sole or node is None or node.name == "html":
            if run.wrapper is not None:
                index, place = run.wrapper
                if index is None:
                    element = self._register.add(block, start + place)
                else:
                    element = elements[index]
            elif node is None or node.traits.admits_span:
                holder = Holder.RUN
            else:
                holder = Holder.PARENT
        language = text_language(run.language_text, scope.language, latin=self._latin)
        self._add(run.shape, start, scope, language, (holder, element))

    def add_cut(
        self, found: Cut, scope_of: Callable[[Node | None], Scope], *, is_sole: bool
    ) -> None:
        """Add the segment of a run that was read tag by tag."""
        register, parent = self._register, found.parent
        holders = list(found.wrappers)
        outer = holders[0].parent if holders else parent
        while outer is not None and outer.is_copy:
            # Its lang would count for all copies: only where it has none it is passed over.
            outer = None if register.declares_language(outer) else outer.parent
        if is_sole and outer is not None and outer.name != "html":
            holders.insert(0, outer)
        if holders:
            holder = Holder.ELEMENT
            marked = [node for node in holders if register.declares_language(node)]
            element = register.index(marked[-1] if marked else holders[0])
        else:
            is_free = found.is_whole and not found.is_tangled
            is_free = is_free and (parent is None or parent.traits.admits_span)
            holder = Holder.RUN if is_free else Holder.PARENT
            element = register.index(parent)
        scope = scope_of(parent)
        language = text_language(found.language_text, scope.language, latin=self._latin)
        parts = tuple(
            register.index(node)
            for node in found.opened
            if register.declares_language(node)
            and are_same(scope_of(node).language or "", language)
        )
        self._add(
            found.shape,
            0,
            scope,
            language,
            (holder, element),
            parts=parts,
            is_tangled=found.is_tangled,
        )

    def add_attribute(
        self, found: Readable, start: int, scope: Scope, element: int, *, is_void: bool
    ) -> None:
        """Add an attribute that is text for people, of the tag at *start*."""
        self._segments.append(
            Segment(
                Span(start + found.span.start, start + found.span.end),
                found.id,
                text_language(found.text, scope.language, latin=self._latin),
                scope.ruled_role or "ui",
                self._trail.texts,
                scope.context,
                scope.notes,
                found.writing,
                found.tokens,
                found.offsets,
                holder=Holder.ELEMENT if is_void else Holder.NOBODY,
                element=element,
            )
        )

    def add_json(self, raw: str, start: int, scope: Scope) -> None:
        """Add what structured data says to readers, of the script whose content is at *start*."""
        text = decoded(raw, self._encoding)
        found = [string for string in prose_strings(text) if has_letters(string.text)]
        places = [place for string in found for place in (string.start, string.end)]
        ends = byte_offsets(raw.encode("latin-1"), self._encoding, places)
        for number, string in enumerate(found):
            declared = language_tag(string.language or "") or scope.language
            self._segments.append(
                Segment(
                    Span(start + ends[2 * number], start + ends[2 * number + 1]),
                    escape(fold(string.text)),
                    text_language(string.text, declared, latin=self._latin),
                    scope.ruled_role or _JSON_ROLES.get(string.key, "description"),
                    self._trail.texts,
                    scope.context,
                    scope.notes,
                    Writing.JSON,
                )
            )

    def add_page(
        self, page: Embedded, segments: Iterable[Segment], elements: Iterable[Element]
    ) -> None:
        """Add what a page within this one holds."""
        first = len(self._register.elements)
        self._register.elements.extend(page.moved_element(e, first) for e in elements)
        self._segments.extend(page.moved_segment(s, self._trail.texts, first) for s in segments)

    def _add_attributes(self, run: PlainRun, start: int, block: int, scope: Scope) -> list[int]:
        """Add the attributes of a plain run; give the indexes of its elements."""
        elements: list[int] = []
        for parent, place in run.elements:
            around = block if parent is None else elements[parent]
            elements.append(self._register.add(around, start + place))
        for index, tag, readable, is_void in run.attributes:
            self.add_attribute(readable, start + tag, scope, elements[index], is_void=is_void)
        return elements

    def _add(
        self,
        shape: Shape,
        start: int,
        scope: Scope,
        language: str,
        holding: tuple[Holder, int],
        *,
        parts: tuple[int, ...] = (),
        is_tangled: bool = False,
    ) -> None:
        begin, end, id, tokens, offsets, comments = shape
        holder, element = holding
        self._segments.append(
            Segment(
                Span(start + begin, start + end),
                id,
                language,
                scope.role,
                self._trail.texts,
                scope.context,
                scope.notes,
                scope.writing,
                tokens,
                offsets,
                comments,
                holder,
                element,
                parts,
                scope.keeps_lines,
                (),
                is_tangled,
            )
        )
