"""A project that is open: its pages, read one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n_summit.catalogs.sources import gather_sources
from i18n_summit.errors import (
    ConfigurationError,
    FileError,
    PageError,
    ProblemsError,
    SelectorError,
)
from i18n_summit.files import Change, read_file
from i18n_summit.language import latin_language
from i18n_summit.model import Catalog, Page, Survey
from i18n_summit.pages import HTML_SUFFIXES, TEXT_SUFFIXES, check_selector, is_page, read_page
from i18n_summit.project import Project
from i18n_summit.workflow.choice import project_checks, project_profile
from i18n_summit.workflow.progress import Progress


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project whose settings can be used, and the files of its source folder."""

    project: Project
    pages: tuple[Path, ...]
    other_files: tuple[Path, ...]
    """Files of the source folder that are no pages."""
    unread: Mapping[PurePosixPath, str]
    """The complaint about each file or folder that need not be opened to see that it cannot be
    read.
    """


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a command wrote, or would write."""

    path: PurePosixPath
    change: Change
    catalog: Catalog | None = None


def open_workspace(project: Project) -> Workspace:
    """List the files of a project, and read none.

    Raises ConfigurationError for selectors and checks that do not exist, and
    FileError when there is no page.
    """
    _check_selectors(project)
    settings = project.settings
    if settings.selected_checks or settings.ignored_checks or settings.failing_checks:
        project_checks(project)
    if settings.japanese is not None:
        project_profile(project)
    found = project.source_files()
    pages = tuple(path for path in found.files if is_page(PurePosixPath(path.name)))
    if not pages and not found.unread:
        suffixes = " ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
        raise FileError(
            f"{project.shown(project.source)}: no page in this folder. Put one there ({suffixes})."
        )
    others = tuple(path for path in found.files if not is_page(PurePosixPath(path.name)))
    return Workspace(project, pages, others, found.unread)


def survey_pages(
    workspace: Workspace, progress: Progress[Path], watch: Callable[[Page], None] | None = None
) -> Survey:
    """Read the pages, one at a time, for what they ask for; show each to *watch* meanwhile.

    Raises ProblemsError when none can be read.
    """
    unread = dict(workspace.unread)
    paths = progress(workspace.pages, "reading")
    pages = (page for _, page in read_pages(workspace, paths, unread))
    sources = gather_sources(_watched(pages, watch) if watch else pages)
    refuse_nothing_read(workspace, unread)
    return Survey(tuple(sources), unread)


def _watched(pages: Iterable[Page], watch: Callable[[Page], None]) -> Iterator[Page]:
    for page in pages:
        watch(page)
        yield page


def read_pages(
    workspace: Workspace, paths: Iterable[Path], unread: dict[PurePosixPath, str]
) -> Iterator[tuple[Path, Page]]:
    """Read pages one by one; put into *unread* the complaint about each that cannot be."""
    project = workspace.project
    latin = latin_language(project.settings.locales)
    selectors = project.settings.selectors
    for path in paths:
        shown = project.shown(path)
        try:
            data = read_file(path, shown)
            page = read_page(data, shown, latin=latin, selectors=selectors)
        except (PageError, FileError) as error:
            unread[shown] = str(error)
        else:
            yield path, page


def refuse_nothing_read(workspace: Workspace, unread: Mapping[PurePosixPath, str]) -> None:
    if all(workspace.project.shown(path) in unread for path in workspace.pages):
        raise ProblemsError([FileError(complaint) for complaint in unread.values()])


def _check_selectors(project: Project) -> None:
    selectors = project.settings.selectors
    places = [(f'roles: "{role}"', selector) for role, selector in selectors.roles]
    places += [("include", selector) for selector in selectors.include]
    places += [("exclude", selector) for selector in selectors.exclude]
    for place, selector in places:
        try:
            check_selector(selector)
        except SelectorError as error:
            raise ConfigurationError(f"{project.configuration}: {place}: {error}") from error
