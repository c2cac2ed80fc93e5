"""The catalogs of a project, as they stand on the disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.errors import ProblemsError, SummitError
from i18n_summit.files import read_file
from i18n_summit.model import Catalog
from i18n_summit.project import Project


@dataclass(frozen=True, slots=True)
class Stored:
    """A catalog as it stands on the disk."""

    data: bytes
    text: CatalogText


def read_catalogs(project: Project, locales: Sequence[str]) -> dict[str, Catalog]:
    """Read the catalogs of *locales*; one that does not exist yet is empty.

    Raises ProblemsError with all that is wrong in any of them.
    """
    stored = read_stored(project, {project.catalog(locale): locale for locale in locales})
    return {
        locale: found.text.catalog if found else Catalog(locale, {}, ())
        for locale, found in zip(locales, stored.values(), strict=True)
    }


def read_stored(project: Project, locales: Mapping[Path, str | None]) -> dict[Path, Stored | None]:
    """Read catalogs, each of its locale; None for one that does not exist yet."""
    found: dict[Path, Stored | None] = {}
    errors: list[SummitError] = []
    for path, locale in locales.items():
        found[path] = None
        if path.exists():
            try:
                data = read_file(path)
                found[path] = Stored(data, read_catalog(data, project.shown(path), locale))
            except SummitError as error:
                errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return found
