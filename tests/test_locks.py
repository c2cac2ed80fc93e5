"""Commands that write beside others: they wait, and what was saved meanwhile is not lost."""

from pathlib import Path

import pytest

from i18n_summit.files import held
from tests.projects import HOLDER, lock_of, make, run, snapshot, start

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BASE = f'{HEAD}msgid "Close"\nmsgstr ""\n\nmsgid "Kafka Streams"\nmsgstr ""\n'
OURS = BASE.replace('Close"\nmsgstr ""', 'Close"\nmsgstr "閉じる,"')
THEIRS = BASE.replace('Streams"\nmsgstr ""', 'Streams"\nmsgstr "Kafka のストリーム"')
SAVED = OURS.replace("閉じる", "閉める")
SETTINGS = 'domain = "ja"\nlocales = ["ja"]\n[checks]\njapanese = "jtf"\n'
FILES = {
    "i18n-summit.toml": SETTINGS,
    "source/index.html": "<p>Close</p>",
    "base.po": BASE,
    "theirs.po": THEIRS,
    "locales/ja/LC_MESSAGES/ja.po": OURS,
}
PLACE = "locales/ja/LC_MESSAGES"
PO = f"{PLACE}/ja.po"
# Commands that write beside a catalog, or into one; and the folder's name in what they say.
COMMANDS = {
    "compile": ["compile"],
    "compile by hand": ["compile", PO],
    "merge": ["merge-driver", "base.po", PO, "theirs.po"],
    "fix": ["check", "--fix", "--japanese", "jtf"],
    "fix by hand": ["check", "--fix", "--japanese", "jtf", PO],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make(tmp_path, FILES)


@pytest.mark.parametrize("case", COMMANDS)
def test_a_command_waits_and_names_who_holds_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(held, "_SILENCE", 0.1)
    monkeypatch.setattr(held, "_PATIENCE", 0.3)
    with lock_of(folder / PLACE):
        before = snapshot(folder)
        done = run(folder, *COMMANDS[case])
        assert snapshot(folder) == before
    assert done.exit_code == 2
    assert f"{PLACE}: waiting for {HOLDER}, which is writing here\n" in done.stderr
    assert f"error: {PLACE}: {HOLDER} is writing here." in done.stderr


@pytest.mark.parametrize("case", COMMANDS)
def test_a_command_leaves_nothing_and_removes_what_was_left(folder: Path, case: str) -> None:
    make(folder, {f"{PLACE}/.i18n-summit.{name}": "" for name in ("0badcafe", "lock")})
    before = snapshot(folder)
    run(folder, *COMMANDS[case])
    written = {PO.replace(".po", ".mo")} if "compile" in COMMANDS[case] else set()
    after = snapshot(folder)
    assert after[PO] != before[PO] or written
    assert after.keys() == {name for name in before if ".i18n-summit" not in name} | written


# Commands that are given names of one folder.
TWICE = {
    "compile": ["compile"],
    "compile by a link": ["compile", PO, "link/en.po"],
    "compile from above": ["compile", PO, f"locales/../{PLACE}/en.po"],
    "compile of one file": ["compile", PO, "link/ja.po"],
    "fix": ["check", "--fix", "--japanese", "jtf"],
    "fix by a link": ["check", "--fix", "--japanese", "jtf", PO, "link/en.po"],
    "fix of one file": ["check", "--fix", "--japanese", "jtf", PO, "link/ja.po"],
}


@pytest.mark.parametrize("case", TWICE)
def test_two_names_of_a_folder_are_one(folder: Path, case: str) -> None:
    settings = SETTINGS.replace('["ja"]', '["ja", "ja-JP"]')
    make(folder, {"i18n-summit.toml": settings, f"{PLACE}/en.po": OURS})
    (folder / "link").symlink_to(PLACE)
    (folder / "locales/ja_JP").symlink_to("ja")
    before = snapshot(folder)
    done = run(folder, *TWICE[case])
    assert (done.exit_code == 2, "writing here" in done.stderr) == (False, False)
    after = snapshot(folder)
    assert after.keys() - before.keys() <= {f"{PLACE}/en.mo", f"{PLACE}/ja.mo"}
    assert after[PO] == (before[PO] if "compile" in case else OURS.replace("る,", "る、").encode())


def saved_meanwhile(folder: Path, case: str) -> tuple[int, str]:
    """Save the catalog while a command waits to write; give its exit code, and its last line."""
    with lock_of(folder / PLACE):
        child = start(folder, *COMMANDS[case])
        assert child.stderr is not None
        assert b"waiting for" in child.stderr.readline()
        make(folder, {PO: SAVED})
    _, said = child.communicate()
    return child.returncode, said.decode().splitlines()[-1]


def test_what_is_saved_before_it_is_compiled_is_compiled(folder: Path) -> None:
    code, _ = saved_meanwhile(folder, "compile")
    assert (code, (folder / PO).read_text(encoding="utf-8")) == (0, SAVED)
    assert "閉める".encode() in (folder / PO).with_suffix(".mo").read_bytes()


def test_what_is_saved_before_it_is_merged_is_merged(folder: Path) -> None:
    found = saved_meanwhile(folder, "merge")
    assert found == (0, f"{PO}: merged, 2 messages")
    merged = THEIRS.replace('Close"\nmsgstr ""', 'Close"\nmsgstr "閉める,"')
    assert (folder / PO).read_text(encoding="utf-8") == merged


@pytest.mark.parametrize("case", ["fix", "fix by hand"])
def test_what_is_saved_before_it_is_fixed_stays_as_it_was_saved(folder: Path, case: str) -> None:
    assert saved_meanwhile(folder, case) == (
        2,
        f"error: {PO}: saved while it was checked. Run this again.",
    )
    assert (folder / PO).read_text(encoding="utf-8") == SAVED


def test_git_has_its_own_lock(folder: Path) -> None:
    """The three files are its own, in the uppermost folder of the work tree."""
    make(folder, {".merge_file_ours": OURS})
    with lock_of(folder):
        done = run(
            folder, "merge-driver", f"--path={PO}", "base.po", ".merge_file_ours", "theirs.po"
        )
    assert (done.exit_code, done.stderr) == (0, f"{PO}: merged, 2 messages\n")
