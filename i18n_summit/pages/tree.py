"""Which elements are open at each token of a page: the part of tree construction that
inheritance needs (HTML Standard, 13.2.6), in constant time a token.

Implied end tags, scopes, svg and math, and misnested formatting are followed.
Not followed: elements that the page does not write (``html``, ``tbody``), content
moved out of tables, and the copies that misnested formatting leaves behind.
"""

from collections import defaultdict
from collections.abc import Sequence

from i18n_summit.pages.tokens import Kind, Token, Tokenizer, attributes, is_self_closing

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param"
    " source track wbr".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSES_P = HEADINGS | frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hgroup hr li listing main menu nav ol p"
    " plaintext pre search section summary table ul xmp".split()
)
_BARRIERS = frozenset("applet caption html marquee object table td template th".split())
_SPECIAL = (
    VOID
    | _BARRIERS
    | (_CLOSES_P - {"dialog", "search"})
    | frozenset(
        "body button colgroup frameset head iframe noembed noframes noscript optgroup"
        " script select style tbody textarea tfoot thead title tr".split()
    )
) - {"optgroup"}
_HEAD_CONTENT = frozenset(
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
_HOSTS_OF_HTML = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext title".split())
_NOT_FOREIGN = (
    _FORMATTING - {"a"}
    | HEADINGS
    | frozenset(
        "blockquote body br center dd div dl dt embed head hr img li menu meta nobr ol p pre"
        " ruby span sub sup table ul var".split()
    )
)
_LIST_TRANSPARENT = frozenset({"address", "div", "p"})


class Node:
    """An element of the page, known by its start tag."""

    __slots__ = (
        "barrier",
        "depth",
        "host",
        "is_foreign",
        "is_void",
        "name",
        "parent",
        "special",
        "stop",
        "token",
    )

    def __init__(
        self, token: Token, parent: "Node | None", *, is_foreign: bool, is_void: bool
    ) -> None:
        self.token = token
        self.name = token.name
        self.parent = parent
        self.is_foreign = is_foreign
        """In svg or math."""
        self.is_void = is_void
        """Without content: it was never open."""
        depth = 0 if parent is None else parent.depth + 1
        self.depth: int = depth
        # The depth of the nearest element, this one included, that …
        hosts = is_foreign and self.name in _HOSTS_OF_HTML
        is_special = hosts or (not is_foreign and self.name in _SPECIAL)
        is_barrier = hosts or (not is_foreign and self.name in _BARRIERS)
        is_stop = is_special and self.name not in _LIST_TRANSPARENT
        self.barrier: int = depth if is_barrier or parent is None else parent.barrier
        """… bounds what an end tag may close."""
        self.special: int = depth if is_special or parent is None else parent.special
        """… an unknown end tag does not look past."""
        self.stop: int = depth if is_stop or parent is None else parent.stop
        """… a ``<li>`` does not look past."""
        around = -1 if parent is None else parent.host
        self.host: int = depth if hosts or not is_foreign else around
        """… has HTML inside; -1 for none."""


class Tree:
    """The open elements of a page, fed token by token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._markup = tokenizer.markup
        self._open: list[Node] = []
        self._has_doctype = False
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        """Of the open elements by name; foreign ones under ``/name``."""

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
        else:
            if token.kind is Kind.DOCTYPE and not self._open:
                self._has_doctype = True
            return (), None
        self._tokenizer.is_foreign = bool(self._open) and self._open[-1].is_foreign
        return closed, opened

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
            closed += self._close_implied(name)
        is_void = is_self_closing(self._markup, token) if is_foreign else name in VOID
        node = Node(token, self.current, is_foreign=is_foreign, is_void=is_void)
        if not is_void:
            self._depths[self._key(node)].append(node.depth)
            self._open.append(node)
        return closed, node

    def _close_implied(self, name: str) -> list[Node]:
        """Close what cannot stay open around a new HTML element."""
        closed: list[Node] = []
        if name not in _HEAD_CONTENT and self._depths["head"]:
            closed += self._pop_to(self._depths["head"][-1])
        current = self.current
        if current is None:
            return closed
        stop = self._open[current.stop].name
        if stop in _CLOSED_IN_LIST.get(name, ()):
            closed += self._pop_to(current.stop)
        elif name in _CLOSED_IN_TABLE:
            closed += self._pop_outermost(_CLOSED_IN_TABLE[name], self._last("table", "template"))
        elif name in _CLOSED_IN_RUBY:
            closed += self._pop_outermost(_CLOSED_IN_RUBY[name], self._last("ruby", "rtc"))
        elif name in _CLOSED_IN_SELECT:
            closed += self._pop_outermost(_CLOSED_IN_SELECT[name], self._last("select", "datalist"))
        elif name in ("a", "nobr", "button"):
            depth = self._last(name)
            if depth >= 0 and depth > self._barrier():
                closed += self._pop_formatting(name, depth)
        # Without a doctype browsers keep to an old rule: a table may stand in a p.
        if name in _CLOSES_P and (name != "table" or self._has_doctype):
            depth = self._last("p")
            if depth >= 0 and depth > max(self._barrier(), self._last("button")):
                closed += self._pop_to(depth)
        if name in HEADINGS and self._open and self._open[-1].name in HEADINGS:
            closed += self._pop_to(len(self._open) - 1)
        return closed

    def _end(self, token: Token) -> Sequence[Node]:
        name = token.name
        current = self.current
        if current is None:
            return ()
        if current.is_foreign:
            depth = self._last("/" + name)
            if depth > current.host or (depth >= 0 and depth == current.host == current.depth):
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
        elif name not in _SPECIAL and name not in _FORMATTING and name not in _CLOSES_P:
            # An inline or unknown element does not end around a block.
            barrier = current.special - (self._open[current.special].name == name)
        elif name in _BARRIERS:
            barrier = depth - 1
        if depth <= barrier:
            return ()
        return self._pop_formatting(name, depth)

    def _pop_formatting(self, name: str, depth: int) -> list[Node]:
        """Close the element at *depth*; one that formats ends alone where it holds a block."""
        current = self._open[-1]
        if name in _FORMATTING and current.special > depth:
            # <b><p>…</b>: the p stays open, the b is over.
            self._depths[name].pop()
            return []
        return self._pop_to(depth)

    def _barrier(self) -> int:
        """Give the depth of the element that bounds ordinary scope, -1 for none."""
        current = self.current
        if current is None:
            return -1
        bound = self._open[current.barrier]
        is_real = bound.name in (_HOSTS_OF_HTML if bound.is_foreign else _BARRIERS)
        return current.barrier if is_real else -1

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
        return any(a.name in ("color", "face", "size") for a in attributes(self._markup, token))
