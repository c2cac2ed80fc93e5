"""The project's CSS selectors, asked of a bs4 tree that is made from our own tokens.

So they work on exactly the tree that segments are taken from, and each match
knows its place in the page. Imported only where a project has rules: it costs
more than reading the page.
"""

import re
from collections.abc import Iterable

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTMLTreeBuilder

from i18n_summit.errors import SelectorError
from i18n_summit.model import Selectors
from i18n_summit.pages.encoding import Source
from i18n_summit.pages.html import Rules
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.tokens import Kind, Tokenizer, attributes
from i18n_summit.pages.tree import Node, Tree

_NEEDS_TEXT = re.compile(r":(?:empty|-soup-contains|-soup-contains-own|contains)\b", re.IGNORECASE)


class _PlacedTag(Tag):
    """A tag that knows the offset of its start tag."""

    offset: int


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
    except (soupsieve.SelectorSyntaxError, ValueError) as error:
        complaint = str(error).split("\n", 1)[0].rstrip(".")
        raise SelectorError(f'"{selector}" is no CSS selector: {complaint}.') from error


def match_selectors(source: Source, selectors: Selectors) -> Rules:
    """Find the elements of a page that each selector matches."""
    soup = _soup(source)

    def offsets(selected: Iterable[str]) -> frozenset[int]:
        return frozenset(
            tag.offset
            for selector in selected
            for tag in soupsieve.select(selector, soup)
            if isinstance(tag, _PlacedTag)
        )

    roles: dict[int, str] = {}
    for role, selector in selectors.roles:
        for offset in offsets([selector]):
            roles.setdefault(offset, role)
    return Rules(
        roles=roles,
        included=offsets(selectors.include) if selectors.include else None,
        excluded=offsets(selectors.exclude),
    )


def _soup(source: Source) -> BeautifulSoup:
    """Build the tree of a page's tags, without its text."""
    markup = source.data.decode("latin-1")
    soup = BeautifulSoup("", builder=_Builder, element_classes={Tag: _PlacedTag})
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    for token in tokenizer:
        if token.kind not in (Kind.START, Kind.END):
            continue
        closed, opened = tree.feed(token)
        for node in closed:
            soup.handle_endtag(node.name)
        if opened is not None:
            _open(soup, opened, markup, source)
    return soup


def _open(soup: BeautifulSoup, node: Node, markup: str, source: Source) -> None:
    values = {
        a.name: decode_references(
            source.data[a.value_start : a.value_end].decode(source.encoding), in_attribute=True
        )
        for a in attributes(markup, node.token)
    }
    tag = soup.handle_starttag(node.name, None, None, values)
    if isinstance(tag, _PlacedTag):
        tag.offset = node.token.start
    if node.is_void:
        soup.handle_endtag(node.name)
