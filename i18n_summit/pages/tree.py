"""Which elements are open at each token of a page: the part of tree construction that
inheritance needs (HTML Standard, 13.2.6), in constant time a token.

Implied end tags, scopes, svg and math, and misnested formatting are followed.
Not followed: elements that the page does not write (``html``, ``tbody``), and content
moved out of tables or out of formatting that ends inside it.
"""

from collections.abc import Sequence

from i18n_summit.pages.contexts import (
    CELLS,
    ENDS_UNSAID,
    HEAD_CONTENT,
    ROW_GROUPS,
    TABLE_PARTS,
    Contexts,
)
from i18n_summit.pages.kinds import CLOSES_P, FORMATTING, HEADINGS, HOSTS_OF_HTML, VOID, traits
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.tokens import SPACE, Kind, Token, Tokenizer, attributes, is_self_closing

_PARTS_STAND_IN = {
    **dict.fromkeys(ROW_GROUPS | {"caption", "colgroup"}, ("table", "template")),
    **dict.fromkeys(CELLS, ("table", "template", *ROW_GROUPS, "tr")),
    "col": ("table", "template", "colgroup"),
    "tr": ("table", "template", *ROW_GROUPS),
}
"""What parts of tables stand in: all that is open in the innermost of these ends before them."""
_CLOSED_IN_LIST = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
_RUBY = {
    "rb": ENDS_UNSAID,
    "rtc": ENDS_UNSAID,
    "rp": ENDS_UNSAID - {"rtc"},
    "rt": ENDS_UNSAID - {"rtc"},
}
"""What ends before a part of ruby."""
_CLOSED_IN_SELECT = {
    "option": ENDS_UNSAID - {"optgroup"},
    "optgroup": ENDS_UNSAID,
}
_NOT_FOREIGN = (
    FORMATTING - {"a", "font"}
    | HEADINGS
    | frozenset(
        "blockquote body br center dd div dl dt embed head hr img li listing menu meta nobr ol p"
        " pre ruby span sub sup table ul var".split()
    )
)
_ENCODINGS_OF_HTML = frozenset({"text/html", "application/xhtml+xml"})
_BESIDE_FORMATTING = (HEAD_CONTENT | CLOSES_P | TABLE_PARTS | _RUBY.keys()) - {
    "noscript",
    "xmp",
} | frozenset("body frame frameset html iframe noembed param source textarea track".split())
"""Before these, formatting that a block has ended does not go on; before text it does."""
_UNWRITTEN = {"tbody": CELLS | {"tr"}, "tr": CELLS}
"""Parts of tables that browsers make where a page does not write them, and what is in them."""
# Where these stand directly in one of those, nothing that is open ends with them.
_USUAL_PARENTS = {
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tr": ROW_GROUPS | {"table"},
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


class Tree(Contexts):
    """The open elements of a page, fed token by token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__(tokenizer)
        self._has_doctype = False
        self.strays: dict[str, list[Token]] = {"html": [], "body": []}
        """Tags that were dropped, whose attributes count where the first tag has none."""
        self._heads = self._depths["head"]
        self._paragraphs = self._depths["p"]
        self._tables = self._depths["table"]

    @property
    def is_foreign(self) -> bool:
        """The innermost open element is in svg or math."""
        return bool(self._open) and self._open[-1].is_foreign

    @property
    def has_link(self) -> bool:
        """An ``<a>`` or ``<nobr>`` would end one."""
        if not self._formatting:
            return False
        return self._noted("a") is not None or self._noted("nobr") is not None

    @property
    def needs_text(self) -> bool:
        """A text or a block begins the body, ends something, the head or what is over, or lets
        formatting go on.
        """
        if self._heads or self._is_before_body or (self._open and self._open[-1].is_over):
            return True
        return bool(self._formatting) and self.has_waiting

    def feed(self, token: Token) -> tuple[Sequence[Node], Node | None]:
        """Take the next token; give the elements that it closes, innermost first, and the one
        that it opens: one that is void as never closed. Copies around that are in ``copies``,
        what is moved in ``moved``.
        """
        opened: Node | None = None
        closed: list[Node] = []
        self.copies = []
        self.moved = ()
        self._reaches_out = False
        begins_body = self._is_before_body and self.begins_body(token)
        if self._open and self._open[-1].is_over:
            closed = self._pop_to(len(self._open))
        if token.kind is Kind.START:
            opened = self._start(token, closed)
        elif token.kind is Kind.END:
            closed += self._end(token)
        elif token.kind is Kind.TEXT:
            closed += self._text(token)
        elif token.kind is Kind.TEMPLATE and self._markup.startswith("<%", token.start):
            self._go_on_at_text(token.start)  # Browsers see a text, or what it writes is one.
        elif token.kind is Kind.DOCTYPE and not self._open:
            self._has_doctype = True
        if self._is_before_body:
            self._is_before_head = self._is_before_head and not self._begins_head(token)
            self._is_before_body = not begins_body
        self._tokenizer.is_foreign = self.is_foreign
        return closed, opened

    def has_tangled(self, token: Token, closed: Sequence[Node], opened: Node | None) -> bool:
        """Tell whether the tag that was fed last has left markup which browsers mend by what
        stands where: formatting that waits to go on, something ended by the tag of another, a
        link by one that begins, an element beside which formatting goes on and before which it
        would not, or an end tag that an element in between keeps from its own. So is all that
        stands in a table outside of its cells or in a frameset, and a ``</br>`` in a template.
        """
        if self.is_around_cells or self._depths["frameset"]:
            return True
        if self._parts_of_templates and token.kind is Kind.END and token.name == "br":
            return True
        is_kept = token.kind is Kind.END and not closed and token.name not in ("body", "html")
        if is_kept and self._depths.get(token.name):
            return True
        if self.has_waiting:
            return True
        for node in closed:
            is_own_end = token.kind is Kind.END and token.name == node.name
            can_miss_end = _is_in_ruby(node) and token.kind is Kind.END
            needs_end = not (node.traits.is_block or can_miss_end)
            if needs_end and (not is_own_end or node.is_copy):
                return True
        around = opened.parent if opened is not None else None
        is_in_copy = around is not None and around.is_copy
        return is_in_copy and opened is not None and opened.name in _BESIDE_FORMATTING

    def has_tangled_around(self, opened: Node | None) -> bool:
        """Tell whether the tag that was fed last is one that browsers mend by what stands around
        all that it stands in: a link by which another one ends, an end tag of formatting that
        began outside of a block, a form's that ends or begins none here, attributes of a page
        that has some already, or what not all browsers leave where it is.
        """
        return self._reaches_out or (opened is not None and self._is_in_doubt(opened))

    def is_at_home(self, name: str) -> bool:
        """Tell at a glance that a block can begin here and nothing that is open ends with it.

        Where the answer is no, ``feed`` looks closer.
        """
        if self._heads or (self._paragraphs and name in CLOSES_P):
            return False
        if not self._open:
            return name not in _USUAL_PARENTS and (name != "form" or self._form is None)
        around = self._open[-1]
        if around.is_foreign or around.is_over or around.name == "template":
            return False
        if name == "form" and (self._form is not None or self._tables):
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
            self._push(node)
        return node

    def _start(self, token: Token, closed: list[Node]) -> Node | None:
        """Give the element that a start tag opens; add those that it closes to *closed*."""
        name = token.name
        around = self.current
        is_foreign = name in ("svg", "math")
        is_in_html = True
        if around is not None and around.is_foreign and around.host != around.depth:
            if name in _NOT_FOREIGN or (name == "font" and self._is_html_font(token)):
                closed += self._pop_to(around.host + 1)
            else:
                is_foreign, is_in_html = True, False
        if not is_foreign:
            if self._is_dropped(name):
                strays = self.strays.get(name, [])
                self._reaches_out = name == "form" or bool(strays)
                if not self._parts_of_templates:
                    strays.append(token)
                return None
            if name in ("input", "select") and self._last("select") >= max(self._barrier(), 0):
                closed += self._pop_to(self._last("select"))
                if name == "select":
                    return None  # It ends the one that is open, and no more.
            closed += self._close_implied(name)
        if is_in_html and name not in _BESIDE_FORMATTING:
            self._go_on(token.start)
        is_void = is_self_closing(self._markup, token) if is_foreign else self._is_void(name)
        hosts_html = is_foreign and self._hosts_html(token)
        node = Node(
            traits(name, is_foreign=is_foreign, hosts_html=hosts_html),
            token.start,
            token.end,
            self.current,
            is_foreign=is_foreign,
            is_void=is_void,
        )
        if name == "form" and is_void:
            self._note_form(node)
        if not is_void:
            self._push(node)
            if name in FORMATTING and not is_foreign:
                self._note_formatting(node)
        return node

    def _close_implied(self, name: str) -> list[Node]:
        """Close what cannot stay open around a new HTML element."""
        closed: list[Node] = []
        if name not in HEAD_CONTENT and self._depths["head"]:
            closed += self._pop_to(self._depths["head"][-1])
        if name in ("a", "nobr"):
            return closed + self._end_alike(name)
        current = self.current
        if current is None:
            return closed
        stop = self._open[current.stop].name
        if stop in _CLOSED_IN_LIST.get(name, ()):
            closed += self._pop_to(current.stop)
        elif name in _PARTS_STAND_IN:
            closed += self._pop_to(self._last(*_PARTS_STAND_IN[name]) + 1)
        elif name == "table":
            depth = self._last("table")
            if depth > self._last("caption", "td", "th", "template"):
                closed += self._pop_to(depth)  # A table in a table stands in a cell.
        elif name in _RUBY and self._last("ruby") > self._barrier():
            closed += self._pop_while(_RUBY[name])
        elif name in _CLOSED_IN_SELECT:
            if self._last("select") >= max(self._barrier(), 0):
                closed += self._pop_while(_CLOSED_IN_SELECT[name])
            else:
                closed += self._pop_while(frozenset({"option"}), most=1)
        elif name == "hr" and self._last("select") >= max(self._barrier(), 0):
            closed += self._pop_while(ENDS_UNSAID)
            self._reaches_out = any(node.name not in _CLOSED_IN_SELECT for node in closed)
        elif name == "button":
            depth = self._last(name)
            if depth >= 0 and depth > self._barrier():
                closed += self._pop_to(depth)
        # Without a doctype browsers keep to an old rule: a table may stand in a p.
        if name in CLOSES_P and (name != "table" or self._has_doctype):
            depth = self._last("p")
            if depth >= 0 and depth > max(self._barrier(), self._last("button")):
                closed += self._pop_to(depth)
        if name in HEADINGS and self._open and self._open[-1].name in HEADINGS:
            closed += self._pop_to(len(self._open) - 1)
        return closed

    def _end_alike(self, name: str) -> list[Node]:
        """End a link before one that begins."""
        at = self._noted(name)
        if at is None:
            return []
        self._reaches_out = True
        node = self._formatting[at]
        closed = self._end_formatting(name) or []
        if name == "a" and node is not None and self._is_open(node) and not node.is_over:
            del self._formatting[at]  # Its end tag would not reach it.
            self._leave_behind(node)
        return closed

    def _text(self, token: Token) -> Sequence[Node]:
        """Close the head where a text stands directly in it; else let formatting go on."""
        around = self.current
        if around is not None and around.name == "head":
            if self._markup[token.start : token.end].strip(SPACE):
                return self._pop_to(len(self._open) - 1)
        elif not token.name:
            self._go_on_at_text(token.start)
        return ()

    def _go_on_at_text(self, start: int) -> None:
        """Let formatting go on around a text that begins there."""
        around = self.current
        is_in_html = around is None or not around.is_foreign or around.host == around.depth
        if self.has_waiting and is_in_html and not self.is_around_cells:
            self._go_on(start)

    def _end(self, token: Token) -> Sequence[Node]:
        name = token.name
        current = self.current
        if current is not None and current.is_foreign:
            depth = self._last("/" + name)
            if depth > current.html:
                return self._pop_to(depth)
            if name in ("br", "p") and current.host != current.depth:
                return [*self._pop_to(current.host + 1), *self._end(token)]
        if name == "br":
            self._go_on(token.start)  # It is a start tag.
            return ()
        if name in FORMATTING:
            closed = self._end_formatting(name)
            if closed is not None:
                return closed
        if name == "form" and not self._depths["template"]:
            closed = self._end_form()
            self._reaches_out = all(node.name != "form" for node in closed)
            return closed
        if current is None:
            return ()
        barrier = self._barrier()
        depth = self._last(*HEADINGS) if name in HEADINGS else self._last(name)
        if depth < 0 and name not in _UNWRITTEN:
            return ()
        if name in ("html", "body"):
            return ()  # What follows still belongs to it.
        if name == "p":
            barrier = max(barrier, self._last("button"))
        elif name == "li":
            barrier = max(barrier, self._last("ol", "ul"))
        elif name in _UNWRITTEN and depth < self._last("table", "template"):
            return self._end_unwritten(name)
        elif name in TABLE_PARTS or name in ("table", "template"):
            barrier = self._last("table", "template") - (name in ("table", "template"))
        elif name == "noscript" or not (traits(name).is_special or name in CLOSES_P):
            # An inline or unknown element does not end around a block.
            barrier = current.special - (self._open[current.special].name == name)
        elif traits(name).is_barrier:
            barrier -= barrier == depth
        return self._pop_to(depth) if depth > barrier else ()

    def _end_unwritten(self, name: str) -> list[Node]:
        """Close what stands in a part of the table that browsers have made."""
        table = self._last("table", "template")
        if self._open[table].name != "table":
            return []
        if name == "tbody" and self._last(*ROW_GROUPS) > table:
            return []
        return self._pop_outermost(_UNWRITTEN[name], table)

    def _pop_outermost(self, names: frozenset[str], within: int) -> list[Node]:
        """Close up to the outermost of *names* that is deeper than *within*."""
        found = [depth for name in names for depth in self._depths[name][-1:] if depth > within]
        return self._pop_to(min(found)) if found else []

    def _hosts_html(self, token: Token) -> bool:
        """Tell whether a foreign element that begins has HTML inside."""
        around = self.current
        root = "math" if around is not None and around.is_in_math else "svg"
        if token.name not in HOSTS_OF_HTML[root]:
            return False
        return token.name != "annotation-xml" or any(
            a.name == "encoding"
            and self._markup[a.value_start : a.value_end].lower() in _ENCODINGS_OF_HTML
            for a in attributes(self._markup, token.start, token.end)
        )

    def _is_html_font(self, token: Token) -> bool:
        return any(
            a.name in ("color", "face", "size")
            for a in attributes(self._markup, token.start, token.end)
        )


def _is_in_ruby(node: Node) -> bool:
    """Tell whether a node is a part of ruby, whose end tag can be left out."""
    around = node.parent
    return node.name in _RUBY and around is not None and around.name in ("ruby", "rtc")
