"""The tree that selectors are matched on, beside the one that html5lib builds: on pages that are
well made, and on pages whose end tags are dropped, swapped or missing.
"""

import re
from pathlib import PurePosixPath
from random import Random

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.encoding import read_source
from i18n_summit.pages.kinds import FORMATTING, traits
from i18n_summit.pages.rules import _soup
from i18n_summit.pages.tokens import Kind, Tokenizer
from tests.oracle import parse
from tests.strategies import PROPERTY, pages

_MARK = "data-n"
# Others keep their ends where some are swapped: browsers move content out of formatting and out
# of tables, and read what stands in title, textarea and select in ways of its own.
_END = re.compile(r"</(?:div|section|ul|li|p|h2|pre|details|summary|x-card|x-term|q|span|button)>")
_OPTIONAL = re.compile(
    r"</(?:p|li|d[td]|t[rdh]|tbody|thead|tfoot|opt(?:ion|group)|r[tp]|body|html|head)>"
)
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


def places(soup: BeautifulSoup, *, is_damaged: bool) -> Places:
    """Give the places of all elements that the page writes.

    On a damaged page what formatting elements say counts for themselves alone:
    browsers leave copies of them behind, and move blocks out of them, which our
    tree does not follow.
    """
    found: Places = {}
    for tag in soup.find_all(_is_marked):
        # A copy comes behind what was written.
        found.setdefault(str(tag[_MARK]), _place(tag, FORMATTING if is_damaged else frozenset()))
    return found


def _is_marked(tag: Tag) -> bool:
    return _MARK in tag.attrs


def _place(tag: Tag, passed_over: frozenset[str]) -> tuple[tuple[str, ...], str, str]:
    around = [t for t in tag.parents if t.name != "[document]"]
    blocks = [str(p[_MARK]) for p in around if _MARK in p.attrs and traits(p.name).is_block]
    heard = [tag, *(t for t in around if t.name not in passed_over)]
    language, translate = (
        next((str(t[name]) for t in heard if name in t.attrs), "") for name in ("lang", "translate")
    )
    return tuple(blocks), language, translate


def ours(markup: str, *, is_damaged: bool = False) -> Places:
    source = read_source(markup.encode(), PurePosixPath("a.html"), is_html=True)
    return places(_soup(source), is_damaged=is_damaged)


def theirs(markup: str, *, is_damaged: bool = False) -> Places:
    return places(parse(markup), is_damaged=is_damaged)


def without(pattern: re.Pattern[str], markup: str, random: Random) -> str:
    """Drop some of the end tags that a pattern finds."""
    return pattern.sub(lambda tag: "" if random.random() < 0.4 else tag[0], markup)


def swapped(markup: str, random: Random) -> str:
    """Swap some end tags with the next one."""
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


@PROPERTY
@given(pages())
def test_elements_have_the_blocks_and_the_language_that_browsers_give_them(markup: str) -> None:
    markup = marked(markup)
    assert ours(markup) == theirs(markup)


@pytest.mark.parametrize("harm", HARM)
@PROPERTY
@given(markup=pages(), random=st.randoms(use_true_random=False))
def test_so_they_have_on_pages_that_are_damaged(harm: str, markup: str, random: Random) -> None:
    markup = marked(HARM[harm](markup, random))
    found, expected = ours(markup, is_damaged=True), theirs(markup, is_damaged=True)
    assert {mark: found[mark] for mark in expected} == expected
