"""Start tags that browsers drop where they stand: parts of tables outside of tables, a form in a
form, a second head (HTML Standard, 13.2.6.4).
"""

from i18n_summit.pages.kinds import VOID
from i18n_summit.pages.open_elements import Node, OpenElements
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.templates import TEMPLATE_MARK
from i18n_summit.pages.tokens import SPACE, Kind, Token, Tokenizer

ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
CELLS = frozenset({"td", "th"})
TABLE_PARTS = ROW_GROUPS | CELLS | {"caption", "col", "colgroup", "tr"}
HEAD_CONTENT = frozenset(
    "base basefont bgsound link meta noframes noscript script style template title".split()
)
ENDS_UNSAID = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
"""Elements whose end tags can be left out anywhere (HTML Standard, 13.2.6.3)."""
_AROUND_CELLS = ROW_GROUPS | {"table", "tr", "colgroup"}
"""What stands in these, and in no cell or caption of theirs, is moved before the table."""
_CONTEXTS = ("table", *TABLE_PARTS - {"col"}, "template")
_ENDS_SELECT = frozenset({"input", "keygen", "select", "textarea"})
"""What older browsers end a ``select`` before."""
_STAND_IN = {
    "html": frozenset[str](),
    "head": frozenset({"html"}),
    "body": frozenset({"head", "html"}),
    "frameset": frozenset({"frameset", "head", "html"}),
    "frame": frozenset({"frameset"}),
}
"""What is dropped in any other element: of ``<html>`` and ``<body>`` the attributes count."""
_BEFORE_BODY = HEAD_CONTENT | {"frameset", "head", "html", "noscript"}
_NOTHING = SPACE + "\0"
_KEEPS_BODY = frozenset(
    "applet area body br button dd dt embed hr iframe image img input keygen li listing marquee"
    " object pre select table template textarea wbr xmp".split()
)
"""Behind these a frameset counts for nothing (HTML Standard, 13.2.4.5, the "frameset-ok flag")."""
_ALL_OF_TEMPLATES = {
    "td": CELLS,
    "th": CELLS,
    "tr": CELLS | {"tr"},
    "col": frozenset({"col"}),
}
"""By what a template holds first, the parts of tables that it may hold; by other parts, all."""


class Contexts(OpenElements):
    """Open elements that know which start tags count for nothing."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__(tokenizer.markup)
        self._tokenizer = tokenizer
        self._is_before_head = True
        """Nothing has come yet that ends the head, or begins one that is not written."""
        self._is_before_body = True
        """Nothing has come yet that begins the body."""
        self._first_sure: int | None = None
        """Where the page has what no frameset can take the place of, once that was asked."""
        self._form: Node | None = None
        """The form that began last, until an end tag of one: also where it is no longer open."""
        self._parts_of_templates: list[frozenset[str] | None] = []
        """Of each open template: the parts of tables that it may hold; None where that is not
        said yet.
        """

    @property
    def is_around_cells(self) -> bool:
        """What comes next stands in a table, or in a template of its parts, and in no cell."""
        if not self._depths["table"] and not self._parts_of_templates:
            return False
        if self._open[-1].name in CELLS and not self._open[-1].is_foreign:
            return False  # As nearly all that tables hold does, and told in no time.
        around = self._context
        if around is None:
            return False
        if around.name != "template":
            return around.name in _AROUND_CELLS
        return bool(self._parts_of_templates[-1])

    def is_sure_of_body(self, at: int) -> bool:
        """Tell whether a frameset at an offset cannot be the page itself: a tag, a text or what
        else counts has begun the body.
        """
        if self._depths["body"]:
            return True
        if self._first_sure is None:
            self._first_sure = _first_sure(self._markup, self._tokenizer.start)
        return self._first_sure < at

    def end_current(self) -> None:
        """Close the innermost element, by its own end tag."""
        if self._open[-1] is self._form:
            self._form = None
        super().end_current()

    def _is_in_doubt(self, node: Node) -> bool:
        """Tell whether browsers of some age end a ``select`` before an element that begins, or
        take it to the head.
        """
        if node.name in _ENDS_SELECT and self._depths["select"]:
            return self._depths["select"][0] < node.depth
        around = node.parent
        return node.name in HEAD_CONTENT and (around is None or around.name == "html")

    def _push(self, node: Node) -> None:
        super()._push(node)
        if node.is_foreign:
            return
        if node.name == "template":
            self._parts_of_templates.append(None)
        elif node.name == "form":
            self._note_form(node)

    def _forget(self, node: Node) -> None:
        super()._forget(node)
        if node.name == "template" and not node.is_foreign:
            self._parts_of_templates.pop()

    def _note_form(self, node: Node) -> None:
        if not self._parts_of_templates:
            self._form = node

    def _end_form(self) -> list[Node]:
        """End the form that began last: what is open in it stays so."""
        node, self._form = self._form, None
        if node is None or not self._is_open(node) or node.depth <= self._barrier():
            return []
        closed = self._pop_while(ENDS_UNSAID)
        if self._open[-1] is node:
            return [*closed, *self._pop_to(node.depth)]
        self._leave_behind(node)
        return closed

    def _pop_while(self, names: frozenset[str], most: int | None = None) -> list[Node]:
        """Close the innermost elements, at most so many, as long as they have one of these
        names.
        """
        at = len(self._open)
        stop = 0 if most is None else at - most
        while at > stop and self._open[at - 1].name in names and not self._open[at - 1].is_foreign:
            at -= 1
        return self._pop_to(at) if at < len(self._open) else []

    @property
    def _context(self) -> Node | None:
        """The innermost table, part of one or template."""
        depth = self._last(*_CONTEXTS)
        return self._open[depth] if depth >= 0 else None

    def _is_dropped(self, name: str) -> bool:
        """Tell whether the start tag of an HTML element is dropped; note what a form or a template
        says about the next ones.
        """
        if name in TABLE_PARTS or self._parts_of_templates:
            return self._is_part_dropped(name)
        if name == "form":
            return self._form is not None
        return name in _STAND_IN and not self._stands_right(name)

    def begins_body(self, token: Token) -> bool:
        """Tell whether a token begins the body, be it that it is not written."""
        if not self._is_before_body or self._depths["template"] or self._depths["noscript"]:
            return False  # What a noscript in the head holds, browsers read as raw text.
        if token.kind is Kind.START:
            return token.name not in _BEFORE_BODY
        return self._ends_head(token)

    def _begins_head(self, token: Token) -> bool:
        """Tell whether a token begins the head, be it that it is not written."""
        if token.kind is Kind.START:
            return token.name != "html"
        return self._ends_head(token) or (token.kind is Kind.END and token.name == "head")

    def _ends_head(self, token: Token) -> bool:
        """Tell whether a token other than a start tag ends the head, be it that none is written."""
        if token.kind is Kind.END:
            return token.name in ("body", "html", "br")
        if token.kind is not Kind.TEXT or token.name:
            return False
        text = self._markup[token.start : token.end]
        # A template may write nothing there, or what belongs to the head.
        return bool(text.strip(SPACE)) and not TEMPLATE_MARK.search(text)

    def _stands_right(self, name: str) -> bool:
        """Tell whether a part of the page as a whole stands where it can."""
        if name == "head" and not self._is_before_head:
            return False
        if name == "body" and not self._is_before_body:
            return False
        return not self._open or self._open[-1].name in _STAND_IN[name]

    def _is_part_dropped(self, name: str) -> bool:
        around = self._context
        if around is None:
            return name in TABLE_PARTS
        if around.name != "template":
            return False
        parts = self._parts_of_templates[-1]
        if parts is None:
            if name not in HEAD_CONTENT:
                all_parts = TABLE_PARTS if name in TABLE_PARTS else frozenset()
                self._parts_of_templates[-1] = _ALL_OF_TEMPLATES.get(name, all_parts)
            return name in _STAND_IN
        return (name in TABLE_PARTS and name not in parts) or name in _STAND_IN

    def _is_void(self, name: str) -> bool:
        """Tell whether an HTML element has no content here: a form among the parts of a table has
        none.
        """
        return name in VOID or (name == "form" and self.is_around_cells)


def _first_sure(markup: str, start: int) -> int:
    """Find the first thing in a page, from an offset on, that no frameset takes the place of: give
    where it begins, or where the page ends.
    """
    is_in_noscript = False
    for token in Tokenizer(markup, start):
        if token.name == "noscript":
            is_in_noscript = token.kind is Kind.START
        elif is_in_noscript:
            continue  # Raw text in browsers.
        elif token.kind is Kind.START and token.name in _KEEPS_BODY:
            tag = markup[token.start : token.end]
            if token.name != "input" or "hidden" not in tag.lower():
                return token.start
        elif token.kind is Kind.TEXT and not token.name:
            text = markup[token.start : token.end]
            if decode_references(text).strip(_NOTHING) and not TEMPLATE_MARK.search(text):
                return token.start
    return len(markup)
