"""What start tags say: their attributes, and which of those people read, hear or see."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from i18n_summit.pages.encoding import PageBytes
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.tokens import Attribute, attributes
from i18n_summit.pages.tree import Node

_EVERYWHERE = frozenset(
    "title aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split()
)
_ON_ELEMENT = {
    "img": {"alt"},
    "area": {"alt"},
    "input": {"alt", "placeholder"},
    "textarea": {"placeholder"},
    "optgroup": {"label"},
    "option": {"label"},
    "track": {"label"},
    "th": {"abbr"},
}
_BUTTONS = frozenset({"submit", "reset", "button"})
_META = frozenset(
    "description keywords og:title og:description og:site_name og:image:alt"
    " twitter:title twitter:description twitter:image:alt".split()
)

# What has none of these in its start tag says nothing of note: no need to read it. The
# signs before the names let the search skip from one attribute to the next.
_WORTH_READING = re.compile(
    r"""[\t\n\f\r /"'](?:(?:xml:)?lang|translate|data-translate|its-loc-note|title|alt|aria-"""
    r"""|placeholder|label|abbr|value|content|class[\t\n\f\r ]*=[^>]*notranslate)""",
    re.IGNORECASE,
)


class Value(NamedTuple):
    """An attribute and its value, with character references decoded."""

    attribute: Attribute
    text: str


Values = dict[str, Value]
"""The attributes of an element, by name."""


class StartTags:
    """Reads the attributes of a page's elements when they are asked for."""

    def __init__(self, source: PageBytes, markup: str) -> None:
        self._source = source
        self._markup = markup

    def noted(self, node: Node) -> Values:
        """Give the attributes of an element, or none where nothing of note can be among them."""
        token = node.token
        name_end = token.start + 1 + len(node.name)
        if _WORTH_READING.search(self._markup, name_end, token.end) is None:
            return {}
        return self._read(node)

    def texts(self, node: Node) -> dict[str, str]:
        """Give the values of all attributes of an element."""
        return {name: value.text for name, value in self._read(node).items()}

    def _read(self, node: Node) -> Values:
        return {a.name: Value(a, self._text(a)) for a in attributes(self._markup, node.token)}

    def _text(self, attribute: Attribute) -> str:
        raw = self._source.data[attribute.value_start : attribute.value_end]
        text = raw.decode(self._source.encoding).replace("\0", "\ufffd")
        return decode_references(text, in_attribute=True)


def is_translatable(element: str, attribute: str, values: Mapping[str, str]) -> bool:
    """Tell whether an attribute of an element is text for people.

    *values* are all attributes of the element, by name.
    """
    if attribute in _EVERYWHERE or attribute in _ON_ELEMENT.get(element, ()):
        return True
    if element == "input":
        return attribute == "value" and values.get("type", "").lower() in _BUTTONS
    if element == "meta" and attribute == "content":
        return (values.get("name") or values.get("property") or "").lower() in _META
    return False
