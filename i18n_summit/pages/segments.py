"""What was found in a page, as segments: each with its language, and with the element that
can say it.
"""

from collections.abc import Callable
from operator import attrgetter

from i18n_summit.language import are_same, text_language
from i18n_summit.model import Holder, Segment, Span, Writing
from i18n_summit.pages.attributes import Readable
from i18n_summit.pages.elements import ElementRegister
from i18n_summit.pages.plain import PlainRun
from i18n_summit.pages.runs import Cut, Shape
from i18n_summit.pages.scopes import Scope
from i18n_summit.pages.tree import Node


class SegmentList:
    """The segments of one page, as they are found."""

    def __init__(self, register: ElementRegister, latin: str) -> None:
        self.trail: tuple[str, ...] = ()
        """The headings above what is found next."""
        self._register = register
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
        if is_sole and outer is not None and outer.name != "html":
            holders.insert(0, outer)
        if holders:
            holder = Holder.ELEMENT
            marked = [node for node in holders if register.declares_language(node)]
            element = register.index(marked[-1] if marked else holders[0])
        else:
            is_free = found.is_whole and (parent is None or parent.traits.admits_span)
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
        self._add(found.shape, 0, scope, language, (holder, element), parts=parts)

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
                self.trail,
                scope.context,
                scope.notes,
                found.writing,
                holder=Holder.ELEMENT if is_void else Holder.NOBODY,
                element=element,
            )
        )

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
        holder: tuple[Holder, int],
        *,
        parts: tuple[int, ...] = (),
    ) -> None:
        self._segments.append(
            Segment(
                Span(start + shape.span.start, start + shape.span.end),
                shape.id,
                language,
                scope.role,
                self.trail,
                scope.context,
                scope.notes,
                Writing.TEXT,
                shape.tokens,
                shape.offsets,
                shape.comments,
                *holder,
                parts,
                scope.keeps_lines,
            )
        )
