"""HTML tokens with their spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.references import decode_references
from i18n_summit.pages.tokens import Attribute, Kind, Token, Tokenizer, attributes, is_self_closing
from i18n_summit.pages.tree import Tree
from tests.strategies import scraps

START, END, TEXT = Kind.START, Kind.END, Kind.TEXT
COMMENT, DOCTYPE, CDATA = Kind.COMMENT, Kind.DOCTYPE, Kind.CDATA
TEMPLATE = Kind.TEMPLATE


def tokens(markup: str) -> list[Token]:
    """Cut a page as it is cut for reading, with the elements that are open in mind."""
    tokenizer = Tokenizer(markup)
    tree = Tree(tokenizer)
    found: list[Token] = []
    for token in tokenizer:
        tree.feed(token)
        found.append(token)
    return found


# A page, and its tokens as they stand in it, with the kind and name of each.
TOKENS = [
    pytest.param(
        "<P Class=x>R&amp;D</p >",
        [("<P Class=x>", START, "p"), ("R&amp;D", TEXT, ""), ("</p >", END, "p")],
        id="tags and text",
    ),
    pytest.param(
        "<!doctype html><!-- <p> --><!x><?xml > ?>",
        [
            ("<!doctype html>", DOCTYPE, ""),
            ("<!-- <p> -->", COMMENT, ""),
            ("<!x>", COMMENT, ""),
            ("<?xml >", COMMENT, ""),
            (" ?>", TEXT, ""),
        ],
        id="declarations",
    ),
    pytest.param(
        "<? a > 1 ?><?b > ?><?c><?d ?><? 1 > ?>",
        [
            ("<? a > 1 ?>", TEMPLATE, ""),
            ("<?b > ?>", TEMPLATE, ""),
            ("<?c>", COMMENT, ""),
            ("<?d ?>", TEMPLATE, ""),
            ("<? 1 >", COMMENT, ""),
            (" ?>", TEXT, ""),
        ],
        id="short tags of PHP",
    ),
    pytest.param(
        "<?php if ($a > 1): ?>a<?= $b->c ?><% if a > b %>b<%= c %><% <?php > <p> <?=",
        [
            ("<?php if ($a > 1): ?>", TEMPLATE, ""),
            ("a", TEXT, ""),
            ("<?= $b->c ?>", TEMPLATE, ""),
            ("<% if a > b %>", TEMPLATE, ""),
            ("b", TEXT, ""),
            ("<%= c %>", TEMPLATE, ""),
            ("<% ", TEXT, ""),
            ("<?php > <p> <?=", COMMENT, ""),
        ],
        id="templates, and what never ends as they do",
    ),
    pytest.param(
        """<{{ a }} b="c > d" {{ e > f }}>g</{{ a }}><<?= $h->i ?> j>k</<?= $h->i ?>><<% l %>>"""
        "</{% if m %}n{% else %}o{% endif %} p='{{ q('>') }}'>",
        [
            ("""<{{ a }} b="c > d" {{ e > f }}>""", TEMPLATE, ""),
            ("g", TEXT, ""),
            ("</{{ a }}>", TEMPLATE, ""),
            ("<<?= $h->i ?> j>", TEMPLATE, ""),
            ("k", TEXT, ""),
            ("</<?= $h->i ?>>", TEMPLATE, ""),
            ("<<% l %>>", TEMPLATE, ""),
            ("</{% if m %}n{% else %}o{% endif %} p='{{ q('>') }}'>", TEMPLATE, ""),
        ],
        id="tags whose name a template gives",
    ),
    pytest.param(
        "a < {{ b }} > <{{ }}> <{{ c <{% 5 %}> <{{ d }}<e><{{ f }} 'g",
        [
            ("a < {{ b }} > <{{ }}> <{{ c <{% 5 %}> <{{ d }}", TEXT, ""),
            ("<e>", START, "e"),
            ("<{{ f }} 'g", TEXT, ""),
        ],
        id="what is no such tag",
    ),
    pytest.param(
        "<{{ '<b>' }} c><{{ d }}>",
        [
            ("<{{ '", TEXT, ""),
            ("<b>", START, "b"),
            ("' }} c>", TEXT, ""),
            ("<{{ d }}>", TEMPLATE, ""),
        ],
        id="nor is what holds a tag of HTML",
    ),
    pytest.param(
        "a < b <3 <> </> </ x> <é>",
        [
            ("a < b <3 <> ", TEXT, ""),
            ("</>", COMMENT, ""),
            (" ", TEXT, ""),
            ("</ x>", COMMENT, ""),
            (" <é>", TEXT, ""),
        ],
        id="a < that begins no tag",
    ),
    pytest.param(
        "<a\ttitle='>' href=\">\"/>x",
        [("<a\ttitle='>' href=\">\"/>", START, "a"), ("x", TEXT, "")],
        id="> in values",
    ),
    pytest.param(
        "<a title=a'b\"c<d>x", [("<a title=a'b\"c<d>", START, "a"), ("x", TEXT, "")], id="unquoted"
    ),
    pytest.param("x</a title='>'>", [("x", TEXT, ""), ("</a title='>'>", END, "a")], id="end tag"),
    pytest.param("<br/><x-y/>", [("<br/>", START, "br"), ("<x-y/>", START, "x-y")], id="slashes"),
    pytest.param("<p\u00a0x>", [("<p\u00a0x>", START, "p\u00a0x")], id="U+00A0 is no white space"),
    # Comments.
    pytest.param(
        "<!-->x<!--->y<!---->z<!--a--!>b<!--a--b->c-->",
        [
            ("<!-->", COMMENT, ""),
            ("x", TEXT, ""),
            ("<!--->", COMMENT, ""),
            ("y", TEXT, ""),
            ("<!---->", COMMENT, ""),
            ("z", TEXT, ""),
            ("<!--a--!>", COMMENT, ""),
            ("b", TEXT, ""),
            ("<!--a--b->c-->", COMMENT, ""),
        ],
        id="ends of comments",
    ),
    pytest.param(
        "x<!-- a <p>b</p> ->", [("x", TEXT, ""), ("<!-- a <p>b</p> ->", COMMENT, "")], id="no end"
    ),
    # What the end of the page cuts off.
    pytest.param("x<", [("x<", TEXT, "")], id="lone <"),
    pytest.param("x</", [("x</", TEXT, "")], id="lone </"),
    pytest.param("x<a", [("x", TEXT, ""), ("<a", COMMENT, "")], id="cut name"),
    pytest.param("x<a b", [("x", TEXT, ""), ("<a b", COMMENT, "")], id="cut attribute"),
    pytest.param("x<a b=", [("x", TEXT, ""), ("<a b=", COMMENT, "")], id="cut value"),
    pytest.param("x<a b='y>", [("x", TEXT, ""), ("<a b='y>", COMMENT, "")], id="open quotes"),
    pytest.param("x</a", [("x", TEXT, ""), ("</a", COMMENT, "")], id="cut end tag"),
    pytest.param("x<!doctype", [("x", TEXT, ""), ("<!doctype", DOCTYPE, "")], id="cut doctype"),
    # Raw text.
    pytest.param(
        "<title>a <b>&amp;</b></TITLE >x",
        [
            ("<title>", START, "title"),
            ("a <b>&amp;</b>", TEXT, "title"),
            ("</TITLE >", END, "title"),
            ("x", TEXT, ""),
        ],
        id="title",
    ),
    pytest.param(
        "<textarea></textareas><!--</textarea/>-->",
        [
            ("<textarea>", START, "textarea"),
            ("</textareas><!--", TEXT, "textarea"),
            ("</textarea/>", END, "textarea"),
            ("-->", TEXT, ""),
        ],
        id="textarea",
    ),
    pytest.param(
        "<style>p>a{}<!--</style>-->",
        [
            ("<style>", START, "style"),
            ("p>a{}<!--", TEXT, "style"),
            ("</style>", END, "style"),
            ("-->", TEXT, ""),
        ],
        id="style",
    ),
    pytest.param("<xmp></xmp>", [("<xmp>", START, "xmp"), ("</xmp>", END, "xmp")], id="empty"),
    pytest.param(
        "<iframe><p>", [("<iframe>", START, "iframe"), ("<p>", TEXT, "iframe")], id="open"
    ),
    pytest.param(
        "<plaintext></plaintext>",
        [("<plaintext>", START, "plaintext"), ("</plaintext>", TEXT, "plaintext")],
        id="plaintext",
    ),
    pytest.param(
        "<noscript><p>a</noscript>",
        [
            ("<noscript>", START, "noscript"),
            ("<p>", START, "p"),
            ("a", TEXT, ""),
            ("</noscript>", END, "noscript"),
        ],
        id="noscript is markup",
    ),
    # Scripts.
    pytest.param(
        "<script>'</script>'",
        [
            ("<script>", START, "script"),
            ("'", TEXT, "script"),
            ("</script>", END, "script"),
            ("'", TEXT, ""),
        ],
        id="script",
    ),
    pytest.param(
        "<script><!-- <script></script> --></script>x",
        [
            ("<script>", START, "script"),
            ("<!-- <script></script> -->", TEXT, "script"),
            ("</script>", END, "script"),
            ("x", TEXT, ""),
        ],
        id="script in a comment in a script",
    ),
    pytest.param(
        "<script><!-- </script> -->",
        [
            ("<script>", START, "script"),
            ("<!-- ", TEXT, "script"),
            ("</script>", END, "script"),
            (" -->", TEXT, ""),
        ],
        id="comment in a script",
    ),
    pytest.param(
        "<script><!--><script></script>x",
        [
            ("<script>", START, "script"),
            ("<!--><script>", TEXT, "script"),
            ("</script>", END, "script"),
            ("x", TEXT, ""),
        ],
        id="empty comment in a script",
    ),
    pytest.param(
        "<script><!-- <scripts></script>x",
        [
            ("<script>", START, "script"),
            ("<!-- <scripts>", TEXT, "script"),
            ("</script>", END, "script"),
            ("x", TEXT, ""),
        ],
        id="another name in a script",
    ),
    # Svg and math.
    pytest.param(
        "<svg><![CDATA[a<b]]>]]></svg><![CDATA[c]]>",
        [
            ("<svg>", START, "svg"),
            ("<![CDATA[a<b]]>", CDATA, ""),
            ("]]>", TEXT, ""),
            ("</svg>", END, "svg"),
            ("<![CDATA[c]]>", COMMENT, ""),
        ],
        id="CDATA in svg alone",
    ),
    pytest.param(
        "<svg><![CDATA[a", [("<svg>", START, "svg"), ("<![CDATA[a", CDATA, "")], id="open CDATA"
    ),
    pytest.param(
        "<svg><title><b>a</b></title><style><g></g></style></svg>",
        [
            ("<svg>", START, "svg"),
            ("<title>", START, "title"),
            ("<b>", START, "b"),
            ("a", TEXT, ""),
            ("</b>", END, "b"),
            ("</title>", END, "title"),
            ("<style>", START, "style"),
            ("<g>", START, "g"),
            ("</g>", END, "g"),
            ("</style>", END, "style"),
            ("</svg>", END, "svg"),
        ],
        id="no raw text in svg",
    ),
    pytest.param(
        "<svg><foreignObject><textarea><b></textarea></foreignObject><title>",
        [
            ("<svg>", START, "svg"),
            ("<foreignObject>", START, "foreignobject"),
            ("<textarea>", START, "textarea"),
            ("<b>", TEXT, "textarea"),
            ("</textarea>", END, "textarea"),
            ("</foreignObject>", END, "foreignobject"),
            ("<title>", START, "title"),
        ],
        id="HTML in svg",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), TOKENS)
def test_a_page_is_cut_as_browsers_cut_it(
    markup: str, expected: list[tuple[str, Kind, str]]
) -> None:
    found = [(markup[t.start : t.end], t.kind, t.name) for t in tokens(markup)]
    assert found == expected


@given(scraps() | st.text("<>/!-'\"= abscript[]CDATA&;", max_size=40))
def test_tokens_cover_a_page_without_a_gap(markup: str) -> None:
    found = tokens(markup)

    assert all(token.start < token.end for token in found)
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert (found[-1].end if found else 0) == len(markup)


def test_reading_begins_after_a_byte_order_mark() -> None:
    assert list(Tokenizer("\u00ef\u00bb\u00bf<p>", 3)) == [Token(START, 3, 6, "p")]


# A start tag, and the name, source, value and quotes of its attributes.
ATTRIBUTES = [
    pytest.param("<a>", [], id="none"),
    pytest.param(
        '<a href="/d?a&amp;b">', [("href", 'href="/d?a&amp;b"', "/d?a&amp;b", '"')], id='"'
    ),
    pytest.param("<a title='a \"b\"'>", [("title", "title='a \"b\"'", 'a "b"', "'")], id="'"),
    pytest.param("<a href=/d/>", [("href", "href=/d/", "/d/", "")], id="unquoted"),
    pytest.param("<a hidden>", [("hidden", "hidden", "", "=")], id="no value"),
    pytest.param("<a hidden />", [("hidden", "hidden", "", "=")], id="no value before a slash"),
    pytest.param("<a lang=>", [("lang", "lang=", "", "")], id="sign without value"),
    pytest.param("<a lang= >", [("lang", "lang= ", "", "")], id="sign without value, then space"),
    pytest.param('<a lang="">', [("lang", 'lang=""', "", '"')], id="empty value"),
    pytest.param(
        "<a\n  Class = 'x'\tID\r\n=\f\"y\">",
        [("class", "Class = 'x'", "x", "'"), ("id", 'ID\r\n=\f"y"', "y", '"')],
        id="white space and capitals",
    ),
    pytest.param(
        "<a x='1'y=2 / z>",
        [("x", "x='1'", "1", "'"), ("y", "y=2", "2", ""), ("z", "z", "", "=")],
        id="nothing between",
    ),
    pytest.param("<a x=1 X=2>", [("x", "x=1", "1", "")], id="of two with one name the first"),
    pytest.param(
        "<a =x \"y' =z>",
        [("=x", "=x", "", "="), ("\"y'", "\"y' =z", "z", "")],
        id="odd names",
    ),
    pytest.param(
        "<a x='>' y='/>'/>", [("x", "x='>'", ">", "'"), ("y", "y='/>'", "/>", "'")], id=">"
    ),
    pytest.param("<a x=\u00a0\u3000>", [("x", "x=\u00a0\u3000", "\u00a0\u3000", "")], id="U+00A0"),
]


@pytest.mark.parametrize(("markup", "expected"), ATTRIBUTES)
def test_attributes_know_their_places(
    markup: str, expected: list[tuple[str, str, str, str]]
) -> None:
    (token,) = tokens(markup)

    def shown(attribute: Attribute) -> tuple[str, str, str, str]:
        written = markup[attribute.start : attribute.end]
        value = markup[attribute.value_start : attribute.value_end]
        return attribute.name, written, value, attribute.quote

    assert [
        shown(attribute) for attribute in attributes(markup, token.start, token.end)
    ] == expected


# A start tag, and whether it closes itself.
SELF_CLOSING = [
    ("<g/>", True),
    ("<g x='1'/>", True),
    ("<g x />", True),
    ("<g x=1/>", False),  # The slash is in the value.
    ("<g x=/>", False),
    ("<g x=1 x=2/>", False),
    ("<g / >", False),
    ("<g>", False),
]


@pytest.mark.parametrize(("markup", "expected"), SELF_CLOSING)
def test_which_tags_close_themselves(markup: str, *, expected: bool) -> None:
    (token,) = tokens(markup)
    assert is_self_closing(markup, token) is expected


# Source, what it says in text, and what it says in an attribute.
REFERENCES = [
    ("R&D", "R&D", "R&D"),
    ("AT&T; &amp;lt;", "AT&T; &lt;", "AT&T; &lt;"),
    ("&lt;&#60;&#x3C;&#X3c", "<<<<", "<<<<"),
    ("&nbsp;&#12288;&ensp;", "\u00a0\u3000\u2002", "\u00a0\u3000\u2002"),
    ("&copy 2019 &copy=1 &copyx", "© 2019 ©=1 ©x", "© 2019 &copy=1 &copyx"),
    ("&notit; &notin;", "¬it; ∉", "&notit; ∉"),
    ("&#128; &#x9F;", "€ Ÿ", "€ Ÿ"),
    ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\ufffd" * 4, "\ufffd" * 4),
    ("&#1;&#xFDD0;", "\x01\ufdd0", "\x01\ufdd0"),
    ("&#; &#x; &; &unheardof;", "&#; &#x; &; &unheardof;", "&#; &#x; &; &unheardof;"),
    ("&NotEqualTilde;", "\u2242\u0338", "\u2242\u0338"),
]


@pytest.mark.parametrize(("source", "text", "value"), REFERENCES)
def test_character_references_are_read_as_browsers_do(source: str, text: str, value: str) -> None:
    assert decode_references(source) == text
    assert decode_references(source, in_attribute=True) == value


# Input that makes careless parsers slow, of some megabytes, and its number of tokens.
HOSTILE = [
    pytest.param("<a " * 400_000, 1, id="tags that never close"),
    pytest.param('<a b="' * 200_000, 1, id="quotes that never close"),
    pytest.param("<a b='\">" * 100_000, 50_000, id="crossed quotes"),
    pytest.param("<!--" * 300_000, 1, id="comments that never close"),
    pytest.param("<" * 1_000_000, 1, id="<"),
    pytest.param("</" * 500_000, 1, id="</"),
    pytest.param("<![CDATA[" * 100_000, 1, id="CDATA outside svg"),
    pytest.param("<title>" * 150_000, 2, id="title that never closes"),
    pytest.param("<script><!--<script>" + "</script>" * 100_000, 100_001, id="script ends"),
    pytest.param("<p x" + "=" * 1_000_000 + ">", 1, id="equals signs"),
    pytest.param("<p " + "/" * 1_000_000 + ">", 1, id="slashes"),
    pytest.param("<p" + " x=y" * 200_000 + ">", 1, id="attributes"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("markup", "expected"), HOSTILE)
def test_hostile_input_is_cut_in_one_pass(markup: str, expected: int) -> None:
    assert len(tokens(markup)) == expected


@pytest.mark.parametrize("unit", ["&", "&#", "&#9", "&amp", "&#99999999", "&notanentityatall"])
def test_hostile_references_are_read_in_one_pass(unit: str) -> None:
    text = unit * 200_000
    assert len(decode_references(text)) <= len(text)
    assert decode_references("&#" + "9" * 1_000_000 + ";") == "\ufffd"
