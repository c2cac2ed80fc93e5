"""What the properties are tried on: pages, and translations that mean them harm."""

import re
from collections.abc import Iterator
from itertools import count
from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from i18n_summit.markup import Tag, TagKind, escape, is_keep, parts

WORD = re.compile(r"w\d{4}")
"""A word that a page has once."""

_TEXTS = [
    "§",
    " § について § が話します。",
    "About § and §, in short\n  words",
    "R&amp;D § AT&T",
    "&lt;b&gt; § &#60;script&#62;",
    "5 < 6 & § > 4",
    "§&nbsp;と\u3000§",
    "改善は§でした",
    "The word 改善 (§) means improvement",
    "§ ]]> {{ § }} --",
    "2019",
    "\t",
]
_VALUES = [
    "§",
    "§を開く",
    "Open §'s page",
    'so-called "§"',
    "R&amp;D § AT&T > 1",
    "&#34; onload=§",
    "",
    "§/",
]
_LANGUAGES = ["en", "en-US", "ja", "fr", "zh-Hant", "", 'e"n']
_QUOTED = re.compile(r"[\t\n\f\r \"'=<>`]|^$")


def _attribute(name: str, value: str, quote: str) -> str:
    """Write an attribute with the quotes asked for, where they can hold it."""
    if not quote and _QUOTED.search(value):
        quote = '"'
    value = value.replace('"', "&quot;") if quote == '"' else value.replace("'", "&#39;")
    return f" {name}={quote}{value}{quote}"


def _attributes(*names: str) -> st.SearchStrategy[str]:
    """Draw some of the attributes of a start tag."""
    value = st.sampled_from(_VALUES)
    quote = st.sampled_from(['"', "'", ""])
    some = st.builds(_attribute, st.sampled_from([*names, "title", "data-x"]), value, quote)
    language = st.builds(_attribute, st.just("lang"), st.sampled_from(_LANGUAGES), quote)
    bare = st.sampled_from([" hidden", " lang", ' title=""', " class=notranslate", " TITLE=§"])
    found = st.lists(some | language | bare, max_size=2)
    return st.just("") | found.map("".join)


def _void(name: str, *names: str) -> st.SearchStrategy[str]:
    return st.builds("<{}{}>".format, st.just(name), _attributes(*names))


def _element(
    name: str, content: st.SearchStrategy[str], *names: str, end: str | None = None
) -> st.SearchStrategy[str]:
    closing = f"</{name}>" if end is None else end
    return st.builds(f"<{name}{{}}>{{}}{closing}".format, _attributes(*names), content)


_text = st.sampled_from(_TEXTS)
_comment = st.sampled_from(["<!-- § -->", "<!-->", "<!-- <b> -- -->", "<?php echo 1 ?>", "<!x>"])
_leaf = (
    _text
    | _text
    | _comment
    | _void("br")
    | _void("img", "alt")
    | _void("input", "placeholder", "value")
    | _element("a", _text, "href")
    | _element("button", _text, "aria-label")
    | _element("select", _element("option", _text, "label", end=""))
    | _element("svg", _element("title", _text) | _element("text", _text))
    | _element("textarea", _text, "placeholder")
    | _element("span class=notranslate", _text, end="</span>")
    | _element("code translate=no", _text, end="</code>")
    | st.just("<script>if (1 < 2) '<b>§</b>'</script>")
    | st.just('<script type="application/ld+json">{"name": "§", "id": "§"}</script>')
    | st.just('<iframe srcdoc="&lt;p>§ &amp;amp; &lt;b&gt;§&lt;/b&gt;<i title=§>"></iframe>')
    | st.just(
        "<iframe srcdoc=&lt;p&gt;§&nbsp;&amp;amp;&#32;&lt;b&#9;title=&quot;§&quot;&gt;§&lt;/b&gt;"
        "&#x20;&lt;i&#10;title&#61;§&#32;lang=en&gt;§ data-x=§></iframe>"
    )
    | st.just("<iframe srcdoc=§ data-x></iframe>")
    | st.sampled_from(["{{ § }}", "{% if § %}", "<?php §(); ?>", "<%= § %>", "<% § %>"])
    | st.sampled_from(["<i <?php 1 ?>>§</i>", "<b {{ 1 > 2 }} title='§'>§</b>"])
)

_raw = st.sampled_from(["§", " § <b>§</b> &amp;amp; \n  §\n", "</p> <xmp> {{ § }} </xmpx> §"])


def _inline(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    run = st.lists(content, max_size=3).map("".join)
    return st.one_of(
        run,
        _element("b", run),
        _element("em", run, "class"),
        _element("x-term", run),
        _element("q class=s", run, end="</q>"),
    )


_phrase = st.recursive(_leaf, _inline, max_leaves=8)


def _block(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    flow = st.lists(content, max_size=3).map("".join)
    items = st.lists(_element("li", flow) | _element("li", flow, end=""), max_size=3)
    cells = st.lists(_element("td", flow) | _element("th", _phrase, "abbr", end=""), max_size=3)
    return st.one_of(
        flow,
        _element("div", flow, "class"),
        _element("section", st.builds("<h2>{}</h2>{}".format, _phrase, flow)),
        _element("ul", items.map("".join)),
        _element("table", _element("tbody", _element("tr", cells.map("".join)))),
        # What is no block may hold some, between texts.
        st.builds("{}{}{}".format, _text, _element("x-card", flow), _text),
        _element("details", st.builds("<summary>{}</summary>{}".format, _phrase, flow)),
    )


_flow = st.recursive(
    _phrase
    | _element("xmp", _raw)
    | _element("p", _phrase, "class")
    | _element("p", _phrase, end="")
    | _element("pre", _text)
    | st.just("<hr>")
    | st.just("<x-note><xmp>§ </xmp></x-note>"),
    _block,
    max_leaves=12,
)
_head = st.builds(
    "<title>{}</title>{}".format, _text, _void("meta name=description", "content") | st.just("")
)


def _named(markup: str) -> str:
    """Make a word of its own of each sign for one."""
    numbers = count(1)
    return re.sub("§", lambda _: f"w{next(numbers):04}", markup)


_page = st.one_of(
    _flow,
    st.builds("<!DOCTYPE html>{}".format, _flow),
    st.builds("<!DOCTYPE html>{}<body>{}".format, _head, _flow),
    st.builds(
        "<!DOCTYPE html>\n<html{}><head>{}</head>\n<body{}>{}</body></html>\n".format,
        _attributes(),
        _head,
        _attributes(),
        _flow,
    ),
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page whose elements nest as written, but for end tags that may be left out."""
    return _named(draw(_page))


_debris = st.one_of(
    st.sampled_from(
        [
            "<b>一<i>二</b>三</i>",
            "<p>一<b>二<p>三</b>四",
            "<a href=x>一<a>二</a>三</a>",
            "<table>一<tr>二<td>三",
            "</p></br></div></body>",
            "<p lang=>",
            '<p lang="en">',
            "<!DOCTYPE html>",
            "<html lang=ja>",
            "<svg><![CDATA[一]]></svg>",
            "<svg><p>",
            "<select><option>一<select>",
            "<button>一<button>",
            "<title>一",
            "<pre>\r\n一\r\n二</pre>",
            "<plaintext>",
            "<xmp>一</p>",
            "{{ 一",
            "一 }}",
            '<p class="{{ 一">二 }}',
            "{% comment %}",
            "{% endcomment %}",
            "{%- raw -%}",
            "{# 一",
            "一 #}",
            "<p <?php 一() ?>>二",
            "<b {{ 一 > 二 }} title='{# 三'>四</b>",
            "<li {% 一 > '",
            "<!--",
            "<a title='",
            "<",
            "</",
        ]
    ),
    st.text(),
)
_scraps = st.lists(_flow | _debris, max_size=6).map("".join)


@st.composite
def scraps(draw: st.DrawFn) -> str:
    """Draw anything at all, but for a page that may declare an encoding."""
    markup = _named(draw(_scraps))
    assume("charset" not in markup.lower())
    return markup


_formatting = st.sampled_from(["b", "i", "code", "a href=§", "q class=s", "label", "button"])
_tag = st.builds("<{}{}>".format, _formatting, st.sampled_from(["", "", " translate=no"]))
_end = st.sampled_from(["b", "i", "code", "a", "q", "label", "button"]).map("</{}>".format)
_scrap = st.sampled_from(["§", "§ § ", "<br>", "<!-- § -->", "<textarea>§</textarea>", "<p>§"])


def _unclosed(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw elements that end with their own end tag, with any other or with none."""
    run = st.lists(content, min_size=1, max_size=3).map("".join)
    closed = st.builds(lambda tag, run: f"{tag}{run}</{tag[1:].split()[0].strip('>')}>", _tag, run)
    return closed | closed | st.builds("{}{}{}".format, _tag, run, st.just("") | _end)


_tangles = st.lists(st.recursive(_scrap, _unclosed, max_leaves=6), min_size=1, max_size=4)


@st.composite
def tangles(draw: st.DrawFn) -> str:
    """Draw a page with formatting that crosses, or is left open or closed without a start."""
    return _named(f"<!DOCTYPE html><body><p>§ {''.join(draw(_tangles))} §")


_harm = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "--><script>",
        "&#60;script&#62;",
        "]]></svg><script>",
        "</title></textarea></select></table><script>",
        "<B>",
        "<br />",
        "&lt;b&gt; &amp;lt;",
        "日本語の訳文\u3000と\u00a0空白",
        "{{ x }}\n\n\t",
    ]
)
harm = st.builds("訳{}{}".format, _harm, st.text(max_size=5))
"""Text that is never blank, of a translator who tries."""


def in_order(message: str, texts: Iterator[str]) -> str:
    """Replace the texts of a message by others, and leave its tags where they are."""
    written: list[str] = []
    is_locked = False
    for part in parts(message):
        if isinstance(part, Tag):
            is_locked = is_keep(part) and part.kind is TagKind.OPEN
            written.append(str(part))
        else:
            written.append(escape(part if is_locked else next(texts)))
    return "".join(written)


def displaced(message: str, texts: Iterator[str]) -> str:
    """Leave the tags of a message where they are, and give all places between them other texts."""
    written = [escape(next(texts))]
    locked = ""
    for part in parts(message):
        if isinstance(part, Tag):
            locked = part.name if is_keep(part) and part.kind is TagKind.OPEN else ""
            written.append(str(part) if locked else f"{part}{escape(next(texts))}")
        elif locked:
            written.append(escape(part))
    return "".join(written)


def shuffled(message: str, texts: Iterator[str], random: Random) -> str:
    """Give the elements of a message another order, with other texts between them.

    Needs tags that are pairs.
    """
    stack: list[tuple[Tag | None, list[str]]] = [(None, [])]
    for part in parts(message):
        tag, inside = stack[-1]
        if isinstance(part, str):
            if tag is not None and is_keep(tag):
                inside.append(escape(part))
        elif part.kind is TagKind.OPEN:
            stack.append((part, []))
        elif part.kind is TagKind.VOID:
            inside.append(str(part))
        else:
            stack.pop()
            stack[-1][1].append(f"{tag}{_mixed(tag, inside, texts, random)}{part}")
    return _mixed(None, stack[0][1], texts, random)


def _mixed(tag: Tag | None, inside: list[str], texts: Iterator[str], random: Random) -> str:
    if tag is not None and is_keep(tag):
        return "".join(inside)
    random.shuffle(inside)
    return escape(next(texts)) + "".join(element + escape(next(texts)) for element in inside)


def has_pairs(message: str) -> bool:
    """Tell whether each tag of a message is one of a pair, and none cross."""
    opened: list[str] = []
    for part in parts(message):
        if isinstance(part, str) or part.kind is TagKind.VOID:
            continue
        if part.kind is TagKind.OPEN:
            opened.append(part.name)
        elif opened[-1:] != [part.name]:
            return False
        else:
            opened.pop()
    return not opened
