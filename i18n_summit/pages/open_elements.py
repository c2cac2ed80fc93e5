"""The open elements of a page, and the formatting that goes on behind the blocks that end it
(HTML Standard, 13.2.4.2 and 13.2.4.3).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from i18n_summit.pages.attributes import Values
from i18n_summit.pages.kinds import Traits
from i18n_summit.pages.scopes import Scope

_FORMATTING_ENDS_AT = frozenset("applet caption marquee object td template th".split())
"""What formats outside of these does not go on inside, nor the other way round."""
_MOST_ALIKE = 3
"""So many formatting elements that are written alike go on behind a block (HTML Standard,
13.2.4.3, the "Noah's Ark clause") …
"""
_MOST_FORMATTING = 16
"""… and so many of any kind, where browsers know no bound: each costs time at every block."""


class Node:
    """An element of the page, known by its start tag."""

    __slots__ = (
        "barrier",
        "depth",
        "end",
        "host",
        "html",
        "index",
        "is_apart",
        "is_copy",
        "is_foreign",
        "is_in_math",
        "is_outlived",
        "is_over",
        "is_void",
        "name",
        "parent",
        "place",
        "scope",
        "special",
        "start",
        "stop",
        "traits",
        "values",
    )
    scope: Scope
    """What holds inside, once its start tag was read."""

    def __init__(
        self,
        known: Traits,
        start: int,
        end: int,
        parent: "Node | None",
        *,
        is_foreign: bool = False,
        is_void: bool = False,
        place: int | None = None,
    ) -> None:
        self.traits = known
        self.name = known.name
        self.start = start
        """Offset of its start tag."""
        self.end = end
        self.is_foreign = is_foreign
        """In svg or math."""
        self.is_in_math: bool = known.name == "math" or (
            known.name != "svg" and parent is not None and parent.is_in_math
        )
        """Of what is foreign: in math."""
        self.is_void = is_void
        """Without content: it was never open."""
        # No link to what it is a copy of, which would keep all elements that are closed.
        self.is_copy: bool = place is not None
        """It is formatting that goes on behind a block, with the start tag that began it."""
        self.place: int = start if place is None else place
        """Where it begins: behind its start tag, if it is a copy."""
        self.is_over = False
        """It has ended, and what stands in it has not."""
        self.is_outlived = False
        """And browsers have moved that out of it: it says nothing of what comes next."""
        self.is_apart = False
        """It stands in a run and bounds runs of its own."""
        # Here and in no dict, so that they go when the element does.
        self.values: Values | None = None
        """Its attributes of note, if it has any."""
        self.index: int | None = None
        """Of the element that rendering knows it as, if it must."""
        has_html_inside = not is_foreign or known.hosts_html
        self.parent = parent
        """The element around it, be it a copy."""
        self.depth: int
        # The depth of the nearest element, this one included, that …
        self.barrier: int
        """… bounds what an end tag may close."""
        self.special: int
        """… an unknown end tag does not look past."""
        self.stop: int
        """… a ``<li>`` does not look past."""
        self.host: int
        """… has HTML inside; -1 for none."""
        self.html: int
        """… is HTML; -1 for none."""
        if parent is None:
            # What has no parent counts as its own bound.
            self.depth = self.barrier = self.special = self.stop = 0
            self.host = 0 if has_html_inside else -1
            self.html = -1 if is_foreign else 0
        else:
            self.depth = depth = parent.depth + 1
            self.barrier = depth if known.is_barrier else parent.barrier
            self.special = depth if known.is_special else parent.special
            self.stop = depth if known.is_stop else parent.stop
            self.host = depth if has_html_inside else parent.host
            self.html = parent.html if is_foreign else depth


class OpenElements:
    """A stack of elements that also knows them by name, in constant time."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._open: list[Node] = []
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        """Of the open elements by name; foreign ones under ``/name``."""
        self._formatting: list[Node | None] = []
        """What formats, open or to go on; None where one of ``_FORMATTING_ENDS_AT`` begins."""

        self.copies: list[tuple[Node, Node]] = []
        """Those that the last token has opened, outermost first, each behind what it goes on."""
        self.moved: Sequence[Node] = ()
        """Those that the last token has moved out of formatting that it ends, and that formatting,
        outermost first.
        """
        self._reaches_out = False
        """The last tag has ended a link by another one or formatting outside of a block, or says
        something of what is around.
        """

    @property
    def current(self) -> Node | None:
        """The innermost open element, be it a copy."""
        return self._open[-1] if self._open else None

    @property
    def has_waiting(self) -> bool:
        """Formatting that a block has ended waits to go on."""
        last = self._formatting[-1] if self._formatting else None
        return last is not None and not self._is_open(last)

    def end_current(self) -> None:
        """Close the innermost element, by its own end tag."""
        self._forget(self._open.pop())

    def close_all(self) -> list[Node]:
        """Close what the end of the page leaves open."""
        return self._pop_to(0)

    def _barrier(self) -> int:
        """Give the depth of the element that bounds ordinary scope, -1 for none."""
        current = self.current
        if current is None:
            return -1
        return current.barrier if self._open[current.barrier].traits.is_barrier else -1

    def _last(self, *names: str) -> int:
        """Give the depth of the innermost open element of these names, -1 for none."""
        return max((self._depths[name][-1] for name in names if self._depths[name]), default=-1)

    def _pop_to(self, depth: int) -> list[Node]:
        """Close the element at *depth* and all inside it, and what was over around it."""
        while depth and self._open[depth - 1].is_over:
            depth -= 1
        closed = self._open[: depth - 1 if depth else None : -1]
        del self._open[depth:]
        for node in closed:
            self._forget(node)
        return closed

    def _is_open(self, node: Node) -> bool:
        return node.depth < len(self._open) and self._open[node.depth] is node

    def _push(self, node: Node) -> None:
        name = node.name
        self._open.append(node)
        self._depths["/" + name if node.is_foreign else name].append(node.depth)
        if name in _FORMATTING_ENDS_AT and not node.is_foreign:
            self._formatting.append(None)

    def _forget(self, node: Node) -> None:
        """Take an element from those that end tags look for."""
        name = node.name
        depths = self._depths["/" + name if node.is_foreign else name]
        # One that is over is no longer there.
        if depths and depths[-1] == node.depth:
            depths.pop()
        if name in _FORMATTING_ENDS_AT and not node.is_foreign:
            while self._formatting.pop() is not None:
                pass

    def _go_on(self, place: int) -> None:
        """Let formatting that a block has ended go on, in copies (HTML Standard, 13.2.4.3)."""
        at = len(self._formatting)
        waiting: list[Node] = []
        while at and (node := self._formatting[at - 1]) is not None and not self._is_open(node):
            waiting.append(node)
            at -= 1
        for node in reversed(waiting):
            copy = Node(
                node.traits,
                node.start,
                node.end,
                self.current,
                place=place,
            )
            self._push(copy)
            self.copies.append((node, copy))
            self._formatting[at] = copy
            at += 1

    def _note_formatting(self, node: Node) -> None:
        """Note that what formats goes on behind the blocks that end it."""
        size = node.end - node.start
        written = self._markup[node.start : node.end]
        alike: list[int] = []
        at = len(self._formatting)
        while at and (other := self._formatting[at - 1]) is not None:
            at -= 1
            if other.end - other.start == size and self._markup.startswith(written, other.start):
                alike.append(at)
        if len(alike) == _MOST_ALIKE:
            del self._formatting[alike[-1]]
        elif len(self._formatting) - at == _MOST_FORMATTING:
            del self._formatting[at]
        self._formatting.append(node)

    def _noted(self, name: str) -> int | None:
        """Give the place of the innermost formatting of a name."""
        at = len(self._formatting)
        while at and (node := self._formatting[at - 1]) is not None:
            at -= 1
            if node.name == name:
                return at
        return None

    def _end_formatting(self, name: str) -> list[Node] | None:
        """End the innermost formatting of a name, and close what ends with it (HTML Standard,
        13.2.6.4.7, the "adoption agency algorithm"); None where there is none.
        """
        at = self._noted(name)
        if at is None:
            return None
        node = self._formatting[at]
        assert node is not None
        if not self._is_open(node):
            del self._formatting[at]
            return []
        if node.depth <= self._barrier():
            return []
        del self._formatting[at]
        last_block = self._open[-1].special
        if last_block <= node.depth:
            return self._pop_to(node.depth)
        self._reaches_out = True
        # <b><i><p><u>…</b>: the p stays open and so does the i, the b is over, and the u goes
        # on. Anything else between is over like the b.
        noted = self._formatting[at:]
        for inner in self._open[last_block - 1 : node.depth - 1 if node.depth else None : -1]:
            if not (inner.traits.is_special or inner.is_over or inner in noted):
                self._leave_behind(inner)
                inner.is_outlived = True
        self.moved = self._open[node.depth : last_block + 1]
        return self._pop_to(last_block + 1)

    def _leave_behind(self, node: Node) -> None:
        """End an element that holds some which stay open."""
        node.is_over = True
        depths = self._depths[node.name]
        at = bisect_left(depths, node.depth)
        del depths[at : at + 1]
