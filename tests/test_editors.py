"""Catalogs saved by the editors that docs/tools.md names, with what they save by.

Weblate saves by translate-toolkit, and Poedit passes what it has written through GNU msgcat. The
first is not among the dependencies: ``.ci/run`` installs it, and runs the tests marked ``real``.
"""

import shutil
import subprocess
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path

import pytest

from tests.projects import make, run, translate

PO = "locales/ja/LC_MESSAGES/messages.po"
JOIN = (
    "A join keeps its state beside the task, restores it after a failure, and tells nobody that"
    " anything has happened to it in the meantime."
)
JOINED = (
    "結合は状態をタスクのそばに保ち、障害のあとに復元します。そのあいだに何が起きたのかを、"
    "誰にも知らせることはありません。"
)
PAGE = f"""\
<html lang="en">
<h2>Core Kafka</h2>
<p>Doors open at 9:00</p>
<p data-translate-context="hall">Main stage</p>
<p data-translate-context="talk">Main stage</p>
<p its-loc-note="Of tables, too.">{JOIN}</p>
<p>Say "hello" \\ C:\\new</p>
<p>Lunch</p>
<textarea>Name:
Company:</textarea>
"""
HEADING = "Kafka の中核"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project whose catalog has entries of every kind: a guess and an obsolete one too."""
    make(tmp_path, {"source/index.html": PAGE})
    assert run(tmp_path, "extract").exit_code == 0
    translated = {"Doors open at 9:00": "9 時開場", JOIN: JOINED, "Lunch": "昼食"}
    translate(tmp_path, PO, **translated)
    changed = PAGE.replace("at 9:00", "at 9:30").replace("<p>Lunch</p>\n", "")
    make(tmp_path, {"source/index.html": changed})
    assert run(tmp_path, "extract").exit_code == 0
    return tmp_path


def save_as_weblate(width: int) -> Callable[[Path], None]:
    """Give what translates the heading as Weblate does, with its parameter po_line_wrap."""

    def save(path: Path) -> None:
        storage = pytest.importorskip("translate.storage.pypo", reason="no translate-toolkit")
        store = storage.pofile.parsefile(str(path))
        store.wrapper.width = width
        unit = next(unit for unit in store.units if str(unit.source) == "Core Kafka")
        unit.target = HEADING
        store.updateheader(add=True, last_translator="山田花子", x_generator="an editor")
        with path.open("wb") as file:
            store.serialize(file)

    return save


def save_as_poedit(wrapping: str) -> Callable[[Path], None]:
    """Give what translates the heading, and formats the file as Poedit does."""

    def save(path: Path) -> None:
        if shutil.which("msgcat") is None:
            pytest.skip("no msgcat: it is in Debian's package gettext")
        text = path.read_text(encoding="utf-8")
        text = text.replace('"Core Kafka"\nmsgstr ""', f'"Core Kafka"\nmsgstr "{HEADING}"')
        text = text.replace('"Last-Translator: \\n"', '"Last-Translator: 山田花子\\n"')
        text = text.replace('-Language: en\\n"', '-Language: en\\n"\n"X-Generator: an editor\\n"')
        path.write_text(text, encoding="utf-8")
        subprocess.run(["msgcat", "--force-po", wrapping, "-o", path, path], check=True)

    return save


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.split("\n"), after.split("\n")) if line[:1] in "+-"]


# What saves as documented, and what breaks lines otherwise than extract does.
KEEPING = [
    pytest.param(save_as_weblate(65535), id="Weblate", marks=pytest.mark.real),
    pytest.param(save_as_poedit("--no-wrap"), id="Poedit"),
]
WRAPPING = [
    pytest.param(save_as_weblate(77), id="Weblate's default", marks=pytest.mark.real),
    pytest.param(save_as_weblate(-1), id="Weblate without lines", marks=pytest.mark.real),
    pytest.param(save_as_poedit("--width=79"), id="Poedit, wrapping"),
]


@pytest.mark.parametrize("save", KEEPING)
def test_an_editor_set_as_documented_changes_its_entry_and_the_header(
    project: Path, save: Callable[[Path], None]
) -> None:
    before = (project / PO).read_text(encoding="utf-8")

    save(project / PO)

    after = (project / PO).read_text(encoding="utf-8")
    assert changed_lines(before, after) == [
        '- "Last-Translator: \\n"',
        '+ "Last-Translator: 山田花子\\n"',
        '+ "X-Generator: an editor\\n"',
        '- msgstr ""',
        f'+ msgstr "{HEADING}"',
    ]


@pytest.mark.parametrize("save", [*KEEPING, *WRAPPING])
def test_extract_changes_one_entry_of_a_saved_file(
    project: Path, save: Callable[[Path], None]
) -> None:
    save(project / PO)
    saved = (project / PO).read_bytes()

    assert run(project, "extract").exit_code == 0

    assert (project / PO).read_bytes() == saved
    page = (project / "source" / "index.html").read_text(encoding="utf-8")
    make(project, {"source/index.html": page.replace("hello", "goodbye")})

    assert run(project, "extract", SOURCE_DATE_EPOCH="1569920400").exit_code == 0

    after = (project / PO).read_text(encoding="utf-8")
    below_headers = (text.partition("\n\n")[2] for text in (saved.decode(), after))
    assert changed_lines(*below_headers) == [
        '- msgid "Say \\"hello\\" \\\\ C:\\\\new"',
        '+ msgid "Say \\"goodbye\\" \\\\ C:\\\\new"',
    ]
