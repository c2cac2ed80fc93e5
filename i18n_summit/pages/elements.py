"""The elements that rendering must know, with the places where their language is written."""

from i18n_summit.model import Element, Slot, Span
from i18n_summit.pages.attributes import BY_TEMPLATE, ELSEWHERE
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.scopes import declared_language


class ElementRegister:
    """Gives elements an index when they are asked for, those around them first.

    Index 0 is the root, whether the page writes an ``<html>`` or not.
    """

    def __init__(self) -> None:
        self.elements: list[Element] = [Element(None, None, None, is_root=True)]
        self._has_root = False

    def add_root(self, node: Node, *, is_translated: bool) -> None:
        """Make an ``<html>`` tag the root; where it is not translated its ``lang`` stays."""
        self._has_root = True
        node.index = 0
        self.elements[0] = self._element(node, None)._replace(is_root=is_translated)

    def add_missing_root(self, doctype_end: int) -> None:
        """Give a whole page without ``<html>`` the place where one can stand."""
        if not self._has_root:
            slot = Slot(Span(doctype_end, doctype_end), '<html lang="{}">')
            self.elements[0] = Element(None, None, None, (slot,), is_root=True)

    def index(self, node: Node | None) -> int:
        """Give the index of an element; that of the root for None.

        A copy is no element of the page.
        """
        if node is not None and node.index is not None:
            return node.index  # As nearly all that is asked for.
        missing: list[Node] = []
        while node is not None and node.index is None:
            if not node.is_copy:
                missing.append(node)
            node = node.parent
        index = 0 if node is None or node.index is None else node.index
        for inner in reversed(missing):
            self.elements.append(self._element(inner, index))
            index = inner.index = len(self.elements) - 1
        return index

    def add(self, parent: int, place: int) -> int:
        """Add an element that has no ``lang``, and where one can be inserted; give its index."""
        self.elements.append(Element(parent, None, place))
        return len(self.elements) - 1

    def declares_language(self, node: Node) -> bool:
        """Tell whether an element says a language of its own."""
        values = node.values or {}
        return declared_language(values, is_foreign=node.is_foreign) is not None

    def _element(self, node: Node, parent: int | None) -> Element:
        place = node.start + 1 + len(node.name)
        values = node.values
        if values is None:
            return Element(parent, None, place)
        language = declared_language(values, is_foreign=node.is_foreign)
        slots: list[Slot] = []
        for name in ("lang", "xml:lang"):
            if name in values:
                attribute = values[name].attribute
                if attribute is ELSEWHERE:
                    continue
                if attribute.quote == BY_TEMPLATE:
                    return Element(parent, language, None)
                span = Span(node.start + attribute.value_start, node.start + attribute.value_end)
                slots.append(Slot(span, '="{}"' if attribute.quote == "=" else "{}"))
        has_lang = "lang" in values and values["lang"].attribute is not ELSEWHERE
        return Element(parent, language, None if has_lang else place, tuple(slots))
