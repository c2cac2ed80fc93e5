"""What holds for the words of a page by what is written around them: as browsers have it."""

import re

import pytest
from bs4.element import NavigableString, PreformattedString
from hypothesis import given

from i18n_summit.model import Selectors
from tests.oracle import parse, read
from tests.strategies import tangles

_WORD = re.compile(r"w\d{4}")
_KEPT = re.compile(r"<keep\d*>.*?</keep\d*>", re.DOTALL)


def ours(markup: str) -> set[str]:
    """Give the words of a page that may be translated."""
    found = set[str]()
    for segment in read(markup).segments:
        found.update(_WORD.findall(_KEPT.sub("", segment.id)))
    return found


def theirs(markup: str) -> set[str]:
    found = set[str]()
    for text in parse(markup).find_all(string=_WORD):
        if not isinstance(text, PreformattedString) and not _is_locked(text):
            found.update(_WORD.findall(text))
    return found


def _is_locked(text: NavigableString) -> bool:
    return any(tag.get("translate") == "no" for tag in text.parents)


@given(tangles())
def test_the_words_that_browsers_lock_are_locked(markup: str) -> None:
    markup = markup.replace("textarea", "sub")  # In a textarea html5lib lets formatting go on.
    assert ours(markup) == theirs(markup)


# What formatting has ended across, and what is read there: texts with their languages.
OUTLIVED = [
    pytest.param("<code class=notranslate><p></code>b</p>", [("b", "en")], id="a lock"),
    pytest.param(
        "<div><b translate=no>a<p>b</b>c <i>d</i></p></div>e",
        [("c <i>d</i>", "en"), ("e", "en")],
        id="with text in it",
    ),
    pytest.param("<a class=notranslate><div>a<a>b</a></div>", [("b", "en")], id="a link"),
    pytest.param(
        "<div><b translate=no>a<i>b<p>c</b>d</p>e</i>", [("d", "en"), ("e", "en")], id="two"
    ),
    pytest.param(
        "<div><b translate=no>a<i translate=yes>b<p>c</b>d</p>e</i>f",
        [("b", "en"), ("c</b>d", "en"), ("e", "en"), ("f", "en")],
        id="and one says another thing",
    ),
    pytest.param(
        "<div translate=no>a<b translate=yes>b<p>c</b>d</div>",
        [("b", "en"), ("c", "en")],
        id="what is no lock",
    ),
    pytest.param(
        "<div>a <b lang=fr>b<p>c</b>d</p>e</div>",
        [("a <b>b", "en"), ("c", "fr"), ("d", "en"), ("e", "en")],
        id="a language",
    ),
    pytest.param("<div><b class=k>a<p>b</b>c</p>d", [("c", "en"), ("d", "en")], id="a rule"),
    pytest.param(
        "<div>a <b translate=no>b<ul><li>c</b>d<li>e</ul>f</div>",
        [("a <b/>f", "en"), ("d", "en"), ("e", "en")],
        id="in a sentence",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), OUTLIVED)
@pytest.mark.parametrize("selector", [".k", ".k:not(.x)"])
def test_formatting_says_nothing_behind_its_end_tag(
    selector: str, markup: str, expected: list[tuple[str, str]]
) -> None:
    page = read(markup, selectors=Selectors(exclude=(selector,)))
    found = sorted(page.segments, key=lambda segment: segment.span.start)
    assert [(segment.id, segment.language) for segment in found] == expected


# Signs between two words of a class, and whether they part them (HTML Standard, 2.3.7).
BETWEEN = [
    *((sign, True) for sign in (" ", "\t", "\n", "\f", "\r", " \n")),
    *(
        (sign, False)
        for sign in ("\v", "\x1c", "\x1f", "\x85", "\xa0", "&nbsp;", "\u2003", "\u3000")
    ),
]


@pytest.mark.parametrize(("sign", "parts"), BETWEEN)
def test_only_ascii_white_space_parts_classes(sign: str, *, parts: bool) -> None:
    for selector in (".k", ".k:not(.x)"):
        selectors = Selectors(exclude=(selector,))
        for markup in (f'<p class="k{sign}z">a', f"<p class='z{sign}k'>a"):
            assert bool(read(markup, selectors=selectors).segments) is not parts
    for markup in (f'<p class="notranslate{sign}z">a', f"<p class='z{sign}notranslate'>a"):
        assert bool(read(markup).segments) is not parts


# Words before a frameset, where html5lib says whether that takes the place of the body.
FRAMESETS = [
    "w0001<p>",
    "<p>w0001 ",
    "<p>&nbsp;",
    "<p>&#32;",
    "<p> <!-- w0001 -->",
    "<p>\0",
    "<div><p><b>",
    "<title>w0001</title><p>",
    "<script>w0001</script><p>",
    "<p><img>",
    "<ul><li>",
    "<p><input>",
    "<p><input type=hidden>",
    "<pre>",
    "<table></table>",
    "<p><svg></svg>",
    "<select></select>",
]


@pytest.mark.parametrize("before", FRAMESETS)
def test_a_frameset_hides_words_where_it_can_be_the_page(before: str) -> None:
    markup = f"{before}<frameset>w0002 <i>w0003</i>"
    assert ours(markup) & {"w0002", "w0003"} == theirs(markup) & {"w0002", "w0003"}


@pytest.mark.parametrize("before", ["\ufeff", "---\ntitle: a\n---\n"])
def test_what_stands_before_the_markup_is_no_text_before_a_frameset(before: str) -> None:
    assert ours(f"{before}<p><frameset>w0001") == ours("<p><frameset>w0001") == set()
    assert ours(f"{before}<br><frameset>w0001") == ours("<br><frameset>w0001") == {"w0001"}
