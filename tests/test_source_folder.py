"""What stands in the source folder is read, or named: nothing is left out in silence."""

import os
from collections.abc import Callable
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


# How each is made in the source folder, and the whole complaint.
UNUSABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a name that is not UTF-8": (
        lambda source: Path(os.fsdecode(os.fsencode(source) + b"/\xff.html")).touch(),
        r"source/\xff.html: this name is not UTF-8. Rename the file.",
    ),
    "a line feed in a name": (
        lambda source: (source / 'a\nmsgid "x".html').touch(),
        r'source/a\nmsgid "x".html: this name has a control character in it. Rename the file.',
    ),
    "a terminal's command in the name of a folder": (
        lambda source: make(source, {"\x1b[2J/a.html": "<p>Hidden</p>"}),
        r"source/\x1b[2J: this name has a control character in it. Rename the file.",
    ),
    "a name that is written backwards": (
        lambda source: (source / "\u202elmth.js").touch(),
        r"source/\u202elmth.js: this name has a control character in it. Rename the file.",
    ),
    "a link that leads nowhere": (
        lambda source: (source / "dead.html").symlink_to("nowhere.html"),
        "source/dead.html: this link leads nowhere. Mend it, or remove it.",
    ),
    "a link that leads to itself": (
        lambda source: (source / "self.html").symlink_to("self.html"),
        "source/self.html: this link leads nowhere. Mend it, or remove it.",
    ),
    "a link to a folder": (
        lambda source: (source / "linked").symlink_to("css"),
        ("source/linked: links to folders are not followed. Copy the folder, or remove the link."),
    ),
    "a link to a private page": (
        lambda source: (source / "private.html").symlink_to("../private.html"),
        (
            "source/private.html: this link leads out of the source folder. Copy the file, or"
            " remove the link."
        ),
    ),
    "a link to a private file by way of another": (
        lambda source: make_links(source, {"css/a.key": "b.key", "css/b.key": "../../key"}),
        (
            "source/css/a.key: this link leads out of the source folder. Copy the file, or"
            " remove the link.\n"
            "error: source/css/b.key: this link leads out of the source folder. Copy the file, or"
            " remove the link."
        ),
    ),
    "a pipe": (
        lambda source: os.mkfifo(source / "pipe.html"),
        "source/pipe.html: this is no regular file. Move it away.",
    ),
}
STAYS = "What was rendered earlier of unreadable files stays as it is.\n"


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def make_links(folder: Path, links: dict[str, str]) -> None:
    for name, target in links.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_used_is_named_and_the_rest_goes_on(project: Path, case: str) -> None:
    spoil, complaint = UNUSABLE[case]
    make(project, {"private.html": "<p>Secret</p>", "key": "secret", "source/css/a.css": "a {}"})
    spoil(project / "source")

    code, complaints = built(project)

    assert code == 2
    assert complaints.startswith(f"error: {complaint}\nlocales/messages.pot: created, 1 message\n")
    assert STAYS in complaints
    assert listing(project / "build") == ["en/css/a.css", "en/index.html", "ja/css/a.css",
        "ja/index.html"]  # fmt: skip


def test_all_that_cannot_be_used_is_named_at_once(project: Path) -> None:
    make(project, {"private.html": "<p>Secret</p>", "key": "secret", "source/css/a.css": "a {}"})
    for spoil, _ in UNUSABLE.values():
        spoil(project / "source")
    _, complaints = built(project)
    assert sorted(line for line in complaints.splitlines() if line.startswith("error: ")) == sorted(
        line for _, complaint in UNUSABLE.values() for line in f"error: {complaint}".split("\n")
    )


def test_messages_below_a_folder_that_cannot_be_read_stay(project: Path) -> None:
    make(project, {"source/a/b/c.html": "<p>Keynote</p><p>Lunch</p>"})
    assert built(project)[0] == 0
    before = {path: path.read_bytes() for path in project.rglob("*.po*")}
    (project / "source" / "a").rename(project / "a")
    (project / "source" / "a").symlink_to("../a")
    assert built(project)[0] == 2
    assert {path: path.read_bytes() for path in project.rglob("*.po*")} == before


def test_a_link_inside_the_source_folder_is_read(project: Path) -> None:
    make_links(project / "source", {"ja/start.html": "../index.html"})
    assert built(project)[0] == 0
    assert listing(project / "build" / "ja") == ["index.html", "ja/start.html"]
    assert not (project / "build/ja/ja/start.html").is_symlink()


def test_the_source_folder_itself_may_be_a_link(project: Path) -> None:
    (project / "source").rename(project / "pages")
    (project / "source").symlink_to("pages")
    make_links(project / "pages", {"start.html": "index.html"})
    assert built(project)[0] == 0
    assert listing(project / "build" / "ja") == ["index.html", "start.html"]


# Unusual names that are nobody's fault.
NAMES = [
    "-rf.html",
    r"a\b.html",
    "..html",
    "...html.html",
    "~.html",
    "$(id).html",
    "%00.html",
    "\"quoted\" & 'so'.html",
    "two  spaces.html",
    " .html",
    "全角\u3000空白.html",
    "no\u00a0break.html",
    "家族👩\u200d👩\u200d👧.html",
    "か\u3099.html",
    "が.html",
    "Index.html",
    "INDEX.HTML",
    "a.html:12.html",
    "n" * 250 + ".html",
    "あ" * 83 + ".html",
]


def test_unusual_names_are_kept_and_stay_what_they_are(project: Path) -> None:
    texts = {f"source/{name}": f"<p>Talk of room {n}</p>" for n, name in enumerate(NAMES)}
    make(project, texts)
    code, complaints = built(project)
    assert (code, "error" in complaints) == (0, False)
    assert listing(project / "build" / "ja") == sorted(["index.html", *NAMES])
    for number, name in enumerate(NAMES):
        page = (project / "build" / "ja" / name).read_text(encoding="utf-8")
        assert page == f'<p lang="en">Talk of room {number}</p>'
    assert built(project) == (0, "3 files unchanged\n43 files unchanged\n")

    for name in texts:
        (project / name).write_bytes(b"\xff")
    assert built(project)[1].endswith("3 files unchanged\n" + STAYS + "2 files unchanged\n")


def listing(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in files)


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
