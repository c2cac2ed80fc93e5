"""Catalogs to the MO files beside them."""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath, PurePosixPath

from i18n_summit.catalogs.mo import format_mo
from i18n_summit.catalogs.store import read_catalog
from i18n_summit.errors import CatalogError, ProblemsError, SummitError
from i18n_summit.files import Change, read_file, refuse_unwritable, write_file
from i18n_summit.workflow.workspace import Written


def compile_catalogs(
    paths: Iterable[Path], shown: Callable[[Path], PurePath] = PurePosixPath
) -> list[Written]:
    """Write the MO file of each PO file, beside it and with its name.

    Messages name a file as *shown* gives it. All are read before the first is written.
    Raises ProblemsError with all that is wrong in any of them.
    """
    plans: dict[Path, tuple[bytes, Written]] = {}
    errors: list[SummitError] = []
    for path in paths:
        name, target = shown(path), path.with_suffix(".mo")
        try:
            if path.suffix != ".po":
                raise CatalogError(f"{name}: this is no name of a PO file. Let it end in .po.")
            # What language it is in makes no difference.
            text = read_catalog(read_file(path, name), name, "und")
            data = format_mo(text.catalog, name, text)
        except SummitError as error:
            errors.append(error)
            continue
        change = Change.UPDATED if target.exists() else Change.CREATED
        if target.is_file() and read_file(target) == data:
            change = Change.UNCHANGED
        written = Written(PurePosixPath(shown(target)), change, text.catalog)
        plans[target] = (data, written)
    if errors:
        raise ProblemsError(errors)
    changed = [path for path, (_, w) in plans.items() if w.change is not Change.UNCHANGED]
    refuse_unwritable(changed)
    for path in changed:
        write_file(path, plans[path][0])
    return [written for _, written in plans.values()]
