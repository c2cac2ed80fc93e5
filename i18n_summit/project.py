"""A project on disk: its pages, its catalogs. The only module that opens files."""

import os
import re
import stat
import tempfile
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path, PurePath, PurePosixPath

from i18n_summit.errors import ConfigurationError, FileError, ProblemsError, visible
from i18n_summit.settings import Settings, read_settings

OWN_FILE = "i18n-summit.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.i18n-summit"
_TEMPORARY = ".i18n-summit."
"""Begins the name of a file that is not whole yet: short, for names may be as long as can be."""
_TOML_ERROR = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
_FOLDER = "a folder stands where this file is to be written. Move it away."
_NO_FOLDER = "this is no folder, and one is needed here. Move it away."
_NO_ENTRY = "nothing can be written into this folder. Check its permissions."
_IRREGULAR = "this is no regular file. Move it away."
_LINK = "this is a link, and what is rendered stays in the output folder. Remove the link."


class Change(Enum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


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
    return None if is_usual else _IRREGULAR


def find_project(start: Path) -> Project:
    """Find the nearest configuration from a folder upwards; without one, the folder itself is
    the project, with the defaults.

    Raises ConfigurationError for settings that cannot be used.
    """
    start = start.resolve()
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


def read_file(path: Path, shown: PurePath | None = None) -> bytes:
    """Read a file. Raises FileError, which names it as *shown*, when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            f"{shown or path}: {error.strerror}. Check the name and its permissions."
        ) from error


def write_file(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; tell whether it changed.

    One that has these bytes already is not touched. A symbolic link stays one,
    and its target is written. What is no regular file, as /dev/stdout, is
    written to and stays what it is. Raises FileError when it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return True
        path = Path(os.path.realpath(path))
        if path.is_file() and path.read_bytes() == data:
            return False
        mode = path.stat().st_mode & 0o7777 if path.exists() else _new_file_mode()
        _replace(path, data, mode, is_durable=True)
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def write_output(path: Path, data: bytes) -> Change:
    """Write a file below the output folder as a whole or not at all; say what became of it.

    One that has these bytes already is not touched. A symbolic link is never
    followed but replaced. It is not forced to the disk: after a power failure
    it is made again from its page. Raises FileError when it cannot be written.
    """
    change, mode = Change.CREATED, _new_file_mode()
    try:
        with suppress(FileNotFoundError):
            old = path.lstat()
            change = Change.UPDATED
            if stat.S_ISREG(old.st_mode):
                if old.st_size == len(data) and path.read_bytes() == data:
                    return Change.UNCHANGED
                mode = old.st_mode & 0o7777
        _replace(path, data, mode, is_durable=False)
    except OSError as error:
        raise _write_error(path, error) from error
    return change


def _replace(path: Path, data: bytes, mode: int, *, is_durable: bool) -> None:
    """Put a new file in the place of whatever *path* names, and make the folders it needs."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if is_durable:
                file.flush()
                os.fsync(handle)
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write_error(path: Path, error: OSError) -> FileError:
    return FileError(
        _obstacle(path)
        or f"{path}: {error.strerror}. Nothing was changed; make room or check permissions."
    )


def refuse_unwritable(paths: Iterable[Path]) -> None:
    """Raise ProblemsError if a file cannot be written at one of *paths*: before the first is.

    It names each obstacle once.
    """
    found = dict.fromkeys(obstacle for path in paths if (obstacle := _obstacle(path)))
    if found:
        raise ProblemsError([FileError(obstacle) for obstacle in found])


def refuse_unwritable_below(output: Path, names: Iterable[PurePath]) -> None:
    """Raise ProblemsError if one of the files *names* cannot be written below *output*, before the
    first is.

    *output* may be a symbolic link. Nothing below it may: what is written would
    be somewhere else. It names each obstacle once.
    """
    files: dict[PurePath, set[str]] = {}
    for path in names:
        files.setdefault(path.parent, set()).add(path.name)
    folders: dict[PurePath, set[str]] = {}
    for folder in files:
        for below, around in pairwise((folder, *folder.parents)):
            folders.setdefault(around, set()).add(below.name)
    if not output.is_dir():
        refuse_unwritable([output / "any"])
        return
    obstacles: list[str] = []
    reached = [PurePath()]
    for folder in reached:
        place = output / folder
        try:
            with os.scandir(place) as listing:
                entries = {entry.name: entry for entry in listing}
        except OSError as error:
            obstacles.append(f"{place}: {error.strerror}. Check its permissions.")
            continue
        if not os.access(place, os.W_OK | os.X_OK):
            obstacles.append(f"{place}: {_NO_ENTRY}")
        folders_here = folders.get(folder, set())
        for name in entries.keys() & (folders_here | files.get(folder, set())):
            complaint = _entry_complaint(entries[name], is_folder=name in folders_here)
            if complaint:
                obstacles.append(f"{place / name}: {complaint}")
            elif name in folders_here:
                reached.append(folder / name)
    if obstacles:
        raise ProblemsError([FileError(obstacle) for obstacle in sorted(obstacles)])


def _entry_complaint(entry: "os.DirEntry[str]", *, is_folder: bool) -> str | None:
    if entry.is_symlink():
        return _LINK
    if is_folder:
        return None if entry.is_dir() else _NO_FOLDER
    if entry.is_dir():
        return _FOLDER
    return None if entry.is_file() else _IRREGULAR


def _obstacle(path: Path) -> str | None:
    try:
        if path.is_dir():
            return f"{path}: {_FOLDER}"
        if path.exists():
            return None
        around = next(folder for folder in path.parents if os.path.lexists(folder))
        if not around.is_dir():
            return f"{around}: {_NO_FOLDER}"
        if not os.access(around, os.W_OK | os.X_OK):
            return f"{around}: {_NO_ENTRY}"
    except OSError as error:
        return f"{path}: {error.strerror}. Check the name and its permissions."
    return None


@cache
def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


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


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder; a link that leads to itself leads nowhere."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


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
