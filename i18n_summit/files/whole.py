"""Files that are written as a whole or not at all.

A new file is written beside the one it replaces, and takes its name when it is
whole. A program that is killed leaves the old file or the new one, and maybe a
leftover, which the next run removes.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from i18n_summit.errors import FileError
from i18n_summit.files.exchange import put, read
from i18n_summit.files.held import create_held, new_name
from i18n_summit.files.places import IRREGULAR, obstacle

_ACCESS_LIST = "system.posix_acl_access"


class Change(Enum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a file is to hold, worked out from what it held."""

    path: Path
    before: bytes | None
    """What was read of it; None where there was no file."""
    data: bytes


def replace_files(replacements: Iterable[Replacement]) -> bool:
    """Write files that were read before; tell whether each still held what was read of it.

    If one does not, none is written. All are on the disk before the first takes
    its name, so that a full disk changes none. Each is old or new as a whole, at
    any moment. The group is not: a kill, or another program's save, may come
    between two of them. Links are kept, as ``write_file`` does; what is the same below two
    names of one file is one. Raises FileError when one cannot be written.
    """
    with ExitStack() as stack:
        staged: list[tuple[Replacement, Path, Path]] = []
        known: set[tuple[Path, bytes | None, bytes]] = set()
        for replacement in replacements:
            target = Path(os.path.realpath(replacement.path))
            content = target, replacement.before, replacement.data
            if content in known:
                continue
            known.add(content)
            try:
                new = _staged(target, replacement.data, _replaced(target), is_durable=True)
                staged.append((replacement, target, stack.enter_context(new)))
            except OSError as error:
                raise _write_error(replacement.path, error) from error
        if any(read(target) != replacement.before for replacement, target, _ in staged):
            return False
        for replacement, target, temporary in staged:
            try:
                before = replacement.before
                if read(target) != before or not put(temporary, target, before):
                    return False
            except OSError as error:
                raise _write_error(replacement.path, error) from error
        for folder in {target.parent for _, target, _ in staged}:
            _force_names(folder)
    return True


def write_file(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; tell whether it changed.

    One that has these bytes already is not touched. It keeps its mode, access
    list and, where the system lets us, its owner. A symbolic link stays one, and
    its target is written; another name of the same file, a hard link, keeps the
    old bytes. What is no regular file, as /dev/stdout, is written to and stays
    what it is. Raises FileError when it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return True
        target = Path(os.path.realpath(path))
        if read(target) == data:
            return False
        with _staged(target, data, _replaced(target), is_durable=True) as temporary:
            temporary.replace(target)
        _force_names(target.parent)
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def write_output(path: Path, data: bytes) -> Change:
    """Write a file below the output folder as a whole or not at all; say what became of it.

    One that has these bytes already is not touched. A symbolic link is never
    followed but replaced. It is not forced to the disk: after a power failure
    it is made again from its page. Raises FileError when it cannot be written.
    """
    change, replaced = Change.CREATED, None
    try:
        with suppress(FileNotFoundError):
            old = path.lstat()
            change = Change.UPDATED
            if stat.S_ISREG(old.st_mode):
                if old.st_size == len(data) and path.read_bytes() == data:
                    return Change.UNCHANGED
                replaced = old
        with _staged(path, data, replaced, is_durable=False) as temporary:
            temporary.replace(path)
    except OSError as error:
        raise _write_error(path, error) from error
    return change


def _replaced(path: Path) -> os.stat_result | None:
    """Give what is to be kept of a file, None where there is none.

    Raises an error for one that is not to be written or is no regular file:
    its folder would let us replace it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise FileError(f"{path}: {IRREGULAR}")
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return found


@contextmanager
def _staged(
    path: Path, data: bytes, replaced: os.stat_result | None, *, is_durable: bool
) -> Iterator[Path]:
    """Write a file beside *path*, in a folder that is made if need be; give its own path.

    In the end it is removed, unless it was given another name.
    """
    # Whoever could not read the old file must not read the new one, not even now.
    mode = 0o600 | stat.S_IMODE(replaced.st_mode) & 0o777 if replaced else 0o666
    handle = None
    while handle is None:
        temporary = path.parent / new_name()
        try:
            handle = create_held(temporary, mode)
        except FileExistsError:
            continue
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if replaced:
                _keep_attributes(path, temporary, replaced)
            if is_durable:
                os.fsync(handle)
            if os.name == "nt":
                file.close()  # Windows gives no other name to an open file.
            yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _keep_attributes(path: Path, temporary: Path, replaced: os.stat_result) -> None:
    """Give a new file the mode, the owner and the access list of the one it replaces."""
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path):
                if name == _ACCESS_LIST or name.startswith("user."):
                    os.setxattr(temporary, name, os.getxattr(path, name))
    if hasattr(os, "chown"):
        new = temporary.stat()
        for kept, owner, group in (
            (new.st_gid == replaced.st_gid, -1, replaced.st_gid),
            (new.st_uid == replaced.st_uid, replaced.st_uid, -1),
        ):
            if not kept:
                with suppress(OSError):
                    os.chown(temporary, owner, group)
    temporary.chmod(stat.S_IMODE(replaced.st_mode))


def _force_names(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    # The files are in their places, so there is nothing to complain of or to take back.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_error(path: Path, error: OSError) -> FileError:
    return FileError(
        obstacle(path)
        or f"{path}: {error.strerror}. Nothing was changed; make room or check permissions."
    )
