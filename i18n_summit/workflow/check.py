"""Catalogs and pages to findings and coverage."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from i18n_summit.catalogs.headers import is_own_catalog
from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.sources import sources_for
from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.errors import SummitError
from i18n_summit.files import files_below, read_file
from i18n_summit.glossary import Glossary
from i18n_summit.language import UNKNOWN, path_language, stated_language
from i18n_summit.model import Catalog, Coverage, Diagnostic, Severity, Survey
from i18n_summit.project import Project
from i18n_summit.workflow.choice import project_checks
from i18n_summit.workflow.workspace import Progress


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in catalogs, in which locales, and what could not be read."""

    diagnostics: list[Diagnostic]
    locales: set[str]
    checks: Collection[str]
    """The codes of those that were run."""
    unread: dict[PurePosixPath, str] = field(default_factory=dict)
    """The complaint about each file that could not be read."""


def check_project(
    project: Project,
    survey: Survey,
    texts: Mapping[str, CatalogText],
    *,
    checks: Collection[str] | None = None,
    glossary: Glossary | None = None,
    fail_under: int | None = None,
) -> Checked:
    """Run checks on catalogs, by locale, against the pages and the glossary.

    Without *checks*, those of the settings. A threshold given here counts whether its
    check is chosen or not.
    """
    from i18n_summit.checks import THRESHOLD, below_threshold, check_catalog
    from i18n_summit.coverage import measure_coverage

    chosen = project_checks(project) if checks is None else checks
    found: list[Diagnostic] = []
    for locale, text in texts.items():
        catalog, path = text.catalog, project.shown(project.catalog(locale))
        wanted = replace(survey, sources=tuple(sources_for(survey.sources, locale)))
        found += check_catalog(
            catalog,
            path,
            locale,
            survey=wanted,
            glossary=glossary,
            checks=chosen,
            place=Places(text),
        )
        least = dict(project.settings.coverage.get(locale, {}) if THRESHOLD in chosen else {})
        if fail_under is not None:
            least["all"] = fail_under
        found += below_threshold(measure_coverage(wanted.sources, catalog, locale), least, path)
    failing = project.settings.failing_checks
    found = [replace(d, severity=Severity.ERROR) if d.code in failing else d for d in found]
    return Checked(found, set(texts), chosen)


def check_files(
    paths: Iterable[Path],
    locale: str | None = None,
    *,
    progress: Progress[Path],
    checks: Collection[str],
    glossary: Glossary | None = None,
) -> Checked:
    """Run the checks that need no pages on PO files of any origin, and on all below folders.

    A file is read, checked and dropped. One that cannot be read stops no other.
    """
    found = Checked([], set(), checks)
    files: dict[Path, None] = {}
    for path in paths:
        listed = files_below(path, ".po", found.unread) if path.is_dir() else [path]
        if not listed:
            found.unread[_shown(path)] = f"{path}: there is no PO file below. Name another folder."
        files |= dict.fromkeys(listed)
    for path in progress(list(files), "checking"):
        try:
            _check_file(path, locale, found, glossary=glossary)
        except SummitError as error:
            found.unread[_shown(path)] = str(error)
    return found


def measure_project(survey: Survey, catalogs: Mapping[str, Catalog]) -> list[Coverage]:
    """Measure the coverage of *catalogs*, by locale."""
    from i18n_summit.coverage import measure_coverage

    return [
        measure_coverage(sources_for(survey.sources, locale), catalog, locale)
        for locale, catalog in catalogs.items()
    ]


def _check_file(
    path: Path,
    locale: str | None,
    found: Checked,
    *,
    glossary: Glossary | None,
) -> None:
    from i18n_summit.checks import check_catalog

    shown = _shown(path)
    text = read_catalog(read_file(path), path, locale)
    stated = text.catalog.header.get("Language", "")
    own = locale or stated_language(stated) or path_language(path) or UNKNOWN
    diagnostics = check_catalog(
        text.catalog,
        shown,
        own,
        glossary=glossary,
        checks=found.checks,
        place=Places(text),
        is_own=is_own_catalog(text.catalog),
    )
    found.locales.add(own)
    found.diagnostics.extend(diagnostics)


def _shown(path: Path) -> PurePosixPath:
    return PurePosixPath(path.as_posix())
