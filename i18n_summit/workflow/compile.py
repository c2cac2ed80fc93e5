"""Catalogs to the MO files beside them."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from i18n_summit.catalogs.mo import format_mo
from i18n_summit.catalogs.store import read_catalog
from i18n_summit.errors import CatalogError, FileError, ProblemsError, SummitError
from i18n_summit.files import (
    Change,
    locked_folders,
    read_file,
    read_regular_file,
    refuse_unwritable,
    write_file,
)
from i18n_summit.model import Catalog
from i18n_summit.project import Project
from i18n_summit.workflow.workspace import Written


def compile_project(
    project: Project, locales: Iterable[str], say: Callable[[str], None] | None = None
) -> list[Written]:
    """Write the MO file of the catalog of each locale; raises as ``compile_files`` does."""
    return _compile(list(map(project.catalog, locales)), project.shown, say, is_ours=True)


def compile_files(paths: Iterable[Path], say: Callable[[str], None] | None = None) -> list[Written]:
    """Write the MO file of each PO file, beside it and with its name.

    All are read before the first is written, and what is saved meanwhile is read again. *say*
    is told when another process is waited for. Raises ProblemsError with all that is wrong in
    any of them.
    """
    return _compile(list(paths), PurePosixPath, say, is_ours=False)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The MO file that is to be written for a PO file."""

    path: Path
    before: bytes
    """What was read of the PO file."""
    catalog: Catalog
    target: Path
    data: bytes
    change: Change


def _compile(
    paths: list[Path],
    shown: Callable[[Path], PurePath],
    say: Callable[[str], None] | None,
    *,
    is_ours: bool,
) -> list[Written]:
    plans = _plans(paths, shown, is_ours=is_ours)
    changed = [plan for plan in plans if plan.change is not Change.UNCHANGED]
    if changed:
        refuse_unwritable(plan.target for plan in changed)
        folders = {plan.target.parent: shown(plan.target.parent) for plan in changed}
        with locked_folders(folders, "compile", say):
            if any(read_file(plan.path) != plan.before for plan in changed):
                plans = _plans(paths, shown, is_ours=is_ours)
            for plan in plans:
                write_file(plan.target, plan.data)
    return [Written(PurePosixPath(shown(plan.target)), plan.change, plan.catalog) for plan in plans]


def _plans(paths: list[Path], shown: Callable[[Path], PurePath], *, is_ours: bool) -> list[_Plan]:
    plans: dict[str, _Plan] = {}
    errors: list[SummitError] = []
    for path in paths:
        try:
            if is_ours and not path.exists():
                raise FileError(
                    f"{shown(path)}: there is no catalog yet. Run i18n-summit extract first."
                )
            plan = _plan(path, shown)
            # One file may be given by two names.
            plans.setdefault(os.path.realpath(plan.target), plan)
        except SummitError as error:
            errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return list(plans.values())


def _plan(path: Path, shown: Callable[[Path], PurePath]) -> _Plan:
    name, target = shown(path), path.with_suffix(".mo")
    if path.suffix != ".po":
        raise CatalogError(f"{name}: this is no name of a PO file. Let it end in .po.")
    before = read_regular_file(path, name)
    # What language it is in makes no difference.
    text = read_catalog(before, name, "und")
    data = format_mo(text.catalog, name, text)
    change = Change.UPDATED if target.exists() else Change.CREATED
    if target.is_file() and read_file(target) == data:
        change = Change.UNCHANGED
    return _Plan(path, before, text.catalog, target, data, change)
