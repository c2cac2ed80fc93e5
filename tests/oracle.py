"""Pages as the toolkit reads them, and as a browser does: by bs4 over html5lib."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from i18n_summit.model import Page, Selectors
from i18n_summit.pages import read_page
from i18n_summit.pages.json_ld import PROSE

FOR_PEOPLE = frozenset(
    "abbr alt aria-label content label placeholder srcdoc title".split(),
)
"""The translatable attributes of ``strategies``."""

Path = tuple[str, ...]
"""The elements around a place, outermost first, with their attributes."""


def read(
    markup: str | bytes, *, latin: str = "en", selectors: Selectors | None = None, name: str = ""
) -> Page:
    """Read a page as a project does."""
    data = markup.encode() if isinstance(markup, str) else markup
    path = PurePosixPath(name or "page.html")
    return read_page(data, path, latin=latin, selectors=selectors or Selectors())


def parse(markup: str | bytes) -> BeautifulSoup:
    """Parse a page as browsers do; bytes are UTF-8."""
    text = markup.decode() if isinstance(markup, bytes) else markup
    # An end tag without effect, so that no text is taken for a file's name.
    return BeautifulSoup(text + "</nothing>", "html5lib")


def skeleton(markup: str | bytes) -> list[tuple[int, str]]:
    """List the elements of a page with depth and attributes, scripts and styles with their
    content, and those of the pages within it.

    Left out is what rendering may change: texts for people, the attributes
    that say a language, and each ``<span>`` that has no others.
    """
    soup = parse(markup)
    for tag in soup.find_all():
        if tag.name == "span" and set(tag.attrs) == {"lang"}:
            tag.unwrap()
    found = [(len(path(tag)), _start(tag)) for tag in soup.find_all()]
    for tag in soup.find_all("iframe", srcdoc=True):
        found += skeleton(str(tag["srcdoc"]))
    for tag in soup.find_all(["script", "style"]):
        text = "".join(map(str, tag.contents))
        is_data = tag.get("type") == "application/ld+json"
        found.append((0, _without_prose(json.loads(text)) if is_data else text))
    return found


def _without_prose(data: object) -> str:
    if isinstance(data, dict):
        shown = ((k, "…" if k in PROSE else _without_prose(value)) for k, value in data.items())
        return str(sorted(shown))
    return str([_without_prose(item) for item in data]) if isinstance(data, list) else repr(data)


def comments(markup: str | bytes) -> list[str]:
    """List the comments of a page, sorted."""
    return sorted(str(comment) for comment in parse(markup).find_all(string=_is_comment))


def elements(markup: str | bytes) -> Counter[Path]:
    """Count the elements of a page, each behind those around it."""
    tags = parse(markup).find_all()
    found = ((*path(tag), start) for tag in tags if (start := _start(tag)) != "span")
    return Counter(found)


def path(element: PageElement) -> Path:
    """Give the elements around one, without what rendering may change."""
    around = [_start(tag) for tag in element.parents]
    return tuple(reversed([start for start in around if start not in ("[document]", "span")]))


def places(markup: str | bytes, words: re.Pattern[str]) -> Iterator[tuple[str, Path, str]]:
    """Find words in the texts and attributes of a page.

    Gives each word, the elements around it (the last of them the attribute's),
    and the language in force there.
    """
    for element in parse(markup).descendants:
        if isinstance(element, Tag):
            for name, value in element.attrs.items():
                if name == "srcdoc":
                    for word, inner, said in places(str(value), words):
                        yield word, (*path(element), "srcdoc", *inner), said
                    continue
                for word in words.findall(str(value)):
                    yield word, (*path(element), element.name, name), language(element)
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            for word in words.findall(element):
                yield word, path(element), language(element)


def language(element: PageElement) -> str:
    """Give the language in force at a place, empty where none is."""
    tags = [element, *element.parents] if isinstance(element, Tag) else [*element.parents]
    found = (tag.get("lang", tag.get("xml:lang")) for tag in tags)
    return next((str(value) for value in found if value is not None), "")


def _start(tag: Tag) -> str:
    values = {name: "…" if name in FOR_PEOPLE else value for name, value in tag.attrs.items()}
    written = [f"{n}={v}" for n, v in sorted(values.items()) if n not in ("lang", "xml:lang")]
    return " ".join([tag.name, *written])


def _is_comment(text: str | None) -> bool:
    return isinstance(text, Comment)
