"""Which attributes people read, hear or see."""

from collections.abc import Mapping

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

HINT = "title alt aria- placeholder label abbr value content"
"""Parts of names and values without which a start tag has no such attribute."""


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
