"""How elements stand in running text."""

from i18n_summit.pages.tree import HEADINGS, Node

_BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frame frameset head header hgroup hr"
    " html legend li listing main menu nav ol optgroup option p plaintext pre search section"
    " summary table tbody td tfoot th thead title tr ul".split()
)
_NESTED = frozenset(
    "audio button canvas datalist iframe label math meter noembed noframes noscript object progress"
    " script select style svg template textarea video xmp".split()
)
_INLINE_SVG = frozenset({"a", "textpath", "tspan"})
_UNREADABLE = frozenset("iframe noembed noframes plaintext script style xmp".split())
_UNREADABLE_MATH = frozenset("annotation mi mn mo ms".split())
_NO_SPAN_INSIDE = frozenset(
    "colgroup optgroup option select table tbody textarea tfoot thead title tr".split()
)
FORMATTING_ENDS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Their end tags have an effect even where they do not match."""
SECTIONING = frozenset("article aside body footer header main nav section".split())
"""A heading speaks for no more than the one around it."""


def is_block(node: Node) -> bool:
    """Tell whether an element ends the run around it.

    Elements that nobody knows do not, as in browsers.
    """
    if node.is_foreign:
        return node.name not in _INLINE_SVG and node.name not in ("svg", "math")
    return node.name in _BLOCKS


def is_nested(node: Node) -> bool:
    """Tell whether an element stands in a sentence as one thing, and holds segments of its own."""
    if node.is_foreign:
        return node.name in ("svg", "math")
    return node.name in _NESTED


def is_unreadable(node: Node) -> bool:
    """Tell whether the text of an element is not for readers."""
    return node.name in _UNREADABLE or (node.is_foreign and node.name in _UNREADABLE_MATH)


def admits_span(node: Node) -> bool:
    """Tell whether a ``<span>`` may stand directly in an element."""
    return not node.is_foreign and node.name not in _NO_SPAN_INSIDE
