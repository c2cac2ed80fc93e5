"""Two states of the catalogs to what differs between them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from i18n_summit.catalogs.comparing import compare_catalogs
from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.differences import Difference
from i18n_summit.errors import CatalogError, ConfigurationError, ProblemsError, SummitError
from i18n_summit.files import read_file
from i18n_summit.project import Project
from i18n_summit.workflow.since import Past
from i18n_summit.workflow.stored import no_catalog, read_texts


def diff_revision(project: Project, locales: Sequence[str], revision: str) -> list[Difference]:
    """Compare the catalogs of *locales* in a revision of git with those of today.

    One that is not there is empty. Raises ProblemsError with all that cannot be read.
    """
    found: list[Difference] = []
    errors: list[SummitError] = []
    past = Past(revision, "Name two files, or run this inside a git work tree.")
    for locale, after in read_texts(project, locales).items():
        path = project.catalog(locale)
        shown = project.shown(path)
        try:
            before = past.read(path, shown, locale) or no_catalog(shown, locale)
        except (CatalogError, ProblemsError) as error:
            errors.append(error)
            continue
        found += compare_catalogs(before, after, shown)
    if errors:
        raise ProblemsError(errors)
    return found


def diff_file(project: Project, file: Path, locales: Sequence[str]) -> list[Difference]:
    """Compare a PO file with the project's catalog of its locale: of the one that is asked for,
    else of the one that its header names.

    Raises ConfigurationError where that says no locale of the project.
    """
    (before,) = _read([file])
    named = locales or ([before.catalog.locale] if before.catalog.locale else [])
    if len(named) != 1:
        raise ConfigurationError(
            f"{file}: which catalog is this to be compared with? Name one by --locale."
        )
    (locale,) = project.chosen_locales(named)
    after = read_texts(project, [locale])[locale]
    return compare_catalogs(before, after, project.shown(project.catalog(locale)))


def diff_files(before: Path, after: Path) -> list[Difference]:
    """Compare two PO files. Raises ProblemsError with all that is wrong in them."""
    old, new = _read([before, after])
    return compare_catalogs(old, new, PurePosixPath(after.as_posix()))


def _read(files: Iterable[Path]) -> list[CatalogText]:
    found: list[CatalogText] = []
    errors: list[SummitError] = []
    for file in files:
        try:
            text = read_catalog(read_file(file), file, None)
        except SummitError as error:
            errors.append(error)
            continue
        locale = text.catalog.header.get("Language", "").replace("_", "-") or None
        found.append(replace(text, catalog=replace(text.catalog, locale=locale)))
    if errors:
        raise ProblemsError(errors)
    return found
