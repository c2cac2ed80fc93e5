"""Pages to catalogs."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from i18n_summit.catalogs.edits import settled
from i18n_summit.catalogs.headers import (
    catalog_header,
    dated,
    now_stamp,
    template_header,
    with_languages,
)
from i18n_summit.catalogs.sources import source_languages, sources_for, template_messages
from i18n_summit.catalogs.store import format_catalog
from i18n_summit.catalogs.unread import unread_languages, with_unread
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.errors import FileError
from i18n_summit.files import (
    Change,
    Replacement,
    locked,
    refuse_unwritable,
    remove_leftovers,
    replace_files,
)
from i18n_summit.model import Catalog, Survey
from i18n_summit.project import Project
from i18n_summit.workflow.stored import Stored, read_stored
from i18n_summit.workflow.workspace import Written

_ATTEMPTS = 5
"""How often to begin anew, when the catalogs change while they are worked on."""


def extract_catalogs(
    project: Project,
    survey: Survey,
    *,
    is_check: bool = False,
    keeps_obsolete: bool = True,
    say: Callable[[str], None] | None = None,
) -> list[Written]:
    """Bring the template and every catalog up to date with the pages.

    What they hold of pages that could not be read stays. All files are read,
    and all places looked at, before the first one is written; what is saved
    into one of them meanwhile is read again, and never overwritten. With
    *is_check* nothing is written. Obsolete messages go unless
    *keeps_obsolete*. *say* is told when another process is waited
    for. Raises FileError when one cannot be written.
    """
    folder = project.template.parent
    if not is_check:
        for place in {_folder(path) for path in (project.template, *_catalogs(project))}:
            remove_leftovers(place)
    for _ in range(_ATTEMPTS):
        plans = _plans(project, survey, keeps_obsolete=keeps_obsolete)
        if is_check:
            plans = [replace(p, change=Change.UNCHANGED) if p.is_settling else p for p in plans]
        changed = [plan for plan in plans if plan.change is not Change.UNCHANGED]
        if changed and not is_check:
            refuse_unwritable(plan.path for plan in changed)
            with locked(folder, project.shown(folder), "extract", say):
                if not replace_files(plan.replacement for plan in changed):
                    continue
        return [Written(project.shown(plan.path), plan.change, plan.catalog) for plan in plans]
    raise FileError(
        f"{project.shown(folder)}: the catalogs are changed while they are worked on."
        " End the other program, and run this again."
    )


def _folder(path: Path) -> Path:
    """Give the folder that a file is written in: links to files are kept."""
    return Path(os.path.realpath(path)).parent


def _catalogs(project: Project) -> dict[Path, str]:
    return {project.catalog(locale): locale for locale in project.settings.locales}


def _plans(project: Project, survey: Survey, *, keeps_obsolete: bool) -> "list[_Plan]":
    now = now_stamp()
    catalogs = _catalogs(project)
    stored = read_stored(project, {project.template: None, **catalogs})
    plans = [_template_plan(project, survey, stored[project.template], now)]
    plans += [
        _catalog_plan(project, survey, locale, stored[path], now, keeps_obsolete=keeps_obsolete)
        for path, locale in catalogs.items()
    ]
    return plans


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written of a catalog."""

    path: Path
    before: bytes | None
    data: bytes
    change: Change
    catalog: Catalog
    is_settling: bool = False
    """Nothing changes but that comments on edits go, which translators have approved since."""

    @property
    def replacement(self) -> Replacement:
        return Replacement(self.path, self.before, self.data)


def _template_plan(project: Project, survey: Survey, stored: Stored | None, now: str) -> _Plan:
    old = stored.text.catalog if stored else Catalog(None, {}, ())
    header = old.header or template_header(project.settings.domain, now)
    wanted = template_messages(survey.sources, unread_languages(old, survey))
    catalog = Catalog(None, header, tuple(with_unread(wanted, old, survey)))
    return _plan(project.template, stored, catalog, now)


def _catalog_plan(
    project: Project,
    survey: Survey,
    locale: str,
    stored: Stored | None,
    now: str,
    *,
    keeps_obsolete: bool,
) -> _Plan:
    old = stored.text.catalog if stored else Catalog(locale, {}, ())
    sources = sources_for(survey.sources, locale)
    others = unread_languages(old, survey)
    header = old.header or catalog_header(project.settings.domain, now, locale)
    header = with_languages(header, source_languages(sources) | others)
    wanted = with_unread(template_messages(sources, others), old, survey)
    catalog = update_catalog(old, wanted, header, keeps_obsolete=keeps_obsolete)
    return _plan(project.catalog(locale), stored, catalog, now)


def _plan(path: Path, stored: Stored | None, catalog: Catalog, now: str) -> _Plan:
    """Say what to write: what stands there, unless something but the date would change."""
    if stored is None:
        return _Plan(path, None, format_catalog(catalog), Change.CREATED, catalog)
    data = format_catalog(catalog, stored.text)
    if data == stored.data:
        return _Plan(path, data, data, Change.UNCHANGED, catalog)
    if data == format_catalog(settled(stored.text.catalog), stored.text):
        # The pages are what they were, and so is the date.
        return _Plan(path, stored.data, data, Change.UPDATED, catalog, is_settling=True)
    catalog = replace(catalog, header=dated(catalog.header, now))
    return _Plan(path, stored.data, format_catalog(catalog, stored.text), Change.UPDATED, catalog)
