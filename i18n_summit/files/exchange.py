"""Putting a new file in the place of one that must still hold what was read of it."""

import os
from contextlib import suppress
from pathlib import Path

_HERE = -100
"""Linux's AT_FDCWD: names are as the process sees them."""
_EXCHANGE = 2
"""Linux's RENAME_EXCHANGE."""


def put(new: Path, place: Path, before: bytes | None) -> bool:
    """Put the file *new* in its *place* if that holds *before*; tell whether it did.

    A look and then a replacement would overwrite what is saved between the two.
    So the files change places at once, and change back if another came out than
    was to go. Where the system cannot do that, the file is replaced.
    """
    if before is None:
        try:
            place.hardlink_to(new)
        except FileExistsError:
            return False
        except OSError:
            new.replace(place)  # This disk has no hard links.
        return True
    is_ours, going = True, read(new)
    expected: bytes | None = before
    while _changed_places(new, place):
        found = read(new)
        # Another run may have taken the old file for a leftover, which it was.
        if found is None or found == expected:
            return is_ours
        is_ours, expected, going = False, going, found
    new.replace(place)
    return is_ours


def read(path: Path) -> bytes | None:
    """Read a file; None where there is none."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def _changed_places(one: Path, other: Path) -> bool:
    import ctypes

    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(call(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_EXCHANGE)) == 0)
