"""Which files can be read, and where one can be written."""

import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePath, PurePosixPath

from i18n_summit.errors import FileError, ProblemsError

_FOLDER = "a folder stands where this file is to be written. Move it away."
_READ_ONLY = "this file may not be written. Check its permissions."
_NO_FOLDER = "this is no folder, and one is needed here. Move it away."
_NO_ENTRY = "nothing can be written into this folder. Check its permissions."
IRREGULAR = "this is no regular file. Move it away."
_LINK = "this is a link, and what is rendered stays in the output folder. Remove the link."


def read_file(path: Path, shown: PurePath | None = None) -> bytes:
    """Read a file. Raises FileError, which names it as *shown*, when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            f"{shown or path}: {error.strerror}. Check the name and its permissions."
        ) from error


def read_regular_file(path: Path, shown: PurePath | None = None) -> bytes:
    """Read a file as ``read_file`` does, and refuse what is none: a pipe would keep us waiting."""
    if path.exists() and not path.is_file() and path != Path(os.devnull):
        raise FileError(f"{shown or path}: {IRREGULAR}")
    return read_file(path, shown)


def files_below(folder: Path, suffix: str, unread: dict[PurePosixPath, str]) -> list[Path]:
    """List the files below a folder whose names end with *suffix*, in the order of their paths.

    Hidden files and folders are left out, and links to folders. What cannot be listed is put
    into *unread*, with a complaint.
    """

    def complain(error: OSError) -> None:
        place = PurePosixPath(error.filename)
        unread[place] = f"{place}: {error.strerror}. Check its permissions."

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=complain):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.endswith(suffix) or name.startswith("."):
                continue
            if path.exists() and not path.is_file():
                shown = PurePosixPath(path.as_posix())
                unread[shown] = f"{shown}: {IRREGULAR}"
            else:
                found.append(path)
    return sorted(found)


def refuse_unwritable(paths: Iterable[Path]) -> None:
    """Raise ProblemsError if a file cannot be put at one of *paths*: before the first is.

    It names each obstacle once. A pipe is one, too: it would keep us waiting.
    """
    found: dict[str, None] = {}
    for path in paths:
        if complaint := obstacle(path):
            found[complaint] = None
        elif path.exists() and not path.is_file():
            found[f"{path}: {IRREGULAR}"] = None
    if found:
        raise ProblemsError([FileError(complaint) for complaint in found])


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
    return None if entry.is_file() else IRREGULAR


def obstacle(path: Path) -> str | None:
    """Say why no file can be written at *path*, None if one can."""
    try:
        if path.is_dir():
            return f"{path}: {_FOLDER}"
        if path.exists() and not os.access(path, os.W_OK):
            return f"{path}: {_READ_ONLY}"
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        around = next(folder for folder in path.parents if os.path.lexists(folder))
        if not around.is_dir():
            return f"{around}: {_NO_FOLDER}"
        if not os.access(around, os.W_OK | os.X_OK):
            return f"{around}: {_NO_ENTRY}"
    except OSError as error:
        return f"{path}: {error.strerror}. Check the name and its permissions."
    return None


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder; a link that leads to itself leads nowhere."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
