"""Files that are a process's own for as long as it lives: those it has not put in place yet, and
its lock.

The system unlocks what a process has locked when the process ends, in whatever
way. So a file of these that nobody has locked is a leftover, and may go.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePath
from time import monotonic, sleep

from i18n_summit.errors import FileError

LOCK = ".i18n-summit.lock"
_OWN = re.compile(r"\.i18n-summit\.(?:[0-9a-f]{8}|lock)")
_NAME = re.compile(r"process [0-9]+ on .{0,255} \(i18n-summit [a-z-]+, since [0-9:+. -]+\)")
"""What a process writes into its lock. Nothing else in such a file is shown to anyone."""
_PATIENCE = 10.0
"""Seconds to wait for a lock: it is held while files are written, and not while pages are read."""
_SILENCE = 1.0
"""Seconds to wait before a word is said about it."""
_PAUSE = 0.05
_BINARY = getattr(os, "O_BINARY", 0)
_GONE_WITH_ITS_PROCESS = getattr(os, "O_TEMPORARY", 0)
"""What Windows has in place of a lock that ends with its process."""
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Neither to where a link leads, nor to wait for the other end of a pipe."""


def new_name() -> str:
    """Give the name of a file that is not whole yet: short, as names may not be long."""
    return f".i18n-summit.{os.urandom(4).hex()}"


def is_own(name: str) -> bool:
    """Tell whether a file has a name of these: it is nobody's page or catalog."""
    return _OWN.fullmatch(name) is not None


def create_held(path: Path, mode: int, *, flags: int = 0) -> int | None:
    """Create a file and lock it; give its handle, or None if another process took it for a
    leftover meanwhile.

    Raises FileExistsError when there is one.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | flags, mode)
    try:
        is_locked = _lock(handle)
    except OSError:
        is_locked = True  # There are no locks here, so nobody takes it for a leftover either.
    if is_locked and os.fstat(handle).st_nlink:
        return handle
    os.close(handle)
    return None


def remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder, and nothing that is in use.

    What cannot be removed, and what cannot be known to be a leftover, stays.
    """
    with suppress(OSError), os.scandir(folder) as listing:
        names = [entry.name for entry in listing if is_own(entry.name)]
        for name in names:
            _remove_leftover(folder / name)


def _remove_leftover(path: Path) -> None:
    with suppress(OSError):
        try:
            handle = os.open(path, os.O_RDWR | _NOT_FOLLOWED)
        except PermissionError:
            handle = os.open(path, os.O_RDONLY | _NOT_FOLLOWED)
        try:
            # Without a name it is no leftover: another file may have the name by now.
            if _lock(handle) and os.fstat(handle).st_nlink:
                path.unlink()
        finally:
            os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file; tell whether no other process has.

    Raises OSError where the system or its disk has no locks.
    """
    try:
        import fcntl
    except ImportError as error:
        raise OSError from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(
    folder: Path, shown: PurePath, doing: str, say: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Keep other processes that ask for it out of a folder, which is made if need be.

    Another that has it is waited for, and *say* is told of it; a dead one has
    it no longer. The lock is a file that names its process, and is removed.
    Raises FileError, which names the process and the folder as *shown*, when
    that takes too long, and at once where what has the lock's name is no file of its own.
    """
    path = folder / LOCK
    handle = _acquired(path, shown, say)
    try:
        with suppress(OSError):  # A full disk has no room for the name; the lock holds without.
            os.write(handle, _name_of_this(doing).encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


@contextmanager
def locked_folders(
    folders: Mapping[Path, PurePath], doing: str, say: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Keep other processes out of several folders, each with the name that messages give it, and
    remove what runs that were killed have left there. Two names of one folder are one.
    """
    real = {Path(os.path.realpath(folder)): shown for folder, shown in folders.items()}
    with ExitStack() as stack:
        # In one order, or two processes wait for each other.
        for folder in sorted(real):
            remove_leftovers(folder)
            stack.enter_context(locked(folder, real[folder], doing, say))
        yield


def _acquired(path: Path, shown: PurePath, say: Callable[[str], None] | None) -> int:
    began, is_said = monotonic(), False
    while True:
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
            handle = create_held(path, 0o666, flags=_GONE_WITH_ITS_PROCESS)
        except FileExistsError:
            handle = None
        except OSError as error:
            raise FileError(
                f"{shown}: {error.strerror}. Nothing was changed; make room or check permissions."
            ) from error
        if handle is not None:
            return handle
        if _is_no_file(path):
            raise FileError(
                f"{shown}: {path.name} is a link or a folder, and no lock of a process."
                " Nothing was changed; remove it, and run this again."
            )
        _remove_leftover(path)
        waited = monotonic() - began
        if waited > _PATIENCE:
            raise FileError(
                f"{shown}: {_holder(path)} is writing here. Wait for it or end it, and run this"
                f" again; remove {path.name} there if no such process is alive."
            )
        if say and not is_said and waited > _SILENCE:
            say(f"{shown}: waiting for {_holder(path)}, which is writing here")
            is_said = True
        sleep(_PAUSE)


def _is_no_file(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False  # It has just been removed, or nothing is known of it.


def _holder(path: Path) -> str:
    """Give the name that a process has written into its lock."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NOT_FOLLOWED), "rb") as lock:
            line = lock.read(1000).partition(b"\n")[0].decode("utf-8", "replace")
    except OSError:
        line = ""
    return line if _NAME.fullmatch(line) else "another process"


def _name_of_this(doing: str) -> str:
    import platform

    since = datetime.now().astimezone().isoformat(" ", "seconds")
    return f"process {os.getpid()} on {platform.node()} (i18n-summit {doing}, since {since})\n"
