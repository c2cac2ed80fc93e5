"""Checks of texts are given those that they look for, and miss nothing by it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.checks import CHECKS
from i18n_summit.checks.joined import BREAK, EDGE_SPACE, Joined
from i18n_summit.checks.readings import Pair
from i18n_summit.checks.register import Brief, made
from i18n_summit.model import Catalog

CASES = Path(__file__).parent / "cases" / "checks"
TEXT_CHECKS = [code for code, check in CHECKS.items() if check.on_text]
PIECES = sorted(
    {
        piece.strip("「」⟦⟧")
        for path in CASES.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        for piece in line.replace("->", "\t").split("\t")
    }
)
"""What the cases of all checks say: each check is tried on what any is made for."""
# And what stands at the edges of a text.
texts = st.lists(st.sampled_from([*PIECES, " ", "\n", "\t", "、", "12", "x"]), max_size=4).map(
    "".join
)
flags = st.sampled_from([(), ("c-format",), ("python-brace-format",), ("sh-format",)])
pairs = st.builds(Pair, texts, texts, flags, other=st.just("") | texts)


def missed(code: str, listed: list[Pair], locale: str) -> list[tuple[Pair, str]]:
    """Give what a check finds in texts that it is not given, with these texts."""
    check = CHECKS[code]
    given_ones = set(range(len(listed)))
    if check.where or check.in_source:
        given_ones = Joined(pair.text for pair in listed).having(*made(check.where))
        given_ones |= Joined(pair.source for pair in listed).having(*made(check.in_source))
    assert check.on_text is not None
    brief = Brief(locale, Catalog(locale, {}, ()))
    return [
        (listed[number], finding.message)
        for number in sorted(set(range(len(listed))) - given_ones)
        for finding in check.on_text(listed[number], brief)
    ]


@pytest.mark.parametrize("code", TEXT_CHECKS)
@given(listed=st.lists(pairs, min_size=1, max_size=4), locale=st.sampled_from(["ja", "en", "fr"]))
def test_a_check_finds_nothing_in_texts_that_it_is_not_given(
    code: str, listed: list[Pair], locale: str
) -> None:
    assert missed(code, listed, locale) == []


@pytest.mark.parametrize("code", TEXT_CHECKS)
@pytest.mark.parametrize("locale", ["ja", "en", "fr"])
def test_a_check_misses_nothing_of_its_own_cases(code: str, locale: str) -> None:
    # Each word is beside one of its neighbours alone, so that no other has its text looked at.
    lines = (CASES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    words = [line.partition(": ")[2].translate(dict.fromkeys(map(ord, "⟦⟧"))) for line in lines]
    parts = {" ".join(two) for text in words for two in pairwise(text.split())}
    listed = [pair for part in sorted(parts) for pair in (Pair(part, "", ()), Pair("", part, ()))]
    assert missed(code, listed, locale) == []


def test_checks_of_texts_say_what_they_look_for() -> None:
    assert [
        code for code in TEXT_CHECKS if not (CHECKS[code].where or CHECKS[code].in_source)
    ] == []


@given(st.lists(texts, max_size=6))
def test_an_offset_leads_to_its_text(listed: list[str]) -> None:
    joined = Joined(listed)
    for number, text in enumerate(listed):
        start = joined.starts[number]
        assert joined.whole[start : start + len(text)] == text
        assert {joined.at(start), joined.at(start + len(text))} == {number}
    assert joined.whole.count(BREAK) == max(len(listed) - 1, 0)


@given(st.lists(texts, max_size=6))
def test_texts_with_space_at_an_edge_are_found(listed: list[str]) -> None:
    expected = {number for number, text in enumerate(listed) if text != text.strip()}
    found = Joined(listed).having(EDGE_SPACE)
    # One beside an empty text may be taken for one of them.
    assert expected <= found
    assert found == expected or "" in listed
