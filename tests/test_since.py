"""Checks of what has changed since a revision in git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import EN_PO, JA_PO, PROGRAM, make, make_half, run, translate

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
WHO = ["-c", "user.name=Hanako", "-c", "user.email=hanako@example.jp"]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=folder, capture_output=True, check=True)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, half translated and committed as main, in a folder of its work tree."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "会議 の ページ"
    folder.mkdir()
    make_half(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "pages")
    return folder


def found(folder: Path, *arguments: str) -> list[str]:
    result = run(folder, "check", *arguments)
    assert result.exit_code in (0, 1), result.stderr
    # Behind the place, which has spaces in it.
    lines = (line.partition(":1: ")[2] for line in result.stdout.splitlines())
    return [" ".join(line.split()[:5]) for line in lines]


def test_what_has_not_changed_is_not_spoken_of(tree: Path) -> None:
    assert len(found(tree)) == 6
    assert found(tree, "--since", "main") == []


def test_what_has_changed_is(tree: Path) -> None:
    wrong = "No one has to keep Kafka"
    translate(tree, JA_PO, **{"Kafka Needs no Keeper": wrong, "Core Kafka": "Kafka コア"})
    assert found(tree, "--since", "main") == ["warning language: the translation has"]
    git(tree, "commit", "-q", "-a", "-m", "a translation")
    assert found(tree, "--since", "HEAD~1") == ["warning language: the translation has"]
    assert found(tree, "--since", "main") == []


WIDE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ja\\n"

msgid "View Description"
msgstr "説明を表示"

msgid "<b>View Description</b>"
msgstr "<b>説明を表示</b>"

msgid "Sessions of the first day"
msgstr "初日の講演"

msgid "Where to have lunch around here"
msgstr "近くの昼食"
"""
# What changes in a message, and the finding that stands with another one below it.
BESIDE = {
    "inconsistent": ("説明を表示", "詳細を見る", "warning inconsistent: the same text"),
    "reused": ("初日の講演", "近くの昼食", "warning reused: «Sessions of the"),
}


@pytest.mark.parametrize("code", BESIDE)
def test_what_a_change_brings_to_another_message_is_told(tree: Path, code: str) -> None:
    before, after, finding = BESIDE[code]
    make(tree, {"wide.po": WIDE})
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "wide")
    assert found(tree, str(tree / "wide.po")) == []
    make(tree, {"wide.po": WIDE.replace(before, after, 1)})
    assert found(tree, str(tree / "wide.po"), "--since", "HEAD") == [finding]
    git(tree, "commit", "-q", "-a", "-m", "changed")
    assert found(tree, str(tree / "wide.po"), "--since", "HEAD") == []


# A line that is added to a message, and the code found.
LINES = {"#, fuzzy\n": "fuzzy:", "# i18n-summit: identical\n": "suppression:"}


@pytest.mark.parametrize("line", LINES)
def test_a_flag_and_a_comment_are_changes(tree: Path, line: str) -> None:
    path = tree / EN_PO
    text = path.read_text(encoding="utf-8")
    before = 'msgid "ストリーム処理"'
    # Comments of translators stand above those of the pages.
    at = text.rindex("\n\n", 0, text.index(before)) + 2 if "# " in line else text.index(before)
    path.write_text(text[:at] + line + text[at:], encoding="utf-8")
    (one,) = found(tree, "--since", "main")
    assert one.split()[1] == LINES[line]


def test_all_of_a_new_catalog_is_new(tree: Path) -> None:
    git(tree, "rm", "-q", "--cached", JA_PO)
    git(tree, "commit", "-q", "-m", "no Japanese")
    assert len(found(tree, "--since", "HEAD")) == 6


def test_what_is_about_the_catalog_is_told_all_the_same(tree: Path) -> None:
    make(tree, {"source/new.txt": "Welcome to San Francisco.\n"})
    assert found(tree, "--since", "main", "--fail-under", "1") == [
        "error stale: 1 message of",
        "error coverage: ja: 0 %",
    ]


def test_catalogs_alone_have_a_past_too(tree: Path) -> None:
    translate(tree, JA_PO, **{"Kafka Needs no Keeper": "No one has to keep Kafka"})
    for named in (str(tree / JA_PO), str(tree / "locales")):
        assert found(tree, named, "--since", "main") == ["warning language: the translation has"]


# A revision, and how the complaint ends.
UNKNOWN = {
    "mian": 'git knows no revision "mian". Did you mean "main"?\n',
    "v2.0": 'git knows no revision "v2.0". Known: main, HEAD.\n',
    "--help": 'git knows no revision "--help". Known: main, HEAD.\n',
    "": 'git knows no revision "". Known: main, HEAD.\n',
}


@pytest.mark.parametrize("revision", UNKNOWN)
def test_a_revision_that_does_not_exist_ends_with_2(tree: Path, revision: str) -> None:
    result = run(tree, "check", f"--since={revision}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert result.stderr.endswith(f": {UNKNOWN[revision]}")


def test_it_is_named_once_for_many_files(tree: Path) -> None:
    result = run(tree, "check", str(tree / "locales"), "--since", "mian")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_no_work_tree_ends_with_2(tree: Path) -> None:
    shutil.rmtree(tree / ".git")
    result = run(tree, "check", "--since", "main")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Run this inside a git work tree, or leave --since out.\n")


def test_a_catalog_that_was_broken_then_is_named_with_its_revision(tree: Path) -> None:
    path = tree / EN_PO
    good = path.read_bytes()
    make(tree, {EN_PO: 'msgid "A"\n'})
    git(tree, "commit", "-q", "-a", "-m", "broken")
    path.write_bytes(good)
    result = run(tree, "check", "--since", "main")
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: main:{EN_PO}:2:1: the file ends inside an entry, before msgstr."
        " Mend the entry, or restore the file.\n"
    )


def test_a_hook_of_a_linked_work_tree_sees_the_same(tree: Path) -> None:
    linked = tree.parent / "linked"
    (tree / "site").mkdir()
    names = [path.name for path in tree.iterdir() if path.name not in {".git", "site"}]
    git(tree, "mv", *names, "site")
    git(tree, "commit", "-qm", "a folder of its own")
    git(tree, "worktree", "add", "-q", "../linked")
    hook = tree / ".git/hooks/pre-commit"
    runs = [f"{PROGRAM} -C site {command} >&2" for command in ("diff", "merge-driver --install")]
    hook.write_text("\n".join(["#!/bin/sh", *runs, ""]))
    hook.chmod(0o755)
    translate(linked / "site", JA_PO, **{"Kafka Needs no Keeper": "番人は要りません"})
    done = subprocess.run(
        ["git", *WHO, "commit", "-am", "ja"],
        cwd=linked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "\n1 message differs (1 translation changed)\n" in done.stderr
    assert (linked / ".gitattributes").exists()
    assert not (linked / "site/.gitattributes").exists()
