"""Catalogs and pages to findings and coverage."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from i18n_summit.catalogs.headers import is_own_catalog
from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.sources import sources_for
from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.errors import GitError, SummitError
from i18n_summit.files import files_below, read_file
from i18n_summit.glossary import Glossary
from i18n_summit.language import UNKNOWN, path_language, stated_language
from i18n_summit.model import Catalog, Coverage, Diagnostic, Page, Severity, Survey
from i18n_summit.workflow.choice import project_checks, project_profile
from i18n_summit.workflow.progress import Progress

if TYPE_CHECKING:
    from i18n_summit.checks.japanese.profiles import Profile
    from i18n_summit.project import Project
    from i18n_summit.workflow.since import Past

_MOST = 20
"""Findings of one check that are told of a message."""
_NO_PAST = "Run this inside a git work tree, or leave --since out."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in catalogs, in which locales, and what could not be read."""

    diagnostics: list[Diagnostic]
    locales: set[str]
    checks: Collection[str]
    """The codes of those that were run."""
    unread: dict[PurePosixPath, str] = field(default_factory=dict)
    """The complaint about each file that could not be read."""
    has_pages: bool = False
    """Pages were looked at, too."""


def check_project(
    project: "Project",
    survey: Survey,
    texts: Mapping[str, CatalogText],
    *,
    checks: Collection[str] | None = None,
    glossary: Glossary | None = None,
    japanese: "Profile | None" = None,
    fail_under: int | None = None,
    since: str | None = None,
    in_pages: Iterable[Diagnostic] = (),
) -> Checked:
    """Run checks on catalogs, by locale, against the pages and the glossary.

    *in_pages* is what was found in the pages themselves; it is left out with *since*.
    Without *checks* and *japanese*, those of the settings. A threshold given here counts
    whether its check is chosen or not. With *since*, only messages that have changed since this
    revision are spoken of. Raises GitError where git does not know it.
    """
    from i18n_summit.checks import THRESHOLD, below_threshold, check_catalog
    from i18n_summit.coverage import measure_coverage

    chosen = project_checks(project) if checks is None else checks
    style = japanese or project_profile(project)
    past = None if since is None else _past(since)
    found = list(in_pages) if past is None else []
    for locale, text in texts.items():
        catalog, path = text.catalog, project.shown(project.catalog(locale))
        wanted = replace(survey, sources=tuple(sources_for(survey.sources, locale)))
        own = check_catalog(
            catalog,
            path,
            locale,
            survey=wanted,
            glossary=glossary,
            japanese=style,
            checks=chosen,
            place=Places(text),
        )
        found += own if past is None else _changed(own, text, project.catalog(locale), past)
        least = dict(project.settings.coverage.get(locale, {}) if THRESHOLD in chosen else {})
        if fail_under is not None:
            least["all"] = fail_under
        found += below_threshold(measure_coverage(wanted.sources, catalog, locale), least, path)
    failing = project.settings.failing_checks
    found = [replace(d, severity=Severity.ERROR) if d.code in failing else d for d in found]
    return Checked(found, set(texts), chosen, has_pages=past is None)


class PageChecks:
    """Runs checks of pages while these are read for something else."""

    def __init__(self, checks: Collection[str]) -> None:
        self.found: list[Diagnostic] = []
        self._checks = checks

    def __call__(self, page: Page) -> None:
        """Check one page."""
        from i18n_summit.checks import check_page

        self.found += check_page(page, self._checks)


def check_files(
    paths: Iterable[Path],
    locale: str | None = None,
    *,
    progress: Progress[Path],
    checks: Collection[str],
    glossary: Glossary | None = None,
    japanese: "Profile | None" = None,
    since: str | None = None,
) -> Checked:
    """Run the checks that need no pages on PO files of any origin, and on all below folders.

    A file is read, checked and dropped. One that cannot be read stops no other.
    """
    found = Checked([], set(), checks)
    past = None if since is None else _past(since)
    for path in progress(listed_files(paths, found.unread), "checking"):
        try:
            _check_file(path, locale, found, glossary=glossary, japanese=japanese, past=past)
        except GitError:
            raise  # It would be the same with the next file.
        except SummitError as error:
            found.unread[_shown(path)] = str(error)
    return found


def listed_files(paths: Iterable[Path], unread: dict[PurePosixPath, str]) -> list[Path]:
    """List PO files, and those below folders, each once, by the first of its names; put into
    *unread* the complaint about each folder that gives none.
    """
    files: dict[str, Path] = {}
    for path in paths:
        listed = files_below(path, ".po", unread) if path.is_dir() else [path]
        if not listed:
            unread[_shown(path)] = f"{path}: there is no PO file below. Name another folder."
        for file in listed:
            files.setdefault(os.path.realpath(file), file)
    return list(files.values())


def catalog_language(path: Path, text: CatalogText) -> str:
    """Give the language of a catalog: that of its header, else of its path, else unknown."""
    stated = text.catalog.header.get("Language", "")
    return stated_language(stated) or path_language(path.absolute()) or UNKNOWN


def measure_project(survey: Survey, catalogs: Mapping[str, Catalog]) -> list[Coverage]:
    """Measure the coverage of *catalogs*, by locale."""
    from i18n_summit.coverage import measure_coverage

    return [
        measure_coverage(sources_for(survey.sources, locale), catalog, locale)
        for locale, catalog in catalogs.items()
    ]


def is_of_a_page(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding is about a page: it has no locale."""
    return diagnostic.locale is None


def is_of_a_message(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding is about one message, and not about its catalog as a whole."""
    from i18n_summit.checks import CHECKS

    return CHECKS[diagnostic.code].is_of_messages


def told(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out all but the first findings of a check in one message, and say how many more it
    has: a report of thousands helps nobody.
    """
    counts = Counter(map(_place, diagnostics))
    found: list[Diagnostic] = []
    seen = Counter[tuple[object, ...]]()
    for diagnostic in diagnostics:
        place = _place(diagnostic)
        seen[place] += 1
        if seen[place] <= _MOST or diagnostic.id is None:
            found.append(diagnostic)
        elif seen[place] == _MOST + 1:
            more = f"and {counts[place] - _MOST} more in this message. Mend the others first."
            found.append(replace(diagnostic, message=more, text=None, at=None, length=1))
    return found


def _place(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.code, diagnostic.location.path, diagnostic.context, diagnostic.id


def _check_file(
    path: Path,
    locale: str | None,
    found: Checked,
    *,
    glossary: Glossary | None,
    japanese: "Profile | None",
    past: "Past | None",
) -> None:
    from i18n_summit.checks import check_catalog

    shown = _shown(path)
    text = read_catalog(read_file(path), path, locale)
    own = locale or catalog_language(path, text)
    diagnostics = check_catalog(
        text.catalog,
        shown,
        own,
        glossary=glossary,
        japanese=japanese,
        checks=found.checks,
        place=Places(text),
        is_own=is_own_catalog(text.catalog),
    )
    found.locales.add(own)
    found.diagnostics.extend(
        diagnostics if past is None else _changed(diagnostics, text, path, past)
    )


def _past(revision: str) -> "Past":
    from i18n_summit.workflow.since import Past

    return Past(revision, _NO_PAST)


def _changed(
    diagnostics: Iterable[Diagnostic], text: CatalogText, path: Path, past: "Past"
) -> list[Diagnostic]:
    """Give the findings about messages that have changed, and those about no message."""
    changed = past.changed(path, text.path, text.catalog)
    return [
        d
        for d in diagnostics
        if not is_of_a_message(d) or not changed.isdisjoint({(d.context, d.id), *d.beside})
    ]


def _shown(path: Path) -> PurePosixPath:
    return PurePosixPath(path.as_posix())
