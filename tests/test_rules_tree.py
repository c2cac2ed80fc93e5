"""The tree that selectors are matched on, beside the one that html5lib builds: on pages that are
well made, and on pages whose end tags are dropped, swapped or missing.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from random import Random

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.contexts import ROW_GROUPS, TABLE_PARTS
from i18n_summit.pages.encoding import read_source
from i18n_summit.pages.kinds import traits
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.rules import _soup
from i18n_summit.pages.tokens import Kind, Tokenizer
from i18n_summit.pages.tree import Tree
from tests.oracle import parse
from tests.strategies import pages

_MARK = "data-n"
# Others keep their ends where some are swapped: browsers read what stands in title, textarea and
# select in ways of its own.
_END = re.compile(
    r"</(?:div|section|ul|li|p|h2|pre|details|summary|x-card|x-term|q|span|button"
    r"|a|b|code|em|t[dhr]|tbody|table)>"
)
_OPTIONAL = re.compile(
    r"</(?:p|li|d[td]|t[rdh]|tbody|thead|tfoot|opt(?:ion|group)|r[tp]|body|html|head)>"
)
_AROUND_CELLS = ROW_GROUPS | {"table", "tr"}
_INLINE = re.compile(r"</(?:b|em|q|span|code)>")

Places = dict[str, tuple[tuple[str, ...], str, str]]
"""For each element by its mark: the blocks around it, and the ``lang`` and ``translate`` that it
inherits or has.
"""


def marked(markup: str) -> str:
    """Give each start tag a mark of its own."""
    found: list[str] = []
    at = 0
    for number, token in enumerate(Tokenizer(markup)):
        if token.kind is Kind.START:
            end = token.start + 1 + len(token.name)
            found += (markup[at:end], f" {_MARK}={number}")
            at = end
    return "".join([*found, markup[at:]])


def places(soup: BeautifulSoup) -> Places:
    """Give the places of all elements that the page writes."""
    found: Places = {}
    for tag in soup.find_all(_is_marked):
        # A copy comes behind what was written.
        found.setdefault(str(tag[_MARK]), _place(tag))
    return found


def _is_marked(tag: Tag) -> bool:
    return _MARK in tag.attrs


def _place(tag: Tag) -> tuple[tuple[str, ...], str, str]:
    around = [t for t in tag.parents if t.name != "[document]"]
    blocks = [str(p[_MARK]) for p in around if _MARK in p.attrs and traits(p.name).is_block]
    language, translate = (
        next((str(t[name]) for t in [tag, *around] if name in t.attrs), "")
        for name in ("lang", "translate")
    )
    return tuple(blocks), language, translate


def moved(markup: str) -> set[str]:
    """Give the marks of what browsers move out of an element when formatting around that ends:
    of the p in ``<b><q><p></b>``, and all that follows in it.
    """
    return {mark for mark, node in nodes(markup).items() if any(n.is_over for n in around(node))}


def put_before_tables(markup: str) -> set[str]:
    """Give the marks of what stands in a table outside of its cells, and of what that holds."""
    found = set[str]()
    for mark, node in nodes(markup).items():
        inner = node
        for outer in around(node):
            if outer.name in _AROUND_CELLS and inner.name not in TABLE_PARTS:
                found.add(mark)
            inner = outer
    return found


def nodes(markup: str) -> dict[str, Node]:
    """Give all elements by their marks, as they are at the end of the page."""
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    opened = [(str(number), tree.feed(token)[1]) for number, token in enumerate(tokenizer)]
    return {mark: node for mark, node in opened if node is not None}


def around(node: Node) -> Iterator[Node]:
    """Give the elements around one, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def ours(markup: str) -> Places:
    source = read_source(markup.encode(), PurePosixPath("a.html"), is_html=True)
    return places(_soup(source))


def theirs(markup: str) -> Places:
    return places(parse(markup))


def compared(markup: str) -> tuple[Places, Places]:
    """Give the places on a damaged page that are not the same, ours and theirs."""
    found, expected = ours(markup), theirs(markup)
    for mark in moved(markup) & expected.keys():
        # Our tree leaves it where it was read: the same blocks are around it.
        found[mark], expected[mark] = (
            (blocks, "", "") for blocks, *_ in (found[mark], expected[mark])
        )
    compared = expected.keys() - put_before_tables(markup)
    different = [mark for mark in compared if found[mark] != expected[mark]]
    return {m: found[m] for m in different}, {m: expected[m] for m in different}


def without(pattern: re.Pattern[str], markup: str, random: Random) -> str:
    """Drop some of the end tags that a pattern finds."""
    return pattern.sub(lambda tag: "" if random.random() < 0.4 else tag[0], markup)


def swapped(markup: str, random: Random) -> str:
    """Swap some end tags with the next one."""
    markup = markup.replace("summary", "header")  # html5lib ends a summary as it ends inline tags.
    ends = list(_END.finditer(markup))
    for one, other in zip(ends[::2], ends[1::2], strict=False):
        if random.random() < 0.3:
            between = markup[one.end() : other.start()]
            markup = f"{markup[: one.start()]}{other[0]}{between}{one[0]}{markup[other.end() :]}"
    return markup


HARM = {
    "optional end tags dropped": lambda markup, random: without(_OPTIONAL, markup, random),
    "inline tags unclosed": lambda markup, random: without(_INLINE, markup, random),
    "end tags swapped": swapped,
}


@given(pages())
def test_elements_have_the_blocks_and_the_language_that_browsers_give_them(markup: str) -> None:
    markup = marked(markup)
    assert ours(markup) == theirs(markup)


# Each with an element at its end whose language tells whether those before it are open.
MISNESTED = [
    pytest.param("<div><h2><b></h2><q lang=en></b><x-term>", id="a copy ends what is in it"),
    pytest.param("<p><b>一<p><q lang=en>二</b><x-term>", id="a copy at an inline element"),
    pytest.param("<p><b>一<p>二</b><q lang=en></b><x-term>", id="a copy ends once"),
    pytest.param("<p><b>一</p></b><q lang=en></b><x-term>", id="what waits ends without a copy"),
    pytest.param("<p><b><i>一<p><q lang=en></i></b><x-term>", id="copies inside one another"),
    pytest.param("<p><b><i>一<p><q lang=en></b></i><x-term>", id="copies that cross"),
    pytest.param("<p><b><b><b><b>一<p>" + "<q lang=en></b>" * 4 + "<x-term>", id="three alike"),
    pytest.param(
        "<p><b id=1><b id=2><b id=3><b id=4>一<p>" + "<q lang=en></b>" * 4 + "<x-term>",
        id="four that differ",
    ),
    pytest.param("<p><a>一<p><q lang=en><a>二</a><x-term>", id="a link ends a copy of one"),
    pytest.param(
        "<p><a>一<p>二 <a>三</a></p><q lang=en><a>四</a><x-term>", id="a link ends one that waits"
    ),
    pytest.param(
        "<table><tr><td><p><b>一</p><td><q lang=en></b><x-term></table>", id="a cell ends it"
    ),
    pytest.param(
        "<p><b>一</p><table><tr><td><q lang=en></b><x-term></table>", id="it ends at a cell"
    ),
    pytest.param("<p><b>一</p><br><ul><li lang=en></b><x-term>", id="a block in a copy"),
    pytest.param("<div><b><q lang=en><p>一</b></p><x-term>", id="an element that is over"),
    pytest.param("<div><b><i lang=en><p><q lang=ja>一</b><x-term>", id="what is behind a block"),
    pytest.param("<div><b><q><p>一</b></q><i></b><x-term>", id="an end tag of what is over"),
    pytest.param("<p><b>一</p><svg><text>二</svg><q lang=en></b><x-term>", id="svg in a copy"),
    pytest.param("<p><b>一</p><svg><g><p lang=en></b><x-term>", id="p ends svg in a copy"),
    pytest.param("<p><b>一</p><label lang=en>二</b><x-term>", id="a label in a copy"),
    pytest.param("<p><b lang=fr>一</p><p>二 <q>三</q></p></b><x-term>", id="what a copy says"),
    pytest.param("<p><b translate=no>一<p>二<button>三", id="a block in what says something"),
    pytest.param("<p><b lang=fr>一</p>\n<ul><li>二</b><x-term>", id="a copy at white space"),
    pytest.param("<h2><b lang=fr></h2><%= 一 %><script></script>", id="a copy at a template's tag"),
    pytest.param("<h2><b lang=fr></h2></br><ul>", id="a copy at the end tag of br"),
    pytest.param("<h2><b lang=fr></h2><? 一 ?><script></script>", id="none at one of PHP"),
    pytest.param("<p><b lang=fr>一</p><table> 二<tr><td><q>三</table><q>四", id="none in a table"),
    pytest.param("<p><b lang=fr><i lang=de>一<p>二<q></b><q></i><q>", id="copies that both say it"),
    pytest.param("<p><b lang=fr>一</p><svg><text>二<g></svg><q>三</b><q>", id="none in svg"),
    pytest.param(
        "<table><div lang=fr><tr><td><q>一</table><x-term>", id="a row ends what is moved"
    ),
    pytest.param("<table><tr><q lang=fr><td>一<x-term></table>", id="so does a cell"),
    pytest.param(
        "<table><tr><b lang=fr><td>一<q></table><x-term>二", id="formatting goes on behind"
    ),
    pytest.param(
        "<table><tr><td>一<b lang=fr><tr><td><q></table><x-term>", id="not that of a cell"
    ),
    pytest.param("<table><div lang=fr><caption><q>一</table>", id="a caption ends what is moved"),
    pytest.param(
        "<table><q lang=fr><col><tbody><p lang=fr></tbody><tr><td><q>一</table>", id="a body"
    ),
    pytest.param("<p><b lang=fr>一</p><textarea>二</textarea><ul><li>三", id="none at textarea"),
]


@pytest.mark.parametrize("markup", MISNESTED)
def test_formatting_that_a_block_ends_goes_on_as_browsers_have_it(markup: str) -> None:
    assert compared(marked(markup)) == ({}, {})


@pytest.mark.parametrize("harm", HARM)
@given(markup=pages(), random=st.randoms(use_true_random=False))
def test_so_they_have_on_pages_that_are_damaged(harm: str, markup: str, random: Random) -> None:
    markup = marked(HARM[harm](markup, random))
    assert compared(markup) == ({}, {})
