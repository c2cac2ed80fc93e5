"""What is written beside the pages: an index."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from i18n_summit.language import are_same
from i18n_summit.markup import plain_text
from i18n_summit.model import Page
from i18n_summit.pages import HTML_SUFFIXES
from i18n_summit.pages.head import read_head
from i18n_summit.project import Project
from i18n_summit.site import index
from i18n_summit.site.index import Entrance, index_page
from i18n_summit.translations import Translations


class Doorkeeper:
    """Finds the page where visitors come in: ``index.html``, else the first one of the uppermost
    folder, and one of HTML before one of text.
    """

    def __init__(self, usable: Mapping[str, Translations]) -> None:
        self._usable = usable
        self._rank: tuple[bool, bool, int, PurePosixPath] | None = None
        self._entrances: list[Entrance] = []

    def look(self, path: PurePosixPath, page: Page) -> None:
        """Look at a page, by its path in the source folder."""
        is_text = path.suffix.lower() not in HTML_SUFFIXES
        rank = (str(path) != index.NAME, is_text, len(path.parts), path)
        if self._rank is None or rank < self._rank:
            self._rank = rank
            self._entrances = [
                Entrance(locale, f"{locale}/{path}", _title(page, translations, locale))
                for locale, translations in self._usable.items()
            ]

    def index(self) -> str:
        """Give the page that leads there in each language."""
        return index_page(self._entrances)


class Site:
    """Gathers what the site is to say, page by page."""

    def __init__(self, project: Project, usable: Mapping[str, Translations]) -> None:
        """Begin with the translations of the locales that are rendered."""
        # The languages come in the project's order, in whichever they were asked for.
        locales = [locale for locale in project.settings.locales if locale in usable]
        self._doorkeeper = Doorkeeper({locale: usable[locale] for locale in locales})
        self._is_whole = bool(site_names(project, usable))

    def look(self, path: PurePosixPath, page: Page) -> None:
        """Take a page, by its path in the source folder."""
        if self._is_whole:
            self._doorkeeper.look(path, page)

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the names and texts of the files of the site, when all pages have been looked at:
        nothing unless all locales are rendered.
        """
        if self._is_whole:
            yield index.NAME, self._doorkeeper.index()


def site_names(project: Project, locales: Collection[str]) -> tuple[str, ...]:
    """Give the names of the site's own files, when *locales* are rendered: none unless they are
    all.
    """
    return (index.NAME,) if set(locales) == set(project.settings.locales) else ()


def _title(page: Page, translations: Translations, locale: str) -> str | None:
    """Give the title of a page, if it has one in the language of *locale*."""
    head = read_head(page)
    if head is None or head.title is None:
        return None
    start, end = head.title
    for segment in page.segments:
        if start <= segment.span.start and segment.span.end <= end:
            if segment.tokens:
                return None  # A template fills it in: what it will be is not known.
            is_own = are_same(segment.language, locale)
            text = segment.id if is_own else translations.get((segment.context, segment.id))
            return None if text is None else plain_text(text)
    return None
