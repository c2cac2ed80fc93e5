"""Asking git. The only module that starts a process."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from i18n_summit.errors import GitError, nearest

_LINK = b"120000"
"""The mode of a symbolic link."""
_LINKS = 40
"""How many links that lead to one another are followed, as Linux does."""


def ask_git(
    folder: Path, *arguments: str, remedy: str, absent: int | None = None, asked: bytes = b""
) -> bytes | None:
    """Run git in a folder; give what it writes, and None where it ends with the code *absent*.

    *asked* is what it reads.

    Raises GitError, with what git says and the remedy, where it fails.
    """
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            input=asked,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError(f"{folder}: there is no git on this machine. Install it.") from error
    if done.returncode == absent:
        return None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].rstrip(".")
        raise GitError(f"{folder}: git {arguments[0]} says: {said}. {remedy}")
    return done.stdout


def work_tree(folder: Path) -> Path:
    """Give the top of the git work tree that a folder is in.

    Raises GitError where it is in none.
    """
    remedy = "Run this inside a git work tree, or make one with git init."
    said = ask_git(folder, "rev-parse", "--show-toplevel", remedy=remedy) or b""
    return Path(os.fsdecode(said.removesuffix(b"\n")))


def read_setting(folder: Path, name: str) -> str | None:
    """Give a setting of git as it holds in a folder; None where it is not set."""
    remedy = f"Mend the setting {name}."
    said = ask_git(folder, "config", "--get", name, remedy=remedy, absent=1)
    return None if said is None else os.fsdecode(said.removesuffix(b"\n"))


def write_setting(folder: Path, name: str, value: str) -> None:
    """Set a setting of git for the clone that a folder is in."""
    ask_git(
        folder,
        "config",
        "--replace-all",
        name,
        value,
        remedy="Check the permissions of its config file.",
    )


def read_attribute(folder: Path, name: str, patterns: Iterable[str]) -> dict[str, str]:
    """Give an attribute, as git has it, of each file of a work tree that is not ignored, by its
    path from the top *folder*.

    Where no file matches the patterns, they stand for files at the top.
    """
    remedy = "Run this inside a git work tree, or mend it."
    listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns)
    paths = ask_git(folder, *listed, remedy=remedy) or "\0".join(patterns).encode()
    asked = ("check-attr", "-z", "--stdin", name)
    said = os.fsdecode(ask_git(folder, *asked, remedy=remedy, asked=paths) or b"").split("\0")
    return dict(zip(said[::3], said[2::3], strict=False))


def find_commit(folder: Path, revision: str, *, remedy: str) -> str:
    """Give the name of the commit that a revision is, in the repository of a folder.

    Raises GitError where there is no such revision, or the folder is in no work tree.
    """
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    found = ask_git(folder, *asked, remedy=remedy, absent=1)
    if found is None:
        listed = ask_git(folder, "for-each-ref", "--format=%(refname:short)", remedy=remedy)
        names = (listed or b"").decode("utf-8", "replace").split()
        raise GitError(
            f'{folder}: git knows no revision "{revision}". {nearest(revision, [*names, "HEAD"])}'
        )
    return found.decode("ascii").strip()


def read_committed(folder: Path, name: str, commit: str, *, remedy: str) -> bytes | None:
    """Give a file of a folder as it is in a commit; None where it is not there.

    Links of that time are followed.
    """
    for _ in range(_LINKS):
        listed = ask_git(folder, "ls-tree", "-z", commit, "--", name, remedy=remedy) or b""
        mode, kind, blob, *_ = *listed.partition(b"\t")[0].split(), b"", b"", b""
        if kind != b"blob":
            return None
        data = ask_git(folder, "cat-file", "blob", blob.decode(), remedy=remedy) or b""
        if mode != _LINK:
            return data
        name = os.path.normpath(PurePosixPath(name).parent / os.fsdecode(data))
    return None


def _environment() -> dict[str, str]:
    """Give git the environment of this process.

    With GIT_DIR alone, as in hooks, it takes the folder where it is started for the top of the
    work tree: that is ours, in whatever folder it is asked.
    """
    found = dict(os.environ)
    if "GIT_DIR" in found and "GIT_WORK_TREE" not in found:
        found["GIT_DIR"] = os.path.realpath(found["GIT_DIR"])
        found["GIT_WORK_TREE"] = str(Path.cwd())
    return found
