"""What is known of elements by their names: how they stand in running text and in the tree."""

from functools import lru_cache
from typing import NamedTuple

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param"
    " source track wbr".split()
)
"""Elements without content. ``image`` is what browsers call ``img``."""
HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
HEADINGS = frozenset(HEADING_LEVELS)
RAW_SHOWN = frozenset({"plaintext", "xmp"})
"""Their content is text for readers as it is written, without tags and references."""
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Their end tags have an effect even where they do not match."""
CLOSES_P = HEADINGS | frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hgroup hr li listing main menu nav ol p"
    " plaintext pre search section summary table ul xmp".split()
)
SECTIONING = frozenset("article aside body footer header main nav section".split())
"""A heading speaks for no more than the one around it."""

_BLOCKS = HEADINGS | frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frame frameset head header hgroup hr"
    " html legend li listing main menu nav ol optgroup option p plaintext pre search section"
    " summary table tbody td tfoot th thead title tr ul xmp".split()
)
_NESTED = frozenset(
    "audio button canvas datalist iframe label math meter noembed noframes noscript object progress"
    " script select style svg template textarea video".split()
)
_INLINE_SVG = frozenset({"a", "textpath", "tspan"})
_UNREADABLE = frozenset("iframe noembed noframes script style".split())
_UNREADABLE_MATH = frozenset("annotation mi mn mo ms".split())
_NO_SPAN_INSIDE = frozenset(
    "colgroup optgroup option plaintext select table tbody template textarea tfoot thead title tr"
    " xmp".split()
)
"""In a template a span would say that no part of a table comes in it."""
_BARRIERS = frozenset("applet caption html marquee object select table td template th".split())
_SPECIAL = (
    VOID
    | _BARRIERS
    | (CLOSES_P - {"dialog", "search"})
    | frozenset(
        "body button colgroup frameset head iframe noembed noframes noscript"
        " script select style tbody textarea tfoot thead title tr".split()
    )
)
HOSTS_OF_HTML = {
    "svg": frozenset({"desc", "foreignobject", "title"}),
    "math": frozenset("annotation-xml mi mn mo ms mtext".split()),
}
"""What has HTML inside, in svg and in math: ``annotation-xml`` where it says so."""
_LIST_TRANSPARENT = frozenset({"address", "div", "p"})


class Traits(NamedTuple):
    """What holds for all elements of a name."""

    name: str
    is_block: bool
    """It ends the run around it. Elements that nobody knows do not, as in browsers."""
    is_nested: bool
    """It stands in a sentence as one thing, and holds segments of its own."""
    is_unreadable: bool
    """Its text is not for readers."""
    admits_span: bool
    """A ``<span>`` may stand directly in it."""
    is_special: bool
    """An unknown end tag does not look past it."""
    is_barrier: bool
    """It bounds what an end tag may close."""
    is_stop: bool
    """A ``<li>`` does not look past it."""
    hosts_html: bool
    """It is foreign and has HTML inside."""


@lru_cache(maxsize=1024)
def traits(name: str, *, is_foreign: bool = False, hosts_html: bool = False) -> Traits:
    """Give what is known of an element, in lower case, of HTML or of svg and math; of these some
    have HTML inside.
    """
    if is_foreign:
        is_root = name in ("svg", "math")
        return Traits(
            name=name,
            is_block=name not in _INLINE_SVG and not is_root,
            is_nested=is_root,
            is_unreadable=name in _UNREADABLE or name in _UNREADABLE_MATH,
            admits_span=False,
            is_special=hosts_html,
            is_barrier=hosts_html,
            is_stop=hosts_html,
            hosts_html=hosts_html,
        )
    is_special = name in _SPECIAL
    return Traits(
        name=name,
        is_block=name in _BLOCKS,
        is_nested=name in _NESTED,
        is_unreadable=name in _UNREADABLE,
        admits_span=name not in _NO_SPAN_INSIDE,
        is_special=is_special,
        is_barrier=name in _BARRIERS,
        is_stop=is_special and name not in _LIST_TRANSPARENT,
        hosts_html=False,
    )
