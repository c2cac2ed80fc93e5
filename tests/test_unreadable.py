"""One page that cannot be read stops no other, and nothing is lost by it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import pytest

from i18n_summit.files import Change
from i18n_summit.project import find_project
from i18n_summit.workflow.render import render_pages
from i18n_summit.workflow.stored import read_texts
from i18n_summit.workflow.workspace import open_workspace, survey_pages
from tests.projects import (
    EN_PO,
    JA_PO,
    PAGE,
    POT,
    Files,
    make,
    make_half,
    run,
    snapshot,
    translate,
)

REMEDY = "Save the page in the encoding it declares, or declare the one it is in"
BROKEN: Files = {
    "source/index.html": PAGE.encode("cp932"),
    "source/broken.txt": b"San Francisco\n\xe9t\xe9\n",
}
SAID = (
    f"error: source/broken.txt:2: byte 14 (0xE9) is not utf-8. {REMEDY}, by a byte order mark or"
    " as UTF-8.\n"
    f"error: source/index.html:14: byte 446 (0x83) is not utf-8. {REMEDY}: <meta charset=…>.\n"
)
STAYS = "What was rendered earlier of unreadable files stays as it is.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that was built, and of whose two pages one cannot be read any more."""
    make_half(tmp_path)
    translate(tmp_path, JA_PO, **{"Core Kafka": "コア Kafka"})
    assert run(tmp_path, "build").exit_code == 0
    return make(tmp_path, BROKEN)


# Each command, and what it says after the complaints.
COMMANDS = {
    "extract": "3 files unchanged\n",
    "extract --check": "3 files unchanged\n",
    "render": f"{STAYS}4 files unchanged\n",
    "check": "5 warnings (5 missing)\n",
    "status": "",
    "build": f"3 files unchanged\n{STAYS}4 files unchanged\n",
    "-q build": STAYS,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_read_is_named_and_changes_nothing(folder: Path, command: str) -> None:
    before = snapshot(folder)
    result = run(folder, *command.split())
    assert (result.exit_code, result.stderr) == (2, SAID + COMMANDS[command])
    assert snapshot(folder) == before


def test_the_other_pages_go_on(folder: Path) -> None:
    make(folder, {"source/notes.txt": "Welcome.\n", "source/css/style.css": "b {}\n"})
    result = run(folder, "build")
    assert (result.exit_code, result.stderr) == (
        2,
        SAID + f"{POT}: updated, 8 messages\n"
        f"{EN_PO}: updated, 2 messages\n"
        f"{JA_PO}: updated, 6 messages, 5 to translate\n"
        f"{STAYS}"
        "build/en/notes.txt: updated\n"
        "build/ja/notes.txt: updated\n"
        "build/en/css/style.css: updated\n"
        "build/ja/css/style.css: updated\n",
    )
    assert (folder / "build/ja/notes.txt").read_text() == "Welcome.\n"
    assert 'msgid "Core Kafka"\nmsgstr "コア Kafka"\n' in (folder / JA_PO).read_text("utf-8")


def test_once_it_can_be_read_again_all_is_as_it_was(folder: Path) -> None:
    assert run(folder, "build").exit_code == 2
    make(folder, {"source/index.html": PAGE, "source/broken.txt": None})
    before = snapshot(folder)
    result = run(folder, "build")
    assert (result.exit_code, result.stderr) == (0, "3 files unchanged\n7 files unchanged\n")
    assert snapshot(folder) == before


def test_coverage_counts_what_could_be_read(folder: Path) -> None:
    found = json.loads(run(folder, "status", "--format", "json").stdout)
    assert {locale: counts["total"] for locale, counts in found["locales"].items()} == {
        "en": 1,
        "ja": 1,
    }


def test_a_page_never_read_before_adds_nothing(tmp_path: Path) -> None:
    make_half(tmp_path)
    assert run(tmp_path, "build").exit_code == 0
    make(tmp_path, {"source/broken.txt": BROKEN["source/broken.txt"]})
    before = snapshot(tmp_path)
    assert run(tmp_path, "build").exit_code == 2
    assert snapshot(tmp_path) == before


def test_2_goes_before_1(folder: Path) -> None:
    make(folder, {"source/notes.txt": "Welcome.\n"})
    assert run(folder, "extract", "--check").exit_code == 2
    result = run(folder, "check")
    assert (result.exit_code, "error stale" in result.stdout) == (2, True)
    assert "no page has any more, the first: «Bring your laptop" in result.stdout


def test_what_is_wrong_with_pages_and_catalogs_is_said_in_one_run(folder: Path) -> None:
    make(folder, {JA_PO: 'msgid "A"\n'})
    before = snapshot(folder)
    result = run(folder, "extract")
    assert (result.exit_code, result.stderr) == (
        2,
        SAID + f"error: {JA_PO}:2:1: the file ends inside an entry, before msgstr."
        " Mend the entry, or restore the file.\n",
    )
    assert snapshot(folder) == before


def test_a_file_that_vanishes_before_it_is_read_is_unread_and_stays_in_the_output(
    tmp_path: Path,
) -> None:
    make_half(tmp_path)
    assert run(tmp_path, "build").exit_code == 0
    make(tmp_path, {"source/z.txt": "Welcome.\n"})
    before = snapshot(tmp_path / "build")
    project = find_project(tmp_path)
    workspace = open_workspace(project)

    def stolen(paths: Sequence[Path], _: str) -> Iterator[Path]:
        for name in ("index.html", "css/style.css"):
            (tmp_path / "source" / name).unlink(missing_ok=True)
        yield from paths

    survey = survey_pages(workspace, stolen)
    rendering = render_pages(workspace, read_texts(project, ["en", "ja"]), stolen)
    lost = "No such file or directory. Check the name and its permissions."
    page, style = (PurePosixPath("source", name) for name in ("index.html", "css/style.css"))
    assert survey.unread == {page: f"{page}: {lost}"}
    assert rendering.unread == {**survey.unread, style: f"{style}: {lost}"}
    assert [(str(one.path), one.change) for one in rendering.written] == [
        ("build/en/notes.txt", Change.UNCHANGED),
        ("build/ja/notes.txt", Change.UNCHANGED),
        ("build/en/z.txt", Change.CREATED),
        ("build/ja/z.txt", Change.CREATED),
    ]
    welcome = dict.fromkeys(["en/z.txt", "ja/z.txt"], b"Welcome.\n")
    assert snapshot(tmp_path / "build") == {**before, **welcome}
