"""Pages and catalogs to the pages of each locale."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.store import CatalogText
from i18n_summit.errors import ConfigurationError, FileError
from i18n_summit.files import (
    is_within,
    read_file,
    refuse_unwritable_below,
    remove_leftovers,
    write_output,
)
from i18n_summit.model import Diagnostic
from i18n_summit.site import MARK
from i18n_summit.workflow.progress import Progress
from i18n_summit.workflow.workspace import (
    Workspace,
    Written,
    read_pages,
    refuse_nothing_read,
)

_KEEPING_OUT = frozenset({"placeholder", "empty"})
"""Checks of what keeps a translation out of the pages."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What became of the pages in all locales."""

    written: list[Written]
    diagnostics: list[Diagnostic]
    unread: dict[PurePosixPath, str]
    """The complaint about each file that could not be read: what was made of it before stays."""
    kept: list[PurePosixPath]
    """Files that stand where one of the site was to be written, and are not the tool's own."""


def render_pages(
    workspace: Workspace,
    texts: Mapping[str, CatalogText],
    progress: Progress[Path],
    *,
    output: Path | None = None,
    keeps_language: bool = False,
) -> Rendering:
    """Write each page in each locale of the catalogs, and the other files beside them.

    A page is read, written in every locale, and dropped. With all locales, and
    all files read, the index and the sitemap are written too. Raises
    ConfigurationError or ProblemsError, as ``refuse_output`` does, and
    ProblemsError when no page can be read, or a catalog of the project.
    """
    from i18n_summit.checks import check_catalog, unsuppressed
    from i18n_summit.render import render_page
    from i18n_summit.translations import usable_translations
    from i18n_summit.workflow.site import Site

    project = workspace.project
    target = output or project.output
    refuse_output(workspace, texts, target)
    found = Rendering([], [], dict(workspace.unread), [])
    for locale, stored in texts.items():
        shown, places = project.shown(project.catalog(locale)), Places(stored)
        found.diagnostics.extend(
            check_catalog(stored.catalog, shown, locale, checks=_KEEPING_OUT, place=places)
        )
    usable = {locale: usable_translations(stored.catalog) for locale, stored in texts.items()}
    site = Site(project, usable, is_announced=not keeps_language)

    def write(name: PurePath, data: bytes) -> None:
        place = target / name
        found.written.append(Written(project.shown(place), write_output(place, data)))

    for folder in {(target / name).parent for name in _names(workspace, usable)}:
        remove_leftovers(folder)
    for path, page in read_pages(workspace, progress(workspace.pages, "rendering"), found.unread):
        name = PurePosixPath(path.relative_to(project.source).as_posix())
        additions = site.look(name, page)
        for locale, translations in usable.items():
            rendered = render_page(
                page,
                translations,
                locale,
                keeps_language=keeps_language,
                addition=additions.get(locale),
            )
            found.diagnostics.extend(unsuppressed(page, rendered.diagnostics))
            write(locale / name, rendered.data)
    refuse_nothing_read(workspace, found.unread)
    for path in workspace.other_files:
        shown = project.shown(path)
        try:
            data = read_file(path, shown)
        except FileError as error:
            found.unread[shown] = str(error)
            continue
        for locale in usable:
            write(locale / path.relative_to(project.source), data)
    found.diagnostics.extend(site.diagnostics)
    for file, text in () if found.unread else site.files():
        place = target / file
        if place.exists() and MARK.encode() not in read_file(place):
            found.kept.append(project.shown(place))
        else:
            write(PurePath(file), text.encode())
    return found


def refuse_output(workspace: Workspace, locales: Collection[str], output: Path) -> None:
    """Look at every place that ``render_pages`` will write to, and write nothing.

    Raises ConfigurationError for a folder among the pages, and ProblemsError
    when a file cannot be written.
    """
    source = workspace.project.source
    if is_within(output, source):
        raise ConfigurationError(
            f"{workspace.project.shown(output)}: this folder is among the pages."
            f" Choose one outside {workspace.project.shown(source)}."
        )
    refuse_unwritable_below(output, _names(workspace, locales))


def _names(workspace: Workspace, locales: Collection[str]) -> list[Path]:
    """Give the files that are written, from the output folder."""
    from i18n_summit.workflow.site import site_names

    source = workspace.project.source
    names = [path.relative_to(source) for path in (*workspace.pages, *workspace.other_files)]
    places = [Path(locale, name) for locale in locales for name in names]
    return places + [Path(name) for name in site_names(workspace.project, locales)]
