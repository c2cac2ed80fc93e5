"""What stands in the source folder is read, or named: nothing is left out in silence."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from i18n_summit.cli import command


def built(folder: Path) -> tuple[int, str]:
    """Run build on a project; give its exit code and what it complains of."""
    result = CliRunner().invoke(command, ["-C", str(folder), "build"])
    return result.exit_code, result.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "index.html").write_text("<p>Keynote</p>", encoding="utf-8")
    return tmp_path


def test_what_cannot_be_read_is_named_all_at_once_and_nothing_is_written(project: Path) -> None:
    source = project / "source"
    (source / "dead.html").symlink_to(source / "nowhere.html")
    (project / "elsewhere").mkdir()
    (source / "linked").symlink_to(project / "elsewhere")
    (Path(os.fsdecode(os.fsencode(source) + b"/\xff.html"))).write_text("<p>Name</p>")
    before = sorted(project.iterdir())

    code, complaints = built(project)

    assert code == 2
    assert sorted(complaints.splitlines()) == [
        r"error: source/\xff.html: this name is not UTF-8. Rename the file.",
        "error: source/dead.html: this link leads nowhere. Mend it, or remove it.",
        (
            "error: source/linked: links to folders are not followed."
            " Copy the folder, or remove the link."
        ),
    ]
    assert sorted(project.iterdir()) == before


def test_a_folder_without_pages_is_a_mistake(project: Path) -> None:
    (project / "source" / "index.html").rename(project / "source" / "index.css")

    assert built(project) == (
        2,
        "error: source: no page in this folder. Put one there (.htm .html .txt).\n",
    )


def test_catalogs_among_the_pages_are_refused(project: Path) -> None:
    (project / "i18n-summit.toml").write_text('catalogs = "source/po"\n', encoding="utf-8")

    assert built(project) == (
        2,
        (
            'error: i18n-summit.toml: "source" and "catalogs" lie in one another'
            " (source, source/po). Set them to two folders apart.\n"
        ),
    )


def test_a_blank_translation_is_none(project: Path) -> None:
    assert built(project)[0] == 0
    catalog = project / "locales" / "ja" / "LC_MESSAGES" / "messages.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('"Keynote"\nmsgstr ""', '"Keynote"\nmsgstr " "'), "utf-8")

    assert built(project)[0] == 0
    page = (project / "build" / "ja" / "index.html").read_text(encoding="utf-8")
    assert page == '<p lang="en">Keynote</p>'
