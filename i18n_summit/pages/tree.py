"""Which elements are open at each token of a page: the part of tree construction that
inheritance needs (HTML Standard, 13.2.6), in constant time a token.

Implied end tags, scopes, svg and math, and misnested formatting are followed.
Not followed: elements that the page does not write (``html``, ``tbody``), content
moved out of tables, and the copies that misnested formatting leaves behind.
"""

from collections import defaultdict
from collections.abc import Sequence

from i18n_summit.pages.kinds import CLOSES_P, FORMATTING, HEADINGS, VOID, Traits, traits
from i18n_summit.pages.tokens import SPACE, Kind, Token, Tokenizer, attributes, is_self_closing

HEAD_CONTENT = frozenset(
    "base basefont bgsound link meta noframes noscript script style template title".split()
)
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_CELLS = frozenset({"td", "th"})
_CLOSED_IN_TABLE = {
    "caption": _CELLS | _ROW_GROUPS | {"caption", "colgroup", "tr"},
    "col": _CELLS | _ROW_GROUPS | {"caption", "tr"},
    "colgroup": _CELLS | _ROW_GROUPS | {"caption", "colgroup", "tr"},
    "tbody": _CELLS | _ROW_GROUPS | {"caption", "colgroup", "tr"},
    "thead": _CELLS | _ROW_GROUPS | {"caption", "colgroup", "tr"},
    "tfoot": _CELLS | _ROW_GROUPS | {"caption", "colgroup", "tr"},
    "tr": _CELLS | {"caption", "colgroup", "tr"},
    "td": _CELLS | {"caption", "colgroup"},
    "th": _CELLS | {"caption", "colgroup"},
}
_CLOSED_IN_LIST = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
_CLOSED_IN_RUBY = {
    "rb": frozenset({"rb", "rp", "rt", "rtc"}),
    "rtc": frozenset({"rb", "rp", "rt", "rtc"}),
    "rp": frozenset({"rb", "rp", "rt"}),
    "rt": frozenset({"rb", "rp", "rt"}),
}
_CLOSED_IN_SELECT = {
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
}
_NOT_FOREIGN = (
    FORMATTING - {"a"}
    | HEADINGS
    | frozenset(
        "blockquote body br center dd div dl dt embed head hr img li menu meta nobr ol p pre"
        " ruby span sub sup table ul var".split()
    )
)
# Where these stand directly in one of those, nothing that is open ends with them.
_USUAL_PARENTS = {
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tr": _ROW_GROUPS | {"table"},
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "caption": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "col": frozenset({"colgroup"}),
    "li": frozenset({"menu", "ol", "ul"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "option": frozenset({"datalist", "optgroup", "select"}),
    "optgroup": frozenset({"select"}),
}


class Node:
    """An element of the page, known by its start tag."""

    __slots__ = (
        "barrier",
        "depth",
        "end",
        "host",
        "html",
        "is_foreign",
        "is_void",
        "name",
        "parent",
        "special",
        "start",
        "stop",
        "traits",
    )

    def __init__(
        self,
        known: Traits,
        start: int,
        end: int,
        parent: "Node | None",
        *,
        is_foreign: bool = False,
        is_void: bool = False,
    ) -> None:
        self.traits = known
        self.name = known.name
        self.start = start
        """Offset of its start tag."""
        self.end = end
        self.parent = parent
        self.is_foreign = is_foreign
        """In svg or math."""
        self.is_void = is_void
        """Without content: it was never open."""
        # What has no parent counts as its own bound.
        depth = 0 if parent is None else parent.depth + 1
        self.depth: int = depth
        # The depth of the nearest element, this one included, that …
        self.barrier: int = depth if known.is_barrier or parent is None else parent.barrier
        """… bounds what an end tag may close."""
        self.special: int = depth if known.is_special or parent is None else parent.special
        """… an unknown end tag does not look past."""
        self.stop: int = depth if known.is_stop or parent is None else parent.stop
        """… a ``<li>`` does not look past."""
        around = -1 if parent is None else parent.host
        self.host: int = depth if not is_foreign or known.hosts_html else around
        """… has HTML inside; -1 for none."""
        outer = -1 if parent is None else parent.html
        self.html: int = outer if is_foreign else depth
        """… is HTML; -1 for none."""


class Tree:
    """The open elements of a page, fed token by token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._markup = tokenizer.markup
        self._open: list[Node] = []
        self._has_doctype = False
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        """Of the open elements by name; foreign ones under ``/name``."""
        self._heads = self._depths["head"]
        self._paragraphs = self._depths["p"]
        self._tables = self._depths["table"]
        self._links = (self._depths["a"], self._depths["nobr"])

    @property
    def is_foreign(self) -> bool:
        """The innermost open element is in svg or math."""
        return bool(self._open) and self._open[-1].is_foreign

    @property
    def has_link(self) -> bool:
        """An ``<a>`` or ``<nobr>`` would end one that is open."""
        return bool(self._links[0] or self._links[1])

    @property
    def has_head(self) -> bool:
        """The head is open: what is no part of it ends it."""
        return bool(self._heads)

    @property
    def current(self) -> Node | None:
        """The innermost open element."""
        return self._open[-1] if self._open else None

    def feed(self, token: Token) -> tuple[Sequence[Node], Node | None]:
        """Take the next token; give the elements that it closes, innermost first, and the one
        that it opens.

        A void element is given as opened and never as closed.
        """
        if token.kind is Kind.START:
            closed, opened = self._start(token)
        elif token.kind is Kind.END:
            closed, opened = self._end(token), None
        elif self._heads and token.kind is Kind.TEXT:
            return self._text(token), None
        else:
            if token.kind is Kind.DOCTYPE and not self._open:
                self._has_doctype = True
            return (), None
        self._tokenizer.is_foreign = self.is_foreign
        return closed, opened

    def is_at_home(self, name: str) -> bool:
        """Tell at a glance that a block can begin here and nothing that is open ends with it.

        Where the answer is no, ``feed`` looks closer.
        """
        if self._heads or (self._paragraphs and name in CLOSES_P):
            return False
        if not self._open:
            return True
        around = self._open[-1]
        if around.is_foreign:
            return False
        parents = _USUAL_PARENTS.get(name)
        if parents is not None:
            return around.name in parents
        if name == "table" and self._tables:
            return False
        return name not in HEADINGS or around.name not in HEADINGS

    def begin(self, name: str, start: int, end: int) -> Node:
        """Open a block where it is at home; a void one is not open after it."""
        around = self._open[-1] if self._open else None
        is_void = name in VOID
        node = Node(traits(name), start, end, around, is_void=is_void)
        if not is_void:
            self._depths[name].append(node.depth)
            self._open.append(node)
        return node

    def end_current(self) -> None:
        """Close the innermost element, by its own end tag."""
        node = self._open.pop()
        self._depths[node.name].pop()

    def close_all(self) -> list[Node]:
        """Close what the end of the page leaves open."""
        return self._pop_to(0)

    def _start(self, token: Token) -> tuple[Sequence[Node], Node | None]:
        name = token.name
        closed: list[Node] = []
        current = self.current
        is_foreign = name in ("svg", "math")
        if current is not None and current.is_foreign and current.host != current.depth:
            if name in _NOT_FOREIGN or (name == "font" and self._is_html_font(token)):
                closed += self._pop_to(current.host + 1)
            else:
                is_foreign = True
        if not is_foreign:
            if name in ("html", "body") and self._depths[name]:
                return closed, None  # Its attributes count for the first one.
            if name in ("input", "select") and self._last("select") >= max(self._barrier(), 0):
                closed += self._pop_to(self._last("select"))
                if name == "select":
                    return closed, None  # It ends the one that is open, and no more.
            closed += self._close_implied(name)
        is_void = is_self_closing(self._markup, token) if is_foreign else name in VOID
        node = Node(
            traits(name, is_foreign=is_foreign),
            token.start,
            token.end,
            self.current,
            is_foreign=is_foreign,
            is_void=is_void,
        )
        if not is_void:
            self._depths[self._key(node)].append(node.depth)
            self._open.append(node)
        return closed, node

    def _close_implied(self, name: str) -> list[Node]:
        """Close what cannot stay open around a new HTML element."""
        closed: list[Node] = []
        if name not in HEAD_CONTENT and self._depths["head"]:
            closed += self._pop_to(self._depths["head"][-1])
        current = self.current
        if current is None:
            return closed
        stop = self._open[current.stop].name
        if stop in _CLOSED_IN_LIST.get(name, ()):
            closed += self._pop_to(current.stop)
        elif name in _CLOSED_IN_TABLE:
            closed += self._pop_outermost(_CLOSED_IN_TABLE[name], self._last("table", "template"))
        elif name == "table":
            depth = self._last("table")
            if depth > self._last("caption", "td", "th", "template"):
                closed += self._pop_to(depth)  # A table in a table stands in a cell.
        elif name in _CLOSED_IN_RUBY:
            closed += self._pop_outermost(_CLOSED_IN_RUBY[name], self._last("ruby", "rtc"))
        elif name in _CLOSED_IN_SELECT:
            closed += self._pop_outermost(_CLOSED_IN_SELECT[name], self._last("select", "datalist"))
        elif name in ("a", "nobr", "button"):
            depth = self._last(name)
            if depth >= 0 and depth > self._barrier():
                closed += self._pop_formatting(name, depth)
        # Without a doctype browsers keep to an old rule: a table may stand in a p.
        if name in CLOSES_P and (name != "table" or self._has_doctype):
            depth = self._last("p")
            if depth >= 0 and depth > max(self._barrier(), self._last("button")):
                closed += self._pop_to(depth)
        if name in HEADINGS and self._open and self._open[-1].name in HEADINGS:
            closed += self._pop_to(len(self._open) - 1)
        return closed

    def _text(self, token: Token) -> Sequence[Node]:
        """Close the head where a text stands directly in it."""
        is_in_head = self._open[-1].name == "head"
        if is_in_head and self._markup[token.start : token.end].strip(SPACE):
            return self._pop_to(len(self._open) - 1)
        return ()

    def _end(self, token: Token) -> Sequence[Node]:
        name = token.name
        current = self.current
        if current is None:
            return ()
        if current.is_foreign:
            depth = self._last("/" + name)
            if depth > current.html:
                return self._pop_to(depth)
        barrier = self._barrier()
        depth = self._last(*HEADINGS) if name in HEADINGS else self._last(name)
        if depth < 0:
            return ()
        if name in ("html", "body"):
            return ()  # What follows still belongs to it.
        if name == "p":
            barrier = max(barrier, self._last("button"))
        elif name == "li":
            barrier = max(barrier, self._last("ol", "ul"))
        elif name in _CLOSED_IN_TABLE or name in ("table", "template"):
            barrier = self._last("table", "template") - (name in ("table", "template"))
        elif not (traits(name).is_special or name in FORMATTING or name in CLOSES_P):
            # An inline or unknown element does not end around a block.
            barrier = current.special - (self._open[current.special].name == name)
        elif traits(name).is_barrier:
            barrier = depth - 1
        if depth <= barrier:
            return ()
        return self._pop_formatting(name, depth)

    def _pop_formatting(self, name: str, depth: int) -> list[Node]:
        """Close the element at *depth*; one that formats ends alone where it holds a block."""
        current = self._open[-1]
        if name in FORMATTING and current.special > depth:
            # <b><p>…</b>: the p stays open, the b is over.
            self._depths[name].pop()
            return []
        return self._pop_to(depth)

    def _barrier(self) -> int:
        """Give the depth of the element that bounds ordinary scope, -1 for none."""
        current = self.current
        if current is None:
            return -1
        return current.barrier if self._open[current.barrier].traits.is_barrier else -1

    def _last(self, *names: str) -> int:
        """Give the depth of the innermost open element of these names, -1 for none."""
        return max((self._depths[name][-1] for name in names if self._depths[name]), default=-1)

    def _pop_outermost(self, names: frozenset[str], within: int) -> list[Node]:
        """Close up to the outermost of *names* that is deeper than *within*."""
        found = [depth for name in names for depth in self._depths[name][-1:] if depth > within]
        return self._pop_to(min(found)) if found else []

    def _pop_to(self, depth: int) -> list[Node]:
        """Close the element at *depth* and all inside it."""
        closed = self._open[: depth - 1 if depth else None : -1]
        del self._open[depth:]
        for node in closed:
            depths = self._depths[self._key(node)]
            # One that an end tag ended early is no longer there.
            if depths and depths[-1] == node.depth:
                depths.pop()
        return closed

    def _key(self, node: Node) -> str:
        return "/" + node.name if node.is_foreign else node.name

    def _is_html_font(self, token: Token) -> bool:
        return any(
            a.name in ("color", "face", "size")
            for a in attributes(self._markup, token.start, token.end)
        )
