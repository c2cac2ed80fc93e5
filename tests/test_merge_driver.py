"""The merge driver: by hand, and called by git in repositories of two branches."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from i18n_summit.workflow.merge import install_driver
from tests.projects import make, program, run, snapshot
from tests.repositories import git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")

HEAD = """\
msgid ""
msgstr ""
"POT-Creation-Date: {}\\n"
"PO-Revision-Date: {}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
SPRING, SUMMER = "2019-04-01 09:00+0900", "2019-08-01 09:00+0900"
BASE = HEAD.format(SPRING, SPRING) + '\nmsgid "Close"\nmsgstr ""\n'
OURS = HEAD.format(SPRING, SUMMER) + '\nmsgid "Close"\nmsgstr "閉じる"\n'
THEIRS = HEAD.format(SUMMER, SPRING) + '\nmsgid "Open"\nmsgstr ""\n\nmsgid "Close"\nmsgstr ""\n'
MERGED = (
    HEAD.format(SUMMER, SUMMER) + '\nmsgid "Open"\nmsgstr ""\n\nmsgid "Close"\nmsgstr "閉じる"\n'
)
RIVAL = THEIRS.replace('"Close"\nmsgstr ""', '"Close"\nmsgstr "終了"')
UNDECIDED = MERGED.replace(
    'msgid "Close"',
    f'# merge conflict, the other side ({SPRING}) has:\n# msgstr "終了"\n#, fuzzy\nmsgid "Close"',
)

# The files, the exit code, what OURS becomes, and what is said on stdout and stderr.
BY_HAND = {
    "no conflict": (
        (BASE, OURS, THEIRS),
        (0, MERGED),
        ("", "ours.po: merged, 2 messages\n"),
    ),
    "a conflict": (
        (BASE, OURS, RIVAL),
        (1, UNDECIDED),
        (
            (
                "ours.po:14:1: error conflict: «Close» has two translations. Choose one, and remove"
                " the comment and the flag.\n"
            ),
            "ours.po: merged, 2 messages, 1 conflict\n",
        ),
    ),
    "two headers": (
        (
            BASE,
            BASE.replace("POT", 'Language: ja\\n"\n"POT'),
            BASE.replace("POT", 'Language: en\\n"\n"POT'),
        ),
        (1, None),
        (
            (
                "ours.po:1:1: error conflict: the two headers do not agree. Choose, and remove the"
                " comment.\n"
            ),
            "ours.po: merged, 1 message, 1 conflict\n",
        ),
    ),
    "no base": (("", OURS, OURS), (0, OURS), ("", "ours.po: merged, 1 message\n")),
    "three that cannot be read": (
        ("<<<<<<< HEAD\n", 'msgid "Close"\nmsgstr "閉じる\n', 'msgid "Close"\n'),
        (2, 'msgid "Close"\nmsgstr "閉じる\n'),
        (
            "",
            (
                "ours.po: not merged; it stays as it is on our side.\n"
                "error: base.po:1:1: a conflict marker that a merge left behind."
                " Resolve the conflict and delete the markers.\n"
                "error: ours.po:2:8: this string does not end."
                " Mend the entry, or restore the file.\n"
                "error: theirs.po:2:1: the file ends inside an entry, before msgstr."
                " Mend the entry, or restore the file.\n"
            ),
        ),
    ),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_files_are_merged_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    texts, (code, result), said = BY_HAND[case]
    names = ["base.po", "ours.po", "theirs.po"]
    make(tmp_path, dict(zip(names, texts, strict=True)))
    before = snapshot(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run(tmp_path, "merge-driver", *names)
    assert (done.exit_code, done.stdout, done.stderr) == (code, *said)
    if result is not None:
        assert snapshot(tmp_path) == {**before, "ours.po": result.encode()}


def test_messages_call_the_file_as_git_does(tmp_path: Path) -> None:
    make(tmp_path, {"a": BASE, "b": OURS, "c": "junk\n"})
    files = [str(tmp_path / name) for name in "abc"]
    done = run(tmp_path, "merge-driver", "--path=locales/ja.po", "--", *files)
    assert (done.exit_code, done.stderr) == (
        2,
        (
            "locales/ja.po: not merged; it stays as it is on our side.\n"
            "error: locales/ja.po (theirs):1:1: neither a comment nor a keyword nor a string."
            " Mend the entry, or restore the file.\n"
        ),
    )


# Arguments that are no use, and what is said.
WRONG = {
    "two files": (["a", "b"], "give three files, BASE OURS THEIRS, or --install."),
    "files to install": (["--install", "a"], "--install takes no files: leave them out."),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_explained(tmp_path: Path, case: str) -> None:
    arguments, said = WRONG[case]
    done = run(tmp_path, "merge-driver", *arguments)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"\nError: {said}\n")


LINES = b"*.po merge=i18n-summit\n*.pot merge=i18n-summit\n"
# A .gitattributes, what it becomes, and what is said of it.
ATTRIBUTES = {
    "none": (None, LINES, "created"),
    "other lines": (
        b"* text=auto\n*.png -text\n",
        b"* text=auto\n*.png -text\n" + LINES,
        "updated",
    ),
    "no line end": (b"*.png binary", b"*.png binary\n" + LINES, "updated"),
    "CRLF": (b"*.png binary\r\n", b"*.png binary\r\n" + LINES.replace(b"\n", b"\r\n"), "updated"),
    "one of the two": (
        b"*.po  text merge=i18n-summit\n",
        b"*.po  text merge=i18n-summit\n*.pot merge=i18n-summit\n",
        "updated",
    ),
    "another driver": (b"*.po merge=union\n", b"*.po merge=union\n" + LINES, "updated"),
    "another driver in the same line": (
        LINES.replace(b"pot merge=i18n-summit", b"pot merge=i18n-summit merge=union"),
        LINES.replace(b"pot merge=i18n-summit", b"pot merge=i18n-summit merge=union")
        + b"*.pot merge=i18n-summit\n",
        "updated",
    ),
    "none in a later line": (
        b"*.po merge=i18n-summit\n*.po -merge\n",
        b"*.po merge=i18n-summit\n*.po -merge\n" + LINES,
        "updated",
    ),
}


@pytest.mark.parametrize("case", ATTRIBUTES)
def test_git_is_set_up_once(tree: Path, case: str) -> None:
    old, new, became = ATTRIBUTES[case]
    make(tree, {"locales/ja.po": BASE, **({".gitattributes": old} if old else {})})
    done = run(tree / "locales", "merge-driver", "--install")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        f".gitattributes: {became}, to be committed\n"
        "git config merge.i18n-summit.name: set, for this clone\n"
        "git config merge.i18n-summit.driver: set, for this clone\n"
    )
    assert (tree / ".gitattributes").read_bytes() == new
    said = git(tree, "check-attr", "merge", "locales/ja.po", "x.pot", "x.html")
    assert [line.split(": ")[-1] for line in said.splitlines()] == [
        "i18n-summit",
        "i18n-summit",
        "unspecified",
    ]
    before = snapshot(tree)
    done = run(tree, "merge-driver", "--install")
    assert (done.exit_code, done.stderr) == (
        0,
        "There is nothing to do: git merges PO files by i18n-summit here.\n",
    )
    assert snapshot(tree) == before


# What else is in the work tree, and the files that git merges otherwise, with what it has instead.
OTHER_ATTRIBUTES = {
    "in a folder below": (
        {"locales/.gitattributes": "*.po merge=union\n", "b.po": "", "locales/会議.po": ""},
        {"locales/会議.po": "union"},
    ),
    "in a later line": (
        {".gitattributes": LINES.decode() + "locales/*.po -merge\n", "locales/a.po": ""},
        {"locales/a.po": "unset"},
    ),
    "by a macro": (
        {".gitattributes": LINES.decode() + "*.pot binary\n", "b.po": "", "b.pot": ""},
        {"b.pot": "unset"},
    ),
    "without any file": (
        {".git/info/attributes": "*.po !merge\n"},
        {"*.po": "unspecified"},
    ),
    "of ignored files": (
        {"old/.gitattributes": "*.po -merge\n", "old/a.po": "", ".gitignore": "old\n", "b.po": ""},
        {},
    ),
}


@pytest.mark.parametrize("case", OTHER_ATTRIBUTES)
def test_where_another_attribute_wins_it_is_said(tree: Path, case: str) -> None:
    files, others = OTHER_ATTRIBUTES[case]
    make(tree, files)
    for is_again in (False, True):
        done = run(tree, "merge-driver", "--install")
        said = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert said == [
            f'error: {path}: git has its attribute merge as "{value}", not as "i18n-summit": a'
            " later line of .gitattributes, one in a folder below, or .git/info/attributes says so."
            " Take that out, and run this again."
            for path, value in others.items()
        ]
        assert done.exit_code == (2 if others else 0)
        assert ("There is nothing to do" in done.stderr) is (is_again and not others)


def test_where_another_setting_wins_it_is_said(tree: Path) -> None:
    git(tree, "config", "--add", "merge.i18n-summit.driver", "true")
    git(tree, "config", "--add", "merge.i18n-summit.driver", "false")
    assert run(tree, "merge-driver", "--install").exit_code == 0
    git(tree, "config", "extensions.worktreeConfig", "true")
    git(tree, "config", "--worktree", "merge.i18n-summit.driver", "false")
    for _ in range(2):
        done = run(tree, "merge-driver", "--install")
        assert done.exit_code == 2
        assert done.stderr.endswith(
            "error: merge.i18n-summit.driver: git has another value for this setting, of this work"
            " tree or of the environment. Take out what git config --show-origin"
            " merge.i18n-summit.driver names, and run this again.\n"
        )


def test_outside_of_a_work_tree_nothing_is_set_up(tree: Path) -> None:
    around = tree.parent
    before = snapshot(around)
    done = run(around, "merge-driver", "--install")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {around}: git rev-parse says: fatal: not a git repository"
        " (or any of the parent directories): .git."
        " Run this inside a git work tree, or make one with git init.\n"
    )
    assert snapshot(around) == before


CATALOG = "locales/ja/LC_MESSAGES/会議 %P.po"


def commit(tree: Path, catalog: str, branch: str | None = None) -> None:
    """Commit a catalog, on a new branch from where ``base`` stands if one is named."""
    if branch:
        git(tree, "switch", "-q", "-c", branch, "base")
    make(tree, {CATALOG: catalog})
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "work")


def merged_by_git(tree: Path, ours: str, theirs: str) -> tuple[int, str]:
    """Merge a branch into another; give git's exit code and the catalog."""
    git(tree, "switch", "-q", "--detach", ours)
    done = subprocess.run(
        ["git", "merge", "-q", "-m", "merge", theirs],
        cwd=tree,
        capture_output=True,
        check=False,
    )
    return done.returncode, (tree / CATALOG).read_text(encoding="utf-8")


@pytest.fixture
def repository(tree: Path) -> Path:
    """A work tree whose git merges catalogs."""
    assert program(tree, "merge-driver", "--install").returncode == 0
    return tree


def entry(id: str, translation: str) -> str:
    return f'\nmsgid "{id}"\nmsgstr "{translation}"\n'


def entries(translations: dict[str, str]) -> str:
    return "".join(map(entry, translations.keys(), translations.values()))


def test_git_merges_two_branches_of_two_thousand_messages(repository: Path) -> None:
    ids = [f"Session {number}: what the cluster {number % 97} told us" for number in range(2000)]
    texts = {id: f"訳 {id}" if number % 3 else "" for number, id in enumerate(ids)}
    # A translator writes 110 translations, ten of which take the place of others.
    retold = {**texts, **{id: f"新訳 {id}" for id in [*ids[::3][:100], *ids[1:31:3]]}}
    # The pages change 40 texts, two of them among these ten; 30 go, ten of them just
    # translated, 20 stand elsewhere, and 34 are new.
    changed = {id: f"{id} at last" for id in [*ids[1:7:3], *ids[1001:1115:3]]}
    gone = ids[270:300]
    order = [id for id in [*ids[1900:1920], *ids[:1900], *ids[1920:]] if id not in gone]
    new = [f"Lightning talk {number}" for number in range(34)]
    order[700:700] = new

    def extracted(texts: dict[str, str]) -> str:
        """Give the entries as the pages now ask for them, with the translations there are."""
        found = [
            entry(id, texts.get(id, ""))
            if id not in changed
            else f'\n#, fuzzy\n#| msgid "{id}"\nmsgid "{changed[id]}"\nmsgstr "{texts[id]}"\n'
            for id in order
        ]
        # What vanished with its words is obsolete, in the order in which it has become so.
        found += [f'\n#~ msgid "{id}"\n#~ msgstr "{texts[id]}"\n' for id in late if texts[id]]
        return "".join(found)

    late = [*filter(texts.get, gone), *(id for id in gone if not texts[id])]
    commit(repository, HEAD.format(SPRING, SPRING) + entries(texts))
    git(repository, "branch", "base")
    translated = entries(retold)
    commit(repository, HEAD.format(SPRING, SUMMER) + translated, "hanako")
    commit(repository, HEAD.format(SUMMER, SPRING) + extracted(texts), "pages")
    expected = HEAD.format(SUMMER, SUMMER) + extracted(retold)
    assert merged_by_git(repository, "hanako", "pages") == (0, expected)
    assert merged_by_git(repository, "pages", "hanako") == (0, expected)


def test_a_conflict_leaves_a_valid_catalog_with_both_texts(repository: Path) -> None:
    commit(repository, BASE)
    git(repository, "branch", "base")
    commit(repository, OURS, "hanako")
    commit(repository, RIVAL, "pages")
    for ours, theirs in ("hanako", "pages"), ("pages", "hanako"):
        assert merged_by_git(repository, ours, theirs) == (1, UNDECIDED)
        assert git(repository, "ls-files", "-u", "-z").count(CATALOG) == 3
        git(repository, "merge", "--abort")


@pytest.mark.slow
def test_two_decisions_of_branches_that_cross_are_a_conflict_again(repository: Path) -> None:
    """Git gives what it makes of both origins for a base: another conflict, undecided."""
    commit(repository, BASE)
    git(repository, "branch", "base")
    commit(repository, OURS, "hanako")
    commit(repository, RIVAL, "pages")
    for ours, theirs, decision in ("hanako", "pages", "閉じる"), ("pages", "hanako", "終了"):
        assert merged_by_git(repository, ours, theirs) == (1, UNDECIDED)
        lines = UNDECIDED.replace('"閉じる"', f'"{decision}"').splitlines(keepends=True)
        make(repository, {CATALOG: "".join(line for line in lines if line[0] != "#")})
        git(repository, "add", ".")
        git(repository, "commit", "-qm", "decided")
        git(repository, "branch", f"{ours}-decided")
    for ours, theirs in ("hanako", "pages"), ("pages", "hanako"):
        found = merged_by_git(repository, f"{ours}-decided", f"{theirs}-decided")
        assert found == (1, UNDECIDED.replace(f"({SPRING})", f"({SUMMER})"))
        git(repository, "merge", "--abort")


def test_a_catalog_that_cannot_be_read_is_a_conflict_and_stays(repository: Path) -> None:
    commit(repository, BASE)
    git(repository, "branch", "base")
    commit(repository, OURS, "hanako")
    commit(repository, THEIRS + "junk\n", "pages")
    assert merged_by_git(repository, "hanako", "pages") == (1, OURS)
    git(repository, "merge", "--abort")
    assert merged_by_git(repository, "pages", "hanako") == (1, THEIRS + "junk\n")


def test_a_catalog_that_both_branches_have_added_is_merged(repository: Path) -> None:
    commit(repository, BASE)
    git(repository, "rm", "-q", CATALOG)
    git(repository, "commit", "-qm", "without")
    git(repository, "branch", "base")
    commit(repository, OURS, "hanako")
    commit(repository, THEIRS, "pages")
    assert merged_by_git(repository, "hanako", "pages") == (0, MERGED)


def test_the_program_may_stand_in_any_folder(tree: Path) -> None:
    python = tree.parent / "私の 50%P $HOME's venv" / "python"
    make(python.parent, {python.name: f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'})
    python.chmod(0o755)
    install_driver(tree, [str(python), "-m", "i18n_summit"])
    commit(tree, BASE)
    git(tree, "branch", "base")
    commit(tree, OURS, "hanako")
    commit(tree, THEIRS, "pages")
    assert merged_by_git(tree, "hanako", "pages") == (0, MERGED)


def test_modules_in_the_work_tree_are_not_run(repository: Path) -> None:
    make(repository, {"click.py": "raise SystemExit(3)\n", "i18n_summit/__init__.py": ""})
    commit(repository, BASE)
    git(repository, "branch", "base")
    commit(repository, OURS, "hanako")
    commit(repository, THEIRS, "pages")
    assert merged_by_git(repository, "hanako", "pages") == (0, MERGED)


@pytest.mark.parametrize("case", ["base.po", "ours.po", "theirs.po"])
def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path, case: str) -> None:
    names = ["base.po", "ours.po", "theirs.po"]
    make(tmp_path, {name: BASE for name in names if name != case})
    os.mkfifo(tmp_path / case)
    done = program(tmp_path, "merge-driver", *names)
    complaint = f"error: {case}: this is no regular file. Move it away.\n"
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines(keepends=True)[1:] == [complaint]
    assert program(tmp_path, "compile", case).stderr.decode() == complaint


def test_attributes_that_are_a_link_are_named_before_anything_is_set(tree: Path) -> None:
    make(tree, {"attributes": "*.html text\n"})
    (tree / ".gitattributes").symlink_to("attributes")
    before = snapshot(tree)
    done = run(tree, "merge-driver", "--install")
    assert (done.exit_code, done.stderr) == (
        2,
        (
            "error: .gitattributes: this is a link, and git reads none there. Put a file in its"
            " place, and run this again.\n"
        ),
    )
    assert snapshot(tree) == before
    # So it is: git gives no attribute of a file that the link leads to.
    assert git(tree, "check-attr", "text", "a.html") == "a.html: text: unspecified\n"
