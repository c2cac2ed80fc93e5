"""Rules by CSS selector: the plain ones matched in passing, all others by the bs4 tree."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_summit.errors import SelectorError
from i18n_summit.model import Selectors
from i18n_summit.pages import check_selector
from i18n_summit.pages.encoding import PageBytes, read_source
from i18n_summit.pages.rules import TreeRules
from i18n_summit.pages.scopes import Match
from i18n_summit.pages.selectors import Rules, SimpleRules, parse_simple, simple_rules
from i18n_summit.pages.tokens import Tokenizer
from i18n_summit.pages.tree import Tree
from tests.oracle import read
from tests.strategies import pages

# Few names, so that much matches and much nearly does.
_name = st.sampled_from(["div", "div", "DIV", "p", "x-card", "*"])
_test = st.sampled_from(
    [".x", ".y", "#x", "[title]", "[title='a b']", "[TITLE]", "[NAME='x']", "[lang]"]
) | st.sampled_from(["[data-x]", "[data-x=x]", '[data-x=""]', "[data-title=x]"])
_compound = st.one_of(
    _name,
    _test,
    st.builds("{}{}".format, _name, _test),
    st.builds("{}{}".format, _test, _test),
)
_join = st.sampled_from([" ", " > ", ">", "\n", "  >\t"])
_chain = _compound | st.recursive(
    st.builds("{}{}{}".format, _compound, _join, _compound),
    lambda chain: st.builds("{}{}{}".format, chain, _join, _compound),
    max_leaves=3,
)
_selector = st.lists(_chain, min_size=1, max_size=2).map(" , ".join)

_attribute = st.sampled_from(
    [" class=x", " class='y x'", ' CLASS="x-y"', " id=x", " name=x", " lang=ja"]
) | st.sampled_from(
    [" title='a b'", " title", " title=y", " data-x=x", " data-x", " data-title='&#120;'"]
)
_tag = st.builds(
    "<{}{}>".format,
    st.sampled_from(["div", "div", "p", "b", "x-card", "br", "template"]),
    st.lists(_attribute, max_size=2).map("".join),
)
_tree = st.lists(
    _tag | _tag | st.sampled_from(["</div>", "</p>", "</x-card>", "</template>"]),
    min_size=3,
    max_size=10,
).map("".join)


def _source(markup: str) -> PageBytes:
    return read_source(markup.encode(), PurePosixPath("page.html"), is_html=True)


def _matches(markup: str, rules: Rules) -> list[tuple[str, Match | None]]:
    """Ask rules of every element of a page, in order."""
    source = _source(markup)
    text = source.data.decode("latin-1")
    tokenizer = Tokenizer(text)
    tree = Tree(tokenizer)
    found: list[tuple[str, Match | None]] = []
    for token in tokenizer:
        _, opened = tree.feed(token)
        for node in (*(copy for _, copy in tree.copies), opened):
            if node is not None:
                tag = text[node.start : node.end]
                found.append((tag, rules.match(node, tag)))
    return found


@given(_tree | _tree | pages(), st.lists(_selector, min_size=3, max_size=4))
@example("<a title=y data-title=x>", ["[title][data-title=x]", "p", "h2"])
@example("<div><p><b>", ["div > b", "div b", "div > *"])
@example("<p><b></p><div>a<q>", ["p > b", "div > b", "b > q"])
def test_plain_selectors_mean_what_soupsieve_says(markup: str, listed: list[str]) -> None:
    roles = (("track", listed[0]), *(("title", selector) for selector in listed[3:]))
    selectors = Selectors(roles, include=(listed[1],), exclude=(listed[2],))
    simple = simple_rules(selectors, "utf-8")
    assert simple is not None

    by_tree = TreeRules(_source(markup), selectors)

    assert _matches(markup, simple) == _matches(markup, by_tree)


# What is left to soupsieve.
NOT_SIMPLE = [
    "",
    " ",
    "h2,",
    "> h2",
    "h2 >",
    "h2 + p",
    "h2 ~ p",
    "h2 > > p",
    "li:first-child",
    "li:nth-child(2n)",
    ":is(h1, h2)",
    ":not(.x)",
    "p::before",
    "[data-x^=x]",
    "[data-x~='x']",
    "[data-x='x' i]",
    "[data-x='x, y']",
    "[ title ]",
    "[title = x]",
    "[type=submit]",  # HTML ignores the case of the value.
    "[lang='ja']",
    "[data-x=1]",
    "[data-x='\\'']",
    "svg|a",
    ".1",
    "#",
    "h2..x",
    "h2:",
    "h\\32",
    ".講演",
    "p*",
    "h2 { }",
]


@pytest.mark.parametrize("selector", NOT_SIMPLE)
def test_what_is_not_plain_is_left_to_soupsieve(selector: str) -> None:
    assert parse_simple(selector) is None


SIMPLE = [
    "h2",
    "*",
    "section.track > h2, nav.tracks a",
    "#main\n.talk",
    "-x",
    "a[href][title='a b']",
    "meta[name=description]",
    '[data-x="]>"]',
    "[title][data-title='x']",
]


@pytest.mark.parametrize("selector", SIMPLE)
def test_what_is_plain_needs_no_tree(selector: str) -> None:
    assert isinstance(simple_rules(Selectors(include=(selector,)), "utf-8"), SimpleRules)
    check_selector(selector)


def test_one_selector_that_is_not_plain_takes_the_tree_for_all() -> None:
    assert simple_rules(Selectors(include=("h2", "h2 + p")), "utf-8") is None


# Selector, and the beginning of the complaint.
BAD = [
    (":empty", '":empty" asks for text, and rules see tags only.'),
    ("p:EMPTY", '"p:EMPTY" asks for text'),
    ("p:-soup-contains('Kafka')", "\"p:-soup-contains('Kafka')\" asks for text"),
    ("p:-soup-contains-own(x)", '"p:-soup-contains-own(x)" asks for text'),
    (":not(:contains(x))", '":not(:contains(x))" asks for text'),
    ("h2..x", '"h2..x" is no CSS selector: '),
    ("", '"" is no CSS selector: '),
    ("p:nth-child(", '"p:nth-child(" is no CSS selector: '),
    ("p:unheard-of", '"p:unheard-of" is no CSS selector: '),
]


@pytest.mark.parametrize(("selector", "complaint"), BAD)
def test_a_selector_that_cannot_be_used_is_refused(selector: str, complaint: str) -> None:
    with pytest.raises(SelectorError, match=re.escape(complaint)) as caught:
        check_selector(selector)
    assert "\n" not in str(caught.value)


def test_a_class_that_is_called_empty_is_a_class() -> None:
    check_selector(".empty + p")
    check_selector("[class='is:x'] + p")


TALKS = """
<nav>Menu</nav>
<main>
  <section class="track">
    <h2>Core Kafka</h2>
    <p class="speakers">Boyang Chen</p>
    <p>Static membership keeps rebalances away.</p>
    <ul><li>One</li><li>Two <b class="speakers">Three</b> and four</li></ul>
  </section>
  <pre class="log">WARN nothing</pre>
</main>
<footer>Imprint<img alt="Logo"></footer>
"""

# Settings, and the roles and texts of the page's segments.
ROLES = [
    pytest.param(
        Selectors(roles=(("track", "section > h2"), ("speakers", ".speakers"))),
        [
            ("ui", "Menu"),
            ("track", "Core Kafka"),
            ("speakers", "Boyang Chen"),
            ("description", "Static membership keeps rebalances away."),
            ("description", "One"),
            ("description", "Two <b>Three</b> and four"),
            ("description", "WARN nothing"),
            ("description", "Imprint"),
            ("ui", "Logo"),
        ],
        id="roles",
    ),
    pytest.param(
        Selectors(roles=(("item", "li"), ("list", "ul"), ("main", "main *"), ("ui", "footer"))),
        [
            ("ui", "Menu"),
            ("main", "Core Kafka"),
            ("main", "Boyang Chen"),
            ("main", "Static membership keeps rebalances away."),
            ("item", "One"),
            ("item", "Two <b>Three</b> and four"),
            ("main", "WARN nothing"),
            ("ui", "Imprint"),
            ("ui", "Logo"),
        ],
        id="the nearest element outwards, and of its rules the first",
    ),
    pytest.param(
        Selectors(include=("section", "nav")),
        [
            ("ui", "Menu"),
            ("title", "Core Kafka"),
            ("description", "Boyang Chen"),
            ("description", "Static membership keeps rebalances away."),
            ("description", "One"),
            ("description", "Two <b>Three</b> and four"),
        ],
        id="include",
    ),
    pytest.param(
        Selectors(exclude=("pre.log", ".speakers", "footer")),
        [
            ("ui", "Menu"),
            ("title", "Core Kafka"),
            ("description", "Static membership keeps rebalances away."),
            ("description", "One"),
            ("description", "Two <keep>Three</keep> and four"),
        ],
        id="exclude locks",
    ),
    pytest.param(
        Selectors(include=("section", ".speakers"), exclude=("ul", ".speakers")),
        [
            ("title", "Core Kafka"),
            ("description", "Static membership keeps rebalances away."),
        ],
        id="exclude is stronger than include",
    ),
    pytest.param(
        Selectors(include=("li",), exclude=("section",)),
        [("description", "One"), ("description", "Two <b>Three</b> and four")],
        id="include inside exclude",
    ),
]


@pytest.mark.parametrize("never", ["", "x + y"], ids=["in passing", "by the tree"])
@pytest.mark.parametrize(("selectors", "expected"), ROLES)
def test_rules_choose_and_name_what_is_read(
    selectors: Selectors, expected: list[tuple[str, str]], never: str
) -> None:
    if never:  # A selector that is not plain and matches nothing.
        roles = (*selectors.roles, ("never", never))
        selectors = Selectors(roles, selectors.include, selectors.exclude)

    page = read(TALKS, selectors=selectors)

    assert [(segment.role, segment.id) for segment in page.segments] == expected


# Any CSS that asks for tags.
COMPLEX = [
    (":is(h2, .speakers)", ["Core Kafka", "Boyang Chen", "Three"]),
    ("h2 + p", ["Boyang Chen"]),
    ("p:nth-child(3)", ["Static membership keeps rebalances away."]),
    ("li:first-child", ["One"]),
    ("section p:not(.speakers)", ["Static membership keeps rebalances away."]),
    ("section:has(h2) > ul > li:last-of-type > b", ["Three"]),
]


@pytest.mark.parametrize(("selector", "expected"), COMPLEX)
def test_any_css_about_tags_is_understood(selector: str, expected: list[str]) -> None:
    page = read(TALKS, selectors=Selectors(include=(selector,)))

    assert [segment.id for segment in page.segments] == expected


# What needs no tree, and the same for soupsieve.
IN_TEMPLATES = [
    ("p", "p:not(.x)"),
    ("template > p", "template > p:not(.x)"),
    ("main template .k", ":is(main) template .k"),
    ("template", "template:not(p)"),
    ("section p", ":is(section) p"),
]


@pytest.mark.parametrize(("plain", "other"), IN_TEMPLATES)
@pytest.mark.parametrize("before", ["", "<p>一"])
def test_both_ways_see_what_templates_hold(before: str, plain: str, other: str) -> None:
    markup = (
        f"{before}<template><p>二</p><template><p class=k>三</p></template></template>"
        "<main><template><b class=k>四</b></template><svg><template><g>五</g></template></svg>"
    )
    source = _source(markup)
    rules = simple_rules(Selectors(exclude=(plain,)), source.encoding)
    assert rules is not None
    assert _matches(markup, TreeRules(source, Selectors(exclude=(other,)))) == _matches(
        markup, rules
    )


def test_the_tree_of_rules_has_the_implied_end_tags_of_the_page() -> None:
    markup = "<ul><li>One<li>Two<li>Three</ul><p>Four<p>Five"
    selectors = Selectors(include=("li:nth-child(2)", "p + p"))

    assert [segment.id for segment in read(markup, selectors=selectors).segments] == [
        "Two",
        "Five",
    ]


def test_rules_read_values_in_the_encoding_of_the_page() -> None:
    markup = "<meta charset=Shift_JIS><p data-x='表&amp;'>表示</p><p>予定</p>".encode("cp932")
    plain, by_tree = "[data-x='表&']", "[data-x='表&']:is(p)"

    assert [s.id for s in read(markup, selectors=Selectors(include=(plain,))).segments] == ["表示"]
    assert [s.id for s in read(markup, selectors=Selectors(include=(by_tree,))).segments] == [
        "表示"
    ]
