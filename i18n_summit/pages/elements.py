"""The elements that rendering must know, with the places where their language is written."""

from i18n_summit.model import Element, Slot, Span
from i18n_summit.pages.attributes import StartTags, Values
from i18n_summit.pages.scopes import declared_language
from i18n_summit.pages.tree import Node


class ElementRegister:
    """Gives elements an index when they are asked for, those around them first.

    Index 0 is the root, whether the page writes an ``<html>`` or not.
    """

    def __init__(self, tags: StartTags) -> None:
        self.elements: list[Element] = [Element(None, None, (), is_root=True)]
        self._tags = tags
        self._indexes: dict[Node, int] = {}
        self._has_root = False

    def add_root(self, node: Node, *, is_translated: bool) -> None:
        """Make an ``<html>`` tag the root; where it is not translated its ``lang`` stays."""
        self._has_root = True
        self._indexes[node] = 0
        self.elements[0] = _element(node, None, self._tags.noted(node), is_root=is_translated)

    def add_missing_root(self, doctype_end: int) -> None:
        """Give a whole page without ``<html>`` the place where one can stand."""
        if not self._has_root:
            slot = Slot(Span(doctype_end, doctype_end), '<html lang="{}">')
            self.elements[0] = Element(None, None, (slot,), is_root=True)

    def index(self, node: Node | None) -> int:
        """Give the index of an element; that of the root for None."""
        missing: list[Node] = []
        while node is not None and node not in self._indexes:
            missing.append(node)
            node = node.parent
        index = self._indexes[node] if node is not None else 0
        for inner in reversed(missing):
            self.elements.append(_element(inner, index, self._tags.noted(inner), is_root=False))
            index = self._indexes[inner] = len(self.elements) - 1
        return index

    def declares_language(self, node: Node) -> bool:
        """Tell whether an element has a ``lang`` of its own."""
        return declared_language(self._tags.noted(node)) is not None


def _element(node: Node, parent: int | None, values: Values, *, is_root: bool) -> Element:
    slots: list[Slot] = []
    for name in ("lang", "xml:lang"):
        if name in values:
            attribute = values[name].attribute
            span = Span(attribute.value_start, attribute.value_end)
            slots.append(Slot(span, '="{}"' if attribute.quote == "=" else "{}"))
    if "lang" not in values:
        name_end = node.token.start + 1 + len(node.name)
        slots.append(Slot(Span(name_end, name_end), ' lang="{}"'))
    return Element(parent, declared_language(values), tuple(slots), is_root)
