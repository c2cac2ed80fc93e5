"""The addresses of a page: where it can be found in each locale."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

Addresses = dict[str, str]
"""The URL of one page by locale; the first is for those who speak none of them."""


def page_addresses(base_url: str, path: PurePosixPath, locales: Iterable[str]) -> Addresses:
    """Give where a page is found in *locales*.

    *base_url* ends in a slash, *path* is that in the source folder. A page named
    ``index.html`` is found at its folder: one page, one address.
    """
    shown = "/".join(path.parts[:-1]) + "/" if path.name == "index.html" else str(path)
    behind = quote(shown.lstrip("/"))
    return {locale: f"{base_url}{locale}/{behind}" for locale in locales}
