"""A project on disk: where its pages and its catalogs stand, and what is set for them."""

import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath

from i18n_summit.errors import ConfigurationError, FileError, visible
from i18n_summit.files import IRREGULAR, is_own, read_file
from i18n_summit.settings import Settings, read_settings

OWN_FILE = "i18n-summit.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.i18n-summit"
_TOML_ERROR = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """What stands in the source folder."""

    files: tuple[Path, ...]
    unread: dict[PurePosixPath, str]
    """The complaint about each file or folder that cannot be read: none is left out in silence."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with pages and catalogs."""

    root: Path
    settings: Settings
    configuration: PurePosixPath | None = None
    """The file the settings come from, for messages."""

    @property
    def source(self) -> Path:
        return self.root / self.settings.source

    @property
    def output(self) -> Path:
        return self.root / self.settings.output

    @property
    def template(self) -> Path:
        return self.root / self.settings.catalogs / f"{self.settings.domain}.pot"

    @property
    def glossary(self) -> Path:
        return self.root / (self.settings.glossary or f"{self.settings.catalogs}/glossary.csv")

    def catalog(self, locale: str) -> Path:
        """Give the path of a locale's PO file."""
        folder = locale.replace("-", "_")
        name = f"{self.settings.domain}.po"
        return self.root / self.settings.catalogs / folder / "LC_MESSAGES" / name

    def chosen_locales(self, asked: Iterable[str]) -> tuple[str, ...]:
        """Give the locales that were asked for, each once, or all of the project.

        Raises ConfigurationError for one that it does not have.
        """
        known = self.settings.locales
        chosen = tuple(dict.fromkeys(locale.replace("_", "-") for locale in asked))
        for locale in chosen:
            if locale not in known:
                from difflib import get_close_matches

                near = get_close_matches(locale, known, n=1, cutoff=0.5)
                remedy = f'Did you mean "{near[0]}"?' if near else f"It has {', '.join(known)}."
                raise ConfigurationError(f'the project has no locale "{locale}". {remedy}')
        return chosen or known

    def shown(self, path: Path) -> PurePosixPath:
        """Give a path as messages and catalogs name it: from the project's folder."""
        try:
            return PurePosixPath(path.relative_to(self.root).as_posix())
        except ValueError:
            return PurePosixPath(path.as_posix())

    def source_files(self) -> SourceFiles:
        """List what stands in the source folder, in the order of its names.

        Raises FileError when there is no such folder.
        """
        if not self.source.is_dir():
            where = f" in {self.configuration}" if self.configuration else ""
            raise FileError(
                f"{self.shown(self.source)}: no such folder. Put the pages there, or set"
                f' "source"{where} to the folder they are in.'
            )
        found: list[Path] = []
        unread: dict[PurePosixPath, str] = {}
        folders = [self.source]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                place = self.shown(folder)
                unread[place] = f"{place}: {error.strerror}. Check its permissions."
                continue
            for entry in entries:
                if is_own(entry.name):
                    continue  # What a run that was killed has left is not whole.
                path = folder / entry.name
                complaint = _complaint(entry, self.source)
                if complaint:
                    unread[self.shown(path)] = f"{self.shown(path)}: {complaint}"
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    found.append(path)
        return SourceFiles(tuple(sorted(found)), {place: unread[place] for place in sorted(unread)})


def _complaint(entry: "os.DirEntry[str]", source: Path) -> str | None:
    """Say why an entry of the source folder can be no page and stand beside none."""
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        return "this name is not UTF-8. Rename the file."
    if visible(entry.name) != entry.name:
        # It would end its line in a catalog, and what follows would be an entry.
        return "this name has a control character in it. Rename the file."
    if entry.is_symlink():
        link = Path(entry.path)
        if link.is_dir():
            return "links to folders are not followed. Copy the folder, or remove the link."
        if not link.exists():
            return "this link leads nowhere. Mend it, or remove it."
        if not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(source)):
            # What it leads to would be published, and may never have been meant to be.
            return "this link leads out of the source folder. Copy the file, or remove the link."
    is_usual = entry.is_file() or entry.is_dir()
    return None if is_usual else IRREGULAR


def find_project(start: Path) -> Project:
    """Find the nearest configuration from a folder upwards; without one, the folder itself is
    the project, with the defaults.

    Raises ConfigurationError for settings that cannot be used, and FileError
    when the folder is gone.
    """
    try:
        start = start.resolve(strict=True)
    except FileNotFoundError as error:
        raise FileError(f"{start}: this folder is gone. Go to one that is there.") from error
    for folder in (start, *start.parents):
        own, shared = folder / OWN_FILE, folder / SHARED_FILE
        table = _table(shared) if shared.is_file() else None
        if own.is_file():
            if table is not None:
                raise ConfigurationError(
                    f"{own.name}: {shared.name} beside it has [{TABLE}] too."
                    " Keep the settings in one of the two."
                )
            return _project(folder, _toml(own), own.name, "")
        if table is not None:
            return _project(folder, table, shared.name, TABLE)
    return _project(start, {}, None, "")


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(read_file(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = _TOML_ERROR.fullmatch(str(error))
        complaint, line, column = found.groups() if found else (str(error), None, None)
        place = f"{path.name}:{line}:{column}" if line else path.name
        raise ConfigurationError(f"{place}: {complaint}. Mend the file.") from error


def _table(path: Path) -> dict[str, object] | None:
    """Give the toolkit's table of a pyproject.toml, None where it has none."""
    tools = _toml(path).get("tool")
    if not isinstance(tools, dict) or "i18n-summit" not in tools:
        return None
    table = tools["i18n-summit"]
    if not isinstance(table, dict):
        raise ConfigurationError(f"{path.name}: [{TABLE}] is no table. Write its keys below it.")
    return table


def _project(root: Path, table: dict[str, object], file: str | None, name: str) -> Project:
    settings = read_settings(table, file=file or "the settings", name=name)
    project = Project(root, settings, PurePosixPath(file) if file else None)
    folders = {"source": settings.source, "output": settings.output, "catalogs": settings.catalogs}
    for one, other in combinations(folders, 2):
        left, right = (Path(os.path.realpath(root / folders[key])) for key in (one, other))
        if left == right or left in right.parents or right in left.parents:
            raise ConfigurationError(
                f'{file or "the settings"}: "{one}" and "{other}" lie in one another'
                f" ({folders[one]}, {folders[other]}). Set them to two folders apart."
            )
    return project
