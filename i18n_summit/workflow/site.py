"""What is written for visitors and search engines: links in the pages, a sitemap, an index."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from i18n_summit.checks import below_threshold, unsuppressed
from i18n_summit.coverage import measure_page
from i18n_summit.language import are_same
from i18n_summit.markup import plain_text
from i18n_summit.model import Addition, Diagnostic, Location, OwnLink, Page, Severity
from i18n_summit.pages import HTML_SUFFIXES
from i18n_summit.pages.head import read_head
from i18n_summit.project import Project
from i18n_summit.site import index, sitemap
from i18n_summit.site.addresses import page_addresses
from i18n_summit.site.index import Entrance, index_page
from i18n_summit.site.links import head_addition
from i18n_summit.site.sitemap import sitemap_files
from i18n_summit.translations import Translations, usable_translations
from i18n_summit.workflow.stored import read_catalogs


class Announcer:
    """Says of each page where it is found in each language, and keeps that for the sitemap.

    A page is announced in the locales where its own messages are translated as
    far as the thresholds ask for.
    """

    def __init__(
        self,
        base_url: str,
        usable: Mapping[str, Translations],
        thresholds: Mapping[str, Mapping[str, int]],
    ) -> None:
        self._base_url = base_url
        self._usable = usable
        self._thresholds = thresholds
        self._announced: list[tuple[PurePosixPath, tuple[str, ...]]] = []
        self.diagnostics: list[Diagnostic] = []

    def announce(self, path: PurePosixPath, page: Page) -> dict[str, Addition]:
        """Give what to write into the head of a page, by locale.

        That is nothing for plain text and fragments, and for a page that hides
        from search engines or has such links of its own.
        """
        head = read_head(page)
        if head is None or head.is_hidden:
            return {}
        if head.own_link is not None:
            self.diagnostics += unsuppressed(page, [_own_link(page, head.own_link)])
            return {}
        locales = tuple(locale for locale in self._usable if self._is_covered(page, locale))
        if not locales:
            return {}
        self._announced.append((path, locales))
        addresses = page_addresses(self._base_url, path, locales)
        return {locale: head_addition(head, addresses, locale) for locale in locales}

    def sitemap(self) -> Iterator[tuple[str, str]]:
        """Give the names and texts of the files of the sitemap."""
        pages = (page_addresses(self._base_url, *announced) for announced in self._announced)
        return sitemap_files(self._base_url, pages)

    def _is_covered(self, page: Page, locale: str) -> bool:
        least = self._thresholds.get(locale, {})
        if not least:
            return True
        coverage = measure_page(page, self._usable[locale], locale)
        return next(below_threshold(coverage, least, page.path), None) is None


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

    def __init__(
        self, project: Project, usable: Mapping[str, Translations], *, is_announced: bool
    ) -> None:
        """Begin with the translations of the locales that are rendered.

        A page names its translations whichever are rendered now: where it is
        announced, the other catalogs of the project are read too. Raises
        ProblemsError when one of them cannot be read.
        """
        settings = project.settings
        # The languages come in the project's order, in whichever they were asked for.
        locales = [locale for locale in settings.locales if locale in usable]
        self._doorkeeper = Doorkeeper({locale: usable[locale] for locale in locales})
        self._announcer: Announcer | None = None
        self._is_whole = bool(site_names(project, usable))
        if is_announced and settings.base_url is not None:
            unread = [locale for locale in settings.locales if locale not in usable]
            others = read_catalogs(project, unread)
            read = {locale: usable_translations(catalog) for locale, catalog in others.items()}
            known = {**usable, **read}
            in_order = {locale: known[locale] for locale in settings.locales}
            self._announcer = Announcer(settings.base_url, in_order, settings.coverage)

    def look(self, path: PurePosixPath, page: Page) -> dict[str, Addition]:
        """Take a page, by its path in the source folder; give what to add to it, by locale."""
        if self._is_whole:
            self._doorkeeper.look(path, page)
        return {} if self._announcer is None else self._announcer.announce(path, page)

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the names and texts of the files of the site, when all pages have been looked at:
        nothing unless all locales are rendered.
        """
        if self._is_whole:
            yield index.NAME, self._doorkeeper.index()
            if self._announcer is not None:
                yield from self._announcer.sitemap()

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What could not be said."""
        return () if self._announcer is None else self._announcer.diagnostics


def site_names(project: Project, locales: Collection[str]) -> tuple[str, ...]:
    """Give the names of the site's own files, when *locales* are rendered: none unless they are
    all.
    """
    if set(locales) != set(project.settings.locales):
        return ()
    return (index.NAME,) if project.settings.base_url is None else (index.NAME, sitemap.NAME)


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


def _own_link(page: Page, link: OwnLink) -> Diagnostic:
    return Diagnostic(
        "own-link",
        Severity.WARNING,
        next(page.locations([link.place]), Location(page.path)),
        f'the page has its own "{link.name}", the same in every language: none is added, and the'
        " sitemap leaves the page out. Take it out of the page; it is written for each language.",
    )
