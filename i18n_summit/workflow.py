"""The commands, without their words: joins a project on disk to the pure steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from i18n_summit.catalogs.headers import (
    catalog_header,
    dated,
    now_stamp,
    template_header,
    with_languages,
)
from i18n_summit.catalogs.sources import (
    gather_sources,
    source_languages,
    sources_for,
    template_messages,
)
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.catalogs.unread import unread_languages, with_unread
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.errors import (
    ConfigurationError,
    FileError,
    PageError,
    ProblemsError,
    SelectorError,
    SummitError,
)
from i18n_summit.language import is_latin
from i18n_summit.model import Catalog, Coverage, Diagnostic, Page, Survey
from i18n_summit.pages import HTML_SUFFIXES, TEXT_SUFFIXES, check_selector, is_page, read_page
from i18n_summit.project import (
    Change,
    Project,
    is_within,
    read_file,
    refuse_unwritable,
    refuse_unwritable_below,
    write_file,
    write_output,
)

T = TypeVar("T")
Progress = Callable[[Sequence[T], str], Iterable[T]]
"""Gives the items back one by one, and shows how far one is: items, what is done to them."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a command wrote, or would write."""

    path: PurePosixPath
    change: Change
    catalog: Catalog | None = None


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
class Rendering:
    """What became of the pages in all locales."""

    written: list[Written]
    diagnostics: list[Diagnostic]
    unread: dict[PurePosixPath, str]
    """The complaint about each file that could not be read: what was made of it before stays."""


def open_workspace(project: Project) -> Workspace:
    """List the files of a project, and read none.

    Raises ConfigurationError for selectors and checks that do not exist, and
    FileError when there is no page.
    """
    _check_selectors(project)
    if project.settings.ignored_checks:
        _chosen_checks(project)
    found = project.source_files()
    pages = tuple(path for path in found.files if is_page(PurePosixPath(path.name)))
    if not pages and not found.unread:
        suffixes = " ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
        raise FileError(
            f"{project.shown(project.source)}: no page in this folder. Put one there ({suffixes})."
        )
    others = tuple(path for path in found.files if not is_page(PurePosixPath(path.name)))
    return Workspace(project, pages, others, found.unread)


def survey_pages(workspace: Workspace, progress: Progress[Path]) -> Survey:
    """Read the pages, one at a time, for what they ask for.

    Raises ProblemsError when none can be read.
    """
    unread = dict(workspace.unread)
    paths = progress(workspace.pages, "reading")
    sources = gather_sources(page for _, page in _read_pages(workspace, paths, unread))
    _refuse_nothing_read(workspace, unread)
    return Survey(tuple(sources), unread)


def extract(project: Project, survey: Survey, *, is_check: bool = False) -> list[Written]:
    """Bring the template and every catalog up to date with the pages.

    What they hold of pages that could not be read stays. All files are read,
    and all places looked at, before the first one is written. With *is_check*
    nothing is written.
    """
    now = now_stamp()
    template = project.template
    catalogs = {project.catalog(locale): locale for locale in project.settings.locales}
    stored = _read_stored(project, {template: None, **catalogs})
    plans = [_template_plan(project, survey, stored[template], now)]
    plans += [
        _catalog_plan(project, survey, locale, stored[path], now)
        for path, locale in catalogs.items()
    ]
    if not is_check:
        changed = [plan for plan in plans if plan.change is not Change.UNCHANGED]
        refuse_unwritable(plan.path for plan in changed)
        for plan in changed:
            write_file(plan.path, plan.data)
    return [Written(project.shown(plan.path), plan.change, plan.catalog) for plan in plans]


def render(
    workspace: Workspace,
    catalogs: Mapping[str, Catalog],
    progress: Progress[Path],
    *,
    output: Path | None = None,
    keeps_language: bool = False,
) -> Rendering:
    """Write each page in each locale of *catalogs*, and the other files beside them.

    A page is read, written in every locale, and dropped. Raises
    ConfigurationError or ProblemsError, as ``refuse_output`` does, and
    ProblemsError when no page can be read.
    """
    from i18n_summit.checks import check_catalog
    from i18n_summit.render import render_page
    from i18n_summit.translations import usable_translations

    project = workspace.project
    target = output or project.output
    refuse_output(workspace, catalogs, target)
    found = Rendering([], [], dict(workspace.unread))
    for locale, catalog in catalogs.items():
        shown = project.shown(project.catalog(locale))
        found.diagnostics.extend(check_catalog(catalog, shown, locale, checks={"placeholder"}))
    usable = {locale: usable_translations(catalog) for locale, catalog in catalogs.items()}

    def write(locale: str, path: Path, data: bytes) -> None:
        place = target / locale / path.relative_to(project.source)
        found.written.append(Written(project.shown(place), write_output(place, data)))

    for path, page in _read_pages(workspace, progress(workspace.pages, "rendering"), found.unread):
        for locale, translations in usable.items():
            rendered = render_page(page, translations, locale, keeps_language=keeps_language)
            found.diagnostics.extend(rendered.diagnostics)
            write(locale, path, rendered.data)
    _refuse_nothing_read(workspace, found.unread)
    for path in workspace.other_files:
        shown = project.shown(path)
        try:
            data = read_file(path, shown)
        except FileError as error:
            found.unread[shown] = str(error)
            continue
        for locale in catalogs:
            write(locale, path, data)
    return found


def refuse_output(workspace: Workspace, locales: Iterable[str], output: Path) -> None:
    """Look at every place that ``render`` will write to, and write nothing.

    Raises ConfigurationError for a folder among the pages, and ProblemsError
    when a file cannot be written.
    """
    source = workspace.project.source
    if is_within(output, source):
        raise ConfigurationError(
            f"{workspace.project.shown(output)}: this folder is among the pages."
            f" Choose one outside {workspace.project.shown(source)}."
        )
    names = [path.relative_to(source) for path in (*workspace.pages, *workspace.other_files)]
    refuse_unwritable_below(output, (Path(locale, name) for locale in locales for name in names))


def check(
    project: Project,
    survey: Survey,
    catalogs: Mapping[str, Catalog],
    *,
    fail_under: int | None = None,
) -> list[Diagnostic]:
    """Run every check on *catalogs*, by locale, against the pages."""
    from i18n_summit.checks import below_threshold, check_catalog
    from i18n_summit.coverage import measure_coverage

    checks = _chosen_checks(project)
    found: list[Diagnostic] = []
    for locale, catalog in catalogs.items():
        path = project.shown(project.catalog(locale))
        wanted = replace(survey, sources=tuple(sources_for(survey.sources, locale)))
        found += check_catalog(catalog, path, locale, survey=wanted, checks=checks)
        least = dict(project.settings.coverage.get(locale, {}))
        if fail_under is not None:
            least["all"] = fail_under
        found += below_threshold(measure_coverage(wanted.sources, catalog, locale), least, path)
    return found


def check_files(paths: Iterable[Path], locale: str | None = None) -> list[Diagnostic]:
    """Run the checks that need no pages on PO files of any origin."""
    from i18n_summit.checks import check_catalog

    found: list[Diagnostic] = []
    errors: list[SummitError] = []
    for path in paths:
        try:
            catalog = read_catalog(read_file(path), path, locale).catalog
        except SummitError as error:
            errors.append(error)
            continue
        own = locale or catalog.header.get("Language", "").replace("_", "-") or "und"
        found += check_catalog(catalog, PurePosixPath(path.as_posix()), own)
    if errors:
        raise ProblemsError(errors)
    return found


def status(survey: Survey, catalogs: Mapping[str, Catalog]) -> list[Coverage]:
    """Measure the coverage of *catalogs*, by locale."""
    from i18n_summit.coverage import measure_coverage

    return [
        measure_coverage(sources_for(survey.sources, locale), catalog, locale)
        for locale, catalog in catalogs.items()
    ]


def read_catalogs(project: Project, locales: Sequence[str]) -> dict[str, Catalog]:
    """Read the catalogs of *locales*; one that does not exist yet is empty.

    Raises ProblemsError with all that is wrong in any of them.
    """
    stored = _read_stored(project, {project.catalog(locale): locale for locale in locales})
    return {
        locale: found.text.catalog if found else Catalog(locale, {}, ())
        for locale, found in zip(locales, stored.values(), strict=True)
    }


def _read_pages(
    workspace: Workspace, paths: Iterable[Path], unread: dict[PurePosixPath, str]
) -> Iterator[tuple[Path, Page]]:
    """Read pages one by one; put into *unread* the complaint about each that cannot be."""
    project = workspace.project
    latin = next(filter(is_latin, project.settings.locales), "en")
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


def _refuse_nothing_read(workspace: Workspace, unread: Mapping[PurePosixPath, str]) -> None:
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


def _chosen_checks(project: Project) -> set[str]:
    from difflib import get_close_matches

    from i18n_summit.checks import CHECKS

    for code in project.settings.ignored_checks:
        if code not in CHECKS:
            near = get_close_matches(code, CHECKS, n=1, cutoff=0.0)[0]
            raise ConfigurationError(
                f'{project.configuration}: checks: there is no check "{code}" to ignore.'
                f' Did you mean "{near}"?'
            )
    return set(CHECKS).difference(project.settings.ignored_checks)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A catalog as it stands on the disk."""

    data: bytes
    text: CatalogText


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written of a catalog."""

    path: Path
    data: bytes
    change: Change
    catalog: Catalog


def _read_stored(
    project: Project, locales: Mapping[Path, str | None]
) -> dict[Path, _Stored | None]:
    """Read catalogs, each of its locale; None for one that does not exist yet."""
    found: dict[Path, _Stored | None] = {}
    errors: list[SummitError] = []
    for path, locale in locales.items():
        found[path] = None
        if path.exists():
            try:
                data = read_file(path)
                found[path] = _Stored(data, read_catalog(data, project.shown(path), locale))
            except SummitError as error:
                errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return found


def _template_plan(project: Project, survey: Survey, stored: _Stored | None, now: str) -> _Plan:
    old = stored.text.catalog if stored else Catalog(None, {}, ())
    header = old.header or template_header(project.settings.domain, now)
    wanted = template_messages(survey.sources, unread_languages(old, survey))
    catalog = Catalog(None, header, tuple(with_unread(wanted, old, survey)))
    return _plan(project.template, stored, catalog, now)


def _catalog_plan(
    project: Project, survey: Survey, locale: str, stored: _Stored | None, now: str
) -> _Plan:
    old = stored.text.catalog if stored else Catalog(locale, {}, ())
    sources = sources_for(survey.sources, locale)
    others = unread_languages(old, survey)
    header = old.header or catalog_header(project.settings.domain, now, locale)
    header = with_languages(header, source_languages(sources) | others)
    wanted = with_unread(template_messages(sources, others), old, survey)
    return _plan(project.catalog(locale), stored, update_catalog(old, wanted, header), now)


def _plan(path: Path, stored: _Stored | None, catalog: Catalog, now: str) -> _Plan:
    """Say what to write: what stands there, unless something but the date would change."""
    if stored is None:
        return _Plan(path, format_catalog(catalog), Change.CREATED, catalog)
    data = format_catalog(catalog, stored.text)
    if data == stored.data:
        return _Plan(path, data, Change.UNCHANGED, catalog)
    catalog = replace(catalog, header=dated(catalog.header, now))
    return _Plan(path, format_catalog(catalog, stored.text), Change.UPDATED, catalog)
