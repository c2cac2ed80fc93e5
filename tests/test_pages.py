"""HTML pages to messages.

Golden cases: ``cases/extract/NAME.html`` is read to ``cases/extract/NAME.po``.
After a wanted change, write them anew and read the difference:

    UPDATE_CASES=1 pytest tests/test_pages.py && git diff tests/cases
"""

import gc
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_summit.catalogs.sources import gather_sources, sources_for, template_messages
from i18n_summit.catalogs.store import format_catalog
from i18n_summit.errors import PageError
from i18n_summit.model import (
    Catalog,
    Element,
    Holder,
    Location,
    Page,
    Segment,
    Selectors,
    Slot,
    Span,
    Writing,
)
from i18n_summit.pages import is_page, read_page, rules_for
from i18n_summit.pages.encoding import read_source
from i18n_summit.pages.html import Strider
from i18n_summit.pages.scopes import Scope
from i18n_summit.pages.walk import Walker
from i18n_summit.render import render_page
from tests.oracle import read
from tests.strategies import pages, scraps

CASES = sorted((Path(__file__).parent / "cases" / "extract").glob("*.html"))
RULES = {
    "roles-by-rule": Selectors(
        roles=(("track", "section > h2"), ("intro", ".intro, nav a"), ("form", "form"))
    )
}


def messages(page: Page) -> str:
    """Give the messages of a page as a PO file has them."""
    header = {"Content-Type": "text/plain; charset=UTF-8"}
    found = template_messages(gather_sources([page]))
    return format_catalog(Catalog(None, header, tuple(found))).decode()


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_page_gives_its_messages(case: Path) -> None:
    expected = case.with_suffix(".po")
    page = read(case.read_bytes(), selectors=RULES.get(case.stem), name=case.name)

    found = messages(page)

    if os.environ.get("UPDATE_CASES"):
        expected.write_bytes(found.encode())
    assert found == expected.read_bytes().decode()


def test_every_golden_case_has_its_page() -> None:
    assert [case.with_suffix(".po") for case in CASES] == sorted(CASES[0].parent.glob("*.po"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
    ],
)
def test_a_page_stored_in_another_way_gives_the_same_messages(
    case: Path, stored: Callable[[str], bytes]
) -> None:
    data = stored(case.read_bytes().decode())
    page = read(data, selectors=RULES.get(case.stem), name=case.name)
    assert messages(page) == case.with_suffix(".po").read_bytes().decode()


def test_a_page_is_its_bytes_its_segments_and_what_rendering_needs() -> None:
    markup = '<html lang=en>\n<p lang>Go <a href="x">home</a><!-- c --> now</p><img alt=Logo>'

    assert read(markup) == Page(
        path=PurePosixPath("page.html"),
        data=markup.encode(),
        encoding="utf-8",
        segments=(
            Segment(
                span=Span(23, 60),
                id="Go <a>home</a> now",
                language="en",
                role="description",
                tokens=("<a>", "</a>"),
                offsets=(3, 15, 19, 23),
                comments=(Span(23, 33),),
                holder=Holder.ELEMENT,
                element=1,
            ),
            Segment(
                span=Span(73, 77),
                id="Logo",
                language="en",
                role="ui",
                writing=Writing.UNQUOTED,
                holder=Holder.ELEMENT,
                element=2,
            ),
        ),
        elements=(
            Element(None, "en", None, (Slot(Span(11, 13), "{}"),), is_root=True),
            Element(0, "", None, (Slot(Span(22, 22), '="{}"'),)),
            Element(0, None, 68),
        ),
    )


# A page, and its messages.
ODDITIES = [
    pytest.param("", [], id="empty"),
    pytest.param("Core Kafka", ["Core Kafka"], id="text alone"),
    pytest.param("<p>a\0b<p title='a\0b'>", ["ab", "a\ufffdb"], id="NUL"),
    pytest.param("<pre>a\rb\r\nc</pre>", ["a\nb\nc"], id="old line ends"),
    pytest.param("<p>a\rb\fc<p title='a\rb'>", ["a b c", "a b"], id="white space"),
    pytest.param(
        '<input placeholder="{% trans "Search" %}"><p>{{ x }} a',
        ["<keep>{{ x }}</keep> a"],
        id="a template tag that ends a value",
    ),
    pytest.param(
        "<a {% link title='a b' %}>c<p><img {# alt=d #} alt=e><p><i {{ f(title='g') }} title=h>i",
        ["c", "e", "h", "i"],
        id="attributes in template tags",
    ),
    pytest.param(
        """<p {% if a %}title="b c"{% else %} title='d' {% endif %}>e<p {% f %}title=g>h"""
        '<input {{#if i}}placeholder="j {{ k }}"{{/if}}><img <% if l %>alt="m"<% end %> title="n">'
        '<p title=o title=p>q<p {{ r }}title="s" data-{% if t %}title="u"{% endif %}>v',
        ["b c", "d", "e", "g", "h", "j <keep>{{ k }}</keep>", "o", "q", "v"],
        id="attributes between template tags",
    ),
    pytest.param(
        "<p title='{{ a }} b 100%}'>{% c <i title='d %} {{ e }}'>f</i><p title='{{ g }} h?>'>i",
        ["<keep>{{ a }}</keep> b 100%}", "<keep>{{ g }}</keep> h?>", "i"],
        id="values with the end of a template tag that does not begin in them",
    ),
    pytest.param(
        "<img src='{{ a('b', alt='c') }}' alt=d><p title='e {{ f('g') }} h'>i"
        """<p title="j {# k"l #} m" class=x title=n>o<p title="{{ p }}" {{ q }} alt=r>s""",
        ["d", "i", "n", "o", "s"],
        id="template tags with the quotes of the value around",
    ),
    pytest.param(
        """<p>a<p title=b id="<?= c("d", title="e") ?>" title=f>g<p>h<p <?php i() ?>>j</p>"""
        "<p title=<?= k ?>>l<p title=m><a <%= n title='o' %>><b>p</b></a><p <%= q %><i>r",
        ["a", "b", "g", "h", "j", "l", "m", "p", "r"],
        id="template tags that end a start tag too early",
    ),
    pytest.param(
        "<option <?php if ($a->b) echo 1 ?> value=x>One</option><p {% if a > b %}c{% endif %}>d"
        "<p>e <b <?php if ($f): ?>title='g > h' {{ i > j }}<?php endif ?>>k</b><img <?= l ?> alt=m>"
        "<button <%= n ?> %>>o</button>r<h2 <?= p ?>>q</h2>",
        ["One", "d", "e <b>k</b><img/><button/>r", "o", "q"],
        id="template tags that end a start tag",
    ),
    pytest.param(
        '<p>{{ "<b>bold</b>" }} hi<p>{% if a <b> 3 %}Hello{% endif %}<p>{{ c }} d',
        ['<keep>{{ "&lt;b>bold&lt;/b>" }}</keep> hi', "<keep>{{ c }}</keep> d"],
        id="template tags with markup in them",
    ),
    pytest.param(
        "<p>a<p>b {{ c<p title=d>e<p>f }} g<p>{{ h }} i",
        ["a", "<keep>{{ h }}</keep> i"],
        id="a template tag with blocks in it",
    ),
    pytest.param(
        "<p>{% if a <p> 3 %}b<p {{ c > d }}>e<p title='f {{ g'>h }} i<p>j",
        ["e", "j"],
        id="template tags that begin in text or in a tag",
    ),
    pytest.param(
        "<p>Begin with {{ a<p>b, or {{ c }}<p>or }}<p>{{}} {{ }}<p><i>{{</i> to <i>}}</i>",
        [
            "Begin with {{ a",
            "b, or <keep>{{ c }}</keep>",
            "or }}",
            "<i1>{{</i1> to <i2>}}</i2>",
        ],
        id="starts and ends that are no template tag",
    ),
    pytest.param(
        "<p>{{ a }} b<p>c{max-width:100%}<p>50%>40%, d?><p>e #} f<p><b>{%</b> to <b>%}</b>",
        [
            "<keep>{{ a }}</keep> b",
            "c{max-width:100%}",
            "50%>40%, d?>",
            "e #} f",
            "<b1>{%</b1> to <b2>%}</b2>",
        ],
        id="ends that nothing begins",
    ),
    pytest.param(
        "<li>Begin <i>{{ a</i><li>b<li><i>}}</i> ends<p>c {{ d</p><p>e }}<p>{% if</p><p>f"
        "<p>{{ '</p>g' }}<p>h {{ 'i</p>j' }}<p>k",
        ["Begin <i>{{ a</i>", "b", "<i>}}</i> ends", "c {{ d", "e }}", "{% if", "f", "k"],
        id="starts that an end tag cuts where no string is",
    ),
    pytest.param(
        "<p>From <code>{#</code> to <code>#}</code><p>a {# b</p>c<p>#} d<p>{{!-- e</p>f<p>g --}}"
        "<p>{% comment %}h</p><p>i {% endcomment %}"
        "<p>{% raw %}</p><p>{{ '<i>j</i>' }} k<div>{# <p>l</p> #}</div>",
        [
            "From <code1>{#</code1> to <code2>#}</code2>",
            *("a {# b", "c", "#} d", "{{!-- e", "f", "g --}}", "h", "i"),
            "<keep>{{ '&lt;i>j&lt;/i>' }}</keep> k",
        ],
        id="comments of templates that end in another element are text about them",
    ),
    pytest.param(
        "<p>'{{'<p>a<p>'}}' b<p>{% if c</p><p>d %} e<p>{{ f <b }}>g</b><p>h",
        ["a", "'}}' b", "{% if c", "d %} e", "h"],
        id="starts in quotes, and ends that an end tag cuts from theirs",
    ),
    pytest.param(
        "<? if ($a > 1) echo '<p>b</p>' ?><p>c<? $d->e ?> f<p><?g> h<p><?xml i > j?><p>k <? 1>2",
        ["c<keep><? $d->e ?></keep> f", "h", "k <keep><? 1></keep>2"],
        id="short tags of PHP",
    ),
    pytest.param(
        "---\nlayout: default\ntitle: Home <b\n---\n<p>a <i>b</i>\n---\n<p>c",
        ["a <i>b</i> ---", "c"],
        id="front matter of Jekyll",
    ),
    pytest.param('+++ \r\ntitle = "a"\r\n+++\t\r\nb', ["b"], id="front matter of Hugo"),
    pytest.param("\ufeff---\n---\na", ["a"], id="nothing in it, and a byte order mark before"),
    pytest.param("---\na: b\n+++\n---c", ["--- a: b +++ ---c"], id="front matter that never ends"),
    pytest.param("\n---\na\n---\nb", ["--- a --- b"], id="lines of signs behind the beginning"),
    pytest.param(
        "<iframe srcdoc='---\na\n---\nb'></iframe>", ["--- a --- b"], id="and in a page within"
    ),
    pytest.param(
        '<{{ tag }} class="title" title="A b">z words</{{ tag }}><p>'
        "c <{{ d }} e>f</{{ d }}> g {{ h }}"
        "<h2><<?php echo $i; ?> class='j'>k</<?php echo $i; ?>></h2><p>l < {{ m }}",
        [
            "z words",
            "c <keep1><{{ d }} e></keep1>f<keep2></{{ d }}></keep2> g <keep3>{{ h }}</keep3>",
            *("k", "l < <keep>{{ m }}</keep>"),
        ],
        id="tags whose name a template gives",
    ),
    pytest.param(
        """<p>a</p><?php if ($b->c) { echo "d " . $e; } echo '<p title="f">g</p>';<p>h""",
        ["a"],
        id="PHP that goes on to the end of the page",
    ),
    pytest.param(
        "<?php if ($a->b) { ?><p>c <?= $d ?> e</p><?= $f->g . '<p>h</p>'; }\n",
        ["c <keep><?= $d ?></keep> e"],
        id="whole PHP before such",
    ),
    pytest.param(
        "<iframe srcdoc='<p>a<?php if ($b->c) echo d;'></iframe><p>e",
        ["a", "e"],
        id="PHP that goes on to the end of a page within the page",
    ),
    pytest.param("<p>a<p>b {% if c <d %}e{% endif %} f", ["a"], id="the end of the page in one"),
    pytest.param(
        "<p>From <code translate=no>{{a</code> to <code translate=no>b}}</code>",
        ["From <keep1>{{a</keep1> to <keep2>b}}</keep2>"],
        id="starts and ends of a template tag in locked text",
    ),
    pytest.param(
        "<h2>a</h2>{% comment 'b' %}<h2 title=c>d</h2><p>e {{ f }} g{% endcomment %}<p>h</p>"
        "{#<p>i {{ j }}{% k %}</p>#}<p>l {%- comment -%}m{%- endcomment -%} n</p>"
        "{{!--<p>o {{ p }}</p>--}}<p>q</p>{{--<p>r {{ s }}</p>--}}",
        ["a", "h", "l <keep>{%- comment -%}m{%- endcomment -%}</keep> n", "q"],
        id="comments of templates",
    ),
    pytest.param(
        "{% javascript %}for (i=0;i<9;i++) a('<b>c</b>');{% endjavascript %}"
        """<p>d {% style 'e' %} f</p>"""
        '{% schema %}{"name": "g", "h": "<i title=j>k</i>"}{% endschema %}<p>l'
        "<div>{% stylesheet %}m{n: url('<p>')}{% endstylesheet %}</div>{% style %}o{}{% endstyle %}"
        "p<p>q</p>{% javascript %}if (r <s && t) u(){% endjavascript %} v>",
        ["d <keep>{% style 'e' %}</keep> f", "l", "p", "q"],
        id="code of Liquid",
    ),
    pytest.param(
        "{% raw %}<p>a {{ b }}{% comment %}</p>{% endraw %}c{% endcomment %}"
        "{% verbatim d %}<p>{# e{% raw %}{% endverbatim d %}<p>f #}<p>{% comments %}g",
        [
            "a <keep>{{ b }}</keep>",
            "c",
            "{# e",
            "f #}",
            "g",
        ],
        id="what templates show as it is",
    ),
    pytest.param(
        "<iframe srcdoc=Hello{{ a }}></iframe><iframe srcdoc='<p>b<p>c {{ d['e'] }}'></iframe>"
        "<iframe srcdoc='f {% raw %}'></iframe>",
        ["b", "f"],
        id="template tags that end a page within the page",
    ),
    pytest.param("<p>{{ a }}<p>%{%-form}t <% b", ["%{%-form}t <% b"], id="starts alone are text"),
    pytest.param("<p>{{ a }}<p>&lt;?= b ?&gt;", ["<?= b ?>"], id="shown template tags"),
    pytest.param(
        "<meta name=title property=og:title content='A b'><meta name=twitter:label1 content=By>",
        ["A b", "By"],
        id="meta",
    ),
    pytest.param(f"<p>&#{'0' * 5_000}65;&#{'9' * 5_000};", ["A\ufffd"], id="numbers with no end"),
    pytest.param("<p>a <!-- b", ["a"], id="a comment that never ends"),
    pytest.param("<p>a <b title='b", ["a"], id="a tag that never ends"),
    pytest.param("<title>a <b>", ["a &lt;b>"], id="a title that never ends"),
    pytest.param(
        "a<plaintext>b</plaintext> &lt;", ["a", "b&lt;/plaintext> &amp;lt;"], id="plaintext"
    ),
    pytest.param(
        "<p>a<xmp>\n b &amp; \0\r\n  <b>c</b>{{ d }} \n</xmp>e",
        ["a", "b &amp;amp; \ufffd\n  &lt;b>c&lt;/b><keep>{{ d }}</keep>", "e"],
        id="xmp",
    ),
    pytest.param("<listing>\n a\n  <b>b</b> &amp;</listing>", ["a\n  <b>b</b> &"], id="listing"),
    pytest.param(
        "<select><xmp>a</xmp></select><noscript><xmp>b</xmp></noscript><math><mi><xmp>c</xmp>"
        "</math><iframe srcdoc='<xmp>d</xmp>e'></iframe><xmp>f</xmp>",
        ["e", "f"],
        id="xmp where not all browsers take it for raw text",
    ),
    pytest.param("<title>a\0b</title><svg><title>c\0d", ["a\ufffdb", "cd"], id="NUL in titles"),
    pytest.param("<p>a</br>b", ["a<br/>b"], id="the end tag of br is a br"),
    pytest.param("<p>a</p>b</p>c", ["a", "b", "c"], id="the end tag of p is a p"),
    pytest.param("<body>a</body> b</html>", ["a b"], id="text after the end"),
    pytest.param("<head> <meta>a <b>b</b> c", ["a <b>b</b> c"], id="text in the head ends it"),
    pytest.param(
        "<!-- a --><html> <head title=b></head><head title=c><p>d", ["b", "d"], id="a second head"
    ),
    pytest.param("<p>a</p><head title=b>c", ["a", "c"], id="a head where none can be"),
    pytest.param("<title>a</title><head title=b>", ["a"], id="a head behind one not written"),
    pytest.param("a<body class=x>b", ["ab"], id="text before the body"),
    pytest.param(
        "{% load a %}<html><head title=b>{% block c %}<title>d</title>{{ e }}</head>{# f #}<body>g",
        ["b", "d", "g"],
        id="templates before the body",
    ),
    pytest.param("<p>Save <code translate=no>orders", ["Save"], id="a lock that never ends"),
    pytest.param(
        "<p><b>a <q translate=no>b</b> c", ["<b>a <keep></keep></b> c"], id="nor in a sentence"
    ),
    pytest.param("<body>a<frameset>b<p>c", ["ab", "c"], id="a frameset in the body"),
    pytest.param(
        "<table><div class=notranslate>a<tr><td>b</td></tr></div></table>",
        ["b"],
        id="a lock around a row, which browsers move out of the table",
    ),
    pytest.param(
        "<table><span translate=no><td>a<tr><b translate=no><td>b<td><i>c</i></table>",
        ["a", "b", "c"],
        id="inline locks around cells",
    ),
    pytest.param("<html lang=ja>a<html lang=en>b", ["ab"], id="html twice"),
    pytest.param(
        "<p>a<button>b<p>c</button>d", ["a<button/>d", "b", "c"], id="a paragraph in a button"
    ),
    pytest.param("<svg>a<p>b</svg>c", ["a", "bc"], id="svg that p ends"),
    pytest.param(
        "<p><b>a<p>b <label>c</b> d", ["a", "b <label/></b> d", "c"], id="a label in what goes on"
    ),
    pytest.param(
        "<div><b><q translate=no>a<p>b</b> c</p>d",
        ["c", "d"],
        id="a lock that ends with formatting",
    ),
    pytest.param(
        "<p>a <code translate=no>b</p><p>c <q>d</q> e</p></code><p>f",
        ["a", "f"],
        id="a lock that goes on behind its block",
    ),
    pytest.param(
        "<p>a <code translate=no>b</p><p>c</code> d",
        ["a", "<keep>c</keep> d"],
        id="and ends in a sentence",
    ),
    pytest.param(
        "<p><code translate=no>a</p><div>b<p>c</div>d</code> e",
        ["<keep>d</keep> e"],
        id="a lock that goes on around a block",
    ),
    pytest.param(
        "<div translate=no><p>a <b translate=yes>b</p>c <i>d</i></b> e</div>",
        ["b", "c <i>d</i>"],
        id="formatting that goes on and is no lock",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), ODDITIES)
def test_odd_pages_are_read_too(markup: str, expected: list[str]) -> None:
    segments = sorted(read(markup).segments, key=lambda segment: segment.span.start)
    assert [segment.id for segment in segments] == expected


# The last two need the tree of bs4.
@pytest.mark.parametrize("selector", ["code", ".k", "p + div code", "div > code:not(.x)"])
def test_rules_hold_in_formatting_that_goes_on(selector: str) -> None:
    page = read(
        "<p>a <i>b</i> <code class=k>c</p><div>d <q>e</q></code> f</div>",
        selectors=Selectors(exclude=(selector,)),
    )

    assert page.segments[-1].id == "<keep>d e</keep> f"


# Names of files, and whether they are pages.
NAMES = [
    ("index.html", True),
    ("INDEX.HTM", True),
    ("page.xhtml", False),
    ("dump.txt", True),
    ("style.css", False),
    ("html", False),
    (".html", False),
    ("page.html.bak", False),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_pages_are_known_by_their_names(name: str, *, expected: bool) -> None:
    assert is_page(PurePosixPath("source") / name) is expected


# Encodings

# Bytes of a page, and Python's name of its encoding.
_HEAD = "<meta charset={}><title>①月の日程〜表</title>"
ENCODINGS = [
    pytest.param("<title>①月の日程〜表</title>".encode(), "utf-8", id="none declared"),
    pytest.param(_HEAD.format("utf-8").encode(), "utf-8", id="UTF-8"),
    pytest.param(_HEAD.format("UTF8").encode(), "utf-8", id="another label"),
    pytest.param(_HEAD.format("sjis").encode("utf-8-sig"), "utf-8", id="mark before label"),
    pytest.param(
        _HEAD.replace("〜", "～").format("Shift_JIS").encode("cp932"),
        "whatwg_shift_jis",
        id="Shift_JIS is cp932",
    ),
    pytest.param(
        _HEAD.format("EUC-JP").encode("euc_jis_2004"), "whatwg_euc_jp", id="EUC-JP as browsers do"
    ),
    pytest.param(
        b"<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"
        + "<title>①月の日程～表</title>".encode("cp932"),
        "whatwg_shift_jis",
        id="http-equiv",
    ),
    pytest.param(
        b"<META CONTENT=\"text/html; CHARSET = 'x-sjis'; x\" HTTP-EQUIV=content-type>"
        + "<title>①月の日程～表</title>".encode("cp932"),
        "whatwg_shift_jis",
        id="http-equiv with quotes and more",
    ),
    pytest.param(
        b"<!-- <meta charset=utf-8> --><script>'<meta charset=utf-8>'</script>"
        + _HEAD.replace("〜", "～").format("Shift_JIS").encode("cp932"),
        "whatwg_shift_jis",
        id="not in comments and scripts",
    ),
    pytest.param(
        b"<meta name=description content='charset=utf-8'>"
        + _HEAD.replace("〜", "～").format("Shift_JIS").encode("cp932"),
        "whatwg_shift_jis",
        id="not in other values",
    ),
    pytest.param(
        ("<!--" + " " * 2000 + "-->" + _HEAD.replace("〜", "～").format("Shift_JIS")).encode(
            "cp932"
        ),
        "whatwg_shift_jis",
        id="declared late",
    ),
    pytest.param(
        _HEAD.replace("〜", "～").format("Shift_JIS").encode("cp932") + b"<meta charset=utf-8>",
        "whatwg_shift_jis",
        id="of two the first",
    ),
    pytest.param(_HEAD.format("utf-16").encode(), "utf-8", id="UTF-16 that is none"),
    pytest.param(
        b"<?xml version='1.0' encoding = 'Shift_JIS' ?>"
        + "<title>①月の日程～表</title>".encode("cp932"),
        "whatwg_shift_jis",
        id="an XML declaration",
    ),
    pytest.param(
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + _HEAD.format("utf-8").encode(),
        "utf-8",
        id="a meta before an XML declaration",
    ),
    pytest.param(
        b' <?xml version="1.0" encoding="iso-8859-1"?>' + "<title>①月の日程〜表</title>".encode(),
        "utf-8",
        id="an XML declaration that is none",
    ),
    pytest.param(
        b'<?xml version="1.0" encoding="klingon"?>' + "<title>①月の日程〜表</title>".encode(),
        "utf-8",
        id="an unknown XML declaration",
    ),
    pytest.param(
        b"<meta charset=klingon>" + _HEAD.replace("〜", "～").format("Shift_JIS").encode("cp932"),
        "whatwg_shift_jis",
        id="the first that browsers know",
    ),
    pytest.param(
        _HEAD.format("gb2312").encode("gb18030"), "whatwg_gb18030", id="gb2312 is gb18030"
    ),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODINGS)
def test_a_page_is_read_in_the_encoding_that_browsers_find(data: bytes, encoding: str) -> None:
    page = read(data)

    (title,) = (s for s in page.segments if s.role == "title")
    assert (page.encoding, page.data, page.stored) == (encoding, data, None)
    assert title.id.replace("～", "〜").replace("1月", "①月") == "①月の日程〜表"
    assert data[title.span.start : title.span.end].decode(encoding) == title.id


# Bytes of a page, and the encoding that it is stored in.
TRANSCRIBED = [
    pytest.param("\ufeff<p title='表'>表示</p>".encode("utf-16-le"), "utf-16-le", id="UTF-16 LE"),
    pytest.param("\ufeff<p title='表'>表示</p>".encode("utf-16-be"), "utf-16-be", id="UTF-16 BE"),
    pytest.param(
        "<meta charset=ISO-2022-JP><p title='表'>表示</p>".encode("iso2022_jp"),
        "whatwg_iso_2022_jp",
        id="ISO-2022-JP",
    ),
]


@pytest.mark.parametrize(("data", "encoding"), TRANSCRIBED)
def test_what_is_not_ascii_compatible_is_transcribed(data: bytes, encoding: str) -> None:
    page = read(data)

    assert (page.encoding, page.file_encoding) == ("utf-8", encoding)
    assert page.data.decode() == data.decode(encoding)
    assert [segment.id for segment in page.segments] == ["表", "表示"]


def test_iso_8859_1_is_windows_1252() -> None:
    page = read(b"<meta charset=ISO-8859-1><p>caf\xe9 \x93Kafka\x94 \x80</p>")

    assert page.encoding == "whatwg_windows_1252"
    assert [segment.id for segment in page.segments] == ["café “Kafka” €"]


# Bytes of a page that cannot be read, and the complaint.
UNREADABLE = [
    pytest.param(
        b"<p>Kafka\n<p>caf\xe9",
        "page.html:2: byte 15 (0xE9) is not utf-8. Save the page in the encoding it declares,"
        " or declare the one it is in: <meta charset=…>.",
        id="not UTF-8",
    ),
    pytest.param(
        "<p>日程\n".encode("cp932") + b"<meta charset=EUC-JP>",
        "page.html:1: byte 3 (0x93) is not euc-jp. Save the page in the encoding it declares,"
        " or declare the one it is in: <meta charset=…>.",
        id="not what it declares",
    ),
    pytest.param(
        b"<title>Kafk\xe9</title>\n\n<meta charset='klingon'>",
        'page.html:3: byte 22: the page declares an unknown encoding, "klingon".'
        " Declare one that browsers know, such as utf-8.",
        id="unknown label",
    ),
    pytest.param(
        b"<meta charset=hz-gb-2312>",
        'page.html:1: byte 0: the page declares an unknown encoding, "hz-gb-2312".'
        " Declare one that browsers know, such as utf-8.",
        id="a label that browsers refuse",
    ),
    pytest.param(
        b"\xff\xfe<\x00p",
        "page.html:1: byte 4 (0x70) is not utf-16-le. Save the page in the encoding it declares,"
        " or declare the one it is in: <meta charset=…>.",
        id="half a character",
    ),
]


# Names that browsers do not know, on pages in UTF-8.
NO_LABELS = [
    '<meta charset="{{ site.encoding }}">',
    "<meta charset=\"<?php bloginfo('charset'); ?>\">",
    '<meta charset="UTF-8;">',
    '<meta charset="utf8mb4">',
    "<meta charset=”utf-8″>",
    '<meta http-equiv="Content-Type" content="text/html; charset={{ encoding }}">',
]


@pytest.mark.parametrize("meta", NO_LABELS)
def test_a_name_of_an_encoding_that_says_nothing_leaves_the_page_in_utf_8(meta: str) -> None:
    page = read(f"{meta}<p>日程".encode())
    assert (page.encoding, [s.id for s in page.segments]) == ("utf-8", ["日程"])


@pytest.mark.parametrize(("data", "complaint"), UNREADABLE)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, complaint: str) -> None:
    with pytest.raises(PageError) as caught:
        read(data)
    assert str(caught.value) == complaint


def test_a_text_page_that_cannot_be_read_has_no_meta_to_mend() -> None:
    with pytest.raises(PageError) as caught:
        read("Core Kafka\n日程".encode("cp932"), name="page.txt")
    assert str(caught.value) == (
        "page.txt:2: byte 11 (0x93) is not utf-8. Save the page in the encoding it declares, or"
        " declare the one it is in, by a byte order mark or as UTF-8."
    )


# Messages of several places

TWO_PAGES = (
    '<html lang="ja"><h2>Core Kafka</h2><h3>KSQL</h3><p its-loc-note="A button">View</p>',
    "<html lang='en'>\n<h2>Core Kafka</h2>\n<nav>\u3000\n 表示 <b>View</b><div>View</div></nav>",
)


def test_a_message_knows_all_its_places() -> None:
    pages = [
        read_page(markup.encode(), PurePosixPath(name), latin="en", selectors=Selectors())
        for markup, name in zip(TWO_PAGES, ("a.html", "b/index.html"), strict=True)
    ]

    found = {source.message.id: source for source in gather_sources(pages)}

    view = found["View"]
    assert list(found) == ["Core Kafka", "KSQL", "View", "\u3000 表示 <b>View</b>"]
    assert view.message.references == ("a.html", "b/index.html")
    assert (view.languages, view.roles) == (("en",), ("description", "ui"))
    assert (view.trail, view.notes) == (("Core Kafka",), ("A button",))
    assert view.location == Location(PurePosixPath("a.html"), 1, 76)
    mixed = found["\u3000 表示 <b>View</b>"]
    assert mixed.location == Location(PurePosixPath("b/index.html"), 3, 6)


def test_a_heading_that_never_ends_does_not_stand_above_all_messages_in_full() -> None:
    unclosed = "<div><h2>Core " + "Kafka " * 10_000 + "<p>Streams</div>"
    page = read(unclosed + "".join(f"<p>talk {number}" for number in range(10_000)))

    sources = gather_sources([page])
    assert {source.trail for source in sources[2:]} == {("Core " + "Kafka " * 82 + "Kaf…",)}


def test_what_an_element_says_of_all_it_holds_stands_shortened_with_each_message() -> None:
    long = "Kafka " * 10_000
    page = read(
        f"<div its-loc-note='{long}' data-translate-comment='{long}'"
        f" data-translate-context='{long}' lang='fr{'-kafka' * 10_000}'>"
        + "".join(f"<p>talk {number}" for number in range(10_000))
        + '<script type="application/ld+json">{"@context": {"@language": "de'
        + "-kafka" * 10_000
        + '"}, "name": "Streams"}</script>'
    )

    found = {(s.notes, s.context, s.language) for s in page.segments}

    shown = "Kafka " * 83 + "Ka…"
    assert found == {((shown, shown), shown, "en")}


def test_columns_count_characters_and_no_byte_order_mark() -> None:
    pages = [read("\ufeff<b>日本語</b> <p>表示<p>予定\n<p>概要")]

    found = [source.location for source in gather_sources(pages)]

    path = PurePosixPath("page.html")
    expected = [Location(path, *place) for place in [(1, 4), (1, 15), (1, 20), (2, 4)]]
    assert found == expected


# A page, and its messages with their languages: as Chromium says the lang and translate of each.
LATE = [
    pytest.param("<html><p>a<html lang=fr><p>b", [("a", "fr"), ("b", "fr")], id="html"),
    pytest.param("<html lang=de><p>a<html lang=fr><p>b", [("a", "de"), ("b", "de")], id="first"),
    pytest.param(
        "<html><body lang=de><p>a<html lang=fr><body lang=it translate=no><p>b<p translate=yes>c",
        [("c", "de")],
        id="body inside",
    ),
    pytest.param("<html translate=yes><p>a<html translate=no>", [("a", "en")], id="translate"),
    pytest.param("<body><p>a<body class=notranslate><body translate=yes>", [("a", "en")], id="two"),
    pytest.param("<body class=x><p>a<body class=notranslate>", [("a", "en")], id="another class"),
    pytest.param("<body><template><body lang=fr></template>a", [("a", "en")], id="template"),
    pytest.param(
        "<title>a</title><p>b<body lang=fr><p>c<body lang=it translate=no><p translate=yes>d",
        [("a", "en"), ("d", "fr")],
        id="body that begins unsaid",
    ),
    pytest.param(
        "<head><title>a</title><noscript><img></noscript></head><body lang=fr>b<body lang=it>",
        [("a", "en"), ("b", "fr")],
        id="body behind a noscript",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), LATE)
def test_later_tags_of_the_page_and_its_body_count_where_the_first_says_nothing(
    markup: str, expected: list[tuple[str, str]]
) -> None:
    assert [(s.id, s.language) for s in read(markup).segments] == expected


def test_xml_lang_counts_in_svg_and_math_before_lang() -> None:
    page = read(
        "<svg xml:lang=fr lang=de><text>Un</text><text lang=de>Zwei</text>"
        "<text lang=de xml:lang=it>Tre</text></svg><p xml:lang=fr>Four</p>"
    )

    assert [s.language for s in page.segments] == ["fr", "de", "it", "en"]


# Locale, and the messages that its catalog has.
WANTED = [
    ("en", ["ストリーム処理", "Bonjour", "流处理", "Both"]),
    ("en-GB", ["ストリーム処理", "Bonjour", "流处理", "Both"]),
    ("ja", ["Core Kafka", "Bonjour", "流处理", "Both"]),
    ("fr", ["Core Kafka", "ストリーム処理", "流处理", "Both"]),
    ("zh-Hant", ["Core Kafka", "ストリーム処理", "Bonjour", "Both"]),
    ("de", ["Core Kafka", "ストリーム処理", "Bonjour", "流处理", "Both"]),
]


@pytest.mark.parametrize(("locale", "expected"), WANTED)
def test_a_locale_has_what_is_not_in_its_language(locale: str, expected: list[str]) -> None:
    page = read(
        "<p>Core Kafka<p>ストリーム処理<p lang=fr>Bonjour<p lang=zh>流处理<p>Both<p lang=fr>Both"
    )

    assert [s.message.id for s in sources_for(gather_sources([page]), locale)] == expected


# The long steps and the short ones

_RULES = [
    Selectors(),
    Selectors(roles=(("track", "h2, p b"), ("aside", "div > p"), ("talk", "em"))),
    Selectors(include=("section", "td"), exclude=("b", "ul li")),
    Selectors(roles=(("talk", "p:not(.s)"),), exclude=("li:first-child",)),
]


@given(pages() | scraps(), st.sampled_from(_RULES))
@example("<a><p>a <em>b</em></a><p>c <em>d</em>", Selectors())
@example('<div><b lang=ja>x<p>a</p>b <i>c</i><p title="t">d</b></div>', Selectors())
@example('<p>a <a title="b">c <b title="d">e</b></a></p><h2><i>f</i></h2><h3>g</h3>', Selectors())
@example("<head>a<p>b <i>c</i></p><svg><p>d<q>e</q>", Selectors())
def test_what_is_read_in_long_steps_is_what_is_read_token_by_token(
    markup: str, selectors: Selectors
) -> None:
    source = read_source(markup.encode(), PurePosixPath("page.html"), is_html=True)
    scope = Scope(is_selected=not selectors.include)
    quick = Strider(source, "en", scope, rules_for(source, selectors))
    patient = Walker(source, "en", scope, rules_for(source, selectors))

    assert quick.read() == patient.read()
    assert quick.register.elements == patient.register.elements


# Hostile pages, and how many messages they have.
HOSTILE = [
    pytest.param("<b>" * 10_000 + "deep", 1, id="nested formatting"),
    pytest.param("<div>deep" * 10_000, 1, id="nested blocks"),
    pytest.param("<span>a</span>b" * 10_000, 1, id="one long sentence"),
    pytest.param("<span translate=no>a" * 10_000 + "b", 0, id="nested locks"),
    pytest.param("<button>a" * 10_000 + "b", 2, id="buttons that never close"),
    pytest.param(
        "<p>" + "".join(f"<b translate=no id={n}>" for n in range(20)) + "<p>a" * 5_000,
        0,
        id="locks that go on",
    ),
    pytest.param("<body>" + "<body lang=fr>a<p>" * 10_000, 1, id="bodies"),
    pytest.param("<h2>a<h3>b" * 10_000, 2, id="headings"),
    pytest.param("<section><h2>a</h2>" * 10_000, 1, id="nested sections"),
    pytest.param("<x-a>a<p>b" * 10_000, 3, id="blocks in inline elements"),
    pytest.param("<i></i>" * 10_000 + "a" + "<i></i>" * 10_000, 1, id="empty elements around"),
    pytest.param("a<!-- b -->" * 10_000, 1, id="comments"),
    pytest.param("<img alt=a>" * 10_000, 1, id="attributes"),
    pytest.param(f"<p{' class=x' * 50_000}>a", 1, id="one tag of many attributes"),
    pytest.param("<p>" + "</p>" * 10_000 + "a", 1, id="paragraphs that only end"),
    pytest.param("<p>" + "{{ a " * 10_000 + "b", 1, id="template tags that never end"),
    pytest.param("<p>{{ a<p>b }}c" * 10_000 + "<p>d", 1, id="template tags that blocks cut"),
    pytest.param("{% comment %}<p>a</p>" * 10_000 + "b", 2, id="comments that never end"),
    pytest.param("{# {{ a <p>b }} {# %}" * 10_000, 3, id="parts of template tags"),
    pytest.param("{{ 'a' {{ b" * 10_000 + "<p>{% if a%}%}" * 10_000, 1, id="halves of them"),
    pytest.param("<% a " * 10_000 + "<?= b " * 10_000, 1, id="nor those of ERB and PHP"),
    pytest.param("<p {{ a > b }} <?c?>>d" * 10_000, 1, id="start tags that they cut"),
    pytest.param('{% <a "{{> }} %}<a {{>' * 10_000 + "b", 0, id="and cut without an end"),
    pytest.param("---\n" + "---a\n" * 10_000, 1, id="lines that end no front matter"),
    pytest.param("<{{ a }} {{ " * 10_000 + "<p>b", 1, id="tags without end that templates name"),
    pytest.param("<<? {% <{% a <{{ '" * 10_000, 0, id="nor with an end of the names"),
    pytest.param("<p>a</p><?php if ($a->b) " * 10_000, 1, id="PHP that never ends"),
    pytest.param("<p>{# a</p><b>#}</b>" * 10_000, 1, id="comments that elements end"),
    pytest.param("<svg>" + "<q>a" * 10_000, 1, id="unknown elements in svg"),
    pytest.param("<b>a</b> " * 20_000, 1, id="one sentence of plain tags"),
    pytest.param("<a title=b>日本</a>" * 10_000, 2, id="attributes that cannot say a language"),
    pytest.param("".join(f"<p>talk {number}" for number in range(10_000)), 10_000, id="one line"),
    pytest.param("<pre>a</pre>" * 20_000, 1, id="texts that keep their lines"),
    pytest.param("".join(f"<p its-loc-note={n}>a" for n in range(20_000)), 1, id="notes"),
    pytest.param("".join(f"<p lang=aa-{n}>a" for n in range(20_000)), 1, id="languages"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("markup", "expected"), HOSTILE)
def test_hostile_pages_are_read_and_rendered_in_one_pass(markup: str, expected: int) -> None:
    page = read(markup)

    sources = gather_sources([page])
    translations = {s.message.key: f"訳{s.message.id}" for s in sources}
    assert len(sources) == expected
    assert render_page(page, {}, "ja", keeps_language=True).data == markup.encode()
    assert len(render_page(page, {}, "ja").data) >= len(markup)
    assert render_page(page, translations, "ja").data.count("訳".encode()) >= expected


def test_pages_leave_nothing_of_their_images_behind() -> None:
    tracemalloc.start()
    try:
        for number in range(8):
            image = f'<img src="data:image/png;base64,{number}{"A" * 500_000}" alt="A picture">'
            page = read(f"<p>See {image} here</p>{image}")
            assert [segment.id for segment in page.segments][-1] == "A picture"
        del page, image
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000


def test_pages_leave_nothing_to_the_collector_of_cycles() -> None:
    srcdoc = '<p>Kafka <iframe srcdoc="<p>Streams of {{ name }}</p>"></iframe> <b>runs<p>on</b>'
    trees = Selectors(exclude=("p:not(.x) > b",))

    def read_all(selectors: Selectors) -> None:
        for markup in (srcdoc, *(case.read_bytes().decode() for case in CASES)):
            page = read(markup, selectors=selectors)
            render_page(page, {(s.context, s.id): f"訳{s.id}" for s in page.segments}, "ja")

    for selectors in (Selectors(), trees):
        read_all(selectors)  # What is loaded for it makes cycles.
    gc.collect()
    gc.disable()
    try:
        for selectors in (Selectors(), trees):
            read_all(selectors)
            assert gc.collect() == 0
    finally:
        gc.enable()
