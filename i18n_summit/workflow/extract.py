"""Pages to catalogs."""

from dataclasses import dataclass, replace
from pathlib import Path

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
from i18n_summit.files import Change, refuse_unwritable, write_file
from i18n_summit.model import Catalog, Survey
from i18n_summit.project import Project
from i18n_summit.workflow.stored import Stored, read_stored
from i18n_summit.workflow.workspace import Written


def extract_catalogs(project: Project, survey: Survey, *, is_check: bool = False) -> list[Written]:
    """Bring the template and every catalog up to date with the pages.

    What they hold of pages that could not be read stays. All files are read,
    and all places looked at, before the first one is written. With *is_check*
    nothing is written.
    """
    now = now_stamp()
    template = project.template
    catalogs = {project.catalog(locale): locale for locale in project.settings.locales}
    stored = read_stored(project, {template: None, **catalogs})
    plans = [_template_plan(project, survey, stored[template], now)]
    plans += [
        _catalog_plan(project, survey, locale, stored[path], now)
        for path, locale in catalogs.items()
    ]
    if not is_check:
        changed = [plan for plan in plans if plan.change is not Change.UNCHANGED]
        refuse_unwritable(plan.path for plan in changed)
        for plan in changed:
            write_file(plan.path, plan.data)
    return [Written(project.shown(plan.path), plan.change, plan.catalog) for plan in plans]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written of a catalog."""

    path: Path
    data: bytes
    change: Change
    catalog: Catalog


def _template_plan(project: Project, survey: Survey, stored: Stored | None, now: str) -> _Plan:
    old = stored.text.catalog if stored else Catalog(None, {}, ())
    header = old.header or template_header(project.settings.domain, now)
    wanted = template_messages(survey.sources, unread_languages(old, survey))
    catalog = Catalog(None, header, tuple(with_unread(wanted, old, survey)))
    return _plan(project.template, stored, catalog, now)


def _catalog_plan(
    project: Project, survey: Survey, locale: str, stored: Stored | None, now: str
) -> _Plan:
    old = stored.text.catalog if stored else Catalog(locale, {}, ())
    sources = sources_for(survey.sources, locale)
    others = unread_languages(old, survey)
    header = old.header or catalog_header(project.settings.domain, now, locale)
    header = with_languages(header, source_languages(sources) | others)
    wanted = with_unread(template_messages(sources, others), old, survey)
    return _plan(project.catalog(locale), stored, update_catalog(old, wanted, header), now)


def _plan(path: Path, stored: Stored | None, catalog: Catalog, now: str) -> _Plan:
    """Say what to write: what stands there, unless something but the date would change."""
    if stored is None:
        return _Plan(path, format_catalog(catalog), Change.CREATED, catalog)
    data = format_catalog(catalog, stored.text)
    if data == stored.data:
        return _Plan(path, data, Change.UNCHANGED, catalog)
    catalog = replace(catalog, header=dated(catalog.header, now))
    return _Plan(path, format_catalog(catalog, stored.text), Change.UPDATED, catalog)
