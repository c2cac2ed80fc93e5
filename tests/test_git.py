"""Asking git: where its work tree is, and what is set in it."""

import shutil
from pathlib import Path

import pytest

from i18n_summit.errors import GitError
from i18n_summit.git import read_setting, work_tree, write_setting
from tests.repositories import git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def test_the_top_of_a_work_tree_is_found_from_any_folder_in_it(tree: Path) -> None:
    below = tree / "locales" / "ja"
    below.mkdir(parents=True)
    assert [work_tree(folder) for folder in (tree, below)] == [tree, tree]


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("..", "not a git repository (or any of the parent directories): .git"),
        (".git", "this operation must be run in a work tree"),
    ],
)
def test_outside_of_a_work_tree_git_says_why_and_there_is_a_remedy(
    tree: Path, folder: str, said: str
) -> None:
    with pytest.raises(GitError) as raised:
        work_tree(tree / folder)
    assert str(raised.value) == (
        f"{tree / folder}: git rev-parse says: fatal: {said}."
        " Run this inside a git work tree, or make one with git init."
    )


def test_without_git_the_complaint_says_so(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tree))
    with pytest.raises(GitError) as raised:
        work_tree(tree)
    assert str(raised.value) == f"{tree}: there is no git on this machine. Install it."


def test_a_setting_is_read_as_it_was_written(tree: Path) -> None:
    assert read_setting(tree, "merge.i18n-summit.driver") is None
    value = "'/opt/私の venv/bin/python' -P -m i18n_summit %O \"%A\" ; #"
    write_setting(tree, "merge.i18n-summit.driver", value)
    assert read_setting(tree, "merge.i18n-summit.driver") == value
    assert git(tree, "config", "--local", "merge.i18n-summit.driver") == value + "\n"
