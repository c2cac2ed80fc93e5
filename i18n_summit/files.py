"""Reading and writing files. The only module that opens one."""

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePath

from i18n_summit.errors import FileError, ProblemsError

_TEMPORARY = ".i18n-summit."
"""Begins the name of a file that is not whole yet: short, for names may be as long as can be."""
_FOLDER = "a folder stands where this file is to be written. Move it away."
_NO_FOLDER = "this is no folder, and one is needed here. Move it away."
_NO_ENTRY = "nothing can be written into this folder. Check its permissions."
IRREGULAR = "this is no regular file. Move it away."
_LINK = "this is a link, and what is rendered stays in the output folder. Remove the link."


class Change(Enum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


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
    return None if entry.is_file() else IRREGULAR


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


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder; a link that leads to itself leads nowhere."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
