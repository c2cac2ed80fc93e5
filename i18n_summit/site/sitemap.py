"""The sitemap: the addresses of all pages, with those of their translations."""

from collections.abc import Iterable, Iterator
from html import escape

from i18n_summit.site import MARK
from i18n_summit.site.addresses import Addresses
from i18n_summit.site.links import with_default

NAME = "sitemap.xml"
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""What search engines read of one file (sitemaps.org)."""
_START = f'<?xml version="1.0" encoding="UTF-8"?>\n{MARK}\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAGES_START = f'{_START}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_PAGES_END = "</urlset>\n"
_FILES_START = f'{_START}<sitemapindex xmlns="{_NAMESPACE}">\n'
_FILES_END = "</sitemapindex>\n"


def sitemap_files(base_url: str, pages: Iterable[Addresses]) -> Iterator[tuple[str, str]]:
    """Give the names and texts of the files that make up the sitemap, one at a time.

    That is one; where it would be longer than search engines read, several, and
    the one of the usual name, the last given, leads to the others.
    """
    names: list[str] = []
    found: list[str] = []
    size = len(_PAGES_START) + len(_PAGES_END)
    for entry in (entry for addresses in pages for entry in _entries(addresses)):
        if found and (len(found) == MOST_ADDRESSES or size + len(entry) > MOST_BYTES):
            names.append(f"sitemap-{len(names) + 1}.xml")
            yield names[-1], "".join((_PAGES_START, *found, _PAGES_END))
            found.clear()
            size = len(_PAGES_START) + len(_PAGES_END)
        found.append(entry)
        size += len(entry)
    last = "".join((_PAGES_START, *found, _PAGES_END))
    if not names:
        yield NAME, last
        return
    names.append(f"sitemap-{len(names) + 1}.xml")
    yield names[-1], last
    places = [f"  <sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names]
    yield NAME, "".join((_FILES_START, *places, _FILES_END))


def _entries(addresses: Addresses) -> Iterator[str]:
    """Give the entries of one page: one for each locale, all with the same links."""
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>\n'
        for language, address in with_default(addresses)
    )
    for address in addresses.values():
        yield f"  <url>\n    <loc>{escape(address)}</loc>\n{links}  </url>\n"
