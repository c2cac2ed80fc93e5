"""Catalogs and pages to findings and coverage."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.sources import sources_for
from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.errors import ConfigurationError, ProblemsError, SummitError
from i18n_summit.files import read_file
from i18n_summit.glossary import Glossary
from i18n_summit.model import Catalog, Coverage, Diagnostic, Severity, Survey
from i18n_summit.project import Project


def check_project(
    project: Project,
    survey: Survey,
    texts: Mapping[str, CatalogText],
    *,
    glossary: Glossary | None = None,
    fail_under: int | None = None,
) -> list[Diagnostic]:
    """Run every check on catalogs, by locale, against the pages and the glossary."""
    from i18n_summit.checks import below_threshold, check_catalog
    from i18n_summit.coverage import measure_coverage

    checks = chosen_checks(project)
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
            checks=checks,
            place=Places(text),
        )
        least = dict(project.settings.coverage.get(locale, {}))
        if fail_under is not None:
            least["all"] = fail_under
        found += below_threshold(measure_coverage(wanted.sources, catalog, locale), least, path)
    failing = project.settings.failing_checks
    return [replace(d, severity=Severity.ERROR) if d.code in failing else d for d in found]


def check_files(
    paths: Iterable[Path], locale: str | None = None, *, glossary: Glossary | None = None
) -> list[Diagnostic]:
    """Run the checks that need no pages on PO files of any origin."""
    from i18n_summit.checks import check_catalog

    found: list[Diagnostic] = []
    errors: list[SummitError] = []
    for path in paths:
        try:
            text = read_catalog(read_file(path), path, locale)
        except SummitError as error:
            errors.append(error)
            continue
        own = locale or text.catalog.header.get("Language", "").replace("_", "-") or "und"
        shown = PurePosixPath(path.as_posix())
        found += check_catalog(text.catalog, shown, own, glossary=glossary, place=Places(text))
    if errors:
        raise ProblemsError(errors)
    return found


def measure_project(survey: Survey, catalogs: Mapping[str, Catalog]) -> list[Coverage]:
    """Measure the coverage of *catalogs*, by locale."""
    from i18n_summit.coverage import measure_coverage

    return [
        measure_coverage(sources_for(survey.sources, locale), catalog, locale)
        for locale, catalog in catalogs.items()
    ]


def chosen_checks(project: Project) -> set[str]:
    """Give the codes of the checks that are not ignored.

    Raises ConfigurationError for a code in the settings that no check has.
    """
    from difflib import get_close_matches

    from i18n_summit.checks import CHECKS

    settings = project.settings
    for code in settings.ignored_checks + settings.failing_checks:
        if code not in CHECKS:
            near = get_close_matches(code, CHECKS, n=1, cutoff=0.0)[0]
            raise ConfigurationError(
                f'{project.configuration}: checks: there is no check "{code}".'
                f' Did you mean "{near}"?'
            )
    return set(CHECKS).difference(settings.ignored_checks)
