"""The catalogs and the glossary of a project, as they stand on the disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.errors import ProblemsError, SummitError
from i18n_summit.files import read_file, read_regular_file
from i18n_summit.glossary import Glossary, read_glossary
from i18n_summit.model import Catalog

if TYPE_CHECKING:
    from i18n_summit.project import Project


@dataclass(frozen=True, slots=True)
class Stored:
    """A catalog as it stands on the disk."""

    data: bytes
    text: CatalogText


def read_catalogs(project: "Project", locales: Sequence[str]) -> dict[str, Catalog]:
    """Read the catalogs of *locales*; one that does not exist yet is empty.

    Raises ProblemsError with all that is wrong in any of them.
    """
    return {locale: text.catalog for locale, text in read_texts(project, locales).items()}


def read_texts(project: "Project", locales: Sequence[str]) -> dict[str, CatalogText]:
    """Read the catalogs of *locales*, as ``read_catalogs`` does, with what stands where."""
    paths = {project.catalog(locale): locale for locale in locales}
    stored = read_stored(project, paths)
    return {
        locale: found.text if (found := stored[path]) else no_catalog(project.shown(path), locale)
        for path, locale in paths.items()
    }


def no_catalog(shown: PurePath, locale: str) -> CatalogText:
    """Give the catalog that does not exist yet: it is empty."""
    return CatalogText(shown, Catalog(locale, {}, ()), "", (), "", "utf-8", "\n")


def read_stored(
    project: "Project", locales: Mapping[Path, str | None]
) -> dict[Path, Stored | None]:
    """Read catalogs, each of its locale; None for one that does not exist yet."""
    found: dict[Path, Stored | None] = {}
    errors: list[SummitError] = []
    for path, locale in locales.items():
        found[path] = None
        if path.exists():
            try:
                data = read_regular_file(path, project.shown(path))
                found[path] = Stored(data, read_catalog(data, project.shown(path), locale))
            except SummitError as error:
                errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return found


def project_glossary(project: "Project") -> Glossary | None:
    """Read the glossary of a project; None where there is none and none is set.

    Raises FileError or ProblemsError when it cannot be read.
    """
    path = project.glossary
    if project.settings.glossary is None and not path.exists():
        return None
    shown = project.shown(path)
    return read_glossary(read_regular_file(path, shown), shown)


def glossary_at(path: Path, shown: PurePath) -> Glossary:
    """Read a glossary that the command line names, as *shown* in messages: it may be a pipe."""
    return read_glossary(read_file(path, shown), shown)
