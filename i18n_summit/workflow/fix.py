"""Catalogs in which what has one right answer is written so."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import partial
from io import StringIO
from pathlib import Path, PurePosixPath

from i18n_summit.catalogs.headers import is_own_catalog
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.checks import check_catalog
from i18n_summit.checks.japanese.profiles import Profile
from i18n_summit.errors import FileError, ProblemsError, SummitError
from i18n_summit.files import (
    Change,
    Replacement,
    locked_folders,
    read_regular_file,
    refuse_unwritable,
    replace_files,
)
from i18n_summit.model import Catalog, Diagnostic, Message
from i18n_summit.project import Project
from i18n_summit.workflow.check import catalog_language, listed_files
from i18n_summit.workflow.choice import project_profile
from i18n_summit.workflow.workspace import Written

_ROUNDS = 20
"""What one change makes room for is found in the next round: two or three are enough for most."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A catalog, and the bytes that it is to have."""

    path: Path
    before: bytes
    """What was read of its file."""
    text: CatalogText
    catalog: Catalog
    data: bytes

    @property
    def written(self) -> Written:
        """What writing it does."""
        is_same = self.catalog == self.text.catalog
        change = Change.UNCHANGED if is_same else Change.UPDATED
        return Written(PurePosixPath(self.text.path), change)

    @property
    def diff(self) -> str:
        """The lines that change, as ``diff -u`` shows them; empty where none does.

        A patch of the file where that is in UTF-8.
        """
        if self.catalog == self.text.catalog:
            return ""
        # A tab ends a name that has spaces.
        name = f"{self.text.path}\t" if " " in str(self.text.path) else str(self.text.path)
        # A byte order mark is shown, for it stands in the line.
        encoding = self.text.encoding.removesuffix("-sig")
        before, after = (
            StringIO(side.decode(encoding), newline="\n").readlines()
            for side in (self.before, self.data)
        )
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(before, after, name, name)
        )


def project_fixes(
    project: Project,
    locales: Iterable[str],
    *,
    checks: Collection[str],
    japanese: Profile | None = None,
) -> list[Fix]:
    """Fix what *checks* find in the catalogs of a project, and write none.

    *japanese* goes before the profile of the settings. Raises ProblemsError with all
    that is wrong in any of them.
    """
    paths = {path: locale for locale in locales if (path := project.catalog(locale)).exists()}
    return _fixes(paths, project.shown, checks, japanese or project_profile(project))


def file_fixes(
    paths: Iterable[Path],
    locale: str | None = None,
    *,
    checks: Collection[str],
    japanese: Profile | None = None,
) -> list[Fix]:
    """Fix PO files of any origin, and those below folders, and write none; raises as
    ``project_fixes`` does.
    """
    unread: dict[PurePosixPath, str] = {}
    files = listed_files(paths, unread)
    if unread:
        raise ProblemsError([FileError(complaint) for complaint in unread.values()])
    return _fixes(dict.fromkeys(files, locale), _shown, checks, japanese)


def write_fixes(fixes: Iterable[Fix], say: Callable[[str], None] | None = None) -> None:
    """Write the catalogs that change, each as a whole.

    *say* is told when another process is waited for. Raises FileError when one cannot be
    written, or was saved since it was read: then it stays.
    """
    changed = [fix for fix in fixes if fix.catalog != fix.text.catalog]
    refuse_unwritable(fix.path for fix in changed)
    folders = {fix.path.parent: fix.text.path.parent for fix in changed}
    with locked_folders(folders, "check", say):
        if not replace_files(Replacement(fix.path, fix.before, fix.data) for fix in changed):
            names = ", ".join(str(fix.text.path) for fix in changed)
            raise FileError(f"{names}: saved while it was checked. Run this again.")


def fixed(catalog: Catalog, find: Callable[[Catalog], Iterable[Diagnostic]]) -> Catalog:
    """Write what is to be written in place of what *find* finds, until it finds nothing more."""
    for _ in range(_ROUNDS):
        found: dict[tuple[str | None, str], list[Diagnostic]] = defaultdict(list)
        for diagnostic in find(catalog):
            if diagnostic.replacement is not None and diagnostic.id is not None:
                found[diagnostic.context, diagnostic.id].append(diagnostic)
        if not found:
            break
        catalog = replace(
            catalog,
            messages=tuple(
                _fixed_message(message, found[message.key])
                if message.key in found and not message.is_obsolete
                else message
                for message in catalog.messages
            ),
        )
    return catalog


def _fixed_message(message: Message, found: Iterable[Diagnostic]) -> Message:
    by_text: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in found:
        by_text[diagnostic.text or ""].append(diagnostic)
    forms = (message.translation, *message.plural_translations)
    translation, *plurals = (
        _fixed_text(form, by_text[form]) if form in by_text else form for form in forms
    )
    return message._replace(translation=translation, plural_translations=tuple(plurals))


def _fixed_text(text: str, found: Iterable[Diagnostic]) -> str:
    """Write the replacements; of two that meet, the first."""
    pieces: list[str] = []
    end = 0
    for diagnostic in sorted(found, key=lambda diagnostic: diagnostic.at or 0):
        at = diagnostic.at or 0
        if at >= end:
            pieces += text[end:at], diagnostic.replacement or ""
            end = at + diagnostic.length
    return "".join((*pieces, text[end:]))


def _fixes(
    paths: Mapping[Path, str | None],
    shown: Callable[[Path], PurePosixPath],
    checks: Collection[str],
    japanese: Profile | None,
) -> list[Fix]:
    found: list[Fix] = []
    errors: list[SummitError] = []
    for path, locale in paths.items():
        name = shown(path)
        try:
            before = read_regular_file(path, name)
            text = read_catalog(before, name, locale)
            find = partial(
                check_catalog,
                path=name,
                locale=locale or catalog_language(path, text),
                japanese=japanese,
                checks=checks,
                is_own=is_own_catalog(text.catalog),
            )
            catalog = fixed(text.catalog, find)
            found.append(Fix(path, before, text, catalog, format_catalog(catalog, text)))
        except SummitError as error:
            errors.append(error)
    if errors:
        raise ProblemsError(errors)
    return found


def _shown(path: Path) -> PurePosixPath:
    return PurePosixPath(path.as_posix())
