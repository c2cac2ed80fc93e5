"""Pages: bytes in, segments out."""

from pathlib import PurePosixPath

from i18n_summit.model import Page, Selectors
from i18n_summit.pages.encoding import PageBytes, read_source
from i18n_summit.pages.html import read_html
from i18n_summit.pages.selectors import Rules, parse_simple, simple_rules
from i18n_summit.pages.text import read_text

HTML_SUFFIXES = frozenset({".html", ".htm"})
TEXT_SUFFIXES = frozenset({".txt"})
_NO_SELECTORS = Selectors()

__all__ = [
    "HTML_SUFFIXES",
    "TEXT_SUFFIXES",
    "check_selector",
    "is_page",
    "read_page",
    "rules_for",
]


def is_page(path: PurePosixPath) -> bool:
    """Tell by its name whether a file is a page to translate."""
    return path.suffix.lower() in HTML_SUFFIXES | TEXT_SUFFIXES


def read_page(
    data: bytes, path: PurePosixPath, *, latin: str = "en", selectors: Selectors = _NO_SELECTORS
) -> Page:
    """Split one page into segments.

    *path* names the page in messages and catalogs, and its suffix tells the
    format: what is not .html or .htm is plain text. *latin* is the language of
    Latin text that the page declares no language for.

    Raises PageError, with path and byte offset, for text that is not in the
    page's encoding.
    """
    is_html = path.suffix.lower() in HTML_SUFFIXES
    source = read_source(data, path, is_html=is_html)
    if not is_html:
        return read_text(source, path, latin=latin)
    return read_html(source, path, latin=latin, rules=rules_for(source, selectors))


def check_selector(selector: str) -> None:
    """Raise SelectorError for a selector that is no CSS, or that asks for text."""
    if parse_simple(selector) is None:
        from i18n_summit.pages import rules

        rules.check_selector(selector)


def rules_for(source: PageBytes, selectors: Selectors) -> Rules | None:
    """Give the rules that the selectors of a project make for one page, None without any."""
    if not selectors:
        return None
    rules = simple_rules(selectors, source.encoding)
    if rules is not None:
        return rules
    from i18n_summit.pages.rules import TreeRules  # Brings bs4.

    return TreeRules(source, selectors)
