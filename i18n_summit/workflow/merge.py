"""Merging catalogs that two branches have changed, by hand and for git."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from shlex import quote

from i18n_summit.catalogs.merge import HEADER_KEY, merge_catalogs
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.checks.state import quoted
from i18n_summit.errors import FileError, GitError, ProblemsError, SummitError
from i18n_summit.files import (
    Replacement,
    locked_folders,
    read_file,
    read_regular_file,
    replace_files,
    write_file,
)
from i18n_summit.git import read_attribute, read_setting, work_tree, write_setting
from i18n_summit.model import Catalog, Diagnostic, Key, Location, Severity

DRIVER = "i18n-summit"
"""The name by which .gitattributes calls the driver."""
ATTRIBUTES = ".gitattributes"
_PATTERNS = ("*.po", "*.pot")
_ATTEMPTS = 5
"""How often to begin anew, when the file changes while it is merged."""
_PLACES = "merge-driver --path=%P -- %O %A %B"
"""What git puts into the command; it quotes the path itself."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """A catalog that was merged into one of its sides."""

    path: PurePath
    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]
    """The conflicts that are left for a person."""


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    shown: PurePath | None = None,
    say: Callable[[str], None] | None = None,
) -> MergedFile:
    """Merge what two sides have made of a PO file, and write it in the place of *ours*.

    An empty *base* is none: both sides have added the file. *shown* is what messages call it.
    What is saved into *ours* meanwhile is read again, and *say* is told when another process
    is waited for. Raises ProblemsError with all that is wrong in any of the three, and writes
    nothing then; FileError when it cannot be written.
    """
    # Git gives temporary files of its own, with the name of the real one.
    folders = {} if shown else {ours.parent: ours.parent}
    for _ in range(_ATTEMPTS):
        merge, replacement = _merged(base, ours, theirs, shown)
        if replacement.data == replacement.before:
            return merge
        with locked_folders(folders, "merge-driver", say):
            if replace_files([replacement]):
                return merge
    raise FileError(
        f"{shown or ours}: it is changed while it is merged. End the other program, and run this"
        " again."
    )


def _merged(
    base: Path, ours: Path, theirs: Path, shown: PurePath | None
) -> tuple[MergedFile, Replacement]:
    texts: dict[str, CatalogText] = {}
    read: dict[str, bytes] = {}
    errors: list[SummitError] = []
    for path, side in (base, "base"), (ours, "ours"), (theirs, "theirs"):
        known_as = PurePosixPath(f"{shown} ({side})") if shown else path
        try:
            read[side] = read_regular_file(path, known_as)
            if read[side] or side != "base":
                texts[side] = read_catalog(read[side], known_as, None)
        except SummitError as error:
            errors.append(error)
    if errors:
        raise ProblemsError(errors)
    merge = merge_catalogs(texts.get("base"), texts["ours"], texts["theirs"])
    data = format_catalog(merge.catalog, merge.before)
    name = shown or ours
    # Read again: what no one could read is not written.
    written = read_catalog(data, name, None)
    lines = {entry.message.key: entry.message.line for entry in written.entries}
    found = [_conflict(key, name, lines.get(key, 1)) for key in merge.conflicts]
    diagnostics = tuple(sorted(found, key=lambda d: d.location))
    return MergedFile(name, written.catalog, diagnostics), Replacement(ours, read["ours"], data)


def install_driver(folder: Path, command: Sequence[str]) -> list[str]:
    """Have git merge the catalogs of a work tree by a command; say what was done.

    The attributes are for all who share the repository, the command for this clone alone.
    Raises GitError where the folder is in no work tree, and where the attributes are a link.
    """
    top = work_tree(folder)
    done: list[str] = []
    attributes = top / ATTRIBUTES
    if attributes.is_symlink():
        raise GitError(
            f"{ATTRIBUTES}: this is a link, and git reads none there. Put a file in its place, and"
            " run this again."
        )
    data = read_file(attributes) if attributes.exists() else b""
    if write_file(attributes, _with_attributes(data)):
        done.append(f"{ATTRIBUTES}: {'updated' if data else 'created'}, to be committed")
    settings = {
        f"merge.{DRIVER}.name": "PO catalogs, message by message",
        f"merge.{DRIVER}.driver": " ".join([*map(_quoted, command), _PLACES]),
    }
    for name, value in settings.items():
        if read_setting(top, name) != value:
            write_setting(top, name, value)
            if read_setting(top, name) != value:
                raise GitError(
                    f"{name}: git has another value for this setting, of this work tree or of the"
                    f" environment. Take out what git config --show-origin {name} names, and run"
                    " this again."
                )
            done.append(f"git config {name}: set, for this clone")
    return done


def hold_to_driver(folder: Path) -> None:
    """Ask git whether it calls the driver for each PO file of a work tree.

    Raises ProblemsError with the files for which another attribute wins.
    """
    found = read_attribute(work_tree(folder), "merge", _PATTERNS)
    errors = [
        GitError(
            f'{path}: git has its attribute merge as "{value}", not as "{DRIVER}": a later line of'
            f" {ATTRIBUTES}, one in a folder below, or .git/info/attributes says so."
            " Take that out, and run this again."
        )
        for path, value in found.items()
        if value != DRIVER
    ]
    if errors:
        raise ProblemsError(errors)


def _quoted(word: str) -> str:
    """Write a word for the shell that git runs, in a setting where % begins a place."""
    return quote(word).replace("%", "%%")


def _with_attributes(data: bytes) -> bytes:
    """Give a .gitattributes that names the driver for PO files; its lines stay as they are."""
    known: dict[bytes, bytes] = {}
    for line in data.splitlines():
        pattern, *words = line.split() or [b""]
        for word in words:  # The last one holds.
            if word.lstrip(b"-!").partition(b"=")[0] == b"merge":
                known[pattern] = word
    attribute = f"merge={DRIVER}".encode()
    missing = [p for p in map(str.encode, _PATTERNS) if known.get(p) != attribute]
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    if missing and data and not data.endswith(b"\n"):
        data += newline
    return data + b"".join(pattern + b" " + attribute + newline for pattern in missing)


def _conflict(key: Key, path: PurePath, line: int) -> Diagnostic:
    message = (
        f"{quoted(key[1])} has two translations. Choose one, and remove the comment and the flag."
    )
    if key == HEADER_KEY:
        message = "the two headers do not agree. Choose, and remove the comment."
    return Diagnostic(
        code="conflict",
        severity=Severity.ERROR,
        location=Location(PurePosixPath(path), line),
        message=message,
        id=key[1],
    )
