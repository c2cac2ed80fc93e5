"""Asking git. The only module that starts a process."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from i18n_summit.errors import GitError


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
    ask_git(folder, "config", name, value, remedy="Check the permissions of its config file.")


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


def read_revision(folder: Path, revision: str, path: str) -> bytes | None:
    """Give a file as it is in a revision, by its path from a folder; None where it is not.

    Raises GitError where there is no such revision, or the folder is in no work tree.
    """
    remedy = "Name two files, or run this inside a git work tree."
    commit = _revision(folder, revision, remedy)
    listed = ask_git(folder, "ls-tree", "-z", commit, "--", path, remedy=remedy) or b""
    kind, _, name = listed.partition(b"\t")[0].partition(b" ")[2].partition(b" ")
    if kind != b"blob":
        return None
    return ask_git(folder, "cat-file", "blob", name.decode(), remedy=remedy)


def _revision(folder: Path, revision: str, remedy: str) -> str:
    """Give the commit that a revision names."""
    # What begins with a hyphen would be an option.
    said = None
    if not revision.startswith("-"):
        asked = ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        said = ask_git(folder, *asked, remedy=remedy, absent=1)
    if said is None:
        raise GitError(
            f'{folder}: git knows no revision "{revision}" here. Name a commit, a branch or a tag.'
        )
    return said.decode().strip()
