"""The commands, without their words: joins a project on disk to the pure steps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TypeVar

from i18n_summit.catalogs.headers import (
    catalog_header,
    dated,
    now_stamp,
    template_header,
    with_languages,
)
from i18n_summit.catalogs.sources import gather_sources, sources_for, template_messages
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.errors import (
    ConfigurationError,
    FileError,
    ProblemsError,
    SelectorError,
    SummitError,
)
from i18n_summit.language import is_latin
from i18n_summit.model import Catalog, Coverage, Diagnostic, Page, Source, Survey
from i18n_summit.pages import HTML_SUFFIXES, TEXT_SUFFIXES, check_selector, is_page, read_page
from i18n_summit.project import Project, read_file, refuse_unwritable, write_file

T = TypeVar("T")
Progress = Callable[[Sequence[T], str], Iterable[T]]
"""Gives the items back one by one, and shows how far one is: items, what is done to them."""


class Change(Enum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a command wrote, or would write."""

    path: PurePosixPath
    change: Change
    catalog: Catalog | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project with its pages read."""

    project: Project
    pages: tuple[Page, ...]
    other_files: tuple[Path, ...]
    """Files of the source folder that are no pages."""
    sources: tuple[Source, ...]


def open_workspace(project: Project, progress: Progress[Path]) -> Workspace:
    """Read all pages of a project.

    Raises ConfigurationError for selectors and checks that do not exist, and
    ProblemsError with all that cannot be read.
    """
    _check_selectors(project)
    if project.settings.ignored_checks:
        _chosen_checks(project)
    files = project.source_files()
    pages: list[Page] = []
    errors: list[SummitError] = []
    latin = next(filter(is_latin, project.settings.locales), "en")
    paths = [path for path in files if is_page(PurePosixPath(path.name))]
    if not paths:
        suffixes = " ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
        raise FileError(
            f"{project.shown(project.source)}: no page in this folder. Put one there ({suffixes})."
        )
    for path in progress(paths, "reading"):
        try:
            pages.append(
                read_page(
                    read_file(path),
                    project.shown(path),
                    latin=latin,
                    selectors=project.settings.selectors,
                )
            )
        except SummitError as error:
            errors.append(error)
    if errors:
        raise ProblemsError(errors)
    others = tuple(path for path in files if not is_page(PurePosixPath(path.name)))
    return Workspace(project, tuple(pages), others, tuple(gather_sources(pages)))


def extract(workspace: Workspace, *, is_check: bool = False) -> list[Written]:
    """Bring the template and every catalog up to date with the pages.

    All files are read, and all places looked at, before the first one is
    written. With *is_check* nothing is written.
    """
    project = workspace.project
    now = now_stamp()
    texts = _catalog_texts(project, project.settings.locales)
    template = _read_template(project)
    plans = [_template_plan(workspace, template, now)]
    plans += [_catalog_plan(workspace, locale, text, now) for locale, text in texts.items()]
    written = [Written(project.shown(p), _change(p, data), catalog) for p, data, catalog in plans]
    if not is_check:
        changed = [
            (path, data)
            for (path, data, _), item in zip(plans, written, strict=True)
            if item.change is not Change.UNCHANGED
        ]
        refuse_unwritable(path for path, _ in changed)
        for path, data in changed:
            write_file(path, data)
    return written


def render(
    workspace: Workspace,
    locales: Sequence[str],
    progress: Progress[tuple[str, Page]],
    *,
    output: Path | None = None,
    keeps_language: bool = False,
) -> tuple[list[Written], list[Diagnostic]]:
    """Write each page in each locale, and the other files of the source folder beside them.

    Raises ConfigurationError or ProblemsError, as ``refuse_output`` does.
    """
    from i18n_summit.checks import check_catalog
    from i18n_summit.render import render_page
    from i18n_summit.translations import usable_translations

    project = workspace.project
    target = output or project.output
    refuse_output(workspace, locales, target)
    diagnostics: list[Diagnostic] = []
    written: list[Written] = []
    texts = _catalog_texts(project, locales)
    usable = {}
    for locale, text in texts.items():
        catalog = text.catalog if text else Catalog(locale, {}, ())
        usable[locale] = usable_translations(catalog)
        shown = project.shown(project.catalog(locale))
        diagnostics += check_catalog(catalog, shown, locale, checks={"placeholder"})
    jobs = [(locale, page) for locale in locales for page in workspace.pages]
    for locale, page in progress(jobs, "rendering"):
        rendered = render_page(page, usable[locale], locale, keeps_language=keeps_language)
        diagnostics += rendered.diagnostics
        name = _below_source(workspace, page)
        written.append(_write(project, target / locale / name, rendered.data))
    for locale in locales:
        for path in workspace.other_files:
            copy = target / locale / path.relative_to(project.source)
            written.append(_write(project, copy, read_file(path)))
    return written, diagnostics


def refuse_output(workspace: Workspace, locales: Iterable[str], output: Path) -> None:
    """Look at every place that ``render`` will write to, and write nothing.

    Raises ConfigurationError for a folder among the pages, and ProblemsError
    when a file cannot be written.
    """
    source = workspace.project.source
    if output.resolve().is_relative_to(source.resolve()):
        raise ConfigurationError(
            f"{workspace.project.shown(output)}: this folder is among the pages."
            f" Choose one outside {workspace.project.shown(source)}."
        )
    names = [_below_source(workspace, page) for page in workspace.pages]
    names += [path.relative_to(source) for path in workspace.other_files]
    refuse_unwritable(output / locale / name for locale in locales for name in names)


def check(
    workspace: Workspace, locales: Sequence[str], *, fail_under: int | None = None
) -> list[Diagnostic]:
    """Run every check on the catalogs of *locales* against the pages."""
    from i18n_summit.checks import below_threshold, check_catalog
    from i18n_summit.coverage import measure_coverage

    project = workspace.project
    found: list[Diagnostic] = []
    for locale, text in _catalog_texts(project, locales).items():
        catalog = text.catalog if text else Catalog(locale, {}, ())
        path = project.shown(project.catalog(locale))
        sources = sources_for(workspace.sources, locale)
        found += check_catalog(
            catalog, path, locale, survey=Survey(tuple(sources)), checks=_chosen_checks(project)
        )
        least = dict(project.settings.coverage.get(locale, {}))
        if fail_under is not None:
            least["all"] = fail_under
        found += below_threshold(measure_coverage(sources, catalog, locale), least, path)
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


def status(workspace: Workspace, locales: Sequence[str]) -> list[Coverage]:
    """Measure the coverage of *locales*."""
    from i18n_summit.coverage import measure_coverage

    return [
        measure_coverage(
            sources_for(workspace.sources, locale),
            text.catalog if text else Catalog(locale, {}, ()),
            locale,
        )
        for locale, text in _catalog_texts(workspace.project, locales).items()
    ]


def _below_source(workspace: Workspace, page: Page) -> Path:
    return Path(page.path).relative_to(workspace.project.shown(workspace.project.source))


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


def _catalog_texts(project: Project, locales: Iterable[str]) -> dict[str, CatalogText | None]:
    """Read the catalogs of *locales*; None for one that does not exist yet."""
    found: dict[str, CatalogText | None] = {}
    errors: list[SummitError] = []
    for locale in locales:
        path = project.catalog(locale)
        found[locale] = None
        if path.exists():
            try:
                found[locale] = read_catalog(read_file(path), project.shown(path), locale)
            except SummitError as error:
                errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return found


def _read_template(project: Project) -> CatalogText | None:
    path = project.template
    if not path.exists():
        return None
    return read_catalog(read_file(path), project.shown(path), None)


_Plan = tuple[Path, bytes, Catalog]


def _template_plan(workspace: Workspace, text: CatalogText | None, now: str) -> _Plan:
    project = workspace.project
    header = text.catalog.header if text else {}
    header = header or template_header(project.settings.domain, now)
    catalog = Catalog(None, header, tuple(template_messages(workspace.sources)))
    return _plan(project.template, text, catalog, now)


def _catalog_plan(workspace: Workspace, locale: str, text: CatalogText | None, now: str) -> _Plan:
    project = workspace.project
    sources = sources_for(workspace.sources, locale)
    old = text.catalog if text else Catalog(locale, {}, ())
    header = old.header or catalog_header(project.settings.domain, now, locale)
    languages = {language for source in sources for language in source.languages}
    header = with_languages(header, languages)
    catalog = update_catalog(old, template_messages(sources), header)
    return _plan(project.catalog(locale), text, catalog, now)


def _plan(path: Path, text: CatalogText | None, catalog: Catalog, now: str) -> _Plan:
    """Say what to write: what stands there, unless something but the date would change."""
    data = format_catalog(catalog, text)
    if text is not None and read_file(path) != data:
        catalog = Catalog(catalog.locale, dated(catalog.header, now), catalog.messages)
        data = format_catalog(catalog, text)
    return path, data, catalog


def _change(path: Path, data: bytes) -> Change:
    if not path.exists():
        return Change.CREATED
    return Change.UNCHANGED if read_file(path) == data else Change.UPDATED


def _write(project: Project, path: Path, data: bytes) -> Written:
    exists = path.exists()
    if not write_file(path, data):
        return Written(project.shown(path), Change.UNCHANGED)
    return Written(project.shown(path), Change.UPDATED if exists else Change.CREATED)
