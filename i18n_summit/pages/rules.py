"""CSS selectors of any kind, asked of a bs4 tree that is made from our own tokens.

So they work on exactly the tree that segments are taken from, and each match
knows its place in the page. Imported only where a project has rules that
``pages.selectors`` cannot read: it costs more than reading the page.
"""

import gc
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder

from i18n_summit.errors import SelectorError
from i18n_summit.model import Selectors
from i18n_summit.pages.encoding import PageBytes
from i18n_summit.pages.front_matter import markup_start
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.scopes import Match
from i18n_summit.pages.tokens import Tokenizer, attributes
from i18n_summit.pages.tree import Tree

_NEEDS_TEXT = re.compile(r":(?:empty|-soup-contains|-soup-contains-own|contains)\b", re.IGNORECASE)

_HTML = "http://www.w3.org/1999/xhtml"
# soupsieve looks into no template that is HTML, and what one holds is extracted as all else is.
_NAMESPACES = {"template": "urn:template"}

_Place = tuple[int, int]
"""The offset of a start tag, and the one where its element begins: another one, if that is a copy
of formatting that goes on behind a block.
"""


class _PlacedTag(Tag):
    """A tag that knows where it is."""

    place: _Place


class _Builder(HTMLTreeBuilder):
    """Leaves the parsing to the caller."""

    def feed(self, markup: object) -> None:
        pass

    def test_fragment_to_document(self, fragment: str) -> str:
        return fragment


def check_selector(selector: str) -> None:
    """Raise SelectorError for a selector that is no CSS, or that asks for text."""
    if _NEEDS_TEXT.search(selector):
        raise SelectorError(
            f'"{selector}" asks for text, and rules see tags only.'
            " Name an element, a class, an id or an attribute."
        )
    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
        complaint = str(error).split("\n", 1)[0].rstrip(".")
        raise SelectorError(f'"{selector}" is no CSS selector: {complaint}.') from error


class TreeRules:
    """What the selectors of a project match on one page, by start tag and where that counts."""

    def __init__(self, source: PageBytes, selectors: Selectors) -> None:
        by_role = (selector for _, selector in selectors.roles)
        for selector in (*by_role, *selectors.include, *selectors.exclude):
            check_selector(selector)
        soup = _soup(source)
        self._selectors = selectors
        self._roles: dict[_Place, str] = {}
        for role, selector in selectors.roles:
            for place in _places(soup, [selector]):
                self._roles.setdefault(place, role)
        self.has_include = bool(selectors.include)
        self._included = _places(soup, selectors.include)
        self._excluded = _places(soup, selectors.exclude)
        self._matched = sorted({*self._roles, *self._included, *self._excluded})
        del soup
        gc.collect(0)  # Its tags hold one another, and nothing else that is made for a page does.

    def match(self, node: Node, _tag: str) -> Match | None:
        """Say what applies to an element."""
        return self._at((node.start, node.place))

    def look(self, _parent: Node | None, _tag: str, start: int) -> Match | None:
        """Say what applies to the element whose start tag stands there."""
        return self._at((start, start))

    def _at(self, place: _Place) -> Match | None:
        role = self._roles.get(place)
        is_included, is_excluded = place in self._included, place in self._excluded
        is_match = role is not None or is_included or is_excluded
        return Match(role, is_included, is_excluded) if is_match else None

    def may_match(self, _tags: Collection[str], start: int, end: int) -> bool:
        """Tell whether a rule asks for an element between two offsets."""
        index = bisect_left(self._matched, (start, start))
        return index < len(self._matched) and self._matched[index] < (end, end)

    def embedded(self, source: PageBytes) -> "TreeRules":
        """Give the same rules for a page within the page."""
        return TreeRules(source, self._selectors)


def _places(soup: BeautifulSoup, selectors: Iterable[str]) -> frozenset[_Place]:
    return frozenset(
        tag.place
        for selector in selectors
        for tag in soupsieve.select(selector, soup)
        if isinstance(tag, _PlacedTag)
    )


def _soup(source: PageBytes) -> BeautifulSoup:
    """Build the tree of a page's tags, without its text."""
    markup = source.data.decode("latin-1")
    # Values stay as they are: bs4 parts their words at any white space, soupsieve at that of CSS.
    soup = BeautifulSoup(
        "",
        builder=_Builder,
        element_classes={Tag: _PlacedTag},
        multi_valued_attributes=None,
    )
    tokenizer = Tokenizer(markup, markup_start(source.data))
    tree = Tree(tokenizer)
    for token in tokenizer:
        closed, opened = tree.feed(token)
        for node in closed:
            soup.handle_endtag(node.name)
        for _, node in tree.copies:
            _open(soup, node, markup, source)
        if opened is not None:
            _open(soup, opened, markup, source)
    return soup


def _open(soup: BeautifulSoup, node: Node, markup: str, source: PageBytes) -> None:
    values = {
        a.name: decode_references(
            source.data[a.value_start : a.value_end].decode(source.encoding), in_attribute=True
        )
        for a in attributes(markup, node.start, node.end)
    }
    namespace = _NAMESPACES.get(node.name, _HTML)
    tag = soup.handle_starttag(node.name, namespace, None, values)
    if isinstance(tag, _PlacedTag):
        tag.place = node.start, node.place
    if node.is_void:
        soup.handle_endtag(node.name)
