"""Which elements are open, and what each holds: as browsers build it."""

import pytest
from bs4 import Tag
from bs4.element import PreformattedString
from hypothesis import given

from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.tokens import Kind, Tokenizer
from i18n_summit.pages.tree import Tree
from tests.oracle import parse
from tests.strategies import pages

_UNWRITTEN = frozenset({"[document]", "html", "head", "body", "tbody", "colgroup"})
"""Elements that browsers make where a page does not write them."""


Places = list[tuple[str, ...]]
"""What a page has, each behind the elements around it: elements, and the letters of its text."""


def ours(markup: str) -> Places:
    found: Places = []
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    for token in tokenizer:
        _, opened = tree.feed(token)
        if opened is not None and opened.name not in _UNWRITTEN:
            found.append((*_around(opened.parent), f"<{opened.name}>"))
        elif token.kind is Kind.TEXT:
            letters = markup[token.start : token.end].split()
            found += [(*_around(tree.current), letter) for letter in "".join(letters)]
    return found


def theirs(markup: str) -> Places:
    found: Places = []
    for element in parse(markup).descendants:
        names = [parent.name.lower() for parent in element.parents]
        around = [name for name in reversed(names) if name not in _UNWRITTEN]
        if isinstance(element, Tag):
            if element.name not in _UNWRITTEN:
                found.append((*around, f"<{element.name.lower()}>"))
        elif not isinstance(element, PreformattedString):
            found += [(*around, letter) for letter in "".join(str(element).split())]
    return found


def _around(node: Node | None) -> list[str]:
    names: list[str] = []
    while node is not None:
        names.append(node.name)
        node = node.parent
    return [name for name in reversed(names) if name not in _UNWRITTEN]


DOCUMENTS = [
    pytest.param("<p>a<p>b<div>c<p>d</div>e", id="p ends at p, at a block and with its parent"),
    pytest.param("<p>a<span>b<p>c</span>d", id="p ends with what is open in it"),
    pytest.param("<p>a<button>b<p>c</button>d</p>e", id="a button shields p"),
    pytest.param("<!DOCTYPE html><p>a<table><tr><td><p>b</table>c", id="a cell shields p"),
    pytest.param("<p>a<table><tr><td>b</table>c", id="without a doctype p holds a table"),
    pytest.param("<ul><li>a<li>b<ul><li>c</ul>d<li>e</ul>f", id="li in nested lists"),
    pytest.param("<ul><li>a<ul>b</li>c</ul>d</li>e</ul>f", id="an end tag of an outer li"),
    pytest.param("<ul><li><div><li>a</ul>", id="li looks past div"),
    pytest.param("<ul><li><section><li>a</ul>", id="li does not look past section"),
    pytest.param("<dl><dt>a<dd>b<dt>c<dd>d<p>e<dt>f</dl>g", id="dt and dd"),
    pytest.param("<table><tr><td>a<td>b<tr><th>c<tbody><tr><td>d</table>e", id="cells and rows"),
    pytest.param(
        "<table><caption>a<thead><tr><th>b<tfoot><tr><td>c</table>d", id="parts of a table"
    ),
    pytest.param("<table><tr><td><table><tr><td>a</table>b<td>c</table>d", id="a table in a table"),
    pytest.param("<table><tr><table><tr><td>a</table>c", id="a table ends one without a cell"),
    pytest.param("<table><caption><table><tr><td>a</table>b</table>c", id="a table in a caption"),
    pytest.param("<table><tr><td>a</table></td>b", id="an end tag that is too late"),
    pytest.param("<select><option>a<option>b<optgroup><option>c</select>d", id="options"),
    pytest.param("<h1>a<h2>b</h1>c", id="headings end each other"),
    pytest.param("<h1>a</h3>b", id="any heading's end tag"),
    pytest.param("<ruby>漢<rp>(<rt>かん<rp>)</ruby>字", id="ruby"),
    pytest.param("<a href=x>a<a href=y>b</a>c", id="links end each other"),
    pytest.param("<x-card>a<div>b</x-card>c</div>d", id="unknown elements do not end blocks"),
    pytest.param("<x-a>a<x-b>b</x-a>c</x-b>d", id="unknown elements end each other"),
    pytest.param("<div>a</b>b</div></span></section>c", id="end tags of nothing"),
    pytest.param("<nav>a<main>b</nav>c", id="a block ends what is open in it"),
    pytest.param("<svg><g>a<title>b</title><a>c</a></g></svg>d", id="svg"),
    pytest.param("<div><svg><text>a<p>b</svg>c", id="p ends svg"),
    pytest.param("<svg><foreignObject><p>a<p>b</foreignObject><g/>c</svg>d", id="HTML in svg"),
    pytest.param("<rt>a<div>b<rt>c</rt>d</div>e</rt>f", id="rt outside of ruby"),
    pytest.param("<svg><font>a<g>b</g></font>c</svg>d", id="a font of svg"),
    pytest.param("<svg><g>a<font color=red>b</font>c</svg>d", id="a font of HTML ends svg"),
    pytest.param("<svg><g>a<listing>b</listing>c</svg>d", id="listing ends svg"),
    pytest.param("<svg><path/><g>a</g></svg>", id="svg alone, with self-closing tags"),
    pytest.param("<p>a<svg><title>b</svg>c", id="the end tag of svg ends its title"),
    pytest.param("<svg><desc>a<svg><g>b</desc>c</svg>d", id="svg in svg"),
    pytest.param("<svg><desc>a<p><svg><g>b</desc>c</svg>d", id="HTML between svg and svg"),
    pytest.param("<math><mi>x</mi><mtext><b>a</b></mtext></math>b", id="math"),
    pytest.param("<title>a<b></title><p>b", id="a title ends the head"),
    pytest.param("<!DOCTYPE html><html><head><meta><title>a</title><p>b", id="p ends the head"),
    pytest.param("<body><p>a</body></html>b", id="text after the end"),
    pytest.param("<p>a<br>b<img>c<hr>d<input>e", id="void elements"),
    pytest.param("<details><summary>a<p>b</summary>c</details>d", id="summary"),
    pytest.param("<object>a<p>b</object>c", id="object"),
    pytest.param("<video><p>a</video>b", id="video"),
    pytest.param("<pre>a<p>b</pre>c", id="pre"),
    pytest.param("<form><p>a</form>b", id="form"),
    pytest.param("<form>a<div>b</form>c</div>d", id="a form ends around what stays open"),
    pytest.param("<form>a<form>b</form>c<form>d</form>e", id="a form in a form"),
    pytest.param("<div><form>a</div>b<form>c</form>d<form>e", id="a form that has no end tag"),
    pytest.param("<table><form><tr><td>a</form></table>b", id="a form among rows is empty"),
    pytest.param("<div>a<td>b</td>c<tr>d</tr><caption>e</caption></div>f", id="stray cells"),
    pytest.param("<table><tr><td>a</tbody><tr><td>b</table>c", id="a tbody that is not written"),
    pytest.param("<ruby>a<li>b<rt>c</ruby>d", id="li ends at rt"),
    pytest.param("<ruby>a<rt><b>b<rt>c</b></ruby>d", id="rt does not end around b"),
    pytest.param("<option>a<b>b<option>c</b>d", id="option does not end around b"),
    pytest.param("<object><table><tr><td>a</object>b</table>c", id="a cell shields object"),
    pytest.param(
        "<p>a</p><noscript><div>b</noscript>c</div>d", id="noscript does not end around blocks"
    ),
    pytest.param("<p>a<head>b<frame>c</p>d", id="parts of a page elsewhere"),
    pytest.param("<svg><mi>a<p>b</mi>c</svg>d", id="mi in svg has no HTML inside"),
    pytest.param("<math><title>a<p>b</title>c</math>d", id="title in math has none either"),
    pytest.param(
        "<math><annotation-xml encoding=text/html><p>a</annotation-xml></math>b",
        id="annotation-xml that says HTML",
    ),
    pytest.param("<math><annotation-xml><p>a</annotation-xml></math>b", id="one that does not"),
    pytest.param("<a>a<p>b</p></a><a>c", id="a link without a body around it"),
]


@pytest.mark.parametrize("markup", DOCUMENTS)
def test_elements_stand_where_browsers_put_them(markup: str) -> None:
    assert ours(markup) == theirs(markup)


@given(pages())
def test_elements_of_any_page_stand_where_browsers_put_them(markup: str) -> None:
    found, expected = ours(markup), theirs(markup)
    assert [p for p in found if len(p[-1]) > 1] == [p for p in expected if len(p[-1]) > 1]


# Pages, and the start tags of the elements that each token of the last ends.
CLOSED = [
    ("<p>a</p>", ["p"]),
    ("<ul><li>a</ul>", ["li", "ul"]),
    ("<ul><li><b>a<li>", ["b", "li"]),
    ("<!DOCTYPE html><p><i>a<table>", ["i", "p"]),
    ("<b><p>a</b>", []),  # The b is over, and its p is not …
    ("<b><p>a</b></p>", ["p", "b"]),  # … and goes with it.
    ("<b><x-a><p><i>a</b>", ["i"]),
    ("<p><b>a</p><label>b</b>", ["label", "b"]),  # The b that goes on behind the p.
    ("<p><b>a</p><p>b</b>", ["b"]),
    ("<p><b>a</p><p></b>", []),
    ("<p>a<br>", []),
    ("<p>a</div>", []),
]


@pytest.mark.parametrize(("markup", "expected"), CLOSED)
def test_a_tag_tells_what_it_closes(markup: str, expected: list[str]) -> None:
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    closed = [[node.name for node in tree.feed(token)[0]] for token in tokenizer]
    assert closed[-1] == expected


def test_the_end_of_the_page_closes_all_innermost_first() -> None:
    tokenizer = Tokenizer("<div><p>a<b>b<br>")
    tree = Tree(tokenizer)
    for token in tokenizer:
        tree.feed(token)

    assert [node.name for node in tree.close_all()] == ["b", "p", "div"]
    assert tree.current is None


DIFFERING = "".join(f"<b id={number}>" for number in range(30_000))
# Markup whose nesting makes careless trees slow or overflow a stack, and how deep it is.
HOSTILE = [
    pytest.param("<div>" * 60_000, 60_000, id="nested blocks"),
    pytest.param("<b>" * 60_000, 60_000, id="nested formatting"),
    pytest.param("<b><p>" * 30_000, 2, id="formatting and p"),
    pytest.param("<p><b>" * 30_000, 5, id="p and formatting"),
    pytest.param("<p>" + DIFFERING + "<p><q>" * 10_000, 18, id="p and formatting of many kinds"),
    pytest.param(DIFFERING + "<div>" * 30_000 + "</b>" * 30_000, 60_000, id="many kinds over div"),
    pytest.param("<b><x-a><div></b>" * 15_000, 45_000, id="formatting that is over"),
    pytest.param("<p><b>a" * 15_000 + "</b>" * 15_000, 1, id="formatting that goes on"),
    pytest.param("<div>" * 30_000 + "</p>" * 30_000, 30_000, id="end tags of nothing"),
    pytest.param("<b>" * 30_000 + "<p>" + "</b>" * 30_000, 30_001, id="formatting over p"),
    pytest.param("<a><div>" * 30_000, 60_000, id="links around blocks"),
    pytest.param("<ul><li>" * 30_000, 60_000, id="nested lists"),
    pytest.param("<table><tr><td>" * 20_000, 60_000, id="nested tables"),
    pytest.param("<svg>" + "<g>" * 60_000, 60_001, id="nested svg"),
    pytest.param("<x-a><x-b>" * 20_000 + "</x-a>" * 20_000, 0, id="crossed unknown elements"),
    pytest.param("<li>" * 60_000, 1, id="li"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("markup", "expected"), HOSTILE)
def test_hostile_nesting_is_followed_in_one_pass(markup: str, expected: int) -> None:
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    for token in tokenizer:
        tree.feed(token)

    assert len(tree.close_all()) == expected
