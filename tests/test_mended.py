"""What browsers mend: no translation changes it, on pages that nobody would write."""

import tracemalloc
from random import Random

import pytest
from selenium.webdriver import Chrome

from tests.browser import elements as elements_in_chromium
from tests.hostile import NEWER, hostile_page, moved_about
from tests.oracle import comments, elements, read


def is_mended_alike(markup: str, rendered: str) -> bool:
    """Tell whether two pages have the same elements in the same ones, as html5lib builds them."""
    return elements(markup) == elements(rendered) and comments(markup) == comments(rendered)


def _mended_otherwise(random: Random, number: int) -> list[tuple[str, str]]:
    """Give the pages, of so many, that html5lib builds in another way once they are rendered."""
    markups = [hostile_page(random, without=NEWER) for _ in range(number)]
    pairs = [(m, r) for m in markups if (r := moved_about(m, random)) is not None]
    return [pair for pair in pairs if not is_mended_alike(*pair)]


def test_no_translation_changes_what_html5lib_mends() -> None:
    random = Random(1)  # noqa: S311 - The same at every run.
    assert _mended_otherwise(random, 200) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_translation_changes_what_html5lib_mends_on_many_pages(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - The same at every run.
    assert _mended_otherwise(random, 2_500) == []


def _differences(driver: Chrome, random: Random, number: int) -> list[tuple[str, str]]:
    """Give the pages, of so many, that Chromium builds in another way once they are rendered."""
    markups = [hostile_page(random) for _ in range(number)]
    pairs = [(m, r) for m in markups if (r := moved_about(m, random)) is not None]
    before = elements_in_chromium(driver, [markup for markup, _ in pairs])
    after = elements_in_chromium(driver, [rendered for _, rendered in pairs])
    return [pair for pair, ours, theirs in zip(pairs, before, after, strict=True) if ours != theirs]


def test_no_translation_changes_what_chromium_mends(browser: Chrome) -> None:
    random = Random(1)  # noqa: S311 - The same at every run.
    assert _differences(browser, random, 500) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_translation_changes_what_chromium_mends_on_many_pages(
    browser: Chrome, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - The same at every run.
    assert [pair for _ in range(5) for pair in _differences(browser, random, 500)] == []


@pytest.mark.slow
def test_a_page_that_leaves_all_open_takes_no_more_memory_than_what_is_found() -> None:
    # All elements, kept to the end of the page, would be about as much again.
    markup = "<b>x<p>" * 8_000
    read(markup[:1_000])  # What the first page brings stays.
    tracemalloc.start()
    page = read(markup)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(page.segments) == 8_000
    assert peak < 1.4 * kept
